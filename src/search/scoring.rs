//! Scoring: which hits come first.
//!
//! In two passes, because reading texts is what costs. The first goes over all hits with what
//! the postings know: how rare the words are, how near their match level, how long the text. It keeps
//! the best, and passes over blocks of sixty-four in which even the shortest text could not get in.
//! The second reads the best of these and looks at how often the words stand there, how close
//! together and in which order.

use std::cmp::Ordering;

use super::cancel::{Cancel, Cancelled};
use super::compiled::{CompiledQuery, Node};
use super::eval::SegmentMatches;
use super::index_data::IndexData;
use super::occurrences::{Occurrence, Scratch, in_a_row};
use super::parallel::in_parallel;
use super::postings::{Bits, SEGMENT};
use crate::model::Document;

/// So many hits are ranked; the others follow in the document's order.
const RANKED: usize = 1_000;

/// Of so many the texts are read.
const READ: usize = 160;

/// Of each text so many bytes at most.
const READ_BYTES: usize = 1 << 16;

/// So many texts at a time on one thread.
const READ_TOGETHER: usize = 32;

/// How soon further occurrences of a word count less, and how much longer texts are held back:
/// the usual constants of this kind of weight, the second lowered, for recommendations are short.
const SATURATION: f32 = 1.2;
const LENGTH: f32 = 0.4;

/// What a match in a heading is worth beside one in the text.
const HEADING: f32 = 0.35;

/// What a match in the reader's own words is worth beside one in the text.
const NOTE: f32 = 0.2;

/// What standing together is worth, beside the rarer of two words.
const TOGETHER: f32 = 0.6;

/// What a function word is worth where it stands beside the word that it was typed beside.
const AROUND: f32 = 0.1;

/// A provision with what it scores.
pub(super) type Scored = (f32, u32);

/// Best first; ties in the document's order.
pub(super) fn by_score(one: &Scored, other: &Scored) -> Ordering {
    other.0.total_cmp(&one.0).then(one.1.cmp(&other.1))
}

/// The best of many.
#[derive(Default)]
pub(super) struct TopHits {
    kept: Vec<Scored>,
    /// What must be exceeded to get in.
    bar: f32,
}

impl TopHits {
    /// Offers the hits of a segment, in the order of their positions.
    ///
    /// Sixty-four at a time are passed over where even the shortest text among them could not
    /// get in.
    pub(super) fn offer(
        &mut self,
        query: &CompiledQuery,
        index: &IndexData,
        matches: &SegmentMatches<'_>,
        found: &Bits,
    ) {
        let norms = norms(index);
        // What a text with all words would be worth.
        let weights = query.terms.iter().filter_map(|term| term.weights.first());
        let ceiling: f32 = weights.sum();
        for (block, &members) in found.words().iter().enumerate() {
            if members == 0 {
                continue;
            }
            let shortest = matches.segment.shortest.get(block).copied().unwrap_or(0);
            let norm = norms[usize::from(shortest)];
            if self.kept.len() >= RANKED && ceiling * norm <= self.bar {
                continue;
            }
            let most: f32 = sum(query, matches, |bits| bits.words()[block] & members != 0);
            if self.kept.len() >= RANKED && most * norm <= self.bar {
                continue;
            }
            let mut left = members;
            while left != 0 {
                let bit = left.trailing_zeros() as usize;
                left &= left - 1;
                let position = matches.base + block * 64 + bit;
                let norm = norms[usize::from(matches.segment.lengths[block * 64 + bit])];
                if self.kept.len() >= RANKED && most * norm <= self.bar {
                    continue;
                }
                let score = sum(query, matches, |bits| bits.words()[block] >> bit & 1 == 1) * norm;
                if score > self.bar || self.kept.len() < RANKED {
                    self.kept.push((score, position as u32));
                    if self.kept.len() >= 2 * RANKED {
                        self.cut();
                    }
                }
            }
        }
    }

    fn cut(&mut self) {
        if self.kept.len() > RANKED {
            self.kept.select_nth_unstable_by(RANKED - 1, by_score);
            self.kept.truncate(RANKED);
            self.bar = self.kept[RANKED - 1].0;
        }
    }

    /// The best of both.
    pub(super) fn join(mut self, other: Self) -> Self {
        self.kept.extend(other.kept);
        self.cut();
        self
    }

    /// The best, best first.
    pub(super) fn ranked(mut self) -> Vec<Scored> {
        self.cut();
        self.kept.sort_unstable_by(by_score);
        self.kept
    }
}

/// What the terms are worth together, each in the nearest level whose set `has` it.
fn sum(query: &CompiledQuery, matches: &SegmentMatches<'_>, has: impl Fn(&Bits) -> bool) -> f32 {
    let mut sum = 0.0;
    for (term, matches) in query.terms.iter().zip(&matches.terms) {
        sum += match matches.levels.iter().position(&has) {
            Some(level) => term.weights[level],
            None if matches.headings.as_ref().is_some_and(&has) => {
                HEADING * term.weights.first().copied().unwrap_or(1.0)
            }
            None if matches.notes.as_ref().is_some_and(&has) => {
                NOTE * term.weights.first().copied().unwrap_or(1.0)
            }
            None => 0.0,
        };
    }
    sum
}

/// By how much a text of each length is held back.
pub(super) fn norms(index: &IndexData) -> [f32; 256] {
    let mut norms = [0.0; 256];
    for (length, norm) in norms.iter_mut().enumerate() {
        *norm = (SATURATION + 1.0) / (1.0 + SATURATION * relative(length as f32, index));
    }
    norms
}

fn relative(length: f32, index: &IndexData) -> f32 {
    1.0 - LENGTH + LENGTH * length / index.mean_length.max(1.0)
}

/// Reads the texts of the first [`READ`] and puts them in their final order. Those after keep theirs,
/// below.
///
/// # Errors
/// [`Cancelled`] once `cancel` is set.
pub(super) fn read_best(
    query: &CompiledQuery,
    index: &IndexData,
    document: &Document,
    ranked: &mut [Scored],
    cancel: &Cancel,
) -> Result<(), Cancelled> {
    let (best, rest) = ranked.split_at_mut(READ.min(ranked.len()));
    let positions: Vec<u32> = best.iter().map(|(_, position)| *position).collect();
    let scores = read_texts(query, index, document, &positions, cancel, |_, text| {
        Ok(text.score())
    })?;
    for (best, score) in best.iter_mut().zip(scores) {
        best.0 = score;
    }
    best.sort_unstable_by(by_score);
    // Scores of the two passes do not compare: keep those of the first below.
    if let (Some(&(least, _)), Some(&(most, _))) = (best.last(), rest.first()) {
        let scale = if most > 0.0 {
            (least / most).min(1.0)
        } else {
            1.0
        };
        for (score, _) in rest {
            *score *= scale;
        }
    }
    Ok(())
}

/// Reads the texts at some positions and judges each.
///
/// # Errors
/// [`Cancelled`] once `cancel` is set.
pub(super) fn read_texts<J: Send>(
    query: &CompiledQuery,
    index: &IndexData,
    document: &Document,
    positions: &[u32],
    cancel: &Cancel,
    judge: impl Fn(u32, &Text<'_>) -> Result<J, Cancelled> + Sync,
) -> Result<Vec<J>, Cancelled> {
    let chunks: Vec<&[u32]> = positions.chunks(READ_TOGETHER).collect();
    let start = || (Scratch::default(), Vec::new());
    let read = in_parallel(chunks.len(), start, |(scratch, judged), which| {
        for &position in chunks[which] {
            cancel.check()?;
            let text = Text::read(query, index, document, position, scratch);
            judged.push((which, judge(position, &text)?));
        }
        Ok(())
    })?;
    let mut judged: Vec<(usize, J)> = read.into_iter().flat_map(|(_, judged)| judged).collect();
    // Each chunk was read by one thread, in order.
    judged.sort_by_key(|(which, _)| *which);
    Ok(judged.into_iter().map(|(_, judged)| judged).collect())
}

/// One text, read for its score.
pub(super) struct Text<'q> {
    query: &'q CompiledQuery,
    /// In the order of their ends.
    occurrences: Vec<Occurrence>,
    /// Length beside the mean.
    relative: f32,
    /// By term.
    terms: Vec<TermInText>,
}

/// What there is of a term in and around one text.
#[derive(Clone, Default)]
struct TermInText {
    /// What the best occurrence is worth; 0 where there is none.
    best: f32,
    /// What all are worth together.
    sum: f32,
    /// First word and number of words of each occurrence, ascending.
    places: Vec<(u32, u32)>,
    /// Whether a heading above has it.
    heading: bool,
    /// Whether the reader has it beside the text.
    note: bool,
}

impl<'q> Text<'q> {
    fn read(
        query: &'q CompiledQuery,
        index: &IndexData,
        document: &Document,
        position: u32,
        scratch: &mut Scratch,
    ) -> Self {
        let at = position as usize;
        let provision = document.provisions.get(at);
        let text = provision.map_or("", |provision| &*provision.text);
        let text = &text[..text.floor_char_boundary(READ_BYTES)];
        let heading = provision.and_then(|provision| index.headings.number(provision.heading?));
        let segment = &index.segments[at / SEGMENT];
        let around = query.terms.iter().map(|term| TermInText {
            heading: heading.is_some_and(|number| term.headings.contains(number)),
            note: term.notes.contains(position),
            ..TermInText::default()
        });
        let mut terms: Vec<TermInText> = around.collect();
        let occurrences = query.patterns.occurrences(text, scratch);
        for found in &occurrences {
            let (term, levels) = (&mut terms[found.term], &query.terms[found.term]);
            let mut weights = levels.levels.iter().zip(&levels.weights);
            let level = weights.find(|(level, _)| level.match_level == found.match_level);
            let weight = level.map_or(0.0, |(_, weight)| *weight);
            term.best = term.best.max(weight);
            term.sum += weight;
            term.places.push((found.at, found.span));
        }
        for term in &mut terms {
            term.places.sort_unstable();
        }
        Self {
            query,
            occurrences,
            relative: relative(f32::from(segment.lengths[at % SEGMENT]), index),
            terms,
        }
    }

    fn score(&self) -> f32 {
        self.node(&self.query.root).unwrap_or(0.0) + self.together()
    }

    /// What a node adds; `None` where it does not hold.
    pub(super) fn node(&self, node: &Node) -> Option<f32> {
        match node {
            Node::Term(term) => self.term(*term),
            Node::Phrase(terms) => {
                let stands = !in_a_row(&self.occurrences, terms).is_empty();
                stands.then(|| {
                    let sum: f32 = terms.iter().filter_map(|&term| self.term(term)).sum();
                    sum * (1.0 + TOGETHER * 0.5)
                })
            }
            Node::All(nodes) => nodes.iter().map(|node| self.node(node)).sum(),
            Node::Best(nodes) => {
                let best = nodes.iter().filter_map(|node| self.node(node));
                best.max_by(f32::total_cmp)
            }
            Node::Sum(nodes) => {
                let each: Vec<f32> = nodes.iter().filter_map(|node| self.node(node)).collect();
                (!each.is_empty()).then(|| each.iter().sum())
            }
            Node::Not(_) | Node::Filter(_) => Some(0.0),
        }
    }

    fn term(&self, at: usize) -> Option<f32> {
        let term = &self.terms[at];
        let first = self.weight(at).unwrap_or(1.0);
        let heading = if term.heading { HEADING * first } else { 0.0 };
        if term.best == 0.0 {
            let note = if term.note { NOTE * first } else { 0.0 };
            let around = heading.max(note);
            return (around > 0.0).then_some(around);
        }
        let often = term.sum / term.best;
        let saturated = often * (SATURATION + 1.0) / (often + SATURATION * self.relative);
        Some(term.best * saturated + 0.5 * heading)
    }

    /// What a term is worth at its nearest level.
    fn weight(&self, term: usize) -> Option<f32> {
        self.query.terms[term].weights.first().copied()
    }

    /// What neighbours in the query add where they are neighbours in the text.
    pub(super) fn together(&self) -> f32 {
        let terms = self.query.terms.iter().enumerate();
        let placed: Vec<(u32, usize)> = terms
            .filter_map(|(at, term)| Some((term.place?, at)))
            .collect();
        let is_function_word = |at: usize| {
            let mut words = self.query.function_words.iter();
            words.any(|word| word.term == at)
        };
        let content = placed.iter().filter(|(_, at)| !is_function_word(*at));
        let content: Vec<(u32, usize)> = content.copied().collect();
        let mut sum = 0.0;
        for pair in placed.windows(2) {
            let [(place, one), (next, other)] = *pair else {
                continue;
            };
            if is_function_word(one) || is_function_word(other) {
                let (one, other) = (&self.terms[one].places, &self.terms[other].places);
                sum += AROUND * nearness(one, other, next - place);
            }
        }
        for pair in content.windows(2) {
            let [(place, one), (next, other)] = *pair else {
                continue;
            };
            if let (Some(weight), Some(other_weight)) = (self.weight(one), self.weight(other)) {
                let (one, other) = (&self.terms[one].places, &self.terms[other].places);
                sum += TOGETHER * nearness(one, other, next - place) * weight.min(other_weight);
            }
        }
        sum
    }
}

/// 1 where an occurrence of one term stands as far before one of the other as in the query (`gap`
/// words); less the farther apart, and less in the other order. Places ascend, each with its number
/// of words; each is compared with its neighbours alone.
fn nearness(one: &[(u32, u32)], other: &[(u32, u32)], gap: u32) -> f32 {
    let mut best: f32 = 0.0;
    for &(from, span) in one {
        let end = f64::from(from) + f64::from(span) - 1.0;
        let near = |&(to, _): &(u32, u32)| {
            let apart = (f64::from(to) - end) as f32;
            if apart > 0.0 {
                1.0 / (1.0 + (apart - gap as f32).abs() * 0.5)
            } else {
                0.7 / (1.0 + (apart.abs() - 1.0).max(0.0) * 0.5)
            }
        };
        // The last before it, and those around the place where it should stand.
        let wanted = from.saturating_add(span - 1).saturating_add(gap);
        let after = other.partition_point(|&(to, _)| f64::from(to) <= end);
        let at = other.partition_point(|&(to, _)| to < wanted);
        let candidates = [
            after.checked_sub(1),
            at.checked_sub(1),
            Some(after),
            Some(at),
        ];
        let candidates = candidates.into_iter().flatten();
        for candidate in candidates.filter_map(|at| other.get(at)) {
            best = best.max(near(candidate));
        }
        if best == 1.0 {
            break;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Neighbours alone tell as much as all pairs, also beyond 65,536 words.
        #[test]
        fn nearness_needs_no_pairs(
            one in prop::collection::btree_map(0_u32..60, 1_u32..4, 0..8),
            other in prop::collection::btree_map(0_u32..60, 1_u32..4, 0..8),
            gap in 1_u32..4,
            far in prop::sample::select(vec![0_u32, 65_500, 4_000_000]),
        ) {
            let moved = |places: std::collections::BTreeMap<u32, u32>| -> Vec<(u32, u32)> {
                places.into_iter().map(|(at, span)| (at + far, span)).collect()
            };
            let (one, other) = (moved(one), moved(other));
            let mut best: f32 = 0.0;
            for &(from, span) in &one {
                for &(to, _) in &other {
                    let apart = to as f32 - from as f32 - (span as f32 - 1.0);
                    best = best.max(if apart > 0.0 {
                        1.0 / (1.0 + (apart - gap as f32).abs() * 0.5)
                    } else {
                        0.7 / (1.0 + (apart.abs() - 1.0).max(0.0) * 0.5)
                    });
                }
            }
            prop_assert_eq!(nearness(&one, &other, gap), best);
        }
    }
}
