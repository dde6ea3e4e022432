//! Storage paths: which file in the data folder belongs to which document.

use std::fs;
use std::path::{Path, PathBuf};

use etcetera::{BaseStrategy, choose_base_strategy};

/// Where a document came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin<'a> {
    /// The compilation that the program carries.
    Embedded,
    /// A file.
    File(&'a Path),
    /// Standard input, which has no name to keep notes under.
    Input,
}

/// The notes file of a document in the program's own folder: one for the embedded compilation, one
/// for each file, by its name and the folder it is in. No folder is made. `None` for standard input,
/// and where the reader has no home.
#[must_use]
pub fn notes_path(origin: Origin<'_>) -> Option<PathBuf> {
    path_in(data_folder()?, origin, "notes")
}

/// The file with the position in a document ([`super::ReadingPosition`]), beside its notes file.
#[must_use]
pub fn position_path(origin: Origin<'_>) -> Option<PathBuf> {
    path_in(data_folder()?, origin, "place")
}

/// `$XDG_DATA_HOME`, `~/.local/share` or `%APPDATA%`.
pub(super) fn data_folder() -> Option<PathBuf> {
    let folder = choose_base_strategy().ok()?.data_dir();
    // A home that is named by a relative path would be another one in each folder.
    folder.is_absolute().then_some(folder)
}

/// The folder of the program's own notes files.
pub(super) fn notes_folder() -> Option<PathBuf> {
    Some(data_folder()?.join("recs-tui"))
}

fn path_in(folder: PathBuf, origin: Origin<'_>, kind: &str) -> Option<PathBuf> {
    let name = match origin {
        Origin::Embedded => "durban-compilation".to_owned(),
        Origin::File(path) => name(path),
        Origin::Input => return None,
    };
    Some(folder.join("recs-tui").join(format!("{name}.{kind}")))
}

/// The name of the document, for people, and ten digits of where it is, so that two documents of
/// one name keep apart.
fn name(path: &Path) -> String {
    let canonical = fs::canonicalize(path)
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_owned());
    let name = canonical.file_name().unwrap_or(canonical.as_os_str());
    format!("{}-{}", safe(&name.to_string_lossy()), key(&canonical))
}

/// Ten digits that stand for a path.
pub(super) fn key(path: &Path) -> String {
    let place = hash(path.as_os_str().as_encoded_bytes()) >> 24;
    format!("{place:010x}")
}

/// So much of a name as any disk takes for the name of a file that is not hidden.
pub(super) fn safe(name: &str) -> String {
    const LONGEST: usize = 60;
    let safe: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || "._-".contains(c) {
                c
            } else {
                '-'
            }
        })
        .take(LONGEST)
        .collect();
    safe.trim_start_matches('.').to_owned()
}

/// FNV-1a, 64 bits: the same in every build and on every machine, as names of files must be.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// The test vectors of the authors of FNV.
    #[test]
    fn the_hash_is_fnv_1a() {
        assert_eq!(hash(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(hash(b"foobar"), 0x8594_4171_f739_67e8);
    }

    fn notes(origin: Origin<'_>) -> Option<String> {
        let path = path_in(PathBuf::from("/data"), origin, "notes")?;
        let name = path.strip_prefix("/data/recs-tui").unwrap().to_owned();
        Some(name.to_string_lossy().into_owned())
    }

    #[test]
    fn each_document_has_a_file_of_its_own() {
        assert_eq!(notes(Origin::Embedded).unwrap(), "durban-compilation.notes");
        assert_eq!(notes(Origin::Input), None);
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("one"), folder.path().join("other"));
        let mut names = Vec::new();
        for folder in [&one, &other] {
            fs::create_dir(folder).unwrap();
            let document = folder.join("upr 3.jsonl");
            fs::write(&document, "").unwrap();
            let name = notes(Origin::File(&document)).unwrap();
            assert!(name.starts_with("upr-3.jsonl-") && name.ends_with(".notes"));
            names.push(name);
        }
        assert_ne!(names[0], names[1]);
    }

    #[cfg(unix)]
    #[test]
    fn one_document_has_one_file_by_whatever_way_it_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let document = folder.path().join("a.txt");
        fs::write(&document, "").unwrap();
        let link = folder.path().join("b.txt");
        std::os::unix::fs::symlink(&document, &link).unwrap();
        let name = notes(Origin::File(&document));
        assert_eq!(notes(Origin::File(&link)), name);
        let round = folder
            .path()
            .join("./../")
            .join(folder.path())
            .join("a.txt");
        assert_eq!(notes(Origin::File(&round)), name);
    }

    #[test]
    fn a_name_of_any_sort_is_a_file_in_the_folder() {
        for name in [
            "..",
            ".hidden",
            "a/../b",
            "\u{1b}]0;x\u{7}",
            &"long".repeat(60),
        ] {
            let name = notes(Origin::File(Path::new(name))).unwrap();
            assert!(name.len() < 100 && !name.starts_with('.'), "{name}");
            assert!(!name.contains(|c: char| c.is_control() || c == '/'));
        }
    }
}
