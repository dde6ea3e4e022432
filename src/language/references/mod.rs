//! What a text refers to: paragraphs and articles, resolutions, sessions, instruments, bodies.
//!
//! A [`Recognizer`] reads one provision after the other, as a person does: *the Convention* is the
//! one that was named last. It goes by rules about how United Nations documents write references
//! and by one table of bodies and instruments ([`entries`]); no provision is named in either. What
//! it finds is a [`Reference`]: a range of bytes and a [`Target`], whose written form (`DPA 144`,
//! `ICERD art. 4`, `session IV`) is stable, so that it can be typed, stored and compared.
//! [`Links`] turns the references of a whole document around: who else cites this.
//!
//! Three conventions. The longest name wins, and a name within a name is no reference of its own.
//! The words that name are the range: articles and brackets around them are left out, an acronym
//! in brackets right behind its name is taken in. The body that speaks naming itself is no
//! reference.
//!
//! The room stands between the model and everything that shows or prints: it knows neither
//! search nor screen.

mod context;
mod links;
mod names;
mod numbers;
mod parts;
mod reading;
mod recognizer;
mod resolutions;
mod sessions;
mod speaker;
mod symbols;
mod table;
mod target;
mod words;

use serde::{Deserialize, Serialize};

pub use links::{Destination, Links};
pub use recognizer::Recognizer;
pub use table::{Entry, describe, entries, entry};
pub use target::{Target, Unit};

use crate::model::Span;

/// Words of a text that point to something.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reference {
    /// What sort of thing they point to.
    pub kind: Kind,
    /// What they point to.
    pub target: Target,
    /// Which words: a range of bytes of the text, half open.
    #[serde(flatten)]
    pub span: Span,
}

/// Sorts of things that a text points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
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

impl Kind {
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
}
