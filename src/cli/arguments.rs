//! What can be said on the command line.

use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValue;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::export::{Format, View, visible};
use crate::search::slips;

impl Arguments {
    /// The arguments of this process. Where they are wrong, says so and ends it with status 2.
    pub(super) fn of_process() -> Self {
        let arguments: Vec<OsString> = std::env::args_os().collect();
        if arguments.len() <= 1 {
            // Making the parser takes a good part of the time to the first screen, and here it
            // would have nothing to parse.
            return Self {
                command: None,
                path: None,
                file: None,
                notes: None,
            };
        }
        let parser = Self::command();
        let commands: Vec<&str> = parser
            .get_subcommands()
            .map(clap::Command::get_name)
            .collect();
        if let Some(words) = misspelt_command(&arguments, &commands) {
            let _ = writeln!(std::io::stderr(), "recs-tui: {}", visible(&words));
            std::process::exit(2);
        }
        let arguments = options_first(command_first(arguments, &commands));
        Self::try_parse_from(arguments).unwrap_or_else(|error| {
            if !error.use_stderr() {
                error.exit();
            }
            // What was typed is repeated, and a file may be called anything.
            let words = error.to_string();
            let _ = write!(std::io::stderr(), "{}", visible(&words));
            std::process::exit(2);
        })
    }
}

/// What to say where the first argument is almost a command and not at all a file.
fn misspelt_command(arguments: &[OsString], commands: &[&str]) -> Option<String> {
    let typed = arguments.get(1)?;
    if Path::new(typed).exists() {
        return None;
    }
    let typed = typed.to_str()?;
    let slipped = |name: &&&str| slips(typed, name).is_some_and(|slips| slips > 0);
    let meant = commands.iter().find(slipped)?;
    Some(format!(
        "There is no command and no file {typed}. Did you mean recs-tui {meant}?"
    ))
}

/// Puts a command before the options that commands share: `-f FILE list` is `list -f FILE`.
fn command_first(mut arguments: Vec<OsString>, commands: &[&str]) -> Vec<OsString> {
    let shared = |argument: &OsString| ["-f", "--file", "--notes"].iter().any(|it| argument == it);
    let mut at = 1;
    while arguments.get(at).is_some_and(shared) {
        at += 2;
    }
    let is_command = |typed: &OsString| commands.iter().any(|name| typed == name);
    if arguments.get(at).is_some_and(is_command) {
        arguments[1..=at].rotate_right(1);
    }
    arguments
}

/// Puts the options of `search` before its query, so that a word of the query may begin with `-`
/// wherever it stands and options may follow the query as well.
fn options_first(arguments: Vec<OsString>) -> Vec<OsString> {
    const WITH_VALUE: [&str; 5] = ["-f", "--file", "--format", "--limit", "--notes"];
    let is = |argument: &OsString, names: &[&str]| names.iter().any(|name| argument == name);
    if arguments.get(1).is_none_or(|command| command != "search") {
        return arguments;
    }
    let (mut options, mut query) = (Vec::new(), Vec::new());
    let mut rest = arguments.into_iter();
    options.extend(rest.by_ref().take(2));
    while let Some(argument) = rest.next() {
        let text = argument.to_string_lossy();
        if is(&argument, &["--"]) {
            query.extend(rest.by_ref());
        } else if is(&argument, &WITH_VALUE) {
            options.push(argument);
            options.extend(rest.next());
        } else if text.starts_with("--") || is(&argument, &["-h"]) {
            options.push(argument);
        } else {
            query.push(argument);
        }
    }
    if !query.is_empty() {
        options.push("--".into());
        options.extend(query);
    }
    options
}

/// Browse, find and quote United Nations recommendations.
///
/// Without a command it opens the browser: on FILE, on standard input (-), or on the compilation
/// that it carries, the conclusions and recommendations of the Intergovernmental Working Group on
/// the Durban Declaration and Programme of Action.
#[derive(Debug, Parser)]
#[command(
    name = "recs-tui",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Exit status: 0 done; 1 nothing found; 2 usage, or a file that cannot be read.\n\
        At most 1 GB is read; RECS_TUI_MAX_SIZE=2G in the environment raises that."
)]
pub(super) struct Arguments {
    /// What to do; without it, browse.
    #[command(subcommand)]
    pub(super) command: Option<Command>,

    /// The document to browse: a text, or records as JSON lines; - is standard input.
    #[arg(value_name = "FILE", conflicts_with = "file")]
    pub(super) path: Option<PathBuf>,

    /// The same, for those who are used to -f.
    #[arg(short, long, value_name = "FILE")]
    pub(super) file: Option<PathBuf>,

    /// Where bookmarks, tags and notes are kept; without it, in your data folder.
    #[arg(long, value_name = "FILE")]
    pub(super) notes: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print every provision, in the document's order.
    List {
        #[command(flatten)]
        printing: Printing,
    },
    /// Print the ranked hits of the same search as in the browser.
    Search {
        #[command(flatten)]
        printing: Printing,
        /// Print at most this many.
        #[arg(long, value_name = "N")]
        limit: Option<usize>,
        /// Words to look for; several arguments are one query. A word after - is left out.
        #[arg(required = true, value_name = "QUERY")]
        query: Vec<String>,
    },
    /// Print provisions in full, with chapeau and annotations.
    Show {
        #[command(flatten)]
        printing: Printing,
        /// The text with updates, as adopted, or the editors' view: the changes alone.
        #[arg(long, value_enum, default_value_t)]
        view: View,
        /// Ids such as IV.103.d, or any usual writing: "103 (d)", "session 4 para 103 (d)".
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
    },
    /// Print what was understood of a document and what was not, by line.
    Check {
        /// The document; - is standard input.
        #[arg(value_name = "FILE")]
        path: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub(super) struct Printing {
    /// The document; - is standard input. Without it, the compilation that the program carries.
    #[arg(short, long, value_name = "FILE")]
    pub(super) file: Option<PathBuf>,

    /// Where bookmarks, tags and notes are kept; without it, in your data folder.
    #[arg(long, value_name = "FILE")]
    pub(super) notes: Option<PathBuf>,

    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

impl ValueEnum for View {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Annotated => "annotated",
            Self::Adopted => "adopted",
            Self::Editors => "editors",
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(line: &str) -> (Vec<String>, Option<usize>) {
        let arguments = line.split(' ').map(OsString::from).collect();
        match Arguments::parse_from(options_first(arguments)).command {
            Some(Command::Search { limit, query, .. }) => (query, limit),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn options_stand_anywhere_and_words_may_begin_with_a_dash() {
        let expected = (vec!["health".to_owned(), "-foreign".to_owned()], Some(3));
        for line in [
            "recs-tui search health -foreign --limit 3",
            "recs-tui search --limit=3 health -foreign",
            "recs-tui search health --limit 3 --format csv -foreign",
            "recs-tui search --limit 3 -- health -foreign",
        ] {
            assert_eq!(search(line), expected, "{line}");
        }
    }
}
