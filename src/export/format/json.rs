//! JSON: an array of records, or JSON lines with a record each.

use std::io::{self, Write};

use super::export_format::{Export, ExportFormat, FormatInfo, Purpose};
use crate::export::export_record::ExportRecords;
use crate::export::json_escapes::{json_pretty, write_json};

pub(super) struct Json;

impl ExportFormat for Json {
    fn info(&self) -> FormatInfo {
        FormatInfo {
            name: "json",
            label: "JSON records",
            keys: &["J"],
            marks_partial: true,
            ..FormatInfo::default()
        }
    }

    /// To be pasted over several lines, since a person is about to look at it; else a record a line.
    fn write(&self, out: &mut dyn Write, export: &Export<'_>) -> io::Result<()> {
        let mut records = ExportRecords::new(export.document, export.notebook);
        if export.purpose == Purpose::Copy {
            let rows = export.rows.iter();
            let records: Vec<_> = rows
                .map(|row| records.record(row.position, row.found.as_ref()))
                .collect();
            return write!(out, "{}", json_pretty(&records));
        }
        out.write_all(b"[")?;
        for (count, row) in export.rows.iter().enumerate() {
            out.write_all(if count == 0 { b"\n" } else { b",\n" })?;
            write_json(out, &records.record(row.position, row.found.as_ref()))?;
        }
        out.write_all(b"\n]\n")
    }
}

pub(super) struct JsonLines;

impl ExportFormat for JsonLines {
    fn info(&self) -> FormatInfo {
        FormatInfo {
            name: "jsonl",
            marks_partial: true,
            ..FormatInfo::default()
        }
    }

    fn write(&self, out: &mut dyn Write, export: &Export<'_>) -> io::Result<()> {
        let mut records = ExportRecords::new(export.document, export.notebook);
        for row in export.rows {
            write_json(out, &records.record(row.position, row.found.as_ref()))?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}
