//! Arguments: what can be said on the command line, parsed by clap.
//!
//! The options that commands share stand before the command or after it, in any of the usual ways:
//! `-f FILE`, `-fFILE`, `--file FILE`, `--file=FILE`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::engine::ArgValueCompleter;

use super::check::CheckFormat;
use super::completion;
use super::error::CommandError;
use crate::export::{ExportFormat, View, format_named, printed_formats};
use crate::library::Source;
use crate::search::typos;
use crate::tui::ThemeName;

/// The version, and what it was built with.
pub(super) const LONG_VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    "\nbuilt by ",
    env!("RECS_TUI_BUILT_BY"),
    "\nfeatures: ",
    env!("RECS_TUI_FEATURES"),
);

/// Browse, find and quote United Nations recommendations.
///
/// Without a command it opens the browser: on FILE, on standard input (-, or where something is
/// piped in), or on the compilation that it carries, the conclusions and recommendations of the Intergovernmental Working Group on
/// the Durban Declaration and Programme of Action.
#[derive(Debug, Default, Parser)]
#[command(
    name = "recs-tui",
    version,
    long_version = LONG_VERSION,
    after_help = "Exit status: 0 done; 1 nothing found; 2 usage, or a file that cannot be read.\n\
        At most 1 GB is read; RECS_TUI_MAX_SIZE=2G in the environment raises that."
)]
pub(super) struct Arguments {
    /// What to do; without it, browse.
    #[command(subcommand)]
    pub(super) command: Option<Command>,

    /// The document to browse: a text, or records as JSON lines; - is standard input.
    #[arg(value_name = "FILE", conflicts_with = "file")]
    path: Option<PathBuf>,

    /// Read this configuration instead of the one in your configuration folder; RECS_TUI_CONFIG in the
    /// environment names one too.
    #[arg(long, value_name = "FILE", global = true, value_hint = ValueHint::FilePath)]
    pub(super) config: Option<PathBuf>,

    /// Colours: auto, dark, light, high-contrast or no-colour.
    #[arg(long, value_enum)]
    pub(super) theme: Option<ThemeName>,

    /// Draw frames and signs in ASCII.
    #[arg(long)]
    pub(super) plain: bool,

    /// Leave the mouse to the terminal; RECS_TUI_MOUSE=0 in the environment does the same.
    #[arg(long)]
    pub(super) no_mouse: bool,

    /// Write what the terminal sends and how long each screen takes to FILE, for a report. It holds all
    /// that is typed, and no text of documents.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) log: Option<PathBuf>,

    #[command(flatten)]
    shared: Shared,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print every provision, in the document's order.
    List {
        /// The document; - is standard input.
        #[arg(value_name = "FILE", conflicts_with = "file")]
        path: Option<PathBuf>,
        #[command(flatten)]
        shared: Shared,
        #[command(flatten)]
        printing: Printing,
    },
    /// Print the ranked hits of the same search as in the browser.
    Search {
        #[command(flatten)]
        shared: Shared,
        #[command(flatten)]
        printing: Printing,
        /// Print at most this many.
        #[arg(long, value_name = "N")]
        limit: Option<usize>,
        /// Leave out what has only some of the words.
        #[arg(long)]
        all_words: bool,
        /// Words to look for; several arguments are one query. -internet leaves a word out.
        #[arg(required = true, value_name = "QUERY", add = ArgValueCompleter::new(completion::terms))]
        query: Vec<String>,
    },
    /// Print provisions in full, with chapeau and annotations.
    Show {
        #[command(flatten)]
        shared: Shared,
        #[command(flatten)]
        printing: Printing,
        /// The text with updates, as adopted, or the editors' view: the changes alone.
        #[arg(long, value_enum, default_value_t)]
        view: View,
        /// Ids such as IV.103.d, or any usual writing: "103 (d)", "session 4 para 103 (d)".
        #[arg(required = true, value_name = "ID", add = ArgValueCompleter::new(completion::ids))]
        ids: Vec<String>,
    },
    /// Print the configuration in force as a file, with a comment to each setting.
    Config,
    /// Print what a shell needs to complete commands, options, ids, tags and formats.
    ///
    /// For bash: source <(recs-tui completions bash)
    Completions {
        /// The shell.
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the manual page: recs-tui man | man -l -
    Man,
    /// Print the account of a document: what was taken for what, by place, and where each word went.
    Check {
        /// The document; - is standard input.
        #[arg(value_name = "FILE", conflicts_with = "file")]
        path: Option<PathBuf>,
        #[command(flatten)]
        shared: Shared,
        /// How to print.
        #[arg(long, value_enum, default_value_t)]
        format: CheckFormat,
    },
}

/// The options that stand on both sides of a command.
#[derive(Debug, Default, Args)]
pub(super) struct Shared {
    /// The document; - is standard input. Without it, what is piped in, or the compilation that the
    /// program carries.
    #[arg(short, long, value_name = "FILE")]
    file: Option<PathBuf>,

    /// Where bookmarks, tags and notes are kept; without it, in your data folder.
    #[arg(long, value_name = "FILE")]
    notes: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Printing {
    /// How to print.
    #[arg(long, default_value = "text", value_parser = format_parser())]
    pub(super) format: &'static dyn ExportFormat,
    /// Begin a CSV table with a byte order mark, by which Excel on Windows knows its letters.
    #[arg(long)]
    pub(super) bom: bool,
}

/// Parses the name of a format, from the one table of them.
fn format_parser() -> impl TypedValueParser<Value = &'static dyn ExportFormat> {
    let names = printed_formats().map(|format| format.info().name);
    PossibleValuesParser::new(names).try_map(|name| format_named(&name).ok_or("no such format"))
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

impl ValueEnum for ThemeName {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

impl Arguments {
    /// Parses the arguments of a process, its own name first.
    ///
    /// # Errors
    /// What is wrong with them; also the help and the version that were asked for.
    pub(super) fn parse_all(typed: &[OsString]) -> Result<Self, CommandError> {
        if typed.len() <= 1 {
            // Making the parser takes a good part of the time to the first screen, and here it
            // would have nothing to parse.
            return Ok(Self::default());
        }
        let typed = &words_left_out(typed);
        let parsed = Self::try_parse_from(typed);
        let browses = match &parsed {
            Ok(arguments) => arguments.command.is_none() && arguments.path.is_some(),
            Err(error) => error.use_stderr(),
        };
        if browses && let Some(misspelt) = misspelt_command(&typed[1..]) {
            return Err(misspelt);
        }
        parsed.map_err(CommandError::Arguments)
    }

    /// The document that is named.
    ///
    /// # Errors
    /// [`CommandError::TwoDocuments`].
    pub(super) fn source(&self) -> Result<Option<Source>, CommandError> {
        let (path, shared) = self.of_command();
        let named = [&self.path, &self.shared.file, path, &shared.file];
        let mut named = named.into_iter().flatten();
        match (named.next(), named.next()) {
            (None, _) => Ok(None),
            (Some(path), None) => Ok(Some(Source::of_path(path.clone()))),
            (Some(one), Some(other)) => Err(CommandError::TwoDocuments {
                one: shown(one),
                other: shown(other),
            }),
        }
    }

    /// The file for notes that is named.
    ///
    /// # Errors
    /// [`CommandError::TwoNotesFiles`], and [`CommandError::NotesUnused`] for `check`.
    pub(super) fn notes(&self) -> Result<Option<&Path>, CommandError> {
        let (_, shared) = self.of_command();
        let mut named = [&self.shared.notes, &shared.notes].into_iter().flatten();
        match (named.next(), named.next()) {
            (Some(_), _) if matches!(self.command, Some(Command::Check { .. })) => {
                Err(CommandError::NotesUnused)
            }
            (Some(one), Some(other)) => Err(CommandError::TwoNotesFiles {
                one: shown(one),
                other: shown(other),
            }),
            (one, _) => Ok(one.map(PathBuf::as_path)),
        }
    }

    /// What stands behind the command: the document as an argument, and the shared options.
    fn of_command(&self) -> (&Option<PathBuf>, &Shared) {
        const NONE: (&Option<PathBuf>, &Shared) = (
            &None,
            &Shared {
                file: None,
                notes: None,
            },
        );
        match &self.command {
            None => NONE,
            Some(Command::List { path, shared, .. } | Command::Check { path, shared, .. }) => {
                (path, shared)
            }
            Some(Command::Search { shared, .. } | Command::Show { shared, .. }) => (NONE.0, shared),
            Some(Command::Config | Command::Completions { .. } | Command::Man) => NONE,
        }
    }
}

/// A path on one line, whatever it holds.
pub(super) fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\n', "␊")
}

/// The first argument that is almost a command and not at all a file, where none is a command.
fn misspelt_command(typed: &[OsString]) -> Option<CommandError> {
    let parser = Arguments::command();
    let commands = || parser.get_subcommands().map(clap::Command::get_name);
    let typed = typed.iter().map(|typed| typed.to_str());
    let before = typed.take_while(|typed| !commands().any(|name| *typed == Some(name)));
    before.flatten().find_map(|typed| {
        let mut names = commands();
        let meant = names.find(|name| typos(typed, name).is_some_and(|typos| typos > 0))?;
        (!Path::new(typed).exists()).then(|| CommandError::MisspeltCommand {
            typed: typed.to_owned(),
            meant: meant.to_owned(),
        })
    })
}

/// The arguments, with `-internet` behind `search` as a word of the query that is to be left out. It is
/// written with a minus sign, which means the same in a query and begins no option.
///
/// `-f`, `-h` and `-V` stay options, and so does `-fFILE` where there is such a file, or where no word of
/// the query stands before it.
fn words_left_out(typed: &[OsString]) -> Vec<OsString> {
    let mut read = Vec::with_capacity(typed.len());
    // The first one is the program's name.
    let (mut command, mut has_word, mut is_value, mut ended) = (None, false, true, false);
    for argument in typed {
        let text = argument.to_str().unwrap_or("");
        let word = text.strip_prefix('-').filter(|word| !word.starts_with('-'));
        let is_option = match word {
            Some("" | "f" | "h" | "V") | None => true,
            Some(word) => word.strip_prefix('f').is_some_and(|file| {
                let letters = file.chars().all(char::is_alphabetic);
                !has_word || !letters || Path::new(file).exists()
            }),
        };
        match (ended || is_value, word) {
            (false, Some(word)) if command == Some("search") && !is_option => {
                has_word = true;
                read.push(OsString::from(format!("\u{2212}{word}")));
            }
            (plain, _) => {
                if !plain && !text.starts_with('-') {
                    has_word |= command.is_some();
                    if ["list", "search", "show", "check"].contains(&text) {
                        command = command.or(Some(text));
                    }
                }
                read.push(argument.clone());
            }
        }
        let takes_value =
            ["-f", "--file", "--notes", "--format", "--limit", "--log"].contains(&text);
        is_value = !ended && !is_value && takes_value;
        ended |= text == "--";
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Arguments, CommandError> {
        let typed: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        Arguments::parse_all(&typed)
    }

    #[test]
    fn a_document_is_named_in_any_of_the_usual_ways() {
        for line in [
            "recs-tui -f z.txt list",
            "recs-tui -fz.txt list",
            "recs-tui --file z.txt list",
            "recs-tui --file=z.txt list",
            "recs-tui z.txt list",
            "recs-tui list z.txt",
            "recs-tui list -fz.txt",
            "recs-tui list --file=z.txt",
            "recs-tui check z.txt",
            "recs-tui check -f z.txt",
            "recs-tui -fz.txt search racism --limit 3",
            "recs-tui search -fz.txt racism",
            "recs-tui search racism -fz.txt",
            "recs-tui search racism --file=z.txt internet",
            "recs-tui show -fz.txt I.1",
            "recs-tui show I.1 -f z.txt",
            "recs-tui z.txt",
            "recs-tui --file=z.txt",
        ] {
            let source = parsed(line).and_then(|arguments| arguments.source());
            let file = Source::File("z.txt".into());
            assert_eq!(source.expect(line), Some(file), "{line}");
        }
    }

    #[test]
    fn a_word_with_a_hyphen_is_left_out_of_a_search() {
        for (line, expected, file) in [
            (
                "recs-tui search racism -internet",
                "racism \u{2212}internet",
                None,
            ),
            (
                "recs-tui search -internet racism",
                "\u{2212}internet racism",
                None,
            ),
            (
                "recs-tui search racism -health -V1",
                "racism \u{2212}health \u{2212}V1",
                None,
            ),
            (
                "recs-tui search racism -farming",
                "racism \u{2212}farming",
                None,
            ),
            (
                "recs-tui search -f z.txt racism -x",
                "racism \u{2212}x",
                Some("z.txt"),
            ),
            (
                "recs-tui -f search search racism -x",
                "racism \u{2212}x",
                Some("search"),
            ),
            ("recs-tui search racism -fz.txt", "racism", Some("z.txt")),
            ("recs-tui search -fabc racism", "racism", Some("abc")),
            ("recs-tui search --limit 3 -- racism -x", "racism -x", None),
        ] {
            let arguments = parsed(line).expect(line);
            let source = arguments.source().expect(line);
            let named = file.map(|file| Source::File(file.into()));
            assert_eq!(source, named, "{line}");
            match arguments.command {
                Some(Command::Search { query, .. }) => {
                    assert_eq!(query.join(" "), expected, "{line}");
                }
                other => panic!("{line}: {other:?}"),
            }
        }
        assert!(parsed("recs-tui search racism --internet").is_err());
        assert!(parsed("recs-tui list -internet").is_err());
    }

    #[test]
    fn a_query_is_its_words_wherever_options_stand() {
        for line in [
            "recs-tui search health care --limit 3",
            "recs-tui search --limit=3 health care",
            "recs-tui search health --limit 3 --format csv care",
            "recs-tui search --limit 3 -- health care",
        ] {
            match parsed(line).expect(line).command {
                Some(Command::Search { limit, query, .. }) => {
                    assert_eq!((query.join(" "), limit), ("health care".into(), Some(3)));
                }
                other => panic!("{line}: {other:?}"),
            }
        }
    }
}
