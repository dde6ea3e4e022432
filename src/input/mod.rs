//! Bytes to a [`Document`], one file a format.
//!
//! Whatever comes in, a compilation comes out: nothing here fails and nothing panics. What was
//! understood stands in its place, what was not is listed in `unread` by line, and what had to be
//! assumed is said in `remarks`. It is a room of its own because nothing below it knows that
//! documents are files, and nothing above it should know that they come in different forms.
//!
//! - [`encoding`]: bytes to characters and lines.
//! - [`error`]: why bytes could not be read as a format.
//! - [`text`]: a text document, whose structure has to be inferred.
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
pub(crate) mod given;
pub mod html;
mod incoming;
mod json;
pub mod jsonl;
pub mod markdown;
mod note;
pub mod numerals;
pub mod odt;
pub mod package;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod rtf;
pub mod sandbox;
mod stream;
pub mod table;
pub mod unsupported;
pub mod xml;

pub use json::is_json_lines;
pub use stream::from_reader;

use crate::model::Document;

/// The compilation that the program carries.
pub const EMBEDDED: &[u8] = include_bytes!("../../assets/durban-compilation.txt");

/// The compilation that the program carries, read.
#[must_use]
pub fn embedded() -> Document {
    read(EMBEDDED)
}

/// Reads any document: a text, or records in JSON, whichever its content shows it to be.
///
/// Never fails: what was not understood is in [`Document::unread`], what was assumed in
/// [`Document::remarks`].
#[must_use]
pub fn read(bytes: &[u8]) -> Document {
    if is_json_lines(bytes) {
        return json::lines(bytes);
    }
    let decoded = encoding::decode(bytes);
    let document = &decoded.text;
    let mut said = decoded.remarks;
    let mut read = match json::form(document) {
        json::Form::Text => {
            said.extend(decoded.controls);
            crate::structure::read(document)
        }
        json::Form::Lines => json::lines(document.as_bytes()),
        json::Form::Values => json::records(document),
    };
    read.remarks.splice(0..0, said);
    read
}
