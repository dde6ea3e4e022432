//! The loop: waits for the world, asks `update`, carries out effects, draws.
//!
//! Everything that happens arrives on one channel: the terminal's events from one thread, answers
//! and news of loading from others. The loop sleeps in between, so idle means idle; it takes all
//! that has arrived before it draws, so a burst of keys costs one frame.

use std::fs::File;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};
use tui_input::InputRequest;

use super::app::{App, Document, Overlay, Pane};
use super::finder::Finder;
use super::keymap::{Context, action_for};
use super::screen::{Screen, Told};
use super::signal::{self, Signal};
use super::{Action, Cut, Effect, Groups, Theme, draw, update};
use crate::clipboard::Clipboard;
use crate::model::Compilation;
use crate::quote::{View, word};

/// What the browser is opened with.
pub struct Browsing {
    /// The document; only its name, where it is still to be read.
    pub document: Document,
    /// Reads the document, where that takes long.
    pub reading: Option<Reading>,
}

/// Reads a document on a thread of its own. It is given a way to tell how far it is (bytes read,
/// bytes in all where that is known), and says in words why it could not.
pub type Reading = Box<dyn FnOnce(&dyn Fn(u64, Option<u64>)) -> Result<Document, String> + Send>;

/// Something that arrived.
enum News {
    Terminal(Event),
    Did(Action),
    Signal(Signal),
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

/// Runs the browser until the reader leaves.
///
/// # Errors
/// Where the terminal cannot be used or goes away, or the document could not be read. The
/// terminal is as it was by then.
pub fn browse(browsing: Browsing, clipboard: Clipboard) -> io::Result<End> {
    let (news, arriving) = channel();
    // First of all: from the moment at which there is something to give back.
    let signals = news.clone();
    signal::listen(move |signal| signals.send(News::Signal(signal)).is_ok())?;
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
    thread::spawn(move || listen(&keys));
    let mut browser = Browser {
        app,
        theme,
        screen,
        finder,
        clipboard,
        news,
    };
    browser.run(&arriving)
}

fn start_finder(app: &App, news: &Sender<News>) -> Option<Finder> {
    let news = news.clone();
    let tell = move |action| news.send(News::Did(action)).is_ok();
    Some(Finder::start(app.document.clone(), tell))
}

/// Passes on what the terminal says, for as long as somebody listens.
fn listen(news: &Sender<News>) {
    loop {
        let (said, last) = match event::read() {
            Ok(event) => (News::Terminal(event), false),
            Err(error) => (News::Over(error), true),
        };
        if news.send(said).is_err() || last {
            return;
        }
    }
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

struct Browser {
    app: App,
    theme: Theme,
    screen: Screen,
    finder: Option<Finder>,
    clipboard: Clipboard,
    news: Sender<News>,
}

/// Whether to go on.
enum Flow {
    On,
    Leave(End),
}

impl Browser {
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
        };
        let Some(action) = action else {
            return Ok((Flow::On, false));
        };
        let loaded = matches!(action, Action::Loaded(_));
        let mut effect = update(&mut self.app, action);
        if loaded {
            self.finder = start_finder(&self.app, &self.news);
        }
        while let Some(due) = effect.take() {
            match due {
                Effect::Quit => return Ok((Flow::Leave(End::Left), false)),
                Effect::Redraw => self.screen.forget()?,
                Effect::Group(cut) => self.group(cut),
                Effect::WriteWord(positions, view, name) => {
                    let written = write_word(self.app.compilation(), &positions, view, &name);
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
                Effect::Find(typed) => {
                    if let Some(finder) = &self.finder {
                        finder.ask(typed);
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
fn write_word(
    compilation: &Compilation,
    positions: &[usize],
    view: View,
    name: &str,
) -> Result<String, String> {
    let failed = |error: io::Error| {
        format!("Nothing was written: {error}. Start recs-tui in a folder that you may write to.")
    };
    let bytes = word(compilation, positions, view).map_err(failed)?;
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
                file.write_all(&bytes).map_err(failed)?;
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
        (None, true, _) => &[Context::Filter],
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

/// A letter, while the filter is being typed.
fn typed(app: &App, key: KeyEvent) -> Option<Action> {
    let plain = !key
        .modifiers
        .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    match key.code {
        KeyCode::Char(letter) if plain && app.filter.editing && app.overlay.is_none() => {
            Some(Action::Edit(InputRequest::InsertChar(letter)))
        }
        _ => None,
    }
}
