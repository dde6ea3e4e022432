//! Listener of a reading: hears how far it is, sees the first provisions before all are there, and may
//! stop it.

use crate::model::Document;

/// Whoever waits for a document. Nothing of it must be answered: `&()` just waits.
pub trait Listener {
    /// So many bytes were read, of so many where that is known.
    fn progress(&self, _read: u64, _all: Option<u64>) {}

    /// These are the first provisions of a document that takes longer.
    fn first(&self, _document: Document) {}

    /// Whether nobody wants more.
    fn cancelled(&self) -> bool {
        false
    }
}

impl Listener for () {}
