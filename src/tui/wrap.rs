//! Styled text, measured and wrapped: at blanks and after hyphens only, never at a no-break space or
//! a non-breaking hyphen, and never cut. A word longer than the line goes on in the next one.
//!
//! What terminals measure differently is drawn plainly, so that all of them agree and borders stay
//! straight.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::export::{is_picture, visible_part};

/// The longest text that is laid out, in bytes. No document has a paragraph of as much; a file that
/// was made to do harm has, and a key must not wait for it.
pub(super) const LONGEST: usize = 1 << 17;

/// As much of a text as is laid out.
pub(super) fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}

/// Text with a style for each run of it. Control characters become marks on the way in.
#[derive(Clone, Debug, Default)]
pub struct Styled {
    text: String,
    /// End of each run in `text`, and its style.
    runs: Vec<(usize, Style)>,
    /// Whether there was more than is laid out.
    cut: bool,
}

impl Styled {
    /// One run.
    #[must_use]
    pub fn new(text: &str, style: Style) -> Self {
        let mut styled = Self::default();
        styled.push(text, style);
        styled
    }

    /// Adds a run at the end.
    pub fn push(&mut self, text: &str, style: Style) {
        self.push_part(text, 0..text.len(), style);
    }

    fn push_part(&mut self, text: &str, part: Range<usize>, style: Style) {
        let room = LONGEST.saturating_sub(self.text.len());
        if self.cut {
            return;
        }
        if part.len() <= room {
            push_settled(&mut self.text, &visible_part(text, part));
        } else {
            let end = text.floor_char_boundary(part.start + room);
            push_settled(&mut self.text, &visible_part(text, part.start..end));
            let left = (text.len() - end).div_ceil(1000);
            let told = format!(" … {left} kB more are left out on the screen; copies have them");
            self.text.push_str(&told);
            self.cut = true;
        }
        self.runs.push((self.text.len(), style));
    }

    /// Adds another text, each piece in its style.
    pub fn append(&mut self, other: &Self) {
        let mut from = 0;
        for &(to, style) in &other.runs {
            self.push_part(&other.text, from..to, style);
            from = to;
        }
    }

    /// Adds `text` with `base`, each of the `layers`' ranges patched by its style; of several
    /// layers over one place, all count, later ones over earlier ones. Ranges are bytes of
    /// `text`; those that do not fit it are passed over.
    pub fn push_layered(&mut self, text: &str, base: Style, layers: &[(&[Range<usize>], Style)]) {
        let seen = beginning(text).len();
        let mut cuts: Vec<usize> = vec![0, seen, text.len()];
        let mut layers: Vec<Layer> = layers
            .iter()
            .map(|(ranges, style)| Layer::new(text, ranges, *style))
            .collect();
        for layer in &layers {
            let ends = layer
                .ranges
                .iter()
                .flat_map(|range| [range.start, range.end]);
            cuts.extend(ends.filter(|end| *end < seen));
        }
        cuts.sort_unstable();
        cuts.dedup();
        for piece in cuts.windows(2) {
            let style = layers
                .iter_mut()
                .filter_map(|layer| layer.covers(piece[0]).then_some(layer.style))
                .fold(base, Style::patch);
            self.push_part(text, piece[0]..piece[1], style);
        }
    }

    /// The lines of the text at most `width` columns wide, each led by `indent` blanks that count
    /// towards the width, of which they take half at most.
    #[must_use]
    pub fn wrap(&self, width: u16, indent: u16) -> Vec<Line<'static>> {
        let indent = indent.min(width / 2);
        let room = usize::from(width.saturating_sub(indent)).max(1);
        self.breaks(room)
            .into_iter()
            .map(|range| self.line(range, usize::from(indent)))
            .collect()
    }

    /// The text on one line of at most `width` columns; `…` says that it goes on. Line feeds
    /// become blanks.
    #[must_use]
    pub fn one_line(&self, width: u16) -> Line<'static> {
        let width = usize::from(width);
        if self.text.contains('\n') {
            let flat = Self {
                text: self.text.replace('\n', " "),
                runs: self.runs.clone(),
                cut: self.cut,
            };
            return flat.cut(width);
        }
        self.cut(width)
    }

    fn cut(&self, width: usize) -> Line<'static> {
        if columns(&self.text) <= width {
            return self.line(0..self.text.len(), 0);
        }
        let mut used = 0;
        let mut end = 0;
        for (at, grapheme) in self.text.grapheme_indices(true) {
            used += columns(grapheme);
            if used + 1 > width {
                break;
            }
            end = at + grapheme.len();
        }
        let mut line = self.line(0..end, 0);
        if width > 0 {
            let style = line
                .spans
                .last()
                .map_or_else(Style::default, |span| span.style);
            line.push_span(Span::styled("…", style));
        }
        line
    }

    /// Byte ranges of the lines, without the blanks at their ends. One pass: a word of a megabyte
    /// costs no more than a megabyte of words.
    fn breaks(&self, room: usize) -> Vec<Range<usize>> {
        let text = self.text.as_str();
        let without_blanks = |range: Range<usize>| {
            let length = text[range.clone()].trim_end().len();
            range.start..range.start + length
        };
        let breaks = |byte: u8| (b'\n'..=b'\r').contains(&byte);
        if text.len() <= room && text.is_ascii() && !text.bytes().any(breaks) {
            // It fits: most lines of a long list do, and need no search for places to break.
            let whole = without_blanks(0..text.len());
            return Vec::from_iter((!whole.is_empty()).then_some(whole));
        }
        let mut lines = Vec::new();
        let (mut line, mut word, mut used) = (0, 0, 0);
        for (at, opportunity) in linebreaks(text) {
            if opportunity == BreakOpportunity::Allowed && !breaks_here(&text[..at]) {
                continue;
            }
            let here = &text[word..at];
            let (with_blanks, needs) = (columns(here), columns(here.trim_end()));
            if used > 0 && used + needs > room {
                lines.push(without_blanks(line..word));
                (line, used) = (word, 0);
            }
            if needs > room {
                for (offset, grapheme) in here.grapheme_indices(true) {
                    let wide = columns(grapheme);
                    if used > 0 && used + wide > room && !grapheme.trim_end().is_empty() {
                        let full = without_blanks(line..word + offset);
                        if !full.is_empty() {
                            lines.push(full);
                        }
                        (line, used) = (word + offset, 0);
                    }
                    used += wide;
                }
            } else {
                used += with_blanks;
            }
            word = at;
            if opportunity == BreakOpportunity::Mandatory {
                let last = without_blanks(line..at);
                if at < text.len() || !last.is_empty() {
                    lines.push(last);
                }
                (line, used) = (at, 0);
            }
        }
        lines
    }

    fn line(&self, range: Range<usize>, indent: usize) -> Line<'static> {
        let mut spans = Vec::new();
        if indent > 0 {
            spans.push(Span::raw(" ".repeat(indent)));
        }
        // Only the runs of this line: a long text may have as many as it has words.
        let first = self.runs.partition_point(|(end, _)| *end <= range.start);
        let mut start = range.start;
        for &(end, style) in &self.runs[first..] {
            if start >= range.end {
                break;
            }
            let (from, to) = (start, end.min(range.end));
            if from < to {
                let text = &self.text[from..to];
                if columns(text) == text.width() {
                    spans.push(Span::styled(text.to_owned(), style));
                } else {
                    // The next piece would be put where this one ends in print; a piece for each
                    // letter ends where it does on the screen.
                    let letters = letters(text).into_iter();
                    spans.extend(letters.map(|one| Span::styled(one.to_owned(), style)));
                }
            }
            start = end;
        }
        Line::from(spans)
    }
}

/// Columns that a text takes on the screen, where each letter is drawn for itself: a ligature of
/// two, or two that stand one below the other, which are as narrow as one in print, take two.
pub(super) fn columns(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.chars().map(width).sum()
}

fn width(letter: char) -> usize {
    // The marks of voice of halfwidth kana have a cell of their own, whatever their class.
    if matches!(letter, '\u{ff9e}' | '\u{ff9f}') {
        return 1;
    }
    letter.width().unwrap_or(0)
}

/// The letters of a text, each with the marks on it.
fn letters(text: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = text
        .char_indices()
        .filter(|(at, letter)| *at == 0 || width(*letter) > 0)
        .map(|(at, _)| at)
        .collect();
    starts.push(text.len());
    starts
        .windows(2)
        .map(|ends| &text[ends[0]..ends[1]])
        .collect()
}

/// Columns that a line takes on the screen.
pub(super) fn line_columns(line: &Line<'_>) -> usize {
    line.spans.iter().map(|span| columns(&span.content)).sum()
}

/// Adds text without what terminals disagree about the width of: pictures that are joined to one
/// are drawn side by side and without their colour of skin, a sign in the form that it has by
/// itself, a soft hyphen not at all. What is copied is not touched by this.
fn push_settled(shown: &mut String, text: &str) {
    if text.is_ascii() {
        shown.push_str(text);
        return;
    }
    let mut last = shown.chars().next_back();
    let mut coming = text.chars().peekable();
    while let Some(character) = coming.next() {
        let drawn = |beside: Option<char>| beside.is_some_and(is_picture);
        let unsettled = match character {
            '\u{ad}' | '\u{fe0e}' | '\u{fe0f}' => true,
            '\u{200d}' => drawn(last) || drawn(coming.peek().copied()),
            '\u{1f3fb}'..='\u{1f3ff}' => drawn(last),
            _ => false,
        };
        if !unsettled {
            shown.push(character);
            last = Some(character);
        }
    }
}

/// The ranges of one layer, asked for places from left to right.
struct Layer {
    /// By their starts.
    ranges: Vec<Range<usize>>,
    style: Style,
    /// How many of them begin at or before the last place, and how far those reach.
    begun: usize,
    reach: usize,
}

impl Layer {
    fn new(text: &str, ranges: &[Range<usize>], style: Style) -> Self {
        let fits = |range: &&Range<usize>| {
            range.start < range.end
                && text.is_char_boundary(range.start)
                && text.is_char_boundary(range.end)
        };
        let mut ranges: Vec<Range<usize>> = ranges.iter().filter(fits).cloned().collect();
        ranges.sort_unstable_by_key(|range| range.start);
        Self {
            ranges,
            style,
            begun: 0,
            reach: 0,
        }
    }

    fn covers(&mut self, place: usize) -> bool {
        while let Some(range) = self.ranges.get(self.begun).filter(|it| it.start <= place) {
            self.reach = self.reach.max(range.end);
            self.begun += 1;
        }
        self.reach > place
    }
}

/// Unicode also allows breaks inside `HIV/AIDS` and `E/CN.4/2006/18`; a reader expects those
/// whole. Scripts without blanks break anywhere that Unicode allows.
fn breaks_here(before: &str) -> bool {
    before.chars().next_back().is_some_and(|last| {
        last.is_whitespace()
            || matches!(last, '-' | '‐' | '–' | '—' | '\u{ad}')
            || last > '\u{2e7f}'
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, width: u16) -> Vec<String> {
        let lines = Styled::new(text, Style::default()).wrap(width, 0);
        lines.iter().map(Line::to_string).collect()
    }

    #[test]
    fn breaks_at_blanks_and_after_hyphens() {
        assert_eq!(
            wrapped("human rights-based approach", 13),
            ["human rights-", "based", "approach"]
        );
    }

    #[test]
    fn keeps_together_what_the_document_keeps_together() {
        assert_eq!(
            wrapped("a follow\u{2011}up", 8),
            ["a", "follow\u{2011}u", "p"]
        );
        assert_eq!(
            wrapped("the follow\u{2011}up", 10),
            ["the", "follow\u{2011}up"]
        );
        assert_eq!(
            wrapped("see para.\u{a0}103 now", 10),
            ["see", "para.\u{a0}103", "now"]
        );
        assert_eq!(wrapped("in E/CN.4/2006/18", 15), ["in", "E/CN.4/2006/18"]);
    }

    #[test]
    fn never_cuts() {
        assert_eq!(wrapped("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrapped("日本語", 1), ["日", "本", "語"]);
        assert_eq!(wrapped("", 4), Vec::<String>::new());
        assert_eq!(wrapped("one\ntwo", 9), ["one", "two"]);
    }

    #[test]
    fn a_single_line_says_that_it_goes_on() {
        let line = Styled::new("follow-up activities", Style::default()).one_line(10);
        assert_eq!(line.to_string(), "follow-up…");
        let line = Styled::new("two\nlines", Style::default()).one_line(10);
        assert_eq!(line.to_string(), "two lines");
    }

    #[test]
    fn layers_lie_over_one_another() {
        let bold = Style::new().bold();
        let red = Style::new().red();
        let mut styled = Styled::default();
        let (one, two) = ([4..6, 0..3, 1..2], [2..5, 9..99]);
        styled.push_layered("abcdefgh", Style::new(), &[(&one, bold), (&two, red)]);
        let line = styled.one_line(20);
        let told: Vec<(&str, bool, bool)> = (line.spans.iter())
            .map(|span| {
                let style = span.style;
                (
                    &*span.content,
                    style.add_modifier == bold.add_modifier,
                    style.fg == red.fg,
                )
            })
            .collect();
        let expected = [
            ("a", true, false),
            ("b", true, false),
            ("c", true, true),
            ("d", false, true),
            ("e", true, true),
            ("f", true, false),
            ("gh", false, false),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn an_endless_text_is_laid_out_in_part_and_says_so() {
        let text = "word ".repeat(1_000_000);
        let mut styled = Styled::new(&text, Style::default());
        styled.push("and more", Style::default());
        let lines: Vec<String> = styled.wrap(80, 0).iter().map(Line::to_string).collect();
        assert!(lines.len() < 2000, "{}", lines.len());
        let said = lines.concat();
        assert!(
            said.contains("4869 kB more are left out"),
            "{:?}",
            lines.last()
        );
    }

    #[test]
    fn letters_that_join_are_counted_as_they_are_drawn() {
        // Lam and alef are one ligature in print and two cells on the screen.
        assert_eq!(columns("لا"), 2);
        let lines = Styled::new("لا لا لا", Style::default()).wrap(5, 0);
        let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
        assert_eq!(lines, ["لا لا", "لا"]);
    }

    #[test]
    fn what_terminals_measure_differently_is_drawn_plainly() {
        let shown = |text: &str| Styled::new(text, Style::default()).one_line(40).to_string();
        assert_eq!(shown("👨\u{200d}👩\u{200d}👧 as one"), "👨👩👧 as one");
        assert_eq!(
            shown("👍🏽 ❤\u{fe0f} 1\u{fe0f}\u{20e3} soft\u{ad}ly"),
            "👍 ❤ 1\u{20e3} softly"
        );
        assert_eq!(shown("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }
}
