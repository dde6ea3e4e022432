//! What a reader adds to a document: bookmarks, tags, notes.
//!
//! A document is one thing, what its reader makes of it another. So nothing here touches a
//! [`crate::model::Document`]: a [`Notebook`] only knows the ids of provisions, and it is
//! carried beside the document to the search, to the panes, and to what is quoted.
//!
//! A reader's deed is a [`Change`]. It says what was done and to what, not what the notebook then
//! looks like: so that the deeds of two windows, or of a whole delegation, can be carried out one
//! after the other without either undoing the other.
//!
//! It is kept in a file of lines ([`NotesFile`]), which a delegation can share and git can merge. A
//! file may be changed by anybody at any time, so each save takes a lock, reads what is there now,
//! applies the changes to that, and puts a new file in the old one's place: whatever is killed, and
//! whenever, the file is whole. What could not be saved waits in a [`Keeper`], and stands in a file
//! of its own at the end. What cannot be read is never overwritten.
//!
//! - `record`, `order`, `joining`, `contents`: what stands in the file, from a line to the whole.
//! - `file`, `lock`, `replace`, `beside`: reading it and changing it.
//! - `keeper`, `rescue`, `failure`: saving beside the browser, and what is said and done where that
//!   fails.
//! - `origin`, `place`, `stable`: which file belongs to which document, and where its reader was.
//!
//! In short:
//!
//! ```text
//! Origin::{Embedded, File(&Path), Input} ──notes_path──▶ Option<PathBuf>   none for Input
//!                                        ──place_path──▶ Option<PathBuf>
//!
//! NotesFile::own(path)      in the program's own folder: set aside where it is no notes file
//! NotesFile::named(path)    named by the reader: never renamed, an error where it is no notes file
//!     .path() -> &Path
//!     .read()             -> Result<Page, Failure>     a missing file is an empty notebook
//!     .change(&[Change])  -> Result<Page, Failure>     locks, reads, applies, replaces
//!
//! Page { notebook: Notebook, remarks: Vec<String> }    remarks are whole lines for people
//! Failure: Display (what happened, to which path, what to do), Error, Clone, PartialEq
//!
//! Keeper::start(NotesFile, tell: impl Fn(Result<Page, Failure>) + Send + 'static) -> Keeper
//!     .keep(Change)       returns at once
//!     .pending() -> usize how many changes are not in the file yet
//!     .close(patience: Duration) -> Result<(), Unsaved>
//! Unsaved: Display (one or more lines for standard error: why, and where the rescued notes are)
//!
//! Place { selected: CompactString }
//!     Place::read(&Path) -> Option<Place>
//!     .save(&self, &Path) -> Result<(), Failure>
//! ```
//!
//! The browser applies a change to its own [`Notebook`] at once, gives it to the keeper, and takes
//! the notebook of a page that it is told of only where [`Keeper::pending`] is then 0: what the
//! file held before the newest key would undo that key on the screen for a moment.

mod beside;
mod change;
mod contents;
mod entry;
mod failure;
mod file;
mod joining;
mod keeper;
mod lock;
mod order;
mod origin;
mod place;
mod record;
mod replace;
mod rescue;
mod stable;

pub use change::Change;
pub use entry::{Entry, Notebook};
pub use failure::Failure;
pub use file::{NotesFile, Page};
pub use keeper::Keeper;
pub use origin::{Origin, notes_path, place_path};
pub use place::Place;
pub use rescue::{Rescued, Unsaved};
