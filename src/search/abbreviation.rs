//! Letters left out of a word, as in abbreviations that people type: `govt`, `intl`, `dept`.
//!
//! The only use of `fuzzy-matcher`. It asks whether the letters of the pattern stand in a word in
//! order and how well, which fits abbreviations and, on whole paragraphs, little else: nearly
//! every paragraph holds the letters of nearly every word. It runs on single words, which it is
//! fast on, and only on those that could be meant.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// What each letter must score on average. A letter that follows its neighbour scores 20 and
/// more, one after a gap 16 and less, so this asks that most of them come in runs.
const FLOOR_PER_LETTER: i64 = 16;

/// Finds the words that a typed word may be short for.
pub(super) struct Abbreviations(SkimMatcherV2);

impl Abbreviations {
    pub(super) fn new() -> Self {
        // Leave its cache on: 0.3.7 panics without.
        Self(SkimMatcherV2::default().ignore_case())
    }

    /// Whether `short` abbreviates `word` (both folded): it begins with the same two letters, ends
    /// with the same one, leaves letters out in between and not too many at a time. Two letters
    /// are too few to tell, and a vowel after these is what an abbreviation leaves out.
    pub(super) fn fits(&self, short: &str, word: &str) -> bool {
        // Abbreviations are mostly written in the singular.
        let word = match word.strip_suffix('s') {
            Some(singular) if !short.ends_with('s') => singular,
            _ => word,
        };
        let (few, many) = (short.as_bytes(), word.as_bytes());
        if few.len() < 4
            || many.len() < few.len() + 2
            || few[..2] != many[..2]
            || few.last() != many.last()
            || few[2..].iter().any(|letter| b"aeiouy".contains(letter))
        {
            return false;
        }
        let floor = FLOOR_PER_LETTER * i64::try_from(few.len()).unwrap_or(i64::MAX);
        self.0
            .fuzzy_match(word, short)
            .is_some_and(|score| score >= floor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_short_for_what() {
        let abbreviations = Abbreviations::new();
        for (short, word) in [
            ("govt", "government"),
            ("govt", "governments"),
            ("intl", "international"),
            ("natl", "national"),
        ] {
            assert!(abbreviations.fits(short, word), "{short} {word}");
        }
        for (short, word) in [
            ("rape", "rapporteur"),
            ("arms", "asylum"),
            ("caste", "capacity"),
            ("gov", "government"),
            ("land", "legislated"),
            ("torture", "structure"),
            ("jury", "judiciary"),
            ("press", "process"),
            ("press", "progress"),
            ("guard", "guaranteed"),
            ("land", "legislation"),
        ] {
            assert!(!abbreviations.fits(short, word), "{short} {word}");
        }
    }
}
