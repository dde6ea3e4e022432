//! Square brackets: the updates that an editor put into a text.

use std::ops::Range;

use super::index_table::index;
use super::{Annotation, AnnotationKind, Span};

/// What the brackets of a text hold.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Brackets {
    /// Outermost balanced pairs, brackets included, as byte ranges in the order of the text.
    pub(crate) updates: Vec<Range<usize>>,
    /// Brackets without a partner, as byte positions in the order of the text.
    pub(crate) unbalanced: Vec<usize>,
}

impl Brackets {
    /// The updates as annotations of the text in which they were found.
    pub(crate) fn annotations(&self) -> Box<[Annotation]> {
        let updates = self.updates.iter();
        updates
            .map(|range| {
                let span = Span {
                    start: index(range.start),
                    end: index(range.end),
                };
                Annotation::in_text(AnnotationKind::Update, span)
            })
            .collect()
    }
}

/// Finds the updates in `text`. A bracket that holds nothing but digits is the mark of a note.
pub(crate) fn brackets(text: &str) -> Brackets {
    let mut open: Vec<usize> = Vec::new();
    let mut pairs: Vec<Range<usize>> = Vec::new();
    let mut unbalanced = Vec::new();
    if !text.contains('[') && !text.contains(']') {
        return Brackets::default();
    }
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' => open.push(at),
            b']' => match open.pop() {
                Some(start) => {
                    // Those within it came before it; each is dropped once.
                    while pairs.last().is_some_and(|inner| inner.start > start) {
                        pairs.pop();
                    }
                    pairs.push(start..at + 1);
                }
                None => unbalanced.push(at),
            },
            _ => {}
        }
    }
    unbalanced.extend(open);
    unbalanced.sort_unstable();
    pairs.retain(|pair| !is_note(&text[pair.start + 1..pair.end - 1]));
    Brackets {
        updates: pairs,
        unbalanced,
    }
}

/// Whether brackets around `inside` are the mark of a note, or hold nothing at all.
fn is_note(inside: &str) -> bool {
    inside
        .chars()
        .all(|c| c.is_numeric() || c.is_whitespace() || c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outermost_pairs_and_strays() {
        let cases: [(&str, &[&str], &[usize]); 7] = [
            ("a [b] c [d [e] f];", &["[b]", "[d [e] f]"], &[]),
            ("as said [12] before [ 3]", &[], &[]),
            ("[a [12] b]", &["[a [12] b]"], &[]),
            ("a ] b [c] [d", &["[c]"], &[2, 10]),
            ("[[a]", &["[a]"], &[0]),
            ("é[ü]", &["[ü]"], &[]),
            ("", &[], &[]),
        ];
        for (text, updates, unbalanced) in cases {
            let found = brackets(text);
            let texts: Vec<&str> = found.updates.iter().map(|r| &text[r.clone()]).collect();
            assert_eq!(texts, updates, "{text}");
            assert_eq!(found.unbalanced, unbalanced, "{text}");
        }
    }
}
