//! Table of the input formats: how each is told by its content, and how it is read.
//!
//! Adding a format is a file with its `sniff` and `read`, and a row here.

use super::error::InputError;
use super::sandbox::{self, Raw};
use super::table::{self, Record};
use super::{
    akoma_ntoso, archive, doc, docx, encoding, html, json, jsonl, markdown, odt, rtf, text,
    unsupported,
};
use crate::model::{Block, Blocks, Document, Remark};

/// What a format gives.
#[derive(Debug)]
pub enum Content {
    /// A document whose structure is still to be inferred.
    Blocks(Blocks),
    /// Records, each a provision.
    Records(Document),
    /// A file within the file, to be read in its place.
    Inner(Vec<u8>),
}

/// How the content of a format is read.
#[derive(Clone, Copy)]
pub enum Read {
    /// In a child process, as the reader of a binary or marked-up format is not trusted with every
    /// file ([`sandbox`]).
    Apart(sandbox::Reader),
    /// In this process: texts and records.
    Here(fn(&[u8]) -> Result<Content, InputError>),
}

/// A format of documents or of data.
pub struct Format {
    /// Its name with an article, for people: `a Word document (.docx)`.
    pub name: &'static str,
    /// Whether the content is of this format.
    pub sniff: fn(&[u8]) -> bool,
    /// How the content is read.
    pub read: Read,
}

impl Format {
    /// Reads the content. A reader in a child process is ended where `cancelled` says so.
    ///
    /// # Errors
    /// Where it is damaged, encrypted, too large, or holds no text.
    pub fn read(&self, bytes: &[u8], cancelled: &dyn Fn() -> bool) -> Result<Content, InputError> {
        let raw = match self.read {
            Read::Here(read) => return read(bytes),
            Read::Apart(read) => sandbox::run(self.name, read, bytes, cancelled)?,
        };
        Ok(match raw {
            Raw::Blocks(blocks) => Content::Blocks(blocks),
            Raw::Records(records) => Content::Records(document(records)),
            Raw::Inner(bytes) => Content::Inner(bytes),
        })
    }
}

/// The document of these records.
fn document(records: Vec<Record>) -> Document {
    let mut reader = jsonl::Reader::default();
    for record in records {
        reader.push_record(record);
    }
    reader.finish()
}

/// A reader of documents for a child process.
macro_rules! blocks {
    ($read:path) => {
        Read::Apart(|bytes| $read(bytes).map(Raw::Blocks))
    };
}

/// A reader of tables for a child process.
macro_rules! records {
    ($read:path) => {
        Read::Apart(|bytes| {
            let mut records = Vec::new();
            $read(bytes, |record| records.push(record))?;
            Ok(Raw::Records(records))
        })
    };
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// Every format, the surest to tell first. What none of them takes is plain text.
pub const FORMATS: &[Format] = &[
    Format {
        name: "a Word document (.docx)",
        sniff: docx::sniff,
        read: blocks!(docx::read),
    },
    Format {
        name: "a Word document of 97 to 2003 (.doc)",
        sniff: doc::sniff,
        read: blocks!(doc::read),
    },
    #[cfg(feature = "pdf")]
    Format {
        name: "a PDF file",
        sniff: super::pdf::sniff,
        read: blocks!(super::pdf::read),
    },
    Format {
        name: "an OpenDocument text (.odt)",
        sniff: odt::sniff,
        read: blocks!(odt::read),
    },
    Format {
        name: "a document in RTF",
        sniff: rtf::sniff,
        read: blocks!(rtf::read),
    },
    Format {
        name: "an Akoma Ntoso document",
        sniff: akoma_ntoso::sniff,
        read: blocks!(akoma_ntoso::read),
    },
    Format {
        name: "a web page (HTML)",
        sniff: html::sniff,
        read: blocks!(html::read),
    },
    Format {
        name: "a spreadsheet (.xlsx)",
        sniff: table::is_xlsx,
        read: records!(table::read_xlsx),
    },
    Format {
        name: "a spreadsheet of 97 to 2003 (.xls)",
        sniff: table::is_xls,
        read: records!(table::read_xls),
    },
    Format {
        name: "an OpenDocument spreadsheet (.ods)",
        sniff: table::is_ods,
        read: records!(table::read_ods),
    },
    Format {
        name: "a file that cannot be read here",
        sniff: |bytes| unsupported::recognize(bytes).is_some(),
        read: Read::Here(|bytes| Err(unsupported::error(bytes))),
    },
    Format {
        name: "a zip archive",
        sniff: archive::sniff,
        read: Read::Apart(|bytes| archive::single(bytes).map(Raw::Inner)),
    },
    Format {
        name: "records in JSON",
        sniff: json::sniff,
        read: Read::Here(|bytes| Ok(Content::Records(json::read(bytes)))),
    },
    Format {
        name: "a text in Markdown",
        sniff: markdown::sniff,
        read: Read::Here(|bytes| markdown::read(bytes).map(Content::Blocks)),
    },
    Format {
        name: "a table (CSV)",
        sniff: table::is_delimited,
        read: Read::Here(|bytes| {
            let mut reader = jsonl::Reader::default();
            table::read_delimited(bytes, |record| reader.push_record(record))?;
            Ok(Content::Records(reader.finish()))
        }),
    },
];

/// The format that the content shows itself to be; `None` for plain text.
#[must_use]
pub fn sniff(bytes: &[u8]) -> Option<&'static Format> {
    FORMATS.iter().find(|format| (format.sniff)(bytes))
}

/// The reader of the format of this name that runs in a child process.
#[must_use]
pub fn reader_apart(name: &str) -> Option<sandbox::Reader> {
    let format = FORMATS.iter().find(|format| format.name == name)?;
    match format.read {
        Read::Apart(read) => Some(read),
        Read::Here(_) => None,
    }
}

/// A plain text, decoded, with what was assumed.
#[derive(Debug)]
pub struct PlainText<'a> {
    text: std::borrow::Cow<'a, str>,
    /// What was assumed of its encoding, and what had to be replaced.
    pub remarks: Vec<Remark>,
}

impl<'a> PlainText<'a> {
    /// Decodes `bytes`, which are a text in whatever encoding.
    #[must_use]
    pub fn decode(bytes: &'a [u8]) -> Self {
        let decoded = encoding::decode(bytes);
        let mut remarks = decoded.remarks;
        remarks.extend(decoded.controls);
        Self {
            text: decoded.text,
            remarks,
        }
    }

    /// Its lines as blocks, made one at a time.
    pub fn blocks(&self) -> impl Iterator<Item = Block> {
        text::blocks(&self.text)
    }
}
