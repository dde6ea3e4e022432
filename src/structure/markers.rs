//! Markers: what a line begins with that tells its place, such as `103.`, `(d)`, `IV.`.

use std::borrow::Cow;

use super::articles::{ascii, ascii_digit, han_number};
use crate::model::from_roman;

/// The longest number of two parts, in bytes.
const LONGEST_DECIMAL: usize = 12;

/// The longest label before a closing bracket alone, in bytes: `viii)`.
const LONGEST_LABEL: usize = 8;

/// What a line begins with that tells its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Marker<'a> {
    /// `103.`
    Number(Cow<'a, str>),
    /// `6 Requests`: a number without its full stop.
    Bare(&'a str),
    /// `133.45.` or `133.45`: numbered within paragraph 133.
    Decimal(&'a str),
    /// `(d)`, `(iv)`
    Sub(Cow<'a, str>),
    /// `IV.`
    Numeral(&'a str),
}

/// The marker that `line` begins with, and the rest after it, less the white space between.
pub(super) fn marker(line: &str) -> Option<(Marker<'_>, &str)> {
    if let Some(inside) = line.strip_prefix(['(', '（']) {
        let end = inside.find([')', '）']).filter(|end| *end <= 12)?;
        let rest = inside[end..].trim_start_matches([')', '）']);
        let label = &inside[..end];
        let label = match han_number(label).filter(|_| !label.is_ascii()) {
            Some(value) => Cow::Owned(value.to_string()),
            None => Cow::Borrowed(label),
        };
        return is_sub_label(&label).then(|| (Marker::Sub(label), rest.trim_start()));
    }
    let closes = line
        .bytes()
        .take(LONGEST_LABEL + 1)
        .position(|it| it == b')');
    if let Some((label, rest)) = closes.map(|at| (&line[..at], &line[at + 1..])) {
        let apart = rest.starts_with(char::is_whitespace);
        if apart && is_sub_label(label) {
            return Some((Marker::Sub(label.into()), rest.trim_start()));
        }
    }
    // `a. fomentar`: letters as some web pages print them; `e.g.` is none.
    if let Some((label, rest)) = line.split_once('.').filter(|(label, _)| label.len() <= 4)
        && rest.starts_with(char::is_whitespace)
        && rest.trim_start().starts_with(char::is_alphabetic)
        && label.bytes().all(|byte| byte.is_ascii_lowercase())
        && is_sub_label(label)
    {
        return Some((Marker::Sub(label.into()), rest.trim_start()));
    }
    // `أ - إنماء`: letters in Arabic.
    if let Some((label, rest)) = line.split_once(['-', '–'])
        && label.trim_end().chars().count() == 1
        && label.starts_with(|c: char| ('\u{620}'..='\u{64A}').contains(&c))
        && rest.starts_with(char::is_whitespace)
    {
        return Some((Marker::Sub(label.trim_end().into()), rest.trim_start()));
    }
    let digits: usize = line
        .chars()
        .take_while(|c| ascii_digit(*c).is_ascii_digit())
        .map(char::len_utf8)
        .sum();
    if digits > 0 {
        let (label, rest) = line.split_at(digits);
        if label.len() == digits && digits <= 27 && !label.is_ascii() || digits <= 9 {
            return numbered(line, label, rest);
        }
        return None;
    }
    if line.starts_with(|c: char| !c.is_ascii())
        && let Some((label, rest)) = line.split_once('、')
        && let Some(value) = han_number(label)
    {
        return Some((Marker::Number(value.to_string().into()), rest.trim_start()));
    }
    let (label, rest) = line.split_at(leading(line, u8::is_ascii_uppercase));
    let rest = rest.strip_prefix('.')?;
    let apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (apart && from_roman(label).is_some()).then(|| (Marker::Numeral(label), rest.trim_start()))
}

/// A line that begins with digits, `label`: `103.`, `133.45`, `5., 6., 7.`, `2 bis.`, `3 -`.
fn numbered<'a>(line: &'a str, label: &'a str, rest: &'a str) -> Option<(Marker<'a>, &'a str)> {
    if let Some(rest) = rest.strip_prefix(['．', '、']) {
        return Some((Marker::Number(ascii(label)), rest.trim_start()));
    }
    if let Some(dash) = rest.trim_start().strip_prefix(['-', '–']) {
        // `1 - تحث`, `1- تحث`: an Arabic number; in other scripts a dash is a range.
        let text = dash.trim_start();
        let arabic = text.starts_with(|c: char| ('\u{600}'..='\u{6FF}').contains(&c));
        return arabic.then(|| (Marker::Number(ascii(label)), text));
    }
    if let Some(again) = rest.strip_prefix(' ') {
        let word = again.split(['.', ' ']).next().unwrap_or_default();
        let after = again.get(word.len()..).and_then(|it| it.strip_prefix('.'));
        return match (word, after) {
            ("bis" | "ter" | "quater" | "quinquies", Some(after)) => {
                let number = format!("{label} {word}");
                Some((Marker::Number(number.into()), after.trim_start()))
            }
            ("and", _) if joint(again).is_some() => Some((Marker::Number(label.into()), again)),
            _ if again.starts_with(char::is_uppercase) && label.is_ascii() && label.len() <= 3 => {
                Some((Marker::Bare(label), again))
            }
            _ => None,
        };
    }
    let rest = rest.strip_prefix('.')?;
    // `4.a`: a target below a goal.
    if let [b'a'..=b'z', b' ' | b'\t', ..] = rest.as_bytes()
        && label.len() <= 2
        && rest[2..].trim_start().starts_with(char::is_uppercase)
    {
        let number = &line[..label.len() + 2];
        return Some((Marker::Decimal(number), rest[2..].trim_start()));
    }
    match leading(rest, u8::is_ascii_digit) {
        0 => Some((Marker::Number(ascii(label)), rest.trim_start())),
        more => decimal(line, label.len() + 1 + more),
    }
}

/// The further numbers of a joint one, `6., 7.` after `5.`, and the text after them.
pub(super) fn joint(rest: &str) -> Option<(Vec<&str>, &str)> {
    let mut numbers = Vec::new();
    let mut after = rest;
    loop {
        let next = after.trim_start();
        let next = next.strip_prefix(',').or_else(|| next.strip_prefix("and "));
        let Some(next) = next.map(str::trim_start) else {
            break;
        };
        let digits = leading(next, u8::is_ascii_digit);
        if !(1..=4).contains(&digits) {
            break;
        }
        let (number, rest) = next.split_at(digits);
        let Some(rest) = rest.strip_prefix('.') else {
            break;
        };
        numbers.push(number);
        after = rest;
    }
    let after = after.trim_start().trim_start_matches(',').trim_start();
    (!numbers.is_empty()).then_some((numbers, after))
}

/// Where the numbers of a joint one end that goes on with the numbers on the next line, the last comma
/// included: `77., 78., 79.,`.
pub(super) fn open_joint(line: &str) -> Option<usize> {
    let (Marker::Number(_), rest) = marker(line)? else {
        return None;
    };
    let (_, after) = joint(rest)?;
    let numbers = line[..line.len() - after.len()].trim_end();
    numbers.ends_with(',').then_some(numbers.len())
}

/// Where the numbers end that a line begins with, and which go on with those of the line before.
pub(super) fn more_joint(line: &str) -> Option<usize> {
    let (Marker::Number(_), rest) = marker(line)? else {
        return None;
    };
    let after = joint(rest).map_or(rest, |(_, after)| after);
    let numbers = line[..line.len() - after.len()].trim_end();
    let column = after.is_empty() || line[numbers.len()..].starts_with("  ");
    column.then_some(numbers.len())
}

/// The number of a paragraph: 2 for `2 bis`.
pub(super) fn value_of(label: &str) -> Option<u32> {
    label.split(' ').next()?.parse().ok()
}

/// A number of two parts, the first `length` bytes of `line`; `3.5 million` begins no paragraph.
fn decimal(line: &str, length: usize) -> Option<(Marker<'_>, &str)> {
    let (label, rest) = line.split_at(length);
    let after = rest.strip_prefix('.').unwrap_or(rest);
    let text = after.trim_start();
    let apart = after.is_empty() || after.starts_with(char::is_whitespace);
    let begins =
        text.is_empty() || text.starts_with(|c: char| !c.is_alphanumeric() || c.is_uppercase());
    (apart && begins && length <= LONGEST_DECIMAL).then_some((Marker::Decimal(label), text))
}

fn leading(text: &str, is: fn(&u8) -> bool) -> usize {
    text.bytes().take_while(is).count()
}

/// A letter, a letter doubled (as after `z`), or a roman numeral of a plausible size; `(see)` and
/// `(mix)` are words.
fn is_sub_label(label: &str) -> bool {
    let mut letters = label.chars();
    match (letters.next(), letters.next(), letters.next()) {
        (Some('1'..='9'), None, _) => true,
        (Some('1'..='9'), Some('0'..='9'), None) => true,
        (Some(only), None, _) => {
            only.is_lowercase() || (only.is_alphabetic() && !only.is_uppercase())
        }
        (Some(one), Some(other), None) if one == other => one.is_lowercase(),
        _ => {
            from_roman(label).is_some_and(|value| value <= 50)
                && label.bytes().all(|b| b.is_ascii_lowercase())
        }
    }
}

/// Whether `line` is ruled: nothing but a stroke repeated.
pub(super) fn is_rule(line: &str) -> bool {
    let mut strokes = line.chars().filter(|c| !c.is_whitespace());
    let first = strokes.next();
    matches!(
        first,
        Some('-' | '_' | '=' | '~' | '*' | '—' | '–' | '─' | '━')
    ) && line.chars().nth(2).is_some()
        && strokes.all(|stroke| Some(stroke) == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ruled_lines() {
        for line in ["---", "_______", "* * *", "——————"] {
            assert!(is_rule(line), "{line}");
        }
        for line in ["", "--", "-a-", "...", "-=-", "(((", "*"] {
            assert!(!is_rule(line), "{line}");
        }
    }

    #[test]
    fn markers_and_what_only_looks_like_one() {
        let cases = [
            ("103.", Some((Marker::Number("103".into()), ""))),
            ("10. (", Some((Marker::Number("10".into()), "("))),
            ("1.Text", Some((Marker::Number("1".into()), "Text"))),
            ("3.5 million", None),
            ("3.5% of", None),
            (
                "133.45. Ratify",
                Some((Marker::Decimal("133.45"), "Ratify")),
            ),
            ("133.45 Ratify", Some((Marker::Decimal("133.45"), "Ratify"))),
            ("133.45", Some((Marker::Decimal("133.45"), ""))),
            ("1.2.3 Ratify", None),
            ("1.12345678901 Ratify", None),
            ("1234567890. no", None),
            ("2003", None),
            ("(a)", Some((Marker::Sub("a".into()), ""))),
            (
                "(viii) Promotion",
                Some((Marker::Sub("viii".into()), "Promotion")),
            ),
            ("(bb) more", Some((Marker::Sub("bb".into()), "more"))),
            ("(see) above", None),
            ("(mix) of", None),
            ("a. fomentar", Some((Marker::Sub("a".into()), "fomentar"))),
            ("ii. ayudar", Some((Marker::Sub("ii".into()), "ayudar"))),
            ("e.g. lakes", None),
            ("no. 5", None),
            ("4.a Build", Some((Marker::Decimal("4.a"), "Build"))),
            ("4.a build", Some((Marker::Number("4".into()), "a build"))),
            ("أ - إنماء", Some((Marker::Sub("أ".into()), "إنماء"))),
            ("(a", None),
            ("(", None),
            ("( The", None),
            ("IV.", Some((Marker::Numeral("IV"), ""))),
            ("V. Fifth", Some((Marker::Numeral("V"), "Fifth"))),
            ("IIII.", None),
            ("V.Fifth", None),
            ("", None),
            (".", None),
        ];
        for (line, expected) in cases {
            assert_eq!(marker(line), expected, "{line}");
        }
    }
}
