//! Provisions as a Word document: sessions as headings, what an editor inserted in brackets and
//! italics, each text with its citation; what the reader added is underlined.

use std::io::{self, Cursor, Seek, Write};

use docx_rs::{BreakType, Docx, Paragraph, Run, RunFonts, Style, StyleType};

use super::form::{NOTHING, gone, note};
use super::own::paragraphs;
use super::{View, visible};
use crate::model::{Document, Provision, citation};
use crate::notes::Notebook;

/// Half points, as Word counts them.
const TEXT_SIZE: usize = 22;

/// The document as the bytes of a `.docx` file.
///
/// # Errors
/// Where the container cannot be written, which memory does not cause.
///
/// # Panics
/// Where the compilation lacks one of the positions.
pub fn word(
    compilation: &Document,
    notebook: &Notebook,
    positions: &[usize],
    view: View,
) -> io::Result<Vec<u8>> {
    let mut file = Cursor::new(Vec::new());
    write_into(&mut file, compilation, notebook, positions, view)?;
    Ok(file.into_inner())
}

fn write_into(
    file: &mut (impl Write + Seek),
    compilation: &Document,
    notebook: &Notebook,
    positions: &[usize],
    view: View,
) -> io::Result<()> {
    let heading = |id: &str, name: &str, level: usize, size: usize| {
        Style::new(id, StyleType::Paragraph)
            .name(name)
            .based_on("Normal")
            .size(size)
            .bold()
            .outline_lvl(level)
    };
    let mut document = Docx::new()
        .default_size(TEXT_SIZE)
        .default_fonts(
            RunFonts::new()
                .ascii("Times New Roman")
                .hi_ansi("Times New Roman"),
        )
        .add_style(heading("Heading1", "heading 1", 0, 32))
        .add_style(heading("Heading2", "heading 2", 1, 26));
    let mut session = None;
    let mut heading_above = None;
    for &at in positions {
        let provision = &compilation.provisions[at];
        if session != Some(provision.part) {
            session = Some(provision.part);
            heading_above = None;
            document =
                document.add_paragraph(titled(&session_title(compilation, provision), "Heading1"));
        }
        let headings = compilation.headings(provision).join(" › ");
        if provision.heading.is_some() && heading_above != provision.heading {
            document = document.add_paragraph(titled(&headings, "Heading2"));
        }
        heading_above = provision.heading;
        document = document.add_paragraph(body(provision, view));
        let mut cited = format!("({})", held(&citation(compilation, &[at])));
        if let Some(note) = note(compilation, &[at], view) {
            cited = format!("{cited} {note}");
        }
        document = document.add_paragraph(Paragraph::new().add_run(Run::new().add_text(cited)));
        for own in paragraphs(compilation, notebook, &[at]) {
            document =
                document.add_paragraph(Paragraph::new().add_run(run(&own).underline("single")));
        }
    }
    document.build().pack(file).map_err(io::Error::from)
}

fn session_title(compilation: &Document, provision: &Provision) -> String {
    let session = compilation.part(provision);
    let dates = session.dates();
    let pieces = [
        &*session.title,
        session.venue.as_deref().unwrap_or_default(),
        &dates,
        session.symbol.as_deref().unwrap_or_default(),
    ];
    let named: Vec<&str> = pieces
        .into_iter()
        .filter(|piece| !piece.is_empty())
        .collect();
    if named.is_empty() {
        session.label.to_string()
    } else {
        named.join(", ")
    }
}

fn titled(text: &str, style: &str) -> Paragraph {
    Paragraph::new()
        .style(style)
        .add_run(Run::new().add_text(held(text)))
}

/// The number and the text, updates in italics.
fn body(provision: &Provision, view: View) -> Paragraph {
    let number = held(&provision.number());
    let mut paragraph = Paragraph::new();
    if !number.is_empty() {
        paragraph = paragraph.add_run(Run::new().add_text(format!("{number}. ")));
    }
    if !provision.has_text() {
        let gone = format!("({})", gone(provision));
        return paragraph.add_run(Run::new().add_text(gone).italic());
    }
    let text = view.text(provision);
    if text.is_empty() {
        let nothing = format!("({NOTHING})");
        return paragraph.add_run(Run::new().add_text(nothing).italic());
    }
    let mut done = 0;
    if view == View::Annotated {
        for (range, update) in provision.updates() {
            if range.start >= done {
                paragraph = paragraph
                    .add_run(run(&text[done..range.start]))
                    .add_run(run(update).italic());
                done = range.end;
            }
        }
    }
    paragraph.add_run(run(&text[done..]))
}

/// Text that XML can hold: besides controls there are two characters that it cannot, and a reader
/// refuses the whole file for one of them.
fn held(text: &str) -> String {
    visible(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

/// A run of text; its line feeds become line breaks.
fn run(text: &str) -> Run {
    let text = held(text);
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
