//! Pinpoints: numbers of paragraphs and articles (`144`, `191 (b)`, `140 to 147`, `5, 7 and 9`).

use super::target::place;
use crate::language::tokens::Tokens;
use crate::model::{Path, from_roman};

/// A number or a run of numbers, and which words it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numbers {
    pub(super) from: Path,
    pub(super) to: Path,
    /// First word.
    pub(super) at: usize,
    /// One past the last word.
    pub(super) end: usize,
}

/// The numbers that begin at a word: one, or with `several` as many as are listed there.
pub(super) fn numbers(tokens: &Tokens<'_>, at: usize, several: bool) -> Vec<Numbers> {
    let mut found: Vec<Numbers> = Vec::new();
    let mut next = at;
    loop {
        let above = found.last().map(|numbers| &numbers.to);
        let Some((from, end)) = number(tokens, next, above) else {
            break;
        };
        let (to, end) = run(tokens, end, &from).unwrap_or_else(|| (from.clone(), end));
        // `paragraph 191 (b) and (c)`: levels go on where the noun is in the singular, too.
        if !several && from.depth() == 1 && !found.is_empty() {
            break;
        }
        found.push(Numbers {
            from,
            to,
            at: next,
            end,
        });
        next = end;
        if tokens.written(next) == "," {
            next += 1;
        }
        if tokens.is(next, &["and", "or"]) || tokens.written(next) == "&" {
            next += 1;
        }
        if next == end {
            break;
        }
    }
    found
}

/// The rest of a run: ` to 147`, `-147`, `-(vi)`.
fn run(tokens: &Tokens<'_>, at: usize, from: &Path) -> Option<(Path, usize)> {
    if !(tokens.is_hyphen(at) || tokens.is(at, &["to", "through"])) {
        return None;
    }
    let (to, end) = number(tokens, at + 1, Some(from))?;
    (to.depth() == from.depth() && place(&to) > place(from)).then_some((to, end))
}

/// A number with its levels; or levels alone, in place of the last ones of the number `above`.
fn number(tokens: &Tokens<'_>, at: usize, above: Option<&Path>) -> Option<(Path, usize)> {
    let mut parts: Vec<&str> = Vec::new();
    let mut next = at;
    if tokens.is_number(at) && tokens.written(at).len() < 5 && !tokens.written(at).starts_with('0')
    {
        parts.push(tokens.written(at));
        next += 1;
    }
    while parts.len() < 4
        && tokens.written(next) == "("
        && tokens.written(next + 2) == ")"
        && is_level(tokens.written(next + 1))
    {
        parts.push(tokens.written(next + 1));
        next += 3;
    }
    let first = parts.first()?;
    if first.starts_with(|c: char| c.is_ascii_digit()) {
        // `56/266` and `2.5` number other things.
        let more = matches!(tokens.written(next), "/" | "." | "%") && next == at + 1;
        let joined = tokens.start(next) == tokens.end(at)
            && tokens.start(next + 1) == tokens.end(next)
            && tokens.is_number(next + 1);
        let counted = tokens.written(next) == "%";
        return (!(more && (joined || counted))).then(|| (Path::new(parts), next));
    }
    let above: Vec<&str> = above?.levels().collect();
    let kept = above
        .len()
        .checked_sub(parts.len())
        .filter(|&kept| kept > 0)?;
    let number = Path::new(above[..kept].iter().copied().chain(parts));
    Some((number, next))
}

/// A letter, a doubled letter, or a roman numeral, all small.
fn is_level(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.iter().all(u8::is_ascii_lowercase)
        && (bytes.len() == 1
            || (bytes.len() == 2 && bytes[0] == bytes[1])
            || from_roman(word).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, several: bool) -> Vec<String> {
        let tokens = Tokens::of(text);
        let written = |n: &Numbers| match n.from == n.to {
            true => n.from.to_string(),
            false => format!("{}..{}", n.from, n.to),
        };
        numbers(&tokens, 0, several).iter().map(written).collect()
    }

    #[test]
    fn numbers_as_they_are_listed() {
        assert_eq!(read("140 to 147 and its", true), ["140..147"]);
        assert_eq!(read("140–147", true), ["140..147"]);
        assert_eq!(read("5, 7 and 9.", true), ["5", "7", "9"]);
        assert_eq!(read("191 (b) and in", false), ["191 (b)"]);
        assert_eq!(read("13, 27 States", false), ["13"]);
        assert_eq!(read("103 (b) and (d)", false), ["103 (b)", "103 (d)"]);
        assert_eq!(
            read("109 (p) (iv)-(vi)", true),
            ["109 (p) (iv)..109 (p) (vi)"]
        );
        assert_eq!(
            read("109 (p) (iv) to (xi)", true),
            ["109 (p) (iv)..109 (p) (xi)"]
        );
        assert_eq!(read("11 (see", false), ["11"]);
        assert!(read("56/266", false).is_empty());
        assert!(read("10 to 5", true).contains(&"10".to_owned()));
    }
}
