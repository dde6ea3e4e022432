//! The interner: a number for each distinct word met while an index is built.

use hashbrown::HashTable;

use super::concepts::Concepts;
use super::phrase_trie::Code;
use super::term_dictionary::hash;
use crate::language::families::Families;

/// Words with their numbers, in order of first sight. The letters stand in one string; nothing is
/// allocated for a word of its own.
pub(super) struct Interner {
    letters: Vec<u8>,
    words: Vec<Entry>,
    table: HashTable<u32>,
    families: Families,
    /// Numbers in the order of the words' bytes; those met since the last call of `sorted` are
    /// missing.
    sorted: Vec<u32>,
}

struct Entry {
    hash: u32,
    /// Where it ends in `letters`.
    end: u32,
    /// Place in long forms of acronyms and in phrases, worked out once for each distinct word.
    code: Code,
    /// How many provisions have it.
    count: u32,
}

impl Interner {
    pub(super) fn new() -> Self {
        Self {
            letters: Vec::new(),
            words: Vec::new(),
            table: HashTable::new(),
            families: Families::new(),
            sorted: Vec::new(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn word(&self, number: u32) -> &[u8] {
        letters_of(&self.letters, &self.words, number)
    }

    pub(super) fn code(&self, number: u32) -> Code {
        self.words[number as usize].code
    }

    pub(super) fn count(&self, number: u32) -> u32 {
        self.words[number as usize].count
    }

    /// Notes that further provisions have the word.
    pub(super) fn add_count(&mut self, number: u32, count: u32) {
        self.words[number as usize].count += count;
    }

    /// The number of `word`, a new one if need be.
    pub(super) fn number(&mut self, word: &[u8]) -> u32 {
        let hash = hash(word);
        let Self {
            letters,
            words,
            table,
            families,
            ..
        } = self;
        let same = |&number: &u32| {
            words[number as usize].hash == hash && letters_of(letters, words, number) == word
        };
        if let Some(&number) = table.find(spread(hash), same) {
            return number;
        }
        let number = words.len() as u32;
        letters.extend_from_slice(word);
        words.push(Entry {
            hash,
            end: letters.len() as u32,
            code: Concepts::get().code(word, families),
            count: 0,
        });
        table.insert_unique(spread(hash), number, |&number| {
            spread(words[number as usize].hash)
        });
        number
    }

    /// All numbers, in the order of the words' bytes.
    pub(super) fn sorted(&mut self) -> &[u32] {
        let known = self.sorted.len() as u32;
        let mut all = std::mem::take(&mut self.sorted);
        all.extend(known..self.words.len() as u32);
        // Two runs, one of them in order already: the stable sort merges them.
        all[known as usize..].sort_unstable_by_key(|&number| self.word(number));
        all.sort_by_key(|&number| self.word(number));
        self.sorted = all;
        &self.sorted
    }
}

fn letters_of<'l>(letters: &'l [u8], words: &[Entry], number: u32) -> &'l [u8] {
    let number = number as usize;
    let start = number.checked_sub(1).map_or(0, |before| words[before].end);
    &letters[start as usize..words[number].end as usize]
}

/// The table takes its place from the low bits and a fingerprint from the highest seven.
fn spread(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
}
