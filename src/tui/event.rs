//! The loop: waits for the world, asks `update`, carries out effects, draws.
//!
//! Everything that happens arrives on one channel: the terminal's events from one thread, answers
//! and news of loading from others. The loop sleeps in between, so idle means idle; it takes all
//! that has arrived before it draws, so a burst of keys costs one frame.

mod errands;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::Event;

use super::app::{App, OpenDocument};
use super::export_file::write_file;
use super::finder::Finder;
use super::flood::{Backlog, Flood, Inbox};
use super::intent::action_of;
use super::keyboard::Keyboard;
use super::screen::{Screen, Told};
use super::shelf::{Keeping, Shelf};
use super::signal::{self, Signal, Signals};
use super::{Action, Effect, Theme, draw, update};
use crate::clipboard::Clipboard;
use crate::library::ReadError;
use crate::notes::{Notebook, NotesError, Unsaved};

/// What the browser is opened with.
pub struct Browsing {
    /// The document; only its name, where it is still to be read.
    pub document: OpenDocument,
    /// Reads the document, where that takes long.
    pub reading: Option<Reading>,
    /// Where what the reader adds to it is kept.
    pub keeping: Keeping,
}

/// Reads a document on a thread of its own. It is given a way to tell how far it is (bytes read,
/// bytes in all where that is known).
pub type Reading =
    Box<dyn FnOnce(&dyn Fn(u64, Option<u64>)) -> Result<OpenDocument, ReadError> + Send>;

/// Something that arrived.
enum News {
    Terminal(Event),
    Did(Action),
    Signal(Signal),
    /// Deeds of the reader were saved, or not.
    Saved(Result<Notebook, NotesError>),
    Screen(Told),
    /// The document could not be read, or the keys cannot be.
    Over(BrowseError),
}

/// How long a frame waits for the answer to the key that caused it. A quick answer is then on the
/// screen at once, and a slow one does not hold up what was typed.
const PATIENCE: Duration = Duration::from_millis(12);

/// How long all else waits for the first screen, on a terminal that does not take it at once.
const FIRST_SCREEN: Duration = Duration::from_millis(20);

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

/// Why the browser could not go on.
#[derive(Debug)]
pub enum BrowseError {
    /// The terminal could not be used, or went away.
    Terminal(io::Error),
    /// The document could not be read.
    Unreadable(ReadError),
}

impl From<io::Error> for BrowseError {
    fn from(error: io::Error) -> Self {
        Self::Terminal(error)
    }
}

/// What is left when the browser has ended.
#[derive(Debug)]
pub struct Ended {
    /// Why it ended.
    pub end: Result<End, BrowseError>,
    /// What the reader added and could not be saved.
    pub unsaved: Option<Unsaved>,
}

/// Runs the browser until the reader leaves. The terminal is as it was when this returns.
pub fn browse(browsing: Browsing, clipboard: Clipboard) -> Ended {
    let Browsing {
        document,
        reading,
        keeping,
    } = browsing;
    let mut shelf = Shelf::new(keeping);
    let end = browse_with(document, reading, clipboard, &mut shelf);
    // The terminal is given back by now: nobody waits in front of a dead screen.
    Ended {
        end,
        unsaved: shelf.close(),
    }
}

fn browse_with(
    document: OpenDocument,
    reading: Option<Reading>,
    clipboard: Clipboard,
    shelf: &mut Shelf,
) -> Result<End, BrowseError> {
    let (news, arriving) = channel();
    let mut arriving = Inbox::new(arriving);
    // First of all: from the moment at which there is something to give back.
    let signals = Signals::take()?;
    let told = news.clone();
    let mut screen = Screen::take(move |what| {
        // Nobody listens any more where the reader has left.
        let _ = told.send(News::Screen(what));
    })?;
    let size = screen.size()?;
    let document = Arc::new(document);
    let mut app = App::new(document, (size.width, size.height));
    if reading.is_some() {
        app.loading = Some((0, None));
    }
    shelf.open(&mut app);
    if reading.is_none()
        && let Some(action) = shelf.return_to_place()
    {
        let _ = update(&mut app, action);
    }
    let theme = Theme::from_env();
    screen.draw(|frame| draw(&app, theme, frame))?;
    // A person waits for the first screen: what else takes a core begins when the terminal has it.
    arriving.wait(FIRST_SCREEN);
    let away = Arc::new(AtomicBool::new(false));
    let elsewhere = away.clone();
    let told = news.clone();
    signals.tell(move |signal| {
        // What is typed while an editor has the terminal is meant for the editor.
        let for_editor = elsewhere.load(Ordering::Relaxed) && signal.is_typed();
        for_editor || told.send(News::Signal(signal)).is_ok()
    });
    let finder = match reading {
        None => start_finder(&app, &news),
        Some(reading) => {
            read_aside(reading, news.clone());
            None
        }
    };
    let keys = news.clone();
    let backlog = Backlog::default();
    let counted = backlog.clone();
    let keyboard = Keyboard::listen(move |said| {
        counted.add();
        let said = said.map_or_else(|error| News::Over(error.into()), News::Terminal);
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
        shelf,
        news,
        flood: Flood::default(),
        backlog,
    };
    let end = browser.run(arriving);
    browser.shelf.remember_place(&browser.app);
    end
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
            Err(why) => News::Over(BrowseError::Unreadable(why)),
        };
        let _ = news.send(done);
    });
}

struct Browser<'s> {
    app: App,
    theme: Theme,
    screen: Screen,
    keyboard: Keyboard,
    /// Whether an editor has the terminal.
    away: Arc<AtomicBool>,
    finder: Option<Finder>,
    clipboard: Clipboard,
    shelf: &'s mut Shelf,
    news: Sender<News>,
    flood: Flood,
    backlog: Backlog,
}

/// Whether to go on.
enum Flow {
    On,
    Leave(End),
}

impl Browser<'_> {
    fn run(&mut self, mut arriving: Inbox<News>) -> Result<End, BrowseError> {
        let mut stale = false;
        loop {
            // A frame that is held back is due without any news.
            let mut next = match self.screen.hold() {
                Some(hold) if stale => arriving.next_within(hold),
                _ => match arriving.next() {
                    Ok(first) => Some(first),
                    Err(_) => return Ok(End::Left),
                },
            };
            let mut deadline = None;
            while let Some(news) = next.take() {
                let (flow, changed) = match self.tame(news, &mut arriving) {
                    Some(news) => self.take(news)?,
                    None => (Flow::On, false),
                };
                if let Flow::Leave(end) = flow {
                    return Ok(end);
                }
                stale |= changed;
                next = arriving.next_within(Duration::ZERO);
                if next.is_none() && self.awaits_an_answer() {
                    let until = *deadline.get_or_insert_with(|| Instant::now() + PATIENCE);
                    let left = until.saturating_duration_since(Instant::now());
                    next = arriving.next_within(left);
                }
            }
            // A slow terminal gets the newest frame once it has taken the one before.
            if stale && self.screen.hold().is_some_and(|hold| hold.is_zero()) {
                let (app, theme) = (&self.app, self.theme);
                self.screen.draw(|frame| draw(app, theme, frame))?;
                stale = false;
            }
        }
    }

    /// Keeps what is pasted into a line that is being typed from being taken for commands.
    fn tame(&mut self, news: News, arriving: &mut Inbox<News>) -> Option<News> {
        if matches!(news, News::Terminal(_)) {
            self.backlog.take();
        }
        match news {
            News::Terminal(Event::Key(key)) if self.app.is_typing() => {
                let is_key = |news: &News| matches!(news, News::Terminal(Event::Key(_)));
                let enough = |many, time| arriving.holds(many, time, is_key);
                let tamed = self.flood.tame(key, Instant::now(), enough)?;
                Some(News::Terminal(Event::Key(tamed)))
            }
            news => Some(news),
        }
    }

    fn awaits_an_answer(&self) -> bool {
        self.app.indexed > 0 && !self.app.is_answered()
    }

    /// Takes one piece of news; says whether to go on, and whether the screen is out of date.
    fn take(&mut self, news: News) -> Result<(Flow, bool), BrowseError> {
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
            News::Screen(Told::Taken(wait)) => {
                self.screen.taken(wait);
                None
            }
            News::Screen(Told::Gone) => {
                return Ok((Flow::Leave(End::Signal(signal::HANG_UP)), false));
            }
            News::Screen(Told::Panicked) => return Ok((Flow::Leave(End::Panicked), false)),
            News::Terminal(event) => action_of(&self.app, event),
            News::Saved(saved) => self.shelf.saved(saved),
        };
        let Some(action) = action else {
            return Ok((Flow::On, false));
        };
        let loaded = matches!(action, Action::Loaded(_));
        let mut effect = update(&mut self.app, action);
        let mut terminal: io::Result<()> = Ok(());
        if loaded {
            self.finder = start_finder(&self.app, &self.news);
            if let Some(action) = self.shelf.return_to_place() {
                effect = update(&mut self.app, action);
            }
        }
        while let Some(due) = effect.take() {
            match due {
                Effect::Quit => return Ok((Flow::Leave(End::Left), false)),
                Effect::Redraw => self.screen.forget()?,
                Effect::Group(cut) => self.group(cut),
                Effect::WriteFile(format, positions, view, name) => {
                    let written = write_file(&self.app, format, &positions, view, &name);
                    effect = update(&mut self.app, Action::Copied(written));
                }
                Effect::Suspend => {
                    // What is typed from now on is meant for the shell. Where the keyboard cannot
                    // be left, what is typed before the stop is lost to it, and nothing else.
                    let left = self.keyboard.leave();
                    self.screen.lend();
                    signal::stop()?;
                    // At once, not when the news of going on arrives: where there is no shell to go
                    // back to nothing was stopped, and there is no such news.
                    self.screen.retake()?;
                    drop(left);
                    let resize = self.resize()?;
                    effect = update(&mut self.app, resize);
                }
                Effect::Keep(changes) => {
                    self.keep(changes);
                    effect = update(&mut self.app, Action::Keeping);
                }
                Effect::Write(position) => {
                    let wrote;
                    (wrote, terminal) = self.write(position);
                    effect = update(&mut self.app, Action::Wrote(wrote));
                    if !matches!(effect, Some(Effect::Keep(_))) {
                        self.shelf.not_written();
                    }
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
        terminal?;
        Ok((Flow::On, true))
    }
}
