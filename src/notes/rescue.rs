//! Rescue of notes that could not be saved, into a file of their own.

use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::Builder;

use super::error::{NotesError, one_line};
use super::file::make_folder;
use super::format::written;
use super::record::{Held, Record};
use super::storage_paths::notes_folder;
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

impl Unsaved {
    /// Why, and where it is instead.
    #[must_use]
    pub fn told(&self) -> String {
        let notes = one_line(&self.error.path);
        let where_it_is = match &self.rescued {
            Rescued::File(file) => format!(
                "What was not saved is in {}. Add its lines to {notes} to have it there.",
                one_line(file)
            ),
            Rescued::Text(_) => {
                format!("What was not saved is this. Add these lines to {notes} to have it there.")
            }
        };
        format!("{}\n{where_it_is}", self.error)
    }

    /// The lines to be pasted into a notes file, where they are nowhere else. There is no control in
    /// them but tabs, nothing that hides or turns what is read: both are escaped in such files.
    #[must_use]
    pub fn lines(&self) -> Option<&str> {
        match &self.rescued {
            Rescued::File(_) => None,
            Rescued::Text(text) => Some(text),
        }
    }
}

impl fmt::Display for Unsaved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told())?;
        match self.lines() {
            Some(lines) => write!(f, "\n{}", lines.trim_end()),
            None => Ok(()),
        }
    }
}

/// Writes changes to a notes file of their own: in the program's folder, where that is possible, since
/// the temporary folder is emptied when the machine is started again.
pub(super) fn rescue(changes: &[Change]) -> Rescued {
    let text = text(changes);
    let own = notes_folder().filter(|folder| make_folder(folder).is_ok());
    let folders = own.into_iter().chain([std::env::temp_dir()]);
    let mut written = folders.filter_map(|folder| write(&folder, &text).ok());
    match written.next() {
        Some(path) => Rescued::File(path),
        None => Rescued::Text(text),
    }
}

fn write(folder: &Path, text: &str) -> io::Result<PathBuf> {
    let mut builder = Builder::new();
    builder.prefix("recs-tui-unsaved-").suffix(".notes");
    let mut file = builder.tempfile_in(folder)?;
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
