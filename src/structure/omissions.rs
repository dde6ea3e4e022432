//! Numbers without text, and the footnotes that explain them.

use std::collections::{HashMap, HashSet};

use crate::model::{Anchor, Annotation, AnnotationKind, Document, Role, Status, Voice};

use super::footnotes::{Omission, omission};

/// How many numbers of one footnote are looked up; more than any says.
const MOST_NUMBERS: u32 = 500;

/// Gives each footnote in `notes` (positions in the matter, with the provisions that refer to
/// it) to the provisions that it is about, and every number that stands without text its status.
pub(super) fn explain(document: &mut Document, notes: &[(u32, Vec<u32>)]) {
    let rows = without_text(document);
    let sessions = ordinals(document);
    // What each provision gets, put there at once: one may have thousands of notes.
    let mut added: HashMap<u32, Vec<Annotation>> = HashMap::new();
    let mut is_omitted: HashSet<u32> = HashSet::new();
    for (note, holders) in notes {
        let passage = &document.passages[*note as usize];
        let told = omission(&passage.text);
        let mut omitted = match &told {
            Some(told) => named(passage.part, told, &sessions, &rows),
            None => Vec::new(),
        };
        for &holder in holders {
            if told.is_some() && !document.provisions[holder as usize].has_text() {
                omitted.push(holder);
            } else {
                let annotation = resting_on(AnnotationKind::Footnote, *note);
                added.entry(holder).or_default().push(annotation);
            }
        }
        for row in omitted {
            if is_omitted.insert(row) {
                // That the number is missing is no longer a conclusion of ours.
                document.provisions[row as usize].annotations = Box::default();
                let annotation = resting_on(AnnotationKind::Omission, *note);
                added.entry(row).or_default().push(annotation);
            }
        }
    }
    for (at, provision) in (0..).zip(&mut document.provisions) {
        let mut more = added.remove(&at).unwrap_or_default();
        let bare = provision.status() == Status::Omitted && provision.role == Role::Provision;
        if bare && !is_omitted.contains(&at) {
            more.push(Annotation::inferred(AnnotationKind::Omission));
        }
        if !more.is_empty() {
            let given = std::mem::take(&mut provision.annotations);
            provision.annotations = given.into_vec().into_iter().chain(more).collect();
        }
    }
}

/// Sessions by their position among the body's; the first where several have one.
fn ordinals(document: &Document) -> HashMap<u32, u32> {
    let mut sessions = HashMap::new();
    for (at, part) in (0..).zip(&document.parts) {
        if let Some(ordinal) = part.ordinal {
            sessions.entry(ordinal).or_insert(at);
        }
    }
    sessions
}

/// Paragraphs without text, by session and number.
fn without_text(document: &Document) -> HashMap<(u32, u32), u32> {
    let provisions = (0..).zip(&document.provisions);
    provisions
        .filter(|(_, provision)| !provision.has_text() && provision.path.depth() == 1)
        .filter_map(|(at, provision)| Some(((provision.part, provision.path.paragraph()?), at)))
        .collect()
}

/// The rows among `rows` that a footnote of the part `part` names.
fn named(
    part: Option<u32>,
    told: &Omission,
    sessions: &HashMap<u32, u32>,
    rows: &HashMap<(u32, u32), u32>,
) -> Vec<u32> {
    let by_ordinal = told
        .session
        .and_then(|ordinal| sessions.get(&ordinal).copied());
    let Some(part) = by_ordinal.or(part) else {
        return Vec::new();
    };
    told.numbers
        .iter()
        .flat_map(|range| range.clone().take(MOST_NUMBERS as usize))
        .take(MOST_NUMBERS as usize)
        .filter_map(|number| rows.get(&(part, number)).copied())
        .collect()
}

fn resting_on(kind: AnnotationKind, note: u32) -> Annotation {
    Annotation {
        kind,
        anchor: Anchor::Passage {
            index: note,
            at: None,
        },
        voice: Voice::Document,
    }
}
