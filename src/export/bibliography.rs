//! Provisions for reference managers: BibTeX and CSL-JSON, an entry each.
//!
//! The report of the session is what is cited; the paragraph goes into the note, since neither
//! format has a place for it in an entry.

use std::collections::HashSet;
use std::fmt::Write;

use serde_json::{Value, json};

use super::escaped::json_pretty;
use super::form::gone;
use super::own::{WHOSE, in_words, tags};
use super::{View, one_line};
use crate::model::{Date, Document, Part, Provision};
use crate::notes::{self as notebook, Notebook};

/// What every entry is made from.
struct Entry<'a> {
    provision: &'a Provision,
    session: &'a Part,
    title: String,
    text: String,
    /// What the reader added: tags as keywords, and all of it as a remark on the entry.
    own: Option<&'a notebook::Entry>,
}

impl<'a> Entry<'a> {
    fn of(compilation: &'a Document, notebook: &'a Notebook, position: usize, view: View) -> Self {
        let provision = &compilation.provisions[position];
        let session = compilation.part(provision);
        let (dates, venue) = (
            session.dates(),
            session.venue.as_deref().unwrap_or_default(),
        );
        let pieces = [&*session.title, venue, &dates];
        let named: Vec<&str> = pieces
            .into_iter()
            .filter(|piece| !piece.is_empty())
            .collect();
        let title = if named.is_empty() {
            one_line(&provision.id).into_owned()
        } else {
            one_line(&named.join(", ")).into_owned()
        };
        let text = one_line(&view.text(provision)).into_owned();
        Self {
            provision,
            session,
            title,
            text,
            own: notebook.entry(&provision.id),
        }
    }

    fn keywords(&self) -> Option<String> {
        let words: Vec<&str> = self.own.into_iter().flat_map(tags).collect();
        let words = one_line(&words.join(", ")).into_owned();
        (!words.is_empty()).then_some(words)
    }

    fn remark(&self) -> Option<String> {
        let words = in_words(self.own?);
        Some(one_line(&format!("{WHOSE}: {words}")).into_owned())
    }

    /// What the note says: the paragraph, and what was done to it.
    fn note(&self, view: View) -> String {
        let mut pieces = Vec::new();
        let number = self.provision.number();
        if !number.is_empty() {
            pieces.push(format!("para. {number}"));
        }
        if !self.provision.has_text() {
            pieces.push(gone(self.provision).to_owned());
        } else if self.provision.updates().next().is_some() {
            pieces.push(format!("updated, text {}", view.name()));
        }
        one_line(&pieces.join("; ")).into_owned()
    }

    fn last_day(&self) -> Option<Date> {
        self.session.meetings.iter().map(|meeting| meeting.to).max()
    }
}

/// BibTeX: a `@techreport` each, its key made of the id.
///
/// # Panics
/// Where the document lacks one of the positions.
#[must_use]
pub fn bibtex(
    compilation: &Document,
    notebook: &Notebook,
    positions: &[usize],
    view: View,
) -> String {
    let mut entries = String::new();
    let mut keys = HashSet::new();
    for (row, &at) in positions.iter().enumerate() {
        if row > 0 {
            entries.push('\n');
        }
        let entry = Entry::of(compilation, notebook, at, view);
        let key = key(&entry.provision.id, &mut keys);
        let _ = writeln!(entries, "@techreport{{{key},");
        let year = entry.last_day().map(|day| day.year.to_string());
        let fields = [
            ("title", Some(entry.title.clone())),
            ("institution", Some("United Nations".to_owned())),
            (
                "number",
                entry
                    .session
                    .symbol
                    .as_deref()
                    .map(|symbol| one_line(symbol).into_owned()),
            ),
            ("year", year),
            ("note", Some(entry.note(view))),
            ("abstract", Some(entry.text.clone())),
            ("keywords", entry.keywords()),
            ("annote", entry.remark()),
        ];
        for (name, value) in fields {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                // Styles set titles in small letters, but for what stands in braces of its own.
                let (open, close) = if name == "title" {
                    ("{{", "}}")
                } else {
                    ("{", "}")
                };
                let _ = writeln!(entries, "  {name} = {open}{}{close},", latex(&value));
            }
        }
        entries.push_str("}\n");
    }
    entries
}

/// The key of an entry: letters, digits and a sign that every BibTeX takes. Two that differ in
/// nothing else, or in capitals alone, would be the same entry: the later gets a number.
fn key(id: &str, taken: &mut HashSet<String>) -> String {
    let letters = id.chars();
    let plain: String = letters
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let mut key = format!("UN-{plain}");
    let mut count = 1;
    while !taken.insert(key.to_ascii_lowercase()) {
        count += 1;
        key = format!("UN-{plain}--{count}");
    }
    key
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

/// CSL-JSON: an array with an item each.
///
/// # Panics
/// Where the document lacks one of the positions.
#[must_use]
pub fn csl_json(
    compilation: &Document,
    notebook: &Notebook,
    positions: &[usize],
    view: View,
) -> String {
    let day = |date: Date| json!([date.year, date.month, date.day]);
    let items: Vec<Value> = positions
        .iter()
        .map(|&at| {
            let entry = Entry::of(compilation, notebook, at, view);
            let mut item = json!({
                "id": entry.provision.id.as_str(),
                "type": "report",
                "title": entry.title,
                "publisher": "United Nations",
                "note": entry.note(view),
            });
            if !entry.text.is_empty() {
                item["abstract"] = json!(entry.text);
            }
            if let Some(symbol) = &entry.session.symbol {
                item["number"] = json!(symbol);
            }
            if let Some(venue) = &entry.session.venue {
                item["event-place"] = json!(venue);
            }
            if let Some(keywords) = entry.keywords() {
                item["keyword"] = json!(keywords);
            }
            if let Some(remark) = entry.remark() {
                item["annote"] = json!(remark);
            }
            let first = entry
                .session
                .meetings
                .iter()
                .map(|meeting| meeting.from)
                .min();
            if let (Some(from), Some(to)) = (first, entry.last_day()) {
                item["issued"] = json!({ "date-parts": [day(from), day(to)] });
            }
            item
        })
        .collect();
    json_pretty(&items)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(id: &str, written: fn(&Document, &Notebook, &[usize], View) -> String) -> String {
        let compilation = crate::input::embedded();
        let position = compilation.position(id).expect("an id of the document");
        written(
            &compilation,
            &Notebook::default(),
            &[position],
            View::Annotated,
        )
    }

    #[test]
    fn bibtex_names_the_report_and_the_paragraph() {
        let entry = of("IV.103.d", bibtex);
        assert!(entry.starts_with("@techreport{UN-IV-103-d,\n  title = {{Fourth Session, Geneva, Switzerland, 16 - 27 January 2006}},\n"));
        for field in [
            "number = {E/CN.4/2006/18}",
            "year = {2006}",
            "note = {para. 103 (d)}",
            "abstract = {Reminds States",
        ] {
            assert!(entry.contains(field), "{field} in {entry}");
        }
        assert_eq!(latex("50% & {x}_1"), "50\\% \\& \\{x\\}\\_1");
        assert_eq!(latex("a--b <c>"), "a-{}-b \\textless{}c\\textgreater{}");
    }

    #[test]
    fn no_two_entries_have_the_same_key() {
        let mut taken = HashSet::new();
        let keys = ["X 1", "X-1", "x.1", "X.2"].map(|id| key(id, &mut taken));
        assert_eq!(keys, ["UN-X-1", "UN-X-1--2", "UN-x-1--3", "UN-X-2"]);
    }

    #[test]
    fn csl_items_have_dates_and_say_what_was_updated() {
        let items: Value = serde_json::from_str(&of("II.81.18", csl_json)).expect("JSON");
        assert_eq!(
            items[0]["issued"]["date-parts"],
            json!([[2004, 1, 26], [2004, 2, 6]])
        );
        assert_eq!(items[0]["number"], "E/CN.4/2004/20");
        assert_eq!(items[0]["note"], "para. 81 (18); updated, text annotated");
    }
}
