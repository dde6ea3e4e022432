//! The terminal's events, read on a thread that can be made to wait.
//!
//! While an editor has the terminal, nobody else may read from it: a key that is read here would
//! be missing there. But a thread that waits for a key cannot be told anything. So it is asked to
//! wait, and then woken by what it takes for a change of the terminal's size.

use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event};

/// How long the thread is given to stop reading. It takes a fraction of a millisecond.
const PATIENCE: Duration = Duration::from_secs(1);

/// The way to the reading thread.
#[derive(Clone, Debug, Default)]
pub(super) struct Keyboard {
    gate: Arc<Gate>,
}

#[derive(Debug, Default)]
struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// The thread reads.
    #[default]
    Open,
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

    fn set(&self, state: State) {
        *self.state() = state;
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
}

impl Keyboard {
    /// Starts the thread. It tells every event, until `tell` says that nobody listens, or the
    /// terminal is gone.
    pub(super) fn listen(tell: impl Fn(io::Result<Event>) -> bool + Send + 'static) -> Self {
        let keyboard = Self::default();
        let gate = Arc::clone(&keyboard.gate);
        thread::spawn(move || {
            loop {
                gate.pass();
                let said = event::read();
                let last = said.is_err();
                if !tell(said) || last {
                    return;
                }
            }
        });
        keyboard
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
        wake()?;
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
}

/// While this lives, nobody here reads from the terminal.
#[derive(Debug)]
pub(super) struct Left {
    gate: Arc<Gate>,
}

impl Drop for Left {
    fn drop(&mut self) {
        self.gate.set(State::Open);
    }
}

#[cfg(unix)]
fn wake() -> io::Result<()> {
    signal_hook::low_level::raise(signal_hook::consts::SIGWINCH)
}

/// Elsewhere only the next event wakes it.
#[cfg(not(unix))]
fn wake() -> io::Result<()> {
    Ok(())
}
