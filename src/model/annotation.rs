//! What a later editor did to a provision.

use serde::{Deserialize, Serialize};

/// The kinds of editorial change that the field knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnnotationKind {
    /// Text in square brackets, inserted by an editor.
    Update,
    /// A number missing from a run.
    Deletion,
    /// Set in italics: no longer relevant.
    NotRelevant,
    /// Left out by oversight.
    Omission,
    /// A footnote or explanatory note.
    Note,
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

/// One editorial change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotation {
    /// What was done.
    pub kind: AnnotationKind,
    /// The document's own words for it: the update with its brackets, the footnote. Empty where
    /// the document is silent and the change is inferred.
    pub text: Box<str>,
    /// Where it stands in the provision's text; `None` where it stands outside.
    pub span: Option<Span>,
    /// `false`: the document says so. `true`: this program concluded it.
    pub inferred: bool,
    /// The matter that it rests on (a footnote), as an index into [`super::Document::matter`].
    pub rests_on: Option<u32>,
}
