//! A document that was read again from its file, with all that is needed to go on in it: made on another
//! thread, so that no key waits for it.

use std::sync::Arc;

use super::document::BrowsedDocument;
use crate::library::{DocumentId, OpenDocument, Successors};
use crate::search::{Cancel, Index};

/// What came of reading the document's file again.
#[derive(Clone, Debug)]
pub struct Reloaded {
    /// Whether a person asked for it; otherwise the file has changed.
    pub asked: bool,
    /// The document; nothing where it is the same; or why it cannot be read, in words.
    pub outcome: Result<Option<Arc<ReloadedDocument>>, String>,
}

/// A document that differs from the one that is shown.
#[derive(Debug)]
pub struct ReloadedDocument {
    /// The one that it was compared with.
    pub before: DocumentId,
    /// The document.
    pub browsed: Arc<BrowsedDocument>,
    /// The index of all of it.
    pub index: Arc<Index>,
    /// Where the provisions of the one that is shown are in it.
    pub successors: Successors,
}

impl ReloadedDocument {
    /// Compares a document that was read again with the one that is shown, and indexes it. Nothing where
    /// both are the same, or where it is cancelled.
    #[must_use]
    pub fn of(shown: &BrowsedDocument, read: OpenDocument, cancel: &Cancel) -> Option<Self> {
        if shown.document == read.document {
            return None;
        }
        let successors = Successors::of(&shown.document, &read.document);
        let all = read.document.provisions.len();
        let index = Index::build_first(&read.document, all, &|_| {}, cancel).ok()?;
        Some(Self {
            before: shown.id,
            browsed: Arc::new(read.into()),
            index: Arc::new(index),
            successors,
        })
    }
}
