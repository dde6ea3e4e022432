//! Standard output as a clipboard, where that is no terminal: `recs-tui > quote.md` gathers what is
//! copied.
//!
//! Whoever reads the other end may read slowly, not at all, or be gone. So a thread of its own
//! writes, and the wait for it is bounded.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};

use thiserror::Error;

use super::helper_process::PATIENCE;

/// The way to the writing thread.
#[derive(Debug)]
pub(super) struct Output {
    texts: Sender<String>,
    written: Receiver<io::Result<()>>,
    /// Texts of which it is not known yet what became of them.
    open: usize,
}

/// Why a text is not known to be written. Its `Display` is a clause.
#[derive(Debug, Error)]
pub enum OutputError {
    /// Nobody reads the other end any more.
    #[error("standard output is closed")]
    Closed,
    /// It waits for whoever reads the other end.
    #[error("standard output has not taken it yet")]
    Waiting,
    /// What the system says.
    #[error("standard output failed ({0})")]
    Failed(#[source] io::Error),
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
    pub(super) fn write(&mut self, text: &str) -> Result<(), OutputError> {
        self.open -= self.written.try_iter().count();
        let behind = self.open > 0;
        if self.texts.send(text.to_owned()).is_err() {
            return Err(OutputError::Closed);
        }
        self.open += 1;
        if behind {
            return Err(OutputError::Waiting);
        }
        match self.written.recv_timeout(PATIENCE) {
            Ok(done) => {
                self.open -= 1;
                done.map_err(|error| match error.kind() {
                    io::ErrorKind::BrokenPipe => OutputError::Closed,
                    _ => OutputError::Failed(error),
                })
            }
            Err(RecvTimeoutError::Timeout) => Err(OutputError::Waiting),
            Err(RecvTimeoutError::Disconnected) => Err(OutputError::Closed),
        }
    }
}
