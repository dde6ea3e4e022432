//! Whatever is done in the browser, in whatever order and size, over whatever document: it does
//! not end, everything is drawn in its place, and what is selected is seen.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::{Arc, LazyLock};

use crate::opened::read;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;
use recs_tui::library::OpenDocument;
use recs_tui::model::Document;
use recs_tui::notes::Change;
use recs_tui::search::Cancel;
use recs_tui::tui::{
    App, BrowsedDocument, COMMANDS, Command, Component, Context, CopyFormat, Effect, Event, Job,
    Layout, Mouse, Node, Pane, Reloaded, ReloadedDocument, Task, update, view,
};

use super::{Draw, Property, text_reader};

/// A document, a window, and what is done.
#[derive(Debug)]
pub struct Session {
    pub document: String,
    /// Whether it is read while the browser is open already.
    pub late: bool,
    pub size: (u16, u16),
    pub steps: Vec<Step>,
}

/// One thing that happens.
#[derive(Clone, Debug)]
pub enum Step {
    /// A person does something, and whatever takes long is answered at once.
    Do(Event),
    /// A person does something, and what takes long is not answered yet.
    DoAhead(Event),
    /// What has been asked longest is answered; first of all, the document is there.
    Answer,
    /// Somebody takes so many lines from the beginning of the document and puts all but the first of them
    /// at its end.
    Edit(usize),
}

/// Texts that are as wide, long or odd as a document's can be.
const ODD: [&str; 8] = [
    "1. 日本語のとても長い段落はどこでも折り返すことができます。",
    "2. العربية للمجموعة العاملة [تحديث]",
    "3. e\u{301}\u{301}\u{301} \u{1b}[31m \u{202e} 👩‍👩‍👧 لالالالالا",
    "4. urges_the_General_Assembly_and_all_States_parties_without_a_blank_in_the_whole_text",
    "5. Requests OHCHR to report on paragraph 66 of the Durban Programme of Action and on article 4 of ICERD;",
    "A heading that is longer than any pane could ever be in a terminal of the usual eighty columns",
    r#"{"text":"Ratify.","id":"日本","country":"Tuvalu","headings":["A","日本語"]}"#,
    r#"{"text":"","status":"deleted","number":"999999999999"}"#,
];

impl Property for Session {
    const BYTES: usize = 160;

    fn drawn(draw: &mut Draw<'_>) -> Self {
        let (size, late) = (size(draw), draw.below(8) == 7);
        let mut document = String::new();
        while document.len() < 600 && draw.goes_on(6) {
            let line = match draw.below(4) {
                0 => draw.of(&ODD),
                _ => draw.of(&text_reader::PIECES),
            };
            document.push_str(line);
            document.push('\n');
        }
        let mut steps = Vec::new();
        while steps.len() < 40 && draw.goes_on(24) {
            steps.push(step(draw));
        }
        Self {
            document,
            late,
            size,
            steps,
        }
    }

    fn holds(&self) {
        let mut browser = Browser::open(self);
        browser.is_whole();
        for step in &self.steps {
            browser.takes(step.clone());
            browser.is_whole();
        }
        browser.steps_back_to_the_start();
    }
}

fn size(draw: &mut Draw<'_>) -> (u16, u16) {
    match draw.below(8) {
        0..=3 => (draw.below(70) as u16, draw.below(16) as u16),
        4 | 5 => (60 + draw.below(64) as u16, 5 + draw.below(20) as u16),
        6 => (80, 24),
        _ => (draw.below(256) as u16, draw.below(4) as u16),
    }
}

fn step(draw: &mut Draw<'_>) -> Step {
    match draw.below(9) {
        8 => Step::Edit(draw.below(12)),
        7 => Step::Answer,
        6 => Step::DoAhead(event(draw)),
        _ => Step::Do(event(draw)),
    }
}

static PLAIN: LazyLock<Vec<Event>> = LazyLock::new(|| {
    let commands = COMMANDS.iter().map(|row| row.command.into());
    let formats = CopyFormat::all().map(|format| Command::CopyAs(format).into());
    let told = [
        Event::Return("I.2".to_owned()),
        Mouse::Release.into(),
        Event::Copied(Ok("I.1 (text and citation) copied to the system clipboard (X11)".to_owned())),
        Event::Copied(Err("Nothing was copied: this terminal has no clipboard. Instead, write them to a file: recs-tui show ID... > quote.md".to_owned())),
    ];
    commands.chain(formats).chain(told).collect()
});

const TYPED: [&str; 16] = [
    "racism",
    "text",
    "(a)",
    "\"the",
    "-text",
    "to:OHCHR",
    "is:del",
    "1",
    "I.1",
    "日本",
    "zzzz",
    "session:1",
    "urges",
    "*",
    "العربية",
    "malraia",
];

fn event(draw: &mut Draw<'_>) -> Event {
    match draw.below(16) {
        0..=8 => draw.of(&PLAIN),
        9 => key(draw),
        10 => Event::Key(KeyEvent::from(KeyCode::Char(draw.character()))),
        11 => Event::Paste(draw.of(&TYPED).to_owned()),
        12 => {
            let (columns, rows) = size(draw);
            Event::Resize(columns, rows)
        }
        13 => Mouse::Click(draw.below(140) as u16, draw.below(30) as u16).into(),
        14 => Mouse::Drag(draw.below(140) as u16, draw.below(30) as u16).into(),
        _ => {
            let down = draw.below(2) == 0;
            Mouse::Wheel(draw.below(140) as u16, draw.below(30) as u16, down).into()
        }
    }
}

/// A key with a name, bound or not.
fn key(draw: &mut Draw<'_>) -> Event {
    let code = match draw.below(8) {
        0..=3 => KeyCode::Char(char::from(b'!' + draw.below(94) as u8)),
        4 => draw.of(&[KeyCode::Up, KeyCode::Down, KeyCode::Left, KeyCode::Right]),
        5 => draw.of(&[KeyCode::Enter, KeyCode::Esc, KeyCode::Tab, KeyCode::BackTab]),
        6 => draw.of(&[
            KeyCode::PageDown,
            KeyCode::PageUp,
            KeyCode::Home,
            KeyCode::End,
        ]),
        _ => draw.of(&[
            KeyCode::Backspace,
            KeyCode::Delete,
            KeyCode::F(1),
            KeyCode::Null,
        ]),
    };
    let held = [KeyModifiers::NONE, KeyModifiers::CONTROL, KeyModifiers::ALT];
    Event::Key(KeyEvent::new(code, draw.of(&held)))
}

/// The browser, with what is outside of it.
struct Browser {
    app: App,
    loading: Option<Arc<BrowsedDocument>>,
    /// Jobs that were started and have not answered yet.
    jobs: VecDeque<Job>,
    /// The lines of the document's file.
    lines: Vec<String>,
    terminal: Terminal<TestBackend>,
}

impl Browser {
    fn open(session: &Session) -> Self {
        let (columns, rows) = session.size;
        let browsed = |document| Arc::new(OpenDocument::new("a document", document).into());
        let document: Arc<BrowsedDocument> = browsed(read(session.document.as_bytes()));
        let first = match session.late {
            true => browsed(Document::default()),
            false => document.clone(),
        };
        let mut browser = Self {
            app: App::new(first, session.size),
            loading: None,
            jobs: VecDeque::new(),
            lines: session.document.lines().map(str::to_owned).collect(),
            terminal: Terminal::new(TestBackend::new(columns, rows)).unwrap(),
        };
        if session.late {
            browser.loading = Some(document);
            browser.does(Event::Reading(0, None));
        } else {
            let task = Task::Index;
            browser.jobs.push_back(Job { document, task });
            browser.answers_all();
        }
        browser
    }

    fn takes(&mut self, step: Step) {
        match step {
            Step::Do(event) => {
                self.does(event);
                self.answers_all();
            }
            Step::DoAhead(event) => self.does(event),
            Step::Answer => self.answers(),
            Step::Edit(lines) => self.edits(lines),
        }
    }

    fn edits(&mut self, lines: usize) {
        let lines = lines.min(self.lines.len());
        let taken: Vec<String> = self.lines.drain(..lines).collect();
        self.lines.extend(taken.into_iter().skip(1));
        let read = OpenDocument::new("a document", read(self.lines.join("\n").as_bytes()));
        let edited = ReloadedDocument::of(&self.app.browsed, read, &Cancel::default());
        self.does(Event::Reloaded(Reloaded {
            asked: lines == 0,
            outcome: Ok(edited.map(Arc::new)),
        }));
    }

    fn does(&mut self, event: Event) {
        if let Event::Resize(columns, rows) = event {
            self.terminal.backend_mut().resize(columns, rows);
        }
        for effect in update(&mut self.app, event) {
            match effect {
                Effect::Copy(_, what) => self.does(Event::Copied(Ok(what))),
                Effect::EditNote(at) => self.writes(at),
                Effect::Start(job) => self.jobs.push_back(job),
                Effect::WriteFile(..)
                | Effect::SaveNotes(_)
                | Effect::UseMouse(_)
                | Effect::AdoptNotes
                | Effect::StopReading
                | Effect::SaveFilter(_)
                | Effect::Redraw
                | Effect::Reload
                | Effect::Suspend
                | Effect::Quit => {}
            }
        }
    }

    /// What an editor would do: a note where there was none, and none where there was one.
    fn writes(&mut self, at: usize) {
        let id = self.app.document().provisions[at].id.clone();
        let before = (self.app.notes_on(&id)).and_then(|entry| entry.note.clone());
        let after = before.is_none().then(|| "A note\nof two lines.".into());
        let change = Change::Note { id, before, after };
        self.does(Event::NoteEdited(Ok(change)));
    }

    fn answers_all(&mut self) {
        while !self.jobs.is_empty() {
            self.answers();
        }
    }

    /// What the loop and its threads would do.
    fn answers(&mut self) {
        if let Some(document) = self.loading.take() {
            self.does(Event::Opened(document));
        } else if let Some(job) = self.jobs.pop_front() {
            let answers = RefCell::new(Vec::new());
            job.run(&Cancel::default(), &|answer| {
                answers.borrow_mut().push(Event::Answer(answer));
                true
            });
            for answer in answers.into_inner() {
                self.does(answer);
            }
        }
    }

    /// Everything that must hold between any two things that happen.
    fn is_whole(&mut self) {
        let app = &self.app;
        let layout = app.layout();
        rows_are_in_range(app);
        list_row_is_in_sight(app, &layout);
        tree_row_is_in_sight(app, &layout);
        // The frame itself: a backend for tests keeps under a wide character what was there before.
        let drawn = self.terminal.draw(|frame| view(app, frame));
        let drawn = drawn.unwrap().buffer;
        // What lies over the panes hides them: the help, the menu, a notice of several rows.
        let covers = |popup: &dyn Component<App>| {
            let lists = [Context::Palette, Context::HelpSearch];
            !popup.takes_text() || popup.contexts().iter().any(|it| lists.contains(it))
        };
        let covered = app.popups.iter().any(|popup| covers(&**popup));
        if !covered && app.notice.is_none() && app.reading.is_none() {
            borders_are_straight(&layout, drawn);
            selection_is_drawn(app, &layout, drawn);
            text_is_not_scrolled_away(app, &layout, drawn);
        }
    }

    /// Esc, again and again, ends where nothing is filtered, marked or in the way; and stays there.
    fn steps_back_to_the_start(&mut self) {
        self.answers();
        for _ in 0..5 {
            self.takes(Step::Do(Command::Cancel.into()));
            self.is_whole();
        }
        let app = &self.app;
        assert!(app.popups.is_empty() && !app.filter.is_on());
        assert!(app.marked.is_empty() && app.filter.findings.is_none());
        let (selected, listing) = (app.outline.selected, app.listing.clone());
        self.takes(Step::Do(Command::Cancel.into()));
        assert_eq!(self.app.outline.selected, selected);
        assert_eq!(self.app.listing, listing);
    }
}

fn rows_are_in_range(app: &App) {
    let provisions = app.document().provisions.len();
    let listing = &app.listing;
    assert!(listing.rows.is_empty() || listing.selected < listing.rows.len());
    assert!(listing.rows.iter().all(|&at| (at as usize) < provisions));
    assert!(app.marked.iter().all(|&at| (at as usize) < provisions));
    let selected = app.outline.selected;
    assert!(
        app.outline.rows.iter().any(|row| row.node == selected),
        "{selected:?} has no row"
    );
    if let Node::Group(at) = selected {
        assert!((at as usize) < app.group_sizes.len());
    }
    let input = &app.filter.input;
    assert!(input.cursor() <= input.value().chars().count());
}

fn list_row_is_in_sight(app: &App, layout: &Layout) {
    let listing = &app.listing;
    let height = app.height(Pane::List);
    assert!(listing.top <= listing.selected);
    if height > 0 && !layout.list.is_empty() {
        assert!(listing.selected < listing.top + height, "below the list");
        // No room is wasted at the end.
        assert!(listing.top + height <= listing.rows.len().max(height));
    }
}

fn tree_row_is_in_sight(app: &App, layout: &Layout) {
    let outline = &app.outline;
    let height = usize::from(layout.inside(Pane::Tree).height);
    if height == 0 {
        return;
    }
    let selected = outline.selected_row();
    assert!(outline.top <= selected);
    let through: usize = outline.rows[outline.top..=selected]
        .iter()
        .map(|row| usize::from(row.height()))
        .sum();
    let own = usize::from(outline.rows[selected].height());
    assert!(through <= height.max(own), "below the tree");
}

/// Nothing in a pane reaches over its borders.
fn borders_are_straight(layout: &Layout, drawn: &Buffer) {
    if !layout.bordered {
        return;
    }
    for pane in Pane::ALL.map(|pane| layout.pane(pane)) {
        if pane.is_empty() {
            continue;
        }
        let (left, right) = (pane.left(), pane.right() - 1);
        for row in pane.top() + 1..pane.bottom() - 1 {
            for column in [left, right] {
                let cell = &drawn[(column, row)];
                assert!(
                    ["│", "┃"].contains(&cell.symbol()),
                    "{:?} at {column}, {row}",
                    cell.symbol()
                );
            }
        }
        for (corner, signs) in [
            ((left, pane.top()), ["┌", "┏"]),
            ((right, pane.top()), ["┐", "┓"]),
            ((left, pane.bottom() - 1), ["└", "┗"]),
            ((right, pane.bottom() - 1), ["┘", "┛"]),
        ] {
            assert!(signs.contains(&drawn[corner].symbol()), "{corner:?}");
        }
    }
}

/// The selected row of the list looks selected, and is the only one.
fn selection_is_drawn(app: &App, layout: &Layout, drawn: &Buffer) {
    let (listing, inside) = (&app.listing, layout.inside(Pane::List));
    let shown = listing.top..=listing.selected;
    let divider = listing.partial_from.filter(|row| shown.contains(row));
    let divider = u16::from(divider.is_some());
    if listing.rows.is_empty() || inside.width == 0 || inside.height <= divider {
        return;
    }
    let lines = app.list_lines();
    let selected = inside.top() + divider + lines * (listing.selected - listing.top) as u16;
    let sign = match app.focus() == Pane::List || app.is_filtering() {
        true => Modifier::REVERSED,
        false => Modifier::UNDERLINED,
    };
    for row in inside.rows().map(|row| row.y) {
        // The first column holds a mark or a blank, and no word that looks like a match.
        let looks = drawn[(inside.left(), row)].modifier.contains(sign);
        let selected = (selected..selected + lines).contains(&row);
        assert_eq!(looks, selected, "row {row}");
    }
}

/// Some line of the text is seen, however far it was scrolled.
fn text_is_not_scrolled_away(app: &App, layout: &Layout, drawn: &Buffer) {
    let inside = layout.inside(Pane::Detail);
    // A gap between two parts can fill a lower pane.
    if app.detail_top == 0 || inside.is_empty() || inside.height < 3 {
        return;
    }
    let seen = inside
        .positions()
        .any(|position| drawn[position].symbol().trim() != "");
    assert!(seen, "scrolled past the end, to line {}", app.detail_top);
}
