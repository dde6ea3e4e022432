//! Highlighting: what of a shown text is to be marked.

use std::ops::Range;

use super::occurrences::{Patterns, Scratch, in_a_row};

/// What of `text` is to be marked: sorted, disjoint, on character boundaries.
pub(super) fn highlights(patterns: &Patterns, text: &str) -> Vec<Range<usize>> {
    let occurrences = patterns.occurrences(text, &mut Scratch::default());
    let alone = (occurrences.iter()).filter(|found| patterns.terms[found.term].shown);
    let mut ranges: Vec<Range<usize>> = alone.map(|found| found.range.clone()).collect();
    for phrase in &patterns.phrases {
        ranges.extend(in_a_row(&occurrences, phrase));
    }
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match apart.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}
