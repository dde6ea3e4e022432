//! What a reader does to a notebook.

use compact_str::CompactString;

use super::joining::{joined, rewritten};
use super::{Entry, Notebook};

/// One deed of a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Bookmarks a provision, or takes the bookmark out.
    Bookmark {
        /// Id of the provision.
        id: CompactString,
        /// Whether it is bookmarked from now on.
        on: bool,
    },
    /// Tags a provision, or takes the tag off.
    Tag {
        /// Id of the provision.
        id: CompactString,
        /// The tag; several where there is white space between them.
        tag: CompactString,
        /// Whether it has the tag from now on.
        on: bool,
    },
    /// Writes, rewrites or removes a note.
    Note {
        /// Id of the provision.
        id: CompactString,
        /// What the writer saw before; `None` where there was no note.
        before: Option<Box<str>>,
        /// What the note says from now on; `None` removes it.
        after: Option<Box<str>>,
    },
}

impl Change {
    /// The provision that it is about.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Bookmark { id, .. } | Self::Tag { id, .. } | Self::Note { id, .. } => id,
        }
    }
}

impl Notebook {
    /// Carries a change out.
    ///
    /// Where somebody else has written in a note since the writer saw it, their words are kept beside
    /// the writer's: two people's words are never weighed against each other by a program.
    pub fn apply(&mut self, change: &Change) {
        let entry = self.entries.entry(change.id().into()).or_default();
        match change {
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
            self.entries.remove(change.id());
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
