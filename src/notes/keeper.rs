//! The thread that saves, so that no key waits for a disk.
//!
//! Changes wait in one list until the file has them, in the order in which they were made. Those
//! that could not be saved stay in it: they are tried again with the next one and at the end, and
//! what is left then is written where the reader can find it.

use std::mem;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::failure::{Failure, Why};
use super::file::{NotesFile, Page};
use super::rescue::rescue;
use super::{Change, Unsaved};

/// How long a keeper that is dropped unclosed, as by a panic, is waited for.
const AT_WORST: Duration = Duration::from_secs(1);

/// The way to the saving thread.
#[derive(Debug)]
pub struct Keeper {
    file: NotesFile,
    desk: Arc<Mutex<Desk>>,
    /// Says that there is something new to save; gone once the end was asked for.
    wake: Option<Sender<()>>,
    /// Ends when the thread does.
    over: Receiver<()>,
}

/// What lies between the browser and the saving thread.
#[derive(Debug, Default)]
struct Desk {
    /// What the file does not have yet, the oldest first.
    waiting: Vec<Change>,
    /// Why the last attempt failed, if it did.
    failure: Option<Failure>,
}

impl Keeper {
    /// Starts the thread. It tells what the file holds after each save, and why one failed.
    pub fn start(file: NotesFile, tell: impl Fn(Result<Page, Failure>) + Send + 'static) -> Self {
        let desk = Arc::new(Mutex::new(Desk::default()));
        let (wake, woken) = channel();
        let (ending, over) = channel();
        let (of_thread, its_file) = (Arc::clone(&desk), file.clone());
        thread::spawn(move || {
            keep_all(&its_file, &of_thread, &woken, &tell);
            drop::<Sender<()>>(ending);
        });
        Self {
            file,
            desk,
            wake: Some(wake),
            over,
        }
    }

    /// Has a change saved; returns at once.
    pub fn keep(&self, change: Change) {
        lock(&self.desk).waiting.push(change);
        if let Some(wake) = &self.wake {
            // Where the thread is gone, the change is found on the desk at the end.
            let _ = wake.send(());
        }
    }

    /// How many changes the file does not have yet.
    #[must_use]
    pub fn pending(&self) -> usize {
        lock(&self.desk).waiting.len()
    }

    /// Saves what is left, and waits for that for so long.
    ///
    /// # Errors
    /// Where something could not be saved. It is in a file of its own then, or in the error.
    pub fn close(mut self, patience: Duration) -> Result<(), Unsaved> {
        self.end(patience)
    }

    fn end(&mut self, patience: Duration) -> Result<(), Unsaved> {
        drop(self.wake.take());
        if self.pending() > 0 {
            // Ends with an error either way: the thread never says anything, it only ends.
            let _ = self.over.recv_timeout(patience);
        }
        let mut desk = lock(&self.desk);
        let changes = mem::take(&mut desk.waiting);
        let failure = desk.failure.take();
        drop(desk);
        if changes.is_empty() {
            return Ok(());
        }
        let path = self.file.path();
        Err(Unsaved {
            failure: failure.unwrap_or_else(|| Failure::new(path, Why::Slow)),
            rescued: rescue(&changes),
        })
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        if self.wake.is_some() {
            // Nobody is there to be told; the rescued notes are in their file.
            let _ = self.end(AT_WORST);
        }
    }
}

fn lock(desk: &Mutex<Desk>) -> MutexGuard<'_, Desk> {
    // Nothing that is done to it can leave it half done.
    desk.lock().unwrap_or_else(PoisonError::into_inner)
}

fn keep_all(
    file: &NotesFile,
    desk: &Mutex<Desk>,
    woken: &Receiver<()>,
    tell: &dyn Fn(Result<Page, Failure>),
) {
    loop {
        let on = woken.recv().is_ok();
        // One attempt for all that has come meanwhile.
        while woken.try_recv().is_ok() {}
        let changes = lock(desk).waiting.clone();
        if !changes.is_empty() {
            let saved = file.change(&changes);
            let mut desk = lock(desk);
            desk.failure = saved.as_ref().err().cloned();
            if saved.is_ok() {
                // Where the end did not wait, it took them away.
                let done = changes.len().min(desk.waiting.len());
                desk.waiting.drain(..done);
            }
            drop(desk);
            tell(saved);
        }
        if !on {
            return;
        }
    }
}
