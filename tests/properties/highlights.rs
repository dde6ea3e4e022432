//! What is marked in a text lies in the text, for every query and every text.

use std::ops::Range;

use recs_tui::search::Query;

use super::query_parser::{self, Searched};
use super::{Draw, Property};

/// A query, and a text that is shown of a hit.
#[derive(Debug)]
pub struct Highlights {
    pub typed: String,
    pub document: Searched,
    pub text: String,
}

const WORDS: [&str; 20] = [
    "malaria",
    "OHCHR",
    "follow‑up",
    "follow-up",
    "hate speech",
    "racism",
    "Côte",
    "Co\u{302}te",
    "discrimination",
    "HIV/AIDS",
    "World Health Organization",
    " ",
    "-",
    "’",
    "\u{301}",
    "\u{ad}",
    "İ",
    "ß",
    "ﬁ",
    "日",
];

impl Property for Highlights {
    const BYTES: usize = 96;

    fn drawn(draw: &mut Draw<'_>) -> Self {
        let document = Searched::drawn(draw);
        let typed = query_parser::typed(draw);
        let between = draw.of(&["", " "]);
        Self {
            typed,
            document,
            text: draw.text(&WORDS, between, 24),
        }
    }

    fn holds(&self) {
        let (compilation, index) = self.document.get();
        let answer = query_parser::answer(index, compilation, &Query::parse(&self.typed));
        in_place(&answer.highlights(&self.text), &self.text);
        for provision in compilation
            .provisions
            .iter()
            .step_by(1 + compilation.provisions.len() / 16)
        {
            in_place(&answer.highlights(&provision.text), &provision.text);
        }
    }
}

/// Sorted, disjoint, not empty, on the boundaries of characters.
pub fn in_place(ranges: &[Range<usize>], text: &str) {
    let mut end = 0;
    for range in ranges {
        assert!(
            range.start < range.end && range.end <= text.len(),
            "{range:?} in {text:?}"
        );
        assert!(range.start >= end, "they overlap or are out of order");
        assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
        end = range.end;
    }
}
