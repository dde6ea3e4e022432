//! The event queue of the loop: with back-pressure on the keyboard, and a guard against pastes that
//! the terminal does not mark.
//!
//! Most terminals say where a paste begins and ends. In those that do not, a pasted line break is
//! the Enter key, and what follows would be taken for commands. But nobody types as fast as a
//! paste comes: where many keys have arrived behind one that is no letter, all of them are taken
//! for pasted text, line breaks as blanks, until they stop coming.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvError, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Keys that nobody types ahead; a line that stalls for seconds holds fewer.
const MANY: usize = 64;

/// How long to wait for them behind a key; nobody feels it.
const GLANCE: Duration = Duration::from_millis(5);

/// How often it is looked whether more have come.
const LOOK: Duration = Duration::from_millis(1);

/// How long after its last key a paste is over.
const SILENCE: Duration = Duration::from_millis(300);

/// Whether keys come as a paste.
#[derive(Debug, Default)]
pub(super) struct PasteGuard {
    until: Option<Instant>,
}

impl PasteGuard {
    /// What a key means that came while text is being typed; nothing where it is to be left out.
    /// `enough` tells whether so many keys wait behind it, within a time.
    pub(super) fn pass(
        &mut self,
        key: KeyEvent,
        now: Instant,
        enough: impl FnOnce(usize, Duration) -> bool,
    ) -> Option<KeyEvent> {
        let held = key.modifiers - KeyModifiers::SHIFT;
        let is_letter = matches!(key.code, KeyCode::Char(_)) && held.is_empty();
        if !self.pastes(now) && (is_letter || !enough(MANY, GLANCE)) {
            return Some(key);
        }
        self.until = Some(now + SILENCE);
        let is_break = match key.code {
            KeyCode::Enter | KeyCode::Tab => true,
            // What a line feed looks like where it is not translated.
            KeyCode::Char('j') => held == KeyModifiers::CONTROL,
            _ => false,
        };
        if is_break {
            return Some(KeyCode::Char(' ').into());
        }
        is_letter.then_some(key)
    }

    /// Whether a paste is going on at this time.
    pub(super) fn pastes(&self, now: Instant) -> bool {
        self.until.is_some_and(|until| now < until)
    }
}

/// How many events of the terminal wait to be taken. What pours in faster waits in the terminal,
/// where there is room for little, and not here, where there is room for everything.
#[derive(Clone, Debug, Default)]
pub(super) struct Backlog(Arc<AtomicUsize>);

impl Backlog {
    /// Events that may wait.
    const ROOM: usize = 4_096;

    /// Counts one more, once there is room for it; a loop that is held up elsewhere is not waited
    /// for.
    pub(super) fn add(&self) {
        let deadline = Instant::now() + SILENCE;
        while self.0.load(Ordering::Relaxed) >= Self::ROOM && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(1));
        }
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    /// Counts one less.
    pub(super) fn take(&self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The queue: what has arrived, with a way to look at what comes next.
pub(super) struct EventQueue<T> {
    arriving: Receiver<T>,
    ahead: VecDeque<T>,
}

impl<T> EventQueue<T> {
    pub(super) fn new(arriving: Receiver<T>) -> Self {
        Self {
            arriving,
            ahead: VecDeque::new(),
        }
    }

    /// Waits until something has arrived, at most for this long.
    pub(super) fn wait(&mut self, time: Duration) {
        if self.ahead.is_empty() {
            self.ahead.extend(self.arriving.recv_timeout(time).ok());
        }
    }

    /// Waits for the next one.
    pub(super) fn next(&mut self) -> Result<T, RecvError> {
        match self.ahead.pop_front() {
            Some(next) => Ok(next),
            None => self.arriving.recv(),
        }
    }

    /// The next one, if it is there within this time.
    pub(super) fn next_within(&mut self, time: Duration) -> Option<T> {
        let next = self.ahead.pop_front();
        next.or_else(|| self.arriving.try_recv().ok())
            .or_else(|| self.arriving.recv_timeout(time).ok())
    }

    /// Whether so many that `count` have arrived, with those that `waiting` tells of and nobody has
    /// read yet; stops when for so long
    /// none has come.
    pub(super) fn holds(
        &mut self,
        many: usize,
        time: Duration,
        counts: impl Fn(&T) -> bool,
        waiting: impl Fn() -> usize,
    ) -> bool {
        let (mut before, mut since) = (0, Instant::now());
        loop {
            let arrived = self.ahead.iter().filter(|one| counts(one)).count();
            let found = arrived + waiting();
            if found >= many {
                return true;
            }
            if found > before {
                (before, since) = (found, Instant::now());
            }
            let left = time.saturating_sub(since.elapsed());
            if left.is_zero() {
                return false;
            }
            // What waits in the terminal does not tell when it comes.
            match self.arriving.recv_timeout(left.min(LOOK)) {
                Ok(next) => self.ahead.push_back(next),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left of keys that came at once, where so many more came behind each.
    fn passed(keys: &[KeyCode], behind: usize) -> String {
        let mut guard = PasteGuard::default();
        let now = Instant::now();
        let left = keys.iter().filter_map(|&code| {
            let left = guard.pass(code.into(), now, |many, _| behind >= many)?;
            match left.code {
                KeyCode::Char(letter) => Some(letter),
                KeyCode::Enter => Some('⏎'),
                _ => Some('?'),
            }
        });
        left.collect()
    }

    #[test]
    fn a_person_types_and_presses_enter() {
        let keys = [KeyCode::Char('a'), KeyCode::Enter, KeyCode::Char('q')];
        assert_eq!(passed(&keys, 20), "a⏎q");
    }

    #[test]
    fn a_paste_becomes_one_line() {
        let keys = [
            KeyCode::Char('a'),
            KeyCode::Enter,
            KeyCode::Char('q'),
            KeyCode::Esc,
            KeyCode::Tab,
            KeyCode::Backspace,
            KeyCode::Char('b'),
        ];
        assert_eq!(passed(&keys, 1_000), "a q b");
    }

    #[test]
    fn a_paste_is_over_after_a_silence() {
        let mut guard = PasteGuard::default();
        let now = Instant::now();
        let enter = KeyEvent::from(KeyCode::Enter);
        assert_ne!(guard.pass(enter, now, |_, _| true), Some(enter));
        let later = now + SILENCE / 2;
        assert_ne!(guard.pass(enter, later, |_, _| false), Some(enter));
        let over = later + SILENCE;
        assert_eq!(guard.pass(enter, over, |_, _| false), Some(enter));
    }
}
