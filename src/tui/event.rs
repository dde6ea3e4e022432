//! The loop: waits for the world, asks `update`, carries out effects, draws.
//!
//! Everything that happens arrives on one channel: the terminal's events from one thread, answers
//! and news of loading from others. The loop sleeps in between, so idle means idle; it takes all
//! that has arrived before it draws, so a burst of keys costs one frame.

use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};
use tui_input::InputRequest;

use super::app::{App, Document, Notice, Overlay, Pane};
use super::editor::write_note;
use super::finder::Finder;
use super::keyboard::Keyboard;
use super::keymap::{Context, action_for};
use super::screen::{Screen, Told};
use super::signal::{self, Signal};
use super::{Action, Cut, Effect, Groups, Theme, draw, update};
use crate::clipboard::Clipboard;
use crate::notebook::{Change, Failure, Keeper, NotesFile, Page, Place, Unsaved};
use crate::quote::{View, word};

/// What the browser is opened with.
pub struct Browsing {
    /// The document; only its name, where it is still to be read.
    pub document: Document,
    /// Reads the document, where that takes long.
    pub reading: Option<Reading>,
    /// Where what the reader adds to it is kept.
    pub keeping: Keeping,
}

/// Where what a reader adds to a document is kept.
#[derive(Debug)]
pub struct Keeping {
    /// The file of the notes; or why there is none and what to do, in words.
    pub notes: Result<NotesFile, String>,
    /// The file that remembers where the reader was, where there is one.
    pub place: Option<PathBuf>,
}

/// Reads a document on a thread of its own. It is given a way to tell how far it is (bytes read,
/// bytes in all where that is known), and says in words why it could not.
pub type Reading = Box<dyn FnOnce(&dyn Fn(u64, Option<u64>)) -> Result<Document, String> + Send>;

/// Something that arrived.
enum News {
    Terminal(Event),
    Did(Action),
    Signal(Signal),
    /// Deeds of the reader were saved, or not.
    Saved(Result<Page, Failure>),
    Screen(Told),
    /// The document could not be read, or the keys cannot be.
    Over(io::Error),
}

/// How long a frame waits for the answer to the key that caused it. A quick answer is then on the
/// screen at once, and a slow one does not hold up what was typed.
const PATIENCE: Duration = Duration::from_millis(12);

/// Why the browser ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The reader left.
    Left,
    /// A signal of this number asked for it, or would have: a terminal that is gone counts as a
    /// hang-up.
    Signal(i32),
    /// A thread panicked. What it had to say has been said.
    Panicked,
}

/// What is left when the browser has ended.
#[derive(Debug)]
pub struct Ended {
    /// Why it ended; an error where the terminal could not be used or went away, or the document
    /// could not be read.
    pub end: io::Result<End>,
    /// What the reader added and could not be saved.
    pub unsaved: Option<Unsaved>,
}

/// How long the end waits for what is still being saved.
const LAST_SAVE: Duration = Duration::from_secs(3);

/// Runs the browser until the reader leaves. The terminal is as it was when this returns.
pub fn browse(browsing: Browsing, clipboard: Clipboard) -> Ended {
    let mut keeper = None;
    let end = browse_keeping(browsing, clipboard, &mut keeper);
    let saved = keeper.map(|keeper: Keeper| keeper.close(LAST_SAVE));
    Ended {
        end,
        unsaved: saved.and_then(Result::err),
    }
}

fn browse_keeping(
    browsing: Browsing,
    clipboard: Clipboard,
    keeper: &mut Option<Keeper>,
) -> io::Result<End> {
    let (news, arriving) = channel();
    // First of all: from the moment at which there is something to give back.
    let signals = news.clone();
    let away = Arc::new(AtomicBool::new(false));
    let elsewhere = away.clone();
    signal::listen(move |signal| {
        // What is typed while an editor has the terminal is meant for the editor.
        let for_editor = elsewhere.load(Ordering::Relaxed) && signal.is_typed();
        for_editor || signals.send(News::Signal(signal)).is_ok()
    })?;
    let told = news.clone();
    let mut screen = Screen::take(move |what| {
        // Nobody listens any more where the reader has left.
        let _ = told.send(News::Screen(what));
    })?;
    let size = screen.size()?;
    let document = Arc::new(browsing.document);
    let mut app = App::new(document, (size.width, size.height));
    if browsing.reading.is_some() {
        app.loading = Some((0, None));
    }
    let Keeping { notes, place } = browsing.keeping;
    open_notes(&mut app, &notes);
    let mut returning = place.as_deref().and_then(Place::read);
    if browsing.reading.is_none()
        && let Some(place) = returning.take()
    {
        let _ = update(&mut app, Action::Return(place.selected.into()));
    }
    let theme = Theme::from_env();
    screen.draw(|frame| draw(&app, theme, frame))?;
    // Only now: what takes a core must not keep a person waiting for the first screen.
    let finder = match browsing.reading {
        None => start_finder(&app, &news),
        Some(reading) => {
            read_aside(reading, news.clone());
            None
        }
    };
    let keys = news.clone();
    let keyboard = Keyboard::listen(move |said| {
        let said = said.map_or_else(News::Over, News::Terminal);
        keys.send(said).is_ok()
    });
    let mut browser = Browser {
        app,
        theme,
        screen,
        keyboard,
        away,
        finder,
        clipboard,
        notes: notes.ok(),
        keeper,
        returning,
        news,
    };
    let end = browser.run(&arriving);
    if let (Some(path), Some(provision)) = (place, browser.app.selected()) {
        let selected = provision.id.clone();
        // Not worth a word: the reader is leaving, and has lost a place and nothing else.
        let _ = Place { selected }.save(&path);
    }
    end
}

/// What the reader added at other times; or why nothing can be added.
fn open_notes(app: &mut App, notes: &Result<NotesFile, String>) {
    match notes.as_ref().map(NotesFile::read) {
        Ok(Ok(page)) => {
            app.own.notebook = Arc::new(page.notebook);
            if !page.remarks.is_empty() {
                app.notice = Some(Notice::Failed(page.remarks.join(" ")));
            }
        }
        Ok(Err(failure)) => {
            app.own.barred = Some(failure.to_string());
            app.notice = Some(Notice::Failed(failure.to_string()));
        }
        Err(why) => app.own.barred = Some(why.clone()),
    }
}

fn start_finder(app: &App, news: &Sender<News>) -> Option<Finder> {
    let news = news.clone();
    let tell = move |action| news.send(News::Did(action)).is_ok();
    Some(Finder::start(app.document.clone(), tell))
}

fn read_aside(reading: Reading, news: Sender<News>) {
    thread::spawn(move || {
        let tell = |read, all| {
            // Nobody listens any more where the reader has left.
            let _ = news.send(News::Did(Action::Loading(read, all)));
        };
        let done = match reading(&tell) {
            Ok(document) => News::Did(Action::Loaded(Arc::new(document))),
            Err(why) => News::Over(io::Error::other(why)),
        };
        let _ = news.send(done);
    });
}

struct Browser<'k> {
    app: App,
    theme: Theme,
    screen: Screen,
    keyboard: Keyboard,
    /// Whether an editor has the terminal.
    away: Arc<AtomicBool>,
    finder: Option<Finder>,
    clipboard: Clipboard,
    notes: Option<NotesFile>,
    /// Saves the reader's deeds; started by the first.
    keeper: &'k mut Option<Keeper>,
    /// Where the reader left off, until the document is there.
    returning: Option<Place>,
    news: Sender<News>,
}

/// Whether to go on.
enum Flow {
    On,
    Leave(End),
}

impl Browser<'_> {
    fn run(&mut self, arriving: &Receiver<News>) -> io::Result<End> {
        let mut stale = false;
        loop {
            let Ok(first) = arriving.recv() else {
                return Ok(End::Left);
            };
            let mut next = Some(first);
            let mut deadline = None;
            while let Some(news) = next.take() {
                let (flow, changed) = self.take(news)?;
                if let Flow::Leave(end) = flow {
                    return Ok(end);
                }
                stale |= changed;
                next = arriving.try_recv().ok();
                if next.is_none() && self.awaits_an_answer() {
                    let until = *deadline.get_or_insert_with(|| Instant::now() + PATIENCE);
                    let left = until.saturating_duration_since(Instant::now());
                    next = arriving.recv_timeout(left).ok();
                }
            }
            // A slow terminal gets the newest frame once it has taken the one before.
            if stale && self.screen.is_free() {
                let (app, theme) = (&self.app, self.theme);
                self.screen.draw(|frame| draw(app, theme, frame))?;
                stale = false;
            }
        }
    }

    fn awaits_an_answer(&self) -> bool {
        self.app.indexed > 0 && !self.app.is_answered()
    }

    /// Takes one piece of news; says whether to go on, and whether the screen is out of date.
    fn take(&mut self, news: News) -> io::Result<(Flow, bool)> {
        let action = match news {
            News::Over(error) => return Err(error),
            News::Did(action) => Some(action),
            News::Signal(Signal::End(number)) => {
                return Ok((Flow::Leave(End::Signal(number)), false));
            }
            News::Signal(Signal::Continued) => {
                self.screen.retake()?;
                Some(self.resize()?)
            }
            News::Screen(Told::Taken) => {
                self.screen.taken();
                None
            }
            News::Screen(Told::Gone) => {
                return Ok((Flow::Leave(End::Signal(signal::HANG_UP)), false));
            }
            News::Screen(Told::Panicked) => return Ok((Flow::Leave(End::Panicked), false)),
            News::Terminal(event) => action_of(&self.app, event),
            News::Saved(saved) => self.saved(saved),
        };
        let Some(action) = action else {
            return Ok((Flow::On, false));
        };
        let loaded = matches!(action, Action::Loaded(_));
        let mut effect = update(&mut self.app, action);
        if loaded {
            self.finder = start_finder(&self.app, &self.news);
            if let Some(place) = self.returning.take() {
                effect = update(&mut self.app, Action::Return(place.selected.into()));
            }
        }
        while let Some(due) = effect.take() {
            match due {
                Effect::Quit => return Ok((Flow::Leave(End::Left), false)),
                Effect::Redraw => self.screen.forget()?,
                Effect::Group(cut) => self.group(cut),
                Effect::WriteWord(positions, view, name) => {
                    let written = write_word(&self.app, &positions, view, &name);
                    effect = update(&mut self.app, Action::Copied(written));
                }
                Effect::Suspend => {
                    self.screen.lend();
                    signal::stop()?;
                    // At once, not when the news of going on arrives: where there is no shell to go
                    // back to nothing was stopped, and there is no such news.
                    self.screen.retake()?;
                    let resize = self.resize()?;
                    effect = update(&mut self.app, resize);
                }
                Effect::Keep(changes) => {
                    self.keep(changes);
                    effect = update(&mut self.app, Action::Keeping);
                }
                Effect::Write(position) => {
                    let wrote = self.write(position)?;
                    effect = update(&mut self.app, Action::Wrote(wrote));
                }
                Effect::Find(typed) => {
                    if let Some(finder) = &self.finder {
                        finder.ask(typed, self.app.own.notebook.clone());
                    }
                }
                Effect::Copy(text, what) => {
                    let copied = self.copy(&text, &what);
                    effect = update(&mut self.app, Action::Copied(copied));
                }
            }
        }
        Ok((Flow::On, true))
    }

    /// Cuts the document on a thread of its own: that reads every word of it.
    fn group(&self, cut: Cut) {
        let (document, news) = (self.app.document.clone(), self.news.clone());
        thread::spawn(move || {
            let groups = Groups::by(cut, &document.compilation);
            // Nobody listens any more where the reader has left.
            let _ = news.send(News::Did(Action::Grouped(Arc::new(groups))));
        });
    }

    /// Has deeds of the reader saved, by a thread that waits for the disk.
    fn keep(&mut self, changes: Vec<Change>) {
        let Some(file) = &self.notes else { return };
        let keeper = self.keeper.get_or_insert_with(|| {
            let news = self.news.clone();
            Keeper::start(file.clone(), move |saved| {
                // Nobody listens any more where the reader has left.
                let _ = news.send(News::Saved(saved));
            })
        });
        for change in changes {
            keeper.keep(change);
        }
    }

    /// What follows from a save. What the file held before the newest deed is not shown: it would
    /// undo that deed for a moment.
    fn saved(&self, saved: Result<Page, Failure>) -> Option<Action> {
        match saved {
            Ok(page)
                if self
                    .keeper
                    .as_ref()
                    .is_none_or(|keeper| keeper.pending() == 0) =>
            {
                Some(Action::Kept(Arc::new(page.notebook)))
            }
            Ok(_) => None,
            Err(failure) => Some(Action::NotKept(failure.to_string())),
        }
    }

    /// Gives the terminal to the reader's editor, with the note on a provision.
    fn write(&mut self, position: usize) -> io::Result<Result<Change, String>> {
        let compilation = self.app.compilation();
        let id = &compilation.provisions[position].id;
        let before = (self.app.own.of(id)).and_then(|entry| entry.note.as_deref());
        let Ok(left) = self.keyboard.leave() else {
            return Ok(Err(
                "The keyboard could not be left to an editor.".to_owned()
            ));
        };
        self.away.store(true, Ordering::Relaxed);
        self.screen.lend();
        let wrote = write_note(compilation, position, before);
        self.screen.retake()?;
        self.away.store(false, Ordering::Relaxed);
        drop(left);
        let resize = self.resize()?;
        let _ = update(&mut self.app, resize);
        Ok(wrote)
    }

    /// The size that the terminal has now, as something that happened.
    fn resize(&self) -> io::Result<Action> {
        let size = self.screen.size()?;
        Ok(Action::Resize(size.width, size.height))
    }

    fn copy(&mut self, text: &str, what: &str) -> Result<String, String> {
        let mut sequence = Vec::new();
        let copied = self.clipboard.copy(text, &mut sequence);
        self.screen.send(sequence);
        match copied {
            Ok(report) => Ok(format!("{what} {report}")),
            Err(failure) => Err(failure.to_string()),
        }
    }
}

/// Writes a Word document into the current folder, beside whatever has that name already.
fn write_word(app: &App, positions: &[usize], view: View, name: &str) -> Result<String, String> {
    let failed = |error: io::Error| {
        format!("Nothing was written: {error}. Start recs-tui in a folder that you may write to.")
    };
    let bytes = word(app.compilation(), &app.own.notebook, positions, view).map_err(failed)?;
    // An id may hold anything; a file name may not.
    let safe: String = name
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || ".-".contains(c) {
                c
            } else {
                '-'
            }
        })
        .collect();
    for attempt in 1..1_000 {
        let again = if attempt == 1 {
            String::new()
        } else {
            format!("-{attempt}")
        };
        let path = format!("recs-{safe}{again}.docx");
        match File::create_new(&path) {
            Ok(mut file) => {
                if let Err(error) = file.write_all(&bytes) {
                    // Half a document is none, and would stand in the way of the next.
                    let _ = std::fs::remove_file(&path);
                    return Err(failed(error));
                }
                return Ok(format!("{name} written to {path}"));
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(failed(error)),
        }
    }
    Err("Nothing was written: this folder is full of documents of that name.".to_owned())
}

/// What an event of the terminal means here; nothing for most movements of the mouse.
fn action_of(app: &App, event: Event) -> Option<Action> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => key_action(app, key),
        Event::Paste(text) if app.overlay.is_none() => Some(Action::Paste(text)),
        Event::Resize(columns, rows) => Some(Action::Resize(columns, rows)),
        Event::Mouse(mouse) => {
            let (column, row) = (mouse.column, mouse.row);
            match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Some(Action::Click(column, row)),
                MouseEventKind::Drag(MouseButton::Left) => Some(Action::Drag(column, row)),
                MouseEventKind::Up(MouseButton::Left) => Some(Action::Release),
                MouseEventKind::ScrollDown => Some(Action::Wheel(column, row, true)),
                MouseEventKind::ScrollUp => Some(Action::Wheel(column, row, false)),
                _ => None,
            }
        }
        _ => None,
    }
}

fn key_action(app: &App, key: KeyEvent) -> Option<Action> {
    let contexts: &[Context] = match (app.overlay, app.filter.editing, app.focus) {
        (Some(Overlay::Help(_)), ..) => &[Context::Help],
        (Some(Overlay::Forms(_)), ..) => &[Context::Forms],
        (None, ..) if app.own.tagging.is_some() => &[Context::Tags, Context::Typing],
        (None, true, _) => &[Context::Filter, Context::Typing],
        (None, false, Pane::Tree) => &[Context::Tree, Context::Panes],
        (None, false, _) => &[Context::Panes],
    };
    let everywhere = || {
        // Whatever lies over the panes, the terminal's own keys stay what they are.
        let action = action_for(key, &[Context::Panes])?;
        matches!(action, Action::Suspend | Action::Redraw).then_some(action)
    };
    action_for(key, contexts)
        .or_else(everywhere)
        .or_else(|| typed(app, key))
}

/// A letter, while something is being typed.
fn typed(app: &App, key: KeyEvent) -> Option<Action> {
    let plain = !key
        .modifiers
        .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    match key.code {
        KeyCode::Char(letter) if plain && app.is_typing() && app.overlay.is_none() => {
            Some(Action::Edit(InputRequest::InsertChar(letter)))
        }
        _ => None,
    }
}
