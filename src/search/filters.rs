//! Fields and addresses: which provisions a query leaves in, whatever their words are.

use super::index::{Index, leading_number};
use super::margin::Margin;
use super::query::{Matter, Paragraphs};
use crate::asks::{Derived, actions, addressees};
use crate::model::{Compilation, Locator, Role, Session, Status, from_roman};

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
    compilation: &Compilation,
    margin: &Margin,
    matter: &Matter,
) -> Filter {
    match matter {
        Matter::Sessions(labels) => sessions(compilation, |session| {
            labels.iter().any(|label| is_session(session, label))
        }),
        Matter::Symbol(part) => sessions(compilation, |session| {
            session
                .symbol
                .as_deref()
                .is_some_and(|symbol| symbol.to_lowercase().contains(part))
        }),
        Matter::Status(statuses) => Filter::Statuses(statuses.clone()),
        Matter::Role(role) => Filter::Role(*role),
        Matter::Beside(sign) => Filter::Positions(margin.with(*sign)),
        Matter::Tags(typed) => Filter::Positions(margin.tagged(typed)),
        Matter::Addressees(typed) => {
            let wanted = meant(typed, &addressees().collect::<Vec<_>>());
            asked(index, compilation, |derived| {
                derived.to.iter().any(|name| wanted.contains(name))
            })
        }
        Matter::Actions(typed) => {
            let wanted = meant(typed, &actions().collect::<Vec<_>>());
            asked(index, compilation, |derived| {
                derived.verb.iter().any(|name| wanted.contains(name))
            })
        }
        Matter::Paragraphs(paragraphs) => {
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
        Matter::Word(_)
        | Matter::Phrase(_)
        | Matter::Heading(_)
        | Matter::Own(_)
        | Matter::Place(..) => Filter::Positions(Vec::new()),
    }
}

/// The names that were meant: those that are the typed ones whatever their case, and where there
/// are none, those that begin so, since a name may be half typed.
fn meant(typed: &[String], names: &[&'static str]) -> Vec<&'static str> {
    let mut meant = Vec::new();
    for typed in typed {
        let before = meant.len();
        let whole = |name: &&&str| name.to_lowercase() == *typed;
        meant.extend(names.iter().filter(whole));
        if meant.len() == before {
            let begun = |name: &&&str| name.to_lowercase().starts_with(typed.as_str());
            meant.extend(names.iter().filter(begun));
        }
    }
    meant
}

/// The provisions of which this holds, as their sentences were read.
fn asked(index: &Index, compilation: &Compilation, holds: impl Fn(&Derived) -> bool) -> Filter {
    let asks = index.asks(compilation);
    let positions = (0..).take(index.count);
    Filter::Positions(
        positions
            .filter(|&at: &u32| holds(&asks.derived(at as usize)))
            .collect(),
    )
}

/// What an address leaves in; `None` where the document has no such place.
pub(super) fn place(index: &Index, compilation: &Compilation, locator: &Locator) -> Option<Filter> {
    if locator.parts.is_empty() {
        let named = |session: &Session| names_session(locator, session);
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
    compilation: &Compilation,
    locator: &Locator,
) -> (Vec<u32>, Vec<u32>) {
    let number = locator.parts.first().map_or(0, |part| leading_number(part));
    let covered = numbered(index, compilation, number, number)
        .filter(|&at| locator.covers(compilation, &compilation.provisions[at as usize]));
    covered.partition(|&at| locator.names(compilation, &compilation.provisions[at as usize]))
}

/// Provisions whose number begins with one from `first` to `last`.
fn numbered(
    index: &Index,
    compilation: &Compilation,
    first: u32,
    last: u32,
) -> impl Iterator<Item = u32> {
    let number = |at: u32| leading_number(compilation.provisions[at as usize].number.as_str());
    let from = index.by_number.partition_point(|&at| number(at) < first);
    index.by_number[from..]
        .iter()
        .copied()
        .take_while(move |&at| number(at) <= last)
}

fn sessions(compilation: &Compilation, wanted: impl Fn(&Session) -> bool) -> Filter {
    Filter::Sessions(compilation.sessions.iter().map(wanted).collect())
}

/// Whether a session is called `label` (small letters): by its own label, or by its number in any
/// writing.
fn is_session(session: &Session, label: &str) -> bool {
    if session.label.to_lowercase() == label {
        return true;
    }
    let locator = Locator::parse(&format!("session {label}"));
    let numbered = || label.parse().ok().or_else(|| from_roman(label));
    session.ordinal.is_some() && session.ordinal == numbered()
        || locator.is_some_and(|locator| names_session(&locator, session))
}

/// Whether an address without paragraph names a session. A symbol may be half typed.
fn names_session(locator: &Locator, session: &Session) -> bool {
    let label = locator.session.as_deref();
    let symbol = locator.symbol.as_deref().map(str::to_lowercase);
    label.is_none_or(|label| session.label.eq_ignore_ascii_case(label))
        && symbol.is_none_or(|typed| {
            session
                .symbol
                .as_deref()
                .is_some_and(|symbol| symbol.to_lowercase().starts_with(&typed))
        })
        && (locator.session.is_some() || locator.symbol.is_some())
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
