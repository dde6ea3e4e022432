//! Summary of the lines of a data set that are no records: how many, and which.

use crate::model::{Document, Lines, Unread};

/// So many places are named; the rest is counted.
const NAMED: usize = 8;

/// `2 lines of drop.jsonl are no records: 2, 3`; nothing for a document that is no data set, or one of
/// which every line is a record.
#[must_use]
pub fn unread_summary(document: &Document, name: &str) -> Option<String> {
    let is_record = |unread: &&Unread| unread.why.starts_with("not ");
    let places: Vec<Lines> = (document.unread.iter())
        .filter(is_record)
        .map(|unread| unread.lines)
        .collect();
    let count: u64 = (places.iter())
        .map(|lines| u64::from(lines.last.get() - lines.first.get()) + 1)
        .sum();
    let mut named: Vec<String> = places.iter().take(NAMED).map(Lines::to_string).collect();
    if places.len() > NAMED {
        named.push("…".to_owned());
    }
    let word = document.places.word();
    let places = named.join(", ");
    match count {
        0 => None,
        1 => Some(format!("1 {word} of {name} is no record: {places}")),
        count => Some(format!(
            "{count} {word}s of {name} are no records: {places}"
        )),
    }
}
