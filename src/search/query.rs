//! What was typed, understood. Never an error: half-typed and malformed queries mean the most
//! natural thing, and what means nothing is listed in [`Query::ignored`].

use super::margin::Sign;
use super::pieces::{Piece, split};
use crate::language::tokenizer::Joint;
use crate::model::{Address, Role, Status};

/// The query language, each form with what it means: for the help and the README.
pub const LANGUAGE: &[(&str, &str)] = &[
    (
        "racism internet",
        "both words; slips and other forms are forgiven",
    ),
    ("\"hate speech\"", "these words in a row, as they stand"),
    ("-internet", "without the word"),
    ("discrim*", "words that begin so"),
    ("refugees | migrants", "one of the words"),
    ("session:4", "in the fourth session"),
    ("para:103", "paragraph 103 and all under it; para:86-94"),
    ("symbol:2006/18", "in the report with this symbol"),
    ("heading:migration", "under a heading with the word"),
    ("to:OHCHR", "addressed to OHCHR, as this program reads it"),
    (
        "verb:requests",
        "that requests, as this program reads it; verb:\"calls upon\"",
    ),
    ("is:updated", "or adopted, deleted, omitted, not-relevant"),
    ("is:bookmarked", "bookmarked by you; is:noted, is:tagged"),
    ("tag:priority", "with your tag"),
    (
        "note:budget",
        "with the word in your note or tags; without note: too",
    ),
    (
        "103(d)",
        "the provision itself; IV.103.d, session 3 para 22",
    ),
];

/// A parsed query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// All must hold.
    pub(super) clauses: Vec<Clause>,
    /// The whole, where it is an address.
    pub(super) address: Option<AddressTerm>,
    ignored: Vec<String>,
}

/// One of its terms must hold.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Clause {
    pub(super) terms: Vec<Term>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Term {
    pub(super) negated: bool,
    pub(super) condition: Condition,
}

/// What a term asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Condition {
    /// A word as written; several where hyphens or slashes join them.
    Word(Vec<Typed>),
    /// Words in a row.
    Phrase(Vec<Typed>),
    /// Sessions, by label or number.
    Sessions(Vec<String>),
    /// Paragraphs with what stands under them; for runs, first and last number.
    Paragraphs(Vec<Paragraphs>),
    /// A part of the report's symbol.
    Symbol(String),
    /// Words of a heading.
    Heading(Vec<Typed>),
    Status(Vec<Status>),
    Role(Role),
    /// What the reader put beside it.
    Beside(Vec<Sign>),
    /// The reader's tags, in small letters.
    Tags(Vec<String>),
    /// Words of the reader's own.
    Own(Vec<Typed>),
    /// Who is asked, by name; derived.
    Addressees(Vec<String>),
    /// What is done by the verb, by name; derived.
    Actions(Vec<String>),
    /// An address among other words; where the document has no such place, its words count.
    Place(AddressTerm, Vec<Vec<Typed>>),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Paragraphs {
    Run(u32, u32),
    Under(Address),
}

/// An address and how sure it is that one was meant.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct AddressTerm {
    pub(super) locator: Address,
    /// A lone numeral in small letters: first of all the beginning of a word.
    pub(super) doubtful: bool,
}

/// A word as typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Typed {
    pub(super) folded: String,
    pub(super) shown: String,
    pub(super) capitals: bool,
    pub(super) ending: Ending,
    pub(super) joint: Joint,
}

/// Whether a typed word is all there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// Something follows it.
    Whole,
    /// It stands at the end of what was typed.
    Open,
    /// It ends in `*`.
    Star,
}

impl Query {
    /// Understands what was typed.
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        let mut pieces = split(typed);
        let open = !typed.ends_with(char::is_whitespace);
        let mut query = Self::default();
        let plain = pieces.iter().all(|piece| {
            matches!(piece, Piece::Item(item) if item.is_plain() && !item.raw.ends_with('*'))
        });
        if plain {
            query.address = address(typed, pieces.len() == 1);
        }
        let last = pieces.len().checked_sub(1);
        let place = (query.address.is_none())
            .then(|| place_among(&pieces))
            .flatten();
        let mut either = false;
        let mut at = 0;
        while at < pieces.len() {
            if let Some((range, locator)) = &place
                && range.start == at
            {
                let words = pieces[range.clone()].iter().flat_map(|piece| match piece {
                    Piece::Item(item) => vec![item.words(Ending::Whole)],
                    Piece::Or => Vec::new(),
                });
                let address = AddressTerm {
                    locator: locator.clone(),
                    doubtful: false,
                };
                let condition = Condition::Place(address, words.collect());
                query.add(
                    Term {
                        negated: false,
                        condition,
                    },
                    false,
                );
                at = range.end;
                either = false;
                continue;
            }
            let is_last = Some(at) == last;
            match &mut pieces[at] {
                Piece::Or => either = true,
                Piece::Item(item) => {
                    let ending = if is_last && open {
                        Ending::Open
                    } else {
                        Ending::Whole
                    };
                    match item.understood(ending) {
                        Some(condition) => {
                            let negated = item.negated;
                            query.add(Term { negated, condition }, either);
                        }
                        None => query.ignored.push(item.raw.clone()),
                    }
                    either = false;
                }
            }
            at += 1;
        }
        query
    }

    fn add(&mut self, term: Term, either: bool) {
        match self.clauses.last_mut() {
            Some(clause) if either => clause.terms.push(term),
            _ => self.clauses.push(Clause { terms: vec![term] }),
        }
    }

    /// Whether there is nothing to look for: then everything is shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty() && self.address.is_none()
    }

    /// What was typed and means nothing, piece by piece.
    #[must_use]
    pub fn ignored(&self) -> &[String] {
        &self.ignored
    }
}

/// The whole input as an address.
fn address(typed: &str, alone: bool) -> Option<AddressTerm> {
    let locator = Address::parse(typed)?;
    let numeral = alone && locator.path.is_empty() && locator.symbol.is_none();
    let small = typed.trim().bytes().all(|b| b.is_ascii_lowercase());
    Some(AddressTerm {
        locator,
        doubtful: numeral && small,
    })
}

/// The longest run of items at the beginning or the end that is an address beyond doubt.
fn place_among(pieces: &[Piece]) -> Option<(std::ops::Range<usize>, Address)> {
    let locator = |range: &std::ops::Range<usize>| {
        let items: Option<Vec<&str>> = pieces[range.clone()]
            .iter()
            .map(|piece| match piece {
                Piece::Item(item) if item.is_plain() => Some(item.text.as_str()),
                _ => None,
            })
            .collect();
        let typed = items?.join(" ");
        let certain = typed.to_lowercase().starts_with("session ") || typed.contains(['/', '.']);
        Address::parse(&typed).filter(|_| certain)
    };
    let count = pieces.len();
    let beginnings = (1..count).rev().map(|end| 0..end);
    let ends = (1..count).map(|start| start..count);
    beginnings
        .chain(ends)
        .find_map(|range| Some((range.clone(), locator(&range)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A query as one line: clauses, `|` between alternatives, `!` for not.
    fn line(typed: &str) -> String {
        let words = |words: &[Typed]| {
            let word = |word: &Typed| match word.ending {
                Ending::Whole => word.folded.clone(),
                Ending::Open => format!("{}…", word.folded),
                Ending::Star => format!("{}*", word.folded),
            };
            words.iter().map(word).collect::<Vec<_>>().join("+")
        };
        let term = |term: &Term| {
            let condition = match &term.condition {
                Condition::Word(typed) => words(typed),
                Condition::Phrase(typed) => format!("“{}”", words(typed)),
                Condition::Heading(typed) => format!("heading {}", words(typed)),
                Condition::Place(address, _) => format!("at {:?}", address.locator.path),
                other => format!("{other:?}"),
            };
            format!("{}{condition}", if term.negated { "!" } else { "" })
        };
        let query = Query::parse(typed);
        let clauses: Vec<String> = query
            .clauses
            .iter()
            .map(|clause| clause.terms.iter().map(term).collect::<Vec<_>>().join("|"))
            .collect();
        clauses.join(" ")
    }

    #[test]
    fn words_phrases_and_operators() {
        for (typed, read) in [
            ("racism internet", "racism internet…"),
            ("racism ", "racism"),
            ("\"hate speech\" law", "“hate+speech” law…"),
            ("\"hate spee", "“hate+spee…”"),
            ("“hate speech”", "“hate+speech”"),
            ("racism -internet", "racism !internet…"),
            ("-\"hate speech\" x", "!“hate+speech” x…"),
            ("discrim* law", "discrim* law…"),
            ("a | b c", "a|b c…"),
            ("a|b", "a|b…"),
            ("a OR b AND c NOT d", "a|b c !d…"),
            ("follow-up", "follow+up…"),
            ("racism - internet", "racism internet…"),
            ("| a |", "a"),
            ("heading:migr x", "heading migr* x…"),
            ("HIV/AIDS", "hiv+aids…"),
            ("session 3 malaria", "at [] malaria…"),
            ("malaria E/CN.4/2005/20", "malaria at []"),
        ] {
            assert_eq!(line(typed), read, "{typed}");
        }
    }

    #[test]
    fn fields() {
        use Status::{Deleted, Omitted, Updated};
        assert_eq!(
            line("is:updated"),
            format!("{:?}", Condition::Status(vec![Updated]))
        );
        assert_eq!(
            line("is:del,om"),
            format!("{:?}", Condition::Status(vec![Deleted, Omitted]))
        );
        assert_eq!(
            line("is:ch"),
            format!("{:?}", Condition::Role(Role::Chapeau))
        );
        assert_eq!(line("session: 4"), line("session:4"));
        assert_eq!(
            line("para:86-94"),
            format!("{:?}", Condition::Paragraphs(vec![Paragraphs::Run(86, 94)]))
        );
        assert_eq!(
            line("symbol:E/CN.4"),
            format!("{:?}", Condition::Symbol("e/cn.4".to_owned()))
        );
    }

    #[test]
    fn what_means_nothing_is_told() {
        for (typed, ignored) in [
            ("session: ", vec!["session:"]),
            ("is:nonsense racism", vec!["is:nonsense"]),
            ("para:x", vec!["para:x"]),
            ("… racism", vec!["…"]),
            ("*", vec!["*"]),
            ("racism", vec![]),
        ] {
            assert_eq!(Query::parse(typed).ignored(), ignored, "{typed}");
        }
        for typed in ["", "  ", "-", "|", "\"", "\"\""] {
            assert!(Query::parse(typed).is_empty(), "{typed}");
        }
    }

    #[test]
    fn addresses() {
        for typed in [
            "103(d)",
            "IV",
            "session 3 para 22",
            "E/CN.4/2006/18",
            "V.92",
            "104",
        ] {
            let address = Query::parse(typed).address;
            assert!(address.is_some_and(|address| !address.doubtful), "{typed}");
        }
        assert!(
            Query::parse("i")
                .address
                .is_some_and(|address| address.doubtful)
        );
        assert!(Query::parse("malaria").address.is_none());
    }
}
