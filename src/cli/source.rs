//! Where a document comes from: a file, standard input, or the program itself.

use std::io::{IsTerminal, Read, stdin};
use std::path::{Path, PathBuf};

use super::Trouble;
use super::aside::{self, Aside};
use super::file::{Opened, cannot_read, open, shown};
use super::limit::{Limit, Limited};
use crate::input as read;
use crate::model::Document;
use crate::tui::{Browsing, Keeping, OpenDocument};

/// What the embedded compilation is called on the screen.
const EMBEDDED_NAME: &str = "Durban compilation";

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
                // The name is a title: whatever it holds, it stays one line.
                let name = path.file_name().unwrap_or(path.as_os_str());
                name.to_string_lossy().replace('\n', "␊")
            }
        }
    }

    /// Reads the document; `progress` hears of bytes read and bytes in all.
    pub(super) fn read(
        &self,
        progress: &dyn Fn(u64, Option<u64>),
    ) -> Result<OpenDocument, Trouble> {
        let opened = match self {
            Self::File(path) => Some(open(path)?),
            Self::Embedded | Self::Input => None,
        };
        self.read_from(opened, progress)
    }

    /// The document for the browser: read before it opens where that takes no time that anybody
    /// notices, and else while it is open. What can be told to be unreadable is told before.
    pub(super) fn browsing(self, keeping: Keeping) -> Result<Browsing, Trouble> {
        let opened = match &self {
            Self::File(path) => Some(open(path)?),
            Self::Embedded | Self::Input => None,
        };
        let name = self.name();
        // What is typed there as a document would be taken for keys.
        let typed = self == Self::Input && stdin().is_terminal();
        let (document, reading) = if self == Self::Embedded || typed {
            (self.read_from(opened, &|_, _| {})?, None)
        } else {
            match aside::begin(move |progress| self.read_from(opened, progress))? {
                Aside::Ready(document) => (*document, None),
                Aside::Coming(reading) => (OpenDocument::default(), Some(reading)),
            }
        };
        Ok(Browsing {
            document: OpenDocument { name, ..document },
            reading,
            keeping,
        })
    }

    fn read_from(
        &self,
        opened: Option<Opened>,
        progress: &dyn Fn(u64, Option<u64>),
    ) -> Result<OpenDocument, Trouble> {
        let compilation = match opened {
            None if *self == Self::Embedded => read::embedded(),
            None => self.limited(stdin().lock(), None, progress)?,
            Some(Opened { file, size }) => self.limited(file, size, progress)?,
        };
        Ok(OpenDocument::new(self.name(), compilation))
    }

    /// Reads a source of which nothing is known, within the limit.
    fn limited(
        &self,
        source: impl Read,
        size: Option<u64>,
        progress: &dyn Fn(u64, Option<u64>),
    ) -> Result<Document, Trouble> {
        let limit = Limit::of_process().map_err(Trouble::Unusable)?;
        self.fits(size, limit)?;
        let mut source = Limited::new(source, limit);
        let compilation = match (
            read::from_reader(&mut source, size, progress),
            source.excess,
        ) {
            (_, Some(excess)) => return Err(Trouble::Unusable(excess.told(&self.told()))),
            (Ok(compilation), None) => compilation,
            (Err(error), None) => {
                return Err(match self {
                    Self::File(path) => cannot_read(path, &error),
                    _ => Trouble::Unusable(format!("{} could not be read: {error}.", self.told())),
                });
            }
        };
        if source.is_empty() || is_blank(&compilation) {
            return Err(Trouble::Unusable(format!(
                "{} is empty. Name a text file, or a file of JSON lines.",
                self.told()
            )));
        }
        Ok(compilation)
    }

    /// Refuses what is known to be too large before it is read.
    fn fits(&self, size: Option<u64>, limit: Limit) -> Result<(), Trouble> {
        match size.and_then(|size| limit.refuses(size)) {
            Some(excess) => Err(Trouble::Unusable(excess.told(&self.told()))),
            None => Ok(()),
        }
    }

    /// What messages call it: a file by its whole path.
    fn told(&self) -> String {
        match self {
            Self::Embedded => EMBEDDED_NAME.to_owned(),
            Self::Input => "Standard input".to_owned(),
            Self::File(path) => shown(path),
        }
    }
}

/// Whether nothing stood in the document but blanks.
fn is_blank(compilation: &Document) -> bool {
    let Document {
        parts: sessions,
        headings,
        provisions,
        passages: matter,
        unread,
        ..
    } = compilation;
    sessions.is_empty()
        && headings.is_empty()
        && provisions.is_empty()
        && matter.is_empty()
        && unread.is_empty()
}
