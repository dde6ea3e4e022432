//! The common prefix: the words that many provisions of a document begin with.
//!
//! A hundred rows that all begin with `The Working Group` tell a reader nothing: in the narrow
//! list the prefix that they share gives way to `…`, so that the verb is seen. Everywhere else
//! the text stands whole.

use std::collections::HashMap;

use crate::model::Document;

/// Provisions that are looked at; enough to know a document by.
const SAMPLE: usize = 2_000;
/// The longest prefix, in words.
const WORDS: usize = 6;

/// So many words from the beginning, and the blank behind them.
fn first_words(text: &str, words: usize) -> Option<&str> {
    let (at, _) = text.match_indices(' ').nth(words - 1)?;
    Some(&text[..=at])
}

/// The longest prefix, up to and including the blank after it, that at least a quarter of the
/// provisions share; empty where there is none of two words or more.
#[must_use]
pub(super) fn common_prefix(document: &Document) -> String {
    let texts = document.provisions.iter().map(|provision| &*provision.text);
    let texts: Vec<&str> = texts.filter(|text| !text.is_empty()).take(SAMPLE).collect();
    // Word by word, and only where the words before are shared: most texts part ways at once, and
    // a person waits for the first screen.
    let mut shared: Vec<(&str, usize)> = Vec::new();
    let mut alike = texts.clone();
    for words in 2..=WORDS {
        let mut counts: HashMap<&str, usize> = HashMap::with_capacity(alike.len());
        for prefix in alike.iter().filter_map(|text| first_words(text, words)) {
            *counts.entry(prefix).or_default() += 1;
        }
        counts.retain(|_, count| *count > 1 && *count * 4 >= texts.len());
        alike.retain(|text| first_words(text, words).is_some_and(|it| counts.contains_key(it)));
        shared.extend(counts);
    }
    // Of equally long ones there can be several; the order of a hash map must not decide.
    let longest = shared
        .into_iter()
        .max_by_key(|(prefix, _)| (prefix.len(), *prefix));
    longest
        .map(|(prefix, _)| prefix.to_owned())
        .unwrap_or_default()
}
