//! Where the browser keeps what the reader adds: the notes, and the place to come back to.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::Action;
use super::app::{App, Notice};
use crate::notes::{Change, Failure, Keeper, NotesFile, Page, Place, Unsaved};

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
    keeper: Option<Keeper>,
    /// What was said of the notes file.
    told: Vec<String>,
}

impl Shelf {
    pub(super) fn new(keeping: Keeping) -> Self {
        Self {
            keeping,
            keeper: None,
            told: Vec::new(),
        }
    }

    /// Gives `app` what the reader added at other times; or why nothing can be added.
    pub(super) fn open(&mut self, app: &mut App) {
        match self.keeping.notes.as_ref().map(NotesFile::read) {
            Ok(Ok(page)) => {
                app.own.notebook = Arc::new(page.notebook);
                if !page.remarks.is_empty() {
                    app.notice = Some(Notice::Failed(page.remarks.join(" ")));
                }
                self.told = page.remarks;
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
        let place = self.keeping.place.as_deref().and_then(Place::read)?;
        Some(Action::Return(place.selected.into()))
    }

    /// Has deeds of the reader saved, by a thread that waits for the disk and then tells.
    pub(super) fn keep(
        &mut self,
        changes: Vec<Change>,
        tell: impl Fn(Result<Page, Failure>) + Send + 'static,
    ) {
        let Ok(file) = &self.keeping.notes else {
            return;
        };
        let keeper = self
            .keeper
            .get_or_insert_with(|| Keeper::start(file.clone(), tell));
        for change in changes {
            keeper.keep(change);
        }
    }

    /// What follows from a save. What the file held before the newest deed is not shown: it would
    /// undo that deed for a moment.
    pub(super) fn saved(&mut self, saved: Result<Page, Failure>) -> Option<Action> {
        let waiting = self.keeper.as_ref().is_some_and(|it| it.pending() > 0);
        match saved {
            // What is odd about the file is said once, not at each save.
            Ok(page) if page.remarks != self.told => {
                self.told = page.remarks;
                let news = !self.told.is_empty();
                news.then(|| Action::NotKept(self.told.join(" ")))
            }
            Ok(_) if waiting => None,
            Ok(page) => Some(Action::Kept(Arc::new(page.notebook))),
            Err(failure) => Some(Action::NotKept(failure.to_string())),
        }
    }

    /// Remembers where the reader is.
    pub(super) fn remember_place(&self, app: &App) {
        if let (Some(path), Some(provision)) = (&self.keeping.place, app.selected()) {
            let selected = provision.id.clone();
            // Not worth a word: the reader is leaving, and has lost a place and nothing else.
            let _ = Place { selected }.save(path);
        }
    }

    /// Saves what is left. Says what could not be saved, and where it is instead.
    pub(super) fn close(self) -> Option<Unsaved> {
        self.keeper?.close(LAST_SAVE).err()
    }
}
