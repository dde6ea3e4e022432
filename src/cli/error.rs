//! Why a command ends with a status other than 0. The `Display` of each error is one line for people,
//! printed on standard error.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::export::FileKind;
use crate::library::ReadError;
use crate::notes::{NotesError, Unsaved};
use crate::tui::{BrowseError, ConfigError};

/// Why a command ends with a status other than 0.
#[derive(Debug, Error)]
pub(super) enum CommandError {
    /// The search has no hits; `partly` are ids of texts with some of the words.
    #[error("Nothing matches “{query}”.{}", some_words_stand_in(partly))]
    NoHits { query: String, partly: Vec<String> },
    #[error(
        "Nothing is asked for. Name words, an address or a field: recs-tui search racism, \
         recs-tui search 'para. 103 (d)', recs-tui search is:updated."
    )]
    NothingAsked,
    #[error("{name} has no numbered provision. recs-tui check lists what stands in it.")]
    NoProvisions { name: String },
    #[error(
        "There is no provision {}. Ids look like IV.103.d; recs-tui list shows them all.",
        quoted(ids)
    )]
    NoSuchProvision { ids: Vec<String> },
    /// Arguments that the parser refuses, or its help and version.
    #[error("{0}")]
    Arguments(clap::Error),
    #[error("There is no command and no file {typed}. Did you mean recs-tui {meant}?")]
    MisspeltCommand { typed: String, meant: String },
    #[error("{one} and {other} are named, and one document is read. Name one.")]
    TwoDocuments { one: String, other: String },
    #[error(
        "No document is named, and standard input holds text that the program which started this \
         one reads as well. -f - reads it; </dev/null leaves it alone."
    )]
    SharedInput,
    #[error("Two files for notes are named, {one} and {other}. Name one.")]
    TwoNotesFiles { one: String, other: String },
    #[error("recs-tui check reads no notes. Leave --notes out.")]
    NotesUnused,
    #[error(
        "A {} is no text for a terminal. Send it to a file: > quotes.{}",
        .0.name,
        .0.extension
    )]
    BinaryToTerminal(FileKind),
    #[error("A byte order mark is for CSV tables. Add --format csv, or leave --bom out.")]
    MarkWithoutTable,
    #[error("--log is for the browser. Leave it out of recs-tui list, search, show and check.")]
    LogUnused,
    #[error("The log cannot be written to {name}: {error}. Name another file.")]
    NoLog { name: String, error: io::Error },
    #[error("The configuration cannot be read: {error}, {}.", path.display())]
    NoConfig { path: PathBuf, error: io::Error },
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Unreadable(#[from] ReadError),
    #[error(transparent)]
    Notes(#[from] NotesError),
    /// The notes file that was named is not there.
    #[error("There is no file {name}. Check the name and the folder.")]
    NoNotesFile { name: String },
    #[error("{why}. {INSTEAD}")]
    NoTerminal { why: &'static str },
    #[error("The browser could not go on: {0}. {INSTEAD}")]
    Terminal(io::Error),
    #[error(transparent)]
    Unsaved(#[from] Unsaved),
    #[error("The output could not be written: {0}.")]
    Output(io::Error),
    /// Whoever was reading the output has left, which is no failure.
    #[error("nobody reads the output")]
    OutputClosed,
    /// A signal of this number ended the browser.
    #[error("ended by signal {0}")]
    Signal(i32),
    /// A panic ended the browser; its message has been printed.
    #[error("the program failed")]
    Panicked,
}

/// What to do where the browser cannot be shown.
const INSTEAD: &str = "Use recs-tui list or recs-tui search instead.";

impl CommandError {
    /// The exit status: 1 nothing found, 2 usage or what cannot be read, and after a signal or panic
    /// what shells and Rust's runtime report.
    pub(super) fn status(&self) -> u8 {
        match self {
            Self::NoHits { .. } | Self::NoProvisions { .. } | Self::NoSuchProvision { .. } => 1,
            Self::OutputClosed => 0,
            Self::Arguments(error) if !error.use_stderr() => 0,
            Self::Signal(number) => u8::try_from(128 + number).unwrap_or(u8::MAX),
            Self::Panicked => 101,
            _ => 2,
        }
    }

    /// Whether there is nothing to print: it has been said, or nobody is there.
    pub(super) fn is_silent(&self) -> bool {
        matches!(self, Self::OutputClosed | Self::Signal(_) | Self::Panicked)
    }
}

impl From<io::Error> for CommandError {
    /// An error of standard output.
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::OutputClosed
        } else {
            Self::Output(error)
        }
    }
}

impl From<BrowseError> for CommandError {
    fn from(error: BrowseError) -> Self {
        match error {
            BrowseError::Unreadable(error) => Self::Unreadable(error),
            BrowseError::Terminal(error) => Self::Terminal(error),
        }
    }
}

fn some_words_stand_in(ids: &[String]) -> String {
    if ids.is_empty() {
        return String::new();
    }
    format!(" Some of these words stand in {}.", ids.join(", "))
}

fn quoted(ids: &[String]) -> String {
    let quoted: Vec<String> = ids.iter().map(|id| format!("“{id}”")).collect();
    quoted.join(", ")
}
