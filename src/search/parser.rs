//! The parser of the query language. Never an error: half-typed and malformed queries mean the most
//! natural thing, and what means nothing is listed in [`Query::ignored`].

use std::ops::Range;

use super::cited_target::cited_targets;
use super::correction::Correction;
use super::fields::{FIELDS, Filter};
use super::lexer::{Item, Token, tokens};
use super::match_level::MatchLevel;
use super::typed_words::{Ending, TypedText, TypedWord, folded_words, shown_item};
use crate::language::references::Target;
use crate::model::{AddressRun, Status, is_marked_address};

/// The query language, each form with what it means: for the help and the README.
pub fn language() -> impl Iterator<Item = (&'static str, &'static str)> {
    let fields = FIELDS.iter().flat_map(|field| field.help());
    let forms = WORDS.iter().chain(fields).chain(&ADDRESSES);
    forms.copied()
}

const WORDS: [(&str, &str); 5] = [
    (
        "racism internet",
        "both words; slips and other forms are forgiven",
    ),
    ("\"hate speech\"", "these words in a row, as they stand"),
    ("-internet", "without the word"),
    ("discrim*", "words that begin so"),
    ("refugees | migrants", "one of the words"),
];

const ADDRESSES: [(&str, &str); 1] = [(
    "103(d)",
    "the provision itself; IV.103.d, session 3 para 22",
)];

/// A parsed query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// All must hold.
    pub(super) clauses: Vec<Clause>,
    /// The whole, where it is an address.
    pub(super) address: Option<TypedAddress>,
    /// The whole as a reference: `DPA 144`.
    pub(super) targets: Vec<Target>,
    /// The whole as the name of a status: `omitted`.
    pub(super) status: Option<Status>,
    /// The whole as citations of a document by its title, one for each semicolon.
    pub(super) cited: Vec<CitedSource>,
    /// Names of fields with typos.
    pub(super) corrections: Vec<Correction>,
    ignored: Vec<String>,
}

/// `Charter of the United Nations, Art. 2 (1)`: the words before the address, folded, and the address.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CitedSource {
    pub(super) words: Vec<String>,
    pub(super) places: Vec<AddressRun>,
}

/// One of its terms must hold.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Clause {
    pub(super) terms: Vec<ClauseTerm>,
}

impl Clause {
    /// As it was typed, but for the blanks.
    pub(super) fn shown(&self) -> String {
        let terms = self.terms.iter().map(|term| {
            let text = match &term.condition {
                Condition::Word(words) => shown_item(words),
                Condition::Phrase(words) => {
                    let words: Vec<&str> = words.iter().map(|word| word.shown.as_str()).collect();
                    format!("\"{}\"", words.join(" "))
                }
                Condition::Place(_, _, shown) => shown.clone(),
                Condition::Parts(_, words) => {
                    let words: Vec<String> = words.iter().map(|words| shown_item(words)).collect();
                    words.join(" ")
                }
                Condition::Field(value) => value.to_string(),
            };
            format!("{}{text}", if term.negated { "-" } else { "" })
        });
        terms.collect::<Vec<_>>().join(" | ")
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct ClauseTerm {
    pub(super) negated: bool,
    pub(super) condition: Condition,
}

/// What a term of a clause asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Condition {
    /// A word as written; several where hyphens or slashes join them.
    Word(Vec<TypedWord>),
    /// Words in a row.
    Phrase(Vec<TypedWord>),
    /// A field with a value.
    Field(FieldValue),
    /// An address among other words, its words, and what was typed; where the document has no such
    /// place, its words count.
    Place(Vec<AddressRun>, Vec<Vec<TypedWord>>, String),
    /// Parts of the document, by their indices, and the words that name them.
    Parts(Vec<u32>, Vec<Vec<TypedWord>>),
}

/// A field with its value: as typed, and parsed.
#[derive(Clone)]
pub(super) struct FieldValue {
    name: &'static str,
    value: TypedText,
    ending: Ending,
    pub(super) filter: Filter,
    /// The value as words, where a blank follows the colon.
    pub(super) in_sentence: Option<Vec<TypedWord>>,
}

/// The same field and text are parsed to the same filter.
impl PartialEq for FieldValue {
    fn eq(&self, other: &Self) -> bool {
        let typed = |it: &Self| (it.name, it.ending);
        typed(self) == typed(other) && self.value == other.value
    }
}

impl std::fmt::Display for FieldValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.name, self.value.text)
    }
}

impl std::fmt::Debug for FieldValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

/// An address and how sure it is that one was meant.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TypedAddress {
    pub(super) places: Vec<AddressRun>,
    /// A lone numeral in small letters: first of all the beginning of a word.
    pub(super) doubtful: bool,
    /// Whether it says that it is an address: by a unit, a session, a symbol.
    pub(super) marked: bool,
    /// As typed, less the blanks at its ends.
    pub(super) shown: String,
}

impl Query {
    /// One that asks for this and nothing else.
    pub(super) fn of_clauses(clauses: Vec<Clause>) -> Self {
        Self {
            clauses,
            ..Self::default()
        }
    }

    /// Parses what was typed.
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        let tokens = tokens(typed);
        let open = !typed.ends_with(char::is_whitespace);
        let mut query = Self::default();
        let plain = tokens.iter().all(|token| {
            matches!(token, Token::Item(item) if item.is_plain() && !item.typed.text.ends_with('*'))
        });
        for token in &tokens {
            if let Token::Item(item) = token
                && let (Some(mistyped), Some(field)) = (&item.mistyped, item.field)
            {
                let name = field.names().first().copied().unwrap_or_default();
                query.corrections.push(Correction {
                    typed: mistyped.clone(),
                    matched: format!("{name}:"),
                    level: MatchLevel::Typo,
                });
            }
        }
        if plain {
            query.address = address(typed, tokens.len() == 1);
            query.targets = cited_targets(typed);
            if query.address.is_none() {
                query.cited = cited_sources(typed);
            }
            let name = typed.trim().to_lowercase().replace(' ', "-");
            let changed = Status::ALL
                .into_iter()
                .filter(|status| *status != Status::Adopted);
            query.status = changed.into_iter().find(|status| status.as_str() == name);
        }
        let place = match query.address {
            Some(_) => None,
            None => place_among(&tokens),
        };
        let mut either = false;
        let mut at = 0;
        while at < tokens.len() {
            if let Some((range, address)) = place.as_ref().filter(|(range, _)| range.start == at) {
                let words = tokens[range.clone()]
                    .iter()
                    .filter_map(|token| match token {
                        Token::Item(item) => Some(item.typed.words(Ending::Whole)),
                        Token::Or => None,
                    });
                let shown: Vec<&str> = tokens[range.clone()]
                    .iter()
                    .filter_map(|token| match token {
                        Token::Item(item) => Some(item.raw.as_str()),
                        Token::Or => None,
                    })
                    .collect();
                query.add(
                    false,
                    Condition::Place(address.clone(), words.collect(), shown.join(" ")),
                    false,
                );
                at = range.end;
                either = false;
                continue;
            }
            let last = at + 1 == tokens.len();
            match &tokens[at] {
                Token::Or => either = true,
                Token::Item(item) => {
                    let ending = if last && open {
                        Ending::Open
                    } else {
                        Ending::Whole
                    };
                    match condition(item, ending) {
                        Some(condition) => query.add(item.negated, condition, either),
                        None => query.ignored.push(item.raw.clone()),
                    }
                    either = false;
                }
            }
            at += 1;
        }
        query
    }

    fn add(&mut self, negated: bool, condition: Condition, either: bool) {
        let term = ClauseTerm { negated, condition };
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

/// What an item asks for; `None` where it asks for nothing.
fn condition(item: &Item, ending: Ending) -> Option<Condition> {
    if let Some(field) = item.field {
        return Some(Condition::Field(FieldValue {
            name: field.names().first()?,
            value: item.typed.clone(),
            ending,
            filter: field.parse(&item.typed, ending)?,
            in_sentence: (item.spaced && !item.typed.quoted).then(|| item.typed.words(ending)),
        }));
    }
    let words = item.typed.words(ending);
    let condition = if item.typed.quoted {
        Condition::Phrase
    } else {
        Condition::Word
    };
    (!words.is_empty()).then(|| condition(words))
}

/// The whole input as an address.
fn address(typed: &str, alone: bool) -> Option<TypedAddress> {
    let places = AddressRun::parse_list(typed)?;
    let [place, ..] = places.as_slice() else {
        return None;
    };
    let numeral = alone && place.first.path.is_empty() && place.first.symbol.is_none();
    let small = typed.trim().bytes().all(|b| b.is_ascii_lowercase());
    Some(TypedAddress {
        doubtful: numeral && small,
        marked: place.first.symbol.is_some()
            || place.first.part.is_some()
            || is_marked_address(typed),
        shown: typed.trim().to_owned(),
        places,
    })
}

/// The whole input as citations by titles: `Charter of the United Nations, Arts. 2 (1) and 4; Annex, para.
/// 5`. Nothing where one of them has no address behind its title.
fn cited_sources(typed: &str) -> Vec<CitedSource> {
    let cited = typed.split(';').map(|cited| {
        cited.match_indices(',').find_map(|(at, _)| {
            let places = AddressRun::parse_list(&cited[at + 1..])?;
            let numbered = places.iter().all(|run| !run.first.path.is_empty());
            let words = folded_words(&cited[..at]);
            (numbered && !words.is_empty()).then_some(CitedSource { words, places })
        })
    });
    cited.collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// No address among other words is longer, in items; of a text that was pasted each of its ends would be
/// read from each of its words.
const LONGEST_PLACE: usize = 24;

/// The longest run of items at the beginning or the end that is an address beyond doubt.
fn place_among(tokens: &[Token]) -> Option<(Range<usize>, Vec<AddressRun>)> {
    let address = |range: &Range<usize>| {
        let items: Option<Vec<&str>> = tokens[range.clone()]
            .iter()
            .map(|token| match token {
                Token::Item(item) if item.is_plain() => Some(item.typed.text.as_str()),
                _ => None,
            })
            .collect();
        let typed = items?.join(" ");
        AddressRun::parse_list(&typed).filter(|_| is_marked_address(&typed))
    };
    let count = tokens.len();
    let longest = LONGEST_PLACE.min(count.saturating_sub(1));
    let beginnings = (1..=longest).rev().map(|end| 0..end);
    let ends = (1..=longest).rev().map(|length| count - length..count);
    beginnings
        .chain(ends)
        .find_map(|range| Some((range.clone(), address(&range)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A query as one line: clauses, `|` between alternatives, `!` for not.
    fn line(typed: &str) -> String {
        let words = |words: &[TypedWord]| {
            let word = |word: &TypedWord| match word.ending {
                Ending::Whole => word.folded.clone(),
                Ending::Open => format!("{}…", word.folded),
                Ending::Star => format!("{}*", word.folded),
            };
            words.iter().map(word).collect::<Vec<_>>().join("+")
        };
        let term = |term: &ClauseTerm| {
            let condition = match &term.condition {
                Condition::Word(typed) => words(typed),
                Condition::Phrase(typed) => format!("“{}”", words(typed)),
                Condition::Place(places, ..) => format!("at {:?}", places[0].first.path),
                Condition::Parts(parts, _) => format!("in {parts:?}"),
                Condition::Field(value) => format!("{value:?}"),
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
            ("heading:migr x", "heading:migr x…"),
            ("HIV/AIDS", "hiv+aids…"),
            ("session 3 malaria", "at [] malaria…"),
            ("malaria E/CN.4/2005/20", "malaria at []"),
        ] {
            assert_eq!(line(typed), read, "{typed}");
        }
    }

    #[test]
    fn fields() {
        for (typed, read) in [
            ("is:updated", "is:updated"),
            ("is:del,om", "is:del,om"),
            ("is:ch", "is:ch"),
            ("session: 4", "session:4"),
            ("SESSIONS:4", "session:4"),
            ("para:86-94 x", "para:86-94 x…"),
            ("-symbol:E/CN.4", "!symbol:E/CN.4"),
            ("heading:\"migrant work\"", "heading:migrant work"),
        ] {
            assert_eq!(line(typed), read, "{typed}");
        }
        for typed in [
            "is:",
            "is:nothing",
            "is:updated,x",
            "para:86-x",
            "tag:#",
            "to: ",
        ] {
            assert_eq!(line(typed), "", "{typed}");
        }
    }

    #[test]
    fn every_field_is_in_the_help_by_its_name() {
        let help: Vec<&str> = language().map(|(form, _)| form).collect();
        for field in FIELDS {
            let name = field.names()[0];
            let begins = |form: &&str| {
                form.strip_prefix(name)
                    .is_some_and(|it| it.starts_with(':'))
            };
            assert!(help.iter().any(begins), "{name}");
        }
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
