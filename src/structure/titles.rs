//! Which lines are titles: of sessions, or above provisions.

use std::borrow::Cow;

use super::block::Kind;
use super::blocks::Scan;
use super::line::{Line, Marker, marker};
use super::sentence::{ends_like_title, goes_on, is_title};
use super::session_title::{ends_with_symbol, is_session_title};

/// Over how many lines a title goes at most.
const TITLE_LINES: usize = 3;

/// For each line, whether the next goes on with its paragraph, so that it is no title.
pub(super) fn flowing(source: &str, lines: &[Line], width: Option<usize>) -> Vec<bool> {
    let mut flows = vec![false; lines.len()];
    for at in 0..lines.len().saturating_sub(1) {
        let (line, next) = (lines[at], lines[at + 1]);
        let text = next.text(source);
        if next.number != line.number + 1 || marker(text).is_some() {
            continue;
        }
        let long = width.is_some_and(|width| is_long(line.text(source), width));
        flows[at] = goes_on(text) || (long && !has_label(text));
    }
    flows
}

/// Whether `line` is so long that the next word may have found no room on it.
pub(super) fn is_long(line: &str, width: usize) -> bool {
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

impl<'a> Scan<'a, '_> {
    /// A title over one or more lines; gives how many.
    pub(super) fn heading(&mut self, at: usize) -> Option<usize> {
        let line = self.lines[at];
        let text = line.text(self.source);
        // A title with a number of its own needs no full stop before it.
        let may_come = self.at_rest() || (has_label(text) && self.is_apart(at));
        if !may_come || !is_title(text) {
            return None;
        }
        if !self.flows[at] {
            self.push(Kind::Heading(Cow::Borrowed(text)), at, at, line.start);
            return Some(1);
        }
        // Lines that flow into one another are a title where they stand by themselves and end
        // like one.
        let last = (at..at + TITLE_LINES).find(|last| !self.flows[*last])?;
        let after = self.lines.get(last + 1);
        let alone = self.is_apart(at)
            && after.is_none_or(|after| {
                self.is_apart(last + 1) || marker(after.text(self.source)).is_some()
            });
        let texts = self.lines[at..=last]
            .iter()
            .map(|line| line.text(self.source));
        let texts: Vec<&str> = texts.collect();
        if !alone || !texts.iter().all(|text| ends_like_title(text)) {
            return None;
        }
        let title = Cow::Owned(texts.join(" "));
        self.push(Kind::Heading(title), at, last, line.start);
        Some(last + 1 - at)
    }

    /// The last line of the session title that begins at `at`: it may be broken into lines.
    /// `None` where it goes on like a paragraph.
    pub(super) fn session_end(&self, at: usize) -> Option<usize> {
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
    pub(super) fn numeral(
        &mut self,
        at: usize,
        numeral: &'a str,
        rest_start: usize,
    ) -> Option<usize> {
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

    pub(super) fn session(
        &mut self,
        numeral: Option<&'a str>,
        at: usize,
        last: usize,
        text: usize,
    ) {
        self.last_number = None;
        self.push(Kind::Session(numeral), at, last, text);
    }
}
