//! The lexer of the query language: cuts what was typed into items and operators.

use super::fields::{Field, named};
use super::typed_words::TypedText;

/// A piece of the input between blanks, not yet understood.
pub(super) struct Item {
    pub(super) negated: bool,
    pub(super) field: Option<&'static dyn Field>,
    pub(super) typed: TypedText,
    /// As typed, to be shown.
    pub(super) raw: String,
}

pub(super) enum Token {
    Or,
    Item(Item),
}

impl Item {
    /// Whether it is a word and nothing more.
    pub(super) fn is_plain(&self) -> bool {
        !self.negated && self.field.is_none() && !self.typed.quoted
    }
}

/// Cuts the input at blanks, at `|`, and around quotation marks.
pub(super) fn tokens(typed: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut negate = false;
    let mut rest = typed;
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return tokens;
        }
        if let Some(after) = rest.strip_prefix('|') {
            tokens.push(Token::Or);
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
        let field = named(rest);
        if let Some((_, after)) = field {
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
            ("OR", true) => tokens.push(Token::Or),
            ("AND", true) => {}
            ("NOT", true) => negate = true,
            _ => tokens.push(Token::Item(Item {
                negated,
                field: field.map(|(field, _)| field),
                typed: TypedText {
                    text: text.to_owned(),
                    quoted,
                    unclosed,
                },
                raw,
            })),
        }
    }
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '\u{2212}')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}'..='\u{201f}' | '«' | '»')
}
