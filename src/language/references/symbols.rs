//! Symbols of documents (`A/HRC/7/CRP.2`) and numbers of resolutions (`56/266`, `1325 (2000)`).

use std::ops::Range;

use compact_str::{CompactString, format_compact};

use crate::language::tokens::Tokens;

/// No symbol is longer; without a bound, a text of slashes would be read again and again.
const LONGEST: usize = 60;

/// The symbols in a text, each with its place.
#[must_use]
pub fn symbols_in(text: &str) -> Vec<(Range<usize>, CompactString)> {
    let tokens = Tokens::of(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match symbol(&tokens, at) {
            Some((symbol, next)) => {
                let start = tokens.start(at);
                found.push((start..start + symbol.len(), symbol));
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

/// The symbol that begins at a word, and one past its last word.
pub(super) fn symbol(tokens: &Tokens<'_>, at: usize) -> Option<(CompactString, usize)> {
    let first = tokens.written(at);
    let capitals = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_uppercase());
    if !capitals || tokens.written(at + 1) != "/" {
        return None;
    }
    // In the middle of a longer one, or of an address.
    let start = tokens.start(at);
    if at > 0 && tokens.end(at - 1) == start && matches!(tokens.written(at - 1), "/" | "." | "-") {
        return None;
    }
    let rest = &tokens.text().as_bytes()[start..];
    let length = rest
        .iter()
        .take(LONGEST)
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-'))
        .count();
    let symbol = tokens.text()[start..start + length].trim_end_matches(['.', '-', '/']);
    let pieces: Vec<&str> = symbol.split('/').collect();
    let known_organ = ["A", "E", "S", "T", "ST"].contains(&first);
    let plausible = pieces.iter().all(|piece| !piece.is_empty())
        && (pieces.len() > 2 || (pieces.len() == 2 && known_organ))
        && symbol.bytes().any(|byte| byte.is_ascii_digit());
    if !plausible {
        return None;
    }
    let stop = start + symbol.len();
    let end = (at..).find(|&next| tokens.start(next) >= stop)?;
    Some((symbol.into(), end))
}

/// The number of a resolution or decision at a word, as symbols write it, and one past its last
/// word: `56/266`, `S-9/1`, `2106 (XX)`.
pub(super) fn session_number(tokens: &Tokens<'_>, at: usize) -> Option<(CompactString, usize)> {
    let special = (tokens.written(at) == "S") && tokens.is_hyphen(at + 1);
    let number = if special { at + 2 } else { at };
    if !tokens.is_number(number) || tokens.written(number).len() > 4 {
        return None;
    }
    let before = if special { "S-" } else { "" };
    let (one, two) = (tokens.written(number), tokens.written(number + 2));
    match tokens.written(number + 1) {
        "/" if tokens.is_number(number + 2) && two.len() < 5 => {
            Some((format_compact!("{before}{one}/{two}"), number + 3))
        }
        "(" if !special && tokens.written(number + 3) == ")" => {
            let year = tokens.is_number(number + 2) && two.len() == 4;
            let session =
                crate::model::from_roman(two).is_some() && tokens.is_capitalized(number + 2);
            (year || session).then(|| (format_compact!("{one} ({two})"), number + 4))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_and_what_only_looks_like_them() {
        let read = |text: &str| symbol(&Tokens::of(text), 0).map(|found| found.0.to_string());
        assert_eq!(
            read("A/HRC/7/CRP.2,) entitled").as_deref(),
            Some("A/HRC/7/CRP.2")
        );
        assert_eq!(read("E/CN.4/2006/18.").as_deref(), Some("E/CN.4/2006/18"));
        assert_eq!(read("A/520/Rev.15").as_deref(), Some("A/520/Rev.15"));
        for other in ["HIV/AIDS", "HIV/AIDS/TB", "and/or", "AC/DC", "CD/4"] {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn numbers_of_resolutions() {
        let read =
            |text: &str| session_number(&Tokens::of(text), 0).map(|found| found.0.to_string());
        assert_eq!(read("56/266, paragraph").as_deref(), Some("56/266"));
        assert_eq!(read("2106 (XX)").as_deref(), Some("2106 (XX)"));
        assert_eq!(read("1325 (2000)").as_deref(), Some("1325 (2000)"));
        assert_eq!(read("S-9/1").as_deref(), Some("S-9/1"));
        assert_eq!(read("13 (see"), None);
    }
}
