//! A text as words and sentences, less what is not its own voice.

use std::ops::Range;

use super::lexicon::{Classes, MARK, SPEAKER, STOP, classes};
use crate::language::entities::Names;
use crate::language::tokens::{TokenKind, Tokens};

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
    pub(super) capitals: bool,
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

/// A run of words. Positions beyond its end read as the empty word of no class.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'s>(pub(super) &'s [Word<'s>]);

impl<'s> Words<'s> {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The word at `at`, folded.
    pub(super) fn at(&self, at: usize) -> &'s str {
        self.0.get(at).map_or("", |word| word.folded)
    }

    /// The word `back` places before `at`, folded.
    pub(super) fn before(&self, at: usize, back: usize) -> &'s str {
        at.checked_sub(back).map_or("", |at| self.at(at))
    }

    /// Whether the word is of one of these classes.
    pub(super) fn is(&self, at: usize, classes: Classes) -> bool {
        self.0
            .get(at)
            .is_some_and(|word| word.classes & classes != 0)
    }
}
