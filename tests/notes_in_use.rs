//! Notes as people use them with other programs beside: editors of every sort, documents that change,
//! files that others write; and steps that are taken back.

use std::fs;

use crate::desk::{Desk, leave, text, wait_until_says, wait_until_there};
use crate::terminal::{Key, Terminal};

const CONVENTION: &str = "Ratify the Convention on the Rights of Persons with Disabilities.";
const PRISONS: &str = "Close the prison at X and pay damages to those who were held there.";

/// A desk with a document of two records, the second tagged as agreed.
fn tagged() -> (Desk, String) {
    let desk = Desk::new();
    let path = desk.puts("u.jsonl", &[CONVENTION, PRISONS]);
    let mut terminal = desk.opens(&[&path]);
    terminal.keys("jtagreed\r");
    terminal.wait_for_text("2 tagged #agreed");
    assert_eq!(leave(terminal), 0);
    (desk, path)
}

#[test]
fn a_tag_follows_its_text_when_the_file_gains_a_record() {
    let (desk, path) = tagged();
    desk.puts(
        "u.jsonl",
        &["Abolish torture everywhere.", CONVENTION, PRISONS],
    );
    let found = desk.finds(&path, "tag:agreed");
    assert!(
        found.starts_with("3 ") && found.contains("Close the prison"),
        "{found}"
    );
    let mut terminal = desk.opens(&[&path]);
    terminal.keys("/tag:agreed\r");
    terminal.wait_for_all(&["Close the prison", "1 of 3"]);
    assert_eq!(leave(terminal), 0);
}

#[test]
fn what_is_noted_on_a_text_that_is_gone_is_listed_and_never_shown_on_another() {
    let (desk, path) = tagged();
    desk.puts(
        "u.jsonl",
        &[
            CONVENTION,
            "Teach the history of slavery in all public schools.",
        ],
    );
    let output = desk.prints(&["search", "-f", &path, "tag:agreed"]);
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert!(
        said.contains("noted on 2 is on a text that is no longer here, “Close the prison"),
        "{said}"
    );
    let mut terminal = desk.opens(&[&path]);
    terminal.wait_for_text("is on a text that is no longer here");
    terminal.key(Key::Tab);
    terminal.key(Key::Tab);
    terminal.keys("G");
    terminal.wait_for_all(&[
        "Yours, on a text that is no longer here",
        "(was 2)  #agreed",
        "“Close the prison at X and pay damages",
    ]);
    assert_eq!(leave(terminal), 0);
    // What is exported of the whole document has it too, apart from the provisions.
    for format in ["markdown", "html", "docx"] {
        let output = desk.prints(&["list", "-f", &path, "--format", format]);
        let exported = match format {
            "docx" => crate::word_package::package_part(&output.stdout, "word/document.xml"),
            _ => text(&output.stdout),
        };
        let (provisions, own) = exported
            .split_once("Reader’s own, on texts that are no longer here")
            .unwrap_or_else(|| panic!("{format}: {exported}"));
        assert!(provisions.contains("Teach the history"), "{exported}");
        assert!(!provisions.contains("agreed"), "{exported}");
        assert!(
            own.contains("On 2, “Close the prison at X") && own.contains("#agreed"),
            "{exported}"
        );
    }
    let shown = desk.prints(&["show", "-f", &path, "1", "--format", "markdown"]);
    assert!(!text(&shown.stdout).contains("no longer here"));
    desk.puts("u.jsonl", &[PRISONS, CONVENTION]);
    let found = desk.finds(&path, "tag:agreed");
    assert!(found.starts_with("1 "), "{found}");
}

#[test]
fn a_document_that_was_moved_or_renamed_finds_its_notes() {
    let desk = Desk::new();
    let texts = [CONVENTION, PRISONS];
    let path = desk.puts("upr.jsonl", &texts);
    let mut terminal = desk.opens(&[&path]);
    terminal.keys("m");
    terminal.wait_for_text("1 bookmarked");
    assert_eq!(leave(terminal), 0);
    for (from, to) in [
        ("upr.jsonl", "a/upr.jsonl"),
        ("a/upr.jsonl", "a/other.jsonl"),
    ] {
        fs::create_dir_all(desk.path("a")).unwrap();
        fs::rename(desk.path(from), desk.path(to)).unwrap();
        let moved = desk.path(to).to_str().unwrap().to_owned();
        let said = text(
            &desk
                .prints(&["search", "-f", &moved, "is:bookmarked"])
                .stderr,
        );
        assert!(
            said.contains(from) && said.contains("seems to be this document"),
            "{said}"
        );
        let mut terminal = desk.opens(&[&moved]);
        terminal.wait_for_text("seems to be this document: A takes them over.");
        terminal.keys("A");
        terminal.wait_for_text("Notes on 1 provisions are here now");
        terminal.wait_for_text("★");
        assert_eq!(leave(terminal), 0);
        let found = desk.finds(&moved, "is:bookmarked");
        assert!(found.starts_with("1 "), "{found}");
    }
}

/// Editors that format on saving, wrap, or know other line ends.
#[test]
fn what_an_editor_does_to_the_text_is_no_note() {
    for script in [
        "sed -i -e 's/  */ /g' \"$1\"",
        "sed -i -e 's/$/\\r/' \"$1\"",
        "fold -s -w 72 \"$1\" > \"$1.new\"; mv \"$1.new\" \"$1\"",
        "sed -i -e 's/\\xc2\\xa0/ /g' -e 's/--/–/g' \"$1\"",
        "printf '\\357\\273\\277' > \"$1.new\"; cat \"$1\" >> \"$1.new\"; mv \"$1.new\" \"$1\"",
    ] {
        let desk = Desk::new().writes_with(&format!("sed -i -e '1s/^/My note./' \"$1\"; {script}"));
        let notes = desk.path("n");
        let mut terminal = desk.opens_with_notes();
        terminal.keys("e");
        terminal.wait_for_text("Note on I.1 written");
        assert_eq!(leave(terminal), 0);
        let held = fs::read_to_string(&notes).unwrap();
        assert!(held.contains("I.1\tnote\tMy note.\n"), "{script}: {held}");
        // And where nothing was written.
        let desk = Desk::new().writes_with(script);
        let notes = desk.path("n");
        let mut terminal = desk.opens_with_notes();
        terminal.keys("e");
        terminal.wait_for_text("The note on I.1 is as it was");
        assert_eq!(leave(terminal), 0);
        assert!(!notes.exists(), "{script}");
    }
}

#[test]
fn a_note_that_is_written_in_a_window_is_taken_in() {
    let desk = Desk::new().writes_with(
        "(sleep 1.2; printf 'From a window.\\n' > \"$1\"; touch \"$0 wrote\") >/dev/null 2>&1 &",
    );
    let notes = desk.path("n");
    let mut terminal = desk.opens_with_notes();
    terminal.keys("e");
    terminal.wait_for_all(&["came back at once", "code --wait", "press e again"]);
    wait_until_there(&desk.path("an editor wrote"));
    terminal.keys("e");
    terminal.wait_for_text("Note on I.1 written");
    assert_eq!(leave(terminal), 0);
    let kept = fs::read_to_string(&notes).unwrap();
    assert!(kept.contains("I.1\tnote\tFrom a window.\n"), "{kept}");
}

#[test]
fn what_was_saved_in_a_window_is_kept_when_the_browser_is_left() {
    let desk = Desk::new().writes_with(
        "(sleep 0.3; printf 'From a window.\\n' > \"$1\"; touch \"$0 wrote\") >/dev/null 2>&1 &",
    );
    let notes = desk.path("n");
    let mut terminal = desk.opens_with_notes();
    terminal.keys("e");
    terminal.wait_for_text("came back at once");
    wait_until_there(&desk.path("an editor wrote"));
    assert_eq!(leave(terminal), 0);
    let kept = fs::read_to_string(&notes).unwrap();
    assert!(kept.contains("I.1\tnote\tFrom a window.\n"), "{kept}");
}

#[test]
fn a_notes_file_that_others_change_is_read_at_once() {
    let desk = Desk::new();
    let notes = desk.path("n");
    fs::write(&notes, "# recs-tui notes 1\n").unwrap();
    let mut terminal = desk.opens_with_notes();
    fs::write(&notes, "# recs-tui notes 1\nI.1\ttag\tpulled\n").unwrap();
    terminal.wait_for_text("#pulled");
    assert_eq!(leave(terminal), 0);
}

#[test]
fn every_step_can_be_taken_back() {
    let desk = Desk::new().writes_with("printf 'mine\\n' > \"$1\"");
    let notes = desk.path("n");
    let mut terminal = desk.opens_with_notes();
    terminal.keys("m");
    terminal.wait_for_text("I.1 bookmarked");
    terminal.keys("turgent\r");
    terminal.wait_for_text("I.1 tagged #urgent");
    terminal.keys("e");
    terminal.wait_for_text("Note on I.1 written");
    terminal.keys("  ");
    terminal.wait_for_text("2 marked");
    terminal.key(Key::Esc);
    terminal.wait_for("no marks", |screen| !screen.contains("2 marked"));
    terminal.keys("/malaria\r");
    terminal.wait_for_text("2 of 135");
    terminal.key(Key::Esc);
    terminal.wait_for("no filter", |screen| !screen.contains("/malaria"));

    terminal.keys("u");
    terminal.wait_for_text("Undone: the filter /malaria is back");
    terminal.keys("u");
    terminal.wait_for_text("Undone: 2 marked again");
    terminal.keys("uu");
    terminal.wait_for_text("Undone: 0 marked");
    terminal.keys("u");
    terminal.wait_for_text("Undone: Note on I.1 written");
    terminal.keys("u");
    terminal.wait_for_text("Undone: I.1 tagged #urgent");
    terminal.keys("u");
    terminal.wait_for_text("Undone: I.1 bookmarked");
    terminal.keys("u");
    terminal.wait_for_text("There is nothing to undo.");
    assert_eq!(leave(terminal), 0);
    wait_until_says(&notes, "# recs-tui notes 1\n");
    assert_eq!(fs::read_to_string(&notes).unwrap(), "# recs-tui notes 1\n");
}

/// The lines are selected on the screen and pasted into the file.
#[test]
#[cfg(target_os = "linux")]
fn the_last_rescue_can_be_pasted_back_as_it_is_printed() {
    let desk =
        Desk::new().writes_with("printf 'Ask Geneva.\\nTwice \\342\\200\\256here.\\n' > \"$1\"");
    let command = format!(
        "TMPDIR=/nonexistent XDG_DATA_HOME=/proc/nowhere EDITOR=\"{}\" {} --notes /proc/n.notes 2>{}; echo all-has-ended; read x",
        desk.editor,
        env!("CARGO_BIN_EXE_recs-tui"),
        desk.path("said").display()
    );
    let mut shell = crate::terminal::Command::new("sh");
    shell.args(["-c", &command]);
    crate::terminal::clean(&mut shell);
    let mut terminal = Terminal::run(100, 30, shell);
    terminal.wait_for_text("q quit");
    terminal.keys("m");
    terminal.wait_for_text("Not saved");
    terminal.keys("q");
    terminal.wait_for_text("all-has-ended");
    let said = fs::read_to_string(desk.path("said")).unwrap();
    let (_, lines) = (said.split_once("to have it there.\n")).unwrap_or_else(|| panic!("{said}"));
    assert!(lines.contains("I.1\tbookmark\n"), "{lines}");
    let pasted = desk.path("pasted.notes");
    // As they are, and as a terminal gives them.
    for lines in [lines.to_owned(), lines.replace('\t', "    ")] {
        fs::write(&pasted, lines).unwrap();
        let found = desk.prints(&[
            "search",
            "--notes",
            pasted.to_str().unwrap(),
            "is:bookmarked",
        ]);
        assert!(text(&found.stdout).starts_with("I.1 "), "{found:?}");
    }
}
