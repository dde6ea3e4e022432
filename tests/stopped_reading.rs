//! Reading that takes long: the first provisions are there at once, it can be stopped, and no child
//! process outlives whoever waited for it.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::fixtures::zipped;
use crate::program::recs_tui;
use crate::terminal::{Key, Terminal};

/// Records that are more than the first ones that are shown.
fn records(count: usize) -> String {
    let record = |at: usize| {
        let text = "Ratify the treaty on lakes. ".repeat(20);
        format!("{{\"number\":\"{at}\",\"text\":\"{at}th: {text}\"}}\n")
    };
    (1..=count).map(record).collect()
}

/// The browser on a pipe that has said 900 records and is not at its end.
fn reading_a_pipe() -> (Terminal, fs::File) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pipe");
    let made = Command::new("mkfifo").arg(&path).status();
    assert!(made.unwrap().success());
    let terminal = Terminal::open(120, 30, &[path.to_str().unwrap()], &[]);
    let mut pipe = fs::OpenOptions::new().write(true).open(&path).unwrap();
    pipe.write_all(records(900).as_bytes()).unwrap();
    (terminal, pipe)
}

#[test]
fn the_first_records_of_a_pipe_are_shown_before_it_ends() {
    let (mut terminal, pipe) = reading_a_pipe();
    terminal.wait_for_all(&["1 of 500", "1th: Ratify", "Reading "]);
    // They can be read, and where the reader is stays when all are there.
    terminal.keys("jjjj");
    terminal.wait_for_text("5 of 500");
    terminal.keys("m");
    terminal.wait_for_text("wait until the document has been read");
    drop(pipe);
    terminal.wait_for_text("5 of 900");
    terminal.keys("q");
    assert!(terminal.wait_exit().success());
}

#[test]
fn what_has_been_read_stays_when_reading_is_stopped() {
    let (mut terminal, _pipe) = reading_a_pipe();
    terminal.wait_for_text("1 of 500");
    terminal.key(Key::Esc);
    terminal.wait_for_text("Reading was stopped");
    terminal.keys("/400th");
    terminal.key(Key::Enter);
    terminal.wait_for_text("1 of 1");
    terminal.keys("q");
    assert!(terminal.wait_exit().success());
}

/// A Word document that takes a while.
fn long_document(folder: &Path) -> String {
    let paragraph = "<w:p><w:r><w:t>Ratify it.</w:t></w:r></w:p>".repeat(60_000);
    let main = format!(
        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>\
         {paragraph}</w:body></w:document>"
    );
    let path = folder.join("long.docx");
    fs::write(&path, zipped(&[("word/document.xml", main.as_bytes())])).unwrap();
    path.to_str().unwrap().to_owned()
}

/// The child process of a process, once it has one; it is stopped, so that it takes for ever.
fn stopped_child(process: u32) -> u32 {
    let begun = Instant::now();
    loop {
        let threads = fs::read_dir(format!("/proc/{process}/task")).unwrap();
        let lists = threads
            .flatten()
            .map(|thread| thread.path().join("children"));
        let children: String = lists
            .flat_map(|list| fs::read_to_string(list).ok())
            .collect();
        if let Some(child) = children.split_whitespace().next() {
            let stopped = Command::new("kill").args(["-STOP", child]).status();
            assert!(stopped.unwrap().success());
            return child.parse().unwrap();
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "no child");
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn assert_gone(process: u32) {
    let begun = Instant::now();
    let lives = || {
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        stat.rsplit_once(')')
            .is_some_and(|(_, rest)| !rest.starts_with(" Z"))
    };
    while lives() {
        assert!(begun.elapsed() < Duration::from_secs(5), "{process} lives");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn escape_ends_the_child_and_the_browser_lives() {
    let folder = tempfile::tempdir().unwrap();
    let path = long_document(folder.path());
    let mut terminal = Terminal::open(120, 30, &[&path], &[]);
    terminal.wait_for_all(&["Reading long.docx", "Esc stops"]);
    let child = stopped_child(terminal.id());
    terminal.key(Key::Esc);
    terminal.wait_for_text("Reading was stopped");
    assert_gone(child);
    terminal.keys("?");
    terminal.wait_for_text("Everywhere");
    terminal.keys("?q");
    assert!(terminal.wait_exit().success());
}

#[test]
fn a_child_ends_with_whoever_waits_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = long_document(folder.path());
    let mut terminal = Terminal::open(120, 30, &[&path], &[]);
    terminal.wait_for_text("Reading long.docx");
    let child = stopped_child(terminal.id());
    terminal.keys("q");
    assert!(terminal.wait_exit().success());
    // What was stopped goes on, and finds nobody.
    let _ = Command::new("kill")
        .args(["-CONT", &child.to_string()])
        .status();
    assert_gone(child);
    // Also where that is ended in no orderly way.
    let mut program = recs_tui()
        .args(["check", &path])
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let child = stopped_child(program.id());
    program.kill().unwrap();
    program.wait().unwrap();
    let _ = Command::new("kill")
        .args(["-CONT", &child.to_string()])
        .status();
    assert_gone(child);
}

#[test]
fn a_child_that_is_killed_is_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = long_document(folder.path());
    let program = recs_tui()
        .args(["check", &path])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let child = stopped_child(program.id());
    let killed = Command::new("kill")
        .args(["-KILL", &child.to_string()])
        .status();
    assert!(killed.unwrap().success());
    let output = program.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(
        said.contains("long.docx") && said.contains("ended from outside"),
        "{said}"
    );
    assert_eq!(said.lines().count(), 1, "{said}");
}
