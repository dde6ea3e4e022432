//! The printed number of a provision: `103`, `103 (d)`, `109 (p) (iv)`.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// A number as UN editors write it: a paragraph, then each further level in round brackets with
/// a blank before it. Whatever a collection gives instead (`133.45`) is kept as it is and has a
/// single part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Number(CompactString);

impl Number {
    /// The number as given.
    #[must_use]
    pub fn new(printed: &str) -> Self {
        Self(CompactString::from(printed.trim()))
    }

    /// The number with these levels: `["109", "p", "iv"]` is `109 (p) (iv)`.
    #[must_use]
    pub fn from_parts<'a>(parts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut number = CompactString::default();
        for (level, part) in parts.into_iter().enumerate() {
            if level == 0 {
                number.push_str(part);
            } else {
                number.push_str(" (");
                number.push_str(part);
                number.push(')');
            }
        }
        Self(number)
    }

    /// As printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its levels from the outside in: `109`, `p`, `iv`.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0
            .split(" (")
            .map(|part| part.strip_suffix(')').unwrap_or(part))
    }

    /// How many levels: 1 for a paragraph, 2 for a subparagraph, and so on.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.parts().count()
    }

    /// The paragraph's number, where it is one.
    #[must_use]
    pub fn paragraph(&self) -> Option<u32> {
        self.parts().next()?.parse().ok()
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_come_apart_and_together() {
        let number = Number::new("109 (p) (iv)");
        assert_eq!(number.parts().collect::<Vec<_>>(), ["109", "p", "iv"]);
        assert_eq!(Number::from_parts(number.parts()), number);
        assert_eq!(number.paragraph(), Some(109));
        assert_eq!(Number::new("133.45").paragraph(), None);
        assert_eq!(Number::new("133.45").depth(), 1);
    }
}
