//! `check` for people: counts, the account of all words, and what was taken for what, by place.

use std::io::{self, Write};

use super::pieces::{self, Position, piece, title_of};
use crate::export::{one_line, visible};
use crate::model::{AccountUnit, Basis, Document, PartKind, Status};

/// Prints the tables of the document that is called `title`.
pub(super) fn write(out: &mut dyn Write, title: &str, document: &Document) -> io::Result<()> {
    writeln!(out, "{}", visible(title))?;
    summary(out, document)?;
    account(out, document)?;
    parts(out, document)?;
    by_place(out, document)
}

fn summary(out: &mut dyn Write, document: &Document) -> io::Result<()> {
    let provisions = &document.provisions;
    let count = |status: Status| provisions.iter().filter(|p| p.status() == status).count();
    let with_text = provisions.iter().filter(|p| p.has_text()).count();
    writeln!(out, "\nUnderstood")?;
    let rows = [
        (document.parts.len(), part_words(document)),
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

/// Where each word or cell of the source went.
fn account(out: &mut dyn Write, document: &Document) -> io::Result<()> {
    let account = &document.account;
    let unit = account.unit.as_str();
    writeln!(out, "\nAccount of all {unit}")?;
    let row = |out: &mut dyn Write, count: u64, hundredths: u32, what: &str| {
        let (whole, part) = (hundredths / 100, hundredths % 100);
        writeln!(out, "{count:>10}  {whole:>3}.{part:02} %  {what}")
    };
    let shares = account.shares();
    for left_out in [false, true] {
        for (destination, count, hundredths) in &shares {
            if *count == 0 || destination.is_left_out() != left_out {
                continue;
            }
            let what = destination.description();
            let what = match left_out {
                true => format!("left out: {what}"),
                false => what.to_owned(),
            };
            row(out, *count, *hundredths, &what)?;
        }
    }
    let hundredths = shares.iter().map(|(.., hundredths)| hundredths).sum();
    row(
        out,
        account.placed(),
        hundredths,
        &format!("of {} {unit} in all", account.total),
    )?;
    if account.unit == AccountUnit::Cells {
        writeln!(out, "{:>10}  records", account.records)?;
    }
    Ok(())
}

/// What the parts of the document are, for people.
fn part_words(document: &Document) -> &'static str {
    let all = |kind| document.parts.iter().all(|part| part.kind == kind);
    match () {
        () if all(PartKind::Session) => "sessions",
        () if all(PartKind::Resolution) => "resolutions",
        () => "parts",
    }
}

fn parts(out: &mut dyn Write, document: &Document) -> io::Result<()> {
    if document.parts.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\nParts\n{:>7}  {:>10}  part",
        document.places.word(),
        "provisions"
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
        let said = [session.label.to_string(), title_of(session)];
        let said: Vec<&str> = (said.iter().map(String::as_str))
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

/// What a row of the table by place says.
#[derive(Clone, Copy)]
enum Row {
    Piece(Position),
    /// A provision and one of its annotations, by their positions.
    Annotation(u32, u32),
    /// A remark, by its position.
    Remark(u32),
}

/// What every piece was taken for, what editors did, what was assumed and what was not understood, in
/// the order of the source.
fn by_place(out: &mut dyn Write, document: &Document) -> io::Result<()> {
    let pieces = pieces::by_place(document).into_iter();
    let mut rows: Vec<(u32, Row)> = pieces
        .map(|(line, position)| (line.max(1), Row::Piece(position)))
        .collect();
    let mut near = 1;
    for (at, provision) in (0..).zip(&document.provisions) {
        near = provision.lines.map_or(near, |lines| lines.first.get());
        let annotations = (0..).zip(&provision.annotations);
        rows.extend(annotations.map(|(annotation, _)| (near, Row::Annotation(at, annotation))));
    }
    let remarks = (0..).zip(&document.remarks);
    rows.extend(remarks.map(|(at, remark)| (remark.line, Row::Remark(at))));
    if rows.is_empty() {
        return Ok(());
    }
    rows.sort_by_key(|(line, _)| *line);
    let place = document.places.word();
    writeln!(
        out,
        "\nBy {place}\n{place:>7}  {:24}  {:8}  text",
        "what", "sure"
    )?;
    for (line, row) in rows {
        let (what, sure, text) = said(document, row);
        writeln!(
            out,
            "{line:>7}  {what:24}  {sure:8}  {}",
            one_line(text.trim())
        )?;
    }
    Ok(())
}

/// What a row says: what something was taken for, how sure that is, and its words.
fn said(document: &Document, row: Row) -> (&'static str, &'static str, String) {
    match row {
        Row::Piece(position) => {
            let piece = piece(document, position);
            let sure = piece.basis.map_or("", Basis::as_str);
            let label = piece.id.unwrap_or(&piece.label);
            let words = match piece.why {
                Some(why) => format!("{why}: {}", beginning(&piece.text)),
                None => format!("{label} {}", beginning(&piece.text)),
            };
            (piece.what, sure, words)
        }
        Row::Annotation(at, annotation) => {
            let provision = &document.provisions[at as usize];
            let annotation = &provision.annotations[annotation as usize];
            let what = if annotation.is_inferred() {
                "inferred"
            } else {
                "annotated"
            };
            let kind = annotation.kind.as_str();
            let text = beginning(annotation.text(&document.passages, &provision.text));
            (what, "", format!("{} {kind} {text}", provision.id))
        }
        Row::Remark(at) => {
            let text = document.remarks[at as usize].text.to_string();
            ("assumed", "", text)
        }
    }
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
