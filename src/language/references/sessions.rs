//! Sessions as they are written: `fourth session`, `second through its fifth session`, `next
//! session`. Whose they are, the scan of the text tells.

use compact_str::CompactString;

use crate::language::tokens::Tokens;
use crate::model::{self, ordinal_beginnings};

/// A session as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// By ordinals.
    Ordinal { first: u32, last: u32 },
    /// So many after the one that speaks.
    After(i64),
}

/// Which words name which sessions.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) which: Which,
    /// First word.
    pub(super) at: usize,
    /// One past the last word.
    pub(super) end: usize,
}

/// No list of sessions is longer; without a bound, one that never ends in the noun would be read
/// again from each of its members.
const LONGEST: usize = 20;

/// The sessions named from a word on; several where they are listed.
pub(super) fn sessions(tokens: &Tokens<'_>, at: usize) -> Vec<Mention> {
    let noun = |at: usize| tokens.is(at, &["session", "sessions"]);
    if tokens.is(at + 1, &["session"]) {
        let after = RELATIVE
            .iter()
            .find(|(named, _)| tokens.is(at, &[named]))
            .map(|(_, after)| *after);
        if let Some(after) = after {
            let which = Which::After(after);
            return vec![Mention {
                which,
                at,
                end: at + 2,
            }];
        }
    }
    let mut found: Vec<Mention> = Vec::new();
    let mut next = at;
    let mut range = false;
    // The second half of `twenty-third` is no ordinal of its own.
    let halved = at > 0 && tokens.is_hyphen(at - 1) && tokens.start(at) == tokens.end(at - 1);
    while let Some((ordinal, end)) = ordinal(tokens, next).filter(|_| !halved) {
        match found.last_mut() {
            Some(Mention {
                which: Which::Ordinal { last, first },
                end: stop,
                ..
            }) if range && *first < ordinal => {
                (*last, *stop) = (ordinal, end);
            }
            _ => {
                let which = Which::Ordinal {
                    first: ordinal,
                    last: ordinal,
                };
                found.push(Mention {
                    which,
                    at: next,
                    end,
                });
            }
        }
        if noun(end) {
            if let Some(last) = found.last_mut() {
                last.end = end + 1;
            }
            return found;
        }
        next = end;
        range = tokens.is(next, &["to", "through"]);
        if range || tokens.is(next, &["and"]) || tokens.written(next) == "," {
            next += 1;
            if tokens.written(next - 1) == "," && tokens.is(next, &["and"]) {
                next += 1;
            }
        }
        if next > end && tokens.is(next, &["its", "the", "their"]) {
            next += 1;
        }
        if next == end || found.len() > LONGEST {
            break;
        }
    }
    Vec::new()
}

/// Sessions as they are counted from the one that speaks.
const RELATIVE: [(&str, i64); 4] = [
    ("next", 1),
    ("previous", -1),
    ("present", 0),
    ("current", 0),
];

/// The words that sessions begin with, ordinals in digits aside.
pub(super) fn first_words() -> impl Iterator<Item = CompactString> {
    let relative = RELATIVE.into_iter().map(|(word, _)| word);
    ordinal_beginnings()
        .chain(relative)
        .map(CompactString::from)
}

/// The ordinal at a word, and the word after it; `fifty-sixth` is three.
fn ordinal(tokens: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    if tokens.is_hyphen(at + 1) {
        let joined = format!("{}-{}", tokens.written(at), tokens.written(at + 2));
        if let Some(value) = model::ordinal(&joined) {
            return Some((value, at + 3));
        }
    }
    let value = model::ordinal(tokens.written(at))?;
    Some((value, at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u32, u32)> {
        let ordinals = |mention: &Mention| match mention.which {
            Which::Ordinal { first, last } => (first, last),
            Which::After(_) => (0, 0),
        };
        sessions(&Tokens::of(text), 0)
            .iter()
            .map(ordinals)
            .collect()
    }

    #[test]
    fn sessions_by_their_ordinals() {
        assert_eq!(read("fourth session that"), [(4, 4)]);
        assert_eq!(read("second through its fifth session"), [(2, 5)]);
        assert_eq!(
            read("first, second and third sessions"),
            [(1, 1), (2, 2), (3, 3)]
        );
        assert_eq!(read("fifty-sixth session"), [(56, 56)]);
        assert_eq!(read("21st session"), [(21, 21)]);
        for other in [
            "first part",
            "second, the session",
            "fifth special session",
            "sessions",
        ] {
            assert!(read(other).is_empty(), "{other}");
        }
    }
}
