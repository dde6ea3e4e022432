//! Footnotes: the marks by which they are found, and those that tell of an omission.

use crate::model::ordinal;
use std::ops::RangeInclusive;

/// Whether `c` is set as the mark of a footnote: those of typography, superscript figures, and
/// what a symbol font left behind in a private area.
fn is_mark(c: char) -> bool {
    matches!(c, '*' | '†' | '‡' | '§' | '¶' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '\u{E000}'..='\u{F8FF}')
}

/// How many characters a mark has at most: `****`, `¹²³`.
const LONGEST: usize = 4;

/// `text` without the footnote mark at its end, if there is one.
pub(super) fn without_mark(text: &str) -> &str {
    let text = text.trim_end();
    mark_at_end(text).map_or(text, |mark| text[..text.len() - mark.len()].trim_end())
}

/// The footnote mark that `text` ends with. A lone `(` is one: it is what is left of a mark from
/// a symbol font.
pub(super) fn mark_at_end(text: &str) -> Option<&str> {
    let text = text.trim_end();
    if let Some(before) = text.strip_suffix('(') {
        let apart = before.is_empty() || before.ends_with(char::is_whitespace);
        return apart.then(|| &text[before.len()..]);
    }
    if let Some(inside) = text.strip_suffix(']') {
        let digits = inside
            .bytes()
            .rev()
            .take_while(u8::is_ascii_digit)
            .take(LONGEST + 1);
        let start = inside.len() - digits.count();
        let numbered = (1..=LONGEST).contains(&(inside.len() - start));
        return (numbered && inside[..start].ends_with('[')).then(|| &text[start - 1..]);
    }
    let mut start = text.len();
    for (at, c) in text.char_indices().rev().take(LONGEST + 1) {
        if !is_mark(c) {
            break;
        }
        start = at;
    }
    let mark = &text[start..];
    (1..=LONGEST)
        .contains(&mark.chars().count())
        .then_some(mark)
}

/// The footnote mark that `line` begins with, and the rest.
pub(super) fn mark_at_start(line: &str) -> Option<(&str, &str)> {
    let length = match line.as_bytes() {
        [b'(', ..] => 1,
        [b'[', ..] => line.find(']')? + 1,
        _ => line.find(|c: char| !is_mark(c)).unwrap_or(line.len()),
    };
    let (mark, rest) = line.split_at(length);
    let apart = mark != "(" || rest.starts_with(char::is_whitespace);
    (apart && mark_at_end(mark) == Some(mark)).then(|| (mark, rest.trim_start()))
}

/// What a footnote says was left out.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Omission {
    /// The session that it names, by its position.
    pub(super) session: Option<u32>,
    /// The numbers that it names.
    pub(super) numbers: Vec<RangeInclusive<u32>>,
}

/// What `note` says was left out; `None` where it speaks of something else.
pub(super) fn omission(note: &str) -> Option<Omission> {
    let lower = note.to_lowercase();
    let speaks = [
        "omit",
        "omission",
        "left out",
        "not included",
        "inadvertently",
    ];
    if !speaks.iter().any(|word| lower.contains(word)) {
        return None;
    }
    let mut found = Omission::default();
    let mut words = lower
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '–' | '‑')))
        .filter(|word| !word.is_empty())
        .peekable();
    let mut until = false;
    while let Some(word) = words.next() {
        if words.peek().is_some_and(|next| *next == "session") && found.session.is_none() {
            found.session = ordinal(word);
        }
        if let Some((first, last)) = numbers(word) {
            match found.numbers.last_mut() {
                Some(range) if until && *range.start() < first => *range = *range.start()..=last,
                _ => found.numbers.push(first..=last),
            }
        }
        until = matches!(word, "to" | "-" | "–" | "‑" | "through");
    }
    Some(found)
}

/// `10`, or `10-12` as its ends.
fn numbers(word: &str) -> Option<(u32, u32)> {
    let mut ends = word.split(['-', '–', '‑']);
    let first = ends.next()?.parse().ok()?;
    match (ends.next(), ends.next()) {
        (None, _) => Some((first, first)),
        (Some(last), None) => last.parse().ok().map(|last| (first, last)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_at_either_end() {
        let ends = [
            ("(", Some("(")),
            ("recommendations (", Some("(")),
            ("Action;*", Some("*")),
            ("Action.**", Some("**")),
            ("Action.¹²", Some("¹²")),
            ("Action.[12]", Some("[12]")),
            ("\u{F0B7}", Some("\u{F0B7}")),
            ("[the information]", None),
            ("foo(", None),
            ("*****", None),
            ("", None),
        ];
        for (text, mark) in ends {
            assert_eq!(mark_at_end(text), mark, "{text}");
        }
        let starts = [
            ("( The Group", Some(("(", "The Group"))),
            ("* Text", Some(("*", "Text"))),
            ("**Text", Some(("**", "Text"))),
            ("[3] Text", Some(("[3]", "Text"))),
            ("[Text] more", None),
            ("[", None),
            ("(The Group)", None),
            ("(", None),
            ("Text", None),
            ("***** *", None),
        ];
        for (line, expected) in starts {
            assert_eq!(mark_at_start(line), expected, "{line}");
        }
        assert_eq!(without_mark("Action; *"), "Action;");
    }

    #[test]
    fn what_was_left_out() {
        let told = |note| omission(note).map(|o| (o.session, o.numbers));
        assert_eq!(
            told(
                "The Working Group omitted to include the original recommendations number 10 and \
                 11 adopted at its first session."
            ),
            Some((Some(1), vec![10..=10, 11..=11]))
        );
        assert_eq!(
            told("Paragraphs 3, 5 to 7 and 9-12 were left out."),
            Some((None, vec![3..=3, 5..=7, 9..=12]))
        );
        assert_eq!(told("See paragraph 10."), None);
    }
}
