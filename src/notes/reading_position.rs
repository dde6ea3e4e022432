//! Reading position: where its reader left a document, and which document that was.
//!
//! In a file of its own: notes are shared, a position is one's own. Of two windows the one that is
//! left last says where; no time of any clock is looked at.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use compact_str::CompactString;

use super::anchor::{Anchor, fingerprint, short, words};

use super::atomic_replace::{follow_links, replace};
use super::error::NotesError;
use super::file::make_folder;
use super::placement::{placed_notebook, set_apart};
use super::record::{escape, unescaped};
use super::sidecar::folder;
use super::{Change, Notebook};
use crate::model::Document;

const HEADER: &str = "# recs-tui place 1";
/// Larger files hold no position.
const LIMIT: u64 = 1 << 16;

/// Where a reader left a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadingPosition {
    /// Id of the provision that was selected. The document may not have it any more.
    pub selected: CompactString,
    /// Its text, since another one may have the id by then.
    pub anchor: Option<Anchor>,
    /// The file that the document was read from; nothing for the embedded compilation, and where its
    /// path is no text.
    pub document: Option<PathBuf>,
    /// Stands for what was read from it ([`contents_fingerprint`]).
    pub contents: Option<u64>,
}

/// In larger documents a text that has moved is not looked for: the reader waits.
const LOOKED_FOR: usize = 20_000;

/// Provisions of a document that stand for all of it.
const SAMPLED: usize = 500;

/// Stands for the contents of a document, by the words of provisions from all over it.
#[must_use]
pub fn contents_fingerprint(document: &Document) -> u64 {
    let count = document.provisions.len();
    let mut sample = vec![u32::try_from(count).unwrap_or(u32::MAX)];
    for provision in document.provisions.iter().step_by(count / SAMPLED + 1) {
        sample.push(short(fingerprint(&words(&provision.text))));
    }
    fingerprint(&sample)
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
        let mut position = Self::default();
        let mut is_known = false;
        for line in lines {
            match line.split_once('\t') {
                Some(("selected", id)) => {
                    position.selected = unescaped(id).into();
                    is_known = true;
                }
                Some(("text", text)) => position.anchor = Anchor::parse(text, unescaped),
                Some(("document", path)) => position.document = Some(unescaped(path).into()),
                Some(("contents", hex)) => position.contents = u64::from_str_radix(hex, 16).ok(),
                _ => {}
            }
        }
        is_known.then_some(position)
    }

    /// The position of the provision that was selected, by its text; nothing where it is not there.
    #[must_use]
    pub fn find(&self, document: &Document) -> Option<usize> {
        let Some(anchor) = &self.anchor else {
            return document.position(&self.selected);
        };
        let mut notebook = Notebook::default();
        notebook.apply(&Change::Bookmark {
            id: self.selected.clone(),
            on: true,
        });
        notebook.apply(&Change::anchor(self.selected.clone(), anchor.clone()));
        let moved = set_apart(document, &notebook).is_some();
        if moved && document.provisions.len() > LOOKED_FOR {
            return None;
        }
        if moved {
            notebook = placed_notebook(document, notebook);
        }
        let (id, _) = notebook.entries().next()?;
        document.position(id)
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
        if let Some(anchor) = &self.anchor {
            text.push_str("text\t");
            anchor.write(&mut text, escape);
            text.push('\n');
        }
        if let Some(path) = self.document.as_deref().and_then(Path::to_str) {
            text.push_str("document\t");
            escape(path, &mut text);
            text.push('\n');
        }
        if let Some(contents) = self.contents {
            text.push_str(&format!("contents\t{contents:016x}\n"));
        }
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
            ..ReadingPosition::default()
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
    fn the_text_and_the_document_are_remembered_as_well() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.place");
        let position = ReadingPosition {
            selected: "2".into(),
            anchor: Anchor::parse("Ratify the Convention.", unescaped),
            document: Some("/home/me/a\tb.txt".into()),
            contents: Some(7),
        };
        position.save(&path).unwrap();
        assert_eq!(ReadingPosition::read(&path), Some(position.clone()));
        let provision = |id: &str, text: &str| crate::model::Provision {
            id: id.into(),
            text: text.into(),
            ..Default::default()
        };
        let document = Document {
            provisions: vec![
                provision("1", "Abolish torture."),
                provision("2", "Close the prisons."),
                provision("3", "Ratify the Convention."),
            ],
            ..Document::default()
        };
        assert_eq!(position.find(&document), Some(2));
        assert_eq!(at("2").find(&document), Some(1));
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
