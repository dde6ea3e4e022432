//! Annotations: what a later hand did to a provision, or what its source adds to it.

use serde::{Deserialize, Serialize};

use super::Passage;

/// The kinds of annotation that the field knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnnotationKind {
    /// Text that an editor inserted.
    Update,
    /// What stood here was deleted.
    Deletion,
    /// Adopted, but no longer relevant in the editors' judgment; set in italics.
    NotRelevant,
    /// Left out by oversight.
    Omission,
    /// A footnote or endnote of the source.
    Footnote,
    /// A comment or explanatory note.
    Note,
}

impl AnnotationKind {
    /// Every kind, in the order in which people list them.
    pub const ALL: [Self; 6] = [
        Self::Update,
        Self::Deletion,
        Self::NotRelevant,
        Self::Omission,
        Self::Footnote,
        Self::Note,
    ];

    /// As it is written in records and tables: `not-relevant`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Update => "update",
            Self::Deletion => "deletion",
            Self::NotRelevant => "not-relevant",
            Self::Omission => "omission",
            Self::Footnote => "footnote",
            Self::Note => "note",
        }
    }
}

/// A range of bytes (UTF-8) in [`super::Provision::text`]; half open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The same range, to slice with.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Where the words of an annotation stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// In the provision's text, which they are part of.
    InText(Span),
    /// Beside the text: the words of the source, empty where it has none; `at` is the byte of the
    /// text at which they belong, where the source tells.
    Beside {
        /// The words.
        words: Box<str>,
        /// Byte offset into the text.
        at: Option<u32>,
    },
    /// In a passage of the document, such as a footnote at its end.
    Passage {
        /// Index into [`super::Document::passages`].
        index: u32,
        /// Byte offset into the text.
        at: Option<u32>,
    },
}

impl Default for Anchor {
    /// Beside the text as a whole, without words.
    fn default() -> Self {
        Self::Beside {
            words: Box::default(),
            at: None,
        }
    }
}

/// Who says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Voice {
    /// The document itself.
    #[default]
    Document,
    /// This program, which concluded it.
    Inferred,
}

/// One annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// What was done.
    pub kind: AnnotationKind,
    /// Where its words stand.
    pub anchor: Anchor,
    /// Who says so.
    pub voice: Voice,
}

impl Annotation {
    /// One whose words stand in the text.
    #[must_use]
    pub fn in_text(kind: AnnotationKind, span: Span) -> Self {
        Self {
            kind,
            anchor: Anchor::InText(span),
            voice: Voice::Document,
        }
    }

    /// One beside the text, with the words of the source.
    #[must_use]
    pub fn beside(kind: AnnotationKind, words: &str) -> Self {
        Self {
            kind,
            anchor: Anchor::Beside {
                words: words.into(),
                at: None,
            },
            voice: Voice::Document,
        }
    }

    /// One of which the document says nothing.
    #[must_use]
    pub fn inferred(kind: AnnotationKind) -> Self {
        Self {
            voice: Voice::Inferred,
            ..Self::beside(kind, "")
        }
    }

    /// The document's own words for it: an update with its brackets, a footnote. Empty where the
    /// document is silent. `passages` are those of the document, `text` is that of the provision.
    #[must_use]
    pub fn text<'a>(&'a self, passages: &'a [Passage], text: &'a str) -> &'a str {
        match &self.anchor {
            Anchor::InText(span) => text.get(span.range()).unwrap_or_default(),
            Anchor::Beside { words, .. } => words,
            Anchor::Passage { index, .. } => passages
                .get(*index as usize)
                .map_or("", |passage| &*passage.text),
        }
    }

    /// Where its words stand in the provision's text, if they do.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self.anchor {
            Anchor::InText(span) => Some(span),
            Anchor::Beside { .. } | Anchor::Passage { .. } => None,
        }
    }

    /// The passage that it rests on, as an index into [`super::Document::passages`].
    #[must_use]
    pub fn passage(&self) -> Option<u32> {
        match self.anchor {
            Anchor::Passage { index, .. } => Some(index),
            Anchor::InText(_) | Anchor::Beside { .. } => None,
        }
    }

    /// Whether this program concluded it, rather than the document saying so.
    #[must_use]
    pub fn is_inferred(&self) -> bool {
        self.voice == Voice::Inferred
    }
}
