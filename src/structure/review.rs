//! Recommendations of the Universal Periodic Review: which States recommend, what the State under
//! review says, and which State that is, as fields of each recommendation.
//!
//! All of it is printed: the States stand in brackets behind what they recommend, the position in the
//! text that introduces the recommendations, the State under review on the cover.

use std::collections::HashMap;

use serde_json::Value;

use crate::model::{Chapeau, Document, PassageKind, Provision};

/// How many recommendations a document must have for brackets to be States.
const FEWEST: usize = 3;

/// The longest name of a State, in bytes.
const LONGEST: usize = 70;

/// How many levels of introductions are looked up at most.
const DEEPEST: usize = 4;

/// What an introduction says of the recommendations below it, the longer before what it contains.
const POSITIONS: [&str; 22] = [
    "do not enjoy the support",
    "did not enjoy the support",
    "not enjoy the support",
    "do not enjoy its support",
    "not enjoy its support",
    "enjoyed the support",
    "enjoy the support",
    "enjoy its support",
    "could not be accepted",
    "cannot be accepted",
    "not accepted",
    "have been accepted",
    "had been accepted",
    "are accepted",
    "have been supported",
    "have been rejected",
    "have been noted",
    "be noted",
    "are noted",
    "will be examined",
    "would be examined",
    "under examination",
];

/// Gives each recommendation of a report of the review its fields.
pub(super) fn tell(document: &mut Document) {
    let below = |provision: &&Provision| provision.path.depth() > 1;
    let items = document.provisions.iter().filter(below).count();
    let found: Vec<(usize, Vec<String>)> = (document.provisions.iter().enumerate())
        .filter(|(_, provision)| below(provision))
        .map(|(at, provision)| (at, recommending(&provision.text)))
        .filter(|(_, states)| !states.is_empty())
        .collect();
    // Where most of the items name States, they are recommendations, whatever the cover says.
    if found.len() < FEWEST || !(found.len() * 2 > items || is_of_the_review(document)) {
        return;
    }
    let country = under_review(document);
    let said = positions(document, &found);
    for ((at, states), said) in found.into_iter().zip(said) {
        document.provisions[at].add_extra(|extra| {
            let states = states.into_iter().map(Value::from).collect();
            extra.entry("from").or_insert(Value::Array(states));
            if let Some(said) = said {
                extra.entry("position").or_insert(said.into());
            }
            if let Some(country) = &country {
                extra.entry("country").or_insert(country.as_str().into());
            }
        });
    }
}

/// Whether the title, the cover or a heading names the review.
fn is_of_the_review(document: &Document) -> bool {
    let names = |text: &str| {
        text.to_lowercase().contains("universal periodic review")
            || text
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| word == "UPR")
    };
    document.title.as_deref().is_some_and(names)
        || document.headings.iter().take(60).any(|it| names(&it.title))
        || document.passages.iter().take(60).any(|it| names(&it.text))
}

/// The States in brackets behind what they recommend: `(Norland)`, `(Norland) (Sudland)`,
/// `(Norland, Sudland);`.
fn recommending(text: &str) -> Vec<String> {
    let mut states = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('(') {
        let inside = &rest[open + 1..];
        let mut depth = 1;
        let close = inside.char_indices().take(400).find(|(_, c)| {
            depth += i32::from(*c == '(') - i32::from(*c == ')');
            depth == 0
        });
        let Some((close, _)) = close else {
            break;
        };
        rest = &inside[close + 1..];
        let after = rest.trim_start();
        if !(after.is_empty() || after.starts_with([';', '.', ',', '('])) {
            continue;
        }
        let names = inside[..close].split([',', ';']);
        let names: Vec<String> = names
            .map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "))
            .flat_map(|name| of_two(&name))
            .collect();
        if names.iter().all(|name| is_state(name)) {
            for name in names {
                if !states.contains(&name) {
                    states.push(name);
                }
            }
        }
    }
    states
}

/// The names of States in a column of their own: `Norland, Sudland and Westland`.
pub(super) fn states(text: &str) -> Vec<String> {
    let names = text
        .split([',', ';', '\n'])
        .map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "));
    names
        .filter(|name| !name.is_empty())
        .flat_map(|name| of_two(&name))
        .collect()
}

/// `Norland and Sudland` as two names; `Bosnia and Herzegovina` is one.
fn of_two(name: &str) -> Vec<String> {
    const ONE: [&str; 8] = [
        "Bosnia and",
        "Antigua and",
        "Trinidad and",
        "Sao Tome and",
        "Saint Kitts and",
        "Saint Vincent and",
        "Serbia and",
        "United Kingdom of Great Britain and",
    ];
    let is_one = ONE.iter().any(|one| name.starts_with(one));
    match name.split_once(" and ").filter(|_| !is_one) {
        Some((first, last)) => vec![first.to_owned(), last.to_owned()],
        None => vec![name.to_owned()],
    }
}

/// Whether a name in brackets can be that of a State: words with capitals, no figures, no acronym.
fn is_state(name: &str) -> bool {
    const SMALL: [&str; 16] = [
        "of", "the", "and", "de", "la", "du", "des", "et", "y", "del", "e", "los", "las", "al",
        "le", "former",
    ];
    let name = name.strip_prefix("the ").unwrap_or(name);
    let letters = |word: &str| word.trim_matches(['(', ')']).to_owned();
    let words: Vec<String> = name.split_whitespace().map(letters).collect();
    let acronym = words.len() == 1 && name.chars().filter(|c| c.is_uppercase()).count() > 1;
    !words.is_empty()
        && name.len() <= LONGEST
        && !acronym
        && (name.starts_with(char::is_uppercase) || name.starts_with("former "))
        && name.chars().all(|c| {
            c.is_alphabetic()
                || c.is_whitespace()
                || matches!(c, '-' | '’' | '\'' | '(' | ')' | '.')
        })
        && words.iter().all(|word| {
            // `Côte d’Ivoire`
            let elided = ["d’", "d'", "l’", "l'"]
                .iter()
                .find_map(|it| word.strip_prefix(it));
            elided.unwrap_or(word).starts_with(char::is_uppercase) || SMALL.contains(&word.as_str())
        })
}

/// What the texts that introduce recommendations say of them, in their words.
fn positions(document: &Document, found: &[(usize, Vec<String>)]) -> Vec<Option<&'static str>> {
    // The paragraph that a number of two parts lies below, by part and number.
    let mut wholes: HashMap<(u32, &str), u32> = HashMap::new();
    for (at, provision) in (0..).zip(&document.provisions) {
        if provision.path.depth() == 1 {
            wholes
                .entry((provision.part, provision.path.as_str()))
                .or_insert(at);
        }
    }
    let mut known: HashMap<Chapeau, Option<&'static str>> = HashMap::new();
    let said = |(at, _): &(usize, Vec<String>)| {
        let provision = &document.provisions[*at];
        let above = || {
            let whole = provision.path.levels().next()?;
            let above = wholes.get(&(provision.part, whole))?;
            Some(Chapeau::Provision(*above))
        };
        let mut introduced = provision.chapeau.or_else(above)?;
        // What introduces a recommendation in items may lie below what says the position.
        for _ in 0..DEEPEST {
            let told = *known.entry(introduced).or_insert_with(|| {
                position(match introduced {
                    Chapeau::Provision(at) => &document.provisions[at as usize].text,
                    Chapeau::Passage(at) => &document.passages[at as usize].text,
                })
            });
            let Chapeau::Provision(at) = introduced else {
                return told;
            };
            match document.provisions[at as usize].chapeau {
                Some(outer) if told.is_none() => introduced = outer,
                _ => return told,
            }
        }
        None
    };
    found.iter().map(said).collect()
}

/// What an introduction says of the recommendations below it.
fn position(text: &str) -> Option<&'static str> {
    let words = text
        .split_whitespace()
        .take(200)
        .collect::<Vec<_>>()
        .join(" ");
    let lower = words.to_lowercase();
    POSITIONS.into_iter().find(|known| lower.contains(known))
}

/// The State under review: what stands on the cover below the title of the report.
fn under_review(document: &Document) -> Option<String> {
    let cover = document
        .passages
        .iter()
        .filter(|it| it.kind == PassageKind::Cover);
    let cover: Vec<&str> = cover.map(|passage| passage.text.trim()).collect();
    let titles = document.headings.iter().map(|heading| heading.title.trim());
    let lines: Vec<&str> = cover.into_iter().chain(titles).collect();
    let title = |line: &str| {
        let bare = line.trim_end_matches(['*', ' ']).to_lowercase();
        bare.ends_with("periodic review") || bare == "review"
    };
    lines.windows(2).find_map(|pair| {
        let name = pair[1].trim_end_matches(['*', ' ']);
        (title(pair[0]) && is_state(name) && !title(name)).then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_stand_in_brackets_behind_what_they_recommend() {
        let cases: [(&str, &[&str]); 11] = [
            ("Ratify it (Côte d’Ivoire);", &["Côte d’Ivoire"]),
            (
                "Ratify it (Norland, Sudland and Westland);",
                &["Norland", "Sudland", "Westland"],
            ),
            (
                "Ratify it (Bosnia and Herzegovina);",
                &["Bosnia and Herzegovina"],
            ),
            ("Ratify it (Norland);", &["Norland"]),
            (
                "Ratify it (Norland) (South Sudland);",
                &["Norland", "South Sudland"],
            ),
            ("Ratify it (Norland, Sudland).", &["Norland", "Sudland"]),
            (
                "Ratify it (Norland); accede to it (Westland (Republic of));",
                &["Norland", "Westland (Republic of)"],
            ),
            ("Ratify ILO Convention No. 189 (2011);", &[]),
            ("Join the Organization (ILO).", &[]),
            ("Amend the law (see above);", &[]),
            ("Amend (Norland) the law;", &[]),
        ];
        for (text, states) in cases {
            assert_eq!(recommending(text), states, "{text}");
        }
    }
}
