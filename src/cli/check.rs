//! `check`: what was understood of a document and what was not, by line.

use std::io::{self, Write};

use crate::export::{one_line, visible};
use crate::model::{Document, PassageKind, Status};

/// Prints the tables of the document that is called `title`.
pub(super) fn write(out: &mut dyn Write, title: &str, document: &Document) -> io::Result<()> {
    writeln!(out, "{}", visible(title))?;
    summary(out, document)?;
    parts(out, document)?;
    by_line(out, document)
}

fn summary(out: &mut dyn Write, document: &Document) -> io::Result<()> {
    let provisions = &document.provisions;
    let count = |status: Status| provisions.iter().filter(|p| p.status() == status).count();
    let with_text = provisions.iter().filter(|p| p.has_text()).count();
    writeln!(out, "\nUnderstood")?;
    let rows = [
        (document.parts.len(), "sessions"),
        (document.headings.len(), "headings"),
        (with_text, "provisions with text"),
        (count(Status::Updated), "of them updated by an editor"),
        (
            count(Status::NotRelevant),
            "of them marked as no longer relevant",
        ),
        (count(Status::Deleted), "numbers deleted"),
        (count(Status::Omitted), "numbers omitted"),
        (document.passages.len(), "paragraphs of other text"),
        (document.unread.len(), "passages that found no place"),
    ];
    for (number, what) in rows {
        writeln!(out, "{number:>7}  {what}")?;
    }
    Ok(())
}

fn parts(out: &mut dyn Write, document: &Document) -> io::Result<()> {
    if document.parts.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\nSessions\n{:>7}  {:>10}  session",
        "line", "provisions"
    )?;
    let mut counts = vec![0_u32; document.parts.len()];
    for provision in document.provisions.iter().filter(|it| it.has_text()) {
        if let Some(count) = counts.get_mut(provision.part as usize) {
            *count += 1;
        }
    }
    for (at, session) in document.parts.iter().enumerate() {
        let line = session
            .lines
            .map_or_else(|| "-".to_owned(), |lines| lines.first.to_string());
        let number = counts[at];
        let pieces = [
            session.label.as_str(),
            &session.title,
            session.venue.as_deref().unwrap_or_default(),
            &session.dates(),
            session.symbol.as_deref().unwrap_or_default(),
        ];
        let said: Vec<&str> = pieces
            .into_iter()
            .filter(|piece| !piece.is_empty())
            .collect();
        let said = if said.is_empty() {
            "(none named)".to_owned()
        } else {
            said.join(" · ")
        };
        writeln!(out, "{line:>7}  {number:>10}  {}", one_line(&said))?;
    }
    Ok(())
}

/// Everything that needs a person's eye, in the order of the lines.
fn by_line(out: &mut dyn Write, document: &Document) -> io::Result<()> {
    let mut rows: Vec<(u32, &'static str, String)> = Vec::new();
    for passage in &document.passages {
        let what = match passage.kind {
            PassageKind::Introduction => "introduction",
            PassageKind::Note => "note",
            PassageKind::Chapeau => "chapeau without a number",
            PassageKind::Footnote => "footnote",
            PassageKind::Ellipsis => "ellipsis",
            PassageKind::Furniture => "head or foot of a page",
            PassageKind::Cover => "cover",
            PassageKind::Adoption => "adoption, vote, signature",
        };
        rows.push((passage.lines.first.get(), what, beginning(&passage.text)));
    }
    let mut near = 1;
    for provision in &document.provisions {
        near = provision.lines.map_or(near, |lines| lines.first.get());
        for annotation in &provision.annotations {
            let what = if annotation.is_inferred() {
                "inferred"
            } else {
                "annotated"
            };
            let kind = annotation.kind.as_str();
            let words = format!(
                "{} {kind} {}",
                provision.id,
                beginning(annotation.text(&document.passages, &provision.text))
            );
            rows.push((near, what, words.trim_end().to_owned()));
        }
    }
    for remark in &document.remarks {
        rows.push((remark.line, "assumed", remark.text.to_string()));
    }
    for unread in &document.unread {
        rows.push((
            unread.lines.first.get(),
            "NOT UNDERSTOOD",
            format!("{}: {}", unread.why, beginning(&unread.text)),
        ));
    }
    if rows.is_empty() {
        return Ok(());
    }
    rows.sort_by_key(|(line, ..)| *line);
    writeln!(out, "\nBy line\n{:>7}  {:24}  text", "line", "what")?;
    for (line, what, text) in rows {
        writeln!(out, "{line:>7}  {what:24}  {}", one_line(&text))?;
    }
    Ok(())
}

/// The start of a text of the document, so that a row stays a row. What this program says of it
/// is never cut.
fn beginning(text: &str) -> String {
    const LONGEST: usize = 100;
    // Blanks at its lines' ends go; what is cut off before that is only to save the work.
    let start = &text[..text.floor_char_boundary(8 * LONGEST)];
    let line = one_line(start);
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None if start.len() < text.len() => format!("{line}…"),
        None => line.into_owned(),
    }
}
