//! The commands that print provisions: `list`, `search` and `show`.

use std::collections::HashSet;
use std::io::{self, BufWriter, Write, stdout};
use std::sync::Arc;

use super::error::CommandError;
use crate::export::{Export, ExportFormat, ExportRow, Purpose, ReadAs, SearchMatch, View, visible};
use crate::model::{AddressRun, Document};
use crate::notes::Notebook;
use crate::search::{Answer, Cancel, Index, Instead, Query, UserNotes};

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

    /// `search`: the hits, the best first, and behind them what has only some of the words; at most
    /// `limit`.
    pub(super) fn search(
        self,
        limit: Option<usize>,
        all_words: bool,
        typed: &str,
    ) -> Result<(), CommandError> {
        if typed.trim().is_empty() {
            return Err(CommandError::NothingAsked);
        }
        let document = &self.document;
        let query = Query::parse(typed);
        let index = Index::build(document);
        let notebook = Arc::new(self.notebook.clone());
        let notes = UserNotes::of(document, &notebook);
        // Nobody cancels it.
        let answer = index.answer(document, &query, &notes, &Cancel::new());
        let answer = answer.unwrap_or_default();
        tell_how_it_was_read(&query, &answer);
        let read_as = read_as(&answer);
        let row = |position: u32, score: f32, missing: Option<&[String]>| {
            let position = position as usize;
            let ranges = answer.highlights(&document.provisions[position].text);
            let matches = ranges.iter().map(|range| [range.start, range.end]);
            ExportRow {
                position,
                found: Some(SearchMatch {
                    score,
                    matches: matches.collect(),
                    partial: missing.is_some(),
                    missing: missing.unwrap_or_default().to_vec(),
                    read_as: read_as.clone(),
                }),
            }
        };
        let offers_partial = !all_words && self.format.info().marks_partial;
        let hits = answer
            .hits
            .iter()
            .map(|hit| row(hit.position, hit.score, None));
        let partial = answer.partial.iter().filter(|_| offers_partial);
        let partial = partial.map(|hit| row(hit.position, hit.score, Some(&hit.missing)));
        let rows = hits.chain(partial).take(limit.unwrap_or(usize::MAX));
        self.write(&rows.collect::<Vec<_>>(), View::Annotated, Purpose::List)?;
        if !answer.hits.is_empty() || offers_partial && !answer.partial.is_empty() {
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

/// Says on standard error how words were read, and what was not asked for.
fn tell_how_it_was_read(query: &Query, answer: &Answer) {
    let mut error = io::stderr();
    // Standard error may be closed; then there is nobody to tell.
    for correction in &answer.corrections {
        let _ = writeln!(error, "{}", visible(&correction.to_string()));
    }
    if !answer.optional.is_empty() {
        let words = answer.optional.join(", ");
        let _ = writeln!(error, "not asked for: {}", visible(&words));
    }
    for rereading in &answer.rereadings {
        let _ = writeln!(error, "{}", visible(&rereading.to_string()));
    }
    for ignored in query.ignored() {
        let _ = writeln!(error, "ignored: {}", visible(ignored));
    }
}

/// How words were read, for records.
fn read_as(answer: &Answer) -> Vec<ReadAs> {
    let corrections = answer.corrections.iter().map(|correction| ReadAs {
        typed: correction.typed.clone(),
        read: Some(correction.matched.clone()),
        how: correction.level.name().to_owned(),
    });
    let optional = answer.optional.iter().map(|word| ReadAs {
        typed: word.clone(),
        read: None,
        how: "optional".to_owned(),
    });
    let rereadings = answer.rereadings.iter().map(|rereading| ReadAs {
        typed: rereading.typed.clone(),
        read: match &rereading.instead {
            Instead::Part(title) => Some(title.clone()),
            Instead::Words | Instead::Missing => None,
        },
        how: rereading.name().to_owned(),
    });
    corrections.chain(optional).chain(rereadings).collect()
}

/// The provisions that the arguments name, each once, in the order asked for; and the arguments
/// that name none. Where none of them names one alone, they may do so together: `session 4 para
/// 103`.
fn named(document: &Document, ids: &[String]) -> (Vec<usize>, Vec<String>) {
    let mut positions: Vec<usize> = Vec::new();
    let mut missing = Vec::new();
    for id in ids {
        let found = AddressRun::find(document, id);
        if found.is_empty() {
            missing.push(id.clone());
        }
        positions.extend(found);
    }
    if !missing.is_empty() && ids.len() > 1 {
        let together = AddressRun::find(document, &ids.join(" "));
        if !together.is_empty() {
            return (together, Vec::new());
        }
    }
    let mut seen = HashSet::new();
    positions.retain(|position| seen.insert(*position));
    (positions, missing)
}
