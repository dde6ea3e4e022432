//! A document that others change while it is read: it is read again, and the reader stays where they
//! are.

use std::fs;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::Duration;

use tempfile::{TempDir, tempdir};

use crate::terminal::{Key, Terminal};

/// A document in a folder, with a reader.
struct Desk {
    _folder: TempDir,
    file: PathBuf,
}

const CONVENTION: &str = "Ratify the Convention on human rights.";
const PRISONS: &str = "Close the prison at X.";
const JUDGES: &str = "Train judges in human rights law.";
const TORTURE: &str = "Abolish torture everywhere.";

impl Desk {
    fn with(texts: &[&str]) -> Self {
        let folder = tempdir().unwrap();
        let file = folder.path().join("u.jsonl");
        let desk = Self {
            _folder: folder,
            file,
        };
        desk.writes(texts);
        desk
    }

    fn writes(&self, texts: &[&str]) {
        fs::write(&self.file, records(texts)).unwrap();
    }

    fn opens(&self) -> Terminal {
        let mut terminal = Terminal::open(160, 30, &[self.file.to_str().unwrap()], &[]);
        terminal.wait_for_text("┏ Provisions");
        terminal.settled();
        terminal
    }
}

fn records(texts: &[&str]) -> String {
    let lines = texts
        .iter()
        .map(|text| serde_json::json!({ "text": text }).to_string() + "\n");
    lines.collect()
}

#[test]
fn a_document_that_changed_on_disk_is_read_again_and_the_reader_stays() {
    let desk = Desk::with(&[CONVENTION, PRISONS, JUDGES]);
    let mut terminal = desk.opens();
    // Marks the second, reads the third.
    terminal.keys("j j");
    terminal.wait_for_text("1 marked ");
    desk.writes(&[TORTURE, CONVENTION, PRISONS, JUDGES]);
    let screen = terminal.wait_for_all(&["has changed and was read again: 1 new", TORTURE]);
    assert!(screen.contains("┌ 4 ─"), "{}", screen.framed());
    assert!(screen.contains(" 4 of 4 "), "{}", screen.framed());
    // The mark is on its text, which has another number now.
    terminal.keys("Y");
    terminal.wait_for_text("Copy 1 marked as");
    terminal.key(Key::Esc);
    terminal.keys("k");
    terminal.wait_for_text("┌ 3 ─");
    terminal.keys(" ");
    terminal.wait_for("no mark", |screen| !screen.contains("marked"));
    // What goes is said, and what was selected is the nearest that is left.
    terminal.keys("G ");
    desk.writes(&[TORTURE, CONVENTION, PRISONS]);
    terminal.wait_for_text("1 gone. A marked provision is no longer there");
    terminal.wait_for_text(" 3 of 3 ");
}

#[test]
fn a_filter_is_answered_from_the_text_as_it_is_now() {
    let desk = Desk::with(&[CONVENTION, PRISONS, JUDGES]);
    let mut terminal = desk.opens();
    terminal.keys("/judges\r");
    terminal.wait_for_all(&["1 of 3", "┌ 3 ─"]);
    desk.writes(&[CONVENTION, PRISONS, "Judges first.", JUDGES]);
    terminal.wait_for_text("was read again: 1 new");
    terminal.keys("l");
    terminal.wait_for_all(&["/judges", "2 of 4", "┏ 4 ━"]);
}

#[test]
fn nothing_changes_under_what_is_open() {
    let desk = Desk::with(&[CONVENTION, PRISONS]);
    let mut terminal = desk.opens();
    terminal.keys("Y");
    let before = terminal.wait_for_text("┏ Copy as");
    desk.writes(&[CONVENTION, PRISONS, JUDGES]);
    // Longer than it takes to be read again.
    sleep(Duration::from_millis(900));
    assert_eq!(terminal.settled().rows(), before.rows());
    terminal.key(Key::Esc);
    terminal.wait_for_all(&["was read again: 1 new", JUDGES]);
}

#[test]
fn what_is_shown_outlives_a_file_that_is_gone_or_half_written() {
    let desk = Desk::with(&[CONVENTION, PRISONS]);
    let mut terminal = desk.opens();
    terminal.keys("j");
    let stays = "What is shown is what was read before.";
    // What shrinks is given two seconds before it is taken for what it is.
    for _ in 0..crate::effort(0, 1) {
        fs::remove_file(&desk.file).unwrap();
        terminal.wait_for_all(&["There is no file", stays]);
        terminal.keys("l");
    }
    // Who asks is told at once.
    for broken in ["", "{\"text\": \"Ratify the Con"] {
        fs::write(&desk.file, broken).unwrap();
        terminal.key(Key::Ctrl('r'));
        let screen = terminal.wait_for_text(stays);
        assert!(screen.contains(PRISONS), "{}", screen.framed());
        terminal.keys("l");
    }
    desk.writes(&[CONVENTION, PRISONS]);
    terminal.keys("l");
    terminal.key(Key::Ctrl('r'));
    terminal.wait_for_all(&["u.jsonl is as it was", PRISONS]);
}

#[test]
fn only_what_is_in_a_file_can_be_read_again() {
    let mut terminal = Terminal::open(120, 30, &[], &[]);
    terminal.wait_for_text("/ filter");
    terminal.key(Key::Ctrl('r'));
    terminal.wait_for_text("Only a document that is in a file can be read again.");
}
