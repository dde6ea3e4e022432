//! Sentences: the words of a text in its own voice, where clauses begin, who their subjects are,
//! and what is subordinate.

use std::ops::Range;

use super::addressee::{List, list};
use super::lexicon::{
    ADVERB, Classes, DETERMINER, FINITE, GERUND, MARK, OPENER, PARTICIPLE, RELATIVE, SPEAKER, STOP,
    classes,
};
use crate::language::actions::{ActionId, ActionKind, Verb, verb};
use crate::language::entities::Names;
use crate::language::tokenizer::{TokenKind, Tokens};

/// No sentence has more words; a longer one is cut, so that reading stays linear.
pub(super) const LONGEST_SENTENCE: usize = 400;

/// A word or a mark of punctuation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'t> {
    /// As the tokenizer folds it.
    pub(super) folded: &'t str,
    pub(super) classes: Classes,
    /// The longest name of an addressee that begins here, and how many words it has.
    pub(super) name: Option<(&'static str, usize)>,
    /// Whether it is written in capitals throughout.
    capitals: bool,
}

/// The words and marks of a text, less what is not its own voice: parentheses, quotations, and the
/// byte ranges that an editor inserted (ascending). Hyphens only part words.
pub(super) fn words<'t>(tokens: &'t Tokens<'_>, inserted: &[Range<usize>]) -> Vec<Word<'t>> {
    let names = Names::of(tokens);
    let closing = closing_marks(tokens);
    let mut inserted = inserted.iter().peekable();
    // Where each word stands among the tokens.
    let mut places: Vec<usize> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        if let Some(close) = closing[at] {
            at = close + 1;
            continue;
        }
        let start = tokens.start(at);
        while inserted.next_if(|range| range.end <= start).is_some() {}
        let aside = inserted.peek().is_some_and(|range| range.start <= start);
        let bracket = tokens.is(at, &["(", ")", "“", "”", "‘", "\"", "'"]);
        if !aside && !bracket && !tokens.is_hyphen(at) {
            places.push(at);
        }
        at += 1;
    }
    let mut found: Vec<Word<'t>> = Vec::with_capacity(places.len());
    for (nth, &at) in places.iter().enumerate() {
        let folded = tokens.word(at);
        let mark = matches!(tokens.kind(at), TokenKind::Comma | TokenKind::Mark);
        let mut class = if mark { MARK } else { classes(folded) };
        if mark && ends_sentence(tokens, at) {
            class |= STOP;
        }
        if folded == "general" && found.last().is_some_and(|last| last.folded == "secretary") {
            class |= SPEAKER;
        }
        let name = names.addressee_at(tokens, at).map(|(addressee, end)| {
            let len = places[nth..]
                .iter()
                .take_while(|place| **place < end)
                .count();
            (addressee, len)
        });
        let capitals = tokens.token(at).is_some_and(|token| token.capitals);
        found.push(Word {
            folded,
            classes: class,
            name,
            capitals,
        });
    }
    found
}

/// For each token that opens a parenthesis or quotation, the one that closes it.
fn closing_marks(tokens: &Tokens<'_>) -> Vec<Option<usize>> {
    let mut closing = vec![None; tokens.len()];
    let (mut brackets, mut quote) = (Vec::new(), None);
    for at in (0..tokens.len()).filter(|&at| tokens.kind(at) == TokenKind::Mark) {
        let open = match tokens.word(at) {
            "(" => {
                brackets.push(at);
                None
            }
            "“" => {
                quote = Some(at);
                None
            }
            ")" => brackets.pop(),
            "”" => quote.take(),
            _ => None,
        };
        if let Some(open) = open {
            closing[open] = Some(at);
        }
    }
    closing
}

/// Words after which a full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "para", "paras", "art", "arts", "no", "nos", "pp", "vol", "mr", "mrs", "ms", "dr", "st", "cf",
    "etc", "add", "rev", "corr", "chap", "sect", "sess",
];

fn ends_sentence(tokens: &Tokens<'_>, at: usize) -> bool {
    match tokens.word(at) {
        "." => {
            let before = at.checked_sub(1).map_or("", |before| tokens.word(before));
            let apart = tokens.start(at + 1) > tokens.end(at) || at + 1 == tokens.len();
            let next_begins = at + 1 >= tokens.len() || tokens.is_capitalized(at + 1);
            before.len() > 1 && !ABBREVIATIONS.contains(&before) && apart && next_begins
        }
        "!" | "?" => true,
        _ => false,
    }
}

/// Ranges of words, each a sentence with the mark that ends it.
pub(super) fn sentences(words: &[Word<'_>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, word) in words.iter().enumerate() {
        if word.classes & STOP != 0 || at + 1 - start >= LONGEST_SENTENCE || at + 1 == words.len() {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    found
}

/// One sentence.
#[derive(Debug)]
pub(super) struct Sentence<'s> {
    pub(super) words: &'s [Word<'s>],
    /// Where the provision's own words begin, after those of its chapeau.
    pub(super) own_from: usize,
    /// Where the clauses that complete the body's verbs begin: each at its "that".
    pub(super) that: Vec<usize>,
}

impl<'s> Sentence<'s> {
    pub(super) fn new(words: &'s [Word<'s>], own_from: usize) -> Self {
        let that = Vec::new();
        Self {
            words,
            own_from,
            that,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The word at `at`, folded; the empty string outside the sentence.
    pub(super) fn at(&self, at: usize) -> &'s str {
        self.words.get(at).map_or("", |word| word.folded)
    }

    /// The word `back` places before `at`; the empty string before the sentence.
    pub(super) fn before(&self, at: usize, back: usize) -> &'s str {
        at.checked_sub(back).map_or("", |at| self.at(at))
    }

    /// Whether the word is of one of these classes.
    pub(super) fn is(&self, at: usize, classes: Classes) -> bool {
        self.words
            .get(at)
            .is_some_and(|word| word.classes & classes != 0)
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
            if !self.is(place, RELATIVE) || self.words[place].capitals {
                continue;
            }
            // A clause that opens the sentence is over at its comma: "If …, States should …".
            let over = place == 0 && (place..at).any(|inside| self.at(inside) == ",");
            if over || self.that.contains(&place) {
                return false;
            }
            let next = place + 1;
            let has_subject = self.is(next, DETERMINER)
                || list(self, next).is_some()
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
        if let Some(list) = list(self, start) {
            return vec![list];
        }
        if !self.is(start, OPENER | GERUND | PARTICIPLE) && self.at(start) != "," {
            return Vec::new();
        }
        let commas = (start..self.len()).filter(|&at| self.at(at) == ",");
        commas
            .filter_map(|comma| list(self, self.past_adverbs(comma + 1)))
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
                .then(|| list(self, place))?
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
