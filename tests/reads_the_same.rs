//! Round trips: the compilation in other clothes reads as it did, and what the program exports opens
//! again in it.

use std::path::Path;
use std::process::Command;

use recs_tui::library::{embedded, read};
use recs_tui::model::Document;

use crate::fixtures::zipped;
use crate::program::recs_tui;

fn compilation() -> String {
    String::from_utf8(recs_tui::library::EMBEDDED.to_vec()).unwrap()
}

/// What must stay the same: of each provision its id, number, status, headings and words.
fn told(document: &Document) -> Vec<String> {
    let words = |text: &str| {
        let text = text.replace('\u{a0}', " ").replace('\u{2011}', "-");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let provision = |it: &recs_tui::model::Provision| {
        let headings: Vec<String> = document.headings(it).into_iter().map(words).collect();
        format!(
            "{} | {} | {} | {} | {}",
            it.id,
            it.number(),
            it.status().as_str(),
            headings.join(" › "),
            words(&it.text)
        )
    };
    document.provisions.iter().map(provision).collect()
}

#[track_caller]
fn reads_the_same(name: &str, bytes: &[u8]) {
    let document = read(bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    let (found, expected) = (told(&document), told(&embedded()));
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected, "{name}");
    }
    assert_eq!(found.len(), expected.len(), "{name}");
}

/// The text with its lines broken at blanks after so many characters.
fn folded(text: &str, width: usize) -> String {
    let mut out = String::new();
    for line in text.split('\n') {
        let mut column = 0;
        for (at, word) in line.split(' ').enumerate() {
            let length = word.chars().count();
            if at > 0 && column + 1 + length > width && !word.is_empty() {
                out.push('\n');
                column = 0;
            } else if at > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += length;
        }
        out.push('\n');
    }
    out
}

#[test]
fn folded_at_any_width_the_compilation_reads_the_same() {
    for width in [80, 72, 60] {
        let text = folded(&compilation(), width);
        reads_the_same(&format!("folded at {width}"), text.as_bytes());
    }
}

#[test]
fn one_long_line_more_changes_nothing() {
    let mut text = folded(&compilation(), 72);
    text += "\nSee https://documents.example/";
    text += &"lakes-and-ponds/".repeat(12);
    text += "\n";
    reads_the_same("with a long line", text.as_bytes());
}

#[test]
fn heads_of_pages_change_nothing() {
    let mut text = String::new();
    for (at, line) in folded(&compilation(), 80).lines().enumerate() {
        if at > 0 && at % 50 == 0 {
            let page = at / 50;
            text += &format!("\n{page}\n\u{c}{:>70}\n\n", "A/HRC/7/CRP.2");
        }
        text += line;
        text += "\n";
    }
    reads_the_same("with heads of pages", text.as_bytes());
}

/// The compilation as a Word document, a paragraph a line, in italics where a line begins like one of
/// `italic`.
fn word_document(italic: &[&str]) -> Vec<u8> {
    let escaped = |text: &str| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        text.trim_end_matches('\r').to_owned()
    };
    let paragraph = |line: &str| {
        let set = match italic
            .iter()
            .any(|begin| line.trim_start().starts_with(begin))
        {
            true => "<w:rPr><w:i/></w:rPr>",
            false => "",
        };
        let text = escaped(line);
        format!("<w:p><w:r>{set}<w:t xml:space='preserve'>{text}</w:t></w:r></w:p>")
    };
    let body: String = compilation().lines().map(paragraph).collect();
    let document = format!(
        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>\
         <w:body>{body}</w:body></w:document>"
    );
    zipped(&[("word/document.xml", document.as_bytes())])
}

#[test]
fn provisions_set_in_italics_are_no_longer_relevant() {
    let italic = [
        "The introduction of an anti-discrimination perspective in health policies",
        "Reaffirms that States should promote the use of the Internet",
        "The Working Group invites States to periodically review and update",
    ];
    let document = read(&word_document(&italic)).unwrap();
    let told = |status: &str| -> Vec<&str> {
        let provisions = document.provisions.iter();
        let with = provisions.filter(|it| it.status().as_str() == status);
        with.map(|it| &*it.id).collect()
    };
    assert_eq!(told("not-relevant"), ["III.5", "IV.103.b", "V.100"]);
    assert_eq!(
        told("updated"),
        ["I.6", "I.7", "I.14", "II.81.18", "III.22"]
    );
    reads_the_same("a Word document without italics", &word_document(&[]));
}

/// What the program writes of the compilation in a format.
fn exported(format: &str) -> Vec<u8> {
    let arguments = ["list", "--format", format];
    let output = recs_tui().args(arguments).output().unwrap();
    assert!(output.status.success(), "{format}");
    output.stdout
}

#[test]
fn what_is_exported_opens_again_with_the_same_provisions() {
    for format in ["jsonl", "json", "csv"] {
        reads_the_same(format, &exported(format));
    }
}

/// Has LibreOffice make a file of another.
fn converted(folder: &Path, from: &str, to: &str) -> Vec<u8> {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let mut office = Command::new("soffice");
    office.args(["--headless", &profile, "--convert-to", to, "--outdir"]);
    office.arg(folder).arg(folder.join(from));
    if from.ends_with(".txt") {
        office.arg("--infilter=Text (encoded):UTF8,LF,,,");
    }
    assert!(office.output().unwrap().status.success());
    std::fs::read(folder.join(format!("compilation.{to}"))).unwrap()
}

#[test]
#[ignore = "needs LibreOffice"]
fn saved_by_libreoffice_the_compilation_reads_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("compilation.txt");
    std::fs::write(&source, recs_tui::library::EMBEDDED).unwrap();
    let odt = converted(folder.path(), "compilation.txt", "odt");
    reads_the_same("odt", &odt);
    for format in ["docx", "doc", "html", "rtf", "pdf"] {
        let bytes = converted(folder.path(), "compilation.odt", format);
        if format == "pdf" && !cfg!(feature = "pdf") {
            continue;
        }
        reads_the_same(format, &bytes);
    }
}
