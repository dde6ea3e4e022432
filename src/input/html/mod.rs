//! Web pages (HTML): tags to blocks.
//!
//! There is no tree: open elements are a stack of bounded depth, and blocks are cut where elements
//! of blocks begin and end. What pages put around a text (navigation, forms, what stands beside the
//! `main` element) is set apart; scripts, styles and pictures are left out.
//!
//! - `tokenizer`: bytes of a page to tags and text.
//! - `elements`: what each element is.
//! - `pending`: the block that is being read.
//! - `builder`: tags and text to blocks.

mod builder;
mod elements;
mod pending;
#[cfg(test)]
mod tests;
mod tokenizer;

use std::borrow::Cow;

use self::builder::Builder;
use self::tokenizer::{Token, Tokenizer};
use super::encoding;
use super::error::InputError;
use crate::model::Blocks;

/// Most blocks that are read.
const BLOCK_LIMIT: usize = 1_000_000;

/// Elements that a page or a fragment of one begins with.
const FIRST: [&str; 26] = [
    "a",
    "article",
    "blockquote",
    "body",
    "center",
    "div",
    "dl",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "head",
    "header",
    "html",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "section",
    "style",
    "table",
    "title",
    "ul",
];

/// Whether the bytes begin as a page does: with a `DOCTYPE` of HTML, or an element of it.
#[must_use]
pub fn sniff(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let text = match head {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => encoding::decode(head).text,
        _ => String::from_utf8_lossy(head),
    };
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    while let Some(after) = rest
        .strip_prefix("<!--")
        .or_else(|| rest.strip_prefix("<?xml"))
    {
        let Some((_, after)) = after.split_once('>') else {
            return false;
        };
        rest = after.trim_start();
    }
    let Some(name) = rest.strip_prefix('<') else {
        return false;
    };
    let lower = name
        .get(..name.len().min(64))
        .unwrap_or(name)
        .to_lowercase();
    if let Some(doctype) = lower.strip_prefix("!doctype") {
        return doctype.trim_start().starts_with("html");
    }
    let length = lower.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let ends = lower.as_bytes().get(length);
    FIRST.contains(&&lower[..length])
        && ends.is_some_and(|end| end.is_ascii_whitespace() || matches!(end, b'>' | b'/'))
}

/// Reads a page.
///
/// # Errors
/// Where the bytes are no page, or it has more blocks than are read.
pub fn read(bytes: &[u8]) -> Result<Blocks, InputError> {
    if !sniff(bytes) {
        return Err(InputError::NotThisFormat {
            format: "a web page (HTML)".to_owned(),
        });
    }
    fragment(&decode(bytes))
}

/// Reads a page, or a piece of one, that is characters already.
///
/// # Errors
/// Where it has more blocks than are read.
pub fn fragment(text: &str) -> Result<Blocks, InputError> {
    let mut builder = Builder::new();
    for token in Tokenizer::new(text) {
        match token {
            Token::Open(tag) => builder.open(&tag),
            Token::Close(name) => builder.close(&name),
            Token::Text(text) => builder.text(&text),
            Token::Raw(name, text) => builder.raw(&name, text),
        }
        if builder.len() > BLOCK_LIMIT {
            return Err(InputError::TooLarge {
                what: "number of paragraphs".to_owned(),
                limit: BLOCK_LIMIT as u64,
            });
        }
    }
    Ok(builder.finish())
}

/// The page as characters: by its mark, else by what its `meta` names, else as any text.
fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let marked = matches!(
        bytes,
        [0xEF, 0xBB, 0xBF, ..] | [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]
    );
    if !marked
        && let Some(encoding) = declared(&bytes[..bytes.len().min(4096)])
        && !(encoding == encoding_rs::UTF_8 && std::str::from_utf8(bytes).is_err())
    {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    encoding::decode(bytes).text
}

/// The encoding that a `charset` names. What can be read by its ASCII letters is no UTF-16.
fn declared(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = head.to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let meta = head.find("<meta").unwrap_or(0);
    let from = head[meta..].find("charset").map(|at| meta + at);
    let after = match from {
        Some(at) => &head[at + "charset".len()..],
        None => head.strip_prefix("<?xml")?.split_once("encoding")?.1,
    };
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let after = after.trim_start_matches(['"', '\'']);
    let label = after.split(['"', '\'', ' ', ';', '>', '/', '?']).next()?;
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    if encoding.is_ascii_compatible() {
        Some(encoding)
    } else {
        Some(encoding_rs::UTF_8)
    }
}
