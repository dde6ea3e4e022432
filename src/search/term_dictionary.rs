//! The term dictionary (vocabulary): the distinct words of a document, sorted, each once.

use std::ops::Range;

use crate::language::families::Families;
use crate::language::function_words::{function_word_of, function_words};
use crate::language::languages::{Language, Languages};

/// A word, as its place in the sorted dictionary.
pub(super) type TermId = u32;

/// All words of a document, in one string.
#[derive(Default)]
pub(super) struct TermDictionary {
    letters: String,
    /// Where each word ends in `letters`.
    ends: Vec<u32>,
    /// How many texts have each word.
    counts: Vec<u32>,
    /// Words by the hash of their family's key.
    families: Vec<(u32, TermId)>,
    languages: Languages,
}

impl TermDictionary {
    /// From words in ascending order of their bytes, each with the number of texts that have it.
    pub(super) fn new(letters: String, ends: Vec<u32>, counts: Vec<u32>) -> Self {
        let mut dictionary = Self {
            letters,
            ends,
            counts,
            families: Vec::new(),
            languages: Languages::NONE,
        };
        dictionary.languages = dictionary.told_languages();
        let families = Families::new();
        let mut keys = Vec::with_capacity(dictionary.ends.len());
        for id in 0..dictionary.len() {
            let word = dictionary.word(id);
            for language in Families::languages_of(word, dictionary.languages).iter() {
                keys.push((key_hash(language, &families.key(language, word)), id));
            }
        }
        keys.sort_unstable();
        keys.shrink_to_fit();
        dictionary.families = keys;
        dictionary
    }

    /// How many words there are.
    pub(super) fn len(&self) -> u32 {
        self.ends.len() as u32
    }

    /// The word itself.
    pub(super) fn word(&self, id: TermId) -> &str {
        let id = id as usize;
        let start = id.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.letters[start as usize..self.ends[id] as usize]
    }

    /// The languages of the texts, as their function words tell; English where none does.
    pub(super) fn languages(&self) -> Languages {
        self.languages
    }

    fn told_languages(&self) -> Languages {
        // A single word may be one of another language by chance.
        const DIFFERENT: u32 = 3;
        // So many, though in few texts, are a passage in that language.
        const PASSAGE: u32 = 8;
        let mut texts = [(0_u32, 0_u64); Language::ALL.len()];
        // The same of all their words, those of several languages included.
        let mut shared = [(0_u32, 0_u64); Language::ALL.len()];
        for word in function_words() {
            let languages = function_word_of(word);
            let Some(id) = self.find(word) else {
                continue;
            };
            for language in languages.iter() {
                let (words, texts) = &mut shared[language as usize];
                *words += 1;
                *texts += u64::from(self.count(id));
            }
            let mut alone = languages.iter();
            if let (Some(language), None) = (alone.next(), alone.next()) {
                let (words, texts) = &mut texts[language as usize];
                *words += 1;
                *texts += u64::from(self.count(id));
            }
        }
        // The language that explains most, also of a text too short for words of its own.
        let main = Language::ALL.into_iter().max_by_key(|&language| {
            let (words, texts) = shared[language as usize];
            (texts, words, std::cmp::Reverse(language))
        });
        let main = main.filter(|&language| shared[language as usize].0 >= DIFFERENT);
        let most = texts.iter().map(|(_, texts)| *texts).max().unwrap_or(0);
        let all = Language::ALL.into_iter();
        let told = all.filter(|&language| {
            let (words, texts) = texts[language as usize];
            words >= DIFFERENT && texts * 20 >= most || words >= PASSAGE || main == Some(language)
        });
        let told: Languages = told.collect();
        if told.is_empty() {
            Languages::only(Language::English)
        } else {
            told
        }
    }

    /// How many texts have it.
    pub(super) fn count(&self, id: TermId) -> u32 {
        self.counts[id as usize]
    }

    /// The place of exactly this word.
    pub(super) fn find(&self, word: &str) -> Option<TermId> {
        let at = self.partition_point(|other| other < word.as_bytes());
        (at < self.len() && self.word(at) == word).then_some(at)
    }

    /// The words that begin with `prefix`.
    pub(super) fn beginning_with(&self, prefix: &str) -> Range<TermId> {
        let prefix = prefix.as_bytes();
        let from = self.partition_point(|word| word < prefix);
        let to = self.partition_point(|word| word < prefix || word.starts_with(prefix));
        from..to
    }

    /// The words whose family has this key in a language; rarely also one of another family.
    pub(super) fn family(&self, language: Language, key: &str) -> impl Iterator<Item = TermId> {
        let hash = key_hash(language, key);
        let from = self.families.partition_point(|&(other, _)| other < hash);
        self.families[from..]
            .iter()
            .take_while(move |&&(other, _)| other == hash)
            .map(|&(_, id)| id)
    }

    /// How many words, from the first on, `holds` is true of; it must be false of all after them.
    fn partition_point(&self, holds: impl Fn(&[u8]) -> bool) -> TermId {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if holds(self.word(middle).as_bytes()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// Distinguishes the keys of languages.
fn key_hash(language: Language, key: &str) -> u32 {
    hash(key.as_bytes()) ^ (language as u32).wrapping_mul(0x9e37_79b9)
}

/// A quick hash with well-mixed high and low bits; the same from run to run.
pub(super) fn hash(bytes: &[u8]) -> u32 {
    const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut state = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut eight = [0; 8];
        eight.copy_from_slice(chunk);
        state = (state.rotate_left(5) ^ u64::from_le_bytes(eight)).wrapping_mul(MIX);
    }
    let mut rest = [0; 8];
    let tail = chunks.remainder();
    rest[..tail.len()].copy_from_slice(tail);
    state = (state.rotate_left(5) ^ u64::from_le_bytes(rest)).wrapping_mul(MIX);
    ((state ^ (state >> 29)).wrapping_mul(MIX) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &[&str]) -> TermDictionary {
        let mut letters = String::new();
        let mut ends = Vec::new();
        for word in words {
            letters.push_str(word);
            ends.push(letters.len() as u32);
        }
        TermDictionary::new(letters, ends, vec![1; words.len()])
    }

    #[test]
    fn words_are_found() {
        let dictionary = of(&[
            "ILO",
            "a",
            "ratification",
            "ratify",
            "ratifying",
            "state",
            "état",
        ]);
        assert_eq!(dictionary.find("ratify"), Some(3));
        assert_eq!(dictionary.find("état"), Some(6));
        assert_eq!(dictionary.find("rat"), None);
        assert_eq!(dictionary.beginning_with("ratif"), 2..5);
        assert_eq!(dictionary.beginning_with("é"), 6..7);
        assert_eq!(dictionary.beginning_with("z").len(), 0);
        let key = Families::new().key(Language::English, "ratified");
        let family: Vec<&str> = dictionary
            .family(Language::English, &key)
            .map(|id| dictionary.word(id))
            .collect();
        assert!(family.contains(&"ratify") && family.contains(&"ratifying"));
    }
}
