//! Blocks: what every document format is read into before its structure is inferred.
//!
//! A [`Blocks`] value is a document as its format tells it: a sequence of [`Block`]s, each a
//! paragraph (or, where the format knows no paragraphs, a line) with styled runs and the hints that
//! the format gives. Input formats make blocks and infer nothing; the structure stage reads them
//! and knows no format. A hint is what the source itself says: a plain text has hardly any, a Word
//! file many, Akoma Ntoso marks everything.

use serde::{Deserialize, Serialize};

use super::Unit;

/// A document as its format tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocks {
    /// In reading order. Footnotes, headers and footers stand apart from the body by their kind.
    pub blocks: Vec<Block>,
    /// What the format says of the document as a whole.
    pub metadata: Metadata,
    /// What the reader of the format stumbled over, for people: whole sentences.
    pub remarks: Vec<(Place, String)>,
}

/// What a format says of a document outside its text (properties, attributes, a cover that is
/// marked as one). All of it as it stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Title of the document.
    pub title: Option<String>,
    /// Symbol: `A/HRC/43/15`.
    pub symbol: Option<String>,
    /// Body that adopted or issued it.
    pub body: Option<String>,
    /// Session, as printed.
    pub session: Option<String>,
    /// Date, as printed or in ISO 8601.
    pub date: Option<String>,
    /// Language tag (BCP 47): `en`, `ar`.
    pub language: Option<String>,
}

/// A paragraph, or a line where the format knows no paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What the format says that it is.
    pub kind: BlockKind,
    /// Number or letter in front of it as a reader sees it (`1.`, `(a)`, `25.3`), where the format
    /// keeps it apart from the text: automatic numbering, list items, marked numbers. A number that
    /// is typed as text stays in the text.
    pub label: Option<String>,
    /// Its text, in pieces of one style each. No label, no footnote marks.
    pub runs: Vec<Run>,
    /// Marks of footnotes in the text: byte offset into [`Block::text`], and the mark as printed.
    pub note_marks: Vec<(u32, String)>,
    /// Where it stands in the source.
    pub place: Place,
    /// Depth of a list, counted from 0; 0 where there is none.
    pub list_level: u8,
    /// Distance of the first character from the left edge, in hundredths of the width of a usual
    /// character (a column of plain text is 100); `None` where the format does not tell.
    pub indent: Option<u32>,
    /// Language tag where it differs from the document's.
    pub language: Option<String>,
    /// Name of the paragraph's style, where the format has such names (`H1`, `SingleTxt`).
    pub style_name: Option<String>,
}

/// What a format says a block is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// One physical line of a format without paragraphs; lines are joined by the structure stage.
    Line,
    /// A paragraph of which the format says no more.
    #[default]
    Paragraph,
    /// A heading, outermost 1.
    Heading(u8),
    /// A title of the document.
    Title,
    /// An item of a list that is not numbered.
    ListItem,
    /// A cell of a table, which is read row by row. All counted from 0.
    Cell {
        /// Which table of the document.
        table: u32,
        /// Which row.
        row: u32,
        /// Which column.
        column: u32,
    },
    /// Text of a footnote or endnote; its mark is the label.
    Note,
    /// A comment of somebody who worked on the file; who, and when, as printed.
    Comment(String),
    /// Repeated at the top of pages.
    PageHeader,
    /// Repeated at the foot of pages.
    PageFooter,
    /// A cover, a table of contents, navigation: what the format itself sets apart from the text.
    Apart,
    /// The beginning of a part (a resolution in a collection); the text is its title, the label its
    /// number (`14/1`).
    PartTitle,
    /// A provision that the format marks as one.
    Provision {
        /// Which unit.
        unit: Unit,
        /// Its path, from the outside in; empty where it is to be counted.
        path: Vec<String>,
    },
}

/// A piece of text in one style.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The text. A line break inside a paragraph is `\n`, a tab is `\t`.
    pub text: String,
    /// How it is set.
    pub style: Style,
}

/// How a run is set, and what a later hand did to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Style {
    /// In italics.
    pub italic: bool,
    /// In bold.
    pub bold: bool,
    /// Struck through.
    pub struck: bool,
    /// Inserted by a later hand (a tracked change, `ins`).
    pub inserted: bool,
    /// Deleted by a later hand (a tracked change, `del`); not part of the text.
    pub deleted: bool,
    /// Raised, as the marks of notes are.
    pub superscript: bool,
}

/// Where something stands in a source. Every field counts from 1; 0 is unknown.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Place {
    /// Line of a text.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub line: u32,
    /// Page.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub page: u32,
    /// Paragraph or element of a format that has such.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub paragraph: u32,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl Block {
    /// Its text: all runs but those that a later hand deleted.
    #[must_use]
    pub fn text(&self) -> String {
        let kept = self.runs.iter().filter(|run| !run.style.deleted);
        kept.map(|run| run.text.as_str()).collect()
    }
}

/// `line 12`, `page 3`, `paragraph 40`: the first of them that is known, and the page beside it.
impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.line, self.page, self.paragraph) {
            (0, 0, 0) => f.write_str("unknown place"),
            (0, page, 0) => write!(f, "page {page}"),
            (0, 0, paragraph) => write!(f, "paragraph {paragraph}"),
            (0, page, paragraph) => write!(f, "page {page}, paragraph {paragraph}"),
            (line, 0, _) => write!(f, "line {line}"),
            (line, page, _) => write!(f, "page {page}, line {line}"),
        }
    }
}
