//! Rescue of notes that could not be saved, into a file of their own.

use std::fmt;
use std::io::{self, Write};
use std::path::PathBuf;

use tempfile::Builder;

use super::error::{NotesError, one_line};
use super::format::written;
use super::record::{Held, Record};
use super::{Change, Notebook};

/// What could not be saved until the end. Its words are several lines, for standard error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// Why.
    pub error: NotesError,
    /// Where it is instead.
    pub rescued: Rescued,
}

/// Where unsaved notes are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rescued {
    /// In a notes file of their own.
    File(PathBuf),
    /// Only here, as the text of such a file: the file could not be written either.
    Text(String),
}

impl std::error::Error for Unsaved {}

impl fmt::Display for Unsaved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let notes = one_line(&self.error.path);
        writeln!(f, "{}", self.error)?;
        match &self.rescued {
            Rescued::File(file) => write!(
                f,
                "What was not saved is in {}. Add its lines to {notes} to have it there.",
                one_line(file)
            ),
            Rescued::Text(text) => write!(
                f,
                "What was not saved is this. Add these lines to {notes} to have it there.\n{}",
                text.trim_end()
            ),
        }
    }
}

/// Writes changes to a notes file in the temporary folder.
pub(super) fn rescue(changes: &[Change]) -> Rescued {
    let text = text(changes);
    match write(&text) {
        Ok(path) => Rescued::File(path),
        Err(_) => Rescued::Text(text),
    }
}

fn write(text: &str) -> io::Result<PathBuf> {
    let mut builder = Builder::new();
    builder.prefix("recs-tui-unsaved-").suffix(".notes");
    let mut file = builder.tempfile()?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    let (_, path) = file.keep().map_err(|error| error.error)?;
    Ok(path)
}

/// What the changes add, as a notes file, and what they take away as comments in it.
fn text(changes: &[Change]) -> String {
    let mut notebook = Notebook::default();
    for change in changes {
        notebook.apply(change);
    }
    let mut text = written(&notebook);
    for change in changes {
        if let Some(record) = taken_away(change) {
            text.push_str("# taken away: ");
            record.write(&mut text);
        }
    }
    text
}

fn taken_away(change: &Change) -> Option<Record> {
    let held = match change {
        Change::Bookmark { on: false, .. } => Held::Bookmark,
        Change::Tag { tag, on: false, .. } => Held::Tag(tag.clone()),
        Change::Note {
            before: Some(before),
            after: None,
            ..
        } => Held::Note(before.clone()),
        _ => return None,
    };
    Some(Record {
        id: change.id()?.into(),
        held,
    })
}
