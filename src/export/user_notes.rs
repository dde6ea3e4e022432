//! User notes beside what is exported: what the reader added.
//!
//! It goes along where provisions are exported: as fields of a record, or as a paragraph of its
//! own that says whose words these are. What is copied to be pasted into somebody's text (the
//! quotation, the text, the citation) never has it.

use serde::Serialize;

use crate::model::{Document, Provision};
use crate::notes::{Anchor, Entry, Notebook, unplaced_entries};

/// What a paragraph of the reader's own words begins with.
pub(super) const USER_NOTES: &str = "Reader’s own";

/// What stands above the paragraphs of [`unplaced_paragraphs`].
pub(super) const UNPLACED: &str = "Reader’s own, on texts that are no longer here";

/// A reader's entry as a field of a record.
#[derive(Serialize)]
pub(super) struct NotesRecord<'a> {
    bookmarked: bool,
    tags: Vec<&'a str>,
    note: Option<&'a str>,
}

impl<'a> NotesRecord<'a> {
    /// The field of a provision; none where the reader added nothing to it.
    pub(super) fn of(notebook: &'a Notebook, provision: &Provision) -> Option<Self> {
        let entry = notebook.entry(&provision.id)?;
        Some(Self {
            bookmarked: entry.bookmarked,
            tags: tags(entry).collect(),
            note: entry.note.as_deref(),
        })
    }
}

/// The tags of an entry.
pub(super) fn tags(entry: &Entry) -> impl Iterator<Item = &str> {
    entry.tags.iter().map(|tag| tag.as_str())
}

/// Everything in an entry, in one paragraph: `bookmarked; #priority; Ask Geneva.`
#[must_use]
pub fn in_words(entry: &Entry) -> String {
    let bookmark = entry.bookmarked.then(|| "bookmarked".to_owned());
    let tags = tags(entry).map(|tag| format!("#{tag}"));
    let note = entry.note.as_deref().map(str::to_owned);
    let said: Vec<String> = bookmark.into_iter().chain(tags).chain(note).collect();
    said.join("; ")
}

/// A paragraph for each of the provisions at `positions` that the reader added something to. It
/// names the provision where there are several.
pub(super) fn paragraphs<'a>(
    document: &'a Document,
    notebook: &'a Notebook,
    positions: &'a [usize],
) -> impl Iterator<Item = String> + 'a {
    positions.iter().filter_map(|&at| {
        let id = &document.provisions[at].id;
        let words = in_words(notebook.entry(id)?);
        Some(if positions.len() > 1 {
            format!("{USER_NOTES}, on {id}: {words}")
        } else {
            format!("{USER_NOTES}: {words}")
        })
    })
}

/// A paragraph for each of the texts that the reader added something to and that the document does
/// not have any more, with the words that it had.
pub(super) fn unplaced_paragraphs(document: &Document, notebook: &Notebook) -> Vec<String> {
    let unplaced = unplaced_entries(document, notebook).into_iter();
    let paragraph = |(id, entry): (&str, &Entry)| {
        let quote = match entry.anchor.as_ref().map_or("", Anchor::quote) {
            "" => String::new(),
            quote => format!(", “{quote}”"),
        };
        format!("On {id}{quote}: {}", in_words(entry))
    };
    unplaced.map(paragraph).collect()
}
