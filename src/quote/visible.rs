//! Text made safe to show: every character that would steer a terminal becomes a visible mark.

use std::borrow::Cow;
use std::fmt::Write;

/// The text with control characters, bidirectional overrides, and invisible characters as marks;
/// line feeds stay, tabs become blanks. Borrowed where there is nothing to change.
///
/// Right-to-left letters, combining marks and joiners inside words are text and stay.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        push_visible(&mut shown, character);
    }
    Cow::Owned(shown)
}

/// The same on a single line: line feeds and the blanks around them become one blank.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains('\n') {
        return visible(text);
    }
    let pieces: Vec<&str> = text
        .split('\n')
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .collect();
    Cow::Owned(visible(&pieces.join(" ")).into_owned())
}

fn steers(character: char) -> bool {
    match character {
        '\n' => false,
        // Controls of ASCII and of Latin-1, among them ESC and the one-byte CSI.
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => true,
        // Zero width space, directional marks, line and paragraph separators, overrides,
        // isolates, invisible operators, byte order mark, interlinear and tag characters.
        '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' => true,
        '\u{061c}' | '\u{180e}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' => true,
        '\u{e0000}'..='\u{e007f}' => true,
        _ => false,
    }
}

fn push_visible(shown: &mut String, character: char) {
    match character {
        '\t' => shown.push(' '),
        '\n' => shown.push('\n'),
        '\0'..='\u{1f}' => {
            // The block of control pictures mirrors ASCII from U+2400 on.
            shown.push(char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{fffd}'));
        }
        '\u{7f}' => shown.push('\u{2421}'),
        _ if steers(character) => {
            // Writing into a String cannot fail.
            let _ = write!(shown, "<U+{:04X}>", u32::from(character));
        }
        _ => shown.push(character),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_remains() {
        assert_eq!(visible("\u{1b}]52;c;AAAA\u{7}"), "␛]52;c;AAAA␇");
        assert_eq!(visible("a\u{9b}31mb"), "a<U+009B>31mb");
        assert_eq!(visible("a\u{202e}b"), "a<U+202E>b");
        assert_eq!(visible("x\u{7f}\u{8}"), "x␡␈");
    }

    #[test]
    fn text_of_any_language_stays_as_it_is() {
        for text in [
            "follow\u{2011}up",
            "no\u{a0}break",
            "“quoted”",
            "عربي",
            "नि",
            "line\nline",
        ] {
            assert!(matches!(visible(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn lines_join_with_one_blank() {
        assert_eq!(one_line("as follows: \nThe Group"), "as follows: The Group");
    }
}
