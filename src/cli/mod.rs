//! The command line: arguments, what is printed, exit codes.
//!
//! The commands print from the same code that the panes draw from, so that a script and a reader
//! never see two different answers. A failure is one line on standard error that says what
//! happened, to which file, and what to do.

mod arguments;
mod aside;
mod check;
mod file;
mod keeping;
mod limit;
mod source;

use std::io::{self, BufWriter, IsTerminal, Write, stdout};
use std::process::ExitCode;
use std::sync::Arc;

use self::arguments::{Arguments, Command, Printing};
use self::source::Source;
use crate::clipboard::{self, Clipboard, Surroundings};
use crate::export::{
    Format, Found, Row, View, visible, write_json_pretty, write_list, write_provisions,
};
use crate::model::{Document, Locator};
use crate::notes::Notebook;
use crate::search::{Index, Margin, Query};
use crate::tui::{self, End, Ended, Keeping, OpenDocument};

/// Something went wrong in a way that a person must hear of.
#[derive(Debug)]
enum Trouble {
    /// Nothing was found: what was looked for, in words.
    Nothing(String),
    /// Usage, or a file that cannot be read: what happened and what to do.
    Unusable(String),
    /// Whoever was reading our output has left.
    Unheard,
    /// A signal ended the browser: its number.
    Signal(i32),
    /// A panic ended the browser; its message has been printed.
    Panicked,
}

impl Trouble {
    /// What a person is to be told of it; nothing where there is nothing to tell.
    fn into_words(self) -> String {
        match self {
            Self::Unusable(words) | Self::Nothing(words) => words,
            Self::Unheard | Self::Signal(_) | Self::Panicked => String::new(),
        }
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::Unheard
        } else {
            Self::Unusable(format!("The output could not be written: {error}."))
        }
    }
}

/// Runs the command. Exit status: 0 done, 1 nothing found, 2 usage or an unreadable file.
#[must_use]
pub fn main() -> ExitCode {
    if let Some(status) = clipboard::serve_if_asked() {
        return status;
    }
    let (status, words) = match run(Arguments::of_process()) {
        Ok(()) | Err(Trouble::Unheard) => return ExitCode::SUCCESS,
        // As shells report it: 128 and the signal's number.
        Err(Trouble::Signal(number)) => {
            return ExitCode::from(u8::try_from(128 + number).unwrap_or(u8::MAX));
        }
        // As the language's own runtime reports it.
        Err(Trouble::Panicked) => return ExitCode::from(101),
        Err(Trouble::Nothing(words)) => (1, words),
        Err(Trouble::Unusable(words)) => (2, words),
    };
    // Standard error may be closed too; then there is nobody to tell.
    let _ = writeln!(io::stderr(), "recs-tui: {}", visible(&words));
    ExitCode::from(status)
}

fn run(arguments: Arguments) -> Result<(), Trouble> {
    let printing = match &arguments.command {
        Some(
            Command::List { printing }
            | Command::Search { printing, .. }
            | Command::Show { printing, .. },
        ) => Some(printing.format),
        _ => None,
    };
    if printing == Some(Format::Docx) && stdout().is_terminal() {
        let words = "A Word document is no text for a terminal. Send it to a file: > quotes.docx";
        return Err(Trouble::Unusable(words.to_owned()));
    }
    match arguments.command {
        None => {
            let source = Source::new(arguments.file.or(arguments.path));
            let keeping = keeping::of(&source, arguments.notes)?;
            browse(source, keeping)
        }
        Some(Command::List { printing }) => list(&printing),
        Some(Command::Search {
            printing,
            limit,
            query,
        }) => search(&printing, limit, &query.join(" ")),
        Some(Command::Show {
            printing,
            view,
            ids,
        }) => show(&printing, view, &ids),
        Some(Command::Check { path }) => {
            let source = Source::new(path);
            let document = source.read(&|_, _| {})?;
            let mut out = BufWriter::new(stdout().lock());
            check::write(&mut out, &document)?;
            Ok(out.flush()?)
        }
    }
}

fn browse(source: Source, keeping: Keeping) -> Result<(), Trouble> {
    const INSTEAD: &str = "Use recs-tui list or recs-tui search instead.";
    if let Some(why) = tui::no_terminal() {
        return Err(Trouble::Unusable(format!("{why}. {INSTEAD}")));
    }
    let clipboard = Clipboard::new(Surroundings::from_env());
    let browsing = source.browsing(keeping)?;
    let Ended { end, unsaved } = tui::browse(browsing, clipboard);
    let ended = match end {
        Ok(End::Left) => Ok(()),
        Ok(End::Signal(number)) => Err(Trouble::Signal(number)),
        // The document could not be read, and the words for it are whole.
        Err(error) if error.get_ref().is_some() => Err(Trouble::Unusable(error.to_string())),
        Ok(End::Panicked) => Err(Trouble::Panicked),
        Err(error) => Err(Trouble::Unusable(format!(
            "The browser could not go on: {error}. {INSTEAD}"
        ))),
    };
    match (unsaved, ended) {
        (None, ended) => ended,
        (Some(unsaved), Ok(())) => Err(Trouble::Unusable(unsaved.to_string())),
        (Some(unsaved), Err(trouble)) => {
            // Standard error may be gone with the terminal; then there is nobody to tell.
            let _ = writeln!(io::stderr(), "recs-tui: {unsaved}");
            Err(trouble)
        }
    }
}

/// The document that is printed from, and what its reader added to it.
fn opened(printing: &Printing) -> Result<(OpenDocument, Notebook), Trouble> {
    let source = Source::new(printing.file.clone());
    let notebook = keeping::notebook(&source, printing.notes.as_ref())?;
    Ok((source.read(&|_, _| {})?, notebook))
}

fn list(printing: &Printing) -> Result<(), Trouble> {
    let (document, notebook) = opened(printing)?;
    let compilation = &document.compilation;
    let mut out = BufWriter::new(stdout().lock());
    if printing.format == Format::Json {
        write_json_pretty(&mut out, compilation)?;
        writeln!(out)?;
    } else {
        let rows: Vec<Row> = (0..compilation.provisions.len()).map(Row::from).collect();
        write_list(&mut out, compilation, &notebook, &rows, printing.format)?;
    }
    out.flush()?;
    if compilation.provisions.is_empty() {
        let words = format!(
            "{} has no numbered provision. recs-tui check lists what stands in it.",
            document.name
        );
        return Err(Trouble::Nothing(words));
    }
    Ok(())
}

fn search(printing: &Printing, limit: Option<usize>, typed: &str) -> Result<(), Trouble> {
    let (document, notebook) = opened(printing)?;
    let compilation = &document.compilation;
    let query = Query::parse(typed);
    let index = Index::build(compilation);
    let notebook = Arc::new(notebook);
    let margin = Margin::of(compilation, &notebook);
    let answer = index.answer_beside(compilation, &query, &margin);
    tell_how_it_was_read(&query, &answer.readings);
    let rows: Vec<Row> = answer
        .hits
        .iter()
        .take(limit.unwrap_or(usize::MAX))
        .map(|hit| {
            let position = hit.position as usize;
            let ranges = answer.highlights(&compilation.provisions[position].text);
            let matches = ranges
                .iter()
                .map(|range| [range.start, range.end])
                .collect();
            Row {
                position,
                found: Some(Found {
                    score: hit.score,
                    matches,
                }),
            }
        })
        .collect();
    let mut out = BufWriter::new(stdout().lock());
    write_list(&mut out, compilation, &notebook, &rows, printing.format)?;
    out.flush()?;
    if answer.hits.is_empty() {
        let mut words = format!("Nothing matches “{}”.", typed.trim());
        if !answer.partial.is_empty() {
            let ids: Vec<&str> = answer
                .partial
                .iter()
                .take(5)
                .map(|hit| &*compilation.provisions[hit.position as usize].id)
                .collect();
            words.push_str(&format!(
                " Some of these words stand in {}.",
                ids.join(", ")
            ));
        }
        return Err(Trouble::Nothing(words));
    }
    Ok(())
}

/// On a terminal, says what a slip was taken for; a pipe gets hits and nothing else.
fn tell_how_it_was_read(query: &Query, readings: &[crate::search::Reading]) {
    let mut error = io::stderr();
    if !error.is_terminal() {
        return;
    }
    for reading in readings {
        let _ = writeln!(
            error,
            "{} → {}",
            visible(&reading.typed),
            visible(&reading.matched)
        );
    }
    for ignored in query.ignored() {
        let _ = writeln!(error, "ignored: {}", visible(ignored));
    }
}

fn show(printing: &Printing, view: View, ids: &[String]) -> Result<(), Trouble> {
    let (document, notebook) = opened(printing)?;
    let compilation = &document.compilation;
    let (positions, missing) = named(compilation, ids);
    let rows: Vec<Row> = positions.into_iter().map(Row::from).collect();
    let mut out = BufWriter::new(stdout().lock());
    write_provisions(
        &mut out,
        compilation,
        &notebook,
        &rows,
        printing.format,
        view,
    )?;
    out.flush()?;
    if missing.is_empty() {
        return Ok(());
    }
    let words: Vec<String> = missing.iter().map(|id| format!("“{id}”")).collect();
    Err(Trouble::Nothing(format!(
        "There is no provision {}. Ids look like IV.103.d; recs-tui list shows them all.",
        words.join(", ")
    )))
}

/// The provisions that the arguments name, each once, in the order asked for; and the arguments
/// that name none. Where none of them names one alone, they may do so together: `session 4 para
/// 103`.
fn named(compilation: &Document, ids: &[String]) -> (Vec<usize>, Vec<String>) {
    let mut positions: Vec<usize> = Vec::new();
    let mut missing = Vec::new();
    for id in ids {
        let found = Locator::find(compilation, id);
        if found.is_empty() {
            missing.push(id.clone());
        }
        positions.extend(found);
    }
    if !missing.is_empty() && ids.len() > 1 {
        let together = Locator::find(compilation, &ids.join(" "));
        if !together.is_empty() {
            return (together, Vec::new());
        }
    }
    let mut seen = std::collections::HashSet::new();
    positions.retain(|position| seen.insert(*position));
    (positions, missing)
}
