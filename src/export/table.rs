//! Provisions as a table: comma-separated cells that a spreadsheet takes as text.

use std::borrow::Cow;
use std::io::{self, Write};

use super::own::tags;
use super::{Row, accounts, visible};
use crate::language::operative::Derived;
use crate::language::references::Extractor;
use crate::model::{Document, Record};
use crate::notes::{Entry, Notebook};

/// Prints provisions as a table with a header.
pub(super) fn cells(
    out: &mut dyn Write,
    compilation: &Document,
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
    let mut extractor = Extractor::new(compilation);
    let nothing = Entry::default();
    for row in rows {
        let references = extractor.references(row.position);
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
