//! The notes file on the disk: read as it is now, and saved by lock, read, merge and replace.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::atomic_replace::{follow_links, replace};
use super::error::{NotesError, Reason, one_line};
use super::format::{Contents, LIMIT};
use super::lock::{Lock, LockError};
use super::sidecar::folder;
use super::{Change, Notebook};

/// How long a save waits for another one.
const PATIENCE: Duration = Duration::from_secs(2);

/// A notes file. Nothing of it is in memory between two calls: other windows and other programs
/// may write to it at any time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotesFile {
    path: PathBuf,
    /// Whether it is in the program's own folder, which is made where it is not there.
    own: bool,
}

/// What was read of a notes file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotesPage {
    /// The notebook, as the file has it now.
    pub notebook: Notebook,
    /// Which lines of the file are no notes: sentences for its owner.
    pub remarks: Vec<String>,
}

impl NotesFile {
    /// A file in the program's own folder ([`super::notes_path`]), for its owner's eyes.
    #[must_use]
    pub fn own(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            own: true,
        }
    }

    /// A file that the reader named.
    #[must_use]
    pub fn named(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            own: false,
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
    /// Where it cannot be read, and where it is no notes file.
    pub fn read(&self) -> Result<NotesPage, NotesError> {
        let (contents, _) = self.load()?;
        let path = one_line(&self.path);
        let remarks = contents.remarks().into_iter();
        Ok(NotesPage {
            remarks: remarks.map(|remark| format!("{path}, {remark}")).collect(),
            notebook: contents.notebook,
        })
    }

    /// Applies changes to what the file holds now, saves that, and gives it.
    ///
    /// # Errors
    /// Where that is not possible, and where it is no notes file: it is then as it was.
    pub fn change(&self, changes: &[Change]) -> Result<Notebook, NotesError> {
        let saving = |error: io::Error| NotesError::saving(&self.path, &error);
        if self.own {
            make_folder(folder(&self.path)).map_err(saving)?;
        }
        let target = follow_links(&self.path).map_err(saving)?;
        let _lock = Lock::take(&target, PATIENCE).map_err(|error| match error {
            LockError::Held(lock) => NotesError::new(&self.path, Reason::Locked(lock)),
            LockError::Io(error) => saving(error),
        })?;
        let (mut contents, before) = self.load()?;
        for change in changes {
            contents.notebook.apply(change);
        }
        let after = contents.to_bytes();
        if after.len() as u64 > LIMIT {
            return Err(NotesError::new(&self.path, Reason::WouldBeTooLarge));
        }
        let unchanged = match before {
            Some(before) => before == after,
            None => contents.notebook.is_empty(),
        };
        if !unchanged {
            replace(&target, &after, self.own).map_err(saving)?;
        }
        Ok(contents.notebook)
    }

    /// What the file holds, and its bytes; no bytes where there is no file.
    fn load(&self) -> Result<(Contents, Option<Vec<u8>>), NotesError> {
        let failed = |reason| NotesError::new(&self.path, reason);
        let bytes = match self.read_bytes() {
            Ok(bytes) => bytes?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok((Contents::default(), None));
            }
            Err(error) => return Err(NotesError::reading(&self.path, &error)),
        };
        if bytes.len() as u64 > LIMIT {
            return Err(failed(Reason::TooLarge));
        }
        let contents = Contents::parse(&bytes).map_err(|error| failed(Reason::Format(error)))?;
        Ok((contents, Some(bytes)))
    }

    fn read_bytes(&self) -> io::Result<Result<Vec<u8>, NotesError>> {
        // Opening a pipe would wait for somebody to write to it.
        let about = fs::metadata(&self.path)?;
        let reason = match (about.is_dir(), about.is_file()) {
            (true, _) => Some(Reason::Folder),
            (_, false) => Some(Reason::Device),
            _ => None,
        };
        if let Some(reason) = reason {
            return Ok(Err(NotesError::new(&self.path, reason)));
        }
        let mut bytes = Vec::new();
        let file = File::open(&self.path)?;
        file.take(LIMIT + 1).read_to_end(&mut bytes)?;
        Ok(Ok(bytes))
    }
}

/// Makes a folder of the program's, for its owner's eyes.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
