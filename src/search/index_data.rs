//! The data of an index: what is known of a document before anything is asked.

use std::sync::{Mutex, OnceLock, TryLockError};
use std::time::Duration;

use super::cancel::{Cancel, Cancelled};
use super::facets::{Facet, OperativeFacets, PositionSet};
use super::headings::{HeadingSet, HeadingTree, HeadingWords, SegmentHeadings};
use super::parallel::in_parallel;
use super::positions::Positions;
use super::postings::{Bits, Postings};
use super::term_dictionary::TermDictionary;
use crate::language::entities::EntityId;
use crate::language::operative::{Derived, actions, addressees};
use crate::language::references::{Extractor, speaker};
use crate::model::Document;

/// All that the builder makes. Owns no texts, so it is asked together with the document that it was
/// built from.
#[derive(Default)]
pub(super) struct IndexData {
    pub(super) terms: TermDictionary,
    pub(super) segments: Vec<Segment>,
    /// How many provisions are covered, from the first on.
    pub(super) count: usize,
    /// Mean number of words of a text.
    pub(super) mean_length: f32,
    pub(super) headings: HeadingTree,
    pub(super) heading_words: HeadingWords,
    /// By index of the part: the positions of its provisions.
    pub(super) parts: Vec<PositionSet>,
    /// By name of the status, in the order of [`crate::model::Status::ALL`].
    pub(super) statuses: Facet,
    pub(super) chapeaux: PositionSet,
    /// (number that the provision's own begins with, position), ascending; several of a provision
    /// with several numbers.
    pub(super) by_number: Vec<(u32, u32)>,
    /// The body that speaks in the document, where that has been asked.
    pub(super) speaker: OnceLock<Option<EntityId>>,
    pub(super) operative: OnceLock<OperativeFacets>,
    /// Held while `operative` is being read, so that it is read once.
    pub(super) reading_operative: Mutex<()>,
}

/// 32,768 provisions that follow one another.
pub(super) struct Segment {
    pub(super) postings: Postings,
    pub(super) positions: Positions,
    pub(super) headings: SegmentHeadings,
    /// Those with words.
    pub(super) with_text: Bits,
    /// Words in each text, 255 for that many and more.
    pub(super) lengths: Vec<u8>,
    /// The least of each sixty-four lengths.
    pub(super) shortest: Vec<u8>,
}

impl IndexData {
    /// The positions under the headings of a set.
    pub(super) fn under(&self, headings: &HeadingSet) -> PositionSet {
        let segments = self.segments.iter().map(|segment| {
            let mut bits = Bits::none();
            segment.headings.add(headings, &mut bits);
            bits
        });
        super::postings::united(segments.collect::<Vec<_>>().iter())
    }

    /// What reads the references of `document`.
    pub(super) fn extractor<'d>(&self, document: &'d Document) -> Extractor<'d> {
        let speaker = self.speaker.get_or_init(|| speaker(document));
        Extractor::spoken_by(document, *speaker)
    }

    /// Who is asked to do what in `document`. Reads every sentence when it is first asked for, on
    /// all processors; `progress` hears how many provisions are done, from any thread.
    ///
    /// # Errors
    /// [`Cancelled`], and then nothing is kept.
    pub(super) fn operative(
        &self,
        document: &Document,
        progress: &(dyn Fn(usize) + Sync),
        cancel: &Cancel,
    ) -> Result<&OperativeFacets, Cancelled> {
        // Another thread may be reading; whoever waits for it can still be cancelled.
        let _reading = loop {
            match self.reading_operative.try_lock() {
                Ok(guard) => break guard,
                Err(TryLockError::Poisoned(left)) => break left.into_inner(),
                Err(TryLockError::WouldBlock) => std::thread::sleep(GLANCE),
            }
            cancel.check()?;
        };
        if let Some(known) = self.operative.get() {
            return Ok(known);
        }
        let new = || OperativeFacets {
            addressees: Facet::new(addressees()),
            actions: Facet::new(actions()),
        };
        let chunks: Vec<_> = (0..self.count).step_by(CHUNK).collect();
        let read = in_parallel(chunks.len(), Vec::new, |parts: &mut Vec<_>, which| {
            let mut facets = new();
            let end = self.count.min(chunks[which] + CHUNK);
            for position in chunks[which]..end {
                cancel.check()?;
                if document.provisions[position].text.is_empty() {
                    continue;
                }
                let derived = Derived::of(document, position);
                facets.addressees.push(position as u32, &derived.to);
                facets.actions.push(position as u32, &derived.verb);
            }
            progress(end);
            parts.push(facets);
            Ok(())
        })?;
        let mut all = new();
        for facets in read.into_iter().flatten() {
            all.addressees.add(facets.addressees);
            all.actions.add(facets.actions);
        }
        all.addressees.optimize();
        all.actions.optimize();
        Ok(self.operative.get_or_init(|| all))
    }
}

/// Provisions that are read for operative facets at a time.
const CHUNK: usize = 4096;

/// How often whoever waits for another thread's reading looks whether it is done.
const GLANCE: Duration = Duration::from_millis(1);

/// The number that a provision's number begins with: 103 for `103 (d)`, 133 for `133.45`. 0 where
/// it begins with none.
pub(super) fn leading_number(number: &str) -> u32 {
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    number[..digits].parse().unwrap_or(0)
}
