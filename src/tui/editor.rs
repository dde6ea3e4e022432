//! A note, written in the reader's own editor.
//!
//! The editor gets a file with the note as it is; below a line that says so stands the provision,
//! to look at while writing. What cannot be read back stays where the editor left it, and the
//! reader is told where that is.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitStatus};

use tempfile::TempPath;

use crate::export::visible;
use crate::model::{Document, citation};
use crate::notes::Change;

/// What stands below this line is not kept.
const CUT: &str = "-------- above: your note. below: the text, which is not kept --------";

/// Lets the reader write a note on the provision at `position`. The terminal is the editor's
/// meanwhile.
///
/// # Errors
/// In words for the reader, where there is no editor, it failed, or what it left cannot be read.
pub(super) fn write_note(
    compilation: &Document,
    position: usize,
    before: Option<&str>,
) -> Result<Change, String> {
    let provision = &compilation.provisions[position];
    let mut context = visible(&citation(compilation, &[position])).into_owned();
    if !provision.text.is_empty() {
        context.push_str("\n\n");
        context.push_str(&visible(&provision.text));
    }
    let laid_out = format!("{}\n\n{CUT}\n{context}\n", before.unwrap_or_default());
    let file = lay_out(&laid_out).map_err(|error| {
        let folder = std::env::temp_dir();
        let folder = folder.display();
        format!("No note can be written: a file in {folder} could not be made: {error}.")
    })?;
    let editor = editor();
    match run(&editor, &file) {
        Ok(status) if status.success() => {}
        Ok(status) if status.code() == Some(127) => return Err(unknown(&editor)),
        Ok(status) => {
            let why = format!("{} ended with {status}", visible(&editor));
            return Err(unless_written(file, &laid_out, &why));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(unknown(&editor)),
        Err(error) => {
            let editor = visible(&editor);
            return Err(format!("{editor} could not be started: {error}."));
        }
    }
    let after = read_back(file, &context)?;
    Ok(Change::Note {
        id: provision.id.clone(),
        before: before.map(Into::into),
        after: (!after.is_empty()).then(|| after.into()),
    })
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

/// The words for an editor that failed. What was written in it by then stays where it is.
fn unless_written(file: TempPath, laid_out: &str, why: &str) -> String {
    let written = fs::read(&file).is_ok_and(|bytes| bytes != laid_out.as_bytes());
    if !written {
        return format!("The note is as it was: {why}.");
    }
    let path = file.to_path_buf();
    let _ = file.keep();
    format!(
        "The note is as it was: {why}. What was written is in {}",
        path.display()
    )
}

/// The file that the editor is given, for the reader's eyes only.
fn lay_out(text: &str) -> io::Result<TempPath> {
    let mut file = tempfile::Builder::new()
        .prefix("recs-tui-note-")
        .suffix(".md")
        .tempfile()?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    Ok(file.into_temp_path())
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
    // An editor that was killed leaves the terminal as nobody wants it.
    tcsetattr(&terminal, OptionalActions::Now, &found)?;
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

/// The note as the editor left it, without white space around it.
fn read_back(file: TempPath, context: &str) -> Result<String, String> {
    let why = match fs::read(&file).map(String::from_utf8) {
        Ok(Ok(text)) => return Ok(note_in(&text, context)),
        Ok(Err(_)) => "is not UTF-8".to_owned(),
        Err(error) => format!("could not be read: {error}"),
    };
    let path = file.to_path_buf();
    // It could not be kept as a note, so it is kept as it is.
    let _ = file.keep();
    Err(format!(
        "The note is as it was: what the editor left {why}. It is in {}",
        path.display()
    ))
}

/// The note in what an editor left: what stands above the cut, and what was written below it all
/// the same, but for the provision that was laid out there.
fn note_in(text: &str, context: &str) -> String {
    let (mut above, mut below) = (text, "");
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        if line.trim() == CUT {
            (above, below) = (&text[..end], &text[end + line.len()..]);
            break;
        }
        end += line.len();
    }
    let below = below.trim();
    let added = below.strip_prefix(context.trim()).unwrap_or(below).trim();
    [above.trim(), added].join("\n\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_above_the_cut_is_the_note() {
        const TEXT: &str = "E/CN.4/2003/20, para. 6\n\nThe Working Group urges;";
        let left = |above: &str, below: &str| note_in(&format!("{above}{CUT}\n{below}"), TEXT);
        assert_eq!(left("\nAsk.\n\n# Twice.\n\n", TEXT), "Ask.\n\n# Twice.");
        assert_eq!(left("\n", TEXT), "");
        assert_eq!(note_in("no cut\n", TEXT), "no cut");
    }

    #[test]
    fn what_was_written_below_the_cut_is_not_lost() {
        const TEXT: &str = "para. 6\n\nThe Working Group urges;";
        let left = |above: &str, below: &str| note_in(&format!("{above}{CUT}\n{below}"), TEXT);
        assert_eq!(left("\n", &format!("{TEXT}\nAt the end.\n")), "At the end.");
        assert_eq!(
            left("Above.\n", &format!("{TEXT}\n\nBelow.")),
            "Above.\n\nBelow."
        );
        // Where the provision itself was written into, all of it is kept.
        let within = "para. 6\n\nThe Working Group (who?) urges;";
        assert_eq!(left("", within), within);
    }
}
