//! HTML: a quotation a provision, what an editor inserted in `ins`, with the language and direction of
//! each text.

use std::io::{self, Write};

use super::export_format::{Export, ExportFormat, FormatInfo, Purpose};
use crate::export::direction::language_tag;
use crate::export::quoted::{Quoted, view_note};
use crate::export::titles::Titles;
use crate::export::user_notes::{UNPLACED, paragraphs};
use crate::export::{View, one_line, visible};
use crate::model::{Document, Provision, citation};

pub(super) struct Html;

/// What stands before the fragment in a file of its own, so that a browser knows its letters.
fn prologue(document: &Document) -> String {
    let language = match &document.language {
        Some(language) => format!(" lang=\"{}\"", escape(language)),
        None => String::new(),
    };
    let named = document.symbol.is_some() || document.title.is_some() || !document.name.is_empty();
    let title = match named {
        true => escape(&one_line(document.source())),
        false => "United Nations recommendations".to_owned(),
    };
    format!(
        "<!DOCTYPE html>\n<html{language} dir=\"auto\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n"
    )
}

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

    /// A list has the titles of parts and headings, and the number before each text. One `blockquote`
    /// a provision, its citation in `cite`. What an editor inserted is `<ins>`, which browsers
    /// underline; the brackets stay. Which view it is stands below, and what the reader added in an
    /// `aside`.
    fn write(&self, out: &mut dyn Write, export: &Export<'_>) -> io::Result<()> {
        if export.purpose != Purpose::Copy {
            write!(out, "{}", prologue(export.document))?;
        }
        let mut titles = Titles::default();
        for row in export.rows {
            let at = row.position;
            let provision = &export.document.provisions[at];
            let is_list = export.purpose == Purpose::List;
            if is_list {
                let (part, headings) = titles.above(export.document, provision);
                for (element, title) in [("h1", part), ("h2", headings)] {
                    if let Some(title) = title {
                        let title = escape(&one_line(&title));
                        writeln!(out, "<{element} dir=\"auto\">{title}</{element}>")?;
                    }
                }
            }
            let number = match provision.number() {
                number if is_list && !number.is_empty() => format!("<b>{}.</b> ", escape(&number)),
                _ => String::new(),
            };
            let id = escape(&provision.id);
            let status = provision.status().as_str();
            let text = marked_up(provision, export.view).replace('\n', "<br>\n");
            let cited = escape(&citation(export.document, &[at]));
            let language = match provision.has_text() {
                true => escape(&language_tag(export.document, &provision.text)),
                // A remark of this program's.
                false => "en".to_owned(),
            };
            write!(
                out,
                "<blockquote id=\"{id}\" class=\"{status}\">\n<p lang=\"{language}\" dir=\"auto\">{number}{text}</p>\n\
                 <footer dir=\"auto\"><cite>{cited}</cite>"
            )?;
            if let Some(note) = view_note(export.document, &[at], export.view) {
                write!(
                    out,
                    "<br>\n<span lang=\"en\" dir=\"ltr\">{}</span>",
                    escape(note)
                )?;
            }
            writeln!(out, "</footer>\n</blockquote>")?;
            for paragraph in paragraphs(export.document, export.notebook, &[at]) {
                let paragraph = one_paragraph(&paragraph);
                writeln!(out, "<aside class=\"own\">\n{paragraph}\n</aside>")?;
            }
        }
        let unplaced = export.unplaced_notes();
        if !unplaced.is_empty() {
            writeln!(
                out,
                "<aside class=\"own\">\n<h1 lang=\"en\" dir=\"ltr\">{UNPLACED}</h1>"
            )?;
            for note in &unplaced {
                writeln!(out, "{}", one_paragraph(note))?;
            }
            writeln!(out, "</aside>")?;
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

/// Words of the reader's as one paragraph.
fn one_paragraph(words: &str) -> String {
    let words = escape(words).replace('\n', "<br>\n");
    format!("<p dir=\"auto\">{words}</p>")
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
