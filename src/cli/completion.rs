//! Completion: what a shell completes, from the same definitions as the arguments; and the manual page.
//!
//! The script that a shell loads asks this program at each completion, so that ids are those of the
//! document that is named on the line, and tags are the reader's own.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::CommandFactory;
use clap_complete::Shell;
use clap_complete::engine::CompletionCandidate;
use clap_complete::env::{CompleteEnv, Shells};

use crate::library::Source;
use crate::model::Document;
use crate::notes::{NotesFile, Origin, notes_path};
use crate::search::language;

/// The variable by which a shell asks.
const ASKED_BY: &str = "COMPLETE";

/// As many as anybody looks through.
const MOST: usize = 500;

/// Answers a shell that asks what may stand on its line; says whether one did.
pub(super) fn answer_if_asked<C: CommandFactory>() -> bool {
    if std::env::var_os(ASKED_BY).is_none() {
        return false;
    }
    let answered = CompleteEnv::with_factory(C::command).var(ASKED_BY);
    let here = std::env::current_dir().ok();
    // Nobody reads what is wrong while a line is typed.
    answered
        .try_complete(std::env::args_os(), here.as_deref())
        .unwrap_or(true)
}

/// Prints the script for a shell.
pub(super) fn script(shell: Shell, out: &mut dyn Write) -> io::Result<()> {
    let shells = Shells::builtins();
    let Some(shell) = shells.completer(&shell.to_string()) else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    shell.write_registration(ASKED_BY, "recs-tui", "recs-tui", "recs-tui", out)
}

/// Prints the manual page.
pub(super) fn manual<C: CommandFactory>(out: &mut dyn Write) -> io::Result<()> {
    let mut command = C::command();
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for below in command
        .get_subcommands()
        .filter(|below| below.get_name() != "help")
    {
        let man = clap_mangen::Man::new(below.clone());
        writeln!(page, ".SH \"COMMAND {}\"", below.get_name().to_uppercase())?;
        man.render_description_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    out.write_all(&page)
}

/// Ids of the document on the line that begin so.
pub(super) fn ids(begun: &OsStr) -> Vec<CompletionCandidate> {
    let begun = begun.to_string_lossy().to_lowercase();
    let Some(document) = document() else {
        return Vec::new();
    };
    let ids = document
        .provisions
        .iter()
        .map(|provision| provision.id.to_string());
    let fitting = ids.filter(|id| id.to_lowercase().starts_with(&begun));
    fitting.take(MOST).map(CompletionCandidate::new).collect()
}

/// Fields of the query language that begin so, and behind `tag:` the reader's tags.
pub(super) fn terms(begun: &OsStr) -> Vec<CompletionCandidate> {
    let begun = begun.to_string_lossy();
    if let Some(tag) = begun.strip_prefix("tag:") {
        let tags = tags().into_iter().filter(|known| known.starts_with(tag));
        let terms = tags.map(|known| CompletionCandidate::new(format!("tag:{known}")));
        return terms.take(MOST).collect();
    }
    let fields = language().filter_map(|(typed, means)| {
        let (field, _) = typed.split_once(':')?;
        let name = field.chars().all(|c| c.is_ascii_lowercase());
        name.then(|| (format!("{field}:"), means))
    });
    let fitting = fields.filter(|(field, _)| !begun.is_empty() && field.starts_with(&*begun));
    fitting
        .map(|(field, means)| CompletionCandidate::new(field).help(Some(means.into())))
        .collect()
}

/// The document on the line that is being completed.
fn document() -> Option<Document> {
    named().open().ok()?.read(&()).ok()
}

/// What is named on the line by `-f` or `--file`, in any of the usual ways.
fn named() -> Source {
    let mut words = std::env::args_os().map(|word| word.to_string_lossy().into_owned());
    while let Some(word) = words.next() {
        let joined = word.strip_prefix("--file=").or_else(|| {
            let short = word
                .strip_prefix("-f")
                .filter(|_| !word.starts_with("--"))?;
            (!short.is_empty()).then_some(short)
        });
        let file = match word.as_str() {
            "-f" | "--file" => words.next(),
            _ => joined.map(str::to_owned),
        };
        // Nobody's standard input is read for a completion.
        if let Some(file) = file.filter(|file| file != "-") {
            return Source::of_path(PathBuf::from(file));
        }
    }
    Source::Embedded
}

/// The reader's tags on the document on the line.
fn tags() -> Vec<String> {
    let source = named();
    let origin = match &source {
        Source::File(path) => Origin::File(path),
        _ => Origin::Embedded,
    };
    let page = notes_path(origin).and_then(|path| NotesFile::own(path).read().ok());
    let tags = page.map(|page| page.notebook.tags().into_keys().map(Into::into).collect());
    tags.unwrap_or_default()
}
