//! What is copied and printed, compared with the document by eye.

use std::sync::LazyLock;

use recs_tui::export::{
    Export, ExportFormat, ExportRow, FORMATS, Purpose, View, copy_text, format_named,
    printed_formats,
};
use recs_tui::model::{AddressRun, Document};
use recs_tui::notes::{Change, Notebook};

static COMPILATION: LazyLock<Document> = LazyLock::new(recs_tui::library::embedded);

fn positions(ids: &[&str]) -> Vec<usize> {
    ids.iter()
        .map(|id| COMPILATION.position(id).expect("an id of the document"))
        .collect()
}

fn format(name: &str) -> &'static dyn ExportFormat {
    format_named(name).expect("a format")
}

/// What is copied of the compilation, in this view.
fn copied(ids: &[&str], name: &str, view: View) -> String {
    let nothing = Notebook::default();
    copy_text(format(name), &COMPILATION, &nothing, &positions(ids), view)
}

/// The same with updates.
fn quoted(ids: &[&str], name: &str) -> String {
    copied(ids, name, View::Annotated)
}

/// What a command prints of a document.
fn printed(
    document: &Document,
    notebook: &Notebook,
    positions: &[usize],
    name: &str,
    view: View,
    purpose: Purpose,
) -> String {
    let rows: Vec<ExportRow> = positions.iter().copied().map(ExportRow::from).collect();
    let export = Export {
        document,
        notebook,
        rows: &rows,
        view,
        purpose,
    };
    let mut out = Vec::new();
    format(name).write(&mut out, &export).unwrap();
    String::from_utf8(out).unwrap()
}

/// What `list` prints of the compilation.
fn listed(ids: &[&str], name: &str) -> String {
    list(&COMPILATION, &Notebook::default(), &positions(ids), name)
}

fn list(document: &Document, notebook: &Notebook, positions: &[usize], name: &str) -> String {
    let (view, purpose) = (View::Annotated, Purpose::List);
    printed(document, notebook, positions, name, view, purpose)
}

/// What `show` prints of the compilation.
fn shown(ids: &[&str], view: View) -> String {
    let (nothing, at) = (Notebook::default(), positions(ids));
    printed(&COMPILATION, &nothing, &at, "text", view, Purpose::Full)
}

/// What `list` prints of the first record of a collection.
fn record_of(line: &str) -> String {
    let read = crate::opened::read(line.as_bytes());
    list(&read, &Notebook::default(), &[0], "jsonl")
}

const II_18: &str = "The Working Group notes with interest the establishment, by the Secretary\u{2011}General, of the High\u{2011}Level Panel on Threats, Challenges and Change, in\u{a0}particular its focus on racism as a global threat.  Therefore, the Working Group will seek cooperation with the panel [The High level panel has completed its work].";

#[test]
fn a_quotation_is_the_text_to_the_character_and_its_citation() {
    assert_eq!(
        quoted(&["II.81.18"], "quotation"),
        std::format!(
            "{II_18}\n\n(E/CN.4/2004/20, para. 81 (18))\nText in [square brackets] was inserted by \
             later editors; it is not part of what was adopted."
        )
    );
    assert_eq!(quoted(&["II.81.18"], "text"), II_18);
}

#[test]
fn markdown_sets_an_editors_words_in_emphasis_and_escapes_the_rest() {
    let markdown = quoted(&["II.81.18"], "markdown");
    assert!(markdown.starts_with("> The Working Group notes with interest"));
    assert!(
        markdown.contains("with the panel *\\[The High level panel has completed its work\\]*.")
    );
    assert!(markdown.contains("\n>\n> — E/CN.4/2004/20, para. 81 (18)"));
}

#[test]
fn several_keep_the_documents_order_and_their_numbers() {
    let text = quoted(&["IV.109.p.ii", "IV.109.p.i", "I.1"], "quotation");
    let at = |piece: &str| {
        text.find(piece)
            .unwrap_or_else(|| panic!("{piece} in {text}"))
    };
    let first = at("E/CN.4/2003/20, para. 1: The Intergovernmental Working Group emphasizes");
    let second = at("E/CN.4/2006/18, para. 109 (p) (i): Practical measures which serve");
    let third = at("E/CN.4/2006/18, para. 109 (p) (ii): Practical measures to address");
    assert!(first < second && second < third);
    assert!(
        text.ends_with("(E/CN.4/2003/20, para. 1; E/CN.4/2006/18, paras. 109 (p) (i) and (ii))")
    );
}

#[test]
fn what_is_gone_is_said_to_be_gone() {
    assert_eq!(
        quoted(&["IV.104"], "quotation"),
        "(deleted; inferred from a gap in the numbering)\n\n(E/CN.4/2006/18, para. 104)"
    );
    assert!(quoted(&["I.10"], "text").contains("omitted, as a footnote says"));
}

#[test]
fn records_have_the_fields_in_the_order_that_scripts_rely_on() {
    let line = listed(&["I.6"], "jsonl");
    let start = "{\"id\":\"I.6\",\"session\":\"I\",\"symbol\":\"E/CN.4/2003/20\",\"number\":\"6\",\
                 \"citation\":\"E/CN.4/2003/20, para. 6\",\"headings\":[],\"role\":\"provision\",\
                 \"status\":\"updated\",\"text\":\"The Working Group urges all stakeholders";
    assert!(line.starts_with(start), "{line}");
    let annotation = "\"annotations\":[{\"kind\":\"update\",\"text\":\"[General Assembly  resolution \
                      60/251 established the Human Rights Council in replacement of the Commission]\",\
                      \"start\":437,\"end\":544,\"inferred\":false}]";
    assert!(line.contains(annotation), "{line}");
    assert!(listed(&["IV.103"], "jsonl").contains("\"role\":\"chapeau\""));
    let gone = listed(&["V.84"], "jsonl");
    assert!(gone.contains("\"text\":\"\",\"annotations\":[{\"kind\":\"deletion\",\"text\":\"\",\"start\":null,\"end\":null,\"inferred\":true}]"));
}

#[test]
fn csv_has_a_header_and_one_row_each() {
    let csv = listed(&["I.1", "II.81"], "csv");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(reader.headers().unwrap().get(8), Some("text"));
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    assert!(
        rows[1]
            .get(8)
            .unwrap()
            .contains("reading as follows: \nThe Intergovernmental")
    );
}

#[test]
fn a_provision_in_full_has_its_chapeaux_and_annotations() {
    let text = shown(&["IV.109.p.iv", "I.10"], View::Annotated);
    for piece in [
        "E/CN.4/2006/18, para. 109 (p) (iv)\n",
        "Fourth Session › Thematic Analysis: Globalization and Racism › The migration dimension\n",
        "Chapeau (IV.109):\nFollowing discussion and analysis on the thematic issue",
        "Chapeau (IV.109.p):\nThe Working Group recognizes that a comprehensive, holistic",
        "\nInternational cooperation for development and the fulfilment of the Millennium",
        "The Working Group omitted to include the original recommendations number 10 and 11",
    ] {
        assert!(text.contains(piece), "{piece:?} in {text}");
    }
}

#[test]
fn people_type_ids_loosely() {
    for (typed, id) in [
        ("103(d)", "IV.103.d"),
        ("iv 103 d", "IV.103.d"),
        ("session 4 para 103 (d)", "IV.103.d"),
        ("E/CN.4/2006/18, para. 103 (d)", "IV.103.d"),
        ("iv.109.p.iv", "IV.109.p.iv"),
        ("109 (p) (iv)", "IV.109.p.iv"),
        ("session 3 para 22", "III.22"),
    ] {
        let found = AddressRun::find(&COMPILATION, typed);
        assert_eq!(found, positions(&[id]), "{typed}");
    }
    // The number stands in two sessions; both are meant.
    assert_eq!(
        AddressRun::find(&COMPILATION, "103"),
        positions(&["IV.103", "V.103"])
    );
}

#[test]
fn a_copy_says_which_view_it_is() {
    let copied = |view| copied(&["II.81.18"], "quotation", view);
    let adopted = copied(View::Adopted);
    assert!(adopted.contains(
        "will seek cooperation with the panel.\n\n(E/CN.4/2004/20, para. 81 (18))\nAs adopted:"
    ));
    assert!(!adopted.contains('['));
    let editors = copied(View::Editors);
    assert!(editors.starts_with(
        "… Therefore, the Working Group will seek cooperation with the panel [The High"
    ));
    assert!(editors.contains("Only what later editors inserted"));
}

#[test]
fn html_word_and_bibliography_say_which_view_too() {
    let copied = |id, name, view| copied(&[id], name, view);
    let html = copied("II.81.18", "html", View::Adopted);
    assert!(
        html.contains("seek cooperation with the panel.</p>"),
        "{html}"
    );
    assert!(
        html.contains("As adopted: what later editors inserted is left out."),
        "{html}"
    );
    assert!(copied("I.1", "html", View::Editors).contains("<em>editors inserted nothing</em>"));
    let bibtex = copied("II.81.18", "bibtex", View::Adopted);
    assert!(
        bibtex.contains("note = {para. 81 (18); updated, text as adopted}"),
        "{bibtex}"
    );
    // What this program concluded says so in every format.
    for name in ["html", "bibtex", "csl", "markdown"] {
        let gone = copied("IV.104", name, View::Annotated);
        assert!(
            gone.contains("deleted; inferred from a gap in the numbering"),
            "{gone}"
        );
    }
}

#[test]
fn a_page_of_html_says_how_its_letters_are_written() {
    let page = listed(&["II.81.18"], "html");
    assert!(
        page.starts_with("<!DOCTYPE html>\n<html dir=\"auto\">\n<meta charset=\"utf-8\">\n<title>"),
        "{page}"
    );
    // What is pasted into a page of one's own is no page.
    assert!(quoted(&["II.81.18"], "html").starts_with("<blockquote"));
}

#[test]
fn as_adopted_in_full_has_no_bracket() {
    let text = shown(&["II.81.18"], View::Adopted);
    assert!(!text.contains(['[', ']']), "{text}");
    assert!(text.contains("View: as adopted\n"));
}

/// Typed from the document: each update with the words on both its sides, and the same as adopted.
const UPDATED: [(&str, &str, &str); 5] = [
    (
        "I.6",
        "submit to the Commission on Human Rights [General Assembly  resolution 60/251 established \
         the Human Rights Council in replacement of the Commission] and the General Assembly can be",
        "submit to the Commission on Human Rights and the General Assembly can be",
    ),
    (
        "I.7",
        "resolution 56/266, paragraph 13 [On 16 June 2003, the Secretary-General appointed the five \
         eminent experts.  Thus far, the eminent experts have met twice and efforts are being \
         undertaken to reinvigorate their work];\n",
        "resolution 56/266, paragraph 13;\n",
    ),
    (
        "I.14",
        "in the future sessions of the Working Group [the information was submitted];\n",
        "in the future sessions of the Working Group;\n",
    ),
    (
        "II.81.18",
        "will seek cooperation with the panel [The High level panel has completed its work].\n",
        "will seek cooperation with the panel.\n",
    ),
    (
        "III.22",
        "the private sector and the media [The Working Group held the high level seminar at its \
         fourth session].\n",
        "the private sector and the media.\n",
    ),
];

#[test]
fn every_updated_text_is_the_sources_and_without_its_update_a_sentence() {
    let source = include_str!("../assets/durban-compilation.txt");
    let shown = |id: &str, view| shown(&[id], view);
    for (id, annotated, adopted) in UPDATED {
        let [full, clean] = [View::Annotated, View::Adopted].map(|view| shown(id, view));
        assert!(full.contains(annotated), "{id}: {full}");
        // The whole line of the source, to the character.
        let line = source
            .lines()
            .find(|line| line.contains(annotated.trim_end()));
        let line = line.expect("a line of the document").trim();
        assert!(full.lines().any(|shown| shown == line), "{id}: {full}");
        assert!(clean.contains(adopted), "{id}: {clean}");
        assert!(!clean.contains(['[', ']']), "{id}: {clean}");
        // All the rest is the same.
        let (before, rest) = line.split_once('[').unwrap();
        let (_, after) = rest.split_once(']').unwrap();
        let whole = std::format!("{}{after}", before.trim_end());
        assert!(clean.lines().any(|shown| shown == whole), "{id}: {clean}");
    }
}

#[test]
fn the_editors_view_is_the_change_and_no_chapeau() {
    let text = shown(&["III.22"], View::Editors);
    assert!(text.contains("\n… OHCHR should endeavour to ensure the participation of all"));
    assert!(text.contains("held the high level seminar at its fourth session].\n"));
    assert!(!text.contains("Chapeau"), "{text}");
    // What the words around the change refer to, and no more.
    assert!(text.contains("session IV: Fourth Session"), "{text}");
    assert!(!text.contains("DDPA"), "{text}");
}

#[test]
fn a_provision_in_full_says_what_it_refers_to_and_who_else_does() {
    let shown = |id: &str, view| shown(&[id], view);
    let text = shown("IV.103.a", View::Annotated);
    for piece in [
        "\nReferences (inferred)\n  OHCHR: Office of the United Nations High Commissioner for Human Rights",
        "\n  DPA 140-147: paragraphs 140 to 147 of the Durban Programme of Action (A/CONF.189/12, 2001-09-08)\n",
        "\nCited with (inferred)\n  OHCHR: I.6, I.8, I.9, I.14, II.81.11, III.4, III.11, III.20, III.22, III.23 and ",
        "\n  DPA 140-147: III.21\n",
    ] {
        assert!(text.contains(piece), "{piece:?} in {text}");
    }
    // A name that says it all is not said twice.
    assert!(shown("I.7", View::Annotated).contains("\n  Secretary-General\n"));
    // What only the update refers to is no reference of the text as adopted.
    let session = "session IV: Fourth Session, E/CN.4/2006/18 (in this document)";
    assert!(shown("III.22", View::Annotated).contains(session));
    assert!(
        shown("I.6", View::Annotated)
            .contains("A/RES/60/251: “General Assembly  resolution 60/251”")
    );
    assert!(!shown("I.6", View::Adopted).contains("60/251"));
    assert!(!shown("IV.112", View::Annotated).contains("References"));
}

#[test]
fn records_list_references_after_their_own_fields() {
    let line = listed(&["III.21"], "jsonl");
    let row: serde_json::Value = serde_json::from_str(&line).unwrap();
    let (start, end) = (118, 148);
    let text = row["text"].as_str().unwrap();
    assert_eq!(
        row["references"],
        serde_json::json!([{"kind": "paragraph", "target": "DPA 144", "start": start, "end": end}])
    );
    assert_eq!(&text[start..end], "Programme of Action, para. 144");
    assert!(
        line.find("\"references\"") > line.find("\"annotations\""),
        "{line}"
    );
    assert!(listed(&["IV.112"], "jsonl").contains("\"references\":[]"));
    // Copied or printed, they are the same.
    let copied: serde_json::Value = serde_json::from_str(&quoted(&["III.21"], "json")).unwrap();
    assert_eq!(copied[0], row);
    // Read again, they are neither kept as unknown nor doubled.
    let again = crate::opened::read(line.as_bytes());
    assert_eq!(again.provisions[0].extra, None);
}

#[test]
fn references_of_another_collection_are_kept_beside_ours() {
    let line = r#"{"text":"OHCHR should act","references":["A/HRC/1"]}"#;
    let out = record_of(line);
    let row: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(row["references_given"], serde_json::json!(["A/HRC/1"]));
    assert_eq!(row["references"][0]["target"], "OHCHR");
}

#[test]
fn what_is_derived_is_said_to_be_derived() {
    let line = listed(&["IV.103.g"], "jsonl");
    let derived = "\"derived\":{\"to\":[\"OHCHR\",\"States parties\"],\"verb\":[\"calls upon\",\"requests\"]}";
    assert!(line.contains(derived), "{line}");
    assert!(line.find("\"derived\"") > line.find("\"annotations\""));
    let gone = listed(&["V.84"], "jsonl");
    assert!(
        gone.contains("\"derived\":{\"to\":[],\"verb\":[]}"),
        "{gone}"
    );
    let csv = listed(&["IV.110"], "csv");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let row = reader.records().next().unwrap().unwrap();
    let cell = |name: &str| {
        let at = headers.iter().position(|header| header == name);
        row.get(at.expect("a column")).unwrap()
    };
    assert_eq!(cell("derived_to"), "OHCHR; ILO; UNESCO");
    assert_eq!(cell("derived_verb"), "calls upon; recognizes");
    let text = shown(&["III.14"], View::Annotated);
    let said = "\nDerived: should · to international community (this program's reading, not the document's)\n";
    assert!(text.contains(said), "{text}");
}

/// Derived again from the text, not believed and not doubled.
#[test]
fn what_was_derived_before_is_derived_anew() {
    let line = r#"{"text":"States should act.","derived":{"to":["WHO"],"verb":["urges"]}}"#;
    let out = record_of(line);
    let written = out;
    assert_eq!(written.matches("\"derived\"").count(), 1, "{written}");
    assert!(
        written.contains(r#""derived":{"to":["States"],"verb":["should"]}"#),
        "{written}"
    );
    // Of another form, it is another collection's own word.
    let line = r#"{"text":"States should act.","derived":"from the report"}"#;
    let out = record_of(line);
    let row: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(row["derived_given"], "from the report");
    assert_eq!(row["derived"]["to"][0], "States");
}

/// A reader who has bookmarked IV.103.d, tagged it twice and written two lines on it.
fn notebook() -> Notebook {
    let mut notebook = Notebook::default();
    let id = "IV.103.d";
    let tag = |tag: &str| Change::Tag {
        id: id.into(),
        tag: tag.into(),
        on: true,
    };
    for change in [
        Change::Bookmark {
            id: id.into(),
            on: true,
        },
        tag("priority"),
        tag("geneva"),
        Change::Note {
            id: id.into(),
            before: None,
            after: Some("=Ask *CERD*\nabout <this>.".into()),
        },
    ] {
        notebook.apply(&change);
    }
    notebook
}

fn own(ids: &[&str], name: &str) -> String {
    let (format, view) = (format(name), View::Annotated);
    copy_text(format, &COMPILATION, &notebook(), &positions(ids), view)
}

#[test]
fn what_goes_into_other_texts_never_has_the_readers_own() {
    let ids = ["IV.103.c", "IV.103.d"];
    for name in ["quotation", "text", "citation"] {
        assert_eq!(own(&ids, name), quoted(&ids, name));
    }
}

#[test]
fn exports_say_whose_words_a_note_is() {
    let ids = ["IV.103.c", "IV.103.d"];
    let markdown = own(&ids, "markdown");
    let (quotation, paragraph) = markdown.rsplit_once("\n\n").unwrap();
    assert_eq!(quotation, quoted(&ids, "markdown"));
    assert_eq!(
        paragraph,
        r"Reader’s own, on IV.103.d: bookmarked; \#geneva; \#priority; =Ask \*CERD\* about \<this\>."
    );
    let html = own(&ids, "html");
    let aside = "<aside class=\"own\">\n<p dir=\"auto\">Reader’s own: bookmarked; #geneva; #priority; =Ask *CERD*<br>\nabout &lt;this&gt;.</p>\n</aside>\n";
    assert_eq!(html.matches("<aside").count(), 1);
    assert!(html.ends_with(aside), "{html}");
    let bibtex = own(&["IV.103.d"], "bibtex");
    assert!(bibtex.contains("  keywords = {geneva, priority},\n"));
    assert!(bibtex.contains("  annote = {Reader’s own: bookmarked; \\#geneva"));
    let csl: serde_json::Value = serde_json::from_str(&own(&["IV.103.d"], "csl")).unwrap();
    assert_eq!(csl[0]["keyword"], "geneva, priority");
    let annote = "Reader’s own: bookmarked; #geneva; #priority; =Ask *CERD* about <this>.";
    assert_eq!(csl[0]["annote"], annote);
}

#[test]
fn records_have_the_readers_own_after_everything_else() {
    let json: serde_json::Value =
        serde_json::from_str(&own(&["IV.103.c", "IV.103.d"], "json")).unwrap();
    assert_eq!(json[0].get("own"), None);
    assert_eq!(
        json[1]["own"],
        serde_json::json!({
            "bookmarked": true,
            "tags": ["geneva", "priority"],
            "note": "=Ask *CERD*\nabout <this>.",
        })
    );
    let table = own(&["IV.103.c", "IV.103.d"], "csv");
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let last: Vec<String> = (rows.headers().unwrap().iter().skip(14).map(str::to_owned)).collect();
    assert_eq!(last, ["bookmarked", "tags", "note"]);
    let cells: Vec<Vec<String>> = rows
        .records()
        .map(|row| row.unwrap().iter().skip(14).map(str::to_owned).collect())
        .collect();
    assert_eq!(cells[0], ["", "", ""]);
    assert_eq!(
        cells[1],
        ["yes", "geneva priority", "'=Ask *CERD*\nabout <this>."]
    );
}

#[test]
fn another_readers_own_stays_another_readers() {
    let line = list(
        &COMPILATION,
        &notebook(),
        &positions(&["IV.103.d"]),
        "jsonl",
    );
    let read = crate::opened::read(line.as_bytes());
    let again = list(&read, &notebook(), &[0], "jsonl");
    let record: serde_json::Value = serde_json::from_str(&again).unwrap();
    assert_eq!(record["own_given"], record["own"]);
    assert_eq!(record["own"]["bookmarked"], true);
}

#[test]
fn a_provision_in_full_ends_with_the_readers_own() {
    let at = positions(&["IV.103.d"]);
    let text = printed(
        &COMPILATION,
        &notebook(),
        &at,
        "text",
        View::Annotated,
        Purpose::Full,
    );
    assert!(
        text.ends_with(
            "\n\nReader’s own: bookmarked; #geneva; #priority; =Ask *CERD*\nabout <this>.\n"
        ),
        "{text}"
    );
}

/// Its annotation says other words than stand at its place.
#[test]
fn every_format_prints_the_words_of_the_text_at_an_annotation() {
    let line = r#"{"text":"States shall [not] act.","annotations":[{"kind":"update","text":"[promptly]","start":13,"end":18}]}"#;
    let read = crate::opened::read(line.as_bytes());
    for format in FORMATS
        .into_iter()
        .filter(|format| format.info().file.is_none())
    {
        for purpose in [Purpose::List, Purpose::Full, Purpose::Copy] {
            let (nothing, view) = (Notebook::default(), View::Annotated);
            let out = printed(&read, &nothing, &[0], format.info().name, view, purpose);
            let name = format.info().name;
            assert!(!out.contains("promptly"), "{name}: {out}");
            assert!(name == "citation" || out.contains("not"), "{name}: {out}");
        }
    }
}

#[test]
fn a_document_without_symbol_and_session_is_quoted_by_its_name() {
    let mut read = crate::opened::read(b"1. States should act.\n\n2. They should hurry.\n");
    read.name = "appeal.txt".into();
    let quoted = |name: &str| {
        let (nothing, view) = (Notebook::default(), View::Annotated);
        copy_text(format(name), &read, &nothing, &[0], view)
    };
    assert_eq!(
        quoted("quotation"),
        "States should act.\n\n(appeal.txt, para. 1)"
    );
    assert_eq!(quoted("citation"), "appeal.txt, para. 1");
    assert!(quoted("markdown").ends_with("> — appeal.txt, para. 1"));
    assert!(quoted("html").contains("<cite>appeal.txt, para. 1</cite>"));
    let csv = quoted("csv");
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let row = rows.records().next().unwrap().unwrap();
    assert_eq!(row.get(4), Some("appeal.txt, para. 1"));
    assert!(quoted("json").contains("\"citation\": \"appeal.txt, para. 1\""));
    assert!(quoted("bibtex").contains("note = {para. 1}"));
}

#[test]
fn json_is_an_array_of_records_and_reads_back() {
    let json = listed(&["II.81", "IV.103.d"], "json");
    let records: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    let lines = listed(&["II.81", "IV.103.d"], "jsonl");
    let each: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(records, each);
    let read = crate::opened::read(json.as_bytes());
    let ids: Vec<&str> = read.provisions.iter().map(|it| &*it.id).collect();
    assert_eq!(ids, ["II.81", "IV.103.d"]);
}

#[test]
fn an_html_quotation_has_an_editors_words_in_ins() {
    let html = quoted(&["II.81.18"], "html");
    assert!(
        html.contains(
            "with the panel <ins>[The High level panel has completed its work]</ins>.</p>"
        )
    );
    assert!(html.contains("<cite>E/CN.4/2004/20, para. 81 (18)</cite>"));
}

#[test]
fn a_bibliography_names_the_report_and_the_paragraph() {
    let entry = quoted(&["IV.103.d"], "bibtex");
    assert!(entry.starts_with("@techreport{UN-IV-103-d,\n  author = {{Commission on Human Rights}},\n  title = {{Fourth Session, Geneva, Switzerland, 16 - 27 January 2006, E/CN.4/2006/18, para. 103 (d)}},\n"));
    for field in [
        "number = {E/CN.4/2006/18}",
        "year = {2006}",
        "note = {para. 103 (d)}",
        "abstract = {Reminds States",
    ] {
        assert!(entry.contains(field), "{field} in {entry}");
    }
    let items: serde_json::Value = serde_json::from_str(&quoted(&["II.81.18"], "csl")).unwrap();
    assert_eq!(
        items[0]["issued"]["date-parts"],
        serde_json::json!([[2004, 1, 26], [2004, 2, 6]])
    );
    assert_eq!(items[0]["number"], "E/CN.4/2004/20");
    assert_eq!(items[0]["note"], "para. 81 (18); updated, text annotated");
}

#[test]
fn the_readme_names_every_format_of_the_commands() {
    let names: Vec<&str> = printed_formats().map(|format| format.info().name).collect();
    let readme = include_str!("../README.md");
    assert!(readme.contains(&std::format!("`--format {}`", names.join("|"))));
}
