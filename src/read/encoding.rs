//! Bytes to characters, and line ends of every sort to `\n`.

use std::borrow::Cow;

use crate::model::Remark;

/// A document as characters.
#[derive(Debug)]
pub struct Decoded<'a> {
    /// The characters, line ends as they came. Borrowed where the bytes could be taken as they
    /// are, so that a large file is not held twice.
    pub text: Cow<'a, str>,
    /// What had to be replaced, and on which lines.
    pub remarks: Vec<Remark>,
}

/// Takes `bytes` for UTF-8, or for UTF-16 where they begin with its mark. A byte order mark is
/// dropped; what is no character becomes U+FFFD, and a remark names the lines.
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Decoded<'_> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded {
            text: Cow::Borrowed(text),
            remarks: Vec::new(),
        };
    }
    let mut text = String::with_capacity(bytes.len());
    let mut lines = Replaced::default();
    let mut line = 1;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        line += ends(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            lines.note(line);
        }
    }
    Decoded {
        text: Cow::Owned(text),
        remarks: lines.into_remark("UTF-8"),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded<'_> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut lines = Replaced::default();
    let mut line = 1;
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        match decoded {
            Ok(character) => {
                line += u32::from(character == '\n');
                text.push(character);
            }
            Err(_) => {
                text.push(char::REPLACEMENT_CHARACTER);
                lines.note(line);
            }
        }
    }
    if !rest.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
        lines.note(line);
    }
    Decoded {
        text: Cow::Owned(text),
        remarks: lines.into_remark("UTF-16"),
    }
}

/// How many lines end in `text`; a lone carriage return is only counted by [`with_line_feeds`],
/// after which the numbers agree for all documents but those of the old Macintosh.
fn ends(text: &str) -> u32 {
    let count = text.bytes().filter(|byte| *byte == b'\n').count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The lines on which something was replaced.
#[derive(Default)]
struct Replaced {
    first: Vec<u32>,
    count: usize,
    last: u32,
}

impl Replaced {
    fn note(&mut self, line: u32) {
        if self.last != line {
            self.last = line;
            self.count += 1;
            if self.first.len() < 10 {
                self.first.push(line);
            }
        }
    }

    fn into_remark(self, encoding: &str) -> Vec<Remark> {
        let Some(&line) = self.first.first() else {
            return Vec::new();
        };
        let named: Vec<String> = self.first.iter().map(u32::to_string).collect();
        let more = match self.count - self.first.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let word = if self.count == 1 { "line" } else { "lines" };
        vec![Remark {
            line,
            text: format!(
                "{word} {}{more}: bytes that are no {encoding} text were replaced by U+FFFD; \
                 save the document as UTF-8 to keep them",
                named.join(", "),
            )
            .into(),
        }]
    }
}

/// `text` with `\n` at the end of each line, whatever stood there: `\r\n` or `\r`.
#[must_use]
pub fn with_line_feeds(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('\r') else {
        return Cow::Borrowed(text);
    };
    let (clean, mut rest) = text.split_at(first);
    let mut normal = String::with_capacity(text.len());
    normal.push_str(clean);
    while let Some(at) = rest.find('\r') {
        normal.push_str(&rest[..at]);
        normal.push('\n');
        rest = &rest[at + 1..];
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    normal.push_str(rest);
    Cow::Owned(normal)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn plain_utf8_is_not_copied_and_a_mark_is_dropped() {
        assert!(matches!(decode("é".as_bytes()).text, Cow::Borrowed("é")));
        let marked = decode(b"\xEF\xBB\xBFa");
        assert!(matches!(marked.text, Cow::Borrowed("a")));
        assert!(marked.remarks.is_empty());
    }

    #[test]
    fn broken_bytes_are_replaced_and_their_lines_named() {
        let decoded = decode(b"good\nb\xFFd \xFF\n\ngood\n\xC3");
        assert_eq!(decoded.text, "good\nb\u{FFFD}d \u{FFFD}\n\ngood\n\u{FFFD}");
        let remark = decoded.remarks.first().unwrap();
        assert_eq!(remark.line, 2);
        assert!(remark.text.starts_with("lines 2, 5: "), "{}", remark.text);
    }

    #[test]
    fn utf16_of_either_order() {
        let characters: Vec<u16> = "a\né‑".encode_utf16().collect();
        let little: Vec<u8> = characters.iter().flat_map(|u| u.to_le_bytes()).collect();
        let big: Vec<u8> = characters.iter().flat_map(|u| u.to_be_bytes()).collect();
        assert_eq!(decode(&[b"\xFF\xFE", &*little].concat()).text, "a\né‑");
        assert_eq!(decode(&[b"\xFE\xFF", &*big].concat()).text, "a\né‑");
        let odd = decode(b"\xFF\xFEa\0b");
        assert_eq!(odd.text, "a\u{FFFD}");
        assert_eq!(odd.remarks.first().unwrap().line, 1);
    }

    #[test]
    fn line_ends_of_every_sort() {
        assert!(matches!(with_line_feeds("a\nb"), Cow::Borrowed(_)));
        assert_eq!(with_line_feeds("a\r\nb\rc\r\r\nd\n\r"), "a\nb\nc\n\nd\n\n");
    }
}
