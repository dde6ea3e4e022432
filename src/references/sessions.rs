//! Sessions as they are written: `fourth session`, `second through its fifth session`, `next
//! session`. Whose they are is for the recognizer to tell.

use compact_str::CompactString;

use super::words::Words;

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
pub(super) fn sessions(words: &Words<'_>, at: usize) -> Vec<Mention> {
    let noun = |at: usize| words.is(at, &["session", "sessions"]);
    if words.is(at + 1, &["session"]) {
        let after = RELATIVE
            .iter()
            .find(|(named, _)| words.is(at, &[named]))
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
    let halved = at > 0 && words.is_dash(at - 1) && words.start(at) == words.end(at - 1);
    while let Some((ordinal, end)) = ordinal(words, next).filter(|_| !halved) {
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
        range = words.is(next, &["to", "through"]);
        if range || words.is(next, &["and"]) || words.get(next) == "," {
            next += 1;
            if words.get(next - 1) == "," && words.is(next, &["and"]) {
                next += 1;
            }
        }
        if next > end && words.is(next, &["its", "the", "their"]) {
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

const ORDINALS: [&str; 19] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];

/// 20, 30, ... as they end and as they begin a number.
const TENS: [(&str, &str); 8] = [
    ("twentieth", "twenty"),
    ("thirtieth", "thirty"),
    ("fortieth", "forty"),
    ("fiftieth", "fifty"),
    ("sixtieth", "sixty"),
    ("seventieth", "seventy"),
    ("eightieth", "eighty"),
    ("ninetieth", "ninety"),
];

/// The words that sessions begin with, ordinals in digits aside.
pub(super) fn first_words() -> impl Iterator<Item = CompactString> {
    let tens = TENS.into_iter().flat_map(|(whole, start)| [whole, start]);
    let relative = RELATIVE.into_iter().map(|(word, _)| word);
    ORDINALS
        .into_iter()
        .chain(tens)
        .chain(relative)
        .map(CompactString::from)
}

fn ordinal(words: &Words<'_>, at: usize) -> Option<(u32, usize)> {
    let unit = |at: usize| {
        (1..)
            .zip(ORDINALS)
            .find_map(|(n, word)| words.is(at, &[word]).then_some(n))
    };
    if let Some(value) = unit(at) {
        return Some((value, at + 1));
    }
    for (tens, (whole, start)) in (2..).zip(TENS) {
        if words.is(at, &[whole]) {
            return Some((tens * 10, at + 1));
        }
        if words.is(at, &[start]) && words.is_dash(at + 1) {
            let value = unit(at + 2).filter(|&value| value < 10)?;
            return Some((tens * 10 + value, at + 3));
        }
    }
    let digits = words.get(at);
    let value = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| digits.strip_suffix(end))?;
    let value = value
        .parse()
        .ok()
        .filter(|&value| value > 0 && value < 1000)?;
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
        sessions(&Words::of(text), 0).iter().map(ordinals).collect()
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
