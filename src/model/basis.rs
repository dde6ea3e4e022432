//! Basis: what it rests on that something was taken for a provision, a heading or anything else, and
//! so how sure that is.

use serde::Serialize;

/// What a reading rests on, the surest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The format says so: a style, automatic numbering, an element, a field of a record.
    #[default]
    Marked,
    /// What is printed says so: a number in its order, a letter, a mark, known words.
    Printed,
    /// This program concludes it from what stands around.
    Inferred,
}

impl Basis {
    /// As it is written in tables and records: `printed`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Marked => "marked",
            Self::Printed => "printed",
            Self::Inferred => "inferred",
        }
    }
}
