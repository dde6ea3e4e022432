//! Starts the reader's own editor on the draft of a note.
//!
//! The editor gets a file with the note as it is; below a line that says so stands the provision,
//! to look at while writing. The file is a [`Draft`]: whatever happens to the editor, the terminal
//! or this program, what the editor saved stays there until the note is in the notes file.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use compact_str::CompactString;

use crate::export::visible;
use crate::model::{Document, citation};
use crate::notes::{Change, Draft, Drafts};

/// An editor that is back sooner than this, and has saved nothing, may write in a window of its own.
const AT_ONCE: Duration = Duration::from_secs(1);

/// What came of an editor.
pub(super) enum Edited {
    /// This change. The draft is to be removed once it is saved.
    Note(Change, Draft),
    /// It came back at once; the note may still be written, in a window. The words say so.
    AtOnce(Draft, String),
}

/// Lets the reader write a note on the provision at `position`. The terminal is the editor's
/// meanwhile.
///
/// # Errors
/// In words for the reader, where there is no editor, it failed, or what it left cannot be read.
pub(super) fn write_note(
    document: &Document,
    position: usize,
    before: Option<&str>,
    drafts: &Drafts,
    chosen: Option<&str>,
) -> Result<Edited, String> {
    let provision = &document.provisions[position];
    let mut context = visible(&citation(document, &[position])).into_owned();
    if !provision.text.is_empty() {
        context.push_str("\n\n");
        context.push_str(&visible(&provision.text));
    }
    let draft = drafts
        .open(&provision.id, before, &context)
        .map_err(|(folder, error)| {
            let folder = folder.display();
            format!("No note can be written: a file in {folder} could not be made: {error}.")
        })?;
    let editor = chosen.map_or_else(editor, str::to_owned);
    let begun = Instant::now();
    let failed = match run(&editor, draft.path()) {
        Ok(status) if status.success() => None,
        Ok(status) if status.code() == Some(127) => Some(unknown(&editor)),
        Ok(status) => {
            let why = format!("{} ended with {status}", visible(&editor));
            Some(unless_written(&draft, &why))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Some(unknown(&editor)),
        Err(error) => {
            let editor = visible(&editor);
            Some(format!("{editor} could not be started: {error}."))
        }
    };
    if let Some(words) = failed {
        draft.close();
        return Err(words);
    }
    if begun.elapsed() < AT_ONCE && draft.is_untouched() {
        let words = format!(
            "The note on {} is as it was: {} came back at once. If it writes in a window, save the \
             note there and press e again to take it in, or name the editor with its option to wait, \
             as in EDITOR=\"code --wait\". The file is {}",
            visible(&provision.id),
            visible(&editor),
            draft.path().display()
        );
        return Ok(Edited::AtOnce(draft, words));
    }
    note_of(&provision.id, draft)
}

/// The note that is in a draft, as a change.
///
/// # Errors
/// In words for the reader, where what an editor left cannot be read.
pub(super) fn note_of(id: &CompactString, draft: Draft) -> Result<Edited, String> {
    let after = draft.note().map_err(|error| {
        let why = match error.kind() {
            io::ErrorKind::InvalidData => "is not UTF-8".to_owned(),
            _ => format!("could not be read: {error}"),
        };
        let path = draft.path().display();
        format!("The note is as it was: what the editor left {why}. It is in {path}")
    })?;
    let change = Change::Note {
        id: id.clone(),
        before: draft.before().map(Into::into),
        after: (!after.is_empty()).then(|| after.into()),
    };
    Ok(Edited::Note(change, draft))
}

/// What the reader has said that text is written with.
fn editor() -> String {
    let named = ["VISUAL", "EDITOR"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|editor| !editor.trim().is_empty());
    named.unwrap_or_else(|| if cfg!(windows) { "notepad" } else { "vi" }.to_owned())
}

fn unknown(editor: &str) -> String {
    format!(
        "There is no editor {} here. Name yours in the environment: EDITOR=nano recs-tui",
        visible(editor)
    )
}

/// The words for an editor that failed. What was written in it by then stays in the draft.
fn unless_written(draft: &Draft, why: &str) -> String {
    if !draft.is_written() {
        return format!("The note is as it was: {why}.");
    }
    let path = draft.path().display();
    format!("The note is as it was: {why}. What was written is in {path}")
}

/// Runs the editor to its end. It may be a command with options, as `code --wait` is; a shell
/// takes that apart, as it does for other programs that start editors.
#[cfg(unix)]
fn run(editor: &str, file: &Path) -> io::Result<ExitStatus> {
    use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
    // Standard input may be the document, and standard output where copies go.
    let terminal = fs::File::options()
        .read(true)
        .write(true)
        .open("/dev/tty")?;
    let found = tcgetattr(&terminal)?;
    let ended = Command::new("sh")
        .arg("-c")
        .arg(format!("{editor} \"$@\""))
        .arg(editor)
        .arg(file)
        .stdin(terminal.try_clone()?)
        .stdout(terminal.try_clone()?)
        .stderr(terminal.try_clone()?)
        .status();
    // An editor that was killed leaves the terminal as nobody wants it. Where the terminal is gone
    // nothing can be set, and what the editor did counts all the same.
    let _ = tcsetattr(&terminal, OptionalActions::Now, &found);
    ended
}

#[cfg(not(unix))]
fn run(editor: &str, file: &Path) -> io::Result<ExitStatus> {
    let mut words = editor.split_whitespace();
    Command::new(words.next().unwrap_or(editor))
        .args(words)
        .arg(file)
        .status()
}
