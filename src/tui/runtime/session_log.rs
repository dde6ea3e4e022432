//! Session log: what the terminal sent, what was drawn and how long it took, for a report of a fault.
//!
//! It holds all that is typed, filters and tags included, and says so in its first line. It holds no text
//! and no name of a document: what is pasted or copied is counted, not written.

use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::super::app::App;
use super::super::terminal_input::TerminalInput;

/// What a log begins with. A file that begins otherwise is never written over.
const HEADER: &str = "recs-tui log. It holds all that was typed, filters and tags included, and no text \
                      of documents: look through it before you pass it on.\n";

/// Bytes of the terminal that are written at most for one line.
const LONGEST: usize = 120;

/// What the terminal calls itself, and what makes programs draw otherwise. Of the last ones it is only
/// told whether they are set.
const TOLD: [&str; 13] = [
    "TERM",
    "COLORTERM",
    "TERM_PROGRAM",
    "TERM_PROGRAM_VERSION",
    "VTE_VERSION",
    "COLORFGBG",
    "LC_ALL",
    "LC_CTYPE",
    "LANG",
    "COLUMNS",
    "LINES",
    "NO_COLOR",
    "RECS_TUI_MOUSE",
];
const SET: [&str; 6] = [
    "TMUX",
    "STY",
    "SSH_TTY",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "EDITOR",
];

/// A file that is written while the browser is open; or none, and then nothing is made of what it is
/// given.
#[derive(Clone, Debug, Default)]
pub struct SessionLog(Option<Arc<Sink>>);

#[derive(Debug)]
struct Sink {
    file: File,
    begun: Instant,
}

impl SessionLog {
    /// Begins a log, in a new file or over an older log. `version` is what the program was built with.
    ///
    /// # Errors
    /// Where the file cannot be written, or holds something else.
    pub fn begin(path: &Path, version: &str) -> io::Result<Self> {
        let mut open = OpenOptions::new();
        let mut file = open
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        let mut before = Vec::new();
        (&file).take(8).read_to_end(&mut before)?;
        if !HEADER.as_bytes().starts_with(&before) {
            return Err(io::Error::new(
                io::ErrorKind::AlreadyExists,
                "it holds something else",
            ));
        }
        file.set_len(0)?;
        io::Seek::rewind(&mut file)?;
        let log = Self(Some(Arc::new(Sink {
            file,
            begun: Instant::now(),
        })));
        let mut head = format!("{HEADER}recs-tui {version}\n");
        let _ = writeln!(
            head,
            "system {} {}",
            std::env::consts::OS,
            std::env::consts::ARCH
        );
        for name in TOLD {
            if let Ok(value) = std::env::var(name) {
                let _ = writeln!(head, "{name}={}", value.escape_default());
            }
        }
        for name in SET.iter().filter(|name| std::env::var_os(name).is_some()) {
            let _ = writeln!(head, "{name} is set");
        }
        log.write(&head);
        Ok(log)
    }

    /// Whether anything is written.
    pub(super) fn is_on(&self) -> bool {
        self.0.is_some()
    }

    fn write(&self, text: &str) {
        if let Some(sink) = &self.0 {
            // In one piece, since threads write; a full disk is no reason to stop the browser.
            let _ = (&sink.file).write_all(text.as_bytes());
        }
    }

    /// Adds a line with the time, where there is a log.
    pub(super) fn line(&self, words: impl FnOnce() -> String) {
        if let Some(sink) = &self.0 {
            let now = sink.begun.elapsed().as_secs_f64();
            self.write(&format!("{now:10.4} s  {}\n", words()));
        }
    }

    /// Adds how the browser begins.
    pub(super) fn opened(&self, app: &App) {
        self.line(|| {
            let (columns, rows) = app.arrangement.size;
            let document = app.document();
            format!(
                "opened, {columns}x{rows}, signs {:?}, mouse {}, cursor {}, links {}, list lines {}; \
                 provisions {}, headings {}, passages {}",
                app.signs,
                app.mouse,
                app.shows_cursor,
                app.hyperlinks,
                app.list_lines(),
                document.provisions.len(),
                document.headings.len(),
                document.passages.len(),
            )
        });
    }

    /// Adds bytes that came from the terminal, and what was understood.
    pub(super) fn input(&self, bytes: &mut Vec<u8>, inputs: &[TerminalInput]) {
        let bytes = std::mem::take(bytes);
        self.line(|| {
            let pasted = inputs.iter().find_map(|input| match input {
                TerminalInput::Paste(text) => Some(text.chars().count()),
                _ => None,
            });
            if let Some(letters) = pasted {
                return format!("paste, {letters} letters");
            }
            let told: String = bytes[..bytes.len().min(LONGEST)].escape_ascii().to_string();
            let more = match bytes.len().saturating_sub(LONGEST) {
                0 => String::new(),
                more => format!(" and {more} bytes"),
            };
            let understood: Vec<String> = inputs.iter().map(understood).collect();
            format!("read \"{told}\"{more}: {}", understood.join(", "))
        });
    }

    /// Adds a frame: how long it took to be made, and its bytes.
    pub(super) fn frame(&self, took: Duration, bytes: usize) {
        self.line(|| {
            format!(
                "frame, {bytes} bytes, made in {:.2} ms",
                took.as_secs_f64() * 1e3
            )
        });
    }
}

fn understood(input: &TerminalInput) -> String {
    match input {
        TerminalInput::Key(key) => format!("{:?} {:?}", key.code, key.modifiers),
        TerminalInput::KeyInPlace(key, place) => {
            format!(
                "{:?} {:?} in the place of {place:?}",
                key.code, key.modifiers
            )
        }
        TerminalInput::Mouse(mouse) => {
            format!("{:?} at {},{}", mouse.kind, mouse.column, mouse.row)
        }
        TerminalInput::Paste(_) => "a paste".to_owned(),
        TerminalInput::Resize(columns, rows) => format!("size {columns}x{rows}"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::fs;

    #[test]
    fn a_log_is_written_over_a_log_and_over_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.log");
        for _ in 0..2 {
            let log = SessionLog::begin(&path, "1.2.3").unwrap();
            let mut bytes = b"\x1b[B".to_vec();
            log.input(&mut bytes, &[TerminalInput::Paste("of a document".into())]);
            assert!(bytes.is_empty());
        }
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches("recs-tui log.").count(), 1);
        assert!(text.contains("recs-tui 1.2.3\n") && text.contains("paste, 13 letters"));
        assert!(!text.contains("of a document"));
        fs::write(&path, "A report.").unwrap();
        assert!(SessionLog::begin(&path, "1.2.3").is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "A report.");
        assert!(SessionLog::begin(folder.path(), "1.2.3").is_err());
    }
}
