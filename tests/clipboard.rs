//! Where a copied text goes when nothing but the terminal is there, and that the footer says so.
//!
//! `desktop.rs` has the clipboards that need programs of their own.

use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use crate::folder::Folder;
use crate::terminal::Terminal;

const SOURCE: &str = include_str!("../assets/durban-compilation.txt");

/// A line of the source by its number, counted from 1, without the blanks at its ends.
fn line(number: usize) -> &'static str {
    SOURCE.lines().nth(number - 1).unwrap().trim()
}

/// A collection of one record, in a folder of its own.
struct Collection(Folder);

impl Collection {
    fn of(text: &str) -> Self {
        let folder = Folder::new();
        crate::copied::record(folder.root(), text);
        Self(folder)
    }

    fn open(&self, cols: u16, envs: &[(&str, &str)]) -> Terminal {
        let path = self.0.path("one.jsonl");
        let mut terminal = Terminal::open(cols, 30, &[&path], envs);
        terminal.wait_for_all(&["/ filter", "1 of 1"]);
        terminal
    }
}

/// Copies the text of a collection alone, and waits for these words in the footer.
fn copies(terminal: &mut Terminal, told: &[&str]) {
    terminal.keys("Yt");
    terminal.wait_for_all(told);
}

const SENT: &str = "A.1 (text alone) sent to the terminal's clipboard (OSC 52)";

#[test]
fn a_plain_terminal_gets_a_text_of_any_length_whole_or_not_at_all() {
    let mut texts = crate::copied::of_any_length().to_vec();
    texts.extend([74_994, 74_995].map(|bytes| (crate::copied::of_length(bytes), bytes == 74_994)));
    for (text, fits) in texts {
        let mut terminal = Collection::of(&text).open(100, &[]);
        if fits {
            copies(&mut terminal, &[SENT]);
            assert!(terminal.clipboard() == Some(text));
        } else {
            copies(&mut terminal, &["Nothing was copied", "> quote.md"]);
            assert!(!String::from_utf8_lossy(terminal.seen().raw()).contains("]52;"));
        }
    }
}

#[test]
fn a_text_that_is_too_long_is_refused_with_its_length_and_the_remedy() {
    let mut terminal = Collection::of(&crate::copied::of_length(74_995)).open(100, &[]);
    copies(
        &mut terminal,
        &["75 kB is more than a terminal takes", "> quote.md"],
    );
    // The remedy is the longer part, and is not cut either.
    terminal.resize(60, 20);
    terminal.wait_for_all(&["75 kB is more than", "> quote.md"]);
}

#[test]
fn a_plain_terminal_gets_characters_of_every_plane() {
    let mut terminal = Collection::of(&crate::copied::of_every_plane()).open(100, &[]);
    copies(&mut terminal, &[SENT]);
    assert_eq!(terminal.clipboard(), Some(crate::copied::of_every_plane()));
}

#[test]
fn over_ssh_the_terminals_clipboard_is_used() {
    // As sshd sets them; each is enough. The display would be the other machine's.
    for login in [
        ("SSH_CONNECTION", "10.0.0.7 51234 10.0.0.2 22"),
        ("SSH_CLIENT", "10.0.0.7 51234 22"),
        ("SSH_TTY", "/dev/pts/0"),
    ] {
        let display = [("DISPLAY", ":0"), ("WAYLAND_DISPLAY", "wayland-0")];
        let mut terminal = Terminal::open(120, 40, &[], &[login, display[0], display[1]]);
        terminal.wait_for_text("/ filter");
        terminal.keys("y");
        terminal.wait_for_text("I.1 (text and citation) sent to the terminal's clipboard (OSC 52)");
        assert!(terminal.clipboard().unwrap().starts_with(line(10)));
    }
}

#[test]
fn where_there_is_no_clipboard_nothing_is_sent_and_a_file_is_named() {
    // The Linux console, which prints what it does not know.
    let mut terminal = Terminal::open(160, 40, &[], &[("TERM", "linux")]);
    terminal.wait_for_text("/ filter");
    terminal.keys("y");
    terminal.wait_for_all(&[
        "Nothing was copied: this terminal has no clipboard.",
        "recs-tui show ID... > quote.md",
    ]);
    assert_eq!(terminal.clipboard(), None);
    assert!(!String::from_utf8_lossy(terminal.seen().raw()).contains("]52;"));
}

/// A tmux that takes the text and never answers.
#[test]
fn a_helper_that_hangs_costs_two_seconds_and_is_named() {
    let collection = Collection::of("Ratify.");
    let helper = collection.0.root().join("tmux");
    // Written by a process of its own: a file that is open for writing cannot be run.
    let script = "printf '#!/bin/sh\\nexec sleep 60\\n' >\"$0\" && chmod 755 \"$0\"";
    let mut shell = std::process::Command::new("sh");
    let written = shell.args(["-c", script]).arg(&helper).status();
    assert!(written.unwrap().success());
    let mode = std::fs::metadata(&helper).unwrap().permissions().mode();
    assert_eq!(mode & 0o111, 0o111);
    let path = format!("{}:/usr/bin:/bin", collection.0.root().display());
    let mut terminal = collection.open(160, &[("PATH", &path), ("TMUX", "/nowhere,1,0")]);
    let begun = Instant::now();
    copies(&mut terminal, &[SENT, "set-clipboard on`; tmux did not"]);
    let waited = begun.elapsed();
    assert!(waited >= Duration::from_secs(2), "{waited:?}");
    assert!(waited < Duration::from_secs(8), "{waited:?}");
    assert_eq!(terminal.clipboard().as_deref(), Some("Ratify."));
}

#[test]
#[cfg(target_os = "linux")]
fn a_desktop_that_hangs_is_given_up() {
    // An X server that accepts and never answers. Display N is TCP port 6000 + N.
    let (server, display) = (100..200)
        .find_map(|display| {
            let server = std::net::TcpListener::bind(("127.0.0.1", 6000 + display)).ok()?;
            Some((server, format!("127.0.0.1:{display}")))
        })
        .expect("a free port for a display");
    let mut terminal = Terminal::open(160, 40, &[], &[("DISPLAY", &display)]);
    terminal.wait_for_text("/ filter");
    terminal.keys("y");
    terminal.wait_for_all(&[
        "I.1 (text and citation) sent to the terminal's clipboard (OSC 52)",
        "the system clipboard (X11) did not answer within 2 seconds",
    ]);
    assert!(terminal.clipboard().unwrap().starts_with(line(10)));
    drop(server);
}

#[test]
fn a_desktop_that_is_gone_leaves_the_terminal() {
    let environment = [
        ("DISPLAY", ":4711"),
        ("WAYLAND_DISPLAY", "/nowhere/wayland-0"),
    ];
    let mut terminal = Terminal::open(200, 40, &[], &environment);
    terminal.wait_for_text("/ filter");
    terminal.keys("y");
    terminal.wait_for_text("I.1 (text and citation) sent to the terminal's clipboard (OSC 52)");
    assert!(terminal.clipboard().unwrap().starts_with(line(10)));
}
