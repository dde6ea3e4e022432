//! What goes out, as others read it: the same letters, the elements that are meant, and nothing that
//! the document does not say.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use recs_tui::library::read;
use serde_json::Value;
use tempfile::{TempDir, tempdir};

use crate::program::recs_tui;
use crate::word_package::package_part;

/// A file with these lines.
fn file(lines: &[&str]) -> (TempDir, String) {
    let folder = tempdir().unwrap();
    let path = folder.path().join("drop.jsonl");
    fs::write(&path, lines.join("\n")).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (folder, path)
}

fn run(arguments: &[&str]) -> Output {
    recs_tui().args(arguments).output().unwrap()
}

fn printed(arguments: &[&str]) -> Vec<u8> {
    let output = run(arguments);
    assert!(output.status.success(), "{output:?}");
    output.stdout
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn fields_that_are_nobodys_here_stay_as_they_were_written() {
    let (_folder, path) = file(&[
        r#"{"id":"1","text":"Ratify it.","z":18446744073709551616,"a":1.10,"m":[0.1e-5,{"y":1E9,"b":-0.0}],"k":123456789012345678901234567890}"#,
    ]);
    let lines = text(printed(&["list", "-f", &path, "--format", "jsonl"]));
    let z = r#""z":18446744073709551616,"a":1.10,"m":[0.1e-5,{"y":1E9,"b":-0.0}],"k":123456789012345678901234567890"#;
    assert!(lines.contains(z), "{lines}");
    // And once more.
    let again = read(lines.as_bytes()).unwrap();
    let extra = serde_json::to_string(again.provisions[0].extra.as_ref().unwrap()).unwrap();
    assert_eq!(extra, format!("{{{z}}}"));
}

#[test]
fn a_number_that_names_a_record_stays_as_it_was_written() {
    let (_folder, path) = file(&[r#"{"number":1.10,"session":4,"text":"Ratify it."}"#]);
    let lines = text(printed(&["list", "-f", &path, "--format", "jsonl"]));
    assert!(lines.contains(r#""number":"1.10""#), "{lines}");
    assert!(lines.contains(r#""session":"4""#), "{lines}");
}

#[test]
fn a_field_that_nobody_uses_costs_no_record() {
    let lines = [
        r#"{"id":"1","text":"one","x":"\ud83d"}"#,
        r#"{"id":"2","text":"two","x":1e999}"#,
        r#"{"id":"3","text":"three","x":NaN,"y":[Infinity,-Infinity]}"#,
        "{\"id\":\"4\",\"text\":\"four\",\"x\":\"a\tb\"}",
        r#"{"id":"5","text":"half \udc00 of a letter"}"#,
        r#"{"id":"6","text":"six","headings":{"a":1}}"#,
        r#"{"id":"7","text":"seven","annotations":"none","lines":"12-14","symbol":7}"#,
    ];
    let (_folder, path) = file(&lines);
    let output = run(&["list", "-f", &path]);
    let listed = text(output.stdout);
    assert_eq!(listed.lines().count(), lines.len(), "{listed}");
    assert!(listed.contains("half � of a letter"), "{listed}");
    assert_eq!(text(output.stderr), "");
    let kept = text(printed(&["list", "-f", &path, "--format", "jsonl"]));
    assert!(kept.contains(r#""x":1e999"#), "{kept}");
    assert!(kept.contains(r#""annotations_given":"none""#), "{kept}");
    let check = text(printed(&["check", &path]));
    assert!(check.contains("half a character was replaced"), "{check}");
    assert!(check.contains("`headings` could not be taken"), "{check}");
}

#[test]
fn what_cannot_be_read_is_counted_on_standard_error() {
    let (_folder, path) = file(&[
        r#"{"id":"1","text":"one"}"#,
        r#"{"id":"2","text":"cut"#,
        r#"{"id":"3"}"#,
        r#"{"id":"4","text":"four"}"#,
    ]);
    for command in [&["list"][..], &["search", "one"], &["show", "1"]] {
        let output = run(&[command, &["-f", &path]].concat());
        let said = text(output.stderr);
        assert!(output.status.success(), "{said}");
        assert!(
            said.contains("2 lines of drop.jsonl are no records: 2, 3"),
            "{said}"
        );
        assert!(said.contains("recs-tui check"), "{said}");
    }
}

#[test]
fn a_table_for_excel_begins_with_the_mark_and_reads_back() {
    let long = format!(r#"{{"id":"2","text":"{}"}}"#, "word ".repeat(7_000));
    let (_folder, path) = file(&[r#"{"id":"1","text":"Genève"}"#, &long]);
    let output = run(&["list", "-f", &path, "--format", "csv", "--bom"]);
    assert!(output.stdout.starts_with(b"\xEF\xBB\xBFid,session,"));
    let said = text(output.stderr);
    assert!(
        said.contains("Excel cuts a cell after 32767 letters") && said.contains('2'),
        "{said}"
    );
    let again = read(&output.stdout).unwrap();
    assert_eq!(&*again.provisions[0].text, "Genève");
    assert!(!printed(&["list", "-f", &path, "--format", "csv"]).starts_with(b"\xEF\xBB\xBF"));
    assert_eq!(run(&["list", "-f", &path, "--bom"]).status.code(), Some(2));
}

const ARABIC: &str =
    r#"{"id":"1","symbol":"A/HRC/43/15","text":"ينبغي للدول أن تقضي على التمييز العنصري"}"#;
const FRENCH: &str = r#"{"id":"2","symbol":"A/HRC/43/15","text":"Les États devraient agir [vite].","annotations":[{"kind":"update","start":27,"end":33}]}"#;

#[test]
fn a_page_says_how_each_text_is_to_be_read() {
    let (_folder, path) = file(&[ARABIC, FRENCH]);
    let page = text(printed(&["list", "-f", &path, "--format", "html"]));
    assert!(
        page.contains("<p lang=\"und-Arab\" dir=\"auto\">ينبغي"),
        "{page}"
    );
    assert!(
        page.contains("<p lang=\"und-Latn\" dir=\"auto\">Les"),
        "{page}"
    );
    assert!(!page.contains("<p>"), "{page}");
}

#[test]
fn a_word_document_says_how_each_text_is_to_be_set() {
    let (_folder, path) = file(&[ARABIC, FRENCH]);
    let package = printed(&["list", "-f", &path, "--format", "docx"]);
    let document = package_part(&package, "word/document.xml");
    let paragraphs: Vec<&str> = document.split("<w:p ").collect();
    let of = |words: &str| {
        let mut holding = paragraphs
            .iter()
            .filter(|paragraph| paragraph.contains(words));
        holding.next().unwrap()
    };
    let arabic = of("ينبغي");
    assert!(arabic.contains("<w:bidi"), "{arabic}");
    assert!(arabic.contains("<w:rtl />") && arabic.contains("<w:lang w:bidi=\"und-Arab\" />"));
    let french = of("Les États");
    assert!(
        !french.contains("<w:bidi") && !french.contains("<w:rtl"),
        "{french}"
    );
    assert!(french.contains("<w:lang w:val=\"und-Latn\" />"), "{french}");
    assert!(!document.contains("set."), "{document}");

    let styles = package_part(&package, "word/styles.xml");
    assert_eq!(
        styles
            .matches("w:default=\"1\" w:styleId=\"Normal\"")
            .count(),
        1,
        "{styles}"
    );
    let properties = package_part(&package, "docProps/core.xml");
    assert!(properties.contains("<dc:title>A/HRC/43/15") || properties.contains("<dc:title>drop"));
    for untrue in ["unknown", "1970", "creator", "created"] {
        assert!(!properties.contains(untrue), "{properties}");
    }
    // And it opens here again.
    let again = read(&package).unwrap();
    assert!(format!("{again:?}").contains("Les États devraient agir"));
}

#[test]
fn a_bibliography_names_body_symbol_and_paragraph_where_styles_print_them() {
    let csl: Value =
        serde_json::from_slice(&printed(&["show", "IV.103.d", "--format", "csl"])).unwrap();
    assert_eq!(csl[0]["author"][0]["literal"], "Commission on Human Rights");
    assert_eq!(
        csl[0]["title"],
        "Fourth Session, Geneva, Switzerland, 16 - 27 January 2006, \
         <span class=\"nocase\">E/CN.4/2006/18, para. 103 (d)</span>"
    );
    // Of a document that is not of the United Nations nothing of the sort is said.
    let (_folder, path) = file(&[r#"{"id":"1","number":"7","text":"Ratify it."}"#]);
    let csl: Value =
        serde_json::from_slice(&printed(&["list", "-f", &path, "--format", "csl"])).unwrap();
    assert_eq!(csl[0].get("author"), None);
    assert_eq!(csl[0].get("publisher"), None);
    assert!(
        csl[0]["title"]
            .as_str()
            .unwrap()
            .contains("drop.jsonl, para. 7")
    );
}

/// What pandoc prints of a bibliography in its default style, on one line.
fn cited(bibliography: &Path, id: &str) -> String {
    let folder = bibliography.parent().unwrap();
    let source = folder.join("cites.md");
    fs::write(&source, format!("@{id}\n")).unwrap();
    let output = Command::new("pandoc")
        .args(["--citeproc", "-t", "plain", "--wrap=none", "--bibliography"])
        .args([bibliography, &source])
        .output();
    let output = output.unwrap_or_else(|error| panic!("pandoc: {error}; .ci/run installs it"));
    text(output.stdout)
}

#[test]
#[ignore = "needs pandoc; run by .ci/run with interchange"]
fn interchange_pandoc_prints_body_title_symbol_and_paragraph() {
    let folder = tempdir().unwrap();
    for (format, name, id) in [
        ("bibtex", "one.bib", "UN-IV-103-d"),
        ("csl", "one.json", "IV.103.d"),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, printed(&["show", "IV.103.d", "--format", format])).unwrap();
        let printed = cited(&path, id);
        for piece in [
            "Commission on Human Rights",
            "2006",
            "Fourth Session, Geneva, Switzerland",
            "E/CN.4/2006/18, para. 103 (d)",
        ] {
            assert!(printed.contains(piece), "{format}: {piece} in {printed}");
        }
    }
}

/// Every text of the compilation, and some that are all markup, through a reader of CommonMark.
#[test]
fn markdown_reads_back_as_the_same_letters() {
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};
    let awkward = [
        "Adopt the plan\n---",
        "- one\n1. two\n2) three",
        "&nbsp; &copy; ~~a~~ <b> [x](y)",
        "    code\n\n# no heading\n> no quotation",
    ];
    let lines: Vec<String> = (awkward.iter())
        .map(|text| serde_json::json!({ "text": text }).to_string())
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let (_folder, path) = file(&lines);
    for source in [&[][..], &["-f", &path]] {
        let rows = text(printed(&[&["list", "--format", "jsonl"], source].concat()));
        let markdown = text(printed(
            &[&["list", "--format", "markdown"], source].concat(),
        ));
        let mut quotations = vec![String::new()];
        // Titles, and the number before a text, are this program's.
        let mut own = false;
        for event in Parser::new(&markdown) {
            match event {
                Event::Start(Tag::Heading { .. } | Tag::Strong) => own = true,
                Event::End(TagEnd::Heading(_) | TagEnd::Strong) => own = false,
                Event::Text(_) if own => {}
                Event::Start(Tag::BlockQuote(_)) => quotations.push(String::new()),
                Event::Text(text) => quotations.last_mut().unwrap().push_str(&text),
                Event::SoftBreak | Event::HardBreak => quotations.last_mut().unwrap().push('\n'),
                Event::Start(Tag::Paragraph) => quotations.last_mut().unwrap().push('\n'),
                Event::Start(Tag::Emphasis) | Event::End(_) => {}
                other => panic!("{other:?}"),
            }
        }
        quotations.remove(0);
        let rows: Vec<Value> = rows
            .lines()
            .map(|row| serde_json::from_str(row).unwrap())
            .collect();
        assert_eq!(quotations.len(), rows.len());
        let letters = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        for (quotation, row) in quotations.iter().zip(&rows) {
            let text = letters(row["text"].as_str().unwrap());
            assert!(
                letters(quotation).starts_with(&text),
                "{quotation:?} is not {text:?}"
            );
        }
    }
}
