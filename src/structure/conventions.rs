//! Conventions: what a document says of the hand of its editors.
//!
//! A square bracket is an editor's, a gap in the numbers is a deletion, italics mean that a provision
//! is no longer relevant only in a document that says so in its introduction. Anywhere else a bracket
//! is a bracket.

use super::segment::{Segment, SegmentKind};

/// What the editors of a document did, as it says itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Conventions {
    /// They updated texts, in square brackets.
    pub(super) updates: bool,
    /// They deleted provisions.
    pub(super) deletions: bool,
    /// They set in italics what is no longer relevant.
    pub(super) italics: bool,
}

impl Conventions {
    /// What the text before the first number says.
    pub(super) fn of(source: &str, segments: &[Segment<'_>]) -> Self {
        let mut found = Self::default();
        for segment in segments {
            match segment.kind {
                SegmentKind::Prose => found.read(segment.text(source)),
                SegmentKind::Number(_)
                | SegmentKind::NumberAndSub(..)
                | SegmentKind::Decimal(_) => {
                    break;
                }
                _ => {}
            }
        }
        found
    }

    fn read(&mut self, text: &str) {
        for sentence in text.split_inclusive(['.', ';']) {
            let lower = sentence.to_lowercase();
            let words: Vec<&str> = lower
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .collect();
            let has = |among: &[&str]| words.iter().any(|word| among.contains(word));
            let of_provisions = has(&PROVISIONS) && has(&PASSIVE);
            let brackets = lower.contains("square bracket");
            self.updates |= brackets || (of_provisions && has(&["updated"]));
            self.deletions |= of_provisions && has(&["deleted"]);
            let italics = words.iter().any(|word| word.starts_with("itali"));
            self.italics |= italics && lower.contains("relevan");
        }
    }
}

/// What editors change.
const PROVISIONS: [&str; 10] = [
    "recommendations",
    "recommendation",
    "conclusions",
    "paragraphs",
    "paragraph",
    "provisions",
    "articles",
    "numbers",
    "texts",
    "text",
];

const PASSIVE: [&str; 6] = ["been", "was", "were", "is", "are", "be"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_introduction_says() {
        let told = |text: &str| {
            let mut found = Conventions::default();
            found.read(text);
            (found.updates, found.deletions, found.italics)
        };
        assert_eq!(
            told(
                "The conclusions have been either updated, deleted or italized to indicate their \
                 non-relevance."
            ),
            (true, true, true)
        );
        assert_eq!(
            told("Where a figure has changed, the new one is added in square brackets."),
            (true, false, false)
        );
        for text in [
            "The Council deleted the agenda item.",
            "Recalling its resolution of 2003, as updated,",
            "Titles of books are set in italics.",
        ] {
            assert_eq!(told(text), (false, false, false), "{text}");
        }
    }
}
