//! Lines to blocks: titles, numbers with their text, prose, footnotes.
//!
//! A block is decided by its own first line and by what stands right before and after it; how
//! blocks belong together is the matter of the next stage.

use std::collections::HashSet;

use super::block::{Block, Kind};
use super::footnotes::{mark_at_end, mark_at_start};
use super::line::{Line, Marker, is_rule, lines, marker, wrap_width};
use super::sentence::{goes_on, is_complete};
use super::session_title::is_session_line;
use super::titles::{flowing, is_long};

/// The blocks of a document.
#[derive(Debug)]
pub(super) struct Blocks<'a> {
    pub(super) list: Vec<Block<'a>>,
    /// Whether paragraphs are broken into lines, so that only a blank line parts them.
    pub(super) wrapped: bool,
}

/// The blocks of `source`, in its order. Each line that is not blank is in exactly one.
pub(super) fn blocks(source: &str) -> Blocks<'_> {
    let lines = lines(source);
    let width = wrap_width(source, &lines);
    let flows = flowing(source, &lines, width);
    let mut scan = Scan {
        source,
        lines: &lines,
        width,
        flows,
        list: Vec::new(),
        marks: HashSet::new(),
        last_number: None,
    };
    let mut at = 0;
    while at < lines.len() {
        at += scan.take(at);
    }
    Blocks {
        list: scan.list,
        wrapped: width.is_some(),
    }
}

/// A pass over the lines of a document.
pub(super) struct Scan<'a, 'l> {
    pub(super) source: &'a str,
    pub(super) lines: &'l [Line],
    width: Option<usize>,
    pub(super) flows: Vec<bool>,
    list: Vec<Block<'a>>,
    marks: HashSet<&'a str>,
    pub(super) last_number: Option<u32>,
}

impl<'a> Scan<'a, '_> {
    /// Takes the line at `at`, and as many after it as belong to the same title; gives how many.
    fn take(&mut self, at: usize) -> usize {
        let line = self.lines[at];
        let text = line.text(self.source);
        if matches!(text, "…" | "..." | "....") {
            self.push(Kind::Ellipsis, at, at, line.start);
            return 1;
        }
        if is_rule(text) {
            self.push(
                Kind::Stray("a ruled line, without words"),
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
                Marker::Number(label) if self.is_number(at, label, rest) => {
                    self.last_number = label.parse().ok();
                    // Only a first subparagraph can stand on its paragraph's line.
                    match super::line::marker(rest) {
                        Some((Marker::Sub(sub @ ("a" | "i")), rest)) if !rest.is_empty() => {
                            let kind = Kind::NumberAndSub(label, sub);
                            self.push(kind, at, at, line.end - rest.len());
                        }
                        _ => self.marked(Kind::Number(label), at, rest_start),
                    }
                    return 1;
                }
                Marker::Decimal(label) if self.at_pause() || self.is_apart(at) => {
                    self.marked(Kind::Decimal(label), at, rest_start);
                    return 1;
                }
                Marker::Sub(label) if self.begins_item(at, rest) => {
                    self.marked(Kind::Sub(label), at, rest_start);
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
            self.push(Kind::Footnote(mark), at, at, line.end - rest.len());
            return 1;
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
        let value: Option<u32> = label.parse().ok();
        let next = self.last_number.and_then(|last| last.checked_add(1));
        self.begins_item(at, rest) && (value == next || self.at_pause() || self.is_apart(at))
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
    pub(super) fn is_apart(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| self.lines[before].number);
        before.is_none_or(|before| before + 1 < self.lines[at].number)
    }

    /// Whether what stands before is at an end, so that a title may come.
    pub(super) fn at_rest(&self) -> bool {
        let Some(last) = self.list.last() else {
            return true;
        };
        match last.kind {
            Kind::Session(_) | Kind::Heading(_) | Kind::Ellipsis | Kind::Stray(_) => true,
            // The text of a bare number is still to come, unless a footnote stands for it.
            Kind::Number(_) | Kind::Decimal(_) | Kind::Sub(_) if last.text.0 == last.text.1 => {
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
            || text.ends_with(',')
            || [" and", " or"].iter().any(|word| text.ends_with(word))
    }

    /// A number or subparagraph, whose text or footnote mark may stand on its line.
    fn marked(&mut self, kind: Kind<'a>, at: usize, rest_start: usize) {
        let end = self.lines[at].end;
        let rest = &self.source[rest_start..end];
        let mark = mark_at_end(rest).filter(|mark| mark.len() == rest.len());
        self.push(kind, at, at, if mark.is_some() { end } else { rest_start });
        if let (Some(mark), Some(block)) = (mark, self.list.last_mut()) {
            block.mark = Some(mark);
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
            Kind::Number(_)
            | Kind::NumberAndSub(..)
            | Kind::Decimal(_)
            | Kind::Sub(_)
            | Kind::Prose => true,
            Kind::Footnote(_) => !apart && (wrapped || !at_rest),
            _ => false,
        });
        match open {
            Some(block) => {
                if block.text.0 == block.text.1 {
                    block.text.0 = line.start;
                }
                block.text.1 = line.end;
                block.lines.1 = line.number;
                self.note_mark();
            }
            None => self.push(Kind::Prose, at, at, line.start),
        }
    }

    pub(super) fn push(&mut self, kind: Kind<'a>, first: usize, last: usize, text: usize) {
        self.list.push(Block {
            kind,
            lines: (self.lines[first].number, self.lines[last].number),
            start: self.lines[first].start,
            text: (text, self.lines[last].end),
            mark: None,
        });
        self.note_mark();
    }

    /// Remembers the footnote mark at the end of the last line.
    fn note_mark(&mut self) {
        let marks = self
            .list
            .last()
            .map(|block| block.text(self.source))
            .and_then(mark_at_end);
        self.marks.extend(marks);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str) -> Vec<String> {
        blocks(source)
            .list
            .iter()
            .map(|block| {
                let text = block.text(source).replace('\n', "/");
                match &block.kind {
                    Kind::Session(numeral) => format!("session {} {text}", numeral.unwrap_or("-")),
                    Kind::Heading(title) => format!("# {title}"),
                    Kind::Number(label) => format!("{label}. {text}"),
                    Kind::NumberAndSub(label, sub) => format!("{label}. ({sub}) {text}"),
                    Kind::Decimal(label) => format!("{label} {text}"),
                    Kind::Sub(label) => format!("({label}) {text}"),
                    Kind::Prose => text,
                    Kind::Footnote(mark) => format!("{mark} {text}"),
                    Kind::Ellipsis => "…".to_owned(),
                    Kind::Stray(_) => format!("? {text}"),
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
