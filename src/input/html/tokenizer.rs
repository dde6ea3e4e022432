//! Tokenizer of HTML: tags with the attributes that matter, and text with its references resolved.
//!
//! Every byte is looked at a bounded number of times, whatever is left open. What is no tag is
//! text, as browsers see it.

use crate::input::xml::unescaped;

/// Attributes that are kept, others are passed over.
const KEPT: [&str; 19] = [
    "charset",
    "class",
    "colspan",
    "content",
    "dir",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "lang",
    "name",
    "reversed",
    "role",
    "start",
    "style",
    "title",
    "type",
    "value",
    "xml:lang",
];

/// Elements whose content is no markup up to their end tag.
const RAW: [&str; 10] = [
    "script", "style", "template", "noscript", "iframe", "svg", "object", "textarea", "title",
    "noembed",
];

/// A piece of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open(Tag),
    /// Name of the element that ends, in small letters.
    Close(String),
    /// Text with its references resolved, white space as it stands.
    Text(String),
    /// Content of an element that holds no markup: the element and its text as it stands.
    Raw(String, &'a str),
}

/// A start tag.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tag {
    /// In small letters.
    pub name: String,
    attributes: Vec<(&'static str, String)>,
}

impl Tag {
    /// Value of an attribute that is kept; empty where it has none.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Words of an attribute, in small letters.
    pub(super) fn words(&self, name: &str) -> Vec<String> {
        let value = self.attribute(name).unwrap_or_default();
        value.split_whitespace().map(str::to_lowercase).collect()
    }
}

/// The tokenizer.
#[derive(Debug)]
pub(super) struct Tokenizer<'a> {
    rest: &'a str,
    /// An element without markup has begun.
    raw: Option<String>,
}

impl<'a> Tokenizer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            rest: text,
            raw: None,
        }
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    /// Length up to and with the first `end` at or after `from`, or all of the rest.
    fn through(&self, from: usize, end: &str) -> usize {
        let found = self.rest.get(from..).and_then(|rest| rest.find(end));
        found.map_or(self.rest.len(), |at| from + at + end.len())
    }

    /// Reads what follows `<` with a letter: a name and attributes, up to `>`.
    fn tag(&mut self, from: usize) -> Tag {
        let bytes = self.rest.as_bytes();
        let is_end = |byte: u8| byte.is_ascii_whitespace() || byte == b'/' || byte == b'>';
        let run = |from: usize, stop: &dyn Fn(u8) -> bool| {
            let length = bytes.get(from..).unwrap_or_default();
            let length = length.iter().position(|byte| stop(*byte));
            length.map_or(bytes.len(), |length| from + length)
        };
        let mut at = run(from, &is_end);
        let mut tag = Tag {
            name: self.rest[from..at].to_ascii_lowercase(),
            attributes: Vec::new(),
        };
        loop {
            at = run(at, &|byte| !byte.is_ascii_whitespace() && byte != b'/');
            if bytes.get(at).is_none_or(|byte| *byte == b'>') {
                break;
            }
            // A name can begin with `=`.
            let end = run(at + 1, &|byte| is_end(byte) || byte == b'=');
            let name = &bytes[at..end.max(at + 1).min(bytes.len())];
            let kept = KEPT
                .into_iter()
                .find(|kept| name.eq_ignore_ascii_case(kept.as_bytes()));
            let mut value = "";
            at = run(end, &|byte| !byte.is_ascii_whitespace());
            if bytes.get(at) == Some(&b'=') {
                at = run(at + 1, &|byte| !byte.is_ascii_whitespace());
                let (start, stop) = match bytes.get(at) {
                    Some(quote @ (b'"' | b'\'')) => {
                        let stop = run(at + 1, &|byte| byte == *quote);
                        (at + 1, stop)
                    }
                    _ => {
                        let stop = run(at, &|byte| byte.is_ascii_whitespace() || byte == b'>');
                        (at, stop)
                    }
                };
                value = self.rest.get(start..stop).unwrap_or_default();
                at = stop + usize::from(start > at);
            }
            if let Some(kept) = kept.filter(|kept| tag.attribute(kept).is_none()) {
                tag.attributes.push((kept, unescaped(value)));
            }
        }
        self.take((at + 1).min(bytes.len()));
        tag
    }
}

impl<'a> Iterator for Tokenizer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            if let Some(name) = self.raw.take() {
                let length = end_of_raw(self.rest, &name);
                return Some(Token::Raw(name, self.take(length)));
            }
            if !self.rest.starts_with('<') {
                let length = self.rest.find('<').unwrap_or(self.rest.len());
                return Some(Token::Text(unescaped(self.take(length))));
            }
            let length = match self.rest.as_bytes() {
                [_, b'!', b'-', b'-', ..] => self.through(4, "-->"),
                [_, b'!' | b'?', ..] => self.through(2, ">"),
                [_, b'/', letter, ..] if letter.is_ascii_alphabetic() => {
                    return Some(Token::Close(self.tag(2).name));
                }
                [_, b'/', ..] => self.through(2, ">"),
                [_, letter, ..] if letter.is_ascii_alphabetic() => {
                    let tag = self.tag(1);
                    self.raw = Some(tag.name.clone()).filter(|name| RAW.contains(&name.as_str()));
                    return Some(Token::Open(tag));
                }
                _ => {
                    self.take(1);
                    return Some(Token::Text("<".to_owned()));
                }
            };
            self.take(length);
        }
    }
}

/// Where the end tag of an element without markup begins.
fn end_of_raw(text: &str, name: &str) -> usize {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = bytes[from..].windows(2).position(|two| two == b"</") {
        let at = from + at;
        let end = at + 2 + name.len();
        if bytes
            .get(at + 2..end)
            .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            && bytes
                .get(end)
                .is_none_or(|byte| !byte.is_ascii_alphanumeric())
        {
            return at;
        }
        from = at + 2;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<String> {
        let shown = |token| match token {
            Token::Open(tag) => format!("<{} {:?}>", tag.name, tag.attributes),
            Token::Close(name) => format!("</{name}>"),
            Token::Text(text) => text,
            Token::Raw(name, text) => format!("{name}={text}"),
        };
        Tokenizer::new(text).map(shown).collect()
    }

    #[test]
    fn tags_text_and_what_only_looks_like_one() {
        assert_eq!(
            tokens("<!DOCTYPE html><P CLASS=a id='x&amp;y' data-b hidden>1 < 2 &lt;&eacute;</p>"),
            [
                "<p [(\"class\", \"a\"), (\"id\", \"x&y\"), (\"hidden\", \"\")]>",
                "1 ",
                "<",
                " 2 <é",
                "</p>"
            ]
        );
        assert_eq!(
            tokens("<script>if (a</b) '</p>'</SCRIPT >x<!-- <p> -->y"),
            [
                "<script []>",
                "script=if (a</b) '</p>'",
                "</script>",
                "x",
                "y"
            ]
        );
    }

    #[test]
    fn files_may_end_anywhere() {
        for cut in [
            "<", "</", "<p", "<p a", "<p a=", "<p a='", "<!--", "<!", "<p =é", "<svg><",
        ] {
            tokens(cut);
        }
    }
}
