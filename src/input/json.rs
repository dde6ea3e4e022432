//! Which of the forms a document has, and the JSON forms that are not one record a line.

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use crate::model::{Document, Lines, Unread};

use super::jsonl::Reader;
use super::validate::validate;

/// Into how many lines a document is looked to tell its form.
const LOOKED_AT: usize = 20;

/// How much of a document that was refused is shown, in characters.
const SHOWN: usize = 2000;

/// The forms in which documents come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Text for people.
    Text,
    /// One record a line.
    Lines,
    /// Records one after another, each over any number of lines; or a list of them.
    Values,
    /// A compilation, as this program writes it.
    Document,
}

/// Whether a document that begins with `beginning` has one record a line, so that it can be
/// given to a [`Reader`] line by line. Some kilobytes are enough.
#[must_use]
pub fn is_json_lines(beginning: &[u8]) -> bool {
    let beginning = beginning.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(beginning);
    let lines = beginning
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::trim_ascii);
    let mut objects = lines
        .filter(|line| !line.is_empty())
        .take(LOOKED_AT)
        .map(|line| serde_json::from_slice::<Glance>(line).ok());
    match objects.next() {
        Some(Some(first)) => !first.compilation || first.text,
        // A list has records on its lines too, but commas after them.
        Some(None) if beginning.trim_ascii_start().starts_with(b"[") => false,
        Some(None) => objects.flatten().any(|object| object.text),
        None => false,
    }
}

/// The form of `document`, by its content.
pub(super) fn form(document: &str) -> Form {
    if is_json_lines(document.as_bytes()) {
        return Form::Lines;
    }
    let start = document.trim_start();
    if let Some(list) = start.strip_prefix('[') {
        return match list.trim_start().as_bytes() {
            [b'{' | b']', ..] => Form::Values,
            _ => Form::Text,
        };
    }
    if !start.starts_with('{') {
        return Form::Text;
    }
    match values::<Glance>(start).next() {
        Some((_, Ok(object))) if object.compilation && !object.text => Form::Document,
        Some((_, Ok(_))) => Form::Values,
        _ => Form::Text,
    }
}

/// What tells a record from a compilation.
#[derive(Default)]
struct Glance {
    text: bool,
    compilation: bool,
}

impl<'de> Deserialize<'de> for Glance {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct GlanceVisitor;
        impl<'de> Visitor<'de> for GlanceVisitor {
            type Value = Glance;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Glance, M::Error> {
                let mut glance = Glance::default();
                while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
                    match &*key {
                        "text" => glance.text = true,
                        "provisions" => glance.compilation = true,
                        _ => {}
                    }
                    map.next_value::<IgnoredAny>().map_err(Error::custom)?;
                }
                Ok(glance)
            }
        }
        deserializer.deserialize_map(GlanceVisitor)
    }
}

/// Reads one record a line.
pub(super) fn lines(document: &[u8]) -> Document {
    let mut reader = Reader::default();
    for (number, line) in (1..).zip(document.split(|byte| *byte == b'\n')) {
        reader.push(line, number);
    }
    reader.finish()
}

/// Reads records one after another, or a list of them. What comes after an error in the JSON
/// itself cannot be told apart any more and is left unread as a whole.
pub(super) fn records(document: &str) -> Document {
    let mut reader = Reader::default();
    let (mut line, mut counted) = (1, 0);
    for (at, value) in values::<IgnoredAny>(document) {
        line += ends(&document[counted..at.start]);
        counted = at.start;
        match value {
            Ok(_) => reader.push(&document.as_bytes()[at], line),
            Err(error) => reader.refuse(&document[at], line, format!("not JSON: {error}")),
        }
    }
    reader.finish()
}

fn ends(text: &str) -> u32 {
    let count = text.bytes().filter(|byte| *byte == b'\n').count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The values in `document`, set apart by white space, or by commas in square brackets, each with
/// its range. After an error comes nothing more; its range is the rest of the document.
fn values<'de, T: Deserialize<'de>>(
    document: &'de str,
) -> impl Iterator<Item = (std::ops::Range<usize>, serde_json::Result<T>)> {
    let body = document.trim_start();
    let mut at = document.len() - body.len();
    let in_list = body.starts_with('[');
    at += usize::from(in_list);
    let mut begun = false;
    let mut over = false;
    std::iter::from_fn(move || {
        let skip = |at: usize| document.len() - document[at..].trim_start().len();
        at = skip(at);
        if in_list && begun && document[at..].starts_with(',') {
            at = skip(at + 1);
        }
        if in_list && document[at..].starts_with(']') {
            at = skip(at + 1);
        }
        if over || at >= document.len() {
            return None;
        }
        begun = true;
        let start = at;
        let mut stream = serde_json::Deserializer::from_str(&document[start..]).into_iter::<T>();
        let value = stream.next()?;
        if value.is_ok() {
            at += stream.byte_offset();
        } else {
            at = document.len();
            over = true;
        }
        Some((start..at, value))
    })
}

/// Reads a compilation as this program writes it. One whose parts do not fit together is refused
/// as a whole, since nothing in it can be relied upon.
pub(super) fn compilation(document: &str) -> Document {
    let read = serde_json::from_str::<Document>(document).map_err(|error| error.to_string());
    match read.and_then(|read| validate(&read).map(|()| read)) {
        Ok(compilation) => compilation,
        Err(why) => {
            let shown = document
                .char_indices()
                .nth(SHOWN)
                .map_or(document.len(), |(at, _)| at);
            Document {
                unread: vec![Unread {
                    lines: Lines::between(1, ends(document.trim_end()).saturating_add(1)),
                    text: document[..shown].trim().into(),
                    why: format!(
                        "looks like a compilation that was saved as JSON, but {why}; save it again \
                         from the document that it was made from"
                    )
                    .into(),
                }],
                ..Document::default()
            }
        }
    }
}
