//! Line assembly: pieces of text at places on a page to lines in reading order.
//!
//! Producers write a page in the order that they mean, mostly: each column, each cell whole. So the
//! order of the file is kept as far as it goes down the page; only what stands wholly above or
//! below is put there, and lines that run across a gutter are cut at it.

use super::rtl;
use crate::model::Style;

/// A gap of this many sizes or more between two pieces is a tab.
const TAB: f32 = 1.2;
/// A gap of this share of the size or more is a space.
const SPACE: f32 = 0.15;
/// Lines that lie further apart than this many usual distances have a blank line between them.
const BLANK: f32 = 1.25;
/// A leap of more sizes than this down the page begins a new stretch.
const LEAP: f32 = 8.0;
/// A page in more stretches than this is left in the order of the file.
const STRETCHES: usize = 300;
/// So many lines with a gap at one place make a gutter.
const GUTTER: usize = 8;

/// What a piece of text belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Layer {
    /// The text itself.
    Text,
    /// What is tagged as repeated at the top of pages.
    Header,
    /// What is tagged as repeated at the foot of pages.
    Footer,
}

/// A piece of text at a place on the page, in points; heights count upwards.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) text: String,
    /// Where the text is to be turned round: length in bytes and place of each sign.
    pub(super) clusters: Vec<(usize, f32)>,
    pub(super) x: f32,
    pub(super) end: f32,
    /// Height of the baseline.
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) style: Style,
    pub(super) layer: Layer,
    /// Whether it runs in another direction than the page.
    pub(super) aside: bool,
}

/// Text of one style in a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    pub(super) text: String,
    pub(super) style: Style,
    /// Whether it is the mark of a note.
    pub(super) mark: bool,
}

/// A line of a page.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) text: Vec<Part>,
    pub(super) x: f32,
    /// Height of the baseline.
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) layer: Layer,
    /// Whether there is the space of a blank line above it.
    pub(super) apart: bool,
}

impl Line {
    /// Length of its text in bytes.
    pub(super) fn length(&self) -> usize {
        self.text.iter().map(|part| part.text.len()).sum()
    }

    /// Whether it is a rule that is drawn with letters, as above footnotes.
    pub(super) fn is_rule(&self) -> bool {
        let mut signs = self.text.iter().flat_map(|part| part.text.trim().chars());
        self.length() >= 5 && signs.all(|sign| matches!(sign, '_' | '—' | '─'))
    }

    /// Whether it begins with the mark of a note, raised or a star.
    pub(super) fn begins_with_mark(&self) -> bool {
        let first = self.text.first();
        first.is_some_and(|part| part.mark || part.text.starts_with(['*', '†', '‡']))
    }
}

/// Pieces on one baseline.
#[derive(Clone, Debug)]
struct Row {
    pieces: Vec<Piece>,
    x: f32,
    end: f32,
    y: f32,
    size: f32,
    layer: Layer,
    aside: bool,
    right_to_left: bool,
    /// White space at its end so far.
    space: bool,
    /// For each piece whether white space stands before it.
    spaces: Vec<bool>,
    /// Pieces of white space.
    blanks: Vec<Piece>,
}

/// The lines of a page in reading order: headers, text, footers.
pub(super) fn lines(pieces: Vec<Piece>) -> Vec<Line> {
    let rows = rows(pieces);
    let mut out = Vec::new();
    for layer in [Layer::Header, Layer::Text, Layer::Footer] {
        let (aside, upright): (Vec<Row>, Vec<Row>) = rows
            .iter()
            .filter(|row| row.layer == layer)
            .cloned()
            .partition(|row| row.aside);
        let mut ordered = in_order(cut_at_gutter(upright));
        ordered.extend(aside);
        let usual = usual_distance(&ordered);
        let mut above: Option<&Row> = None;
        for row in &ordered {
            let apart = above.is_none_or(|above| {
                let distance = above.y - row.y;
                let set = usual.max(row.size.max(above.size) * 1.1);
                distance > set * BLANK
            });
            let apart = apart && !out.is_empty();
            above = Some(row);
            out.push(Line {
                text: parts(row),
                x: row.x,
                y: row.y,
                size: row.size,
                layer,
                apart,
            });
        }
    }
    out.retain(|line| line.text.iter().any(|part| !part.text.trim().is_empty()));
    out
}

/// Pieces to rows, in the order of the file.
fn rows(pieces: Vec<Piece>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for piece in pieces {
        let blank = piece.text.trim().is_empty();
        match rows.last_mut() {
            Some(row) if row.takes(&piece) => row.add(piece, blank),
            _ if blank => {}
            last => {
                let row = Row::new(piece);
                match last {
                    // A number that is drawn after the text it stands before.
                    Some(above) if row.stands_before(above) => above.put_before(row),
                    _ => rows.push(row),
                }
            }
        }
    }
    rows
}

impl Row {
    fn new(piece: Piece) -> Self {
        Self {
            x: piece.x,
            end: piece.end,
            y: piece.y,
            size: piece.size,
            layer: piece.layer,
            aside: piece.aside,
            right_to_left: rtl::is_rtl(&piece.text),
            space: false,
            spaces: vec![false],
            blanks: Vec::new(),
            pieces: vec![piece],
        }
    }

    /// Whether a piece goes on with this row.
    fn takes(&self, piece: &Piece) -> bool {
        if self.layer != piece.layer || self.aside != piece.aside {
            return false;
        }
        let size = self.size.max(piece.size);
        let rise = piece.y - self.y;
        let level = if piece.size < self.size * 0.9 {
            (-0.35 * size..0.75 * size).contains(&rise)
        } else if self.size < piece.size * 0.9 {
            // What came so far was raised.
            (-0.75 * size..0.35 * size).contains(&rise)
        } else {
            rise.abs() < 0.25 * size
        };
        let right_to_left = self.right_to_left || rtl::is_rtl(&piece.text);
        level && (right_to_left || piece.x >= self.end - 0.6 * size)
    }

    fn add(&mut self, piece: Piece, blank: bool) {
        if blank {
            self.space = true;
            self.blanks.push(piece);
            return;
        }
        if let Some(last) = self.pieces.last()
            && last.text == piece.text
            && (last.x - piece.x).abs() < 0.2 * piece.size
            && (last.y - piece.y).abs() < 0.2 * piece.size
        {
            // Drawn twice to look bold.
            return;
        }
        if piece.size > self.size * 1.1 && self.pieces.iter().all(|it| it.size < piece.size) {
            self.size = piece.size;
            self.y = piece.y;
        }
        self.x = self.x.min(piece.x);
        self.end = self.end.max(piece.end);
        self.right_to_left |= rtl::is_rtl(&piece.text);
        self.spaces.push(std::mem::take(&mut self.space));
        self.pieces.push(piece);
    }

    fn stands_before(&self, after: &Self) -> bool {
        self.layer == after.layer
            && self.aside == after.aside
            && (self.y - after.y).abs() < 0.2 * self.size
            && self.end <= after.x + 0.3 * self.size
    }

    fn put_before(&mut self, mut before: Self) {
        before.pieces.append(&mut self.pieces);
        before.spaces.append(&mut self.spaces);
        self.pieces = before.pieces;
        self.spaces = before.spaces;
        self.x = before.x;
        self.size = self.size.max(before.size);
    }

    /// The rows left and right of `at`, where it has a gap there.
    fn cut(&self, at: f32) -> Option<(Self, Self)> {
        let split = self.pieces.iter().position(|piece| piece.x >= at)?;
        let (left, right) = self.pieces.split_at(split);
        if left.is_empty() || left.iter().any(|piece| piece.end > at) {
            return None;
        }
        let part = |pieces: &[Piece], spaces: &[bool]| Self {
            x: pieces.iter().map(|piece| piece.x).fold(f32::MAX, f32::min),
            end: pieces
                .iter()
                .map(|piece| piece.end)
                .fold(f32::MIN, f32::max),
            pieces: pieces.to_vec(),
            spaces: spaces.to_vec(),
            ..self.clone_empty()
        };
        Some((
            part(left, &self.spaces[..split]),
            part(right, &self.spaces[split..]),
        ))
    }

    fn clone_empty(&self) -> Self {
        Self {
            pieces: Vec::new(),
            spaces: Vec::new(),
            blanks: Vec::new(),
            ..*self
        }
    }

    fn words(&self) -> usize {
        self.pieces
            .iter()
            .map(|piece| piece.text.split_whitespace().count())
            .sum()
    }
}

/// Cuts rows that run across the gutter between two columns, and puts the left before the right.
fn cut_at_gutter(rows: Vec<Row>) -> Vec<Row> {
    let Some(gutter) = gutter(&rows) else {
        return rows;
    };
    let mut out = Vec::with_capacity(rows.len() * 2);
    let mut right = Vec::new();
    for row in rows {
        match row.cut(gutter) {
            Some((before, after)) => {
                out.push(before);
                right.push(after);
            }
            // A row on one side belongs to its column; one across ends both.
            None if row.end <= gutter => out.push(row),
            None if row.x >= gutter => right.push(row),
            None => {
                out.append(&mut right);
                out.push(row);
            }
        }
    }
    out.append(&mut right);
    out
}

/// Where a gutter runs through rows that hold text on both sides of it, each about as wide as the
/// other.
fn gutter(rows: &[Row]) -> Option<f32> {
    let left = rows.iter().map(|row| row.x).fold(f32::MAX, f32::min);
    let right = rows.iter().map(|row| row.end).fold(f32::MIN, f32::max);
    let middle = (left + right) / 2.0;
    // A gutter lies near the middle; its place is where gaps there most often end.
    let mut ends = std::collections::BTreeMap::new();
    let reach = (right - left) * 0.2;
    for row in rows.iter().filter(|row| !row.right_to_left) {
        for pair in row.pieces.windows(2) {
            let gap = pair[1].x - pair[0].end;
            if gap > TAB * row.size && (pair[1].x - middle).abs() < reach {
                *ends.entry(halves(pair[1].x)).or_insert(0_usize) += 1;
            }
        }
    }
    let (place, count) = ends.into_iter().max_by_key(|(_, count)| *count)?;
    if count < GUTTER {
        return None;
    }
    let at = place as f32 / 2.0 - 0.5;
    let cut: Vec<(Row, Row)> = rows.iter().filter_map(|row| row.cut(at)).collect();
    let across = rows.iter().filter(|row| row.x < at && row.end > at).count();
    let wide = |width: f32| width >= (right - left) * 0.25;
    let prose = |rows: &mut dyn Iterator<Item = &Row>| {
        let full = rows.filter(|row| row.words() >= 3 && wide(row.end - row.x));
        full.count() * 2 >= cut.len()
    };
    let both = prose(&mut cut.iter().map(|(left, _)| left))
        && prose(&mut cut.iter().map(|(_, right)| right));
    (both && cut.len() >= GUTTER && cut.len() * 3 >= across * 2).then_some(at)
}

/// Rows in reading order: stretches that go down the page stay as they are; one that stands wholly
/// above another comes before it.
fn in_order(rows: Vec<Row>) -> Vec<Row> {
    struct Stretch {
        rows: Vec<Row>,
        x: f32,
        end: f32,
        top: f32,
        bottom: f32,
    }
    let mut stretches: Vec<Stretch> = Vec::new();
    for row in rows {
        match stretches.last_mut() {
            Some(stretch)
                if row.y <= stretch.bottom + 0.3 * row.size
                    && row.y >= stretch.bottom - LEAP * row.size =>
            {
                stretch.x = stretch.x.min(row.x);
                stretch.end = stretch.end.max(row.end);
                stretch.bottom = stretch.bottom.min(row.y);
                stretch.rows.push(row);
            }
            _ => stretches.push(Stretch {
                x: row.x,
                end: row.end,
                top: row.y,
                bottom: row.y,
                rows: vec![row],
            }),
        }
    }
    if stretches.len() > STRETCHES {
        return stretches.into_iter().flat_map(|it| it.rows).collect();
    }
    let above = |one: &Stretch, other: &Stretch| {
        one.bottom > other.top
            && (one.rows.len().min(other.rows.len()) <= 2
                || (one.x < other.end && other.x < one.end))
    };
    let mut out = Vec::new();
    while !stretches.is_empty() {
        let free = |at: &usize| {
            let others = stretches.iter().enumerate();
            !others
                .filter(|(other, _)| other != at)
                .any(|(_, other)| above(other, &stretches[*at]))
        };
        let next = (0..stretches.len()).find(free).unwrap_or(0);
        out.extend(stretches.remove(next).rows);
    }
    out
}

/// The distance of most lines from the one above.
fn usual_distance(rows: &[Row]) -> f32 {
    let mut distances: Vec<f32> = rows
        .windows(2)
        .map(|pair| pair[0].y - pair[1].y)
        .filter(|distance| *distance > 1.0)
        .collect();
    distances.sort_by(f32::total_cmp);
    // Lines within a paragraph are the nearest, and mostly more than a third of all.
    distances.get(distances.len() / 3).copied().unwrap_or(0.0)
}

/// The text of a row in its styles, with spaces and tabs where there are gaps.
fn parts(row: &Row) -> Vec<Part> {
    if row.right_to_left {
        return rtl_parts(row);
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut end: Option<f32> = None;
    for (piece, space) in row.pieces.iter().zip(&row.spaces) {
        let raised = piece.size < row.size * 0.9 && piece.y > row.y + 0.12 * row.size;
        let mark = raised && is_mark(piece.text.trim());
        let style = Style {
            superscript: raised && !mark,
            ..piece.style
        };
        if let Some(end) = end {
            let gap = piece.x - end;
            let before = parts.iter().rev().find(|part| !part.mark);
            let ends = before.is_none_or(|part| part.text.ends_with([' ', '\t']));
            let begins = piece.text.starts_with(' ');
            let white = if gap > TAB * row.size {
                "\t"
            } else if !ends && !begins && (*space || gap > SPACE * row.size) {
                " "
            } else {
                ""
            };
            if !white.is_empty() && !mark {
                add(&mut parts, white, Style::default(), false);
            }
        }
        end = Some(piece.end);
        if mark {
            add(&mut parts, piece.text.trim(), Style::default(), true);
        } else {
            let words = folded(&piece.text);
            let before = parts.iter().rev().find(|part| !part.mark);
            let spaced = before.is_some_and(|part| part.text.ends_with([' ', '\t']));
            let words = if spaced { words.trim_start() } else { &words };
            add(&mut parts, words, style, false);
        }
    }
    trimmed(parts)
}

/// A line with right-to-left text: its signs from left to right, then turned round as a whole.
fn rtl_parts(row: &Row) -> Vec<Part> {
    let mut signs: Vec<(f32, &str)> = Vec::new();
    let mut ends: Vec<(f32, f32)> = Vec::new();
    for piece in row.pieces.iter().chain(&row.blanks) {
        if !rtl::is_mark(&piece.text) {
            ends.push((piece.x, piece.end));
        }
        if piece.clusters.is_empty() {
            let count = piece.text.chars().count().max(1);
            let each = (piece.end - piece.x) / count as f32;
            let letters = piece.text.split_inclusive(|_: char| true).enumerate();
            signs.extend(letters.map(|(at, sign)| (piece.x + each * at as f32, sign)));
            continue;
        }
        let mut rest = piece.text.as_str();
        for (length, x) in &piece.clusters {
            if let Some((sign, after)) = rest.split_at_checked(*length) {
                signs.push((*x, sign));
                rest = after;
            }
        }
    }
    // A gap between pieces is a space.
    ends.sort_by(|one, other| one.0.total_cmp(&other.0));
    for pair in ends.windows(2) {
        if pair[1].0 - pair[0].1 > 0.2 * row.size {
            signs.push((pair[0].1, " "));
        }
    }
    signs.sort_by(|one, other| {
        let marks = rtl::is_mark(one.1).cmp(&rtl::is_mark(other.1));
        one.0.total_cmp(&other.0).then(marks)
    });
    let drawn: Vec<&str> = signs.into_iter().map(|(_, sign)| sign).collect();
    let style = row.pieces.first().map(|piece| piece.style);
    trimmed(vec![Part {
        text: folded(&rtl::logical(&drawn)),
        style: style.unwrap_or_default(),
        mark: false,
    }])
}

/// `text` with each run of white space as one space.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// Adds text to the last part where its style is the same; white space takes any style.
fn add(parts: &mut Vec<Part>, text: &str, style: Style, mark: bool) {
    match parts.last_mut() {
        Some(last) if last.mark == mark && last.style == style => last.text.push_str(text),
        Some(last) if !last.mark && !mark && text.trim().is_empty() => last.text.push_str(text),
        _ => parts.push(Part {
            text: text.to_owned(),
            style,
            mark,
        }),
    }
}

/// Less the white space at both ends.
fn trimmed(mut parts: Vec<Part>) -> Vec<Part> {
    while let Some(last) = parts.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        parts.pop();
    }
    if let Some(first) = parts.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    parts
}

/// Whether raised text is the mark of a note, and not `st` of `1st`.
fn is_mark(text: &str) -> bool {
    let sign = |c: char| matches!(c, '*' | '†' | '‡' | '§' | '¶');
    let letters: Vec<char> = text.trim_matches(',').chars().collect();
    match *letters {
        [] => false,
        [one] => one.is_numeric() || sign(one) || one.is_ascii_lowercase(),
        _ => {
            letters.len() <= 4
                && (letters.iter().all(|c| c.is_numeric() || *c == ',')
                    || letters.iter().all(|c| sign(*c)))
        }
    }
}

/// A size in half points, so that like sizes are equal.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(super) fn halves(size: f32) -> u32 {
    (size * 2.0).round().clamp(1.0, 2000.0) as u32
}
