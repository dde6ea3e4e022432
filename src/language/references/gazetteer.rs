//! The gazetteer: names of the table as they stand in a sentence, and what only looks like one.

use crate::language::entities::{EntityId, NameForm, Names, entities};
use crate::language::tokens::{TokenKind, Tokens};

/// Adjectives that make another body of one that is in the table.
const REGIONAL: [&str; 6] = [
    "african", "american", "arab", "asian", "european", "national",
];

/// Words that begin what tells one body or instrument from others of its sort: behind a short
/// form, they make it another one's name.
const TELLING_APART: [&str; 6] = ["on", "against", "for", "of", "relating", "concerning"];

/// What stands at a token.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// The full name or the acronym of an entity, up to the token before `end`.
    Full { entity: EntityId, end: usize },
    /// A short form of one of these entities.
    Short { among: Vec<EntityId>, end: usize },
    /// What would be a short form, but is a part of a name that is not in the table.
    Unknown { among: Vec<EntityId>, end: usize },
}

/// The longest name that begins at a token.
pub(super) fn named(tokens: &Tokens<'_>, names: &Names, at: usize) -> Option<Named> {
    let found = names.at(at).iter();
    let mut found = found
        .filter(|name| !entities()[usize::from(name.entity)].key.is_empty())
        .peekable();
    let first = found.peek()?;
    let (entity, form, end) = (first.entity, first.form, first.end as usize);
    let before = at.checked_sub(1);
    let before = before.map(|before| match tokens.kind(before) {
        TokenKind::Hyphen => before.saturating_sub(1),
        _ => before,
    });
    let foreign =
        before.is_some_and(|before| tokens.is_capitalized(before) && tokens.is(before, &REGIONAL));
    match form {
        NameForm::Full | NameForm::Acronym if foreign => None,
        NameForm::Full => {
            let end = past_acronym(tokens, end, entity);
            Some(Named::Full { entity, end })
        }
        NameForm::Acronym => Some(Named::Full { entity, end }),
        NameForm::Short => {
            let among = found
                .take_while(|name| name.form == NameForm::Short && name.end as usize == end)
                .map(|name| name.entity)
                .collect();
            let known =
                !foreign && !tokens.is(end, &TELLING_APART) && is_introduced(tokens, at, end);
            Some(if known {
                Named::Short { among, end }
            } else {
                Named::Unknown { among, end }
            })
        }
    }
}

/// Takes in the acronym in brackets behind the name: `... (ICERD)`.
fn past_acronym(tokens: &Tokens<'_>, end: usize, entity: EntityId) -> usize {
    let acronyms = &entities()[usize::from(entity)].acronyms;
    let follows = tokens.word(end) == "(" && tokens.word(end + 2) == ")";
    if follows && acronyms.contains(&tokens.written(end + 1)) {
        end + 3
    } else {
        end
    }
}

/// Whether a short form stands as one does: `the Convention`; and longer ones without a further
/// name before them (`Beijing Programme of Action`, `Declaration and Programme of Action`).
fn is_introduced(tokens: &Tokens<'_>, at: usize, end: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return end - at > 1;
    };
    let determined = tokens.is(before, &["the", "this", "that", "said"]);
    if end - at == 1 {
        // `the Convention Secretariat` is another one's name.
        return determined && !tokens.is_capitalized(end);
    }
    determined || !(tokens.is_capitalized(before) || tokens.is(before, &["and"]))
}
