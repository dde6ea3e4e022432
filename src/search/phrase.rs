//! Phrase match: in which texts of a segment terms stand one after the other.
//!
//! The positions decide where they can; what they leave open is read.

use std::ops::Range;

use super::cancel::{Cancel, Cancelled};
use super::index_data::Segment;
use super::match_level::MatchLevel;
use super::occurrences::{Patterns, Scratch, in_a_row};
use super::positions::{Finding, PhraseCodes};
use super::postings::Bits;
use crate::model::Provision;

/// A phrase to look for in the texts of one segment.
pub(super) struct Phrase<'q> {
    /// By place: the words, by their ranges among the segment's.
    words: Vec<&'q [Range<u32>]>,
    /// The patterns of its terms alone, to be found in a text.
    patterns: Patterns,
    /// The phrase as it usually stands in a text; empty where it has no usual form.
    usual: String,
}

impl<'q> Phrase<'q> {
    /// The phrase of these terms of a query.
    pub(super) fn new(terms: &[usize], words: Vec<&'q [Range<u32>]>, patterns: &Patterns) -> Self {
        let own: Vec<_> = (terms.iter())
            .map(|&term| patterns.terms[term].clone())
            .collect();
        let exact = own.iter().map(|pattern| {
            let mut words = pattern.words.iter();
            let word = words.find(|(_, level)| *level == MatchLevel::Exact)?;
            Some(word.0.as_str())
        });
        let usual: Option<Vec<&str>> = exact.collect();
        Self {
            usual: usual.unwrap_or_default().join(" "),
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
        let codes: Vec<PhraseCodes> = (self.words.iter())
            .map(|words| segment.positions.phrase_codes(words))
            .collect();
        // Where wholes or acronyms may stand in for a word, the codes do not tell.
        let mut joined = Bits::none();
        for words in &self.words {
            (segment.positions).add_joined(words, &segment.postings, &mut joined);
        }
        let mut found = Bits::none();
        let mut scratch = Scratch::default();
        for at in likely.iter() {
            cancel.check()?;
            let stands = match segment.positions.find(at, &codes) {
                Finding::Present => true,
                Finding::Absent if !joined.contains(at) => false,
                _ => (provisions.get(at))
                    .is_some_and(|provision| self.stands_in(&provision.text, &mut scratch)),
            };
            if stands {
                found.insert(at);
            }
        }
        Ok(found)
    }

    /// Whether `text` has it.
    fn stands_in(&self, text: &str, scratch: &mut Scratch) -> bool {
        self.stands_plainly(text)
            || !in_a_row(
                &self.patterns.occurrences(text, scratch),
                &self.patterns.phrases[0],
            )
            .is_empty()
    }

    /// Whether `text` has it in small letters with single blanks, as most do.
    fn stands_plainly(&self, text: &str) -> bool {
        if self.usual.is_empty() {
            return false;
        }
        let Some(at) = memchr::memmem::find(text.as_bytes(), self.usual.as_bytes()) else {
            return false;
        };
        // Beyond ASCII anything may go on the word; then it is worth a closer look.
        let bounds =
            |byte: Option<&u8>| byte.is_none_or(|b| b.is_ascii() && !b.is_ascii_alphanumeric());
        let bytes = text.as_bytes();
        bounds(at.checked_sub(1).and_then(|before| bytes.get(before)))
            && bounds(bytes.get(at + self.usual.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::occurrences::Pattern;
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
        ] {
            assert!(phrase.stands_in(text, &mut scratch), "{text}");
        }
        for text in [
            "plan action",
            "reaction plan",
            "action plané",
            "action of plan",
            "",
        ] {
            assert!(!phrase.stands_in(text, &mut scratch), "{text}");
        }
    }
}
