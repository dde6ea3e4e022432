//! The place in a document that its reader comes back to.
//!
//! In a file of its own: notes are shared, a place is one's own. Of two windows the one that is
//! left last says where; no time of any clock is looked at.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use compact_str::CompactString;

use super::beside::folder;
use super::failure::{Failure, Why};
use super::file::make_folder;
use super::lock::{Lock, Refusal};
use super::record::{escape, unescaped};
use super::replace::{Readers, followed, replace};

const HEADER: &str = "# recs-tui place 1";
/// Nobody waits long for this one.
const PATIENCE: Duration = Duration::from_millis(200);
/// Larger files are no places.
const LIMIT: u64 = 1 << 16;

/// Where a reader left a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Id of the provision that was selected. The document may not have it any more.
    pub selected: CompactString,
}

impl Place {
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
    /// Where that is not possible. A place is not worth a message.
    pub fn save(&self, path: &Path) -> Result<(), Failure> {
        if Self::read(path).as_ref() == Some(self) {
            return Ok(());
        }
        let saving = |error: std::io::Error| Failure::saving(path, &error);
        make_folder(folder(path)).map_err(saving)?;
        let target = followed(path).map_err(saving)?;
        let _lock = Lock::take(&target, PATIENCE).map_err(|refusal| match refusal {
            Refusal::Held(lock) => Failure::new(path, Why::Locked(lock)),
            Refusal::Error(error) => saving(error),
        })?;
        let mut text = format!("{HEADER}\nselected\t");
        escape(&self.selected, &mut text);
        text.push('\n');
        replace(&target, text.as_bytes(), Readers::Owner).map_err(saving)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn at(id: &str) -> Place {
        Place {
            selected: id.into(),
        }
    }

    #[test]
    fn a_reader_comes_back_to_where_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/a.place");
        assert_eq!(Place::read(&path), None);
        for id in ["IV.103.d", "a\nb", "V.80"] {
            at(id).save(&path).unwrap();
            assert_eq!(Place::read(&path), Some(at(id)));
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
            assert_eq!(Place::read(&path), None);
        }
        at("I.6").save(&path).unwrap();
        assert_eq!(Place::read(&path), Some(at("I.6")));
        assert_eq!(Place::read(folder.path()), None);
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
        assert_eq!(Place::read(&path), Some(at("I.6")));
    }
}
