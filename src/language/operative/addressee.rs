//! Addressees: those who are addressed in a words, one after another.
//!
//! Besides names as the table has them, lists share their words: "international and regional
//! organizations" are two that share a head, "United Nations programmes and bodies" two that share
//! what stands before it.

use super::lexicon::{ADVERB, AFTER_NAME, BEFORE_NAME, GERUND, MARK, PARTICIPLE};
use super::words::Words;
use crate::language::entities::addressee_named;

/// Those who are addressed, one after another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct List {
    pub(super) names: Vec<&'static str>,
    /// One past the last word.
    pub(super) end: usize,
}

/// Those who are addressed from the word at `at` on, if it begins with one of them.
pub(super) fn list(words: Words<'_>, at: usize) -> Option<List> {
    list_until(words, at, |next| {
        next >= words.len() || words.is(next, MARK | AFTER_NAME | ADVERB | GERUND | PARTICIPLE)
    })
}

/// The same, whatever stands after the names: a bare verb, perhaps ("that UNESCO report").
pub(super) fn open_list(words: Words<'_>, at: usize) -> Option<List> {
    list_until(words, at, |_| true)
}

/// `ends` tells whether a name may end before a word.
fn list_until(words: Words<'_>, at: usize, ends: impl Fn(usize) -> bool) -> Option<List> {
    let mut list = List {
        names: Vec::new(),
        end: at,
    };
    // Where the last member stands whose first words those after it may share.
    let mut sharing = 0..0;
    loop {
        let next = list.end
            + if list.names.is_empty() {
                0
            } else {
                joint(words, list.end)
            };
        let again = !list.names.is_empty() && next == list.end;
        if again || next >= words.len() {
            break;
        }
        if let Some((end, name)) = member(words, next, &ends) {
            sharing = past_determiners(words, next)..end;
            list.names.push(name);
            list.end = end;
        } else if let Some(shared) = shared_head(words, next, &ends) {
            sharing = 0..0;
            list.names.extend(shared.names);
            list.end = shared.end;
        } else if sharing.len() > 1
            && ends(next + 1)
            && let Some(name) = phrase(words, (sharing.start..sharing.end - 1).chain([next]))
        {
            list.names.push(name);
            list.end = next + 1;
        } else {
            break;
        }
    }
    (!list.names.is_empty()).then_some(list)
}

/// How many words join two members of a list here: `, and in particular`.
fn joint(words: Words<'_>, at: usize) -> usize {
    let mut len = 0;
    loop {
        let word = |nth| words.at(at + len + nth);
        len += match word(0) {
            "," | "and" | "or" | "/" | "including" | "especially" | "notably" | "particularly"
            | "also" => 1,
            "as" if word(1) == "well" && word(2) == "as" => 3,
            "in" if word(1) == "particular" => 2,
            "inter" if word(1) == "alia" => 2,
            "such" if len > 0 && word(1) == "as" => 2,
            _ => return len,
        };
    }
}

/// Skips what may stand before a name.
fn past_determiners(words: Words<'_>, at: usize) -> usize {
    let skipped = (at..at + 5).take_while(|&at| words.is(at, BEFORE_NAME));
    at + skipped.count()
}

/// A single member: one past its last word, and its name. A determiner may be part of the name.
fn member(
    words: Words<'_>,
    at: usize,
    ends: impl Fn(usize) -> bool,
) -> Option<(usize, &'static str)> {
    (at..=past_determiners(words, at)).find_map(|start| {
        let (name, len) = words.0.get(start)?.name?;
        ends(start + len).then_some((start + len, name))
    })
}

/// Several that share their last word: "international and regional organizations".
fn shared_head(words: Words<'_>, at: usize, ends: impl Fn(usize) -> bool) -> Option<List> {
    let first = past_determiners(words, at);
    // "non-governmental" is two words.
    let own = |at: usize| at..at + 1 + usize::from(words.at(at) == "non");
    (0..=2).find_map(|prefix| {
        let mut owns = vec![own(first + prefix)];
        let mut head = owns[0].end;
        while owns.len() < 8 {
            let skip = joint(words, head);
            if skip == 0 {
                break;
            }
            owns.push(own(head + skip));
            head = own(head + skip).end;
        }
        if owns.len() < 2 || head >= words.len() || !ends(head + 1) {
            return None;
        }
        let whole = |own: std::ops::Range<usize>| {
            phrase(words, (first..first + prefix).chain(own).chain([head]))
        };
        let names = owns.into_iter().map(whole).collect::<Option<Vec<_>>>()?;
        let end = head + 1;
        Some(List { names, end })
    })
}

/// The addressee whose name the words at these places make together.
fn phrase(words: Words<'_>, places: impl Iterator<Item = usize>) -> Option<&'static str> {
    let mut phrase = String::new();
    for at in places {
        phrase.extend([" ", words.at(at), " "]);
    }
    addressee_named(&phrase)
}
