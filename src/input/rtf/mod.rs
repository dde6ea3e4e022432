//! Rich Text Format (RTF): groups and control words to blocks.
//!
//! Numbers of lists come from what the program that wrote the file printed beside each paragraph.
//! Pictures and embedded objects are left out.
//!
//! - `tokenizer`: bytes to groups, control words and text.
//! - `code_pages`: encodings by the numbers that RTF has for them.
//! - `story`: paragraphs of the body, of a note, of a header.
//! - `reader`: what each control word does.

mod code_pages;
mod reader;
mod story;
#[cfg(test)]
mod tests;
mod tokenizer;

use super::error::InputError;
use crate::model::Blocks;

/// Whether the bytes begin as RTF does.
#[must_use]
pub fn sniff(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"{\\rtf")
}

/// Reads a text in RTF. One that is cut off is read as far as it goes, with a remark.
///
/// # Errors
/// Where the bytes are no RTF, its groups are nested deeper, or its paragraphs are more than is
/// read.
pub fn read(bytes: &[u8]) -> Result<Blocks, InputError> {
    if !sniff(bytes) {
        return Err(InputError::NotThisFormat {
            format: "a text in RTF".to_owned(),
        });
    }
    reader::read(bytes)
}
