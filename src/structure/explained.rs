//! Numbers without text, and the footnotes that explain them.

use std::collections::HashMap;

use crate::input::given::concluded;
use crate::model::{Annotation, AnnotationKind, Document, Role, Status};

use super::footnotes::{Omission, omission};

/// How many numbers of one footnote are looked up; more than any says.
const MOST_NUMBERS: u32 = 500;

/// Gives each footnote in `notes` (positions in the matter, with the provisions that refer to
/// it) to the provisions that it is about, and every number that stands without text its status.
pub(super) fn explain(compilation: &mut Document, notes: &[(u32, Vec<u32>)]) {
    let rows = without_text(compilation);
    for (note, holders) in notes {
        let text = compilation.passages[*note as usize].text.clone();
        let told = omission(&text);
        let mut omitted = match &told {
            Some(told) => named(compilation, *note, told, &rows),
            None => Vec::new(),
        };
        for &holder in holders {
            let has_text = !compilation.provisions[holder as usize].text.is_empty();
            if told.is_some() && !has_text {
                omitted.push(holder);
            } else {
                annotate(
                    compilation,
                    holder,
                    AnnotationKind::Note,
                    text.clone(),
                    *note,
                );
            }
        }
        for row in omitted {
            let provision = &mut compilation.provisions[row as usize];
            if provision.status != Status::Omitted {
                provision.status = Status::Omitted;
                // That the number is missing is no longer a conclusion of ours.
                provision.annotations = Box::default();
                annotate(
                    compilation,
                    row,
                    AnnotationKind::Omission,
                    text.clone(),
                    *note,
                );
            }
        }
    }
    for provision in &mut compilation.provisions {
        let bare = provision.text.is_empty() && provision.role == Role::Provision;
        if bare && provision.status == Status::Adopted {
            provision.status = Status::Omitted;
            let mut annotations = provision.annotations.to_vec();
            annotations.push(concluded(AnnotationKind::Omission));
            provision.annotations = annotations.into();
        }
    }
}

/// Paragraphs without text, by session and number.
fn without_text(compilation: &Document) -> HashMap<(u32, u32), u32> {
    let provisions = (0..).zip(&compilation.provisions);
    provisions
        .filter(|(_, provision)| provision.text.is_empty() && provision.number.depth() == 1)
        .filter_map(|(at, provision)| {
            Some(((provision.session, provision.number.paragraph()?), at))
        })
        .collect()
}

/// The rows among `rows` that a footnote names.
fn named(
    compilation: &Document,
    note: u32,
    told: &Omission,
    rows: &HashMap<(u32, u32), u32>,
) -> Vec<u32> {
    let by_ordinal = told.session.and_then(|ordinal| {
        let mut sessions = (0..).zip(&compilation.parts);
        sessions.find(|(_, session)| session.ordinal == Some(ordinal))
    });
    let session = by_ordinal
        .map(|(at, _)| at)
        .or(compilation.passages[note as usize].session);
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

fn annotate(compilation: &mut Document, at: u32, kind: AnnotationKind, text: Box<str>, note: u32) {
    let provision = &mut compilation.provisions[at as usize];
    let mut annotations = provision.annotations.to_vec();
    annotations.push(Annotation {
        kind,
        text,
        span: None,
        inferred: false,
        rests_on: Some(note),
    });
    provision.annotations = annotations.into();
}
