//! Where sentences end, and what can only be a title.

use super::footnotes::without_mark;

/// The longest title, in characters.
const LONGEST_TITLE: usize = 120;

/// Whether a text that ends like `text` is at an end: with a full stop or its like, or with the
/// quotation mark or bracket that closes a passage.
pub(super) fn is_complete(text: &str) -> bool {
    let text = without_glued_mark(text);
    text.ends_with(|c: char| is_stop(c) || is_closer(c))
}

/// `text` without the mark of a footnote, and without figures that are glued to its last stop: in
/// what was copied from a page the raised mark of a footnote is a plain figure, `advocates.1`.
fn without_glued_mark(text: &str) -> &str {
    let text = without_mark(text);
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let figures = text.len() - bare.len();
    let glued = (1..=3).contains(&figures) && bare.ends_with([',', ';', '.', ':', '”', ')']);
    let bare = bare.trim_end_matches(' ');
    match glued {
        true => bare,
        false => text,
    }
}

/// Whether a text that ends like `text` is at the end of a sentence or a clause.
pub(super) fn ends_a_clause(text: &str) -> bool {
    let pauses = |text: &str| {
        is_complete(text) || without_glued_mark(text).ends_with([',', '，', '、', '،'])
    };
    // `…; and` is at the end of an item as well.
    let before_and = || {
        let (before, word) = text.trim_end().rsplit_once(' ')?;
        let and = ["and", "or", "et", "ou", "y", "e", "o", "и", "или"].contains(&word);
        and.then_some(before)
    };
    pauses(text) || before_and().is_some_and(|text| text.ends_with([';', ',', '؛', '；']))
}

/// Whether `text` introduces what follows.
pub(super) fn introduces(text: &str) -> bool {
    without_glued_mark(text).ends_with([':', '：'])
}

/// Whether `text` speaks of a list that follows, without a colon at its end: `listed below`.
pub(super) fn announces_list(text: &str) -> bool {
    let in_a_row = |first: &str, then: &str| {
        memchr::memmem::find_iter(text.as_bytes(), first).any(|at| {
            let (before, after) = (&text[..at], &text[at + first.len()..]);
            !before.ends_with(|c: char| !c.is_whitespace())
                && after.starts_with(char::is_whitespace)
                && after.trim_start().starts_with(then)
        })
    };
    text.len() < 1500 && (in_a_row("listed", "below") || in_a_row("following", "recommendation"))
}

/// Whether `line` could be a title by itself: short, with a capital at its beginning and no stop
/// at its end.
pub(super) fn is_title(line: &str) -> bool {
    begins_like_title(line) && ends_like_title(line)
}

/// Whether `line` could be the first of a title: it begins with a capital.
pub(super) fn begins_like_title(line: &str) -> bool {
    let mut inside = line.trim_start_matches(['“', '"', '‘', '«']).chars();
    inside.next().is_some_and(char::is_uppercase)
}

/// Whether `line` could be a title in a script without capitals: very short, and without a stop.
pub(super) fn is_title_without_case(line: &str) -> bool {
    let mut letters = line.chars().filter(|c| c.is_alphabetic());
    let first = letters.next();
    first.is_some_and(|c| !c.is_lowercase() && !c.is_uppercase())
        && line.chars().count() <= 40
        && ends_like_title(line)
        && !line.contains(['，', '。', '；', '،', '؛'])
}

/// Whether `line` could be the last of a title: short, and without a stop at its end.
pub(super) fn ends_like_title(line: &str) -> bool {
    let end = without_glued_mark(line).trim_end_matches(is_closer);
    !end.ends_with(|c: char| is_stop(c) || c == ',')
        && line.char_indices().nth(LONGEST_TITLE).is_none()
}

fn is_stop(c: char) -> bool {
    matches!(
        c,
        '.' | ';' | ':' | '!' | '?' | '…' | '。' | '；' | '：' | '！' | '？' | '؛' | '؟'
    )
}

fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '"' | '”' | '’' | '»' | '›')
}

/// Whether `line` goes on from a line before it.
pub(super) fn goes_on(line: &str) -> bool {
    line.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complete_and_not() {
        for text in [
            "done.",
            "work];",
            "follows: ",
            "(para. 11)",
            "“End”",
            "Action;*",
        ] {
            assert!(is_complete(text), "{text}");
        }
        for text in ["and the", "States,", "", "Poverty"] {
            assert!(!is_complete(text), "{text}");
        }
        assert!(introduces("on:  "));
        assert!(!introduces("on;"));
    }

    #[test]
    fn lists_announced_without_a_colon() {
        assert!(announces_list("supports the measures listed\n below"));
        assert!(announces_list(
            "The following recommendations enjoy support"
        ));
        for text in [
            "unlisted below",
            "listed",
            "listed, below",
            "following a recommendation",
        ] {
            assert!(!announces_list(text), "{text}");
        }
    }

    #[test]
    fn titles_and_sentences() {
        for line in [
            "Poverty",
            "High-level Seminar",
            "Thematic Analysis: Globalization and Racism",
            "“Good practices”",
            "Étude",
        ] {
            assert!(is_title(line), "{line}");
        }
        let long = "A".repeat(121);
        for line in [
            "poverty",
            "Poverty is a scourge.",
            "Poverty is a scourge.52",
            "“Poverty is a scourge.”",
            "The following:",
            "Firstly,",
            "2003 report",
            "",
            &long,
        ] {
            assert!(!is_title(line), "{line}");
        }
    }
}
