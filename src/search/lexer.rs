//! The lexer of the query language: cuts what was typed into items and operators.

use super::fields::{Field, guessed, named};
use super::typed_words::TypedText;

/// A piece of the input between blanks, not yet understood.
pub(super) struct Item {
    pub(super) negated: bool,
    pub(super) field: Option<&'static dyn Field>,
    pub(super) typed: TypedText,
    /// As typed, to be shown.
    pub(super) raw: String,
    /// Whether a blank follows the colon of the field, as in a sentence.
    pub(super) spaced: bool,
    /// The name of the field as typed, where it is another one's with a typo.
    pub(super) mistyped: Option<String>,
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
///
/// Typography is forgiven: full-width signs are the usual ones, every dash at the beginning of a word is
/// a minus, and there are quotation marks of all kinds.
pub(super) fn tokens(typed: &str) -> Vec<Token> {
    let narrow: String = typed.chars().map(narrowed).collect();
    // By byte of `narrow`: where the same sign begins in `typed`.
    let mut places = Vec::with_capacity(narrow.len() + 1);
    for (at, c) in typed.char_indices() {
        places.resize(places.len() + narrowed(c).len_utf8(), at);
    }
    places.push(typed.len());
    let mut tokens: Vec<Token> = Vec::new();
    let mut negate = false;
    let mut rest = narrow.as_str();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        if let Some(after) = rest.strip_prefix('|') {
            tokens.push(Token::Or);
            rest = after;
            continue;
        }
        // `Fourth Session › Racism`: what stands between the headings of a path.
        if let Some(after) = rest.strip_prefix(['›', '‹', '·'])
            && (after.is_empty() || after.starts_with(char::is_whitespace))
        {
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
        let in_sentence = matches!(tokens.last(), Some(Token::Item(item)) if item.is_plain());
        let field = named(rest).filter(|(_, after)| {
            // `takes note: the report` is a sentence.
            !(in_sentence && !negated && after.starts_with(char::is_whitespace))
        });
        let guessed = match field {
            None => guessed(rest),
            Some(_) => None,
        };
        let mistyped = guessed.map(|(_, after)| rest[..rest.len() - after.len()].to_owned());
        let field = field.or(guessed);
        let mut spaced = false;
        if let Some((_, after)) = field {
            spaced = after.starts_with(char::is_whitespace);
            rest = after;
            // `session: 4` is `session:4`.
            let skipped = rest.trim_start();
            if !skipped.is_empty() && !skipped.starts_with('|') {
                rest = skipped;
            }
        }
        let (text, quoted, unclosed);
        if let Some(quotation) = quotation(rest) {
            text = quotation.text;
            (quoted, unclosed) = (true, quotation.unclosed);
            rest = quotation.rest;
        } else {
            let end = rest.find(|c: char| c.is_whitespace() || c == '|' || is_quote(c));
            // A closing mark without an opening one stands for nothing.
            let end = end.map(|end| match end {
                0 if is_quote(rest.chars().next().unwrap_or(' ')) => {
                    rest.chars().next().map_or(0, char::len_utf8)
                }
                end => end,
            });
            let piece = &rest[..end.unwrap_or(rest.len())];
            text = piece.trim_matches(is_quote);
            (quoted, unclosed) = (false, false);
            rest = &rest[piece.len()..];
        }
        let place = |left: &str| places.get(narrow.len() - left.len()).copied();
        let raw = match (place(start), place(rest)) {
            (Some(from), Some(to)) => typed[from..to].trim().to_owned(),
            _ => String::new(),
        };
        match (text, field.is_none() && !quoted && !negated) {
            ("OR", true) => tokens.push(Token::Or),
            ("AND", true) => {}
            ("NOT", true) => negate = true,
            _ => {
                let operator = field.is_none() && !quoted && !negated && text == "not";
                if operator && introduces_operand(rest) {
                    negate = true;
                    continue;
                }
                tokens.push(Token::Item(Item {
                    negated,
                    field: field.map(|(field, _)| field),
                    typed: TypedText {
                        text: text.to_owned(),
                        quoted,
                        unclosed,
                    },
                    raw,
                    spaced,
                    mistyped,
                }));
            }
        }
    }
    with_small_operators(tokens)
}

/// Whether what follows is a field or a phrase, before which `not` can be no word.
fn introduces_operand(rest: &str) -> bool {
    let rest = rest.trim_start();
    named(rest).is_some_and(|(_, after)| !after.starts_with(char::is_whitespace))
        || quotation(rest).is_some()
}

/// Takes `or` and `and` for operators where they can be no words: beside a field, a phrase or a word that
/// is left out, and where single words alternate with `or`.
fn with_small_operators(tokens: Vec<Token>) -> Vec<Token> {
    let is_word = |token: &Token, word: &str| matches!(token, Token::Item(item) if item.is_plain() && item.typed.text == word);
    let is_operand =
        |token: Option<&Token>| matches!(token, Some(Token::Item(item)) if !item.is_plain());
    let alternates = tokens.len() >= 3
        && tokens.len() % 2 == 1
        && tokens.iter().enumerate().all(|(at, token)| {
            let plain = matches!(token, Token::Item(item) if item.is_plain());
            plain && (at % 2 == 1) == is_word(token, "or")
        });
    let mut operators = Vec::new();
    for at in 0..tokens.len() {
        let inside = at > 0 && at + 1 < tokens.len();
        let beside = inside && (is_operand(tokens.get(at - 1)) || is_operand(tokens.get(at + 1)));
        let or = is_word(&tokens[at], "or") && (beside || alternates && at % 2 == 1);
        let and = is_word(&tokens[at], "and") && beside;
        operators.push((or, and));
    }
    let mut read = Vec::new();
    for (token, (or, and)) in tokens.into_iter().zip(operators) {
        match (or, and) {
            (true, _) => read.push(Token::Or),
            (_, true) => {}
            _ => read.push(token),
        }
    }
    read
}

/// A phrase in quotation marks at the beginning of `rest`.
struct Quotation<'t> {
    text: &'t str,
    unclosed: bool,
    rest: &'t str,
}

/// Reads a quotation. It ends at the mark of its own kind that no word follows, failing that at any mark;
/// single marks are apostrophes where there is none of their kind.
fn quotation(typed: &str) -> Option<Quotation<'_>> {
    let open = typed.chars().next()?;
    let kind = QUOTES.iter().find(|(opening, _)| opening.contains(open));
    let (_, closing) = kind?;
    let after = &typed[open.len_utf8()..];
    let ends_word = |at: usize| {
        let mut next = after[at..].chars();
        next.next();
        next.next().is_none_or(|c| !c.is_alphanumeric())
    };
    let marks = || {
        after
            .match_indices(|c: char| closing.contains(c))
            .map(|(at, _)| at)
    };
    let own = marks().find(|&at| ends_word(at));
    let end = match SINGLE.contains(open) {
        // `'tis` begins with an apostrophe.
        true => Some(own.filter(|&end| !after[..end].trim().is_empty())?),
        false => own.or_else(|| after.find(is_quote)),
    };
    let Some(end) = end else {
        return Some(Quotation {
            text: after,
            unclosed: true,
            rest: "",
        });
    };
    let mark = after[end..].chars().next().map_or(0, char::len_utf8);
    Some(Quotation {
        text: &after[..end],
        unclosed: false,
        rest: &after[end + mark..],
    })
}

/// Quotation marks: those that open, and those that close what they opened.
const QUOTES: [(&str, &str); 8] = [
    ("\"", "\""),
    ("\u{201c}\u{201d}\u{201e}\u{201f}", "\u{201c}\u{201d}"),
    ("\u{ab}\u{bb}", "\u{ab}\u{bb}"),
    (
        "\u{2033}\u{2036}\u{301d}\u{301e}\u{301f}",
        "\u{2033}\u{2036}\u{301d}\u{301e}\u{301f}",
    ),
    (
        "\u{300c}\u{300e}\u{fe41}\u{fe43}",
        "\u{300d}\u{300f}\u{fe42}\u{fe44}",
    ),
    ("\u{2039}\u{203a}", "\u{2039}\u{203a}"),
    ("'", "'"),
    ("\u{2018}\u{2019}\u{201a}\u{201b}", "\u{2018}\u{2019}"),
];

/// Marks that are apostrophes as well.
const SINGLE: &str = "'\u{2018}\u{2019}\u{201a}\u{201b}";

/// Whether it opens or closes a quotation wherever it stands.
fn is_quote(c: char) -> bool {
    !SINGLE.contains(c)
        && QUOTES
            .iter()
            .any(|(open, close)| open.contains(c) || close.contains(c))
}

/// A dash of any kind: at the beginning of a word it leaves the word out.
fn is_minus(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}'
    )
}

/// A full-width sign as the usual one: `：`, `｜`, `（`, `＂`.
fn narrowed(c: char) -> char {
    let offset = u32::from(c).wrapping_sub(0xff01);
    match c {
        _ if offset < 0x5e => char::from_u32(offset + 0x21).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each piece: `!` left out, the field, quotation marks as `"`.
    fn line(typed: &str) -> String {
        let tokens = tokens(typed);
        let shown = tokens.iter().map(|token| match token {
            Token::Or => "|".to_owned(),
            Token::Item(item) => {
                let field = item.field.and_then(|field| field.names().first());
                let field = field.map_or(String::new(), |name| format!("{name}:"));
                let mark = if item.typed.quoted { "\"" } else { "" };
                let not = if item.negated { "!" } else { "" };
                format!("{not}{field}{mark}{}{mark}", item.typed.text)
            }
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn typography_is_forgiven() {
        for (typed, read) in [
            // Every dash leaves a word out, and between blanks it is a dash.
            ("racism –internet", "racism !internet"),
            ("racism —internet", "racism !internet"),
            ("racism ‑internet", "racism !internet"),
            ("racism －internet", "racism !internet"),
            ("racism – internet", "racism internet"),
            // Full-width signs.
            ("para：103", "para:103"),
            ("session：4　racism", "session:4 racism"),
            ("racism｜malaria", "racism | malaria"),
            ("＂hate speech＂", "\"hate speech\""),
            ("ｒａｃｉｓｍ", "racism"),
            // Quotation marks.
            ("‘hate speech’", "\"hate speech\""),
            ("'hate speech' law", "\"hate speech\" law"),
            ("「hate speech」", "\"hate speech\""),
            ("『hate speech』", "\"hate speech\""),
            ("″hate speech″", "\"hate speech\""),
            ("„hate speech“", "\"hate speech\""),
            ("»hate speech«", "\"hate speech\""),
            ("«hate speech»", "\"hate speech\""),
            ("‹hate speech›", "\"hate speech\""),
            ("\"hate speech” law", "\"hate speech\" law"),
            ("“hate speech\" law", "\"hate speech\" law"),
            ("-“hate speech”", "!\"hate speech\""),
            // Between the headings of a path they are none.
            ("Session › Racism › Law", "Session Racism Law"),
            // Apostrophes are none.
            ("people's rights", "people's rights"),
            ("people’s rights", "people’s rights"),
            ("l’homme 'tis", "l’homme 'tis"),
            ("States’ duty", "States’ duty"),
            ("'the people's rights' x", "\"the people's rights\" x"),
            // Signs in a tag.
            ("tag:\"a|b\"", "tag:\"a|b\""),
            ("tag:“say \"hi\"” x", "tag:\"say \"hi\"\" x"),
            ("tag:'a\"b'", "tag:\"a\"b\""),
            ("tag:\"a”b\"", "tag:\"a”b\""),
            ("tag:«a”b»", "tag:\"a”b\""),
        ] {
            assert_eq!(line(typed), read, "{typed}");
        }
    }

    #[test]
    fn what_means_nothing_is_told_as_it_was_typed() {
        let raw = |typed: &str| -> Vec<String> {
            let tokens = tokens(typed).into_iter();
            let raw = tokens.filter_map(|token| match token {
                Token::Item(item) => Some(item.raw),
                Token::Or => None,
            });
            raw.collect()
        };
        for (typed, pieces) in [
            ("para：x　é", vec!["para：x", "é"]),
            ("－ｒａｃｉｓｍ malaria", vec!["－ｒａｃｉｓｍ", "malaria"]),
            ("＂hate speech＂ …", vec!["＂hate speech＂", "…"]),
        ] {
            assert_eq!(raw(typed), pieces, "{typed}");
        }
    }

    #[test]
    fn sentences_are_no_fields_and_small_operators_are_words_where_they_can_be() {
        for (typed, read) in [
            ("takes note: the report of", "takes note: the report of"),
            ("adopted by session: 4", "adopted by session: 4"),
            ("note: budget", "note:budget"),
            ("racism note:budget", "racism note:budget"),
            // A typo in the name of a field, unless it may be a sentence.
            ("sesion:4", "session:4"),
            ("racism headings:migration", "racism heading:migration"),
            ("seession: 4", "seession: 4"),
            ("http://un.org", "http://un.org"),
            ("racism or malaria", "racism | malaria"),
            ("racism or malaria or aids", "racism | malaria | aids"),
            (
                "whether racism or malaria is",
                "whether racism or malaria is",
            ),
            ("is:updated or is:deleted", "is:updated | is:deleted"),
            ("\"hate speech\" or racism", "\"hate speech\" | racism"),
            ("is:updated and racism", "is:updated racism"),
            ("law and order", "law and order"),
            ("racism not is:updated", "racism !is:updated"),
            ("not \"hate speech\"", "!\"hate speech\""),
            ("do not discriminate", "do not discriminate"),
            ("a OR b AND c NOT d", "a | b c !d"),
        ] {
            assert_eq!(line(typed), read, "{typed}");
        }
    }
}
