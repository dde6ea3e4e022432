//! Whose document it is.

use std::collections::HashMap;

use super::names::{Named, named};
use super::words::Words;
use crate::model::Document;

/// The opening that is looked at, in bytes: enough for an article and a name.
const OPENING: usize = 200;

/// So many provisions tell who speaks, however long the document.
const PROVISIONS: usize = 1000;

/// What bodies do in the texts that they adopt.
const VERBS: [&str; 30] = [
    "acknowledges",
    "adopts",
    "affirms",
    "agrees",
    "appeals",
    "calls",
    "commends",
    "concludes",
    "considers",
    "decides",
    "emphasizes",
    "encourages",
    "endorses",
    "expresses",
    "highlights",
    "invites",
    "notes",
    "reaffirms",
    "recalls",
    "recognizes",
    "recommends",
    "regrets",
    "reiterates",
    "requests",
    "stresses",
    "suggests",
    "takes",
    "underlines",
    "urges",
    "welcomes",
];

/// The body of the table that speaks in most of the first provisions: they begin with its name and a verb of
/// such texts (`The Working Group urges`). It must do so at least once by its full name, since
/// short forms are shared by many bodies.
pub(super) fn speaker(compilation: &Document) -> Option<usize> {
    let mut speeches: HashMap<usize, (usize, bool)> = HashMap::new();
    for provision in compilation.provisions.iter().take(PROVISIONS) {
        let text = &provision.text;
        let words = Words::of(&text[..text.floor_char_boundary(OPENING)]);
        let (entry, end, full) = match named(&words, usize::from(words.is(0, &["the"]))) {
            Some(Named::Full { entry, end }) => (entry, end, true),
            Some(Named::Short { entries, end }) if entries.len() == 1 => (entries[0], end, false),
            _ => continue,
        };
        let verb = end + usize::from(words.is(end, &["also", "further"]));
        if words.is(verb, &VERBS) {
            let speech = speeches.entry(entry).or_default();
            speech.0 += 1;
            speech.1 |= full;
        }
    }
    let known = speeches.into_iter().filter(|(_, (_, full))| *full);
    known
        .max_by_key(|(entry, (count, _))| (*count, std::cmp::Reverse(*entry)))
        .map(|(entry, _)| entry)
}
