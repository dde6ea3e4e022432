//! Lines of titles: which flow into one another, which begin with a label, which end with the mark of a
//! footnote.

use std::collections::HashSet;

use super::lines::Line;
use super::markers::{Marker, marker};
use super::sentence::goes_on;

/// The column at which the text of a line begins, behind its number.
pub(super) fn text_column(line: Line, source: &str) -> u32 {
    let text = line.text(source);
    let rest = marker(text).map_or(text, |(_, rest)| rest);
    let before = text[..text.len() - rest.len()].chars().count();
    line.indent + u32::try_from(before).unwrap_or_default()
}

/// For each line, whether the next goes on with its paragraph, so that it is no title.
pub(super) fn flowing(source: &str, lines: &[Line], width: Option<usize>) -> Vec<bool> {
    let mut flows = vec![false; lines.len()];
    for at in 0..lines.len().saturating_sub(1) {
        let (line, next) = (lines[at], lines[at + 1]);
        let text = next.text(source);
        if next.apart || marker(text).is_some() {
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
pub(super) fn has_label(title: &str) -> bool {
    let label = title
        .split_once('.')
        .filter(|(_, rest)| rest.starts_with(char::is_whitespace));
    label.is_some_and(|(label, _)| {
        let letter = label.len() == 1 && label.bytes().all(|byte| byte.is_ascii_uppercase());
        letter || matches!(marker(title), Some((Marker::Numeral(_), _)))
    })
}

/// A title without the raised mark of a footnote that a page left behind as figures at its end, where
/// the mark before or after it stands elsewhere in the text.
pub(super) fn without_glued_mark<'t>(title: &'t str, marks: &HashSet<u32>) -> &'t str {
    let bare = title.trim_end_matches(|c: char| c.is_ascii_digit());
    let figures = &title[bare.len()..];
    let word = bare.rsplit(char::is_whitespace).next().unwrap_or_default();
    let glued = (1..=3).contains(&figures.len())
        && word.chars().filter(|c| c.is_lowercase()).count() > 3
        && word.ends_with(char::is_lowercase);
    let known = figures.parse::<u32>().is_ok_and(|mark| {
        let neighbours = [mark.checked_sub(1), mark.checked_add(1)];
        neighbours.iter().flatten().any(|it| marks.contains(it))
    });
    match glued && known {
        true => bare,
        false => title,
    }
}

/// The figures that stand glued to the stops at the ends of these lines.
pub(super) fn glued_marks<'t>(lines: impl Iterator<Item = &'t str>) -> HashSet<u32> {
    let glued = |line: &'t str| {
        let bare = line.trim_end_matches(|c: char| c.is_ascii_digit());
        let figures = &line[bare.len()..];
        let stopped = bare.ends_with(['.', ',', ';', '”', ')']);
        (stopped && figures.len() <= 3).then(|| figures.parse().ok())?
    };
    lines.filter_map(glued).collect()
}
