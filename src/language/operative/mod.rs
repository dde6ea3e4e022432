//! Who is asked to do what, and how strongly: derived from the grammar of the sentence.
//!
//! United Nations texts are written to a pattern. A body acts by a verb in the third person ("urges
//! States to …"), or somebody is obliged by a modal ("States should …"); a subparagraph completes the
//! sentence of its chapeau. That pattern is what is recognized here, by rules that name no document.
//! It is a room of its own because it is a judgment of this program, not of the document's, and
//! whatever shows it must say so.
//!
//! - `action`: the table of actions, from the strongest to a mere statement.
//! - `addressee`: the table of those who are addressed, and their lists in a sentence.
//! - `words`: a text as words and sentences.
//! - `sentence`: where a clause begins, who its subject is, what is subordinate.
//! - `speaking`: what the body does by a verb.
//! - `object`: whom that verb asks, and the clause that completes it.
//! - `obliging`: what somebody should, must or needs to do.

mod action;
mod addressee;
mod object;
mod obliging;
mod sentence;
mod speaking;
mod words;

use std::ops::Range;

use serde::Serialize;

pub use action::actions;
pub use addressee::addressees;

use self::action::Kind;
use self::sentence::{Found, Sentence};
use self::words::{Word, sentences, words};
use crate::model::{Chapeau, Document, Span};

/// A chapeau whose last sentence is longer than this (bytes) is no sentence that others complete.
const LONGEST_CHAPEAU: usize = 2048;

/// One action of a provision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ask {
    /// Its name in the table: `calls upon`, `should`.
    pub action: &'static str,
    /// Whom it addresses, by their names in the table, in the order of the text; often nobody.
    pub addressees: Vec<&'static str>,
    /// Where its verb stands in the provision's text; `None` where it stands in the chapeau.
    pub span: Option<Span>,
}

/// What is asked in every provision of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Asks {
    by_provision: Vec<Box<[Ask]>>,
}

/// What is asked in one provision, as records hold it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Derived {
    /// Everybody who is addressed, each once, in the order of the text.
    pub to: Vec<&'static str>,
    /// Every action, each once, from the strongest to a mere statement.
    pub verb: Vec<&'static str>,
}

impl Asks {
    /// Reads every provision of a document; in time linear in its length.
    #[must_use]
    pub fn of(compilation: &Document) -> Self {
        let every = 0..compilation.provisions.len();
        Self {
            by_provision: every
                .map(|position| asks(compilation, position).into())
                .collect(),
        }
    }

    /// What the provision at `position` asks, in the order of the text; empty beyond the document.
    #[must_use]
    pub fn at(&self, position: usize) -> &[Ask] {
        self.by_provision.get(position).map_or(&[], |asks| asks)
    }

    /// The same, as records hold it.
    #[must_use]
    pub fn derived(&self, position: usize) -> Derived {
        Derived::from_asks(self.at(position))
    }
}

impl Derived {
    /// Reads one provision.
    ///
    /// # Panics
    /// Where the document has no such position.
    #[must_use]
    pub fn of(compilation: &Document, position: usize) -> Self {
        Self::from_asks(&asks(compilation, position))
    }

    fn from_asks(asks: &[Ask]) -> Self {
        let mut derived = Self::default();
        for ask in asks {
            for &name in &ask.addressees {
                if !derived.to.contains(&name) {
                    derived.to.push(name);
                }
            }
            if !derived.verb.contains(&ask.action) {
                derived.verb.push(ask.action);
            }
        }
        derived.verb.sort_by_key(|name| action::rank(name));
        derived
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.to.is_empty() && self.verb.is_empty()
    }
}

/// What one provision asks, in the order of the text, what it takes from its chapeau first.
///
/// # Panics
/// Where the document has no such position.
#[must_use]
pub fn asks(compilation: &Document, position: usize) -> Vec<Ask> {
    let provision = &compilation.provisions[position];
    if provision.text.is_empty() {
        return Vec::new();
    }
    let updates: Vec<Range<usize>> = provision.updates().map(|(range, _)| range).collect();
    let text = words(&provision.text, &updates);
    let mut found = Vec::new();
    let mut spoken = false;
    for (nth, range) in sentences(&text).into_iter().enumerate() {
        let own = &text[range];
        let before = if nth == 0 {
            open_chapeau(compilation, position)
        } else {
            Vec::new()
        };
        let own_from = before.len();
        let joined: Vec<Word> = before.into_iter().chain(own.iter().cloned()).collect();
        let sentence = Sentence::new(&joined, own_from);
        let read = read(&sentence, &mut spoken);
        found.extend(inherited(&read, own_from).map(|found| ask(found, None)));
        found.extend(
            read.iter()
                .filter(|found| found.words.start >= own_from)
                .map(|found| {
                    let span = Span {
                        start: joined[found.words.start].start,
                        end: joined[found.words.end - 1].end,
                    };
                    ask(found, Some(span))
                }),
        );
    }
    found
}

fn ask(found: &Found, span: Option<Span>) -> Ask {
    Ask {
        action: found.action,
        addressees: found.addressees.clone(),
        span,
    }
}

/// Everything that one sentence does. `spoken` says whether the body has already acted in this
/// provision, so that "it" may mean it.
fn read(sentence: &Sentence<'_>, spoken: &mut bool) -> Vec<Found> {
    let (mut found, clauses) = speaking::read(sentence, spoken);
    obliging::read(sentence, &clauses, &mut found);
    object::by_way_of_others(sentence, &mut found);
    found.sort_by_key(|found| (found.words.start, found.words.end));
    found
}

/// What a subparagraph takes from the chapeau whose sentence it completes: the body's last verb, and
/// the last obligation under that verb.
fn inherited(found: &[Found], own_from: usize) -> impl Iterator<Item = &Found> {
    let chapeau = || found.iter().filter(|found| found.words.start < own_from);
    let verb = chapeau().rfind(|found| found.kind != Kind::Obliges);
    let obliged = chapeau()
        .rfind(|found| found.kind == Kind::Obliges)
        .filter(|obliged| verb.is_none_or(|verb| obliged.words.start > verb.words.start));
    verb.into_iter().chain(obliged)
}

/// The sentence that a provision completes, as words: the last one of its chapeau, less its colon,
/// itself led by what that chapeau completes. Empty where the chapeau only announces what follows.
fn open_chapeau(compilation: &Document, position: usize) -> Vec<Word> {
    let mut above = Vec::new();
    let mut next = compilation.provisions[position].chapeau;
    while let Some(Chapeau::Provision(at)) = next {
        let chapeau = &compilation.provisions[at as usize];
        above.push(&*chapeau.text);
        // It stands before what it introduces, so this ends.
        next = chapeau
            .chapeau
            .filter(|up| !matches!(up, Chapeau::Provision(to) if *to >= at));
        if above.len() > 8 {
            break;
        }
    }
    if let Some(Chapeau::Passage(at)) = next {
        above.push(&*compilation.passages[at as usize].text);
    }
    let mut open: Vec<Word> = Vec::new();
    for text in above.into_iter().rev() {
        let tail = &text[text.floor_char_boundary(text.len().saturating_sub(LONGEST_CHAPEAU))..];
        let tail_words = words(tail, &[]);
        let ranges = sentences(&tail_words);
        let (whole, last) = match ranges.as_slice() {
            [.., last] => (ranges.len() > 1 || tail.len() == text.len(), last.clone()),
            [] => continue,
        };
        let mut last = tail_words[last].to_vec();
        let announces = last
            .iter()
            .any(|word| matches!(&*word.folded, "following" | "follows"));
        let colon = last.pop_if(|word| matches!(&*word.folded, ":" | "," | "-"));
        let ended = colon.is_none() && last.last().is_some_and(|word| word.folded == ".");
        if announces || ended || !whole {
            open.clear();
        } else {
            open.extend(last);
        }
    }
    if open.len() > words::LONGEST_SENTENCE {
        open.clear();
    }
    open
}

#[cfg(test)]
mod tests;
