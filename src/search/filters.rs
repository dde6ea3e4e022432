//! Fields and addresses: which provisions a query leaves in, whatever their words are.

use super::answer::Reading;
use super::index::{Index, leading_number};
use super::margin::Margin;
use super::query::{Condition, Paragraphs};
use super::slips::slips;
use super::tier::Tier;
use crate::language::operative::{Derived, actions, addressees};
use crate::model::{Address, Document, Part, Role, Status, from_roman};

/// A set of provisions, said without listing them where that can be.
pub(super) enum Filter {
    /// Of these sessions.
    Sessions(Vec<bool>),
    /// Under these headings, ascending.
    Headings(Vec<u32>),
    Statuses(Vec<Status>),
    Role(Role),
    /// These, ascending.
    Positions(Vec<u32>),
}

/// What a field asks for in this document.
pub(super) fn of(
    index: &Index,
    compilation: &Document,
    margin: &Margin,
    condition: &Condition,
) -> Filter {
    match condition {
        Condition::Sessions(labels) => sessions(compilation, |session| {
            labels.iter().any(|label| is_session(session, label))
        }),
        Condition::Symbol(part) => sessions(compilation, |session| {
            session
                .symbol
                .as_deref()
                .is_some_and(|symbol| symbol.to_lowercase().contains(part))
        }),
        Condition::Status(statuses) => Filter::Statuses(statuses.clone()),
        Condition::Role(role) => Filter::Role(*role),
        Condition::Beside(signs) => Filter::Positions(margin.with(signs)),
        Condition::Tags(typed) => Filter::Positions(margin.tagged(typed)),
        Condition::Addressees(typed) => {
            let wanted = meant(typed, &addressees().collect::<Vec<_>>());
            asked(index, compilation, |derived| {
                derived.to.iter().any(|name| wanted.contains(name))
            })
        }
        Condition::Actions(typed) => {
            let wanted = meant(typed, &actions().collect::<Vec<_>>());
            asked(index, compilation, |derived| {
                derived.verb.iter().any(|name| wanted.contains(name))
            })
        }
        Condition::Paragraphs(paragraphs) => {
            let mut positions = Vec::new();
            for some in paragraphs {
                match some {
                    Paragraphs::Run(first, last) => {
                        positions.extend(numbered(index, compilation, *first, *last));
                    }
                    Paragraphs::Under(locator) => {
                        let (named, under) = addressed(index, compilation, locator);
                        positions.extend(named.into_iter().chain(under));
                    }
                }
            }
            positions.sort_unstable();
            positions.dedup();
            Filter::Positions(positions)
        }
        // Words are no filter; nothing asks for one.
        Condition::Word(_)
        | Condition::Phrase(_)
        | Condition::Heading(_)
        | Condition::Own(_)
        | Condition::Place(..) => Filter::Positions(Vec::new()),
    }
}

/// The names that were meant: those that are the typed ones whatever their case; where there are
/// none, those that begin so, since a name may be half typed; and else those that were missed by a
/// slip.
fn meant(typed: &[String], names: &[&'static str]) -> Vec<&'static str> {
    let meant = typed.iter().flat_map(|typed| {
        let found = as_typed(typed, names);
        if found.is_empty() {
            missed(typed, names)
        } else {
            found
        }
    });
    meant.collect()
}

fn as_typed(typed: &str, names: &[&'static str]) -> Vec<&'static str> {
    let those = |holds: &dyn Fn(&str) -> bool| -> Vec<&'static str> {
        let names = names.iter().copied();
        names.filter(|name| holds(&name.to_lowercase())).collect()
    };
    let whole = those(&|name| name == typed);
    if whole.is_empty() {
        those(&|name| name.starts_with(typed))
    } else {
        whole
    }
}

/// The names that are the typed one with slips, word for word.
fn missed(typed: &str, names: &[&'static str]) -> Vec<&'static str> {
    let near = |name: &&str| {
        let name = name.to_lowercase();
        let (mut typed, mut name) = (typed.split(' '), name.split(' '));
        loop {
            match (typed.next(), name.next()) {
                (None, None) => return true,
                (Some(typed), Some(name)) if typed == name || slips(typed, name).is_some() => {}
                _ => return false,
            }
        }
    };
    names.iter().copied().filter(near).collect()
}

/// How the names of a field were read that nothing is called as typed.
pub(super) fn readings(condition: &Condition) -> Vec<Reading> {
    let (typed, names): (&[String], Vec<&'static str>) = match condition {
        Condition::Addressees(typed) => (typed, addressees().collect()),
        Condition::Actions(typed) => (typed, actions().collect()),
        _ => return Vec::new(),
    };
    let mut readings = Vec::new();
    for typed in typed {
        if as_typed(typed, &names).is_empty() {
            readings.extend(missed(typed, &names).into_iter().map(|name| Reading {
                typed: typed.clone(),
                matched: name.to_owned(),
                tier: Tier::Slip,
            }));
        }
    }
    readings
}

/// The provisions of which this holds, as their sentences were read.
fn asked(index: &Index, compilation: &Document, holds: impl Fn(&Derived) -> bool) -> Filter {
    let asks = index.asks(compilation);
    let positions = (0..).take(index.count);
    Filter::Positions(
        positions
            .filter(|&at: &u32| holds(&asks.derived(at as usize)))
            .collect(),
    )
}

/// What an address leaves in; `None` where the document has no such place.
pub(super) fn place(index: &Index, compilation: &Document, locator: &Address) -> Option<Filter> {
    if locator.path.is_empty() {
        let named = |session: &Part| names_session(locator, session);
        let filter = sessions(compilation, named);
        return matches!(&filter, Filter::Sessions(which) if which.contains(&true))
            .then_some(filter);
    }
    let (named, under) = addressed(index, compilation, locator);
    let mut positions: Vec<u32> = named.into_iter().chain(under).collect();
    positions.sort_unstable();
    (!positions.is_empty()).then_some(Filter::Positions(positions))
}

/// Provisions that an address with a paragraph names, and those under them; each ascending.
pub(super) fn addressed(
    index: &Index,
    compilation: &Document,
    locator: &Address,
) -> (Vec<u32>, Vec<u32>) {
    let number = locator.path.first().map_or(0, |part| leading_number(part));
    let covered = numbered(index, compilation, number, number)
        .filter(|&at| locator.covers(compilation, &compilation.provisions[at as usize]));
    let (named, under): (Vec<u32>, Vec<u32>) =
        covered.partition(|&at| locator.names(compilation, &compilation.provisions[at as usize]));
    if named.is_empty() && under.is_empty() && locator.part.is_some() {
        // The innermost levels are enough where one provision has them: `II.1` for `II.81.1`.
        let provisions = (0..).zip(&compilation.provisions);
        let mut tail = provisions
            .filter(|(_, provision)| locator.names_tail(compilation, provision))
            .map(|(at, _)| at);
        if let (Some(only), None) = (tail.next(), tail.next()) {
            return (vec![only], Vec::new());
        }
    }
    (named, under)
}

/// Provisions whose number begins with one from `first` to `last`.
fn numbered(
    index: &Index,
    compilation: &Document,
    first: u32,
    last: u32,
) -> impl Iterator<Item = u32> {
    let number = |at: u32| leading_number(compilation.provisions[at as usize].path.as_str());
    let from = index.by_number.partition_point(|&at| number(at) < first);
    index.by_number[from..]
        .iter()
        .copied()
        .take_while(move |&at| number(at) <= last)
}

fn sessions(compilation: &Document, wanted: impl Fn(&Part) -> bool) -> Filter {
    Filter::Sessions(compilation.parts.iter().map(wanted).collect())
}

/// Whether a session is called `label` (small letters): by its own label, or by its number in any
/// writing.
fn is_session(session: &Part, label: &str) -> bool {
    if session.label.to_lowercase() == label {
        return true;
    }
    let locator = Address::parse(&format!("session {label}"));
    let numbered = || label.parse().ok().or_else(|| from_roman(label));
    session.ordinal.is_some() && session.ordinal == numbered()
        || locator.is_some_and(|locator| names_session(&locator, session))
}

/// Whether an address without paragraph names a session. A symbol may be half typed.
fn names_session(locator: &Address, session: &Part) -> bool {
    let label = locator.part.as_deref();
    let symbol = locator.symbol.as_deref().map(str::to_lowercase);
    label.is_none_or(|label| session.label.eq_ignore_ascii_case(label))
        && symbol.is_none_or(|typed| {
            session
                .symbol
                .as_deref()
                .is_some_and(|symbol| symbol.to_lowercase().starts_with(&typed))
        })
        && (locator.part.is_some() || locator.symbol.is_some())
}

/// What is in all of several ascending lists.
pub(super) fn common(lists: impl Iterator<Item = Vec<u32>>) -> Vec<u32> {
    let both = |one: Vec<u32>, other: Vec<u32>| {
        one.into_iter()
            .filter(|member| other.binary_search(member).is_ok())
            .collect()
    };
    lists.reduce(both).unwrap_or_default()
}
