//! A document from a file or a pipe, without holding a large collection twice.
//!
//! Records are read a line at a time and the lines let go; anything else has to be seen whole.

use std::io::{self, BufRead, BufReader, Read};

use super::{is_json_lines, jsonl, read};
use crate::model::Document;

/// Enough to tell what sort of document it is.
const BEGINNING: usize = 64 << 10;

/// Bytes between two pieces of news of progress.
const PROGRESS: u64 = 4 << 20;

/// Reads any document from a file or a pipe. `progress` hears of bytes read, and of `size` where
/// that is known.
///
/// # Errors
/// Whatever `source` fails with.
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
    let lines = is_json_lines(&beginning);
    let mut whole = io::Cursor::new(beginning).chain(source);
    if lines {
        return records(whole, size, progress);
    }
    let mut bytes = Vec::new();
    while whole.by_ref().take(PROGRESS).read_to_end(&mut bytes)? > 0 {
        progress(bytes.len() as u64, size);
    }
    Ok(read(&bytes))
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

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_stream_reads_like_the_whole() {
        let record = |at: usize| format!("{{\"number\":\"{at}\",\"text\":\"Ratify it {at}.\"}}\n");
        let records: String = (1..2_000).map(record).collect();
        for document in [
            super::super::EMBEDDED,
            records.as_bytes(),
            b"",
            b"{\"text\":\"cut",
        ] {
            let streamed = from_reader(document, None, &|_, _| {}).expect("a slice can be read");
            assert_eq!(streamed, read(document));
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
