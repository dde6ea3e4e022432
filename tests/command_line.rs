//! What is said to somebody who typed a command line that is not quite one.

use crate::program::recs_tui;

/// Status, standard output and standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let folder = env!("CARGO_MANIFEST_DIR");
    let output = recs_tui()
        .args(arguments)
        .current_dir(folder)
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

/// Two provisions that no other document has.
const DOCUMENT: &str = "1. The Group urges States to plant oaks.\n2. The Group invites States.\n";

/// A file with [`DOCUMENT`] for one test alone.
fn document(test: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}.txt"));
    std::fs::write(&path, DOCUMENT).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn every_way_to_name_a_file_reads_that_file() {
    let file = document("every-way");
    let (attached, equals) = (format!("-f{file}"), format!("--file={file}"));
    for arguments in [
        &["search", "-f", &file, "oaks"][..],
        &["search", &attached, "oaks"],
        &["search", &equals, "oaks"],
        &["search", "oaks", "-f", &file],
        &["search", "oaks", &attached],
        &["search", "oaks", &equals],
        &["-f", &file, "search", "oaks"],
        &[&attached, "search", "oaks"],
        &[&equals, "search", "oaks"],
        &["list", "-f", &file],
        &["list", &attached],
        &["list", &equals],
        &["list", &file],
        &[&attached, "list"],
        &[&equals, "list"],
        &[&file, "list"],
        &["show", &attached, "1"],
        &["show", "1", &equals],
        &[&attached, "show", "1"],
    ] {
        let (status, out, error) = run(arguments);
        assert_eq!((status, error.as_str()), (0, ""), "{arguments:?}");
        assert!(out.contains("plant oaks"), "{arguments:?}: {out}");
    }
    for arguments in [
        &["check", &file][..],
        &["check", &equals],
        &[&attached, "check"],
    ] {
        let (status, out, _) = run(arguments);
        assert_eq!(status, 0, "{arguments:?}");
        assert!(
            out.contains("      2  provisions with text"),
            "{arguments:?}: {out}"
        );
    }
}

#[test]
fn a_document_that_is_named_is_never_passed_over() {
    // What is in the compilation, and not in this file.
    let (file, missing) = (document("never-passed-over"), "no-such.txt");
    let attached = format!("-f{file}");
    for arguments in [
        &["search", &attached, "malaria"][..],
        &[&attached, "search", "malaria"],
        &["search", "malaria", &attached],
    ] {
        let (status, out, error) = run(arguments);
        assert_eq!((status, out.as_str()), (1, ""), "{arguments:?}");
        assert_eq!(error, "recs-tui: Nothing matches “malaria”.\n");
    }
    // Two files are one too many, on whichever side of the command they stand.
    for arguments in [
        &["-f", &file, "list", "-f", missing][..],
        &["-f", &file, "list", missing],
        &[&file, "search", "-f", missing, "malaria"],
        &[&file, "check", missing],
    ] {
        let (status, out, error) = run(arguments);
        assert_eq!((status, out.as_str()), (2, ""), "{arguments:?}");
        let words = format!(
            "recs-tui: {file} and {missing} are named, and one document is read. Name one.\n"
        );
        assert_eq!(error, words, "{arguments:?}");
    }
    let (status, _, error) = run(&["list", &file, "-f", missing]);
    assert_eq!(status, 2);
    assert!(error.contains("cannot be used with"), "{error}");
    let (status, _, error) = run(&["--notes", "a", "search", "--notes", "b", "malaria"]);
    assert_eq!(status, 2);
    assert!(error.contains("a and b. Name one."), "{error}");
    let (status, _, error) = run(&["--notes", "a", "check", &file]);
    assert_eq!(status, 2);
    assert!(error.contains("check reads no notes"), "{error}");
}

#[test]
fn a_word_to_leave_out_is_told_from_an_option() {
    let quoted = run(&["search", "racism -internet"]);
    assert_eq!(quoted.0, 0);
    assert_ne!(run(&["search", "racism"]).1, quoted.1);
    assert_eq!(run(&["search", "racism", "-internet"]), quoted);
    assert_eq!(run(&["search", "-internet", "racism"]), quoted);
    assert_eq!(run(&["search", "racism", "--", "-internet"]), quoted);
    // Letters of options that there are begin words as well.
    for word in ["-foreign", "-health", "-Vienna"] {
        let quoted = run(&["search", &format!("racism {word}")]);
        assert_eq!(run(&["search", "racism", word]), quoted, "{word}");
    }
    // A name of a file is one.
    let (status, out, error) = run(&["search", "racism", "-foreign.txt"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(error.contains("no file oreign.txt"), "{error}");
}

#[test]
fn a_misspelt_command_behind_a_shared_option_is_told_too() {
    let file = document("misspelt");
    for arguments in [
        &["-f", &file, "serch", "malaria"][..],
        &["--notes=a", "serch", "malaria", "--limit", "1"],
    ] {
        let (status, _, error) = run(arguments);
        assert_eq!(status, 2);
        assert!(error.contains("Did you mean recs-tui search?"), "{error}");
    }
}

#[test]
fn partial_hits_come_behind_the_full_ones_and_are_marked() {
    let (status, out, error) = run(&["search", "malaria", "medication"]);
    assert_eq!((status, &*error), (0, ""));
    let lines: Vec<&str> = out.lines().collect();
    assert!(lines[0].starts_with("III.14  adopted"));
    assert_eq!(lines[1], "These have only some of the words:");
    assert!(lines[2].starts_with("III.13  adopted       (without medication) "));
    assert_eq!(lines.len(), 3);

    let (status, out, _) = run(&["search", "--format", "jsonl", "malaria", "medication"]);
    assert_eq!(status, 0);
    let records = out.lines().map(|line| serde_json::from_str(line).unwrap());
    let records: Vec<serde_json::Value> = records.collect();
    assert_eq!(records[0].get("partial"), None);
    assert_eq!(records[1]["partial"], true);
    assert_eq!(records[1]["missing"], serde_json::json!(["medication"]));

    // Whoever wants none of them says so; a format without a mark for them has none either.
    let (status, out, _) = run(&["search", "--all-words", "malaria", "medication"]);
    assert_eq!((status, out.lines().count()), (0, 1));
    let (_, out, _) = run(&["search", "--format", "bibtex", "malaria", "medication"]);
    assert_eq!(out.matches("@").count(), 1);
}

#[test]
fn the_status_tells_whether_anything_is_offered() {
    let (status, out, error) = run(&["search", "malaria", "zebra"]);
    assert_eq!((status, &*error), (0, ""));
    assert!(out.starts_with("None has all of these words; some of them:\nIII.14  adopted"));
    let (status, out, error) = run(&["search", "--all-words", "malaria", "zebra"]);
    assert_eq!((status, &*out), (1, ""));
    assert_eq!(
        error,
        "recs-tui: Nothing matches “malaria zebra”. Some of these words stand in III.14, III.13.\n"
    );
    let (status, out, _) = run(&["search", "zebra", "xylophone"]);
    assert_eq!((status, &*out), (1, ""));
}

#[test]
fn how_words_were_read_is_said_and_recorded() {
    let (status, out, error) = run(&["search", "--format", "jsonl", "why malraia "]);
    assert_eq!(status, 0);
    assert_eq!(error, "malraia → malaria\nnot asked for: why\n");
    for line in out.lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(
            record["read_as"],
            serde_json::json!([
                {"typed": "malraia", "as": "malaria", "how": "typo"},
                {"typed": "why", "as": null, "how": "optional"},
            ])
        );
    }
}

#[test]
fn a_search_for_nothing_says_what_can_be_asked() {
    for typed in ["", "  "] {
        let (status, out, error) = run(&["search", typed]);
        assert_eq!((status, &*out), (2, ""));
        assert!(
            error.starts_with("recs-tui: Nothing is asked for."),
            "{error}"
        );
    }
}

#[test]
fn what_leaves_nothing_is_said_and_recorded() {
    for (typed, said, piece, how) in [
        (
            "session:44 malaria",
            "session:44 leaves nothing\n",
            "session:44",
            "nothing-there",
        ),
        (
            "session 9 malaria",
            "session 9 leaves nothing: searched as words\n",
            "session 9",
            "words",
        ),
    ] {
        let (status, out, error) = run(&["search", "--format", "jsonl", typed]);
        assert_eq!((status, &*error), (0, said), "{typed}");
        let record: serde_json::Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
        assert_eq!(record["partial"], true, "{typed}");
        assert_eq!(
            record["read_as"],
            serde_json::json!([{"typed": piece, "as": null, "how": how}]),
            "{typed}"
        );
    }
}

#[test]
fn json_is_an_array_of_records_in_every_command() {
    let file = document("json");
    let mut keys = Vec::new();
    for arguments in [
        &["list", "-f", &file, "--format", "json"][..],
        &["search", "-f", &file, "--format", "json", "oaks"],
        &["show", "-f", &file, "--format", "json", "1"],
    ] {
        let (status, out, _) = run(arguments);
        assert_eq!(status, 0);
        let records: Vec<serde_json::Map<String, serde_json::Value>> =
            serde_json::from_str(&out).unwrap();
        assert_eq!(records[0]["text"], "The Group urges States to plant oaks.");
        assert_eq!(records.len(), if arguments[0] == "list" { 2 } else { 1 });
        let found = |key: &&String| !["score", "matches"].contains(&key.as_str());
        keys.push(records[0].keys().filter(found).cloned().collect::<Vec<_>>());
    }
    assert_eq!(keys[0], keys[1]);
    assert_eq!(keys[0], keys[2]);
    // What was listed opens again.
    let again = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("oaks.json");
    let listed = run(&["list", "-f", &file, "--format", "json"]).1;
    std::fs::write(&again, &listed).unwrap();
    let again = again.to_str().unwrap();
    assert_eq!(run(&["list", again, "--format", "json"]).1, listed);
}

#[test]
fn check_names_annotations_as_records_do() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("italics.jsonl");
    let record = r#"{"id":"1","text":"States shall act.","annotations":[{"kind":"not-relevant","text":"States shall act.","start":0,"end":17}]}"#;
    std::fs::write(&path, record).unwrap();
    let (status, out, _) = run(&["check", path.to_str().unwrap()]);
    assert_eq!(status, 0);
    let row = out.lines().find(|row| row.contains("annotated")).unwrap();
    assert!(row.ends_with("1 not-relevant States shall act."), "{row}");
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
