//! Joining wrapped lines: the line breaks that the width of a page put into a paragraph are layout, not
//! text, and whoever quotes the paragraph does not quote them.
//!
//! A break becomes one blank, together with the blanks around it, unless it was meant: between
//! paragraphs, before an item of a list, after a short line at the end of a clause, and after a hyphen,
//! which may belong to the word or not.

use crate::model::index_table::index;
use crate::model::{Anchor, Annotation};

/// A line that ends a clause and is shorter than this share of the longest one was ended on purpose.
const FULL: f32 = 0.75;

/// A text without the line breaks of its layout.
#[derive(Debug)]
pub(super) struct Joined {
    pub(super) text: String,
    /// For each join the byte behind it: in the text as it was, and in this one. In order.
    moved: Vec<(usize, usize)>,
}

/// The text of one provision or passage, its wrapped lines joined.
pub(super) fn joined(text: &str) -> Joined {
    let longest = text.split('\n').map(|line| line.trim().chars().count());
    let full = longest.max().unwrap_or_default() as f32 * FULL;
    let mut joined = Joined {
        text: String::with_capacity(text.len()),
        moved: Vec::new(),
    };
    // As far as `text` is taken over, and where the line begins that the break ends.
    let (mut taken, mut line) = (0, 0);
    for (at, _) in text.match_indices('\n') {
        let before = text[line..at].trim();
        line = at + 1;
        let after = text[line..].split('\n').next().unwrap_or_default().trim();
        let short = (before.chars().count() as f32) < full;
        let ends = before.ends_with(['.', ':', ';', '!', '?', '。', '：', '；', '؛', '؟']);
        let item = after.starts_with(['•', '·', '–', '—', '-', '*', '\u{f0b7}', '▪', '○', '●']);
        let meant = before.is_empty() || after.is_empty() || item || short && ends;
        if meant || before.ends_with(['-', '\u{ad}']) {
            continue;
        }
        joined.text.push_str(text[taken..at].trim_end());
        joined.text.push(' ');
        taken = line + (text[line..].len() - text[line..].trim_start().len());
        joined.moved.push((taken, joined.text.len()));
    }
    joined.text.push_str(&text[taken..]);
    joined
}

impl Joined {
    /// Puts an annotation of the text as it was where its words stand now.
    pub(super) fn place(&self, annotation: &mut Annotation) {
        match &mut annotation.anchor {
            Anchor::InText(span) => {
                span.start = self.offset(span.start);
                span.end = self.offset(span.end);
            }
            Anchor::Beside { at, .. } | Anchor::Passage { at, .. } => {
                *at = at.map(|at| self.offset(at));
            }
        }
    }

    /// Where a byte of the text as it was stands now.
    fn offset(&self, at: u32) -> u32 {
        let was = at as usize;
        let behind = self.moved.partition_point(|(from, _)| *from <= was);
        let (from, to) = match behind {
            0 => (0, 0),
            behind => self.moved[behind - 1],
        };
        let next = self
            .moved
            .get(behind)
            .map_or(self.text.len(), |(_, to)| *to);
        index((to + was - from).min(next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AnnotationKind, Span};

    #[test]
    fn a_paragraph_is_one_line() {
        let text = "Calls upon all States to plant trees along the\n   roads, and to report on it to the\nCouncil.";
        assert_eq!(
            joined(text).text,
            "Calls upon all States to plant trees along the roads, and to report on it to the Council."
        );
    }

    #[test]
    fn breaks_that_were_meant_stay() {
        for text in [
            "A first paragraph that is long enough.\n\nA second paragraph of it.",
            "The tools that are needed for planting:\n– a spade of iron or of good steel\n– a bucket",
            "The hours of opening of the office:\nMonday to Friday, from nine to twelve and from one to five.",
            "the programme of non-\ngovernmental gardens",
        ] {
            assert_eq!(joined(text).text, text);
        }
    }

    #[test]
    fn an_annotation_stays_on_its_words() {
        let text = "Plant trees along the roads that\n  lead [from the\n  harbour] to the town";
        let start = index(text.find('[').unwrap());
        let end = index(text.find(']').unwrap() + 1);
        let mut annotation = Annotation::in_text(AnnotationKind::Update, Span { start, end });
        let joined = joined(text);
        joined.place(&mut annotation);
        let Anchor::InText(span) = annotation.anchor else {
            panic!("it was in the text");
        };
        assert_eq!(&joined.text[span.range()], "[from the harbour]");
    }
}
