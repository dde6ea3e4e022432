//! The notebook of one document, and what it holds of one provision.

use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;

/// What a reader has added to one provision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Whether the reader wants to come back to it.
    pub bookmarked: bool,
    /// Words that the reader groups provisions by, as typed; never empty, no white space.
    pub tags: BTreeSet<CompactString>,
    /// The reader's own words; never empty, may have several lines.
    pub note: Option<Box<str>>,
}

impl Entry {
    /// Whether nothing is left in it.
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
}
