//! Finding what was stored before, without storing it twice.
//!
//! A collection of a million records has a million ids; a map that holds each id a second time
//! weighs as much as the rest of the record. The table holds four bytes for each: where it stands.

use std::hash::{BuildHasher, Hash, RandomState};

use hashbrown::HashTable;

/// A position as it is stored everywhere in a document, in 32 bits: no document that fits in
/// memory has more.
pub(crate) fn index(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

/// Positions of things that are stored elsewhere, to be found by a key that they hold.
///
/// The hashes are seeded anew for each table, so that no document can be written to make it slow.
#[derive(Debug, Default)]
pub(crate) struct Table {
    positions: HashTable<u32>,
    hashing: RandomState,
}

impl Table {
    /// The position of the thing with `key`; `same` tells whether a position is it.
    pub(crate) fn find<K: Hash + ?Sized>(
        &self,
        key: &K,
        same: impl Fn(usize) -> bool,
    ) -> Option<u32> {
        let hash = self.hashing.hash_one(key);
        self.positions.find(hash, |at| same(*at as usize)).copied()
    }

    /// Adds the thing with `key`, which is or will be at `position`; it must not be in the table.
    /// `key_of` gives the key of any thing added before.
    pub(crate) fn add<K: Hash + ?Sized, Q: Hash>(
        &mut self,
        key: &K,
        position: usize,
        key_of: impl Fn(usize) -> Q,
    ) {
        let Self { positions, hashing } = self;
        let hash = hashing.hash_one(key);
        positions.insert_unique(hash, index(position), |at| {
            hashing.hash_one(key_of(*at as usize))
        });
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
