//! What a reader adds to a document: bookmarks, tags, notes.
//!
//! A document is one thing, what its reader makes of it another. So nothing here touches a
//! [`crate::model::Compilation`]: a [`Notebook`] only knows the ids of provisions, and it is
//! carried beside the document to the search, to the panes, and to what is quoted.
//!
//! A reader's deed is a [`Change`]. It says what was done and to what, not what the notebook then
//! looks like: so that the deeds of two windows, or of a whole delegation, can be carried out one
//! after the other without either undoing the other.
//!
//! What is kept, and how:
//!
//! ```text
//! Origin (embedded, file, input) ──notes_path──▶ Option<PathBuf>    none for standard input
//!                                ──place_path──▶ Option<PathBuf>
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

mod change;
mod entry;

pub use change::Change;
pub use entry::{Entry, Notebook};
