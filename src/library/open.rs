//! Opening a document: bytes to a [`Document`], whatever their format.
//!
//! The content tells the format ([`input::sniff`]), the format gives blocks or records, and the
//! structure of blocks is inferred. Records are read a line at a time and the lines let go, so that a
//! large collection is not held twice; anything else has to be seen whole.

use std::io::{self, BufRead, BufReader, Read};

use super::listener::Listener;
use super::quotations;
use crate::input::error::InputError;
use crate::input::format::{Content, PlainText};
use crate::input::jsonl::chunks::{ParsedRecord, each_line, each_value};
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
    read_within(bytes, 0, &|| false)
}

/// Archives within archives deeper than this are not unpacked.
const ARCHIVES: u8 = 2;

fn read_within(
    bytes: &[u8],
    archives: u8,
    cancelled: &dyn Fn() -> bool,
) -> Result<Document, InputError> {
    let Some(format) = input::sniff(bytes) else {
        return Ok(read_text(bytes));
    };
    Ok(match format.read(bytes, cancelled)? {
        Content::Blocks(blocks, places) => match quotations::document(&blocks, places) {
            Some(document) => document,
            None => structure::of_blocks(blocks, places),
        },
        Content::Records(document) => document,
        Content::Inner(bytes) if archives < ARCHIVES => {
            read_within(&bytes, archives + 1, cancelled)?
        }
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

/// Records that are shown before all are there.
const FIRST: usize = 500;

/// Reads any document from a file or a pipe, of which `size` is told where that is known. Records
/// that are read when `listener` wants no more are a document of their own.
///
/// # Errors
/// Whatever `source` fails with, or an [`InputError`] as the inner error of an [`io::Error`].
pub fn from_reader(
    source: impl Read,
    size: Option<u64>,
    listener: &dyn Listener,
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
        return records(whole, size, listener);
    }
    if list {
        return list_of_records(whole, size, listener);
    }
    let mut bytes = Vec::new();
    while whole.by_ref().take(PROGRESS).read_to_end(&mut bytes)? > 0 {
        listener.progress(bytes.len() as u64, size);
        if listener.cancelled() {
            return Err(io::Error::other(InputError::Cancelled));
        }
    }
    read_within(&bytes, 0, &|| listener.cancelled()).map_err(io::Error::other)
}

/// A reader of records, whose first are handed over before all are there.
struct Records<'l> {
    reader: jsonl::Reader,
    /// The first of them once more, until they are handed over.
    first: Option<jsonl::Reader>,
    size: Option<u64>,
    /// Bytes of which was told.
    told: u64,
    listener: &'l dyn Listener,
}

impl<'l> Records<'l> {
    fn new(size: Option<u64>, listener: &'l dyn Listener) -> Self {
        // What is read within a moment needs no beginning.
        let is_long = size.is_none_or(|size| size > PROGRESS);
        Self {
            reader: jsonl::Reader::default(),
            first: is_long.then(jsonl::Reader::default),
            size,
            told: 0,
            listener,
        }
    }

    /// Takes a record; whether more are wanted.
    fn take(&mut self, record: ParsedRecord<'_>) -> bool {
        let (line, seen) = (record.line, record.seen);
        if let Some(first) = &mut self.first {
            first.push(record.bytes, line);
            if first.len() >= FIRST
                && let Some(first) = self.first.take()
            {
                self.listener.first(first.finish());
                self.tell(seen);
            }
        }
        self.reader.push_parsed(record);
        if seen - self.told < PROGRESS {
            return true;
        }
        self.tell(seen);
        let wanted = !self.listener.cancelled();
        if !wanted {
            self.reader.remark(line, STOPPED);
        }
        wanted
    }

    fn tell(&mut self, seen: u64) {
        self.told = seen;
        self.listener.progress(seen, self.size);
    }
}

/// Said of a document that is only the beginning of a file.
const STOPPED: &str =
    "reading was stopped here, as asked: what comes behind is not in this document";

/// Reads one record a line.
fn records(
    source: impl BufRead,
    size: Option<u64>,
    listener: &dyn Listener,
) -> io::Result<Document> {
    let mut records = Records::new(size, listener);
    each_line(source, |record| records.take(record))?;
    Ok(records.reader.finish())
}

/// Reads a list of records.
fn list_of_records(
    source: impl BufRead,
    size: Option<u64>,
    listener: &dyn Listener,
) -> io::Result<Document> {
    let mut records = Records::new(size, listener);
    each_value(source, |record| records.take(record))?;
    Ok(records.reader.finish())
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};

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
            let streamed = from_reader(document, None, &()).expect("a slice can be read");
            assert_eq!(Ok(streamed), read(document));
        }
    }

    /// Notes what it hears, and wants no more than this many bytes.
    struct Noting {
        size: Option<u64>,
        most: u64,
        last: Cell<u64>,
        first: RefCell<Option<Document>>,
    }

    impl Noting {
        fn new(size: Option<usize>, most: u64) -> Self {
            Self {
                size: size.map(|size| size as u64),
                most,
                last: Cell::new(0),
                first: RefCell::new(None),
            }
        }
    }

    impl Listener for Noting {
        fn progress(&self, read: u64, all: Option<u64>) {
            assert_eq!(all, self.size);
            assert!(read > self.last.get());
            self.last.set(read);
        }

        fn first(&self, document: Document) {
            assert_eq!(self.first.replace(Some(document)), None, "once");
        }

        fn cancelled(&self) -> bool {
            self.last.get() >= self.most
        }
    }

    #[test]
    fn progress_is_told_and_ends_at_the_size() {
        let long = "Ratify it. ".repeat(1 << 19);
        let listener = Noting::new(Some(long.len()), u64::MAX);
        from_reader(long.as_bytes(), Some(long.len() as u64), &listener).expect("read");
        assert_eq!(listener.last.get(), long.len() as u64);
    }

    #[test]
    fn the_first_records_come_first_and_reading_can_be_stopped() {
        let record = |at: usize| {
            let text = "Ratify it. ".repeat(200);
            format!("{{\"number\":\"{at}\",\"text\":\"{text}\"}}")
        };
        let records: Vec<String> = (1..=6_000).map(record).collect();
        for all in [records.join("\n"), format!("[{}]", records.join(",\n"))] {
            let listener = Noting::new(None, 5 << 20);
            let document = from_reader(all.as_bytes(), None, &listener).expect("read");
            let first = listener.first.take().expect("the first records");
            assert_eq!(first.provisions.len(), FIRST);
            assert_eq!(first.provisions[..], document.provisions[..FIRST]);
            // It is asked every four megabytes behind the first records, which have one.
            let read = document.provisions.len();
            assert!((2_000..3_000).contains(&read), "{read}");
            let last = document.remarks.last().expect("a remark");
            assert_eq!(&*last.text, STOPPED);
        }
        // A text is whole, or is none.
        let long = "Ratify it. ".repeat(1 << 20);
        let listener = Noting::new(None, 5 << 20);
        let stopped = from_reader(long.as_bytes(), None, &listener);
        assert!(
            stopped
                .expect_err("stopped")
                .to_string()
                .contains("as asked")
        );
    }
}
