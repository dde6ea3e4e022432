//! Reading a document on a background thread while the browser waits for it on its own screen.
//!
//! A file may be large, and whoever writes into a pipe may take any time. So the browser opens on
//! what is there after a moment that nobody notices, and reads the rest while it is open.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::library::{OpenSource, ReadError};
use crate::model::Document;

/// How long the screen from before may stay.
const UNNOTICED: Duration = Duration::from_millis(100);

/// A document that is being read.
pub(super) enum BackgroundRead {
    /// It has been read within the moment.
    Done(Box<Document>),
    /// It is still being read.
    Pending(Pending),
}

/// Waits for the document, and tells of the bytes read and in all meanwhile.
pub(super) type Pending =
    Box<dyn FnOnce(&dyn Fn(u64, Option<u64>)) -> Result<Document, ReadError> + Send>;

/// What the reading thread sends.
enum Message {
    Progress(u64, Option<u64>),
    Done(Box<Result<Document, ReadError>>),
}

/// Begins to read the source called `name`, and waits a moment for the end.
///
/// # Errors
/// Whatever the source fails with in that moment.
pub(super) fn begin(source: OpenSource, name: String) -> Result<BackgroundRead, ReadError> {
    let (sender, messages) = channel();
    thread::spawn(move || {
        // Nobody listens any more where the reader has left.
        let progress = |read, all| drop(sender.send(Message::Progress(read, all)));
        let done = source.read(&progress);
        let _ = sender.send(Message::Done(Box::new(done)));
    });
    let deadline = Instant::now() + UNNOTICED;
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        match messages.recv_timeout(left) {
            Ok(Message::Done(done)) => return Ok(BackgroundRead::Done(Box::new((*done)?))),
            Ok(Message::Progress(..)) if !left.is_zero() => {}
            Ok(Message::Progress(..)) | Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return Err(ReadError::Panicked { name }),
        }
    }
    Ok(BackgroundRead::Pending(Box::new(move |progress| {
        for message in messages {
            match message {
                Message::Progress(read, all) => progress(read, all),
                Message::Done(done) => return *done,
            }
        }
        Err(ReadError::Panicked { name })
    })))
}
