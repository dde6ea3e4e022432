//! What an input format is: how it is told by its content, how it is read, and what it gives. Plain
//! text, which is what no format takes, is read here too.

use super::error::InputError;
use super::sandbox::{self, Answer, Raw};
use super::{encoding, jsonl, text, unsupported};
use crate::model::{Block, Blocks, Document, Places, Remark};

/// What a format gives.
#[derive(Debug)]
pub enum Content {
    /// A document whose structure is still to be inferred, and what its places count.
    Blocks(Blocks, Places),
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
    Apart(fn(&[u8]) -> Result<Raw, InputError>),
    /// In a child process, which also finds out which of these formats it is: that is told by names
    /// of parts within the file, and a list of them can be made to do harm too.
    Container(&'static [Format]),
    /// In this process: texts and records.
    Here(fn(&[u8]) -> Result<Content, InputError>),
}

/// A format of documents or of data.
pub struct Format {
    /// Its name with an article, for people: `a Word document (.docx)`.
    pub name: &'static str,
    /// What places in it are counted in.
    pub places: Places,
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
        if let Read::Here(read) = self.read {
            return read(bytes);
        }
        let apart = |bytes: &[u8]| self.read_apart(bytes);
        let mut reader = jsonl::Reader::default();
        let take = &mut |record| reader.push_record(record);
        let Answer { raw, places } = sandbox::run(self.name, apart, bytes, take, cancelled)?;
        Ok(match raw {
            Raw::Blocks(blocks) => Content::Blocks(blocks, places),
            Raw::Records(_, account) => {
                let mut document = reader.finish_table(&account);
                document.places = places;
                Content::Records(document)
            }
            Raw::Inner(bytes) => Content::Inner(bytes),
        })
    }

    /// What a child process does: reads the content by the reader itself.
    ///
    /// # Errors
    /// As [`Format::read`]; and where the format is not read apart.
    pub fn read_apart(&self, bytes: &[u8]) -> Result<Answer, InputError> {
        match self.read {
            Read::Apart(read) => Ok(Answer {
                raw: read(bytes)?,
                places: self.places,
            }),
            Read::Container(formats) => match formats.iter().find(|it| (it.sniff)(bytes)) {
                Some(format) => format.read_apart(bytes),
                None => Err(unsupported::container(bytes)),
            },
            Read::Here(_) => Err(InputError::NotThisFormat {
                format: self.name.to_owned(),
            }),
        }
    }
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
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
