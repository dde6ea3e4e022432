//! A numbered unit of the document.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use super::{Annotation, Lines, Number};

/// Fields of a record that this program has no word for; kept and shown as they came.
pub type Extra = serde_json::Map<String, serde_json::Value>;

/// A paragraph, a subparagraph, or a further level; also the row of one that is gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provision {
    /// `SESSION.PARAGRAPH[.letter[.roman]]`, unique in its document.
    pub id: CompactString,
    /// Index into [`super::Document::sessions`].
    pub session: u32,
    /// Innermost heading above it, as an index into [`super::Document::headings`].
    pub heading: Option<u32>,
    /// As printed, with the numbers of the levels around it.
    pub number: Number,
    /// Whether it stands alone or introduces others.
    pub role: Role,
    /// Whether it still reads as adopted.
    pub status: Status,
    /// What introduces it and is read with it.
    pub chapeau: Option<Chapeau>,
    /// The source's own text, character for character, less white space at its ends; empty for
    /// the deleted and the omitted.
    pub text: Box<str>,
    /// What editors did, in the order in which it stands in the text.
    pub annotations: Box<[Annotation]>,
    /// Where it stands in the source, number included; `None` where it does not stand there.
    pub lines: Option<Lines>,
    /// What else its record said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extra: Option<Box<Extra>>,
}

impl Provision {
    /// The updates as (range, text with brackets), in the order of the text.
    pub fn updates(&self) -> impl Iterator<Item = (std::ops::Range<usize>, &str)> {
        self.annotations
            .iter()
            .filter(|annotation| annotation.kind == super::AnnotationKind::Update)
            .filter_map(|annotation| Some((annotation.span?.range(), &*annotation.text)))
    }
}

/// What a provision is to its neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Stands alone.
    #[default]
    Provision,
    /// Introduces subparagraphs and is read with each of them.
    Chapeau,
}

/// What became of a provision.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Reads as it was adopted.
    #[default]
    Adopted,
    /// An editor inserted text.
    Updated,
    /// An editor set it in italics: no longer relevant.
    NotRelevant,
    /// Its number is missing from a run.
    Deleted,
    /// It was left out by oversight.
    Omitted,
}

impl Status {
    /// Every status, in the order in which people list them.
    pub const ALL: [Self; 5] = [
        Self::Adopted,
        Self::Updated,
        Self::NotRelevant,
        Self::Deleted,
        Self::Omitted,
    ];

    /// As it is written in records and queries: `not-relevant`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Adopted => "adopted",
            Self::Updated => "updated",
            Self::NotRelevant => "not-relevant",
            Self::Deleted => "deleted",
            Self::Omitted => "omitted",
        }
    }

    /// Whether a provision of this status has text to read.
    #[must_use]
    pub fn has_text(self) -> bool {
        !matches!(self, Self::Deleted | Self::Omitted)
    }
}

/// The text that introduces a provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Chapeau {
    /// A numbered one: index into [`super::Document::provisions`].
    Provision(u32),
    /// One without a number: index into [`super::Document::matter`].
    Passage(u32),
}
