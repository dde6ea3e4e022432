//! Lines to blocks: titles, numbers with their text, prose, footnotes.
//!
//! A block is decided by its own first line and by what stands right before and after it; how
//! blocks belong together is the matter of the next stage.

use std::borrow::Cow;
use std::collections::HashSet;

use super::footnotes::{mark_at_end, mark_at_start};
use super::line::{Line, Marker, lines, marker, wrap_width};
use super::sentence::{goes_on, is_complete, is_title};
use super::session_title::{is_session_line, is_session_title};

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// The title of a session, with the numeral before it.
    Session(Option<&'a str>),
    /// A title above others or above provisions.
    Heading(Cow<'a, str>),
    /// A paragraph with its number.
    Number(&'a str),
    /// A subparagraph with its letter or numeral.
    Sub(&'a str),
    /// Text without a number.
    Prose,
    /// A footnote with its mark.
    Footnote(&'a str),
    /// A lone `…`.
    Ellipsis,
    /// What has no place anywhere, and why.
    Stray(&'static str),
}

/// A run of lines that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block<'a> {
    pub(super) kind: Kind<'a>,
    /// First and last line, counted from 1.
    pub(super) lines: (u32, u32),
    /// Where it begins in the source, marker included.
    pub(super) start: usize,
    /// Its text as a range of the source: less the marker, less white space at its ends.
    pub(super) text: (usize, usize),
    /// The mark of a footnote in the place of its text: `10. (`.
    pub(super) mark: Option<&'a str>,
}

impl<'a> Block<'a> {
    /// Its text, character for character.
    pub(super) fn text(&self, source: &'a str) -> &'a str {
        &source[self.text.0..self.text.1]
    }
}

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

/// For each line, whether the next goes on with its paragraph, so that it is no title.
fn flowing(source: &str, lines: &[Line], width: Option<usize>) -> Vec<bool> {
    let mut flows = vec![false; lines.len()];
    for at in (0..lines.len().saturating_sub(1)).rev() {
        let (line, next) = (lines[at], lines[at + 1]);
        let text = next.text(source);
        if next.number != line.number + 1 || marker(text).is_some() {
            continue;
        }
        let long = width.is_some_and(|width| is_long(line.text(source), width));
        flows[at] = goes_on(text) || (long && (flows[at + 1] || !is_title(text)));
    }
    flows
}

/// Whether `line` is so long that the next word may have found no room on it.
fn is_long(line: &str, width: usize) -> bool {
    line.chars().count() * 4 >= width * 3
}

struct Scan<'a, 'l> {
    source: &'a str,
    lines: &'l [Line],
    width: Option<usize>,
    flows: Vec<bool>,
    list: Vec<Block<'a>>,
    marks: HashSet<&'a str>,
    last_number: Option<u32>,
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
                    self.marked(Kind::Number(label), at, rest_start);
                    return 1;
                }
                Marker::Sub(label) if self.begins_item(at, rest) => {
                    self.marked(Kind::Sub(label), at, rest_start);
                    return 1;
                }
                _ => {}
            }
        } else if is_session_line(text) && self.at_rest() && !self.flows[at] {
            self.session(None, at, at, line.start);
            return 1;
        } else if let Some((mark, rest)) = mark_at_start(text)
            && self.marks.contains(mark)
            && !rest.is_empty()
        {
            self.push(Kind::Footnote(mark), at, at, line.end - rest.len());
            return 1;
        }
        if is_title(text) && self.at_rest() && !self.flows[at] {
            self.push(Kind::Heading(Cow::Borrowed(text)), at, at, line.start);
            return 1;
        }
        self.text(at);
        1
    }

    /// A line that begins with a roman numeral: a session, a heading, or neither.
    fn numeral(&mut self, at: usize, numeral: &'a str, rest_start: usize) -> Option<usize> {
        let line = self.lines[at];
        let rest = &self.source[rest_start..line.end];
        if !rest.is_empty() {
            if is_session_title(rest) && (self.at_rest() || self.is_apart(at)) {
                self.session(Some(numeral), at, at, rest_start);
                return Some(1);
            }
            return None;
        }
        let next = self.lines.get(at + 1)?;
        let title = next.text(self.source);
        if marker(title).is_none() && is_session_title(title) {
            self.session(Some(numeral), at, at + 1, next.start);
            return Some(2);
        }
        if !self.at_rest() {
            return None;
        }
        if marker(title).is_none() && is_title(title) && !self.flows[at + 1] {
            let title = Cow::Owned(format!("{numeral}. {title}"));
            self.push(Kind::Heading(title), at, at + 1, next.start);
            return Some(2);
        }
        self.push(
            Kind::Stray("a numeral by itself, without a title"),
            at,
            at,
            line.start,
        );
        Some(1)
    }

    fn session(&mut self, numeral: Option<&'a str>, at: usize, last: usize, text: usize) {
        self.last_number = None;
        self.push(Kind::Session(numeral), at, last, text);
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
    fn is_apart(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| self.lines[before].number);
        before.is_none_or(|before| before + 1 < self.lines[at].number)
    }

    /// Whether what stands before is at an end, so that a title may come.
    fn at_rest(&self) -> bool {
        let Some(last) = self.list.last() else {
            return true;
        };
        match last.kind {
            Kind::Session(_) | Kind::Heading(_) | Kind::Ellipsis | Kind::Stray(_) => true,
            // The text of a bare number is still to come, unless a footnote stands for it.
            Kind::Number(_) | Kind::Sub(_) if last.text.0 == last.text.1 => last.mark.is_some(),
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
            Kind::Number(_) | Kind::Sub(_) | Kind::Prose => true,
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

    fn push(&mut self, kind: Kind<'a>, first: usize, last: usize, text: usize) {
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
