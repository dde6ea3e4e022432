//! The index: what is asked of a document, and the way to ask.

use super::answer::{Answer, Hits, answer};
use super::builder::build;
use super::cancel::{Cancel, Cancelled};
use super::facets::{Facet, OperativeFacets};
use super::index_data::IndexData;
use super::parallel::in_parallel;
use super::parser::Query;
use super::postings::{Bits, SEGMENT};
use super::user_notes::UserNotes;
use crate::model::Document;

/// The words of a document and the provisions that have them. Built once; owns no texts, so it
/// must be asked together with the document that it was built from.
#[derive(Default)]
pub struct Index(IndexData);

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index")
            .field("provisions", &self.0.count)
            .field("words", &self.0.terms.len())
            .finish_non_exhaustive()
    }
}

impl Index {
    /// Reads every text once, on all processors.
    #[must_use]
    pub fn build(document: &Document) -> Self {
        let count = document.provisions.len();
        // Nobody cancels it.
        Self::build_first(document, count, &|_| {}, &Cancel::new()).unwrap_or_default()
    }

    /// The same for the first `count` provisions only, so that there is something to answer with
    /// while the rest is being built; [`Index::covers`] says how many there are in it. `progress`
    /// hears how many are done, from any thread.
    ///
    /// # Errors
    /// [`Cancelled`] once `cancel` is set.
    pub fn build_first(
        document: &Document,
        count: usize,
        progress: &(dyn Fn(usize) + Sync),
        cancel: &Cancel,
    ) -> Result<Self, Cancelled> {
        build(document, count, progress, cancel).map(Self)
    }

    /// How many provisions, from the first on, it can find.
    #[must_use]
    pub fn covers(&self) -> usize {
        self.0.count
    }

    /// Answers a query about the document that this was built from. An empty query finds nothing;
    /// whoever shows the document then shows all of it.
    ///
    /// # Errors
    /// [`Cancelled`] once `cancel` is set.
    ///
    /// # Panics
    /// May do so where `document` is another one.
    pub fn answer(
        &self,
        document: &Document,
        query: &Query,
        notes: &UserNotes,
        cancel: &Cancel,
    ) -> Result<Answer, Cancelled> {
        answer(&self.0, document, query, notes, cancel)
    }

    /// The provisions by their status.
    #[must_use]
    pub fn statuses(&self) -> &Facet {
        &self.0.statuses
    }

    /// Who is asked to do what, where it has been read.
    #[must_use]
    pub fn operative(&self) -> Option<&OperativeFacets> {
        self.0.operative.get()
    }

    /// Reads who is asked to do what in `document`, the one that this was built from, unless that
    /// has been done. Takes much longer than the index itself: it reads every sentence, on all
    /// processors. `progress` hears how many provisions are done, from any thread.
    ///
    /// # Errors
    /// [`Cancelled`] once `cancel` is set.
    ///
    /// # Panics
    /// May do so where `document` is another one.
    pub fn read_operative(
        &self,
        document: &Document,
        progress: &(dyn Fn(usize) + Sync),
        cancel: &Cancel,
    ) -> Result<&OperativeFacets, Cancelled> {
        self.0.operative(document, progress, cancel)
    }

    /// How many hits stand under each heading and those below it, by index of the heading. Costs
    /// what the headings and the hits cost.
    #[must_use]
    pub fn heading_counts(&self, hits: &Hits) -> Vec<u32> {
        let segments = &self.0.segments;
        let counted = in_parallel(segments.len(), Vec::new, |counts: &mut Vec<_>, which| {
            let members = Bits::of(hits.positions(), which * SEGMENT);
            if !members.is_empty() {
                counts.push(segments[which].headings.counts(&members));
            }
            Ok(())
        });
        let counted = counted.unwrap_or_default();
        self.0.headings.counts(counted.into_iter().flatten())
    }

    /// How many hits stand in each part, by its index.
    #[must_use]
    pub fn part_counts(&self, hits: &Hits) -> Vec<u32> {
        let parts = self.0.parts.iter();
        parts
            .map(|part| part.intersection_len(hits.positions()) as u32)
            .collect()
    }
}
