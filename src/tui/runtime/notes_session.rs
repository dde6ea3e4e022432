//! The notes session: the files of the reader's notes and last place, while the browser is open.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use compact_str::CompactString;

use super::super::app::App;
use super::super::event::Event;
use super::super::update::update;
use crate::notes::{
    Change, Draft, Drafts, Notebook, NotesError, NotesFile, ReadingPosition, Saver, Unsaved,
};

/// How long the end waits for what is still being saved.
const LAST_SAVE: Duration = Duration::from_secs(3);

/// Where what a reader adds to a document is kept.
#[derive(Debug)]
pub struct SessionFiles {
    /// The file of the notes; or why there is none and what to do, in words.
    pub notes: Result<NotesFile, String>,
    /// The file that remembers where the reader was, where there is one.
    pub place: Option<PathBuf>,
}

/// The files of [`SessionFiles`] while the browser is open.
pub(super) struct NotesSession {
    files: SessionFiles,
    /// Saves changes; started by the first.
    saver: Option<Saver>,
    /// The draft of the note that is to be saved next.
    draft: Option<Draft>,
}

impl NotesSession {
    pub(super) fn new(files: SessionFiles) -> Self {
        Self {
            files,
            saver: None,
            draft: None,
        }
    }

    /// Where notes are written with an editor; nothing where none can be kept.
    pub(super) fn drafts(&self) -> Option<Drafts> {
        let file = self.files.notes.as_ref().ok()?;
        Some(Drafts::of(file.path()))
    }

    /// A note was written in this draft. It goes along with the next change that is saved, and is
    /// removed at once where nothing was changed.
    pub(super) fn written(&mut self, change: &Change, draft: Draft) {
        match change {
            Change::Note { before, after, .. } if before == after => draft.remove(),
            _ => self.draft = Some(draft),
        }
    }

    /// Gives `app` what the reader added at other times; or why nothing can be added.
    pub(super) fn open(&self, app: &mut App) {
        match self.files.notes.as_ref().map(NotesFile::read) {
            Ok(Ok(page)) => {
                app.notebook = Arc::new(page.notebook);
                let mut words = page.remarks;
                words.extend(self.drafts().and_then(|drafts| unfinished(&drafts.left())));
                if !words.is_empty() {
                    app.tell_failed(words.join(" "));
                }
            }
            Ok(Err(failure)) => {
                app.notes_barred = Some(failure.to_string());
                app.tell_failed(failure.to_string());
            }
            Err(why) => app.notes_barred = Some(why.clone()),
        }
    }

    /// Goes where the reader left off, if that is known.
    pub(super) fn return_to_place(&self, app: &mut App) {
        if let Some(place) = self.files.place.as_deref().and_then(ReadingPosition::read) {
            // Nothing is to be done outside for it.
            let _ = update(app, Event::Return(place.selected.into()));
        }
    }

    /// Has changes saved, by a thread that waits for the disk and then tells.
    pub(super) fn save(
        &mut self,
        changes: Vec<Change>,
        tell: impl Fn(Result<Notebook, NotesError>) + Send + 'static,
    ) {
        let Ok(file) = &self.files.notes else {
            return;
        };
        let saver = self
            .saver
            .get_or_insert_with(|| Saver::start(file.clone(), tell));
        for change in changes {
            saver.save_with_draft(change, self.draft.take());
        }
    }

    /// What follows from a save. What the file held before the newest change is not shown: it would
    /// undo that change for a moment.
    pub(super) fn saved(&mut self, saved: Result<Notebook, NotesError>) -> Option<Event> {
        let waiting = self.saver.as_ref().is_some_and(|it| it.pending() > 0);
        match saved {
            Ok(_) if waiting => None,
            Ok(notebook) => Some(Event::NotesSaved(Arc::new(notebook))),
            Err(failure) => Some(Event::NotesTrouble(failure.to_string())),
        }
    }

    /// Remembers where the reader is.
    pub(super) fn remember_place(&self, app: &App) {
        if let (Some(path), Some(provision)) = (&self.files.place, app.selected()) {
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
