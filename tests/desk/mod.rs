//! A reader's desk: a folder with documents, notes and an editor, and the browser opened there.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::{TempDir, tempdir};

use crate::program::recs_tui;
use crate::terminal::Terminal;

/// How long something is waited for that must happen.
const PATIENCE: Duration = Duration::from_secs(20);

/// The folder, and what notes are written with. Goes with the value.
pub struct Desk {
    folder: TempDir,
    /// The value of `EDITOR`.
    pub editor: String,
}

impl Desk {
    pub fn new() -> Self {
        Self {
            folder: tempdir().unwrap(),
            editor: "false".to_owned(),
        }
    }

    /// Has this shell script as editor; `$1` is the file, and `$0` is `an editor` on the desk.
    pub fn writes_with(mut self, script: &str) -> Self {
        let path = self.path("an editor");
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        self.editor = format!("'{}'", path.display());
        self
    }

    /// Where a file of this name is.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A document of records that have nothing but a text.
    pub fn puts(&self, name: &str, texts: &[&str]) -> String {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let lines = texts
            .iter()
            .map(|text| serde_json::json!({ "text": text }).to_string());
        fs::write(&path, lines.collect::<Vec<_>>().join("\n")).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The browser, as it is started with these arguments.
    pub fn opens(&self, arguments: &[&str]) -> Terminal {
        let data = self.data();
        let envs = [("XDG_DATA_HOME", &*data), ("EDITOR", &*self.editor)];
        let mut terminal = Terminal::open(200, 40, arguments, &envs);
        terminal.wait_for_text("┏ Provisions");
        terminal
    }

    /// The browser with the file `n` for notes.
    pub fn opens_with_notes(&self) -> Terminal {
        self.opens(&["--notes", self.path("n").to_str().unwrap()])
    }

    /// A command that prints.
    pub fn prints(&self, arguments: &[&str]) -> Output {
        let mut command = recs_tui();
        command.env("XDG_DATA_HOME", self.data()).args(arguments);
        command.output().unwrap()
    }

    /// What a search prints of a document.
    pub fn finds(&self, document: &str, query: &str) -> String {
        text(&self.prints(&["search", "-f", document, query]).stdout)
    }

    fn data(&self) -> String {
        self.path("data").to_str().unwrap().to_owned()
    }

    /// The notes file of the embedded compilation.
    pub fn file(&self) -> PathBuf {
        self.path("data/recs-tui/durban-compilation.notes")
    }

    /// What that holds but for the texts that it quotes.
    pub fn saved(&self) -> String {
        without_texts(&fs::read_to_string(self.file()).unwrap_or_default())
    }

    /// Names of the files of notes that are being written.
    pub fn drafts(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path("data/recs-tui/drafts"));
        let names = entries
            .into_iter()
            .flatten()
            .map(|entry| entry.unwrap().file_name());
        names.map(|name| name.into_string().unwrap()).collect()
    }
}

/// What a notes file holds but for the texts that it quotes.
pub fn without_texts(held: &str) -> String {
    let lines = held.split_inclusive('\n');
    lines.filter(|line| !line.contains("\ttext\t")).collect()
}

/// Leaves the browser; its exit status.
pub fn leave(mut terminal: Terminal) -> u32 {
    terminal.keys("q");
    terminal.wait_exit().exit_code()
}

/// What was printed.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Waits until a file says this, and fails with what it says where that is in vain.
#[track_caller]
pub fn wait_until_says(path: &Path, what: &str) {
    let said = || fs::read_to_string(path).unwrap_or_default();
    wait_until(|| said().contains(what), said);
}

/// Waits until a file is there.
#[track_caller]
pub fn wait_until_there(path: &Path) {
    wait_until(|| path.exists(), || path.display().to_string());
}

#[track_caller]
fn wait_until(holds: impl Fn() -> bool, otherwise: impl Fn() -> String) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < PATIENCE, "{}", otherwise());
        sleep(Duration::from_millis(5));
    }
}
