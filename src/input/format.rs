//! Table of the input formats: how each is told by its content, and how it is read.
//!
//! Adding a format is a file with its `sniff` and `read`, and a row here.

use super::error::InputError;
use super::{akoma_ntoso, doc, docx, encoding, html, json, text};
use crate::model::{Block, Blocks, Document, Remark};

/// What a format gives.
#[derive(Debug)]
pub enum Content {
    /// A document whose structure is still to be inferred.
    Blocks(Blocks),
    /// Records, each a provision.
    Records(Document),
}

/// A format of documents or of data.
pub struct Format {
    /// Its name with an article, for people: `a Word document (.docx)`.
    pub name: &'static str,
    /// Whether the content is of this format.
    pub sniff: fn(&[u8]) -> bool,
    /// Reads the content.
    pub read: fn(&[u8]) -> Result<Content, InputError>,
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
        read: |bytes| docx::read(bytes).map(Content::Blocks),
    },
    Format {
        name: "a Word document of 97 to 2003 (.doc)",
        sniff: doc::sniff,
        read: |bytes| doc::read(bytes).map(Content::Blocks),
    },
    #[cfg(feature = "pdf")]
    Format {
        name: "a PDF file",
        sniff: super::pdf::sniff,
        read: |bytes| super::pdf::read(bytes).map(Content::Blocks),
    },
    Format {
        name: "an Akoma Ntoso document",
        sniff: akoma_ntoso::sniff,
        read: |bytes| akoma_ntoso::read(bytes).map(Content::Blocks),
    },
    Format {
        name: "a web page (HTML)",
        sniff: html::sniff,
        read: |bytes| html::read(bytes).map(Content::Blocks),
    },
    Format {
        name: "records in JSON",
        sniff: json::sniff,
        read: |bytes| Ok(Content::Records(json::read(bytes))),
    },
];

/// The format that the content shows itself to be; `None` for plain text.
#[must_use]
pub fn sniff(bytes: &[u8]) -> Option<&'static Format> {
    FORMATS.iter().find(|format| (format.sniff)(bytes))
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
