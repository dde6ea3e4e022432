//! Reading a document on a background thread while the browser waits for it on its own screen.
//!
//! A file may be large, and whoever writes into a pipe may take any time. So the browser opens on
//! what is there after a moment that nobody notices, and reads the rest while it is open.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::library::{Listener, OpenSource, ReadError};
use crate::model::Document;

/// How long the screen from before may stay.
const UNNOTICED: Duration = Duration::from_millis(100);
/// How often whoever waits is asked whether the document is still wanted.
const PATIENCE: Duration = Duration::from_millis(20);

/// A document that is being read.
pub(super) enum BackgroundRead {
    /// It has been read within the moment.
    Done(Box<Document>),
    /// It is still being read.
    Pending(Pending),
}

/// What the reading thread sends.
enum Message {
    Progress(u64, Option<u64>),
    First(Box<Document>),
    Done(Box<Result<Document, ReadError>>),
}

/// The reading thread's listener: passes on what it hears.
struct Sending {
    messages: Sender<Message>,
    cancelled: Arc<AtomicBool>,
}

impl Listener for Sending {
    fn progress(&self, read: u64, all: Option<u64>) {
        // Nobody listens any more where the reader has left.
        let _ = self.messages.send(Message::Progress(read, all));
    }

    fn first(&self, document: Document) {
        let _ = self.messages.send(Message::First(Box::new(document)));
    }

    fn cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// A document that a thread is reading.
pub(super) struct Pending {
    name: String,
    messages: Receiver<Message>,
    cancelled: Arc<AtomicBool>,
    /// What came within the moment.
    first: Option<Box<Document>>,
}

/// Begins to read the source called `name`, and waits a moment for the end.
///
/// # Errors
/// Whatever the source fails with in that moment.
pub(super) fn begin(source: OpenSource, name: String) -> Result<BackgroundRead, ReadError> {
    let (sender, messages) = channel();
    let cancelled = Arc::new(AtomicBool::new(false));
    let listener = Sending {
        messages: sender,
        cancelled: cancelled.clone(),
    };
    thread::spawn(move || {
        let done = source.read(&listener);
        let _ = listener.messages.send(Message::Done(Box::new(done)));
    });
    let deadline = Instant::now() + UNNOTICED;
    let mut first = None;
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        match messages.recv_timeout(left) {
            Ok(Message::Done(done)) => return Ok(BackgroundRead::Done(Box::new((*done)?))),
            Ok(Message::First(document)) => first = Some(document),
            Ok(Message::Progress(..)) => {}
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return Err(ReadError::Panicked { name }),
        }
        if left.is_zero() {
            break;
        }
    }
    Ok(BackgroundRead::Pending(Pending {
        name,
        messages,
        cancelled,
        first,
    }))
}

impl Pending {
    /// Waits for the document; `listener` hears how far reading is.
    ///
    /// # Errors
    /// Whatever the source fails with.
    pub(super) fn wait(mut self, listener: &dyn Listener) -> Result<Document, ReadError> {
        if let Some(first) = self.first.take() {
            listener.first(*first);
        }
        loop {
            match self.messages.recv_timeout(PATIENCE) {
                Ok(Message::Progress(read, all)) => listener.progress(read, all),
                Ok(Message::First(document)) => listener.first(*document),
                Ok(Message::Done(done)) => return *done,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(ReadError::Panicked { name: self.name });
                }
            }
            if listener.cancelled() {
                self.cancelled.store(true, Ordering::Relaxed);
            }
        }
    }
}
