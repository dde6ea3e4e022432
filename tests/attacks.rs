//! Generated attacks: what must hold, thrown at with random cases; and what they once found.
//!
//! The properties are in `properties/`, one a file. `PROPTEST_CASES` sets how many cases each is
//! tried on, `PROPTEST_RNG_SEED` chooses other cases; what breaks it is shrunk, shown, and kept below
//! as an ordinary test:
//!
//! ```sh
//! PROPTEST_CASES=1000000 PROPTEST_RNG_SEED=$RANDOM cargo test --profile attack --test tests attacks -- --nocapture --test-threads 1
//! ```
//!
//! The targets in `fuzz/` attack the same properties with libFuzzer, which looks for new ways
//! through the program instead of taking them by chance.

use std::cell::Cell;
use std::sync::Once;
use std::time::Instant;

use proptest::collection::vec;
use proptest::prelude::{Strategy, any};
use proptest::test_runner::{Config, TestRunner};

use crate::properties::browser::{Session, Step};
use crate::properties::format_readers::{self, ATTACKED, Damaged};
use crate::properties::highlights::Highlights;
use crate::properties::jsonl_reader::Records;
use crate::properties::query_parser::{Searched, Typed};
use crate::properties::terminal_input::Sent;
use crate::properties::text_reader::Text;
use crate::properties::wrapping::Wrapping;
use crate::properties::{Draw, Property};
use recs_tui::tui::{Command, Event, Mouse};

/// Cases for each property, where the environment asks for no other number.
const CASES: u32 = 300;

fn attack_at_random<P: Property>() {
    attack_at_random_with::<P>(CASES);
}

/// The same with another number of cases, where the environment asks for none.
fn attack_at_random_with<P: Property>(cases: u32) {
    let asked = std::env::var("PROPTEST_CASES").ok();
    let cases = asked.map_or(cases, |asked| asked.parse().expect("a number of cases"));
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let begun = Instant::now();
    let case = vec(any::<u8>(), 0..P::BYTES).prop_map(|bytes| P::drawn(&mut Draw::from(&bytes)));
    quietly(true);
    let outcome = TestRunner::new(config).run(&case, |case: P| {
        case.holds();
        Ok(())
    });
    quietly(false);
    let name = std::any::type_name::<P>();
    println!(
        "{name}: {cases} cases in {:.1} s",
        begun.elapsed().as_secs_f64()
    );
    if let Err(broken) = outcome {
        panic!("{broken}");
    }
}

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// A case that is broken is broken a thousand times while it shrinks; only the last is worth a word.
fn quietly(quiet: bool) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                report(panic);
            }
        }));
    });
    QUIET.set(quiet);
}

#[test]
fn any_text_is_read_and_no_line_of_it_is_lost() {
    attack_at_random::<Text>();
}

#[test]
fn any_lines_are_records_or_listed_as_none() {
    attack_at_random::<Records>();
}

#[test]
fn anything_typed_is_understood_and_answered_in_order() {
    attack_at_random::<Typed>();
}

/// A test for each reader.
macro_rules! readers {
    ($($test:ident: $reader:ident;)+) => {
        $(
            #[test]
            fn $test() {
                attack_at_random_with::<Damaged<format_readers::$reader>>(
                    crate::effort(READER_CASES, LONG_READER_CASES),
                );
            }
        )+
    };
}

const READER_CASES: u32 = 16;
const LONG_READER_CASES: u32 = 2_000;

readers! {
    any_damaged_text_is_read: PlainText;
    any_damaged_docx_is_read_or_refused: Docx;
    any_damaged_doc_is_read_or_refused: Doc;
    any_damaged_odt_is_read_or_refused: Odt;
    any_damaged_rtf_is_read_or_refused: Rtf;
    any_damaged_html_is_read_or_refused: Html;
    any_damaged_akoma_ntoso_is_read_or_refused: AkomaNtoso;
    any_damaged_markdown_is_read_or_refused: Markdown;
    any_damaged_csv_is_read_or_refused: Csv;
    any_damaged_xlsx_is_read_or_refused: Xlsx;
    any_damaged_xls_is_read_or_refused: Xls;
    any_damaged_ods_is_read_or_refused: Ods;
    any_damaged_json_is_read_or_refused: Json;
    any_damaged_archive_is_read_or_refused: Archive;
    any_damaged_pdf_is_read_or_refused: Pdf;
}

#[test]
fn every_fixture_is_attacked() {
    let attacked = ATTACKED.concat();
    for fixture in crate::fixtures::fixtures() {
        assert!(attacked.contains(&fixture.name), "{}", fixture.name);
    }
}

#[test]
fn highlights_lie_in_any_text_for_any_query() {
    attack_at_random::<Highlights>();
}

#[test]
fn any_text_is_wrapped_to_any_width_and_all_there() {
    attack_at_random::<Wrapping>();
}

#[test]
fn the_terminals_bytes_mean_the_same_in_any_pieces() {
    // Cheap enough for a million in the long form.
    attack_at_random_with::<Sent>(crate::effort(20_000, 1_000_000));
}

#[test]
fn whatever_is_done_the_browser_stays_whole() {
    attack_at_random::<Session>();
}

// What was found, shrunk.

fn wrapped(text: &str, width: u16) {
    Wrapping {
        runs: vec![text.to_owned()],
        width,
        indent: 0,
    }
    .holds();
}

#[test]
fn found_a_blank_beyond_the_width_where_a_long_word_is_cut() {
    wrapped("a “hate speech” }", 7);
}

#[test]
fn found_a_ligature_measured_as_one_column_and_drawn_as_two() {
    wrapped("a a لا a", 1);
    wrapped("لالالالالا", 5);
}

#[test]
fn found_a_line_feed_in_a_single_line() {
    wrapped("aaaaa\n", 30);
}

#[test]
fn found_a_pane_of_one_column_left_by_dragging_a_border() {
    Session {
        document: String::new(),
        late: false,
        size: (109, 16),
        steps: vec![
            Step::Do(Mouse::Click(32, 0).into()),
            Step::Do(Mouse::Drag(95, 0).into()),
        ],
    }
    .holds();
}

#[test]
fn found_an_indented_text_outside_a_pane_of_two_columns() {
    Session {
        document: "A heading that is longer than any pane could ever be\n".to_owned(),
        late: false,
        size: (4, 5),
        steps: vec![Step::Do(Command::Bottom.into())],
    }
    .holds();
}

#[test]
fn found_a_tag_completed_behind_a_blank_of_three_bytes() {
    Session {
        document: "1. Ratify.".to_owned(),
        late: false,
        size: (80, 24),
        steps: vec![
            Step::Do(Command::Tag.into()),
            Step::Do(Event::Paste("\u{3000}racism".to_owned())),
            Step::Do(Command::CompleteTag.into()),
        ],
    }
    .holds();
}

#[test]
fn found_a_partial_hit_that_lacked_no_word() {
    Typed {
        typed: "NOT  govt  4294967296  OR  is:upd  globalisation  |  malraia".to_owned(),
        document: Searched::Small,
    }
    .holds();
}

#[test]
fn found_a_soft_hyphen_behind_a_mark_that_stands_on_a_hyphen() {
    let document = Searched::Small;
    Typed {
        typed: "racism A‑\u{64b}\u{ad}".to_owned(),
        document,
    }
    .holds();
    Highlights {
        typed: "racism".to_owned(),
        document,
        text: "A‑\u{93f}\u{ad}".to_owned(),
    }
    .holds();
}

#[test]
fn found_a_mark_of_a_symbol_font_behind_a_number() {
    Text::Lines("1.\n0.\u{e000}".to_owned()).holds();
}

#[test]
fn found_a_given_citation_that_was_overwritten_when_it_was_read_again() {
    let untitled = r#"{"text":"Ratify.","number":"","session":4,"citation":"A/1, para. 1"}"#;
    let titled = r#"{"text":"Ratify.","number":"1","session":4,"citation":"A/1, para. 1"}"#;
    Records(vec![untitled.to_owned(), titled.to_owned()]).holds();
}

#[test]
fn found_a_citation_kept_as_foreign_though_a_later_record_makes_it_ours() {
    let lines = [
        r#"{"text":"one","session":"IV","citation":"A/1"}"#,
        r#"{"text":"two","session":"IV","number":1,"citation":"A/1, para. 1"}"#,
    ];
    Records(lines.map(str::to_owned).to_vec()).holds();
}

#[test]
fn found_a_number_after_which_there_is_no_other() {
    for text in [
        "Lakes4294967295",
        "1. a\n4294967295. b\n\n4294967295 c",
        "118.4294967295 a; 118.1 b",
    ] {
        Text::Lines(text.to_owned()).holds();
    }
}

#[test]
fn found_marks_of_a_paragraph_out_of_their_order() {
    let page = "<!DOCTYPE html><p>3. Decides<sup><a href='#n1'>1</a></sup> to <ins>wade</ins>, to \
                <del>swim</del><sup><a href='#n1'>1</a></sup>.</p><p><sup><a href='#n1'>1</a></sup></p>\
                <p>4. Decides<sup><a href='#n1'>1</a></sup>.</p><p id='n1'><sup>1</sup> With bread.</p>";
    let document = crate::opened::read(page.as_bytes());
    crate::properties::text_reader::walk(&document);
    assert_eq!(document.provisions.len(), 2);
}

#[test]
fn found_a_line_end_in_the_name_of_a_part() {
    let archive = crate::fixtures::zipped(&[("a\nb.txt", b"x"), ("c\u{1b}[2J.txt", b"y")]);
    let told = recs_tui::library::read(&archive).unwrap_err().to_string();
    assert!(!told.contains(char::is_control), "{told:?}");
}
