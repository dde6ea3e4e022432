//! Documents that are open, each with its name and an id of this run.
//!
//! What prints a document and what browses it open the same [`OpenDocument`]. Several documents,
//! and a cache of what was read, hold these as well when they come.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::model::Document;

/// Tells open documents apart for as long as the program runs; two that were opened have two ids,
/// also where both come from the same file. The answer of a job names the document that it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DocumentId(u64);

impl DocumentId {
    /// An id that no other document of this run has.
    #[must_use]
    fn next() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

/// A document that is open, and what it is called.
#[derive(Debug)]
pub struct OpenDocument {
    /// Tells it apart from every other document of this run.
    pub id: DocumentId,
    /// File name, or what the embedded compilation is called: one line.
    pub name: String,
    /// Everything that was understood of it.
    pub document: Document,
}

impl OpenDocument {
    /// Opens a document under a name.
    #[must_use]
    pub fn new(name: impl Into<String>, document: Document) -> Self {
        Self {
            id: DocumentId::next(),
            name: name.into(),
            document,
        }
    }
}
