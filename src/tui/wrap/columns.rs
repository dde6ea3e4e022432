//! How wide a text is on the screen, and how what terminals measure differently is drawn: plainly, so
//! that all of them agree and borders stay straight.

use ratatui::text::Line;
use unicode_width::UnicodeWidthChar;

use crate::export::is_picture;

/// Columns that a text takes on the screen, where each letter is drawn for itself: a ligature of
/// two, or two that stand one below the other, which are as narrow as one in print, take two.
pub(in crate::tui) fn columns(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.chars().map(width).sum()
}

fn width(letter: char) -> usize {
    // The marks of voice of halfwidth kana have a cell of their own, whatever their class.
    if matches!(letter, '\u{ff9e}' | '\u{ff9f}') {
        return 1;
    }
    letter.width().unwrap_or(0)
}

/// The letters of a text, each with the marks on it.
pub(super) fn letters(text: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = text
        .char_indices()
        .filter(|(at, letter)| *at == 0 || width(*letter) > 0)
        .map(|(at, _)| at)
        .collect();
    starts.push(text.len());
    starts
        .windows(2)
        .map(|ends| &text[ends[0]..ends[1]])
        .collect()
}

/// Columns that a line takes on the screen.
pub(in crate::tui) fn line_columns(line: &Line<'_>) -> usize {
    line.spans.iter().map(|span| columns(&span.content)).sum()
}

/// Adds text without what terminals disagree about the width of: pictures that are joined to one
/// are drawn side by side and without their colour of skin, a sign in the form that it has by
/// itself, a soft hyphen not at all. What is copied is not touched by this.
pub(super) fn push_settled(shown: &mut String, text: &str) {
    if text.is_ascii() {
        shown.push_str(text);
        return;
    }
    let mut last = shown.chars().next_back();
    let mut coming = text.chars().peekable();
    while let Some(character) = coming.next() {
        let drawn = |beside: Option<char>| beside.is_some_and(is_picture);
        let unsettled = match character {
            '\u{ad}' | '\u{fe0e}' | '\u{fe0f}' => true,
            '\u{200d}' => drawn(last) || drawn(coming.peek().copied()),
            '\u{1f3fb}'..='\u{1f3ff}' => drawn(last),
            _ => false,
        };
        if !unsettled {
            shown.push(character);
            last = Some(character);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::*;

    #[test]
    fn letters_that_join_are_counted_as_they_are_drawn() {
        // Lam and alef are one ligature in print and two cells on the screen.
        assert_eq!(columns("لا"), 2);
        let lines = Styled::new("لا لا لا", Style::default()).wrap(5, 0);
        let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
        assert_eq!(lines, ["لا لا", "لا"]);
    }

    #[test]
    fn what_terminals_measure_differently_is_drawn_plainly() {
        let shown = |text: &str| Styled::new(text, Style::default()).one_line(40).to_string();
        assert_eq!(shown("👨\u{200d}👩\u{200d}👧 as one"), "👨👩👧 as one");
        assert_eq!(
            shown("👍🏽 ❤\u{fe0f} 1\u{fe0f}\u{20e3} soft\u{ad}ly"),
            "👍 ❤ 1\u{20e3} softly"
        );
        assert_eq!(shown("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }
}
