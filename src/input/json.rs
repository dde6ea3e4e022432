//! JSON: which form a document of records has, and the forms that are not one record a line.

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::model::Document;

use super::encoding;
use super::json_stream::{Piece, Pieces};
use super::jsonl::Reader;

/// Into how many lines a document is looked to tell its form.
const LOOKED_AT: usize = 20;

/// Within how many bytes the first bracket of JSON stands, blanks and a byte order mark before it.
const LOOKED_FOR_BRACKETS: usize = 1024;

/// An object, and whether it has a text.
#[derive(Deserialize)]
struct Glance {
    #[serde(default)]
    text: Option<IgnoredAny>,
}

/// The object on a line, if it is one.
fn object(line: &[u8]) -> Option<Glance> {
    let is_object = line.starts_with(b"{");
    is_object.then(|| serde_json::from_slice(line).ok())?
}

/// Whether a document that begins with `beginning` has one record a line, so that it can be
/// given to a [`Reader`] line by line. Some kilobytes are enough.
#[must_use]
pub fn is_json_lines(beginning: &[u8]) -> bool {
    let beginning = beginning.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(beginning);
    let lines = beginning
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::trim_ascii);
    let mut objects = lines
        .filter(|line| !line.is_empty())
        .take(LOOKED_AT)
        .map(object);
    match objects.next() {
        Some(Some(_)) => true,
        // A list has records on its lines too, but commas after them.
        Some(None) if beginning.trim_ascii_start().starts_with(b"[") => false,
        Some(None) => objects.flatten().any(|object| object.text.is_some()),
        None => false,
    }
}

/// Whether a document is records in JSON: one a line, one after another, or in a list.
#[must_use]
pub fn sniff(bytes: &[u8]) -> bool {
    is_json_lines(bytes) || {
        let beginning = bytes.iter().take(LOOKED_FOR_BRACKETS);
        // Text in any of the encodings that JSON comes in has its bracket near the beginning.
        beginning.clone().any(|byte| matches!(byte, b'{' | b'['))
            && is_json(&encoding::decode(bytes).text)
    }
}

/// Whether a text begins as JSON with objects in it does.
fn is_json(document: &str) -> bool {
    if is_json_lines(document.as_bytes()) {
        return true;
    }
    let start = document.trim_start();
    if let Some(list) = start.strip_prefix('[') {
        return matches!(list.trim_start().as_bytes(), [b'{' | b']', ..]);
    }
    let mut values = serde_json::Deserializer::from_str(start).into_iter::<Glance>();
    start.starts_with('{') && matches!(values.next(), Some(Ok(_)))
}

/// Whether a document that begins with `beginning` is a list of objects in UTF-8, which can be read
/// an object at a time.
#[must_use]
pub fn is_json_list(beginning: &[u8]) -> bool {
    let beginning = beginning.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(beginning);
    let list = beginning.trim_ascii_start().strip_prefix(b"[");
    list.is_some_and(|list| list.trim_ascii_start().starts_with(b"{"))
}

/// Reads records in JSON, however they are set apart. Never fails: what is no record is in
/// [`Document::unread`].
#[must_use]
pub fn read(bytes: &[u8]) -> Document {
    if is_json_lines(bytes) {
        return lines(bytes);
    }
    let decoded = encoding::decode(bytes);
    let mut document = match is_json_lines(decoded.text.as_bytes()) {
        true => lines(decoded.text.as_bytes()),
        false => records(&decoded.text),
    };
    document.remarks.splice(0..0, decoded.remarks);
    document
}

/// Reads one record a line.
fn lines(document: &[u8]) -> Document {
    let mut reader = Reader::default();
    for (number, line) in (1..).zip(document.split(|byte| *byte == b'\n')) {
        reader.push(line, number);
    }
    reader.finish()
}

/// Reads records one after another, or a list of them. What is no record is unread by itself.
fn records(document: &str) -> Document {
    let mut reader = Reader::default();
    let mut pieces = Pieces::new(document.as_bytes());
    let mut piece = Piece::default();
    // Bytes in memory do not fail.
    while pieces.next_into(&mut piece).unwrap_or_default() {
        reader.push(&piece.bytes, piece.line);
    }
    reader.finish()
}
