//! Changes to a notebook, as what was done and not as what comes of it, so that they can be
//! applied to whatever the file holds by then.

use compact_str::CompactString;

use super::Anchor;

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
    /// Moves entries to where their texts are now, all at once, and anchors them there.
    Relocate(Vec<Relocation>),
}

/// The move of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relocation {
    /// The id that it has.
    pub from: CompactString,
    /// The id that it gets; the same where it is only anchored.
    pub to: CompactString,
    /// The anchor that it has. An entry with another one stays: somebody else has moved it meanwhile.
    pub expected: Option<Anchor>,
    /// The anchor that it gets.
    pub anchor: Option<Anchor>,
}

impl Change {
    /// Anchors the entry on the provision `id`, where it has no anchor yet.
    #[must_use]
    pub fn anchor(id: CompactString, anchor: Anchor) -> Self {
        Self::Relocate(vec![Relocation {
            from: id.clone(),
            to: id,
            expected: None,
            anchor: Some(anchor),
        }])
    }

    /// The provision that it is about; nothing where it is about several.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Bookmark { id, .. } | Self::Tag { id, .. } | Self::Note { id, .. } => Some(id),
            Self::Relocate(_) => None,
        }
    }
}
