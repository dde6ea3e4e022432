//! Work in parallel: pieces of a job handed out to as many threads as there are processors.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::cancel::Cancelled;

/// Runs `work` for every number below `pieces`, each once, and returns the state of each thread:
/// `start` makes it, `work` changes it. Stops at the first piece that was cancelled.
///
/// # Errors
/// [`Cancelled`] where some piece was.
pub(super) fn in_parallel<S: Send>(
    pieces: usize,
    start: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) -> Result<(), Cancelled> + Sync,
) -> Result<Vec<S>, Cancelled> {
    let next = AtomicUsize::new(0);
    let run = || {
        let mut state = start();
        loop {
            let which = next.fetch_add(1, Ordering::Relaxed);
            if which >= pieces {
                return Ok(state);
            }
            work(&mut state, which)?;
        }
    };
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = processors.min(pieces).max(1);
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(run)).collect();
        let mut states = vec![run()];
        states.extend(others.into_iter().map(|thread| {
            thread
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        }));
        states.into_iter().collect()
    })
}
