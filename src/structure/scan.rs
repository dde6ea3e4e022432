//! Line scanner: lines to segments, that is titles, numbers with their text, prose, footnotes.
//!
//! A segment is decided by its own first line and by what stands right before and after it; how
//! segments belong together is the matter of the next stage.

use std::borrow::Cow;
use std::collections::HashSet;

use super::articles::{article, is_chapter, is_preamble};
use super::cover::cover_lines;
use super::footnotes::{mark_at_end, mark_at_start};
use super::lines::{Line, Source};
use super::markers::{Marker, is_rule, joint, marker};
use super::resolutions::{
    is_adoption, is_opening, is_opening_of_declaration, is_operative, is_participle, resolution,
};
use super::segment::{Segment, SegmentKind, Segments};
use super::sentence::{
    ends_a_clause, ends_like_title, goes_on, introduces, is_complete, is_title,
    is_title_without_case,
};
use super::session_title::{ends_with_symbol, is_session_line, is_session_title};

/// Over how many lines a title goes at most.
const TITLE_LINES: usize = 3;

/// The segments of `source`, in its order. Each of its lines is in exactly one.
pub(super) fn segments(source: &Source) -> Segments<'_> {
    let width = source.wrap_width();
    let mut scan = Scan {
        whole: source,
        source: &source.text,
        lines: &source.lines,
        width,
        flows: flowing(&source.text, &source.lines, width),
        list: Vec::new(),
        marks: HashSet::new(),
        last_number: None,
        last_decimal: None,
        mode: Mode::Body,
        cover: cover_lines(source),
        in_fields: false,
        has_items: false,
        has_positions: false,
        has_articles: false,
        has_openings: false,
    };
    let texts = || source.lines.iter().map(|line| line.text(&source.text));
    scan.has_articles = texts()
        .filter(|text| article(text).is_some())
        .take(2)
        .count()
        == 2;
    scan.has_openings = texts().any(is_opening);
    scan.has_positions = texts().filter(|text| is_position(text)).take(2).count() == 2;
    if scan.has_articles && !scan.has_openings {
        scan.mode = Mode::Preamble;
    }
    let mut at = 0;
    while at < scan.lines.len() {
        at += scan.take(at);
    }
    Segments {
        list: scan.list,
        wrapped: width.is_some(),
    }
}

/// A pass over the lines of a document.
struct Scan<'a> {
    whole: &'a Source,
    source: &'a str,
    lines: &'a [Line],
    width: Option<usize>,
    flows: Vec<bool>,
    list: Vec<Segment<'a>>,
    marks: HashSet<&'a str>,
    last_number: Option<u32>,
    /// The last number within a number: 121 and 48.
    last_decimal: Option<(u32, u32)>,
    mode: Mode,
    cover: Vec<bool>,
    /// Whether the paragraph has subparagraphs so far.
    has_items: bool,
    /// Whether the lines tell of the recommendation above, until the next one.
    in_fields: bool,
    /// Whether a State's position stands below each recommendation.
    has_positions: bool,
    /// Whether the document is cut into articles, and whether a body speaks in it.
    has_articles: bool,
    has_openings: bool,
}

/// What part of an adopted text the lines are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// Its numbers, or no adopted text at all.
    Body,
    /// Its preamble.
    Preamble,
    /// After it: when it was adopted, and who voted how.
    Adopted,
}

/// The column at which the text of a line begins, behind its number.
fn text_column(line: Line, source: &str) -> u32 {
    let text = line.text(source);
    let rest = marker(text).map_or(text, |(_, rest)| rest);
    let before = text[..text.len() - rest.len()].chars().count();
    line.indent + u32::try_from(before).unwrap_or_default()
}

/// The level of a heading that stands below all others.
const INNERMOST: u8 = 9;

/// Whether a line is the title of a column of a matrix.
fn is_column(text: &str) -> bool {
    [
        "Recommendation",
        "Position",
        "Full list of themes",
        "Assessment/comments",
        "Human rights themes",
        "Relevant SDGs",
    ]
    .iter()
    .any(|title| text.starts_with(title) && text.len() < 80)
}

/// Whether a list begins with this letter or numeral.
fn is_first_item(label: &str) -> bool {
    matches!(label, "a" | "i" | "1" | "а" | "أ" | "子" | "甲")
}

/// Whether a line tells what the State said to the recommendation above it.
fn is_position(text: &str) -> bool {
    let known = [
        "Supported",
        "Noted",
        "Accepted",
        "Not accepted",
        "Rejected",
        "Not supported",
        "Supported/Noted",
        "Partially supported",
        "Partially accepted",
        "Under consideration",
    ];
    known.contains(&text)
}

/// `121.48` as 121 and 48.
fn split_decimal(label: &str) -> Option<(u32, u32)> {
    let (whole, part) = label.split_once('.')?;
    Some((whole.parse().ok()?, part.parse().ok()?))
}

/// The number of a paragraph: 2 for `2 bis`.
fn value_of(label: &str) -> Option<u32> {
    label.split(' ').next()?.parse().ok()
}

impl<'a> Scan<'a> {
    /// Takes the line at `at`, and as many after it as belong to the same title; gives how many.
    fn take(&mut self, at: usize) -> usize {
        let line = self.lines[at];
        let text = line.text(self.source);
        if self.cover[at] && resolution(text).is_none() {
            self.push(SegmentKind::Cover, at, at, line.start);
            return 1;
        }
        let whole = self.whole;
        if let Some(hint) = whole.hint(line) {
            // The label that the format keeps apart stands before a tab.
            let (label, rest) = match text.split_once('\t').filter(|_| hint.label) {
                Some(pieces) => pieces,
                None => ("", text),
            };
            let start = line.end - rest.len();
            if let Some((unit, path)) = &hint.provision {
                self.mode = Mode::Body;
                self.push(SegmentKind::Marked(*unit, path), at, at, start);
                return 1;
            }
            if hint.part {
                self.last_number = None;
                self.mode = Mode::Body;
                self.push(SegmentKind::Resolution(label), at, at, start);
                return 1;
            }
        }
        if let Some(taken) = self.adopted_text(at, text) {
            return taken;
        }
        let level = self.whole.hint(line).and_then(|hint| hint.heading);
        if level.is_some() {
            let title = Cow::Borrowed(text);
            self.push(SegmentKind::Heading(title), at, at, line.start);
            if let Some(segment) = self.list.last_mut() {
                segment.level = level;
            }
            return 1;
        }
        if matches!(text, "…" | "..." | "....") {
            self.push(SegmentKind::Ellipsis, at, at, line.start);
            return 1;
        }
        if is_rule(text) {
            self.push(
                SegmentKind::Stray("a ruled line, without words"),
                at,
                at,
                line.start,
            );
            return 1;
        }
        if let Some((marker, rest)) = marker(text) {
            let rest_start = line.end - rest.len();
            match marker {
                Marker::Numeral(numeral) => {
                    if let Some(taken) = self.numeral(at, numeral, rest_start) {
                        return taken;
                    }
                }
                Marker::Number(label) if self.is_sub_heading(at, &label, rest) => {
                    self.push(SegmentKind::Heading(text.into()), at, at, line.start);
                    return 1;
                }
                Marker::Number(label) if self.is_number(at, &label, rest) => {
                    self.mode = Mode::Body;
                    self.has_items = false;
                    self.last_number = value_of(&label);
                    if let Some((also, rest)) = joint(rest) {
                        self.last_number = also.last().and_then(|last| last.parse().ok());
                        self.marked(SegmentKind::Number(label), at, line.end - rest.len());
                        if let Some(segment) = self.list.last_mut() {
                            segment.also = also;
                        }
                        return 1;
                    }
                    // Only a first subparagraph can stand on its paragraph's line.
                    match super::markers::marker(rest) {
                        Some((Marker::Sub(sub), rest))
                            if matches!(&*sub, "a" | "i") && !rest.is_empty() =>
                        {
                            self.has_items = true;
                            let kind = SegmentKind::NumberAndSub(label, sub);
                            self.push(kind, at, at, line.end - rest.len());
                        }
                        _ => self.marked(SegmentKind::Number(label), at, rest_start),
                    }
                    return 1;
                }
                Marker::Sub(_) if self.is_sub_heading(at, "", rest) => {
                    self.push(SegmentKind::Heading(text.into()), at, at, line.start);
                    return 1;
                }
                Marker::Decimal(label)
                    if self.at_pause() || self.is_apart(at) || self.is_next_decimal(label) =>
                {
                    self.last_decimal = split_decimal(label);
                    self.marked(SegmentKind::Decimal(label), at, rest_start);
                    return 1;
                }
                Marker::Bare(label)
                    if line.apart
                        && self
                            .last_number
                            .is_some_and(|last| label.parse() == Ok(last + 1)) =>
                {
                    self.last_number = label.parse().ok();
                    self.marked(SegmentKind::Number(label.into()), at, rest_start);
                    return 1;
                }
                // A letter without its predecessors is an enumeration in running text.
                Marker::Sub(label)
                    if self.begins_item(at, rest)
                        && (line.apart || self.has_items || is_first_item(&label)) =>
                {
                    self.has_items = true;
                    self.mode = if self.mode == Mode::Adopted {
                        self.mode
                    } else {
                        Mode::Body
                    };
                    self.marked(SegmentKind::Sub(label), at, rest_start);
                    return 1;
                }
                _ => {}
            }
        } else if is_session_line(text) && self.at_rest() {
            if let Some(last) = self.session_end(at) {
                self.session(None, at, last, line.start);
                return last + 1 - at;
            }
        } else if let Some((mark, rest)) = mark_at_start(text)
            && self.marks.contains(mark)
            && !rest.is_empty()
        {
            self.push(SegmentKind::Footnote(mark), at, at, line.end - rest.len());
            return 1;
        }
        if let Some(taken) = self.heading(at) {
            return taken;
        }
        self.text(at);
        1
    }

    /// The parts of an adopted text that stand outside of its numbers: its number and title, the line
    /// with which the body begins to speak, preambular paragraphs, articles, how it was adopted.
    fn adopted_text(&mut self, at: usize, text: &'a str) -> Option<usize> {
        let line = self.lines[at];
        if self.has_positions {
            return self.matrix(at, text);
        }
        if self.whole.hint(line).is_some_and(|hint| hint.cell) {
            self.push(SegmentKind::Cell, at, at, line.start);
            return Some(1);
        }
        if let Some((label, rest)) = resolution(text).filter(|_| self.at_rest() || line.apart)
            && let Some(opening) = self.opening_after(at)
        {
            self.last_number = None;
            self.mode = Mode::Body;
            let last = opening - 1;
            let title = if rest.is_empty() && last > at {
                self.lines[at + 1].start
            } else {
                line.end - rest.len()
            };
            self.push(SegmentKind::Resolution(label), at, last, title);
            return Some(last + 1 - at);
        }
        let body_alone = self.has_articles
            && self.has_openings
            && self.mode == Mode::Preamble
            && is_opening_of_declaration(text);
        if is_opening(text) || body_alone {
            self.last_number = None;
            self.mode = Mode::Preamble;
            self.push(SegmentKind::Opening, at, at, line.start);
            return Some(1);
        }
        if let Some((number, rest)) = article(text).filter(|_| self.has_articles) {
            self.last_number = None;
            self.mode = Mode::Body;
            self.push(SegmentKind::Article(number), at, at, line.end - rest.len());
            if let Some(segment) = self.list.last_mut() {
                segment.level = self.whole.hint(line).and_then(|hint| hint.heading);
            }
            return Some(1);
        }
        if self.has_articles && is_preamble(text) {
            self.mode = Mode::Preamble;
            return None;
        }
        if self.has_articles && is_chapter(text) && (self.at_rest() || line.apart) {
            self.mode = Mode::Body;
            self.push(SegmentKind::Heading(text.into()), at, at, line.start);
            return Some(1);
        }
        match self.mode {
            Mode::Adopted => {
                self.push(SegmentKind::Adoption, at, at, line.start);
                Some(1)
            }
            Mode::Body
                if is_adoption(text)
                    && (self.has_openings
                        || self.has_articles
                        || (line.apart && self.at_rest())) =>
            {
                self.mode = Mode::Adopted;
                self.push(SegmentKind::Adoption, at, at, line.start);
                Some(1)
            }
            Mode::Preamble => self.preambular(at, text),
            Mode::Body => None,
        }
    }

    /// A line of a matrix of recommendations: themes stand above them, and below each the State's
    /// position and whatever else the columns say.
    fn matrix(&mut self, at: usize, text: &'a str) -> Option<usize> {
        let line = self.lines[at];
        let begun = self.last_decimal.is_some();
        if text.starts_with("Theme:") {
            self.push(SegmentKind::Heading(text.into()), at, at, line.start);
            if let Some(segment) = self.list.last_mut() {
                segment.level = Some(INNERMOST);
            }
            self.in_fields = false;
            return Some(1);
        }
        if let Some((Marker::Decimal(_), rest)) = marker(text)
            && !rest.is_empty()
        {
            self.in_fields = false;
            return None;
        }
        let field = begun && (self.in_fields || text.starts_with("Source of Position"));
        let kind = match () {
            () if begun && is_position(text) => SegmentKind::Position,
            () if field => SegmentKind::Field,
            () if !begun && is_column(text) => SegmentKind::Cover,
            () => return None,
        };
        self.in_fields |= kind != SegmentKind::Cover;
        self.push(kind, at, at, line.start);
        Some(1)
    }

    /// A paragraph of a preamble, or an operative one without a number.
    fn preambular(&mut self, at: usize, text: &'a str) -> Option<usize> {
        let line = self.lines[at];
        if is_adoption(text) && self.has_openings {
            self.mode = Mode::Adopted;
            self.push(SegmentKind::Adoption, at, at, line.start);
            return Some(1);
        }
        let is_heading = self
            .whole
            .hint(line)
            .is_some_and(|hint| hint.heading.is_some());
        if is_rule(text) || is_heading || (self.has_articles && is_preamble(text)) {
            return None;
        }
        if let Some((marker, rest)) = marker(text) {
            // The first number ends a preamble.
            let first = matches!(&marker, Marker::Number(label) if value_of(label) == Some(1));
            if first || matches!(marker, Marker::Numeral(_)) || (line.apart && !rest.is_empty()) {
                return None;
            }
        }
        if let Some((mark, rest)) = mark_at_start(text)
            && self.marks.contains(mark)
            && !rest.is_empty()
        {
            return None;
        }
        let open = self.list.last().is_some_and(|last| {
            matches!(last.kind, SegmentKind::Preambular | SegmentKind::Operative)
        });
        let before = at.checked_sub(1).map(|before| self.lines[before]);
        let before_text = before.map_or("", |line| line.text(self.source));
        let ended = ends_a_clause(before_text);
        let indented = before.is_some_and(|before| line.indent > before.indent + 1);
        // Where first lines are indented, one that is not goes on with the paragraph.
        let first = self.list.last().and_then(|last| {
            let first = self.lines.partition_point(|line| line.end <= last.start);
            self.lines.get(first)
        });
        let flush = before.zip(first).is_some_and(|(before, first)| {
            open && before.indent + 1 < first.indent && line.indent <= before.indent + 1
        });
        let flush = flush && !line.apart && !line.over_page;
        let begins = match self.has_openings {
            // An item of a list in a paragraph, or a line that goes on.
            _ if flush || text.starts_with(['-', '–', '—', '•', '·']) => false,
            true if text.starts_with(char::is_lowercase) => false,
            true => {
                (ended || line.apart)
                    && (line.apart || indented || is_participle(text) || is_operative(text))
            }
            false => line.apart || self.width.is_none() || ended || indented,
        };
        if open && !begins {
            return None;
        }
        let kind = match self.has_openings && !self.has_articles && is_operative(text) {
            true => SegmentKind::Operative,
            false => SegmentKind::Preambular,
        };
        self.push(kind, at, at, line.start);
        Some(1)
    }

    /// The line after `at` with which a body begins to speak, where only a title stands between.
    fn opening_after(&self, at: usize) -> Option<usize> {
        let ahead = at + 1..(at + 10).min(self.lines.len());
        for next in ahead {
            let text = self.lines[next].text(self.source);
            if is_opening(text) {
                return Some(next);
            }
            if resolution(text).is_some() || text.ends_with(['.', ';']) {
                return None;
            }
        }
        None
    }

    /// Whether a short line with a number or a letter is a heading among numbered paragraphs, as
    /// `1. Women` is above paragraph 17: the number that is due stands on a line right below.
    fn is_sub_heading(&self, at: usize, label: &str, rest: &str) -> bool {
        let title = is_title(rest) && !is_complete(rest);
        if !title || rest.len() > 120 || self.flows[at] {
            return false;
        }
        // A letter after another, or below a text that introduces it, is an item of a list.
        let item = self.list.last().is_some_and(|last| {
            matches!(last.kind, SegmentKind::Sub(_)) || introduces(last.text(self.source))
        });
        if label.is_empty() && item {
            return false;
        }
        let due = self.last_number.map_or(1, |last| last.saturating_add(1));
        if value_of(label) == Some(due) && self.last_number.is_some() {
            // It is due itself; only the same number once more makes it a heading.
            return false;
        }
        let below = self.lines[at + 1..].iter().take(4);
        for line in below {
            let text = line.text(self.source);
            match marker(text) {
                Some((Marker::Number(next), rest)) => {
                    let next = value_of(&next);
                    let own = value_of(label);
                    // Of a document that does not begin with 1 nothing is due.
                    let is_due = match self.last_number {
                        Some(_) => next == Some(due) && own.is_none_or(|own| own <= due),
                        None => own == Some(1) && next != Some(2),
                    };
                    return is_due && !rest.is_empty();
                }
                Some((_, rest)) if is_title(rest) => {}
                None if is_title(text) => {}
                _ => return false,
            }
        }
        false
    }

    /// Whether a line that begins with `label.` begins a paragraph: `2003. The` in the middle of
    /// a sentence does not.
    fn is_number(&self, at: usize, label: &str, rest: &str) -> bool {
        let value = value_of(label);
        let next = self.last_number.and_then(|last| last.checked_add(1));
        self.begins_item(at, rest) && (value == next || self.at_pause() || self.is_apart(at))
    }

    /// Whether `121.49` is the next after the last, so that nothing has to end before it.
    fn is_next_decimal(&self, label: &str) -> bool {
        let next = self.last_decimal.zip(split_decimal(label));
        next.is_some_and(|((whole, last), (own, value))| {
            (whole == own && value > last && value - last <= 5) || (own > whole && value == 1)
        })
    }

    /// Whether a line that begins with a marker begins an item, and does not merely go on with a
    /// sentence that is broken into lines: `paragraph 191` / `(b) and in General Assembly`.
    fn begins_item(&self, at: usize, rest: &str) -> bool {
        let Some((width, before)) = self.width.zip(at.checked_sub(1)) else {
            return true;
        };
        let before = self.lines[before].text(self.source);
        self.is_apart(at) || self.at_pause() || !goes_on(rest) || !is_long(before, width)
    }

    /// Whether a blank line stands before the line at `at`, or nothing at all.
    fn is_apart(&self, at: usize) -> bool {
        self.lines[at].apart
    }

    /// Whether what stands before is at an end, so that a title may come.
    fn at_rest(&self) -> bool {
        let Some(last) = self.list.last() else {
            return true;
        };
        match last.kind {
            SegmentKind::Session(_)
            | SegmentKind::Heading(_)
            | SegmentKind::Ellipsis
            | SegmentKind::Cover
            | SegmentKind::Position
            | SegmentKind::Field
            | SegmentKind::Cell
            | SegmentKind::Opening
            | SegmentKind::Resolution(_)
            | SegmentKind::Adoption
            | SegmentKind::Stray(_) => true,
            // The text of a bare number is still to come, unless a footnote stands for it.
            SegmentKind::Number(_) | SegmentKind::Decimal(_) | SegmentKind::Sub(_)
                if last.text.0 == last.text.1 =>
            {
                last.mark.is_some()
            }
            _ => is_complete(last.text(self.source)),
        }
    }

    /// Whether what stands before is at an end or at a comma or `and`, so that the next item of a
    /// list may come.
    fn at_pause(&self) -> bool {
        let Some(last) = self.list.last().filter(|_| !self.at_rest()) else {
            return true;
        };
        let text = last.text(self.source);
        text.is_empty()
            || ends_a_clause(text)
            || [" and", " or"].iter().any(|word| text.ends_with(word))
    }

    /// A number or subparagraph, whose text or footnote mark may stand on its line.
    fn marked(&mut self, kind: SegmentKind<'a>, at: usize, rest_start: usize) {
        let end = self.lines[at].end;
        let rest = &self.source[rest_start..end];
        let mark = mark_at_end(rest).filter(|mark| mark.len() == rest.len());
        self.push(kind, at, at, if mark.is_some() { end } else { rest_start });
        if let (Some(mark), Some(segment)) = (mark, self.list.last_mut()) {
            segment.mark = Some(mark);
            self.marks.insert(mark);
        }
    }

    /// Text: goes on with what stands before it, or begins prose.
    fn text(&mut self, at: usize) {
        let line = self.lines[at];
        let apart = self.is_apart(at);
        let at_rest = self.at_rest();
        let wrapped = self.width.is_some();
        let open = self.list.last_mut().filter(|last| match last.kind {
            SegmentKind::Number(_)
            | SegmentKind::NumberAndSub(..)
            | SegmentKind::Decimal(_)
            | SegmentKind::Sub(_)
            | SegmentKind::Article(_)
            | SegmentKind::Preambular
            | SegmentKind::Operative
            | SegmentKind::Prose => true,
            SegmentKind::Footnote(_) => !apart && (wrapped || !at_rest),
            _ => false,
        });
        match open {
            Some(segment) => {
                if segment.text.0 == segment.text.1 {
                    segment.text.0 = line.start;
                }
                segment.text.1 = line.end;
                segment.lines.1 = line.number;
                self.note_mark();
            }
            None => self.push(SegmentKind::Prose, at, at, line.start),
        }
    }

    /// A title over one or more lines; gives how many.
    fn heading(&mut self, at: usize) -> Option<usize> {
        let line = self.lines[at];
        let text = line.text(self.source);
        // A title with a number of its own needs no full stop before it.
        let may_come = self.at_rest() || (has_label(text) && self.is_apart(at));
        // In a page's layout a line below another one at its indentation goes on with it.
        let before = at.checked_sub(1).map(|before| self.lines[before]);
        let goes_on = before.is_some_and(|before| {
            self.width.is_some()
                && !line.apart
                && !line.over_page
                && line.indent > 0
                && (before.indent == line.indent || text_column(before, self.source) == line.indent)
                && (self.list.last())
                    .is_some_and(|last| last.text.0 < last.text.1 && last.is_text())
        });
        let after_heading =
            (self.list.last()).is_some_and(|it| matches!(it.kind, SegmentKind::Heading(_)));
        let title =
            is_title(text) || ((line.apart || after_heading) && is_title_without_case(text));
        if !may_come || goes_on || !title {
            return None;
        }
        if !self.flows[at] {
            self.push(
                SegmentKind::Heading(Cow::Borrowed(text)),
                at,
                at,
                line.start,
            );
            return Some(1);
        }
        // Lines that flow into one another are a title where they stand by themselves and end
        // like one.
        let last = (at..at + TITLE_LINES).find(|last| !self.flows[*last])?;
        let after = self.lines.get(last + 1);
        let alone = self.is_apart(at)
            && after.is_none_or(|after| {
                self.is_apart(last + 1)
                    || marker(after.text(self.source)).is_some()
                    || (after.indent != line.indent && line.indent > 0)
            });
        let texts = self.lines[at..=last]
            .iter()
            .map(|line| line.text(self.source));
        let texts: Vec<&str> = texts.collect();
        if !alone || !texts.iter().all(|text| ends_like_title(text)) {
            return None;
        }
        let title = Cow::Owned(texts.join(" "));
        self.push(SegmentKind::Heading(title), at, last, line.start);
        Some(last + 1 - at)
    }

    /// The last line of the session title that begins at `at`: it may be broken into lines.
    /// `None` where it goes on like a paragraph.
    fn session_end(&self, at: usize) -> Option<usize> {
        let text = |at: usize| self.lines[at].text(self.source);
        let mut last = at;
        while !ends_with_symbol(text(last)) && last + 1 < self.lines.len() {
            let next = text(last + 1);
            let adjacent = !self.is_apart(last + 1) && marker(next).is_none();
            if !adjacent || !(self.flows[last] || ends_with_symbol(next)) {
                break;
            }
            last += 1;
            if last - at == TITLE_LINES {
                return None;
            }
        }
        let ends = last == at || ends_with_symbol(text(last)) || ends_like_title(text(last));
        ends.then_some(last)
    }

    /// A line that begins with a roman numeral: a session, a heading, or neither.
    fn numeral(&mut self, at: usize, numeral: &'a str, rest_start: usize) -> Option<usize> {
        let line = self.lines[at];
        let rest = &self.source[rest_start..line.end];
        if !rest.is_empty() {
            if !is_session_title(rest) || !(self.at_rest() || self.is_apart(at)) {
                return None;
            }
            let last = self.session_end(at)?;
            self.session(Some(numeral), at, last, rest_start);
            return Some(last + 1 - at);
        }
        let next = self.lines.get(at + 1)?;
        let title = next.text(self.source);
        if marker(title).is_none()
            && is_session_title(title)
            && let Some(last) = self.session_end(at + 1)
        {
            self.session(Some(numeral), at, last, next.start);
            return Some(last + 1 - at);
        }
        if !self.at_rest() {
            return None;
        }
        if marker(title).is_none() && is_title(title) && !self.flows[at + 1] {
            let title = Cow::Owned(format!("{numeral}. {title}"));
            self.push(SegmentKind::Heading(title), at, at + 1, next.start);
            return Some(2);
        }
        self.push(
            SegmentKind::Stray("a numeral by itself, without a title"),
            at,
            at,
            line.start,
        );
        Some(1)
    }

    fn session(&mut self, numeral: Option<&'a str>, at: usize, last: usize, text: usize) {
        self.last_number = None;
        self.push(SegmentKind::Session(numeral), at, last, text);
    }

    fn push(&mut self, kind: SegmentKind<'a>, first: usize, last: usize, text: usize) {
        self.list.push(Segment {
            kind,
            lines: (self.lines[first].number, self.lines[last].number),
            start: self.lines[first].start,
            text: (text, self.lines[last].end),
            level: None,
            also: Vec::new(),
            mark: None,
        });
        self.note_mark();
    }

    /// Remembers the footnote mark at the end of the last line.
    fn note_mark(&mut self) {
        let marks = self
            .list
            .last()
            .map(|segment| segment.text(self.source))
            .and_then(mark_at_end);
        self.marks.extend(marks);
    }
}

/// For each line, whether the next goes on with its paragraph, so that it is no title.
fn flowing(source: &str, lines: &[Line], width: Option<usize>) -> Vec<bool> {
    let mut flows = vec![false; lines.len()];
    for at in 0..lines.len().saturating_sub(1) {
        let (line, next) = (lines[at], lines[at + 1]);
        let text = next.text(source);
        if next.apart || marker(text).is_some() {
            continue;
        }
        let long = width.is_some_and(|width| is_long(line.text(source), width));
        flows[at] = goes_on(text) || (long && !has_label(text));
    }
    flows
}

/// Whether `line` is so long that the next word may have found no room on it.
fn is_long(line: &str, width: usize) -> bool {
    line.chars().count() * 4 >= width * 3
}

/// Whether `title` begins with a numeral or letter of its own: `III. Methods`, `A. Debt`.
fn has_label(title: &str) -> bool {
    let label = title
        .split_once('.')
        .filter(|(_, rest)| rest.starts_with(char::is_whitespace));
    label.is_some_and(|(label, _)| {
        let letter = label.len() == 1 && label.bytes().all(|byte| byte.is_ascii_uppercase());
        letter || matches!(marker(title), Some((Marker::Numeral(_), _)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::text_blocks::text_blocks;

    fn told(source: &str) -> Vec<String> {
        let source = Source::of(text_blocks(source));
        segments(&source)
            .list
            .iter()
            .map(|segment| {
                let text = segment.text(&source.text).replace('\n', "/");
                match &segment.kind {
                    SegmentKind::Session(numeral) => {
                        format!("session {} {text}", numeral.unwrap_or("-"))
                    }
                    SegmentKind::Heading(title) => format!("# {title}"),
                    SegmentKind::Number(label) => format!("{label}. {text}"),
                    SegmentKind::NumberAndSub(label, sub) => format!("{label}. ({sub}) {text}"),
                    SegmentKind::Decimal(label) => format!("{label} {text}"),
                    SegmentKind::Sub(label) => format!("({label}) {text}"),
                    SegmentKind::Prose => text,
                    SegmentKind::Footnote(mark) => format!("{mark} {text}"),
                    SegmentKind::Ellipsis => "…".to_owned(),
                    SegmentKind::Stray(_) => format!("? {text}"),
                    SegmentKind::Article(number) => format!("article {number} {text}"),
                    SegmentKind::Resolution(label) => format!("resolution {label} {text}"),
                    SegmentKind::Opening => format!("opening {text}"),
                    SegmentKind::Preambular => format!("pp {text}"),
                    SegmentKind::Operative => format!("op {text}"),
                    SegmentKind::Adoption => format!("adoption {text}"),
                    SegmentKind::Cover => format!("cover {text}"),
                    SegmentKind::Position => format!("position {text}"),
                    SegmentKind::Field => format!("field {text}"),
                    SegmentKind::Cell => format!("cell {text}"),
                    SegmentKind::Marked(unit, path) => {
                        format!("{unit:?} {} {text}", path.join("."))
                    }
                }
            })
            .collect()
    }

    #[test]
    fn paragraphs_broken_into_lines_come_together() {
        let source = "\
1. The Working Group recalls the Programme of Action
and the conference that was held in Durban in
2001. The Group also recalls paragraph 191
(b) and further decisions on the matter.
The Group Recommends to States Parties of the World
That they act.

Follow-up

2. It welcomes progress;
3. It urges
(a) States, and
(b) others.";
        assert_eq!(
            told(source),
            [
                "1. The Working Group recalls the Programme of Action/and the conference that was \
                 held in Durban in/2001. The Group also recalls paragraph 191/(b) and further \
                 decisions on the matter./The Group Recommends to States Parties of the World/\
                 That they act.",
                "# Follow-up",
                "2. It welcomes progress;",
                "3. It urges",
                "(a) States, and",
                "(b) others."
            ]
        );
    }

    #[test]
    fn numerals_announce_sessions_or_headings() {
        assert_eq!(
            told(
                "I.\n\nFirst session, Geneva\nII. Second session (A/2)\nIII.\nMethods\nIV.\n1. A.\nThird session"
            ),
            [
                "session I First session, Geneva",
                "session II Second session (A/2)",
                "# III. Methods",
                "? IV.",
                "1. A.",
                "session - Third session"
            ]
        );
    }

    #[test]
    fn titles_over_several_lines() {
        assert_eq!(
            told(
                "Recommendations to the Office of the
High Commissioner for Human Rights

1. A.

IV. Fourth Session, Geneva, 16 - 27 January
2006 (E/CN.4/2006/18)
Title Case of a paragraph that is broken
into lines and then ends.
of the reports

A. Debt"
            ),
            [
                "# Recommendations to the Office of the High Commissioner for Human Rights",
                "1. A.",
                "session IV Fourth Session, Geneva, 16 - 27 January/2006 (E/CN.4/2006/18)",
                "Title Case of a paragraph that is broken/into lines and then ends./of the reports",
                "# A. Debt"
            ]
        );
    }

    #[test]
    fn a_paragraph_and_its_first_subparagraph_on_one_line() {
        assert_eq!(
            told("1. (a) States;\n(b) others.\n2. (see) above.\n---\n133.1 Ratify;"),
            [
                "1. (a) States;",
                "(b) others.",
                "2. (see) above.",
                "? ---",
                "133.1 Ratify;"
            ]
        );
    }

    #[test]
    fn footnotes_by_marks_that_were_seen() {
        assert_eq!(
            told("10. (\n\n11. As is.*\n* a note.\n** no bullet\n( A note."),
            [
                "10. ",
                "11. As is.*",
                "* a note.",
                "** no bullet",
                "( A note."
            ]
        );
        assert_eq!(told("1. As is:\n* a bullet"), ["1. As is:/* a bullet"]);
    }
}
