//! Sentences: where clauses begin, who their subjects are, and what is subordinate.

use std::ops::Range;

use super::addressee::{List, list};
use super::lexicon::{ADVERB, DETERMINER, FINITE, GERUND, MARK, OPENER, PARTICIPLE, RELATIVE};
use super::words::{Word, Words};
use crate::language::actions::{ActionId, ActionKind, Verb, verb};

/// One sentence.
#[derive(Debug)]
pub(super) struct Sentence<'s> {
    pub(super) words: Words<'s>,
    /// Where the provision's own words begin, after those of its chapeau.
    pub(super) own_from: usize,
    /// Where the clauses that complete the body's verbs begin: each at its "that".
    pub(super) that: Vec<usize>,
}

impl<'s> std::ops::Deref for Sentence<'s> {
    type Target = Words<'s>;

    fn deref(&self) -> &Words<'s> {
        &self.words
    }
}

impl<'s> Sentence<'s> {
    pub(super) fn new(words: &'s [Word<'s>], own_from: usize) -> Self {
        let that = Vec::new();
        Self {
            words: Words(words),
            own_from,
            that,
        }
    }

    /// The operative verb that begins at a word.
    pub(super) fn verb(&self, at: usize) -> Option<Verb> {
        verb(self.at(at), |nth| self.at(at + nth))
    }

    /// The first place from `at` on that is no adverb.
    pub(super) fn past_adverbs(&self, at: usize) -> usize {
        (at..).find(|&at| !self.is(at, ADVERB)).unwrap_or(at)
    }

    /// Steps back from before `at` over adverbs.
    pub(super) fn back_over_adverbs(&self, at: usize) -> usize {
        let adverbs = (0..at).rev().take_while(|&at| self.is(at, ADVERB));
        at - adverbs.count()
    }

    /// One past what commas set apart from `at` on ("…, in that context, …"), if they do.
    pub(super) fn past_aside(&self, at: usize) -> usize {
        if self.at(at) != "," {
            return at;
        }
        let close =
            (at + 1..self.len().min(at + 41)).find(|&at| matches!(self.at(at), "," | ";" | ":"));
        close
            .filter(|&close| self.at(close) == ",")
            .map_or(at, |close| close + 1)
    }

    /// Whether the verb at `at` belongs to a relative or another subordinate clause, and so says
    /// nothing for the sentence. The clauses in `that` complete the body's verb; they do not count
    /// as subordinate.
    pub(super) fn is_subordinate(&self, at: usize) -> bool {
        for place in (0..at).rev() {
            let word = self.at(place);
            if matches!(word, ";" | ":") || self.is(place, FINITE) {
                return false;
            }
            // WHO is no pronoun.
            if !self.is(place, RELATIVE) || self.words.0[place].capitals {
                continue;
            }
            // A clause that opens the sentence is over at its comma: "If …, States should …".
            let over = place == 0 && (place..at).any(|inside| self.at(inside) == ",");
            if over || self.that.contains(&place) {
                return false;
            }
            let next = place + 1;
            let has_subject = self.is(next, DETERMINER)
                || list(self.words, next).is_some()
                || !matches!(word, "which" | "who" | "that");
            // After a noun "that" is likely a relative one.
            let content = word == "that"
                && matches!(
                    self.before(place, 1),
                    "ensure"
                        | "ensures"
                        | "ensuring"
                        | "so"
                        | "fact"
                        | "order"
                        | "given"
                        | "provided"
                        | "view"
                        | ","
                );
            if self.past_adverbs(next) >= at || has_subject || content {
                return true;
            }
        }
        false
    }

    /// Whether all before `at` is an adverbial that opens the sentence, though no comma ends it:
    /// "In a resolution on health the Council requested".
    pub(super) fn is_opened_until(&self, at: usize) -> bool {
        let plain = |place| !self.is(place, FINITE | RELATIVE | MARK) && self.at(place) != "as";
        self.is(0, OPENER) && (0..at).all(plain)
    }

    /// Those who are the subject of the verb at `at`, if they are in the table; nobody otherwise.
    pub(super) fn subject(&self, at: usize) -> List {
        // The clause begins after its "that", a semicolon or the sentence's start.
        let that = self.that.iter().copied().filter(|that| *that < at).max();
        let mark = (0..at)
            .rev()
            .find(|&place| matches!(self.at(place), ";" | ":"));
        let start = that.max(mark).map_or(0, |place| place + 1);
        let candidates = self.subjects_from(start).into_iter();
        candidates
            .filter(|list| self.reaches(list.end, at))
            .chain(self.subject_beside(start, at))
            .next()
            .unwrap_or_default()
    }

    /// Candidates for the subject of the clause that begins at `start`: what it begins with, or
    /// what follows the adverbial that it begins with.
    pub(super) fn subjects_from(&self, start: usize) -> Vec<List> {
        let start = self.past_adverbs(start);
        if let Some(list) = list(self.words, start) {
            return vec![list];
        }
        if !self.is(start, OPENER | GERUND | PARTICIPLE) && self.at(start) != "," {
            return Vec::new();
        }
        let commas = (start..self.len()).filter(|&at| self.at(at) == ",");
        commas
            .filter_map(|comma| list(self.words, self.past_adverbs(comma + 1)))
            .take(8)
            .collect()
    }

    /// Whether a subject that ends at `end` is that of the verb at `at`: between them stands only
    /// what belongs to the subject, or what shares it.
    fn reaches(&self, end: usize, at: usize) -> bool {
        let passes = |place: usize| {
            let word = self.at(place);
            // Another finite verb has the subject to itself, unless it is that of a relative clause.
            let related =
                || (1..=4).any(|back| place >= end + back && self.is(place - back, RELATIVE));
            !matches!(word, ";" | ":")
                && (!self.is(place, FINITE)
                    || matches!(word, "should" | "must" | "shall")
                    || related())
        };
        end <= at && (end..at).all(passes)
    }

    /// A subject that stands right before its verb, at the beginning of a clause in the middle of
    /// the sentence: "…, and States should".
    fn subject_beside(&self, start: usize, at: usize) -> Option<List> {
        let end = self.back_over_adverbs(at);
        (start + 1..end).find_map(|place| {
            let begins = match self.before(place, 1) {
                "," | "but" | "while" => true,
                "and" => matches!(self.before(place, 2), "," | ";"),
                _ => false,
            };
            begins
                .then(|| list(self.words, place))?
                .filter(|list| list.end == end)
        })
    }
}

/// An action in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) action: ActionId,
    pub(super) kind: ActionKind,
    /// Its words in the sentence.
    pub(super) words: Range<usize>,
    pub(super) addressees: Vec<&'static str>,
}

/// The last action that ends before a word.
pub(super) fn last_before(found: &mut [Found], at: usize) -> Option<&mut Found> {
    let before = found.iter_mut().filter(|found| found.words.end <= at);
    before.max_by_key(|found| found.words.end)
}
