//! Errors of reading and saving notes, with the words for their owner.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::format::{FormatError, LIMIT, header};

/// Something went wrong with a notes file. Its words say what happened, to which file, and what to
/// do, on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotesError {
    /// The file that it is about.
    pub path: PathBuf,
    /// What happened.
    pub reason: Reason,
}

/// What happened to a notes file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is no notes file, or one of a later version.
    Format(FormatError),
    /// It is a folder.
    Folder,
    /// It is a device, a pipe or a socket.
    Device,
    /// It is larger than notes are.
    TooLarge,
    /// It would be larger than what is read again.
    WouldBeTooLarge,
    /// Somebody else is saving it; the file with the lock.
    Locked(PathBuf),
    /// Saving it did not end in time.
    Slow,
    /// The system could not read it: the kind of its error, and its words.
    Read(io::ErrorKind, String),
    /// The system could not save it: the kind of its error, and its words.
    Save(io::ErrorKind, String),
}

impl NotesError {
    pub(super) fn new(path: &Path, reason: Reason) -> Self {
        Self {
            path: path.to_owned(),
            reason,
        }
    }

    pub(super) fn reading(path: &Path, error: &io::Error) -> Self {
        Self::new(path, Reason::Read(error.kind(), words(error)))
    }

    pub(super) fn saving(path: &Path, error: &io::Error) -> Self {
        Self::new(path, Reason::Save(error.kind(), words(error)))
    }
}

impl std::error::Error for NotesError {}

impl fmt::Display for NotesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LEFT: &str = "It was left as it is; move it away, or name another file with --notes.";
        let path = one_line(&self.path);
        let megabytes = LIMIT >> 20;
        match &self.reason {
            Reason::Format(FormatError::NoHeader) => write!(
                f,
                "{path} is no notes file: its first line is not \"{}\". {LEFT}",
                header()
            ),
            Reason::Format(FormatError::Newer(version)) => write!(
                f,
                "{path} was written by a newer recs-tui (notes {version}). It was left as it is; \
                 update recs-tui, or name another file with --notes."
            ),
            Reason::Folder => write!(
                f,
                "{path} is a folder, and notes are kept in a file. Name a file in it with --notes."
            ),
            Reason::Device => write!(
                f,
                "{path} is a device or a pipe, which keeps no notes. Name a file with --notes."
            ),
            Reason::TooLarge => write!(
                f,
                "{path} is too large for a notes file (more than {megabytes} MB). {LEFT}"
            ),
            Reason::WouldBeTooLarge => write!(
                f,
                "Not saved to {path}: with this it would have more than {megabytes} MB. Keep \
                 longer texts in files of their own."
            ),
            Reason::Locked(lock) => write!(
                f,
                "Not saved to {path}: another recs-tui has been saving it for too long. End the \
                 one that holds {}.",
                one_line(lock)
            ),
            Reason::Slow => write!(
                f,
                "Not saved to {path}: the disk or the network did not answer in time."
            ),
            Reason::Read(kind, words) => write!(
                f,
                "Notes could not be read from {path}: {}",
                remedy(*kind, words, "read it")
            ),
            Reason::Save(kind, words) => write!(
                f,
                "Not saved to {path}: {}",
                remedy(*kind, words, "write to it and to its folder")
            ),
        }
    }
}

/// What the system refused, and what to do about it.
fn remedy(kind: io::ErrorKind, words: &str, right: &str) -> String {
    match kind {
        io::ErrorKind::NotFound => "its folder does not exist. Make the folder first.",
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "a part of this path is a file, not a folder. Correct the path."
        }
        io::ErrorKind::PermissionDenied => {
            return format!(
                "permission denied. Get the right to {right}, or name another file with --notes."
            );
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            "this disk can only be read. Name a file on another one with --notes."
        }
        io::ErrorKind::StorageFull => "the disk is full. Make room on it.",
        io::ErrorKind::QuotaExceeded => "your share of the disk is used up. Make room in it.",
        io::ErrorKind::FileTooLarge => {
            "files may not be that large here. Raise the limit (ulimit -f)."
        }
        _ => return format!("{words}."),
    }
    .to_owned()
}

/// The words of an error of the system, without its number.
fn words(error: &io::Error) -> String {
    let words = error.to_string();
    match words.find(" (os error ") {
        Some(at) => words[..at].to_owned(),
        None => words,
    }
}

/// A path on one line, whatever is in its name.
pub(super) fn one_line(path: &Path) -> String {
    let mut shown = String::new();
    for character in path.to_string_lossy().chars() {
        if character.is_control() {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    shown
}
