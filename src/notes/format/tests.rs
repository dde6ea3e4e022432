//! What a notes file looks like, and what is made of one that was merged, edited or broken.

#![allow(clippy::unwrap_used)]
use proptest::prelude::*;

use super::*;
use crate::notes::{Anchor, Entry};

fn parsed(text: &str) -> Contents {
    Contents::parse(text.as_bytes()).unwrap()
}

/// The file as it is written after it was read.
fn again(text: &str) -> String {
    String::from_utf8(parsed(text).to_bytes()).unwrap()
}

fn note<'a>(contents: &'a Contents, id: &str) -> Option<&'a str> {
    contents.notebook.entry(id)?.note.as_deref()
}

const ORDERED: &str = "# recs-tui notes 1\n\
    I.6\tbookmark\n\
    I.6\tnote\tAsk Geneva.\\nSoon.\n\
    I.6\ttag\tfollow-up\n\
    I.6\ttag\tpriority\n\
    I.10\tbookmark\n\
    IV.109.p.iv\ttag\tpriority\n\
    IV.109.p.ix\tbookmark\n";

#[test]
fn a_file_is_one_record_a_line_in_a_reader_s_order() {
    let contents = parsed(ORDERED);
    assert_eq!(note(&contents, "I.6"), Some("Ask Geneva.\nSoon."));
    assert_eq!(contents.notebook.tags()["priority"], 2);
    assert_eq!(again(ORDERED), ORDERED);
    assert_eq!(contents.remarks(), Vec::<String>::new());
}

#[test]
fn lines_in_any_order_and_twice_are_the_same_file() {
    let mut lines: Vec<&str> = ORDERED.lines().collect();
    let header = lines.remove(0);
    lines.reverse();
    let shuffled = [&[header][..], &lines, &[header], &lines[2..5]].concat();
    assert_eq!(again(&shuffled.join("\n")), ORDERED);
}

#[test]
fn the_line_ends_and_the_mark_of_other_editors_are_read() {
    let theirs = format!("\u{feff}{}", ORDERED.replace('\n', "\r\n"));
    assert_eq!(again(&theirs), ORDERED);
    assert_eq!(again(ORDERED.trim_end()), ORDERED);
    // Twice converted.
    assert_eq!(again(&ORDERED.replace('\n', "\r\r\n")), ORDERED);
    assert_eq!(
        again("# recs-tui notes 1\n\r\r\n"),
        "# recs-tui notes 1\n\n"
    );
}

#[test]
fn nothing_is_an_empty_notebook() {
    for text in ["", "\n", "\u{feff}", " \r\n\r\n"] {
        assert!(parsed(text).notebook.is_empty());
    }
}

#[test]
fn two_notes_of_a_merge_are_joined() {
    let merged = "# recs-tui notes 1\n\
        I.6\tnote\tno\n\
        I.6\tnote\tnot sure\n\
        I.6\tnote\tno\n";
    assert_eq!(note(&parsed(merged), "I.6"), Some("no\n\nnot sure"));
}

#[test]
fn a_conflict_is_read_on_both_sides_and_its_marks_go_with_the_next_save() {
    let conflict = "# recs-tui notes 1\n\
        I.5\tbookmark\n\
        <<<<<<< HEAD\n\
        I.6\tnote\tmine\n\
        =======\n\
        I.6\tnote\ttheirs\n\
        I.7\tbookmark\n\
        >>>>>>> branch\n\
        I.8\tbookmark\n";
    let contents = parsed(conflict);
    assert_eq!(note(&contents, "I.6"), Some("mine\n\ntheirs"));
    assert_eq!(
        contents.remarks(),
        [
            "lines 3, 5, 8: marks of a git conflict. The notes of both sides are read, and the \
             next save removes the marks."
        ]
    );
    assert_eq!(
        again(conflict),
        "# recs-tui notes 1\n\
         I.5\tbookmark\n\
         I.6\tnote\tmine\\n\\ntheirs\n\
         I.7\tbookmark\n\
         I.8\tbookmark\n"
    );
}

#[test]
fn a_conflict_over_the_whole_file_is_read_as_well() {
    let conflict = "<<<<<<< HEAD\n\
        # recs-tui notes 1\n\
        I.5\tbookmark\n\
        =======\n\
        # recs-tui notes 1\n\
        I.6\tbookmark\n\
        >>>>>>> branch\n";
    let contents = parsed(conflict);
    let ids: Vec<&str> = contents.notebook.entries().map(|(id, _)| id).collect();
    assert_eq!(ids, ["I.5", "I.6"]);
    let repaired = again(conflict);
    assert_eq!(
        repaired,
        "# recs-tui notes 1\nI.5\tbookmark\nI.6\tbookmark\n"
    );
}

#[test]
fn what_is_not_understood_stays_byte_for_byte_and_is_told() {
    let bytes = b"# recs-tui notes 1\n\
        # ours, since 2003\n\
        I.5\tcolour\tred\n\
        I.6\tbookmark\n\
        I.6\tnote\tcaf\xE9\n\
        \n\
        I.7\tbookmark\n\
        what is this\n";
    let mut contents = Contents::parse(bytes).unwrap();
    assert_eq!(
        contents.remarks(),
        [
            "line 5: not UTF-8. Kept as it is; save the file as UTF-8.",
            "lines 3, 8: not understood. Kept as it is."
        ]
    );
    assert_eq!(contents.to_bytes(), bytes);
    // Also where the record that they stood behind goes.
    contents.notebook = Notebook::default();
    contents.notebook.entries.insert(
        "I.6.a".into(),
        Entry {
            bookmarked: true,
            ..Entry::default()
        },
    );
    assert_eq!(
        contents.to_bytes(),
        b"# recs-tui notes 1\n\
          # ours, since 2003\n\
          I.5\tcolour\tred\n\
          I.6\tnote\tcaf\xE9\n\
          \n\
          I.6.a\tbookmark\n\
          what is this\n"
    );
}

#[test]
fn many_lines_are_counted_and_not_all_listed() {
    let text = format!("# recs-tui notes 1\n{}", "?\n".repeat(12));
    assert_eq!(
        parsed(&text).remarks(),
        ["lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more: not understood. Kept as it is."]
    );
}

#[test]
fn other_files_are_no_notes() {
    for bytes in [
        &b"Notes on Durban\n"[..],
        b"I.6\tbookmark\n",
        b"\0\0\0\0",
        b"# recs-tui notes one\n",
        b"<<<<<<< HEAD\n",
        b"\xFF\xFE#\0 \0",
    ] {
        assert_eq!(Contents::parse(bytes), Err(FormatError::NoHeader));
    }
    assert_eq!(
        Contents::parse(b"# recs-tui notes 2\nI.6\tbookmark\n"),
        Err(FormatError::Newer(2))
    );
}

fn any_notebook() -> impl Strategy<Value = Notebook> {
    let tag = "[^\\s]{1,6}".prop_map(Into::into);
    let note = (any::<String>(), "\\S", any::<String>());
    let note = note.prop_map(|(before, letter, after)| before + &letter + &after);
    let entry = (
        any::<bool>(),
        prop::collection::btree_set(tag, 0..3),
        prop::option::of(note.prop_map(Into::into)),
        prop::option::of("[a-zß\\t]{1,8}( [a-z…]{1,8}){0,5}"),
    );
    let entry = entry.prop_map(|(bookmarked, tags, note, text)| Entry {
        anchor: text.and_then(|text| Anchor::parse(&text, |text| text.to_owned())),
        bookmarked: bookmarked || (tags.is_empty() && note.is_none()),
        tags,
        note,
    });
    let id = prop_oneof!["[IV#<\\\\]{1,3}\\.[0-9]{1,2}(\\.[a-v])?", any::<String>()];
    let entries = prop::collection::btree_map(id.prop_map(Into::into), entry, 0..6);
    entries.prop_map(|entries| Notebook { entries })
}

proptest! {
    #[test]
    fn any_notebook_comes_back_as_it_was(notebook in any_notebook()) {
        let contents = Contents { notebook, ..Contents::default() };
        let read = Contents::parse(&contents.to_bytes());
        prop_assert_eq!(read, Ok(contents));
    }

    #[test]
    fn any_bytes_are_kept_and_settle(
        lines in prop::collection::vec(
            prop_oneof![
                prop::collection::vec(any::<u8>(), 0..12),
                "[I#<=.16]{1,3}\t(bookmark|tag|note|kind)(\t[ab\\\\n]{0,3})?\r?"
                    .prop_map(String::into_bytes),
            ],
            0..8,
        )
    ) {
        let bytes = [b"# recs-tui notes 1\n", &*lines.join(&b'\n')].concat();
        let Ok(contents) = Contents::parse(&bytes) else {
            // A header of a later version came up.
            return Ok(());
        };
        let text = contents.to_bytes();
        for kept in &contents.kept {
            let mut lines = text.split(|byte| *byte == b'\n');
            prop_assert!(lines.any(|line| line == &*kept.line));
        }
        let again = Contents::parse(&text).unwrap();
        prop_assert_eq!(&again.notebook, &contents.notebook);
        prop_assert_eq!(again.to_bytes(), text);
    }
}
