//! Putting a new file in the place of an old one: whoever looks, at whatever moment, and whatever
//! dies, sees the one or the other, whole.

use std::fs::{self, File, Metadata, OpenOptions, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::Builder;

use super::beside::{folder, stem};

/// How the names of temporary files end.
const SUFFIX: &str = ".tmp";
/// How many letters of chance stand in them.
const CHANCE: usize = 6;

/// The file that `path` leads to: through symbolic links, which stay, to what they point at, also
/// where that does not exist yet.
pub(super) fn followed(path: &Path) -> io::Result<PathBuf> {
    const MOST: usize = 40;
    let mut path = path.to_owned();
    for _ in 0..MOST {
        match fs::read_link(&path) {
            Ok(target) => path = folder(&path).join(target),
            // No link, or nothing there.
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other(
        "its symbolic links lead round in a circle",
    ))
}

/// Who may read a file that was not there before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Readers {
    /// Its owner alone.
    Owner,
    /// Whom the owner lets read new files.
    Usual,
}

/// Writes `bytes` to `target`, which is no symbolic link, all or nothing. To be called while the
/// lock on `target` is held.
pub(super) fn replace(target: &Path, bytes: &[u8], readers: Readers) -> io::Result<()> {
    let folder = folder(target);
    let stem = stem(target);
    sweep(folder, &stem.to_string_lossy());
    let old = match fs::metadata(target) {
        Ok(old) => {
            // The folder alone would let a file be replaced that may not be written to.
            OpenOptions::new().write(true).open(target)?;
            Some(old)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let mut builder = Builder::new();
    builder.prefix(&stem).suffix(SUFFIX).rand_bytes(CHANCE);
    // A file that replaces another is its owner's alone until it has the rights of that one.
    let usual = usual(readers).filter(|_| old.is_none());
    if let Some(permissions) = usual {
        builder.permissions(permissions);
    }
    let mut new = builder.tempfile_in(folder)?;
    new.write_all(bytes)?;
    if let Some(old) = old {
        keep_owner(new.path(), &old);
        new.as_file().set_permissions(old.permissions())?;
    }
    new.as_file().sync_all()?;
    new.persist(target).map_err(|error| error.error)?;
    // The name is safe only when the folder is; some systems cannot promise that, and then the
    // file is there all the same.
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

/// Removes what writers that were killed have left. Nobody else can be writing: the lock is held.
fn sweep(folder: &Path, stem: &str) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let left = name.to_str().and_then(|name| {
            let chance = name.strip_prefix(stem)?.strip_suffix(SUFFIX)?;
            (chance.len() == CHANCE && chance.bytes().all(|b| b.is_ascii_alphanumeric()))
                .then_some(())
        });
        if left.is_some() {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(unix)]
fn usual(readers: Readers) -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    (readers == Readers::Usual).then(|| Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn usual(_readers: Readers) -> Option<Permissions> {
    None
}

/// Gives the new file to the owner and the group of the old one, where that is allowed.
#[cfg(unix)]
fn keep_owner(new: &Path, old: &Metadata) {
    use std::os::unix::fs::{MetadataExt, chown};
    // Each alone: most people may give a file to a group of theirs, but not to somebody else.
    let _ = chown(new, None, Some(old.gid()));
    let _ = chown(new, Some(old.uid()), None);
}

#[cfg(not(unix))]
fn keep_owner(_new: &Path, _old: &Metadata) {}
