//! Word: a document with parts as headings, what an editor inserted in italics, each text with its
//! citation; what the reader added is underlined.

use std::io::{self, Cursor, Seek, Write};

use docx_rs::{BreakType, Docx as Package, Paragraph, Run, RunFonts, Style, StyleType};

use super::export_format::{Export, ExportFormat, FileKind, FormatInfo};
use crate::export::quoted::{Quoted, view_note};
use crate::export::user_notes::paragraphs;
use crate::export::{View, visible};
use crate::model::{Document, Provision, citation};

pub(super) struct Docx;

/// Half points, as Word counts them.
const TEXT_SIZE: usize = 22;

impl ExportFormat for Docx {
    fn info(&self) -> FormatInfo {
        FormatInfo {
            name: "docx",
            label: "Word document, to a file",
            keys: &["w"],
            has_views: true,
            file: Some(FileKind {
                name: "Word document",
                extension: "docx",
            }),
            ..FormatInfo::default()
        }
    }

    fn write(&self, out: &mut dyn Write, export: &Export<'_>) -> io::Result<()> {
        // The container is written back and forth.
        let mut file = Cursor::new(Vec::new());
        write_package(&mut file, export)?;
        out.write_all(&file.into_inner())
    }
}

fn write_package(file: &mut (impl Write + Seek), export: &Export<'_>) -> io::Result<()> {
    let heading = |id: &str, name: &str, level: usize, size: usize| {
        Style::new(id, StyleType::Paragraph)
            .name(name)
            .based_on("Normal")
            .size(size)
            .bold()
            .outline_lvl(level)
    };
    let mut package = Package::new()
        .default_size(TEXT_SIZE)
        .default_fonts(
            RunFonts::new()
                .ascii("Times New Roman")
                .hi_ansi("Times New Roman"),
        )
        .add_style(heading("Heading1", "heading 1", 0, 32))
        .add_style(heading("Heading2", "heading 2", 1, 26));
    let document = export.document;
    let mut part = None;
    let mut heading_above = None;
    for row in export.rows {
        let at = row.position;
        let provision = &document.provisions[at];
        if part != Some(provision.part) {
            part = Some(provision.part);
            heading_above = None;
            let title = part_title(document, provision);
            package = package.add_paragraph(titled(&title, "Heading1"));
        }
        if provision.heading.is_some() && heading_above != provision.heading {
            let headings = document.headings(provision).join(" › ");
            package = package.add_paragraph(titled(&headings, "Heading2"));
        }
        heading_above = provision.heading;
        package = package.add_paragraph(body(provision, export.view));
        let mut cited = format!("({})", storable(&citation(document, &[at])));
        if let Some(note) = view_note(document, &[at], export.view) {
            cited = format!("{cited} {note}");
        }
        package = package.add_paragraph(Paragraph::new().add_run(Run::new().add_text(cited)));
        for paragraph in paragraphs(document, export.notebook, &[at]) {
            let run = run(&paragraph).underline("single");
            package = package.add_paragraph(Paragraph::new().add_run(run));
        }
    }
    package.build().pack(file).map_err(io::Error::from)
}

/// What a part is called, with when and where it met; else what the document is called.
fn part_title(document: &Document, provision: &Provision) -> String {
    let part = document.part(provision);
    let dates = part.dates();
    let pieces = [
        &*part.title,
        part.venue.as_deref().unwrap_or_default(),
        &dates,
        part.symbol.as_deref().unwrap_or_default(),
    ];
    let named: Vec<&str> = pieces
        .into_iter()
        .filter(|piece| !piece.is_empty())
        .collect();
    match (named.is_empty(), part.label.is_empty()) {
        (false, _) => named.join(", "),
        (true, false) => part.label.to_string(),
        (true, true) => document.source().to_owned(),
    }
}

fn titled(text: &str, style: &str) -> Paragraph {
    Paragraph::new()
        .style(style)
        .add_run(Run::new().add_text(storable(text)))
}

/// The number and the text, updates in italics.
fn body(provision: &Provision, view: View) -> Paragraph {
    let number = storable(&provision.number());
    let mut paragraph = Paragraph::new();
    if !number.is_empty() {
        paragraph = paragraph.add_run(Run::new().add_text(format!("{number}. ")));
    }
    match Quoted::of(provision, view) {
        Quoted::Remark(remark) => {
            paragraph.add_run(Run::new().add_text(format!("({remark})")).italic())
        }
        Quoted::Text(pieces) => pieces.iter().fold(paragraph, |paragraph, piece| {
            let run = run(&piece.text);
            paragraph.add_run(if piece.inserted { run.italic() } else { run })
        }),
    }
}

/// Text that XML can hold: besides controls there are two characters that it cannot, and a reader
/// refuses the whole file for one of them.
fn storable(text: &str) -> String {
    visible(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

/// A run of text; its line feeds become line breaks.
fn run(text: &str) -> Run {
    let text = storable(text);
    text.split('\n')
        .enumerate()
        .fold(Run::new(), |run, (at, line)| {
            let run = if at > 0 {
                run.add_break(BreakType::TextWrapping)
            } else {
                run
            };
            run.add_text(line)
        })
}
