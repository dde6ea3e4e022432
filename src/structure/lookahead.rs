//! What comes after each block, worked out once from the end, so that no block has to search.

use super::block::{Block, Kind};

/// What comes after one block.
#[derive(Clone, Copy, Debug, Default)]
struct After {
    /// The next number or subparagraph of the same session.
    marker: Option<usize>,
    /// Whether anything but titles and footnotes comes before the session ends.
    content: bool,
    /// How many headings follow at once.
    titles: usize,
}

/// What comes after each block of a document.
#[derive(Debug)]
pub(super) struct Lookahead {
    after: Vec<After>,
    is_heading: Vec<bool>,
    /// Whether the document has a number or a session anywhere; one without is no compilation.
    pub(super) anything_numbered: bool,
}

impl Lookahead {
    pub(super) fn new(blocks: &[Block<'_>]) -> Self {
        let mut after = vec![After::default(); blocks.len()];
        let mut now = After::default();
        let mut anything_numbered = false;
        for (at, block) in blocks.iter().enumerate().rev() {
            after[at] = now;
            match block.kind {
                Kind::Session(_) => {
                    anything_numbered = true;
                    now = After::default();
                }
                Kind::Number(_) | Kind::NumberAndSub(..) | Kind::Decimal(_) | Kind::Sub(_) => {
                    anything_numbered = true;
                    now = After {
                        marker: Some(at),
                        content: true,
                        titles: 0,
                    };
                }
                Kind::Heading(_) => now.titles += 1,
                Kind::Prose | Kind::Ellipsis => {
                    now.content = true;
                    now.titles = 0;
                }
                Kind::Footnote(_) | Kind::Stray(_) => {}
            }
        }
        Self {
            after,
            is_heading: blocks
                .iter()
                .map(|block| matches!(block.kind, Kind::Heading(_)))
                .collect(),
            anything_numbered,
        }
    }

    /// The number or subparagraph that comes next in the session of the block at `at`.
    pub(super) fn marker(&self, at: usize) -> Option<usize> {
        self.after[at].marker
    }

    /// Whether anything stands under the heading at `at`, or under those right after it.
    pub(super) fn has_content(&self, at: usize) -> bool {
        self.after[at].content
    }

    /// How many headings follow one another from the one at `at` on.
    pub(super) fn titles_in_a_row(&self, at: usize) -> usize {
        self.after[at].titles + 1
    }

    /// Whether there is a heading at `at`.
    pub(super) fn is_heading(&self, at: usize) -> bool {
        self.is_heading.get(at).copied().unwrap_or(false)
    }
}
