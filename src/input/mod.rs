//! Input formats: bytes to blocks or records, one file or folder a format.
//!
//! Whatever comes in, nothing here panics. Document formats give [`crate::model::Blocks`], whose
//! structure is inferred elsewhere; data formats give records. Nothing below this folder knows that
//! documents are files, and nothing above it should know that they come in different formats.
//!
//! - [`FORMATS`]: the table of formats. Adding one is a file with its `sniff` and `read`, and a row; of
//!   zip packages and compound files there is a table of their own, `CONTAINERS`.
//! - [`mod@format`]: what a format is.
//! - [`sandbox`]: the child process in which binary and marked-up formats are read.
//! - [`encoding`]: bytes to characters and lines.
//! - [`error`]: why bytes could not be read as a format.
//! - [`text`]: plain text.
//! - [`jsonl`]: records, one at a time.

pub mod akoma_ntoso;
pub mod archive;
pub mod compound_file;
#[cfg(test)]
mod damage;
pub mod doc;
pub mod docx;
pub mod encoding;
pub mod error;
pub mod fields;
pub mod format;
pub mod html;
mod json;
mod json_record;
mod json_repair;
pub mod json_stream;
pub mod jsonl;
pub mod markdown;
mod note;
pub mod numerals;
pub mod odt;
pub mod package;
mod paragraph_number;
#[cfg(feature = "pdf")]
pub mod pdf;
pub(crate) mod record_annotations;
pub mod rtf;
pub mod sandbox;
pub mod table;
pub mod text;
pub mod unsupported;
pub mod xml;

pub use json::{is_json_lines, is_json_list};

use error::InputError;
use format::{Content, Format, Read};
use sandbox::{Answer, Raw};

use crate::model::Places;

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
            let account = $read(bytes, |record| records.push(record))?;
            Ok(Raw::Records(records, account))
        })
    };
}

/// Formats of files that have named parts in them, as zip packages and compound files have. Which of
/// them a file is, its reader finds out, in a child process.
const CONTAINERS: &[Format] = &[
    Format {
        name: "a Word document (.docx)",
        places: Places::Paragraphs,
        sniff: docx::sniff,
        read: blocks!(docx::read),
    },
    Format {
        name: "a Word document of 97 to 2003 (.doc)",
        places: Places::Paragraphs,
        sniff: doc::sniff,
        read: blocks!(doc::read),
    },
    Format {
        name: "an OpenDocument text (.odt)",
        places: Places::Paragraphs,
        sniff: odt::sniff,
        read: blocks!(odt::read),
    },
    Format {
        name: "a spreadsheet (.xlsx)",
        places: Places::Rows,
        sniff: table::is_xlsx,
        read: records!(table::read_xlsx),
    },
    Format {
        name: "a spreadsheet of 97 to 2003 (.xls)",
        places: Places::Rows,
        sniff: table::is_xls,
        read: records!(table::read_xls),
    },
    Format {
        name: "an OpenDocument spreadsheet (.ods)",
        places: Places::Rows,
        sniff: table::is_ods,
        read: records!(table::read_ods),
    },
    Format {
        name: "a file with parts that cannot be read here",
        places: Places::Lines,
        sniff: unsupported::is_known_container,
        read: Read::Apart(|bytes| Err(unsupported::container(bytes))),
    },
    Format {
        name: "a zip archive",
        places: Places::Lines,
        sniff: archive::sniff,
        read: Read::Apart(|bytes| archive::single(bytes).map(Raw::Inner)),
    },
];

/// Every format, the surest to tell first. What none of them takes is plain text.
pub const FORMATS: &[Format] = &[
    Format {
        name: "a file with parts in it, as Office files and archives are",
        places: Places::Lines,
        sniff: |bytes| package::is_zip(bytes) || compound_file::sniff(bytes),
        read: Read::Container(CONTAINERS),
    },
    #[cfg(feature = "pdf")]
    Format {
        name: "a PDF file",
        places: Places::Pages,
        sniff: pdf::sniff,
        read: blocks!(pdf::read),
    },
    Format {
        name: "an OpenDocument text in one XML file (.fodt)",
        places: Places::Paragraphs,
        sniff: odt::sniff_flat,
        read: blocks!(odt::read),
    },
    Format {
        name: "a document in RTF",
        places: Places::Paragraphs,
        sniff: rtf::sniff,
        read: blocks!(rtf::read),
    },
    Format {
        name: "an Akoma Ntoso document",
        places: Places::Elements,
        sniff: akoma_ntoso::sniff,
        read: blocks!(akoma_ntoso::read),
    },
    Format {
        name: "a web page (HTML)",
        places: Places::Elements,
        sniff: html::sniff,
        read: blocks!(html::read),
    },
    Format {
        name: "a file that cannot be read here",
        places: Places::Lines,
        sniff: |bytes| unsupported::recognize(bytes).is_some(),
        read: Read::Here(|bytes| Err(unsupported::recognized(bytes))),
    },
    Format {
        name: "records in JSON",
        places: Places::Lines,
        sniff: json::sniff,
        read: Read::Here(|bytes| Ok(Content::Records(json::read(bytes)))),
    },
    Format {
        name: "a text in Markdown",
        places: Places::Lines,
        sniff: markdown::sniff,
        read: Read::Here(|bytes| {
            let blocks = markdown::read(bytes)?;
            Ok(Content::Blocks(blocks, Places::Lines))
        }),
    },
    Format {
        name: "a table (CSV)",
        places: Places::Lines,
        sniff: table::is_delimited,
        read: Read::Here(|bytes| {
            let mut reader = jsonl::Reader::default();
            let account = table::read_delimited(bytes, |record| reader.push_record(record))?;
            Ok(Content::Records(reader.finish_table(&account)))
        }),
    },
    Format {
        name: "a file that is no text",
        places: Places::Lines,
        sniff: unsupported::is_no_text,
        read: Read::Here(|bytes| Err(unsupported::recognized(bytes))),
    },
];

/// The format that the content shows itself to be; `None` for plain text.
#[must_use]
pub fn sniff(bytes: &[u8]) -> Option<&'static Format> {
    FORMATS.iter().find(|format| (format.sniff)(bytes))
}

/// What a child process does: reads the content by the reader of the format of this name. `None`
/// where there is no such format.
#[must_use]
pub fn read_apart(name: &str, bytes: &[u8]) -> Option<Result<Answer, InputError>> {
    let format = FORMATS.iter().find(|format| format.name == name)?;
    Some(format.read_apart(bytes))
}
