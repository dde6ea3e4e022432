//! Sources of documents: a file, standard input, or the compilation that the program carries.

use std::io::{IsTerminal, Read, stdin};
use std::path::{Path, PathBuf};

use super::error::ReadError;
use super::listener::Listener;
use super::open;
use super::open_file::{self, OpenFile};
use super::size_limit::{Limited, SizeLimit};
use crate::model::Document;

/// What the embedded compilation is called on the screen.
const EMBEDDED_NAME: &str = "Durban compilation";

/// Where a document comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// The compilation that the program carries.
    #[default]
    Embedded,
    /// Standard input.
    Input,
    /// A file.
    File(PathBuf),
}

impl Source {
    /// What a path on the command line names: `-` is standard input.
    #[must_use]
    pub fn of_path(path: PathBuf) -> Self {
        if path == Path::new("-") {
            Self::Input
        } else {
            Self::File(path)
        }
    }

    /// A title for it, on one line: a file's name without its folder.
    #[must_use]
    pub fn title(&self) -> String {
        match self {
            Self::Embedded => EMBEDDED_NAME.to_owned(),
            Self::Input => "standard input".to_owned(),
            Self::File(path) => {
                let name = path.file_name().unwrap_or(path.as_os_str());
                name.to_string_lossy().replace('\n', "␊")
            }
        }
    }

    /// What messages call it, on one line: a file by its whole path.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Embedded => EMBEDDED_NAME.to_owned(),
            Self::Input => "Standard input".to_owned(),
            Self::File(path) => path.to_string_lossy().replace('\n', "␊"),
        }
    }

    /// Whether it has to be read before the browser opens: it is there already, or a person types it
    /// in, and would have that taken for keys.
    #[must_use]
    pub fn comes_first(&self) -> bool {
        match self {
            Self::Embedded => true,
            Self::Input => stdin().is_terminal(),
            Self::File(_) => false,
        }
    }

    /// Opens it. What can be told to be unreadable without reading it is told here.
    ///
    /// # Errors
    /// A file that is not there, may not be read, is none, or is larger than the limit.
    pub fn open(self) -> Result<OpenSource, ReadError> {
        let (name, title) = (self.name(), self.title());
        let (file, size): (Box<dyn Read + Send>, _) = match &self {
            Self::Embedded => return Ok(OpenSource(None)),
            Self::Input => (Box::new(stdin()), None),
            Self::File(path) => {
                let OpenFile { file, size } = open_file::open(path, &name)?;
                (Box::new(file), size)
            }
        };
        let limit = SizeLimit::of_process()?;
        if let Some(size) = size {
            limit.check(&name, size, 0)?;
        }
        Ok(OpenSource(Some(OpenBytes {
            bytes: file,
            size,
            name,
            title,
            limit,
        })))
    }
}

/// A source that has been opened; nothing where it is embedded.
pub struct OpenSource(Option<OpenBytes>);

struct OpenBytes {
    bytes: Box<dyn Read + Send>,
    size: Option<u64>,
    name: String,
    title: String,
    limit: SizeLimit,
}

impl OpenSource {
    /// Reads the document; `listener` hears how far that is.
    ///
    /// # Errors
    /// What cannot be read, is empty, or goes past the limit.
    pub fn read(self, listener: &dyn Listener) -> Result<Document, ReadError> {
        let Some(OpenBytes {
            bytes,
            size,
            name,
            title,
            limit,
        }) = self.0
        else {
            let mut embedded = open::embedded();
            embedded.name = EMBEDDED_NAME.into();
            return Ok(embedded);
        };
        let mut source = Limited::new(bytes, &name, limit);
        let listener = Naming {
            listener,
            title: &title,
        };
        let read = open::from_reader(&mut source, size, &listener);
        if let Some(excess) = source.excess.take() {
            return Err(excess);
        }
        let is_empty = source.is_empty();
        match read {
            Err(error) => Err(ReadError::io(name, error)),
            Ok(document) if is_empty || is_blank(&document) => Err(ReadError::Empty { name }),
            Ok(mut document) => {
                document.name = title.into();
                Ok(document)
            }
        }
    }
}

/// A listener that passes on what it hears, with the name of the document.
struct Naming<'l> {
    listener: &'l dyn Listener,
    title: &'l str,
}

impl Listener for Naming<'_> {
    fn progress(&self, read: u64, all: Option<u64>) {
        self.listener.progress(read, all);
    }

    fn first(&self, mut document: Document) {
        document.name = self.title.into();
        self.listener.first(document);
    }

    fn cancelled(&self) -> bool {
        self.listener.cancelled()
    }
}

/// Whether nothing stood in the document but white space.
fn is_blank(document: &Document) -> bool {
    document.parts.is_empty()
        && document.headings.is_empty()
        && document.provisions.is_empty()
        && document.passages.is_empty()
        && document.unread.is_empty()
}
