//! The tokenizer: from a text to its words, folded.
//!
//! The one place that decides what a word is. Indexing, queries, ranking and highlighting go
//! through [`each_word`], which yields words and hyphenated compounds; references and operative
//! language go through `Tokens` (`tokens.rs`), which yield words and punctuation. Both scan words with
//! the same code, and all ranges are bytes of the source text.
//!
//! Words are folded (`folding.rs`) and lose possessive endings and raised digits. Words joined by a
//! hyphen (of any of the many kinds, also at the end of a line), words that a lost space has run
//! together (`andPromotion`), the groups of a number (`1,000,000`) and initials (`U.N.`) are yielded
//! by [`each_word`] one by one and once more as a whole, so that `follow‑up` is found by `follow`,
//! `follow-up`, `follow up` and `followup`.
//!
//! Chinese, Japanese, Thai and other scripts put no blanks between words. Their signs are yielded
//! one by one, and with each the pair that it makes with the one before, so that any run of them can
//! be found wherever it begins and ends.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::folding::{
    CharacterClass, class, fold, is_apostrophe, is_ideographic, is_invisible, is_raised,
    is_unspaced,
};

/// One word of a text, or several that a hyphen makes one.
#[derive(Debug)]
pub(crate) struct Word<'b> {
    /// Folded, in UTF-8. Bytes, because nearly all of them are only ever compared.
    pub(crate) folded: &'b [u8],
    /// Where it stands in the text, in bytes.
    pub(crate) range: Range<usize>,
    /// Its number among the words of the text, counted from 0; for several, that of the first.
    pub(crate) at: u32,
    /// How many words it is made of.
    pub(crate) span: u32,
    /// Whether it is written in capitals throughout, as acronyms are; a plural `s` may follow.
    pub(crate) capitals: bool,
    /// What stands between it and the word before.
    pub(crate) joint: Joint,
    /// Whether it is a sign of a script without blanks, or a pair of them.
    pub(crate) sign: bool,
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joint {
    /// A space, a comma, the beginning.
    Apart,
    /// One hyphen, or nothing but a change from small letters to capitals.
    Hyphen,
    /// One slash.
    Slash,
    /// What stands between the groups of a number: `1,000,000`.
    Thousands,
    /// The point between initials: `U.N.`
    Point,
    /// Nothing, between two signs of a script without blanks.
    Unspaced,
}

impl Joint {
    /// Whether the words on both sides are also yielded as one.
    fn makes_whole(self) -> bool {
        matches!(self, Self::Hyphen | Self::Thousands | Self::Point)
    }
}

/// What a byte of a text is, or begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Other,
    Small,
    Capital,
    Digit,
    Beyond,
}

/// The class of each byte.
pub(super) const CLASS: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' => Class::Small,
            b'A'..=b'Z' => Class::Capital,
            b'0'..=b'9' => Class::Digit,
            128.. => Class::Beyond,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
};

/// Wholes of more parts than this come only one by one.
const LONGEST_CHAIN: u32 = 6;

/// Words that become one whole.
struct Chain {
    /// Where the first begins.
    start: usize,
    parts: u32,
    joint: Joint,
    /// Whether all begin with a capital.
    capitals: bool,
}

/// Calls `each` for every word of `text` in order; a whole comes after its parts.
/// `scratch` is working space, to be passed again with the next text.
pub(crate) fn each_word(text: &str, scratch: &mut Vec<u8>, mut each: impl FnMut(Word<'_>)) {
    let bytes = text.as_bytes();
    let mut next = 0;
    let mut at = 0;
    let mut joint = Joint::Apart;
    // The words of a chain so far, or the sign before.
    scratch.clear();
    let mut chain: Option<Chain> = None;
    let mut sign_start = None;
    while next < bytes.len() {
        if CLASS[usize::from(bytes[next])] == Class::Other {
            next += 1;
            continue;
        }
        if let Some(end) = sign_at(text, next, scratch) {
            let part = sign_start.map_or(0, |(_, length)| length);
            each(Word {
                folded: &scratch[part..],
                range: next..end,
                at,
                span: 1,
                capitals: false,
                joint,
                sign: true,
            });
            if let Some((start, _)) = sign_start {
                each(Word {
                    folded: scratch,
                    range: start..end,
                    at: at - 1,
                    span: 2,
                    capitals: false,
                    joint: Joint::Apart,
                    sign: true,
                });
                scratch.drain(..part);
            }
            at += 1;
            let start = next;
            (joint, next) = after_sign(text, end);
            if joint == Joint::Unspaced {
                sign_start = Some((start, scratch.len()));
            } else {
                scratch.clear();
                sign_start = None;
            }
            continue;
        }
        let part = scratch.len();
        let (start, end, capitals) = scan(text, next, scratch);
        if scratch.len() == part {
            // Punctuation beyond ASCII, or a mark that stands on nothing.
            next = end.max(text.ceil_char_boundary(next + 1));
            continue;
        }
        each(Word {
            folded: &scratch[part..],
            range: start..end,
            at,
            span: 1,
            capitals,
            joint,
            sign: false,
        });
        at += 1;
        let chained = chain.as_ref().map(|chain| chain.joint);
        (joint, next) = between(text, start, end, &scratch[part..], chained);
        // `2006-2010` is no word.
        let whole = match joint {
            Joint::Hyphen => !scratch[0].is_ascii_digit(),
            joint => joint.makes_whole(),
        };
        if chain.is_some() || whole {
            let mut grown = chain.take().unwrap_or(Chain {
                start,
                parts: 0,
                joint,
                capitals: true,
            });
            grown.parts += 1;
            grown.capitals &= text[start..].starts_with(char::is_uppercase);
            if whole && joint == grown.joint {
                chain = Some(grown);
                continue;
            }
            if (2..=LONGEST_CHAIN).contains(&grown.parts) {
                each(Word {
                    folded: scratch,
                    range: grown.start..end,
                    at: at - grown.parts,
                    span: grown.parts,
                    capitals: grown.capitals && grown.joint == Joint::Point,
                    joint: Joint::Apart,
                    sign: false,
                });
            }
        }
        scratch.clear();
    }
}

/// Folds the sign that stands at `from` into `scratch`, with the marks on it; where it ends. `None`
/// where none stands there.
pub(super) fn sign_at(text: &str, from: usize, scratch: &mut Vec<u8>) -> Option<usize> {
    if text.as_bytes()[from] < 0xe0 {
        return None;
    }
    let mut characters = text[from..].char_indices();
    let (_, sign) = characters.next()?;
    if class(sign) != CharacterClass::Sign {
        return None;
    }
    let before = scratch.len();
    fold(sign, scratch);
    if scratch.len() == before {
        return None;
    }
    let mut end = from + sign.len_utf8();
    for (at, mark) in characters {
        let voicing = matches!(mark, '\u{ff9e}' | '\u{ff9f}');
        if !mark.is_ascii() && (voicing || class(mark) == CharacterClass::Mark) {
            fold(mark, scratch);
            end = from + at + mark.len_utf8();
        } else {
            break;
        }
    }
    Some(end)
}

/// Whether the sign that ends at `end` is followed by another, and where to look for the next word.
/// A line may end between two of them, and between Chinese characters or kana a blank has no meaning.
fn after_sign(text: &str, end: usize) -> (Joint, usize) {
    let rest = text[end..].trim_start_matches(|c: char| is_invisible(c) || c.is_whitespace());
    let blanks = &text[end..text.len() - rest.len()];
    let next = text.len() - rest.len();
    let Some(following) = rest.chars().next() else {
        return (Joint::Apart, next);
    };
    let near = class_beyond(following) == CharacterClass::Sign
        && (is_ideographic(following)
            || blanks.contains('\n')
            || !blanks.contains(char::is_whitespace));
    (if near { Joint::Unspaced } else { Joint::Apart }, next)
}

/// The class of any character, as far as it matters here.
fn class_beyond(character: char) -> CharacterClass {
    if character.is_ascii() {
        CharacterClass::Other
    } else {
        class(character)
    }
}

/// Folds the word that begins at or after `from` into `scratch`; where it begins and ends, and
/// whether it is in capitals. Adds nothing where there is no word at `from`.
pub(super) fn scan(text: &str, from: usize, scratch: &mut Vec<u8>) -> (usize, usize, bool) {
    let bytes = text.as_bytes();
    let (mut small, mut capital) = (0_u32, 0_u32);
    let before = scratch.len();
    let mut at = from;
    let mut end = from;
    while at < bytes.len() {
        let byte = bytes[at];
        match CLASS[usize::from(byte)] {
            Class::Small => {
                small += 1;
                scratch.push(byte);
            }
            Class::Capital => {
                // `andPromotion`: a lost space.
                if small > 0 && bytes[at - 1].is_ascii_lowercase() {
                    break;
                }
                capital += 1;
                scratch.push(byte | 0x20);
            }
            Class::Digit => scratch.push(byte),
            Class::Other => break,
            Class::Beyond => {
                let Some(character) = text[at..].chars().next() else {
                    break;
                };
                let begun = scratch.len() > before;
                let class = class(character);
                match class {
                    CharacterClass::Letter => small += 1,
                    CharacterClass::Capital => capital += 1,
                    CharacterClass::Mark | CharacterClass::Invisible if begun => {}
                    // Punctuation before the word: not ours.
                    _ if !begun => return (from, at + character.len_utf8(), false),
                    _ => break,
                }
                at += character.len_utf8();
                if class != CharacterClass::Invisible {
                    fold(character, scratch);
                    end = at;
                }
                continue;
            }
        }
        at += 1;
        end = at;
    }
    let plural = small == 1 && scratch.last() == Some(&b's') && capital > 1;
    (from, end, capital > 1 && (small == 0 || plural))
}

/// The many hyphens that word processors set inside words.
pub(super) fn is_hyphen(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// What follows the word from `start` to `end`, and where to look for the next one. `within` is what
/// joins it to the word before.
fn between(
    text: &str,
    start: usize,
    mut end: usize,
    folded: &[u8],
    within: Option<Joint>,
) -> (Joint, usize) {
    let bytes = text.as_bytes();
    let number = folded[0].is_ascii_digit();
    // The common case first: a space.
    match bytes.get(end) {
        None => return (Joint::Apart, end),
        Some(b' ') if !number => return (Joint::Apart, end),
        _ => {}
    }
    let mut characters = text[end..].chars();
    let Some(mut first) = characters.next() else {
        return (Joint::Apart, end);
    };
    if is_raised(first) {
        let rest = text[end..].trim_start_matches(is_raised);
        return (Joint::Apart, text.len() - rest.len());
    }
    if number && let Some(next) = next_group(text, end, folded, within) {
        return (Joint::Thousands, next);
    }
    if is_apostrophe(first) {
        // `Group’s` is `Group`.
        let after = end + first.len_utf8();
        let possessive =
            matches!(bytes.get(after), Some(b's' | b'S')) && !begins_word(text, after + 1);
        if !possessive {
            // Inside a word of another script (`пам’ять`) it is often left out.
            let inside = folded.last().is_some_and(|byte| !byte.is_ascii())
                && bytes.get(after).is_some_and(|byte| !byte.is_ascii())
                && begins_word(text, after);
            return (if inside { Joint::Hyphen } else { Joint::Apart }, after);
        }
        end = after + 1;
        let Some(next) = text[end..].chars().next() else {
            return (Joint::Apart, end);
        };
        first = next;
    }
    let after = end + first.len_utf8();
    if is_hyphen(first) && begins_word(text, after) {
        return (Joint::Hyphen, after);
    }
    // `discrimi-` at the end of a line, and the rest of it on the next.
    let breaks = matches!(first, '-' | '\u{2010}' | '\u{ad}') && !number;
    if let Some(next) = breaks.then(|| next_line(text, after)).flatten() {
        return (Joint::Hyphen, next);
    }
    if first == '.' && is_initial(text, start) && is_initial(text, after) {
        return (Joint::Point, after);
    }
    if first == '/' && begins_word(text, after) {
        (Joint::Slash, after)
    } else if begins_word(text, end) {
        (Joint::Hyphen, end)
    } else {
        (Joint::Apart, end)
    }
}

/// Whether a word of a script with blanks begins at `at`.
fn begins_word(text: &str, at: usize) -> bool {
    let byte = text.as_bytes().get(at);
    byte.is_some_and(|&byte| match CLASS[usize::from(byte)] {
        Class::Other => false,
        Class::Beyond => text[at..].chars().next().is_some_and(|character| {
            matches!(
                class(character),
                CharacterClass::Letter | CharacterClass::Capital
            )
        }),
        _ => true,
    })
}

/// Where the word goes on that is broken off at `end`: in small letters at the beginning of the next
/// line.
fn next_line(text: &str, end: usize) -> Option<usize> {
    let blank = |c: char| c.is_whitespace();
    let rest = text[end..].trim_start_matches(blank);
    let next = text.len() - rest.len();
    let lines = text[end..next].matches('\n').count();
    let small =
        rest.starts_with(|c: char| c.is_lowercase() || c.is_alphabetic() && !c.is_uppercase());
    (lines == 1 && small && begins_word(text, next)).then_some(next)
}

/// Whether a single letter stands at `at`, as in `U.N.`
fn is_initial(text: &str, at: usize) -> bool {
    let mut characters = text[at..].chars();
    let letter = characters
        .next()
        .is_some_and(|c| c.is_alphabetic() && !is_unspaced(c));
    letter
        && characters
            .next()
            .is_none_or(|c| !c.is_alphanumeric() && !is_combining_mark(c))
}

/// Where the next group of a number begins whose group `folded` ends at `end`: three digits, or two
/// as in India, behind a comma, point, apostrophe or blank.
fn next_group(text: &str, end: usize, folded: &[u8], within: Option<Joint>) -> Option<usize> {
    let is_digit = |c: &char| c.is_ascii_digit() || crate::model::western_digit(*c).is_some();
    let separates = |c: char| {
        matches!(
            c,
            ',' | '.' | ' ' | '\u{a0}' | '\'' | '\u{2019}' | '\u{2009}' | '\u{202f}' | '\u{66c}'
        )
    };
    let first = within != Some(Joint::Thousands);
    if !folded.iter().all(u8::is_ascii_digit) || first && folded.len() > 3 {
        return None;
    }
    let mut rest = text[end..].chars();
    let separator = rest.next().filter(|&c| separates(c))?;
    let after = rest.as_str();
    let digits = after.chars().take(4).take_while(is_digit).count();
    let mut behind = after.chars().skip(digits);
    let next = behind.next();
    let ends = next.is_none_or(|c| !c.is_alphanumeric());
    let goes_on = next == Some(separator) && behind.next().is_some_and(|c| is_digit(&c));
    let group = digits == 3 && ends || digits == 2 && separator == ',' && goes_on;
    (group && (!first || folded != b"0")).then_some(text.len() - after.len())
}

/// The words of a short text, such as a heading or what was typed, without hyphenated wholes.
#[cfg(test)]
pub(crate) fn folded(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    each_word(text, &mut Vec::new(), |word| {
        found.push(String::from_utf8_lossy(word.folded).into_owned());
    });
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_a_word() {
        for (text, words) in [
            ("Group’s  first\u{a0}session", "group first session"),
            ("follow\u{2011}up to all", "follow up followup to all"),
            ("socio-economic", "socio economic socioeconomic"),
            ("HIV/AIDS and NGOs", "hiv aids and ngos"),
            ("E/CN.4/2006/18", "e cn 4 2006 18"),
            (
                "Protection andPromotion",
                "protection and promotion andpromotion",
            ),
            ("Côte d’Ivoire, CÔTE", "cote d ivoire cote"),
            ("Cafe\u{301} na\u{ad}ïve", "cafe naive"),
            (
                "“Dialogue among Civilizations”…",
                "dialogue among civilizations",
            ),
            ("STRASSE Straße ﬁnal", "strasse strasse final"),
            ("21 - 31 January", "21 31 january"),
            ("(para. 11);", "para 11"),
            ("", ""),
            ("- ‑ ’ … /", ""),
            (
                "Member States¹ should, 2006³ 1º",
                "member states should 2006 1",
            ),
            (
                "1,000,000 or 1 000 000",
                "1 000 000 1000000 or 1 000 000 1000000",
            ),
            (
                "10,00,000; 12.5, 2005 100",
                "10 00 000 1000000 12 5 2005 100",
            ),
            ("the U.N. and U.S.A.", "the u n un and u s a usa"),
            (
                "discrimi-\nnation; man- and",
                "discrimi nation discrimination man and",
            ),
            ("discrimi\u{ad}\nnation", "discrimi nation discrimination"),
            ("пам’яті, памʼяті", "пам яті памяті пам яті памяті"),
            ("ООН и Ёлка", "оон и елка"),
            ("الفقرة ١٠٣", "الفقره 103"),
            ("种族歧视，人权", "种 族 种族 歧 族歧 视 歧视 人 权 人权"),
            ("种族\n歧视", "种 族 种族 歧 族歧 视 歧视"),
            ("WTO协定2006年", "wto 协 定 协定 2006 年"),
            ("ｶﾞｲﾄﾞ", "ガ イ ガイ ド イド"),
            ("ที่ดิน", "ที่ ดิ ที่ดิ น ดิน"),
            ("दान में", "दान में"),
        ] {
            assert_eq!(folded(text).join(" "), words, "{text}");
        }
    }

    #[test]
    fn capitals_and_joints() {
        let mut seen = Vec::new();
        each_word(
            "WHO who NGOs HIV/AIDS A 2006-Plan",
            &mut Vec::new(),
            |word| {
                seen.push((word.range.clone(), word.capitals, word.joint));
            },
        );
        use Joint::{Apart, Hyphen, Slash};
        let expected = [
            (0..3, true, Apart),
            (4..7, false, Apart),
            (8..12, true, Apart),
            (13..16, true, Apart),
            (17..21, true, Slash),
            (22..23, false, Apart),
            (24..28, false, Apart),
            (29..33, false, Hyphen),
        ];
        assert_eq!(seen, expected);
    }

    proptest! {
        #[test]
        fn ranges_lie_in_the_text_and_fold_to_the_word(text in "(\\PC|[-‑’'/ A-Za-z\u{301}\u{ad}]){0,40}") {
            let mut found = Vec::new();
            each_word(&text, &mut Vec::new(), |word| {
                found.push((word.range.clone(), word.folded.to_vec(), word.at, word.span));
            });
            let mut end = 0;
            let mut count = 0;
            for (range, folded, at, span) in found {
                prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
                prop_assert!(range.start < range.end && range.end <= text.len());
                prop_assert!(std::str::from_utf8(&folded).is_ok());
                let mut again = Vec::new();
                each_word(&text[range.clone()], &mut Vec::new(), |word| again.push(word.folded.to_vec()));
                prop_assert!(again.contains(&folded), "{:?} in {:?}", folded, again);
                if span == 1 {
                    prop_assert!(range.start >= end);
                    prop_assert_eq!(at, count);
                    end = range.end;
                    count += 1;
                } else {
                    prop_assert_eq!(at + span, count);
                }
            }
        }
    }
}
