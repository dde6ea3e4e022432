//! The README says what the program does: its tables are the program's own.
//!
//! `UPDATE_EXPECT=1 cargo test --test tests readme` writes them anew.

use std::fs;
use std::path::Path;

use recs_tui::search::language;
use recs_tui::tui::Keymap;

/// Compares what stands between two marks of the README with what the program says, or writes it.
fn section_is(name: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).expect("the README");
    let (begin, end) = (
        format!("<!-- {name}: begin -->\n"),
        format!("<!-- {name}: end -->"),
    );
    let start = readme.find(&begin).expect("the mark of the beginning") + begin.len();
    let stop = start + readme[start..].find(&end).expect("the mark of the end");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let written = format!("{}{expected}{}", &readme[..start], &readme[stop..]);
        fs::write(&path, written).expect("the README can be written");
    } else {
        assert_eq!(
            &readme[start..stop],
            expected,
            "run UPDATE_EXPECT=1 cargo test --test tests readme"
        );
    }
}

/// One test for both, since both write the same file.
#[test]
fn tables_are_the_programs() {
    section_is("keys", &Keymap::default().markdown());
    let mut forms = String::from("\n| typed | what it means |\n|---|---|\n");
    for (typed, means) in language() {
        let typed = typed.replace('|', "\\|");
        forms.push_str(&format!("| `{typed}` | {means} |\n"));
    }
    section_is("language", &forms);
}

/// Continuous integration takes the test command from here.
#[test]
fn both_commands_are_named() {
    let readme = include_str!("../README.md");
    assert!(readme.contains("\n    cargo run --release"));
    assert!(readme.contains("\n    cargo test --locked"));
}
