//! Blocks of a text, a line each, for the tests of the stages.

use crate::model::{Block, BlockKind, Place, Run};

/// A text as blocks.
pub(super) fn text_blocks(text: &str) -> Vec<Block> {
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
