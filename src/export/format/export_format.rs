//! The trait of export formats, and what every format is given.

use std::fmt;
use std::io::{self, Write};

use serde::Serialize;

use crate::export::View;
use crate::export::user_notes::unplaced_paragraphs;
use crate::model::Document;
use crate::notes::Notebook;

/// A format that provisions are exported in.
pub trait ExportFormat: Sync {
    /// What it is called and where it is offered.
    fn info(&self) -> FormatInfo;

    /// Writes what is to be exported.
    ///
    /// # Errors
    /// Whatever `out` fails with.
    ///
    /// # Panics
    /// Where the document lacks one of the rows.
    fn write(&self, out: &mut dyn Write, export: &Export<'_>) -> io::Result<()>;
}

/// What an export format is called and where it is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatInfo {
    /// Its name on the command line and in configuration, unique: `json`.
    pub name: &'static str,
    /// What the copy menu calls it; empty where it is not offered there.
    pub label: &'static str,
    /// The keys that choose it in the copy menu, as key bindings name keys.
    pub keys: &'static [&'static str],
    /// Whether the commands offer it with `--format`.
    pub is_printed: bool,
    /// Whether a [`View`] changes what it says of a text. Formats of records have the whole record
    /// whatever the view.
    pub has_views: bool,
    /// Whether it tells partial hits from full ones; a format that does not is given none.
    pub marks_partial: bool,
    /// What file it makes, where it is bytes and no text; such a format is neither copied nor shown
    /// in a terminal.
    pub file: Option<FileKind>,
}

/// A nameless format of the commands, without views.
impl Default for FormatInfo {
    fn default() -> Self {
        Self {
            name: "",
            label: "",
            keys: &[],
            is_printed: true,
            has_views: false,
            marks_partial: false,
            file: None,
        }
    }
}

/// Formats are the same where their names are.
impl PartialEq for dyn ExportFormat {
    fn eq(&self, other: &Self) -> bool {
        self.info().name == other.info().name
    }
}

impl Eq for dyn ExportFormat {}

impl fmt::Debug for dyn ExportFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.info().name)
    }
}

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileKind {
    /// What it is: `Word document`.
    pub name: &'static str,
    /// How its name ends, without the point: `docx`.
    pub extension: &'static str,
}

/// What is to be exported, and how.
#[derive(Clone, Copy, Debug)]
pub struct Export<'a> {
    /// The document.
    pub document: &'a Document,
    /// What its reader added to it.
    pub notebook: &'a Notebook,
    /// The provisions, in the order in which they are to stand.
    pub rows: &'a [ExportRow],
    /// Which view of their texts.
    pub view: View,
    /// For what.
    pub purpose: Purpose,
}

impl Export<'_> {
    /// Positions of the provisions.
    pub(super) fn positions(&self) -> Vec<usize> {
        self.rows.iter().map(|row| row.position).collect()
    }

    /// What the reader noted on texts that are no longer there, where the whole document is exported:
    /// a paragraph each.
    pub(super) fn unplaced_notes(&self) -> Vec<String> {
        let is_whole = self.rows.len() == self.document.provisions.len();
        match is_whole && self.purpose != Purpose::Copy {
            true => unplaced_paragraphs(self.document, self.notebook),
            false => Vec::new(),
        }
    }
}

/// What an export is for, where a format makes a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A list: a line, a record or a quotation for each provision.
    List,
    /// To be read: each provision in full.
    Full,
    /// To be pasted into something else.
    Copy,
}

/// A provision to export.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportRow {
    /// Index into [`Document::provisions`].
    pub position: usize,
    /// What a search knows of it, where it was searched for.
    pub found: Option<SearchMatch>,
}

/// What a search knows of a provision.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SearchMatch {
    /// Larger is better; comparable within one answer only.
    pub score: f32,
    /// Byte ranges of the text that matched, `[start, end]`.
    pub matches: Vec<[usize; 2]>,
    /// Whether it has only some of the words.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// The words that it does not have, as typed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// How words were read that do not stand in the document as typed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub read_as: Vec<ReadAs>,
}

/// How a typed word was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadAs {
    /// As typed.
    pub typed: String,
    /// Words of the document; nothing where the word was not asked for.
    #[serde(rename = "as")]
    pub read: Option<String>,
    /// How near that is: `typo`, `derivation`; `optional` where the word was not asked for; `words`,
    /// `part` or `nothing-there` where an address or a field left nothing as it stood.
    pub how: String,
}

/// The line above partial hits, with full hits before them or not.
#[must_use]
pub fn partial_divider(after_hits: bool) -> &'static str {
    if after_hits {
        "These have only some of the words:"
    } else {
        "None has all of these words; some of them:"
    }
}

/// What a partial hit does not have: `(without drain, visa)`.
#[must_use]
pub(super) fn without(missing: &[String]) -> String {
    format!("(without {})", missing.join(", "))
}

impl From<usize> for ExportRow {
    fn from(position: usize) -> Self {
        Self {
            position,
            found: None,
        }
    }
}

/// The provisions at `positions` as text to be pasted, in the document's order, each once; the
/// empty string where there are none, and for a format that is no text.
///
/// # Panics
/// Where the document lacks one of the positions.
#[must_use]
pub fn copy_text(
    format: &dyn ExportFormat,
    document: &Document,
    notebook: &Notebook,
    positions: &[usize],
    view: View,
) -> String {
    let mut positions = positions.to_vec();
    positions.sort_unstable();
    positions.dedup();
    if positions.is_empty() {
        return String::new();
    }
    let rows: Vec<ExportRow> = positions.into_iter().map(ExportRow::from).collect();
    let export = Export {
        document,
        notebook,
        rows: &rows,
        view,
        purpose: Purpose::Copy,
    };
    let mut written = Vec::new();
    // Writing into memory cannot fail.
    let _ = format.write(&mut written, &export);
    String::from_utf8(written).unwrap_or_default()
}
