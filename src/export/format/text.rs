//! Plain text: a line a provision in a list, all of it in full, or the texts alone to be pasted.

use std::io::{self, Write};

use super::export_format::{Export, ExportFormat, FormatInfo, Purpose, partial_divider, without};
use crate::export::one_line;
use crate::export::plain_detail::plain_detail;
use crate::export::quoted::blocks;
use crate::language::references::Links;

pub(super) struct Text;

/// How many dashes part provisions that are read one after another.
const DIVIDER: usize = 72;

impl ExportFormat for Text {
    fn info(&self) -> FormatInfo {
        FormatInfo {
            name: "text",
            label: "text alone",
            keys: &["t"],
            has_views: true,
            marks_partial: true,
            ..FormatInfo::default()
        }
    }

    fn write(&self, out: &mut dyn Write, export: &Export<'_>) -> io::Result<()> {
        match export.purpose {
            Purpose::List => list(out, export),
            Purpose::Full => full(out, export),
            Purpose::Copy => {
                let texts = blocks(export.document, &export.positions(), export.view);
                write!(out, "{}", texts.join("\n\n"))
            }
        }
    }
}

fn list(out: &mut dyn Write, export: &Export<'_>) -> io::Result<()> {
    let provisions = &export.document.provisions;
    let rows = export.rows.iter();
    let ids = rows.map(|row| provisions[row.position].id.len());
    // A single endless id must not push every text off the screen.
    let width = ids.max().unwrap_or(0).min(24);
    let mut partial = false;
    for (at, row) in export.rows.iter().enumerate() {
        let provision = &provisions[row.position];
        let (id, status) = (one_line(&provision.id), provision.status().as_str());
        let mut text = one_line(&provision.text).into_owned();
        if let Some(found) = row.found.as_ref().filter(|found| found.partial) {
            if !std::mem::replace(&mut partial, true) {
                writeln!(out, "{}", partial_divider(at > 0))?;
            }
            text = format!("{} {text}", one_line(&without(&found.missing)));
        }
        let line = format!("{id:width$}  {status:12}  {text}");
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn full(out: &mut dyn Write, export: &Export<'_>) -> io::Result<()> {
    // Who cites the same can only be told from the whole document.
    let links = Links::of(export.document);
    for (count, row) in export.rows.iter().enumerate() {
        if count > 0 {
            writeln!(out, "\n{}\n", "─".repeat(DIVIDER))?;
        }
        plain_detail(
            out,
            export.document,
            export.notebook,
            &links,
            row.position,
            export.view,
        )?;
    }
    Ok(())
}
