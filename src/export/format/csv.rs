//! CSV: a table with a header, safe to open in a spreadsheet.

use std::borrow::Cow;
use std::io::{self, Write};

use super::export_format::{Export, ExportFormat, FormatInfo};
use crate::export::explanation::Explainer;
use crate::export::user_notes::tags;
use crate::export::visible;
use crate::language::operative::Derived;
use crate::language::references::Extractor;
use crate::model::{Record, Role};
use crate::notes::Entry;

pub(super) struct Csv;

const HEADER: [&str; 17] = [
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
    "missing",
    "bookmarked",
    "tags",
    "note",
];

impl ExportFormat for Csv {
    fn info(&self) -> FormatInfo {
        FormatInfo {
            name: "csv",
            label: "CSV table",
            keys: &["v"],
            marks_partial: true,
            ..FormatInfo::default()
        }
    }

    fn write(&self, out: &mut dyn Write, export: &Export<'_>) -> io::Result<()> {
        let document = export.document;
        let mut table = csv::Writer::from_writer(out);
        table.write_record(HEADER)?;
        let mut extractor = Extractor::new(document);
        let explainer = Explainer::new(document);
        let nothing = Entry::default();
        for row in export.rows {
            let at = row.position;
            let references = extractor.references(at).into_iter();
            let references: Vec<String> = references.map(|it| it.target.to_string()).collect();
            let record = Record::of(document, at);
            let derived = Derived::of(document, at);
            let notes = export.notebook.entry(record.id).unwrap_or(&nothing);
            let annotations: Vec<String> = explainer
                .explanations(at)
                .into_iter()
                .map(|it| {
                    let voice = if it.inferred { " (inferred)" } else { "" };
                    format!("{}{voice}: {} {}", it.title, it.quoted, it.meaning)
                })
                .collect();
            let missing = row.found.as_ref().map_or(&[][..], |found| &found.missing);
            let role = match record.role {
                Role::Provision => "provision",
                Role::Chapeau => "chapeau",
            };
            table.write_record([
                &*cell(record.id),
                &*cell(record.session),
                &*cell(record.symbol.unwrap_or_default()),
                &*cell(&record.number),
                &*cell(&record.citation),
                &*cell(&record.headings.join(" › ")),
                role,
                record.status.as_str(),
                &*cell(record.text),
                &*cell(&annotations.join("\n")),
                &*cell(&references.join("; ")),
                &*derived.to.join("; "),
                &*derived.verb.join("; "),
                &*cell(&missing.join(" ")),
                if notes.bookmarked { "yes" } else { "" },
                &*cell(&tags(notes).collect::<Vec<_>>().join(" ")),
                &*cell(notes.note.as_deref().unwrap_or_default()),
            ])?;
        }
        table.flush()
    }
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
