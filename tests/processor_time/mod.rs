//! Processor time of a thread: how long something takes, however busy the machine is with others.

use std::time::{Duration, Instant};

/// The processor time that `work` takes on this thread; where the system tells none, its time by
/// the clock.
pub fn of<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let since = Instant::now();
    let begun = used();
    let done = std::hint::black_box(work());
    let took = match (begun, used()) {
        (Some(begun), Some(ended)) => ended.saturating_sub(begun),
        _ => since.elapsed(),
    };
    (took, done)
}

/// What this thread has used so far. Linux counts it in nanoseconds, up to the last tick (4 ms at
/// most) of a thread that has not slept.
fn used() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = told.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}
