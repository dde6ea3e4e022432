//! Positions: which word stands where in each text of a segment, a byte a word (a forward index).
//!
//! The most frequent words of a segment have a code of their own, all others share thirty-two codes
//! by their place in the dictionary's order. So a phrase of frequent words is decided by the codes of
//! the texts that have all its words; of other phrases the codes leave few texts over, and only
//! these are read. Full positions would take as much memory as postings and term dictionary
//! together, twice over; this is a seventh of the texts.

use std::ops::Range;

use super::postings::{Bits, Postings};

/// Codes that mean one word; the others mean a range of words.
const EXACT: usize = 224;

/// Codes that are shared.
const SHARED: usize = 256 - EXACT;

/// The words of the texts of one segment, in order.
#[derive(Default)]
pub(super) struct Positions {
    /// Where the codes of each text begin; one more at the end.
    starts: Vec<u32>,
    codes: Vec<u8>,
    /// By code below [`EXACT`]: its word, by its place among the segment's words; ascending.
    exact: Vec<u32>,
    /// How many words the segment has.
    terms: u32,
    /// Words that stand somewhere for several (`follow-up` as `followup`, acronyms for their long
    /// form), ascending; with the least length of a first part, 0 for acronyms. These are not among
    /// the codes.
    joined: Vec<(u32, u8)>,
}

/// What a code says of a word that is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Says {
    No,
    Maybe,
    Yes,
}

/// A phrase, as codes.
pub(super) struct PhraseCodes {
    places: Vec<PlaceCodes>,
    /// The very codes, where each place has one that means nothing else.
    needle: Option<memchr::memmem::Finder<'static>>,
}

/// One place of a phrase, as codes.
struct PlaceCodes {
    says: [Says; 256],
    /// The codes that do not say no, where they are at most three.
    few: Vec<u8>,
}

/// What the codes of a text say of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Finding {
    /// It does not stand there word for word.
    Absent,
    /// The text has to be read.
    Possible,
    /// It stands there.
    Present,
}

impl Positions {
    /// Encodes texts, one after another; words are places among the segment's `terms` words. `ends`
    /// says where each text ends in `words`.
    pub(super) fn new(
        words: impl Iterator<Item = u32> + Clone,
        ends: impl Iterator<Item = u32>,
        terms: usize,
        joined: &[(u32, u8)],
    ) -> Self {
        let mut counts = vec![0_u32; terms];
        for word in words.clone() {
            counts[word as usize] += 1;
        }
        let starts: Vec<u32> = std::iter::once(0).chain(ends).collect();
        let mut codes = Vec::with_capacity(starts.last().map_or(0, |end| *end as usize));
        let mut exact: Vec<u32> = (0..terms as u32).collect();
        if terms > EXACT {
            let rarer = |&word: &u32| std::cmp::Reverse(counts[word as usize]);
            exact.select_nth_unstable_by_key(EXACT - 1, rarer);
            exact.truncate(EXACT);
            exact.sort_unstable();
        }
        let mut code_of: Vec<u8> = (0..terms).map(|term| shared(term, terms)).collect();
        for (code, &word) in (0..=u8::MAX).zip(&exact) {
            code_of[word as usize] = code;
        }
        let mut joined = joined.to_vec();
        joined.sort_unstable();
        joined.dedup_by_key(|(word, _)| *word);
        joined.shrink_to_fit();
        codes.extend(words.map(|word| code_of[word as usize]));
        Self {
            starts,
            codes,
            exact,
            terms: terms as u32,
            joined,
        }
    }

    /// How a phrase is written in codes; `places` has the words of each place.
    pub(super) fn phrase_codes(&self, places: &[&[Range<u32>]]) -> PhraseCodes {
        let places: Vec<PlaceCodes> = places.iter().map(|words| self.place_codes(words)).collect();
        let single = places.iter().map(|place| match *place.few.as_slice() {
            [code] if place.says[usize::from(code)] == Says::Yes => Some(code),
            _ => None,
        });
        let single: Option<Vec<u8>> = single.collect();
        let needle = single.map(|codes| memchr::memmem::Finder::new(&codes).into_owned());
        PhraseCodes { places, needle }
    }

    fn place_codes(&self, words: &[Range<u32>]) -> PlaceCodes {
        let mut says = [Says::No; 256];
        // A word with a code of its own has no other.
        let has_own = |word| self.exact.binary_search(&word).is_ok();
        let share =
            |range: &&Range<u32>| range.len() > 1 || range.len() == 1 && !has_own(range.start);
        for range in words.iter().filter(share) {
            let (from, to) = (range.start as usize, range.end as usize - 1);
            let terms = self.terms as usize;
            for code in shared(from, terms)..=shared(to, terms) {
                // Whether all words with this code are meant, or some.
                let all = (from == 0 || shared(from - 1, terms) < code)
                    && (to + 1 == terms || shared(to + 1, terms) > code);
                let says = &mut says[usize::from(code)];
                *says = (*says).max(if all { Says::Yes } else { Says::Maybe });
            }
        }
        for (code, word) in self.exact.iter().enumerate() {
            if words.iter().any(|range| range.contains(word)) {
                says[code] = Says::Yes;
            }
        }
        let few = (0..=u8::MAX).filter(|&code| says[usize::from(code)] != Says::No);
        let few: Vec<u8> = few.take(4).collect();
        PlaceCodes {
            says,
            few: if few.len() > 3 { Vec::new() } else { few },
        }
    }

    /// What the codes of the text at `at` say of a phrase.
    pub(super) fn find(&self, at: usize, phrase: &PhraseCodes) -> Finding {
        let codes = &self.codes[self.starts[at] as usize..self.starts[at + 1] as usize];
        if let Some(needle) = &phrase.needle {
            return match needle.find(codes) {
                Some(_) => Finding::Present,
                None => Finding::Absent,
            };
        }
        let phrase = &phrase.places;
        let Some(last) = codes.len().checked_sub(phrase.len()) else {
            return Finding::Absent;
        };
        let mut finding = Finding::Absent;
        // Whether the search is over.
        let mut look = |from: usize| {
            let window = codes[from..].iter().zip(phrase);
            let says = window.map(|(&code, place)| place.says[usize::from(code)]);
            finding = finding.max(match says.min() {
                Some(Says::Yes) => Finding::Present,
                Some(Says::Maybe) => Finding::Possible,
                _ => Finding::Absent,
            });
            finding == Finding::Present
        };
        let pivot = (phrase.iter().enumerate())
            .filter(|(_, place)| !place.few.is_empty())
            .min_by_key(|(_, place)| place.few.len());
        let Some((offset, pivot)) = pivot else {
            let _ = (0..=last).any(look);
            return finding;
        };
        let likely = &codes[offset..=last + offset];
        let _ = match *pivot.few.as_slice() {
            [one] => memchr::memchr_iter(one, likely).any(&mut look),
            [one, two] => memchr::memchr2_iter(one, two, likely).any(&mut look),
            [one, two, three, ..] => memchr::memchr3_iter(one, two, three, likely).any(&mut look),
            [] => false,
        };
        finding
    }

    /// Adds the texts that have one of the words which the codes do not tell of everywhere. Wholes
    /// whose first part has `told` letters are left out: as beginnings of words, their first parts
    /// have been told of.
    pub(super) fn add_joined(
        &self,
        words: &[Range<u32>],
        told: Option<usize>,
        postings: &Postings,
        bits: &mut Bits,
    ) {
        for range in words {
            let from = self.joined.partition_point(|(word, _)| *word < range.start);
            let joined = self.joined[from..].iter();
            for &(word, first) in joined.take_while(|(word, _)| *word < range.end) {
                if told.is_none_or(|told| usize::from(first) < told) {
                    postings.add(&(word..word + 1), bits);
                }
            }
        }
    }
}

/// The shared code of a word, by its place among so many: neighbours have the same.
fn shared(term: usize, terms: usize) -> u8 {
    (EXACT + term * SHARED / terms.max(1)) as u8
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        /// The codes never deny a phrase that is there, nor claim one that is not.
        #[test]
        fn codes_agree_with_the_words(
            texts in prop::collection::vec(prop::collection::vec(0_u32..400, 0..40), 1..30),
            from in 0_u32..400,
            length in 1_u32..30,
            pick in any::<prop::sample::Index>(),
        ) {
            // Some words are much more frequent than others.
            let texts: Vec<Vec<u32>> = texts
                .into_iter()
                .map(|words| words.into_iter().map(|word| word * word / 400).collect())
                .collect();
            let words = texts.concat();
            let ends: Vec<u32> = texts
                .iter()
                .scan(0, |end, text| {
                    *end += text.len() as u32;
                    Some(*end)
                })
                .collect();
            let positions = Positions::new(words.iter().copied(), ends.iter().copied(), 400, &[]);
            let first = words.get(pick.index(words.len().max(1))).copied().unwrap_or(0);
            let run = |from, end| vec![Range { start: from, end }];
            let phrase = [run(first, first + 1), run(from, (from + length).min(400))];
            let codes = positions.phrase_codes(&[&phrase[0], &phrase[1]]);
            for (at, text) in texts.iter().enumerate() {
                let there = text
                    .windows(2)
                    .any(|pair| pair[0] == first && phrase[1][0].contains(&pair[1]));
                match positions.find(at, &codes) {
                    Finding::Absent => prop_assert!(!there),
                    Finding::Present => prop_assert!(there),
                    Finding::Possible => {}
                }
            }
        }
    }
}
