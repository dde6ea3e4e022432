//! Tokens: a text as words and punctuation, each with its place, for the grammar of references and of
//! operative language.

use unicode_normalization::char::is_combining_mark;

use super::folding::is_invisible;
use super::tokenizer::{CLASS, Class, is_hyphen, scan, sign_at};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Letters and digits.
    Word,
    /// Digits only.
    Number,
    /// A hyphen or an en dash.
    Hyphen,
    Comma,
    /// Any other visible character.
    Mark,
}

/// A word, or one mark of punctuation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// Range of bytes in the text, half open; a possessive ending is left out.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Range of bytes in [`Tokens::folded`], without the spaces around it.
    folded: (u32, u32),
    pub(crate) kind: TokenKind,
    /// Whether it begins with a capital letter.
    pub(crate) capital: bool,
    /// Whether it is written in capitals throughout, as acronyms are; a plural `s` may follow.
    pub(crate) capitals: bool,
    /// Whether a possessive ending follows: `Group's`, `States'`.
    pub(crate) possessive: bool,
}

/// A text as words and marks. Positions beyond its end read as the empty word.
#[derive(Debug)]
pub(crate) struct Tokens<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    /// The folded tokens, each between two spaces of its own (` working  group `), so that names
    /// can be searched in it. Hyphens and commas are left out: names are the same without them.
    folded: String,
}

impl<'t> Tokens<'t> {
    /// Splits a text; what is beyond its first GiB is left out.
    pub(crate) fn of(text: &'t str) -> Self {
        let text = &text[..text.floor_char_boundary(u32::MAX as usize / 4)];
        let bytes = text.as_bytes();
        let mut tokens = Vec::with_capacity(text.len() / 5 + 1);
        let mut folded = Vec::with_capacity(text.len() + text.len() / 4 + 2);
        let mut next = 0;
        while next < bytes.len() {
            if bytes[next].is_ascii_whitespace() {
                next += 1;
                continue;
            }
            folded.push(b' ');
            let from = folded.len();
            let (start, mut end, capitals) = match CLASS[usize::from(bytes[next])] {
                Class::Other => (next, next, false),
                _ => match sign_at(text, next, &mut folded) {
                    Some(end) => (next, end, false),
                    None => scan(text, next, &mut folded),
                },
            };
            let mut possessive = false;
            let mut kind = TokenKind::Word;
            let first = text[start..].chars().next().unwrap_or(' ');
            let mut after = end;
            if folded.len() > from {
                if folded[from..].iter().all(u8::is_ascii_digit) {
                    kind = TokenKind::Number;
                }
                if let Some(ending) = possessive_ending(text, end) {
                    possessive = true;
                    after += ending;
                }
            } else {
                end = start + first.len_utf8();
                after = end;
                kind = match first {
                    ',' => TokenKind::Comma,
                    first if is_hyphen(first) => TokenKind::Hyphen,
                    _ => TokenKind::Mark,
                };
                let nothing = |c: char| {
                    c.is_whitespace() || c.is_control() || is_invisible(c) || is_combining_mark(c)
                };
                if nothing(first) {
                    folded.truncate(from - 1);
                    let run = text[start..].find(|c| !nothing(c));
                    next = run.map_or(text.len(), |run| start + run);
                    continue;
                }
                if kind == TokenKind::Mark {
                    let plain = if first == '\u{2019}' { '\'' } else { first };
                    folded.extend_from_slice(plain.encode_utf8(&mut [0; 4]).as_bytes());
                }
            }
            tokens.push(Token {
                start: start as u32,
                end: end as u32,
                folded: (from as u32, folded.len() as u32),
                kind,
                capital: first.is_uppercase(),
                capitals,
                possessive,
            });
            if matches!(kind, TokenKind::Hyphen | TokenKind::Comma) {
                folded.truncate(from - 1);
                if let Some(token) = tokens.last_mut() {
                    token.folded = (folded.len() as u32, folded.len() as u32);
                }
            } else {
                folded.push(b' ');
            }
            next = after;
        }
        Self {
            text,
            tokens,
            folded: String::from_utf8(folded).unwrap_or_default(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The text that was split.
    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    /// All folded tokens, each between spaces, without hyphens and commas.
    pub(crate) fn folded(&self) -> &str {
        &self.folded
    }

    pub(crate) fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The token, folded: `a` for `À`.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| match token.kind {
            TokenKind::Comma => ",",
            TokenKind::Hyphen => "-",
            _ => &self.folded[token.folded.0 as usize..token.folded.1 as usize],
        })
    }

    /// The token as it is written.
    pub(crate) fn written(&self, at: usize) -> &'t str {
        let range = |token: &Token| token.start as usize..token.end as usize;
        self.tokens
            .get(at)
            .map_or("", |token| &self.text[range(token)])
    }

    /// First byte of the token in the text.
    pub(crate) fn start(&self, at: usize) -> usize {
        let start = |token: &Token| token.start as usize;
        self.tokens.get(at).map_or(self.text.len(), start)
    }

    /// One past the last byte of the token in the text.
    pub(crate) fn end(&self, at: usize) -> usize {
        let end = |token: &Token| token.end as usize;
        self.tokens.get(at).map_or(self.text.len(), end)
    }

    /// Whether the token is one of these folded words.
    pub(crate) fn is(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at))
    }

    pub(crate) fn is_number(&self, at: usize) -> bool {
        self.kind(at) == TokenKind::Number
    }

    pub(crate) fn is_hyphen(&self, at: usize) -> bool {
        self.kind(at) == TokenKind::Hyphen
    }

    pub(crate) fn kind(&self, at: usize) -> TokenKind {
        self.tokens
            .get(at)
            .map_or(TokenKind::Mark, |token| token.kind)
    }

    pub(crate) fn is_capitalized(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.capital)
    }

    /// The token whose folded form begins at this byte of [`Tokens::folded`].
    pub(crate) fn at_folded(&self, byte: usize) -> usize {
        // Hyphens and commas have an empty range, which begins where the next space is.
        self.tokens
            .partition_point(|token| (token.folded.0 as usize) < byte)
    }
}

/// How many bytes of a possessive ending follow the word that ends at `end`: `'s`, or the
/// apostrophe of a plural.
fn possessive_ending(text: &str, end: usize) -> Option<usize> {
    let mark = text[end..].chars().next()?;
    if !matches!(mark, '\'' | '\u{2019}') {
        return None;
    }
    let after = &text[end + mark.len_utf8()..];
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    if after.starts_with(['s', 'S']) && ends(&after[1..]) {
        return Some(mark.len_utf8() + 1);
    }
    (text[..end].ends_with('s') && ends(after)).then_some(mark.len_utf8())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_and_marks_with_their_places() {
        let tokens = Tokens::of(
            "andPromotion (para. 144), the Group’s Secretary\u{2011}General\u{a0}56/266",
        );
        let all: Vec<&str> = (0..tokens.len()).map(|at| tokens.written(at)).collect();
        let expected =
            "and Promotion ( para . 144 ) , the Group Secretary \u{2011} General 56 / 266";
        assert_eq!(all, expected.split(' ').collect::<Vec<_>>());
        assert_eq!(
            tokens.folded(),
            " and  promotion  (  para  .  144  )  the  group  secretary  general  56  /  266 "
        );
        assert!(tokens.token(9).unwrap().possessive);
        assert_eq!(
            tokens.at_folded(tokens.folded().find("secretary").unwrap()),
            10
        );
        assert_eq!(
            tokens.at_folded(tokens.folded().find("general").unwrap()),
            12
        );
        assert_eq!(tokens.word(99), "");
    }

    proptest! {
        #[test]
        fn tokens_lie_in_the_text_in_order(text in "(\\PC|[-‑’'/, sA-Za-z\u{301}\u{ad}]){0,40}") {
            let tokens = Tokens::of(&text);
            let mut end = 0;
            for at in 0..tokens.len() {
                prop_assert!(end <= tokens.start(at) && tokens.start(at) < tokens.end(at));
                prop_assert!(!tokens.written(at).is_empty() && !tokens.word(at).is_empty());
                end = tokens.end(at);
                let token = tokens.token(at).unwrap();
                if !matches!(token.kind, TokenKind::Comma | TokenKind::Hyphen) {
                    prop_assert_eq!(tokens.at_folded(token.folded.0 as usize), at);
                }
            }
        }
    }
}
