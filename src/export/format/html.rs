//! HTML: a quotation a provision, what an editor inserted in `ins`.

use std::io::{self, Write};

use super::export_format::{Export, ExportFormat, FormatInfo, Purpose};
use crate::export::quoted::{Quoted, view_note};
use crate::export::user_notes::paragraphs;
use crate::export::{View, visible};
use crate::model::{Provision, citation};

pub(super) struct Html;

/// What stands before the fragment in a file of its own, so that a browser knows its letters.
const PROLOGUE: &str =
    "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>United Nations recommendations</title>\n";

impl ExportFormat for Html {
    fn info(&self) -> FormatInfo {
        FormatInfo {
            name: "html",
            label: "HTML quotation",
            keys: &["h"],
            has_views: true,
            ..FormatInfo::default()
        }
    }

    /// One `blockquote` a provision, its citation in `cite`. What an editor inserted is `<ins>`,
    /// which browsers underline; the brackets stay. Which view it is stands below, and what the
    /// reader added in an `aside`.
    fn write(&self, out: &mut dyn Write, export: &Export<'_>) -> io::Result<()> {
        if export.purpose != Purpose::Copy {
            write!(out, "{PROLOGUE}")?;
        }
        for row in export.rows {
            let at = row.position;
            let provision = &export.document.provisions[at];
            let id = escape(&provision.id);
            let status = provision.status().as_str();
            let text = marked_up(provision, export.view).replace('\n', "<br>\n");
            let cited = escape(&citation(export.document, &[at]));
            write!(
                out,
                "<blockquote id=\"{id}\" class=\"{status}\">\n<p>{text}</p>\n<footer><cite>{cited}</cite>"
            )?;
            if let Some(note) = view_note(export.document, &[at], export.view) {
                write!(out, "<br>\n{}", escape(note))?;
            }
            writeln!(out, "</footer>\n</blockquote>")?;
            for paragraph in paragraphs(export.document, export.notebook, &[at]) {
                let paragraph = escape(&paragraph).replace('\n', "<br>\n");
                writeln!(out, "<aside class=\"own\">\n<p>{paragraph}</p>\n</aside>")?;
            }
        }
        Ok(())
    }
}

fn marked_up(provision: &Provision, view: View) -> String {
    match Quoted::of(provision, view) {
        Quoted::Remark(remark) => format!("<em>{remark}</em>"),
        Quoted::Text(pieces) => {
            let pieces = pieces.iter().filter(|piece| !piece.text.is_empty());
            let marked = pieces.map(|piece| match piece.inserted {
                true => format!("<ins>{}</ins>", escape(&piece.text)),
                false => escape(&piece.text),
            });
            marked.collect()
        }
    }
}

/// Text that means nothing to a browser but itself.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in visible(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_text() {
        assert_eq!(escape("<b a='1'>&"), "&lt;b a=&#39;1&#39;&gt;&amp;");
    }
}
