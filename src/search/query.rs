//! What was typed, understood. Never an error: half-typed and malformed queries mean the most
//! natural thing, and what means nothing is listed in [`Query::ignored`].

use super::fold::{Joint, each_word};
use crate::model::{Locator, Role, Status};

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
    ("is:updated", "or adopted, deleted, omitted, not-relevant"),
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
    pub(super) address: Option<Address>,
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
    pub(super) matter: Matter,
}

/// What a term asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Matter {
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
    /// An address among other words; where the document has no such place, its words count.
    Place(Address, Vec<Vec<Typed>>),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Paragraphs {
    Run(u32, u32),
    Under(Locator),
}

/// An address and how sure it is that one was meant.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Address {
    pub(super) locator: Locator,
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

/// A piece of the input between blanks, not yet understood.
struct Item {
    negated: bool,
    field: Option<Field>,
    text: String,
    quoted: bool,
    /// The closing quotation mark is missing.
    unclosed: bool,
    /// As typed, to be shown.
    raw: String,
}

enum Piece {
    Or,
    Item(Item),
}

#[derive(Clone, Copy)]
enum Field {
    Session,
    Paragraph,
    Symbol,
    Heading,
    Is,
}

const FIELDS: [(&str, Field); 8] = [
    ("session", Field::Session),
    ("sessions", Field::Session),
    ("para", Field::Paragraph),
    ("paras", Field::Paragraph),
    ("paragraph", Field::Paragraph),
    ("symbol", Field::Symbol),
    ("heading", Field::Heading),
    ("is", Field::Is),
];

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
                let address = Address {
                    locator: locator.clone(),
                    doubtful: false,
                };
                let matter = Matter::Place(address, words.collect());
                query.add(
                    Term {
                        negated: false,
                        matter,
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
                        Some(matter) => {
                            let negated = item.negated;
                            query.add(Term { negated, matter }, either);
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
fn address(typed: &str, alone: bool) -> Option<Address> {
    let locator = Locator::parse(typed)?;
    let numeral = alone && locator.parts.is_empty() && locator.symbol.is_none();
    let small = typed.trim().bytes().all(|b| b.is_ascii_lowercase());
    Some(Address {
        locator,
        doubtful: numeral && small,
    })
}

/// The longest run of items at the beginning or the end that is an address beyond doubt.
fn place_among(pieces: &[Piece]) -> Option<(std::ops::Range<usize>, Locator)> {
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
        Locator::parse(&typed).filter(|_| certain)
    };
    let count = pieces.len();
    let beginnings = (1..count).rev().map(|end| 0..end);
    let ends = (1..count).map(|start| start..count);
    beginnings
        .chain(ends)
        .find_map(|range| Some((range.clone(), locator(&range)?)))
}

/// Cuts the input at blanks, at `|`, and around quotation marks.
fn split(typed: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut negate = false;
    let mut rest = typed;
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        if let Some(after) = rest.strip_prefix('|') {
            pieces.push(Piece::Or);
            rest = after;
            continue;
        }
        let start = rest;
        let mut negated = std::mem::take(&mut negate);
        if let Some(after) = rest.strip_prefix(is_minus) {
            // A dash between blanks is a dash.
            rest = after;
            if rest.is_empty() || rest.starts_with(char::is_whitespace) {
                continue;
            }
            negated = true;
        }
        let mut field = FIELDS.iter().find_map(|(name, field)| {
            let head = rest
                .get(..name.len())
                .filter(|head| head.eq_ignore_ascii_case(name))?;
            let after = rest[head.len()..].strip_prefix(':')?;
            Some((after, *field))
        });
        if let Some((after, _)) = field {
            rest = after;
            // `session: 4` is `session:4`.
            let skipped = rest.trim_start();
            if !skipped.is_empty() && !skipped.starts_with('|') {
                rest = skipped;
            }
        }
        let (text, quoted, unclosed);
        if let Some(after) = rest.strip_prefix(is_quote) {
            let end = after.find(is_quote);
            text = &after[..end.unwrap_or(after.len())];
            (quoted, unclosed) = (true, end.is_none());
            let mark = end.map_or(0, |end| {
                after[end..].chars().next().map_or(0, char::len_utf8)
            });
            rest = &after[text.len() + mark..];
        } else {
            let end = rest.find(|c: char| c.is_whitespace() || c == '|' || is_quote(c));
            text = &rest[..end.unwrap_or(rest.len())];
            (quoted, unclosed) = (false, false);
            rest = &rest[text.len()..];
        }
        let raw = start[..start.len() - rest.len()].trim().to_owned();
        match (text, field.is_none() && !quoted && !negated) {
            ("OR", true) => pieces.push(Piece::Or),
            ("AND", true) => {}
            ("NOT", true) => negate = true,
            _ => pieces.push(Piece::Item(Item {
                negated,
                field: field.take().map(|(_, field)| field),
                text: text.to_owned(),
                quoted,
                unclosed,
                raw,
            })),
        }
    }
    pieces
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '\u{2212}')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}'..='\u{201f}' | '«' | '»')
}

impl Item {
    fn is_plain(&self) -> bool {
        !self.negated && self.field.is_none() && !self.quoted
    }

    /// Its words; the last one ends as told.
    fn words(&self, ending: Ending) -> Vec<Typed> {
        let starred = self.text.ends_with('*');
        let mut words: Vec<Typed> = Vec::new();
        each_word(&self.text, &mut Vec::new(), |word| {
            if word.span == 1 {
                words.push(Typed {
                    folded: String::from_utf8_lossy(word.folded).into_owned(),
                    shown: self.text[word.range.clone()].to_owned(),
                    capitals: word.capitals,
                    ending: Ending::Whole,
                    joint: word.joint,
                });
            }
        });
        if let Some(last) = words.last_mut() {
            last.ending = match ending {
                _ if starred => Ending::Star,
                Ending::Open if self.quoted && !self.unclosed => Ending::Whole,
                Ending::Open if self.text.ends_with(|c: char| !c.is_alphanumeric()) => {
                    Ending::Whole
                }
                ending => ending,
            };
        }
        words
    }

    /// What it asks for; `None` where it asks for nothing.
    fn understood(&self, ending: Ending) -> Option<Matter> {
        let some = |words: Vec<Typed>| (!words.is_empty()).then_some(words);
        let value = self.text.trim();
        match self.field {
            None if self.quoted => some(self.words(ending)).map(Matter::Phrase),
            None => some(self.words(ending)).map(Matter::Word),
            Some(Field::Heading) => {
                // Quoted or not, the last word may still be going on.
                let ending = if self.quoted { ending } else { Ending::Star };
                some(self.words(ending)).map(Matter::Heading)
            }
            Some(Field::Symbol) => {
                (!value.is_empty()).then(|| Matter::Symbol(value.to_lowercase()))
            }
            Some(Field::Session) => {
                let labels: Vec<String> = listed(value).map(str::to_lowercase).collect();
                (!labels.is_empty()).then_some(Matter::Sessions(labels))
            }
            Some(Field::Paragraph) => {
                let paragraphs: Vec<Paragraphs> = listed(value).filter_map(paragraphs).collect();
                (!paragraphs.is_empty()).then_some(Matter::Paragraphs(paragraphs))
            }
            Some(Field::Is) => is(&value.to_lowercase()),
        }
    }
}

fn listed(value: &str) -> impl Iterator<Item = &str> {
    value
        .split(',')
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
}

/// `103`, `103(d)`, `86-94`, `86-`.
fn paragraphs(typed: &str) -> Option<Paragraphs> {
    if let Some((first, last)) = typed.split_once(['-', '\u{2010}', '\u{2011}', '\u{2013}']) {
        let first = first.trim().parse().ok()?;
        // Half typed: from there on.
        let last = match last.trim() {
            "" => u32::MAX,
            last => last.parse().ok()?,
        };
        return Some(Paragraphs::Run(first, last));
    }
    Locator::parse(typed)
        .filter(|locator| !locator.parts.is_empty())
        .map(Paragraphs::Under)
}

/// A status or role, as far as it is typed.
fn is(value: &str) -> Option<Matter> {
    let value = value.replace([' ', '_'], "-");
    if value.is_empty() {
        return None;
    }
    let mut statuses = Vec::new();
    for piece in listed(&value) {
        let known = Status::ALL
            .into_iter()
            .filter(|status| status.as_str().starts_with(piece));
        let before = statuses.len();
        statuses.extend(known);
        if statuses.len() == before {
            return "chapeau"
                .starts_with(piece)
                .then_some(Matter::Role(Role::Chapeau));
        }
    }
    (!statuses.is_empty()).then_some(Matter::Status(statuses))
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
            let matter = match &term.matter {
                Matter::Word(typed) => words(typed),
                Matter::Phrase(typed) => format!("“{}”", words(typed)),
                Matter::Heading(typed) => format!("heading {}", words(typed)),
                Matter::Place(address, _) => format!("at {:?}", address.locator.parts),
                other => format!("{other:?}"),
            };
            format!("{}{matter}", if term.negated { "!" } else { "" })
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
            format!("{:?}", Matter::Status(vec![Updated]))
        );
        assert_eq!(
            line("is:del,om"),
            format!("{:?}", Matter::Status(vec![Deleted, Omitted]))
        );
        assert_eq!(line("is:ch"), format!("{:?}", Matter::Role(Role::Chapeau)));
        assert_eq!(line("session: 4"), line("session:4"));
        assert_eq!(
            line("para:86-94"),
            format!("{:?}", Matter::Paragraphs(vec![Paragraphs::Run(86, 94)]))
        );
        assert_eq!(
            line("symbol:E/CN.4"),
            format!("{:?}", Matter::Symbol("e/cn.4".to_owned()))
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
