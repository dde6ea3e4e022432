//! What is exported, read again by programs that others wrote: Python's csv module, LibreOffice,
//! pandoc's readers of BibTeX, CSL-JSON and Markdown.
//!
//! These need Debian's python3, libreoffice-writer-nogui and pandoc, so they are left out of
//! `cargo test`, which says how many; `.ci/run` installs the packages and runs them:
//!
//! ```sh
//! cargo test --test tests interchange -- --ignored
//! ```
//!
//! The JSON lines of the same rows say what there is to be read; `quoting.rs` and `records.rs` hold
//! those against the document.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::folder::Folder;
use crate::program::recs_tui;

/// What this program prints.
fn ours(arguments: &[&str]) -> Vec<u8> {
    let mut command = recs_tui();
    let output = command.args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    output.stdout
}

/// The rows of `list`, with a file of records or without.
fn rows(file: &[&str]) -> Vec<Value> {
    let lines = ours(&[&["list", "--format", "jsonl"], file].concat());
    let lines = String::from_utf8(lines).unwrap();
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// What another program makes of this input.
fn theirs(program: &str, arguments: &[&str], input: &[u8]) -> String {
    let child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut child = child.unwrap_or_else(|error| panic!("{program}: {error}; .ci/run installs it"));
    let mut pipe = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || pipe.write_all(&input).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success(), "{program} {arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// A file in a folder that holds these records; its path.
fn lines(folder: &Folder, records: &[Value]) -> String {
    let lines: Vec<String> = records.iter().map(Value::to_string).collect();
    folder.file("records.jsonl", lines.join("\n"))
}

/// Texts that are awkward in a table, in LaTeX, or in a Word document.
const AWKWARD: [&str; 16] = [
    "=1+1",
    "+41 22 917 9000",
    "-2",
    "@SUM(A1:A9)",
    "=HYPERLINK(\"https://example.org\";\"click\")",
    "commas, \"quotes\", and; semicolons",
    "two\nlines",
    "\"begins with a quotation mark",
    "'begins with an apostrophe",
    "100 % of US$ 5 & {more} #1_2 ~ ^ \\emph{x}",
    "dashes -- and --- and ``quotes'' and ?`this",
    "<b>markup</b> & &amp; | $x$",
    "رقم ٥ من إعلان ديربان",
    "第五段 “引用”",
    "follow\u{2011}up and no\u{a0}break",
    "é, ß, and a combining e\u{301}",
];

fn awkward() -> Vec<Value> {
    let record = |(at, text): (usize, &&str)| {
        json!({
            "id": format!("X.{}", at + 1), "session": "X", "symbol": "A/TEST/1_2",
            "number": (at + 1).to_string(), "text": text,
        })
    };
    AWKWARD.iter().enumerate().map(record).collect()
}

/// The text with one kind of quotation mark: pandoc sets them by a rule of its own.
fn plain_quotes(text: &str) -> String {
    text.replace(['“', '”', '‘', '’', '"'], "'")
        .replace('`', "'")
}

/// The words of a text, whatever stands between them.
fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

fn python_reads(table: &[u8]) -> Vec<Vec<String>> {
    let script = "import csv, io, json, sys; \
                  text = io.TextIOWrapper(sys.stdin.buffer, encoding='utf-8', newline=''); \
                  json.dump(list(csv.reader(text, strict=True)), sys.stdout)";
    serde_json::from_str(&theirs("python3", &["-c", script], table)).unwrap()
}

fn string(row: &Value, field: &str) -> String {
    row[field].as_str().unwrap_or_default().to_owned()
}

fn joined(list: &Value, between: &str) -> String {
    let list: Vec<&str> = list
        .as_array()
        .unwrap()
        .iter()
        .flat_map(Value::as_str)
        .collect();
    list.join(between)
}

#[test]
#[ignore = "needs python3; run by .ci/run"]
fn python_reads_every_cell_of_the_table_as_it_is() {
    let table = python_reads(&ours(&["list", "--format", "csv"]));
    let rows = rows(&[]);
    assert_eq!(rows.len(), 135);
    assert_eq!(table.len(), 1 + rows.len());
    let header: Vec<&str> = table[0].iter().map(String::as_str).collect();
    let column = |name: &str| {
        let at = header.iter().position(|have| *have == name);
        at.unwrap_or_else(|| panic!("{name} in {header:?}"))
    };
    for (cells, row) in table[1..].iter().zip(&rows) {
        assert_eq!(cells.len(), header.len());
        for name in [
            "id", "session", "symbol", "number", "citation", "role", "status", "text",
        ] {
            assert_eq!(
                cells[column(name)],
                string(row, name),
                "{name} of {}",
                row["id"]
            );
        }
        assert_eq!(cells[column("headings")], joined(&row["headings"], " › "));
        assert_eq!(
            cells[column("derived_to")],
            joined(&row["derived"]["to"], "; ")
        );
        assert_eq!(
            cells[column("derived_verb")],
            joined(&row["derived"]["verb"], "; ")
        );
        let references = row["references"].as_array().unwrap();
        let targets = references
            .iter()
            .map(|reference| string(reference, "target"));
        let targets: Vec<String> = targets.collect();
        assert_eq!(cells[column("references")], targets.join("; "));
        for annotation in row["annotations"].as_array().unwrap() {
            let told = &cells[column("annotations")];
            assert!(told.contains(&string(annotation, "text")), "{told}");
        }
    }
}

/// A cell that would be a formula gets an apostrophe, by which a spreadsheet knows text; every other
/// cell is as it was.
#[test]
#[ignore = "needs python3; run by .ci/run"]
fn python_reads_awkward_cells_as_they_are_and_no_formula() {
    let folder = Folder::new();
    let mut records = awkward();
    let controls = ["\tx", "\rx", "a\rb", "a\r\nb", "\u{1b}[31m", "a\u{0}b"];
    records.extend(controls.map(|text| json!({ "text": text })));
    for field in ["id", "session", "symbol", "number"] {
        records.push(json!({ field: "=1+1", "text": "x" }));
    }
    records.push(json!({ "headings": ["=1+1"], "text": "x" }));
    let path = lines(&folder, &records);
    let table = python_reads(&ours(&["list", "-f", &path, "--format", "csv"]));
    let rows = rows(&["-f", &path]);
    assert_eq!(table.len(), 1 + records.len());
    for (cells, row) in table[1..].iter().zip(&rows) {
        for cell in cells {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{cell:?}"
            );
        }
        // Controls are marks in a table, which terminals show too; a tab is a blank, and a line ends
        // in one way.
        let marks = [('\t', " "), ('\r', "␍"), ('\u{1b}', "␛"), ('\0', "␀")];
        let text = string(row, "text");
        let lines = text.replace("\r\n", "\n");
        let shown = marks
            .iter()
            .fold(lines, |shown, (c, mark)| shown.replace(*c, mark));
        let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let apostrophe = if formula { "'" } else { "" };
        assert_eq!(cells[8], format!("{apostrophe}{shown}"));
    }
}

/// A Word document as LibreOffice reads it: as text, and as HTML, which tells headings.
fn libreoffice_reads(document: &[u8]) -> (String, String) {
    let folder = Folder::new();
    let path = folder.path("quotes.docx");
    fs::write(&path, document).unwrap();
    let profile = format!(
        "-env:UserInstallation=file://{}/profile",
        folder.root().display()
    );
    let converted = |filter: &str, ending: &str| {
        let mut command = Command::new("soffice");
        command.args([&profile, "--headless", "--convert-to", filter, "--outdir"]);
        command.arg(folder.root()).arg(&path);
        let output = command.output();
        let output = output.unwrap_or_else(|error| panic!("soffice: {error}; .ci/run installs it"));
        assert!(output.status.success(), "{output:?}");
        let read = fs::read_to_string(folder.path(&format!("quotes.{ending}")));
        let read = read.unwrap_or_else(|error| panic!("{filter}: {error}; {output:?}"));
        read.trim_start_matches('\u{feff}').to_owned()
    };
    let text = converted("txt:Text (encoded):UTF8", "txt");
    (text, converted("html:HTML (StarWriter):UTF8", "html"))
}

/// What stands in the headings of this level, markup left out.
fn headings(html: &str, level: u8) -> Vec<String> {
    let (open, close) = (format!("<h{level}"), format!("</h{level}>"));
    let headings = html.split(&open).skip(1).map(|rest| {
        let rest = &rest[rest.find('>').unwrap() + 1..rest.find(&close).unwrap()];
        let pieces = rest.split('<').map(|piece| match piece.find('>') {
            Some(at) => &piece[at + 1..],
            None => piece,
        });
        words(&pieces.collect::<String>()).join(" ")
    });
    headings.collect()
}

#[test]
#[ignore = "needs libreoffice-writer-nogui; run by .ci/run"]
fn libreoffice_reads_the_words_of_every_provision_under_its_session() {
    let (text, html) = libreoffice_reads(&ours(&["list", "--format", "docx"]));
    // Every provision in its place, from one end of the document to the other.
    let read = words(&text).join(" ");
    let mut from = 0;
    for row in rows(&[]) {
        let (number, text) = (string(&row, "number"), string(&row, "text"));
        let body = match &*string(&row, "status") {
            "deleted" => "(deleted; inferred from a gap in the numbering)".to_owned(),
            "omitted" => "(omitted, as a footnote says)".to_owned(),
            _ => text,
        };
        let body = words(&body).join(" ");
        let whole = format!("{number}. {body} ({})", string(&row, "citation"));
        let at = read[from..].find(&whole);
        let at = at.unwrap_or_else(|| panic!("{whole}\nin\n{}", &read[from..]));
        from += at + whole.len();
    }
    assert_eq!(&read[from..], "");
    assert!(read.contains(
        "Commission on Human Rights [General Assembly resolution 60/251 established the Human \
         Rights Council in replacement of the Commission] and the General Assembly"
    ));
    assert!(read.contains(
        "(E/CN.4/2004/20, para. 81 (18)) Text in [square brackets] was inserted by later editors; it is \
         not part of what was adopted."
    ));
    assert_eq!(
        headings(&html, 1),
        [
            "First Session, Geneva, Switzerland, 21 - 31 January 2003, E/CN.4/2003/20",
            "Second Session, Geneva, Switzerland, 26 January - 6 February 2004, E/CN.4/2004/20",
            "Third session, Geneva, Switzerland, 11 - 22 October 2004, E/CN.4/2005/20",
            "Fourth Session, Geneva, Switzerland, 16 - 27 January 2006, E/CN.4/2006/18",
            "Fifth Session, Geneva, Switzerland, 5 - 9 March 2007; 3 - 7 September 2007, A/HRC/6/10",
        ]
    );
    assert_eq!(headings(&html, 2)[..3], ["Education", "Poverty", "General"]);
}

#[test]
#[ignore = "needs libreoffice-writer-nogui; run by .ci/run"]
fn libreoffice_reads_awkward_words_as_they_are() {
    let folder = Folder::new();
    let mut records = awkward();
    records.push(json!({ "text": "\u{1b}[31m \u{0} \u{ffff} \u{b}" }));
    let path = lines(&folder, &records);
    let (text, _) = libreoffice_reads(&ours(&["list", "-f", &path, "--format", "docx"]));
    let read = words(&text).join(" ");
    for text in AWKWARD {
        assert!(read.contains(&words(text).join(" ")), "{text:?} in {read}");
    }
}

/// What pandoc makes of a bibliography in this format: its items.
fn pandoc_reads(format: &str, bibliography: &[u8]) -> Vec<Value> {
    let read = theirs("pandoc", &["-f", format, "-t", "csljson"], bibliography);
    serde_json::from_str(&read).unwrap()
}

/// Titles, symbols and dates of the reports, by session; typed from the document.
const REPORTS: [(&str, &str, &str, [[u16; 3]; 2]); 5] = [
    (
        "I",
        "First Session, Geneva, Switzerland, 21 - 31 January 2003",
        "E/CN.4/2003/20",
        [[2003, 1, 21], [2003, 1, 31]],
    ),
    (
        "II",
        "Second Session, Geneva, Switzerland, 26 January - 6 February 2004",
        "E/CN.4/2004/20",
        [[2004, 1, 26], [2004, 2, 6]],
    ),
    (
        "III",
        "Third session, Geneva, Switzerland, 11 - 22 October 2004",
        "E/CN.4/2005/20",
        [[2004, 10, 11], [2004, 10, 22]],
    ),
    (
        "IV",
        "Fourth Session, Geneva, Switzerland, 16 - 27 January 2006",
        "E/CN.4/2006/18",
        [[2006, 1, 16], [2006, 1, 27]],
    ),
    (
        "V",
        "Fifth Session, Geneva, Switzerland, 5 - 9 March 2007; 3 - 7 September 2007",
        "A/HRC/6/10",
        [[2007, 3, 5], [2007, 9, 7]],
    ),
];

/// The items that a reference manager has, held against the rows they were made from.
fn hold_against_the_document(items: &[Value], id: fn(&str) -> String, whole_dates: bool) {
    let rows = rows(&[]);
    assert_eq!(items.len(), rows.len());
    for row in &rows {
        let id = id(&string(row, "id"));
        let found: Vec<&Value> = items.iter().filter(|item| item["id"] == *id).collect();
        let [item] = found[..] else {
            panic!("{id} once: {found:?}")
        };
        let report = REPORTS
            .iter()
            .find(|report| report.0 == string(row, "session"));
        let (_, title, symbol, [from, to]) = report.unwrap();
        // The citation stands in the title, kept from capitals by markup of CSL.
        let told = string(item, "title");
        let told = told
            .replace("<span class=\"nocase\">", "")
            .replace("</span>", "");
        assert_eq!(
            told,
            format!("{title}, {}", string(row, "citation")),
            "{id}"
        );
        assert_eq!(string(item, "number"), *symbol, "{id}");
        assert_eq!(item["type"], "report", "{id}");
        let dates = &item["issued"]["date-parts"];
        if whole_dates {
            assert_eq!(*dates, json!([from, to]), "{id}");
        } else {
            assert_eq!(*dates, json!([[to[0]]]), "{id}");
        }
        let note = string(item, "note");
        assert!(
            note.starts_with(&format!("para. {}", string(row, "number"))),
            "{note}"
        );
        let [told, text] =
            [string(item, "abstract"), string(row, "text")].map(|text| plain_quotes(&text));
        assert_eq!(words(&told), words(&text), "{id}");
    }
}

#[test]
#[ignore = "needs pandoc; run by .ci/run"]
fn pandoc_reads_every_bibtex_entry() {
    let items = pandoc_reads("bibtex", &ours(&["list", "--format", "bibtex"]));
    let key = |id: &str| format!("UN-{}", id.replace('.', "-"));
    hold_against_the_document(&items, key, false);
}

#[test]
#[ignore = "needs pandoc; run by .ci/run"]
fn pandoc_reads_every_csl_item() {
    let items = pandoc_reads("csljson", &ours(&["list", "--format", "csl"]));
    hold_against_the_document(&items, str::to_owned, true);
}

#[test]
#[ignore = "needs pandoc; run by .ci/run"]
fn pandoc_reads_awkward_entries_as_they_are() {
    let folder = Folder::new();
    let mut records = awkward();
    // Ids that would have the same key.
    for id in ["Y 1", "Y-1", "Y/1", "y-1"] {
        records.push(json!({ "id": id, "text": format!("This is {id}.") }));
    }
    let path = lines(&folder, &records);
    for (name, format) in [("bibtex", "bibtex"), ("csl", "csljson")] {
        let items = pandoc_reads(format, &ours(&["list", "-f", &path, "--format", name]));
        assert_eq!(items.len(), records.len(), "{name}");
        let mut ids: Vec<String> = items
            .iter()
            .map(|item| string(item, "id").to_lowercase())
            .collect();
        ids.sort();
        ids.dedup();
        if format == "bibtex" {
            assert_eq!(ids.len(), records.len(), "keys differ in more than case");
        }
        for record in &records {
            let text = plain_quotes(&string(record, "text"));
            if format == "csljson" && text.contains("<b>") {
                continue; // CSL itself has such markup.
            }
            let told =
                |item: &Value| words(&plain_quotes(&string(item, "abstract"))) == words(&text);
            assert!(items.iter().any(told), "{name}: {text:?} in {items:#?}");
        }
        let symbols = items.iter().filter(|item| item["number"] == "A/TEST/1_2");
        assert_eq!(symbols.count(), AWKWARD.len(), "{name}");
    }
}

/// Texts in which something would begin an element, were it Markdown.
const MARKUP: [&str; 24] = [
    "# heading\n## heading #\n1. one\n2) two\n- three\n+ four\n* five",
    "Setext\n===\nTwo\n---\n-- -- ---",
    "~~~\nfence\n~~~\n```\nfence\n```",
    "[x]: https://example.org\n[x] [y][z] ![w](v) [^1] ^[note]",
    "<b>bold</b> <!-- comment --> <https://example.org> <a@example.org>",
    "&amp; &copy; &#35; &nbsp; R&D",
    "https://example.org www.example.org a@example.org @name #tag :smile: :+1:",
    "a^b^ c~d~ ==m== $x$ $$y$$ \\(x\\) \\[y\\] \\alpha \\",
    "a | b\n--|--\nc | d",
    "| one\n| two",
    "+---+\n| a |\n+---+",
    "term\n: definition\n~ another",
    "{.class} [span]{.x} {{template}} `code`{=html}",
    "::: note\nx\n:::",
    "%title\n%author",
    "Table: caption\n(@example) one\n#. two\n(1) three\n(a) four\na. five\niv) six",
    "two blanks  \nat the end \\\nof a line",
    "one\n\n    indented\n\n\tby a tab",
    "* * *\n***\n___\n- - -",
    "*a* _b_ **c** __d__ ***e*** snake_case_word 5 * 3 * 2",
    "@smith99 says [@smith, p. 5]",
    "1986. A year\n1986\\. A year",
    "- [ ] task\n- [x] done",
    "!!! note\n[[wiki]] ((x)) [link](a \n b)",
];

/// The letters of what pandoc read, and the elements but for paragraphs.
fn letters_and_elements(read: &Value, letters: &mut String, elements: &mut Vec<String>) {
    match (read, read["t"].as_str()) {
        (Value::Array(items), _) => {
            for item in items {
                letters_and_elements(item, letters, elements);
            }
        }
        (_, Some("Str")) => letters.push_str(read["c"].as_str().unwrap()),
        (_, Some("Space" | "SoftBreak")) => letters.push(' '),
        (_, Some("Para")) => {
            letters.push(' ');
            letters_and_elements(&read["c"], letters, elements);
        }
        (_, Some(element)) => elements.push(element.to_owned()),
        (Value::String(text), None) => letters.push_str(text),
        _ => {}
    }
}

#[test]
#[ignore = "needs pandoc; run by .ci/run"]
fn pandoc_reads_markdown_as_the_same_letters_in_quotations() {
    let folder = Folder::new();
    let records = MARKUP.map(|text| json!({ "text": text }));
    let path = lines(&folder, &records);
    let shown = ["show", "-f", &path, "--format", "markdown"].map(str::to_owned);
    for format in ["commonmark", "gfm", "markdown", "commonmark_x"] {
        for (id, text) in (1..).zip(MARKUP) {
            let arguments = [&shown[..], &[id.to_string()]].concat();
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let read = theirs("pandoc", &["-f", format, "-t", "json"], &ours(&arguments));
            let read: Value = serde_json::from_str(&read).unwrap();
            let [quotation] = &read["blocks"].as_array().unwrap()[..] else {
                panic!("{format}: {text:?} is {read}")
            };
            assert_eq!(quotation["t"], "BlockQuote", "{format}: {text:?}");
            let (mut letters, mut elements) = (String::new(), Vec::new());
            letters_and_elements(&quotation["c"], &mut letters, &mut elements);
            let (letters, _) = letters.rsplit_once(" — ").unwrap();
            assert_eq!(words(letters), words(text), "{format}: {text:?}");
            assert_eq!(elements, Vec::<String>::new(), "{format}: {text:?}");
        }
    }
}
