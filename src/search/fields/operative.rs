//! `to:` and `verb:` who is asked and what is asked for, as this program reads it.

use super::field::{Field, Filter, Selection};
use crate::language::entities::addressee_named;
use crate::search::concepts::Concepts;
use crate::search::correction::Correction;
use crate::search::facets::{Facet, OperativeFacets};
use crate::search::match_level::MatchLevel;
use crate::search::typed_words::{Ending, TypedText, folded_words};
use crate::search::typos::typos;

pub(super) struct Addressee;
pub(super) struct Action;

impl Field for Addressee {
    fn names(&self) -> &'static [&'static str] {
        &["to", "addressee"]
    }

    fn help(&self) -> &'static [(&'static str, &'static str)] {
        &[("to:OHCHR", "addressed to OHCHR, as this program reads it")]
    }

    fn parse(&self, value: &TypedText, _: Ending) -> Option<Filter> {
        with_value(value, |facets| &facets.addressees)
    }
}

impl Field for Action {
    fn names(&self) -> &'static [&'static str] {
        &["verb", "action"]
    }

    fn help(&self) -> &'static [(&'static str, &'static str)] {
        &[(
            "verb:requests",
            "that requests, as this program reads it; verb:\"calls upon\"",
        )]
    }

    fn parse(&self, value: &TypedText, _: Ending) -> Option<Filter> {
        with_value(value, |facets| &facets.actions)
    }
}

fn with_value(value: &TypedText, facet: fn(&OperativeFacets) -> &Facet) -> Option<Filter> {
    let typed: Vec<String> = value.list().map(str::to_lowercase).collect();
    (!typed.is_empty()).then(|| {
        Filter::new(move |scope| {
            let facets = (scope.index).operative(scope.document, &|_| {}, scope.cancel)?;
            Ok(selected(facet(facets), &typed))
        })
    })
}

/// The provisions that have one of the values: those that are called as typed, whatever their case;
/// where there are none, those that begin so, since a name may be half typed; and else those that
/// were missed by a typo.
fn selected(facet: &Facet, typed: &[String]) -> Selection {
    let names = || facet.values().map(|(name, _)| name);
    let mut selection = Selection::default();
    for typed in typed {
        let whole = names().any(|name| name.to_lowercase() == *typed);
        let begun = || names().any(|name| name.to_lowercase().starts_with(typed));
        selection.positions |= if whole {
            facet.members(|name| name.to_lowercase() == *typed)
        } else if begun() {
            facet.members(|name| name.to_lowercase().starts_with(typed))
        } else {
            let also = otherwise_called(typed).map(|name| (name, MatchLevel::Acronym));
            let near = names().filter(|name| mistyped(typed, name));
            let near: Vec<&str> = match also {
                Some((name, _)) => vec![name],
                None => near.collect(),
            };
            let near = match near.is_empty() {
                true => nearest(typed, names()).into_iter().collect(),
                false => near,
            };
            (selection.corrections).extend(near.iter().map(|name| Correction {
                typed: typed.clone(),
                matched: (*name).to_owned(),
                level: also.map_or(MatchLevel::Typo, |(_, level)| level),
            }));
            facet.members(|name| near.contains(&name))
        };
    }
    selection
}

/// The addressee whose acronym or full name was typed, in whatever language: `HCDH`.
fn otherwise_called(typed: &str) -> Option<&'static str> {
    let named = |name: &str| addressee_named(&format!(" {} ", folded_words(name).join("  ")));
    let concepts = Concepts::get();
    let acronym = || concepts.expansion(concepts.acronym(typed)?).and_then(named);
    named(typed).or_else(acronym)
}

/// The one name that is nearest to a typed one, where few letters are wrong: `OHRC` for `OHCHR`. Names
/// are few, and which was meant is said.
fn nearest<'n>(typed: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let allowed = match typed.chars().count() {
        0..=3 => return None,
        4..=7 => 2,
        _ => 3,
    };
    let mut near: Vec<(usize, &str)> = names
        .filter(|name| name.to_lowercase().chars().next() == typed.chars().next())
        .map(|name| (strsim::osa_distance(typed, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= allowed)
        .collect();
    near.sort_unstable();
    match near.as_slice() {
        [(_, only)] => Some(only),
        [(least, first), (next, _), ..] if least < next => Some(first),
        _ => None,
    }
}

/// Whether a name is the typed one with typos, word for word.
fn mistyped(typed: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    let (mut typed, mut name) = (typed.split(' '), name.split(' '));
    loop {
        match (typed.next(), name.next()) {
            (None, None) => return true,
            (Some(typed), Some(name)) if typed == name || typos(typed, name).is_some() => {}
            _ => return false,
        }
    }
}
