//! Watcher of the notes file: a thread that reads it again when somebody else has changed it.
//!
//! It looks at size, time and identity of the file a few times a second, which costs next to nothing,
//! works on network disks, and needs no service of the system.

use std::fs;
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, SystemTime};

use super::error::NotesError;
use super::file::NotesFile;
use super::notebook::Notebook;

/// How often the file is looked at.
const INTERVAL: Duration = Duration::from_millis(250);

/// The way to the watching thread, which ends when this is dropped.
#[derive(Debug)]
pub struct Watcher {
    _end: Sender<()>,
}

impl Watcher {
    /// Starts the thread. It reports what the file holds whenever that is not what it was when `seen` was
    /// taken, also after this program's own saves.
    pub fn start(
        file: NotesFile,
        seen: Option<FileStamp>,
        report: impl Fn(Result<Notebook, NotesError>) + Send + 'static,
    ) -> Self {
        let (end, ended) = channel();
        let mut last = seen;
        thread::spawn(move || {
            while ended.recv_timeout(INTERVAL) == Err(RecvTimeoutError::Timeout) {
                let now = FileStamp::of(file.path());
                if now != last {
                    last = now;
                    report(file.read().map(|page| page.notebook));
                }
            }
        });
        Self { _end: end }
    }
}

/// What tells a file from what it was before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileStamp {
    modified: Option<SystemTime>,
    length: u64,
    file: u64,
}

impl FileStamp {
    /// The stamp that a file has now; nothing where there is no file.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let about = fs::metadata(path).ok()?;
        #[cfg(unix)]
        let file = std::os::unix::fs::MetadataExt::ino(&about);
        #[cfg(not(unix))]
        let file = 0;
        Some(Self {
            modified: about.modified().ok(),
            length: about.len(),
            file,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::notes::Change;

    #[test]
    fn what_others_write_is_reported() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.notes");
        let (tell, told) = channel();
        let watcher = Watcher::start(NotesFile::named(&path), None, move |held| {
            let _ = tell.send(held);
        });
        for id in ["I.1", "I.2"] {
            let bookmark = Change::Bookmark {
                id: id.into(),
                on: true,
            };
            NotesFile::named(&path).change(&[bookmark]).unwrap();
            let held = told.recv_timeout(Duration::from_secs(20)).unwrap().unwrap();
            assert!(held.entry(id).is_some());
        }
        drop(watcher);
        assert!(told.recv_timeout(Duration::from_secs(20)).is_err());
    }
}
