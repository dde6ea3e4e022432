//! Paths of the files that stand beside a notes file while it is saved: its lock, its temporary
//! file.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::storage_paths::hash;

/// `.NAME.WHAT` beside `target`; shortened where that would be too long for a disk.
pub(super) fn sidecar(target: &Path, what: &str) -> PathBuf {
    const LONGEST: usize = 200;
    let name = target.file_name().unwrap_or_else(|| OsStr::new("notes"));
    let mut sidecar = OsString::from(".");
    if name.len() > LONGEST {
        sidecar.push(format!("{:016x}", hash(name.as_encoded_bytes())));
    } else {
        sidecar.push(name);
    }
    sidecar.push(".");
    sidecar.push(what);
    target.with_file_name(sidecar)
}

/// The folder that `target` stands in.
pub(super) fn folder(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
