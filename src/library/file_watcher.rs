//! File watcher: a thread that says when somebody else has changed a file.
//!
//! It looks at size, time and identity of the file a few times a second, which costs next to nothing,
//! works on network disks, and needs no service of the system.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, SystemTime};

/// How often the file is looked at.
const INTERVAL: Duration = Duration::from_millis(250);

/// How long a change waits for the next one, before it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Debounce {
    /// Not at all: the file is always replaced as a whole.
    Off,
    /// Until the file has come to rest: whoever writes may not be at the end yet.
    AtRest,
}

impl Debounce {
    /// How many more looks must find the file as it is now. One that is gone, or has become shorter, is
    /// likely to be written from its beginning at this moment.
    fn looks(self, before: Option<&FileStamp>, now: Option<&FileStamp>) -> u8 {
        let length = |stamp: Option<&FileStamp>| stamp.map_or(0, |stamp| stamp.length);
        match self {
            Self::Off => 0,
            Self::AtRest if now.is_none() || length(now) < length(before) => 8,
            Self::AtRest => 1,
        }
    }
}

/// The way to the watching thread, which ends when this is dropped.
#[derive(Debug)]
pub struct FileWatcher {
    _end: Sender<()>,
}

impl FileWatcher {
    /// Starts the thread. It calls `changed` whenever the file is another than it was when `seen` was
    /// taken, also where this program has changed it.
    pub fn start(
        path: PathBuf,
        seen: Option<FileStamp>,
        debounce: Debounce,
        changed: impl Fn() + Send + 'static,
    ) -> Self {
        let (end, ended) = channel();
        let mut last = seen;
        // What it has become, and how often that was seen.
        let mut news: Option<(Option<FileStamp>, u8)> = None;
        thread::spawn(move || {
            while ended.recv_timeout(INTERVAL) == Err(RecvTimeoutError::Timeout) {
                let now = FileStamp::of(&path);
                if now == last {
                    news = None;
                    continue;
                }
                let looks = match &news {
                    Some((seen, looks)) if *seen == now => looks + 1,
                    _ => 0,
                };
                if looks < debounce.looks(last.as_ref(), now.as_ref()) {
                    news = Some((now, looks));
                    continue;
                }
                news = None;
                last = now;
                changed();
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

    const LONG: Duration = Duration::from_secs(20);

    #[test]
    fn what_others_write_is_told_until_nobody_listens() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.notes");
        let (tell, told) = channel();
        let watcher = FileWatcher::start(path.clone(), None, Debounce::Off, move || {
            let _ = tell.send(());
        });
        for text in ["one", "one and two"] {
            fs::write(&path, text).unwrap();
            told.recv_timeout(LONG).unwrap();
        }
        drop(watcher);
        assert!(told.recv_timeout(LONG).is_err());
    }

    #[test]
    fn a_file_that_is_still_written_or_gone_is_given_time() {
        let stamp = |length| FileStamp {
            modified: None,
            length,
            file: 1,
        };
        let looks = |now: Option<FileStamp>| Debounce::AtRest.looks(Some(&stamp(10)), now.as_ref());
        assert_eq!(looks(Some(stamp(12))), 1);
        assert_eq!(looks(Some(stamp(3))), 8);
        assert_eq!(looks(None), 8);
        assert_eq!(Debounce::Off.looks(Some(&stamp(10)), None), 0);
    }
}
