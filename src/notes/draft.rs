//! Drafts: the files in which notes are written with an editor, kept until the notes are saved.
//!
//! A draft is two files in the program's data folder: one that the editor gets, and beside it the
//! *base*, the same text as it was laid out. Whatever ends the program, the terminal or the editor,
//! what the editor saved is in the draft, and the next editor on that provision goes on with it.
//! A draft is removed only by [`Draft::remove`], when its note is in the notes file, and by
//! [`Draft::close`], where nothing was written; dropping it never removes anything.
//!
//! The base says whether anything was written, and which note the writer saw, so that a note that
//! somebody else wrote meanwhile is merged and not replaced. It is locked while an editor has the
//! draft; another window gets a draft of its own.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use compact_str::CompactString;

use super::file::make_folder;
use super::own_words::own_words;
use super::record::{escape, unescaped};
use super::sidecar::{folder, sidecar};
use super::storage_paths::{data_folder, key, safe};

/// What stands below this line is not kept.
const CUT: &str = "-------- above: your note. below: the text, which is not kept --------";
/// How the name of a draft ends; editors tell the language of a file by that.
const DRAFT: &str = ".md";
/// How the name of a base ends.
const BASE: &str = ".base";
/// So many windows may write on one provision at once.
const WINDOWS: u32 = 100;

/// The drafts of one notes file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drafts {
    /// Where they are made: the first folder that can be written to.
    folders: Vec<PathBuf>,
    /// Stands for the notes file in their names.
    key: String,
}

/// A note being written. While this lives, no other window gets the same draft.
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
    base: Base,
}

/// The text that was laid out, with the lock on it.
#[derive(Debug)]
struct Base {
    path: PathBuf,
    file: File,
    id: CompactString,
    note: String,
    text: String,
}

impl Drafts {
    /// Those of the notes file at `notes`: in the data folder, or beside the notes where there is
    /// none.
    #[must_use]
    pub fn of(notes: &Path) -> Self {
        let data = data_folder().map(|folder| folder.join("recs-tui").join("drafts"));
        let beside = folder(notes).join(".recs-tui-drafts");
        Self {
            folders: data.into_iter().chain([beside]).collect(),
            // Of the path as it was named: where its links lead there may be no file yet.
            key: key(std::path::absolute(notes).as_deref().unwrap_or(notes)),
        }
    }

    /// Opens the draft of a note on the provision `id`: what an earlier editor left, or a new one
    /// with the `note` as it is now, and below it the `context`, to look at while writing.
    ///
    /// # Errors
    /// Where no file can be made; the folder that it was to be in, and why.
    pub fn open(
        &self,
        id: &str,
        note: Option<&str>,
        context: &str,
    ) -> Result<Draft, (PathBuf, io::Error)> {
        let text = format!("{}\n\n{CUT}\n{context}\n", note.unwrap_or_default());
        let mut failed = None;
        for folder in &self.folders {
            match self.open_in(folder, id, note, &text) {
                Ok(draft) => return Ok(draft),
                Err(error) => failed = failed.or(Some((folder.clone(), error))),
            }
        }
        Err(failed.unwrap_or_else(|| (PathBuf::new(), io::ErrorKind::NotFound.into())))
    }

    fn open_in(
        &self,
        folder: &Path,
        id: &str,
        note: Option<&str>,
        text: &str,
    ) -> io::Result<Draft> {
        make_folder(folder)?;
        let id_in_name = safe(id);
        for window in 1..=WINDOWS {
            let name = format!("note-{id_in_name}-{}-{window}{DRAFT}", self.key);
            let path = folder.join(name);
            let Some(base) = Base::lock(&path, true)? else {
                continue;
            };
            let mut draft = Draft { path, base };
            if !draft.is_written() {
                draft.lay_out(id, note, text)?;
            }
            if draft.base.id == id {
                return Ok(draft);
            }
        }
        Err(io::Error::other("too many windows write on this provision"))
    }

    /// Ids of the provisions with a draft that an editor left, each once, in the order of their
    /// letters. Drafts in other windows are not among them.
    #[must_use]
    pub fn left(&self) -> Vec<CompactString> {
        let names = self
            .folders
            .iter()
            .flat_map(fs::read_dir)
            .flatten()
            .flatten();
        let ours = names.filter(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.ends_with(DRAFT) && name.contains(&self.key)
        });
        let mut ids: Vec<CompactString> = ours
            .filter_map(|entry| {
                let path = entry.path();
                let base = Base::lock(&path, false).ok()??;
                let draft = Draft { path, base };
                draft.is_written().then_some(draft.base.id)
            })
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

impl Draft {
    /// The file for the editor.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The note that the writer saw; `None` where there was none.
    #[must_use]
    pub fn before(&self) -> Option<&str> {
        Some(&*self.base.note).filter(|note| !note.is_empty())
    }

    /// Whether somebody wrote something: another note than was laid out, whatever an editor did to
    /// the rest. What cannot be read may be a note.
    #[must_use]
    pub fn is_written(&self) -> bool {
        match fs::read(&self.path) {
            Ok(bytes) if bytes == self.base.text.as_bytes() => false,
            Ok(_) => self
                .note()
                .map_or(true, |note| note != self.base.note.trim()),
            Err(_) => false,
        }
    }

    /// Whether the file is byte for byte as it was laid out: no editor has saved it.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        fs::read(&self.path).is_ok_and(|bytes| bytes == self.base.text.as_bytes())
    }

    /// The note as the editor left it, without white space around it: what stands above the cut,
    /// and what was written below it all the same, but for the context.
    ///
    /// # Errors
    /// Where the file cannot be read, or is not UTF-8 ([`io::ErrorKind::InvalidData`]).
    pub fn note(&self) -> io::Result<String> {
        let text = decoded(fs::read(&self.path)?)?;
        let cut = self.base.text.find(CUT).map(|at| at + CUT.len());
        let context = cut.map_or("", |at| &self.base.text[at..]);
        Ok(own_words(&text, CUT, context))
    }

    /// Removes it: its note is saved, or nothing was written.
    pub fn remove(self) {
        // Where that fails the next editor shows it again, and nothing is lost.
        let _ = fs::remove_file(&self.path);
        let _ = fs::remove_file(&self.base.path);
    }

    /// Leaves it to the next editor, or removes it where nothing was written.
    pub fn close(self) {
        if !self.is_written() {
            self.remove();
        }
    }

    /// Makes both files anew. The editor's goes first and comes whole, so that no half of a file
    /// looks like something that was written.
    fn lay_out(&mut self, id: &str, note: Option<&str>, text: &str) -> io::Result<()> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => self.base.write(id, note.unwrap_or_default(), text)?,
        }
        let new = sidecar(&self.path, "tmp");
        let written = fs::write(&new, text).and_then(|()| fs::rename(&new, &self.path));
        if written.is_err() {
            let _ = fs::remove_file(&new);
        }
        written
    }
}

impl Base {
    /// Locks the base of the draft at `draft` and reads it; nothing where another window has it, or
    /// where there is none and none is to be made.
    fn lock(draft: &Path, make: bool) -> io::Result<Option<Self>> {
        let mut path = OsString::from(draft);
        path.push(BASE);
        let path = PathBuf::from(path);
        let mut options = OpenOptions::new();
        let opened = options.read(true).write(true).create(make).open(&path);
        let mut file = match opened {
            Err(error) if error.kind() == io::ErrorKind::NotFound && !make => return Ok(None),
            opened => opened?,
        };
        // Disks without locks are taken for disks with one window.
        if matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock)) {
            return Ok(None);
        }
        let mut written = Vec::new();
        file.read_to_end(&mut written)?;
        let written = String::from_utf8(written).unwrap_or_default();
        let (head, text) = written.split_once('\n').unwrap_or_default();
        let (id, note) = head.split_once('\t').unwrap_or_default();
        Ok(Some(Self {
            path,
            file,
            id: unescaped(id).into(),
            note: unescaped(note),
            text: text.to_owned(),
        }))
    }

    /// `ID<TAB>NOTE`, both escaped, on the first line, and then the text.
    fn write(&mut self, id: &str, note: &str, text: &str) -> io::Result<()> {
        let mut written = String::new();
        escape(id, &mut written);
        written.push('\t');
        escape(note, &mut written);
        written.push('\n');
        written.push_str(text);
        self.file.set_len(0)?;
        self.file.rewind()?;
        self.file.write_all(written.as_bytes())?;
        self.file.sync_all()?;
        self.id = id.into();
        note.clone_into(&mut self.note);
        text.clone_into(&mut self.text);
        Ok(())
    }
}

/// The text of a file in UTF-8, or in UTF-16 with its mark, which some editors make of it.
fn decoded(bytes: Vec<u8>) -> io::Result<String> {
    let units = |unit: fn([u8; 2]) -> u16| {
        let pairs = bytes[2..].chunks_exact(2);
        let units: Vec<u16> = pairs.map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16(&units)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    };
    match bytes[..] {
        [0xFF, 0xFE, ..] => units(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => units(u16::from_be_bytes),
        _ => String::from_utf8(bytes)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const CONTEXT: &str = "E/CN.4/2003/20, para. 6\n\nThe Working Group urges;";

    fn drafts(folder: &Path) -> Drafts {
        Drafts {
            folders: vec![folder.join("drafts")],
            key: "0123456789".to_owned(),
        }
    }

    #[test]
    fn a_draft_that_was_left_is_opened_again_with_the_note_that_its_writer_saw() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = drafts(folder.path());
        let draft = drafts.open("I.6", Some("old"), CONTEXT).unwrap();
        assert!(!draft.is_written());
        let laid_out = fs::read_to_string(draft.path()).unwrap();
        assert!(laid_out.starts_with("old\n\n--------"));
        fs::write(draft.path(), laid_out.replacen("old", "new", 1)).unwrap();
        assert_eq!(drafts.left(), Vec::<CompactString>::new(), "it is open");
        drop(draft);
        assert_eq!(drafts.left(), ["I.6"]);
        let draft = drafts
            .open("I.6", Some("somebody else's"), CONTEXT)
            .unwrap();
        assert_eq!(draft.before(), Some("old"));
        assert_eq!(draft.note().unwrap(), "new");
        draft.remove();
        assert_eq!(
            fs::read_dir(folder.path().join("drafts")).unwrap().count(),
            0
        );
    }

    #[test]
    fn a_draft_in_which_nothing_was_written_is_laid_out_anew() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = drafts(folder.path());
        drop(drafts.open("I.6", Some("old"), CONTEXT).unwrap());
        assert_eq!(drafts.left(), Vec::<CompactString>::new());
        let draft = drafts.open("I.6", Some("new"), CONTEXT).unwrap();
        assert_eq!(draft.before(), Some("new"));
        assert_eq!(draft.note().unwrap(), "new");
    }

    #[test]
    fn what_an_editor_does_on_saving_is_no_note() {
        let folder = tempfile::tempdir().unwrap();
        let draft = drafts(folder.path())
            .open("I.6", Some("mine"), CONTEXT)
            .unwrap();
        let laid_out = fs::read_to_string(draft.path()).unwrap();
        let utf_16: Vec<u8> = ("\u{feff}".to_owned() + &laid_out.replace('\n', "\r\n"))
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for saved in [laid_out.replace('\n', "\r\n").into_bytes(), utf_16] {
            fs::write(draft.path(), saved).unwrap();
            assert!(!draft.is_untouched() && !draft.is_written());
            assert_eq!(draft.note().unwrap(), "mine");
        }
        drop(draft);
        assert_eq!(drafts(folder.path()).left(), Vec::<CompactString>::new());
    }

    #[test]
    fn two_windows_have_a_draft_each() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = drafts(folder.path());
        let one = drafts.open("I.6", None, CONTEXT).unwrap();
        let other = drafts.open("I.6", None, CONTEXT).unwrap();
        assert_ne!(one.path(), other.path());
        assert_eq!(one.before(), None);
    }

    #[test]
    fn a_folder_that_cannot_be_made_leaves_the_next_one() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        let blocked = folder.path().join("file/drafts");
        let mut drafts = drafts(folder.path());
        drafts.folders.insert(0, blocked.clone());
        drop(drafts.open("I.6", None, CONTEXT).unwrap());
        drafts.folders.truncate(1);
        assert_eq!(drafts.open("I.6", None, CONTEXT).unwrap_err().0, blocked);
    }
}
