//! Where a document comes from: a file, standard input, or the program itself.

use std::fs::{self, File};
use std::io::{self, stdin};
use std::path::{Path, PathBuf};

use super::Trouble;
use crate::read;
use crate::tui::{Browsing, Document};

/// What the embedded compilation is called on the screen.
const EMBEDDED_NAME: &str = "Durban compilation";

/// Files up to this size are read before the first frame; nobody sees the difference.
const AT_ONCE: u64 = 1 << 20;

/// Where a document comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The compilation that the program carries.
    Embedded,
    /// Standard input.
    Input,
    /// A file.
    File(PathBuf),
}

impl Source {
    /// What an argument names; the embedded compilation where there is none.
    pub(super) fn new(path: Option<PathBuf>) -> Self {
        match path {
            None => Self::Embedded,
            Some(path) if path == Path::new("-") => Self::Input,
            Some(path) => Self::File(path),
        }
    }

    fn name(&self) -> String {
        match self {
            Self::Embedded => EMBEDDED_NAME.to_owned(),
            Self::Input => "standard input".to_owned(),
            Self::File(path) => {
                let name = path.file_name().unwrap_or(path.as_os_str());
                name.to_string_lossy().into_owned()
            }
        }
    }

    /// Reads the document; `progress` hears of bytes read and bytes in all.
    pub(super) fn read(&self, progress: &dyn Fn(u64, Option<u64>)) -> Result<Document, Trouble> {
        let compilation = match self {
            Self::Embedded => read::embedded(),
            Self::Input => read::from_reader(stdin().lock(), None, progress).map_err(|error| {
                Trouble::Unusable(format!("Standard input could not be read: {error}."))
            })?,
            Self::File(path) => {
                let (file, size) = open(path)?;
                read::from_reader(file, Some(size), progress)
                    .map_err(|error| cannot_read(path, &error))?
            }
        };
        Ok(Document::new(self.name(), compilation))
    }

    /// The document for the browser: read at once where that is quick, and while the browser is
    /// open already where it is not.
    pub(super) fn browsing(self) -> Result<Browsing, Trouble> {
        let large = match &self {
            Self::File(path) => open(path)?.1 > AT_ONCE,
            Self::Embedded | Self::Input => false,
        };
        if !large {
            return Ok(Browsing {
                document: self.read(&|_, _| {})?,
                reading: None,
            });
        }
        let document = Document {
            name: self.name(),
            ..Document::default()
        };
        let reading = Box::new(move |progress: &dyn Fn(u64, Option<u64>)| {
            self.read(progress).map_err(|trouble| match trouble {
                Trouble::Unusable(words) | Trouble::Nothing(words) => words,
                Trouble::Unheard | Trouble::Signal(_) | Trouble::Panicked => String::new(),
            })
        });
        Ok(Browsing {
            document,
            reading: Some(reading),
        })
    }
}

fn open(path: &Path) -> Result<(File, u64), Trouble> {
    let about = fs::metadata(path).map_err(|error| cannot_read(path, &error))?;
    if about.is_dir() {
        let words = format!(
            "{} is a folder. Name a text file, or a file of JSON lines.",
            path.display()
        );
        return Err(Trouble::Unusable(words));
    }
    let file = File::open(path).map_err(|error| cannot_read(path, &error))?;
    Ok((file, about.len()))
}

fn cannot_read(path: &Path, error: &io::Error) -> Trouble {
    let (shown, why) = (path.display(), error.kind());
    Trouble::Unusable(match why {
        io::ErrorKind::NotFound => {
            format!("There is no file {shown}. Check the name and the folder.")
        }
        io::ErrorKind::PermissionDenied => {
            format!("{shown} may not be read. Ask its owner for the right to, or copy it.")
        }
        _ => format!("{shown} could not be read: {error}."),
    })
}
