//! Partial hits: provisions that have most of a query's words, ranked by the weight of what they have.
//!
//! Full hits come first, and only as many partial ones are looked for as rows are offered. The
//! candidates come from the postings alone, by MaxScore pruning: once enough have been found, a block
//! of sixty-four is passed over unless the words in it weigh more together than the least of these,
//! and in it only those provisions are weighed that have the words without which nothing can get in.
//! The best candidates are read, as full hits are.

use std::cmp::Ordering;

use super::cancel::{Cancel, Cancelled};
use super::compiled::{CompiledQuery, Node, Word};
use super::eval::SegmentMatches;
use super::index_data::IndexData;
use super::postings::{Bits, SEGMENT};
use super::scoring::{Scored, by_score, norms, read_texts};
use crate::model::Document;

/// So many rows are offered, full hits included.
pub(super) const OFFERED: usize = 50;

/// Of so many candidates the texts are read.
const READ: usize = 64;

/// A partial hit has at least this share of the weight that the best one has.
const SHARE: f32 = 0.5;

/// What a shorter text is worth between texts with the same words.
const SHORTNESS: f32 = 0.01;

/// A provision that has some of the words.
#[derive(Clone, Debug, PartialEq)]
pub struct PartialHit {
    /// Index into [`Document::provisions`].
    pub position: u32,
    /// Larger is better; comparable with other partial hits of one answer only.
    pub score: f32,
    /// The words that it does not have, as typed. Never empty.
    pub missing: Vec<String>,
}

/// What was found in one segment.
pub(super) struct SegmentFound<'q> {
    /// Which one.
    pub(super) which: usize,
    /// The full hits.
    pub(super) full: Bits,
    /// What the terms match in it, where partial hits may be looked for.
    pub(super) matches: Option<SegmentMatches<'q>>,
}

/// The best candidates so far.
pub(super) struct Candidates {
    /// What each word is worth, by its place in [`CompiledQuery::words`].
    worths: Vec<f32>,
    kept: Vec<Scored>,
    /// What must be exceeded to get in.
    bar: f32,
}

impl Candidates {
    pub(super) fn new(query: &CompiledQuery) -> Self {
        let words = query.words.iter();
        Self {
            worths: words.map(|word| query.worth(&word.node)).collect(),
            kept: Vec::new(),
            bar: 0.0,
        }
    }

    /// Offers what has some of the words in a segment, but for its full hits.
    ///
    /// # Errors
    /// [`Cancelled`] once the query is.
    pub(super) fn offer(
        &mut self,
        query: &CompiledQuery,
        index: &IndexData,
        matches: &SegmentMatches<'_>,
        full: &Bits,
    ) -> Result<(), Cancelled> {
        let mut among = matches.filtered()?;
        among.without(full);
        let mut words: Vec<(Bits, f32)> = Vec::new();
        for (word, &worth) in query.words.iter().zip(&self.worths) {
            if worth > 0.0 {
                words.push((matches.may_have(&word.node)?, worth));
            }
        }
        // The weightiest first.
        words.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        let norms = norms(index);
        for (block, &members) in among.words().iter().enumerate() {
            if members == 0 {
                continue;
            }
            let have = words
                .iter()
                .map(|(bits, worth)| (bits.words()[block], *worth));
            let have = have.filter(|(bits, _)| bits & members != 0);
            let most: f32 = have.clone().map(|(_, worth)| worth).sum();
            let shortest = matches.segment.shortest.get(block).copied().unwrap_or(0);
            let bar = self.bar - SHORTNESS * norms[usize::from(shortest)];
            if most <= bar.max(0.0) {
                continue;
            }
            // Whatever gets in has one of the weightiest, and all without which it would be too light.
            let (mut some, mut rest) = (0, most);
            let mut every = members;
            for (bits, worth) in have.clone() {
                if rest > bar {
                    some |= bits;
                }
                rest -= worth;
                if most - worth <= bar {
                    every &= bits;
                }
            }
            let mut left = some & every;
            while left != 0 {
                let bit = left.trailing_zeros() as usize;
                left &= left - 1;
                let had = have.clone().filter(|(bits, _)| bits >> bit & 1 == 1);
                let weight: f32 = had.map(|(_, worth)| worth).sum();
                let at = block * 64 + bit;
                let norm = norms[usize::from(matches.segment.lengths[at])];
                let score = weight + SHORTNESS * norm;
                if score > self.bar || self.kept.len() < READ {
                    self.kept.push((score, (matches.base + at) as u32));
                    if self.kept.len() >= 2 * READ {
                        self.cut();
                    }
                }
            }
        }
        Ok(())
    }

    fn cut(&mut self) {
        if self.kept.len() > READ {
            self.kept.select_nth_unstable_by(READ - 1, by_score);
            self.kept.truncate(READ);
            self.bar = self.kept[READ - 1].0;
        }
    }

    /// The best of both.
    pub(super) fn join(mut self, other: Self) -> Self {
        self.kept.extend(other.kept);
        self.cut();
        self
    }

    /// Reads the best and puts them in order; at most `most`. What they lack is told by what was
    /// `found` in each segment, as full hits are, so that whatever is no full hit lacks something.
    ///
    /// # Errors
    /// [`Cancelled`] once `cancel` is set.
    pub(super) fn ranked(
        mut self,
        query: &CompiledQuery,
        index: &IndexData,
        document: &Document,
        found: &[SegmentFound<'_>],
        most: usize,
        cancel: &Cancel,
    ) -> Result<Vec<PartialHit>, Cancelled> {
        self.cut();
        self.kept.sort_unstable_by(by_score);
        let positions: Vec<u32> = self.kept.iter().map(|(_, position)| *position).collect();
        let worths = &self.worths;
        let has = |position: u32, node: &Node| {
            let (which, at) = (position as usize / SEGMENT, position as usize % SEGMENT);
            match found.get(which).and_then(|found| found.matches.as_ref()) {
                Some(matches) => matches.holds_at(node, at),
                None => Ok(false),
            }
        };
        let read = read_texts(
            query,
            index,
            document,
            &positions,
            cancel,
            |position, text| {
                let mut missing = Vec::new();
                let (mut weight, mut score) = (0.0, text.together());
                for (word, worth) in query.words.iter().zip(worths) {
                    let points = text.node(&word.node).unwrap_or(0.0);
                    score += points;
                    weight += points.min(*worth);
                    if !has(position, &word.node)? {
                        missing.push(word.shown.clone());
                    }
                }
                Ok((weight, score, missing))
            },
        )?;
        let heaviest = read.iter().map(|(weight, ..)| *weight);
        let least = SHARE * heaviest.max_by(f32::total_cmp).unwrap_or(0.0);
        let hits = positions.into_iter().zip(read);
        let mut hits: Vec<PartialHit> = hits
            .filter(|(_, (weight, ..))| *weight > 0.0 && *weight >= least)
            .map(|(position, (_, score, missing))| PartialHit {
                position,
                score,
                missing,
            })
            .collect();
        hits.sort_by(best_first);
        hits.truncate(most);
        Ok(hits)
    }
}

fn best_first(one: &PartialHit, other: &PartialHit) -> Ordering {
    by_score(&(one.score, one.position), &(other.score, other.position))
}

/// Whether a query may have partial hits: it has several words, or one that may only look like
/// another.
pub(super) fn may_have_some(query: &CompiledQuery) -> bool {
    let looks_alike = |word: &Word| match &word.node {
        Node::Term(term) => {
            let mut levels = query.terms[*term].levels.iter();
            levels.any(|level| !level.match_level.counts())
        }
        _ => false,
    };
    query.words.len() > 1 || query.words.iter().any(looks_alike)
}
