//! Opening what a path names, which may be anything: a folder, a pipe that nobody writes into, a
//! socket, a device without an end.

use std::fs::{self, File, Metadata};
use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use super::Trouble;

/// How long somebody may take to start writing into a named pipe.
const PATIENCE: Duration = Duration::from_secs(5);

/// A file that can be read.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) file: File,
    /// How much is in it; nothing for a pipe.
    pub(super) size: Option<u64>,
}

/// Opens the file, or says in one line what it is instead and what to do.
pub(super) fn open(path: &Path) -> Result<Opened, Trouble> {
    let failed = |error: io::Error| cannot_read(path, &error);
    let about = fs::metadata(path).map_err(failed)?;
    let kind = Kind::of(&about);
    let name = shown(path);
    let refused = |what: &str| {
        Trouble::Unusable(format!(
            "{name} is {what}. Name a text file, or a file of JSON lines."
        ))
    };
    match kind {
        Kind::Folder => Err(refused("a folder")),
        Kind::Socket => Err(refused("a socket, no document")),
        Kind::Pipe => {
            let file = open_pipe(path).map_err(failed)?.ok_or_else(|| {
                Trouble::Unusable(format!(
                    "{name} is a pipe that nobody writes into (waited {} seconds). Start the \
                     program that writes first, or name a file.",
                    PATIENCE.as_secs()
                ))
            })?;
            Ok(Opened { file, size: None })
        }
        Kind::Device => {
            // What a person types may come from one.
            let file = File::open(path).map_err(failed)?;
            if !file.is_terminal() {
                return Err(refused("a device, no document"));
            }
            Ok(Opened { file, size: None })
        }
        Kind::File => {
            let file = File::open(path).map_err(failed)?;
            Ok(Opened {
                file,
                size: Some(about.len()),
            })
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    File,
    Folder,
    Pipe,
    Socket,
    Device,
}

impl Kind {
    #[cfg(unix)]
    fn of(about: &Metadata) -> Self {
        use std::os::unix::fs::FileTypeExt;
        let kind = about.file_type();
        if kind.is_dir() {
            Self::Folder
        } else if kind.is_fifo() {
            Self::Pipe
        } else if kind.is_socket() {
            Self::Socket
        } else if kind.is_char_device() || kind.is_block_device() {
            Self::Device
        } else {
            Self::File
        }
    }

    #[cfg(not(unix))]
    fn of(about: &Metadata) -> Self {
        if about.is_dir() {
            Self::Folder
        } else {
            Self::File
        }
    }
}

/// Opening a named pipe waits until somebody writes into it, which may be never; so it is done on
/// a thread that can be left behind. `None` where nobody came.
fn open_pipe(path: &Path) -> io::Result<Option<File>> {
    let (opened, waiting) = channel();
    let path = path.to_owned();
    thread::spawn(move || {
        // Nobody listens any more where the wait was given up.
        let _ = opened.send(File::open(path));
    });
    waiting.recv_timeout(PATIENCE).ok().transpose()
}

/// What to tell of a file that cannot be read.
pub(super) fn cannot_read(path: &Path, error: &io::Error) -> Trouble {
    let (shown, why) = (shown(path), error.kind());
    Trouble::Unusable(match why {
        io::ErrorKind::NotFound => {
            format!("There is no file {shown}. Check the name and the folder.")
        }
        io::ErrorKind::PermissionDenied => {
            format!("{shown} may not be read. Ask its owner for the right to, or copy it.")
        }
        io::ErrorKind::OutOfMemory => {
            format!("{shown} does not fit into memory. Split it, or close other programs.")
        }
        _ => format!("{shown} could not be read: {error}."),
    })
}

/// A path on one line, whatever it holds.
pub(super) fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\n', "␊")
}
