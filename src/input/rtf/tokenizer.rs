//! Tokenizer of RTF: bytes to groups, control words and text.

/// A piece of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// A control word and its number: `\li720`.
    Word(&'a str, Option<i32>),
    /// `\*`: the destination that follows may be passed over.
    Optional,
    /// A byte of text in the code page of the font, as `\'e9`.
    Byte(u8),
    /// Text as it stands.
    Text(&'a [u8]),
    /// A sign that has a control symbol of its own.
    Sign(char),
}

/// The tokenizer. Every byte is looked at once.
#[derive(Debug)]
pub(super) struct Tokenizer<'a> {
    rest: &'a [u8],
}

impl<'a> Tokenizer<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(length.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// A control word, after its backslash. `None` for data that was passed over.
    fn word(&mut self) -> Option<Token<'a>> {
        let length = count(self.rest, u8::is_ascii_alphabetic);
        let word = std::str::from_utf8(self.take(length)).unwrap_or_default();
        let signed = usize::from(self.rest.first() == Some(&b'-'));
        let digits = count(&self.rest[signed..], u8::is_ascii_digit);
        let mut number = None;
        if digits > 0 {
            let written = std::str::from_utf8(self.take(signed + digits)).unwrap_or_default();
            number = Some(written.parse().unwrap_or(0));
        }
        if self.rest.first() == Some(&b' ') {
            self.take(1);
        }
        if word == "bin" {
            let length = number.and_then(|length| usize::try_from(length).ok());
            self.take(length.unwrap_or(0));
            return None;
        }
        Some(Token::Word(word, number))
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let sign = *self.rest.first()?;
        if sign.is_ascii_alphabetic() {
            return self.word();
        }
        self.take(1);
        Some(match sign {
            b'\'' => {
                let digits = std::str::from_utf8(self.take(2)).unwrap_or_default();
                Token::Byte(u8::from_str_radix(digits, 16).unwrap_or(b'?'))
            }
            b'*' => Token::Optional,
            b'~' => Token::Sign('\u{A0}'),
            b'-' => Token::Sign('\u{AD}'),
            b'_' => Token::Sign('\u{2011}'),
            b'\n' | b'\r' => Token::Word("par", None),
            b'\t' => Token::Word("tab", None),
            b'\\' | b'{' | b'}' => Token::Sign(char::from(sign)),
            _ => return None,
        })
    }
}

impl<'a> Iterator for Tokenizer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let sign = *self.rest.first()?;
            match sign {
                b'{' => {
                    self.take(1);
                    return Some(Token::Open);
                }
                b'}' => {
                    self.take(1);
                    return Some(Token::Close);
                }
                b'\\' => {
                    self.take(1);
                    if let Some(token) = self.control() {
                        return Some(token);
                    }
                }
                b'\n' | b'\r' | 0 => {
                    self.take(1);
                }
                b'\t' => {
                    self.take(1);
                    return Some(Token::Word("tab", None));
                }
                _ => {
                    let length = count(self.rest, |byte| {
                        !matches!(byte, b'{' | b'}' | b'\\' | b'\n' | b'\r' | b'\t' | 0)
                    });
                    return Some(Token::Text(self.take(length)));
                }
            }
        }
    }
}

fn count(bytes: &[u8], is: impl Fn(&u8) -> bool) -> usize {
    bytes.iter().take_while(|byte| is(byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_symbols_and_text() {
        let tokens: Vec<_> =
            Tokenizer::new(b"{\\*\\b0 a\\'e9\\~\\\\\\li-12\\bin3 }{}x\\\n\\q\n").collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Optional,
                Token::Word("b", Some(0)),
                Token::Text(b"a"),
                Token::Byte(0xE9),
                Token::Sign('\u{A0}'),
                Token::Sign('\\'),
                Token::Word("li", Some(-12)),
                Token::Text(b"x"),
                Token::Word("par", None),
                Token::Word("q", None),
            ]
        );
    }

    #[test]
    fn files_may_end_anywhere() {
        for cut in [
            &b"\\"[..],
            b"\\'",
            b"\\'e",
            b"\\bin99",
            b"\\li-",
            b"\\u99999999999",
        ] {
            let _ = Tokenizer::new(cut).count();
        }
    }
}
