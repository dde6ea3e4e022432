//! Atomic replacement of a file: whoever looks, at whatever moment, and whatever dies, sees the old
//! file or the new one, whole.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::sidecar::{folder, sidecar};

/// The file that `path` leads to: through symbolic links, which stay, to what they point at, also
/// where that does not exist yet.
///
/// # Errors
/// Where the links lead round in a circle.
pub(super) fn follow_links(path: &Path) -> io::Result<PathBuf> {
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

/// Writes `bytes` to `target`, which is no symbolic link, all or nothing. To be called by one
/// writer at a time. A file that was there keeps its owner and its rights; a new one is for its
/// owner alone where it is `private`.
///
/// # Errors
/// Where that is not possible: the old file is then as it was.
pub(super) fn replace(target: &Path, bytes: &[u8], private: bool) -> io::Result<()> {
    let old = match fs::metadata(target) {
        Ok(old) => {
            // The folder alone would let a file be replaced that may not be written to.
            OpenOptions::new().write(true).open(target)?;
            Some(old)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let temporary = sidecar(target, "tmp");
    // A writer that was killed may have left one.
    match fs::remove_file(&temporary) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let written = write_new(&temporary, bytes, old.as_ref(), private)
        .and_then(|()| fs::rename(&temporary, target));
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written?;
    // The name is safe only when the folder is; some systems cannot promise that, and then the
    // file is there all the same.
    if cfg!(unix) {
        let _ = File::open(folder(target)).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

fn write_new(path: &Path, bytes: &[u8], old: Option<&Metadata>, private: bool) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    // A file that replaces another is its owner's alone until it has the rights of that one.
    #[cfg(unix)]
    if private || old.is_some() {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = private;
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    if let Some(old) = old {
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, fchown};
            // Each alone: most people may give a file to a group of theirs, but not to others.
            let _ = fchown(&file, None, Some(old.gid()));
            let _ = fchown(&file, Some(old.uid()), None);
        }
        file.set_permissions(old.permissions())?;
    }
    file.sync_all()
}
