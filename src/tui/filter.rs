//! The filter: what is typed, how its hits are listed, and the newest answer.

use std::sync::Arc;

use tui_input::Input;

use super::document::Tally;
use super::outline::Node;
use crate::model::Document;
use crate::notes::Notebook;
use crate::search::{
    Answer, Cancel, Cancelled, Hits, Index, PassageIndex, PositionSet, Query, UserNotes,
};

/// How hits are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Best first.
    #[default]
    Relevance,
    /// As they stand in the document.
    Printed,
}

/// The filter.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// What has been typed, with the cursor.
    pub input: Input,
    /// How its hits are listed.
    pub order: Order,
    /// The newest answer; it may lag behind `input` while a query is under way.
    pub findings: Option<Arc<Findings>>,
    /// Whether the next answer finds the reader where they are: it is asked for because the document
    /// has changed, not because something was typed.
    pub stays: bool,
    /// Where the reader was when the filter was opened, to go back there.
    pub came_from: Option<(Node, Option<u32>)>,
}

impl Filter {
    /// Whether anything is filtered by.
    #[must_use]
    pub fn is_on(&self) -> bool {
        !self.input.value().trim().is_empty()
    }
}

/// A request to the query job: everything that its answer follows from, beside the document.
#[derive(Clone, Debug)]
pub struct Question {
    /// The filter's text.
    pub typed: String,
    /// The index, of all or of the first part of the document.
    pub index: Arc<Index>,
    /// What the reader had added by then.
    pub notebook: Arc<Notebook>,
}

impl PartialEq for Question {
    /// Index and notes are compared by where they are: a change of either makes a new one.
    fn eq(&self, other: &Self) -> bool {
        self.typed == other.typed
            && Arc::ptr_eq(&self.index, &other.index)
            && Arc::ptr_eq(&self.notebook, &other.notebook)
    }
}

/// The answer to one question, with what the panes need of it.
#[derive(Debug)]
pub struct Findings {
    /// What this answers.
    pub question: Question,
    /// Hits, readings, highlights.
    pub answer: Answer,
    /// What was not understood of the question, as typed.
    pub ignored: Vec<String>,
    /// Hits under each session and heading.
    pub tally: Tally,
    /// What was found in the text around the provisions, in its order: passages by their index, and
    /// behind them what found no place.
    pub passages: Vec<usize>,
    /// The words of that text, for the next question.
    passage_index: Arc<PassageIndex>,
    /// The notes beside the document, for the next question about the same notes.
    user_notes: Arc<UserNotes>,
}

impl Findings {
    /// Answers a question, and counts its hits for the panes. `before` is an earlier answer, of
    /// which what still holds is used.
    ///
    /// # Errors
    /// [`Cancelled`] once `cancel` is set.
    pub fn of(
        document: &Document,
        question: Question,
        before: Option<&Self>,
        cancel: &Cancel,
    ) -> Result<Self, Cancelled> {
        // Which provisions a notebook speaks of is looked up once for each notebook.
        let known = before
            .map(|findings| &findings.user_notes)
            .filter(|notes| Arc::ptr_eq(notes.notebook(), &question.notebook));
        let user_notes = match known {
            Some(notes) => Arc::clone(notes),
            None => Arc::new(UserNotes::of(document, &question.notebook)),
        };
        let query = Query::parse(&question.typed);
        let index = &question.index;
        let mut answer = index.answer(document, &query, &user_notes, cancel)?;
        if query.is_empty() {
            // Nothing of it was understood, so nothing is filtered by.
            let all: PositionSet = (0..).take(index.covers()).collect();
            answer.hits = Hits::unranked(all);
        }
        let passage_index = match before {
            Some(findings) => Arc::clone(&findings.passage_index),
            None => Arc::new(PassageIndex::build(document, cancel)?),
        };
        let passages = passage_index.answer(&query, cancel)?;
        let tally = Tally {
            all: answer.hits.len(),
            sessions: index.part_counts(&answer.hits),
            headings: index.heading_counts(&answer.hits),
        };
        Ok(Self {
            ignored: query.ignored().to_vec(),
            question,
            answer,
            tally,
            passages,
            passage_index,
            user_notes,
        })
    }

    /// Positions of the hits in an order.
    pub(super) fn hits(&self, order: Order) -> Vec<u32> {
        match order {
            Order::Relevance => self.answer.hits.iter().map(|hit| hit.position).collect(),
            Order::Printed => self.answer.hits.positions().iter().collect(),
        }
    }

    /// Positions of the partial hits in an order.
    pub(super) fn partial(&self, order: Order) -> Vec<u32> {
        let mut partial: Vec<u32> = (self.answer.partial.iter())
            .map(|hit| hit.position)
            .collect();
        if order == Order::Printed {
            partial.sort_unstable();
        }
        partial
    }
}
