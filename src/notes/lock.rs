//! Lock on a file, for one writer at a time, whichever process it is in.
//!
//! The lock is on a file beside the notes, not on the notes: these are replaced by each save, and
//! a lock on a file that was replaced keeps nobody out. The system lets go of it when its holder
//! ends, however that ends. The side file goes when the lock does, so that a folder that people
//! share, or keep in git, stays as they know it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::sidecar::sidecar;

/// How often the lock is tried while somebody else has it.
const RETRY: Duration = Duration::from_millis(1);

/// The right to write to one file, until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
}

/// Why there is no lock.
#[derive(Debug)]
pub(super) enum LockError {
    /// Somebody else has it; this is the side file.
    Held(PathBuf),
    Io(io::Error),
}

impl Lock {
    /// Waits for the lock on `target`, for so long.
    pub(super) fn take(target: &Path, patience: Duration) -> Result<Self, LockError> {
        let path = sidecar(target, "lock");
        let start = Instant::now();
        loop {
            let file = open(&path).map_err(LockError::Io)?;
            match file.try_lock() {
                // Its last holder may have removed the side file between these lines: then others
                // lock another one by now.
                Ok(()) if is_at(&file, &path) => return Ok(Self { file, path }),
                Ok(()) | Err(TryLockError::WouldBlock) => {}
                // Some network disks know no locks. Notes are few and windows are few: not to save
                // at all would be worse.
                Err(TryLockError::Error(_)) => return Ok(Self { file, path }),
            }
            if start.elapsed() >= patience {
                return Err(LockError::Held(path));
            }
            drop(file);
            thread::sleep(RETRY);
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed first: whoever locks it afterwards sees that it is gone, and begins anew.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
        // Said aloud: a program that is just being started may have a copy of this file for a
        // moment, which would hold the lock as well.
        let _ = self.file.unlock();
    }
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    match options.open(path) {
        // Left by another member of a group: to lock it, it need not be written to.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            File::open(path).map_err(|_| error)
        }
        opened => opened,
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |one: fs::Metadata, other: fs::Metadata| {
        (one.dev(), one.ino()) == (other.dev(), other.ino())
    };
    match (file.metadata(), fs::metadata(path)) {
        (Ok(one), Ok(other)) => same(one, other),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_at(_file: &File, _path: &Path) -> bool {
    // There the side file is never removed.
    true
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    const SHORT: Duration = Duration::from_millis(20);

    #[test]
    fn a_lock_keeps_others_out_until_it_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.notes");
        let lock = Lock::take(&target, SHORT).unwrap();
        let refused = Lock::take(&target, SHORT).unwrap_err();
        let side = folder.path().join(".a.notes.lock");
        assert!(matches!(refused, LockError::Held(path) if path == side));
        drop(lock);
        drop(Lock::take(&target, SHORT).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_side_file_that_a_killed_holder_left_is_no_lock() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".a.notes.lock"), "").unwrap();
        Lock::take(&folder.path().join("a.notes"), SHORT).unwrap();
    }

    #[test]
    fn no_two_have_it_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.notes");
        let (inside, turns) = (AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| {
                    for _ in 0..300 {
                        let lock = Lock::take(&target, Duration::from_secs(60)).unwrap();
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                        thread::yield_now();
                        inside.fetch_sub(1, Ordering::SeqCst);
                        turns.fetch_add(1, Ordering::SeqCst);
                        drop(lock);
                    }
                });
            }
        });
        assert_eq!(turns.into_inner(), 1_800);
    }
}
