//! Word: a document with parts as headings, what an editor inserted in italics, each text with its
//! citation; what the reader added is underlined.
//!
//! The package is made by a crate, and mended where that has no words for a thing: the direction and
//! language of a run, the default style, and properties without an author and a date that nobody knows.

use std::io::{self, Cursor, Seek, Write};

use docx_rs::{
    BreakType, Docx as Package, Paragraph, ParagraphChild, Run, RunFonts, Style, StyleType,
};

use super::export_format::{Export, ExportFormat, FileKind, FormatInfo};
use crate::export::direction::{is_right_to_left, language_tag};
use crate::export::quoted::{Quoted, view_note};
use crate::export::titles::Titles;
use crate::export::user_notes::{UNPLACED, paragraphs};
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
    let mut titles = Titles::default();
    for row in export.rows {
        let at = row.position;
        let provision = &document.provisions[at];
        let (part, headings) = titles.above(document, provision);
        if let Some(title) = part {
            package = package.add_paragraph(titled(document, &title, "Heading1"));
        }
        if let Some(headings) = headings {
            package = package.add_paragraph(titled(document, &headings, "Heading2"));
        }
        package = package.add_paragraph(body(document, provision, export.view));
        let mut cited = format!("({})", storable(&citation(document, &[at])));
        if let Some(note) = view_note(document, &[at], export.view) {
            cited = format!("{cited} {note}");
        }
        let citation = Paragraph::new().add_run(Run::new().add_text(cited.as_str()));
        package = package.add_paragraph(set(citation, document, &cited));
        for paragraph in paragraphs(document, export.notebook, &[at]) {
            package = package.add_paragraph(user_note(document, &paragraph));
        }
    }
    for (count, note) in export.unplaced_notes().iter().enumerate() {
        if count == 0 {
            package = package.add_paragraph(titled(document, UNPLACED, "Heading1"));
        }
        package = package.add_paragraph(user_note(document, note));
    }
    let mut package = package.build();
    package.document = with_directions(&package.document);
    package.styles = with_default_style(&package.styles);
    package.doc_props.core = properties(document).into_bytes();
    package.pack(file).map_err(io::Error::from)
}

/// Stands for a direction and a language in the name of a style, until the document is mended.
const SET: &str = "set.";

/// A paragraph whose runs are set in the direction and the language of `text`.
fn set(mut paragraph: Paragraph, document: &Document, text: &str) -> Paragraph {
    let leftwards = is_right_to_left(text);
    if leftwards {
        paragraph.property = paragraph.property.bidi(true);
    }
    let direction = if leftwards { "rtl" } else { "ltr" };
    let language = language_tag(document, text);
    let style = format!("{SET}{direction}.{}", storable(&language));
    for child in &mut paragraph.children {
        if let ParagraphChild::Run(run) = child {
            run.run_property = std::mem::take(&mut run.run_property).style(&style);
        }
    }
    paragraph
}

/// The document with what [`set`] asked for. A language goes where Word looks for that of such letters.
fn with_directions(document: &[u8]) -> Vec<u8> {
    const BEGINS: &str = "<w:rStyle w:val=\"set.";
    let document = String::from_utf8_lossy(document);
    let mut mended = String::with_capacity(document.len() + document.len() / 4);
    let mut rest = &*document;
    while let Some((before, after)) = rest.split_once(BEGINS) {
        mended.push_str(before);
        let Some((set, after)) = after.split_once("\" />") else {
            rest = after;
            continue;
        };
        let (direction, language) = set.split_once('.').unwrap_or((set, ""));
        let leftwards = direction == "rtl";
        if leftwards {
            mended.push_str("<w:rtl />");
        }
        let script = language.strip_prefix("und-");
        let east_asian = ["zh", "ja", "ko"].contains(&language.split('-').next().unwrap_or(""))
            || matches!(script, Some("Hani" | "Jpan" | "Hang"));
        let place = match (leftwards, east_asian) {
            (true, _) => "bidi",
            (_, true) => "eastAsia",
            _ => "val",
        };
        mended.push_str(&format!("<w:lang w:{place}=\"{language}\" />"));
        rest = after;
    }
    mended.push_str(rest);
    mended.into_bytes()
}

/// The styles with one that a paragraph has where it names none.
fn with_default_style(styles: &[u8]) -> Vec<u8> {
    let styles = String::from_utf8_lossy(styles);
    let normal = "<w:style w:type=\"paragraph\" w:styleId=\"Normal\">";
    let default = "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">";
    styles.replacen(normal, default, 1).into_bytes()
}

/// The properties of the document: what it is of. Nobody is its author, and no clock is looked at.
fn properties(document: &Document) -> String {
    let title = storable(document.source()).replace('\n', " ");
    let title = quick_xml::escape::escape(&title).into_owned();
    let language = match &document.language {
        Some(language) => format!(
            "<dc:language>{}</dc:language>",
            quick_xml::escape::escape(&*storable(language))
        ),
        None => String::new(),
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <dc:title>{title}</dc:title>{language}</cp:coreProperties>"
    )
}

fn titled(document: &Document, text: &str, style: &str) -> Paragraph {
    let run = Run::new().add_text(storable(text));
    set(Paragraph::new().style(style).add_run(run), document, text)
}

/// What the reader added, underlined.
fn user_note(document: &Document, words: &str) -> Paragraph {
    let run = run(words).underline("single");
    set(Paragraph::new().add_run(run), document, words)
}

/// The number and the text, updates in italics.
fn body(document: &Document, provision: &Provision, view: View) -> Paragraph {
    let number = storable(&provision.number());
    let mut paragraph = Paragraph::new();
    if !number.is_empty() {
        paragraph = paragraph.add_run(Run::new().add_text(format!("{number}. ")));
    }
    let paragraph = match Quoted::of(provision, view) {
        Quoted::Remark(remark) => {
            paragraph.add_run(Run::new().add_text(format!("({remark})")).italic())
        }
        Quoted::Text(pieces) => pieces.iter().fold(paragraph, |paragraph, piece| {
            let run = run(&piece.text);
            paragraph.add_run(if piece.inserted { run.italic() } else { run })
        }),
    };
    set(paragraph, document, &provision.text)
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
