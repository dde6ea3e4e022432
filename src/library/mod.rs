//! Opening documents: the sources that they come from, the size limit, and why one cannot be read.
//!
//! It stands between the readers of formats, which know bytes and no files, and the browser and the
//! commands, which know documents and no files either.

mod error;
mod file_watcher;
mod listener;
mod open;
mod open_document;
mod open_file;
mod quotations;
mod size_limit;
mod source;
mod source_file;
mod successors;

pub use error::{ReadError, SIZE_VARIABLE};
pub use file_watcher::{Debounce, FileStamp, FileWatcher};
pub use listener::Listener;
pub use open::{EMBEDDED, embedded, from_reader, read, read_text};
pub use open_document::{DocumentId, OpenDocument};
pub use source::{OpenSource, Source};
pub use source_file::SourceFile;
pub use successors::{Differences, Successors};
