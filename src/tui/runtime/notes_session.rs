//! The notes session: the files of the reader's notes and last place, while the browser is open.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use compact_str::CompactString;

use super::super::app::App;
use super::super::event::Event;
use super::super::update::update;
use super::editor::{Edited, note_of};
use crate::export::unread_summary;
use crate::library::{Debounce, FileStamp, FileWatcher};
use crate::notes::{
    Anchor, Change, Draft, Drafts, MovedNotes, Notebook, NotesError, NotesFile, ReadingPosition,
    Saver, Unsaved, contents_fingerprint, moved_notes, read_filter_history, save_filter,
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
    /// The file that the document is read from, where it has notes of its own.
    pub document: Option<PathBuf>,
    /// The file of what was filtered by, in whatever document.
    pub filters: Option<PathBuf>,
}

/// The files of [`SessionFiles`] while the browser is open.
pub(super) struct NotesSession {
    files: SessionFiles,
    /// Saves changes; started by the first.
    saver: Option<Saver>,
    /// The draft of the note that is to be saved next.
    draft: Option<Draft>,
    /// Drafts whose editor came back at once, and may write in a window of its own.
    in_windows: HashMap<CompactString, Draft>,
    /// Hears of what others write.
    watcher: Option<FileWatcher>,
    /// What the notes file was when it was read first.
    seen: Option<FileStamp>,
    /// Notes that seem to be those of this document from before it was moved.
    moved: Option<MovedNotes>,
    /// Stands for what the document holds.
    contents: Option<u64>,
    /// Threads that save filters.
    saving_filters: Vec<JoinHandle<()>>,
}

impl NotesSession {
    pub(super) fn new(files: SessionFiles) -> Self {
        Self {
            files,
            saver: None,
            draft: None,
            in_windows: HashMap::new(),
            watcher: None,
            seen: None,
            moved: None,
            contents: None,
            saving_filters: Vec::new(),
        }
    }

    /// Where notes are written with an editor; nothing where none can be kept.
    pub(super) fn drafts(&self) -> Option<Drafts> {
        let file = self.files.notes.as_ref().ok()?;
        Some(Drafts::of(file.path()))
    }

    /// Takes what came of an editor, and gives the change or what is to be told. A draft in which a note
    /// was written goes along with the next change that is saved, and is removed at once where nothing
    /// was changed.
    pub(super) fn edited(&mut self, id: &CompactString, edited: Edited) -> Result<Change, String> {
        match edited {
            Edited::AtOnce(draft, words) => {
                self.in_windows.insert(id.clone(), draft);
                Err(words)
            }
            Edited::Note(change, draft) => {
                match &change {
                    Change::Note { before, after, .. } if before == after => draft.remove(),
                    _ => self.draft = Some(draft),
                }
                Ok(change)
            }
        }
    }

    /// The draft of a note that was saved in a window after its editor came back. One in which nothing
    /// was written is let go, so that it can be opened again.
    pub(super) fn written_in_window(&mut self, id: &str) -> Option<Draft> {
        let draft = self.in_windows.remove(id)?;
        draft.is_written().then_some(draft)
    }

    /// Has the notes file watched. What it holds is told whenever somebody has changed it.
    pub(super) fn watch(&mut self, tell: impl Fn(Result<Notebook, NotesError>) + Send + 'static) {
        if let Ok(file) = &self.files.notes {
            let (path, file) = (file.path().to_owned(), file.clone());
            let changed = move || tell(file.read().map(|page| page.notebook));
            self.watcher = Some(FileWatcher::start(
                path,
                self.seen.clone(),
                Debounce::Off,
                changed,
            ));
        }
    }

    /// Gives `app` what the reader added at other times; or why nothing can be added.
    pub(super) fn open(&mut self, app: &mut App) {
        let filters = self.files.filters.as_deref();
        app.filter_history = filters.map(read_filter_history).unwrap_or_default();
        // Before it is read: what is written from now on is news.
        self.seen = (self.files.notes.as_ref().ok()).and_then(|file| FileStamp::of(file.path()));
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

    /// The document has been read: goes where the reader left off, if that is known; tells what could
    /// not be read of it; and offers the notes of a document that was moved here.
    pub(super) fn document_is_there(&mut self, app: &mut App) {
        let place = self.files.place.as_deref().and_then(ReadingPosition::read);
        let at = place.as_ref().and_then(|place| place.find(app.document()));
        if let Some(at) = at {
            let id = app.document().provisions[at].id.to_string();
            // Nothing is to be done outside for it.
            let _ = update(app, Event::Return(id));
        }
        if let Some(unread) = unread_summary(app.document(), &app.browsed.name) {
            app.tell_beside(format!("{unread}. “About this text” lists them."));
        }
        let (Some(path), Ok(notes)) = (&self.files.document, &self.files.notes) else {
            return;
        };
        let contents = contents_fingerprint(app.document());
        self.contents = Some(contents);
        if notes.path().exists() {
            return;
        }
        if let Some(moved) = moved_notes(path, contents) {
            let from = moved.document.display().to_string();
            app.tell_beside(format!(
                "You have notes on {from}, which seems to be this document: A takes them over."
            ));
            app.moved_from = Some(from);
            self.moved = Some(moved);
        }
    }

    /// The document was read again, and is another one now.
    pub(super) fn document_has_changed(&mut self, app: &App) {
        if self.files.document.is_some() {
            self.contents = Some(contents_fingerprint(app.document()));
        }
    }

    /// Takes over the notes of a document that was moved here.
    pub(super) fn adopt(&mut self) -> Result<Notebook, String> {
        let (Some(moved), Ok(file)) = (&self.moved, &self.files.notes) else {
            return Err("No notes are known that could be taken over.".to_owned());
        };
        let path = file.path().display();
        (moved.take_to(file.path()))
            .map_err(|error| format!("The notes could not be taken to {path}: {error}."))?;
        self.moved = None;
        let page = file.read().map_err(|error| error.to_string())?;
        Ok(page.notebook)
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

    /// Has a filter saved, by a thread that waits for the disk.
    pub(super) fn save_filter(&mut self, filter: String) {
        let Some(path) = self.files.filters.clone() else {
            return;
        };
        self.saving_filters.retain(|saving| !saving.is_finished());
        self.saving_filters.push(thread::spawn(move || {
            // Not worth a word: it can be typed again.
            let _ = save_filter(&path, &filter);
        }));
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
        let (Some(path), Some(at)) = (&self.files.place, app.selected_position()) else {
            return;
        };
        let document = app.document();
        let position = ReadingPosition {
            selected: document.provisions[at as usize].id.clone(),
            anchor: Some(Anchor::of(document, at as usize)),
            document: (self.files.document.as_deref()).and_then(|it| fs::canonicalize(it).ok()),
            contents: self.contents,
        };
        // Not worth a word: the reader is leaving, and has lost a place and nothing else.
        let _ = position.save(path);
    }

    /// Remembers which document the notes are of, before the first of them is saved.
    pub(super) fn remember_document(&self, app: &App) {
        if self.saver.is_none() && self.files.document.is_some() {
            self.remember_place(app);
        }
    }

    /// Saves what is left, and what was saved in an editor's window. Says what could not be saved, and
    /// where it is instead.
    pub(super) fn close(mut self) -> Option<Unsaved> {
        for (id, draft) in std::mem::take(&mut self.in_windows) {
            if !draft.is_written() {
                continue;
            }
            if let Ok(Edited::Note(change, draft)) = note_of(&id, draft) {
                self.draft = Some(draft);
                self.save(vec![change], |_| {});
            }
        }
        for saving in self.saving_filters {
            let _ = saving.join();
        }
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
