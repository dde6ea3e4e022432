//! Markdown: block quotations, what an editor inserted in emphasis.

use std::io::{self, Write};

use super::export_format::{Export, ExportFormat, FormatInfo, Purpose};
use crate::export::quoted::{blocks, view_note};
use crate::export::user_notes::paragraphs;
use crate::export::visible;
use crate::model::citation;

pub(super) struct Markdown;

impl ExportFormat for Markdown {
    fn info(&self) -> FormatInfo {
        FormatInfo {
            name: "markdown",
            label: "Markdown quotation",
            keys: &["m"],
            has_views: true,
            ..FormatInfo::default()
        }
    }

    fn write(&self, out: &mut dyn Write, export: &Export<'_>) -> io::Result<()> {
        let positions = export.positions();
        if export.purpose == Purpose::Copy {
            return quotation(out, export, &positions);
        }
        for (count, at) in positions.iter().enumerate() {
            if count > 0 {
                writeln!(out)?;
            }
            quotation(out, export, &[*at])?;
            writeln!(out)?;
        }
        Ok(())
    }
}

/// One quotation of all these provisions, without the end of its last line.
fn quotation(out: &mut dyn Write, export: &Export<'_>, positions: &[usize]) -> io::Result<()> {
    let blocks = blocks(export.document, positions, export.view, emphasized);
    for (count, block) in blocks.iter().enumerate() {
        if count > 0 {
            writeln!(out, ">")?;
        }
        for line in block.lines() {
            writeln!(out, "> {}", line.trim_end())?;
        }
    }
    let cited = citation(export.document, positions);
    write!(out, ">\n> — {}", escape(&visible(&cited)))?;
    if let Some(note) = view_note(export.document, positions, export.view) {
        write!(out, "  \n> {}", escape(note))?;
    }
    for paragraph in paragraphs(export.document, export.notebook, positions) {
        let paragraph = visible(&paragraph).replace('\n', " ");
        write!(out, "\n\n{}", escape(&paragraph))?;
    }
    Ok(())
}

fn emphasized(text: &str, inserted: bool) -> String {
    let literal = escape(&visible(text));
    if inserted {
        format!("*{literal}*")
    } else {
        literal
    }
}

/// Puts a backslash before what Markdown would take for markup.
fn escape(text: &str) -> String {
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
