//! Phrase match: in which texts of a segment terms stand one after the other.
//!
//! The positions decide where they can; what they leave open is read.

use std::ops::Range;

use super::cancel::{Cancel, Cancelled};
use super::index_data::Segment;
use super::match_level::MatchLevel;
use super::occurrences::{Pattern, Patterns, Scratch, in_a_row};
use super::positions::Finding;
use super::postings::Bits;
use crate::model::Provision;

/// A phrase to look for in the texts of one segment.
pub(super) struct Phrase<'q> {
    /// By place: the words, by their ranges among the segment's.
    words: Vec<&'q [Range<u32>]>,
    /// The patterns of its terms alone, to be found in a text.
    patterns: Patterns,
    /// Its words as typed, the last of them as beginnings where that is enough (`true`); empty where
    /// some term does not have the very word. Decides most texts without a tokenizer.
    plain: Vec<(String, bool)>,
}

impl<'q> Phrase<'q> {
    /// The phrase of these terms of a query.
    pub(super) fn new(terms: &[usize], words: Vec<&'q [Range<u32>]>, patterns: &Patterns) -> Self {
        let own: Vec<Pattern> = (terms.iter())
            .map(|&term| patterns.terms[term].clone())
            .collect();
        let plain = own.iter().map(|pattern| {
            let mut words = pattern.words.iter();
            let exact = words.find(|(_, level)| *level == MatchLevel::Exact);
            match &pattern.prefix {
                _ if pattern.run.is_some() => None,
                Some(prefix) => Some((prefix.clone(), true)),
                None => exact.map(|(word, _)| (word.clone(), false)),
            }
        });
        let plain: Option<Vec<(String, bool)>> = plain.collect();
        let plain = plain.filter(|plain| plain.iter().all(|(word, _)| word.is_ascii()));
        Self {
            plain: plain.unwrap_or_default(),
            words,
            patterns: Patterns {
                phrases: vec![(0..own.len()).collect()],
                terms: own,
            },
        }
    }

    /// Which of `likely`, texts that have all the terms, have the phrase.
    pub(super) fn matches(
        &self,
        likely: &Bits,
        segment: &Segment,
        provisions: &[Provision],
        cancel: &Cancel,
    ) -> Result<Bits, Cancelled> {
        let codes = segment.positions.phrase_codes(&self.words);
        // Where wholes or acronyms may stand in for a word, the codes do not tell.
        let has_run = self.patterns.terms.iter().any(|term| term.run.is_some());
        let mut joined = if has_run {
            likely.clone()
        } else {
            Bits::none()
        };
        for (place, words) in self.words.iter().enumerate() {
            let pattern = &self.patterns.terms[place];
            let last = place + 1 == self.words.len();
            let told = pattern.prefix.as_ref().filter(|_| last).map(String::len);
            let (positions, postings) = (&segment.positions, &segment.postings);
            positions.add_joined(words, told, postings, &mut joined);
        }
        let mut found = Bits::none();
        let (mut scratch, mut lower) = (Scratch::default(), Vec::new());
        for at in likely.iter() {
            cancel.check()?;
            let stands = match segment.positions.find(at, &codes) {
                Finding::Present => true,
                Finding::Absent if !joined.contains(at) => false,
                _ => (provisions.get(at)).is_some_and(|provision| {
                    self.stands_in(&provision.text, &mut scratch, &mut lower)
                }),
            };
            if stands {
                found.insert(at);
            }
        }
        Ok(found)
    }

    /// Whether `text` has it.
    fn stands_in(&self, text: &str, scratch: &mut Scratch, lower: &mut Vec<u8>) -> bool {
        self.stands_plainly(text, lower) || {
            let occurrences = self.patterns.occurrences(text, scratch);
            !in_a_row(&occurrences, &self.patterns.phrases[0]).is_empty()
        }
    }

    /// Whether `text` has it plainly: the very words, with nothing but blanks and ASCII marks
    /// between them. Beyond ASCII, at apostrophes and where it says no, a closer look is needed.
    fn stands_plainly(&self, text: &str, lower: &mut Vec<u8>) -> bool {
        let places = self.plain.iter().enumerate();
        // The longest word is the rarest, as a rule.
        let Some((pivot, (longest, _))) = places.max_by_key(|(_, (word, _))| word.len()) else {
            return false;
        };
        lower.clear();
        lower.extend(text.bytes().map(|byte| byte.to_ascii_lowercase()));
        let before = self.plain[..pivot].iter().rev();
        memchr::memmem::find_iter(lower, longest.as_bytes()).any(|at| {
            let mut left = &lower[..at];
            let leads = before.clone().all(|(word, _)| {
                let marks = left.iter().rev().take_while(|byte| is_mark(byte)).count();
                let Some(rest) = left[..left.len() - marks].strip_suffix(word.as_bytes()) else {
                    return false;
                };
                left = rest;
                marks > 0
            });
            let mut right = &lower[at..];
            let follows = self.plain[pivot..]
                .iter()
                .enumerate()
                .all(|(place, (word, open))| {
                    let marks = right.iter().take_while(|byte| is_mark(byte)).count();
                    let Some(after) = right[marks..].strip_prefix(word.as_bytes()) else {
                        return false;
                    };
                    let rest = after.iter().take_while(|byte| byte.is_ascii_alphanumeric());
                    right = &after[if *open { rest.count() } else { 0 }..];
                    (place == 0 || marks > 0) && right.first().is_none_or(is_mark)
                });
            leads && follows && left.last().is_none_or(is_mark)
        })
    }
}

/// Whether it only stands between words. An apostrophe may take an `s` away.
fn is_mark(byte: &u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric() && *byte != b'\''
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plainly_or_not() {
        let pattern = |word: &str| Pattern {
            words: vec![(word.to_owned(), MatchLevel::Exact)],
            ..Pattern::default()
        };
        let patterns = Patterns {
            terms: vec![pattern("other"), pattern("action"), pattern("plan")],
            phrases: Vec::new(),
        };
        let phrase = Phrase::new(&[1, 2], Vec::new(), &patterns);
        let mut scratch = Scratch::default();
        for text in [
            "the action plan.",
            "Action Plan",
            "reaction plans, action\u{a0}plan",
            "an action\u{2011}plan",
            "action plané; action  plan",
            "action (plan)",
            "reaction/action/plan",
        ] {
            assert!(
                phrase.stands_in(text, &mut scratch, &mut Vec::new()),
                "{text}"
            );
        }
        for text in [
            "plan action",
            "reaction plan",
            "action plané",
            "action of plan",
            "action planning",
            "action\'s plané",
            "",
        ] {
            assert!(
                !phrase.stands_in(text, &mut scratch, &mut Vec::new()),
                "{text}"
            );
        }
    }
}
