//! Reading position: where its reader left a document.
//!
//! In a file of its own: notes are shared, a position is one's own. Of two windows the one that is
//! left last says where; no time of any clock is looked at.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use compact_str::CompactString;

use super::atomic_replace::{follow_links, replace};
use super::error::NotesError;
use super::file::make_folder;
use super::record::{escape, unescaped};
use super::sidecar::folder;

const HEADER: &str = "# recs-tui place 1";
/// Larger files hold no position.
const LIMIT: u64 = 1 << 16;

/// Where a reader left a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadingPosition {
    /// Id of the provision that was selected. The document may not have it any more.
    pub selected: CompactString,
}

impl ReadingPosition {
    /// Reads it; `None` where there is none, or nothing that could be understood.
    #[must_use]
    pub fn read(path: &Path) -> Option<Self> {
        if !fs::metadata(path).ok()?.is_file() {
            return None;
        }
        let mut text = String::new();
        let file = File::open(path).ok()?;
        file.take(LIMIT).read_to_string(&mut text).ok()?;
        let mut lines = text.lines();
        if lines.next()?.trim_end() != HEADER {
            return None;
        }
        // Other lines are those of a later version.
        let selected = lines.find_map(|line| line.strip_prefix("selected\t"))?;
        Some(Self {
            selected: unescaped(selected).into(),
        })
    }

    /// Saves it, all or nothing.
    ///
    /// # Errors
    /// Where that is not possible, also because another window saves one at this moment. A
    /// position is not worth a message.
    pub fn save(&self, path: &Path) -> Result<(), NotesError> {
        if Self::read(path).as_ref() == Some(self) {
            return Ok(());
        }
        let mut text = format!("{HEADER}\nselected\t");
        escape(&self.selected, &mut text);
        text.push('\n');
        make_folder(folder(path))
            .and_then(|()| follow_links(path))
            .and_then(|target| replace(&target, text.as_bytes(), true))
            .map_err(|error| NotesError::saving(path, &error))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn at(id: &str) -> ReadingPosition {
        ReadingPosition {
            selected: id.into(),
        }
    }

    #[test]
    fn a_reader_comes_back_to_where_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/a.place");
        assert_eq!(ReadingPosition::read(&path), None);
        for id in ["IV.103.d", "a\nb", "V.80"] {
            at(id).save(&path).unwrap();
            assert_eq!(ReadingPosition::read(&path), Some(at(id)));
        }
        let names = fs::read_dir(path.parent().unwrap()).unwrap();
        assert_eq!(names.count(), 1, "nothing is left beside it");
    }

    #[test]
    fn what_is_no_place_is_none_and_the_next_one_is_saved() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.place");
        for bytes in [
            &b""[..],
            b"\xFF\xFE",
            b"# recs-tui notes 1\nselected\tI.6\n",
            b"# recs-tui place 1\n",
            b"# recs-tui place 2\nselected\tI.6\n",
        ] {
            fs::write(&path, bytes).unwrap();
            assert_eq!(ReadingPosition::read(&path), None);
        }
        at("I.6").save(&path).unwrap();
        assert_eq!(ReadingPosition::read(&path), Some(at("I.6")));
        assert_eq!(ReadingPosition::read(folder.path()), None);
        assert!(at("I.6").save(folder.path()).is_err());
    }

    #[test]
    fn a_later_version_may_say_more() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.place");
        fs::write(
            &path,
            "# recs-tui place 1\r\nzoomed\tyes\r\nselected\tI.6\r\n",
        )
        .unwrap();
        assert_eq!(ReadingPosition::read(&path), Some(at("I.6")));
    }
}
