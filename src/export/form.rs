//! The forms in which provisions are yanked.

use std::fmt::Write;

use super::escaped::json_pretty;
use super::output::JsonRow;
use super::own::paragraphs;
use super::{Format, Row, View, bibtex, csl_json, html, visible, write_list};
use crate::language::references::Extractor;
use crate::model::{Document, Provision, Status, citation};
use crate::notes::Notebook;

/// What is taken along.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// The text, then its citation.
    Quotation,
    /// The text alone.
    Text,
    /// The citation alone.
    Citation,
    /// A Markdown quotation with its citation.
    Markdown,
    /// HTML quotations.
    Html,
    /// An array of records.
    Json,
    /// A table.
    Csv,
    /// Entries for BibTeX.
    Bibtex,
    /// Items of CSL-JSON.
    CslJson,
    /// A Word document, which goes to a file.
    Word,
}

impl Form {
    /// Every form, in the order of the menu.
    pub const ALL: [Self; 10] = [
        Self::Quotation,
        Self::Text,
        Self::Citation,
        Self::Markdown,
        Self::Html,
        Self::Json,
        Self::Csv,
        Self::Bibtex,
        Self::CslJson,
        Self::Word,
    ];

    /// What the menu calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Quotation => "text and citation",
            Self::Text => "text alone",
            Self::Citation => "citation alone",
            Self::Markdown => "Markdown quotation",
            Self::Html => "HTML quotation",
            Self::Json => "JSON records",
            Self::Csv => "CSV table",
            Self::Bibtex => "BibTeX",
            Self::CslJson => "CSL-JSON",
            Self::Word => "Word document, to a file",
        }
    }
}

/// The provisions at `positions` in this form and view, in the document's order; the empty string
/// where there are none. What the reader added goes along as a part of its own, but for the quotation,
/// the text and the citation, which go into other texts. JSON has the whole record whatever the view. A Word document is no text:
/// here it is its quotation, and [`super::word`] makes the file.
///
/// # Panics
/// Where the document lacks one of the positions.
#[must_use]
pub fn quote(
    compilation: &Document,
    notebook: &Notebook,
    positions: &[usize],
    form: Form,
    view: View,
) -> String {
    let mut positions = positions.to_vec();
    positions.sort_unstable();
    positions.dedup();
    if positions.is_empty() {
        return String::new();
    }
    match form {
        Form::Quotation | Form::Word => quotation(compilation, &positions, view),
        Form::Text => blocks(compilation, &positions, view, plain).join("\n\n"),
        Form::Citation => visible(&citation(compilation, &positions)).into_owned(),
        Form::Markdown => markdown(compilation, notebook, &positions, view),
        Form::Html => html(compilation, notebook, &positions, view),
        Form::Json => json(compilation, notebook, &positions),
        Form::Csv => csv(compilation, notebook, &positions),
        Form::Bibtex => bibtex(compilation, notebook, &positions, view),
        Form::CslJson => csl_json(compilation, notebook, &positions, view),
    }
}

fn quotation(compilation: &Document, positions: &[usize], view: View) -> String {
    let mut quoted = blocks(compilation, positions, view, plain).join("\n\n");
    let _ = write!(
        quoted,
        "\n\n({})",
        visible(&citation(compilation, positions))
    );
    if let Some(note) = note(compilation, positions, view) {
        let _ = write!(quoted, "\n{note}");
    }
    quoted
}

fn markdown(
    compilation: &Document,
    notebook: &Notebook,
    positions: &[usize],
    view: View,
) -> String {
    let blocks = blocks(compilation, positions, view, emphasized);
    let mut quoted = String::new();
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            quoted.push_str(">\n");
        }
        for line in block.lines() {
            let _ = writeln!(quoted, "> {}", line.trim_end());
        }
    }
    let cited = visible(&citation(compilation, positions)).into_owned();
    let _ = write!(quoted, ">\n> — {}", escape_markdown(&cited));
    if let Some(note) = note(compilation, positions, view) {
        let _ = write!(quoted, "  \n> {}", escape_markdown(note));
    }
    for own in paragraphs(compilation, notebook, positions) {
        let own = visible(&own).replace('\n', " ");
        let _ = write!(quoted, "\n\n{}", escape_markdown(&own));
    }
    quoted
}

/// What is said below a quotation, so that an editor's words and their absence are known.
pub(super) fn note(
    compilation: &Document,
    positions: &[usize],
    view: View,
) -> Option<&'static str> {
    let updated = |&at: &usize| compilation.provisions[at].updates().next().is_some();
    match view {
        View::Editors => Some(
            "Only what later editors inserted, with the words around it; the rest is left out.",
        ),
        _ if !positions.iter().any(updated) => None,
        View::Annotated => Some(
            "Text in [square brackets] was inserted by later editors; it is not part of what was \
             adopted.",
        ),
        View::Adopted => Some("As adopted: what later editors inserted is left out."),
    }
}

/// What stands in the editors' view for a text that they left alone.
pub(super) const NOTHING: &str = "editors inserted nothing";

/// One block a provision: its text, led by its number where there are several.
fn blocks(
    compilation: &Document,
    positions: &[usize],
    view: View,
    text: fn(&Provision, View) -> String,
) -> Vec<String> {
    let provisions = positions.iter().map(|&at| &compilation.provisions[at]);
    let first_session = compilation.provisions[positions[0]].part;
    let one_session = provisions
        .clone()
        .all(|provision| provision.part == first_session);
    positions
        .iter()
        .zip(provisions)
        .map(|(&at, provision)| {
            let body = if !provision.has_text() {
                format!("({})", gone(provision))
            } else if view == View::Editors && provision.updates().next().is_none() {
                format!("({NOTHING})")
            } else {
                text(provision, view)
            };
            match (positions.len(), one_session) {
                (1, _) => body,
                (_, true) => format!("{}. {body}", visible(&provision.number())),
                (_, false) => format!("{}: {body}", visible(&citation(compilation, &[at]))),
            }
        })
        .collect()
}

fn plain(provision: &Provision, view: View) -> String {
    visible(&view.text(provision)).into_owned()
}

/// The text with its updates in emphasis, and everything else literal.
fn emphasized(provision: &Provision, view: View) -> String {
    if view != View::Annotated {
        return escape_markdown(&plain(provision, view));
    }
    let text = &*provision.text;
    let mut marked = String::with_capacity(text.len() + 16);
    let mut done = 0;
    for (range, update) in provision.updates() {
        if range.start < done {
            continue;
        }
        marked.push_str(&escape_markdown(&visible(&text[done..range.start])));
        let _ = write!(marked, "*{}*", escape_markdown(&visible(update)));
        done = range.end;
    }
    marked.push_str(&escape_markdown(&visible(&text[done..])));
    marked
}

/// Puts a backslash before what Markdown would take for markup.
fn escape_markdown(text: &str) -> String {
    let mut literal = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(
            character,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|'
        ) {
            literal.push('\\');
        }
        literal.push(character);
    }
    literal
}

pub(super) fn gone(provision: &Provision) -> &'static str {
    let inferred = provision
        .annotations
        .iter()
        .any(|annotation| annotation.is_inferred());
    match (provision.status(), inferred) {
        (Status::Deleted, true) => "deleted; inferred from a gap in the numbering",
        (Status::Deleted, false) => "deleted",
        (_, true) => "without text in the document",
        (_, false) => "omitted, as a footnote says",
    }
}

fn csv(compilation: &Document, notebook: &Notebook, positions: &[usize]) -> String {
    let rows: Vec<Row> = positions.iter().copied().map(Row::from).collect();
    let mut table = Vec::new();
    // Writing into memory cannot fail, and cells are text.
    let _ = write_list(&mut table, compilation, notebook, &rows, Format::Csv);
    String::from_utf8(table).unwrap_or_default()
}

fn json(compilation: &Document, notebook: &Notebook, positions: &[usize]) -> String {
    let mut extractor = Extractor::new(compilation);
    let records: Vec<JsonRow<'_>> = positions
        .iter()
        .map(|&at| JsonRow::of(compilation, notebook, &mut extractor, at, None))
        .collect();
    json_pretty(&records)
}
