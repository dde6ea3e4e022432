//! Which encoding a document has, where it does not say so.

use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::script;

/// How much of a document is looked at for nil bytes.
const SAMPLE: usize = 64 << 10;

/// The encoding of bytes that begin with no mark.
pub(super) fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some(utf16) = unmarked_utf16(bytes) {
        return utf16;
    }
    let Some(strange) = Strange::of(bytes) else {
        return UTF_8;
    };
    if strange.is_text()
        && let Some(script) = script::guess(bytes)
    {
        return script;
    }
    // Nobody but a Macintosh of before 2001, and Excel there, ends lines with CR alone; a few line
    // feeds are what was pasted into the text.
    let feeds = bytes.iter().filter(|byte| **byte == b'\n').count();
    let alone = |pair: &&[u8]| matches!(pair, [b'\r', after] if *after != b'\n');
    if strange.is_text() && bytes.windows(2).filter(alone).count() > 10 * feeds {
        return MACINTOSH;
    }
    if strange.is_western() {
        return WINDOWS_1252;
    }
    UTF_8
}

/// UTF-16 without a mark: blanks, digits, line ends and Latin letters have a nil byte, and always
/// on the same side. Where few characters are of these, the bytes must be no UTF-8 either.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if !sample.contains(&0) {
        return None;
    }
    let (pairs, _) = sample.as_chunks::<2>();
    let nil = |side: usize| pairs.iter().filter(|pair| pair[side] == 0).count();
    let (first, second) = (nil(0), nil(1));
    let (encoding, nils, others, unit): (_, _, _, fn([u8; 2]) -> u16) = if second > first {
        (UTF_16LE, second, first, u16::from_le_bytes)
    } else {
        (UTF_16BE, first, second, u16::from_be_bytes)
    };
    if nils == 0 || others * 20 > nils || nils * 100 < pairs.len() {
        return None;
    }
    // Blanks and line ends of a text in bytes stand beside letters, not beside nil.
    let beside_letters = |pair: &&[u8; 2]| {
        !pair.contains(&0) && pair.iter().any(|byte| matches!(byte, b' ' | b'\n'))
    };
    if pairs.iter().filter(beside_letters).count() > 2 * nils {
        return None;
    }
    // Letters of Arabic or Cyrillic are a control each in bytes, beside what happens to be ASCII.
    let is_control = |byte: &&u8| **byte != 0 && is_no_text(byte);
    let controls = sample.iter().filter(is_control).count();
    if nils * 2 < pairs.len() && controls * 10 < sample.len() && std::str::from_utf8(bytes).is_ok()
    {
        return None;
    }
    // The sample may end in the middle of a pair of surrogates.
    let mut characters = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).peekable();
    while let Some(character) = characters.next() {
        let is_text = match character {
            Ok('\t' | '\n' | '\r' | '\u{c}') => true,
            Ok(character) => !character.is_control(),
            Err(_) => characters.peek().is_none(),
        };
        if !is_text {
            return None;
        }
    }
    Some(encoding)
}

/// What stands in bytes that are more often no UTF-8 than some: not UTF-8 that was damaged, but
/// something else.
struct Strange {
    /// Bytes that are no UTF-8.
    bytes: usize,
    /// Controls that no text has.
    controls: usize,
    /// Those of the bytes that no Western office writes.
    unlikely: usize,
}

impl Strange {
    fn of(bytes: &[u8]) -> Option<Self> {
        // Where the first thing amiss is that the end is missing, the document was cut.
        match std::str::from_utf8(bytes) {
            Err(error) if error.error_len().is_some() => {}
            _ => return None,
        }
        let mut found = Self {
            bytes: 0,
            controls: 0,
            unlikely: 0,
        };
        let mut characters = 0;
        for chunk in bytes.utf8_chunks() {
            let (valid, invalid) = (chunk.valid().as_bytes(), chunk.invalid());
            characters += valid.iter().filter(|byte| **byte >= 0xC0).count();
            found.bytes += invalid.len();
            found.controls += valid.iter().filter(|byte| is_no_text(byte)).count();
            found.unlikely += invalid.iter().filter(|byte| !is_likely(**byte)).count();
        }
        (found.bytes > characters).then_some(found)
    }

    /// Whether these may be the letters of some script.
    fn is_text(&self) -> bool {
        self.controls * 20 <= self.bytes
    }

    /// Whether they are the letters and signs that the texts of Western offices have.
    fn is_western(&self) -> bool {
        (self.controls + self.unlikely) * 5 <= self.bytes
    }
}

/// Controls that no text has.
fn is_no_text(byte: &u8) -> bool {
    byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C)
}

/// Letters, quotation marks, dashes, and the signs that offices use.
fn is_likely(byte: u8) -> bool {
    matches!(byte, 0x80 | 0x82 | 0x84..=0x87 | 0x89..=0x8C | 0x8E | 0x91..=0x97 | 0x99..=0x9C
        | 0x9E..=0xA3 | 0xA7 | 0xA9..=0xAB | 0xAD | 0xAE | 0xB0..=0xB7 | 0xBA..=0xFE)
}
