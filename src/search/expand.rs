//! Term expansion: from a typed word to the words of the document that it may mean.
//!
//! Nearer match levels come first, and a farther one is asked only as far as the nearer leave need: a
//! word that stands in the document is not taken for a typo of another.

use std::ops::Range;

use super::abbreviation::Abbreviations;
use super::concepts::{Concepts, Member, shown};
use super::headings::HeadingSet;
use super::index_data::IndexData;
use super::match_level::MatchLevel;
use super::occurrences::Pattern;
use super::phrase_trie::Id;
use super::sign_runs::RunTerms;
use super::term_dictionary::{TermDictionary, TermId};
use super::typed_words::{Ending, TypedWord};
use super::typos::{typos, typos_at_beginning};
use crate::language::families::{Families, Kinship};
use crate::language::word_list::is_english_word;

/// With this many provisions, other words of the same stem are not looked for.
const ENOUGH: u32 = 24;

/// A word is taken for a typo although it occurs, where the other is this much more frequent.
const TYPO_RATIO: u32 = 100;

/// How freely a word may be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tolerance {
    /// Any match level.
    Any,
    /// Any but synonyms: the word stands in a phrase that has synonyms of its own.
    Spelling,
    /// The word and its inflections.
    Forms,
    /// As it stands.
    Literal,
}

impl Tolerance {
    /// Whether a word may also be another one than was typed.
    fn guesses(self) -> bool {
        matches!(self, Self::Any | Self::Spelling)
    }
}

/// The words of one match level.
#[derive(Debug)]
pub(super) struct Level {
    pub(super) match_level: MatchLevel,
    pub(super) terms: Vec<Range<TermId>>,
    /// How many provisions have them, those with several counted several times.
    pub(super) count: u32,
}

/// What a typed word may mean.
#[derive(Default)]
pub(super) struct Expansion {
    /// Nearest first.
    pub(super) levels: Vec<Level>,
    /// The same, to be found again in a text.
    pub(super) pattern: Pattern,
    /// Where it is a run of signs: the terms that must follow one another.
    pub(super) run: Option<RunTerms>,
}

impl Expansion {
    /// The words of one level, most frequent first, up to three.
    pub(super) fn words_at<'d>(
        &self,
        match_level: MatchLevel,
        dictionary: &'d TermDictionary,
    ) -> Vec<&'d str> {
        let levels = (self.levels.iter()).filter(|level| level.match_level == match_level);
        let mut terms: Vec<TermId> = levels
            .flat_map(|level| level.terms.iter().cloned())
            .flatten()
            .collect();
        terms.sort_by_key(|&id| (std::cmp::Reverse(dictionary.count(id)), id));
        let words = terms.into_iter().take(3);
        words.map(|id| shown(dictionary.word(id))).collect()
    }

    /// Whether so few provisions have the word that other ways to write it matter.
    pub(super) fn is_rare(&self) -> bool {
        let levels = self.levels.iter();
        let near = levels.filter(|level| level.match_level <= MatchLevel::Inflection);
        near.map(|level| level.count).sum::<u32>() < ENOUGH
    }

    /// The headings that have it.
    pub(super) fn headings(&self, index: &IndexData) -> HeadingSet {
        let having = |terms: &mut dyn Iterator<Item = &Range<TermId>>| {
            index.headings.having(&index.heading_words, terms)
        };
        match &self.run {
            Some(run) => {
                let parts = run.parts.iter();
                let sets = parts.map(|part| having(&mut std::iter::once(part)));
                sets.reduce(|one, other| one.and(&other))
                    .unwrap_or_default()
            }
            None => having(&mut self.levels.iter().flat_map(|level| &level.terms)),
        }
    }

    fn count(&self) -> u32 {
        self.levels
            .iter()
            .fold(0, |sum, level| sum.saturating_add(level.count))
    }
}

/// Expands typed words by one dictionary.
pub(super) struct Expander<'i> {
    dictionary: &'i TermDictionary,
    pub(super) families: Families,
    abbreviations: Abbreviations,
}

impl<'i> Expander<'i> {
    pub(super) fn new(dictionary: &'i TermDictionary) -> Self {
        Self {
            dictionary,
            families: Families::new(),
            abbreviations: Abbreviations::new(),
        }
    }

    /// What `typed` may mean, as freely as told.
    pub(super) fn expand(&self, typed: &TypedWord, tolerance: Tolerance) -> Expansion {
        let mut found = Expansion::default();
        let word = typed.folded.as_str();
        if typed.signs {
            self.add_run(word, typed.ending != Ending::Whole, &mut found);
            return found;
        }
        let acronym = (tolerance.guesses()).then(|| self.acronym(word)).flatten();
        if let Some(id) = acronym {
            self.add_acronym(id, &mut found);
            // `WHO` is no `who`.
            if typed.capitals {
                if typed.ending == Ending::Open {
                    let longer = self.dictionary.beginning_with(&typed.shown);
                    let acronyms = longer.clone().filter_map(|id| {
                        let id = self.acronym(&self.dictionary.word(id).to_lowercase())?;
                        Some((id, MatchLevel::Acronym))
                    });
                    found.pattern.concepts.extend(acronyms);
                    self.add(MatchLevel::Prefix, vec![longer], &mut found);
                }
                if tolerance == Tolerance::Any {
                    self.add_synonyms(&Concepts::get().synonyms_of(id), &mut found);
                }
                return found;
            }
        }
        let exact = self.dictionary.find(word);
        self.add_words(MatchLevel::Exact, exact.into_iter().collect(), &mut found);
        if typed.ending == Ending::Star {
            self.add_prefix(word, &mut found);
            return found;
        }
        let (mut inflected, mut derived) = (Vec::new(), Vec::new());
        if tolerance != Tolerance::Literal {
            for (id, kinship) in self.kin(word) {
                match kinship {
                    Kinship::Inflection => inflected.push(id),
                    Kinship::Derivation => derived.push(id),
                }
            }
        }
        self.add_words(MatchLevel::Inflection, inflected, &mut found);
        let numeral = word.bytes().all(|b| b.is_ascii_digit());
        let begins = match typed.ending {
            Ending::Open => !numeral || found.levels.is_empty(),
            // `soc sec`
            _ => tolerance.guesses() && !numeral && found.levels.is_empty() && word.len() > 2,
        };
        if begins {
            self.add_prefix(word, &mut found);
        }
        if tolerance.guesses() {
            if found.count() < ENOUGH {
                self.add_words(MatchLevel::Derivation, derived, &mut found);
            }
            let concepts = Concepts::get();
            if tolerance == Tolerance::Any {
                let mut synonyms = concepts.synonyms_of_word(word, &self.families.own_key(word));
                synonyms.extend(acronym.into_iter().flat_map(|id| concepts.synonyms_of(id)));
                self.add_synonyms(&synonyms, &mut found);
                let unfinished = typed.ending == Ending::Open && !is_english_word(word);
                if found.levels.is_empty() && unfinished {
                    // What its completion will find: `cyberc`; `forest` is no beginning of `forestall`.
                    self.add_synonyms(
                        &concepts.synonyms_beginning(word, &self.families),
                        &mut found,
                    );
                }
            }
            self.guess(word, typed.ending == Ending::Open, &mut found);
        }
        found
    }

    /// Adds a run of signs, where the document has all its pairs.
    fn add_run(&self, folded: &str, open: bool, found: &mut Expansion) {
        if let Some(run) = RunTerms::of(folded, open, self.dictionary) {
            found.levels.push(Level {
                match_level: MatchLevel::Exact,
                terms: Vec::new(),
                count: run.count(self.dictionary),
            });
            found.pattern.run = Some(run.run().clone());
            found.run = Some(run);
        }
    }

    /// Other words of the document of the same family.
    fn kin(&self, word: &str) -> Vec<(TermId, Kinship)> {
        let (dictionary, families) = (self.dictionary, &self.families);
        let mut kin = Vec::new();
        for language in Families::languages_of(word, dictionary.languages()).iter() {
            for form in Families::with_particles(language, word) {
                let key = families.key(language, &form);
                for id in dictionary.family(language, &key) {
                    let other = dictionary.word(id);
                    let kinship = Families::kinship(language, word, other);
                    kin.extend(
                        kinship
                            .filter(|_| other != word)
                            .map(|kinship| (id, kinship)),
                    );
                }
            }
        }
        // Nearest first: an inflection in one language may be a derivation in another.
        kin.sort_unstable_by_key(|&(id, kinship)| (id, kinship == Kinship::Derivation));
        kin.dedup_by_key(|&mut (id, _)| id);
        kin
    }

    /// The document's acronym that `word` is.
    fn acronym(&self, word: &str) -> Option<Id> {
        let id = Concepts::get().acronym(word)?;
        let known = self.dictionary.find(Concepts::get().term(id));
        known.map(|_| id)
    }

    /// Adds an acronym with its long forms.
    pub(super) fn add_acronym(&self, id: Id, found: &mut Expansion) {
        if let Some(term) = self.dictionary.find(Concepts::get().term(id)) {
            found.pattern.concepts.push((id, MatchLevel::Acronym));
            let alone = std::iter::once(term..term + 1).collect();
            self.add(MatchLevel::Acronym, alone, found);
        }
    }

    /// Adds what means the same, as far as the document has it and no nearer level.
    pub(super) fn add_synonyms(&self, members: &[&Member], found: &mut Expansion) {
        let mut terms: Vec<TermId> = Vec::new();
        let levels = found.levels.iter().flat_map(|level| &level.terms);
        let nearer: Vec<Range<TermId>> = levels.cloned().collect();
        let is_new = |terms: &[TermId], id: TermId| {
            !terms.contains(&id) && !nearer.iter().any(|range| range.contains(&id))
        };
        for member in members {
            match member {
                Member::Concept(id) => {
                    let term = self.dictionary.find(Concepts::get().term(*id));
                    if let Some(term) = term.filter(|&term| is_new(&terms, term)) {
                        found.pattern.concepts.push((*id, MatchLevel::Synonym));
                        terms.push(term);
                    }
                }
                Member::Word(word) => {
                    let own = self.dictionary.find(word);
                    let kin = self.kin(word).into_iter();
                    let forms = kin.filter(|(_, kinship)| *kinship == Kinship::Inflection);
                    for id in own.into_iter().chain(forms.map(|(id, _)| id)) {
                        if is_new(&terms, id) {
                            let other = self.dictionary.word(id).to_owned();
                            found.pattern.words.push((other, MatchLevel::Synonym));
                            terms.push(id);
                        }
                    }
                }
            }
        }
        let terms = terms.into_iter().map(|id| id..id + 1);
        self.add(MatchLevel::Synonym, terms.collect(), found);
    }

    fn add_prefix(&self, word: &str, found: &mut Expansion) {
        let begun = |word: &str| {
            let range = self.dictionary.beginning_with(word);
            (!range.is_empty()).then(|| (word.to_owned(), range))
        };
        let other = || Families::other_beginning(word).and_then(|other| begun(&other));
        if let Some((prefix, range)) = begun(word).or_else(other) {
            found.pattern.prefix = Some(prefix);
            self.add(MatchLevel::Prefix, vec![range], found);
        }
    }

    fn add_words(&self, match_level: MatchLevel, terms: Vec<TermId>, found: &mut Expansion) {
        let word = |&id: &TermId| (self.dictionary.word(id).to_owned(), match_level);
        let words = terms.iter().map(word);
        found.pattern.words.extend(words);
        let ranges = terms.into_iter().map(|id| id..id + 1);
        self.add(match_level, ranges.collect(), found);
    }

    fn add(&self, match_level: MatchLevel, terms: Vec<Range<TermId>>, found: &mut Expansion) {
        let ids = terms.iter().cloned().flatten();
        let count = ids.fold(0_u32, |sum, id| {
            sum.saturating_add(self.dictionary.count(id))
        });
        if terms.iter().any(|range| !range.is_empty()) {
            found.levels.push(Level {
                match_level,
                terms,
                count,
            });
        }
    }

    /// Typos, and failing these, letters left out, and failing these, typos in what may be the
    /// beginning of a word. What is a word itself has no typos: others are offered as looking alike.
    fn guess(&self, word: &str, open: bool, found: &mut Expansion) {
        let mut letters = word.char_indices();
        let (Some(_), Some((one, _)), Some((two, _))) =
            (letters.next(), letters.next(), letters.next())
        else {
            return;
        };
        if letters.next().is_none() || word.contains(char::is_numeric) {
            return;
        }
        let dictionary = self.dictionary;
        let swapped: String = [&word[one..two], &word[..one]].concat();
        let starts = [&word[..one], &swapped];
        let likely = || {
            let starts = starts.into_iter();
            starts.flat_map(|start| dictionary.beginning_with(start))
        };
        let certain = found.count();
        let mut levels = found.levels.iter();
        let known = levels.any(|level| level.match_level != MatchLevel::Derivation);
        let is_word = is_english_word(word);
        if is_word && !found.levels.is_empty() {
            return;
        }
        let mut least = u32::MAX;
        let mut guesses = Vec::new();
        for id in likely() {
            if known && dictionary.count(id) / TYPO_RATIO <= certain {
                continue;
            }
            if let Some(count) = typos(word, dictionary.word(id)).filter(|&count| count > 0) {
                if count < least {
                    guesses.clear();
                    least = count;
                }
                if count == least {
                    guesses.push(id);
                }
            }
        }
        if is_word {
            return self.add_words(MatchLevel::LookAlike, guesses, found);
        }
        if known || !guesses.is_empty() {
            return self.add_corrected(guesses, found);
        }
        let long = dictionary.beginning_with(&word[..two]);
        let long = long.filter(|&id| self.abbreviations.fits(word, dictionary.word(id)));
        self.add_words(MatchLevel::Abbreviation, long.collect(), found);
        if open && word.chars().count() > 4 && found.levels.is_empty() {
            let begun = likely().filter(|&id| typos_at_beginning(word, dictionary.word(id)));
            self.add_words(MatchLevel::Typo, begun.collect(), found);
        }
    }

    /// Adds words that a typed one was corrected to, with their families.
    fn add_corrected(&self, words: Vec<TermId>, found: &mut Expansion) {
        let mut forms: Vec<TermId> = Vec::new();
        for &id in &words {
            let kin = self.kin(self.dictionary.word(id)).into_iter();
            forms.extend(kin.map(|(id, _)| id).filter(|id| !words.contains(id)));
        }
        forms.sort_unstable();
        forms.dedup();
        let known = |id: &TermId| {
            let mut levels = found.levels.iter().flat_map(|level| &level.terms);
            levels.any(|range| range.contains(id))
        };
        forms.retain(|id| !known(id));
        self.add_words(MatchLevel::Typo, words, found);
        self.add_words(MatchLevel::TypoForm, forms, found);
    }

    /// Two words of the document that `word` may be written together from: `web` and `sites`.
    pub(super) fn parts<'w>(&self, word: &'w str) -> Option<(&'w str, &'w str)> {
        let splits = (3..word.len().saturating_sub(2)).filter(|&at| word.is_char_boundary(at));
        splits.map(|at| word.split_at(at)).find(|(one, other)| {
            let known = |part: &str| {
                let mut kin = self.kin(part).into_iter();
                self.dictionary.find(part).is_some()
                    || kin.any(|(_, kinship)| kinship == Kinship::Inflection)
            };
            self.dictionary.find(one).is_some() && known(other)
        })
    }
}
