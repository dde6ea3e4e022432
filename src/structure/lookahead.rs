//! What comes after each segment, worked out once from the end, so that no segment has to search.

use super::segment::{Segment, SegmentKind};
use crate::model::index_table::index;

/// What comes after one segment.
#[derive(Clone, Copy, Debug, Default)]
struct After {
    /// The next number, subparagraph or article of the same session.
    marker: Option<u32>,
    /// Whether anything but titles and footnotes comes before the session ends.
    content: bool,
    /// How many headings follow at once.
    titles: u32,
}

/// What comes after each segment of a document.
#[derive(Debug)]
pub(super) struct Lookahead {
    after: Vec<After>,
    is_heading: Vec<bool>,
    /// Whether the document has a number or a session anywhere; one without has no provision.
    pub(super) anything_numbered: bool,
}

impl Lookahead {
    pub(super) fn new(segments: &[Segment<'_>]) -> Self {
        let mut after = vec![After::default(); segments.len()];
        let mut now = After::default();
        let mut anything_numbered = false;
        for (at, segment) in segments.iter().enumerate().rev() {
            after[at] = now;
            match segment.kind {
                SegmentKind::Session(_) | SegmentKind::Resolution(_) => {
                    anything_numbered = true;
                    now = After::default();
                }
                // What stands before an annex ends there, but no title before it is barren.
                SegmentKind::Annex => {
                    now = After {
                        content: true,
                        ..After::default()
                    };
                }
                SegmentKind::Number(_)
                | SegmentKind::NumberAndSub(..)
                | SegmentKind::Decimal(_)
                | SegmentKind::Sub(_) => {
                    anything_numbered = true;
                    now = After {
                        marker: Some(index(at)),
                        content: true,
                        titles: 0,
                    };
                }
                SegmentKind::Article(_) => {
                    anything_numbered = true;
                    now = After {
                        marker: Some(index(at)),
                        content: true,
                        titles: 0,
                    };
                }
                SegmentKind::Marked(..) | SegmentKind::Preambular | SegmentKind::Operative => {
                    anything_numbered = true;
                    now.content = true;
                    now.titles = 0;
                }
                SegmentKind::Opening => now.content = true,
                SegmentKind::Adoption
                | SegmentKind::Cover
                | SegmentKind::Position
                | SegmentKind::From
                | SegmentKind::Field
                | SegmentKind::Aside => {}
                SegmentKind::Heading(_) => now.titles += 1,
                SegmentKind::Prose | SegmentKind::Ellipsis => {
                    now.content = true;
                    now.titles = 0;
                }
                SegmentKind::Footnote(_) | SegmentKind::Stray(_) => {}
            }
        }
        Self {
            after,
            is_heading: segments
                .iter()
                .map(|segment| matches!(segment.kind, SegmentKind::Heading(_)))
                .collect(),
            anything_numbered,
        }
    }

    /// The number, subparagraph or article that comes next in the session of the segment at `at`.
    pub(super) fn marker(&self, at: usize) -> Option<usize> {
        self.after[at].marker.map(|marker| marker as usize)
    }

    /// Whether anything stands under the heading at `at`, or under those right after it.
    pub(super) fn has_content(&self, at: usize) -> bool {
        self.after[at].content
    }

    /// How many headings follow one another from the one at `at` on.
    pub(super) fn titles_in_a_row(&self, at: usize) -> usize {
        self.after[at].titles as usize + 1
    }

    /// Whether there is a heading at `at`.
    pub(super) fn is_heading(&self, at: usize) -> bool {
        self.is_heading.get(at).copied().unwrap_or(false)
    }
}
