//! Occurrences: where the words of a query stand in a text. Scoring reads the best hits with it,
//! phrases are confirmed with it, and highlighting marks what it finds.

use std::collections::HashMap;
use std::ops::Range;

use super::concepts::{Concepts, written_short};
use super::match_level::MatchLevel;
use super::phrase_trie::{Id, Recogniser};
use super::sign_runs::{RunReader, SignRun, Signs};
use crate::language::families::Families;
use crate::language::tokenizer::{Word, each_word};

/// What one typed word matches.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pattern {
    /// Folded, ascending.
    pub(super) words: Vec<(String, MatchLevel)>,
    /// Whatever begins so.
    pub(super) prefix: Option<String>,
    /// A run of signs.
    pub(super) run: Option<SignRun>,
    /// Acronyms and phrases, whichever way they are written.
    pub(super) concepts: Vec<(Id, MatchLevel)>,
    /// Whether it is to be marked by itself; parts of a phrase are not.
    pub(super) shown: bool,
}

/// Where a pattern was found.
#[derive(Clone, Debug)]
pub(super) struct Occurrence {
    /// Which pattern.
    pub(super) term: usize,
    pub(super) match_level: MatchLevel,
    /// First word and number of words.
    pub(super) at: u32,
    pub(super) span: u32,
    pub(super) range: Range<usize>,
}

/// All patterns of a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Patterns {
    pub(super) terms: Vec<Pattern>,
    /// Patterns that must stand in a row to be marked.
    pub(super) phrases: Vec<Vec<usize>>,
}

/// Room to work in, for many texts.
#[derive(Default)]
pub(super) struct Scratch {
    bytes: Vec<u8>,
    recogniser: Recogniser,
    families: Option<Families>,
    runs: RunReader,
}

impl Pattern {
    /// At which level it matches a folded word.
    fn match_level(&self, folded: &[u8]) -> Option<MatchLevel> {
        let exactly = (self.words).binary_search_by(|(word, _)| word.as_bytes().cmp(folded));
        match (exactly, &self.prefix) {
            (Ok(at), _) => Some(self.words[at].1),
            (Err(_), Some(prefix)) if folded.starts_with(prefix.as_bytes()) => {
                Some(MatchLevel::Prefix)
            }
            _ => None,
        }
    }

    /// The same for an acronym in the text, its long form, or a phrase.
    fn means(&self, id: Id) -> Option<MatchLevel> {
        let mut concepts = self.concepts.iter();
        concepts
            .find(|(own, _)| *own == id)
            .map(|(_, level)| *level)
    }
}

impl Patterns {
    /// Every place in `text` that some pattern matches, in the order of their ends.
    pub(super) fn occurrences(&self, text: &str, scratch: &mut Scratch) -> Vec<Occurrence> {
        let mut found = Vec::new();
        let concepts = self.terms.iter().any(|term| !term.concepts.is_empty());
        scratch.recogniser.restart();
        let (recogniser, families) = (&mut scratch.recogniser, &mut scratch.families);
        let runs = self.terms.iter().any(|term| term.run.is_some());
        let reader = &mut scratch.runs;
        let first: [bool; 256] = self.first_letters();
        each_word(text, &mut scratch.bytes, |word| {
            if first[usize::from(word.folded[0])] {
                for (term, pattern) in self.terms.iter().enumerate() {
                    if let Some(match_level) = pattern.match_level(word.folded) {
                        found.push(occurrence(term, match_level, &word));
                    }
                }
            }
            if runs {
                reader.step(&word, |signs| self.add_runs(signs, &mut found));
            }
            if !concepts {
                return;
            }
            if let Some(id) = written_short(&word) {
                for (term, pattern) in self.terms.iter().enumerate() {
                    found.extend(
                        pattern
                            .means(id)
                            .map(|match_level| occurrence(term, match_level, &word)),
                    );
                }
            }
            if word.span > 1 {
                return;
            }
            let families = families.get_or_insert_with(Families::new);
            let code = Concepts::get().code(word.folded, families);
            recogniser.step(&Concepts::get().trie, code, word.at, &word.range, |long| {
                for (term, pattern) in self.terms.iter().enumerate() {
                    found.extend(pattern.means(long.id).map(|match_level| Occurrence {
                        term,
                        match_level,
                        at: long.at,
                        span: long.span,
                        range: long.range.clone(),
                    }));
                }
            });
        });
        reader.end(|signs| self.add_runs(signs, &mut found));
        found
    }

    /// Adds the places of runs among signs that follow one another; whether there are any.
    fn add_runs(&self, signs: &Signs, found: &mut Vec<Occurrence>) -> bool {
        let before = found.len();
        for (term, pattern) in self.terms.iter().enumerate() {
            let places = pattern.run.iter().flat_map(|run| signs.find(run));
            found.extend(places.map(|place| Occurrence {
                term,
                match_level: MatchLevel::Exact,
                at: place.at,
                span: place.span,
                range: place.range,
            }));
        }
        found.len() > before
    }

    fn first_letters(&self) -> [bool; 256] {
        let mut first = [false; 256];
        for pattern in &self.terms {
            let words = pattern
                .words
                .iter()
                .map(|(word, _)| word)
                .chain(&pattern.prefix);
            for word in words {
                if let Some(&byte) = word.as_bytes().first() {
                    first[usize::from(byte)] = true;
                }
            }
        }
        first
    }
}

fn occurrence(term: usize, match_level: MatchLevel, word: &Word<'_>) -> Occurrence {
    Occurrence {
        term,
        match_level,
        at: word.at,
        span: word.span,
        range: word.range.clone(),
    }
}

/// Where all patterns of `phrase` stand one after the other; in time linear in the occurrences.
pub(super) fn in_a_row(occurrences: &[Occurrence], phrase: &[usize]) -> Vec<Range<usize>> {
    // By the word that must come next: where what stands before it begins and ends.
    let mut open: Option<HashMap<u32, Range<usize>>> = None;
    for &term in phrase {
        let mut longer: HashMap<u32, Range<usize>> = HashMap::new();
        for found in occurrences.iter().filter(|found| found.term == term) {
            let start = match &open {
                None => found.range.start,
                Some(open) => match open.get(&found.at) {
                    Some(before) => before.start,
                    None => continue,
                },
            };
            let range = (longer.entry(found.at + found.span)).or_insert(start..found.range.end);
            range.start = range.start.min(start);
        }
        open = Some(longer);
    }
    open.unwrap_or_default().into_values().collect()
}
