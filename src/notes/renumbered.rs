//! Notes under ids of an earlier numbering, moved to the ids that their provisions have now.
//!
//! A list that is numbered anew below a paragraph once had ids without that paragraph: `II.5`, which
//! is `II.81.5` now. An id that the document does not have is taken for an item of such a list, in the
//! same part, and only where exactly one can be meant; no other id is ever guessed at.

use std::collections::{HashMap, HashSet};

use compact_str::CompactString;

use super::{Change, Notebook};
use crate::model::Document;

/// The changes that move notes from ids which `document` does not have to those which it has
/// instead. Nothing where every id is known, or leads nowhere or to several provisions: such notes
/// stay as they are. Takes time linear in the document and the notebook.
#[must_use]
pub fn renumbered(document: &Document, notebook: &Notebook) -> Vec<Change> {
    if notebook.is_empty() {
        return Vec::new();
    }
    let known: HashSet<&str> = (document.provisions.iter())
        .map(|provision| provision.id.as_str())
        .collect();
    // What is anchored follows its text.
    let unanchored = notebook
        .entries()
        .filter(|(_, entry)| entry.anchor.is_none());
    let unknown = unanchored.filter(|(id, _)| !known.contains(id));
    let unknown: Vec<_> = unknown.collect();
    if unknown.is_empty() {
        return Vec::new();
    }
    let earlier = earlier_ids(document);
    let mut changes = Vec::new();
    for (old, entry) in unknown {
        let Some(Some(now)) = earlier.get(old) else {
            continue;
        };
        let (now, old) = (CompactString::from(*now), CompactString::from(old));
        if entry.bookmarked {
            let bookmark = |id: &CompactString, on| Change::Bookmark { id: id.clone(), on };
            changes.extend([bookmark(&now, true), bookmark(&old, false)]);
        }
        for tag in &entry.tags {
            let tagged = |id: &CompactString, on| Change::Tag {
                id: id.clone(),
                tag: tag.clone(),
                on,
            };
            changes.extend([tagged(&now, true), tagged(&old, false)]);
        }
        if let Some(note) = &entry.note {
            changes.push(Change::Note {
                id: now,
                before: None,
                after: Some(note.clone()),
            });
            changes.push(Change::Note {
                id: old,
                before: Some(note.clone()),
                after: None,
            });
        }
    }
    changes
}

/// Earlier ids of the items of lists that are numbered anew (`II.5` of `II.81.5`), each with the id
/// of the only item that it can mean; with nothing where there are several.
fn earlier_ids(document: &Document) -> HashMap<CompactString, Option<&str>> {
    let mut ids: HashMap<CompactString, Option<&str>> = HashMap::new();
    for provision in &document.provisions {
        let levels: Vec<&str> = provision.path.levels().collect();
        let numbered_anew = levels
            .get(1)
            .is_some_and(|level| level.bytes().all(|byte| byte.is_ascii_digit()));
        if !numbered_anew || !provision.path.ends_in_brackets() {
            continue;
        }
        let label = document.part(provision).label.as_str();
        let id = [label].into_iter().chain(levels.into_iter().skip(1));
        let id: Vec<&str> = id.filter(|level| !level.is_empty()).collect();
        ids.entry(id.join(".").into())
            .and_modify(|only| *only = None)
            .or_insert(Some(&provision.id));
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Part, Path, Provision};

    fn document(ids: &[&str]) -> Document {
        let provision = |id: &&str| Provision {
            id: (*id).into(),
            path: Path::new(id.split('.').skip(1)),
            ..Provision::default()
        };
        Document {
            parts: vec![Part {
                label: "II".into(),
                ..Part::default()
            }],
            provisions: ids.iter().map(provision).collect(),
            ..Document::default()
        }
    }

    fn noted(ids: &[&str]) -> Notebook {
        let mut notebook = Notebook::default();
        for id in ids {
            notebook.apply(&Change::Bookmark {
                id: (*id).into(),
                on: true,
            });
            notebook.apply(&Change::Tag {
                id: (*id).into(),
                tag: "water".into(),
                on: true,
            });
            notebook.apply(&Change::Note {
                id: (*id).into(),
                before: None,
                after: Some("Ask them.".into()),
            });
        }
        notebook
    }

    fn after(document: &Document, mut notebook: Notebook) -> Notebook {
        for change in renumbered(document, &notebook) {
            notebook.apply(&change);
        }
        notebook
    }

    #[test]
    fn everything_follows_the_only_provision_that_is_meant() {
        let document = document(&["II.81", "II.81.1", "II.81.5"]);
        assert_eq!(after(&document, noted(&["II.5"])), noted(&["II.81.5"]));
    }

    #[test]
    fn known_ids_and_those_that_may_mean_something_else_stay() {
        let document = document(&["II.5", "II.81.5", "II.81.6", "II.82.6", "II.83.d"]);
        for id in ["II.5", "II.6", "II.7", "II.d", "III.5"] {
            assert_eq!(after(&document, noted(&[id])), noted(&[id]), "{id}");
        }
    }

    #[test]
    fn a_note_that_is_there_already_keeps_its_words() {
        let document = document(&["II.81.5"]);
        let mut notebook = noted(&["II.5"]);
        notebook.apply(&Change::Note {
            id: "II.81.5".into(),
            before: None,
            after: Some("Written since.".into()),
        });
        let after = after(&document, notebook);
        let note = after
            .entry("II.81.5")
            .and_then(|entry| entry.note.as_deref());
        let note = note.expect("a note");
        assert!(
            note.contains("Written since.") && note.contains("Ask them."),
            "{note}"
        );
    }
}
