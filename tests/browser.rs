//! The browser as a person uses it, without a terminal: a state, what is done, what is then seen.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::{Arc, LazyLock};

use crossterm::event::{KeyCode, KeyEvent};
use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Modifier;
use recs_tui::export::format_named;
use recs_tui::language::references::Links;
use recs_tui::library::OpenDocument;
use recs_tui::notes::{Change, Notebook};
use recs_tui::search::{Cancel, Index};
use recs_tui::tui::{
    App, BrowsedDocument, Command, CopyFormat, Effect, Event, GroupBy, Job, JobAnswer, JobOutput,
    LinkTarget, Mouse, Node, Order, Pane, Task, update, view,
};

static DOCUMENT: LazyLock<Arc<BrowsedDocument>> = LazyLock::new(|| {
    let open = OpenDocument::new("compilation", recs_tui::library::embedded());
    Arc::new(open.into())
});
static INDEX: LazyLock<Arc<Index>> = LazyLock::new(|| Arc::new(Index::build(&DOCUMENT.document)));
static LINKS: LazyLock<Arc<Links>> = LazyLock::new(|| Arc::new(Links::of(&DOCUMENT.document)));

/// A reader at a browser: does things, and has done outside what must be done there.
struct Reader {
    app: App,
    copied: Vec<String>,
    /// Changes that were to be saved.
    kept: Vec<Change>,
    /// What an editor makes of a note.
    writes: Option<String>,
    /// Whether jobs are left waiting here instead of being done at once.
    waits: bool,
    /// Whether the browser has been left.
    left: bool,
    waiting: VecDeque<Job>,
}

/// What the browser hears when such a change is the only one in the notes.
fn kept(change: Change) -> Event {
    let mut notebook = Notebook::default();
    notebook.apply(&change);
    Event::NotesSaved(Arc::new(notebook))
}

/// What the browser hears of a job.
fn answer(outcome: JobOutput) -> Event {
    Event::Answer(JobAnswer {
        document: DOCUMENT.id,
        outcome,
    })
}

/// The answers of a job that is done at once.
fn done(job: Job) -> Vec<Event> {
    if matches!(job.task, Task::Links) {
        return vec![answer(JobOutput::Links(LINKS.clone()))];
    }
    let answers = RefCell::new(Vec::new());
    job.run(&Cancel::default(), &|answer| {
        answers.borrow_mut().push(Event::Answer(answer));
        true
    });
    answers.into_inner()
}

impl Reader {
    fn at(columns: u16, rows: u16) -> Self {
        let mut reader = Self {
            app: App::new(DOCUMENT.clone(), (columns, rows)),
            copied: Vec::new(),
            kept: Vec::new(),
            writes: None,
            waits: false,
            left: false,
            waiting: VecDeque::new(),
        };
        reader.does(answer(JobOutput::Index(INDEX.clone())));
        reader
    }

    fn does(&mut self, event: impl Into<Event>) -> &mut Self {
        let mut effects: VecDeque<Effect> = update(&mut self.app, event.into()).into();
        while let Some(due) = effects.pop_front() {
            match due {
                Effect::Start(job) if self.waits => self.waiting.push_back(job),
                Effect::Start(job) => {
                    for event in done(job) {
                        effects.extend(update(&mut self.app, event));
                    }
                }
                Effect::Copy(text, _) => self.copied.push(text),
                Effect::SaveNotes(changes) => {
                    // Where the texts of notes are found is tested elsewhere.
                    let is_deed = |change: &Change| change.id().is_some();
                    self.kept.extend(changes.into_iter().filter(is_deed));
                }
                Effect::EditNote(position) => {
                    let provision = &DOCUMENT.document.provisions[position];
                    let before = self.app.notes_on(&provision.id);
                    let change = Change::Note {
                        id: provision.id.clone(),
                        before: before.and_then(|entry| entry.note.clone()),
                        after: self.writes.clone().map(Into::into),
                    };
                    effects.extend(update(&mut self.app, Event::NoteEdited(Ok(change))));
                }
                Effect::Quit => self.left = true,
                Effect::UseMouse(_)
                | Effect::AdoptNotes
                | Effect::StopReading
                | Effect::SaveFilter(_)
                | Effect::WriteFile(..)
                | Effect::Redraw
                | Effect::Reload
                | Effect::Suspend => {}
            }
        }
        self
    }

    /// The job that waits longest is done.
    fn waits_for_a_job(&mut self) -> &mut Self {
        for event in done(self.waiting.pop_front().expect("a job that waits")) {
            self.does(event);
        }
        self
    }

    fn presses(&mut self, key: KeyCode) -> &mut Self {
        self.does(Event::Key(KeyEvent::from(key)))
    }

    fn types(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.presses(KeyCode::Char(letter));
        }
        self
    }

    fn filters(&mut self, text: &str) -> &mut Self {
        self.does(Command::EditFilter).types(text)
    }

    fn id(&self) -> &str {
        self.app.selected().map_or("", |provision| &provision.id)
    }

    fn ids(&self) -> Vec<&str> {
        let provisions = &DOCUMENT.document.provisions;
        self.app
            .listing
            .rows
            .iter()
            .map(|&at| &*provisions[at as usize].id)
            .collect()
    }

    fn screen(&self) -> String {
        let (columns, rows) = self.app.arrangement.size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a test backend");
        terminal
            .draw(|frame| view(&self.app, frame))
            .expect("drawn");
        terminal.backend().to_string()
    }
}

#[test]
fn opens_on_the_whole_document() {
    let mut reader = Reader::at(120, 40);
    assert_eq!((reader.id(), reader.ids().len()), ("I.1", 135));
    assert_eq!(reader.app.tally().all, 126);
    reader.does(Command::Down).does(Command::Down);
    assert_eq!(reader.id(), "I.3");
    reader.does(Command::Bottom);
    assert_eq!(reader.id(), "V.105");
}

#[test]
fn the_tree_drives_the_list_and_the_list_the_text() {
    let mut reader = Reader::at(120, 40);
    reader.does(Command::PreviousPane);
    assert_eq!(reader.app.focus(), Pane::Tree);
    for _ in 0..3 {
        reader.does(Command::NextHeading);
    }
    assert_eq!(reader.app.outline.selected, Node::Session(2));
    assert_eq!((reader.ids().len(), reader.id()), (24, "III.1"));
    // General, then Racism and Health.
    reader.does(Command::Down).does(Command::Down);
    assert_eq!(reader.ids().first(), Some(&"III.5"));
    assert_eq!(reader.ids().last(), Some(&"III.16"));
    reader.does(Command::Open).does(Command::Bottom);
    assert_eq!(reader.id(), "III.16");
    assert!(reader.screen().contains("E/CN.4/2005/20, para. 16"));
}

#[test]
fn folding_hides_what_is_below_and_keeps_a_selection() {
    let mut reader = Reader::at(120, 40);
    reader.does(Command::PreviousPane);
    let rows = reader.app.outline.rows.len();
    for _ in 0..2 {
        reader.does(Command::NextHeading);
    }
    // Session II has two headings.
    reader.does(Command::Out);
    assert_eq!(reader.app.outline.rows.len(), rows - 2);
    reader.does(Command::In).does(Command::Down);
    assert_eq!(reader.ids().len(), 6, "II Education is 1-6");
    reader.does(Command::FoldAll);
    assert_eq!(
        reader.app.outline.selected,
        Node::Session(1),
        "the heading is hidden, its session is not"
    );
    assert_eq!(reader.ids().len(), 19);
}

#[test]
fn a_slip_finds_the_two_paragraphs_on_malaria() {
    let mut reader = Reader::at(120, 40);
    reader.filters("malraia");
    let mut found = reader.ids();
    found.sort_unstable();
    assert_eq!(found, ["III.13", "III.14"]);
    assert_eq!(reader.app.tally().all, 2);
    let screen = reader.screen();
    assert!(screen.contains("malraia → malaria"), "{screen}");
}

#[test]
fn hits_are_seen_while_a_filter_is_typed_in_a_narrow_terminal() {
    let mut reader = Reader::at(50, 15);
    reader.does(Command::Open).filters("malaria");
    let screen = reader.screen();
    assert!(
        screen.contains("III.13") && screen.contains("III.14"),
        "{screen}"
    );
}

#[test]
fn what_is_not_understood_filters_nothing_and_is_told() {
    let mut reader = Reader::at(120, 40);
    reader.filters("is:foo");
    assert_eq!(reader.ids().len(), 135);
    let screen = reader.screen();
    assert!(screen.contains("135 of 135 · ignored: is:foo"), "{screen}");
}

#[test]
fn nothing_found_is_said() {
    let mut reader = Reader::at(120, 40);
    reader.filters("zebra");
    assert!(reader.ids().is_empty());
    assert!(reader.screen().contains("Nothing matches “zebra”."));
}

#[test]
fn partial_hits_stand_below_a_line_behind_the_full_ones() {
    let mut reader = Reader::at(160, 40);
    // III.14 has both words, III.13 one of them.
    reader.filters("malaria medication");
    assert_eq!(reader.ids(), ["III.14", "III.13"]);
    assert_eq!(reader.app.listing.partial_from, Some(1));
    let screen = reader.screen();
    let line = |words: &str| {
        let found = screen.lines().position(|line| line.contains(words));
        found.unwrap_or_else(|| panic!("{words} in\n{screen}"))
    };
    let divider = line("These have only some of the words:");
    assert_eq!(line("−medication "), divider + 1);
    assert!(screen.lines().nth(divider - 2).unwrap().contains("III.14"));
    // Partial hits are not counted.
    assert!(
        screen.contains("1 hit, best first") && screen.contains("1 of 135"),
        "{screen}"
    );
    // As printed, they stay behind.
    reader.does(Command::KeepFilter).does(Command::SwitchOrder);
    assert_eq!(reader.ids(), ["III.14", "III.13"]);
}

#[test]
fn what_is_not_asked_for_is_told_in_the_footer() {
    let mut reader = Reader::at(160, 40);
    reader.filters("why is there malraia ");
    let screen = reader.screen();
    for words in ["malraia → malaria", "not asked for: why, is, there"] {
        assert!(screen.contains(words), "{screen}");
    }
}

#[test]
fn a_citation_goes_there() {
    let mut reader = Reader::at(120, 40);
    reader.filters("103(d)");
    assert_eq!(reader.id(), "IV.103.d");
}

#[test]
fn escape_goes_back_and_a_kept_filter_stays() {
    let mut reader = Reader::at(120, 40);
    reader
        .does(Command::Down)
        .filters("malaria")
        .does(Command::Cancel);
    assert_eq!(
        (reader.id(), reader.ids().len()),
        ("I.2", 135),
        "back to where the reader was"
    );

    reader.filters("malaria").does(Command::KeepFilter);
    let first = reader.id().to_owned();
    reader.does(Command::NextHit);
    let second = reader.id().to_owned();
    assert_ne!(first, second);
    reader.does(Command::NextHit);
    assert_eq!(reader.id(), first, "round and round");
    reader.does(Command::PreviousHit).does(Command::Cancel);
    assert_eq!(
        (reader.id(), reader.ids().len()),
        (&*second, 135),
        "stays with what was found"
    );
}

#[test]
fn hits_can_be_listed_as_printed() {
    let mut reader = Reader::at(120, 40);
    reader.filters("malaria education").does(Command::Cancel);
    reader
        .filters("education")
        .does(Command::KeepFilter)
        .does(Command::SwitchOrder);
    assert_eq!(reader.app.filter.order, Order::Printed);
    assert!(reader.app.listing.rows.is_sorted());
}

#[test]
fn an_outdated_answer_is_dropped() {
    let mut reader = Reader::at(120, 40);
    reader.waits = true;
    reader.filters("malaria");
    reader.waits = false;
    reader.does(Command::EraseAll).types("zebra");
    // The answers to `m`, `ma` and so on come late.
    while !reader.waiting.is_empty() {
        reader.waits_for_a_job();
    }
    assert!(reader.ids().is_empty());
}

#[test]
fn typing_then_erasing_everything_shows_everything() {
    let mut reader = Reader::at(120, 40);
    reader.filters("mal");
    for _ in 0..3 {
        reader.does(Command::EraseBack);
    }
    assert_eq!(reader.ids().len(), 135);
    assert_eq!(reader.app.tally().all, 126);
}

#[test]
fn a_paste_is_one_line_and_bounded() {
    let mut reader = Reader::at(120, 40);
    reader.does(Event::Paste(format!(
        "malaria\n\u{1b}[31m{}",
        "x".repeat(1_000_000)
    )));
    let typed = reader.app.filter.input.value();
    assert!(
        typed.len() <= 1_000 && !typed.contains(char::is_control),
        "{}",
        typed.len()
    );
}

#[test]
fn yanks_text_and_citation() {
    let mut reader = Reader::at(120, 40);
    reader
        .filters("I.7")
        .does(Command::KeepFilter)
        .does(Command::Copy);
    let copied = reader.copied.last().unwrap();
    assert!(copied.starts_with("The Working Group appeals to the Secretary-General to appoint"));
    assert!(
        copied.contains(
            "[On 16 June 2003, the Secretary-General appointed the five eminent experts."
        )
    );
    assert!(copied.contains("\n\n(E/CN.4/2003/20, para. 7)\n"));
    assert!(
        copied.ends_with("not part of what was adopted."),
        "an editor's words are told apart"
    );
}

#[test]
fn marked_provisions_are_yanked_in_the_documents_order_with_one_citation() {
    let mut reader = Reader::at(120, 40);
    for id in ["IV.109.p.iv", "IV.103.d"] {
        reader
            .filters(id)
            .does(Command::KeepFilter)
            .does(Command::Mark)
            .does(Command::Cancel);
    }
    reader
        .does(Command::CopyAs(CopyFormat(
            format_named("citation").unwrap(),
        )))
        .does(Command::Copy);
    assert_eq!(
        reader.copied[0],
        "E/CN.4/2006/18, paras. 103 (d) and 109 (p) (iv)"
    );
    let text = &reader.copied[1];
    let (first, second) = (
        text.find("103 (d). Reminds States"),
        text.find("109 (p) (iv). International"),
    );
    assert!(first.unwrap() < second.unwrap(), "{text}");
    assert!(text.ends_with("(E/CN.4/2006/18, paras. 103 (d) and 109 (p) (iv))"));
}

#[test]
fn leaving_right_after_a_copy_does_not_lose_it() {
    let mut reader = Reader::at(120, 40);
    reader.waits = true;
    reader
        .does(Command::Copy)
        .does(Command::Down)
        .does(Command::Copy);
    reader.does(Command::Quit);
    assert!(!reader.left);
    assert!(reader.screen().contains("Leaving when the copy is made."));
    reader.waits_for_a_job();
    assert!(!reader.left, "one of the two is still being made");
    reader.waits_for_a_job();
    assert_eq!(reader.copied.len(), 2);
    assert!(reader.left);
}

#[test]
fn asked_twice_the_browser_leaves_without_the_copy() {
    let mut reader = Reader::at(120, 40);
    reader.waits = true;
    reader
        .does(Command::Copy)
        .does(Command::Quit)
        .does(Command::Quit);
    assert!(reader.left);
}

#[test]
fn the_menu_copies_in_the_form_that_it_points_at() {
    let mut reader = Reader::at(80, 24);
    reader
        .does(Command::ChooseFormat)
        .does(Command::Down)
        .does(Command::Down);
    assert!(reader.screen().contains("┏ Copy as"));
    reader.does(Command::CopyChosen);
    assert_eq!(reader.copied, ["E/CN.4/2003/20, para. 1"]);
    assert!(!reader.screen().contains("┏ Copy as"));
}

#[test]
fn what_is_gone_keeps_its_row_and_says_why() {
    let mut reader = Reader::at(120, 40);
    reader.filters("IV.104").does(Command::KeepFilter);
    assert_eq!(reader.id(), "IV.104");
    let screen = reader.screen();
    assert!(screen.contains("inferred by this program"), "{screen}");
    reader
        .does(Command::Cancel)
        .filters("I.10")
        .does(Command::KeepFilter);
    let screen = reader.screen();
    assert!(
        screen.contains("stands in the document") && screen.contains("omitted to include"),
        "{screen}"
    );
}

#[test]
fn the_document_can_be_cut_otherwise() {
    let mut reader = Reader::at(120, 40);
    reader
        .does(Command::GroupByStatus)
        .does(Command::PreviousPane);
    assert!(reader.screen().contains("By status"));
    reader.does(Command::Down).does(Command::Down);
    assert_eq!(
        reader.ids(),
        ["I.6", "I.7", "I.14", "II.81.18", "III.22"],
        "the updated ones"
    );
    reader.does(Command::GroupByAddressee);
    let screen = reader.screen();
    assert!(
        screen.contains("By addressee (derived)") && screen.contains("OHCHR"),
        "{screen}"
    );
    // Counts follow the filter.
    reader
        .does(Command::GroupByStatus)
        .filters("seminar")
        .does(Command::KeepFilter);
    let sizes: u32 = reader.app.group_sizes.iter().sum();
    assert_eq!(sizes as usize, reader.ids().len());
    reader.does(Command::GroupBySession);
    assert!(reader.screen().contains("All sessions"));
}

#[test]
fn a_reference_leads_somewhere() {
    let mut reader = Reader::at(120, 50);
    reader
        .filters("III.21")
        .does(Command::KeepFilter)
        .does(Command::NextReference);
    assert_eq!(reader.app.focus(), Pane::Detail);
    // Paragraph 144 of the Programme of Action is not in this document; who cites it is.
    reader.does(Command::Open);
    assert_eq!(reader.ids(), ["III.21", "IV.103.a"]);
    assert_eq!(
        (reader.app.grouping.by(), reader.app.focus()),
        (GroupBy::Reference, Pane::List)
    );
    // The editors say of III.22 that the seminar was held at the fourth session: that is here.
    reader
        .does(Command::GroupBySession)
        .filters("III.22")
        .does(Command::KeepFilter);
    let fourth = reader.app.link_targets().targets.iter().rposition(|target| {
        matches!(target, LinkTarget::Referred(it) if it.target.to_string() == "session IV")
    });
    let fourth = fourth.unwrap();
    for _ in 0..=fourth {
        reader.does(Command::NextReference);
    }
    reader.does(Command::Open);
    assert_eq!(reader.app.outline.selected, Node::Session(3));
    assert_eq!(reader.ids().len(), 50);
}

#[test]
fn a_followed_reference_is_a_step_that_can_be_taken_back() {
    let mut reader = Reader::at(120, 50);
    reader
        .filters("malaria")
        .does(Command::KeepFilter)
        .does(Command::Down);
    let before = reader.screen();
    let (id, ids) = (reader.id().to_owned(), reader.ids().len());
    reader.does(Command::NextReference);
    let pointing = reader.screen();
    reader.does(Command::Open);
    assert_ne!(reader.ids().len(), ids);
    assert!(!reader.app.filter.is_on());
    // The way back is told, also where the footer is short.
    reader.does(Event::Resize(80, 24));
    assert!(reader.screen().contains("Backspace back"));
    reader.does(Event::Resize(120, 50));
    // A second step, and both back.
    reader.does(Command::NextReference).does(Command::Open);
    reader.does(Command::Back).does(Command::Back);
    assert_eq!((reader.id(), reader.ids().len()), (&*id, ids));
    assert_eq!(reader.screen(), pointing);
    assert_ne!(reader.screen(), before);
    // There is no further way back.
    reader.does(Command::Back);
    assert_eq!((reader.id(), reader.ids().len()), (&*id, ids));
}

#[test]
fn a_missing_number_leads_to_what_the_document_says_of_it() {
    // The numbering goes from 103 to 109; the introduction and the explanatory note tell why.
    for size in [(120, 50), (80, 24), (50, 15)] {
        let mut reader = Reader::at(size.0, size.1);
        reader.filters("IV.105").does(Command::KeepFilter);
        for (steps, said) in [
            (1, "updated, deleted or italized"),
            (2, "references to complementary standards will be removed"),
            (3, "remained seized of its mandate"),
        ] {
            for _ in 0..steps {
                reader.does(Command::NextReference);
            }
            reader.does(Command::Open);
            assert_eq!(reader.app.outline.selected, Node::About);
            let screen = words_of(&reader.screen());
            let begins = said.split(' ').next().unwrap();
            assert!(screen.contains(begins), "{said} at {size:?} in {screen}");
            reader.does(Command::Back);
            assert_eq!(reader.id(), "IV.105");
            reader.app.pointed = None;
        }
    }
    // The footnote on 10 and 11.
    let mut reader = Reader::at(120, 50);
    reader.filters("I.11").does(Command::KeepFilter);
    assert!(
        reader
            .screen()
            .contains("→ About this text › Footnote, line 422")
    );
    reader.does(Command::NextReference).does(Command::Open);
    assert!(reader.screen().contains("omitted to include"));
}

#[test]
fn what_is_grouped_by_is_told_where_the_groups_are_not_seen() {
    for size in [(80, 24), (50, 15)] {
        let mut reader = Reader::at(size.0, size.1);
        reader.does(Command::GroupByAction);
        // To the group of what is urged.
        reader
            .does(Command::Down)
            .does(Command::Down)
            .does(Command::Open);
        let screen = reader.screen();
        let first = screen.lines().next().unwrap();
        assert!(first.contains("By action (derived) · I.6"), "{screen}");
        assert!(screen.contains(" urges "), "{screen}");
    }
}

#[test]
fn a_key_that_leads_nowhere_says_so() {
    let mut reader = Reader::at(80, 24);
    reader
        .filters("III.14")
        .does(Command::KeepFilter)
        .does(Command::NextReference);
    assert!(
        reader
            .screen()
            .contains("refers to nothing that this program knows")
    );
    reader.does(Command::Back);
    assert!(reader.screen().contains("There is no way back"));
}

/// The screen's words, one blank between two.
fn words_of(screen: &str) -> String {
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of the text pane that are underlined.
fn underlined(reader: &Reader) -> String {
    let (columns, rows) = reader.app.arrangement.size;
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal.draw(|frame| view(&reader.app, frame)).unwrap();
    let cells = terminal.backend().buffer().content();
    let letters = cells.iter().map(|cell| {
        let under = cell.modifier.contains(Modifier::UNDERLINED);
        if under { cell.symbol() } else { " " }
    });
    words_of(&letters.collect::<String>())
}

#[test]
fn references_are_underlined_in_every_view() {
    let mut reader = Reader::at(120, 50);
    reader.filters("I.6").does(Command::KeepFilter);
    let annotated = underlined(&reader);
    let adopted = underlined(reader.does(Command::SwitchView));
    let editors = underlined(reader.does(Command::SwitchView));
    assert!(annotated.contains("resolution 60/251"), "{annotated}");
    assert!(
        annotated.contains("Working Group of Experts"),
        "{annotated}"
    );
    // What only the update refers to is not there; all else is.
    assert!(!adopted.contains("60/251"), "{adopted}");
    assert!(adopted.contains("Working Group of Experts"), "{adopted}");
    // The change and the words around it.
    assert!(editors.contains("resolution 60/251"), "{editors}");
    assert!(!editors.contains("Working Group of Experts"), "{editors}");
}

#[test]
fn what_the_program_reads_in_a_text_is_set_apart() {
    let mut reader = Reader::at(120, 60);
    reader.filters("IV.103.g").does(Command::KeepFilter);
    let screen = reader.screen();
    for piece in [
        "What this program reads in it",
        "Action: calls upon, requests",
        "Addressee: OHCHR, States parties",
    ] {
        assert!(screen.contains(piece), "{piece} in {screen}");
    }
}

#[test]
fn the_chapeau_is_read_with_its_subparagraph() {
    let mut reader = Reader::at(120, 60);
    reader.filters("IV.109.p.iv").does(Command::KeepFilter);
    let screen = reader.screen();
    assert!(
        screen.contains("Following discussion and analysis"),
        "{screen}"
    );
    assert!(screen.contains("comprehensive, holistic"), "{screen}");
}

#[test]
fn the_mouse_selects_scrolls_and_drags() {
    let mut reader = Reader::at(120, 40);
    // The list begins at column 30; its first row is below the border, and each has two lines.
    reader.does(Mouse::Click(40, 6));
    assert_eq!(reader.id(), "I.3");
    reader.does(Mouse::Wheel(40, 5, true));
    assert_eq!(reader.app.listing.top, 3);
    reader.does(Mouse::Click(5, 2));
    assert_eq!(reader.app.outline.selected, Node::Session(0));
    let before = reader.app.arrangement.shares;
    reader
        .does(Mouse::Click(29, 10))
        .does(Mouse::Drag(45, 10))
        .does(Mouse::Release);
    assert!(reader.app.arrangement.shares.tree > before.tree);
    assert_eq!(
        reader.app.outline.selected,
        Node::Session(0),
        "a drag selects nothing"
    );
}

#[test]
fn panes_give_way_to_smaller_terminals() {
    let mut reader = Reader::at(100, 24);
    let borders = |screen: &str| screen.lines().next().unwrap().matches(['┌', '┏']).count();
    assert_eq!(borders(&reader.screen()), 3);
    reader.does(Event::Resize(99, 24));
    assert_eq!(
        reader
            .screen()
            .lines()
            .nth(1)
            .unwrap()
            .matches(['┌', '┏'])
            .count(),
        2
    );
    reader.does(Event::Resize(59, 24));
    let screen = reader.screen();
    assert!(
        screen
            .lines()
            .next()
            .unwrap()
            .contains("I.1 › First Session"),
        "{screen}"
    );
    for size in [(20, 5), (1, 1), (4, 2), (500, 200), (3, 100), (200, 1)] {
        reader.does(Event::Resize(size.0, size.1));
        let _ = reader.screen();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn typing_in_any_way_ends_like_typing_once(
        detours in prop::collection::vec("[a-e ]{0,3}", 1..6),
        last in "[a-eo]{0,4}",
    ) {
        let mut wandering = Reader::at(120, 40);
        wandering.does(Command::EditFilter);
        for detour in &detours {
            wandering.types(detour);
            for _ in 0..detour.chars().count() {
                wandering.does(Command::EraseBack);
            }
        }
        wandering.types(&last);
        let mut straight = Reader::at(120, 40);
        straight.filters(&last);
        prop_assert_eq!(wandering.ids(), straight.ids());
        prop_assert_eq!(wandering.id(), straight.id());
        prop_assert_eq!(wandering.screen(), straight.screen());
    }
}

#[test]
fn the_way_out_is_told_whole_beside_a_kept_filter() {
    let mut reader = Reader::at(50, 15);
    reader
        .filters("goodwil ambasadors")
        .does(Command::KeepFilter);
    let screen = reader.screen();
    assert!(screen.contains("? help  q quit"), "{screen}");
}

#[test]
fn a_bookmark_is_seen_and_saved_and_goes_again() {
    let mut reader = Reader::at(120, 40);
    reader.does(Command::Down).does(Command::Bookmark);
    assert_eq!(
        reader.kept,
        [Change::Bookmark {
            id: "I.2".into(),
            on: true
        }]
    );
    let screen = reader.screen();
    assert!(screen.contains("✓ I.2 bookmarked"), "{screen}");
    let mut rows = screen.lines().filter(|row| row.contains("┃ I.2 "));
    assert!(rows.any(|row| row.contains(" ★ ")), "{screen}");
    assert!(screen.contains("Yours: ★ bookmarked"), "{screen}");
    let screen = reader.does(Command::Bookmark).screen();
    assert!(screen.contains("✓ I.2 no longer bookmarked"), "{screen}");
    assert!(
        !screen.contains('★') && !screen.contains("Yours"),
        "{screen}"
    );
    assert!(reader.app.notebook.is_empty());
}

#[test]
fn marked_provisions_are_bookmarked_and_tagged_together() {
    let mut reader = Reader::at(120, 40);
    reader.does(Command::Bookmark);
    reader
        .does(Command::Mark)
        .does(Command::Mark)
        .does(Command::Down);
    // One of the two has a bookmark already: now both have.
    reader.does(Command::Bookmark);
    assert!(reader.screen().contains("✓ 2 provisions bookmarked"));
    reader.does(Command::Tag).types("#priority, geneva");
    assert!(reader.screen().contains("tag: #priority, geneva"));
    reader.does(Command::KeepTags);
    let tagged = |reader: &Reader| -> Vec<(String, Vec<String>)> {
        let entries = reader.app.notebook.entries();
        let tags = entries.map(|(id, entry)| {
            let tags = entry.tags.iter().map(ToString::to_string).collect();
            (id.to_owned(), tags)
        });
        tags.collect()
    };
    let both = vec!["geneva".to_owned(), "priority".to_owned()];
    let of = |tags: &Vec<String>| {
        vec![
            ("I.1".to_owned(), tags.clone()),
            ("I.2".to_owned(), tags.clone()),
        ]
    };
    assert_eq!(tagged(&reader), of(&both));
    // A tag that all have goes; Tab completes to a known one.
    reader
        .does(Command::Tag)
        .types("gen")
        .does(Command::CompleteTag);
    assert!(reader.screen().contains("tag: geneva"));
    reader.does(Command::KeepTags);
    assert_eq!(tagged(&reader), of(&vec!["priority".to_owned()]));
}

#[test]
fn leaving_the_tag_line_tags_nothing_and_keeps_the_marks() {
    let mut reader = Reader::at(120, 40);
    reader.does(Command::Mark).does(Command::Tag).types("x");
    reader.does(Command::Cancel);
    assert!(reader.kept.is_empty() && !reader.app.is_typing());
    assert_eq!(reader.app.marked.len(), 1);
}

#[test]
fn a_note_is_written_and_stands_apart_from_the_text() {
    let mut reader = Reader::at(120, 40);
    reader.writes = Some("Ask Geneva.".to_owned());
    reader.does(Command::EditNote);
    let screen = reader.screen();
    assert!(screen.contains("✓ Note on I.1 written"), "{screen}");
    let yours = screen.find("── Yours ──").expect("a part of its own");
    assert!(screen.rfind("Ask Geneva.").expect("the note") > yours);
    // What is copied is the document's.
    reader.does(Command::Copy);
    assert!(!reader.copied[0].contains("Geneva."));
    reader.writes = None;
    reader.does(Command::EditNote);
    assert!(reader.screen().contains("✓ Note on I.1 removed"));
    assert_eq!(reader.kept.len(), 2);
}

#[test]
fn a_note_that_was_found_stands_before_the_text() {
    let mut reader = Reader::at(120, 40);
    let kept = kept(Change::Note {
        id: "III.14".into(),
        before: None,
        after: Some("Ask the Kenyan delegation.".into()),
    });
    reader.does(kept);
    let places = |screen: &str| {
        let screen = words_of(screen);
        (
            screen.find("Kenyan"),
            screen.find("Status"),
            screen.find("Addressee"),
        )
    };
    reader.filters("kenyan");
    assert_eq!(reader.id(), "III.14");
    let (note, status, read_in_it) = places(&reader.screen());
    assert!(status < note && note < read_in_it);
    // Where the text was found, it comes first.
    reader.does(Command::Cancel).filters("malaria");
    assert_eq!(reader.id(), "III.14");
    let (note, _, read_in_it) = places(&reader.screen());
    assert!(read_in_it < note);
}

#[test]
fn the_last_row_says_what_was_read_for_what_was_typed() {
    let mut reader = Reader::at(50, 15);
    reader.filters("malraia").does(Command::KeepFilter);
    let screen = reader.screen();
    assert!(screen.contains("malraia → malaria"), "{screen}");
    let mut reader = Reader::at(12, 4);
    reader.filters("malraia").does(Command::KeepFilter);
    let screen = reader.screen();
    assert!(screen.contains("q quit"), "{screen}");
}

#[test]
fn what_other_windows_wrote_is_seen_and_a_filter_is_asked_again() {
    let mut reader = Reader::at(120, 40);
    let kept = kept(Change::Bookmark {
        id: "III.14".into(),
        on: true,
    });
    reader.filters("malaria");
    let before = reader.app.filter.findings.clone();
    reader.does(kept);
    assert!(reader.screen().contains('★'));
    assert!(reader.app.is_answered());
    assert!(!Arc::ptr_eq(
        &before.expect("an answer"),
        reader.app.filter.findings.as_ref().expect("an answer")
    ));
}

#[test]
fn where_nothing_can_be_kept_a_key_says_why() {
    let mut reader = Reader::at(120, 40);
    reader.app.notes_barred = Some("Name a file.".to_owned());
    for command in [Command::Bookmark, Command::Tag, Command::EditNote] {
        reader.does(command);
        assert!(reader.screen().contains("! Name a file."));
    }
    assert!(reader.kept.is_empty() && !reader.app.is_typing());
}

#[test]
fn a_reader_comes_back_to_where_they_left_unless_they_went_elsewhere() {
    let mut reader = Reader::at(120, 40);
    reader.does(Event::Return("IV.103.d".to_owned()));
    assert_eq!(reader.id(), "IV.103.d");
    reader.does(Event::Return("I.2".to_owned()));
    assert_eq!(reader.id(), "IV.103.d");
    let mut reader = Reader::at(120, 40);
    reader.does(Event::Return("IX.1".to_owned()));
    assert_eq!(reader.id(), "I.1");
}

#[test]
fn notes_on_numbers_that_are_gone_are_not_lost() {
    let mut reader = Reader::at(120, 60);
    let kept = kept(Change::Note {
        id: "IX.1".into(),
        before: None,
        after: Some("Moved?".into()),
    });
    reader.does(kept);
    reader.does(Command::PreviousPane).does(Command::Bottom);
    reader.does(Command::Open).does(Command::Bottom);
    let screen = reader.screen();
    assert!(
        screen.contains("IX.1") && screen.contains("Moved?"),
        "{screen}"
    );
}

#[test]
fn a_document_without_provisions_opens_where_there_is_something_to_read() {
    let text = "Minutes of a meeting.\n\nThe Chairperson opened it.\n";
    let read = crate::opened::read(text.as_bytes());
    let document = Arc::new(OpenDocument::new("minutes.txt", read).into());
    for size in [(120, 40), (80, 24), (50, 15)] {
        let mut reader = Reader::at(size.0, size.1);
        reader.app = App::new(Arc::clone(&document), size);
        let screen = words_of(&reader.screen());
        assert!(screen.contains("No numbered paragraph"), "{screen}");
        assert!(screen.contains("The Chairperson opened it."), "{screen}");
    }
}

#[test]
fn no_title_stands_over_the_groups_of_another() {
    let mut reader = Reader::at(120, 40);
    reader.does(Command::GroupByAddressee);
    assert!(reader.screen().contains("OHCHR"));
    reader.waits = true;
    reader.does(Command::GroupByAction);
    let screen = reader.screen();
    assert!(screen.contains("By action (derived)"), "{screen}");
    let tree: Vec<String> = screen
        .lines()
        .map(|row| row.chars().take(36).collect())
        .collect();
    assert!(!tree.iter().any(|row| row.contains("OHCHR")), "{screen}");
    assert!(screen.contains("grouping…"), "{screen}");
    reader.waits_for_a_job();
    assert!(reader.screen().contains("calls upon"));
    // What was made once is there at once.
    reader
        .does(Command::GroupByAddressee)
        .does(Command::GroupByAction);
    assert!(reader.waiting.is_empty());
    assert!(reader.screen().contains("calls upon"));
}

/// A document of this many sessions with a provision each.
fn sessions(count: usize) -> Arc<BrowsedDocument> {
    let records = (1..=count).map(|at| {
        format!(r#"{{"text":"Ratify.","session":"{at}","symbol":"A/{at}","headings":["H"]}}"#)
    });
    let records = records.collect::<Vec<_>>().join("\n");
    let read = crate::opened::read(records.as_bytes());
    Arc::new(OpenDocument::new("sessions", read).into())
}

#[test]
fn a_page_further_in_the_tree_passes_over_no_row_unseen() {
    for rows in [12, 13, 30] {
        let mut reader = Reader::at(140, rows);
        reader.app = App::new(sessions(100), (140, rows));
        reader.does(Command::PreviousPane);
        let mut seen: Vec<String> = Vec::new();
        let mut look = |reader: &Reader| {
            let screen = reader.screen();
            let first = |row: &str| row.chars().take(42).collect::<String>();
            seen.extend(screen.lines().map(first));
        };
        look(&reader);
        for _ in 0..100 {
            reader.does(Command::PageDown);
            look(&reader);
        }
        for session in 1..=100 {
            let words = format!("A/{session} ");
            assert!(seen.iter().any(|row| row.contains(&words)), "{session}");
        }
        // And back to the first row.
        for _ in 0..100 {
            reader.does(Command::PageUp);
        }
        assert_eq!(reader.app.outline.selected, Node::All);
    }
}

#[test]
fn a_page_further_in_the_list_passes_over_no_row_unseen() {
    // What has only some of the words is told in a line of its own above the rows.
    for (typed, rows) in [("", 24), ("racism zebra", 24), ("racism zebra", 3)] {
        let mut reader = Reader::at(120, rows);
        reader.filters(typed).does(Command::KeepFilter);
        let all = reader.ids().len();
        assert!(all > usize::from(rows), "{all}");
        let mut seen = vec![false; all];
        // From the last row that is seen.
        while reader.app.listing.top == 0 {
            reader.does(Command::Down);
        }
        reader.does(Command::Up);
        let top = reader.app.listing.top;
        seen[..top].fill(true);
        for _ in 0..all {
            let (top, height) = (reader.app.listing.top, reader.app.height(Pane::List));
            seen[top..(top + height).min(all)].fill(true);
            reader.does(Command::PageDown);
        }
        assert!(seen.iter().all(|&seen| seen), "{typed:?} at {rows}");
    }
}

#[test]
fn a_popup_opened_over_a_typed_line_leaves_it_as_it_was() {
    let mut reader = Reader::at(120, 40);
    reader.filters("malar").does(Command::Help);
    assert!(reader.screen().contains("┏ Help"));
    reader.presses(KeyCode::Esc).types("ia");
    assert!(reader.screen().contains("/malaria"));
}

/// What was filtered by is there again with the up arrow in an empty filter, also after another one.
#[test]
fn earlier_filters_come_back_in_an_empty_filter_line() {
    let mut reader = Reader::at(100, 30);
    for filter in ["malaria", "trade", "malaria", "racism"] {
        reader.types("/").types(filter).presses(KeyCode::Enter);
        reader.presses(KeyCode::Esc);
    }
    let typed = |reader: &Reader| reader.app.filter.input.value().to_owned();
    reader.types("/");
    for filter in ["racism", "malaria", "trade", "trade"] {
        reader.presses(KeyCode::Up);
        assert_eq!(typed(&reader), filter);
    }
    for filter in ["malaria", "racism", ""] {
        reader.presses(KeyCode::Down);
        assert_eq!(typed(&reader), filter);
    }
    // One that was changed is a filter like another: the arrows move in its hits.
    reader.presses(KeyCode::Up).presses(KeyCode::Backspace);
    reader.presses(KeyCode::Down);
    assert_eq!(typed(&reader), "racis");
}
