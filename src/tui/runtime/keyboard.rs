//! The keyboard: reads the terminal's input on a thread, no further than what is meant for the browser.
//!
//! What a person types behind the key that leaves the browser, or that starts an editor, is meant
//! for the shell or the editor. What has been read cannot be put back; so nothing is read beyond the
//! end of a sequence, and behind a key that may give the terminal away nothing at all until the loop
//! says what came of it. While somebody else has the terminal, the thread waits.

use std::io;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::super::terminal_input::TerminalInput;
use super::session_log::SessionLog;

/// How long the thread is given to stop reading. It takes a fraction of a millisecond.
const PATIENCE: Duration = Duration::from_secs(1);

/// The way to the reading thread.
#[derive(Clone, Debug)]
pub(super) struct Keyboard {
    gate: Arc<Gate>,
    reader: reader::Handle,
}

/// What keys are for at this moment: decides behind which of them nothing is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeysAre {
    /// Commands.
    Commands = 0,
    /// Letters are text.
    Text = 1,
    /// All of them are part of a paste.
    Pasted = 2,
}

#[derive(Debug, Default)]
struct Gate {
    state: Mutex<State>,
    changed: Condvar,
    keys_are: AtomicU8,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// The thread reads.
    #[default]
    Open,
    /// It has read a key that may give the terminal away, and waits for what comes of it.
    Held,
    /// It is asked to wait.
    Closing,
    /// It waits.
    Closed,
}

impl Gate {
    fn state(&self) -> MutexGuard<'_, State> {
        // One word cannot be half written.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state, where it is `from`.
    fn change(&self, from: State, to: State) {
        let mut state = self.state();
        if *state == from {
            *state = to;
            self.changed.notify_all();
        }
    }

    fn set(&self, to: State) {
        *self.state() = to;
        self.changed.notify_all();
    }

    /// Stays here for as long as the gate is not open.
    fn pass(&self) {
        let mut state = self.state();
        while *state != State::Open {
            if *state == State::Closing {
                *state = State::Closed;
                self.changed.notify_all();
            }
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Whether nothing is to be read behind this.
    fn holds(&self, input: &TerminalInput, gives_away: &dyn Fn(KeyEvent) -> bool) -> bool {
        let (TerminalInput::Key(key) | TerminalInput::KeyInPlace(key, _)) = input else {
            return false;
        };
        let is_letter = matches!(key.code, KeyCode::Char(_))
            && (key.modifiers - KeyModifiers::SHIFT).is_empty();
        match self.keys_are.load(Ordering::Relaxed) {
            kind if kind == KeysAre::Pasted as u8 => false,
            // Any other key may end the line that is typed.
            kind if kind == KeysAre::Text as u8 => !is_letter,
            _ => gives_away(*key),
        }
    }
}

impl Keyboard {
    /// Starts the thread. It tells everything that comes, until `tell` says that nobody listens, or
    /// the terminal is gone; `gives_away` says of a key whether it may leave the terminal to somebody
    /// else.
    ///
    /// # Errors
    /// Where there is no terminal to read from.
    pub(super) fn listen(
        log: SessionLog,
        gives_away: impl Fn(KeyEvent) -> bool + Send + 'static,
        tell: impl Fn(io::Result<TerminalInput>) -> bool + Send + 'static,
    ) -> io::Result<Self> {
        let gate = Arc::new(Gate::default());
        let (mut reader, handle) = reader::open(log)?;
        let keyboard = Self {
            gate: Arc::clone(&gate),
            reader: handle,
        };
        thread::spawn(move || {
            loop {
                gate.pass();
                let inputs = match reader.read() {
                    Ok(inputs) => inputs,
                    Err(error) => {
                        if let Some(error) = error {
                            tell(Err(error));
                        }
                        return;
                    }
                };
                for input in inputs {
                    if gate.holds(&input, &gives_away) {
                        gate.change(State::Open, State::Held);
                    }
                    if !tell(Ok(input)) {
                        return;
                    }
                }
            }
        });
        Ok(keyboard)
    }

    /// What keys are for from now on.
    pub(super) fn keys_are(&self, kind: KeysAre) {
        self.gate.keys_are.store(kind as u8, Ordering::Relaxed);
    }

    /// What was told last has been dealt with: reading goes on.
    pub(super) fn go_on(&self) {
        self.gate.change(State::Held, State::Open);
    }

    /// Bytes that wait in the terminal to be read.
    pub(super) fn waiting(&self) -> usize {
        self.reader.waiting()
    }

    /// Leaves the terminal to somebody else, until the answer is dropped.
    ///
    /// # Errors
    /// Where the thread could not be made to wait.
    pub(super) fn leave(&self) -> io::Result<Left> {
        self.gate.set(State::Closing);
        let left = Left {
            gate: Arc::clone(&self.gate),
        };
        self.reader.wake()?;
        let (state, _) = self
            .gate
            .changed
            .wait_timeout_while(self.gate.state(), PATIENCE, |state| *state != State::Closed)
            .unwrap_or_else(PoisonError::into_inner);
        if *state == State::Closed {
            drop(state);
            return Ok(left);
        }
        drop(state);
        Err(io::Error::other("the keyboard is still being read"))
    }

    /// Takes reports of the mouse off the line that are still on their way, and nothing else. The
    /// mouse has been turned off, and nobody reads.
    pub(super) fn drain_mouse(&self) {
        self.reader.drain_mouse();
    }
}

/// While this lives, nobody here reads from the terminal.
#[derive(Debug)]
pub(super) struct Left {
    gate: Arc<Gate>,
}

impl Left {
    /// Nobody here reads from the terminal any more.
    pub(super) fn for_good(self) {
        std::mem::forget(self);
    }
}

impl Drop for Left {
    fn drop(&mut self) {
        self.gate.set(State::Open);
    }
}

#[cfg(unix)]
mod reader {
    use std::fs::File;
    use std::io::{self, ErrorKind, IsTerminal, Read, Write, stdin};
    use std::os::fd::AsFd;
    use std::os::unix::net::UnixStream;
    use std::sync::{Arc, Mutex, PoisonError};
    use std::time::{Duration, Instant};

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::{Errno, ioctl_fionread};
    use rustix::termios::{
        InputModes, LocalModes, OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr,
    };

    use super::super::super::terminal_input::{InputParser, TerminalInput};
    use super::SessionLog;

    /// Bytes of something unfinished that are kept for the log.
    const UNREAD: usize = 1 << 12;

    /// How long reports of the mouse may be on their way after it was turned off.
    const ON_THE_WAY: Duration = Duration::from_millis(100);

    /// How long after its last report the mouse is taken to be moved still.
    const STILL_MOVES: Duration = Duration::from_millis(500);

    /// The terminal, as something to read from.
    pub(super) struct Reader {
        terminal: Arc<File>,
        woken: UnixStream,
        parser: InputParser,
        moved: Moved,
        log: SessionLog,
        /// What was read and nothing was understood of yet, for the log.
        unread: Vec<u8>,
    }

    /// When the mouse said something last.
    type Moved = Arc<Mutex<Option<Instant>>>;

    /// What others do with the terminal and the thread.
    #[derive(Clone, Debug)]
    pub(super) struct Handle {
        terminal: Arc<File>,
        wakes: Arc<UnixStream>,
        moved: Moved,
    }

    /// The terminal that keys come from, whatever standard input is.
    pub(super) fn open(log: SessionLog) -> io::Result<(Reader, Handle)> {
        let input = stdin();
        let terminal: File = if input.is_terminal() {
            input.as_fd().try_clone_to_owned()?.into()
        } else {
            File::open("/dev/tty")?
        };
        let terminal = Arc::new(terminal);
        let (wakes, woken) = UnixStream::pair()?;
        let moved = Moved::default();
        let handle = Handle {
            terminal: Arc::clone(&terminal),
            wakes: Arc::new(wakes),
            moved: Arc::clone(&moved),
        };
        let reader = Reader {
            terminal,
            woken,
            parser: InputParser::default(),
            moved,
            log,
            unread: Vec::new(),
        };
        Ok((reader, handle))
    }

    impl Reader {
        /// Waits until there is something whole, or until it is woken; then there may be nothing.
        ///
        /// # Errors
        /// Where the terminal cannot be read; nothing where it is gone, which others tell.
        pub(super) fn read(&mut self) -> Result<Vec<TerminalInput>, Option<io::Error>> {
            let mut inputs = Vec::new();
            while inputs.is_empty() {
                let left = (self.parser.deadline())
                    .map(|deadline| deadline.saturating_duration_since(Instant::now()));
                let [terminal, woken] = wait(&self.terminal, Some(&self.woken), left)?;
                if woken {
                    // One byte for each time; a second one would only wake it once more.
                    let _ = self.woken.read(&mut [0]);
                    return Ok(inputs);
                }
                if !terminal {
                    if left.is_some_and(|left| left.is_zero()) {
                        self.parser.expire(&mut inputs);
                    }
                    continue;
                }
                let mut bytes = [0; 8];
                let room = self.parser.room().min(bytes.len());
                match (&*self.terminal).read(&mut bytes[..room]) {
                    Ok(0) => return Err(self.end(ErrorKind::UnexpectedEof.into())),
                    Ok(count) => {
                        self.parser
                            .feed(&bytes[..count], Instant::now(), &mut inputs);
                        if self.log.is_on() && self.unread.len() < UNREAD {
                            self.unread.extend(&bytes[..count]);
                        }
                    }
                    // Another program that shares the terminal has made it so.
                    Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                    Err(error) if error.kind() == ErrorKind::Interrupted => {}
                    Err(error) => return Err(self.end(error)),
                }
            }
            self.log.input(&mut self.unread, &inputs);
            if inputs.iter().any(is_mouse) {
                let mut moved = self.moved.lock().unwrap_or_else(PoisonError::into_inner);
                *moved = Some(Instant::now());
            }
            Ok(inputs)
        }

        /// The error to tell; none where the terminal is gone.
        fn end(&self, error: io::Error) -> Option<io::Error> {
            let mut watched = [PollFd::new(&*self.terminal, PollFlags::empty())];
            let polled = poll(&mut watched, Some(&Timespec::default()));
            let gone = polled.is_ok() && watched[0].revents().contains(PollFlags::HUP);
            (!gone).then_some(error)
        }
    }

    impl Handle {
        pub(super) fn waiting(&self) -> usize {
            let count = ioctl_fionread(&*self.terminal).unwrap_or(0);
            usize::try_from(count).unwrap_or(usize::MAX)
        }

        pub(super) fn wake(&self) -> io::Result<()> {
            (&*self.wakes).write_all(&[0])
        }

        pub(super) fn drain_mouse(&self) {
            let deadline = Instant::now() + ON_THE_WAY;
            let moved = *self.moved.lock().unwrap_or_else(PoisonError::into_inner);
            let moves = moved.is_some_and(|moved| moved.elapsed() < STILL_MOVES);
            // What is there already was typed ahead, unless the mouse is being moved.
            let comes = match self.waiting() {
                0 => self.escape_comes(),
                _ => moves,
            };
            let mut parser = InputParser::default();
            let mut inputs = Vec::new();
            while comes && inputs.iter().all(is_mouse) {
                let left = deadline.saturating_duration_since(Instant::now());
                let mut byte = [0];
                match wait(&self.terminal, None, Some(left)) {
                    Ok([true, _]) if (&*self.terminal).read(&mut byte).is_ok_and(|it| it == 1) => {
                        parser.feed(&byte, Instant::now(), &mut inputs);
                    }
                    _ => return,
                }
            }
        }

        /// Waits a moment for an `ESC`. A byte that was read cannot be put back; so the terminal is
        /// asked for lines that end in `ESC`: until one comes nothing can be read, and what is typed
        /// stays for whoever is next.
        fn escape_comes(&self) -> bool {
            let Ok(raw) = tcgetattr(&*self.terminal) else {
                return false;
            };
            let mut lines = raw.clone();
            lines.local_modes |= LocalModes::ICANON;
            lines.local_modes -= LocalModes::ECHO | LocalModes::ISIG | LocalModes::IEXTEN;
            lines.input_modes -= InputModes::ICRNL;
            lines.special_codes[SpecialCodeIndex::VEOL] = 0x1b;
            if tcsetattr(&*self.terminal, OptionalActions::Now, &lines).is_err() {
                return false;
            }
            let came = wait(&self.terminal, None, Some(ON_THE_WAY));
            // What is typed before it makes the line longer.
            let comes = matches!(came, Ok([true, _])) && self.waiting() == 1;
            let restored = tcsetattr(&*self.terminal, OptionalActions::Now, &raw);
            comes && restored.is_ok()
        }
    }

    fn is_mouse(input: &TerminalInput) -> bool {
        matches!(input, TerminalInput::Mouse(_))
    }

    /// Waits until there is something to read from the terminal or from the other end, at most for
    /// this long.
    fn wait(
        terminal: &File,
        woken: Option<&UnixStream>,
        time: Option<Duration>,
    ) -> Result<[bool; 2], Option<io::Error>> {
        let deadline = time.map(|time| Instant::now() + time);
        loop {
            let left = deadline.map(|deadline| {
                let left = deadline.saturating_duration_since(Instant::now());
                Timespec::try_from(left).unwrap_or_default()
            });
            let mut watched = vec![PollFd::new(terminal, PollFlags::IN)];
            watched.extend(woken.map(|woken| PollFd::new(woken, PollFlags::IN)));
            match poll(&mut watched, left.as_ref()) {
                Ok(_) => {
                    let can =
                        |at: usize| watched.get(at).is_some_and(|it| !it.revents().is_empty());
                    return Ok([can(0), can(1)]);
                }
                Err(Errno::INTR) => {}
                Err(error) => return Err(Some(error.into())),
            }
        }
    }
}

#[cfg(not(unix))]
mod reader {
    use std::io;

    use crossterm::event::{self, Event, KeyEventKind};

    use super::super::super::terminal_input::TerminalInput;
    use super::SessionLog;

    /// The console, which crossterm reads.
    pub(super) struct Reader(SessionLog);

    #[derive(Clone, Debug)]
    pub(super) struct Handle;

    pub(super) fn open(log: SessionLog) -> io::Result<(Reader, Handle)> {
        Ok((Reader(log), Handle))
    }

    impl Reader {
        pub(super) fn read(&mut self) -> Result<Vec<TerminalInput>, Option<io::Error>> {
            let input = match event::read().map_err(Some)? {
                Event::Key(key) if key.kind != KeyEventKind::Release => TerminalInput::Key(key),
                Event::Mouse(mouse) => TerminalInput::Mouse(mouse),
                Event::Paste(text) => TerminalInput::Paste(text),
                Event::Resize(columns, rows) => TerminalInput::Resize(columns, rows),
                _ => return Ok(Vec::new()),
            };
            let inputs = vec![input];
            self.0.input(&mut Vec::new(), &inputs);
            Ok(inputs)
        }
    }

    impl Handle {
        pub(super) fn waiting(&self) -> usize {
            0
        }

        /// Only the next event wakes it.
        pub(super) fn wake(&self) -> io::Result<()> {
            Ok(())
        }

        pub(super) fn drain_mouse(&self) {}
    }
}
