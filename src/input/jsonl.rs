//! Records to a [`Document`]: JSON lines, the format in which other collections come in.
//!
//! A [`Reader`] is given one record at a time and holds nothing but the document that grows,
//! so that a collection of a million records can be read with progress, from any source, without
//! ever being in memory as text. Every field of a record but `text` may be missing.

pub mod chunks;
mod context;

use std::borrow::Cow;

use compact_str::CompactString;
use serde::Deserialize;

use crate::model::{
    Account, AccountUnit, Anchor, Annotation, AnnotationKind, Destination, Document, Extra, Fields,
    Lines, PartKind, Path, Provision, Role, Unit, Unread, citation, pinpoint,
};

use chunks::ParsedRecord;

use super::encoding::decode_line;
use super::fields::{Mapping, is_own_name};
use super::json_record::JsonRecord;
use super::json_repair::repaired;
use super::record_annotations::{
    annotations, found_annotations, implied, role_named, status_named, unit_named,
};
use super::table::Record;
use crate::model::exact_numbers::write_exactly;
use crate::model::ids::{Ids, id};
use crate::model::index_table::Table;
use crate::model::remarks::Remarks;

/// A document that grows by a record at a time.
///
/// ```
/// let mut reader = recs_tui::input::jsonl::Reader::default();
/// reader.push(br#"{"session": 4, "number": 12, "text": "Ratify the Convention."}"#, 1);
/// reader.push(b"not a record", 2);
/// let document = reader.finish();
/// assert_eq!(document.provisions[0].id, "4.12");
/// assert_eq!(&*document.unread[0].text, "not a record");
/// ```
#[derive(Debug, Default)]
pub struct Reader {
    out: Document,
    ids: Ids,
    parts: Table,
    headings: Table,
    chapeaux: Table,
    remarks: Remarks,
    unread: Option<Bad>,
    /// Records without a number so far.
    unnumbered: u32,
    /// Whether the last record had the names of another collection, and what these are.
    foreign: bool,
    mapping: Option<Mapping>,
}

/// Lines that are no records, for one and the same reason.
#[derive(Debug)]
struct Bad {
    first: u32,
    last: u32,
    text: String,
    why: String,
}

impl Reader {
    /// Takes one record: `line` without its line end, and `number`, its line counted from 1.
    /// A blank line is passed over; one that is no record is kept in
    /// [`Document::unread`] with the reason.
    pub fn push(&mut self, line: &[u8], number: u32) {
        let line = match line.strip_prefix(b"\xEF\xBB\xBF") {
            Some(rest) => {
                let told = || "read as UTF-8, as its byte order mark says".to_owned();
                self.remarks.add(number, told);
                rest
            }
            None => line,
        };
        let line = line.trim_ascii();
        if line.is_empty() {
            return;
        }
        if self.foreign && self.push_foreign(line, number) {
            return;
        }
        match serde_json::from_slice::<JsonRecord<'_>>(line) {
            Ok(record) if !record.is_foreign() => self.take_own(record.exactly(line), number),
            Ok(record) => {
                if !self.push_foreign(line, number) {
                    self.take_own(record.exactly(line), number);
                }
            }
            Err(_) if self.push_foreign(line, number) => {}
            Err(error) => self.push_in_spite(line, number, &error),
        }
    }

    /// Takes one record that was parsed before.
    pub fn push_parsed(&mut self, record: ParsedRecord<'_>) {
        match record.own {
            Some(own) if !self.foreign => self.take_own(own, record.line),
            _ => self.push(record.bytes, record.line),
        }
    }

    /// Takes a record that a strict reader refuses, where only its bytes or some of its fields are at
    /// fault; keeps any other line as not understood.
    fn push_in_spite(&mut self, line: &[u8], number: u32, error: &serde_json::Error) {
        let (text, assumed) = match std::str::from_utf8(line) {
            Ok(text) => (Cow::Borrowed(text), None),
            Err(_) => {
                let (text, assumed) = decode_line(line);
                (Cow::Owned(text), Some(assumed))
            }
        };
        let repaired = repaired(&text);
        let (json, told) = match &repaired {
            Some((json, told)) => (json.as_str(), Some(told.as_str())),
            None => (&*text, None),
        };
        let mut fields = None;
        let taken = match serde_json::from_str::<JsonRecord<'_>>(json) {
            Ok(record) if !record.is_foreign() => {
                self.take_own(record.exactly(json.as_bytes()), number);
                true
            }
            _ if self.push_foreign(json.as_bytes(), number) => true,
            Ok(record) => {
                self.take_own(record.exactly(json.as_bytes()), number);
                true
            }
            Err(_) => {
                fields = with_fields_set_aside(json);
                fields.is_some()
            }
        };
        if !taken {
            return self.refuse(&text, number, why_not(&text, error));
        }
        if let Some(assumed) = assumed {
            self.remarks.add(number, || assumed.into_owned());
        }
        if let Some(told) = told {
            self.remarks.add(number, || told.to_owned());
        }
        if let Some((fields, aside)) = fields {
            self.remarks.add(number, || {
                format!(
                    "`{}` could not be taken, and is kept beside",
                    aside.join("`, `")
                )
            });
            self.push_record(Record {
                line: number,
                fields,
            });
        }
    }

    /// Takes a record of another collection, in its own names; `false` where `line` is none, or is
    /// one of ours.
    fn push_foreign(&mut self, line: &[u8], number: u32) -> bool {
        let Ok(mut object) = serde_json::from_slice::<Fields>(line) else {
            return false;
        };
        let own = object.contains_key("text") && object.keys().any(|key| is_own_name(key));
        self.foreign = !own;
        if !self.foreign {
            return false;
        }
        if let Ok(json) = std::str::from_utf8(line) {
            write_exactly(&mut object, json);
        }
        let mapping = match self.mapping.take() {
            Some(mapping) if mapping.is_for(object.keys()) => Some(mapping),
            _ => Mapping::of_object(&object),
        };
        let mut cells = Account::default();
        let fields = (mapping.as_ref()).and_then(|mapping| mapping.record(object, &mut cells));
        self.mapping = mapping;
        let Some(fields) = fields else {
            self.foreign = false;
            return false;
        };
        self.out.account.merge(&cells);
        self.push_record(Record {
            line: number,
            fields,
        });
        true
    }

    /// Takes a record of a table, in the names of this program.
    pub fn push_record(&mut self, record: Record) {
        let line = record.line;
        if !record.fields.contains_key("text") {
            let said = record.fields.values().filter_map(|value| value.as_str());
            let said = said.collect::<Vec<_>>().join(" | ");
            self.out.account.records += 1;
            return self.keep_unread(&said, line, "a row without a text".to_owned());
        }
        match JsonRecord::deserialize(serde_json::Value::Object(record.fields)) {
            Ok(record) => self.take(record, line),
            Err(error) => {
                self.out.account.records += 1;
                self.keep_unread("", line, format!("not a record: {error}"));
            }
        }
    }

    /// Keeps a remark on a line.
    pub fn remark(&mut self, line: u32, text: &str) {
        self.remarks.add(line, || text.to_owned());
    }

    /// How many records were understood so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.out.provisions.len()
    }

    /// Whether no record was understood so far.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.out.provisions.is_empty()
    }

    /// The document of all records of a table, with the account of its cells.
    #[must_use]
    pub fn finish_table(mut self, account: &Account) -> Document {
        self.out.account.merge(account);
        self.finish()
    }

    /// The document of all records that were pushed.
    #[must_use]
    pub fn finish(mut self) -> Document {
        self.keep_bad();
        self.out.account.unit = AccountUnit::Cells;
        self.out.provisions.shrink_to_fit();
        self.out.remarks = self.remarks.into_list();
        self.out
    }

    /// Keeps `text` on line `number` (and more after it) as not understood.
    pub(super) fn refuse(&mut self, text: &str, number: u32, why: String) {
        let fields = serde_json::from_str::<Fields>(text).map_or(1, |fields| fields.len());
        self.out.account.count(Destination::Unread, fields as u64);
        self.out.account.records += 1;
        self.keep_unread(text, number, why);
    }

    fn keep_unread(&mut self, text: &str, number: u32, why: String) {
        match &mut self.unread {
            Some(bad) if bad.why == why && bad.last.checked_add(1) == Some(number) => {
                bad.last = number;
                bad.text.push('\n');
                bad.text.push_str(text);
            }
            _ => {
                self.keep_bad();
                self.unread = Some(Bad {
                    first: number,
                    last: number,
                    text: text.to_owned(),
                    why,
                });
            }
        }
    }

    fn keep_bad(&mut self) {
        if let Some(bad) = self.unread.take() {
            self.out.unread.push(Unread {
                lines: Lines::between(bad.first, bad.last),
                text: bad.text.into(),
                why: bad.why.into(),
            });
        }
    }

    /// Takes a record in the names of this program, and counts its fields.
    fn take_own(&mut self, record: JsonRecord<'_>, line: u32) {
        self.out.account.merge(&record.account);
        self.take(record, line);
    }

    fn take(&mut self, record: JsonRecord<'_>, line: u32) {
        self.out.account.records += 1;
        let JsonRecord {
            id,
            session,
            symbol,
            number,
            citation: given_citation,
            headings,
            role: given_role,
            status: given_status,
            text,
            annotations: given_annotations,
            unit: given_unit,
            path,
            part,
            also,
            chapeaux,
            lines,
            account: _,
            mut extra,
        } = record;
        // Words of another collection are kept beside ours, under a name that is not ours.
        let mut keep = |field: &str, given: &str| {
            let extra = extra.get_or_insert_default();
            // A record of ours that was read before says already what was given first.
            let field = format!("{field}_given");
            extra.entry(field).or_insert_with(|| given.into());
        };
        let unit = given_unit.as_deref().and_then(unit_named);
        if let (Some(given), None) = (&given_unit, unit) {
            keep("unit", given);
        }
        let unit = unit.unwrap_or_default();
        let number = number.unwrap_or_default();
        let path = path_of(unit, &number, path.as_deref());
        let also = also.iter().map(|levels| printed_like(&path, levels));
        let also = also.collect();
        let row = Provision {
            unit,
            path,
            also,
            ..Provision::default()
        };
        let printed = row.number();
        if printed != number && !number.is_empty() {
            keep("number", &number);
        }
        let (kind, label) = match (session, part) {
            (Some(session), _) => (PartKind::Session, session),
            (None, Some(part)) => (PartKind::Document, part),
            (None, None) => (PartKind::Document, CompactString::default()),
        };
        let title = match (&given_citation, symbol.is_some()) {
            (Some(given), false) => cited_source(given, &row),
            _ => None,
        };
        let part = self.part(kind, label, symbol, title);
        let heading = self.heading(part, headings);
        let chapeau = self.chapeau(part, &chapeaux, line);
        let wanted = id.unwrap_or_else(|| self.derived_id(part, &row));
        let (id, changed) = self.ids.unique(wanted, &self.out.provisions);
        if changed {
            self.remarks.add(line, || {
                format!("an earlier record has this id; here it is {id}")
            });
        }
        let shift = text.len() - text.trim_start().len();
        let text: Box<str> = match text.trim() {
            trimmed if trimmed.len() == text.len() => text.into_owned().into(),
            trimmed => trimmed.into(),
        };
        let role = given_role.as_deref().and_then(role_named);
        if let (Some(given), None) = (&given_role, role) {
            keep("role", given);
        }
        let status = given_status.as_deref().and_then(status_named);
        if let (Some(given), None) = (&given_status, status) {
            keep("status", given);
        }
        let mut annotations = match given_annotations {
            Some(given) => annotations(&mut self.remarks, given, &text, shift, line),
            None => found_annotations(&text, status),
        };
        if let Some(kind) = status.and_then(|status| implied(status, &text))
            && annotations.iter().all(|it| it.kind != kind)
        {
            annotations.push(Annotation::beside(kind, ""));
        }
        let gone = |it: &Annotation| {
            let kinds = [AnnotationKind::Deletion, AnnotationKind::Omission];
            kinds.contains(&it.kind)
        };
        let told_gone = annotations.iter().any(gone);
        if text.is_empty() && !told_gone && role != Some(Role::Chapeau) {
            annotations.push(Annotation::inferred(AnnotationKind::Omission));
        }
        let whole = |it: &Annotation| gone(it) && it.anchor == Anchor::default();
        if !text.is_empty() && status.is_none() && annotations.iter().any(whole) {
            self.remarks.add(line, || {
                "an annotation says that the text is gone, and it is here".to_owned()
            });
        }
        let lines = lines.or((!text.is_empty()).then(|| Lines::on(line)));
        self.out.provisions.push(Provision {
            id,
            part,
            heading,
            role: role.unwrap_or_default(),
            chapeau,
            annotations: annotations.into(),
            lines,
            text,
            ..row
        });
        let at = self.out.provisions.len() - 1;
        if let Some(given) = status {
            let found = self.out.provisions[at].status();
            if given != found {
                keep("status", given.as_str());
                self.remarks.add(line, || {
                    format!(
                        "the record says `{}`, and its text and annotations say `{}`, which is \
                         what was taken",
                        given.as_str(),
                        found.as_str()
                    )
                });
            }
        }
        if let Some(given) = given_citation
            && *given != *citation(&self.out, &[at])
        {
            keep("citation", &given);
        }
        self.out.provisions[at].extra = extra.as_deref().and_then(Extra::new);
    }

    /// `IV.103.d` for `103 (d)` in session IV; a running number for none.
    fn derived_id(&mut self, part: u32, row: &Provision) -> CompactString {
        let label = &self.out.parts[part as usize].label;
        if row.path.is_empty() {
            self.unnumbered += 1;
            let count = Path::new([self.unnumbered.to_string().as_str()]);
            return id(label, Unit::Paragraph, &count);
        }
        id(label, row.unit, &row.path)
    }
}

/// A record whose fields are set aside under another name where their values are not what this
/// program means by them; and the names of these. Nothing where that is not what is wrong with it.
fn with_fields_set_aside(json: &str) -> Option<(Fields, Vec<String>)> {
    let mut given: Fields = serde_json::from_str(json).ok()?;
    write_exactly(&mut given, json);
    if !given.get("text").is_some_and(serde_json::Value::is_string) {
        return None;
    }
    let mut aside = Vec::new();
    let mut fields = Fields::new();
    for (name, value) in given {
        let alone = Fields::from_iter([
            ("text".to_owned(), "".into()),
            (name.clone(), value.clone()),
        ]);
        if name == "text" || JsonRecord::deserialize(serde_json::Value::Object(alone)).is_ok() {
            fields.insert(name, value);
        } else {
            fields.insert(format!("{name}_given"), value);
            aside.push(name);
        }
    }
    (!aside.is_empty()).then_some((fields, aside))
}

/// The path that a record gives; where it gives none, that of its number.
fn path_of(unit: Unit, number: &str, given: Option<&[Cow<'_, str>]>) -> Path {
    let bare = match unit {
        Unit::Paragraph => number,
        Unit::Article => number.strip_prefix("Art. ").unwrap_or(number),
        Unit::Preambular => number.strip_prefix("PP").unwrap_or(number),
        Unit::Operative => number.strip_prefix("OP").unwrap_or(number),
    };
    let printed = Path::parse(bare);
    match given {
        Some(levels) => {
            let given = Path::new(levels.iter().map(|level| &**level));
            if given == printed { printed } else { given }
        }
        None => printed,
    }
}

/// The path of `levels`, whose innermost is set apart as that of `path` is: `121.49` beside `121.48`.
fn printed_like(path: &Path, levels: &[Cow<'_, str>]) -> Path {
    let Some((last, above)) = levels.split_last() else {
        return Path::default();
    };
    let mut also = Path::new(above.iter().map(|level| &**level));
    match path.ends_in_brackets() {
        true => also.push(last),
        false => also.push_decimal(last),
    }
    also
}

/// What a citation calls the document, where the rest of it is what `row` is cited by.
fn cited_source<'a>(given: &'a str, row: &Provision) -> Option<&'a str> {
    let source = match &*pinpoint(row) {
        "" => given,
        pinpoint => given.strip_suffix(pinpoint)?.trim_end().strip_suffix(',')?,
    };
    let source = source.trim();
    (!source.is_empty()).then_some(source)
}

/// Why a line is no record, less the position in it, so that like errors come together.
fn why_not(line: &str, error: &serde_json::Error) -> String {
    let told = |error: &serde_json::Error| {
        let whole = error.to_string();
        let end = whole.rfind(" at line ").unwrap_or(whole.len());
        whole[..end].to_owned()
    };
    match serde_json::from_str::<serde::de::IgnoredAny>(line) {
        Ok(_) => format!("not a record: {}", told(error)),
        Err(error) => format!("not JSON: {}", told(&error)),
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::chunks::{CHUNK, ONE_BY_ONE, each_line};
    use super::*;

    /// Lines of every kind: records, other collections' records, what is no record, blank ones.
    fn lines() -> String {
        let mut lines = String::from("\u{feff}{\"number\": 1, \"text\": \"Ratify it.\"}\n");
        for at in 0..20_000 {
            lines += &match at % 1_000 {
                7 => "not a record\n".to_owned(),
                8 => "\n".to_owned(),
                9 => "{\"text\": \"cut off\n".to_owned(),
                10..20 => {
                    format!("{{\"Recommendation\": \"Ratify {at}.\", \"State\": \"Chile\"}}\n")
                }
                _ => format!(
                    "{{\"session\": {}, \"number\": \"{}\", \"headings\": [\"Group {}\"], \
                     \"text\": \"Ratify \\u00e9 {at}.\", \"weight\": 1.50, \"chapeaux\": \
                     [{{\"id\": \"1.1\", \"text\": \"\"}}]}}\n",
                    at % 3 + 1,
                    at % 500,
                    at % 11,
                ),
            };
        }
        lines
    }

    fn one_by_one(lines: &str) -> Document {
        let mut reader = Reader::default();
        for (number, line) in (1..).zip(lines.split('\n')) {
            reader.push(line.as_bytes(), number);
        }
        reader.finish()
    }

    fn in_chunks(lines: &str) -> Document {
        let mut reader = Reader::default();
        each_line(lines.as_bytes(), |record| {
            reader.push_parsed(record);
            true
        })
        .unwrap();
        reader.finish()
    }

    #[test]
    fn lines_parsed_in_parallel_make_the_same_document() {
        let lines = lines();
        assert!(lines.len() > ONE_BY_ONE as usize + 4 * CHUNK);
        for end in [0, 1, 100, CHUNK, lines.len() - 1, lines.len()] {
            let end = lines.floor_char_boundary(end);
            assert_eq!(in_chunks(&lines[..end]), one_by_one(&lines[..end]));
        }
    }

    #[test]
    fn reading_stops_where_it_is_told_to_and_where_the_source_fails() {
        let lines = lines();
        let mut taken = 0;
        each_line(lines.as_bytes(), |record| {
            taken += 1;
            assert_eq!(record.line, taken);
            taken < 5_000
        })
        .unwrap();
        assert_eq!(taken, 5_000);
        struct Failing;
        impl io::Read for Failing {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("no more"))
            }
        }
        let source = io::Read::chain(lines.as_bytes(), Failing);
        let mut taken = 0;
        let failed = each_line(io::BufReader::new(source), |_| {
            taken += 1;
            true
        });
        assert_eq!(failed.unwrap_err().to_string(), "no more");
        assert_eq!(taken as usize, lines.lines().count());
    }
}
