//! The names of the files that stand beside a file while it is written.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::stable::hash;

/// `.NAME.WHAT` beside `target`.
pub(super) fn hidden(target: &Path, what: &str) -> PathBuf {
    let mut name = stem(target);
    name.push(what);
    target.with_file_name(name)
}

/// `.NAME.`, shortened where a name made with it would be too long for a disk.
pub(super) fn stem(target: &Path) -> OsString {
    const LONGEST: usize = 200;
    let name = target.file_name().unwrap_or_else(|| OsStr::new("notes"));
    let mut stem = OsString::from(".");
    if name.len() > LONGEST {
        stem.push(format!("{:016x}", hash(name.as_encoded_bytes())));
    } else {
        stem.push(name);
    }
    stem.push(".");
    stem
}

/// The folder that `target` stands in.
pub(super) fn folder(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
