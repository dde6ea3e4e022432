//! Matrices of recommendations as lines of text: what tells them, and what their cells hold.

use super::markers::{Marker, marker};

/// Whether a line is the title of a column of a matrix.
pub(super) fn is_column(text: &str) -> bool {
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

/// Whether `lines` are the cells of a matrix of recommendations: positions of the State stand between
/// the recommendations, or themes, or what else is set with a dash.
pub(super) fn is_matrix<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let (mut positions, mut themes) = (0, 0);
    let mut dash = false;
    for line in lines {
        positions += usize::from(is_position(line));
        let numbered = matches!(marker(line), Some((Marker::Decimal(_), _)));
        themes += usize::from(line.starts_with("Theme:") || (dash && numbered));
        dash = is_dash(line);
    }
    positions > 1 || themes > 1
}

/// Whether a line is an item that is set with a dash, and no sentence: `- Protection of lakes`.
pub(super) fn is_dash(line: &str) -> bool {
    let item = ["- ", "– ", "• "]
        .iter()
        .find_map(|dash| line.strip_prefix(dash));
    item.is_some_and(|item| item.len() < 160 && !item.ends_with(['.', ';', ',']))
}

/// Whether a line tells what the State said to the recommendation above it.
pub(super) fn is_position(text: &str) -> bool {
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
