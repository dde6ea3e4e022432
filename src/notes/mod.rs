//! Notes: what a reader adds to a document (bookmarks, tags, notes), and how that is saved.
//!
//! A document is one thing, what its reader makes of it another. So nothing here changes a
//! [`crate::model::Document`]: a [`Notebook`] only knows the ids of provisions, and it is
//! carried beside the document to the search, to the panes, and to what is exported. Each of its
//! entries is anchored to the text that it was written on ([`Anchor`]), and follows that text when the
//! document changes ([`placed`]).
//!
//! A [`Change`] says what was done and to what, not what the notebook then looks like: so the
//! changes of two windows, or of a whole delegation, can be applied one after the other without
//! either undoing the other. Notes are kept in a file of lines ([`NotesFile`]), which a delegation
//! can share and git can merge. Each save takes a lock, reads what is there now, applies the
//! changes to that, and puts a new file in the old one's place: whatever is killed, and whenever,
//! the file is whole. What is no notes file is never overwritten. The browser saves through a
//! [`Saver`], a thread; what it could not save stands in a file of its own at the end. A note that
//! is being written in an editor is a [`Draft`] until it is saved.
//!
//! | to find | look in |
//! |---|---|
//! | what stands in the file | `record` (a line), `natural_order`, `merge` (two texts), `format` (the whole) |
//! | reading and saving it | `file`, `lock`, `atomic_replace`, `sidecar` |
//! | saving beside the browser | `saver`, `rescue`, `error` |
//! | notes being written | `draft`, `own_words` |
//! | which file belongs to which document | `storage_paths`, `moved_document`, `reading_position` |
//! | what was filtered by | `filter_history` |
//! | texts and ids that have changed | `anchor` (a text quoted), `placement`, `rewording`, `renumbered` |
//!
//! The browser applies a change to its own [`Notebook`] at once, gives it to the saver, and takes
//! the notebook of the file that it is told of only where [`Saver::pending`] is then 0: what the
//! file held before the newest key would undo that key on the screen for a moment.

mod anchor;
mod atomic_replace;
mod change;
mod draft;
mod error;
mod file;
mod filter_history;
mod format;
mod lock;
mod merge;
mod moved_document;
mod natural_order;
mod notebook;
mod own_words;
mod placement;
mod reading_position;
mod record;
mod renumbered;
mod rescue;
mod rewording;
mod saver;
mod sidecar;
mod storage_paths;

pub use anchor::Anchor;
pub use change::{Change, Relocation};
pub use draft::{Draft, Drafts};
pub use error::{NotesError, Reason};
pub use file::{NotesFile, NotesPage};
pub use filter_history::{filter_history_path, read_filter_history, remember_filter, save_filter};
pub use format::FormatError;
pub use moved_document::{MovedNotes, moved_notes};
pub use notebook::{Entry, Notebook};
pub use placement::{
    awaits_placement, lost_id, placed, placed_notebook, set_apart, unplaced, unplaced_entries,
};
pub use reading_position::{ReadingPosition, contents_fingerprint};
pub use renumbered::renumbered;
pub use rescue::{Rescued, Unsaved};
pub use saver::Saver;
pub use storage_paths::{Origin, notes_path, position_path};
