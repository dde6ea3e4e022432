//! Reading what may come slowly, without keeping a person waiting in front of nothing.
//!
//! A file may be large, and whoever writes into a pipe may take any time. So a document is read on a
//! thread of its own, and waited for as long as nobody notices: what is there by then is opened at
//! once, and told at once where it is none; for the rest the browser waits on its own screen.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::Trouble;
use crate::tui::{OpenDocument, Reading};

/// How long a person looks at the screen that was there before.
const UNNOTICED: Duration = Duration::from_millis(100);

/// A document that is being read.
pub(super) enum Aside {
    /// It came at once.
    Ready(Box<OpenDocument>),
    /// It is still coming.
    Coming(Reading),
}

/// What the reading thread tells.
enum Told {
    Progress(u64, Option<u64>),
    Done(Box<Result<OpenDocument, Trouble>>),
}

/// Begins to read, and waits a moment for the end.
pub(super) fn begin(
    read: impl FnOnce(&dyn Fn(u64, Option<u64>)) -> Result<OpenDocument, Trouble> + Send + 'static,
) -> Result<Aside, Trouble> {
    let (tell, told) = channel();
    thread::spawn(move || {
        // Nobody listens any more where the reader has left.
        let progress = |read, all| drop(tell.send(Told::Progress(read, all)));
        let done = read(&progress);
        let _ = tell.send(Told::Done(Box::new(done)));
    });
    let deadline = Instant::now() + UNNOTICED;
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        match told.recv_timeout(left) {
            Ok(Told::Done(done)) => return Ok(Aside::Ready(Box::new((*done)?))),
            Ok(Told::Progress(..)) if !left.is_zero() => {}
            Ok(Told::Progress(..)) | Err(RecvTimeoutError::Timeout) => break,
            // The thread has panicked, and said so.
            Err(RecvTimeoutError::Disconnected) => return Err(Trouble::Panicked),
        }
    }
    let reading: Reading = Box::new(move |progress| {
        for news in told {
            match news {
                Told::Progress(read, all) => progress(read, all),
                Told::Done(done) => return done.map_err(Trouble::into_words),
            }
        }
        Err(String::new())
    });
    Ok(Aside::Coming(reading))
}
