//! Background saver: a thread that saves changes, so that no key waits for a disk.
//!
//! Changes wait in a queue until the file has them, in the order in which they were made. Those
//! that could not be saved stay in it: they are tried again with the next one and at the end, and
//! what is left then is written where the reader can find it.

use std::mem;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::error::{NotesError, Reason};
use super::file::NotesFile;
use super::rescue::{Unsaved, rescue};
use super::{Change, Draft, Notebook};

/// How long a saver that is dropped unclosed, as by a panic, is waited for.
const AT_WORST: Duration = Duration::from_secs(1);

/// The way to the saving thread.
#[derive(Debug)]
pub struct Saver {
    file: NotesFile,
    queue: Arc<Mutex<Queue>>,
    /// Says that there is something new to save; gone once the end was asked for.
    wake: Option<Sender<()>>,
    /// Ends when the thread does.
    ended: Receiver<()>,
}

/// What lies between the browser and the saving thread.
#[derive(Debug, Default)]
struct Queue {
    /// What the file does not have yet, the oldest first; with the draft that it was written in.
    waiting: Vec<(Change, Option<Draft>)>,
    /// Why the last attempt failed, if it did.
    error: Option<NotesError>,
}

impl Saver {
    /// Starts the thread. It reports what the file holds after each save, and why one failed.
    pub fn start(
        file: NotesFile,
        report: impl Fn(Result<Notebook, NotesError>) + Send + 'static,
    ) -> Self {
        let queue = Arc::new(Mutex::new(Queue::default()));
        let (wake, woken) = channel();
        let (ending, ended) = channel();
        let (of_thread, its_file) = (Arc::clone(&queue), file.clone());
        thread::spawn(move || {
            save_all(&its_file, &of_thread, &woken, &report);
            drop::<Sender<()>>(ending);
        });
        Self {
            file,
            queue,
            wake: Some(wake),
            ended,
        }
    }

    /// Has a change saved; returns at once.
    pub fn save(&self, change: Change) {
        self.save_with_draft(change, None);
    }

    /// The same with the draft that it was written in, which is removed when the change is in the
    /// file, and stays where it could not be saved.
    pub fn save_with_draft(&self, change: Change, draft: Option<Draft>) {
        lock(&self.queue).waiting.push((change, draft));
        if let Some(wake) = &self.wake {
            // Where the thread is gone, the change is found in the queue at the end.
            let _ = wake.send(());
        }
    }

    /// How many changes the file does not have yet.
    #[must_use]
    pub fn pending(&self) -> usize {
        lock(&self.queue).waiting.len()
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
        // Ends with an error either way: the thread never says anything, it only ends.
        let _ = self.ended.recv_timeout(patience);
        let mut queue = lock(&self.queue);
        let waiting = mem::take(&mut queue.waiting);
        let error = queue.error.take();
        drop(queue);
        if waiting.is_empty() {
            return Ok(());
        }
        let changes: Vec<Change> = waiting.into_iter().map(|(change, _)| change).collect();
        Err(Unsaved {
            error: error.unwrap_or_else(|| NotesError::new(self.file.path(), Reason::Slow)),
            rescued: rescue(&changes),
        })
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        if self.wake.is_some() {
            // Nobody is there to be told; the rescued notes are in their file.
            let _ = self.end(AT_WORST);
        }
    }
}

fn lock(queue: &Mutex<Queue>) -> MutexGuard<'_, Queue> {
    // Nothing that is done to it can leave it half done.
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}

fn save_all(
    file: &NotesFile,
    queue: &Mutex<Queue>,
    woken: &Receiver<()>,
    report: &dyn Fn(Result<Notebook, NotesError>),
) {
    loop {
        let on = woken.recv().is_ok();
        // One attempt for all that has come meanwhile.
        while woken.try_recv().is_ok() {}
        let waiting = lock(queue);
        let changes: Vec<Change> = waiting.waiting.iter().map(|it| it.0.clone()).collect();
        drop(waiting);
        if !changes.is_empty() {
            let saved = file.change(&changes);
            let mut queue = lock(queue);
            queue.error = saved.as_ref().err().cloned();
            // Where the end did not wait, it took them away.
            let done = changes.len().min(queue.waiting.len());
            let done = if saved.is_ok() { done } else { 0 };
            let done: Vec<_> = queue.waiting.drain(..done).collect();
            drop(queue);
            done.into_iter()
                .filter_map(|(_, draft)| draft)
                .for_each(Draft::remove);
            report(saved);
        }
        if !on {
            return;
        }
    }
}
