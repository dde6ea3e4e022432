//! Finding what was stored before, without storing it twice.
//!
//! A collection of a million records has a million ids; a map that holds each id a second time
//! weighs as much as the rest of the record. The table holds four bytes for each: where it stands.

use std::hash::{BuildHasher, Hash, RandomState};

/// A position as it is stored everywhere in a compilation, in 32 bits: no document that fits in
/// memory as a compilation has more.
pub(crate) fn index(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

/// Positions of things that are stored elsewhere, to be found by a key that they hold.
///
/// The hashes are seeded anew for each table, so that no document can be written to make it slow.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// Position plus one; 0 is free. The length is a power of two, or 0.
    slots: Vec<u32>,
    used: usize,
    hashing: RandomState,
}

impl Table {
    /// The position of the thing with `key`; `same` tells whether a position is it.
    pub(crate) fn find<K: Hash + ?Sized>(
        &self,
        key: &K,
        same: impl Fn(usize) -> bool,
    ) -> Option<u32> {
        let mut at = self.first_slot(key)?;
        loop {
            match self.slots[at] {
                0 => return None,
                taken if same(taken as usize - 1) => return Some(taken - 1),
                _ => at = (at + 1) & (self.slots.len() - 1),
            }
        }
    }

    /// Adds the thing with `key`, which is or will be at `position`; it must not be in the table.
    /// `key_of` gives the key of any thing added before.
    pub(crate) fn add<K: Hash + ?Sized, Q: Hash>(
        &mut self,
        key: &K,
        position: usize,
        key_of: impl Fn(usize) -> Q,
    ) {
        if (self.used + 1) * 4 > self.slots.len() * 3 {
            let longer = (self.slots.len() * 2).max(16);
            let before = std::mem::replace(&mut self.slots, vec![0; longer]);
            for taken in before {
                if taken != 0 {
                    self.put(&key_of(taken as usize - 1), taken);
                }
            }
        }
        self.put(key, index(position + 1));
        self.used += 1;
    }

    fn put<K: Hash + ?Sized>(&mut self, key: &K, taken: u32) {
        let Some(mut at) = self.first_slot(key) else {
            return;
        };
        while self.slots[at] != 0 {
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = taken;
    }

    /// Where the search for `key` begins; `None` in an empty table.
    fn first_slot<K: Hash + ?Sized>(&self, key: &K) -> Option<usize> {
        let last = self.slots.len().checked_sub(1)?;
        // Cutting the hash short is what a table does.
        Some(self.hashing.hash_one(key) as usize & last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_all_that_was_added_and_nothing_else() {
        let words: Vec<String> = (0..5000).map(|n| format!("word {n}")).collect();
        let mut table = Table::default();
        for (at, word) in words.iter().enumerate() {
            assert_eq!(table.find(word.as_str(), |at| words[at] == *word), None);
            table.add(word.as_str(), at, |at| words[at].as_str());
        }
        for (at, word) in (0..).zip(&words) {
            assert_eq!(table.find(word.as_str(), |at| words[at] == *word), Some(at));
        }
        assert_eq!(table.find("word", |at| words[at] == "word"), None);
    }
}
