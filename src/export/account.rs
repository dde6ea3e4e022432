//! What happened to a provision, in words: the status, and each annotation explained.
//!
//! The words keep three voices apart: the document speaks in quotation, an editor's hand is named
//! as such, and what this program concluded says so.

use crate::language::operative::Derived;
use crate::model::{Annotation, AnnotationKind, Document, PassageKind, Provision, Status};

/// One annotation explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// What was done: `Updated by an editor`.
    pub title: String,
    /// The document's own words for it; empty where it has none.
    pub quoted: String,
    /// What that means for a reader.
    pub meaning: String,
    /// Whether this program concluded it, rather than the document saying so.
    pub inferred: bool,
    /// Whether it stands in the text, rather than about it.
    pub in_text: bool,
    /// The passages about the text that it rests on, as indices into [`Document::matter`].
    pub passages: Vec<usize>,
}

/// Session and headings above a provision: `Fourth Session › High-level Seminar › Internet and
/// racism`.
#[must_use]
pub fn breadcrumb(compilation: &Document, provision: &Provision) -> String {
    let session = compilation.part(provision);
    let name = match (&*session.title, &*session.label) {
        ("", "") => None,
        ("", label) => Some(label),
        (title, _) => Some(title),
    };
    let path = name.into_iter().chain(compilation.headings(provision));
    path.collect::<Vec<_>>().join(" › ")
}

/// The status as a sentence for the reader.
#[must_use]
pub fn status_words(provision: &Provision) -> &'static str {
    let inferred = provision
        .annotations
        .iter()
        .any(|annotation| annotation.is_inferred());
    match (provision.status(), inferred) {
        (Status::Adopted, _) => "as adopted (no editor's mark in the text)",
        (Status::Updated, _) => "updated (an editor inserted text, in square brackets)",
        (Status::NotRelevant, _) => "no longer relevant, in the editors' judgment",
        (Status::Deleted, true) => {
            "deleted (inferred: the document has a gap here and no word on it)"
        }
        (Status::Deleted, false) => "deleted, as the document says",
        (Status::Omitted, true) => "no text (inferred: the number stands alone)",
        (Status::Omitted, false) => "omitted, as the document says",
    }
}

/// What was derived of a provision, as a line for the reader, who must not take it for the
/// document's own words.
#[must_use]
pub fn derived_words(derived: &Derived) -> String {
    let to = match &*derived.to {
        [] => "to nobody named".to_owned(),
        to => format!("to {}", to.join(", ")),
    };
    let verb = match &*derived.verb {
        [] => "no action found".to_owned(),
        verb => verb.join(", "),
    };
    format!("{verb} · {to} (this program's reading, not the document's)")
}

/// Every annotation of the provision at `position`, explained, in the order of the text.
///
/// # Panics
/// Where the document has no such position.
#[must_use]
pub fn accounts(compilation: &Document, position: usize) -> Vec<Account> {
    let provision = &compilation.provisions[position];
    let annotations = provision.annotations.iter();
    annotations
        .map(|annotation| Account {
            title: title(annotation).to_owned(),
            quoted: annotation.text(compilation, provision).to_owned(),
            meaning: meaning(compilation, position, annotation),
            inferred: annotation.is_inferred(),
            in_text: annotation.span().is_some(),
            passages: passages(compilation, annotation),
        })
        .collect()
}

fn title(annotation: &Annotation) -> &'static str {
    match annotation.kind {
        AnnotationKind::Update => "Inserted by an editor",
        AnnotationKind::Deletion => "Deleted",
        AnnotationKind::NotRelevant => "Marked as no longer relevant",
        AnnotationKind::Omission => "Left out",
        AnnotationKind::Footnote => "Footnote",
        AnnotationKind::Note => "Note",
    }
}

fn meaning(compilation: &Document, position: usize, annotation: &Annotation) -> String {
    match (annotation.kind, annotation.is_inferred()) {
        (AnnotationKind::Update, _) => {
            "Added after adoption; not part of the text that was adopted.".to_owned()
        }
        (AnnotationKind::Deletion, true) => gap(compilation, position),
        (AnnotationKind::Deletion, false) => "The document says that it was deleted.".to_owned(),
        (AnnotationKind::NotRelevant, _) => {
            "Set in italics by the editors: adopted, but no longer relevant.".to_owned()
        }
        (AnnotationKind::Omission, true) => {
            "The number stands in the document without text, and nothing there says why.".to_owned()
        }
        (AnnotationKind::Omission, false) => {
            "The document's footnote says so; the original text is in the report of the session."
                .to_owned()
        }
        (AnnotationKind::Footnote, _) => "A footnote of the document.".to_owned(),
        (AnnotationKind::Note, _) => "A note of the document.".to_owned(),
    }
}

/// Names the gap that a deletion was concluded from: its neighbours with text.
fn gap(compilation: &Document, position: usize) -> String {
    let provisions = &compilation.provisions;
    let gone = &provisions[position];
    let level = gone.path.depth();
    let neighbour = |provision: &&Provision| {
        provision.part == gone.part
            && provision.path.depth() == level
            && provision.status() != Status::Deleted
    };
    let before = provisions[..position].iter().rev().find(neighbour);
    let after = provisions[position + 1..].iter().find(neighbour);
    let missing = match (before, after) {
        (Some(before), Some(after)) => format!(
            "The numbering goes from {} to {}. The document does not say what stood between; \
             this program takes it as deleted.",
            before.number(),
            after.number()
        ),
        _ => "Its number is missing from the run; this program takes it as deleted.".to_owned(),
    };
    let told: Vec<String> = said(compilation, AnnotationKind::Deletion)
        .map(|(_, sentence)| format!("“{sentence}”"))
        .collect();
    if told.is_empty() {
        missing
    } else {
        format!(
            "{missing} Of what was taken out the document says: {}",
            told.join(" ")
        )
    }
}

/// So many paragraphs at either end of a document are looked through for what it says of itself.
const ABOUT: usize = 100;

/// What an annotation rests on: the footnote that it names; else what the document says of all its
/// annotations of this kind and, of what is missing, its explanatory notes.
fn passages(compilation: &Document, annotation: &Annotation) -> Vec<usize> {
    if let Some(at) = annotation.passage() {
        let at = at as usize;
        return (at < compilation.passages.len())
            .then_some(at)
            .into_iter()
            .collect();
    }
    let said = said(compilation, annotation.kind).map(|(at, _)| at);
    let notes = around(compilation)
        .filter(|&at| annotation.kind == AnnotationKind::Deletion && explains(compilation, at));
    let mut passages: Vec<usize> = said.chain(notes).collect();
    passages.sort_unstable();
    passages.dedup();
    passages
}

/// The sentences of the introduction that tell what editors did in this way, with their passages.
fn said(compilation: &Document, kind: AnnotationKind) -> impl Iterator<Item = (usize, &str)> {
    let words: &[&str] = match kind {
        AnnotationKind::Update => &["updated"],
        AnnotationKind::Deletion => &["deleted", "removed"],
        AnnotationKind::NotRelevant => &["italized", "italicized", "italics"],
        AnnotationKind::Omission | AnnotationKind::Footnote | AnnotationKind::Note => &[],
    };
    let introduction = around(compilation)
        .filter(|&at| compilation.passages[at].kind == PassageKind::Introduction);
    introduction.filter_map(move |at| {
        let mut sentences = compilation.passages[at]
            .text
            .split_inclusive(". ")
            .map(str::trim);
        let sentence = sentences.find(|sentence| {
            let mut said = sentence.split(|c: char| !c.is_alphanumeric());
            said.any(|said| words.iter().any(|word| said.eq_ignore_ascii_case(word)))
        });
        Some((at, sentence?))
    })
}

/// Whether a passage stands under a heading that calls it a note.
fn explains(compilation: &Document, at: usize) -> bool {
    let matter = &compilation.passages[at];
    let heading = matter
        .heading
        .map(|at| &*compilation.headings[at as usize].title);
    matter.kind == PassageKind::Note
        && heading.is_some_and(|title| {
            let mut words = title.split(|c: char| !c.is_alphanumeric());
            words.any(|word| word.eq_ignore_ascii_case("note"))
        })
}

/// The passages at both ends of a document: it speaks of itself before and after, and a collection
/// may have a million in between.
fn around(compilation: &Document) -> impl Iterator<Item = usize> + use<> {
    let all = compilation.passages.len();
    let last = all.saturating_sub(ABOUT).max(ABOUT.min(all));
    (0..ABOUT.min(all)).chain(last..all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_names_its_neighbours_and_what_the_document_says() {
        let compilation = crate::input::embedded();
        let position = compilation
            .position("IV.106")
            .expect("an id of the document");
        let [account] = accounts(&compilation, position)
            .try_into()
            .expect("one annotation");
        assert!(account.inferred);
        assert!(
            account
                .meaning
                .starts_with("The numbering goes from 103 to 109.")
        );
        assert!(account.meaning.contains(
            "“The recommendations and conclusions have been either updated, deleted or italized to \
             indicate their non-relevance.” “The Working Group decided that references to \
             complementary standards will be removed from the final document"
        ));
    }

    /// The beginnings of the passages that a provision's first account rests on.
    fn rests_on(id: &str) -> Vec<String> {
        let compilation = crate::input::embedded();
        let position = compilation.position(id).expect("an id of the document");
        let accounts = accounts(&compilation, position);
        let passages = accounts[0].passages.iter();
        let words = |&at: &usize| {
            let words = compilation.passages[at].text.split_whitespace().take(5);
            words.collect::<Vec<_>>().join(" ")
        };
        passages.map(words).collect()
    }

    #[test]
    fn an_annotation_rests_on_what_the_document_says_of_itself() {
        assert_eq!(
            rests_on("I.10"),
            ["The Working Group omitted to"],
            "the footnote"
        );
        assert_eq!(
            rests_on("II.81.18"),
            ["The Working Group agreed not"],
            "updated, deleted or italized"
        );
        assert_eq!(
            rests_on("IV.106"),
            [
                "The Working Group agreed not",
                "The Working Group decided that",
                "The Working Group remained seized",
            ],
            "the introduction twice, and the explanatory note"
        );
    }
}
