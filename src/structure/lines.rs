//! Lines: the text of a document's blocks in one string, and where each line of it stands.

use crate::model::{Block, BlockKind};

/// A line that is not blank, less the white space at its ends; of a format with paragraphs, a
/// paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// First byte in [`Source::text`].
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// Its place in the source, counted from 1.
    pub(super) number: u32,
    /// Columns before its first character.
    pub(super) indent: u32,
    /// Whether something sets it apart from the line before: a blank line, or a paragraph's end.
    pub(super) apart: bool,
}

impl Line {
    pub(super) fn text(self, source: &str) -> &str {
        &source[self.start..self.end]
    }
}

/// The text of a document.
#[derive(Debug, Default)]
pub(super) struct Source {
    /// All lines as they came, blank ones too, each with a line feed after it.
    pub(super) text: String,
    /// Those that are not blank, in their order.
    pub(super) lines: Vec<Line>,
    /// Whether the format has paragraphs, so that no line goes on on the next.
    pub(super) has_paragraphs: bool,
}

impl Source {
    /// The text of `blocks`.
    pub(super) fn of(blocks: impl IntoIterator<Item = Block>) -> Self {
        let mut source = Self::default();
        let mut apart = true;
        for block in blocks {
            apart |= block.kind != BlockKind::Line;
            let start = source.text.len();
            if let Some(label) = &block.label {
                source.text.push_str(label);
                source.text.push('\t');
            }
            for run in block.runs.iter().filter(|run| !run.style.deleted) {
                source.text.push_str(&run.text);
            }
            let whole = &source.text[start..];
            let from_start = whole.trim_start();
            if from_start.is_empty() {
                apart = true;
            } else {
                let before = &whole[..whole.len() - from_start.len()];
                let indent = match block.indent {
                    Some(hundredths) => hundredths / 100,
                    None => columns(before),
                };
                let place = block.place;
                let number = [place.line, place.paragraph, place.page];
                let first = start + before.len();
                source.lines.push(Line {
                    start: first,
                    end: first + from_start.trim_end().len(),
                    number: number.into_iter().find(|it| *it > 0).unwrap_or_default(),
                    indent,
                    apart,
                });
                apart = block.kind != BlockKind::Line;
                source.has_paragraphs |= apart;
            }
            source.text.push('\n');
        }
        source
    }

    /// The place of the line that holds the byte at `offset`.
    pub(super) fn number_at(&self, offset: usize) -> u32 {
        let after = self.lines.partition_point(|line| line.start <= offset);
        after.checked_sub(1).map_or(1, |at| self.lines[at].number)
    }

    /// How long lines are, in characters, where paragraphs are broken into lines of like length;
    /// `None` where each paragraph is one line. A few lines that are longer (an address of the web)
    /// change nothing.
    pub(super) fn wrap_width(&self) -> Option<usize> {
        if self.has_paragraphs {
            return None;
        }
        let mut lengths: Vec<usize> = self
            .lines
            .iter()
            .map(|line| line.text(&self.text).chars().count())
            .collect();
        let longest = lengths.len().checked_sub(1 + lengths.len() / 50)?;
        let (_, width, _) = lengths.select_nth_unstable(longest);
        (40..=120).contains(width).then_some(*width)
    }
}

/// How many columns white space takes; a tab goes to the next of eight.
fn columns(blank: &str) -> u32 {
    blank.chars().fold(0, |column, c| match c {
        '\t' => (column / 8 + 1) * 8,
        _ => column + 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::tests::lines;

    #[test]
    fn blank_is_what_shows_nothing() {
        let source = Source::of(lines("  a \n\u{A0}\n\nb\u{A0}\nc"));
        let found: Vec<(u32, u32, bool, &str)> = source
            .lines
            .iter()
            .map(|line| {
                (
                    line.number,
                    line.indent,
                    line.apart,
                    line.text(&source.text),
                )
            })
            .collect();
        assert_eq!(
            found,
            [(1, 2, true, "a"), (4, 0, true, "b"), (5, 0, false, "c")]
        );
        assert_eq!(source.text, "  a \n\u{A0}\n\nb\u{A0}\nc\n");
    }

    #[test]
    fn a_line_that_is_longer_than_all_others_is_no_width() {
        let wrapped = "word ".repeat(12) + "\n";
        let long = "x".repeat(172);
        let text = wrapped.repeat(60) + &long;
        assert_eq!(Source::of(lines(&text)).wrap_width(), Some(59));
        assert_eq!(Source::of(lines(&long)).wrap_width(), None);
    }
}
