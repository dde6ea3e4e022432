//! One sentence: where its clauses begin, who their subjects are, and what is subordinate.

use std::ops::Range;

use super::action::Kind;
use super::addressee::{List, list};
use super::words::Word;

/// An action in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub action: &'static str,
    pub kind: Kind,
    /// Its words in the sentence.
    pub words: Range<usize>,
    pub addressees: Vec<&'static str>,
}

impl Found {
    /// Adds those whom it addresses, each once.
    pub fn address(&mut self, names: impl IntoIterator<Item = &'static str>) {
        for name in names {
            if !self.addressees.contains(&name) {
                self.addressees.push(name);
            }
        }
    }
}

/// Where the clauses that complete the body's verbs begin: each at its "that".
#[derive(Clone, Debug, Default)]
pub(super) struct Clauses {
    pub that: Vec<usize>,
}

/// The words of one sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sentence<'a> {
    pub words: &'a [Word],
    /// Where the provision's own words begin, after those of its chapeau.
    pub own_from: usize,
}

const RELATIVES: &[&str] = &[
    "which", "who", "whose", "whom", "where", "whereby", "how", "what", "whether", "if", "when",
    "why", "unless", "because", "that",
];

const FINITE: &[&str] = &[
    "is", "are", "was", "were", "has", "have", "had", "can", "may", "might", "cannot", "do",
    "does", "did", "will", "would", "should", "must", "shall", "could",
];

const DETERMINERS: &[&str] = &[
    "the", "a", "an", "all", "any", "each", "every", "both", "those", "these", "this", "its",
    "their", "our", "such", "other", "they", "it", "we", "no", "some", "many",
];

const ADVERBS: &[&str] = &[
    "also",
    "further",
    "again",
    "therefore",
    "thus",
    "hereby",
    "herein",
    "thereby",
    "once",
    "then",
    "now",
    "not",
    "furthermore",
    "moreover",
    "always",
    "both",
    "neither",
    "either",
    "instead",
    "still",
    "however",
    "nevertheless",
    "accordingly",
    "once",
    "more",
    "all",
];

/// Words that open an adverbial before the subject of a clause.
const OPENERS: &[&str] = &[
    "in",
    "on",
    "at",
    "to",
    "with",
    "for",
    "from",
    "by",
    "under",
    "within",
    "through",
    "without",
    "given",
    "based",
    "as",
    "if",
    "when",
    "while",
    "where",
    "although",
    "though",
    "since",
    "pursuant",
    "following",
    "after",
    "before",
    "during",
    "upon",
    "towards",
    "toward",
    "despite",
    "notwithstanding",
    "because",
    "having",
    "among",
    "against",
    "of",
    "regarding",
    "concerning",
    "and",
    "first",
    "second",
    "third",
    "finally",
    "likewise",
    "similarly",
];

/// Whether a word is an adverb, or does as one.
pub(super) fn is_adverb(word: &Word) -> bool {
    ADVERBS.contains(&&*word.folded) || (word.folded.ends_with("ly") && word.folded.len() > 4)
}

/// Whether a word is a past participle.
pub(super) fn is_participle(word: &Word) -> bool {
    const IRREGULAR: &[&str] = &[
        "taken",
        "undertaken",
        "made",
        "given",
        "set",
        "held",
        "led",
        "done",
        "drawn",
        "shown",
        "seen",
        "written",
        "put",
        "built",
        "borne",
        "chosen",
        "sought",
        "brought",
        "kept",
        "paid",
        "met",
        "run",
        "found",
        "begun",
        "born",
        "driven",
        "known",
        "sent",
        "spent",
        "understood",
    ];
    (word.folded.ends_with("ed") && word.folded.len() > 3) || IRREGULAR.contains(&&*word.folded)
}

impl<'a> Sentence<'a> {
    pub fn new(words: &'a [Word], own_from: usize) -> Self {
        Self { words, own_from }
    }

    /// The word at `at`, folded; the empty string outside the sentence.
    pub fn at(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| &*word.folded)
    }

    /// The word `back` places before `at`; the empty string before the sentence.
    pub fn before(&self, at: usize, back: usize) -> &'a str {
        at.checked_sub(back).map_or("", |at| self.at(at))
    }

    /// The first place from `at` on that is no adverb.
    pub fn past_adverbs(&self, at: usize) -> usize {
        let rest = self.words.get(at..).unwrap_or_default();
        at + rest.iter().take_while(|word| is_adverb(word)).count()
    }

    /// One past what commas set apart from `at` on ("…, in that context, …"), if they do.
    pub fn past_aside(&self, at: usize) -> usize {
        if self.at(at) != "," {
            return at;
        }
        let inside = self.words[at + 1..].iter();
        let close = inside
            .clone()
            .take(40)
            .position(|word| matches!(&*word.folded, "," | ";" | ":"));
        match close {
            Some(len) if self.at(at + 1 + len) == "," => at + len + 2,
            _ => at,
        }
    }

    /// Steps back from before `at` over adverbs.
    pub fn back_over_adverbs(&self, at: usize) -> usize {
        let before = self.words[..at].iter().rev();
        at - before.take_while(|word| is_adverb(word)).count()
    }

    /// Whether the verb at `at` belongs to a relative or another subordinate clause, and so says
    /// nothing for the sentence. The clauses in `that` complete the body's verb; they do not count
    /// as subordinate.
    pub fn is_subordinate(&self, at: usize, clauses: &Clauses) -> bool {
        for place in (0..at).rev() {
            let word = self.at(place);
            if matches!(word, ";" | ":") || FINITE.contains(&word) {
                return false;
            }
            // WHO is no pronoun.
            if !RELATIVES.contains(&word) || self.words[place].capitals {
                continue;
            }
            if clauses.that.contains(&place) {
                return false;
            }
            // A clause that opens the sentence is over at its comma: "If …, States should …".
            if place == 0 && (place..at).any(|inside| self.at(inside) == ",") {
                return false;
            }
            let next = place + 1;
            let adjacent = self.past_adverbs(next) >= at;
            let has_subject = DETERMINERS.contains(&self.at(next))
                || list(self.words, next).is_some()
                || !matches!(word, "which" | "who" | "that");
            let content = word == "that" && !self.follows_noun(place);
            if adjacent || has_subject || content {
                return true;
            }
        }
        false
    }

    /// Whether "that" at `place` is likely a relative one: it follows a noun, not "ensure", "so",
    /// "fact" and the like, which a whole clause follows.
    fn follows_noun(&self, place: usize) -> bool {
        !matches!(
            self.before(place, 1),
            "ensure"
                | "ensures"
                | "ensuring"
                | "so"
                | "fact"
                | "order"
                | "given"
                | "provided"
                | "recognize"
                | "recognizing"
                | "show"
                | "shows"
                | "say"
                | "says"
                | "view"
                | ","
        )
    }

    /// Where the clause around `at` begins: after its "that", a semicolon or the sentence's start.
    fn clause_start(&self, at: usize, clauses: &Clauses) -> usize {
        let that = clauses.that.iter().copied().filter(|that| *that < at).max();
        let mark = (0..at)
            .rev()
            .find(|place| matches!(self.at(*place), ";" | ":"));
        that.max(mark).map_or(0, |place| place + 1)
    }

    /// Whether all before `at` is an adverbial that opens the sentence, though no comma ends it:
    /// "In a resolution on health the Council requested".
    pub fn is_opened_until(&self, at: usize) -> bool {
        OPENERS.contains(&self.at(0))
            && (0..at).all(|place| {
                let word = self.at(place);
                !FINITE.contains(&word) && !RELATIVES.contains(&word) && !matches!(word, "," | "as")
            })
    }

    /// Those who are the subject of the verb at `at`, if they are in the table.
    pub fn subject(&self, at: usize, clauses: &Clauses) -> Option<List> {
        let start = self.clause_start(at, clauses);
        self.subject_from(start)
            .into_iter()
            .find(|list| self.reaches(list.end, at))
            .or_else(|| self.subject_beside(start, at))
    }

    /// Candidates for the subject of the clause that begins at `start`: what it begins with, or
    /// what follows the adverbial that it begins with.
    pub fn subject_from(&self, start: usize) -> Vec<List> {
        let start = self.past_adverbs(start);
        if let Some(list) = list(self.words, start) {
            return vec![list];
        }
        let Some(first) = self.words.get(start) else {
            return Vec::new();
        };
        let opens = OPENERS.contains(&&*first.folded)
            || first.folded.ends_with("ing")
            || is_participle(first)
            || first.folded == ",";
        if !opens {
            return Vec::new();
        }
        let rest = self.words[start..].iter().enumerate();
        rest.filter(|(_, word)| word.folded == ",")
            .filter_map(|(comma, _)| list(self.words, self.past_adverbs(start + comma + 1)))
            .take(8)
            .collect()
    }

    /// Whether a subject that ends at `end` is that of the verb at `at`: between them stands only
    /// what belongs to the subject, or what shares it.
    fn reaches(&self, end: usize, at: usize) -> bool {
        if end > at {
            return false;
        }
        (end..at).all(|place| {
            let word = self.at(place);
            if matches!(word, ";" | ":") {
                return false;
            }
            // Another finite verb has the subject to itself, unless it is that of a relative clause.
            let obliges = matches!(word, "should" | "must" | "shall");
            !FINITE.contains(&word)
                || obliges
                || (1..=4).any(|back| {
                    place >= end + back && RELATIVES.contains(&self.before(place, back))
                })
        })
    }

    /// A subject that stands right before its verb, at the beginning of a clause in the middle of
    /// the sentence: "…, and States should".
    fn subject_beside(&self, start: usize, at: usize) -> Option<List> {
        let end = self.back_over_adverbs(at);
        (start + 1..end).find_map(|place| {
            let begins = match self.before(place, 1) {
                "," => true,
                "and" | "but" | "while" => {
                    matches!(self.before(place, 2), "," | ";") || self.before(place, 1) != "and"
                }
                _ => false,
            };
            if !begins {
                return None;
            }
            list(self.words, place).filter(|list| list.end == end)
        })
    }
}
