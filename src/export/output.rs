//! The formats that the commands print.

use std::io::{self, Write};

use serde::Serialize;

use super::html::PROLOGUE;
use super::in_full::in_full;
use super::own::OwnRecord;
use super::table::cells;
use super::{Form, View, bibtex, csl_json, html, one_line, quote, word};
use crate::language::operative::Derived;
use crate::language::references::{Extractor, Links, Reference};
use crate::model::{Document, Record};
use crate::notes::Notebook;

/// A format that `list`, `search` and `show` print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// For reading.
    #[default]
    Text,
    /// One JSON object a line.
    Jsonl,
    /// One JSON value.
    Json,
    /// Comma-separated cells with a header, safe to open in a spreadsheet.
    Csv,
    /// Markdown quotations.
    Markdown,
    /// HTML quotations.
    Html,
    /// Entries for BibTeX.
    Bibtex,
    /// Items of CSL-JSON.
    CslJson,
    /// A Word document; bytes, not text.
    Docx,
}

impl Format {
    /// Every format, in the order of the help.
    pub const ALL: [Self; 9] = [
        Self::Text,
        Self::Jsonl,
        Self::Json,
        Self::Csv,
        Self::Markdown,
        Self::Html,
        Self::Bibtex,
        Self::CslJson,
        Self::Docx,
    ];

    /// What it is called on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Jsonl => "jsonl",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Bibtex => "bibtex",
            Self::CslJson => "csl",
            Self::Docx => "docx",
        }
    }
}

/// A provision to print.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Index into [`Document::provisions`].
    pub position: usize,
    /// What a search knows of it, where it was searched for.
    pub found: Option<Found>,
}

/// What a search knows of a provision.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Found {
    /// Larger is better; comparable within one answer only.
    pub score: f32,
    /// Byte ranges of the text that matched, `[start, end]`.
    pub matches: Vec<[usize; 2]>,
}

impl From<usize> for Row {
    fn from(position: usize) -> Self {
        Self {
            position,
            found: None,
        }
    }
}

/// A record and, after its own fields, what it refers to, what is derived from it, what its reader
/// added, and what a search knows of it.
#[derive(Serialize)]
pub(super) struct JsonRow<'a> {
    #[serde(flatten)]
    record: Record<'a>,
    references: Vec<Reference>,
    /// Who is asked to do what: this program's judgment, and so under a name of its own.
    derived: Derived,
    /// What the reader added, where that is anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    own: Option<OwnRecord<'a>>,
    #[serde(flatten)]
    found: Option<&'a Found>,
}

impl<'a> JsonRow<'a> {
    /// The row of the provision at `position`.
    pub(super) fn of(
        compilation: &'a Document,
        notebook: &'a Notebook,
        extractor: &mut Extractor<'_>,
        position: usize,
        found: Option<&'a Found>,
    ) -> Self {
        Self {
            record: Record::of(compilation, position),
            references: extractor.references(position),
            derived: Derived::of(compilation, position),
            own: OwnRecord::of(notebook, &compilation.provisions[position]),
            found,
        }
    }
}

/// Prints provisions one a row, as `list` and `search` do.
///
/// # Errors
/// Whatever `out` fails with.
pub fn write_list(
    out: &mut dyn Write,
    compilation: &Document,
    notebook: &Notebook,
    rows: &[Row],
    format: Format,
) -> io::Result<()> {
    match format {
        Format::Text => lines(out, compilation, rows),
        Format::Markdown | Format::Html | Format::Bibtex | Format::CslJson | Format::Docx => {
            write_quoted(out, compilation, notebook, rows, format, View::Annotated)
        }
        Format::Csv => cells(out, compilation, notebook, rows),
        Format::Jsonl => {
            let mut extractor = Extractor::new(compilation);
            for row in rows {
                write_json(out, compilation, notebook, &mut extractor, row)?;
                out.write_all(b"\n")?;
            }
            Ok(())
        }
        Format::Json => {
            let mut extractor = Extractor::new(compilation);
            out.write_all(b"[")?;
            for (at, row) in rows.iter().enumerate() {
                out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
                write_json(out, compilation, notebook, &mut extractor, row)?;
            }
            out.write_all(b"\n]\n")
        }
    }
}

/// How many dashes part provisions that are read one after another.
const DIVIDER: usize = 72;

/// Prints provisions in full, with chapeau and annotations, as `show` does. The view is that of
/// text and Markdown; the other formats carry everything that a view could show.
///
/// # Errors
/// Whatever `out` fails with.
pub fn write_provisions(
    out: &mut dyn Write,
    compilation: &Document,
    notebook: &Notebook,
    rows: &[Row],
    format: Format,
    view: View,
) -> io::Result<()> {
    match format {
        Format::Text => {
            // Who cites the same can only be told from the whole document.
            let links = Links::of(compilation);
            for (at, row) in rows.iter().enumerate() {
                if at > 0 {
                    writeln!(out, "\n{}\n", "─".repeat(DIVIDER))?;
                }
                in_full(out, compilation, notebook, &links, row.position, view)?;
            }
            Ok(())
        }
        Format::Markdown | Format::Html | Format::Bibtex | Format::CslJson | Format::Docx => {
            write_quoted(out, compilation, notebook, rows, format, view)
        }
        Format::Jsonl | Format::Json | Format::Csv => {
            write_list(out, compilation, notebook, rows, format)
        }
    }
}

fn write_json(
    out: &mut dyn Write,
    compilation: &Document,
    notebook: &Notebook,
    extractor: &mut Extractor<'_>,
    row: &Row,
) -> io::Result<()> {
    let row = JsonRow::of(
        compilation,
        notebook,
        extractor,
        row.position,
        row.found.as_ref(),
    );
    super::escaped::write_json(out, &row)
}

fn lines(out: &mut dyn Write, compilation: &Document, rows: &[Row]) -> io::Result<()> {
    let ids = rows
        .iter()
        .map(|row| compilation.provisions[row.position].id.len());
    // A single endless id must not push every text off the screen.
    let width = ids.max().unwrap_or(0).min(24);
    for row in rows {
        let provision = &compilation.provisions[row.position];
        let (id, status) = (one_line(&provision.id), provision.status().as_str());
        let text = one_line(&provision.text);
        writeln!(
            out,
            "{}",
            format!("{id:width$}  {status:12}  {text}").trim_end()
        )?;
    }
    Ok(())
}

/// The formats that a view changes.
fn write_quoted(
    out: &mut dyn Write,
    compilation: &Document,
    notebook: &Notebook,
    rows: &[Row],
    format: Format,
    view: View,
) -> io::Result<()> {
    let positions: Vec<usize> = rows.iter().map(|row| row.position).collect();
    match format {
        Format::Docx => out.write_all(&word(compilation, notebook, &positions, view)?),
        Format::Html => {
            let fragment = html(compilation, notebook, &positions, view);
            write!(out, "{PROLOGUE}{fragment}")
        }
        Format::Bibtex => write!(out, "{}", bibtex(compilation, notebook, &positions, view)),
        Format::CslJson => writeln!(out, "{}", csl_json(compilation, notebook, &positions, view)),
        _ => quotations(out, compilation, notebook, rows, view),
    }
}

fn quotations(
    out: &mut dyn Write,
    compilation: &Document,
    notebook: &Notebook,
    rows: &[Row],
    view: View,
) -> io::Result<()> {
    for (at, row) in rows.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        writeln!(
            out,
            "{}",
            quote(compilation, notebook, &[row.position], Form::Markdown, view)
        )?;
    }
    Ok(())
}
