//! The account: each word of a text and each cell of a table is in exactly one place, in every
//! format, whatever happened to the file; and what was read says all of it again.

use std::collections::HashMap;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use recs_tui::input;
use recs_tui::input::format::{Content, PlainText};
use recs_tui::library;
use recs_tui::model::{
    AccountUnit, Anchor, Block, BlockKind, Destination, Document, Places, Run, Unit,
};

use crate::fixtures::{Fixture, fixtures};

/// Whether what was placed is what was there, and shares are a hundred percent.
fn adds_up(name: &str, document: &Document) {
    let account = &document.account;
    assert_eq!(account.placed(), account.total, "{name}: {account:?}");
    let hundredths: u32 = account.shares().iter().map(|(.., part)| part).sum();
    let whole = if account.total == 0 { 0 } else { 10_000 };
    assert_eq!(hundredths, whole, "{name}");
}

#[test]
fn every_fixture_adds_up_to_a_hundred_percent() {
    for Fixture { name, bytes, .. } in fixtures() {
        let document = library::read(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(document.account.total > 0, "{name}");
        adds_up(name, &document);
    }
}

/// Words of letters and digits, each with how often it stands there.
fn words<'a>(texts: impl Iterator<Item = &'a str>) -> HashMap<String, i64> {
    let mut words = HashMap::new();
    for text in texts {
        let alphanumeric = text.split(|c: char| !c.is_alphanumeric());
        for word in alphanumeric.filter(|word| !word.is_empty()) {
            *words.entry(word.to_lowercase()).or_default() += 1;
        }
    }
    words
}

/// Everything that a document says, in whatever place.
fn everything_said(document: &Document) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for part in &document.parts {
        said.extend([part.label.to_string(), part.title.to_string(), part.dates()]);
        // `First part: 5 - 9 March` is said by the date and the number of the part.
        let parts = part.meetings.iter().filter_map(|meeting| meeting.part);
        said.extend(parts.map(|at| ["", "first", "second", "third"][at as usize].to_owned()));
        said.extend([&part.symbol, &part.venue].map(|it| it.as_deref().unwrap_or("").to_owned()));
    }
    // The title of a resolution stands in its part already.
    let headings = document.headings.iter().filter(|it| it.lines.is_some());
    said.extend(headings.map(|heading| heading.title.to_string()));
    for provision in &document.provisions {
        said.push(provision.number().to_string());
        // Printed as `Article 2`, said as `Art. 2`.
        said.extend((provision.unit == Unit::Article).then(|| "article".to_owned()));
        said.extend(provision.also.iter().map(|path| path.as_str().to_owned()));
        said.push(provision.text.to_string());
        let extra = provision.extra_fields();
        said.extend(extra.values().map(ToString::to_string));
        let beside = provision.annotations.iter();
        let beside = beside.filter(|it| it.span().is_none() && it.passage().is_none());
        said.extend(beside.map(|it| it.text(&document.passages, &provision.text).to_owned()));
    }
    for passage in &document.passages {
        said.push(passage.mark.as_deref().unwrap_or_default().to_owned());
        said.push(passage.text.to_string());
    }
    said.extend(document.unread.iter().map(|unread| unread.text.to_string()));
    said
}

/// The words of blocks that a document does not say again, numbers and marks aside: a number is
/// printed in many ways, and said in one.
fn lost(blocks: &[Block], document: &Document) -> Vec<String> {
    let texts: Vec<String> = blocks.iter().map(Block::text).collect();
    let mut left = words(texts.iter().map(String::as_str));
    let said = everything_said(document);
    for (word, times) in words(said.iter().map(String::as_str)) {
        *left.entry(word).or_default() -= times;
    }
    let mut lost: Vec<String> = left
        .into_iter()
        .filter(|(word, times)| *times > 0 && word.chars().count() > 4)
        .map(|(word, times)| format!("{word} ({times})"))
        .collect();
    lost.sort();
    lost
}

#[test]
fn no_word_of_a_fixture_is_lost() {
    for Fixture { name, bytes, .. } in fixtures() {
        let (blocks, places) = match input::sniff(&bytes) {
            None => {
                let text = PlainText::decode(&bytes);
                (text.blocks().collect(), Places::Lines)
            }
            Some(format) => match format.read(&bytes, &|| false).unwrap() {
                Content::Blocks(blocks, places) => (blocks.blocks, places),
                Content::Records(_) | Content::Inner(_) => continue,
            },
        };
        let whole = recs_tui::model::Blocks {
            blocks: blocks.clone(),
            ..Default::default()
        };
        let document = recs_tui::structure::of_blocks(whole, places);
        assert_eq!(lost(&blocks, &document), [""; 0], "{name}");
    }
}

#[test]
fn files_with_flipped_and_missing_bytes_add_up_too() {
    for Fixture { name, bytes, .. } in fixtures() {
        let mut runner = TestRunner::new(Config {
            cases: crate::effort(12, 400),
            failure_persistence: None,
            ..Config::default()
        });
        let change = (any::<prop::sample::Index>(), any::<u8>(), 0..3_u8);
        let damage = (
            prop::collection::vec(change, 0..10),
            prop::option::of(any::<prop::sample::Index>()),
        );
        let outcome = runner.run(&damage, |(changes, cut)| {
            let mut damaged = bytes.clone();
            for (at, byte, what) in changes {
                let at = at.index(damaged.len());
                match what {
                    0 => damaged[at] = byte,
                    1 => damaged.insert(at, byte),
                    _ if damaged.len() > 1 => drop(damaged.remove(at)),
                    _ => {}
                }
            }
            if let Some(cut) = cut {
                damaged.truncate(cut.index(damaged.len()));
            }
            if let Ok(document) = library::read(&damaged) {
                adds_up(name, &document);
            }
            Ok(())
        });
        outcome.unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn texts_put_together_by_chance_add_up_too() {
    use crate::properties::text_reader::PIECES;
    let mut runner = TestRunner::new(Config {
        cases: crate::effort(200, 20_000),
        failure_persistence: None,
        ..Config::default()
    });
    let lines = prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..40);
    let outcome = runner.run(&lines, |lines| {
        let text = lines.join("\n");
        adds_up(&text, &library::read_text(text.as_bytes()));
        Ok(())
    });
    outcome.unwrap();
}

#[test]
fn what_was_left_out_of_a_page_is_told_with_its_reason() {
    let text = "1.  The Council invites States to protect lakes,\n\n\
                A/LAKE/7\n2 GE.31-02819\n\u{c}A/LAKE/7\n\
                and the people beside them.\n2.  The Council asks for a report.\n\n\
                26th meeting\n26 October 2031\n";
    let document = library::read_text(text.as_bytes());
    adds_up("pages", &document);
    let share = |destination| document.account.share(destination);
    // `1.` with twelve words, `2.` with six.
    assert_eq!(share(Destination::Provision), 20);
    assert_eq!(share(Destination::Furniture), 4);
    assert_eq!(share(Destination::Adoption), 5);
}

#[test]
fn a_note_stays_at_its_words_where_heads_of_pages_before_it_are_left_out() {
    let text = "1.  The Council invites States to protect lakes,\n\n\
                A/LAKE/7\n2 GE.31-02819\n\u{c}A/LAKE/7\n\
                and the people beside them.\n2.  The Council asks for a report.\n";
    let mut blocks: Vec<Block> = recs_tui::input::text::blocks(text).collect();
    let last = blocks
        .iter_mut()
        .rfind(|it| !it.text().trim().is_empty())
        .unwrap();
    let at = u32::try_from(last.text().find(" for").unwrap()).unwrap();
    last.note_marks.push((at, "1".to_owned()));
    blocks.push(Block {
        kind: BlockKind::Note,
        label: Some("1".to_owned()),
        runs: vec![Run {
            text: "See the map.".to_owned(),
            ..Run::default()
        }],
        ..Block::default()
    });
    let document = recs_tui::structure::document(blocks);
    adds_up("a note", &document);
    let [first, second] = &document.provisions[..] else {
        panic!("{:?}", document.provisions);
    };
    assert_eq!(first.annotations.len(), 0, "{:?}", first.annotations);
    let Anchor::Passage { at: Some(at), .. } = second.annotations[0].anchor else {
        panic!("{:?}", second.annotations);
    };
    assert_eq!(&second.text[..at as usize], "The Council asks");
}

#[test]
fn records_and_cells_of_a_table_are_counted() {
    let table = "Recommendation,Response,Note\n\
                 \"Protect all the lakes, and plant trees.\",Accepted,\n\
                 ,,left alone\n\
                 \"Plant more trees along the lakes.\",Noted,urgent\n";
    let document = library::read(table.as_bytes()).unwrap();
    adds_up("table", &document);
    let account = &document.account;
    assert_eq!(account.unit, AccountUnit::Cells);
    assert_eq!((account.records, account.total), (3, 9));
    assert_eq!(account.share(Destination::Provision), 2);
    assert_eq!(account.share(Destination::ColumnName), 3);
    assert_eq!(account.share(Destination::Unread), 1);
    assert_eq!(&*document.unread[0].text, "left alone");
    assert_eq!(document.unread[0].lines.first.get(), 3);
}

/// What `check` prints of a file with this content.
fn checked(name: &str, content: &[u8], more: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    let output = crate::program::recs_tui()
        .arg("check")
        .arg(&path)
        .args(more)
        .output()
        .unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn check_prints_the_account_by_the_word_of_the_format() {
    let files = fixtures();
    let bytes = |name: &str| &files.iter().find(|it| it.name == name).unwrap().bytes;
    for (name, place) in [
        ("resolution.txt", "line"),
        #[cfg(feature = "pdf")]
        ("ponds.pdf", "page"),
        ("ponds.docx", "paragraph"),
        ("ponds.html", "element"),
        ("ponds.xml", "element"),
        ("ponds.xlsx", "row"),
        ("ponds.csv", "line"),
    ] {
        let table = checked(name, bytes(name), &[]);
        assert!(table.contains(&format!("\nBy {place}\n")), "{table}");
        assert!(table.contains("100.00 %  of "), "{table}");
    }
    let table = checked("resolution.txt", bytes("resolution.txt"), &[]);
    let row = |what: &str| table.lines().find(|row| row.contains(what)).unwrap_or("");
    assert!(
        row("Requests States").ends_with(" 1 Requests States:"),
        "{table}"
    );
    assert!(row("Requests States").contains("  provision "), "{table}");
    assert!(row("Requests States").contains("  printed "), "{table}");
    assert!(
        row("31-10001").contains("head or foot of a page"),
        "{table}"
    );
}

#[test]
fn check_as_json_says_the_same_with_every_text() {
    for Fixture { name, bytes } in fixtures() {
        let told = checked(name, &bytes, &["--format", "json"]);
        let told: serde_json::Value = serde_json::from_str(&told).unwrap();
        let account = &told["account"];
        assert_eq!(account["total"], account["placed"], "{name}");
        assert_eq!(account["percent"], 100.0, "{name}");
        let shares = account["shares"].as_array().unwrap();
        let counts = shares.iter().map(|share| share["count"].as_u64().unwrap());
        assert_eq!(counts.sum::<u64>(), account["total"], "{name}");
        let provisions = library::read(&bytes).unwrap().provisions;
        let pieces = told["pieces"].as_array().unwrap();
        let texts: Vec<&str> = pieces
            .iter()
            .filter(|piece| piece["as"] == "provision")
            .map(|piece| piece["text"].as_str().unwrap())
            .collect();
        assert_eq!(texts.len(), provisions.len(), "{name}");
        assert!(
            provisions.iter().all(|it| texts.contains(&&*it.text)),
            "{name}"
        );
    }
}
