//! Line scanner: lines to segments, that is titles, numbers with their text, prose, footnotes.
//!
//! A segment is decided by its own first line and by what stands right before and after it; how
//! segments belong together is the matter of the next stage.

mod adopted;
mod matrix;
mod table;
mod titles;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::articles::{OwnWord, article};
use super::clause_words::is_operative;
use super::cover::cover_lines;
use super::footnotes::{mark_at_end, mark_at_start};
use super::lines::{Line, Source, split_decimal};
use super::markers::{Marker, is_rule, joint, marker, value_of};
use super::matrix::{Columns, is_matrix};
use super::resolutions::{is_opening, resolution};
use super::segment::{Segment, SegmentKind, Segments};
use super::sentence::{ends_a_clause, goes_on, is_complete};
use super::session_title::is_session_line;
use super::statement;
use super::title_lines::{flowing, glued_marks, has_label, is_long, without_glued_mark};

/// The segments of `source`, in its order. Each of its lines is in exactly one.
///
/// `furniture` is what was taken off its pages.
pub(super) fn segments<'a>(source: &'a Source, furniture: &[(Line, String)]) -> Segments<'a> {
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
        cover: cover_lines(source, furniture),
        in_fields: false,
        has_items: false,
        is_matrix: false,
        matrices: HashMap::new(),
        has_articles: false,
        own_word: None,
        has_openings: false,
        in_annex: false,
        preamble: None,
        statement: None,
        glued: glued_marks(source.lines.iter().map(|line| line.text(&source.text))),
        section: None,
        part_numeral: 0,
    };
    let texts = || source.lines.iter().map(|line| line.text(&source.text));
    scan.has_articles = texts()
        .filter(|text| article(text).is_some())
        .take(2)
        .count()
        == 2;
    if !scan.has_articles {
        scan.own_word = OwnWord::of(source.lines.iter().enumerate().map(|(at, line)| {
            let hint = source.hint(*line);
            let alone = source.lines.get(at + 1).is_none_or(|next| next.apart);
            let is_heading = hint.is_some_and(|it| it.heading.is_some()) && alone;
            (line.text(&source.text), is_heading)
        }));
        scan.has_articles = scan.own_word.is_some();
    }
    scan.has_openings = texts().any(is_opening);
    scan.is_matrix = is_matrix(texts());
    scan.matrices = scan.matrices();
    scan.preamble = scan.unopened_preamble();
    if let Some(from) = scan.preamble {
        scan.has_openings = true;
        scan.cover[..from].fill(true);
    }
    if scan.has_articles && !scan.has_openings {
        scan.mode = Mode::Preamble;
    }
    if let Some((first, last)) = statement::introduction(source) {
        scan.cover[..first].fill(true);
        scan.statement = Some((first, last));
    }
    let mut at = 0;
    while at < scan.lines.len() {
        at += scan.take(at);
    }
    let mut list = scan.list;
    title_of_the_whole(&mut list);
    Segments {
        list,
        wrapped: width.is_some(),
    }
}

/// The title of the only resolution of a document is that of the document: it is no part of it.
fn title_of_the_whole(list: &mut [Segment<'_>]) {
    let is_title = |segment: &Segment<'_>| matches!(segment.kind, SegmentKind::Resolution(_));
    let is_other = |segment: &Segment<'_>| segment.is_text() || segment.is_title();
    let only = list
        .iter()
        .position(is_title)
        .filter(|at| !list[at + 1..].iter().any(is_title) && !list[..*at].iter().any(is_other));
    if let Some(at) = only.filter(|at| list[*at].level.is_none()) {
        let title = &mut list[at];
        title.text.0 = title.start;
        title.kind = SegmentKind::Cover;
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
    /// Whether the lines are the cells of a matrix of recommendations.
    is_matrix: bool,
    /// Tables that are matrices of recommendations, by their number.
    matrices: HashMap<u32, Columns>,
    /// Whether the document is cut into articles, and whether a body speaks in it.
    has_articles: bool,
    has_openings: bool,
    /// What the document calls its articles, where that is no usual word.
    own_word: Option<OwnWord>,
    /// Whether the lines are in an annex.
    in_annex: bool,
    /// Where a preamble begins that no body's name opens.
    preamble: Option<usize>,
    /// The sentence that a president's statement stands behind, its first and last line.
    statement: Option<(usize, usize)>,
    /// Marks of footnotes that are glued to the stops of the text.
    glued: HashSet<u32>,
    /// The letter of the section that is being read.
    section: Option<char>,
    /// The numeral of the part that is being read, where it stands by itself.
    part_numeral: u32,
}

/// What part of an adopted text the lines are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// Its numbers, or no adopted text at all.
    Body,
    /// Its preamble.
    Preamble,
    /// A decision or a statement: paragraphs without numbers.
    Unnumbered,
    /// After it: when it was adopted, and who voted how.
    Adopted,
}

/// Whether `text` is a remark of the editors between provisions.
fn is_editors_remark(text: &str) -> bool {
    let bare = text.trim_start_matches(['[', '(']);
    let known = [
        "Note by the",
        "Note from the",
        "Note of the",
        "Editor",
        "Editorial note",
    ];
    let leads = || bare.split_once(':').map_or("", |(words, _)| words);
    known
        .iter()
        .any(|words| bare.starts_with(words) && leads().starts_with(words))
        && leads().len() < 40
        && is_complete(text)
}

/// Whether an item of a list in an annex is a person: `Mr. A. Norsen, Ministry of Lakes`.
fn names_a_person(item: &str) -> bool {
    let titles = [
        "Mr. ",
        "Ms. ",
        "Mrs. ",
        "Miss ",
        "Dr. ",
        "Prof. ",
        "H.E. ",
        "Sir ",
        "Ambassador ",
        "M. ",
        "Mme ",
        "Sr. ",
        "Sra. ",
        "Г-н ",
        "Г-жа ",
    ];
    item.len() < 240 && titles.iter().any(|title| item.starts_with(title))
}

/// Whether a list begins with this letter or numeral.
fn is_first_item(label: &str) -> bool {
    matches!(label, "a" | "i" | "1" | "а" | "أ" | "子" | "甲")
}

impl<'a> Scan<'a> {
    /// Takes the line at `at`, and as many after it as belong to the same title; gives how many.
    fn take(&mut self, at: usize) -> usize {
        let line = self.lines[at];
        let text = line.text(self.source);
        // The title of a resolution ends a cover.
        let is_title = || resolution(text).is_some() && self.begins_after(at).is_some();
        if self.cover[at] && !is_title() {
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
                if let Some(segment) = self.list.last_mut() {
                    segment.level = Some(1);
                }
                return 1;
            }
        }
        if self.preamble == Some(at) {
            self.mode = Mode::Preamble;
        }
        if let Some((_, last)) = self.statement.filter(|(first, _)| *first == at) {
            self.mode = Mode::Unnumbered;
            self.push(SegmentKind::Opening, at, last, line.start);
            return last + 1 - at;
        }
        if let Some(taken) = self.adopted_text(at, text) {
            return taken;
        }
        let level = self.whole.hint(line).and_then(|hint| hint.heading);
        // A heading in brackets is the unit of the table below it.
        let is_unit = |at: usize| {
            let hinted = self
                .lines
                .get(at)
                .and_then(|line| self.whole.hint(*line)?.heading);
            let text = self.lines.get(at).map_or("", |line| line.text(self.source));
            hinted.is_some()
                && text.starts_with('(')
                && text.ends_with(')')
                && marker(text).is_none()
        };
        // Without a number of its own, what stands right above the unit is the title of the table.
        let of_table =
            level.is_some() && marker(text).is_none() && !has_label(text) && is_unit(at + 1);
        if is_unit(at) || of_table || (line.apart && is_editors_remark(text)) {
            self.push(SegmentKind::Aside, at, at, line.start);
            return 1;
        }
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
            let label = match &marker {
                Marker::Number(label) => Some(&**label),
                Marker::Sub(_) => Some(""),
                _ => None,
            };
            if let Some(last) = label.and_then(|label| self.sub_heading(at, label, rest)) {
                let lines = self.lines[at..=last].iter();
                let title: Vec<&str> = lines.map(|line| line.text(self.source)).collect();
                let title = match title[..] {
                    [only] => Cow::Borrowed(without_glued_mark(only, &self.glued)),
                    _ => Cow::Owned(title.join(" ")),
                };
                self.push(SegmentKind::Heading(title), at, last, line.start);
                return last + 1 - at;
            }
            match marker {
                Marker::Number(_) if self.in_annex && names_a_person(rest) => {
                    self.push(SegmentKind::Aside, at, at, line.start);
                    return 1;
                }
                Marker::Numeral(numeral) => {
                    if let Some(taken) = self.numeral(at, numeral, rest_start) {
                        return taken;
                    }
                }
                Marker::Number(label) if self.is_number(at, &label, rest) => {
                    self.mode = Mode::Body;
                    self.has_items = false;
                    self.last_number = value_of(&label);
                    if let Some((also, rest)) = joint(rest) {
                        self.last_number = also.last().and_then(|last| last.parse().ok());
                        self.marked(SegmentKind::Number(label), at, line.end - rest.len());
                        if let Some(segment) = self.list.last_mut() {
                            segment.also = also.into();
                        }
                        return 1;
                    }
                    // Only a first subparagraph can stand on its paragraph's line.
                    match super::markers::marker(rest) {
                        Some((Marker::Sub(sub), rest))
                            if matches!(&*sub, "a" | "i") && !rest.is_empty() =>
                        {
                            self.has_items = true;
                            let kind = SegmentKind::NumberAndSub(Box::new((label, sub)));
                            self.push(kind, at, at, line.end - rest.len());
                        }
                        _ => self.marked(SegmentKind::Number(label), at, rest_start),
                    }
                    return 1;
                }
                Marker::Decimal(label) if self.is_decimal(at, label, rest) => {
                    self.last_decimal = split_decimal(label).or(self.last_decimal);
                    self.marked(SegmentKind::Decimal(label), at, rest_start);
                    return 1;
                }
                Marker::Bare(label)
                    if line.apart
                        && self
                            .last_number
                            .is_some_and(|last| label.parse() == Ok(last.saturating_add(1))) =>
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
        {
            if !rest.is_empty() {
                self.push(SegmentKind::Footnote(mark), at, at, line.end - rest.len());
                return 1;
            }
            // The mark by itself, and the note on the next line.
            if let Some(next) = self.lines.get(at + 1)
                && marker(next.text(self.source)).is_none()
            {
                self.push(SegmentKind::Footnote(mark), at, at + 1, next.start);
                return 2;
            }
        }
        if let Some(taken) = self.heading(at) {
            return taken;
        }
        self.text(at);
        1
    }

    /// Whether a line that begins with `label.` begins a paragraph: `2003. The` in the middle of
    /// a sentence does not.
    fn is_number(&self, at: usize, label: &str, rest: &str) -> bool {
        let value = value_of(label);
        let next = self.last_number.and_then(|last| last.checked_add(1));
        // The first number ends a preamble, whatever its last line ends with.
        let first = self.mode == Mode::Preamble && value == Some(1) && is_operative(rest);
        self.begins_item(at, rest)
            && (value == next || first || self.at_pause() || self.is_apart(at))
    }

    /// Whether a line that begins with a number of two parts begins a paragraph: a figure in a table or
    /// in a sentence does not.
    fn is_decimal(&self, at: usize, label: &str, rest: &str) -> bool {
        let above = self.list.last().filter(|last| last.is_title());
        let names = |whole: &str| {
            let mut words = above
                .map_or("", |last| last.text(self.source))
                .split_whitespace();
            words.any(|word| word.trim_end_matches(['.', ':', ',']) == whole)
        };
        let Some((whole, value)) = split_decimal(label) else {
            // A target below a goal: `4.a`.
            let whole = label.split('.').next().unwrap_or_default();
            let same = self
                .last_decimal
                .is_some_and(|(last, _)| whole.parse() == Ok(last));
            return (same && self.at_pause()) || names(whole);
        };
        // `Goal 4. Education` stands above 4.1, whatever was read before.
        if value == 1 && names(&whole.to_string()) && !rest.is_empty() {
            return true;
        }
        let (follows, later) = match self.last_decimal {
            Some((last, before)) => (
                (whole == last && (1..=5).contains(&value.saturating_sub(before)))
                    || (whole > last && value == 1),
                (whole, value) > (last, before),
            ),
            None => (value == 1, true),
        };
        // Below a paragraph that was read already nothing is numbered anew.
        let passed =
            self.last_decimal.is_none() && self.last_number.is_some_and(|last| whole < last);
        if whole == 0 || passed {
            return false;
        }
        if rest.is_empty() {
            return follows;
        }
        // A cell above may end without a stop; a sentence that names a number does not end before it.
        let new = later && rest.starts_with(char::is_uppercase) && !self.names_a_number();
        self.at_pause() || self.is_apart(at) || follows || new
    }

    /// Whether the text before ends with a word that a number completes: `paragraph`, `and`.
    fn names_a_number(&self) -> bool {
        let last = self.list.last().map_or("", |last| last.text(self.source));
        let word = last.rsplit(char::is_whitespace).next().unwrap_or_default();
        let word = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        [
            "paragraph",
            "paragraphs",
            "para",
            "paras",
            "recommendation",
            "recommendations",
            "and",
            "to",
            "or",
            "no",
            "nos",
            "of",
            "in",
            "section",
            "see",
        ]
        .contains(&&*word)
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
            | SegmentKind::From
            | SegmentKind::Field
            | SegmentKind::Aside
            | SegmentKind::Opening
            | SegmentKind::Resolution(_)
            | SegmentKind::Annex
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
            SegmentKind::Footnote(_) => !(apart || (at_rest && (line.over_page || !wrapped))),
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

    fn push(&mut self, kind: SegmentKind<'a>, first: usize, last: usize, text: usize) {
        self.list.push(Segment {
            kind,
            lines: (self.lines[first].number, self.lines[last].number),
            start: self.lines[first].start,
            text: (text, self.lines[last].end),
            level: None,
            also: Box::default(),
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

#[cfg(test)]
mod tests;
