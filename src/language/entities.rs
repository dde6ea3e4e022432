//! The table of names (`assets/entities.tsv`) and the matcher that finds them in a text.
//!
//! The table holds every body, instrument, class of addressees and term with its acronym, full
//! names and short forms. `of` finds all of them in one pass over the folded text
//! (Aho-Corasick), whole words only, hyphens and commas aside. Which of the names that begin at a
//! word counts is for the caller to say; they come the longest first.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::tokens::{TokenKind, Tokens};

/// A row of the table. Text fields are empty where there is nothing to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// What a reference to it is called (`ICERD`); empty where it is not taken for a reference.
    pub key: &'static str,
    /// What it is.
    pub kind: EntityKind,
    /// As printed in capitals.
    pub acronyms: Vec<&'static str>,
    /// Its full name.
    pub name: &'static str,
    /// Other names that mean it without any context.
    pub also: Vec<&'static str>,
    /// What it is called once it has been named.
    pub short: Vec<&'static str>,
    /// What it is called where it is asked to do something; several rows may share one.
    pub addressee: &'static str,
    /// The document that holds it or set it up.
    pub symbol: &'static str,
    /// When it was adopted or set up: `1965-12-21`, or a year.
    pub date: &'static str,
    /// How many paragraphs it has, where they count from 1.
    pub paragraphs: Option<u32>,
    /// The key of the instrument that it is a part of.
    pub within: &'static str,
    /// How symbols of its resolutions begin.
    pub resolutions: &'static str,
    /// Where these facts can be read.
    pub source: &'static str,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntityKind {
    /// An organ, office, organization, panel or expert.
    Body,
    /// A conference or summit.
    Conference,
    /// A treaty.
    Treaty,
    /// A declaration or an outcome document.
    Declaration,
    /// A programme, framework or strategy.
    Programme,
    /// A fund.
    Fund,
    /// A set of goals.
    Goals,
    /// A class of addressees, such as States.
    Class,
    /// A term with an acronym.
    Term,
}

/// Place of an entity in [`entities`].
pub(crate) type EntityId = u16;

/// How a name stands for its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NameForm {
    /// By itself, whatever stands around it.
    Full,
    /// By itself, in capitals only.
    Acronym,
    /// Only where the entity has been named before.
    Short,
}

/// A name that stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NameMatch {
    /// First token, and one past the last.
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) entity: EntityId,
    pub(crate) form: NameForm,
}

/// The names of a text.
#[derive(Debug)]
pub(crate) struct Names {
    /// In the order of the text; of those that begin together the longest first.
    found: Vec<NameMatch>,
}

/// A name as the matcher knows it.
struct Pattern {
    entity: EntityId,
    form: NameForm,
    /// Whether its first letter is a capital, its first word in capitals, and whether it may have
    /// commas.
    capital: bool,
    capitals: bool,
    commas: bool,
}

struct Matcher {
    automaton: Option<AhoCorasick>,
    patterns: Vec<Pattern>,
    /// Addressees by their folded names.
    addressees: HashMap<String, &'static str>,
}

const COLUMNS: usize = 13;

static ENTITIES: LazyLock<Vec<Entity>> = LazyLock::new(|| {
    let rows = include_str!("../../assets/entities.tsv").lines();
    let rows = rows.filter(|row| !row.starts_with('#')).skip(1);
    rows.filter_map(parse).collect()
});

static BY_KEY: LazyLock<HashMap<&'static str, EntityId>> = LazyLock::new(|| {
    let all = (0..).zip(entities());
    let keyed = all.filter(|(_, entity)| !entity.key.is_empty());
    keyed.map(|(id, entity)| (entity.key, id)).collect()
});

static ADDRESSEES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut names = Vec::new();
    for name in entities().iter().map(|entity| entity.addressee) {
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
});

static MATCHER: LazyLock<Matcher> = LazyLock::new(Matcher::new);

/// The whole table, in its own order.
#[must_use]
pub fn entities() -> &'static [Entity] {
    &ENTITIES
}

/// The entity with this key, written exactly so.
#[must_use]
pub fn entity(key: &str) -> Option<&'static Entity> {
    entity_id(key).map(|id| &ENTITIES[usize::from(id)])
}

/// Everybody who can be addressed, by name, each once.
pub fn addressees() -> impl Iterator<Item = &'static str> {
    ADDRESSEES.iter().copied()
}

/// The addressee with this name, each of its words between two spaces: ` civil  society `.
pub(crate) fn addressee_named(folded: &str) -> Option<&'static str> {
    MATCHER.addressees.get(folded).copied()
}

pub(crate) fn entity_id(key: &str) -> Option<EntityId> {
    BY_KEY.get(key).copied()
}

/// A test sees to it that every line of the table is one.
fn parse(row: &'static str) -> Option<Entity> {
    let cells: Vec<&'static str> = row.split('\t').collect();
    let cells: [&'static str; COLUMNS] = cells.try_into().ok()?;
    let [
        key,
        kind,
        acronym,
        name,
        also,
        short,
        addressee,
        symbol,
        date,
        paragraphs,
        within,
        resolutions,
        source,
    ] = cells;
    let several = |cell: &'static str| cell.split(';').filter(|one| !one.is_empty()).collect();
    Some(Entity {
        key,
        kind: match kind {
            "body" => EntityKind::Body,
            "conference" => EntityKind::Conference,
            "treaty" => EntityKind::Treaty,
            "declaration" => EntityKind::Declaration,
            "programme" => EntityKind::Programme,
            "fund" => EntityKind::Fund,
            "goals" => EntityKind::Goals,
            "class" => EntityKind::Class,
            "term" => EntityKind::Term,
            _ => return None,
        },
        acronyms: several(acronym),
        name,
        also: several(also),
        short: several(short),
        addressee,
        symbol,
        date,
        paragraphs: paragraphs.parse().ok(),
        within,
        resolutions,
        source,
    })
}

impl Entity {
    /// All names that mean it without any context, the full one first, acronyms aside.
    pub fn full_names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.also.iter().copied())
    }
}

/// Whether a name addresses its entity. Short forms of a single word are shared by too many.
fn addresses(form: NameForm, words: usize) -> bool {
    form != NameForm::Short || words > 1
}

impl Matcher {
    fn new() -> Self {
        let mut patterns = Vec::new();
        let mut folded: Vec<String> = Vec::new();
        let mut addressees = HashMap::new();
        for (id, entity) in (0..).zip(entities()) {
            let from = folded.len();
            let mut add = |name: &str, plural: &str, form: NameForm| {
                let tokens = Tokens::of(name);
                let mut pattern = tokens.folded().to_owned();
                if !plural.is_empty() {
                    pattern.truncate(pattern.len() - 1);
                    pattern.push_str(plural);
                    pattern.push(' ');
                }
                if !folded[from..].contains(&pattern) {
                    if !entity.addressee.is_empty() && addresses(form, tokens.len()) {
                        addressees
                            .entry(pattern.clone())
                            .or_insert(entity.addressee);
                    }
                    folded.push(pattern);
                    let first = tokens.token(0);
                    patterns.push(Pattern {
                        entity: id,
                        form,
                        capital: first.is_some_and(|token| token.capital),
                        capitals: first.is_some_and(|token| token.capitals),
                        commas: name.contains(','),
                    });
                }
            };
            for name in entity.full_names() {
                add(name, "", NameForm::Full);
                if entity.kind == EntityKind::Class {
                    add(name, "s", NameForm::Full);
                }
            }
            for acronym in &entity.acronyms {
                add(acronym, "", NameForm::Acronym);
                add(acronym, "s", NameForm::Acronym);
            }
            for short in &entity.short {
                add(short, "", NameForm::Short);
            }
        }
        Self {
            automaton: AhoCorasick::new(&folded).ok(),
            patterns,
            addressees,
        }
    }
}

impl Names {
    /// Finds the names of a text, in time linear in its length.
    pub(crate) fn of(tokens: &Tokens<'_>) -> Self {
        let matcher = &*MATCHER;
        let mut found = Vec::new();
        let automaton = matcher.automaton.iter();
        for hit in automaton.flat_map(|automaton| automaton.find_overlapping_iter(tokens.folded()))
        {
            let pattern = &matcher.patterns[hit.pattern().as_usize()];
            // Behind and before the spaces around the name.
            let start = tokens.at_folded(hit.start() + 1);
            let end = tokens.at_folded(hit.end());
            let fits = tokens.token(start).is_some_and(|first| {
                (first.capital || !pattern.capital) && (first.capitals || !pattern.capitals)
            });
            let comma = |at: usize| tokens.kind(at) == TokenKind::Comma;
            if fits && (pattern.commas || !(start..end).any(comma)) {
                found.push(NameMatch {
                    start: start as u32,
                    end: end as u32,
                    entity: pattern.entity,
                    form: pattern.form,
                });
            }
        }
        found.sort_unstable_by_key(|name| {
            (
                name.start,
                std::cmp::Reverse(name.end),
                name.form,
                name.entity,
            )
        });
        Self { found }
    }

    /// Those that begin at a token, the longest first.
    pub(crate) fn at(&self, token: usize) -> &[NameMatch] {
        let from = self
            .found
            .partition_point(|name| (name.start as usize) < token);
        let rest = &self.found[from..];
        let count = rest.partition_point(|name| name.start as usize == token);
        &rest[..count]
    }

    /// The longest name of an addressee that begins at a token, and one past its last token. What
    /// belongs to an addressee (`the Secretary-General's report`) is not addressed.
    pub(crate) fn addressee_at(
        &self,
        tokens: &Tokens<'_>,
        token: usize,
    ) -> Option<(&'static str, usize)> {
        let (addressee, end) = self.at(token).iter().find_map(|name| {
            let addressee = entities()[usize::from(name.entity)].addressee;
            let words = (name.end - name.start) as usize;
            let addresses = !addressee.is_empty() && addresses(name.form, words);
            addresses.then_some((addressee, name.end as usize))
        })?;
        let possessive = tokens.token(end - 1).is_some_and(|last| last.possessive);
        (!possessive).then_some((addressee, end))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_row_is_sound() {
        let table = include_str!("../../assets/entities.tsv");
        let rows = table.lines().filter(|line| !line.starts_with('#')).count() - 1;
        assert_eq!(entities().len(), rows);
        let mut keys = HashSet::new();
        for entity in entities() {
            assert!(!entity.name.is_empty(), "{entity:?}");
            if !entity.key.is_empty() {
                assert!(
                    keys.insert(entity.key) && !entity.source.is_empty(),
                    "{entity:?}"
                );
            }
            assert!(entity.within.is_empty() || super::entity(entity.within).is_some());
            for acronym in &entity.acronyms {
                let capitals = acronym.bytes().all(|byte| byte.is_ascii_uppercase());
                assert!(acronym.len() > 1 && capitals, "{entity:?}");
            }
        }
    }

    fn longest(text: &str) -> Vec<&str> {
        let tokens = Tokens::of(text);
        let names = Names::of(&tokens);
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match names.at(at).first() {
                Some(name) => {
                    let end = name.end as usize;
                    found.push(&text[tokens.start(at)..tokens.end(end - 1)]);
                    at = end;
                }
                None => at += 1,
            }
        }
        found
    }

    #[test]
    fn the_longest_name_of_whole_words_is_found_in_any_case_and_with_any_hyphen() {
        for (text, expected) in [
            (
                "the WORKING GROUP of Experts on People of African Descent met",
                "WORKING GROUP of Experts on People of African Descent",
            ),
            (
                "with non\u{2011}governmental organizations,",
                "non\u{2011}governmental organizations",
            ),
            ("the Secretary-General's report", "Secretary-General"),
            ("MDGs, WHO", "MDGs|WHO"),
            ("those who states", ""),
            ("the United Nations, agencies and", "United Nations"),
            (
                "United Nations Educational, Scientific and Cultural Organization (UNESCO)",
                "United Nations Educational, Scientific and Cultural Organization|UNESCO",
            ),
            ("UN agencies; un agencies", "UN agencies"),
            ("General Assemblyman", ""),
        ] {
            assert_eq!(longest(text).join("|"), expected, "{text}");
        }
    }
}
