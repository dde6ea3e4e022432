//! Whatever is done in the browser, in whatever order and size, over whatever document: it does
//! not end, everything is drawn in its place, and what is selected is seen.

use std::collections::VecDeque;
use std::sync::{Arc, LazyLock};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;
use recs_tui::export::menu_formats;
use recs_tui::input::read;
use recs_tui::language::references::Links;
use recs_tui::notes::Change;
use recs_tui::search::{Cancel, Index, UserNotes};
use recs_tui::tui::{
    Action, App, Cut, Effect, Findings, Groups, Layout, Node, OpenDocument, Overlay, Pane, Theme,
    draw, update,
};
use tui_input::InputRequest;

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
    Do(Action),
    /// A person does something, and what takes long is not answered yet.
    DoAhead(Action),
    /// What has been asked longest is answered; first of all, the document is there.
    Answer,
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
    match draw.below(8) {
        7 => Step::Answer,
        6 => Step::DoAhead(action(draw)),
        _ => Step::Do(action(draw)),
    }
}

static PLAIN: LazyLock<Vec<Action>> = LazyLock::new(|| {
    use Action as A;
    let mut plain = vec![
        A::Down, A::Up, A::HalfPageDown, A::HalfPageUp, A::PageDown, A::PageUp, A::Top, A::Bottom,
        A::Out, A::In, A::Open, A::Fold, A::FoldAll, A::NextHeading, A::PreviousHeading,
        A::NextPane, A::PreviousPane, A::EditFilter, A::KeepFilter, A::Cancel, A::NextHit,
        A::PreviousHit, A::SwitchOrder, A::Yank, A::ChooseForm, A::YankChosen, A::Mark,
        A::UnmarkAll, A::SwitchView, A::Zoom, A::Widen, A::Narrow, A::Help, A::Close, A::Redraw,
        A::Suspend, A::Bookmark, A::Tag, A::CompleteTag, A::KeepTags, A::Write,
        A::Return("I.2".to_owned()), A::NextReference, A::PreviousReference, A::Back, A::Release, A::Quit,
        A::Cut(Cut::Session), A::Cut(Cut::Addressee), A::Cut(Cut::Action), A::Cut(Cut::Reference),
        A::Cut(Cut::Status), A::Edit(InputRequest::DeletePrevChar),
        A::Edit(InputRequest::DeleteNextChar), A::Edit(InputRequest::DeletePrevWord),
        A::Edit(InputRequest::DeleteLine), A::Edit(InputRequest::DeleteTillEnd),
        A::Edit(InputRequest::GoToPrevChar), A::Edit(InputRequest::GoToNextChar),
        A::Edit(InputRequest::GoToPrevWord), A::Edit(InputRequest::GoToNextWord),
        A::Edit(InputRequest::GoToStart), A::Edit(InputRequest::GoToEnd),
        A::Copied(Ok("I.1 (text and citation) copied to the system clipboard (X11)".to_owned())),
        A::Copied(Err("Nothing was copied: this terminal has no clipboard. Instead, write them to a file: recs-tui show ID... > quote.md".to_owned())),
    ];
    plain.extend(menu_formats().map(A::YankAs));
    plain
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

fn action(draw: &mut Draw<'_>) -> Action {
    match draw.below(16) {
        0..=8 => draw.of(&PLAIN),
        9 | 10 => Action::Edit(InputRequest::InsertChar(draw.character())),
        11 => Action::Paste(draw.of(&TYPED).to_owned()),
        12 => {
            let (columns, rows) = size(draw);
            Action::Resize(columns, rows)
        }
        13 => Action::Click(draw.below(140) as u16, draw.below(30) as u16),
        14 => Action::Drag(draw.below(140) as u16, draw.below(30) as u16),
        _ => {
            let down = draw.below(2) == 0;
            Action::Wheel(draw.below(140) as u16, draw.below(30) as u16, down)
        }
    }
}

/// The browser, with what is outside of it.
struct Browser {
    app: App,
    index: Index,
    loading: Option<Arc<OpenDocument>>,
    asked: VecDeque<Effect>,
    terminal: Terminal<TestBackend>,
}

impl Browser {
    fn open(session: &Session) -> Self {
        let (columns, rows) = session.size;
        let compilation = read(session.document.as_bytes());
        let index = Index::build(&compilation);
        let document = Arc::new(OpenDocument::new("a document", compilation));
        let mut browser = Self {
            app: App::new(document.clone(), session.size),
            index,
            loading: None,
            asked: VecDeque::new(),
            terminal: Terminal::new(TestBackend::new(columns, rows)).unwrap(),
        };
        if session.late {
            browser.app = App::new(Arc::default(), session.size);
            browser.loading = Some(document);
            browser.does(Action::Loading(0, None));
        } else {
            browser.links();
        }
        browser
    }

    fn links(&mut self) {
        let links = Links::of(&self.app.document.compilation);
        self.does(Action::Linked(Arc::new(links)));
    }

    fn takes(&mut self, step: Step) {
        match step {
            Step::Do(action) => {
                self.does(action);
                while !self.asked.is_empty() {
                    self.answers();
                }
            }
            Step::DoAhead(action) => self.does(action),
            Step::Answer => self.answers(),
        }
    }

    fn does(&mut self, action: Action) {
        if let Action::Resize(columns, rows) = action {
            self.terminal.backend_mut().resize(columns, rows);
        }
        match update(&mut self.app, action) {
            Some(Effect::Copy(_, what)) => self.does(Action::Copied(Ok(what))),
            Some(Effect::Keep(_)) => self.does(Action::Keeping),
            Some(Effect::Write(at)) => self.writes(at),
            effect => self.asked.extend(effect),
        }
    }

    /// What an editor would do: a note where there was none, and none where there was one.
    fn writes(&mut self, at: usize) {
        let id = self.app.compilation().provisions[at].id.clone();
        let before = (self.app.own.of(&id)).and_then(|entry| entry.note.clone());
        let after = before.is_none().then(|| "A note\nof two lines.".into());
        let change = Change::Note { id, before, after };
        self.does(Action::Wrote(Ok(change)));
    }

    /// What the loop and its threads would do.
    fn answers(&mut self) {
        if let Some(document) = self.loading.take() {
            self.does(Action::Loaded(document));
            self.does(Action::Indexed(self.index.covers()));
            self.links();
            return;
        }
        match self.asked.pop_front() {
            Some(Effect::Find(typed)) => {
                let findings = Findings::of(
                    &self.app.document,
                    &self.index,
                    typed,
                    &UserNotes::of(self.app.compilation(), &self.app.own.notebook),
                    &Cancel::new(),
                );
                self.does(Action::Found(Arc::new(findings.unwrap())));
            }
            Some(Effect::Group(cut)) => {
                let groups = Groups::by(cut, &self.app.document.compilation);
                self.does(Action::Grouped(Arc::new(groups)));
            }
            _ => {}
        }
    }

    /// Everything that must hold between any two things that happen.
    fn is_whole(&mut self) {
        let app = &self.app;
        let layout = Layout::of(app);
        rows_are_in_range(app);
        list_row_is_in_sight(app, &layout);
        tree_row_is_in_sight(app, &layout);
        // The frame itself: a backend for tests keeps under a wide character what was there before.
        let drawn = self
            .terminal
            .draw(|frame| draw(app, Theme::new(true), frame));
        let drawn = drawn.unwrap().buffer;
        // What lies over the panes hides them: the help, the menu, a notice of several rows.
        if app.overlay.is_none() && app.notice.is_none() && app.loading.is_none() {
            borders_are_straight(&layout, drawn);
            selection_is_drawn(app, &layout, drawn);
            text_is_not_scrolled_away(app, &layout, drawn);
        }
    }

    /// Esc, again and again, ends where nothing is filtered, marked or in the way; and stays there.
    fn steps_back_to_the_start(&mut self) {
        self.answers();
        for _ in 0..5 {
            self.takes(Step::Do(Action::Cancel));
            self.is_whole();
        }
        let app = &self.app;
        assert!(app.overlay.is_none() && !app.is_typing() && !app.filter.is_on());
        assert!(app.marked.is_empty() && app.filter.findings.is_none());
        let (selected, listing) = (app.outline.selected, app.listing.clone());
        self.takes(Step::Do(Action::Cancel));
        assert_eq!(self.app.outline.selected, selected);
        assert_eq!(self.app.listing, listing);
    }
}

fn rows_are_in_range(app: &App) {
    let provisions = app.compilation().provisions.len();
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
    if let Some(Overlay::Forms(at)) = app.overlay {
        assert!(at < menu_formats().count());
    }
}

fn list_row_is_in_sight(app: &App, layout: &Layout) {
    let listing = &app.listing;
    let height = usize::from(layout.inside(Pane::List).height);
    let height = height.saturating_sub(usize::from(listing.partial));
    assert!(listing.top <= listing.selected);
    if height > 0 {
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
    let header = u16::from(listing.partial);
    if listing.rows.is_empty() || inside.width == 0 || inside.height <= header {
        return;
    }
    let selected = inside.top() + header + (listing.selected - listing.top) as u16;
    let sign = match app.focus == Pane::List || app.filter.editing {
        true => Modifier::REVERSED,
        false => Modifier::UNDERLINED,
    };
    for row in inside.top() + header..inside.bottom() {
        // The first column holds a mark or a blank, and no word that looks like a match.
        let looks = drawn[(inside.left(), row)].modifier.contains(sign);
        assert_eq!(looks, row == selected, "row {row} of {selected}");
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
