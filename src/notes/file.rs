//! The file that a notebook is kept in: read as it is now, changed as it is now.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::beside::folder;
use super::contents::{Contents, LIMIT};
use super::failure::{Failure, Why, shown};
use super::lock::{Lock, Refusal};
use super::replace::{Readers, followed, replace};
use super::{Change, Notebook};

/// How long a save waits for another one.
const PATIENCE: Duration = Duration::from_secs(2);

/// A notes file. Nothing of it is in memory between two calls: other windows and other programs
/// may write to it at any time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotesFile {
    path: PathBuf,
    owner: Owner,
}

/// Whose choice the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    /// The program's. What does not belong there is set aside.
    Program,
    /// The reader's. Nothing of theirs is ever renamed.
    Reader,
}

/// What a notes file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The notebook, as the file has it now.
    pub notebook: Notebook,
    /// What its owner has to know, a line each: what was set aside, and, where the file was only
    /// read, which of its lines are no notes.
    pub remarks: Vec<String>,
}

impl NotesFile {
    /// A file in the program's own folder ([`super::notes_path`]).
    #[must_use]
    pub fn own(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            owner: Owner::Program,
        }
    }

    /// A file that the reader named.
    #[must_use]
    pub fn named(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            owner: Owner::Reader,
        }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads it. Where there is no file, nothing has been noted yet; none is made.
    ///
    /// # Errors
    /// Where it cannot be read, and where it is no notes file and not the program's own: that one
    /// is set aside, which is said in the remarks.
    pub fn read(&self) -> Result<Page, Failure> {
        let mut remarks = Vec::new();
        let contents = match self.load() {
            Err(failure) if self.owner == Owner::Program && failure.is_foreign() => {
                // Looked at again once nobody else can be setting it aside.
                let locked = self.lock().map_err(|_| failure.clone())?;
                let loaded = self.load_or_set_aside(&mut remarks);
                drop(locked);
                loaded.map_err(|_| failure)?
            }
            loaded => loaded?,
        };
        let lines = contents.contents.remarks().into_iter();
        remarks.extend(lines.map(|line| format!("{}, {line}", shown(&self.path))));
        Ok(Page {
            notebook: contents.contents.notebook,
            remarks,
        })
    }

    /// Carries changes out on what the file holds now, and saves that.
    ///
    /// # Errors
    /// Where that is not possible: the file is then as it was.
    pub fn change(&self, changes: &[Change]) -> Result<Page, Failure> {
        let saving = |error: io::Error| Failure::saving(&self.path, &error);
        if self.owner == Owner::Program {
            make_folder(folder(&self.path)).map_err(saving)?;
        }
        let mut remarks = Vec::new();
        let _lock = self.lock()?;
        let mut loaded = self.load_or_set_aside(&mut remarks)?;
        for change in changes {
            loaded.contents.notebook.apply(change);
        }
        let bytes = loaded.contents.to_text();
        if bytes.len() as u64 > LIMIT {
            return Err(Failure::new(&self.path, Why::WouldBeTooLarge));
        }
        let notebook = loaded.contents.notebook;
        let unchanged = match &loaded.bytes {
            Some(there) => *there == bytes,
            None => notebook.is_empty(),
        };
        if !unchanged {
            let readers = match self.owner {
                Owner::Program => Readers::Owner,
                Owner::Reader => Readers::Usual,
            };
            let target = followed(&self.path).map_err(saving)?;
            replace(&target, &bytes, readers).map_err(saving)?;
        }
        Ok(Page { notebook, remarks })
    }

    fn lock(&self) -> Result<Lock, Failure> {
        let saving = |error: io::Error| Failure::saving(&self.path, &error);
        let target = followed(&self.path).map_err(saving)?;
        Lock::take(&target, PATIENCE).map_err(|refusal| match refusal {
            Refusal::Held(lock) => Failure::new(&self.path, Why::Locked(lock)),
            Refusal::Error(error) => saving(error),
        })
    }

    fn load(&self) -> Result<Loaded, Failure> {
        let reading = |error: io::Error| Failure::reading(&self.path, &error);
        let about = match fs::metadata(&self.path) {
            Ok(about) => about,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Loaded::default()),
            Err(error) => return Err(reading(error)),
        };
        // Opening a pipe would wait for somebody to write to it.
        if about.is_dir() {
            return Err(Failure::new(&self.path, Why::Folder));
        }
        if !about.is_file() {
            return Err(Failure::new(&self.path, Why::Device));
        }
        let file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Loaded::default()),
            Err(error) => return Err(reading(error)),
        };
        let mut bytes = Vec::new();
        file.take(LIMIT + 1)
            .read_to_end(&mut bytes)
            .map_err(reading)?;
        if bytes.len() as u64 > LIMIT {
            return Err(Failure::new(&self.path, Why::TooLarge));
        }
        let contents = Contents::parse(&bytes)
            .map_err(|foreign| Failure::new(&self.path, Why::Foreign(foreign)))?;
        Ok(Loaded {
            contents,
            bytes: Some(bytes),
        })
    }

    /// Reads it; what is no notes file in the program's own folder is renamed, never over another.
    /// To be called while the lock is held.
    fn load_or_set_aside(&self, remarks: &mut Vec<String>) -> Result<Loaded, Failure> {
        let failure = match self.load() {
            Err(failure) if self.owner == Owner::Program && failure.is_foreign() => failure,
            loaded => return loaded,
        };
        let aside = set_aside(&self.path).map_err(|error| Failure::saving(&self.path, &error))?;
        remarks.push(format!(
            "{} was {} and was set aside as {}. New notes begin.",
            shown(&self.path),
            failure.what_it_was(),
            shown(&aside),
        ));
        Ok(Loaded::default())
    }
}

/// What was read.
#[derive(Default)]
struct Loaded {
    contents: Contents,
    /// The bytes that it was read from; none where there is no file.
    bytes: Option<Vec<u8>>,
}

/// Renames what stands at `path`, a link as such: what it points at is somebody else's.
fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let mut number = 1_u32;
    loop {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".set-aside-{number}"));
        let aside = PathBuf::from(name);
        match fs::symlink_metadata(&aside) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::rename(path, &aside)?;
                return Ok(aside);
            }
            Err(error) => return Err(error),
            Ok(_) => number += 1,
        }
    }
}

/// Makes the program's folder, for its owner's eyes.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}
