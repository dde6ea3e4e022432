//! The browser as a person meets it: the built program in a terminal, from the first key to the
//! prompt that comes back.
//!
//! What stands on the screen and in the clipboard is compared with the source document, which is
//! read here as plain lines. The screens under `tests/screens/` are kept to be read;
//! `UPDATE_EXPECT=1 cargo test --test tests browse` draws them anew.

use std::collections::BTreeSet;

use crate::terminal::{Key, Screen, Terminal};
use expect_test::expect_file;

const SOURCE: &str = include_str!("../assets/durban-compilation.txt");

/// A line of the source by its number, counted from 1, without the blanks at its ends.
fn line(number: usize) -> &'static str {
    SOURCE.lines().nth(number - 1).unwrap().trim()
}

/// The browser on the document that it carries, once its first screen is whole.
fn browser(cols: u16, rows: u16) -> Terminal {
    let mut terminal = Terminal::open(cols, rows, &[], &[]);
    terminal.wait_for("the first screen", |screen| {
        screen.contains("Working Group") && screen.contains("/ filter")
    });
    terminal
}

/// Title of the pane that has the keys; its frame is the heavy one.
fn focus(screen: &Screen) -> Option<String> {
    screen.rows().iter().find_map(|row| {
        let (_, after) = row.split_once("┏ ")?;
        let (title, _) = after.split_once(" ━")?;
        Some(title.to_owned())
    })
}

/// Copies in a form of the copy menu, by its letter, and gives what arrived in the clipboard.
fn copied_as(terminal: &mut Terminal, letter: &str) -> String {
    let before = terminal.seen().clipboards().len();
    terminal.keys("Y");
    terminal.wait_for_text("Copy as");
    terminal.keys(letter);
    terminal.wait_for("the copy menu to close", |screen| {
        !screen.contains("Copy as") && screen.contains("sent to the terminal")
    });
    assert_eq!(terminal.seen().clipboards().len(), before + 1);
    terminal.clipboard().unwrap()
}

#[test]
fn leaving_is_success() {
    let mut terminal = browser(120, 40);
    terminal.keys("q");
    assert!(terminal.wait_exit().success());
}

#[test]
fn tab_goes_round_the_panes() {
    let mut terminal = browser(120, 40);
    let mut titles = Vec::new();
    for _ in 0..4 {
        titles.push(focus(&terminal.settled()).unwrap());
        terminal.key(Key::Tab);
    }
    let round: BTreeSet<_> = titles[..3].iter().collect();
    assert_eq!(round.len(), 3, "{titles:?}");
    assert_eq!(titles[0], titles[3]);
}

#[test]
fn the_tree_leads_the_list_and_the_list_the_text() {
    let mut terminal = browser(120, 40);
    let (col, row) = terminal.screen().find("Racism and Health").unwrap();
    terminal.click(col, row);
    terminal.wait_for_all(&[
        "┏ Durban compilation ",
        " 1 of 12 ",
        " III.5 ",
        "E/CN.4/2005/20, para. 5",
    ]);

    // The list by its keys: the paragraph on malaria is the ninth under its heading.
    terminal.key(Key::Tab);
    terminal.keys("jjjjjjjj");
    terminal.wait_for_all(&["E/CN.4/2005/20, para. 13", " 9 of 12 "]);
    terminal.keys("y");
    terminal.wait_for_text("III.13 (text and citation) sent to the terminal");
    let expected = format!("{}\n\n(E/CN.4/2005/20, para. 13)", line(147));
    assert_eq!(terminal.clipboard().unwrap(), expected);
}

#[test]
fn the_ends_of_the_document_are_a_key_away() {
    let mut terminal = browser(120, 40);
    terminal.keys("G");
    terminal.wait_for_all(&["A/HRC/6/10, para. 105", " 135 of 135 "]);
    terminal.keys("g");
    terminal.wait_for_all(&["E/CN.4/2003/20, para. 1", " 1 of 135 "]);
}

#[test]
fn every_provision_is_copied_as_the_source_has_it() {
    let mut terminal = browser(120, 40);
    let mut texts = Vec::new();
    for position in 1..=135 {
        terminal.wait_for(&format!("row {position}"), |screen| {
            screen.contains(&format!(" {position} of 135 "))
        });
        texts.push(copied_as(&mut terminal, "t"));
        terminal.keys("j");
    }
    let gone: Vec<_> = texts.iter().filter(|text| text.starts_with('(')).collect();
    assert_eq!(gone.len(), 9, "{gone:?}");
    // The others stand in the source one after the other, character for character.
    let mut rest = SOURCE;
    for text in texts.iter().filter(|text| !text.starts_with('(')) {
        let at = rest
            .find(text.as_str())
            .unwrap_or_else(|| panic!("not in the rest of the source: {text}"));
        rest = &rest[at + text.len()..];
    }
}

#[test]
fn marked_provisions_are_copied_in_order_with_one_citation() {
    let mut terminal = browser(120, 40);
    // Marked in the wrong order on purpose.
    for (filter, citation) in [
        ("/109(p)(iv)", "E/CN.4/2006/18, para. 109 (p) (iv)"),
        ("/103(d)", "E/CN.4/2006/18, para. 103 (d)"),
    ] {
        terminal.keys(filter);
        terminal.wait_for_text(citation);
        terminal.key(Key::Enter);
        terminal.keys(" ");
        terminal.settled();
        terminal.key(Key::Esc);
        terminal.wait_for("the filter to be gone", |screen| screen.contains("of 135"));
    }
    terminal.keys("y");
    terminal.wait_for_text("2 provisions (text and citation) sent to the terminal");
    let copied = terminal.clipboard().unwrap();
    let first = copied.find(line(203)).expect("103 (d)");
    let second = copied
        .find(line(299).trim_start_matches("(iv) "))
        .expect("109 (p) (iv)");
    assert!(first < second);
    assert!(
        copied.ends_with("(E/CN.4/2006/18, paras. 103 (d) and 109 (p) (iv))"),
        "{copied}"
    );
}

#[test]
fn what_an_editor_inserted_stays_apart_in_every_form() {
    let mut terminal = browser(120, 40);
    terminal.keys("jjjjj");
    terminal.wait_for_text("E/CN.4/2003/20, para. 6");
    let inserted = "[General Assembly  resolution 60/251 established the Human Rights Council in \
                    replacement of the Commission]";
    assert!(line(23).contains(inserted));
    for letter in ["y", "t", "J"] {
        let copied = copied_as(&mut terminal, letter);
        assert!(copied.contains(inserted), "{letter}: {copied}");
    }
    // Set in italics, and with its brackets escaped: else a link.
    let marked = inserted.replace('[', r"*\[").replace(']', r"\]*");
    let copied = copied_as(&mut terminal, "m");
    assert!(copied.contains(&marked), "{copied}");
    assert_eq!(copied_as(&mut terminal, "c"), "E/CN.4/2003/20, para. 6");
}

#[test]
fn a_key_that_does_nothing_says_so() {
    let mut terminal = browser(120, 40);
    terminal.keys("y");
    terminal.wait_for_text("✓ I.1");
    for (key, told) in [
        ("x", "x does nothing here. ? lists the keys."),
        ("n", "Nothing is filtered. / begins a filter."),
        ("U", "Nothing is marked. Space marks a provision."),
        ("N", "Nothing is filtered. / begins a filter."),
    ] {
        terminal.keys(key);
        let screen = terminal.wait_for_text(told);
        assert!(!screen.contains("✓ I.1"));
    }
    // Where letters are text, none of them is a key.
    terminal.keys("/x");
    let screen = terminal.wait_for_text("Esc clear");
    assert!(!screen.contains("does nothing"));
}

#[test]
fn a_word_document_is_a_new_file_each_time() {
    let mut terminal = browser(120, 40);
    for name in ["recs-I.1.docx", "recs-I.1-2.docx"] {
        terminal.keys("Yw");
        let path = terminal.home().join(name);
        terminal.wait_for_text(&format!("I.1 written to {}", path.display()));
        let file = std::fs::read(path).unwrap();
        assert!(file.starts_with(b"PK"), "{name} is no container");
    }
    // Marked ones go into one document together.
    terminal.keys("   Yw");
    let path = terminal.home().join("recs-3-provisions.docx");
    terminal.wait_for_text(&format!("3 provisions written to {}", path.display()));
    assert!(terminal.seen().clipboards().is_empty());
}

#[test]
fn the_filter_answers_as_it_is_typed() {
    let mut terminal = browser(120, 40);
    for (typed, shown) in [
        // A slip of the fingers: the two paragraphs on malaria, and no others.
        ("/malraia", &["2 hits", "┃ III.13 ", "┃ III.14 "][..]),
        ("/zebra", &["No hit", "Nothing matches “zebra”"][..]),
        ("/103(d)", &["1 hit", "E/CN.4/2006/18, para. 103 (d)"][..]),
        // Printed with a non-breaking hyphen.
        ("/follow up", &["follow"][..]),
    ] {
        terminal.keys(typed);
        terminal.wait_for_all(shown);
        terminal.key(Key::Esc);
        terminal.wait_for("the filter to be gone", |screen| screen.contains("of 135"));
    }
}

#[test]
fn a_kept_filter_is_walked_with_n() {
    let mut terminal = browser(120, 40);
    terminal.keys("/malaria");
    terminal.wait_for_text("2 hits");
    terminal.key(Key::Enter);
    let screen = terminal.settled();
    // Which of the two is the better hit is not this test's to say.
    let (first, second) = if screen.contains("┌ III.13 ") {
        ("┌ III.13 ", "┌ III.14 ")
    } else {
        ("┌ III.14 ", "┌ III.13 ")
    };
    terminal.wait_for_all(&[" 1 of 2 ", first]);
    terminal.keys("n");
    terminal.wait_for_all(&[" 2 of 2 ", second]);
    terminal.keys("N");
    terminal.wait_for_all(&[" 1 of 2 ", first]);
}

#[test]
fn the_help_lists_the_keys_and_goes_away() {
    let mut terminal = browser(120, 40);
    let before = terminal.settled();
    terminal.keys("?");
    terminal.wait_for_all(&["┏ Help", "filter as you type"]);
    terminal.keys("?");
    terminal.wait_for("the help to go", |screen| screen.text() == before.text());
}

#[test]
fn the_mouse_selects_scrolls_and_moves_borders() {
    let mut terminal = browser(120, 40);
    let (frame, row) = terminal.screen().find("┃ I.3 ").unwrap();
    let col = frame + 2;
    terminal.click(col, row);
    terminal.wait_for_text("E/CN.4/2003/20, para. 3");
    terminal.wheel(col, row, 20);
    terminal.wait_for("the list scrolled", |screen| !screen.contains("┃ I.1 "));
    terminal.wheel(col, row, -20);
    terminal.wait_for_text("┃ I.1 ");
    let screen = terminal.settled();

    // The border between the tree and the list.
    let (border, _) = screen.find("┓").unwrap();
    let (edge, _) = screen.find("┐").unwrap();
    assert!(edge < border, "the tree stands left of the list");
    terminal.drag((edge, 20), (edge + 8, 20));
    terminal.wait_for("the border to move", |screen| {
        screen.find("┐").is_some_and(|(col, _)| col == edge + 8)
    });
}

#[test]
fn zoom_gives_one_pane_the_whole_width() {
    let mut terminal = browser(120, 40);
    let before = terminal.settled();
    terminal.keys("z");
    terminal.wait_for("one pane", |screen| {
        screen.find("┓").is_some_and(|(col, _)| col == 119)
    });
    terminal.keys("z");
    terminal.wait_for("all panes", |screen| screen.text() == before.text());
}

#[test]
fn panes_give_way_to_a_breadcrumb() {
    let mut terminal = browser(120, 40);
    let edges = |screen: &Screen| {
        let rows = screen.rows();
        let framed = rows.iter().find(|row| row.contains('┏')).unwrap();
        framed.matches(['┏', '┌']).count()
    };
    assert_eq!(edges(&terminal.settled()), 3);
    for (cols, panes) in [(100, 3), (99, 2), (60, 2), (59, 1)] {
        terminal.resize(cols, 30);
        assert_eq!(edges(&terminal.settled()), panes, "at {cols} columns");
    }
}

#[test]
fn without_colour_nothing_is_told_by_it() {
    let mut terminal = Terminal::open(120, 40, &[], &[("NO_COLOR", "1")]);
    terminal.wait_for_text("/ filter");
    terminal.keys("jjjjj/racism");
    let screen = terminal.settled();
    for row in 0..40 {
        for col in 0..120 {
            let cell = screen.cell(col, row).unwrap();
            let colours = (cell.fgcolor(), cell.bgcolor());
            let none = (vt100::Color::Default, vt100::Color::Default);
            assert_eq!(colours, none, "at {col}, {row}");
        }
    }
}

#[test]
fn colours_are_the_terminals_own() {
    let mut terminal = browser(120, 40);
    terminal.keys("jjjjj/racism");
    let screen = terminal.settled();
    let mut coloured = 0;
    for row in 0..40 {
        for col in 0..120 {
            let cell = screen.cell(col, row).unwrap();
            for colour in [cell.fgcolor(), cell.bgcolor()] {
                match colour {
                    vt100::Color::Default => {}
                    // What matched is black on yellow, the same in every terminal: a palette's own
                    // colours cannot be read on every background.
                    vt100::Color::Idx(16 | 220) => coloured += 1,
                    other => panic!("{other:?} at {col}, {row}"),
                }
            }
        }
    }
    assert!(coloured > 0);
}

#[test]
fn screens_are_as_they_were_last_read() {
    for (cols, rows) in [(120, 40), (80, 24), (50, 15)] {
        let mut terminal = browser(cols, rows);
        let mut kept = format!("recs-tui, {cols} columns, {rows} rows\n\n");
        let mut keep = |doing: &str, screen: &Screen| {
            kept.push_str(&format!("{doing}\n{}\n\n", screen.framed()));
        };
        keep("At the start", &terminal.settled());
        terminal.keys("jjjjj");
        keep("Five down: a paragraph with an update", &terminal.settled());
        terminal.key(Key::Enter);
        keep("Enter", &terminal.settled());
        terminal.keys("?");
        keep("?", &terminal.settled());
        terminal.keys("?/malaria");
        keep("/malaria", &terminal.settled());
        let path = format!("screens/{cols}x{rows}.txt");
        expect_file![path].assert_eq(&kept);
    }
}
