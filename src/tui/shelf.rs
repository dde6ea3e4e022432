//! Where the browser keeps what the reader adds: the notes, and the place to come back to.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use compact_str::CompactString;

use super::Action;
use super::app::{App, Notice};
use crate::notes::{
    Change, Draft, Drafts, Notebook, NotesError, NotesFile, ReadingPosition, Saver, Unsaved,
};

/// How long the end waits for what is still being saved.
const LAST_SAVE: Duration = Duration::from_secs(3);

/// Where what a reader adds to a document is kept.
#[derive(Debug)]
pub struct Keeping {
    /// The file of the notes; or why there is none and what to do, in words.
    pub notes: Result<NotesFile, String>,
    /// The file that remembers where the reader was, where there is one.
    pub place: Option<PathBuf>,
}

/// The files of [`Keeping`] while the browser is open.
pub(super) struct Shelf {
    keeping: Keeping,
    /// Saves the reader's deeds; started by the first.
    saver: Option<Saver>,
    /// The draft of the note that is to be saved next.
    draft: Option<Draft>,
}

impl Shelf {
    pub(super) fn new(keeping: Keeping) -> Self {
        Self {
            keeping,
            saver: None,
            draft: None,
        }
    }

    /// Where notes are written with an editor; nothing where none can be kept.
    pub(super) fn drafts(&self) -> Option<Drafts> {
        let file = self.keeping.notes.as_ref().ok()?;
        Some(Drafts::of(file.path()))
    }

    /// A note was written in this draft. It goes along with the next change that is saved.
    pub(super) fn written(&mut self, draft: Draft) {
        self.draft = Some(draft);
    }

    /// Nothing was saved of what was written last.
    pub(super) fn not_written(&mut self) {
        if let Some(draft) = self.draft.take() {
            draft.remove();
        }
    }

    /// Gives `app` what the reader added at other times; or why nothing can be added.
    pub(super) fn open(&self, app: &mut App) {
        match self.keeping.notes.as_ref().map(NotesFile::read) {
            Ok(Ok(page)) => {
                app.own.notebook = Arc::new(page.notebook);
                let mut words = page.remarks;
                words.extend(self.drafts().and_then(|drafts| unfinished(&drafts.left())));
                if !words.is_empty() {
                    app.notice = Some(Notice::Failed(words.join(" ")));
                }
            }
            Ok(Err(failure)) => {
                app.own.barred = Some(failure.to_string());
                app.notice = Some(Notice::Failed(failure.to_string()));
            }
            Err(why) => app.own.barred = Some(why.clone()),
        }
    }

    /// Goes where the reader left off, if that is known.
    pub(super) fn return_to_place(&self) -> Option<Action> {
        let place = self
            .keeping
            .place
            .as_deref()
            .and_then(ReadingPosition::read)?;
        Some(Action::Return(place.selected.into()))
    }

    /// Has deeds of the reader saved, by a thread that waits for the disk and then tells.
    pub(super) fn keep(
        &mut self,
        changes: Vec<Change>,
        tell: impl Fn(Result<Notebook, NotesError>) + Send + 'static,
    ) {
        let Ok(file) = &self.keeping.notes else {
            return;
        };
        let saver = self
            .saver
            .get_or_insert_with(|| Saver::start(file.clone(), tell));
        for change in changes {
            saver.save_with_draft(change, self.draft.take());
        }
    }

    /// What follows from a save. What the file held before the newest deed is not shown: it would
    /// undo that deed for a moment.
    pub(super) fn saved(&mut self, saved: Result<Notebook, NotesError>) -> Option<Action> {
        let waiting = self.saver.as_ref().is_some_and(|it| it.pending() > 0);
        match saved {
            Ok(_) if waiting => None,
            Ok(notebook) => Some(Action::Kept(Arc::new(notebook))),
            Err(failure) => Some(Action::NotKept(failure.to_string())),
        }
    }

    /// Remembers where the reader is.
    pub(super) fn remember_place(&self, app: &App) {
        if let (Some(path), Some(provision)) = (&self.keeping.place, app.selected()) {
            let selected = provision.id.clone();
            // Not worth a word: the reader is leaving, and has lost a place and nothing else.
            let _ = ReadingPosition { selected }.save(path);
        }
    }

    /// Saves what is left. Says what could not be saved, and where it is instead.
    pub(super) fn close(self) -> Option<Unsaved> {
        self.saver?.close(LAST_SAVE).err()
    }
}

/// What is said of notes that an editor left unsaved.
fn unfinished(ids: &[CompactString]) -> Option<String> {
    match ids {
        [] => None,
        [id] => Some(format!("A note on {id} is unfinished: e goes on with it.")),
        ids => Some(format!(
            "Notes on {} are unfinished: e goes on with each.",
            ids.join(", ")
        )),
    }
}
