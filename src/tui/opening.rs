//! The words that most provisions of a document open with.
//!
//! A hundred rows that all begin with `The Working Group` tell a reader nothing: in the narrow
//! list the opening that they share gives way to `…`, so that the verb is seen. Everywhere else
//! the text stands whole.

use std::collections::HashMap;

use crate::model::Compilation;

/// Provisions that are looked at; enough to know a document by.
const SAMPLE: usize = 2_000;
/// The longest opening, in words.
const WORDS: usize = 6;

/// The longest opening, up to and including the blank after it, that at least a quarter of the
/// provisions share; empty where there is none of two words or more.
#[must_use]
pub(super) fn common(compilation: &Compilation) -> String {
    let texts = compilation
        .provisions
        .iter()
        .map(|provision| &*provision.text);
    let texts: Vec<&str> = texts.filter(|text| !text.is_empty()).take(SAMPLE).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for text in &texts {
        let ends = text.match_indices(' ').map(|(at, _)| at + 1);
        for end in ends.take(WORDS).skip(1) {
            *counts.entry(&text[..end]).or_default() += 1;
        }
    }
    let shared = counts
        .into_iter()
        .filter(|(_, count)| *count > 1 && count * 4 >= texts.len());
    // Of equally long ones there can be several; the order of a hash map must not decide.
    let longest = shared.max_by_key(|(opening, _)| (opening.len(), *opening));
    longest
        .map(|(opening, _)| opening.to_owned())
        .unwrap_or_default()
}
