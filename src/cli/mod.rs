//! The command line: arguments, what is printed, exit codes.
//!
//! The commands print from the same code that the panes draw from, so that a script and a reader
//! never see two different answers. A failure is one line on standard error that says what
//! happened, to which file, and what to do.

mod arguments;
mod background_read;
mod check;
mod completion;
mod config_file;
mod error;
mod notes_args;
mod print;
mod standard_input;

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write, stdout};
use std::path::Path;
use std::process::ExitCode;

use self::arguments::{Arguments, Command, LONG_VERSION, Printing, shown};
use self::background_read::BackgroundRead;
use self::error::CommandError;
use self::print::Printed;
use self::standard_input::Unnamed;
use crate::clipboard::{self, Clipboard, Environment};
use crate::export::{unread_summary, visible};
use crate::input::{self, sandbox};
use crate::library::{OpenDocument, Source, SourceFile};
use crate::model::Document;
use crate::notes::placed_notebook;
use crate::tui::{self, Browsing, ClipboardWay, Config, End, Ended, Plainness, SessionLog};

/// Runs the command. Exit status: 0 done, 1 nothing found, 2 usage or an unreadable file.
#[must_use]
pub fn main() -> ExitCode {
    if let Some(status) = clipboard::serve_if_asked() {
        return status;
    }
    if let Some(status) = sandbox::child(std::env::args_os(), input::read_apart) {
        return status;
    }
    if completion::answer_if_asked::<Arguments>() {
        return ExitCode::SUCCESS;
    }
    sandbox::enable();
    let typed: Vec<OsString> = std::env::args_os().collect();
    let Err(error) = Arguments::parse_all(&typed).and_then(run) else {
        return ExitCode::SUCCESS;
    };
    if !error.is_silent() {
        report(&error);
    }
    ExitCode::from(error.status())
}

/// Prints an error. Standard output and error may be closed; then there is nobody to tell.
fn report(error: &CommandError) {
    let words = error.to_string();
    // What was typed is repeated, and a file may be called anything.
    let words = visible(&words);
    let _ = match error {
        CommandError::Arguments(error) if error.use_stderr() => write!(io::stderr(), "{words}"),
        CommandError::Arguments(error) => error.print(),
        // What is to be pasted into a file is printed as it is to stand there.
        CommandError::Unsaved(unsaved) if unsaved.lines().is_some() => writeln!(
            io::stderr(),
            "recs-tui: {}\n{}",
            visible(&unsaved.told()),
            unsaved.lines().unwrap_or_default().trim_end()
        ),
        _ => writeln!(io::stderr(), "recs-tui: {words}"),
    };
}

fn run(arguments: Arguments) -> Result<(), CommandError> {
    match &arguments.command {
        Some(Command::Completions { shell }) => {
            return print(|out| completion::script(*shell, out));
        }
        Some(Command::Man) => return print(completion::manual::<Arguments>),
        _ => {}
    }
    if arguments.command.is_some() && arguments.log.is_some() {
        return Err(CommandError::LogUnused);
    }
    let config = chosen(&arguments)?;
    if let Some(Command::Config) = arguments.command {
        return print(|out| out.write_all(config.printed().as_bytes()));
    }
    let (source, silent) = match (arguments.source()?, &config.document) {
        (Some(named), _) => (named, false),
        (None, document) => unnamed(document.as_deref())?,
    };
    if silent && arguments.command.is_some() {
        print::warn(SILENT);
    }
    let notes = arguments.notes()?;
    let printed = |printing| printed(&source, notes, printing);
    match &arguments.command {
        None => {
            let log = log(&arguments)?;
            browse(source, silent.then_some(SILENT), (config, log), notes)
        }
        Some(Command::List { printing, .. }) => printed(printing)?.list(),
        Some(Command::Search {
            printing,
            limit,
            all_words,
            query,
            ..
        }) => printed(printing)?.search(*limit, *all_words, &query.join(" ")),
        Some(Command::Show {
            printing,
            view,
            ids,
            ..
        }) => printed(printing)?.show(*view, ids),
        Some(Command::Check { format, .. }) => {
            let title = source.title();
            let document = source.open()?.read(&())?;
            let mut out = BufWriter::new(stdout().lock());
            check::write(&mut out, *format, &title, &document)?;
            Ok(out.flush()?)
        }
        // These need no document, and were dealt with.
        Some(Command::Config | Command::Completions { .. } | Command::Man) => Ok(()),
    }
}

/// Prints to standard output.
fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), CommandError> {
    let mut out = BufWriter::new(stdout().lock());
    write(&mut out)?;
    Ok(out.flush()?)
}

/// The configuration in force: the file's, and over it what the arguments and the environment say.
fn chosen(arguments: &Arguments) -> Result<Config, CommandError> {
    let mut config = config_file::read(arguments.config.as_deref())?;
    let refused = std::env::var_os("RECS_TUI_MOUSE").is_some_and(|value| value == "0");
    config.no_mouse |= arguments.no_mouse || refused;
    if arguments.plain {
        config.plain = Plainness::Plain;
    }
    if let Some(theme) = arguments.theme {
        config.theme = theme;
    }
    Ok(config)
}

/// What is read where no document is named, and whether standard input might have become one.
fn unnamed(chosen: Option<&Path>) -> Result<(Source, bool), CommandError> {
    let usual = || chosen.map_or(Source::Embedded, |path| Source::File(path.to_owned()));
    match standard_input::look() {
        Unnamed::Nothing => Ok((usual(), false)),
        Unnamed::Silent => Ok((usual(), true)),
        Unnamed::Document => Ok((Source::Input, false)),
        Unnamed::Shared => Err(CommandError::SharedInput),
    }
}

/// Said where standard input is a pipe that stays empty.
const SILENT: &str = "No document is named, and nothing came by standard input: this is the usual \
                      one. -f - waits for another.";

/// The document that is printed from, and what its reader added to it.
fn printed(
    source: &Source,
    notes: Option<&Path>,
    printing: &Printing,
) -> Result<Printed, CommandError> {
    let format = printing.format;
    if printing.bom && format.info().name != "csv" {
        return Err(CommandError::MarkWithoutTable);
    }
    if let Some(file) = format.info().file.filter(|_| stdout().is_terminal()) {
        return Err(CommandError::BinaryToTerminal(file));
    }
    let notebook = notes_args::for_printing(source, notes)?;
    let document = source.clone().open()?.read(&())?;
    if let Some(unread) = unread_summary(&document, &source.title()) {
        print::warn(&format!("{unread}. recs-tui check lists them."));
    }
    let notebook = placed_notebook(&document, notebook);
    notes_args::tell_unseen(source, notes, &document, &notebook);
    Ok(Printed {
        name: source.title(),
        notebook,
        document,
        format,
        bom: printing.bom,
    })
}

fn browse(
    source: Source,
    remark: Option<&'static str>,
    (config, log): (Config, SessionLog),
    notes: Option<&Path>,
) -> Result<(), CommandError> {
    let keeping = notes_args::for_browser(&source, notes)?;
    if let Some(why) = tui::no_terminal() {
        return Err(CommandError::NoTerminal { why });
    }
    let clipboard = Clipboard::new(reached(Environment::from_env(), config.clipboard));
    let (title, name, comes_first) = (source.title(), source.name(), source.comes_first());
    // Before it is read: what is written from now on is news.
    let file = SourceFile::of(&source);
    let opened = source.open()?;
    let read = if comes_first {
        BackgroundRead::Done(Box::new(opened.read(&())?))
    } else {
        background_read::begin(opened, name)?
    };
    let browsing = match read {
        BackgroundRead::Done(document) => Browsing {
            document: OpenDocument::new(title, *document),
            reading: None,
            files: keeping,
            file,
            remark,
            config,
            log,
        },
        BackgroundRead::Pending(pending) => Browsing {
            document: OpenDocument::new(title.clone(), Document::default()),
            reading: Some(Box::new(move |listener| {
                Ok(OpenDocument::new(title, pending.wait(listener)?))
            })),
            files: keeping,
            file,
            remark,
            config,
            log,
        },
    };
    let Ended { end, unsaved } = tui::browse(browsing, clipboard);
    let ended = match end {
        Ok(End::Left) => Ok(()),
        Ok(End::Signal(number)) => Err(CommandError::Signal(number)),
        Ok(End::Panicked) => Err(CommandError::Panicked),
        Err(error) => Err(error.into()),
    };
    match (unsaved, ended) {
        (None, ended) => ended,
        (Some(unsaved), Ok(())) => Err(unsaved.into()),
        (Some(unsaved), Err(error)) => {
            report(&unsaved.into());
            Err(error)
        }
    }
}

/// The log that the browser is to write; none where nobody asks.
fn log(arguments: &Arguments) -> Result<SessionLog, CommandError> {
    let Some(path) = &arguments.log else {
        return Ok(SessionLog::default());
    };
    SessionLog::begin(path, LONG_VERSION).map_err(|error| CommandError::NoLog {
        name: shown(path),
        error,
    })
}

/// The clipboards within reach that the reader wants used.
fn reached(found: Environment, way: ClipboardWay) -> Environment {
    let none = Environment {
        output: found.output,
        screen: found.screen,
        ..Environment::default()
    };
    match way {
        ClipboardWay::Auto => found,
        ClipboardWay::Osc52 => Environment {
            osc52: true,
            ..none
        },
        ClipboardWay::Tmux => Environment { tmux: true, ..none },
        ClipboardWay::Desktop => Environment {
            ssh: false,
            tmux: false,
            osc52: false,
            ..found
        },
        ClipboardWay::Nowhere => none,
    }
}
