//! Finds the names of the table in a text: full names, acronyms, and short forms.
//!
//! Every name is filed under its first word, so that a text costs what its words cost, however
//! long the table grows.

use std::collections::HashMap;
use std::sync::LazyLock;

use compact_str::{CompactString, format_compact};

use super::table::entries;
use super::words::{Words, fold};

/// How an entry is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Says all by itself, whatever its case but for the first letter.
    Full { capital: bool },
    /// Says all by itself, in capitals only.
    Acronym,
    /// Means the entry only where it has been named.
    Short { capital: bool },
}

#[derive(Debug)]
struct Name {
    words: Vec<CompactString>,
    entry: usize,
    form: Form,
}

/// Names by their first word, the longest first.
static NAMES: LazyLock<HashMap<CompactString, Vec<Name>>> = LazyLock::new(|| {
    let mut names: HashMap<CompactString, Vec<Name>> = HashMap::new();
    for (at, entry) in entries().iter().enumerate() {
        let full = std::iter::once(&entry.name).chain(&entry.also);
        let forms = full.map(|name| {
            (
                *name,
                Form::Full {
                    capital: capital(name),
                },
            )
        });
        let acronym = Some((entry.acronym, Form::Acronym)).filter(|(name, _)| !name.is_empty());
        let short = entry.short.iter();
        let short = short.map(|name| {
            (
                *name,
                Form::Short {
                    capital: capital(name),
                },
            )
        });
        for (name, form) in forms.chain(acronym).chain(short) {
            let words = Words::of(name);
            let words: Vec<CompactString> = (0..words.len())
                .filter(|&at| words.get(at).starts_with(char::is_alphanumeric))
                .map(|at| fold(words.get(at)))
                .collect();
            let Some(first) = words.first().cloned() else {
                continue;
            };
            let entry = at;
            if form == Form::Acronym {
                // Several of them: MDGs.
                let (first, words) = (format_compact!("{first}s"), words.clone());
                names
                    .entry(first)
                    .or_default()
                    .push(Name { words, entry, form });
            }
            names
                .entry(first)
                .or_default()
                .push(Name { words, entry, form });
        }
    }
    for same_start in names.values_mut() {
        same_start.sort_by_key(|name| std::cmp::Reverse(name.words.len()));
    }
    names
});

/// The words that names begin with, in small letters.
pub(super) fn first_words() -> impl Iterator<Item = &'static CompactString> {
    NAMES.keys()
}

fn capital(name: &str) -> bool {
    name.starts_with(char::is_uppercase)
}

/// Adjectives that make another body of one that is in the table.
const REGIONAL: [&str; 6] = [
    "African", "American", "Arab", "Asian", "European", "National",
];

/// Words that begin what tells one body or instrument from others of its sort: behind a short
/// form, they make it another one's name.
const TELLING_APART: [&str; 6] = ["on", "against", "for", "of", "relating", "concerning"];

/// What stands at a word.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// The full name or the acronym of an entry, up to the word before `end`.
    Full { entry: usize, end: usize },
    /// A short form of one of these entries.
    Short { entries: Vec<usize>, end: usize },
    /// What would be a short form, but is a part of a name that is not in the table.
    Stranger { entries: Vec<usize>, end: usize },
}

/// The longest name that begins at a word.
pub(super) fn named(words: &Words<'_>, at: usize) -> Option<Named> {
    let names = NAMES.get(&fold(words.get(at)))?;
    let before = words.before(at);
    let before = if super::words::is_dash(before) {
        words.before(at - 1)
    } else {
        before
    };
    let foreign = REGIONAL.contains(&before);
    let mut short: Option<(Vec<usize>, usize)> = None;
    for name in names {
        let Some(end) = ends(name, words, at) else {
            continue;
        };
        match name.form {
            // A longer short form was found before.
            Form::Full { .. } | Form::Acronym if short.is_some() => break,
            Form::Full { .. } | Form::Acronym if foreign => return None,
            Form::Full { .. } => {
                let entry = name.entry;
                return Some(Named::Full {
                    entry,
                    end: acronym(words, end, entry),
                });
            }
            Form::Acronym => {
                return Some(Named::Full {
                    entry: name.entry,
                    end,
                });
            }
            Form::Short { .. } => match &mut short {
                None => short = Some((vec![name.entry], end)),
                Some((entries, same)) if *same == end => entries.push(name.entry),
                Some(_) => {}
            },
        }
    }
    let (entries, end) = short?;
    let known = !foreign && !words.is(end, &TELLING_APART) && introduced(words, at, end);
    Some(if known {
        Named::Short { entries, end }
    } else {
        Named::Stranger { entries, end }
    })
}

/// Where the name ends if it stands at the word, hyphens and commas aside.
fn ends(name: &Name, words: &Words<'_>, at: usize) -> Option<usize> {
    let first = words.get(at);
    let written = match name.form {
        Form::Acronym => {
            let acronym = entries()[name.entry].acronym;
            first == acronym || first.strip_suffix('s') == Some(acronym)
        }
        Form::Full { capital } | Form::Short { capital } => !capital || words.is_capitalized(at),
    };
    if !written {
        return None;
    }
    if name.form == Form::Acronym {
        return Some(at + 1);
    }
    let mut next = at + 1;
    for word in &name.words[1..] {
        while words.is_dash(next) || words.get(next) == "," {
            next += 1;
        }
        if fold(words.get(next)) != *word {
            return None;
        }
        next += 1;
    }
    Some(next)
}

/// Takes in the acronym in brackets behind the name: `... (ICERD)`.
fn acronym(words: &Words<'_>, end: usize, entry: usize) -> usize {
    let acronym = entries()[entry].acronym;
    let follows = words.get(end) == "(" && words.get(end + 2) == ")";
    if follows && !acronym.is_empty() && words.get(end + 1) == acronym {
        end + 3
    } else {
        end
    }
}

/// Whether a short form stands as one does: `the Convention`; and longer ones without a further
/// name before them (`Beijing Programme of Action`, `Declaration and Programme of Action`).
fn introduced(words: &Words<'_>, at: usize, end: usize) -> bool {
    let determined = at > 0 && words.is(at - 1, &["the", "this", "that", "said"]);
    if end - at == 1 {
        // `the Convention Secretariat` is another one's name.
        return determined && !words.is_capitalized(end);
    }
    determined || at == 0 || !(words.is_capitalized(at - 1) || words.is(at - 1, &["and"]))
}
