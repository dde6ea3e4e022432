//! What a reader adds to a document: bookmarks, tags, notes.
//!
//! A document is one thing, what its reader makes of it another. So nothing here touches a
//! [`crate::model::Compilation`]: a [`Notebook`] only knows the ids of provisions, and it is
//! carried beside the document to the search, to the panes, and to what is quoted.
//!
//! A reader's deed is a [`Change`]. It says what was done and to what, not what the notebook then
//! looks like: so that the deeds of two windows, or of a whole delegation, can be carried out one
//! after the other without either undoing the other.

mod change;
mod entry;

pub use change::Change;
pub use entry::{Entry, Notebook};
