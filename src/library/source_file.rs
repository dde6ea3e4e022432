//! The file that a document was read from, to hear that it has changed and to read it again.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::ReadError;
use super::file_watcher::FileStamp;
use super::listener::Listener;
use super::open_document::OpenDocument;
use super::source::Source;

/// A document's file that can be read any number of times.
#[derive(Clone, Debug)]
pub struct SourceFile {
    path: PathBuf,
    seen: Option<FileStamp>,
}

impl SourceFile {
    /// The file of a source, as it is now; nothing where the source is none, or a pipe or device, which
    /// gives its bytes once.
    #[must_use]
    pub fn of(source: &Source) -> Option<Self> {
        let Source::File(path) = source else {
            return None;
        };
        let is_file = fs::metadata(path).is_ok_and(|about| about.is_file());
        is_file.then(|| Self {
            path: path.clone(),
            seen: FileStamp::of(path),
        })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What it was before it was read first.
    #[must_use]
    pub fn seen(&self) -> Option<FileStamp> {
        self.seen.clone()
    }

    /// Reads it again; `listener` may stop that.
    ///
    /// # Errors
    /// Where it cannot be read now.
    pub fn read(&self, listener: &dyn Listener) -> Result<OpenDocument, ReadError> {
        let source = Source::File(self.path.clone());
        let title = source.title();
        let document = source.open()?.read(listener)?;
        Ok(OpenDocument::new(title, document))
    }
}
