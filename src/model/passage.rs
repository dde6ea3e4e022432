//! The unnumbered text around the provisions.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use super::{Basis, Destination, Lines};

/// What a piece of unnumbered text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PassageKind {
    /// A paragraph before the first session, under its heading.
    Introduction,
    /// A paragraph under a heading that has no numbered provisions, such as an explanatory note.
    Note,
    /// Introduces the provisions of a session without a number of its own.
    Chapeau,
    /// Stands at the end and is referred to by its mark.
    Footnote,
    /// Belongs to pages and not to the text: a running head, a page number.
    Furniture,
    /// A cover, a table of contents, and whatever else a format sets apart from the text.
    Cover,
    /// What follows an adopted text: when it was adopted, how it was voted on, who signed it.
    Adoption,
    /// A lone `…`: the document says that something is left out here.
    Ellipsis,
}

impl PassageKind {
    /// Where its words are in the account of the source.
    #[must_use]
    pub fn destination(self) -> Destination {
        match self {
            Self::Introduction | Self::Note | Self::Chapeau | Self::Ellipsis => {
                Destination::OtherText
            }
            Self::Footnote => Destination::Note,
            Self::Furniture => Destination::Furniture,
            Self::Cover => Destination::Cover,
            Self::Adoption => Destination::Adoption,
        }
    }

    /// What a piece of this kind is, for people.
    #[must_use]
    pub fn description(self) -> &'static str {
        match self {
            Self::Introduction => "introduction",
            Self::Note => "note",
            Self::Chapeau => "chapeau without a number",
            Self::Footnote => "footnote",
            Self::Ellipsis => "ellipsis",
            Self::Furniture => "head or foot of a page",
            Self::Cover => "cover, contents",
            Self::Adoption => "adoption, vote, signature",
        }
    }
}

/// One paragraph of unnumbered text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What it is for.
    pub kind: PassageKind,
    /// Index into [`super::Document::parts`], where it belongs to one.
    pub part: Option<u32>,
    /// Innermost heading above it, as an index into [`super::Document::headings`].
    pub heading: Option<u32>,
    /// The mark that a footnote is referred to by; it may stand for nothing a person would
    /// type, since word processors take it from a symbol font.
    pub mark: Option<CompactString>,
    /// The source's own text, less white space at its ends and less the mark.
    pub text: Box<str>,
    /// Where it stands in the source.
    pub lines: Lines,
    /// Why it was taken for what it is.
    pub basis: Basis,
}
