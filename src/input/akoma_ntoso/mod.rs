//! Akoma Ntoso (AKN4UN), XML in which everything is marked: numbers, preambles, notes, covers.
//!
//! What is marked is taken over: a paragraph becomes a provision with its path, a recital or a
//! container of a preamble a preambular paragraph, a document in a collection a part. Versions of
//! the standard differ in their namespaces, not in these names.
//!
//! - `reader`: elements to blocks.
//! - `metadata`: what the document says of itself.
//! - `repair`: numbers and notes that a converter left in the text.

mod metadata;
mod reader;
mod repair;
#[cfg(test)]
mod tests;

use super::error::InputError;
use super::xml;
use crate::model::Blocks;

/// Whether the first element of the bytes is that of an Akoma Ntoso document.
#[must_use]
pub fn sniff(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8192)];
    let text = xml::decode(head);
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    loop {
        let end = match rest.as_bytes() {
            [b'<', b'?', ..] => "?>",
            [b'<', b'!', b'-', b'-', ..] => "-->",
            [b'<', b'!', ..] => ">",
            _ => break,
        };
        let Some((_, after)) = rest.split_once(end) else {
            return false;
        };
        rest = after.trim_start();
    }
    let Some(rest) = rest.strip_prefix('<') else {
        return false;
    };
    let name = rest.split(|sign: char| sign.is_ascii_whitespace() || sign == '>' || sign == '/');
    let name = name.into_iter().next().unwrap_or_default();
    name.rsplit(':').next() == Some("akomaNtoso")
}

/// Reads an Akoma Ntoso document, or a collection of them.
///
/// # Errors
/// Where the bytes are no such document, or no XML. A file that is cut off is read as far as it
/// goes, with a remark.
pub fn read(bytes: &[u8]) -> Result<Blocks, InputError> {
    if !sniff(bytes) {
        return Err(InputError::NotThisFormat {
            format: "an Akoma Ntoso document".to_owned(),
        });
    }
    let text = xml::decode(bytes);
    let mut blocks = reader::read(&text)?;
    repair::repair(&mut blocks);
    Ok(blocks)
}
