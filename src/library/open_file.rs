//! Opening a path as a file to read, whatever it names: a folder, a socket, a device without an end,
//! a pipe that nobody writes into.

use std::fs::{self, File, Metadata};
use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use super::error::ReadError;

/// How long somebody may take to start writing into a named pipe.
const WAIT_FOR_WRITER: Duration = Duration::from_secs(5);

/// A file that can be read.
#[derive(Debug)]
pub(super) struct OpenFile {
    pub(super) file: File,
    /// How many bytes are in it; nothing for a pipe.
    pub(super) size: Option<u64>,
}

/// Opens the file that `name` is the shown path of.
///
/// # Errors
/// Says what it is instead.
pub(super) fn open(path: &Path, name: &str) -> Result<OpenFile, ReadError> {
    let failed = |error: io::Error| ReadError::io(name.to_owned(), error);
    let refused = |what| {
        Err(ReadError::NotAFile {
            name: name.to_owned(),
            what,
        })
    };
    let about = fs::metadata(path).map_err(failed)?;
    let (file, size) = match FileKind::of(&about) {
        FileKind::Folder => return refused("a folder"),
        FileKind::Socket => return refused("a socket, no document"),
        FileKind::Pipe => {
            let file = open_pipe(path).map_err(failed)?;
            let file = file.ok_or_else(|| ReadError::NoWriter {
                name: name.to_owned(),
                seconds: WAIT_FOR_WRITER.as_secs(),
            })?;
            (file, None)
        }
        FileKind::Device => {
            // What a person types may come from one.
            let file = File::open(path).map_err(failed)?;
            if !file.is_terminal() {
                return refused("a device, no document");
            }
            (file, None)
        }
        FileKind::File => (File::open(path).map_err(failed)?, Some(about.len())),
    };
    Ok(OpenFile { file, size })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FileKind {
    File,
    Folder,
    Pipe,
    Socket,
    Device,
}

impl FileKind {
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
    waiting.recv_timeout(WAIT_FOR_WRITER).ok().transpose()
}
