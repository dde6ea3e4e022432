//! Segments: runs of lines that belong together, and what each turned out to be.

use std::borrow::Cow;

use crate::model::{Destination, Unit};

/// What a segment is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SegmentKind<'a> {
    /// The title of a session, with the numeral before it.
    Session(Option<&'a str>),
    /// A title above others or above provisions.
    Heading(Cow<'a, str>),
    /// A paragraph with its number.
    Number(Cow<'a, str>),
    /// A paragraph that has no text of its own, with its first subparagraph: `4. (a) Text`. Rare, and
    /// larger than all others.
    NumberAndSub(Box<(Cow<'a, str>, Cow<'a, str>)>),
    /// A paragraph that is numbered within another: `133.45`.
    Decimal(&'a str),
    /// A subparagraph with its letter or numeral.
    Sub(Cow<'a, str>),
    /// An article with its number; the text below its line.
    Article(Cow<'a, str>),
    /// A provision that the format marks as one, with its unit and path.
    Marked(Unit, &'a [String]),
    /// A resolution with its number; the text is its title.
    Resolution(&'a str),
    /// An annex of what stands before it, in which numbering may start anew; the text is its title.
    Annex,
    /// The line with which a body begins to speak: `The General Assembly,`.
    Opening,
    /// A paragraph of a preamble.
    Preambular,
    /// An operative paragraph without a number.
    Operative,
    /// When and how a text was adopted.
    Adoption,
    /// What a State said to the recommendation above.
    Position,
    /// The States that make the recommendation above, in a column of their own.
    From,
    /// Something else that a matrix says of the recommendation above: themes, goals.
    Field,
    /// What stands between provisions and belongs to none: a cell of a table that holds no
    /// recommendation, a remark of the editors, the unit that a table is in.
    Aside,
    /// A line of a cover: a title, a date.
    Cover,
    /// Text without a number.
    Prose,
    /// A footnote with its mark.
    Footnote(&'a str),
    /// A lone `…`.
    Ellipsis,
    /// What has no place anywhere, and why.
    Stray(&'static str),
}

impl SegmentKind<'_> {
    /// Where the words of a segment of this kind are in the account of the source.
    pub(super) fn destination(&self) -> Destination {
        match self {
            Self::Session(_) | Self::Heading(_) | Self::Resolution(_) | Self::Annex => {
                Destination::Heading
            }
            Self::Number(_)
            | Self::NumberAndSub(..)
            | Self::Decimal(_)
            | Self::Sub(_)
            | Self::Article(_)
            | Self::Marked(..)
            | Self::Preambular
            | Self::Operative => Destination::Provision,
            Self::Position | Self::From | Self::Field => Destination::Field,
            Self::Opening | Self::Prose | Self::Aside | Self::Ellipsis => Destination::OtherText,
            Self::Adoption => Destination::Adoption,
            Self::Cover => Destination::Cover,
            Self::Footnote(_) => Destination::Note,
            Self::Stray(_) => Destination::Unread,
        }
    }
}

/// A run of lines that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment<'a> {
    pub(super) kind: SegmentKind<'a>,
    /// Places of its first and its last line, counted from 1.
    pub(super) lines: (u32, u32),
    /// Where it begins in the source, marker included.
    pub(super) start: usize,
    /// Its text as a range of the source: less the marker, less white space at its ends.
    pub(super) text: (usize, usize),
    /// The level of a heading, outermost 1, where the format tells it.
    pub(super) level: Option<u8>,
    /// Further numbers of a joint one: `6` and `7` of `5., 6., 7.`
    pub(super) also: Box<[&'a str]>,
    /// The mark of a footnote in the place of its text: `10. (`.
    pub(super) mark: Option<&'a str>,
}

impl<'a> Segment<'a> {
    /// Whether it is a provision or prose that text may go on with.
    pub(super) fn is_text(&self) -> bool {
        matches!(
            self.kind,
            SegmentKind::Number(_)
                | SegmentKind::NumberAndSub(..)
                | SegmentKind::Decimal(_)
                | SegmentKind::Sub(_)
                | SegmentKind::Article(_)
                | SegmentKind::Preambular
                | SegmentKind::Operative
                | SegmentKind::Prose
        )
    }

    /// Whether it is a title above others or above provisions.
    pub(super) fn is_title(&self) -> bool {
        matches!(self.kind, SegmentKind::Heading(_) | SegmentKind::Annex)
    }

    /// Its text, character for character.
    pub(super) fn text(&self, source: &'a str) -> &'a str {
        &source[self.text.0..self.text.1]
    }
}

/// The segments of a document.
#[derive(Debug)]
pub(super) struct Segments<'a> {
    pub(super) list: Vec<Segment<'a>>,
    /// Whether paragraphs are broken into lines, so that only a blank line parts them.
    pub(super) wrapped: bool,
}
