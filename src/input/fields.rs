//! Field names of other people's tables and exports, and what they are here.
//!
//! One table of known column and key names, used by every data format. A [`Mapping`] is made from
//! the names of a table or export and some of its values, since a name alone can mislead: a column
//! `paragraph` may hold numbers or texts. It turns each row into the fields of a record, in the
//! names that the reader of records knows; what has no name here is kept under its own, in order.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::Value;

use super::paragraph_number::{number_of, number_prefix};
use super::xml::{resolved, unescaped};
use crate::model::{Account, Destination, Fields};

/// What a column or key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The text of the provision.
    Text,
    /// Its number in its document.
    Number,
    /// Symbol of the document.
    Symbol,
    /// Session.
    Session,
    /// The State that is asked.
    Country,
    /// The State that recommends.
    From,
    /// What the State that is asked said to it.
    Position,
    /// The body that adopted it.
    Body,
    /// When it was adopted or published.
    Date,
    /// A field of this program's own records, which keeps its name.
    Own,
    /// Titles above it in a table of this program, joined by `›`.
    Headings,
    /// What this program derives from the text anyway.
    Derived,
    /// Anything else.
    Other,
}

impl Field {
    /// Where a value of it is in the account of the source.
    fn destination(self, name: &str) -> Destination {
        match self {
            Self::Text => Destination::Provision,
            Self::Own if name == "text" => Destination::Provision,
            Self::Number | Self::Symbol | Self::Session | Self::Own => Destination::Address,
            Self::Country | Self::Headings => Destination::Heading,
            Self::Derived => Destination::Derived,
            Self::From | Self::Position | Self::Body | Self::Date | Self::Other => {
                Destination::Field
            }
        }
    }
}

/// Known names, in lower case and without anything that is no letter or digit. Of several for one
/// field the first that a table has is taken.
const NAMES: [(&str, Field); 84] = [
    ("text", Field::Text),
    ("textverbatim", Field::Text),
    ("recommendationclean", Field::Text),
    ("recommendation", Field::Text),
    ("recommendations", Field::Text),
    ("recommendationtext", Field::Text),
    ("recommendationandrecommendingstate", Field::Text),
    ("textofrecommendation", Field::Text),
    ("paragraph", Field::Text),
    ("paragraphtext", Field::Text),
    ("fulltext", Field::Text),
    ("rawtext", Field::Text),
    ("provision", Field::Text),
    ("content", Field::Text),
    ("texte", Field::Text),
    ("recommandation", Field::Text),
    ("texto", Field::Text),
    ("recomendacion", Field::Text),
    ("recomendación", Field::Text),
    ("текст", Field::Text),
    ("рекомендация", Field::Text),
    ("النص", Field::Text),
    ("التوصية", Field::Text),
    ("建议", Field::Text),
    ("observation", Field::Text),
    ("observations", Field::Text),
    ("conclusion", Field::Text),
    ("mandate", Field::Text),
    ("description", Field::Text),
    ("summary", Field::Text),
    ("title", Field::Text),
    ("pararef", Field::Number),
    ("paranumber", Field::Number),
    ("parano", Field::Number),
    ("para", Field::Number),
    ("paragraphnumber", Field::Number),
    ("paragraphno", Field::Number),
    ("paragraphref", Field::Number),
    ("number", Field::Number),
    ("recommendationnumber", Field::Number),
    ("recommendationno", Field::Number),
    ("numero", Field::Number),
    ("numéro", Field::Number),
    ("número", Field::Number),
    ("no", Field::Number),
    ("id", Field::Number),
    ("fulldocumentsymbol", Field::Symbol),
    ("symbol", Field::Symbol),
    ("documentsymbol", Field::Symbol),
    ("docsymbol", Field::Symbol),
    ("cote", Field::Symbol),
    ("signatura", Field::Symbol),
    ("session", Field::Session),
    ("uprsession", Field::Session),
    ("sesión", Field::Session),
    ("stateunderreview", Field::Country),
    ("countryunderreview", Field::Country),
    ("countriesconcerned", Field::Country),
    ("countries", Field::Country),
    ("country", Field::Country),
    ("to", Field::Country),
    ("sur", Field::Country),
    ("pays", Field::Country),
    ("país", Field::Country),
    ("recommendingstate", Field::From),
    ("recommendingstates", Field::From),
    ("uprrecommendingcountry", Field::From),
    ("recommendingcountry", Field::From),
    ("from", Field::From),
    ("positionofthestateunderreview", Field::Position),
    ("uprpositions", Field::Position),
    ("uprposition", Field::Position),
    ("position", Field::Position),
    ("response", Field::Position),
    ("decision", Field::Position),
    ("body", Field::Body),
    ("recommendingbody", Field::Body),
    ("reccomendingbody", Field::Body),
    ("mechanism", Field::Body),
    ("committee", Field::Body),
    ("date", Field::Date),
    ("publicationdate", Field::Date),
    ("documentpublicationdate", Field::Date),
    ("adoptiondate", Field::Date),
];

/// Columns of a table that this program wrote, and what becomes of them.
const OWN: [(&str, Field); 16] = [
    ("id", Field::Own),
    ("session", Field::Own),
    ("symbol", Field::Own),
    ("number", Field::Own),
    ("citation", Field::Own),
    ("headings", Field::Headings),
    ("role", Field::Own),
    ("status", Field::Own),
    ("text", Field::Own),
    ("unit", Field::Own),
    ("part", Field::Own),
    ("path", Field::Derived),
    ("annotations", Field::Derived),
    ("references", Field::Derived),
    ("derived_to", Field::Derived),
    ("derived_verb", Field::Derived),
];

/// The position in [`NAMES`] of a name, whatever its case and what stands between its letters.
fn known(name: &str) -> Option<usize> {
    let plain: String = name
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    NAMES.iter().position(|(known, _)| *known == plain)
}

/// Whether records of this program have a field of this name that those of others have not in the
/// same letters.
#[must_use]
pub fn is_own_name(name: &str) -> bool {
    let own = [
        "id",
        "session",
        "symbol",
        "number",
        "citation",
        "headings",
        "role",
        "status",
        "annotations",
        "unit",
        "part",
        "path",
        "lines",
        "chapeaux",
    ];
    own.contains(&name)
}

/// Whether a column or key of this name is known to be in the tables or exports of others.
#[must_use]
pub fn is_known_name(name: &str) -> bool {
    known(name).is_some()
}

/// Whether a column or key of this name may hold texts.
#[must_use]
pub fn may_be_text(name: &str) -> bool {
    known(name).is_some_and(|at| NAMES[at].1 == Field::Text)
}

/// What the values of a column look like.
#[derive(Debug, Default)]
struct Look {
    values: usize,
    words: usize,
    numbers: usize,
    links: usize,
}

impl Look {
    fn add(&mut self, value: &str) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        self.values += 1;
        // Letters, since scripts without spaces have few words.
        let wide = value
            .chars()
            .filter(|c| ('\u{3040}'..='\u{9fff}').contains(c));
        self.words += value.split_whitespace().count() + wide.count() / 2;
        self.numbers += usize::from(number_of(value).is_some());
        self.links += usize::from(value.starts_with("http"));
    }

    /// Words of a usual value.
    fn length(&self) -> usize {
        self.words / self.values.max(1)
    }

    fn is_prose(&self) -> bool {
        self.values > 0 && self.length() >= 3 && self.links * 2 < self.values
    }

    fn is_numbers(&self) -> bool {
        self.values > 0 && self.numbers * 10 >= self.values * 6
    }
}

/// Which field each name of a table or export is.
#[derive(Debug)]
pub struct Mapping {
    fields: HashMap<String, Field>,
    /// Whether this program wrote the table.
    own: bool,
}

impl Mapping {
    /// The mapping for these names, with some rows of their values to judge by; the values of a row
    /// stand in the order of the names. `None` where no column holds texts.
    #[must_use]
    pub fn new<'a>(
        names: &[&str],
        samples: impl IntoIterator<Item = Vec<Cow<'a, str>>>,
    ) -> Option<Self> {
        let own = ["id", "citation", "status", "text"];
        if own.iter().all(|name| names.contains(name)) {
            let of = |name: &&str| {
                let found = OWN.iter().find(|(own, _)| own == name);
                (
                    (*name).to_owned(),
                    found.map_or(Field::Other, |(_, field)| *field),
                )
            };
            return Some(Self {
                fields: names.iter().map(of).collect(),
                own: true,
            });
        }
        let mut looks: Vec<Look> = Vec::new();
        looks.resize_with(names.len(), Look::default);
        for row in samples {
            for (look, value) in looks.iter_mut().zip(row) {
                look.add(&value);
            }
        }
        let places: Vec<Option<usize>> = names.iter().map(|name| known(name)).collect();
        let mut fields = vec![Field::Other; names.len()];
        let text = text_column(&places, &looks)?;
        fields[text] = Field::Text;
        let has_paragraphs = places.iter().flatten().any(|place| {
            let (name, field) = NAMES[*place];
            field == Field::Number && name.starts_with("para")
        });
        let wanted = [
            Field::Number,
            Field::Symbol,
            Field::Session,
            Field::Country,
            Field::From,
            Field::Position,
            Field::Body,
            Field::Date,
        ];
        for field in wanted {
            let fits = |at: &usize| match (field, places[*at]) {
                _ if fields[*at] != Field::Other => false,
                // In small letters it is the key of a database, which `Own` keeps.
                (Field::Number, Some(_)) if names[*at] == "id" => false,
                // Texts by name, numbers by content.
                (Field::Number, Some(place)) => {
                    let (name, known) = NAMES[place];
                    // Of a resolution with paragraphs of its own it is the number, not theirs.
                    let of_document = name == "number" && has_paragraphs;
                    (known == field || name == "paragraph")
                        && !of_document
                        && looks[*at].is_numbers()
                }
                (_, Some(place)) => NAMES[place].1 == field,
                _ => false,
            };
            if let Some(at) = (0..names.len()).filter(fits).min_by_key(|at| places[*at]) {
                fields[at] = field;
            }
        }
        for (name, field) in names.iter().zip(&mut fields) {
            if *field == Field::Other && *name == "id" {
                *field = Field::Own;
            }
        }
        let fields = names
            .iter()
            .map(|name| (*name).to_owned())
            .zip(fields)
            .collect();
        Some(Self { fields, own: false })
    }

    /// The mapping for an object whose names are not known yet, with its own values to judge by.
    #[must_use]
    pub fn of_object(object: &Fields) -> Option<Self> {
        let names: Vec<&str> = object.keys().map(String::as_str).collect();
        let values = object.values().map(|value| match value {
            Value::String(text) => Cow::Borrowed(text.as_str()),
            Value::Array(_) | Value::Object(_) | Value::Null => Cow::Borrowed(""),
            other => Cow::Owned(other.to_string()),
        });
        Self::new(&names, [values.collect()])
    }

    /// Whether it was made for these names.
    #[must_use]
    pub fn is_for<'a>(&self, mut names: impl ExactSizeIterator<Item = &'a String>) -> bool {
        names.len() == self.fields.len() && names.all(|name| self.fields.contains_key(name))
    }

    /// The fields of a record from the values of a row, each of which goes into the account. `None`
    /// where it has no text.
    pub fn record(
        &self,
        row: impl IntoIterator<Item = (String, Value)>,
        account: &mut Account,
    ) -> Option<Fields> {
        let mut cells = Account::default();
        let fields = self.fields_of(row, &mut cells);
        match fields {
            Some(_) => account.merge(&cells),
            None => account.count(Destination::Unread, cells.total),
        }
        fields
    }

    fn fields_of(
        &self,
        row: impl IntoIterator<Item = (String, Value)>,
        cells: &mut Account,
    ) -> Option<Fields> {
        let mut out = Fields::new();
        let mut others = Fields::new();
        let (mut text, mut number) = (None, None);
        for (name, value) in row {
            if is_empty(&value) {
                continue;
            }
            // Where another row has a name that the first had not.
            let field = self.fields.get(&name).copied().unwrap_or(Field::Other);
            cells.count(field.destination(&name), 1);
            match field {
                Field::Text => text = value.as_str().map(|text| plain(text.to_owned())),
                Field::Number => match scalar(&value).as_deref().and_then(number_of) {
                    Some(found) => number = Some(found),
                    None => keep(&mut others, name, value),
                },
                Field::Symbol => match single(&value) {
                    Some(symbol) => keep(&mut out, "symbol".to_owned(), symbol),
                    None => keep(&mut others, name, value),
                },
                Field::Session => match single(&value) {
                    Some(session) => keep(&mut out, "session".to_owned(), session),
                    None => keep(&mut others, name, value),
                },
                Field::Country => {
                    if let Some(country) = single(&value) {
                        keep(&mut out, "headings".to_owned(), Value::Array(vec![country]));
                    }
                    keep(&mut others, "country".to_owned(), value);
                }
                Field::From => keep(&mut others, "from".to_owned(), value),
                Field::Position => keep(&mut others, "position".to_owned(), value),
                Field::Body => keep(&mut others, "body".to_owned(), value),
                Field::Date => keep(&mut others, "date".to_owned(), value),
                Field::Own => keep(&mut out, name, if self.own { bare(value) } else { value }),
                Field::Headings => {
                    let titles = scalar(&bare(value)).unwrap_or_default();
                    let titles = titles.split(" › ").map(Value::from).collect();
                    keep(&mut out, name, Value::Array(titles));
                }
                Field::Derived => {}
                Field::Other => keep(&mut others, name, value),
            }
        }
        if self.own {
            out.entry("text").or_insert_with(|| Value::from(""));
            out.extend(others);
            return Some(out);
        }
        let text = text.filter(|text| !text.trim().is_empty())?;
        let (found, rest) = match number_prefix(&text) {
            Some((found, at)) if number.as_ref().is_none_or(|number| *number == found) => {
                (Some(found), text[at..].trim())
            }
            _ => (None, text.trim()),
        };
        if let Some(number) = number.or(found) {
            if number.starts_with("PP") {
                keep(&mut out, "unit".to_owned(), Value::from("preambular"));
            }
            keep(&mut out, "number".to_owned(), Value::from(number));
        }
        keep(&mut out, "text".to_owned(), Value::from(rest));
        // Another column may have the name of what was found here.
        for (name, value) in others {
            keep(&mut out, name, value);
        }
        Some(out)
    }
}

/// The column of the texts: by name, where its values are prose; else the one with the longest.
fn text_column(places: &[Option<usize>], looks: &[Look]) -> Option<usize> {
    let named = |at: &usize| places[*at].is_some_and(|place| NAMES[place].1 == Field::Text);
    let by_name = |prose: bool| {
        let columns = (0..looks.len()).filter(named);
        columns
            .filter(|at| looks[*at].is_prose() == prose && looks[*at].values > 0)
            .min_by_key(|at| places[*at])
    };
    let longest = || {
        let prose = (0..looks.len()).filter(|at| looks[*at].is_prose() && looks[*at].length() >= 5);
        prose.max_by_key(|at| looks[*at].length())
    };
    // A column of one word or two a cell can be that of the texts by its name alone.
    by_name(true).or_else(longest).or_else(|| by_name(false))
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(values) => values.iter().all(is_empty),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Keeps a value under its name; under the name with a number where that is taken.
fn keep(fields: &mut Fields, name: String, value: Value) {
    let mut free = name.clone();
    let mut number = 2;
    while fields.contains_key(&free) {
        free = format!("{name} {number}");
        number += 1;
    }
    fields.insert(free, value);
}

/// A value as a string, where it is one, or a number.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The one value that there is, as a string.
fn single(value: &Value) -> Option<Value> {
    match value {
        Value::Array(values) => match &**values {
            [one] => scalar(one).map(|text| Value::from(text.trim())),
            _ => None,
        },
        one => scalar(one).map(|text| Value::from(text.trim())),
    }
}

/// A cell of a table of ours without the apostrophe that keeps spreadsheets from computing it.
fn bare(value: Value) -> Value {
    match value {
        Value::String(text) => {
            let formula = |rest: &&str| {
                let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
                rest.trim_start().starts_with(signs)
            };
            match text.strip_prefix('\'').filter(formula) {
                Some(rest) => Value::from(rest),
                None => Value::String(text),
            }
        }
        other => other,
    }
}

/// Tags that texts of exports have.
const TAGS: [&str; 26] = [
    "a",
    "b",
    "blockquote",
    "br",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "i",
    "li",
    "o:p",
    "ol",
    "p",
    "s",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "td",
    "tr",
    "u",
    "ul",
];

/// A text without the tags and references of HTML that it may hold.
fn plain(text: String) -> String {
    if !text.contains(['<', '&']) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find('<') {
        out.push_str(&unescaped(&rest[..at]));
        let inside = &rest[at + 1..];
        let closing = inside.strip_prefix('/').unwrap_or(inside);
        let length = closing
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b':')
            .count();
        let name = closing[..length].to_ascii_lowercase();
        let ends = closing[length..].starts_with(['>', ' ', '/', '\n', '\t', '\r']);
        // Tags are short; a sign that is never closed is text.
        let end = inside.bytes().take(4096).position(|byte| byte == b'>');
        match end {
            Some(end) if ends && TAGS.contains(&name.as_str()) => {
                if matches!(&*name, "br" | "p" | "div" | "li" | "tr") && !out.ends_with('\n') {
                    out.push('\n');
                }
                rest = &inside[end + 1..];
            }
            _ => {
                out.push('<');
                rest = inside;
            }
        }
    }
    out.push_str(&unescaped(rest));
    out.replace(&resolved("nbsp"), " ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn mapped(value: Value) -> Value {
        let Value::Object(fields) = value else {
            panic!("no object");
        };
        let names: Vec<&str> = fields.keys().map(String::as_str).collect();
        let sample = fields.values().map(|value| match value {
            Value::String(text) => Cow::from(text.clone()),
            other => Cow::from(other.to_string()),
        });
        let mapping = Mapping::new(&names, [sample.collect()]).unwrap();
        let mut cells = Account::default();
        Value::Object(mapping.record(fields.clone(), &mut cells).unwrap())
    }

    #[test]
    fn an_export_of_treaty_bodies_has_number_symbol_and_country() {
        let record = mapped(json!({
            "Body": "- CRC", "Countries": ["Norland"], "Sdgs": [], "Symbol": "CRC/C/NOR/CO/9",
            "Text": "4.The Committee urges the State party to protect lakes.",
            "Themes": ["Water", "Children"], "UprCycle": null
        }));
        assert_eq!(
            record,
            json!({
                "headings": ["Norland"], "symbol": "CRC/C/NOR/CO/9", "number": "4",
                "text": "The Committee urges the State party to protect lakes.",
                "body": "- CRC", "country": ["Norland"], "Themes": ["Water", "Children"]
            })
        );
        let order: Vec<&String> = record.as_object().unwrap().keys().collect();
        assert_eq!(order[4..], ["body", "country", "Themes"]);
    }

    #[test]
    fn a_table_of_the_review_has_both_states_and_the_position() {
        let record = mapped(json!({
            "To": "Norland", "From": "Sudland", "Text": "Ratify the treaty, and plant trees.",
            "Response": "Accepted", "Action": "5", "Session": "5"
        }));
        assert_eq!(
            record,
            json!({
                "headings": ["Norland"], "session": "5", "text": "Ratify the treaty, and plant trees.",
                "country": "Norland", "from": "Sudland", "position": "Accepted", "Action": "5"
            })
        );
    }

    #[test]
    fn a_column_called_paragraph_is_text_or_number_by_what_it_holds() {
        let text = mapped(
            json!({"paragraph": "1.  Reaffirms its resolution on lakes;", "paragraph_id": "para_1"}),
        );
        assert_eq!(text["number"], "1");
        assert_eq!(text["text"], "Reaffirms its resolution on lakes;");
        let number = mapped(json!({
            "state_under_review": "Norland", "paragraph": "136.7",
            "recommendation": "136.7 Protect all the lakes (Sudland);",
            "recommendation_clean": "Protect all the lakes"
        }));
        assert_eq!(number["number"], "136.7");
        assert_eq!(number["text"], "Protect all the lakes");
        assert_eq!(
            number["recommendation"],
            "136.7 Protect all the lakes (Sudland);"
        );
    }

    #[test]
    fn an_id_in_capitals_is_the_number_and_one_in_small_letters_a_key() {
        assert_eq!(
            mapped(json!({"ID": "2.", "Text": "States should plant trees."}))["number"],
            "2"
        );
        let record = mapped(json!({"id": 812, "Text": "States should plant trees."}));
        assert_eq!(record["id"], 812);
        assert_eq!(record.get("number"), None);
    }

    #[test]
    fn without_a_known_name_the_longest_prose_is_the_text() {
        let record = mapped(json!({
            "Office": "Bureau of Lakes", "Link": "https://lakes.example",
            "What is to be done": "Count all the trees that stand along the lakes of the north."
        }));
        assert_eq!(
            record["text"],
            "Count all the trees that stand along the lakes of the north."
        );
        assert_eq!(
            Mapping::new(&["a", "b"], [vec!["1".into(), "2".into()]]).map(|it| it.own),
            None
        );
    }

    #[test]
    fn tags_and_references_are_no_text() {
        let text = "<p>Fewer than <5 lakes &amp; ponds</p><p class=\"x\">are <i>clean</i>.</p>";
        assert_eq!(
            plain(text.to_owned()),
            "Fewer than <5 lakes & ponds\nare clean."
        );
    }

    #[test]
    fn a_table_of_this_program_reads_as_it_was_written() {
        let names = [
            "id",
            "session",
            "number",
            "citation",
            "headings",
            "status",
            "text",
            "annotations",
        ];
        let mapping = Mapping::new(&names, []).unwrap();
        let row = [
            ("id", "IV.7"),
            ("number", "7"),
            ("headings", "Water › Lakes"),
            ("text", "'- Protect lakes."),
            ("annotations", "Update: x"),
        ];
        let row = row.map(|(name, value)| (name.to_owned(), Value::from(value)));
        assert_eq!(
            Value::Object(mapping.record(row, &mut Account::default()).unwrap()),
            json!({"id": "IV.7", "number": "7", "headings": ["Water", "Lakes"], "text": "- Protect lakes."})
        );
    }
}
