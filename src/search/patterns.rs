//! The words of a query as they are found again in a text: for the ranking, which reads the best
//! hits once more, and for the highlights.

use std::ops::Range;

use super::acronyms::{Acronyms, Id, Recogniser, written_short};
use super::spelling::Families;
use super::tier::Tier;
use crate::language::tokenizer::{Word, each_word};

/// What one typed word matches.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pattern {
    /// Folded, sorted once complete.
    pub(super) words: Vec<(String, Tier)>,
    /// Whatever begins so.
    pub(super) prefix: Option<String>,
    pub(super) acronyms: Vec<Id>,
    /// Whether it is to be marked by itself; parts of a phrase are not.
    pub(super) shown: bool,
}

/// Where a pattern was found.
#[derive(Clone, Debug)]
pub(super) struct Occurrence {
    /// Which pattern.
    pub(super) leaf: usize,
    pub(super) tier: Tier,
    /// First word and number of words.
    pub(super) at: u32,
    pub(super) span: u32,
    pub(super) range: Range<usize>,
}

/// All patterns of a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Patterns {
    pub(super) leaves: Vec<Pattern>,
    /// Patterns that must stand in a row to be marked.
    pub(super) chains: Vec<Vec<usize>>,
}

/// Room to work in, for many texts.
#[derive(Default)]
pub(super) struct Scratch {
    bytes: Vec<u8>,
    recogniser: Recogniser,
    families: Option<Families>,
}

impl Pattern {
    /// In which tier it matches a folded word.
    fn tier(&self, folded: &[u8]) -> Option<Tier> {
        let exactly = self
            .words
            .iter()
            .find(|(word, _)| word.as_bytes() == folded);
        match (exactly, &self.prefix) {
            (Some((_, tier)), _) => Some(*tier),
            (None, Some(prefix)) if folded.starts_with(prefix.as_bytes()) => Some(Tier::Prefix),
            _ => None,
        }
    }

    /// The same for an acronym in the text, or its long form.
    fn means(&self, id: Id) -> Option<Tier> {
        self.acronyms.contains(&id).then_some(Tier::Acronym)
    }
}

impl Patterns {
    /// Every place in `text` that some pattern matches, in the order of their ends.
    pub(super) fn occurrences(&self, text: &str, scratch: &mut Scratch) -> Vec<Occurrence> {
        let mut found = Vec::new();
        let acronyms = self.leaves.iter().any(|leaf| !leaf.acronyms.is_empty());
        scratch.recogniser.restart();
        let (recogniser, families) = (&mut scratch.recogniser, &mut scratch.families);
        let first: [bool; 256] = self.first_letters();
        each_word(text, &mut scratch.bytes, |word| {
            if first[usize::from(word.folded[0])] {
                for (leaf, pattern) in self.leaves.iter().enumerate() {
                    if let Some(tier) = pattern.tier(word.folded) {
                        found.push(occurrence(leaf, tier, &word));
                    }
                }
            }
            if !acronyms || word.span > 1 {
                return;
            }
            if let Some(id) = written_short(&word) {
                for (leaf, pattern) in self.leaves.iter().enumerate() {
                    found.extend(pattern.means(id).map(|tier| occurrence(leaf, tier, &word)));
                }
            }
            let families = families.get_or_insert_with(Families::new);
            let code = Acronyms::get().code(word.folded, families);
            recogniser.step(code, word.at, &word.range, |long| {
                for (leaf, pattern) in self.leaves.iter().enumerate() {
                    found.extend(pattern.means(long.id).map(|tier| Occurrence {
                        leaf,
                        tier,
                        at: long.at,
                        span: long.span,
                        range: long.range.clone(),
                    }));
                }
            });
        });
        found
    }

    fn first_letters(&self) -> [bool; 256] {
        let mut first = [false; 256];
        for pattern in &self.leaves {
            let words = pattern
                .words
                .iter()
                .map(|(word, _)| word)
                .chain(&pattern.prefix);
            for word in words {
                if let Some(&byte) = word.as_bytes().first() {
                    first[usize::from(byte)] = true;
                }
            }
        }
        first
    }

    /// What of `text` is to be marked: sorted, disjoint, on character boundaries.
    pub(super) fn highlights(&self, text: &str) -> Vec<Range<usize>> {
        let occurrences = self.occurrences(text, &mut Scratch::default());
        let alone = occurrences
            .iter()
            .filter(|found| self.leaves[found.leaf].shown);
        let mut ranges: Vec<Range<usize>> = alone.map(|found| found.range.clone()).collect();
        for chain in &self.chains {
            ranges.extend(in_a_row(&occurrences, chain));
        }
        ranges.sort_by_key(|range| (range.start, range.end));
        let mut apart: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match apart.last_mut() {
                Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                _ => apart.push(range),
            }
        }
        apart
    }
}

fn occurrence(leaf: usize, tier: Tier, word: &Word<'_>) -> Occurrence {
    Occurrence {
        leaf,
        tier,
        at: word.at,
        span: word.span,
        range: word.range.clone(),
    }
}

/// Where all patterns of `chain` stand one after the other.
pub(super) fn in_a_row(occurrences: &[Occurrence], chain: &[usize]) -> Vec<Range<usize>> {
    let Some((&first, rest)) = chain.split_first() else {
        return Vec::new();
    };
    let of = |leaf: usize| occurrences.iter().filter(move |found| found.leaf == leaf);
    let mut open: Vec<(u32, Range<usize>)> = of(first)
        .map(|found| (found.at + found.span, found.range.clone()))
        .collect();
    for &leaf in rest {
        let longer = open.iter().flat_map(|(next, range)| {
            of(leaf)
                .filter(move |found| found.at == *next)
                .map(move |found| (found.at + found.span, range.start..found.range.end))
        });
        open = longer.collect();
    }
    open.into_iter().map(|(_, range)| range).collect()
}
