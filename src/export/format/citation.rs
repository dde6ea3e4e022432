//! Citation alone.

use std::io::{self, Write};

use super::export_format::{Export, ExportFormat, FormatInfo};
use crate::export::visible;
use crate::model::citation;

pub(super) struct Citation;

impl ExportFormat for Citation {
    fn info(&self) -> FormatInfo {
        FormatInfo {
            name: "citation",
            label: "citation alone",
            keys: &["c"],
            is_printed: false,
            ..FormatInfo::default()
        }
    }

    fn write(&self, out: &mut dyn Write, export: &Export<'_>) -> io::Result<()> {
        let cited = citation(export.document, &export.positions());
        write!(out, "{}", visible(&cited))
    }
}
