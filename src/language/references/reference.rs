//! A reference: which words of a text point to what.

use serde::{Deserialize, Serialize};

use super::target::Target;
use crate::language::entities::EntityKind;
use crate::model::Span;

/// Words of a text that point to something.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reference {
    /// What sort of thing they point to.
    pub kind: ReferenceKind,
    /// What they point to.
    pub target: Target,
    /// Which words: a range of bytes of the text, half open.
    #[serde(flatten)]
    pub span: Span,
}

/// Sorts of things that a text points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReferenceKind {
    /// Paragraphs of an instrument.
    Paragraph,
    /// Articles of a treaty.
    Article,
    /// A resolution, or a paragraph of one.
    Resolution,
    /// A decision, or a paragraph of one.
    Decision,
    /// A document by its symbol, or a paragraph of one.
    Document,
    /// Sessions of the body that speaks.
    Session,
    /// A treaty as a whole.
    Treaty,
    /// A declaration or an outcome document as a whole.
    Declaration,
    /// A programme, framework or strategy as a whole.
    Programme,
    /// A fund.
    Fund,
    /// The Millennium Development Goals.
    Goals,
    /// A conference or summit.
    Conference,
    /// An organ, office, organization, panel or expert.
    Body,
}

impl ReferenceKind {
    /// As it is written in records: `paragraph`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Paragraph => "paragraph",
            Self::Article => "article",
            Self::Resolution => "resolution",
            Self::Decision => "decision",
            Self::Document => "document",
            Self::Session => "session",
            Self::Treaty => "treaty",
            Self::Declaration => "declaration",
            Self::Programme => "programme",
            Self::Fund => "fund",
            Self::Goals => "goals",
            Self::Conference => "conference",
            Self::Body => "body",
        }
    }

    /// The kind of a reference to an entity as a whole.
    pub(super) fn of(kind: EntityKind) -> Self {
        match kind {
            EntityKind::Treaty => Self::Treaty,
            EntityKind::Declaration => Self::Declaration,
            EntityKind::Programme => Self::Programme,
            EntityKind::Fund => Self::Fund,
            EntityKind::Goals => Self::Goals,
            EntityKind::Conference => Self::Conference,
            // Classes and terms have no key, and so no references.
            EntityKind::Body | EntityKind::Class | EntityKind::Term => Self::Body,
        }
    }
}
