//! Passage index: search in the text around the provisions.
//!
//! Passages and what found no place are indexed as a document of their own, so that a query means
//! the same there as among the provisions. The piece at a position is a passage, or behind the
//! last of them a run that found no place.

use super::cancel::{Cancel, Cancelled};
use super::index::Index;
use super::parser::Query;
use super::user_notes::UserNotes;
use crate::model::{Document, Part, Provision};

/// The words of the text around the provisions, and the pieces that have them.
#[derive(Debug)]
pub struct PassageIndex {
    /// Its provisions are the pieces.
    pieces: Document,
    index: Index,
}

impl PassageIndex {
    /// Reads every piece once.
    ///
    /// # Errors
    /// [`Cancelled`] once `cancel` is set.
    pub fn build(document: &Document, cancel: &Cancel) -> Result<Self, Cancelled> {
        let passages = document.passages.iter().map(|passage| &*passage.text);
        let texts = passages.chain(document.unread.iter().map(|unread| &*unread.text));
        let piece = |text: &str| Provision {
            text: text.into(),
            ..Provision::default()
        };
        let provisions: Vec<Provision> = texts.map(piece).collect();
        let parts = match provisions.is_empty() {
            true => Vec::new(),
            false => vec![Part::default()],
        };
        let pieces = Document {
            parts,
            provisions,
            ..Document::default()
        };
        let index = Index::build_first(&pieces, pieces.provisions.len(), &|_| {}, cancel)?;
        Ok(Self { pieces, index })
    }

    /// The pieces that a query finds by their words, in the order of the document.
    ///
    /// # Errors
    /// [`Cancelled`] once `cancel` is set.
    pub fn answer(&self, query: &Query, cancel: &Cancel) -> Result<Vec<usize>, Cancelled> {
        let notes = UserNotes::default();
        let answer = self.index.answer(&self.pieces, query, &notes, cancel)?;
        let found = answer.hits.positions().iter().map(|at| at as usize);
        // What is found by anything else than words, such as a status, is a provision's.
        let by_words = |at: &usize| {
            !answer
                .highlights(&self.pieces.provisions[*at].text)
                .is_empty()
        };
        Ok(found.filter(by_words).collect())
    }
}
