//! Deeds of a reader and what comes of them, for the tests of the notebook.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use recs_tui::notes::{Change, Notebook};
use tempfile::{TempDir, tempdir};

pub fn bookmark(id: &str) -> Change {
    Change::Bookmark {
        id: id.into(),
        on: true,
    }
}

pub fn note(id: &str, before: Option<&str>, after: Option<&str>) -> Change {
    Change::Note {
        id: id.into(),
        before: before.map(Into::into),
        after: after.map(Into::into),
    }
}

pub fn words<'a>(notebook: &'a Notebook, id: &str) -> Option<&'a str> {
    notebook.entry(id)?.note.as_deref()
}

/// The names of what stands in a folder.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

pub fn in_folder(name: &str) -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    let path = folder.path().join(name);
    (folder, path)
}
