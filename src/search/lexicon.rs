//! The words met so far while an index is built, each with a number in order of first sight.

use super::acronyms::{Acronyms, Code};
use super::spelling::Families;
use super::vocabulary::hash;

const FREE: u32 = u32::MAX;

/// A hash table whose keys stand in one string; nothing is allocated for a word of its own.
pub(super) struct Lexicon {
    letters: Vec<u8>,
    ends: Vec<u32>,
    /// Place in long forms of acronyms, asked once for each distinct word.
    codes: Vec<Code>,
    /// The provision that had the word last, plus one.
    last: Vec<u32>,
    /// How many provisions have it.
    counts: Vec<u32>,
    /// (hash, number) at the place that the hash names, or the next free one.
    table: Vec<(u32, u32)>,
    families: Families,
}

impl Lexicon {
    pub(super) fn new() -> Self {
        Self {
            letters: Vec::new(),
            ends: Vec::new(),
            codes: Vec::new(),
            last: Vec::new(),
            counts: Vec::new(),
            table: vec![(0, FREE); 1 << 12],
            families: Families::new(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn word(&self, number: u32) -> &[u8] {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.letters[start as usize..self.ends[number] as usize]
    }

    pub(super) fn code(&self, number: u32) -> Code {
        self.codes[number as usize]
    }

    pub(super) fn count(&self, number: u32) -> u32 {
        self.counts[number as usize]
    }

    /// Notes that the provision at `position` has the word; `false` where it is known already.
    pub(super) fn first_in(&mut self, number: u32, position: u32) -> bool {
        let last = &mut self.last[number as usize];
        let first = *last != position + 1;
        if first {
            *last = position + 1;
            self.counts[number as usize] += 1;
        }
        first
    }

    /// The number of `word`, a new one if need be.
    pub(super) fn number(&mut self, word: &[u8]) -> u32 {
        let hash = hash(word);
        let mask = self.table.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let (other, number) = self.table[at];
            if number == FREE {
                return self.insert(word, hash, at);
            }
            if other == hash && self.word(number) == word {
                return number;
            }
            at = (at + 1) & mask;
        }
    }

    fn insert(&mut self, word: &[u8], hash: u32, at: usize) -> u32 {
        let number = self.ends.len() as u32;
        self.letters.extend_from_slice(word);
        self.ends.push(self.letters.len() as u32);
        self.codes.push(Acronyms::get().code(word, &self.families));
        self.last.push(0);
        self.counts.push(0);
        self.table[at] = (hash, number);
        if self.ends.len() * 2 > self.table.len() {
            self.grow();
        }
        number
    }

    fn grow(&mut self) {
        let mask = self.table.len() * 4 - 1;
        let mut table = vec![(0, FREE); mask + 1];
        for &(hash, number) in self.table.iter().filter(|(_, number)| *number != FREE) {
            let mut at = hash as usize & mask;
            while table[at].1 != FREE {
                at = (at + 1) & mask;
            }
            table[at] = (hash, number);
        }
        self.table = table;
    }

    /// All numbers, in the order of the words' bytes.
    pub(super) fn sorted(&self) -> Vec<u32> {
        let mut numbers: Vec<u32> = (0..self.len() as u32).collect();
        numbers.sort_unstable_by_key(|&number| self.word(number));
        numbers
    }
}
