//! A notes file as a whole: bytes to a [`Notebook`] and back, with what is not understood kept.
//!
//! The file is text, one record a line, ordered, so that git merges it line by line. Whatever such
//! a merge leaves behind is read for the best: repeated lines once, two notes on one provision
//! joined, marks of a conflict kept where they stand, like everything else that is no record, byte
//! for byte, until somebody who knows better removes it.

use std::cmp::Ordering;

use super::Notebook;
use super::joining::joined;
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
pub(super) enum Foreign {
    /// They do not begin with the header.
    Headless,
    /// They are of a later version.
    Newer(u32),
}

/// What a notes file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Contents {
    pub(super) notebook: Notebook,
    /// Lines that are no records, in their order.
    kept: Vec<Kept>,
}

/// A line that is no record and stays where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Kept {
    /// The record that it stands behind; none before the first.
    behind: Option<Record>,
    /// Its bytes, without the end of the line.
    line: Box<[u8]>,
    number: usize,
    sort: Sort,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// Blank, or a comment: people may write such lines.
    Comment,
    /// A mark of a conflict that git left.
    Conflict,
    /// Not UTF-8.
    Broken,
    /// A kind of record of a later version, or anything else.
    Unknown,
}

impl Contents {
    /// Reads the bytes of a file.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, Foreign> {
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
            let text = std::str::from_utf8(line);
            if let Some(version) = text.ok().and_then(version) {
                if version > VERSION {
                    return Err(Foreign::Newer(version));
                }
                begun = true;
                continue;
            }
            let sort = match text {
                Err(_) => Sort::Broken,
                Ok(text) => match Record::parse(text).filter(|_| begun) {
                    Some(record) => {
                        contents.add(&record);
                        if last.as_ref().is_none_or(|last| last.order(&record).is_lt()) {
                            last = Some(record);
                        }
                        continue;
                    }
                    None => Sort::of(text),
                },
            };
            // A conflict over the whole file puts a mark before the header.
            if !begun && !matches!(sort, Sort::Conflict) && !line.trim_ascii().is_empty() {
                return Err(Foreign::Headless);
            }
            contents.kept.push(Kept {
                behind: last.clone(),
                line: line.into(),
                number: at + 1,
                sort,
            });
        }
        if begun {
            Ok(contents)
        } else {
            Err(Foreign::Headless)
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
        }
    }

    /// The file.
    pub(super) fn to_text(&self) -> Vec<u8> {
        let mut out = header() + "\n";
        let records = records(&self.notebook);
        let mut kept = self.kept.iter().peekable();
        let mut bytes = Vec::new();
        for record in &records {
            let before = |kept: &Kept| {
                let behind = kept.behind.as_ref();
                behind.is_none_or(|behind| behind.order(record) == Ordering::Less)
            };
            while let Some(kept) = kept.next_if(|kept| before(kept)) {
                bytes.extend_from_slice(out.as_bytes());
                out.clear();
                bytes.extend_from_slice(&kept.line);
                bytes.push(b'\n');
            }
            record.write(&mut out);
        }
        bytes.extend_from_slice(out.as_bytes());
        for kept in kept {
            bytes.extend_from_slice(&kept.line);
            bytes.push(b'\n');
        }
        bytes
    }

    /// What a person has to know of lines that are no records, after the name of the file.
    pub(super) fn remarks(&self) -> Vec<String> {
        [Sort::Conflict, Sort::Broken, Sort::Unknown]
            .into_iter()
            .filter_map(|sort| {
                let kept = self.kept.iter().filter(|kept| kept.sort == sort);
                let numbers: Vec<usize> = kept.map(|kept| kept.number).collect();
                let lines = listed(&numbers)?;
                Some(match sort {
                    Sort::Conflict => format!(
                        "{lines}: marks of a git conflict. The notes of both sides are read; \
                         remove the marks."
                    ),
                    Sort::Broken => {
                        format!("{lines}: not UTF-8. Kept as it is; save the file as UTF-8.")
                    }
                    Sort::Unknown | Sort::Comment => {
                        format!("{lines}: not understood. Kept as it is.")
                    }
                })
            })
            .collect()
    }
}

impl Sort {
    fn of(text: &str) -> Self {
        let mark = |mark: &str| {
            text.strip_prefix(mark)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        if text.trim().is_empty() || text.starts_with('#') {
            Self::Comment
        } else if ["<<<<<<<", "|||||||", "=======", ">>>>>>>"]
            .into_iter()
            .any(mark)
        {
            Self::Conflict
        } else {
            Self::Unknown
        }
    }
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
        records.extend(held.into_iter().chain(note).chain(tags).map(|held| Record {
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
