//! Numbers without text, and the footnotes that explain them.

use std::collections::HashMap;

use crate::model::{Anchor, Annotation, AnnotationKind, Document, Role, Status, Voice};

use super::footnotes::{Omission, omission};

/// How many numbers of one footnote are looked up; more than any says.
const MOST_NUMBERS: u32 = 500;

/// Gives each footnote in `notes` (positions in the matter, with the provisions that refer to
/// it) to the provisions that it is about, and every number that stands without text its status.
pub(super) fn explain(document: &mut Document, notes: &[(u32, Vec<u32>)]) {
    let rows = without_text(document);
    for (note, holders) in notes {
        let told = omission(&document.passages[*note as usize].text);
        let mut omitted = match &told {
            Some(told) => named(document, *note, told, &rows),
            None => Vec::new(),
        };
        for &holder in holders {
            if told.is_some() && !document.provisions[holder as usize].has_text() {
                omitted.push(holder);
            } else {
                annotate(document, holder, AnnotationKind::Footnote, *note);
            }
        }
        for row in omitted {
            let provision = &mut document.provisions[row as usize];
            let has = |kind| provision.annotations.iter().any(|it| it.kind == kind);
            if !has(AnnotationKind::Omission) {
                // That the number is missing is no longer a conclusion of ours.
                provision.annotations = Box::default();
                annotate(document, row, AnnotationKind::Omission, *note);
            }
        }
    }
    for provision in &mut document.provisions {
        let bare = provision.status() == Status::Omitted && provision.role == Role::Provision;
        let told = (provision.annotations.iter()).any(|it| it.kind == AnnotationKind::Omission);
        if bare && !told {
            let mut annotations = provision.annotations.to_vec();
            annotations.push(Annotation::inferred(AnnotationKind::Omission));
            provision.annotations = annotations.into();
        }
    }
}

/// Paragraphs without text, by session and number.
fn without_text(document: &Document) -> HashMap<(u32, u32), u32> {
    let provisions = (0..).zip(&document.provisions);
    provisions
        .filter(|(_, provision)| !provision.has_text() && provision.path.depth() == 1)
        .filter_map(|(at, provision)| Some(((provision.part, provision.path.paragraph()?), at)))
        .collect()
}

/// The rows among `rows` that a footnote names.
fn named(
    document: &Document,
    note: u32,
    told: &Omission,
    rows: &HashMap<(u32, u32), u32>,
) -> Vec<u32> {
    let by_ordinal = told.session.and_then(|ordinal| {
        let mut sessions = (0..).zip(&document.parts);
        sessions.find(|(_, session)| session.ordinal == Some(ordinal))
    });
    let session = by_ordinal
        .map(|(at, _)| at)
        .or(document.passages[note as usize].part);
    let Some(session) = session else {
        return Vec::new();
    };
    told.numbers
        .iter()
        .flat_map(|range| range.clone().take(MOST_NUMBERS as usize))
        .take(MOST_NUMBERS as usize)
        .filter_map(|number| rows.get(&(session, number)).copied())
        .collect()
}

fn annotate(document: &mut Document, at: u32, kind: AnnotationKind, note: u32) {
    let provision = &mut document.provisions[at as usize];
    let mut annotations = provision.annotations.to_vec();
    annotations.push(Annotation {
        kind,
        anchor: Anchor::Passage {
            index: note,
            at: None,
        },
        voice: Voice::Document,
    });
    provision.annotations = annotations.into();
}
