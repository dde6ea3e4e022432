//! Operative language: who is asked to do what, and how strongly, derived from the sentence.
//!
//! United Nations texts are written to a pattern. A body acts by an operative verb in the third
//! person ("urges States to …"), or somebody is obliged by a modal ("States should …"); a
//! recommendation may be a bare imperative ("Ratify the Convention"); a subparagraph completes the
//! sentence of its chapeau. That pattern is recognized here, by rules that know no particular document.
//! It is a judgment of this program, not of the document's, and whatever shows it must say so.
//!
//! - `lexicon`: the grammatical words.
//! - `words`: a text as words and sentences.
//! - `sentence`: clauses, subjects, what is subordinate.
//! - `addressee`: lists of those who are addressed.
//! - `verb`: what the body does by a verb, and whom that asks.
//! - `modal`: what somebody should, must or needs to do.

mod addressee;
mod lexicon;
mod modal;
mod sentence;
mod verb;
mod words;

use std::ops::Range;

use serde::Serialize;

use self::sentence::{Found, Sentence};
use self::words::{LONGEST_SENTENCE, Word, sentences, words};
pub use super::actions::actions;
use super::actions::{ActionKind, IMPERATIVE, action_id, action_name};
use super::entities::addressee_named;
pub use super::entities::addressees;
use super::tokens::Tokens;
use crate::model::{Chapeau, Document, Provision};

/// A chapeau whose last sentence is longer than this (bytes) is no sentence that others complete.
const LONGEST_CHAPEAU: usize = 2048;

/// A chapeau stands under no more than so many others.
const DEEPEST_CHAPEAU: usize = 8;

/// What is asked in one provision, as records hold it. All of it is derived.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Derived {
    /// Everybody who is addressed, each once, in the order of the text.
    pub to: Vec<&'static str>,
    /// Every action, each once, from the strongest to a mere statement.
    pub verb: Vec<&'static str>,
}

impl Derived {
    /// Reads one provision, with what it takes from its chapeau; nothing beyond the document. The
    /// time is linear in its text. Several threads may read at once.
    #[must_use]
    pub fn of(document: &Document, position: usize) -> Self {
        let mut derived = Self::default();
        let Some(provision) = document.provisions.get(position) else {
            return derived;
        };
        let inserted: Vec<Range<usize>> = provision.updates().map(|(range, _)| range).collect();
        let tokens = Tokens::of(&provision.text);
        let text = words(&tokens, &inserted);
        let chapeaux: Vec<(Tokens<'_>, bool)> = chapeau_texts(document, position)
            .into_iter()
            .map(|(text, whole)| (Tokens::of(text), whole))
            .collect();
        let open = open_sentence(&chapeaux);
        let mut actions = Vec::new();
        let mut spoken = false;
        for (nth, own) in sentences(&text).into_iter().enumerate() {
            let joined: Vec<Word<'_>>;
            let (words, own_from) = if nth == 0 && !open.is_empty() {
                joined = open.iter().chain(&text[own]).copied().collect();
                (&*joined, open.len())
            } else {
                (&text[own], 0)
            };
            let mut sentence = Sentence::new(words, own_from);
            let mut found = verb::read(&mut sentence, &mut spoken);
            modal::read(&sentence, &mut found);
            verb::by_way_of_others(&sentence, &mut found);
            if nth == 0 && found.is_empty() {
                found.extend(verb::imperative(&sentence));
            }
            found.sort_by_key(|found| (found.words.start, found.words.end));
            let own = found.iter().filter(|found| found.words.start >= own_from);
            for found in inherited(&found, own_from).chain(own) {
                actions.push(found.action);
                for name in &found.addressees {
                    if !derived.to.contains(name) {
                        derived.to.push(name);
                    }
                }
            }
        }
        if asks_state_under_review(provision) {
            if actions.is_empty() && begins_with_imperative(&provision.text) {
                actions.extend(action_id(IMPERATIVE));
            }
            if derived.to.is_empty() && !actions.is_empty() {
                derived.to.extend(addressee_named(" states "));
            }
        }
        actions.sort_unstable();
        actions.dedup();
        derived.verb = actions.into_iter().map(action_name).collect();
        derived
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.to.is_empty() && self.verb.is_empty()
    }
}

/// Whether a provision is a recommendation that States make to another: the fields beside it say which
/// State is asked.
fn asks_state_under_review(provision: &Provision) -> bool {
    let extra = provision.extra.as_ref();
    extra.is_some_and(|extra| extra.names("country") && extra.names("from"))
}

/// Whether a recommendation of the review begins as nearly all do, with a bare imperative, known to the
/// table of actions or not.
fn begins_with_imperative(text: &str) -> bool {
    const OTHERS: [&str; 14] = [
        "the", "that", "a", "an", "in", "on", "to", "with", "all", "its", "this", "these", "no",
        "by",
    ];
    let first = text.split_whitespace().next().unwrap_or_default();
    let lower = first.to_ascii_lowercase();
    first.starts_with(|c: char| c.is_ascii_uppercase())
        && lower.bytes().all(|byte| byte.is_ascii_lowercase())
        && !["ing", "ed", "s", "ion", "ment"]
            .iter()
            .any(|end| lower.ends_with(end))
        && !OTHERS.contains(&&*lower)
}

/// What a subparagraph takes from the chapeau whose sentence it completes: the body's last verb, and
/// the last obligation under that verb.
fn inherited(found: &[Found], own_from: usize) -> impl Iterator<Item = &Found> {
    let chapeau = || found.iter().filter(|found| found.words.start < own_from);
    let verb = chapeau().rfind(|found| found.kind != ActionKind::Obliges);
    let obliged = chapeau()
        .rfind(|found| found.kind == ActionKind::Obliges)
        .filter(|obliged| verb.is_none_or(|verb| obliged.words.start > verb.words.start));
    verb.into_iter().chain(obliged)
}

/// The ends of the texts that a provision is read with, the outermost first, and whether each is the
/// whole text.
fn chapeau_texts(document: &Document, position: usize) -> Vec<(&str, bool)> {
    let mut above = Vec::new();
    let mut next = document.provisions[position].chapeau;
    while let Some(chapeau) = next.filter(|_| above.len() < DEEPEST_CHAPEAU) {
        let text = match chapeau {
            Chapeau::Provision(at) => {
                let provision = &document.provisions[at as usize];
                // It stands before what it introduces, so this ends.
                next = provision.chapeau;
                &*provision.text
            }
            Chapeau::Passage(at) => {
                next = None;
                &*document.passages[at as usize].text
            }
        };
        let tail = text.floor_char_boundary(text.len().saturating_sub(LONGEST_CHAPEAU));
        above.push((&text[tail..], tail == 0));
    }
    above.reverse();
    above
}

/// The sentence that a provision completes: the last one of its chapeau, less its colon, itself led
/// by what that chapeau completes. Empty where the chapeau only announces what follows.
fn open_sentence<'t>(chapeaux: &'t [(Tokens<'_>, bool)]) -> Vec<Word<'t>> {
    let mut open: Vec<Word<'t>> = Vec::new();
    for (tokens, whole) in chapeaux {
        let words = words(tokens, &[]);
        let Some(last) = sentences(&words).pop() else {
            continue;
        };
        let cut = !whole && last.start == 0;
        let mut last = &words[last];
        let announces = last
            .iter()
            .any(|word| matches!(word.folded, "following" | "follows"));
        let mark = last.last().map_or("", |word| word.folded);
        if matches!(mark, ":" | ",") {
            last = &last[..last.len() - 1];
        }
        if announces || cut || mark == "." {
            open.clear();
        } else {
            open.extend(last);
        }
    }
    if open.len() > LONGEST_SENTENCE {
        open.clear();
    }
    open
}

#[cfg(test)]
mod tests;
