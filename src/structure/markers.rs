//! Markers: what a line begins with that tells its place, such as `103.`, `(d)`, `IV.`.

use crate::model::from_roman;

/// The longest number of two parts, in bytes.
const LONGEST_DECIMAL: usize = 12;

/// What a line begins with that tells its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker<'a> {
    /// `103.`
    Number(&'a str),
    /// `133.45.` or `133.45`: numbered within paragraph 133.
    Decimal(&'a str),
    /// `(d)`, `(iv)`
    Sub(&'a str),
    /// `IV.`
    Numeral(&'a str),
}

/// The marker that `line` begins with, and the rest after it, less the white space between.
pub(super) fn marker(line: &str) -> Option<(Marker<'_>, &str)> {
    if let Some(inside) = line.strip_prefix('(') {
        let (label, rest) = inside.split_at(leading(inside, u8::is_ascii_lowercase));
        let rest = rest.strip_prefix(')')?;
        return is_sub_label(label).then(|| (Marker::Sub(label), rest.trim_start()));
    }
    let digits = leading(line, u8::is_ascii_digit);
    if (1..=9).contains(&digits) {
        let (label, rest) = line.split_at(digits);
        let rest = rest.strip_prefix('.')?;
        return match leading(rest, u8::is_ascii_digit) {
            0 => Some((Marker::Number(label), rest.trim_start())),
            more => decimal(line, digits + 1 + more),
        };
    }
    let (label, rest) = line.split_at(leading(line, u8::is_ascii_uppercase));
    let rest = rest.strip_prefix('.')?;
    let apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (apart && from_roman(label).is_some()).then(|| (Marker::Numeral(label), rest.trim_start()))
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
    match label.as_bytes() {
        [_] => true,
        [one, other] if one == other => true,
        _ => from_roman(label).is_some_and(|value| value <= 50),
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
            ("103.", Some((Marker::Number("103"), ""))),
            ("10. (", Some((Marker::Number("10"), "("))),
            ("1.Text", Some((Marker::Number("1"), "Text"))),
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
            ("(a)", Some((Marker::Sub("a"), ""))),
            ("(viii) Promotion", Some((Marker::Sub("viii"), "Promotion"))),
            ("(bb) more", Some((Marker::Sub("bb"), "more"))),
            ("(see) above", None),
            ("(mix) of", None),
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
