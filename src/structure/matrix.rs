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

/// What the columns of a matrix hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    /// The row with their titles.
    pub(super) header: Option<u32>,
    pub(super) number: Option<u32>,
    pub(super) text: u32,
    pub(super) position: Option<u32>,
    pub(super) from: Option<u32>,
}

/// What a column of a matrix holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnRole {
    /// The number of the recommendation.
    Number,
    /// The recommendation itself.
    Text,
    /// What the State under review says to it.
    Position,
    /// The States that recommend.
    From,
    /// Something else that is said of it: themes, goals, comments.
    Other,
}

/// What a column with this title holds, in a matrix of recommendations.
pub(super) fn column_role(title: &str) -> Option<ColumnRole> {
    if title.chars().count() > 80 {
        return None;
    }
    let lower = title.to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    let among = |words: &[&str]| words.contains(&lower.trim_matches(['.', ':', '*', ' ']));
    let role = match () {
        () if begins(&[
            "recommending",
            "recommended by",
            "état auteur",
            "estado que",
        ]) || among(&["state", "states", "country", "from", "source"]) =>
        {
            ColumnRole::From
        }
        () if among(&[
            "no",
            "n°",
            "nº",
            "#",
            "number",
            "para",
            "paragraph",
            "rec. no",
            "№",
            "номер",
        ]) || begins(&[
            "no. of",
            "recommendation no",
            "recommendation number",
            "paragraph n",
        ]) =>
        {
            ColumnRole::Number
        }
        () if begins(&[
            "recommendation",
            "recommandation",
            "recomendaci",
            "рекомендаци",
            "التوصي",
            "建议",
        ]) || among(&["text", "text of the recommendation"]) =>
        {
            ColumnRole::Text
        }
        () if begins(&[
            "position",
            "response",
            "status",
            "accepted",
            "supported",
            "posición",
            "réponse",
            "позиция",
        ]) =>
        {
            ColumnRole::Position
        }
        () if begins(&[
            "full list of themes",
            "assessment",
            "human rights themes",
            "relevant sdg",
            "sdg",
            "theme",
            "comment",
            "explanation",
            "remark",
            "level of implementation",
            "observations",
            "action",
        ]) =>
        {
            ColumnRole::Other
        }
        () => return None,
    };
    Some(role)
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
