//! What goes out as records, or as a whole compilation, comes in again the same.

use crate::opened::read;
use recs_tui::input::{is_json_lines, jsonl};
use recs_tui::library::embedded;
use recs_tui::model::{
    Account, AnnotationKind, Chapeau, Document, Lines, PassageKind, Record, Role, Status,
};

fn records(compilation: &Document) -> Vec<String> {
    let record = |at| serde_json::to_string(&Record::of(compilation, at)).unwrap();
    (0..compilation.provisions.len()).map(record).collect()
}

fn from_lines(lines: &[&str]) -> Document {
    let mut reader = jsonl::Reader::default();
    for (number, line) in (1..).zip(lines) {
        reader.push(line.as_bytes(), number);
    }
    reader.finish()
}

fn unread(compilation: &Document) -> Vec<(String, &str)> {
    let unread = compilation.unread.iter();
    unread.map(|it| (it.lines.to_string(), &*it.why)).collect()
}

#[test]
fn records_of_the_document_come_back_as_they_went() {
    let document = embedded();
    let written = records(&document);
    let again = read(written.join("\n").as_bytes());
    assert_eq!(again.unread, []);
    assert_eq!(again.remarks, []);
    assert_eq!(records(&again), written);
    // What a record says only by its neighbours is there as well.
    let labels: Vec<&str> = again.parts.iter().map(|s| s.label.as_str()).collect();
    assert_eq!(labels, ["I", "II", "III", "IV", "V"]);
    assert_eq!(again.parts[3].ordinal, Some(4));
    assert_eq!(again.headings.len(), 22, "those with provisions under them");
    for (one, other) in document.provisions.iter().zip(&again.provisions) {
        match (one.chapeau, other.chapeau) {
            (Some(Chapeau::Passage(_)), Some(Chapeau::Passage(at))) => {
                assert_eq!(again.passages[at as usize].kind, PassageKind::Chapeau);
            }
            (one, other) => assert_eq!(one, other),
        }
    }
    assert_eq!(again.passages.len(), 1);
}

#[test]
fn every_field_but_the_text_may_be_missing() {
    let compilation = from_lines(&[
        r#"{"text":"Ratify the Convention."}"#,
        r#"{"text":"Ratify [done in 2004] it.","number":7,"status":"updated"}"#,
        r#"{"text":"Desist;","session":4,"number":"103 (d)"}"#,
        r#"{"text":"Once more.","session":"4","number":"103 (d)"}"#,
        r#"{"text":"","session":4,"number":133.45}"#,
        r#"{"text":"Other report.","session":4,"symbol":"A/1","number":" 1 ","headings":"Health"}"#,
        r#"{"text":"Another.","session":4,"symbol":"A/1","number":"2","headings":["Health","Care"]}"#,
        r#"{"text":"Null.","id":null,"session":null,"symbol":null,"number":null,"headings":null,"role":null,"status":null,"annotations":null,"lines":null}"#,
    ]);
    assert_eq!(compilation.unread, []);
    let told: Vec<String> = (0..compilation.provisions.len())
        .map(|at| {
            let record = Record::of(&compilation, at);
            format!(
                "{} | {} | {} | {} | {} | {}",
                record.id,
                record.session,
                record.number,
                record.citation,
                record.headings.join(" › "),
                record.status.as_str()
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "1 |  |  | Untitled document |  | adopted",
            "7 |  | 7 | Untitled document, para. 7 |  | updated",
            "4.103.d | 4 | 103 (d) | Untitled document, para. 103 (d) |  | adopted",
            "4.103.d~2 | 4 | 103 (d) | Untitled document, para. 103 (d) |  | adopted",
            "4.133.45 | 4 | 133.45 | Untitled document, para. 133.45 |  | omitted",
            "4.1 | 4 | 1 | A/1, para. 1 | Health | adopted",
            "4.2 | 4 | 2 | A/1, para. 2 | Health › Care | adopted",
            "2 |  |  | Untitled document |  | adopted",
        ]
    );
    assert_eq!(compilation.parts.len(), 3);
    assert_eq!(compilation.headings.len(), 2);
    assert_eq!(compilation.parts[1].ordinal, Some(4));
    assert_eq!(compilation.provisions[2].lines, Some(Lines::on(3)));
    assert_eq!(compilation.provisions[4].lines, None);
    let update = &compilation.provisions[1].annotations[0];
    assert_eq!(
        (
            update.kind,
            update.text(&compilation.passages, &compilation.provisions[1].text)
        ),
        (AnnotationKind::Update, "[done in 2004]")
    );
    assert_eq!(compilation.remarks.len(), 1, "of the id that came again");
    assert_eq!(compilation.remarks[0].line, 4);
}

#[test]
fn what_a_collection_says_in_its_own_words_is_kept() {
    let compilation = from_lines(&[
        r#"{"text":"a","theme":"Health","year":2003,"tags":["x",null],"score":1.5,"matches":[[0,1]]}"#,
        r#"{"text":"b","status":"supported","role":"x","symbol":"A/1","number":"1","citation":"A/1 (2003), §1"}"#,
        r#"{"text":"c","symbol":"A/1","number":"2","citation":"A/1, para. 2"}"#,
    ]);
    let extra = |at: usize| {
        let extra = compilation.provisions[at].extra.as_ref();
        extra.map(|extra| serde_json::to_string(extra).unwrap())
    };
    assert_eq!(
        extra(0).unwrap(),
        r#"{"theme":"Health","year":2003,"tags":["x",null]}"#
    );
    assert_eq!(
        extra(1).unwrap(),
        r#"{"role_given":"x","status_given":"supported","citation_given":"A/1 (2003), §1"}"#
    );
    assert_eq!(extra(2), None);
    assert_eq!(compilation.provisions[1].status(), Status::Adopted);
    // And it is still there after another round.
    let written = records(&compilation);
    let again = read(written.join("\n").as_bytes());
    assert_eq!(records(&again), written);
}

#[test]
fn a_session_without_a_symbol_has_the_title_that_it_is_cited_by() {
    let compilation = from_lines(&[
        r#"{"text":"a","session":"I","number":1,"citation":"First session, para. 1"}"#,
        r#"{"text":"b","session":"I","number":2}"#,
        r#"{"text":"c","number":3,"citation":"A/1, para. 3"}"#,
        r#"{"text":"d","citation":"A/2"}"#,
    ]);
    let cited: Vec<String> = (0..4)
        .map(|at| Record::of(&compilation, at).citation)
        .collect();
    assert_eq!(
        cited,
        [
            "First session, para. 1",
            "First session, para. 2",
            "A/1, para. 3",
            "A/2"
        ],
        "what a citation calls a document without a symbol is its title"
    );
}

#[test]
fn annotations_that_do_not_fit_are_left_out_and_said() {
    let compilation = from_lines(&[
        r#"{"text":" é [x] ","annotations":[
            {"kind":"update","start":4,"end":7,"inferred":false},
            {"kind":"update","text":"[y]","start":1,"end":99},
            {"kind":"update","text":"half","start":1,"end":2},
            {"kind":"update","text":"one end","start":1},
            {"kind":"praise","text":"well done"},
            {"kind":"note","text":"a note","start":null,"end":null,"inferred":true}]}"#,
        r#"{"text":"[x]","annotations":[]}"#,
        r#"{"text":"x","annotations":[{"kind":"not-relevant"}]}"#,
        r#"{"text":"","annotations":[{"kind":"deletion","inferred":true}]}"#,
        r#"{"text":"x","annotations":[{"kind":"deletion"}]}"#,
        r#"{"text":"","status":"deleted"}"#,
    ]);
    let told = |at: usize| -> Vec<String> {
        let provision = &compilation.provisions[at];
        let annotations = provision.annotations.iter();
        annotations
            .map(|it| {
                format!(
                    "{:?} {} {:?} {}",
                    it.kind,
                    it.text(&compilation.passages, &provision.text),
                    it.span().map(|s| s.range()),
                    it.is_inferred()
                )
            })
            .collect()
    };
    assert_eq!(&*compilation.provisions[0].text, "é [x]");
    assert_eq!(
        told(0),
        ["Update [x] Some(3..6) false", "Note a note None true"]
    );
    assert_eq!(told(1), [""; 0], "given as none");
    assert_eq!(told(5), ["Deletion  None false"], "the record says so");
    let statuses: Vec<Status> = compilation.provisions.iter().map(|p| p.status()).collect();
    assert_eq!(
        statuses,
        [
            Status::Updated,
            Status::Adopted,
            Status::NotRelevant,
            Status::Deleted,
            Status::Adopted,
            Status::Deleted
        ]
    );
    let said: Vec<u32> = compilation.remarks.iter().map(|it| it.line).collect();
    assert_eq!(
        said,
        [1, 1, 1, 1, 5],
        "and of the text that is said to be deleted"
    );
}

#[test]
fn a_record_that_contradicts_itself_is_read_by_its_text() {
    let document = from_lines(&[
        r#"{"text":"States shall [not] act.","annotations":[
            {"kind":"update","text":"[promptly]","start":13,"end":18}]}"#,
        r#"{"text":"States shall act at once.","status":"deleted"}"#,
        r#"{"text":"","status":"updated"}"#,
        r#"{"text":"States shall [not] act.","status":"updated"}"#,
        r#"{"text":"States shall act.","status":"not-relevant"}"#,
        r#"{"text":"A bracket [is] a bracket."}"#,
    ]);
    let told: Vec<String> = document
        .provisions
        .iter()
        .map(|it| {
            let updates: Vec<&str> = it.updates().map(|(_, words)| words).collect();
            format!("{} {}", it.status().as_str(), updates.join(" "))
        })
        .collect();
    assert_eq!(
        told,
        [
            "updated [not]",
            "adopted ",
            "omitted ",
            "updated [not]",
            "not-relevant ",
            "adopted ",
        ]
    );
    let said: Vec<u32> = document.remarks.iter().map(|it| it.line).collect();
    assert_eq!(said, [1, 2, 3]);
    assert_eq!(
        document.provisions[1].extra_fields()["status_given"],
        "deleted"
    );
}

#[test]
fn units_paths_and_parts_come_back_as_they_went() {
    let document = from_lines(&[
        r#"{"text":"a","part":"14/2","number":"5 (a)","citation":"resolution 14/2, para. 5 (a)"}"#,
        r#"{"text":"b","symbol":"A/1","unit":"article","path":["2","1"]}"#,
        r#"{"text":"c","symbol":"A/1","unit":"preambular","number":"PP3"}"#,
        r#"{"text":"d","symbol":"A/1","number":"121.48","also":[["121","49"]]}"#,
        r#"{"text":"e","symbol":"A/1","number":"Rec. No. 5","unit":"verse"}"#,
    ]);
    let told: Vec<String> = (0..5)
        .map(|at| {
            let it = Record::of(&document, at);
            let part = it.part.unwrap_or("-");
            format!("{} | {part} | {} | {}", it.id, it.number, it.citation)
        })
        .collect();
    assert_eq!(
        told,
        [
            "14/2.5.a | 14/2 | 5 (a) | resolution 14/2, para. 5 (a)",
            "art.2.1 | - | Art. 2 (1) | A/1, Art. 2 (1)",
            "pp.3 | - | PP3 | A/1, preambular para. 3",
            "121.48 | - | 121.48 | A/1, paras. 121.48 and 121.49",
            "Rec.No.5 | - | Rec.No.5 | A/1, para. Rec.No.5",
        ]
    );
    let given = document.provisions[4].extra_fields();
    assert_eq!(given["number_given"], "Rec. No. 5");
    assert_eq!(given["unit_given"], "verse");
    let written = records(&document);
    assert_eq!(records(&read(written.join("\n").as_bytes())), written);
}

#[test]
fn a_chapeau_is_an_earlier_record_or_a_text() {
    let compilation = from_lines(&[
        r#"{"id":"9","text":"The Group:"}"#,
        r#"{"id":"9.a","text":"calls;","chapeaux":[{"id":"9","text":"The Group:"}]}"#,
        r#"{"id":"8.a.i","text":"asks;","chapeaux":[{"id":"8","text":"It:"},{"id":"8.a","text":"and:"}]}"#,
        r#"{"id":"8.a.ii","text":"begs.","chapeaux":[{"id":"8","text":"It:"},{"id":"8.a","text":"and:"}]}"#,
    ]);
    assert_eq!(compilation.provisions[0].role, Role::Chapeau);
    assert_eq!(
        compilation.provisions[1].chapeau,
        Some(Chapeau::Provision(0))
    );
    assert_eq!(compilation.provisions[2].chapeau, Some(Chapeau::Passage(0)));
    assert_eq!(compilation.provisions[3].chapeau, Some(Chapeau::Passage(0)));
    assert_eq!(&*compilation.passages[0].text, "It:\nand:");
}

#[test]
fn lines_that_are_no_records_are_unread_with_the_reason() {
    let compilation = read(
        b"{\"text\":\"good\"}\r\n\r\nnot json\nnor this\n{\"text\":5}\n{\"id\":\"x\"}\n\
          {\"text\":\"cut\n[1]\n{\"text\":\"good too\"}\n{\"text\":\"x\",\"session\":{}}",
    );
    // A field that is not what this program means by it costs no record.
    assert_eq!(compilation.provisions.len(), 3);
    assert_eq!(compilation.provisions[1].lines, Some(Lines::on(9)));
    let extra = compilation.provisions[2].extra_fields();
    assert_eq!(extra["session_given"], serde_json::json!({}));
    assert_eq!(
        unread(&compilation),
        [
            ("3-4".to_owned(), "not JSON: expected ident"),
            (
                "5".to_owned(),
                "not a record: `text`: invalid type: integer `5`, expected a string"
            ),
            ("6".to_owned(), "not a record: `text` is missing"),
            ("7".to_owned(), "not JSON: EOF while parsing a string"),
            (
                "8".to_owned(),
                "not a record: invalid type: sequence, expected a record, that is \
                 {\"text\": \"...\"} with more fields or none"
            ),
        ]
    );
    assert_eq!(&*compilation.unread[0].text, "not json\nnor this");
}

#[test]
fn broken_bytes_in_a_record_are_replaced_and_said() {
    let mut reader = jsonl::Reader::default();
    reader.push(b"{\"text\":\"a \xFF b\"}\r\n", 7);
    assert_eq!(reader.len(), 1);
    let compilation = reader.finish();
    assert_eq!(&*compilation.provisions[0].text, "a \u{FFFD} b");
    assert_eq!(compilation.remarks[0].line, 7);
}

#[test]
fn lists_and_records_over_several_lines() {
    let list = b"[\n  {\"text\": \"one\"},\n  {\n    \"text\": \"two\"\n  },\n  {\"text\": 3}\n]\n";
    let compilation = read(list);
    let texts: Vec<&str> = compilation.provisions.iter().map(|p| &*p.text).collect();
    assert_eq!(texts, ["one", "two"]);
    assert_eq!(compilation.provisions[1].lines, Some(Lines::on(3)));
    assert_eq!(unread(&compilation)[0].0, "6");
    let one = read(b"{\n  \"text\": \"one\"\n}\n{\n  \"text\": \"two\"\n}");
    assert_eq!(one.provisions.len(), 2);
    let cut = read(b"[{\"text\": \"one\"},\n{\"text\": \"tw");
    assert_eq!(cut.provisions.len(), 1);
    assert_eq!(unread(&cut)[0].0, "2");
    let empty = Document {
        account: Account::of_cells(),
        ..Document::default()
    };
    assert_eq!(read(b"[]"), empty);
}

#[test]
fn forms_are_told_by_content() {
    assert!(is_json_lines(
        b"\xEF\xBB\xBF\n {\"text\":\"x\"}\n{\"text\":\"cut"
    ));
    assert!(is_json_lines(b"# a remark\n{\"text\":\"x\"}\n"));
    for other in [
        "",
        "1.\nText",
        "[{\"text\":\"x\"}\n]",
        "{\n\"text\":\"x\"}",
        "[the update]",
        "{",
    ] {
        assert!(!is_json_lines(other.as_bytes()), "{other}");
    }
    let bracketed = read(b"[Draft]\n1.\nText.");
    assert_eq!(&*bracketed.provisions[0].text, "Text.");
}
