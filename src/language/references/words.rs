//! A text as words and marks with their places.

use compact_str::CompactString;

/// The words (runs of letters and digits) and marks (any other visible character, one each) of a
/// text. Positions beyond its end read as the empty word.
#[derive(Debug)]
pub(super) struct Words<'t> {
    pub(super) text: &'t str,
    places: Vec<(usize, usize)>,
}

impl<'t> Words<'t> {
    /// Splits a text; a word also ends where a small letter meets a capital (`andPromotion`), as
    /// it does where a blank was lost.
    pub(super) fn of(text: &'t str) -> Self {
        let mut places: Vec<(usize, usize)> = Vec::with_capacity(text.len() / 6);
        let mut open: Option<usize> = None;
        let mut before = ' ';
        for (at, character) in text.char_indices() {
            let lettered = character.is_alphanumeric();
            let lost_blank = before.is_lowercase() && character.is_uppercase();
            if let Some(start) = open
                && (!lettered || lost_blank)
            {
                places.push((start, at));
                open = None;
            }
            if lettered {
                open = open.or(Some(at));
            } else if !character.is_whitespace() {
                places.push((at, at + character.len_utf8()));
            }
            before = character;
        }
        if let Some(start) = open {
            places.push((start, text.len()));
        }
        Self { text, places }
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    pub(super) fn get(&self, at: usize) -> &'t str {
        self.places
            .get(at)
            .map_or("", |&(start, end)| &self.text[start..end])
    }

    /// The word before; empty at the start.
    pub(super) fn before(&self, at: usize) -> &'t str {
        at.checked_sub(1).map_or("", |before| self.get(before))
    }

    pub(super) fn start(&self, at: usize) -> usize {
        self.places.get(at).map_or(self.text.len(), |place| place.0)
    }

    /// One past the last byte of the word.
    pub(super) fn end(&self, at: usize) -> usize {
        self.places.get(at).map_or(self.text.len(), |place| place.1)
    }

    /// Whether the word is one of these, whatever its case.
    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        let word = self.get(at);
        words.iter().any(|other| word.eq_ignore_ascii_case(other))
    }

    pub(super) fn is_number(&self, at: usize) -> bool {
        let word = self.get(at);
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
    }

    pub(super) fn is_capitalized(&self, at: usize) -> bool {
        self.get(at).starts_with(char::is_uppercase)
    }

    pub(super) fn is_dash(&self, at: usize) -> bool {
        is_dash(self.get(at))
    }
}

/// Hyphens that word processors write, and the en dash.
pub(super) fn is_dash(mark: &str) -> bool {
    matches!(
        mark,
        "-" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}"
    )
}

/// As words are compared: in small letters.
pub(super) fn fold(word: &str) -> CompactString {
    CompactString::from_str_to_lowercase(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_marks_with_their_places() {
        let words = Words::of("andPromotion (para. 144), Secretary\u{2011}General\u{a0}56/266");
        let all: Vec<&str> = (0..words.len()).map(|at| words.get(at)).collect();
        let expected = "and Promotion ( para . 144 ) , Secretary \u{2011} General 56 / 266";
        assert_eq!(all, expected.split(' ').collect::<Vec<_>>());
        assert_eq!(&words.text[words.start(1)..words.end(3)], "Promotion (para");
        assert_eq!(words.get(99), "");
    }
}
