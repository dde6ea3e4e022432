//! Matrices of recommendations as lines of text: themes above them, and below each the State's position
//! and what the other columns say.

use super::Scan;
use crate::structure::markers::{Marker, marker};
use crate::structure::matrix::{is_column, is_dash, is_position};
use crate::structure::segment::SegmentKind;

/// The level of a heading that stands below all others.
const INNERMOST: u8 = 9;

impl<'a> Scan<'a> {
    /// A line of a matrix of recommendations: themes stand above them, and below each the State's
    /// position and whatever else the columns say.
    pub(super) fn matrix(&mut self, at: usize, text: &'a str) -> Option<usize> {
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
        let field = begun
            && (self.in_fields
                || text.starts_with("Source of Position")
                || (self.at_rest() && is_dash(text)));
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
}
