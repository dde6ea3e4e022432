//! Filter history: what its reader has filtered by, in whatever document, the latest last.
//!
//! One file in the data folder, its reader's alone, a filter a line. Windows add to it one after the
//! other under a lock; what cannot be read or saved is not worth a message.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::atomic_replace::{follow_links, replace};
use super::error::NotesError;
use super::file::make_folder;
use super::lock::Lock;
use super::record::{escape, unescaped};
use super::sidecar::folder;
use super::storage_paths::notes_folder;

const HEADER: &str = "# recs-tui filters 1";

/// So many filters are kept; older ones are forgotten.
const KEPT: usize = 500;

/// Larger files hold no history.
const LIMIT: u64 = 1 << 22;

/// How long another window is waited for.
const PATIENCE: Duration = Duration::from_millis(500);

/// The file of the filter history. `None` where the reader has no home. No folder is made.
#[must_use]
pub fn filter_history_path() -> Option<PathBuf> {
    Some(notes_folder()?.join("filters"))
}

/// The filters in a file, the latest last; none where it holds no history.
#[must_use]
pub fn read_filter_history(path: &Path) -> Vec<String> {
    read(path).unwrap_or_default()
}

fn read(path: &Path) -> Option<Vec<String>> {
    if !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let mut text = String::new();
    File::open(path)
        .ok()?
        .take(LIMIT)
        .read_to_string(&mut text)
        .ok()?;
    let mut lines = text.lines();
    if lines.next()?.trim_end() != HEADER {
        return None;
    }
    Some(
        lines
            .filter(|line| !line.is_empty())
            .map(unescaped)
            .collect(),
    )
}

/// Adds a filter to a list of them, as its latest; each stands in it once.
pub fn remember_filter(filters: &mut Vec<String>, filter: &str) {
    let filter = filter.trim();
    if filter.is_empty() {
        return;
    }
    filters.retain(|known| known != filter);
    filters.push(filter.to_owned());
    filters.drain(..filters.len().saturating_sub(KEPT));
}

/// Adds a filter to the file, all or nothing.
///
/// # Errors
/// Where that is not possible, also because something else stands in its place. The history is then as
/// it was.
pub fn save_filter(path: &Path, filter: &str) -> Result<(), NotesError> {
    let saving = |error: &std::io::Error| NotesError::saving(path, error);
    make_folder(folder(path)).map_err(|error| saving(&error))?;
    let target = follow_links(path).map_err(|error| saving(&error))?;
    // Where another window holds it for long, the filters of both are worth less than the wait.
    let _lock = Lock::take(&target, PATIENCE).ok();
    let known = read(&target);
    if known.is_none() && fs::metadata(&target).is_ok_and(|file| file.len() > 0) {
        return Err(saving(&std::io::Error::other(
            "it is no history of filters",
        )));
    }
    let mut filters = known.unwrap_or_default();
    remember_filter(&mut filters, filter);
    let mut text = format!("{HEADER}\n");
    for filter in &filters {
        escape(filter, &mut text);
        text.push('\n');
    }
    replace(&target, text.as_bytes(), true).map_err(|error| saving(&error))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn each_filter_stands_once_the_latest_last() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/filters");
        assert!(read_filter_history(&path).is_empty());
        for filter in ["malaria", " tag:a\\b ", "", "session:4\tx", "malaria"] {
            save_filter(&path, filter).unwrap();
        }
        assert_eq!(
            read_filter_history(&path),
            ["tag:a\\b", "session:4\tx", "malaria"]
        );
        let names = fs::read_dir(path.parent().unwrap()).unwrap();
        assert_eq!(names.count(), 1, "nothing is left beside it");
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let mut filters = Vec::new();
        for number in 0..KEPT + 3 {
            remember_filter(&mut filters, &number.to_string());
        }
        assert_eq!(filters.len(), KEPT);
        assert_eq!(filters.first().map(String::as_str), Some("3"));
    }

    #[cfg(unix)]
    #[test]
    fn it_is_its_readers_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("filters");
        save_filter(&path, "malaria").unwrap();
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn what_is_no_history_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("filters");
        for bytes in [
            &b"my own file\n"[..],
            b"\xff\xfe",
            b"# recs-tui filters 2\nx\n",
        ] {
            fs::write(&path, bytes).unwrap();
            assert!(read_filter_history(&path).is_empty());
            assert!(save_filter(&path, "malaria").is_err());
            assert_eq!(fs::read(&path).unwrap(), bytes);
        }
    }

    #[test]
    fn two_windows_lose_no_filter_of_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("filters");
        std::thread::scope(|scope| {
            for window in 0..2 {
                let path = &path;
                scope.spawn(move || {
                    for number in 0..10 {
                        save_filter(path, &format!("{window} {number}")).unwrap();
                    }
                });
            }
        });
        assert_eq!(read_filter_history(&path).len(), 20);
    }
}
