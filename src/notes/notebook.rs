//! The notebook of one document: bookmarks, tags and notes, by the ids of its provisions.

use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;

use super::change::Relocation;
use super::merge::{joined, rewritten};
use super::{Anchor, Change};

/// What a reader has added to one provision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Whether the reader wants to come back to it.
    pub bookmarked: bool,
    /// Words that the reader groups provisions by, as typed; never empty, no white space.
    pub tags: BTreeSet<CompactString>,
    /// The reader's own words; never empty, may have several lines.
    pub note: Option<Box<str>>,
    /// The text that all this was written on; `None` where an earlier version wrote it and the text
    /// has not been met yet.
    pub anchor: Option<Anchor>,
}

impl Entry {
    /// Whether nothing is left in it but its anchor.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.bookmarked && self.tags.is_empty() && self.note.is_none()
    }
}

/// What a reader has added to a document, by the ids of its provisions.
///
/// It may speak of ids that the document at hand does not have: a notebook outlives a revision of
/// its document, and nothing in it is dropped for that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notebook {
    /// No entry is empty.
    pub(super) entries: BTreeMap<CompactString, Entry>,
}

impl Notebook {
    /// What was added to the provision with this id.
    #[must_use]
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.get(id)
    }

    /// Every id with what was added to it, in the order of the letters of the ids.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.entries.iter().map(|(id, entry)| (id.as_str(), entry))
    }

    /// Whether nothing was added to anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Every tag, with how many provisions have it, in the order of their letters.
    #[must_use]
    pub fn tags(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for tag in self.entries.values().flat_map(|entry| &entry.tags) {
            *counts.entry(tag.as_str()).or_default() += 1;
        }
        counts
    }

    /// Applies a change.
    ///
    /// Where somebody else has written in a note since the writer saw it, their words are kept beside
    /// the writer's: two people's words are never weighed against each other by a program.
    pub fn apply(&mut self, change: &Change) {
        let id = match change {
            Change::Bookmark { id, .. } | Change::Tag { id, .. } | Change::Note { id, .. } => id,
            Change::Relocate(moves) => return self.relocate(moves),
        };
        let entry = self.entries.entry(id.clone()).or_default();
        match change {
            Change::Relocate(_) => {}
            Change::Bookmark { on, .. } => entry.bookmarked = *on,
            Change::Tag { tag, on, .. } => {
                for tag in tag.split_whitespace() {
                    if *on {
                        entry.tags.insert(tag.into());
                    } else {
                        entry.tags.remove(tag);
                    }
                }
            }
            Change::Note { before, after, .. } => rewrite(entry, before.as_deref(), after.clone()),
        }
        if entry.is_empty() {
            self.entries.remove(id);
        }
    }

    /// All entries are taken out before the first is put in again, so that two can change places.
    fn relocate(&mut self, moves: &[Relocation]) {
        let mut taken = Vec::new();
        for one in moves {
            let is_there = |entry: &Entry| entry.anchor == one.expected;
            if self.entries.get(&one.from).is_some_and(is_there) {
                taken.extend(self.entries.remove(&one.from).map(|entry| (one, entry)));
            }
        }
        for (one, entry) in taken {
            let there = self.entries.entry(one.to.clone()).or_default();
            there.bookmarked |= entry.bookmarked;
            there.tags.extend(entry.tags);
            there.note = match (there.note.take(), entry.note) {
                (Some(there), Some(note)) => Some(joined(&there, &note).into()),
                (there, note) => there.or(note),
            };
            there.anchor.clone_from(&one.anchor);
        }
    }
}

fn rewrite(entry: &mut Entry, before: Option<&str>, after: Option<Box<str>>) {
    let said = |text: &&str| !text.trim().is_empty();
    let (before, after) = (before.filter(said), after.as_deref().filter(said));
    let there = entry.note.as_deref();
    let note = match there {
        Some(there) if Some(there) != before && Some(there) != after => {
            // Somebody else has written in between. What they wrote stays; a removal removes only
            // what its writer saw.
            let in_place = before.and_then(|before| rewritten(there, before, after.unwrap_or("")));
            in_place.or_else(|| Some(joined(there, after?)))
        }
        _ => after.map(str::to_owned),
    };
    match note {
        Some(note) => entry.note = Some(note.into()),
        // Where the words that were to be removed are not there any more, others are.
        None if there == before => entry.note = None,
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(before: Option<&str>, after: Option<&str>) -> Change {
        Change::Note {
            id: "I.6".into(),
            before: before.map(Into::into),
            after: after.map(Into::into),
        }
    }

    fn words(notebook: &Notebook) -> Option<&str> {
        notebook.entry("I.6")?.note.as_deref()
    }

    #[test]
    fn an_entry_goes_with_what_it_held() {
        let mut notebook = Notebook::default();
        for on in [true, false] {
            notebook.apply(&Change::Bookmark {
                id: "I.6".into(),
                on,
            });
            notebook.apply(&Change::Tag {
                id: "I.6".into(),
                tag: "priority".into(),
                on,
            });
            assert_eq!(notebook.entry("I.6").is_some(), on);
        }
        assert!(notebook.is_empty());
    }

    #[test]
    fn a_note_is_written_rewritten_and_removed() {
        let mut notebook = Notebook::default();
        notebook.apply(&note(None, Some("ask Geneva")));
        notebook.apply(&note(Some("ask Geneva"), Some("ask Nairobi")));
        assert_eq!(words(&notebook), Some("ask Nairobi"));
        notebook.apply(&note(Some("ask Nairobi"), Some(" \n")));
        assert_eq!(words(&notebook), None);
    }

    #[test]
    fn tags_are_single_words() {
        let mut notebook = Notebook::default();
        for tag in ["", " \t", "urgent  to-do\n"] {
            notebook.apply(&Change::Tag {
                id: "I.6".into(),
                tag: tag.into(),
                on: true,
            });
        }
        assert_eq!(
            notebook.tags().into_keys().collect::<Vec<_>>(),
            ["to-do", "urgent"]
        );
    }

    #[test]
    fn two_writers_lose_nothing() {
        let mut notebook = Notebook::default();
        notebook.apply(&note(None, Some("mine")));
        notebook.apply(&note(None, Some("theirs")));
        assert_eq!(words(&notebook), Some("mine\n\ntheirs"));
        // The same words written twice stand once.
        notebook.apply(&note(None, Some("theirs")));
        assert_eq!(words(&notebook), Some("mine\n\ntheirs"));
        // Who saw only the first words rewrites and removes only them.
        notebook.apply(&note(Some("mine"), Some("ours")));
        assert_eq!(words(&notebook), Some("ours\n\ntheirs"));
        notebook.apply(&note(Some("ours"), None));
        assert_eq!(words(&notebook), Some("theirs"));
        // Words that are not there any more are no reason to remove others.
        notebook.apply(&note(Some("ours"), None));
        notebook.apply(&note(None, None));
        assert_eq!(words(&notebook), Some("theirs"));
        notebook.apply(&note(Some("ours"), Some("yours")));
        assert_eq!(words(&notebook), Some("theirs\n\nyours"));
    }
    #[test]
    fn a_short_note_is_not_lost_in_the_words_of_another() {
        let mut notebook = Notebook::default();
        notebook.apply(&note(None, Some("not sure")));
        notebook.apply(&note(None, Some("no")));
        assert_eq!(words(&notebook), Some("not sure\n\nno"));
    }
}
