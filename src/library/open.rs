//! Opening a document: bytes to a [`Document`], whatever their format.
//!
//! The content tells the format ([`input::sniff`]), the format gives blocks or records, and the
//! structure of blocks is inferred. Records are read a line at a time and the lines let go, so that a
//! large collection is not held twice; anything else has to be seen whole.

use std::io::{self, BufRead, BufReader, Read};

use super::quotations;
use crate::input::error::InputError;
use crate::input::format::{Content, PlainText};
use crate::input::json_stream::{Piece, Pieces};
use crate::input::{self, is_json_lines, is_json_list, jsonl};
use crate::model::Document;
use crate::structure;

/// The compilation that the program carries.
pub const EMBEDDED: &[u8] = include_bytes!("../../assets/durban-compilation.txt");

/// The compilation that the program carries, read.
#[must_use]
pub fn embedded() -> Document {
    read_text(EMBEDDED)
}

/// Reads any document whose format its content shows.
///
/// # Errors
/// Where a file of a binary or marked-up format is damaged, encrypted, too large, or has no text. A
/// text and records never fail: what was not understood is in [`Document::unread`], what was assumed
/// in [`Document::remarks`].
pub fn read(bytes: &[u8]) -> Result<Document, InputError> {
    read_within(bytes, 0)
}

/// Archives within archives deeper than this are not unpacked.
const ARCHIVES: u8 = 2;

fn read_within(bytes: &[u8], archives: u8) -> Result<Document, InputError> {
    let Some(format) = input::sniff(bytes) else {
        return Ok(read_text(bytes));
    };
    Ok(match format.read(bytes, &|| false)? {
        Content::Blocks(blocks) => match quotations::document(&blocks, format.places) {
            Some(document) => document,
            None => structure::of_blocks(blocks, format.places),
        },
        Content::Records(document) => document,
        Content::Inner(bytes) if archives < ARCHIVES => read_within(&bytes, archives + 1)?,
        Content::Inner(_) => {
            return Err(InputError::TooLarge {
                what: "archives within archives".to_owned(),
                limit: ARCHIVES.into(),
            });
        }
    })
}

/// Reads a plain text, in whatever encoding.
#[must_use]
pub fn read_text(bytes: &[u8]) -> Document {
    let text = PlainText::decode(bytes);
    let mut document = structure::document(text.blocks());
    document.remarks.splice(0..0, text.remarks);
    document
}

/// Enough to tell what sort of document it is.
const BEGINNING: usize = 64 << 10;

/// Bytes between two pieces of news of progress.
const PROGRESS: u64 = 4 << 20;

/// Reads any document from a file or a pipe. `progress` hears of bytes read, and of `size` where
/// that is known.
///
/// # Errors
/// Whatever `source` fails with, or an [`InputError`] as the inner error of an [`io::Error`].
pub fn from_reader(
    source: impl Read,
    size: Option<u64>,
    progress: &dyn Fn(u64, Option<u64>),
) -> io::Result<Document> {
    let mut source = BufReader::with_capacity(1 << 20, source);
    let mut beginning = Vec::with_capacity(BEGINNING);
    source
        .by_ref()
        .take(BEGINNING as u64)
        .read_to_end(&mut beginning)?;
    let (lines, list) = (is_json_lines(&beginning), is_json_list(&beginning));
    let mut whole = io::Cursor::new(beginning).chain(source);
    if lines {
        return records(whole, size, progress);
    }
    if list {
        return list_of_records(whole, size, progress);
    }
    let mut bytes = Vec::new();
    while whole.by_ref().take(PROGRESS).read_to_end(&mut bytes)? > 0 {
        progress(bytes.len() as u64, size);
    }
    read(&bytes).map_err(io::Error::other)
}

fn records(
    mut source: impl BufRead,
    size: Option<u64>,
    progress: &dyn Fn(u64, Option<u64>),
) -> io::Result<Document> {
    let mut reader = jsonl::Reader::default();
    let mut line = Vec::new();
    let (mut seen, mut told) = (0, 0);
    for number in 1.. {
        line.clear();
        let length = source.read_until(b'\n', &mut line)?;
        if length == 0 {
            break;
        }
        reader.push(&line, number);
        seen += length as u64;
        if seen - told >= PROGRESS {
            told = seen;
            progress(seen, size);
        }
    }
    Ok(reader.finish())
}

/// Reads a list of records, one object at a time.
fn list_of_records(
    source: impl BufRead,
    size: Option<u64>,
    progress: &dyn Fn(u64, Option<u64>),
) -> io::Result<Document> {
    let mut reader = jsonl::Reader::default();
    let mut pieces = Pieces::new(source);
    let mut piece = Piece::default();
    let mut told = 0;
    while pieces.next_into(&mut piece)? {
        reader.push(&piece.bytes, piece.line);
        if pieces.seen() - told >= PROGRESS {
            told = pieces.seen();
            progress(told, size);
        }
    }
    Ok(reader.finish())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_stream_reads_like_the_whole() {
        let record = |at: usize| format!("{{\"number\":\"{at}\",\"text\":\"Ratify it {at}.\"}}\n");
        let records: String = (1..2_000).map(record).collect();
        let list = format!("[{}]", records.trim_end().replace('\n', ",\n"));
        let broken = format!("{list} {{\"text\": \"cut");
        let texts = [
            records.as_str(),
            &list,
            &broken,
            "",
            "{\"text\":\"cut",
            "[{\"a\": 1}",
        ];
        for document in std::iter::once(EMBEDDED).chain(texts.map(str::as_bytes)) {
            let streamed = from_reader(document, None, &|_, _| {}).expect("a slice can be read");
            assert_eq!(Ok(streamed), read(document));
        }
    }

    #[test]
    fn progress_is_told_and_ends_at_the_size() {
        let long = "Ratify it. ".repeat(1 << 19);
        let last = Cell::new(0);
        let progress = |seen, size| {
            assert_eq!(size, Some(long.len() as u64));
            assert!(seen > last.get());
            last.set(seen);
        };
        from_reader(long.as_bytes(), Some(long.len() as u64), &progress).expect("read");
        assert_eq!(last.get(), long.len() as u64);
    }
}
