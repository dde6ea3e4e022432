//! The fields of the query language: one table, from which lexer, parser, evaluation, help and
//! README come.
//!
//! A new field is one file that implements [`Field`] and one row of [`FIELDS`].

mod field;
mod heading;
mod operative;
mod paragraph;
pub(super) mod place;
mod reader;
mod session;
mod status;
mod symbol;

pub(super) use field::{Field, Filter, Scope};

use super::typos::typos;

/// Every field, in the order of the help.
pub(super) static FIELDS: &[&dyn Field] = &[
    &session::Session,
    &paragraph::Paragraph,
    &symbol::Symbol,
    &heading::Heading,
    &operative::Addressee,
    &operative::Action,
    &status::Is,
    &reader::Tag,
    &reader::Note,
];

/// The field that a text begins with, and what stands after its colon.
pub(super) fn named(text: &str) -> Option<(&'static dyn Field, &str)> {
    FIELDS.iter().find_map(|field| {
        let after = field.names().iter().find_map(|name| {
            let head = text.get(..name.len())?;
            let after = text[head.len()..].strip_prefix(':')?;
            head.eq_ignore_ascii_case(name).then_some(after)
        })?;
        Some((*field, after))
    })
}

/// The field whose name a text begins with but for a typo, and what stands right after the colon:
/// `sesion:4`, `headings:migration`.
pub(super) fn guessed(text: &str) -> Option<(&'static dyn Field, &str)> {
    let (typed, after) = text.split_once(':')?;
    let value = after.starts_with(|c: char| !c.is_whitespace() && c != '/');
    let letters = typed.chars().all(char::is_alphabetic) && typed.chars().count() > 3;
    if !value || !letters {
        return None;
    }
    let typed = typed.to_lowercase();
    let meant = FIELDS.iter().find(|field| {
        let mut names = field.names().iter();
        names.any(|name| typos(&typed, name) == Some(1) || typed.strip_suffix('s') == Some(name))
    })?;
    Some((*meant, after))
}
