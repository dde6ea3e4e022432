//! What must hold whatever comes in: one file a property.
//!
//! A [`Property`] is a case that can be drawn from bytes, and what must hold of it. Drawing from
//! bytes lets two kinds of attack share one definition: `tests/attacks.rs` throws random bytes at
//! it and shrinks what breaks it, and the targets in `fuzz/` let libFuzzer look for bytes that
//! reach code that was not reached before. A case shows itself (`Debug`) as a person would write
//! it, so that what is found can be kept as an ordinary test.
// Each program takes what it needs of this, and calls the rest unused.
#![allow(dead_code, missing_docs, unreachable_pub)]
#![allow(clippy::unwrap_used, clippy::expect_used)]

pub mod browser;
pub mod format_readers;
pub mod highlights;
pub mod jsonl_reader;
pub mod query_parser;
pub mod terminal_input;
pub mod text_reader;
pub mod wrapping;

use std::fmt::Debug;

/// A case of something that must always hold.
pub trait Property: Debug {
    /// Bytes that a large case is drawn from.
    const BYTES: usize;

    /// Draws a case.
    fn drawn(draw: &mut Draw<'_>) -> Self;

    /// # Panics
    /// Where it does not hold.
    fn holds(&self);
}

/// Draws a case from bytes and tries it.
pub fn attack<P: Property>(bytes: &[u8]) {
    P::drawn(&mut Draw::from(bytes)).holds();
}

/// Bytes to draw choices from. When they are used up every choice is the first one, so that fewer
/// and smaller bytes make a simpler case.
pub struct Draw<'a>(&'a [u8]);

impl<'a> Draw<'a> {
    pub fn from(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub fn byte(&mut self) -> u8 {
        match self.0.split_first() {
            Some((&first, rest)) => {
                self.0 = rest;
                first
            }
            None => 0,
        }
    }

    /// A number below `end`, which is at most 65,536.
    pub fn below(&mut self, end: usize) -> usize {
        match end {
            0..=256 => usize::from(self.byte()) % end.max(1),
            _ => (usize::from(self.byte()) << 8 | usize::from(self.byte())) % end,
        }
    }

    pub fn of<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }

    /// Whether bytes are left, and one in `out_of` does not say that it is enough.
    pub fn goes_on(&mut self, out_of: usize) -> bool {
        !self.0.is_empty() && self.below(out_of) != out_of - 1
    }

    /// All that is left, as it is.
    pub fn rest(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.0).to_vec()
    }

    /// Any character: of a text most often, and of those that make trouble.
    pub fn character(&mut self) -> char {
        match self.below(8) {
            0..=2 => char::from(b' ' + self.byte() % 95),
            3 | 4 => self.of(&TROUBLE),
            5 => char::from(self.byte()),
            // Any plane; what is no character becomes one.
            6 => {
                let plane = self.of(&[0_u32, 0, 0, 0, 1, 1, 2, 3, 14, 15, 16]);
                let within = u32::from(self.byte()) << 8 | u32::from(self.byte());
                char::from_u32(plane << 16 | within).unwrap_or('\u{fffd}')
            }
            // The scripts, symbols and marks of the first plane below the ideographs.
            _ => char::from_u32(self.below(0x3000) as u32).unwrap_or('\u{fffd}'),
        }
    }

    /// A text made of these pieces and of any characters, with `between` among them.
    pub fn text(&mut self, pieces: &[&str], between: &str, longest: usize) -> String {
        let mut text = String::new();
        for at in 0..longest {
            if !self.goes_on(16) {
                break;
            }
            if at > 0 {
                text.push_str(between);
            }
            match self.below(8) {
                7 => {
                    for _ in 0..=self.below(6) {
                        text.push(self.character());
                    }
                }
                _ => text.push_str(self.of::<&str>(pieces)),
            }
        }
        text
    }
}

/// Characters that programs stumble over: of no width, of two columns, joining, reordering,
/// steering; and those that this one treats specially.
const TROUBLE: [char; 64] = [
    '\n',
    '\r',
    '\t',
    '\0',
    '\u{1b}',
    '\u{7}',
    '\u{8}',
    '\u{7f}',
    '\u{85}',
    '\u{9b}',
    '\u{a0}',
    '\u{ad}',
    '\u{300}',
    '\u{301}',
    '\u{345}',
    '\u{488}',
    '\u{600}',
    '\u{61c}',
    'ل',
    'ا',
    'ﻼ',
    '\u{94d}',
    'न',
    'ि',
    '\u{e33}',
    '\u{1100}',
    '\u{1161}',
    '\u{11a8}',
    '가',
    '\u{200b}',
    '\u{200c}',
    '\u{200d}',
    '\u{200e}',
    '\u{2011}',
    '\u{2028}',
    '\u{202e}',
    '\u{2060}',
    '\u{2066}',
    '…',
    '—',
    '’',
    '“',
    '日',
    '本',
    'Ａ',
    '\u{3000}',
    '\u{fe0f}',
    '\u{fe0e}',
    '\u{feff}',
    '\u{fffd}',
    '\u{ffff}',
    '☺',
    '❤',
    '👩',
    '🏽',
    '🇺',
    '🇳',
    '𝔘',
    '\u{20000}',
    '\u{e0001}',
    '\u{e0101}',
    'ß',
    'İ',
    'ﬁ',
];
