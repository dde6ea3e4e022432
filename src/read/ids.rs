//! Ids that are unique in their document.

use std::collections::HashMap;
use std::fmt::Write as _;

use compact_str::CompactString;

/// The ids given so far, each with the number to try next for its repetitions.
#[derive(Debug, Default)]
pub(super) struct Ids {
    given: HashMap<CompactString, u32>,
}

impl Ids {
    /// `id` itself where it is new, else `id~2`, `id~3` and so on; `true` with a changed one.
    pub(super) fn unique(&mut self, id: CompactString) -> (CompactString, bool) {
        let Some(next) = self.given.get_mut(&id) else {
            self.given.insert(id.clone(), 2);
            return (id, false);
        };
        let mut number = *next;
        loop {
            let mut candidate = id.clone();
            // Writing to a string in memory cannot fail.
            let _ = write!(candidate, "~{number}");
            number += 1;
            if !self.given.contains_key(&candidate) {
                self.given.insert(id, number);
                self.given.insert(candidate.clone(), 2);
                return (candidate, true);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repetitions_are_counted_and_never_collide() {
        let mut ids = Ids::default();
        let mut give = |id: &str| ids.unique(id.into()).0.to_string();
        let given = ["I.1", "I.1", "I.1~2", "I.1", "I.2"].map(&mut give);
        assert_eq!(given, ["I.1", "I.1~2", "I.1~2~2", "I.1~3", "I.2"]);
    }
}
