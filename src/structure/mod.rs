//! A text document to a [`Document`].
//!
//! Plain text carries no structure, so it is inferred, in three stages, each of which passes over
//! the document once: lines, then blocks of lines (`blocks`), then what stands below what
//! (`structure`). Nothing here knows any particular document; a table of one document's titles
//! would read that document and no other.

mod block;
mod blocks;
pub(crate) mod brackets;
mod dates;
mod explained;
mod footnotes;
mod headings;
mod line;
mod lookahead;
mod numbering;
mod provisions;
mod sentence;
mod session_title;
mod structure;
mod titles;
mod unnumbered;

use crate::model::Document;

use crate::input::encoding::with_line_feeds;

/// Reads a text document, whatever its line ends. Never fails: what found no place is in
/// [`Document::unread`].
#[must_use]
pub fn read(text: &str) -> Document {
    let source = with_line_feeds(text);
    let blocks = blocks::blocks(&source);
    structure::document(&source, &blocks)
}
