//! Explanation of what happened to a provision, in words: the status, and each annotation.
//!
//! The words keep three voices apart: the document speaks in quotation, an editor's hand is named
//! as such, and what this program concluded says so.

use std::cell::Cell;

use crate::language::operative::Derived;
use crate::model::{Annotation, AnnotationKind, Document, PassageKind, Provision, Status};

/// One annotation explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
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
    /// The passages about the text that it rests on, as indices into [`Document::passages`].
    pub passages: Vec<usize>,
}

/// Part and headings above a provision: `Fourth Session › High-level Seminar › Internet and
/// racism`.
#[must_use]
pub fn breadcrumb(document: &Document, provision: &Provision) -> String {
    let part = document.part(provision);
    let name = match (&*part.title, &*part.label) {
        ("", "") => None,
        ("", label) => Some(label),
        (title, _) => Some(title),
    };
    let path = name.into_iter().chain(document.headings(provision));
    path.collect::<Vec<_>>().join(" › ")
}

/// The status as a sentence for the reader.
#[must_use]
pub fn status_words(provision: &Provision) -> &'static str {
    let inferred = provision.annotations.iter().any(Annotation::is_inferred);
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

/// Every annotation of the provision at `position`, explained, in the order of the text. For
/// several provisions an [`Explainer`] is faster.
///
/// # Panics
/// Where the document has no such position.
#[must_use]
pub fn explanations(document: &Document, position: usize) -> Vec<Explanation> {
    if document.provisions[position].annotations.is_empty() {
        return Vec::new();
    }
    Explainer::new(document).explanations(position)
}

/// Explains the annotations of one document, of which it has read what the document says of itself.
#[derive(Debug)]
pub struct Explainer<'a> {
    document: &'a Document,
    /// Passages that tell what editors did, with the sentence that does, for each kind of
    /// annotation in the order of [`AnnotationKind::ALL`].
    said: Vec<Vec<(usize, &'a str)>>,
    /// Explanatory notes.
    notes: Vec<usize>,
    /// The gap that was looked at last.
    gap: Cell<Option<Gap>>,
}

/// A run of deleted provisions of one level, with what stands before and behind it.
#[derive(Clone, Copy, Debug)]
struct Gap {
    part: u32,
    depth: usize,
    /// First position between the neighbours.
    start: usize,
    /// One past the last.
    end: usize,
    before: Option<usize>,
    after: Option<usize>,
}

impl<'a> Explainer<'a> {
    /// Reads what the document says of itself, at its ends.
    #[must_use]
    pub fn new(document: &'a Document) -> Self {
        let said = AnnotationKind::ALL.map(|kind| said(document, kind).collect());
        let notes = around(document).filter(|&at| explains(document, at));
        Self {
            document,
            said: said.into(),
            notes: notes.collect(),
            gap: Cell::new(None),
        }
    }

    /// Every annotation of the provision at `position`, explained, in the order of the text.
    ///
    /// # Panics
    /// Where the document has no such position.
    #[must_use]
    pub fn explanations(&self, position: usize) -> Vec<Explanation> {
        let provision = &self.document.provisions[position];
        let annotations = provision.annotations.iter();
        annotations
            .map(|annotation| Explanation {
                title: title(annotation).to_owned(),
                quoted: annotation
                    .text(&self.document.passages, &provision.text)
                    .to_owned(),
                meaning: self.meaning(position, annotation),
                inferred: annotation.is_inferred(),
                in_text: annotation.span().is_some(),
                passages: self.passages(annotation),
            })
            .collect()
    }

    fn said(&self, kind: AnnotationKind) -> &[(usize, &'a str)] {
        let at = AnnotationKind::ALL.iter().position(|it| *it == kind);
        at.map_or(&[], |at| &self.said[at])
    }

    fn meaning(&self, position: usize, annotation: &Annotation) -> String {
        match (annotation.kind, annotation.is_inferred()) {
            (AnnotationKind::Update, _) => {
                "Added after adoption; not part of the text that was adopted."
            }
            (AnnotationKind::Deletion, true) => return self.missing(position),
            (AnnotationKind::Deletion, false) => "The document says that it was deleted.",
            (AnnotationKind::NotRelevant, _) => {
                "Set in italics by the editors: adopted, but no longer relevant."
            }
            (AnnotationKind::Omission, true) => {
                "The number stands in the document without text, and nothing there says why."
            }
            (AnnotationKind::Omission, false) => {
                "The document's footnote says so; the original text is in the report of the session."
            }
            (AnnotationKind::Footnote, _) => "A footnote of the document.",
            (AnnotationKind::Note, _) => "A note of the document.",
        }
        .to_owned()
    }

    /// Names the gap that a deletion was concluded from: its neighbours with text.
    fn missing(&self, position: usize) -> String {
        let provisions = &self.document.provisions;
        let gap = self.gap_around(position);
        let missing = match (gap.before, gap.after) {
            (Some(before), Some(after)) => format!(
                "The numbering goes from {} to {}. The document does not say what stood between; \
                 this program takes it as deleted.",
                provisions[before].number(),
                provisions[after].number()
            ),
            _ => "Its number is missing from the run; this program takes it as deleted.".to_owned(),
        };
        let said = self.said(AnnotationKind::Deletion).iter();
        let said: Vec<String> = said.map(|(_, sentence)| format!("“{sentence}”")).collect();
        if said.is_empty() {
            missing
        } else {
            format!(
                "{missing} Of what was taken out the document says: {}",
                said.join(" ")
            )
        }
    }

    fn gap_around(&self, position: usize) -> Gap {
        let provisions = &self.document.provisions;
        let gone = &provisions[position];
        let (part, depth) = (gone.part, gone.path.depth());
        let last = self.gap.get().filter(|gap| {
            (gap.part, gap.depth) == (part, depth) && (gap.start..gap.end).contains(&position)
        });
        let gap = last.unwrap_or_else(|| {
            let neighbour = |&at: &usize| {
                let other = &provisions[at];
                other.part == part
                    && other.path.depth() == depth
                    && other.status() != Status::Deleted
            };
            let before = (0..position).rev().find(neighbour);
            let after = (position + 1..provisions.len()).find(neighbour);
            Gap {
                part,
                depth,
                start: before.map_or(0, |before| before + 1),
                end: after.unwrap_or(provisions.len()),
                before,
                after,
            }
        });
        self.gap.set(Some(gap));
        gap
    }

    /// What an annotation rests on: the footnote that it names; else what the document says of all
    /// its annotations of this kind and, of what is missing, its explanatory notes.
    fn passages(&self, annotation: &Annotation) -> Vec<usize> {
        if let Some(at) = annotation.passage() {
            let at = at as usize;
            let there = at < self.document.passages.len();
            return there.then_some(at).into_iter().collect();
        }
        let said = self.said(annotation.kind).iter().map(|(at, _)| *at);
        let notes: &[usize] = match annotation.kind {
            AnnotationKind::Deletion => &self.notes,
            _ => &[],
        };
        let mut passages: Vec<usize> = said.chain(notes.iter().copied()).collect();
        passages.sort_unstable();
        passages.dedup();
        passages
    }
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

/// So many paragraphs at either end of a document are looked through for what it says of itself.
const ABOUT: usize = 100;

/// The sentences of the introduction that tell what editors did in this way, with their passages.
fn said(document: &Document, kind: AnnotationKind) -> impl Iterator<Item = (usize, &str)> {
    let words: &[&str] = match kind {
        AnnotationKind::Update => &["updated"],
        AnnotationKind::Deletion => &["deleted", "removed"],
        AnnotationKind::NotRelevant => &["italized", "italicized", "italics"],
        AnnotationKind::Omission | AnnotationKind::Footnote | AnnotationKind::Note => &[],
    };
    let introduction = around(document)
        .filter(|&at| !words.is_empty() && document.passages[at].kind == PassageKind::Introduction);
    introduction.filter_map(move |at| {
        let mut sentences = document.passages[at]
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
fn explains(document: &Document, at: usize) -> bool {
    let passage = &document.passages[at];
    let heading = passage
        .heading
        .map(|at| &*document.headings[at as usize].title);
    passage.kind == PassageKind::Note
        && heading.is_some_and(|title| {
            let mut words = title.split(|c: char| !c.is_alphanumeric());
            words.any(|word| word.eq_ignore_ascii_case("note"))
        })
}

/// The passages at both ends of a document: it speaks of itself before and after, and a collection
/// may have a million in between.
fn around(document: &Document) -> impl Iterator<Item = usize> + use<> {
    let all = document.passages.len();
    let last = all.saturating_sub(ABOUT).max(ABOUT.min(all));
    (0..ABOUT.min(all)).chain(last..all)
}
