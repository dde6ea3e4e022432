//! Standard output, where that is no terminal: `recs-tui > quote.md` gathers what is yanked.
//!
//! Whoever reads the other end may read slowly, not at all, or be gone. So a thread of its own
//! writes, and the wait for it is bounded.

use std::fmt;
use std::io::{self, Write};
use std::sync::mpsc::{Receiver, Sender, channel};

use super::bounded::PATIENCE;

/// The way to the writing thread.
#[derive(Debug)]
pub(super) struct Output {
    texts: Sender<String>,
    written: Receiver<io::Result<()>>,
    /// Texts of which it is not known yet what became of them.
    open: usize,
}

/// Why a text is not known to be written. Its `Display` is a clause.
#[derive(Debug)]
pub(super) enum Unwritten {
    /// Nobody reads the other end any more.
    Closed,
    /// It waits for whoever reads the other end.
    Waiting,
    /// What the system says.
    Failed(io::Error),
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Closed => f.write_str("standard output is closed"),
            Self::Waiting => f.write_str("standard output has not taken it yet"),
            Self::Failed(error) => write!(f, "standard output failed ({error})"),
        }
    }
}

impl Output {
    /// Writes to `to` from now on, one text after the other with a blank line between.
    pub(super) fn new(mut to: impl Write + Send + 'static) -> Self {
        let (texts, coming) = channel::<String>();
        let (tell, written) = channel();
        std::thread::spawn(move || {
            let mut between = "";
            for text in coming {
                let end = if text.ends_with('\n') { "" } else { "\n" };
                let done = to
                    .write_all(format!("{between}{text}{end}").as_bytes())
                    .and_then(|()| to.flush());
                if done.is_ok() {
                    between = "\n";
                }
                let closed = done
                    .as_ref()
                    .is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe);
                // A full disk may have room again; who has left does not come back.
                if tell.send(done).is_err() || closed {
                    return;
                }
            }
        });
        Self {
            texts,
            written,
            open: 0,
        }
    }

    /// Writes a text; waits for that, but not for long, and not again where an earlier one waits.
    pub(super) fn write(&mut self, text: &str) -> Result<(), Unwritten> {
        self.open -= self.written.try_iter().count();
        let behind = self.open > 0;
        if self.texts.send(text.to_owned()).is_err() {
            return Err(Unwritten::Closed);
        }
        self.open += 1;
        if behind {
            return Err(Unwritten::Waiting);
        }
        match self.written.recv_timeout(PATIENCE) {
            Ok(done) => {
                self.open -= 1;
                done.map_err(|error| match error.kind() {
                    io::ErrorKind::BrokenPipe => Unwritten::Closed,
                    _ => Unwritten::Failed(error),
                })
            }
            Err(std::sync::mpsc::RecvTimeoutError::Timeout) => Err(Unwritten::Waiting),
            Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => Err(Unwritten::Closed),
        }
    }
}
