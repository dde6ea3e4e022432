//! Bytes to characters, and line ends of every sort to `\n`.
//!
//! UTF-8 is expected. What else a document can be is told by its mark or by its bytes: UTF-16 of
//! either order, and Windows-1252, which is what Western office programs wrote before. What is mostly
//! in another script is read as what a browser would take it for.

mod guess;
mod lines;
mod script;
mod survey;
mod utf32;

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use self::lines::{Lines, Named};
use crate::model::Remark;

/// A document as characters.
#[derive(Debug)]
pub struct Decoded<'a> {
    /// The characters, line ends as they came. Borrowed where the bytes could be taken as they
    /// are, so that a large file is not held twice.
    pub text: Cow<'a, str>,
    /// What was assumed, and what had to be replaced, with the lines.
    pub remarks: Vec<Remark>,
    /// The lines with controls, which are worth a word in a text; JSON says itself what they are.
    pub controls: Vec<Remark>,
}

/// What people call an encoding.
fn name(encoding: &'static Encoding) -> &'static str {
    match encoding {
        it if it == UTF_16LE => "UTF-16 (little-endian)",
        it if it == UTF_16BE => "UTF-16 (big-endian)",
        it if it == WINDOWS_1252 => "Windows-1252",
        it => it.name(),
    }
}

/// Takes `bytes` for what their byte order mark says, and without one for UTF-8 unless they show
/// themselves to be UTF-16 or Windows-1252. The mark is dropped; what is no character becomes
/// U+FFFD. Remarks say what was assumed, and which lines it concerns.
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some((text, order)) = utf32::decode(bytes) {
        let (_, controls) = survey::survey(&text);
        let read = format!("read as UTF-32 ({order}), as its byte order mark says");
        return Decoded {
            text: text.into(),
            remarks: vec![Remark {
                line: 1,
                text: read.into(),
            }],
            controls,
        };
    }
    let (encoding, rest) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (UTF_8, rest),
        [0xFF, 0xFE, rest @ ..] => (UTF_16LE, rest),
        [0xFE, 0xFF, rest @ ..] => (UTF_16BE, rest),
        _ => (guess::guess(bytes), bytes),
    };
    let marked = rest.len() < bytes.len();
    let mut replaced = Named::default();
    let text = characters(encoding, rest, &mut replaced);
    let (ends, controls) = survey::survey(&text);

    let name = name(encoding);
    let read = match encoding {
        _ if marked => format!("read as {name}, as its byte order mark says"),
        it if it == UTF_8 && ends.is_none() => String::new(),
        it if it == UTF_8 => format!("read as {name}"),
        it if it == UTF_16LE || it == UTF_16BE => {
            format!("read as {name}, since every other byte is nil in it")
        }
        it if it == WINDOWS_1252 => format!(
            "read as {name}, since it is no UTF-8; save it as UTF-8 if letters with accents are wrong"
        ),
        _ => format!("read as {name}, since {LOOKS_LIKE}"),
    };
    let mut remarks = Vec::new();
    if !read.is_empty() {
        let ends = ends.map(|ends| format!("; {ends}")).unwrap_or_default();
        remarks.push(Remark {
            line: 1,
            text: format!("{read}{ends}").into(),
        });
    }
    remarks.extend(replaced.remark(&format!(
        "bytes that are no {name} text were replaced by U+FFFD; save the document as UTF-8 to keep them"
    )));
    Decoded {
        text,
        remarks,
        controls,
    }
}

/// Why a text is read as one of another script, and what to do if it is none.
const LOOKS_LIKE: &str = "it is no UTF-8 and its letters stand together as they do there; save it \
                          as UTF-8 if they are the wrong ones";

/// One line that is no UTF-8, and what was assumed of it.
pub(super) fn decode_line(bytes: &[u8]) -> (String, Cow<'static, str>) {
    let encoding = match guess::guess(bytes) {
        it if it == UTF_16LE || it == UTF_16BE => UTF_8,
        it => it,
    };
    let text = characters(encoding, bytes, &mut Named::default()).into_owned();
    let read = match encoding {
        it if it == UTF_8 => {
            "bytes that are no UTF-8 text were replaced by U+FFFD; save the file as \
                              UTF-8 to keep them"
                .into()
        }
        it if it == WINDOWS_1252 => "read as Windows-1252, since it is no UTF-8; save the file as \
                                     UTF-8 if letters with accents are wrong"
            .into(),
        it => format!("read as {}, since {LOOKS_LIKE}", it.name()).into(),
    };
    (text, read)
}

/// The characters of bytes in an encoding; U+FFFD for what is none, and its lines are noted.
fn characters<'a>(
    encoding: &'static Encoding,
    bytes: &'a [u8],
    replaced: &mut Named,
) -> Cow<'a, str> {
    let (mut text, mut failed) = encoding.decode_without_bom_handling(bytes);
    // Five bytes of Windows-1252 are free; a browser takes them for controls.
    let is_free = |character: char| ('\u{80}'..='\u{9f}').contains(&character);
    if encoding == WINDOWS_1252 && text.contains(is_free) {
        text = text.replace(is_free, "\u{fffd}").into();
        failed = true;
    }
    if failed {
        let mut line = Lines::default();
        for character in text.chars() {
            if character == char::REPLACEMENT_CHARACTER {
                replaced.note(line.number());
            }
            line.pass(character);
        }
    }
    text
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

    fn told(decoded: &Decoded<'_>) -> Vec<String> {
        let remarks = decoded.remarks.iter();
        remarks
            .chain(&decoded.controls)
            .map(|remark| format!("{} {}", remark.line, remark.text))
            .collect()
    }

    #[test]
    fn plain_utf8_is_not_copied_and_a_mark_is_dropped() {
        assert!(matches!(decode("é".as_bytes()).text, Cow::Borrowed("é")));
        let marked = decode(b"\xEF\xBB\xBFa");
        assert!(matches!(marked.text, Cow::Borrowed("a")));
        assert_eq!(
            told(&marked),
            ["1 read as UTF-8, as its byte order mark says"]
        );
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
        assert!(told(&odd)[1].starts_with("1 line 1: bytes that are no UTF-16"));
        assert_eq!(decode(&little).text, "a\né‑");
        assert_eq!(decode(&big).text, "a\né‑");
        assert_eq!(
            told(&decode(&big)),
            ["1 read as UTF-16 (big-endian), since every other byte is nil in it"]
        );
        // Nil bytes alone do not make it that.
        assert_eq!(decode(b"a\0bc\0d").text, "a\0bc\0d");
    }

    #[test]
    fn chinese_in_utf16_is_told_by_its_line_ends() {
        let text = "工作组敦促各国采取行动，打击种族主义。\n".repeat(20);
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&bytes).text, text);
    }

    #[test]
    fn windows_1252_is_told_from_broken_utf8() {
        let office = b"\x931. L\x92\xc9tat \x96 \xa7 5\x94 \x80 co\xfbte\n\x9d";
        let decoded = decode(office);
        assert_eq!(decoded.text, "“1. L’État – § 5” € coûte\n\u{fffd}");
        let told = told(&decoded);
        assert!(told[0].starts_with("1 read as Windows-1252"), "{told:?}");
        assert!(
            told[1].starts_with("2 line 2: bytes that are no Windows-1252"),
            "{told:?}"
        );
        for broken in [
            // Cut in the middle of a character; damaged here and there; noise.
            &b"caf\xc3"[..],
            b"\xc3\xa9t\xc3\xa9 \xe9t\xe9\n",
            b"caf\xc3\xa9 \x92 \xc3\xa9t\xc3\xa9",
            b"a\xff\xfe\x01\x02\xff",
        ] {
            let text = decode(broken).text;
            assert_eq!(text, String::from_utf8_lossy(broken), "{broken:?}");
        }
    }

    #[test]
    fn lines_are_counted_whatever_ends_them() {
        for end in ["\n", "\r\n", "\r"] {
            let document = ["a", "b", "c\u{1b}", ""].join(end).into_bytes();
            let document = [&*document, b"\xff"].concat();
            let told = told(&decode(&document));
            assert!(
                told.iter().any(|it| it.starts_with("4 line 4: bytes")),
                "{told:?}"
            );
            assert!(
                told.iter().any(|it| it.starts_with("3 line 3: control")),
                "{told:?}"
            );
        }
    }

    #[test]
    fn what_is_out_of_the_ordinary_is_said() {
        let decoded = decode(b"a\r\nb\x0c\r\n\0\r\n");
        assert_eq!(
            told(&decoded),
            [
                "1 read as UTF-8; lines end in CR LF, as Windows writes them",
                "2 line 2: form feeds, as between pages; shown as ␌",
                "3 line 3: NUL characters, shown as ␀"
            ]
        );
    }

    #[test]
    fn line_ends_of_every_sort() {
        assert!(matches!(with_line_feeds("a\nb"), Cow::Borrowed(_)));
        assert_eq!(with_line_feeds("a\r\nb\rc\r\r\nd\n\r"), "a\nb\nc\n\nd\n\n");
    }
}
