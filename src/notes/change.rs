//! Changes to a notebook, as what was done and not as what comes of it, so that they can be
//! applied to whatever the file holds by then.

use compact_str::CompactString;

/// One change that a reader makes.
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
