//! Whether words stand one after the other in a text.
//!
//! The index does not know: where words stand is nearly as much as the texts themselves. So the
//! texts that have all the words are read. Most that have the row have it in plain small letters
//! with single blanks, which is seen without cutting the text into words.

use super::patterns::{Patterns, Scratch, in_a_row};
use super::tier::Tier;

/// A row of words to look for in many texts.
pub(super) struct Row {
    /// Their patterns alone.
    patterns: Patterns,
    chain: Vec<usize>,
    /// The row as it usually stands there; empty where it has no usual form.
    usual: String,
}

impl Row {
    /// The row of `leaves` among `patterns`.
    pub(super) fn new(patterns: &Patterns, leaves: &[usize]) -> Self {
        let own: Vec<_> = leaves
            .iter()
            .map(|&leaf| patterns.leaves[leaf].clone())
            .collect();
        let exact = own.iter().map(|pattern| {
            let word = pattern
                .words
                .iter()
                .find(|(_, tier)| *tier == Tier::Exact)?;
            Some(word.0.as_str())
        });
        let usual: Option<Vec<&str>> = exact.collect();
        Self {
            usual: usual.unwrap_or_default().join(" "),
            chain: (0..own.len()).collect(),
            patterns: Patterns {
                leaves: own,
                chains: Vec::new(),
            },
        }
    }

    /// Whether `text` has it.
    pub(super) fn stands_in(&self, text: &str, scratch: &mut Scratch) -> bool {
        self.stands_plainly(text)
            || !in_a_row(&self.patterns.occurrences(text, scratch), &self.chain).is_empty()
    }

    fn stands_plainly(&self, text: &str) -> bool {
        if self.usual.is_empty() {
            return false;
        }
        let Some(at) = text.find(&self.usual) else {
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
    use super::super::patterns::Pattern;
    use super::*;

    #[test]
    fn plainly_or_not() {
        let pattern = |word: &str| Pattern {
            words: vec![(word.to_owned(), Tier::Exact)],
            ..Pattern::default()
        };
        let patterns = Patterns {
            leaves: vec![pattern("other"), pattern("action"), pattern("plan")],
            chains: Vec::new(),
        };
        let row = Row::new(&patterns, &[1, 2]);
        let mut scratch = Scratch::default();
        for text in [
            "the action plan.",
            "Action Plan",
            "reaction plans, action\u{a0}plan",
            "an action\u{2011}plan",
            "action plané; action  plan",
        ] {
            assert!(row.stands_in(text, &mut scratch), "{text}");
        }
        for text in [
            "plan action",
            "reaction plan",
            "action plané",
            "action of plan",
            "",
        ] {
            assert!(!row.stands_in(text, &mut scratch), "{text}");
        }
    }
}
