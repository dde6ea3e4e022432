//! File format of notes: bytes to a [`Notebook`] and back, with what is not understood kept.
//!
//! The file is text, one record a line, ordered, so that git merges it line by line. Whatever such
//! a merge leaves behind is read for the best: repeated lines once, two notes on one provision
//! joined. The marks of a conflict go with the next save, which has the notes of both sides. All
//! else that is no record stays where it is, byte for byte.

use super::Notebook;
use super::merge::joined;
use super::record::{Held, Record};

/// The first line, up to the version.
const NAME: &str = "# recs-tui notes ";
/// The version that is written.
const VERSION: u32 = 1;
/// Larger files are no notes. A million bookmarks have a quarter of it.
pub(super) const LIMIT: u64 = 64 << 20;

/// The first line.
pub(super) fn header() -> String {
    format!("{NAME}{VERSION}")
}

/// Why bytes are not read as notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatError {
    /// They do not begin with the header.
    NoHeader,
    /// They are of this later version.
    Newer(u32),
}

/// What a notes file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Contents {
    pub(super) notebook: Notebook,
    /// Lines that are no records and stay, in their order.
    kept: Vec<Kept>,
    /// Numbers of the lines that a person should look at.
    conflict_marks: Vec<usize>,
    not_utf8: Vec<usize>,
    unknown: Vec<usize>,
}

/// A line that is no record and stays where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Kept {
    /// The record that it stands behind; none before the first.
    behind: Option<Record>,
    /// Its bytes, without the end of the line.
    line: Box<[u8]>,
}

impl Contents {
    /// Reads the bytes of a file.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, FormatError> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut contents = Self::default();
        if bytes.trim_ascii().is_empty() {
            return Ok(contents);
        }
        let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        let mut begun = false;
        let mut last: Option<Record> = None;
        for (at, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            let line = without_returns(line);
            let text = std::str::from_utf8(line).ok();
            if let Some(version) = text.and_then(version) {
                if version > VERSION {
                    return Err(FormatError::Newer(version));
                }
                begun = true;
            } else if text.is_some_and(is_conflict_mark) {
                // A conflict over the whole file puts one before the header.
                contents.conflict_marks.push(at + 1);
            } else if !begun && !line.trim_ascii().is_empty() {
                return Err(FormatError::NoHeader);
            } else if let Some(record) = text.and_then(Record::parse) {
                contents.add(&record);
                if last.as_ref().is_none_or(|last| last.order(&record).is_lt()) {
                    last = Some(record);
                }
            } else {
                match text {
                    None => contents.not_utf8.push(at + 1),
                    Some(text) if text.trim().is_empty() || text.starts_with('#') => {}
                    Some(_) => contents.unknown.push(at + 1),
                }
                contents.kept.push(Kept {
                    behind: last.clone(),
                    line: line.into(),
                });
            }
        }
        // A text on which nothing is written any more.
        contents
            .notebook
            .entries
            .retain(|_, entry| !entry.is_empty());
        if begun {
            Ok(contents)
        } else {
            Err(FormatError::NoHeader)
        }
    }

    fn add(&mut self, record: &Record) {
        let entry = self.notebook.entries.entry(record.id.clone()).or_default();
        match &record.held {
            Held::Bookmark => entry.bookmarked = true,
            Held::Tag(tag) => {
                entry.tags.insert(tag.clone());
            }
            Held::Note(text) => {
                entry.note = Some(match &entry.note {
                    Some(there) => joined(there, text).into(),
                    None => text.clone(),
                });
            }
            Held::Text(anchor) => entry.anchor = Some(anchor.clone()),
        }
    }

    /// The file.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = header().into_bytes();
        bytes.push(b'\n');
        let mut kept = self.kept.iter().peekable();
        let mut line = String::new();
        for record in &records(&self.notebook) {
            let before = |kept: &&Kept| {
                let behind = kept.behind.as_ref();
                behind.is_none_or(|behind| behind.order(record).is_lt())
            };
            while let Some(kept) = kept.next_if(before) {
                bytes.extend_from_slice(&kept.line);
                bytes.push(b'\n');
            }
            line.clear();
            record.write(&mut line);
            bytes.extend_from_slice(line.as_bytes());
        }
        for kept in kept {
            bytes.extend_from_slice(&kept.line);
            bytes.push(b'\n');
        }
        bytes
    }

    /// What a person has to know of lines that are no records, after the name of the file.
    pub(super) fn remarks(&self) -> Vec<String> {
        let marks = "marks of a git conflict. The notes of both sides are read, and the next save \
                     removes the marks.";
        let not_utf8 = "not UTF-8. Kept as it is; save the file as UTF-8.";
        [
            (&self.conflict_marks, marks),
            (&self.not_utf8, not_utf8),
            (&self.unknown, "not understood. Kept as it is."),
        ]
        .into_iter()
        .filter_map(|(numbers, words)| Some(format!("{}: {words}", listed(numbers)?)))
        .collect()
    }
}

/// Whether git left this line between the two sides of a conflict.
fn is_conflict_mark(line: &str) -> bool {
    let marks = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
    let mut rests = marks.iter().filter_map(|mark| line.strip_prefix(mark));
    rests.any(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// A notes file with this notebook in it and nothing else.
pub(super) fn written(notebook: &Notebook) -> String {
    let mut text = header() + "\n";
    for record in records(notebook) {
        record.write(&mut text);
    }
    text
}

/// Everything in a notebook, in the order of the file.
fn records(notebook: &Notebook) -> Vec<Record> {
    let mut records = Vec::new();
    for (id, entry) in &notebook.entries {
        let held = entry.bookmarked.then_some(Held::Bookmark);
        let note = entry.note.iter().cloned().map(Held::Note);
        let tags = entry.tags.iter().cloned().map(Held::Tag);
        let text = entry.anchor.iter().cloned().map(Held::Text);
        let held = held.into_iter().chain(note).chain(tags).chain(text);
        records.extend(held.map(|held| Record {
            id: id.clone(),
            held,
        }));
    }
    records.sort_by(Record::order);
    records
}

/// A line without the carriage returns at its end: some programs put several.
fn without_returns(mut line: &[u8]) -> &[u8] {
    while let [rest @ .., b'\r'] = line {
        line = rest;
    }
    line
}

/// The version that a header names.
fn version(line: &str) -> Option<u32> {
    line.strip_prefix(NAME)?.trim_end().parse().ok()
}

/// `line 3`, or `lines 3, 5 and 7 more`.
fn listed(numbers: &[usize]) -> Option<String> {
    const NAMED: usize = 10;
    let named: Vec<String> = numbers.iter().take(NAMED).map(usize::to_string).collect();
    match numbers.len() {
        0 => None,
        1 => Some(format!("line {}", named.join(", "))),
        count if count <= NAMED => Some(format!("lines {}", named.join(", "))),
        count => Some(format!(
            "lines {} and {} more",
            named.join(", "),
            count - NAMED
        )),
    }
}

#[cfg(test)]
mod tests;
