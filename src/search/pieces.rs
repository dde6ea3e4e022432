//! What was typed, cut into pieces, and what each piece asks for.

use super::margin::Sign;
use super::query::{Condition, Ending, Paragraphs, Typed};
use crate::language::tokenizer::each_word;
use crate::model::{Address, Role, Status};

/// A piece of the input between blanks, not yet understood.
pub(super) struct Item {
    pub(super) negated: bool,
    field: Option<Field>,
    pub(super) text: String,
    quoted: bool,
    /// The closing quotation mark is missing.
    unclosed: bool,
    /// As typed, to be shown.
    pub(super) raw: String,
}

pub(super) enum Piece {
    Or,
    Item(Item),
}

#[derive(Clone, Copy)]
enum Field {
    Session,
    Paragraph,
    Symbol,
    Heading,
    Is,
    To,
    Verb,
    Tag,
    Note,
}

const FIELDS: [(&str, Field); 12] = [
    ("session", Field::Session),
    ("sessions", Field::Session),
    ("para", Field::Paragraph),
    ("paras", Field::Paragraph),
    ("paragraph", Field::Paragraph),
    ("symbol", Field::Symbol),
    ("heading", Field::Heading),
    ("is", Field::Is),
    ("to", Field::To),
    ("verb", Field::Verb),
    ("tag", Field::Tag),
    ("note", Field::Note),
];

/// Cuts the input at blanks, at `|`, and around quotation marks.
pub(super) fn split(typed: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut negate = false;
    let mut rest = typed;
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        if let Some(after) = rest.strip_prefix('|') {
            pieces.push(Piece::Or);
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
        let mut field = FIELDS.iter().find_map(|(name, field)| {
            let head = rest
                .get(..name.len())
                .filter(|head| head.eq_ignore_ascii_case(name))?;
            let after = rest[head.len()..].strip_prefix(':')?;
            Some((after, *field))
        });
        if let Some((after, _)) = field {
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
            ("OR", true) => pieces.push(Piece::Or),
            ("AND", true) => {}
            ("NOT", true) => negate = true,
            _ => pieces.push(Piece::Item(Item {
                negated,
                field: field.take().map(|(_, field)| field),
                text: text.to_owned(),
                quoted,
                unclosed,
                raw,
            })),
        }
    }
    pieces
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '\u{2212}')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}'..='\u{201f}' | '«' | '»')
}

impl Item {
    pub(super) fn is_plain(&self) -> bool {
        !self.negated && self.field.is_none() && !self.quoted
    }

    /// Its words; the last one ends as told.
    pub(super) fn words(&self, ending: Ending) -> Vec<Typed> {
        let starred = self.text.ends_with('*');
        let mut words: Vec<Typed> = Vec::new();
        each_word(&self.text, &mut Vec::new(), |word| {
            if word.span == 1 {
                words.push(Typed {
                    folded: String::from_utf8_lossy(word.folded).into_owned(),
                    shown: self.text[word.range.clone()].to_owned(),
                    capitals: word.capitals,
                    ending: Ending::Whole,
                    joint: word.joint,
                });
            }
        });
        if let Some(last) = words.last_mut() {
            last.ending = match ending {
                _ if starred => Ending::Star,
                Ending::Open if self.quoted && !self.unclosed => Ending::Whole,
                Ending::Open if self.text.ends_with(|c: char| !c.is_alphanumeric()) => {
                    Ending::Whole
                }
                ending => ending,
            };
        }
        words
    }

    /// What it asks for; `None` where it asks for nothing.
    pub(super) fn understood(&self, ending: Ending) -> Option<Condition> {
        let some = |words: Vec<Typed>| (!words.is_empty()).then_some(words);
        let value = self.text.trim();
        match self.field {
            None if self.quoted => some(self.words(ending)).map(Condition::Phrase),
            None => some(self.words(ending)).map(Condition::Word),
            Some(Field::Heading) => {
                // Quoted or not, the last word may still be going on.
                let ending = if self.quoted { ending } else { Ending::Star };
                some(self.words(ending)).map(Condition::Heading)
            }
            Some(Field::Symbol) => {
                (!value.is_empty()).then(|| Condition::Symbol(value.to_lowercase()))
            }
            Some(Field::Session) => {
                let labels: Vec<String> = listed(value).map(str::to_lowercase).collect();
                (!labels.is_empty()).then_some(Condition::Sessions(labels))
            }
            Some(Field::Paragraph) => {
                let paragraphs: Vec<Paragraphs> = listed(value).filter_map(paragraphs).collect();
                (!paragraphs.is_empty()).then_some(Condition::Paragraphs(paragraphs))
            }
            Some(Field::Is) => is(&value.to_lowercase()),
            Some(Field::Note) => {
                // Quoted or not, the last word may still be going on.
                let ending = if self.quoted { ending } else { Ending::Star };
                some(self.words(ending)).map(Condition::Own)
            }
            Some(Field::Tag) => {
                let tags = listed(value).map(|tag| tag.trim_start_matches('#').to_lowercase());
                let tags: Vec<String> = tags.filter(|tag| !tag.is_empty()).collect();
                (!tags.is_empty()).then_some(Condition::Tags(tags))
            }
            Some(Field::To) => {
                let names: Vec<String> = listed(value).map(str::to_lowercase).collect();
                (!names.is_empty()).then_some(Condition::Addressees(names))
            }
            Some(Field::Verb) => {
                let names: Vec<String> = listed(value).map(str::to_lowercase).collect();
                (!names.is_empty()).then_some(Condition::Actions(names))
            }
        }
    }
}

fn listed(value: &str) -> impl Iterator<Item = &str> {
    value
        .split(',')
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
}

/// `103`, `103(d)`, `86-94`, `86-`.
fn paragraphs(typed: &str) -> Option<Paragraphs> {
    if let Some((first, last)) = typed.split_once(['-', '\u{2010}', '\u{2011}', '\u{2013}']) {
        let first = first.trim().parse().ok()?;
        // Half typed: from there on.
        let last = match last.trim() {
            "" => u32::MAX,
            last => last.parse().ok()?,
        };
        return Some(Paragraphs::Run(first, last));
    }
    Address::parse(typed)
        .filter(|locator| !locator.path.is_empty())
        .map(Paragraphs::Under)
}

/// A status, a role, or what the reader put beside it, as far as it is typed.
fn is(value: &str) -> Option<Condition> {
    let value = value.replace([' ', '_'], "-");
    if value.is_empty() {
        return None;
    }
    let statuses = Status::ALL.map(|status| (status.as_str(), status));
    if let Some(known) = each(&value, &statuses) {
        return Some(Condition::Status(known));
    }
    if let Some(known) = each(&value, &SIGNS) {
        return Some(Condition::Beside(known));
    }
    "chapeau"
        .starts_with(&value)
        .then_some(Condition::Role(Role::Chapeau))
}

/// `marked` is what a bookmark was once called here, and what people still try.
const SIGNS: [(&str, Sign); 4] = [
    ("bookmarked", Sign::Bookmark),
    ("marked", Sign::Bookmark),
    ("noted", Sign::Note),
    ("tagged", Sign::Tag),
];

/// What each of a list's words begins; `None` where one begins nothing: beside the others it would
/// mean less than it says.
fn each<T: Copy>(value: &str, names: &[(&str, T)]) -> Option<Vec<T>> {
    let mut meant = Vec::new();
    for piece in listed(value) {
        let before = meant.len();
        let begun = names.iter().filter(|(name, _)| name.starts_with(piece));
        meant.extend(begun.map(|(_, one)| *one));
        if meant.len() == before {
            return None;
        }
    }
    (!meant.is_empty()).then_some(meant)
}
