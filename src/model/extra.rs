//! Extra fields: what a record said beside what this program has words for, kept as compact JSON text.
//!
//! A tree of values takes several times the memory of its text, and an export of a quarter of a
//! million records has a dozen such fields in each. So the text is kept, and parsed where somebody
//! asks for it.

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::exact_numbers::write_exactly;

/// Fields by name, in order.
pub type Fields = Map<String, Value>;

/// Fields of a record that this program has no word for; shown and written as they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extra(Box<str>);

impl Extra {
    /// These fields; `None` where there are none.
    #[must_use]
    pub fn new(fields: &Fields) -> Option<Self> {
        if fields.is_empty() {
            return None;
        }
        // Names are strings, so this cannot fail.
        let text = serde_json::to_string(fields).ok()?;
        Some(Self(text.into()))
    }

    /// Whether there is a field of this name, its own or in an object within; without parsing all.
    #[must_use]
    pub fn names(&self, field: &str) -> bool {
        self.0.contains(&format!("\"{field}\":"))
    }

    /// The fields.
    #[must_use]
    pub fn fields(&self) -> Fields {
        let mut fields: Fields = serde_json::from_str(&self.0).unwrap_or_default();
        write_exactly(&mut fields, &self.0);
        fields
    }
}

/// The value of a field as people read it: a list of names with commas between, anything deeper as
/// JSON.
#[must_use]
pub fn field_in_words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) if items.iter().all(|it| !it.is_array() && !it.is_object()) => {
            let items: Vec<String> = items.iter().map(field_in_words).collect();
            items.join(", ")
        }
        other => other.to_string(),
    }
}

impl Serialize for Extra {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.fields().serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_known_by_its_name() {
        let fields =
            serde_json::from_str(r#"{"country":"Norland","said":"the \"from\": no"}"#).unwrap();
        let extra = Extra::new(&fields).unwrap();
        assert!(extra.names("country"));
        assert!(!extra.names("from"));
        assert!(!extra.names("Norland"));
    }

    #[test]
    fn a_list_of_names_is_read_with_commas() {
        let said = |json: &str| field_in_words(&serde_json::from_str(json).unwrap());
        assert_eq!(said(r#"["Bahrain", "Chad"]"#), "Bahrain, Chad");
        assert_eq!(said(r#""noted""#), "noted");
        assert_eq!(said("[1, true, null]"), "1, true, null");
        assert_eq!(said(r#"[{"a":1}]"#), r#"[{"a":1}]"#);
    }
}
