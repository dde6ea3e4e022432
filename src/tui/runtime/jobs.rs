//! Jobs on threads: one way to start and to cancel what takes long.
//!
//! Each kind of job has one worker thread, so that at most one of a kind runs and groupings or
//! queries never pile up. Starting one cancels the one before: it stops where it looks at its flag,
//! and is not begun at all where it still waited.

use std::collections::HashMap;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::super::job::JobKind;
use crate::search::Cancel;

/// The workers, by kind of job.
#[derive(Default)]
pub(super) struct Jobs {
    workers: HashMap<JobKind, Worker>,
}

/// A thread that does jobs of one kind. It ends when this is dropped.
struct Worker {
    orders: Sender<Order>,
    /// Of the job that was ordered last.
    newest: Cancel,
}

struct Order {
    cancel: Cancel,
    work: Box<dyn FnOnce(&Cancel) + Send>,
}

impl Jobs {
    /// Starts a job; one of its kind that waits or runs is cancelled, unless they are queued.
    pub(super) fn start(&mut self, kind: JobKind, work: impl FnOnce(&Cancel) + Send + 'static) {
        let worker = self.workers.entry(kind).or_insert_with(Worker::start);
        if !kind.is_queued() {
            worker.newest.cancel();
            worker.newest = Cancel::default();
        }
        // A worker that is gone has panicked, and its message is on the screen.
        let _ = worker.orders.send(Order {
            cancel: worker.newest.clone(),
            work: Box::new(work),
        });
    }

    /// Cancels the job of this kind that runs or waits.
    pub(super) fn cancel(&self, kind: JobKind) {
        if let Some(worker) = self.workers.get(&kind) {
            worker.newest.cancel();
        }
    }
}

impl Worker {
    fn start() -> Self {
        let (orders, coming) = channel::<Order>();
        thread::spawn(move || {
            for Order { cancel, work } in coming {
                if !cancel.is_cancelled() {
                    work(&cancel);
                }
            }
        });
        Self {
            orders,
            newest: Cancel::default(),
        }
    }
}

impl Drop for Jobs {
    fn drop(&mut self) {
        for worker in self.workers.values() {
            worker.newest.cancel();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn of_many_jobs_the_first_is_cancelled_and_the_last_is_done() {
        let mut jobs = Jobs::default();
        let (begun, begins) = channel();
        let (done, ends) = channel();
        let end = done.clone();
        jobs.start(JobKind::Group, move |cancel| {
            begun.send(()).expect("somebody listens");
            while !cancel.is_cancelled() {
                thread::yield_now();
            }
            end.send(0).expect("somebody listens");
        });
        begins.recv().expect("the first job begins");
        for number in 1..40 {
            let end = done.clone();
            jobs.start(JobKind::Group, move |_| {
                end.send(number).expect("somebody listens");
            });
        }
        drop((jobs, done));
        let done: Vec<i32> = ends.iter().collect();
        // Those in between may have been begun before the next one was ordered, but not all.
        assert_eq!(done.first(), Some(&0));
        assert!(done.len() < 40, "{done:?}");
    }
}
