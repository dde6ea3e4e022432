//! Quotation: the text as it is, then its citation. What copying gives unless told otherwise.

use std::io::{self, Write};

use super::export_format::{Export, ExportFormat, FormatInfo};
use crate::export::quoted::{blocks, view_note};
use crate::export::visible;
use crate::model::citation;

pub(super) struct Quotation;

impl ExportFormat for Quotation {
    fn info(&self) -> FormatInfo {
        FormatInfo {
            name: "quotation",
            label: "text and citation",
            keys: &["y"],
            is_printed: false,
            has_views: true,
            ..FormatInfo::default()
        }
    }

    fn write(&self, out: &mut dyn Write, export: &Export<'_>) -> io::Result<()> {
        let positions = export.positions();
        let text = blocks(export.document, &positions, export.view).join("\n\n");
        let cited = citation(export.document, &positions);
        write!(out, "{text}\n\n({})", visible(&cited))?;
        if let Some(note) = view_note(export.document, &positions, export.view) {
            write!(out, "\n{note}")?;
        }
        Ok(())
    }
}
