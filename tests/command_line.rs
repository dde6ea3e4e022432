//! What is said to somebody who typed a command line that is not quite one.

use std::process::Command;

/// Status, standard output and standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let folder = env!("CARGO_MANIFEST_DIR");
    let output = Command::new(env!("CARGO_BIN_EXE_recs-tui"))
        .args(arguments)
        .current_dir(folder)
        .env("HOME", "/nonexistent")
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let status = output.status.code().unwrap();
    (status, text(output.stdout), text(output.stderr))
}

#[test]
fn a_misspelt_command_is_told_from_a_file() {
    for (typed, meant) in [
        (&["serch", "malaria"][..], "search"),
        (&["serach", "malaria", "--limit", "2"], "search"),
        (&["lsit"], "list"),
        (&["chekc", "Cargo.toml"], "check"),
        (&["shwo", "I.1"], "show"),
    ] {
        let (status, out, error) = run(typed);
        assert_eq!(status, 2, "{typed:?}");
        assert_eq!(out, "");
        let first = typed[0];
        assert_eq!(
            error,
            format!(
                "recs-tui: There is no command and no file {first}. Did you mean recs-tui {meant}?\n"
            )
        );
    }
    // What is far from every command is a file.
    let (status, _, error) = run(&["recommendations"]);
    assert_eq!(status, 2);
    assert!(!error.contains("Did you mean"), "{error}");
}

#[test]
fn options_that_commands_share_may_stand_before_the_command() {
    let text = "assets/durban-compilation.txt";
    let after = run(&["search", "--limit", "1", "malaria", "-f", text]);
    assert_eq!(after.0, 0);
    assert_eq!(
        run(&["-f", text, "search", "malaria", "--limit", "1"]),
        after
    );
    assert_eq!(
        run(&["--file", text, "search", "--limit", "1", "malaria"]),
        after
    );
    let notes = "tests/notes/no-such.notes";
    let (status, _, error) = run(&["--notes", notes, "list"]);
    assert_eq!(status, 2);
    assert_eq!(
        error,
        format!("recs-tui: There is no file {notes}. Check the name and the folder.\n")
    );
}

#[test]
fn provisions_that_are_shown_together_are_set_apart() {
    let (_, one, _) = run(&["show", "I.1"]);
    let (_, other, _) = run(&["show", "I.6"]);
    let (status, both, _) = run(&["show", "I.1", "I.6"]);
    assert_eq!(status, 0);
    let between = both.strip_prefix(&one).unwrap().strip_suffix(&other);
    let divider = between.unwrap().trim();
    assert!(
        divider.len() > 20 && divider.chars().all(|c| c == '─'),
        "{divider}"
    );
}
