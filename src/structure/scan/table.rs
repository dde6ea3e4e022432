//! Matrices of recommendations as tables: one recommendation a row, with its number, the State's
//! position, who recommends, and what else the columns say.

use super::Scan;
use crate::structure::lines::{Cell, split_decimal};
use crate::structure::markers::{Marker, marker};
use crate::structure::matrix::{ColumnRole, Columns, column_role, is_dash, is_position};
use crate::structure::segment::SegmentKind;

/// The level of a heading that stands below all others.
const INNERMOST: u8 = 9;

/// The longest theme that stands in a row by itself, in bytes.
const LONGEST_THEME: usize = 200;

/// The lines of one cell: its column, the first, and one past the last.
type Lines = (u32, usize, usize);

impl<'a> Scan<'a> {
    /// The lines of the row that begins at `at`, a cell after another.
    fn row(&self, at: usize, cell: Cell) -> Vec<Lines> {
        let mut cells: Vec<Lines> = Vec::new();
        for next in at..self.lines.len() {
            let own = self.whole.hint(self.lines[next]).and_then(|hint| hint.cell);
            let Some(own) = own.filter(|own| own.table == cell.table && own.row == cell.row) else {
                break;
            };
            match cells.last_mut() {
                Some((column, _, end)) if *column == own.column => *end = next + 1,
                _ => cells.push((own.column, next, next + 1)),
            }
        }
        cells
    }

    /// The tables of the document that are matrices, by their number, with what their columns hold.
    pub(super) fn matrices(&self) -> std::collections::HashMap<u32, Columns> {
        let mut found = std::collections::HashMap::new();
        let mut at = 0;
        while at < self.lines.len() {
            let hint = self.whole.hint(self.lines[at]);
            let Some(cell) = hint.and_then(|hint| hint.cell) else {
                at += 1;
                continue;
            };
            let row = self.row(at, cell);
            let end = row.last().map_or(at + 1, |(_, _, end)| *end);
            let text = |first: usize| self.lines[first].text(self.source);
            let roles: Vec<(u32, ColumnRole)> = row
                .iter()
                .filter_map(|(column, first, _)| Some((*column, column_role(text(*first))?)))
                .collect();
            let of = |role: ColumnRole| {
                roles
                    .iter()
                    .find(|(_, own)| *own == role)
                    .map(|(column, _)| *column)
            };
            if let Some(recommendation) = of(ColumnRole::Text)
                && roles.len() > 1
            {
                found.entry(cell.table).or_insert(Columns {
                    header: Some(cell.row),
                    number: of(ColumnRole::Number),
                    text: recommendation,
                    position: of(ColumnRole::Position),
                    from: of(ColumnRole::From),
                });
            }
            at = end;
        }
        found
    }

    /// A row of a matrix, which begins at `at`; gives how many lines it has.
    pub(super) fn matrix_row(&mut self, at: usize, cell: Cell, columns: &Columns) -> usize {
        let row = self.row(at, cell);
        let end = row.last().map_or(at + 1, |(_, _, end)| *end);
        let (lines, source) = (self.lines, self.source);
        let text = |at: usize| lines[at].text(source);
        if columns.header == Some(cell.row) {
            for line in at..end {
                self.own_line(SegmentKind::Cover, line);
            }
            return end - at;
        }
        let by_itself = columns.number.and_then(|number| {
            let (_, first, _) = row.iter().find(|(column, ..)| *column == number)?;
            let label = text(*first).trim_end_matches('.');
            let digits = label
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.');
            (digits && !label.is_empty() && label.len() <= 12).then_some(label)
        });
        // The number may stand in the column of the text, and its words in the next.
        let alone = (row.iter()).find_map(|(_, first, last)| match marker(text(*first)) {
            Some((Marker::Decimal(label), "")) if last - first == 1 => Some(label),
            _ => None,
        });
        let label = by_itself.or(alone);
        let words = row.iter().find(|(column, ..)| *column == columns.text);
        let numbered = words.is_some_and(|(_, first, _)| begins_with_number(text(*first)));
        if label.is_none() && !numbered {
            let theme = row.len() == 1 && end - at == 1 && text(at).len() < LONGEST_THEME;
            let kind = match theme {
                true => SegmentKind::Heading(text(at).into()),
                false => SegmentKind::Aside,
            };
            for line in at..end {
                self.own_line(kind.clone(), line);
            }
            if let Some(segment) = self.list.last_mut().filter(|_| theme) {
                segment.level = Some(INNERMOST);
            }
            return end - at;
        }
        self.mode = super::Mode::Body;
        let mut begun = false;
        let label = label.filter(|_| !numbered);
        for (column, first, last) in row {
            let is_number = label.is_some_and(|label| text(first).trim_end_matches('.') == label);
            if is_number && label.is_some() && last - first == 1 && !begun {
                // Its words follow, or stand in a column that is known.
                // Of a recommendation that stands elsewhere all that is said of it is its text.
                let next = match column == columns.text {
                    true => (last < end).then_some((last, end)),
                    false => (self.row(at, cell).into_iter())
                        .find(|(column, ..)| *column == columns.text)
                        .map(|(_, from, to)| (from, to)),
                };
                if let (Some(label), Some((from, to))) = (label, next)
                    && from == last
                {
                    self.push(of_label(label), first, to - 1, lines[from].start);
                    self.last_decimal = split_decimal(label).or(self.last_decimal);
                    begun = true;
                    continue;
                }
            }
            // The words were taken with their number.
            if begun && label.is_some() && self.took(first) {
                continue;
            }
            for line in first..last {
                begun |= self.matrix_line(line, column, columns, begun);
            }
        }
        end - at
    }

    /// A line that is a segment by itself.
    fn own_line(&mut self, kind: SegmentKind<'a>, at: usize) {
        self.push(kind, at, at, self.lines[at].start);
    }

    /// Whether the line at `at` is in the last segment.
    fn took(&self, at: usize) -> bool {
        self.list
            .last()
            .is_some_and(|last| self.lines[at].end <= last.text.1)
    }

    /// A line of a cell of a matrix; gives whether a recommendation begins with it.
    fn matrix_line(&mut self, at: usize, column: u32, columns: &Columns, begun: bool) -> bool {
        let line = self.lines[at];
        let text = line.text(self.source);
        if column == columns.text
            && begins_with_number(text)
            && let Some((marker, rest)) = marker(text)
        {
            let kind = match marker {
                Marker::Decimal(label) => SegmentKind::Decimal(label),
                Marker::Number(label) => SegmentKind::Number(label),
                _ => SegmentKind::Aside,
            };
            if let SegmentKind::Decimal(label) = kind {
                self.last_decimal = split_decimal(label).or(self.last_decimal);
            }
            self.push(kind, at, at, line.end - rest.len());
            return true;
        }
        let open = self.list.last().is_some_and(|last| last.is_text());
        let said = text.starts_with("Source of Position") || is_dash(text);
        let kind = match () {
            () if !begun => SegmentKind::Aside,
            () if columns.from == Some(column) => SegmentKind::From,
            () if columns.position == Some(column) && !said => SegmentKind::Position,
            () if columns.position.is_none() && is_position(text) => SegmentKind::Position,
            () if column == columns.text && open && !said => {
                self.text(at);
                return false;
            }
            () => SegmentKind::Field,
        };
        // A position of several lines is said by the first.
        let again = kind == SegmentKind::Position
            && (self.list.last()).is_some_and(|last| last.kind == SegmentKind::Position);
        let kind = if again { SegmentKind::Field } else { kind };
        self.push(kind, at, at, line.start);
        false
    }
}

/// Whether a cell begins with the number of a recommendation and its words.
fn begins_with_number(text: &str) -> bool {
    matches!(marker(text), Some((Marker::Decimal(_) | Marker::Number(_), rest)) if !rest.is_empty())
}

fn of_label(label: &str) -> SegmentKind<'_> {
    match label.contains('.') {
        true => SegmentKind::Decimal(label),
        false => SegmentKind::Number(label.into()),
    }
}
