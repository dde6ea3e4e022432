//! Structure: what stands below what in a document that was read into blocks.
//!
//! Most formats carry little structure, so it is inferred, in stages each of which passes over the
//! document once: the lines of the blocks ([`lines`]), segments of lines ([`scan`]), then what stands
//! below what ([`builder`]). What a format does tell goes before any inference. Nothing here knows
//! any particular document; a table of one document's titles would read that document and no other.

mod articles;
mod builder;
mod conventions;
mod cover;
mod dates;
mod footnotes;
mod furniture;
mod lines;
mod lookahead;
mod markers;
mod numbering;
mod omissions;
mod outline;
mod resolutions;
mod scan;
mod segment;
mod sentence;
mod session_title;
mod symbols;

use self::lines::Source;
use crate::model::{Block, Document};

/// The document that `blocks` make up, in reading order. Never fails: what found no place is in
/// [`Document::unread`].
#[must_use]
pub fn document(blocks: impl IntoIterator<Item = Block>) -> Document {
    let mut source = Source::of(blocks);
    let taken = furniture::take_out(&mut source);
    let segments = scan::segments(&source);
    let symbol = cover::symbol(&source, &taken.furniture);
    let mut document = builder::document(&source, &segments, taken);
    document.symbol = symbol.map(Into::into);
    document
}

#[cfg(test)]
mod tests {
    use crate::model::{Block, BlockKind, Place, Run};

    /// A text as blocks, a line each.
    pub(super) fn lines(text: &str) -> Vec<Block> {
        let block = |(number, line): (u32, &str)| Block {
            kind: BlockKind::Line,
            runs: vec![Run {
                text: line.to_owned(),
                ..Run::default()
            }],
            place: Place {
                line: number,
                ..Place::default()
            },
            ..Block::default()
        };
        (1..).zip(text.split('\n')).map(block).collect()
    }
}
