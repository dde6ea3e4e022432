//! Where in the source a thing stands.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

/// A run of source lines, 1-based, both ends included. Blank lines inside the run are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Lines {
    /// First line, counted from 1.
    pub first: NonZeroU32,
    /// Last line, at least `first`.
    pub last: NonZeroU32,
}

impl Lines {
    /// The run that begins and ends on `line` (counted from 1; 0 is taken as 1).
    #[must_use]
    pub fn on(line: u32) -> Self {
        Self::between(line, line)
    }

    /// The run from `first` to `last` (counted from 1), whichever order they are given in.
    #[must_use]
    pub fn between(first: u32, last: u32) -> Self {
        let at_least_one = |line: u32| NonZeroU32::new(line).unwrap_or(NonZeroU32::MIN);
        Self {
            first: at_least_one(first.min(last)),
            last: at_least_one(first.max(last)),
        }
    }

    /// Whether `line` (counted from 1) lies in the run.
    #[must_use]
    pub fn contains(self, line: u32) -> bool {
        (self.first.get()..=self.last.get()).contains(&line)
    }
}

impl std::fmt::Display for Lines {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.first == self.last {
            write!(f, "{}", self.first)
        } else {
            write!(f, "{}-{}", self.first, self.last)
        }
    }
}
