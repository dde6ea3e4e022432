//! Fallback readings: how else a query is read where it finds nothing as it stands. What was tried is
//! always said.
//!
//! In this order: words that are those of a part's title name the part (`Geneva January 2003`); an
//! address that was read among words, or a field within a sentence, is words after all (`globalization
//! … (para. 11)`). A field that leaves nothing is left to the partial hits, as a missing word.

use std::ops::Range;

use super::facets::PositionSet;
use super::parser::{Clause, ClauseTerm, Condition, Query};
use super::typed_words::{TypedWord, folded_words, shown_item};
use crate::language::function_words::is_function_word;
use crate::language::languages::Languages;
use crate::model::{Document, Part};

/// What of a query was read otherwise, or left nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rereading {
    /// As typed: `para. 11`, `session:44`, `January 2003`.
    pub typed: String,
    /// What was done instead.
    pub instead: Instead,
}

/// What is done with a piece of a query that finds nothing as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instead {
    /// It was searched as words.
    Words,
    /// It was taken for the title of this part.
    Part(String),
    /// It leaves nothing, and what is offered does not have it.
    Missing,
}

impl Rereading {
    /// Its name in records.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self.instead {
            Instead::Words => "words",
            Instead::Part(_) => "part",
            Instead::Missing => "nothing-there",
        }
    }
}

/// For people.
impl std::fmt::Display for Rereading {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let typed = &self.typed;
        match &self.instead {
            Instead::Words => write!(f, "{typed} leaves nothing: searched as words"),
            Instead::Part(title) => write!(f, "{typed} → {title}"),
            Instead::Missing => write!(f, "{typed} leaves nothing"),
        }
    }
}

/// More parts than this are not looked through for their titles: the reader waits.
const PARTS: usize = 1_000;

/// Longer queries are no titles.
const CLAUSES: usize = 30;

/// So many titles are told.
const TOLD: usize = 3;

/// The other readings of a query, in the order in which they are tried; each with what is to be said of
/// it.
pub(super) fn rereadings(
    query: &Query,
    document: &Document,
    languages: Languages,
) -> Vec<(Query, Vec<Rereading>)> {
    let mut read = Vec::new();
    read.extend(with_parts(query, document, languages));
    read.extend(with_words(query));
    read
}

/// The query with the words that are those of a part's title in the place of the part.
fn with_parts(
    query: &Query,
    document: &Document,
    languages: Languages,
) -> Option<(Query, Vec<Rereading>)> {
    if document.parts.len() > PARTS || query.clauses.len() > CLAUSES {
        return None;
    }
    let named = |part: &Part| {
        let title = [&*part.title, &*part.venue.clone().unwrap_or_default()].join(" ");
        let symbol = part.symbol.as_deref().or(document.symbol.as_deref());
        let whole = [document.title.as_deref(), document.body.as_deref(), symbol];
        let whole = whole.into_iter().flatten().collect::<Vec<_>>().join(" ");
        folded_words(&format!("{title} {} {whole}", part.dates()))
    };
    let names: Vec<Vec<String>> = document.parts.iter().map(named).collect();
    let all: PositionSet = (0..).zip(&names).map(|(part, _)| part).collect();
    let is_content = |word: &&TypedWord| !is_function_word(&word.folded, languages);
    // By clause: the parts that are called so; all of them for function words.
    let called: Vec<Option<PositionSet>> = (query.clauses.iter())
        .map(|clause| {
            let words: Vec<&TypedWord> = plain_words(clause)?.iter().filter(is_content).collect();
            let has = |name: &&Vec<String>| words.iter().all(|word| name.contains(&word.folded));
            let parts = (0..).zip(&names).filter(|(_, name)| has(name));
            Some(parts.map(|(part, _)| part).collect())
        })
        .collect();
    let mut longest: Option<(Range<usize>, PositionSet)> = None;
    for start in 0..called.len() {
        let mut parts = all.clone();
        for (end, called) in (start + 1..).zip(&called[start..]) {
            let Some(called) = called else {
                break;
            };
            parts &= called;
            if parts.is_empty() {
                break;
            }
            let long = longest.as_ref().map_or(0, |(range, _)| range.len());
            if end - start > long && tells(query, start..end, parts.len() < all.len(), &is_content)
            {
                longest = Some((start..end, parts.clone()));
            }
        }
    }
    let (range, parts) = longest?;
    let words = query.clauses[range.clone()].iter().filter_map(plain_words);
    let shown: Vec<Vec<TypedWord>> = words.map(<[TypedWord]>::to_vec).collect();
    let typed: Vec<String> = shown.iter().map(|words| shown_item(words)).collect();
    let titles = parts
        .iter()
        .filter_map(|part| document.parts.get(part as usize));
    let titles: Vec<String> = titles
        .take(TOLD)
        .map(|part| title(document, part))
        .collect();
    let rereading = Rereading {
        typed: typed.join(" "),
        instead: Instead::Part(match parts.len() < all.len() {
            true => titles.join("; "),
            false => document.source().to_owned(),
        }),
    };
    let terms = vec![ClauseTerm {
        negated: false,
        condition: Condition::Parts(parts.iter().collect(), shown),
    }];
    let mut clauses = query.clauses.clone();
    clauses.splice(range, [Clause { terms }]);
    Some((Query::of_clauses(clauses), vec![rereading]))
}

/// Whether clauses that are words of a title tell the part: two words, or one that stands alone, is a
/// year, or stands beside an address. What every part is called tells none; before an address it is the
/// document.
fn tells(
    query: &Query,
    range: Range<usize>,
    some_only: bool,
    is_content: &dyn Fn(&&TypedWord) -> bool,
) -> bool {
    let words: Vec<&TypedWord> = (query.clauses[range.clone()].iter())
        .filter_map(plain_words)
        .flatten()
        .filter(is_content)
        .collect();
    let is_place = |clause: &Clause| {
        let terms = clause.terms.iter();
        let mut places = terms.map(|term| matches!(term.condition, Condition::Place(..)));
        places.any(|is_place| is_place)
    };
    let before = range
        .start
        .checked_sub(1)
        .and_then(|at| query.clauses.get(at));
    let beside_place =
        before.is_some_and(is_place) || query.clauses.get(range.end).is_some_and(is_place);
    let is_year = |word: &&TypedWord| {
        word.folded.len() == 4 && word.folded.bytes().all(|byte| byte.is_ascii_digit())
    };
    let enough = match words.as_slice() {
        [] => false,
        [only] => beside_place || range.len() == query.clauses.len() || is_year(only),
        _ => true,
    };
    enough && (some_only || beside_place)
}

/// The query with addresses among words, and fields in sentences, as words.
fn with_words(query: &Query) -> Option<(Query, Vec<Rereading>)> {
    let mut clauses = Vec::new();
    let mut told = Vec::new();
    for clause in &query.clauses {
        let words = match clause.terms.as_slice() {
            [
                ClauseTerm {
                    negated: false,
                    condition: Condition::Place(_, words, _),
                },
            ] => Some(words.clone()),
            [
                ClauseTerm {
                    negated: false,
                    condition: Condition::Field(value),
                },
            ] => value
                .in_sentence
                .as_ref()
                .map(|words| words.iter().map(|word| vec![word.clone()]).collect()),
            _ => None,
        };
        let Some(words) = words else {
            clauses.push(clause.clone());
            continue;
        };
        told.push(Rereading {
            typed: clause.shown(),
            instead: Instead::Words,
        });
        clauses.extend(words.into_iter().map(|words| Clause {
            terms: vec![ClauseTerm {
                negated: false,
                condition: Condition::Word(words),
            }],
        }));
    }
    (!told.is_empty()).then(|| (Query::of_clauses(clauses), told))
}

/// The words of a clause that asks for one written item and nothing else.
fn plain_words(clause: &Clause) -> Option<&[TypedWord]> {
    match clause.terms.as_slice() {
        [
            ClauseTerm {
                negated: false,
                condition: Condition::Word(words),
            },
        ] => Some(words),
        _ => None,
    }
}

/// What a part is called in full: `First Session, Geneva, Switzerland, 21 - 31 January 2003`.
fn title(document: &Document, part: &Part) -> String {
    let venue = part.venue.as_deref().unwrap_or_default();
    let dates = part.dates();
    let pieces = [&*part.title, venue, &dates]
        .into_iter()
        .filter(|piece| !piece.is_empty());
    let title = pieces.collect::<Vec<_>>().join(", ");
    match title.is_empty() {
        true => document.source_of(part).into_owned(),
        false => title,
    }
}
