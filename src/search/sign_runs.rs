//! Runs of signs: words and phrases of scripts without blanks (Chinese, Japanese, Thai), found
//! wherever they stand in a text, whatever stands around them.
//!
//! The index has each sign and each pair of neighbours as a term. A run is looked for by its pairs;
//! texts that have them all are read where there are several pairs, for these may stand apart.

use std::ops::Range;

use super::index_data::Segment;
use super::postings::Bits;
use super::term_dictionary::{TermDictionary, TermId};
use crate::language::folding::{CharacterClass, class};
use crate::language::function_words::is_function_word;
use crate::language::languages::Languages;
use crate::language::tokenizer::{Joint, Word, each_word};
use crate::model::Provision;

/// A run as it is looked for in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SignRun {
    /// Its signs, folded.
    folded: String,
    /// Whether marks may still follow on the last sign.
    open: bool,
}

/// A run as it is looked for in an index.
pub(super) struct RunTerms {
    /// The pairs, each as the terms that it may be; the single sign where there is but one.
    pub(super) parts: Vec<Range<TermId>>,
    run: SignRun,
}

/// Signs that join words, and which hardly a word is made with.
const PARTICLES: [&str; 12] = [
    "的", "了", "与", "及", "或", "是", "吗", "呢", "の", "を", "は", "が",
];

/// The longest function word, in signs.
const LONGEST_FUNCTION_WORD: usize = 6;

impl RunTerms {
    /// The terms of a run; `None` where the document lacks one of them.
    pub(super) fn of(folded: &str, open: bool, dictionary: &TermDictionary) -> Option<Self> {
        let units = units(folded);
        let last = units.len().checked_sub(1)?;
        let mut parts = Vec::with_capacity(units.len());
        for (at, unit) in units.iter().enumerate() {
            let terms = if open && at == last {
                dictionary.beginning_with(unit)
            } else {
                dictionary.find(unit).map_or(0..0, |id| id..id + 1)
            };
            if terms.is_empty() {
                return None;
            }
            parts.push(terms);
        }
        let folded = folded.to_owned();
        let run = SignRun { folded, open };
        Some(Self { parts, run })
    }

    /// As it is looked for in a text.
    pub(super) fn run(&self) -> &SignRun {
        &self.run
    }

    /// How many texts have it, at most.
    pub(super) fn count(&self, dictionary: &TermDictionary) -> u32 {
        let counts = self.parts.iter().map(|terms| {
            let terms = terms.clone();
            terms.fold(0_u32, |sum, id| sum.saturating_add(dictionary.count(id)))
        });
        counts.min().unwrap_or(0)
    }

    /// The texts of a segment that have it.
    pub(super) fn matches(&self, segment: &Segment, provisions: &[Provision]) -> Bits {
        let mut found = segment.with_text.clone();
        for terms in &self.parts {
            let mut bits = Bits::none();
            let local = segment.postings.local(terms);
            segment.postings.add(&local, &mut bits);
            found.keep(&bits);
        }
        if self.parts.len() < 2 {
            return found;
        }
        let finder = memchr::memmem::Finder::new(&self.run.folded);
        let mut scratch = Vec::new();
        let mut reader = RunReader::default();
        let mut confirmed = Bits::none();
        for at in found.iter() {
            let text = provisions.get(at).map_or("", |provision| &*provision.text);
            if self.run.stands_plainly(text, &finder)
                || self.run.stands_in(text, &mut scratch, &mut reader)
            {
                confirmed.insert(at);
            }
        }
        confirmed
    }
}

impl SignRun {
    /// Whether `text` has it as it is folded; a closer look is needed where it says no.
    fn stands_plainly(&self, text: &str, finder: &memchr::memmem::Finder<'_>) -> bool {
        finder.find_iter(text.as_bytes()).any(|at| {
            let after = text[at + self.folded.len()..].chars().next();
            self.open || after.is_none_or(|c| c.is_ascii() || class(c) != CharacterClass::Mark)
        })
    }

    fn stands_in(&self, text: &str, scratch: &mut Vec<u8>, reader: &mut RunReader) -> bool {
        let mut found = false;
        each_word(text, scratch, |word| {
            found = found || reader.step(&word, |signs| signs.find(self).next().is_some());
        });
        found || reader.end(|signs| signs.find(self).next().is_some())
    }
}

/// The signs of a text that follow one another.
#[derive(Default)]
pub(super) struct Signs {
    folded: Vec<u8>,
    /// Of each: where it begins in `folded`, its number among the words, where it stands.
    places: Vec<(usize, u32, Range<usize>)>,
}

/// Where a run stands in a text.
pub(super) struct RunPlace {
    /// First word and number of words.
    pub(super) at: u32,
    pub(super) span: u32,
    pub(super) range: Range<usize>,
}

impl Signs {
    /// Where among them `run` stands.
    pub(super) fn find(&self, run: &SignRun) -> impl Iterator<Item = RunPlace> {
        let length = run.folded.len();
        let starts = memchr::memmem::find_iter(&self.folded, &run.folded);
        starts.filter_map(move |start| {
            let begins = |at: usize| self.places.binary_search_by_key(&at, |place| place.0);
            let first = begins(start).ok()?;
            let end = match begins(start + length) {
                Ok(end) => end,
                Err(end) if run.open || start + length == self.folded.len() => end,
                Err(_) => return None,
            };
            let (one, last) = (
                self.places.get(first)?,
                self.places.get(end.checked_sub(1)?)?,
            );
            Some(RunPlace {
                at: one.1,
                span: (end - first) as u32,
                range: one.2.start..last.2.end,
            })
        })
    }

    fn clear(&mut self) {
        self.folded.clear();
        self.places.clear();
    }
}

/// Follows a text word by word and tells where signs that follow one another end.
#[derive(Default)]
pub(super) struct RunReader(Signs);

impl RunReader {
    /// The next word; what `complete` says of signs that have ended before it.
    pub(super) fn step(&mut self, word: &Word<'_>, complete: impl FnOnce(&Signs) -> bool) -> bool {
        if word.span > 1 {
            return false;
        }
        let goes_on = word.sign && word.joint == Joint::Unspaced;
        let ended = !goes_on && self.end(complete);
        if word.sign {
            let start = self.0.folded.len();
            self.0.folded.extend_from_slice(word.folded);
            self.0.places.push((start, word.at, word.range.clone()));
        }
        ended
    }

    /// The text has ended; what `complete` says of its last signs.
    pub(super) fn end(&mut self, complete: impl FnOnce(&Signs) -> bool) -> bool {
        let said = !self.0.places.is_empty() && complete(&self.0);
        self.0.clear();
        said
    }
}

/// The pairs of a run, or its only sign.
fn units(folded: &str) -> Vec<String> {
    let (mut signs, mut pairs) = (Vec::new(), Vec::new());
    each_word(folded, &mut Vec::new(), |word| {
        let unit = String::from_utf8_lossy(word.folded).into_owned();
        if word.span > 1 {
            pairs.push(unit);
        } else {
            signs.push(unit);
        }
    });
    if pairs.is_empty() { signs } else { pairs }
}

/// What a run falls into: at function words and where the document has no such pair. Empty where it
/// does not.
pub(super) fn pieces(folded: &str, dictionary: &TermDictionary, known: Languages) -> Vec<String> {
    let mut signs: Vec<String> = Vec::new();
    each_word(folded, &mut Vec::new(), |word| {
        if word.span == 1 {
            signs.push(String::from_utf8_lossy(word.folded).into_owned());
        }
    });
    let mut pieces: Vec<Vec<&str>> = vec![Vec::new()];
    let mut at = 0;
    while at < signs.len() {
        let length = function_word_at(&signs[at..], known);
        let inside = at > 1 && at + 3 <= signs.len();
        if length > 1 || length == 1 && inside && PARTICLES.contains(&signs[at].as_str()) {
            pieces.push(Vec::new());
            at += length;
            continue;
        }
        let broken = at > 0 && dictionary.find(&signs[at - 1..=at].concat()).is_none();
        if broken {
            pieces.push(Vec::new());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(&signs[at]);
        }
        at += 1;
    }
    let several = pieces.len() > 1;
    let meant = pieces
        .iter()
        .filter(|piece| several && !piece.is_empty() && !is_function_word(&piece.concat(), known));
    meant.map(|piece| piece.concat()).collect()
}

/// How many signs the function word has that `signs` begin with; 0 where they begin with none.
fn function_word_at(signs: &[String], known: Languages) -> usize {
    let longest = signs.len().min(LONGEST_FUNCTION_WORD);
    let mut lengths = (1..=longest).rev();
    let found = lengths.find(|&length| is_function_word(&signs[..length].concat(), known));
    found.unwrap_or(0)
}
