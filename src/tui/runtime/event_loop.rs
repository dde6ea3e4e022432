//! The event loop: waits for events, asks `update`, carries out effects, draws.
//!
//! Everything that happens arrives on one channel: the terminal's events from one thread, answers
//! and news of loading from others. The loop sleeps in between, so idle means idle; it takes all
//! that has arrived before it draws, so a burst of keys costs one frame.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::super::app::App;
use super::super::config::Config;
use super::super::event::{Effect, Event, Mouse};
use super::super::job::{Job, JobKind, Task};
use super::super::reloaded::{Reloaded, ReloadedDocument};
use super::super::terminal_input::TerminalInput;
use super::super::update::update;
use super::super::user_notes;
use super::super::view::{cursor_place, view};
use super::editor::{note_of, write_note};
use super::event_queue::{Backlog, EventQueue, PasteGuard};
use super::export_file::write_file;
use super::jobs::Jobs;
use super::keyboard::{Keyboard, KeysAre, Left};
use super::notes_session::{NotesSession, SessionFiles};
use super::screen::{Screen, Told};
use super::session_log::SessionLog;
use super::signal::{self, Signal, Signals};
use crate::clipboard::Clipboard;
use crate::library::{Debounce, FileWatcher, Listener, OpenDocument, ReadError, SourceFile};
use crate::model::Document;
use crate::notes::{Change, Notebook, NotesError, Unsaved};
use crate::search::Cancel;

/// What the browser is opened with.
pub struct Browsing {
    /// The document; only its name, where it is still to be read.
    pub document: OpenDocument,
    /// Reads the document, where that takes long.
    pub reading: Option<Reading>,
    /// Where what the reader adds to it is kept.
    pub files: SessionFiles,
    /// The file that the document is read from, where it can be read again.
    pub file: Option<SourceFile>,
    /// What the reader is to be told first.
    pub remark: Option<&'static str>,
    /// What the reader has chosen.
    pub config: Config,
    /// Where it is written what happens, for a report.
    pub log: SessionLog,
}

/// Reads a document on a thread of its own, while a listener hears how far it is.
pub type Reading = Box<dyn FnOnce(&dyn Listener) -> Result<OpenDocument, ReadError> + Send>;

/// Something that arrived.
enum News {
    /// A key, the mouse, a paste.
    Terminal(TerminalInput),
    /// Something else happened that the state hears of.
    Event(Event),
    Signal(Signal),
    /// Changes to the notes were saved, or not.
    Saved(Result<Notebook, NotesError>),
    /// The document's file is not what it was.
    FileChanged,
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
        files,
        file,
        remark,
        config,
        log,
    } = browsing;
    let mut notes = NotesSession::new(files);
    let end = browse_with(
        document,
        (reading, file),
        (remark, config),
        (clipboard, log.clone()),
        &mut notes,
    );
    log.line(|| match &end {
        Ok(end) => format!("ended: {end:?}"),
        Err(error) => format!("ended: {error:?}"),
    });
    // The terminal is given back by now: nobody waits in front of a dead screen.
    Ended {
        end,
        unsaved: notes.close(),
    }
}

fn browse_with(
    document: OpenDocument,
    (reading, file): (Option<Reading>, Option<SourceFile>),
    (remark, config): (Option<&str>, Config),
    (clipboard, log): (Clipboard, SessionLog),
    notes: &mut NotesSession,
) -> Result<End, BrowseError> {
    let (news, arriving) = channel();
    let mut arriving = EventQueue::new(arriving);
    // First of all: from the moment at which there is something to give back.
    let signals = Signals::take()?;
    let told = news.clone();
    let mut screen = Screen::take(!config.no_mouse, move |what| {
        // Nobody listens any more where the reader has left.
        let _ = told.send(News::Screen(what));
    })?;
    let size = screen.size()?;
    let mut app = App::new(Arc::new(document.into()), (size.width, size.height));
    app.choose(&config, |name| std::env::var(name).ok());
    app.can_reload = file.is_some();
    notes.open(&mut app);
    if let Some(remark) = remark {
        app.tell_beside(remark);
    }
    let mut due = Vec::new();
    match &reading {
        Some(_) => app.reading = Some((0, None)),
        None => {
            // No note is seen on a text that is not its own, not even on the first screen.
            due = user_notes::open(&mut app);
            notes.document_is_there(&mut app);
        }
    }
    log.opened(&app);
    screen.draw(|frame| view(&app, frame), cursor_place(&app))?;
    log.line(|| "first frame".to_owned());
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
    let keys = news.clone();
    let backlog = Backlog::default();
    let counted = backlog.clone();
    let keymap = app.keymap.clone();
    let keyboard = Keyboard::listen(
        log.clone(),
        move |key| keymap.may_leave(key),
        move |said| {
            counted.add();
            let said = said.map_or_else(|error| News::Over(error.into()), News::Terminal);
            keys.send(said).is_ok()
        },
    )?;
    let mut browser = Browser {
        app,
        screen,
        keyboard,
        editor: config.editor,
        away,
        jobs: Jobs::default(),
        clipboard,
        notes,
        file,
        watcher: None,
        news,
        guard: PasteGuard::default(),
        backlog,
        log,
    };
    match reading {
        None => {
            browser.watch();
            browser.start(browser.app.job(Task::Index));
            for effect in due {
                browser.carry_out(effect)?;
            }
        }
        Some(reading) => browser.read(reading),
    }
    let told = browser.news.clone();
    browser.notes.watch(move |held| {
        // Nobody listens any more where the reader has left.
        let _ = told.send(News::Saved(held));
    });
    let end = browser.run(arriving);
    browser.notes.remember_place(&browser.app);
    browser.close();
    end
}

struct Browser<'n> {
    app: App,
    screen: Screen,
    keyboard: Keyboard,
    /// What notes are written with, where the reader has chosen.
    editor: Option<String>,
    /// Whether an editor has the terminal.
    away: Arc<AtomicBool>,
    jobs: Jobs,
    clipboard: Clipboard,
    notes: &'n mut NotesSession,
    /// The file of the document.
    file: Option<SourceFile>,
    /// Hears of what others write into it.
    watcher: Option<FileWatcher>,
    news: Sender<News>,
    guard: PasteGuard,
    backlog: Backlog,
    log: SessionLog,
}

/// Whether to go on.
enum Flow {
    On,
    Leave(End),
}

/// What comes of an effect.
enum Carried {
    /// What the state is to hear of it.
    On(Option<Event>),
    Leave,
}

impl Browser<'_> {
    fn run(&mut self, mut arriving: EventQueue<News>) -> Result<End, BrowseError> {
        let mut stale = false;
        loop {
            let Ok(first) = arriving.next() else {
                return Ok(End::Left);
            };
            let mut next = Some(first);
            let mut deadline = None;
            while let Some(news) = next.take() {
                let typed = matches!(news, News::Terminal(_));
                let (flow, changed) = match self.guard(news, &mut arriving) {
                    Some(news) => self.take(news)?,
                    None => (Flow::On, false),
                };
                if let Flow::Leave(end) = flow {
                    return Ok(end);
                }
                if typed {
                    self.read_on();
                }
                stale |= changed;
                next = arriving.next_within(Duration::ZERO);
                if next.is_none() && self.app.awaits_an_answer() {
                    let until = *deadline.get_or_insert_with(|| Instant::now() + PATIENCE);
                    let left = until.saturating_duration_since(Instant::now());
                    next = arriving.next_within(left);
                }
            }
            if stale && self.screen.is_ready() {
                let (app, begun) = (&self.app, Instant::now());
                let bytes = self
                    .screen
                    .draw(|frame| view(app, frame), cursor_place(app))?;
                self.log.frame(begun.elapsed(), bytes);
                stale = false;
            }
        }
    }

    /// Lets the keyboard be read on, behind a key that might have given the terminal away.
    fn read_on(&self) {
        let kind = match self.app.is_typing() {
            true if self.guard.pastes(Instant::now()) => KeysAre::Pasted,
            true => KeysAre::Text,
            false => KeysAre::Commands,
        };
        self.keyboard.keys_are(kind);
        self.keyboard.go_on();
    }

    /// Gives the terminal back for good, and what was typed ahead to whoever is next.
    fn close(self) {
        let left = self.keyboard.leave().map(Left::for_good);
        self.screen.close(|| {
            if left.is_ok() {
                self.keyboard.drain_mouse();
            }
        });
    }

    /// Keeps what is pasted into a line that is being typed from being taken for commands.
    fn guard(&mut self, news: News, arriving: &mut EventQueue<News>) -> Option<News> {
        if matches!(news, News::Terminal(_)) {
            self.backlog.take();
        }
        match news {
            News::Terminal(TerminalInput::Key(key)) if self.app.is_typing() => {
                let is_key = |news: &News| matches!(news, News::Terminal(TerminalInput::Key(_)));
                let waiting = || self.keyboard.waiting();
                let enough = |many, time| arriving.holds(many, time, is_key, waiting);
                let passed = self.guard.pass(key, Instant::now(), enough)?;
                Some(News::Terminal(TerminalInput::Key(passed)))
            }
            news => Some(news),
        }
    }

    /// Takes one piece of news; says whether to go on, and whether the screen is out of date.
    fn take(&mut self, news: News) -> Result<(Flow, bool), BrowseError> {
        let event = match news {
            News::Over(error) => return Err(error),
            News::Event(event) => Some(event),
            News::Signal(Signal::End(number)) => {
                return Ok((Flow::Leave(End::Signal(number)), false));
            }
            News::Signal(Signal::Resized) => Some(self.resize()?),
            News::Signal(Signal::Continued) => {
                self.screen.retake()?;
                Some(self.resize()?)
            }
            News::Screen(Told::Taken) => {
                self.screen.taken();
                // A frame may have been held back meanwhile.
                return Ok((Flow::On, false));
            }
            News::Screen(Told::Gone) => {
                return Ok((Flow::Leave(End::Signal(signal::HANG_UP)), false));
            }
            News::Screen(Told::Panicked) => return Ok((Flow::Leave(End::Panicked), false)),
            News::Terminal(input) => event_of(input),
            News::Saved(saved) => self.notes.saved(saved),
            News::FileChanged => {
                self.reload(false);
                None
            }
        };
        let Some(event) = event else {
            return Ok((Flow::On, false));
        };
        self.tell_log(&event);
        let opened = matches!(event, Event::Opened(_));
        let first = matches!(event, Event::FirstRead(_));
        let before = (Arc::clone(&self.app.browsed), self.app.index.clone());
        let mut due: VecDeque<Effect> = update(&mut self.app, event).into();
        if opened {
            self.notes.document_is_there(&mut self.app);
            self.watch();
        } else if !first && before.0.id != self.app.browsed.id {
            self.notes.document_has_changed(&self.app);
            // Letting go of a large document takes longer than a key may.
            thread::spawn(move || drop(before));
        }
        while let Some(effect) = due.pop_front() {
            match self.carry_out(effect)? {
                Carried::Leave => return Ok((Flow::Leave(End::Left), false)),
                Carried::On(None) => {}
                Carried::On(Some(event)) => due.extend(update(&mut self.app, event)),
            }
        }
        Ok((Flow::On, true))
    }

    /// Writes into the log what happened outside. What was typed stands there already, and nothing of a
    /// document is written.
    fn tell_log(&self, event: &Event) {
        let words = match event {
            Event::Resize(columns, rows) => format!("size {columns}x{rows}"),
            Event::Opened(_) => "the document was read".to_owned(),
            Event::Reloaded(reloaded) => match &reloaded.outcome {
                Ok(document) => format!("read again, changed: {}", document.is_some()),
                Err(_) => "could not be read again".to_owned(),
            },
            Event::Answer(answer) => format!("answer: {}", answer.outcome.name()),
            Event::Copied(copied) => format!("copied: {}", copied.is_ok()),
            Event::NoteEdited(edited) => format!("editor, ended well: {}", edited.is_ok()),
            Event::NotesSaved(_) => "notes were saved or changed".to_owned(),
            Event::NotesTrouble(why) => format!("notes: {why}"),
            _ => return,
        };
        self.log.line(|| words);
    }

    /// Does what the state asks for; what follows at once is an event.
    fn carry_out(&mut self, effect: Effect) -> io::Result<Carried> {
        let event = match effect {
            Effect::Quit => return Ok(Carried::Leave),
            Effect::UseMouse(on) => {
                self.screen.use_mouse(on);
                None
            }
            Effect::Reload => {
                self.reload(true);
                None
            }
            Effect::Redraw => {
                self.screen.forget()?;
                None
            }
            Effect::Start(job) => {
                self.start(job);
                None
            }
            Effect::StopReading => {
                self.jobs.cancel(JobKind::Read);
                None
            }
            Effect::SaveFilter(filter) => {
                self.notes.save_filter(filter);
                None
            }
            Effect::SaveNotes(changes) => {
                self.save(changes);
                None
            }
            Effect::WriteFile(bytes, kind, name) => {
                Some(Event::Copied(write_file(&bytes, kind, &name)))
            }
            Effect::Copy(text, what) => Some(Event::Copied(self.copy(&text, &what))),
            Effect::EditNote(position) => Some(Event::NoteEdited(self.edit_note(position))),
            Effect::AdoptNotes => Some(Event::NotesAdopted(self.notes.adopt().map(Arc::new))),
            Effect::Suspend => {
                // What is typed from now on is meant for the shell. Where the keyboard cannot
                // be left, what is typed before the stop is lost to it, and nothing else.
                let left = self.keyboard.leave();
                self.screen.lend(|| self.keyboard.drain_mouse());
                signal::stop()?;
                // At once, not when the news of going on arrives: where there is no shell to go
                // back to nothing was stopped, and there is no such news.
                self.screen.retake()?;
                drop(left);
                Some(self.resize()?)
            }
        };
        Ok(Carried::On(event))
    }

    /// Has the document's file watched.
    fn watch(&mut self) {
        let Some(file) = &self.file else {
            return;
        };
        let news = self.news.clone();
        let changed = move || {
            // Nobody listens any more where the reader has left.
            let _ = news.send(News::FileChanged);
        };
        let path = file.path().to_owned();
        let watcher = FileWatcher::start(path, file.seen(), Debounce::AtRest, changed);
        self.watcher = Some(watcher);
    }

    /// Reads the document's file again; what came of it comes as an event.
    fn reload(&mut self, asked: bool) {
        let Some(file) = self.file.clone() else {
            return;
        };
        let (news, shown) = (self.news.clone(), Arc::clone(&self.app.browsed));
        self.jobs.start(JobKind::Read, move |cancel| {
            let outcome = match file.read(&Unheard(cancel)) {
                Ok(read) => Ok(ReloadedDocument::of(&shown, read, cancel).map(Arc::new)),
                Err(error) => Err(error.to_string()),
            };
            if !cancel.is_cancelled() {
                let event = Event::Reloaded(Reloaded { asked, outcome });
                let _ = news.send(News::Event(event));
            }
        });
    }

    /// Starts a job; its answers come as events.
    fn start(&mut self, job: Job) {
        let news = self.news.clone();
        self.jobs.start(job.kind(), move |cancel| {
            let answer = |answer| news.send(News::Event(Event::Answer(answer))).is_ok();
            job.run(cancel, &answer);
        });
    }

    /// Reads the document; that it is there comes as an event, and that it cannot be read ends the
    /// browser.
    fn read(&mut self, reading: Reading) {
        let news = self.news.clone();
        let name = self.app.browsed.name.clone();
        self.jobs.start(JobKind::Read, move |cancel| {
            let loading = Loading {
                news: &news,
                name,
                cancel,
            };
            let done = match reading(&loading) {
                Ok(document) => News::Event(Event::Opened(Arc::new(document.into()))),
                // It was stopped, and that has been said.
                Err(_) if cancel.is_cancelled() => return,
                Err(why) => News::Over(BrowseError::Unreadable(why)),
            };
            let _ = news.send(done);
        });
    }

    fn save(&mut self, changes: Vec<Change>) {
        // At once, and not only at the end: the notes are found by it should the document be moved.
        self.notes.remember_document(&self.app);
        let news = self.news.clone();
        self.notes.save(changes, move |saved| {
            // Nobody listens any more where the reader has left.
            let _ = news.send(News::Saved(saved));
        });
    }

    /// Gives the terminal to the reader's editor, with the note on a provision. What was written
    /// counts also where the terminal could not be taken again; that ends the browser after it.
    fn edit_note(&mut self, position: usize) -> Result<Change, String> {
        let document = self.app.document();
        let id = &document.provisions[position].id;
        let before = (self.app.notes_on(id)).and_then(|entry| entry.note.as_deref());
        let Some(drafts) = self.notes.drafts() else {
            return Err("There is no file to keep notes in.".to_owned());
        };
        // What an editor saved in a window of its own is taken in.
        if let Some(draft) = self.notes.written_in_window(id) {
            let edited = note_of(id, draft)?;
            return self.notes.edited(id, edited);
        }
        let Ok(left) = self.keyboard.leave() else {
            return Err("The keyboard could not be left to an editor.".to_owned());
        };
        self.away.store(true, Ordering::Relaxed);
        self.screen.lend(|| self.keyboard.drain_mouse());
        let wrote = write_note(document, position, before, &drafts, self.editor.as_deref());
        let back = self.screen.retake().and_then(|()| self.resize());
        self.away.store(false, Ordering::Relaxed);
        drop(left);
        let news = match back {
            Ok(resize) => News::Event(resize),
            Err(error) => News::Over(error.into()),
        };
        // This loop listens.
        let _ = self.news.send(news);
        self.notes
            .edited(&self.app.document().provisions[position].id, wrote?)
    }

    /// The size that the terminal has now, as something that happened.
    fn resize(&self) -> io::Result<Event> {
        let size = self.screen.size()?;
        Ok(Event::Resize(size.width, size.height))
    }

    fn copy(&mut self, text: &str, what: &str) -> Result<String, String> {
        let mut sequence = Vec::new();
        let copied = self.clipboard.copy(text, &mut sequence);
        self.screen.send(sequence);
        match copied {
            // What is known not to arrive is no success.
            Ok(report) if !report.is_likely() => Err(format!("{what} {report}.")),
            Ok(report) => Ok(format!("{what} {report}")),
            Err(failure) => Err(failure.to_string()),
        }
    }
}

/// The listener of a document that is read again: nothing is told before all of it is there.
struct Unheard<'j>(&'j Cancel);

impl Listener for Unheard<'_> {
    fn cancelled(&self) -> bool {
        self.0.is_cancelled()
    }
}

/// The listener of a document that is being read: tells the state what it hears.
struct Loading<'j> {
    news: &'j Sender<News>,
    name: String,
    cancel: &'j Cancel,
}

impl Loading<'_> {
    fn tell(&self, event: Event) {
        // Nobody listens any more where the reader has left.
        let _ = self.news.send(News::Event(event));
    }
}

impl Listener for Loading<'_> {
    fn progress(&self, read: u64, all: Option<u64>) {
        self.tell(Event::Reading(read, all));
    }

    fn first(&self, document: Document) {
        let document = OpenDocument::new(self.name.clone(), document);
        self.tell(Event::FirstRead(Arc::new(document.into())));
    }

    fn cancelled(&self) -> bool {
        self.cancel.is_cancelled()
    }
}

/// What the state hears of what a person did, if anything.
fn event_of(input: TerminalInput) -> Option<Event> {
    match input {
        TerminalInput::Key(key) => Some(Event::Key(key)),
        TerminalInput::KeyInPlace(key, place) => Some(Event::KeyInPlace(key, place)),
        TerminalInput::Mouse(mouse) => Mouse::of(mouse).map(Event::Mouse),
        TerminalInput::Paste(text) => Some(Event::Paste(text)),
        TerminalInput::Resize(columns, rows) => Some(Event::Resize(columns, rows)),
    }
}
