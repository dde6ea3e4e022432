//! Lines: the text of a document's blocks in one string, and where each line of it stands.

use std::borrow::Cow;
use std::collections::HashSet;

use super::markers::{Marker, marker, more_joint, open_joint};
use crate::model::index_table::index;
use crate::model::{
    Account, Block, BlockKind, Destination, PassageKind, Unit, from_roman, word_count,
};

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
    /// Its page, counted from 1; 0 where the format does not tell.
    pub(super) page: u32,
    /// Columns before its first character.
    pub(super) indent: u32,
    /// What the format says of it: position in [`Source::hints`] plus one; 0 for nothing.
    pub(super) hint: u32,
    /// Whether a page's end stands between it and the line before.
    pub(super) over_page: bool,
    /// Whether something sets it apart from the line before: a blank line, or a paragraph's end.
    pub(super) apart: bool,
}

impl Line {
    pub(super) fn text(self, source: &str) -> &str {
        &source[self.start..self.end]
    }
}

/// What a format says of one of its paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hint {
    /// It is a heading of this level, outermost 1.
    pub(super) heading: Option<u8>,
    /// Its text is set in italics from end to end.
    pub(super) italic: bool,
    /// It is the title of a part.
    pub(super) part: bool,
    /// It is a provision, with this unit and path; an empty path is to be counted.
    pub(super) provision: Option<(Unit, Vec<String>)>,
    /// It stands in this cell of a table.
    pub(super) cell: Option<Cell>,
    /// Its label is told by the format, not read from the text.
    pub(super) label: bool,
}

/// A cell of a table, all counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) table: u32,
    pub(super) row: u32,
    pub(super) column: u32,
}

/// Something at a place in the text that is no text itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Byte of [`Source::text`] at which it stands.
    pub(super) at: usize,
    pub(super) kind: MarkKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// The mark of a note.
    Note(String),
    /// A later hand inserted the text up to this byte.
    Inserted(usize),
    /// A later hand deleted these words.
    Deleted(String),
}

/// Text that a format sets apart from the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Apart {
    pub(super) kind: PassageKind,
    /// The mark of a note.
    pub(super) label: Option<String>,
    pub(super) text: String,
    pub(super) number: u32,
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
    /// Whether the format tells how text is set (in italics, struck through); plain text does not.
    pub(super) tells_style: bool,
    pub(super) hints: Vec<Hint>,
    /// In the order of the text.
    pub(super) marks: Vec<Mark>,
    pub(super) apart: Vec<Apart>,
    /// The words of the blocks, and where those are that are not in `text` or `apart`.
    pub(super) account: Account,
}

impl Source {
    /// The text of `blocks`.
    pub(super) fn of(blocks: impl IntoIterator<Item = Block>) -> Self {
        let mut source = Self::default();
        let mut after_blank = true;
        for block in blocks {
            count(&mut source.account, &block);
            let place = [block.place.line, block.place.paragraph, block.place.page];
            let number = place.into_iter().find(|it| *it > 0).unwrap_or_default();
            let kind = match &block.kind {
                BlockKind::PageHeader | BlockKind::PageFooter => Some(PassageKind::Furniture),
                BlockKind::Apart | BlockKind::Title => Some(PassageKind::Cover),
                BlockKind::Note => Some(PassageKind::Footnote),
                BlockKind::Comment(_) => Some(PassageKind::Note),
                _ => None,
            };
            match kind {
                Some(kind) => source.apart.push(Apart {
                    kind,
                    text: block.text().trim().to_owned(),
                    label: block.label,
                    number,
                }),
                None => after_blank = source.push(&block, number, after_blank),
            }
        }
        source
    }

    /// Adds the line of a block; gives whether the next is set apart from it.
    fn push(&mut self, block: &Block, number: u32, after_blank: bool) -> bool {
        let is_line = block.kind == BlockKind::Line;
        let start = self.text.len();
        // Of a paragraph that a later hand deleted as a whole the number is still its address.
        let gone = deleted_number(block);
        let label = block.label.as_deref();
        let label = label.or(gone.as_ref().map(|(label, _)| label.as_str()));
        if let Some(label) = label {
            self.text.push_str(&as_marker(label));
            self.text.push('\t');
        }
        let body = self.text.len();
        let mut deleted = false;
        if let Some((_, words)) = &gone {
            deleted = true;
            self.marks.push(Mark {
                at: body,
                kind: MarkKind::Deleted(words.clone()),
            });
        }
        let first_mark = self.marks.len();
        for run in block.runs.iter().filter(|_| gone.is_none()) {
            let at = self.text.len();
            if run.style.deleted {
                deleted = true;
                let words = run.text.clone();
                self.marks.push(Mark {
                    at,
                    kind: MarkKind::Deleted(words),
                });
                continue;
            }
            self.text.push_str(&run.text);
            if run.style.inserted {
                let kind = MarkKind::Inserted(self.text.len());
                self.marks.push(Mark { at, kind });
            }
        }
        for (at, mark) in &block.note_marks {
            self.marks.push(Mark {
                at: body + *at as usize,
                kind: MarkKind::Note(mark.clone()),
            });
        }
        let whole = &self.text[start..];
        let from_start = whole.trim_start();
        let indent = match block.indent {
            Some(hundredths) => hundredths / 100,
            None => columns(&whole[..whole.len() - from_start.len()]),
        };
        let is_blank = self.text[body..].trim().is_empty() && !(deleted && label.is_some());
        if is_blank {
            let label = block.label.as_deref().map_or(0, word_count);
            self.account.add(Destination::Empty, label);
            self.text.truncate(match is_line {
                true => self.text.len(),
                false => start,
            });
            // What stood in it stands where it was.
            for mark in &mut self.marks[first_mark..] {
                mark.at = mark.at.min(self.text.len());
            }
            self.text.push('\n');
            return true;
        }
        let first = start + (whole.len() - from_start.len());
        let end = first + from_start.trim_end().len();
        // What a later hand inserted with its number is an insertion of the words after it.
        let words = first + typed_number(&self.text[first..end]);
        for mark in self.marks[first_mark..].iter_mut() {
            if matches!(mark.kind, MarkKind::Inserted(until) if until > words) {
                mark.at = mark.at.max(words);
            }
        }
        // They are looked up by their places.
        self.marks[first_mark..].sort_by_key(|mark| mark.at);
        let hint = Hint {
            heading: match block.kind {
                BlockKind::Heading(level) => Some(level),
                _ => None,
            },
            italic: is_italic(block, words.saturating_sub(body)),
            part: block.kind == BlockKind::PartTitle,
            provision: match &block.kind {
                BlockKind::Provision { unit, path } => Some((*unit, path.clone())),
                _ => None,
            },
            cell: match block.kind {
                BlockKind::Cell { table, row, column } => Some(Cell { table, row, column }),
                _ => None,
            },
            label: label.is_some(),
        };
        let says = !is_line && hint != Hint::default();
        if says {
            self.hints.push(hint);
        }
        self.lines.push(Line {
            start: first,
            end,
            number,
            page: block.place.page,
            indent,
            hint: if says { index(self.hints.len()) } else { 0 },
            over_page: self
                .lines
                .last()
                .is_some_and(|above| above.page < block.place.page),
            apart: after_blank || !is_line,
        });
        self.has_paragraphs |= !is_line;
        self.tells_style |= !is_line || block.place.line == 0;
        self.text.push('\n');
        !is_line
    }

    /// Parts lines in which the next number of two parts follows within the line, as a page that lost
    /// its line ends has it: `118.65 Plant trees (Norland); 118.66 Dig wells (Sudland);`
    pub(super) fn part_at_inline_numbers(&mut self) {
        let mut parted: Vec<Line> = Vec::with_capacity(self.lines.len());
        let mut last: Option<(u32, u32)> = None;
        for mut line in std::mem::take(&mut self.lines) {
            if let Some((Marker::Decimal(label), _)) = marker(line.text(&self.text)) {
                last = split_decimal(label);
            }
            while let Some((whole, value)) = last
                && let Some(at) =
                    inline_number(line.text(&self.text), whole, value.saturating_add(1))
            {
                let start = line.start + at;
                let before = self.text[line.start..start].trim_end().len();
                parted.push(Line {
                    end: line.start + before,
                    ..line
                });
                line = Line {
                    start,
                    over_page: false,
                    apart: false,
                    ..line
                };
                last = Some((whole, value.saturating_add(1)));
            }
            parted.push(line);
        }
        self.lines = parted;
    }

    /// Takes the numbers of a joint one together that stand in a column of their own over several lines.
    pub(super) fn join_numbers(&mut self) {
        let goes_on = |text: &str, next: &str| Some((open_joint(text)?, more_joint(next)?));
        let any = (self.lines.windows(2))
            .any(|pair| goes_on(pair[0].text(&self.text), pair[1].text(&self.text)).is_some());
        if self.has_paragraphs || !any {
            return;
        }
        let whole = std::mem::take(&mut self.text);
        let mut kept: Vec<Line> = Vec::with_capacity(self.lines.len());
        let mut end = 0;
        for line in std::mem::take(&mut self.lines) {
            let text = line.text(&whole);
            let before = kept.last().copied();
            if let Some(before) = before
                && let Some((numbers, more)) = goes_on(before.text(&self.text), text)
            {
                let words = text[more..].trim_start();
                self.text
                    .insert_str(before.start + numbers, &format!(" {}", &text[..more]));
                if let Some(last) = kept.last_mut() {
                    last.end += more + 1;
                }
                end = line.end;
                if !words.is_empty() {
                    self.text.push('\n');
                    let start = self.text.len();
                    self.text.push_str(words);
                    let column = text.len() - words.len();
                    kept.push(Line {
                        start,
                        end: self.text.len(),
                        indent: line.indent + index(text[..column].chars().count()),
                        ..line
                    });
                }
                continue;
            }
            self.text.push_str(&whole[end..line.start]);
            let start = self.text.len();
            self.text.push_str(text);
            kept.push(Line {
                start,
                end: self.text.len(),
                ..line
            });
            end = line.end;
        }
        self.text.push_str(&whole[end..]);
        self.lines = kept;
    }

    /// What the format says of a line.
    pub(super) fn hint(&self, line: Line) -> Option<&Hint> {
        self.hints.get((line.hint as usize).checked_sub(1)?)
    }

    /// The lines of which something stands from `start` to `end`.
    pub(super) fn lines_in(&self, start: usize, end: usize) -> &[Line] {
        let first = self.lines.partition_point(|line| line.end <= start);
        let last = self.lines.partition_point(|line| line.start < end);
        &self.lines[first..last.max(first)]
    }

    /// The marks from `start` to `end`, both included.
    pub(super) fn marks_in(&self, start: usize, end: usize) -> &[Mark] {
        let first = self.marks.partition_point(|mark| mark.at < start);
        let last = self.marks.partition_point(|mark| mark.at <= end);
        &self.marks[first..last.max(first)]
    }

    /// Takes the lines at these positions out of the text, and what was blank around them, so that a
    /// sentence goes on over a page. Gives them with their text.
    pub(super) fn without(&mut self, taken: &HashSet<usize>) -> Vec<(Line, String)> {
        let whole = std::mem::take(&mut self.text);
        let mut out = Vec::new();
        let mut kept: Vec<Line> = Vec::with_capacity(self.lines.len());
        // The line before in the text as it was, and whether it was kept.
        let mut before: Option<(usize, bool)> = None;
        // Where each line stood, and where it stands now, if it still does.
        let mut moved: Vec<(usize, usize, Option<usize>)> = Vec::with_capacity(self.lines.len());
        for (at, line) in std::mem::take(&mut self.lines).into_iter().enumerate() {
            let text = line.text(&whole);
            if taken.contains(&at) {
                moved.push((line.start, line.end, None));
                out.push((line, text.to_owned()));
                before = Some((line.end, false));
                continue;
            }
            let between = match before {
                Some((end, true)) => &whole[end..line.start],
                None => &whole[..line.start],
                Some((_, false)) => "\n",
            };
            self.text.push_str(between);
            let start = self.text.len();
            moved.push((line.start, line.end, Some(start)));
            self.text.push_str(text);
            let over_page = line.over_page || matches!(before, Some((_, false)));
            kept.push(Line {
                start,
                end: self.text.len(),
                apart: line.apart && (!over_page || kept.is_empty()),
                over_page,
                ..line
            });
            before = Some((line.end, true));
        }
        self.text.push('\n');
        self.lines = kept;
        self.move_marks(&moved);
        out
    }

    /// Moves the marks with their lines; those of lines that are gone go too.
    fn move_marks(&mut self, moved: &[(usize, usize, Option<usize>)]) {
        let place = |at: usize| {
            let line = moved.partition_point(|(_, end, _)| *end < at);
            let (start, _, now) = moved.get(line)?;
            Some((*now)? + at.saturating_sub(*start))
        };
        self.marks.retain_mut(|mark| {
            let Some(at) = place(mark.at) else {
                return false;
            };
            mark.at = at;
            if let MarkKind::Inserted(until) = &mut mark.kind {
                *until = place(*until).unwrap_or(at).max(at);
            }
            true
        });
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

/// Counts the words of a block: all of them, and those that are neither in its text nor its label.
fn count(account: &mut Account, block: &Block) {
    let (label, deleted) = match deleted_number(block) {
        Some((label, words)) => (word_count(&label), word_count(&words)),
        None => {
            let deleted = block.runs.iter().filter(|run| run.style.deleted);
            (
                block.label.as_deref().map_or(0, word_count),
                deleted.map(|run| word_count(&run.text)).sum(),
            )
        }
    };
    let marks = block.note_marks.len() as u64;
    let words = match &block.runs[..] {
        [only] if !only.style.deleted => word_count(&only.text),
        _ => word_count(&block.text()),
    };
    account.total += label + words + deleted + marks;
    account.add(Destination::Deletion, deleted);
    account.add(Destination::Note, marks);
}

/// `121.48` as 121 and 48.
pub(super) fn split_decimal(label: &str) -> Option<(u32, u32)> {
    let (whole, part) = label.split_once('.')?;
    Some((whole.parse().ok()?, part.parse().ok()?))
}

/// Where in `line` the number `whole.value` begins an item, right after one that ends.
fn inline_number(line: &str, whole: u32, value: u32) -> Option<usize> {
    let label = format!("{whole}.{value}");
    line.match_indices(&label).map(|(at, _)| at).find(|at| {
        let before = line[..*at].trim_end();
        let after = &line[at + label.len()..];
        let after = after.strip_prefix('.').unwrap_or(after);
        before.len() < *at
            && before.ends_with([';', '.', ')'])
            && after.starts_with(char::is_whitespace)
            && after.trim_start().starts_with(char::is_uppercase)
    })
}

/// How many bytes of a line its typed number takes, that of its first subparagraph included.
fn typed_number(line: &str) -> usize {
    let after = |text: &str| marker(text).map_or(0, |(_, rest)| text.len() - rest.len());
    let number = after(line);
    number
        + if number > 0 {
            after(&line[number..])
        } else {
            0
        }
}

/// Whether the words of a block are set in italics from end to end; the typed number before them, the
/// first `from` bytes, may be upright.
fn is_italic(block: &Block, from: usize) -> bool {
    let mut at = 0;
    block
        .runs
        .iter()
        .filter(|run| !run.style.deleted)
        .all(|run| {
            let start = at;
            at += run.text.len();
            let words = run.text.get(from.saturating_sub(start)..).unwrap_or("");
            run.style.italic || !words.contains(char::is_alphanumeric)
        })
}

/// The typed number and the words of a paragraph that a later hand deleted as a whole.
fn deleted_number(block: &Block) -> Option<(String, String)> {
    let blank = |text: &str| text.trim().is_empty();
    let whole = block.label.is_none()
        && block.runs.iter().any(|run| run.style.deleted)
        && (block.runs.iter()).all(|run| run.style.deleted || blank(&run.text));
    if !whole {
        return None;
    }
    let text: String = block.runs.iter().map(|run| run.text.as_str()).collect();
    let text = text.trim();
    let (_, words) = marker(text)?;
    let label = text[..text.len() - words.len()].trim_end();
    (!words.is_empty()).then(|| (label.to_owned(), words.to_owned()))
}

/// How many columns white space takes; a tab goes to the next of eight.
fn columns(blank: &str) -> u32 {
    blank.chars().fold(0, |column, c| match c {
        '\t' => (column / 8 + 1) * 8,
        _ => column + 1,
    })
}

/// A label as [`marker`](super::markers::marker) knows it: `a.` and `iv.`, which in running text
/// can be anything, are subparagraphs where a format says that they are numbers.
fn as_marker(label: &str) -> Cow<'_, str> {
    match label.strip_suffix('.') {
        Some(letters)
            if letters.bytes().all(|byte| byte.is_ascii_lowercase())
                && (letters.len() == 1 || from_roman(letters).is_some()) =>
        {
            format!("({letters})").into()
        }
        _ => label.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::text_blocks::text_blocks;

    #[test]
    fn blank_is_what_shows_nothing() {
        let source = Source::of(text_blocks("  a \n\u{A0}\n\nb\u{A0}\nc"));
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
    fn numbers_of_a_format_are_written_as_texts_write_them() {
        for (label, marker) in [
            ("a.", "(a)"),
            ("iv.", "(iv)"),
            ("1.", "1."),
            ("A.", "A."),
            ("(b)", "(b)"),
            ("no.", "no."),
        ] {
            assert_eq!(as_marker(label), marker);
        }
    }

    #[test]
    fn a_line_that_is_longer_than_all_others_is_no_width() {
        let wrapped = "word ".repeat(12) + "\n";
        let long = "x".repeat(172);
        let text = wrapped.repeat(60) + &long;
        assert_eq!(Source::of(text_blocks(&text)).wrap_width(), Some(59));
        assert_eq!(Source::of(text_blocks(&long)).wrap_width(), None);
    }
}
