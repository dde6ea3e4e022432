//! Titles: headings over one or more lines, and the titles of sessions.

use std::borrow::Cow;

use super::Scan;
use crate::structure::markers::{Marker, marker, value_of};
use crate::structure::segment::SegmentKind;
use crate::structure::sentence::{
    begins_like_title, ends_like_title, goes_on, introduces, is_complete, is_title,
    is_title_without_case,
};
use crate::structure::session_title::{ends_with_symbol, is_session_title};
use crate::structure::title_lines::{has_label, text_column, without_glued_mark};

/// Over how many lines a title goes at most.
const TITLE_LINES: usize = 3;

/// How many numbers may be missing before one that is still taken for the next.
const WIDEST_GAP: u32 = 50;

/// The longest heading with a number among numbered paragraphs, in bytes.
const LONGEST_SUB_HEADING: usize = 240;

impl<'a> Scan<'a> {
    /// The last line of the heading that a line with a number or a letter begins among numbered paragraphs,
    /// as `1. Women` is above paragraph 17: the number that is due stands on a line right below.
    pub(super) fn sub_heading(&self, at: usize, label: &str, rest: &str) -> Option<usize> {
        let text = |at: usize| self.lines[at].text(self.source);
        let more = (at + 1..self.lines.len()).take(TITLE_LINES - 1);
        let more = more.take_while(|next| {
            !self.lines[*next].apart && marker(text(*next)).is_none() && goes_on(text(*next))
        });
        let last = more.last().unwrap_or(at);
        let mut length = rest.len();
        length += (at + 1..=last).map(|at| text(at).len() + 1).sum::<usize>();
        let ends = ends_like_title(text(last)) && !is_complete(text(last));
        let title = if last == at {
            is_title(rest)
        } else {
            begins_like_title(rest)
        };
        if !(title && ends) || length > LONGEST_SUB_HEADING || self.flows[last] {
            return None;
        }
        // A letter after another, or below a text that introduces it, is an item of a list.
        let item = self.list.last().is_some_and(|last| {
            matches!(last.kind, SegmentKind::Sub(_)) || introduces(last.text(self.source))
        });
        if label.is_empty() && item {
            return None;
        }
        // Before the first paragraph a heading is told from it by its one line alone.
        if last > at && self.last_number.is_none() {
            return None;
        }
        let due = self.last_number.map_or(1, |last| last.saturating_add(1));
        if value_of(label) == Some(due) && self.last_number.is_some() {
            // It is due itself; only the same number once more makes it a heading.
            return None;
        }
        let below = self.lines[last + 1..].iter().take(4);
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
                    return (is_due && !rest.is_empty()).then_some(last);
                }
                Some((_, rest)) if is_title(rest) => {}
                None if is_title(text) => {}
                _ => return None,
            }
        }
        None
    }

    /// A title over one or more lines; gives how many.
    pub(super) fn heading(&mut self, at: usize) -> Option<usize> {
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
        if self.is_section_letter(at, text) {
            match self.is_next_numeral(text) {
                true => self.part_numeral += 1,
                false => self.section = text.chars().next(),
            }
            self.push(SegmentKind::Heading(text.into()), at, at, line.start);
            return Some(1);
        }
        if may_come
            && has_label(text)
            && let Some(last) = self.hanging_title(at)
        {
            let texts = (at..=last).map(|at| self.lines[at].text(self.source));
            let title = texts.collect::<Vec<_>>().join(" ");
            self.push(SegmentKind::Heading(title.into()), at, last, line.start);
            return Some(last + 1 - at);
        }
        let after_heading =
            (self.list.last()).is_some_and(|it| matches!(it.kind, SegmentKind::Heading(_)));
        let title =
            is_title(text) || ((line.apart || after_heading) && is_title_without_case(text));
        if !may_come || !title || (goes_on && !self.stands_above_due(at)) {
            return None;
        }
        if !self.flows[at] {
            let title = without_glued_mark(text, &self.glued);
            self.push(
                SegmentKind::Heading(Cow::Borrowed(title)),
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
        let alone = (self.is_apart(at) || line.over_page)
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
        let title = texts.join(" ");
        let title = without_glued_mark(&title, &self.glued).to_owned();
        self.push(SegmentKind::Heading(title.into()), at, last, line.start);
        Some(last + 1 - at)
    }

    /// Whether nothing but titles stands between the line at `at`, which does not end like a sentence, and
    /// the number or the letter that is due.
    fn stands_above_due(&self, at: usize) -> bool {
        let next_letter = self.list.last().and_then(|last| match &last.kind {
            SegmentKind::Sub(label) => match label.as_bytes() {
                [letter @ b'a'..=b'y'] => Some(char::from(letter + 1)),
                _ => None,
            },
            _ => None,
        });
        for line in self.lines[at..].iter().take(1 + TITLE_LINES) {
            let text = line.text(self.source);
            match marker(text) {
                Some((Marker::Number(label), rest)) => {
                    let Some((last, value)) = self.last_number.zip(value_of(&label)) else {
                        return true;
                    };
                    // By itself on its line it may come after a gap.
                    let ahead = value.saturating_sub(last);
                    return ahead == 1 || (rest.is_empty() && (1..=WIDEST_GAP).contains(&ahead));
                }
                Some((Marker::Sub(label), _)) => {
                    let mut letters = label.chars();
                    let only = letters.next().filter(|_| letters.next().is_none());
                    return only.is_some() && only == next_letter;
                }
                None if is_title(text) && !is_complete(text) => {}
                _ => return false,
            }
        }
        false
    }

    /// The last line of a title whose further lines hang under its words, behind its number.
    fn hanging_title(&self, at: usize) -> Option<usize> {
        let line = self.lines[at];
        let text = |at: usize| self.lines[at].text(self.source);
        let rest = marker(text(at)).map_or_else(
            || {
                text(at)
                    .split_once('.')
                    .map_or("", |(_, rest)| rest.trim_start())
            },
            |(_, rest)| rest,
        );
        let before = text(at).len() - rest.len();
        let before = text(at)[..before].chars().count();
        let column = line.indent + u32::try_from(before).ok()?;
        let hangs = |at: &usize| {
            (self.lines.get(*at))
                .is_some_and(|next| !next.apart && next.indent == column && column > line.indent)
        };
        let more = (at + 1..=at + TITLE_LINES).take_while(hangs).count();
        let last = at + more;
        let ends = self
            .lines
            .get(last + 1)
            .is_none_or(|after| after.apart || after.indent != column);
        let titles = (at..=last).all(|at| !text(at).ends_with(['.', ';', ':']));
        let length: usize = (at..=last).map(|at| text(at).len()).sum();
        (more > 0 && ends && titles && ends_like_title(text(last)) && length < 400).then_some(last)
    }

    /// The last line of the session title that begins at `at`: it may be broken into lines.
    /// `None` where it goes on like a paragraph.
    pub(super) fn session_end(&self, at: usize) -> Option<usize> {
        let text = |at: usize| self.lines[at].text(self.source);
        // Down to its symbol, however it is broken: a date may stand first on a line.
        let with_it = (at + 1..self.lines.len()).take(TITLE_LINES - 1);
        let with_it = with_it.take_while(|next| {
            let begins = marker(text(*next));
            !self.is_apart(*next) && matches!(begins, None | Some((Marker::Bare(_), _)))
        });
        if !ends_with_symbol(text(at))
            && let Some(last) = with_it
                .into_iter()
                .find(|next| ends_with_symbol(text(*next)))
        {
            return Some(last);
        }
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

    pub(super) fn session(
        &mut self,
        numeral: Option<&'a str>,
        at: usize,
        last: usize,
        text: usize,
    ) {
        self.last_number = None;
        self.push(SegmentKind::Session(numeral), at, last, text);
    }
}
