//! The formats that the commands print.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::form::NOTHING;
use super::html::PROLOGUE;
use super::own::{OwnRecord, WHOSE, in_words, tags};
use super::referring::write_references;
use super::{
    Account, Form, View, accounts, bibtex, breadcrumb, csl_json, derived_words, html, one_line,
    quote, status_words, visible, word,
};
use crate::asks::Derived;
use crate::model::{Compilation, Record, citation};
use crate::notebook::{Entry, Notebook};
use crate::references::{Links, Recognizer, Reference};

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
    /// Index into [`Compilation::provisions`].
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
        compilation: &'a Compilation,
        notebook: &'a Notebook,
        recognizer: &mut Recognizer<'_>,
        position: usize,
        found: Option<&'a Found>,
    ) -> Self {
        Self {
            record: Record::of(compilation, position),
            references: recognizer.references(position),
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
    compilation: &Compilation,
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
            let mut recognizer = Recognizer::new(compilation);
            for row in rows {
                write_json(out, compilation, notebook, &mut recognizer, row)?;
                out.write_all(b"\n")?;
            }
            Ok(())
        }
        Format::Json => {
            let mut recognizer = Recognizer::new(compilation);
            out.write_all(b"[")?;
            for (at, row) in rows.iter().enumerate() {
                out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
                write_json(out, compilation, notebook, &mut recognizer, row)?;
            }
            out.write_all(b"\n]\n")
        }
    }
}

/// Prints provisions in full, with chapeau and annotations, as `show` does. The view is that of
/// text and Markdown; the other formats carry everything that a view could show.
///
/// # Errors
/// Whatever `out` fails with.
pub fn write_provisions(
    out: &mut dyn Write,
    compilation: &Compilation,
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
                    writeln!(out)?;
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
    compilation: &Compilation,
    notebook: &Notebook,
    recognizer: &mut Recognizer<'_>,
    row: &Row,
) -> io::Result<()> {
    let row = JsonRow::of(
        compilation,
        notebook,
        recognizer,
        row.position,
        row.found.as_ref(),
    );
    super::escaped::write_json(out, &row)
}

fn lines(out: &mut dyn Write, compilation: &Compilation, rows: &[Row]) -> io::Result<()> {
    let ids = rows
        .iter()
        .map(|row| compilation.provisions[row.position].id.len());
    // A single endless id must not push every text off the screen.
    let width = ids.max().unwrap_or(0).min(24);
    for row in rows {
        let provision = &compilation.provisions[row.position];
        let (id, status) = (one_line(&provision.id), provision.status.as_str());
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
    compilation: &Compilation,
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
    compilation: &Compilation,
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

fn cells(
    out: &mut dyn Write,
    compilation: &Compilation,
    notebook: &Notebook,
    rows: &[Row],
) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record([
        "id",
        "session",
        "symbol",
        "number",
        "citation",
        "headings",
        "role",
        "status",
        "text",
        "annotations",
        "references",
        "derived_to",
        "derived_verb",
        "bookmarked",
        "tags",
        "note",
    ])?;
    let mut recognizer = Recognizer::new(compilation);
    let nothing = Entry::default();
    for row in rows {
        let references = recognizer.references(row.position);
        let references = references
            .iter()
            .map(|reference| reference.target.to_string());
        let references: Vec<String> = references.collect();
        let record = Record::of(compilation, row.position);
        let derived = Derived::of(compilation, row.position);
        let own = notebook.entry(record.id).unwrap_or(&nothing);
        let annotations: Vec<String> = accounts(compilation, row.position)
            .into_iter()
            .map(|account| {
                let voice = if account.inferred { " (inferred)" } else { "" };
                format!(
                    "{}{voice}: {} {}",
                    account.title, account.quoted, account.meaning
                )
            })
            .collect();
        let role = match record.role {
            crate::model::Role::Provision => "provision",
            crate::model::Role::Chapeau => "chapeau",
        };
        table.write_record([
            &*cell(record.id),
            &*cell(record.session),
            &*cell(record.symbol.unwrap_or_default()),
            &*cell(record.number),
            &*cell(&record.citation),
            &*cell(&record.headings.join(" › ")),
            role,
            record.status.as_str(),
            &*cell(record.text),
            &*cell(&annotations.join("\n")),
            &*cell(&references.join("; ")),
            &*derived.to.join("; "),
            &*derived.verb.join("; "),
            if own.bookmarked { "yes" } else { "" },
            &*cell(&tags(own).collect::<Vec<_>>().join(" ")),
            &*cell(own.note.as_deref().unwrap_or_default()),
        ])?;
    }
    table.flush()
}

/// A cell that a terminal and a spreadsheet take as text, whatever it begins with: before what
/// would be a formula stands an apostrophe. Excel takes the wide signs of East Asia for the narrow
/// ones, and some programs pass over blanks.
fn cell(text: &str) -> Cow<'_, str> {
    let shown = visible(text);
    let formula = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    if text.starts_with(['\t', '\r', '\n']) || shown.trim_start().starts_with(formula) {
        format!("'{shown}").into()
    } else {
        shown
    }
}

fn in_full(
    out: &mut dyn Write,
    compilation: &Compilation,
    notebook: &Notebook,
    links: &Links,
    at: usize,
    view: View,
) -> io::Result<()> {
    let provision = &compilation.provisions[at];
    writeln!(out, "{}", one_line(&citation(compilation, &[at])))?;
    let breadcrumb = breadcrumb(compilation, provision);
    if !breadcrumb.is_empty() {
        writeln!(out, "{}", one_line(&breadcrumb))?;
    }
    writeln!(out, "Status: {}", status_words(provision))?;
    if provision.status.has_text() {
        writeln!(
            out,
            "Derived: {}",
            derived_words(&Derived::of(compilation, at))
        )?;
    }
    if view != View::Annotated {
        writeln!(out, "View: {}", view.name())?;
    }
    // The changes alone are asked for in the editors' view, and a chapeau is none.
    let chapeaux = compilation.chapeaux(provision);
    for (id, chapeau) in chapeaux.into_iter().filter(|_| view != View::Editors) {
        let whose = id.map_or_else(|| "unnumbered".to_owned(), |id| one_line(id).into_owned());
        writeln!(out, "\nChapeau ({whose}):\n{}", visible(chapeau))?;
    }
    if provision.status.has_text() {
        let text = view.text(provision);
        let nothing = view == View::Editors && text.is_empty();
        let text = if nothing {
            format!("({NOTHING})").into()
        } else {
            text
        };
        writeln!(out, "\n{}", visible(&text))?;
    }
    // Who asks for the text as adopted does not want the updates further down either.
    let shown = |account: &Account| view != View::Adopted || !account.in_text;
    for account in accounts(compilation, at).into_iter().filter(shown) {
        let voice = if account.inferred { " (inferred)" } else { "" };
        writeln!(out, "\n{}{voice}", account.title)?;
        if !account.quoted.is_empty() {
            writeln!(out, "  {}", one_line(&account.quoted))?;
        }
        writeln!(out, "  {}", one_line(&account.meaning))?;
    }
    write_references(out, compilation, links, at, view)?;
    if let Some(entry) = notebook.entry(&provision.id) {
        writeln!(out, "\n{WHOSE}: {}", visible(&in_words(entry)))?;
    }
    for (name, value) in provision.extra.iter().flat_map(|extra| extra.iter()) {
        let value = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        writeln!(out, "\n{}: {}", one_line(name), visible(&value))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_starts_a_formula() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("@SUM"), "'@SUM");
        assert_eq!(cell("\tx"), "' x");
        assert_eq!(cell("\u{a0}－1"), "'\u{a0}－1");
        assert_eq!(cell("6 = six"), "6 = six");
    }
}
