//! One record of JSON as it comes in, before it has a place in the document.
//!
//! Written by hand instead of derived, since a derived reader that also keeps unknown fields
//! first makes a tree of each record, which doubles the time for a million of them.

use std::borrow::Cow;
use std::fmt;

use compact_str::CompactString;
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::fields::is_known_name;
use crate::model::exact_numbers::write_exactly;
use crate::model::{Account, Destination, Fields, Lines};

/// The fields of a record that it has.
#[derive(Debug, Default, PartialEq)]
pub(super) struct JsonRecord<'de> {
    pub(super) id: Option<CompactString>,
    pub(super) session: Option<CompactString>,
    pub(super) symbol: Option<Cow<'de, str>>,
    pub(super) number: Option<CompactString>,
    pub(super) citation: Option<Cow<'de, str>>,
    pub(super) headings: Vec<Cow<'de, str>>,
    pub(super) role: Option<CompactString>,
    pub(super) status: Option<CompactString>,
    pub(super) text: Cow<'de, str>,
    pub(super) annotations: Option<Vec<RecordAnnotation<'de>>>,
    pub(super) chapeaux: Vec<RecordChapeau<'de>>,
    pub(super) unit: Option<CompactString>,
    pub(super) path: Option<Vec<Cow<'de, str>>>,
    pub(super) part: Option<CompactString>,
    pub(super) also: Vec<Vec<Cow<'de, str>>>,
    pub(super) lines: Option<Lines>,
    /// Where its fields are in the account of the source.
    pub(super) account: Account,
    /// Fields without a name here.
    pub(super) extra: Option<Box<Fields>>,
}

/// An annotation of a record.
#[derive(Debug, Default, PartialEq)]
pub(super) struct RecordAnnotation<'de> {
    pub(super) kind: CompactString,
    pub(super) text: Option<Cow<'de, str>>,
    pub(super) start: Option<u32>,
    pub(super) end: Option<u32>,
    pub(super) inferred: bool,
}

/// A chapeau of a record.
#[derive(Debug, Default, PartialEq)]
pub(super) struct RecordChapeau<'de> {
    pub(super) id: Option<CompactString>,
    pub(super) text: Cow<'de, str>,
}

fn owned(text: Cow<'_, str>) -> Cow<'static, str> {
    Cow::Owned(text.into_owned())
}

fn all_owned(texts: Vec<Cow<'_, str>>) -> Vec<Cow<'static, str>> {
    texts.into_iter().map(owned).collect()
}

impl JsonRecord<'_> {
    /// The same with the numbers of its kept fields as `line`, which it was read from, has them.
    pub(super) fn exactly(mut self, line: &[u8]) -> Self {
        if let (Some(extra), Ok(json)) = (&mut self.extra, std::str::from_utf8(line)) {
            write_exactly(extra, json);
        }
        self
    }

    /// The same, to be kept longer than what it was read from.
    pub(super) fn into_owned(self) -> JsonRecord<'static> {
        let annotations = self.annotations.map(|annotations| {
            let annotations = annotations.into_iter();
            let annotations = annotations.map(|it| RecordAnnotation {
                kind: it.kind,
                text: it.text.map(owned),
                start: it.start,
                end: it.end,
                inferred: it.inferred,
            });
            annotations.collect()
        });
        let chapeaux = self.chapeaux.into_iter().map(|chapeau| RecordChapeau {
            id: chapeau.id,
            text: owned(chapeau.text),
        });
        JsonRecord {
            id: self.id,
            session: self.session,
            symbol: self.symbol.map(owned),
            number: self.number,
            citation: self.citation.map(owned),
            headings: all_owned(self.headings),
            role: self.role,
            status: self.status,
            text: owned(self.text),
            annotations,
            chapeaux: chapeaux.collect(),
            unit: self.unit,
            path: self.path.map(all_owned),
            part: self.part,
            also: self.also.into_iter().map(all_owned).collect(),
            lines: self.lines,
            account: self.account,
            extra: self.extra,
        }
    }

    /// Whether nothing but its text has a name of ours, and something has one that is known of
    /// others.
    pub(super) fn is_foreign(&self) -> bool {
        let told = [
            &self.id,
            &self.session,
            &self.number,
            &self.role,
            &self.status,
            &self.unit,
        ];
        told.iter().all(|field| field.is_none())
            && self.symbol.is_none()
            && self.citation.is_none()
            && self.headings.is_empty()
            && self.annotations.is_none()
            && self.path.is_none()
            && self.part.is_none()
            && self.lines.is_none()
            && self.chapeaux.is_empty()
            && self
                .extra
                .as_ref()
                .is_some_and(|extra| extra.keys().any(|name| is_known_name(name)))
    }
}

impl<'de> Deserialize<'de> for JsonRecord<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RecordVisitor)
    }
}

struct RecordVisitor;

impl<'de> Visitor<'de> for RecordVisitor {
    type Value = JsonRecord<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record, that is {\"text\": \"...\"} with more fields or none")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        let mut record = JsonRecord::default();
        let mut text = None;
        while let Some(Text(key)) = map.next_key()? {
            record.account.count(destination(&key), 1);
            match &*key {
                "id" => record.id = label(&mut map, "id")?,
                "session" => record.session = label(&mut map, "session")?,
                "symbol" => record.symbol = string(&mut map, "symbol")?,
                "number" => record.number = label(&mut map, "number")?,
                "citation" => record.citation = string(&mut map, "citation")?,
                "headings" => {
                    let titles: Titles<'de> = value(&mut map, "headings")?;
                    record.headings = titles.0;
                }
                "role" => record.role = label(&mut map, "role")?,
                "status" => record.status = label(&mut map, "status")?,
                "text" => text = string(&mut map, "text")?,
                "annotations" => record.annotations = value(&mut map, "annotations")?,
                "chapeaux" => {
                    let chapeaux: Option<_> = value(&mut map, "chapeaux")?;
                    record.chapeaux = chapeaux.unwrap_or_default();
                }
                "unit" => record.unit = label(&mut map, "unit")?,
                "path" => {
                    let levels: Option<Titles<'de>> = value(&mut map, "path")?;
                    record.path = levels.map(|levels| levels.0);
                }
                "part" => record.part = label(&mut map, "part")?,
                "also" => {
                    let also: Option<Vec<Titles<'de>>> = value(&mut map, "also")?;
                    record.also = also.into_iter().flatten().map(|path| path.0).collect();
                }
                "lines" => record.lines = value(&mut map, "lines")?,
                // What a search says of a record is no part of it.
                "score" | "matches" => {
                    map.next_value::<IgnoredAny>()?;
                }
                // Ours are read from the text anew; another collection's are kept beside them.
                "references" | "derived" => {
                    let value: serde_json::Value = map.next_value()?;
                    let ours = match &*key {
                        "references" => are_ours(&value),
                        _ => is_our_derived(&value),
                    };
                    if !ours {
                        let extra = record.extra.get_or_insert_default();
                        extra.insert(format!("{key}_given"), value);
                    }
                }
                // What another reader added is another reader's.
                "own" => {
                    let extra = record.extra.get_or_insert_default();
                    extra.insert("own_given".to_owned(), map.next_value()?);
                }
                _ => {
                    let value = map.next_value()?;
                    let extra = record.extra.get_or_insert_default();
                    extra.insert(key.into_owned(), value);
                }
            }
        }
        record.text = text.ok_or_else(|| M::Error::custom("`text` is missing"))?;
        Ok(record)
    }
}

/// Where the field of this name is in the account of the source.
fn destination(name: &str) -> Destination {
    match name {
        "text" => Destination::Provision,
        "id" | "session" | "symbol" | "number" | "citation" | "role" | "status" | "unit"
        | "path" | "part" | "also" | "lines" => Destination::Address,
        "headings" => Destination::Heading,
        "annotations" => Destination::Note,
        "chapeaux" => Destination::OtherText,
        "score" | "matches" | "references" | "derived" => Destination::Derived,
        _ => Destination::Field,
    }
}

impl<'de> Deserialize<'de> for RecordAnnotation<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnnotationVisitor;
        impl<'de> Visitor<'de> for AnnotationVisitor {
            type Value = RecordAnnotation<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an annotation with its kind")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut annotation = RecordAnnotation::default();
                while let Some(Text(key)) = map.next_key()? {
                    match &*key {
                        "kind" => annotation.kind = label(&mut map, "kind")?.unwrap_or_default(),
                        "text" => annotation.text = string(&mut map, "text")?,
                        "start" => annotation.start = value(&mut map, "start")?,
                        "end" => annotation.end = value(&mut map, "end")?,
                        "inferred" => {
                            let inferred: Option<bool> = value(&mut map, "inferred")?;
                            annotation.inferred = inferred.unwrap_or_default();
                        }
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                Ok(annotation)
            }
        }
        deserializer.deserialize_map(AnnotationVisitor)
    }
}

impl<'de> Deserialize<'de> for RecordChapeau<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ChapeauVisitor;
        impl<'de> Visitor<'de> for ChapeauVisitor {
            type Value = RecordChapeau<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a chapeau with its text")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut chapeau = RecordChapeau::default();
                while let Some(Text(key)) = map.next_key()? {
                    match &*key {
                        "id" => chapeau.id = label(&mut map, "id")?,
                        "text" => chapeau.text = string(&mut map, "text")?.unwrap_or_default(),
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                Ok(chapeau)
            }
        }
        deserializer.deserialize_map(ChapeauVisitor)
    }
}

/// Whether this is how records of this program say who is asked to do what.
fn is_our_derived(derived: &serde_json::Value) -> bool {
    let names = |field: &str| {
        let names = derived.get(field).and_then(serde_json::Value::as_array);
        names.is_some_and(|names| names.iter().all(serde_json::Value::is_string))
    };
    derived.as_object().is_some_and(|fields| fields.len() == 2) && names("to") && names("verb")
}

/// Whether this is how records of this program list references.
fn are_ours(references: &serde_json::Value) -> bool {
    const FIELDS: [&str; 4] = ["kind", "target", "start", "end"];
    references.as_array().is_some_and(|references| {
        references.iter().all(|reference| {
            let reference = reference.as_object();
            reference.is_some_and(|fields| {
                fields.len() == FIELDS.len() && FIELDS.iter().all(|name| fields.contains_key(*name))
            })
        })
    })
}

/// The value of `field`, or an error that names the field.
fn value<'de, M: MapAccess<'de>, T: Deserialize<'de>>(
    map: &mut M,
    field: &str,
) -> Result<T, M::Error> {
    map.next_value()
        .map_err(|error| M::Error::custom(format_args!("`{field}`: {error}")))
}

fn string<'de, M: MapAccess<'de>>(
    map: &mut M,
    field: &str,
) -> Result<Option<Cow<'de, str>>, M::Error> {
    Ok(value::<M, Option<Text<'de>>>(map, field)?.map(|text| text.0))
}

/// A short string, or a number in its place; blank ones count as missing.
fn label<'de, M: MapAccess<'de>>(
    map: &mut M,
    field: &str,
) -> Result<Option<CompactString>, M::Error> {
    Ok(value::<M, Option<Label>>(map, field)?
        .map(|label| label.0)
        .filter(|label| !label.is_empty()))
}

/// A string, borrowed where nothing in it is escaped.
struct Text<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;
        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }

            fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(text)))
            }
        }
        deserializer.deserialize_str(TextVisitor)
    }
}

/// A string or a number, as a string less white space at its ends.
struct Label(CompactString);

impl<'de> Deserialize<'de> for Label {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct LabelVisitor;
        impl<'de> Visitor<'de> for LabelVisitor {
            type Value = Label;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or a number")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Label(text.trim().into()))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
                Ok(Label(compact_str::format_compact!("{number}")))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
                Ok(Label(compact_str::format_compact!("{number}")))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
                Ok(Label(compact_str::format_compact!("{number}")))
            }

            /// A number as it was written, which serde_json hands over as a map of one entry.
            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Self::Value, M::Error> {
                let map = serde::de::value::MapAccessDeserializer::new(map);
                let number = serde_json::Number::deserialize(map)?;
                Ok(Label(compact_str::format_compact!("{number}")))
            }
        }
        deserializer.deserialize_any(LabelVisitor)
    }
}

/// Titles: a list, a single one, or none.
#[derive(Default)]
struct Titles<'de>(Vec<Cow<'de, str>>);

impl<'de> Deserialize<'de> for Titles<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TitlesVisitor;
        impl<'de> Visitor<'de> for TitlesVisitor {
            type Value = Titles<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of titles")
            }

            fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                Ok(Titles::default())
            }

            fn visit_str<E: Error>(self, title: &str) -> Result<Self::Value, E> {
                Ok(Titles(vec![Cow::Owned(title.to_owned())]))
            }

            fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<Self::Value, S::Error> {
                let mut titles = Vec::new();
                while let Some(Text(title)) = list.next_element()? {
                    titles.push(title);
                }
                Ok(Titles(titles))
            }
        }
        deserializer.deserialize_any(TitlesVisitor)
    }
}
