//! Provisions: the units of a document that people cite.

use compact_str::{CompactString, format_compact};
use serde::{Deserialize, Serialize};

use super::{Anchor, Annotation, AnnotationKind, Basis, Extra, Fields, Lines, Path, Unit};

/// A paragraph, a subparagraph or a further level, an article, a paragraph of a preamble; also the
/// row of one that is gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provision {
    /// Part and path joined by points (`IV.103.d`), unique in its document.
    pub id: CompactString,
    /// Index into [`super::Document::parts`].
    pub part: u32,
    /// Innermost heading above it, as an index into [`super::Document::headings`].
    pub heading: Option<u32>,
    /// What it is addressed as.
    pub unit: Unit,
    /// Its number with those of the levels around it; empty where it has none.
    pub path: Path,
    /// Further numbers that it has: `5., 6., 7.` in front of one text.
    pub also: Box<[Path]>,
    /// Whether it stands alone or introduces others.
    pub role: Role,
    /// Why it was taken for a provision.
    pub basis: Basis,
    /// What introduces it and is read with it.
    pub chapeau: Option<Chapeau>,
    /// The source's own text, character for character, less white space at its ends; empty for
    /// the deleted and the omitted.
    pub text: Box<str>,
    /// What editors did and what the source adds, in the order in which it stands in the text.
    pub annotations: Box<[Annotation]>,
    /// Where it stands in the source, number included; `None` where it does not stand there.
    pub lines: Option<Lines>,
    /// What else its record said.
    pub extra: Option<Extra>,
}

impl Provision {
    /// Its number as printed: `103 (d)`, `121.48`, `Art. 2 (1)`; `PP3` and `OP1` for paragraphs
    /// that are counted instead. Empty where it has none.
    #[must_use]
    pub fn number(&self) -> CompactString {
        let path = self.path.as_str();
        match self.unit {
            _ if path.is_empty() => CompactString::default(),
            Unit::Paragraph => path.into(),
            Unit::Article => format_compact!("Art. {path}"),
            Unit::Preambular => format_compact!("PP{path}"),
            Unit::Operative => format_compact!("OP{path}"),
        }
    }

    /// What became of it, as its text and its annotations tell.
    #[must_use]
    pub fn status(&self) -> Status {
        let has = |kind| self.annotations.iter().any(|it| it.kind == kind);
        if self.text.is_empty() {
            match self.role {
                _ if has(AnnotationKind::Deletion) => Status::Deleted,
                // Its subparagraphs are its text.
                Role::Chapeau => Status::Adopted,
                Role::Provision => Status::Omitted,
            }
        } else if has(AnnotationKind::NotRelevant) {
            Status::NotRelevant
        } else if has(AnnotationKind::Update) || self.annotations.iter().any(is_cut) {
            Status::Updated
        } else {
            Status::Adopted
        }
    }

    /// What else its record said, by name; parsed on each call.
    #[must_use]
    pub fn extra_fields(&self) -> Fields {
        self.extra.as_ref().map(Extra::fields).unwrap_or_default()
    }

    /// Adds to what its record said.
    pub(crate) fn add_extra(&mut self, add: impl FnOnce(&mut Fields)) {
        let mut fields = self.extra_fields();
        add(&mut fields);
        self.extra = Extra::new(&fields);
    }

    /// Whether there is text to read.
    #[must_use]
    pub fn has_text(&self) -> bool {
        !self.text.is_empty()
    }

    /// The updates as (range, text with brackets), in the order of the text.
    pub fn updates(&self) -> impl Iterator<Item = (std::ops::Range<usize>, &str)> {
        self.annotations
            .iter()
            .filter(|annotation| annotation.kind == AnnotationKind::Update)
            .filter_map(|annotation| {
                let range = annotation.span()?.range();
                Some((range.clone(), self.text.get(range)?))
            })
    }
}

/// Whether words were taken out at a place of the text.
fn is_cut(annotation: &Annotation) -> bool {
    let at_a_place = matches!(annotation.anchor, Anchor::Beside { at: Some(_), .. });
    annotation.kind == AnnotationKind::Deletion && at_a_place
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

/// What became of a provision: never stored, see [`Provision::status`].
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Reads as it was adopted.
    #[default]
    Adopted,
    /// An editor inserted text, or took some out.
    Updated,
    /// Adopted, but no longer relevant in the editors' judgment.
    NotRelevant,
    /// Its number once had a text, which was taken out.
    Deleted,
    /// Its number stands without a text.
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
}

/// The text that introduces a provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Chapeau {
    /// A numbered one: index into [`super::Document::provisions`].
    Provision(u32),
    /// One without a number: index into [`super::Document::passages`].
    Passage(u32),
}
