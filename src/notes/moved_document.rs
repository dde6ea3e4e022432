//! Moved documents: the notes of a document that has another name or another folder now.
//!
//! Notes are kept by the path of their document. Beside them stands where the document was and what
//! was in it ([`ReadingPosition`]), so that they are found again: by the same contents, or by the same
//! name where the document is no longer where it was.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::file::make_folder;
use super::reading_position::ReadingPosition;
use super::sidecar::folder;
use super::storage_paths::notes_folder;

/// More files than this in the folder of notes are not looked at.
const LOOKED_AT: usize = 10_000;

/// Notes that seem to be those of a document that was moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedNotes {
    /// Where the document was when it was read last.
    pub document: PathBuf,
    /// Its notes file.
    notes: PathBuf,
    /// Whether there is still a document.
    remains: bool,
}

impl MovedNotes {
    /// Puts the notes in the place of those of the document as it is now, where there are none. Where
    /// the earlier document is still there, it keeps its own.
    ///
    /// # Errors
    /// Where that is not possible; nothing is changed then.
    pub fn take_to(&self, notes: &Path) -> io::Result<()> {
        make_folder(folder(notes))?;
        if notes.exists() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        if self.remains {
            return fs::copy(&self.notes, notes).map(drop);
        }
        fs::rename(&self.notes, notes)
    }
}

/// The notes that seem to be those of the document at `path` with these contents, where it has none of
/// its own.
#[must_use]
pub fn moved_notes(path: &Path, contents: u64) -> Option<MovedNotes> {
    found_in(&notes_folder()?, path, contents)
}

fn found_in(folder: &Path, path: &Path, contents: u64) -> Option<MovedNotes> {
    let here = fs::canonicalize(path).ok()?;
    let mut found: Vec<(bool, MovedNotes)> = Vec::new();
    for entry in fs::read_dir(folder).ok()?.flatten().take(LOOKED_AT) {
        let place = entry.path();
        let notes = place.with_extension("notes");
        if place.extension().is_none_or(|it| it != "place") || !notes.is_file() {
            continue;
        }
        let Some(position) = ReadingPosition::read(&place) else {
            continue;
        };
        let Some(document) = position.document.filter(|document| *document != here) else {
            continue;
        };
        let remains = document.exists();
        let same = position.contents == Some(contents);
        let named = document.file_name() == here.file_name() && !remains;
        if same || named {
            let moved = MovedNotes {
                document,
                notes,
                remains,
            };
            found.push((same, moved));
        }
    }
    // The same contents, then a document that is gone; of several the first by name.
    found.sort_by(|(same, one), (other_same, other)| {
        let rank = |same: bool, it: &MovedNotes| (!same, it.remains, it.document.clone());
        rank(*same, one).cmp(&rank(*other_same, other))
    });
    found.into_iter().next().map(|(_, moved)| moved)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn notes_are_found_by_name_or_by_contents() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["data", "old", "new"] {
            fs::create_dir(at(name)).unwrap();
        }
        let keep = |stem: &str, document: PathBuf, contents: u64| {
            let place = at("data").join(format!("{stem}.place"));
            let position = ReadingPosition {
                document: Some(document),
                contents: Some(contents),
                ..ReadingPosition::default()
            };
            position.save(&place).unwrap();
            fs::write(place.with_extension("notes"), "# recs-tui notes 1\n").unwrap();
        };
        let root = fs::canonicalize(folder.path()).unwrap();
        keep("a", root.join("old/upr.jsonl"), 1);
        keep("b", root.join("old/other.jsonl"), 2);
        fs::write(at("old/other.jsonl"), "").unwrap();
        fs::write(at("new/upr.jsonl"), "").unwrap();
        fs::write(at("new/renamed.jsonl"), "").unwrap();
        let found = |name: &str, contents| {
            found_in(&at("data"), &at(name), contents).map(|moved| moved.document)
        };
        // Moved and changed; renamed; copied; and a stranger.
        assert_eq!(found("new/upr.jsonl", 9), Some(root.join("old/upr.jsonl")));
        assert_eq!(
            found("new/renamed.jsonl", 1),
            Some(root.join("old/upr.jsonl"))
        );
        assert_eq!(
            found("new/renamed.jsonl", 2),
            Some(root.join("old/other.jsonl"))
        );
        assert_eq!(found("new/renamed.jsonl", 9), None);

        let moved = found_in(&at("data"), &at("new/upr.jsonl"), 1).unwrap();
        moved.take_to(&at("data/c.notes")).unwrap();
        assert!(!at("data/a.notes").exists() && at("data/c.notes").exists());
        assert!(moved.take_to(&at("data/c.notes")).is_err());
        let copied = found_in(&at("data"), &at("new/renamed.jsonl"), 2).unwrap();
        copied.take_to(&at("data/d.notes")).unwrap();
        assert!(at("data/b.notes").exists() && at("data/d.notes").exists());
    }
}
