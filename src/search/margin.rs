//! What the reader wrote beside the text, made ready to be searched.
//!
//! The index knows the document alone, and a notebook is small and changes with every key. So it is
//! read anew whenever it changes, and asked beside the index: a word finds a provision also by the
//! reader's own words, but nothing in the document counts as having them.

use std::sync::Arc;

use super::query::{Ending, Typed};
use super::spelling::{Families, Kinship, kinship};
use crate::language::tokenizer::each_word;
use crate::model::Document;
use crate::notes::{Entry, Notebook};

/// A notebook beside one document.
#[derive(Debug, Default)]
pub struct Margin {
    notebook: Arc<Notebook>,
    /// Ascending by position.
    jottings: Vec<Jotting>,
}

/// What was written beside one provision.
#[derive(Debug)]
struct Jotting {
    position: u32,
    bookmarked: bool,
    noted: bool,
    /// In small letters.
    tags: Vec<String>,
    /// Words of the note and of the tags, folded, each once, ascending; each with the key of its
    /// family.
    words: Vec<(String, String)>,
}

/// What of a jotting is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Bookmark,
    Note,
    Tag,
}

impl Margin {
    /// Reads a notebook. Looks at the id of every provision of the document, unless there is
    /// nothing in the notebook.
    #[must_use]
    pub fn of(compilation: &Document, notebook: &Arc<Notebook>) -> Self {
        let mut jottings = Vec::new();
        if !notebook.is_empty() {
            let families = Families::new();
            for (position, provision) in (0..).zip(&compilation.provisions) {
                let entry = notebook.entry(&provision.id);
                jottings.extend(entry.map(|entry| Jotting::of(position, entry, &families)));
            }
        }
        Self {
            notebook: notebook.clone(),
            jottings,
        }
    }

    /// The notebook that was read.
    #[must_use]
    pub fn notebook(&self) -> &Arc<Notebook> {
        &self.notebook
    }

    pub(super) fn is_empty(&self) -> bool {
        self.jottings.is_empty()
    }

    /// Provisions with one of these signs, ascending.
    pub(super) fn with(&self, signs: &[Sign]) -> Vec<u32> {
        self.positions(|jotting| {
            signs.iter().any(|sign| match sign {
                Sign::Bookmark => jotting.bookmarked,
                Sign::Note => jotting.noted,
                Sign::Tag => !jotting.tags.is_empty(),
            })
        })
    }

    /// Provisions with one of these tags (small letters), ascending. A tag that there is not is
    /// taken for the beginning of one.
    pub(super) fn tagged(&self, typed: &[String]) -> Vec<u32> {
        let there = |typed: &String| {
            let mut tags = self.jottings.iter().flat_map(|jotting| &jotting.tags);
            tags.any(|tag| tag == typed)
        };
        let whole: Vec<bool> = typed.iter().map(there).collect();
        self.positions(|jotting| {
            jotting.tags.iter().any(|tag| {
                let mut typed = typed.iter().zip(&whole);
                typed.any(|(typed, &whole)| tag == typed || !whole && tag.starts_with(typed))
            })
        })
    }

    /// Provisions beside which the reader has written this word, or a form of it; ascending.
    pub(super) fn having(&self, typed: &Typed, families: &Families) -> Vec<u32> {
        if self.jottings.is_empty() {
            return Vec::new();
        }
        let key = families.key(&typed.folded);
        let begun = typed.ending != Ending::Whole;
        self.positions(|jotting| {
            let from = (jotting.words).partition_point(|(word, _)| *word < typed.folded);
            let next = jotting.words.get(from);
            let written = next.is_some_and(|(word, _)| {
                *word == typed.folded || begun && word.starts_with(&typed.folded)
            });
            // `internal` and `international` have a key in common, and no more.
            let inflected = |(word, its_key): &(String, String)| {
                *its_key == key && kinship(word, &typed.folded) == Some(Kinship::Inflection)
            };
            written || jotting.words.iter().any(inflected)
        })
    }

    fn positions(&self, wanted: impl Fn(&Jotting) -> bool) -> Vec<u32> {
        let wanted = self.jottings.iter().filter(|jotting| wanted(jotting));
        wanted.map(|jotting| jotting.position).collect()
    }
}

impl Jotting {
    fn of(position: u32, entry: &Entry, families: &Families) -> Self {
        let mut words = Vec::new();
        let tags = entry.tags.iter().map(|tag| tag.as_str());
        for text in entry.note.as_deref().into_iter().chain(tags) {
            each_word(text, &mut Vec::new(), |word| {
                let word = String::from_utf8_lossy(word.folded).into_owned();
                words.push((word.clone(), families.key(&word)));
            });
        }
        words.sort_unstable();
        words.dedup();
        Self {
            position,
            bookmarked: entry.bookmarked,
            noted: entry.note.is_some(),
            tags: (entry.tags.iter())
                .map(|tag| tag.as_str().to_lowercase())
                .collect(),
            words,
        }
    }
}
