//! CSL-JSON: an array with an item a provision.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::export_format::{Export, ExportFormat, FormatInfo, Purpose};
use crate::export::bibliographic_entry::BibliographicEntry;
use crate::export::json_escapes::json_pretty;
use crate::model::Date;

pub(super) struct CslJson;

impl ExportFormat for CslJson {
    fn info(&self) -> FormatInfo {
        FormatInfo {
            name: "csl",
            label: "CSL-JSON",
            keys: &["s"],
            has_views: true,
            ..FormatInfo::default()
        }
    }

    fn write(&self, out: &mut dyn Write, export: &Export<'_>) -> io::Result<()> {
        let rows = export.rows.iter();
        let items: Vec<Value> = rows
            .map(|row| {
                let (document, notebook) = (export.document, export.notebook);
                let entry = BibliographicEntry::of(document, notebook, row.position, export.view);
                item(&entry)
            })
            .collect();
        let end = match export.purpose {
            Purpose::Copy => "",
            Purpose::List | Purpose::Full => "\n",
        };
        write!(out, "{}{end}", json_pretty(&items))
    }
}

/// The title. Styles write English titles with capitals, which a citation must be kept from: `(d)` is
/// another paragraph than `(D)`.
fn title(entry: &BibliographicEntry<'_>) -> String {
    let citation = format!("<span class=\"nocase\">{}</span>", entry.citation);
    match &*entry.title {
        "" => citation,
        title => format!("{title}, {citation}"),
    }
}

fn item(entry: &BibliographicEntry<'_>) -> Value {
    let day = |date: Date| json!([date.year, date.month, date.day]);
    let mut item = json!({
        "id": entry.provision.id.as_str(),
        "type": "report",
    });
    if let Some(body) = &entry.body {
        item["author"] = json!([{ "literal": body }]);
    }
    item["title"] = json!(title(entry));
    if let Some(publisher) = entry.publisher.or(entry.body.as_deref()) {
        item["publisher"] = json!(publisher);
    }
    let note = entry.note();
    if !note.is_empty() {
        item["note"] = json!(note);
    }
    if !entry.text.is_empty() {
        item["abstract"] = json!(entry.text);
    }
    if let Some(symbol) = &entry.symbol {
        item["number"] = json!(symbol);
    }
    if let Some(venue) = &entry.part.venue {
        item["event-place"] = json!(venue);
    }
    if let Some(keywords) = entry.keywords() {
        item["keyword"] = json!(keywords);
    }
    if let Some(remark) = entry.remark() {
        item["annote"] = json!(remark);
    }
    let first = entry.part.meetings.iter().map(|meeting| meeting.from).min();
    if let (Some(from), Some(to)) = (first, entry.last_day()) {
        item["issued"] = json!({ "date-parts": [day(from), day(to)] });
    }
    item
}
