//! *About this text* in the browser: what a cover says, what was left out and why, and the text that is
//! in no provision, which can be searched.

use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use recs_tui::library::{OpenDocument, embedded, read_text};
use recs_tui::model::Document;
use recs_tui::search::{Cancel, Index};
use recs_tui::tui::{
    App, BrowsedDocument, Command, Effect, Event, JobAnswer, JobOutput, Node, Pane, update, view,
};

/// A browser on a document, with everything done at once that jobs do.
struct Reader(App);

impl Reader {
    fn of(document: Document) -> Self {
        let browsed: BrowsedDocument = OpenDocument::new("a document", document).into();
        let browsed = Arc::new(browsed);
        let index = Index::build(&browsed.document);
        let mut reader = Self(App::new(Arc::clone(&browsed), (120, 50)));
        reader.does(Event::Answer(JobAnswer {
            document: browsed.id,
            outcome: JobOutput::Index(Arc::new(index)),
        }));
        reader
    }

    fn does(&mut self, event: impl Into<Event>) {
        let mut events = vec![event.into()];
        while let Some(event) = events.pop() {
            for effect in update(&mut self.0, event) {
                if let Effect::Start(job) = effect {
                    let answers = std::cell::RefCell::new(Vec::new());
                    job.run(&Cancel::default(), &|answer| {
                        answers.borrow_mut().push(Event::Answer(answer));
                        true
                    });
                    events.extend(answers.into_inner());
                }
            }
        }
    }

    fn filters(&mut self, query: &str) {
        self.does(Command::EditFilter);
        for letter in query.chars() {
            let key = crossterm::event::KeyCode::Char(letter);
            self.does(Event::Key(key.into()));
        }
        self.does(Command::KeepFilter);
    }

    fn screen(&self) -> String {
        let mut terminal = Terminal::new(TestBackend::new(120, 50)).unwrap();
        terminal.draw(|frame| view(&self.0, frame)).unwrap();
        let buffer = terminal.backend().buffer();
        let row = |y| {
            (0..120)
                .map(move |x| buffer[(x, y)].symbol())
                .collect::<String>()
        };
        (0..50).map(row).collect::<Vec<_>>().join("\n")
    }

    /// What the right pane says, lines joined.
    fn text_pane(&self) -> String {
        let screen = self.screen();
        // Between the last two borders of each row.
        let rows = screen
            .lines()
            .filter_map(|row| row.rsplit(['│', '┃']).nth(1));
        let words: Vec<String> = rows
            .flat_map(|row| {
                row.split_whitespace()
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            })
            .collect();
        words.join(" ")
    }

    fn reads_about(&mut self) {
        self.0.arrangement.focus = Pane::Tree;
        self.does(Command::Bottom);
        assert_eq!(self.0.outline.selected, Node::About);
    }
}

const PAGES: &str = "\
A/LAKE/9/1

1.  The Council invites States to protect lakes,

GE.31-02819
\u{c}A/LAKE/9/1

and the people beside them.

2.  The Council asks for a report.

26th meeting
2 May 2031
";

#[test]
fn the_headings_of_a_document_without_parts_stand_right_below_it() {
    let mut reader = Reader::of(read_text(
        b"I. Introduction\n\n1. The Committee met in Geneva.\n\n\
         II. Recommendations\n\n2. States should plant trees.\n\n3. States should dig wells.\n",
    ));
    let tree = |reader: &Reader| -> Vec<String> {
        let screen = reader.screen();
        let rows = screen
            .lines()
            .filter_map(|row| row.split(['│', '┃']).nth(1));
        let words = rows.map(|row| row.split_whitespace().collect::<Vec<_>>().join(" "));
        words.filter(|row| !row.is_empty()).collect()
    };
    assert_eq!(
        tree(&reader)[..3],
        [
            "All provisions 3",
            "I. Introduction •1",
            "II. Recommendations 2"
        ]
    );
    // One step out of a heading is the document, and the heading keys go from one to the next.
    reader.does(Command::PreviousPane);
    reader.does(Command::NextHeading);
    reader.does(Command::NextHeading);
    assert_eq!(reader.0.outline.selected, Node::Heading(1));
    reader.does(Command::Out);
    assert_eq!(reader.0.outline.selected, Node::All);
}

#[test]
fn what_was_left_out_is_shown_with_place_and_reason() {
    let mut reader = Reader::of(read_text(PAGES.as_bytes()));
    reader.reads_about();
    let screen = reader.text_pane();
    for said in [
        "Symbol: A/LAKE/9/1",
        "left out: heads and feet of pages",
        "Left out: heads and feet of pages",
        "line 5: GE.31-02819",
        "Left out: adoption, votes, signatures",
        "line 12: 26th meeting",
    ] {
        assert!(screen.contains(said), "{said} is not in\n{screen}");
    }
}

#[test]
fn text_that_is_in_no_provision_is_found_and_a_hit_leads_there() {
    // The introduction alone speaks of it.
    let mut reader = Reader::of(embedded());
    reader.filters("renegotiation");
    let screen = reader.screen();
    assert!(screen.contains("1 in “About this text”"), "{screen}");
    reader.does(Command::Open);
    assert_eq!(reader.0.outline.selected, Node::About);
    let screen = reader.text_pane();
    assert!(screen.contains("not to engage in a process of"), "{screen}");
    assert_eq!(reader.0.passage_at(), Some(1));
}

#[test]
fn a_query_for_provisions_says_what_stands_around_them_as_well() {
    let mut reader = Reader::of(embedded());
    // In the introduction's third paragraph, and in provisions.
    reader.filters("complementary standards");
    let screen = reader.screen();
    assert!(screen.contains(" best first · 3 around"), "{screen}");
    reader.reads_about();
    assert!(reader.0.passage_at().is_some());
    // A status is no word of a text.
    let mut reader = Reader::of(embedded());
    reader.filters("status:updated");
    let findings = reader.0.findings().unwrap();
    assert!(findings.passages.is_empty());
}

#[test]
fn the_headings_keys_go_from_hit_to_hit() {
    let mut reader = Reader::of(embedded());
    reader.filters("recommendations");
    reader.reads_about();
    reader.0.arrangement.focus = Pane::Detail;
    let first = reader.0.passage_at().unwrap();
    reader.does(Command::NextHeading);
    let second = reader.0.passage_at().unwrap();
    assert!(second > first);
    reader.does(Command::PreviousHeading);
    assert_eq!(reader.0.passage_at(), Some(first));
}
