//! From a typed word to the words of the document that it may mean.
//!
//! Nearer tiers come first, and a farther one is asked only as far as the nearer leave need: a
//! word that stands in the document is not taken for a slip of another.

use std::ops::Range;

use super::abbreviation::Abbreviations;
use super::acronyms::{Acronyms, Id};
use super::patterns::Pattern;
use super::query::{Ending, Typed};
use super::slips::{slips, slips_at_beginning};
use super::spelling::{Families, Kinship, kinship};
use super::tier::Tier;
use super::vocabulary::{Vocabulary, WordId};

/// With this many provisions, other words of the same stem are not looked for.
const ENOUGH: u32 = 24;

/// A word is taken for a slip although it occurs, where the other is this much more frequent.
const SLIP_RATIO: u32 = 100;

/// How freely a word may be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Freedom {
    /// Any tier.
    Loose,
    /// The word and its inflections.
    Close,
    /// As it stands.
    Literal,
}

/// The words of one tier.
#[derive(Debug)]
pub(super) struct Level {
    pub(super) tier: Tier,
    pub(super) words: Vec<Range<WordId>>,
    /// How many provisions have them, those with several counted several times.
    pub(super) count: u32,
}

/// What a typed word may mean.
#[derive(Debug, Default)]
pub(super) struct Resolved {
    /// Nearest first.
    pub(super) levels: Vec<Level>,
    /// The same, to be found again in a text.
    pub(super) pattern: Pattern,
}

impl Resolved {
    /// The words of the nearest tier, most frequent first, up to three.
    pub(super) fn nearest<'v>(&self, vocabulary: &'v Vocabulary) -> Option<(Tier, Vec<&'v str>)> {
        let level = self.levels.first()?;
        let mut words: Vec<WordId> = level.words.iter().cloned().flatten().collect();
        words.sort_by_key(|&id| (std::cmp::Reverse(vocabulary.count(id)), id));
        let words = words.into_iter().take(3).map(|id| vocabulary.word(id));
        Some((level.tier, words.collect()))
    }

    fn count(&self) -> u32 {
        self.levels
            .iter()
            .fold(0, |sum, level| sum.saturating_add(level.count))
    }
}

/// Reads typed words against one vocabulary.
pub(super) struct Resolver<'i> {
    vocabulary: &'i Vocabulary,
    pub(super) families: Families,
    abbreviations: Abbreviations,
}

impl<'i> Resolver<'i> {
    pub(super) fn new(vocabulary: &'i Vocabulary) -> Self {
        Self {
            vocabulary,
            families: Families::new(),
            abbreviations: Abbreviations::new(),
        }
    }

    /// What `typed` may mean, as freely as told.
    pub(super) fn resolve(&self, typed: &Typed, freedom: Freedom) -> Resolved {
        let mut found = Resolved::default();
        let word = typed.folded.as_str();
        let acronym = (freedom == Freedom::Loose)
            .then(|| self.acronym(word))
            .flatten();
        if let Some(id) = acronym {
            self.add_acronym(id, &mut found);
            // `WHO` is no `who`.
            if typed.capitals {
                if typed.ending == Ending::Open {
                    let longer = self.vocabulary.beginning_with(&typed.shown);
                    found.pattern.acronyms.extend(
                        longer.clone().filter_map(|id| {
                            self.acronym(&self.vocabulary.word(id).to_lowercase())
                        }),
                    );
                    self.add(Tier::Prefix, vec![longer], &mut found);
                }
                return found;
            }
        }
        let exact = self.vocabulary.find(word);
        self.add_words(Tier::Exact, exact.into_iter().collect(), &mut found);
        if typed.ending == Ending::Star {
            self.add_prefix(word, &mut found);
            return found;
        }
        let (mut inflected, mut derived) = (Vec::new(), Vec::new());
        if freedom != Freedom::Literal {
            for id in self.vocabulary.family(&self.families.key(word)) {
                let other = self.vocabulary.word(id);
                match kinship(word, other) {
                    _ if other == word => {}
                    Some(Kinship::Inflection) => inflected.push(id),
                    Some(Kinship::Derivation) => derived.push(id),
                    None => {}
                }
            }
        }
        self.add_words(Tier::Inflection, inflected, &mut found);
        let numeral = word.bytes().all(|b| b.is_ascii_digit());
        let begins = match typed.ending {
            Ending::Open => !numeral || found.levels.is_empty(),
            // `soc sec`
            _ => freedom == Freedom::Loose && !numeral && found.levels.is_empty() && word.len() > 2,
        };
        if begins {
            self.add_prefix(word, &mut found);
        }
        if freedom == Freedom::Loose {
            if found.count() < ENOUGH {
                self.add_words(Tier::Derivation, derived, &mut found);
            }
            self.guess(word, typed.ending == Ending::Open, &mut found);
        }
        found
    }

    /// The document's acronym that `word` is.
    fn acronym(&self, word: &str) -> Option<Id> {
        let id = Acronyms::get().short(word)?;
        self.vocabulary.find(Acronyms::get().name(id)).map(|_| id)
    }

    /// Adds an acronym with its long forms.
    pub(super) fn add_acronym(&self, id: Id, found: &mut Resolved) {
        if let Some(word) = self.vocabulary.find(Acronyms::get().name(id)) {
            found.pattern.acronyms.push(id);
            let alone = std::iter::once(word..word + 1).collect();
            self.add(Tier::Acronym, alone, found);
        }
    }

    fn add_prefix(&self, word: &str, found: &mut Resolved) {
        let range = self.vocabulary.beginning_with(word);
        if !range.is_empty() {
            found.pattern.prefix = Some(word.to_owned());
            self.add(Tier::Prefix, vec![range], found);
        }
    }

    fn add_words(&self, tier: Tier, words: Vec<WordId>, found: &mut Resolved) {
        if words.is_empty() {
            return;
        }
        for &id in &words {
            found
                .pattern
                .words
                .push((self.vocabulary.word(id).to_owned(), tier));
        }
        self.add(
            tier,
            words.into_iter().map(|id| id..id + 1).collect(),
            found,
        );
    }

    fn add(&self, tier: Tier, words: Vec<Range<WordId>>, found: &mut Resolved) {
        let ids = words.iter().cloned().flatten();
        let count = ids.fold(0_u32, |sum, id| {
            sum.saturating_add(self.vocabulary.count(id))
        });
        if words.iter().any(|range| !range.is_empty()) {
            found.levels.push(Level { tier, words, count });
        }
    }

    /// Slips, and failing these, abbreviations, and failing these, slips in what may be the
    /// beginning of a word.
    fn guess(&self, word: &str, open: bool, found: &mut Resolved) {
        if word.len() < 4 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
            return;
        }
        let swapped: String = [&word[1..2], &word[..1]].concat();
        let likely = || {
            let starts = [&word[..1], &swapped];
            starts
                .into_iter()
                .flat_map(|start| self.vocabulary.beginning_with(start))
        };
        let certain = found.count();
        let known = found
            .levels
            .iter()
            .any(|level| level.tier != Tier::Derivation);
        let mut least = u32::MAX;
        let mut guesses = Vec::new();
        for id in likely() {
            if known && self.vocabulary.count(id) / SLIP_RATIO <= certain {
                continue;
            }
            if let Some(count) = slips(word, self.vocabulary.word(id)).filter(|&count| count > 0) {
                if count < least {
                    guesses.clear();
                    least = count;
                }
                if count == least {
                    guesses.push(id);
                }
            }
        }
        if known || !guesses.is_empty() {
            self.add_words(Tier::Slip, guesses, found);
            return;
        }
        let long = self.vocabulary.beginning_with(&word[..2]);
        let long = long.filter(|&id| self.abbreviations.fits(word, self.vocabulary.word(id)));
        self.add_words(Tier::Abbreviation, long.collect(), found);
        if open && word.len() > 4 && found.levels.is_empty() {
            let begun = likely().filter(|&id| slips_at_beginning(word, self.vocabulary.word(id)));
            self.add_words(Tier::Slip, begun.collect(), found);
        }
    }

    /// Two words of the document that `word` may be written together from: `web` and `sites`.
    pub(super) fn parts<'w>(&self, word: &'w str) -> Option<(&'w str, &'w str)> {
        let splits = (3..word.len().saturating_sub(2)).filter(|&at| word.is_char_boundary(at));
        splits.map(|at| word.split_at(at)).find(|(one, other)| {
            let known = |part: &str| {
                let key = self.families.key(part);
                self.vocabulary.find(part).is_some()
                    || self.vocabulary.family(&key).any(|id| {
                        kinship(part, self.vocabulary.word(id)) == Some(Kinship::Inflection)
                    })
            };
            self.vocabulary.find(one).is_some() && known(other)
        })
    }

    /// Whether so few provisions have the word that other ways to write it condition.
    pub(super) fn wanting(&self, resolved: &Resolved) -> bool {
        let near = |level: &&Level| level.tier <= Tier::Inflection;
        resolved
            .levels
            .iter()
            .filter(near)
            .map(|level| level.count)
            .sum::<u32>()
            < ENOUGH
    }
}
