//! Why notes could not be read or saved, in words for their owner.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::contents::{Foreign, LIMIT, header};

/// Something went wrong with a notes file. Its words say what happened, to which file, and what to
/// do, on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    path: PathBuf,
    why: Why,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// It is no notes file.
    Foreign(Foreign),
    Folder,
    /// A device, a pipe, a socket.
    Device,
    TooLarge,
    /// The notes would be larger than what is read again.
    WouldBeTooLarge,
    /// Somebody else is saving it.
    Locked(PathBuf),
    /// It did not end in time.
    Slow,
    Reading(io::ErrorKind, String),
    Saving(io::ErrorKind, String),
}

impl Failure {
    pub(super) fn new(path: &Path, why: Why) -> Self {
        Self {
            path: path.to_owned(),
            why,
        }
    }

    pub(super) fn reading(path: &Path, error: &io::Error) -> Self {
        Self::new(path, Why::Reading(error.kind(), plain(error)))
    }

    pub(super) fn saving(path: &Path, error: &io::Error) -> Self {
        Self::new(path, Why::Saving(error.kind(), plain(error)))
    }

    /// The file that it is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether this is about what stands in the place of the notes, not about reaching it.
    pub(super) fn is_foreign(&self) -> bool {
        matches!(
            self.why,
            Why::Foreign(Foreign::Headless) | Why::Folder | Why::Device | Why::TooLarge
        )
    }

    /// What stands in the place of the notes, to be put after "was".
    pub(super) fn what_it_was(&self) -> &'static str {
        match self.why {
            Why::Folder => "a folder",
            Why::Device => "a device or a pipe",
            Why::TooLarge => "too large for a notes file",
            _ => "no notes file",
        }
    }
}

impl std::error::Error for Failure {}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = shown(&self.path);
        match &self.why {
            Why::Foreign(Foreign::Headless) => write!(
                f,
                "{path} is no notes file: its first line is not \"{}\". It was left as it is; \
                 name another file with --notes.",
                header()
            ),
            Why::Foreign(Foreign::Newer(version)) => write!(
                f,
                "{path} was written by a newer recs-tui (notes {version}). It was left as it is; \
                 update recs-tui, or name another file with --notes."
            ),
            Why::Folder => write!(
                f,
                "{path} is a folder, and notes are kept in a file. Name a file in it with --notes."
            ),
            Why::Device => write!(
                f,
                "{path} is a device or a pipe, which keeps no notes. Name a file with --notes."
            ),
            Why::TooLarge => write!(
                f,
                "{path} is too large for a notes file (more than {} MB). It was left as it is; \
                 name another file with --notes.",
                LIMIT >> 20
            ),
            Why::WouldBeTooLarge => write!(
                f,
                "Not saved to {path}: with this it would have more than {} MB. Keep longer texts \
                 in files of their own.",
                LIMIT >> 20
            ),
            Why::Locked(lock) => write!(
                f,
                "Not saved to {path}: another recs-tui has been saving it for too long. End the \
                 one that holds {}.",
                shown(lock)
            ),
            Why::Slow => write!(
                f,
                "Not saved to {path}: the disk or the network did not answer in time."
            ),
            Why::Reading(kind, error) => {
                write!(f, "Notes could not be read from {path}: ")?;
                reason(f, *kind, error, "read it")
            }
            Why::Saving(kind, error) => {
                write!(f, "Not saved to {path}: ")?;
                reason(f, *kind, error, "write to it and to its folder")
            }
        }
    }
}

fn reason(
    f: &mut fmt::Formatter<'_>,
    kind: io::ErrorKind,
    error: &str,
    right: &str,
) -> fmt::Result {
    let words = match kind {
        io::ErrorKind::NotFound => "its folder does not exist. Make the folder first.",
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "a part of this path is a file, not a folder. Correct the path."
        }
        io::ErrorKind::PermissionDenied => {
            return write!(
                f,
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
        _ => return write!(f, "{error}."),
    };
    f.write_str(words)
}

/// The words of an error of the system, without its number.
fn plain(error: &io::Error) -> String {
    let words = error.to_string();
    match words.find(" (os error ") {
        Some(at) => words[..at].to_owned(),
        None => words,
    }
}

/// A path on one line, whatever is in its name.
pub(super) fn shown(path: &Path) -> String {
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
