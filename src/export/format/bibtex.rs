//! BibTeX: a `@techreport` a provision, its key made of the id.

use std::collections::HashMap;
use std::io::{self, Write};

use super::export_format::{Export, ExportFormat, FormatInfo};
use crate::export::bibliographic_entry::BibliographicEntry;

pub(super) struct Bibtex;

impl ExportFormat for Bibtex {
    fn info(&self) -> FormatInfo {
        FormatInfo {
            name: "bibtex",
            label: "BibTeX",
            keys: &["b"],
            has_views: true,
            ..FormatInfo::default()
        }
    }

    fn write(&self, out: &mut dyn Write, export: &Export<'_>) -> io::Result<()> {
        let mut keys = HashMap::new();
        for (count, row) in export.rows.iter().enumerate() {
            if count > 0 {
                writeln!(out)?;
            }
            let (document, notebook) = (export.document, export.notebook);
            let entry = BibliographicEntry::of(document, notebook, row.position, export.view);
            let key = key(&entry.provision.id, &mut keys);
            writeln!(out, "@techreport{{{key},")?;
            let institution = entry.publisher.map(str::to_owned);
            let fields = [
                ("author", entry.body.clone()),
                ("title", Some(entry.full_title())),
                ("institution", institution.or_else(|| entry.body.clone())),
                ("number", entry.symbol.clone()),
                ("year", entry.last_day().map(|day| day.year.to_string())),
                ("note", Some(entry.note())),
                ("abstract", Some(entry.text.clone())),
                ("keywords", entry.keywords()),
                ("annote", entry.remark()),
            ];
            for (name, value) in fields {
                if let Some(value) = value.filter(|value| !value.is_empty()) {
                    // Styles set titles in small letters, and take the name of a body for a
                    // person's, but for what stands in braces of its own.
                    let (open, close) = match name {
                        "title" | "author" => ("{{", "}}"),
                        _ => ("{", "}"),
                    };
                    writeln!(out, "  {name} = {open}{}{close},", latex(&value))?;
                }
            }
            writeln!(out, "}}")?;
        }
        Ok(())
    }
}

/// The key of an entry: letters, digits and a sign that every BibTeX takes. Two that differ in
/// nothing else, or in capitals alone, would be the same entry: the later gets a number. `taken` has how
/// often each was asked for.
fn key(id: &str, taken: &mut HashMap<String, usize>) -> String {
    let letters = id.chars();
    let plain: String = letters
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let mut key = format!("UN-{plain}");
    loop {
        let asked = taken.entry(key.to_ascii_lowercase()).or_default();
        *asked += 1;
        if *asked == 1 {
            return key;
        }
        key = format!("UN-{plain}--{asked}");
    }
}

/// What LaTeX would take for a command, as the sign itself.
fn latex(text: &str) -> String {
    let mut literal = String::with_capacity(text.len());
    let mut before = ' ';
    for character in text.chars() {
        // Dashes and quotation marks are made of several of these; `?` and `!` turn over.
        if matches!(
            (before, character),
            ('-', '-') | ('`' | '?' | '!', '`') | ('\'', '\'')
        ) {
            literal.push_str("{}");
        }
        before = character;
        match character {
            '\\' => literal.push_str("\\textbackslash{}"),
            '~' => literal.push_str("\\textasciitilde{}"),
            '^' => literal.push_str("\\textasciicircum{}"),
            '<' => literal.push_str("\\textless{}"),
            '>' => literal.push_str("\\textgreater{}"),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                literal.push('\\');
                literal.push(character);
            }
            other => literal.push(other),
        }
    }
    literal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_latex_takes_for_a_command_is_a_sign() {
        assert_eq!(latex("50% & {x}_1"), "50\\% \\& \\{x\\}\\_1");
        assert_eq!(latex("a--b <c>"), "a-{}-b \\textless{}c\\textgreater{}");
    }

    #[test]
    fn no_two_entries_have_the_same_key() {
        let mut taken = HashMap::new();
        let keys = ["X 1", "X-1", "x.1", "X.2"].map(|id| key(id, &mut taken));
        assert_eq!(keys, ["UN-X-1", "UN-X-1--2", "UN-x-1--3", "UN-X-2"]);
    }
}
