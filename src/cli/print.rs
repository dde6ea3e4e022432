//! The commands that print provisions: `list`, `search` and `show`.

use std::collections::HashSet;
use std::io::{self, BufWriter, IsTerminal, Write, stdout};
use std::sync::Arc;

use super::error::CommandError;
use crate::export::{Export, ExportFormat, ExportRow, Purpose, SearchMatch, View, visible};
use crate::model::{Address, Document};
use crate::notes::Notebook;
use crate::search::{Cancel, Correction, Index, Query, UserNotes};

/// A document to print from.
pub(super) struct Printed {
    /// What messages call it.
    pub(super) name: String,
    pub(super) document: Document,
    /// What its reader added to it.
    pub(super) notebook: Notebook,
    pub(super) format: &'static dyn ExportFormat,
    /// Whether a table begins with a byte order mark.
    pub(super) bom: bool,
}

/// More letters than this, in UTF-16, Excel cuts from a cell.
const CELL: usize = 32_767;

impl Printed {
    /// `list`: every provision, in the document's order.
    pub(super) fn list(&self) -> Result<(), CommandError> {
        let rows: Vec<ExportRow> = (0..self.document.provisions.len())
            .map(ExportRow::from)
            .collect();
        self.write(&rows, View::Annotated, Purpose::List)?;
        if rows.is_empty() {
            let name = self.name.clone();
            return Err(CommandError::NoProvisions { name });
        }
        Ok(())
    }

    /// `search`: the hits, the best first, at most `limit`.
    pub(super) fn search(self, limit: Option<usize>, typed: &str) -> Result<(), CommandError> {
        let document = &self.document;
        let query = Query::parse(typed);
        let index = Index::build(document);
        let notebook = Arc::new(self.notebook.clone());
        let notes = UserNotes::of(document, &notebook);
        // Nobody cancels it.
        let answer = index.answer(document, &query, &notes, &Cancel::new());
        let answer = answer.unwrap_or_default();
        tell_how_it_was_read(&query, &answer.corrections);
        let hits = answer.hits.iter().take(limit.unwrap_or(usize::MAX));
        let rows = hits.map(|hit| {
            let position = hit.position as usize;
            let ranges = answer.highlights(&document.provisions[position].text);
            let matches = ranges.iter().map(|range| [range.start, range.end]);
            ExportRow {
                position,
                found: Some(SearchMatch {
                    score: hit.score,
                    matches: matches.collect(),
                }),
            }
        });
        self.write(&rows.collect::<Vec<_>>(), View::Annotated, Purpose::List)?;
        if !answer.hits.is_empty() {
            return Ok(());
        }
        let partly = answer.partial.iter().take(5);
        let id = |position: u32| document.provisions[position as usize].id.to_string();
        Err(CommandError::NoHits {
            query: typed.trim().to_owned(),
            partly: partly.map(|hit| id(hit.position)).collect(),
        })
    }

    /// `show`: the provisions that the arguments name, in full.
    pub(super) fn show(&self, view: View, ids: &[String]) -> Result<(), CommandError> {
        let (positions, missing) = named(&self.document, ids);
        let rows: Vec<ExportRow> = positions.into_iter().map(ExportRow::from).collect();
        self.write(&rows, view, Purpose::Full)?;
        if missing.is_empty() {
            return Ok(());
        }
        Err(CommandError::NoSuchProvision { ids: missing })
    }

    fn write(&self, rows: &[ExportRow], view: View, purpose: Purpose) -> io::Result<()> {
        let export = Export {
            document: &self.document,
            notebook: &self.notebook,
            rows,
            view,
            purpose,
        };
        let mut out = BufWriter::new(stdout().lock());
        if self.bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        self.format.write(&mut out, &export)?;
        out.flush()?;
        if self.format.info().name == "csv" {
            self.tell_long_cells(rows);
        }
        Ok(())
    }

    /// Says which cells of a table Excel will cut; other programs take them whole.
    fn tell_long_cells(&self, rows: &[ExportRow]) {
        let provisions = rows
            .iter()
            .map(|row| &self.document.provisions[row.position]);
        let long = provisions.filter(|provision| {
            let text = &provision.text;
            text.len() > CELL && text.encode_utf16().count() > CELL
        });
        let ids: Vec<&str> = long.map(|provision| provision.id.as_str()).collect();
        if !ids.is_empty() {
            warn(&format!(
                "Excel cuts a cell after {CELL} letters; longer are the texts of {}.",
                ids.join(", ")
            ));
        }
    }
}

/// Says something on standard error without ending the command.
pub(super) fn warn(words: &str) {
    // Standard error may be closed; then there is nobody to tell.
    let _ = writeln!(io::stderr(), "recs-tui: {}", visible(words));
}

/// On a terminal, says what a slip was taken for; a pipe gets hits and nothing else.
fn tell_how_it_was_read(query: &Query, corrections: &[Correction]) {
    let mut error = io::stderr();
    if !error.is_terminal() {
        return;
    }
    // Standard error may be closed; then there is nobody to tell.
    for correction in corrections {
        let (typed, matched) = (visible(&correction.typed), visible(&correction.matched));
        let _ = writeln!(error, "{typed} → {matched}");
    }
    for ignored in query.ignored() {
        let _ = writeln!(error, "ignored: {}", visible(ignored));
    }
}

/// The provisions that the arguments name, each once, in the order asked for; and the arguments
/// that name none. Where none of them names one alone, they may do so together: `session 4 para
/// 103`.
fn named(document: &Document, ids: &[String]) -> (Vec<usize>, Vec<String>) {
    let mut positions: Vec<usize> = Vec::new();
    let mut missing = Vec::new();
    for id in ids {
        let found = Address::find(document, id);
        if found.is_empty() {
            missing.push(id.clone());
        }
        positions.extend(found);
    }
    if !missing.is_empty() && ids.len() > 1 {
        let together = Address::find(document, &ids.join(" "));
        if !together.is_empty() {
            return (together, Vec::new());
        }
    }
    let mut seen = HashSet::new();
    positions.retain(|position| seen.insert(*position));
    (positions, missing)
}
