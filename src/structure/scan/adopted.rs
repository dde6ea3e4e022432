//! Adopted texts: number and title, the line with which a body begins to speak, preambular and
//! unnumbered operative paragraphs, articles, and how the text was adopted.

use super::{Mode, Scan};
use std::borrow::Cow;

use crate::model::from_roman;
use crate::structure::articles::{article, is_annex, is_chapter, is_part, is_preamble};
use crate::structure::clause_words::{is_operative, is_participle, tells_of_meeting};
use crate::structure::footnotes::mark_at_start;
use crate::structure::markers::{Marker, is_rule, marker, value_of};
use crate::structure::resolutions::{
    is_adoption, is_opening, is_opening_of_declaration, is_resolution_title, leads_over, resolution,
};
use crate::structure::segment::SegmentKind;
use crate::structure::sentence::{ends_a_clause, goes_on, is_complete, is_title};
use crate::structure::statement::is_quoted;
use crate::structure::title_lines::has_label;

/// The level of the title of an article, below parts and chapters.
const ARTICLE_TITLE: u8 = 3;

/// How far down an operative paragraph 1 is looked for.
const UNOPENED: usize = 120;

/// The longest title of a section in a preamble, in bytes.
const LONGEST_TITLE: usize = 80;

/// Whether a line is set in capitals: `AND FOR THESE ENDS`.
fn is_in_capitals(line: &str) -> bool {
    let letters = || line.chars().filter(|c| c.is_alphabetic());
    letters().count() > 3
        && letters().all(|c| !c.is_lowercase())
        && letters().any(char::is_uppercase)
}

/// Whether a line says of which date a resolution is: `of 3 June 2031`.
fn is_date_line(line: &str) -> bool {
    line.len() < 60
        && line.split_whitespace().next_back().is_some_and(|year| {
            let year = year.trim_matches(|c: char| !c.is_ascii_digit());
            year.len() == 4 && !line.ends_with([',', ';'])
        })
}

impl<'a> Scan<'a> {
    /// The parts of an adopted text that stand outside of its numbers: its number and title, the line
    /// with which the body begins to speak, preambular paragraphs, articles, how it was adopted.
    pub(super) fn adopted_text(&mut self, at: usize, text: &'a str) -> Option<usize> {
        let line = self.lines[at];
        let cell = self.whole.hint(line).and_then(|hint| hint.cell);
        if let Some(cell) = cell
            && let Some(columns) = self.matrices.get(&cell.table).cloned()
        {
            return Some(self.matrix_row(at, cell, &columns));
        }
        if self.is_matrix {
            return self.matrix(at, text);
        }
        if cell.is_some() {
            self.push(SegmentKind::Aside, at, at, line.start);
            return Some(1);
        }
        if let Some((label, rest)) = resolution(text).filter(|_| self.at_rest() || line.apart)
            && let Some((begin, mode)) = self.begins_after(at)
        {
            self.last_number = None;
            self.in_annex = false;
            self.mode = mode;
            // When it was adopted may stand below its title.
            let adopted = |at: &usize| is_adoption(self.lines[*at].text(self.source));
            let last = (at + 1..begin).find(adopted).unwrap_or(begin) - 1;
            let title = if rest.is_empty() && last > at {
                self.lines[at + 1].start
            } else {
                line.end - rest.len()
            };
            self.push(SegmentKind::Resolution(label), at, last, title);
            if last + 1 < begin {
                let start = self.lines[last + 1].start;
                self.push(SegmentKind::Adoption, last + 1, begin - 1, start);
            }
            return Some(begin - at);
        }
        if is_annex(text) && (line.apart || self.at_rest()) {
            self.last_number = None;
            self.in_annex = true;
            self.mode = Mode::Body;
            self.push(SegmentKind::Annex, at, at, line.start);
            return Some(1);
        }
        let body_alone = self.mode == Mode::Preamble
            && (leads_over(text) || (self.has_articles && is_opening_of_declaration(text)));
        // In the middle of a paragraph that is broken into lines the name of a body is its subject.
        let open = self.list.last().is_some_and(|last| last.is_text());
        let begins = line.apart || !open || self.at_rest();
        if (is_opening(text) && begins) || body_alone {
            self.last_number = None;
            self.section = self.section.filter(|_| body_alone);
            self.mode = Mode::Preamble;
            self.push(SegmentKind::Opening, at, at, line.start);
            return Some(1);
        }
        if let Some((number, rest)) = self.article(text) {
            self.last_number = None;
            self.mode = Mode::Body;
            let start = line.end - rest.len();
            let Some((last, title)) = self.article_title(at, start) else {
                self.push(SegmentKind::Article(number), at, at, start);
                if let Some(segment) = self.list.last_mut() {
                    let told = self.whole.hint(line).and_then(|hint| hint.heading);
                    segment.level = told.or(Some(ARTICLE_TITLE));
                }
                return Some(1);
            };
            let end = self.lines[last].end;
            let words = &self.source[title..end];
            self.push(SegmentKind::Heading(words.into()), at, last, title);
            if let Some(segment) = self.list.last_mut() {
                segment.level = Some(ARTICLE_TITLE);
            }
            self.push(SegmentKind::Article(number), last, last, end);
            if let Some(segment) = self.list.last_mut() {
                segment.start = end;
            }
            return Some(last + 1 - at);
        }
        if self.has_articles && is_preamble(text) {
            self.mode = Mode::Preamble;
            return None;
        }
        if self.has_articles && is_chapter(text) && (self.at_rest() || line.apart) {
            self.mode = Mode::Body;
            self.push(SegmentKind::Heading(text.into()), at, at, line.start);
            if let Some(segment) = self.list.last_mut() {
                segment.level = Some(match is_part(text) {
                    true => 1,
                    false => 2,
                });
            }
            return Some(1);
        }
        match self.mode {
            Mode::Adopted if self.ends_adoption(at, text) => {
                self.mode = Mode::Body;
                None
            }
            Mode::Adopted => {
                self.push(SegmentKind::Adoption, at, at, line.start);
                Some(1)
            }
            Mode::Unnumbered => self.unnumbered(at, text),
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

    /// The number of the article that a line announces, and what stands after it.
    fn article(&self, text: &'a str) -> Option<(Cow<'a, str>, &'a str)> {
        match &self.own_word {
            Some(word) => word.article(text),
            None => article(text).filter(|_| self.has_articles),
        }
    }

    /// Whether a line stands after what tells of an adoption: a title with a numeral or a letter.
    fn ends_adoption(&self, at: usize, text: &str) -> bool {
        let line = self.lines[at];
        let told = self
            .whole
            .hint(line)
            .is_some_and(|hint| hint.heading.is_some());
        let open = (self.list.last()).is_some_and(|last| {
            let text = last.text(self.source);
            text.starts_with('[') && !text.ends_with(']')
        });
        !open && (told || (line.apart && has_label(text) && is_title(text)))
    }

    /// A paragraph of a decision or of a statement, which has no numbers.
    fn unnumbered(&mut self, at: usize, text: &'a str) -> Option<usize> {
        let line = self.lines[at];
        if is_adoption(text) && (line.apart || self.at_rest()) {
            self.mode = Mode::Adopted;
            self.push(SegmentKind::Adoption, at, at, line.start);
            return Some(1);
        }
        let told = self
            .whole
            .hint(line)
            .is_some_and(|hint| hint.heading.is_some());
        let open = (self.list.last()).is_some_and(|last| last.kind == SegmentKind::Operative);
        if told || is_rule(text) || (line.apart && (has_label(text) && is_title(text))) {
            return None;
        }
        let is_item = matches!(marker(text), Some((_, rest)) if !rest.is_empty());
        let note = mark_at_start(text).is_some_and(|(mark, _)| self.marks.contains(mark));
        let begins = (line.apart || is_quoted(text)) && !goes_on(text) && !line.over_page;
        if is_item || note || (open && !begins) {
            return None;
        }
        self.push(SegmentKind::Operative, at, at, line.start);
        Some(1)
    }

    /// A paragraph of a preamble, or an operative one without a number.
    pub(super) fn preambular(&mut self, at: usize, text: &'a str) -> Option<usize> {
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
        let section = self.is_section_letter(at, text);
        let after = self.lines.get(at + 1);
        let title = line.apart
            && after.is_some_and(|after| after.apart)
            && !self.whole.has_paragraphs
            && is_title(text)
            && !(ends_a_clause(text) || is_participle(text) || is_operative(text))
            && text.len() < LONGEST_TITLE;
        if is_rule(text) || is_heading || section || (self.has_articles && is_preamble(text)) {
            return None;
        }
        if title {
            self.push(SegmentKind::Heading(text.into()), at, at, line.start);
            return Some(1);
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
        let clause = is_participle(text) || is_operative(text);
        let apart = line.apart || indented || clause;
        let begins = match self.has_openings {
            // An item of a list in a paragraph, or a line that goes on.
            _ if flush || text.starts_with(['-', '–', '—', '•', '·']) => false,
            // In Russian they begin with small letters.
            true if text.starts_with(char::is_lowercase) => {
                let cyrillic = text.starts_with(|c: char| ('а'..='я').contains(&c));
                (cyrillic || self.whole.has_paragraphs) && ended && apart
            }
            true => (ended || line.apart) && apart,
            false => {
                let words = is_in_capitals(before_text);
                line.apart || self.width.is_none() || ended || indented || words
            }
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

    /// The title of the article that begins at `at`, behind its number at the byte `start` or on the next
    /// line: its last line, and where it begins.
    fn article_title(&self, at: usize, start: usize) -> Option<(usize, usize)> {
        let line = self.lines[at];
        let (last, begin) = match start < line.end {
            true => (at, start),
            false => (at + 1, self.lines.get(at + 1)?.start),
        };
        let title = &self.source[begin..self.lines[last].end];
        let after = *self.lines.get(last + 1)?;
        let text = after.text(self.source);
        let begins = after.apart || marker(text).is_some();
        let stands = title.len() <= 80 && is_title(title) && !is_complete(title);
        // Of an article there is more than its title.
        let more = self.article(text).is_none() && !is_chapter(text);
        (stands && begins && more && marker(title).is_none() && !is_chapter(title))
            .then_some((last, begin))
    }

    /// Where a preamble begins in a document in which no body's name opens it: behind the title of a
    /// resolution, or at a first line in the words of preambles, down to an operative paragraph 1.
    pub(super) fn unopened_preamble(&self) -> Option<usize> {
        if self.has_openings || self.has_articles {
            return None;
        }
        let text = |at: usize| self.lines[at].text(self.source);
        let ahead = self.lines.len().min(UNOPENED);
        let titles = ahead.min(15);
        let title = (0..titles).rev().find(|at| is_resolution_title(text(*at)));
        let covered = (0..ahead).rev().find(|at| self.cover[*at]);
        let mut from = title.max(covered).map_or(0, |at| at + 1);
        if title.is_some() {
            while from < ahead && is_date_line(text(from)) {
                from += 1;
            }
        }
        let first = (from..ahead).find(|at| {
            matches!(marker(text(*at)), Some((Marker::Number(label), _)) if value_of(&label) == Some(1))
        })?;
        let rest = marker(text(first)).map_or("", |(_, rest)| rest);
        let operative = is_operative(rest) || rest.starts_with("We ");
        // Titles may stand above it.
        if title.is_none() && operative {
            let begins = |at: &usize| self.lines[*at].apart && is_participle(text(*at));
            let above = |at: &usize| is_title(text(*at)) && !is_complete(text(*at));
            from = (from..first)
                .find(begins)
                .filter(|begin| (from..*begin).all(|at| above(&at)))?;
        }
        let is_preamble = match title {
            Some(_) => (from..first).any(|at| ends_a_clause(text(at))),
            None => operative && is_participle(text(from)),
        };
        (from < first && is_preamble && text(from).starts_with(char::is_uppercase)).then_some(from)
    }

    /// Whether a line is the letter of a section and nothing else: `A`, then `B`.
    pub(super) fn is_section_letter(&self, at: usize, text: &str) -> bool {
        let after = self.lines.get(at + 1);
        let alone = self.lines[at].apart
            && after.is_some_and(|after| after.apart || marker(after.text(self.source)).is_some());
        // A part by its numeral: `I`, then `II`.
        if alone && self.is_next_numeral(text) {
            return true;
        }
        let [letter @ b'A'..=b'Z'] = *text.as_bytes() else {
            return false;
        };
        let next = self.section.map_or('A', |last| char::from(last as u8 + 1));
        alone && char::from(letter) == next
    }

    /// Whether this is the numeral of the next part, and not a letter after others.
    pub(super) fn is_next_numeral(&self, text: &str) -> bool {
        self.section.is_none()
            && text.bytes().all(|byte| byte.is_ascii_uppercase())
            && from_roman(text) == Some(self.part_numeral + 1)
    }

    /// The line after `at` with which a body begins to speak, or with which a decision begins, where only a
    /// title stands between; and what follows from there.
    pub(super) fn begins_after(&self, at: usize) -> Option<(usize, Mode)> {
        let ahead = at + 1..(at + 10).min(self.lines.len());
        for next in ahead {
            let text = self.lines[next].text(self.source);
            if is_opening(text) {
                return Some((next, Mode::Body));
            }
            if tells_of_meeting(text) && !is_adoption(text) {
                return Some((next, Mode::Unnumbered));
            }
            let ends = text.ends_with(['.', ';']) && !is_adoption(text);
            if resolution(text).is_some() || ends {
                return None;
            }
        }
        None
    }
}
