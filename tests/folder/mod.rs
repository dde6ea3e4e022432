//! A folder for the files of one test, under a name that no other test or run has.

use std::fs;
use std::path::Path;

use tempfile::{TempDir, tempdir};

/// Goes away with the value, and all that is in it.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempdir().unwrap())
    }

    pub fn root(&self) -> &Path {
        self.0.path()
    }

    /// Where a file of this name is.
    pub fn path(&self, name: &str) -> String {
        self.root().join(name).to_str().unwrap().to_owned()
    }

    /// Writes a file of this name; where it is.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        path
    }
}
