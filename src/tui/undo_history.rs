//! Undo history: what was done to marks, filter and notes, with what brings back what was before.

use std::collections::{BTreeSet, VecDeque};

use super::jump::Jump;
use crate::notes::{Change, Notebook};

/// So many steps can be taken back.
const LONGEST: usize = 1_000;

/// The steps that can be undone, the latest last.
#[derive(Debug, Default)]
pub struct UndoHistory(VecDeque<UndoStep>);

/// What brings back what was there before one step.
#[derive(Debug)]
pub(super) enum UndoStep {
    /// The provision at this position was marked, or unmarked.
    Mark(u32),
    /// These marks were taken away together.
    Marks(BTreeSet<u32>),
    /// The filter was cleared; where the reader was before, the filter included.
    Filter(Box<Jump>),
    /// Notes were changed: the changes that take that back, and what had been done, for the footer.
    Notes(Vec<Change>, String),
}

impl UndoHistory {
    /// Remembers a step; the oldest is forgotten where there are too many.
    pub(super) fn push(&mut self, step: UndoStep) {
        if self.0.len() == LONGEST {
            self.0.pop_front();
        }
        self.0.push_back(step);
    }

    /// Remembers what takes `changes` back, which are about to be made to `notebook`. `done` says what
    /// they do, for the footer.
    pub(super) fn push_notes(&mut self, notebook: &Notebook, changes: &[Change], done: &str) {
        let latest_first = changes.iter().rev();
        let inverse: Vec<Change> = latest_first
            .filter_map(|change| inverse(notebook, change))
            .collect();
        if !inverse.is_empty() {
            self.push(UndoStep::Notes(inverse, done.to_owned()));
        }
    }

    /// Follows provisions to where they are in a document that was read again. What was done to marks of
    /// provisions that are not there any more is forgotten.
    pub(super) fn change_positions(
        &mut self,
        provision: impl Fn(u32) -> Option<u32>,
        place: impl Fn(Jump) -> Jump,
    ) {
        let steps = std::mem::take(&mut self.0).into_iter();
        self.0 = steps
            .filter_map(|step| match step {
                UndoStep::Mark(at) => provision(at).map(UndoStep::Mark),
                UndoStep::Marks(marked) => {
                    let marked: BTreeSet<u32> = marked.into_iter().filter_map(&provision).collect();
                    (!marked.is_empty()).then_some(UndoStep::Marks(marked))
                }
                UndoStep::Filter(before) => Some(UndoStep::Filter(Box::new(place(*before)))),
                notes @ UndoStep::Notes(..) => Some(notes),
            })
            .collect();
    }

    /// The latest step, which is then forgotten.
    pub(super) fn pop(&mut self) -> Option<UndoStep> {
        self.0.pop_back()
    }
}

/// The change that takes another one back; nothing where that changes nothing.
fn inverse(notebook: &Notebook, change: &Change) -> Option<Change> {
    let entry = change.id().and_then(|id| notebook.entry(id));
    match change {
        Change::Bookmark { id, on } => {
            let was = entry.is_some_and(|entry| entry.bookmarked);
            (was != *on).then(|| Change::Bookmark {
                id: id.clone(),
                on: was,
            })
        }
        Change::Tag { id, tag, on } => {
            let was = entry.is_some_and(|entry| entry.tags.contains(tag));
            (was != *on).then(|| Change::Tag {
                id: id.clone(),
                tag: tag.clone(),
                on: was,
            })
        }
        Change::Note { id, before, after } => (before != after).then(|| Change::Note {
            id: id.clone(),
            before: after.clone(),
            after: before.clone(),
        }),
        Change::Relocate(_) => None,
    }
}
