//! The reader's notes, tags and bookmarks, indexed to be searched beside the document.
//!
//! The index knows the document alone, and a notebook is small and changes with every key. So it is
//! indexed anew whenever it changes, and asked beside the index: a word finds a provision also by
//! the reader's own words, but nothing in the document counts as having them.

use std::sync::Arc;

use super::facets::PositionSet;
use super::typed_words::{Ending, TypedWord};
use crate::language::families::{Families, Kinship};
use crate::language::folding::folded_text;
use crate::language::tokenizer::each_word;
use crate::model::Document;
use crate::notes::{Entry, Notebook};

/// A notebook, indexed for one document.
#[derive(Debug, Default)]
pub struct UserNotes {
    notebook: Arc<Notebook>,
    /// Ascending by position.
    noted: Vec<Noted>,
}

/// What was added to one provision.
#[derive(Debug)]
struct Noted {
    position: u32,
    bookmarked: bool,
    has_note: bool,
    /// Folded.
    tags: Vec<String>,
    /// Words of the note and of the tags, folded, each once, ascending; each with the key of its
    /// family.
    words: Vec<(String, String)>,
}

/// What of it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Bookmark,
    Note,
    Tag,
}

impl UserNotes {
    /// Reads a notebook. Looks at the id of every provision of the document, unless there is
    /// nothing in the notebook.
    #[must_use]
    pub fn of(document: &Document, notebook: &Arc<Notebook>) -> Self {
        let mut noted = Vec::new();
        if !notebook.is_empty() {
            let families = Families::new();
            for (position, provision) in (0..).zip(&document.provisions) {
                let entry = notebook.entry(&provision.id);
                noted.extend(entry.map(|entry| Noted::of(position, entry, &families)));
            }
        }
        Self {
            notebook: notebook.clone(),
            noted,
        }
    }

    /// The notebook that was read.
    #[must_use]
    pub fn notebook(&self) -> &Arc<Notebook> {
        &self.notebook
    }

    pub(super) fn is_empty(&self) -> bool {
        self.noted.is_empty()
    }

    /// Provisions with one of these marks.
    pub(super) fn with(&self, marks: &[Mark]) -> PositionSet {
        self.positions(|noted| {
            marks.iter().any(|mark| match mark {
                Mark::Bookmark => noted.bookmarked,
                Mark::Note => noted.has_note,
                Mark::Tag => !noted.tags.is_empty(),
            })
        })
    }

    /// Provisions with one of these tags, however they are written. A tag that there is not is
    /// taken for the beginning of one.
    pub(super) fn tagged(&self, typed: &[String]) -> PositionSet {
        let typed: Vec<String> = typed.iter().map(|tag| folded_text(tag)).collect();
        let there = |typed: &String| {
            let mut tags = self.noted.iter().flat_map(|noted| &noted.tags);
            tags.any(|tag| tag == typed)
        };
        let whole: Vec<bool> = typed.iter().map(there).collect();
        self.positions(|noted| {
            noted.tags.iter().any(|tag| {
                let mut typed = typed.iter().zip(&whole);
                typed.any(|(typed, &whole)| {
                    tag == typed || !whole && tag.starts_with(typed.as_str())
                })
            })
        })
    }

    /// Provisions beside which the reader has written this word, or a form of it.
    pub(super) fn having(&self, typed: &TypedWord, families: &Families) -> PositionSet {
        if self.noted.is_empty() {
            return PositionSet::new();
        }
        let key = families.own_key(&typed.folded);
        let begun = typed.ending != Ending::Whole;
        self.positions(|noted| {
            let from = (noted.words).partition_point(|(word, _)| *word < typed.folded);
            let next = noted.words.get(from);
            let written = next.is_some_and(|(word, _)| {
                *word == typed.folded || begun && word.starts_with(&typed.folded)
            });
            // `internal` and `international` have a key in common, and no more.
            let inflected = |(word, its_key): &(String, String)| {
                *its_key == key
                    && Families::own_kinship(word, &typed.folded) == Some(Kinship::Inflection)
            };
            written || noted.words.iter().any(inflected)
        })
    }

    fn positions(&self, wanted: impl Fn(&Noted) -> bool) -> PositionSet {
        let wanted = self.noted.iter().filter(|noted| wanted(noted));
        wanted.map(|noted| noted.position).collect()
    }
}

impl Noted {
    fn of(position: u32, entry: &Entry, families: &Families) -> Self {
        let mut words = Vec::new();
        let tags = entry.tags.iter().map(|tag| tag.as_str());
        for text in entry.note.as_deref().into_iter().chain(tags) {
            each_word(text, &mut Vec::new(), |word| {
                let word = String::from_utf8_lossy(word.folded).into_owned();
                let key = families.own_key(&word);
                words.push((word, key));
            });
        }
        words.sort_unstable();
        words.dedup();
        Self {
            position,
            bookmarked: entry.bookmarked,
            has_note: entry.note.is_some(),
            tags: (entry.tags.iter())
                .map(|tag| folded_text(tag.as_str()))
                .collect(),
            words,
        }
    }
}
