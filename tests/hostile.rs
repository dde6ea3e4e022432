//! Documents that were written to do harm through the terminal.
//!
//! Every place of a document that is shown anywhere carries the same attack here: sequences that
//! clear the screen, fill the clipboard, make links, answer in the reader's name, and characters
//! that turn or hide text. What the program sends to a terminal is taken apart byte by byte.

use std::path::Path;

use crate::folder::Folder;
use crate::program::recs_tui;
use crate::sequences::{foreign, not_plain};
use crate::terminal::{Key, Terminal};

/// One of each sort. No slash, so that a file can be called so.
const ATTACK: &str = "\u{1b}[2J\u{1b}[31m\u{1b}]52;c;aGFja2Vk\u{7}\u{1b}]8;;u:x\u{1b}\\L\u{1b}]8;;\
    \u{1b}\\\u{1b}P1q\u{1b}\\\u{1b}c\u{1b}[6n\u{1b}[?1049l\u{9b}7m\u{9d}0;t\u{9c}\u{90}q\u{85}\u{7}\
    \u{8}\u{7f}\u{e}\r\u{b}\u{202e}\u{2066}\u{200b}\u{2060}\u{feff}\u{e0041}\u{2028}!";

/// Its start, as a reader sees it.
const SEEN: &str = "␛[2J␛[31m␛]52;c;";

/// The attack in every field of a record that is known, in one that is not, and in its name; and
/// in lines that are no records.
fn records() -> String {
    let a = |what: &str| format!("{what} {ATTACK} {what}");
    let record = |number: usize| {
        serde_json::json!({
            "id": format!("{} {number}", a("id")), "session": a("session"), "symbol": a("symbol"),
            "number": format!("{number}{ATTACK}"), "citation": a("citation"),
            "headings": [a("heading"), a("under")], "role": a("role"), "status": a("status"),
            "text": format!("{} [{}] A/RES/60/251", a("The Group urges States to act"), a("update")),
            "annotations": [
                { "kind": "update", "text": a("update"), "start": 0, "end": 3 },
                { "kind": "note", "text": a("note") }, { "kind": a("kind") },
            ],
            "chapeaux": [{ "id": a("above"), "text": a("chapeau") }],
            (a("key")): { (a("key")): [a("value")] }, "plain": a("value"),
            "references": [a("reference")], "derived": a("derived"),
        })
    };
    let mut lines: Vec<String> = (1..=3).map(|number| record(number).to_string()).collect();
    lines.push(a("no record"));
    lines.push(format!("{{\"text\": 1, \"{}\": 2}}", a("key")));
    lines.push(serde_json::json!({ "text": { (a("key")): 1 } }).to_string());
    lines.push(serde_json::json!({ "text": "bare" }).to_string());
    lines.join("\n")
}

/// The attack in every line of a text.
fn text() -> String {
    let source = include_str!("../assets/durban-compilation.txt");
    let attack = ATTACK.replace('\r', "");
    let lines = source.lines().map(|line| match line.trim() {
        "" => String::new(),
        line => match line.strip_suffix(')') {
            Some(symbol) => format!("{symbol}{attack})\n"),
            None => format!("{line} {attack}\n"),
        },
    });
    lines.collect()
}

/// The records and the text, in files that are called as badly.
fn documents(folder: &Folder) -> [String; 2] {
    [
        folder.file(&format!("a{ATTACK}.jsonl"), records()),
        folder.file(&format!("a{ATTACK}.txt"), text()),
    ]
}

fn in_a_terminal(args: &[&str]) -> String {
    let mut terminal = Terminal::open(120, 40, args, &[]);
    terminal.wait_exit();
    let seen = terminal.seen();
    String::from_utf8(seen.raw().to_vec()).expect("UTF-8")
}

fn in_a_pipe(args: &[&str]) -> std::process::Output {
    recs_tui().args(args).output().unwrap()
}

/// Time for a frame, so that what was typed is seen and not passed over.
fn pause() {
    std::thread::sleep(std::time::Duration::from_millis(40));
}

const FORMATS: [&str; 8] = [
    "text", "jsonl", "json", "csv", "markdown", "html", "bibtex", "csl",
];

#[test]
fn no_command_sends_what_a_document_holds() {
    let folder = Folder::new();
    for path in &documents(&folder) {
        let path = path.as_str();
        let mut commands: Vec<Vec<&str>> = vec![vec!["check", path]];
        for format in FORMATS {
            commands.push(vec!["list", "-f", path, "--format", format]);
            commands.push(vec!["search", "-f", path, "--format", format, "urges"]);
            for view in ["annotated", "adopted", "editors"] {
                let options = ["-f", path, "--format", format, "--view", view, "1", "I.6"];
                commands.push([&["show"], &options[..]].concat());
            }
        }
        for command in commands {
            // To a terminal and to a pipe it is the same: what is in a file is read with cat.
            let output = in_a_pipe(&command);
            let written = String::from_utf8(output.stdout).expect("UTF-8");
            assert!(!written.is_empty(), "{command:?}");
            assert_eq!(not_plain(&written), Vec::<String>::new(), "{command:?}");
            let told = String::from_utf8(output.stderr).expect("UTF-8");
            assert_eq!(not_plain(&told), Vec::<String>::new(), "{command:?}");
        }
        let seen = in_a_terminal(&["list", "-f", path]);
        assert!(seen.contains(SEEN), "{seen}");
        assert_eq!(not_plain(&seen), Vec::<String>::new());
    }
}

#[test]
fn records_keep_the_raw_text_under_the_escapes() {
    let folder = Folder::new();
    let [path, _] = documents(&folder);
    let given: serde_json::Value = serde_json::from_str(records().lines().next().unwrap()).unwrap();
    for format in ["jsonl", "json"] {
        let args = ["search", "-f", path.as_str(), "--format", format, "urges"];
        let output = in_a_pipe(&args).stdout;
        let read: serde_json::Value = match format {
            "jsonl" => serde_json::from_slice(output.split(|byte| *byte == b'\n').next().unwrap()),
            _ => serde_json::from_slice(&output).map(|list: serde_json::Value| list[0].clone()),
        }
        .unwrap();
        for field in ["text", "id", "headings", "plain", "symbol"] {
            assert_eq!(read[field], given[field], "{format} {field}");
        }
    }
}

#[test]
fn no_message_sends_what_it_speaks_of() {
    let folder = Folder::new();
    let missing = &*folder.path(&format!("b{ATTACK}\nb.txt"));
    let sub = &*folder.path(&format!("c{ATTACK}\n"));
    std::fs::create_dir(sub).unwrap();
    let [path, _] = documents(&folder);
    let path = path.as_str();
    let attacked = format!("zebra{ATTACK}");
    for (args, status, plain_lines) in [
        (vec![missing], 2, Some(1)),
        (vec![sub], 2, Some(1)),
        (vec!["list", "-f", missing], 2, Some(1)),
        (vec!["check", missing], 2, Some(1)),
        (vec!["show", "-f", path, attacked.as_str()], 1, Some(1)),
        (vec!["search", "-f", path, attacked.as_str()], 1, None),
        (vec![path, attacked.as_str()], 2, None),
        (vec!["list", "--format", attacked.as_str()], 2, None),
        (vec!["list", attacked.as_str()], 2, None),
        (vec!["search", "--limit", attacked.as_str(), "x"], 2, None),
    ] {
        let mut terminal = Terminal::open(200, 40, &args, &[]);
        assert_eq!(terminal.wait_exit().exit_code(), status, "{args:?}");
        let seen = String::from_utf8(terminal.seen().raw().to_vec()).unwrap();
        assert_eq!(not_plain(&seen), Vec::<String>::new(), "{args:?}");
        assert!(seen.contains(SEEN), "{args:?}: {seen}");
        if let Some(lines) = plain_lines {
            // Besides what is said of lines that are no records.
            let told = seen
                .trim_end()
                .lines()
                .filter(|line| !line.contains("no records"));
            assert_eq!(told.count(), lines, "{seen}");
        }
    }
}

#[test]
fn the_browser_sends_nothing_but_its_own() {
    let folder = Folder::new();
    for path in &documents(&folder) {
        let mut terminal = Terminal::open(120, 40, &[path.as_str()], &[]);
        terminal.wait_for_all(&["┏ Provisions", "␛[2J"]);
        // Every pane, to its end and back; every grouping; the text around the provisions; help.
        for keys in [
            "jj", "G", "g", "\t", "jjjj", "G", "g", "\t", "jj", "G", "z", "z", "a", "a", "a", "r",
            "r", "1", "2", "3", "4", "5", "1", "\t", "O", "G", "\t", " ", "?", "G", "q", "U",
        ] {
            terminal.keys(keys);
            pause();
        }
        // What is pasted and typed is no more to be trusted.
        terminal.keys("/");
        terminal.paste(&format!("urges {ATTACK}"));
        pause();
        terminal.key(Key::Enter);
        pause();
        terminal.key(Key::Esc);
        terminal.keys("/urges");
        terminal.key(Key::Enter);
        pause();
        for (cols, rows) in [(50, 15), (30, 8), (200, 50), (80, 24)] {
            terminal.resize(cols, rows);
            pause();
        }
        let mut copies = 0;
        for letter in ["y", "t", "c", "m", "h", "J", "v", "b", "s"] {
            terminal.keys("Y");
            terminal.wait_for_text("Copy as");
            terminal.keys(letter);
            terminal.wait_for("the copy", |screen| screen.contains("sent to the terminal"));
            copies += 1;
            let copied = terminal.clipboard().unwrap();
            assert!(!copied.is_empty());
            assert_eq!(
                not_plain(&copied),
                Vec::<String>::new(),
                "copied as {letter}"
            );
            terminal.keys("j");
            pause();
        }
        terminal.keys("q");
        assert!(terminal.wait_exit().success());
        assert_eq!(foreign(terminal.seen().raw(), copies), Vec::<String>::new());
    }
}

#[test]
fn marks_stand_where_the_attack_stood() {
    let folder = Folder::new();
    let [path, _] = documents(&folder);
    let mut terminal = Terminal::open(230, 60, &[path.as_str()], &[]);
    terminal.wait_for_text("┏ Provisions");
    // File name, session and heading on the left; the id in the middle.
    // Folded and unfolded again.
    terminal.keys("\t\tOO");
    terminal.wait_for_all(&[
        &format!("a{SEEN}"),
        &format!("session {SEEN}"),
        &format!("heading {SEEN}"),
        "id ␛[2J",
    ]);
    // In the text, where lines are broken.
    terminal.keys("\t");
    terminal.keys("\tz");
    terminal.settled();
    terminal.keys("G");
    terminal.wait_for_all(&[
        "role_given: role",
        "plain: value",
        "␛[2J␛[31m",
        "<U+202E><U+2066>",
    ]);
}

/// In the languages of the United Nations, and others that need what is hidden elsewhere.
#[test]
fn text_from_right_to_left_is_shown_and_copied_as_it_is() {
    let lines = [
        "يحث الدول على مكافحة العنصرية \u{200f}(الفقرة 103)\u{200f}",
        "על המדינות להיאבק בגזענות",
        "دولت‌ها را به مبارزه با نژادپرستی فرا می\u{200c}خواند",
        "क्\u{200d}ष और नस्लवाद",
    ];
    let folder = Folder::new();
    let records = lines.map(|text| serde_json::json!({ "text": text }).to_string());
    let path = folder.file("languages.jsonl", records.join("\n"));
    let path = path.as_str();
    let listed = String::from_utf8(in_a_pipe(&["list", "-f", path]).stdout).unwrap();
    let mut terminal = Terminal::open(200, 20, &[path], &[]);
    terminal.wait_for_all(&["/ filter", " 1 of 4 "]);
    for (at, text) in (1..).zip(lines) {
        assert!(listed.contains(text), "{listed}");
        // The marks of direction are the terminal's affair; the letters are there for the reader.
        let letters = text.replace('\u{200f}', "");
        terminal.wait_for_all(&[&format!(" {at} of 4 "), &letters]);
        terminal.keys("Yt");
        terminal.wait_for_text("sent to the terminal");
        assert_eq!(terminal.clipboard().unwrap(), text);
        terminal.keys("j");
    }
}

/// Read back with the csv crate; every cell but the numbers in it was written to be run.
#[test]
fn no_cell_of_a_table_is_a_formula() {
    let starts = [
        "=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "\u{a0}=", "＝", "＠",
    ];
    let folder = Folder::new();
    let record = |start: &&str| {
        let bad = format!("{start}cmd|' /C calc'!A0");
        serde_json::json!({
            "id": bad, "session": bad, "symbol": bad, "number": bad, "citation": bad,
            "headings": [bad], "text": bad, "role": bad, "status": bad,
            "annotations": [{ "kind": "note", "text": bad }],
        })
        .to_string()
    };
    let records: Vec<String> = starts.iter().map(record).collect();
    let path = folder.file("cells.jsonl", records.join("\n"));
    let path = path.as_str();
    let mut terminal = Terminal::open(100, 30, &[path], &[]);
    terminal.wait_for_all(&["/ filter", "1 of 11"]);
    terminal.keys("Yv");
    terminal.wait_for_text("sent to the terminal");
    let copied = terminal.clipboard().unwrap().into_bytes();
    let listed = in_a_pipe(&["list", "-f", path, "--format", "csv"]).stdout;
    for (table, rows) in [(listed, starts.len()), (copied, 1)] {
        let mut table = csv::Reader::from_reader(&*table);
        let mut count = 0;
        for row in table.records() {
            let row = row.unwrap();
            count += 1;
            for cell in &row {
                let first = cell.trim_start().chars().next();
                assert!(
                    first.is_none_or(|first| !"=+-@＝＋－＠".contains(first))
                        && !cell.starts_with(['\t', '\r', '\n']),
                    "{cell:?}"
                );
            }
            // And nothing is lost by it.
            assert!(row.iter().any(|cell| cell.contains("cmd|' /C calc'!A0")));
        }
        assert_eq!(count, rows);
    }
}

/// A path that is given as a word of its own.
#[test]
fn a_name_with_a_line_feed_is_one_row() {
    let folder = Folder::new();
    let path = folder.file("two\nlines.txt", "1. The Group urges States.\n");
    assert!(Path::new(&path).exists());
    let output = in_a_pipe(&["check", path.as_str()]);
    assert!(output.stdout.starts_with("two␊lines.txt\n".as_bytes()));
}
