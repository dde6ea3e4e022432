//! Text made safe to show: every character that would steer a terminal, turn the order of what is
//! read, or hide in the text becomes a visible mark.
//!
//! Controls become the picture that Unicode has for them (`␛`), everything else its number
//! (`<U+202E>`). What a language needs stays: right-to-left letters, the marks of direction beside
//! them, joiners between letters that join and between pictures, combining marks.

use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// Combining marks over one letter. No language needs more; piled higher they reach over the
/// lines above.
const PILED: usize = 8;

/// How far a mark of direction may stand from the letter that it is meant for, in characters.
const NEAR: usize = 12;

/// The text with control characters, overrides of direction, and invisible characters as marks;
/// line feeds stay, tabs become blanks, and a carriage return before a line feed goes. Borrowed
/// where there is nothing to change.
///
/// ```
/// use recs_tui::export::visible;
/// assert_eq!(visible("red \u{1b}[31m"), "red ␛[31m");
/// assert_eq!(visible("a\u{202e}b"), "a<U+202E>b");
/// assert_eq!(visible("می\u{200c}خواهم"), "می\u{200c}خواهم");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    visible_part(text, 0..text.len())
}

/// A part of a text, as it would be within the whole: what stands beside it decides whether a
/// joiner at its edge stays.
///
/// # Panics
/// Where `part` is no range of `text`.
#[must_use]
pub fn visible_part(text: &str, part: Range<usize>) -> Cow<'_, str> {
    let (start, shown) = (part.start, &text[part]);
    if shown.is_ascii() {
        if !shown
            .bytes()
            .any(|byte| byte != b'\n' && byte.is_ascii_control())
        {
            return Cow::Borrowed(shown);
        }
    } else if !shown.contains(is_hidden) && highest_pile(shown) <= PILED {
        return Cow::Borrowed(shown);
    }
    let mut marked = String::with_capacity(shown.len() + 16);
    let mut piled = 0;
    for (offset, character) in shown.char_indices() {
        piled = if is_combining_mark(character) {
            piled + 1
        } else {
            0
        };
        let at = start + offset;
        let before = &text[..at];
        let after = &text[at + character.len_utf8()..];
        if character == '\r' && after.starts_with('\n') {
            continue;
        }
        if piled > PILED || (is_hidden(character) && !belongs(before, character, after)) {
            push_mark(&mut marked, character);
        } else {
            marked.push(character);
        }
    }
    Cow::Owned(marked)
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

/// Whether a character can steer a terminal, turn what is read, or be there without being seen.
/// Some of these are at home in some places.
#[must_use]
pub fn is_hidden(character: char) -> bool {
    match character {
        '\n' => false,
        // Controls of ASCII and of Latin-1, among them ESC and the one-byte CSI.
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => true,
        ' '..='\u{34e}' => false,
        // A joiner of nothing, the mark of Arabic's direction, vowels and fillers that are blank.
        '\u{34f}' | '\u{61c}' | '\u{17b4}' | '\u{17b5}' | '\u{3164}' | '\u{ffa0}' => true,
        // Mongolian's selectors and its vowel separator.
        '\u{180b}'..='\u{180f}' => true,
        // Zero width space and joiners, marks of direction, line and paragraph separators,
        // embeddings and overrides, invisible operators, isolates.
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        // Selectors of a variant, byte order mark, marks of interlinear notes.
        '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' => true,
        '\u{fdd0}'..='\u{fdef}' | '\u{1d173}'..='\u{1d17a}' => true,
        // Tags, more selectors, and what is reserved for the like.
        '\u{e0000}'..='\u{e0fff}' => true,
        // The last two of each plane are no characters.
        other => u32::from(other) & 0xfffe == 0xfffe,
    }
}

/// Whether a hidden character is at home where it stands.
fn belongs(before: &str, character: char, after: &str) -> bool {
    let last = before.chars().next_back();
    let next = after.chars().next();
    match character {
        '\u{200b}' | '\u{200c}' => last.is_some_and(joins),
        '\u{200d}' => {
            let drawn = |c: char| is_picture(c) || ('\u{fe0e}'..='\u{fe0f}').contains(&c);
            last.is_some_and(joins) || (last.is_some_and(drawn) && next.is_some_and(is_picture))
        }
        '\u{200e}' | '\u{200f}' | '\u{61c}' => {
            let beside = |letter: Option<char>| letter.is_some_and(is_right_to_left);
            beside(before.chars().rev().take(NEAR).find(|c| c.is_alphabetic()))
                || beside(after.chars().take(NEAR).find(|c| c.is_alphabetic()))
        }
        // One after a character picks its variant; a row of them carries something else.
        '\u{180b}'..='\u{180d}'
        | '\u{180f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}' => last.is_some_and(|last| !is_hidden(last) && last != '\n'),
        _ => false,
    }
}

/// Whether a letter is of a script whose letters change beside a joiner, or whose words are parted
/// by a zero width space: Arabic and its neighbours, the scripts of South and South-East Asia,
/// Mongolian.
fn joins(letter: char) -> bool {
    matches!(letter,
        '\u{600}'..='\u{61b}' | '\u{61d}'..='\u{109f}' | '\u{1780}'..='\u{180a}'
        | '\u{1810}'..='\u{1cff}' | '\u{a840}'..='\u{abff}' | '\u{fb50}'..='\u{fdcf}'
        | '\u{fdf0}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10a00}'..='\u{11fff}'
        | '\u{1e900}'..='\u{1eeff}')
}

/// Whether a character is a picture or a sign that emoji are made of.
#[must_use]
pub fn is_picture(character: char) -> bool {
    matches!(character, '©' | '®' | '\u{2190}'..='\u{2bff}' | '〰' | '〽' | '\u{1f000}'..='\u{1faff}')
}

fn is_right_to_left(letter: char) -> bool {
    matches!(letter,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

fn highest_pile(text: &str) -> usize {
    let (mut highest, mut piled) = (0, 0);
    for character in text.chars() {
        let marks = character >= '\u{300}' && is_combining_mark(character);
        piled = if marks { piled + 1 } else { 0 };
        highest = highest.max(piled);
    }
    highest
}

fn push_mark(shown: &mut String, character: char) {
    match character {
        '\t' => shown.push(' '),
        '\0'..='\u{1f}' => {
            // The block of control pictures mirrors ASCII from U+2400 on.
            shown.push(char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{fffd}'));
        }
        '\u{7f}' => shown.push('\u{2421}'),
        _ => {
            // Writing into a String cannot fail.
            let _ = write!(shown, "<U+{:04X}>", u32::from(character));
        }
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
        assert_eq!(visible("one\r\ntwo\rthree\tfour"), "one\ntwo␍three four");
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
            "soft\u{ad}hyphen",
            // Persian with a non-joiner, Arabic with the mark of direction before a number, a
            // Bengali letter made with a joiner, Khmer with spaces of no width, a family.
            "می\u{200c}خواهم",
            "الفقرة \u{200f}(103)\u{200e}",
            "ত\u{9cd}\u{200d}",
            "ភាសា\u{200b}ខ្មែរ",
            "👨\u{200d}👩\u{200d}👧 ❤\u{fe0f}\u{200d}🔥 1\u{fe0f}\u{20e3}",
            "葛\u{e0100}",
            "שָׁלוֹם עֲלֵיכֶם",
        ] {
            assert!(
                matches!(visible(text), same if same == text),
                "{text:?} became {:?}",
                visible(text)
            );
        }
    }

    #[test]
    fn what_hides_where_it_has_no_business_is_seen() {
        for (hidden, seen) in [
            ("ra\u{200b}cism", "ra<U+200B>cism"),
            ("ra\u{200c}cism", "ra<U+200C>cism"),
            ("ra\u{200d}cism", "ra<U+200D>cism"),
            ("para.\u{200f} 1", "para.<U+200F> 1"),
            ("a\u{2066}b\u{2069}", "a<U+2066>b<U+2069>"),
            ("a\u{e0041}\u{e007f}", "a<U+E0041><U+E007F>"),
            ("a\u{e0100}\u{e0101}", "a\u{e0100}<U+E0101>"),
            ("می\u{200c}\u{200c}", "می\u{200c}<U+200C>"),
            ("x\u{3164}\u{feff}\u{fffe}", "x<U+3164><U+FEFF><U+FFFE>"),
        ] {
            assert_eq!(visible(hidden), seen);
        }
        let pile = format!("e{}", "\u{301}".repeat(10));
        let kept = format!("e{}<U+0301><U+0301>", "\u{301}".repeat(8));
        assert_eq!(visible(&pile), kept);
    }

    #[test]
    fn a_part_is_shown_as_within_the_whole() {
        let text = "می\u{200c}خواهم";
        assert_eq!(visible_part(text, 4..text.len()), "\u{200c}خواهم");
        assert_eq!(visible(&text[4..]), "<U+200C>خواهم");
    }

    #[test]
    fn lines_join_with_one_blank() {
        assert_eq!(one_line("as follows: \nThe Group"), "as follows: The Group");
    }
}
