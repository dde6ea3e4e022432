//! What is known of the line to the terminal, and when it should get the next frame.
//!
//! The kernel takes some ten thousand bytes before it lets a writer wait, and says nothing of how
//! many it still has. On a line of two thousand bytes a second that is five seconds of frames that
//! nobody wants to see any more, in front of the one that matters. So the line's speed is measured
//! while it lets the writer wait, and the next frame is held until what was sent before is likely
//! to have arrived. On a line that never lets anybody wait, nothing is held.

use std::time::{Duration, Instant};

/// Bytes that a pseudo-terminal of Linux takes before a writer waits: 4 kB for the terminal to
/// read, 8 kB behind. Others take less.
const TAKEN: f64 = 12_000.0;

/// No frame is held longer, whatever was measured.
const LONGEST: Duration = Duration::from_secs(2);

/// Bytes that must have waited before a speed is made of it: on a busy machine a terminal may sleep
/// for a moment, which says nothing.
const ENOUGH: usize = 2_000;

/// Less is not worth holding a frame for.
const SHORTEST: Duration = Duration::from_millis(20);

/// What a wait tells of a line that stalled once, rather than being slow, must not be believed for
/// long: each frame that goes through without a wait makes the line so much faster.
const TRUST: f64 = 1.1;

/// How long the writer waited for the line, and for how many bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Wait {
    /// Bytes written in all.
    pub(super) bytes: usize,
    /// Those of them that had to wait.
    pub(super) held: usize,
    /// How long.
    pub(super) time: Duration,
}

/// An estimate of what is still on its way.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Bytes a second, where the line is slow.
    speed: Option<f64>,
    /// Waits since the line last let none, too few yet to tell a speed.
    waits: Wait,
    /// Bytes on their way, at the time at which that was estimated.
    under_way: Option<(f64, Instant)>,
}

impl Line {
    /// Takes note of what was written; gives how long to hold the next frame.
    pub(super) fn wrote(&mut self, wait: Wait, now: Instant) -> Duration {
        if wait.held == 0 {
            self.waits = Wait::default();
        }
        self.waits.held += wait.held;
        self.waits.time += wait.time;
        let waited = self.waits.held >= ENOUGH;
        if waited {
            let waits = std::mem::take(&mut self.waits);
            self.speed = Some(waits.held as f64 / waits.time.as_secs_f64());
        }
        let Some(speed) = self.speed else {
            return Duration::ZERO;
        };
        let left = self.under_way.map_or(0.0, |(bytes, then)| {
            (bytes - speed * now.duration_since(then).as_secs_f64()).max(0.0)
        });
        let under_way = if waited {
            // It had to wait because there was no room.
            TAKEN
        } else {
            self.speed = Some(speed * TRUST);
            left + wait.bytes as f64
        };
        self.under_way = Some((under_way, now));
        let hold = Duration::from_secs_f64((under_way / speed).min(LONGEST.as_secs_f64()));
        if hold < SHORTEST {
            *self = Self::default();
            return Duration::ZERO;
        }
        hold
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(bytes: usize, held: usize, milliseconds: u64) -> Wait {
        Wait {
            bytes,
            held,
            time: Duration::from_millis(milliseconds),
        }
    }

    #[test]
    fn a_line_that_takes_everything_gets_everything() {
        let mut line = Line::default();
        for _ in 0..1_000 {
            assert_eq!(
                line.wrote(wait(9_000, 0, 1), Instant::now()),
                Duration::ZERO
            );
        }
    }

    #[test]
    fn a_slow_line_gets_a_frame_when_the_one_before_has_arrived() {
        let mut line = Line::default();
        let mut now = Instant::now();
        // Two thousand bytes a second, and the kernel is full: six seconds' worth, told in three
        // holds of two.
        let hold = line.wrote(wait(9_000, 2_000, 1_000), now);
        assert_eq!(hold, LONGEST);
        now += Duration::from_secs(6);
        let hold = line.wrote(wait(1_000, 0, 0), now);
        assert_eq!(hold, Duration::from_millis(500));
    }

    #[test]
    fn a_line_that_stalled_once_is_soon_believed_again() {
        let mut line = Line::default();
        let mut now = Instant::now();
        now += line.wrote(wait(9_000, 2_000, 3_000), now);
        let begun = now;
        loop {
            let hold = line.wrote(wait(500, 0, 0), now);
            if hold.is_zero() {
                break;
            }
            now += hold;
        }
        assert!(now - begun < Duration::from_secs(30));
    }
}
