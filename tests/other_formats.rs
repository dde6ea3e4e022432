//! Files of other formats than text, opened by the program as people do: what comes through, and
//! what is said of a file that cannot be read.

use std::path::PathBuf;

use serde_json::Value;

use crate::fixtures::pdf;
use crate::program::recs_tui;

/// Exit status, standard output and standard error of a command on a file with this content.
fn run(command: &[&str], name: &str, content: &[u8]) -> (i32, String, String) {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    let output = recs_tui().args(command).arg(&path).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn records(name: &str, content: &[u8]) -> Vec<Value> {
    let (status, out, error) = run(&["list", "--format", "jsonl", "-f"], name, content);
    assert_eq!((status, &*error), (0, ""), "{name}");
    out.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn a_pdf_a_word_document_and_a_spreadsheet_are_read() {
    let lines = [
        "1.  The Council invites States to protect lakes.",
        "2.  The Council asks for a report.",
    ];
    #[cfg(feature = "pdf")]
    {
        let read = records("council.pdf", &pdf(&lines));
        assert_eq!(read[1]["number"], "2");
        assert_eq!(read[1]["text"], "The Council asks for a report.");
    }
    let _ = pdf(&lines);
    let read = records("ponds.doc", include_bytes!("data/ponds.doc"));
    assert_eq!(read[0]["number"], "1");
    let read = records("ponds.xls", include_bytes!("data/ponds.xls"));
    assert_eq!(read.len(), 2);
    assert_eq!(read[1]["text"], "Охранять все озёра, и реки тоже.");
    assert_eq!(read[1]["symbol"], "LAKE/1");
    assert_eq!(read[1]["date"], "2031-12-31");
}

#[test]
fn tables_and_exports_in_other_names_are_records() {
    let table =
        "To,From,Text,Response\r\nNorland,Sudland,\"Ratify it, and plant trees.\",Noted\r\n";
    let read = records("review.csv", table.as_bytes());
    assert_eq!(read[0]["text"], "Ratify it, and plant trees.");
    assert_eq!(read[0]["position"], "Noted");
    assert_eq!(read[0]["headings"][0], "Norland");
    let list = r#"[{"Symbol": "CRC/C/NOR/CO/9", "Countries": ["Norland"], "Sdgs": ["6 - Water"],
        "Text": "4.The Committee urges the State party to protect lakes."},
        {"Symbol": "CRC/C/NOR/CO/9", "Countries": ["Norland"], "Sdgs": [],
        "Text": "5.The Committee <i>recommends</i> wells &amp; springs."}]"#;
    let read = records("export.json", list.as_bytes());
    assert_eq!(read[0]["citation"], "CRC/C/NOR/CO/9, para. 4");
    assert_eq!(read[0]["Sdgs"][0], "6 - Water");
    assert_eq!(read[1]["text"], "The Committee recommends wells & springs.");
}

#[test]
fn what_cannot_be_read_is_one_line_and_status_2() {
    let damaged = &include_bytes!("data/ponds.doc")[..3000];
    for (name, content, told) in [
        (
            "old.wpd",
            &b"\xFFWPC\x10\0\0\0"[..],
            "a WordPerfect document",
        ),
        ("scan.png", b"\x89PNG\r\n\x1A\n", "ocrmypdf"),
        ("report.pdf.gz", b"\x1F\x8B\x08\0", "gunzip"),
        ("cut.doc", damaged, "damaged"),
        (
            "empty.zip",
            b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
            "no file",
        ),
        ("numbers.csv", b"a,b,c\n1,2,3\n4,5,6\n7,8,9\n", "no column"),
    ] {
        let (status, out, error) = run(&["check"], name, content);
        assert_eq!((status, &*out), (2, ""), "{name}: {error}");
        assert_eq!(error.lines().count(), 1, "{error}");
        assert!(error.contains(name) && error.contains(told), "{error}");
    }
}
