//! Paths: the numbers of a provision from the outside in, `109 (p) (iv)` as `109`, `p`, `iv`.
//!
//! A path is one short string, the number as UN editors print it, so that a million of them stay
//! small; its levels are read from there.

use compact_str::CompactString;
use serde::{Serialize, Serializer};

/// The levels of a number from the outside in.
///
/// Two paths are equal where their levels are, however the number is printed: `121.48` and
/// `121 (48)`. Levels hold no round brackets and no full stops, and none is empty.
#[derive(Clone, Debug, Default)]
pub struct Path(CompactString);

impl Path {
    /// The path of these levels, each but the first in round brackets where it is printed.
    #[must_use]
    pub fn new<'a>(levels: impl IntoIterator<Item = &'a str>) -> Self {
        let mut path = Self::default();
        for level in levels {
            path.push(level);
        }
        path
    }

    /// The path of a printed number: `109 (p) (iv)`, `121.48`, `25.3 (a)`, `103(d)`. Anything else
    /// is a path of one level, and nothing is an empty one.
    #[must_use]
    pub fn parse(printed: &str) -> Self {
        let mut path = Self::default();
        let mut bracketed = false;
        let mut rest = printed;
        loop {
            let end = rest.find(['.', '(', ')']).unwrap_or(rest.len());
            let level = rest[..end].trim();
            if !level.is_empty() {
                if bracketed || path.is_empty() {
                    path.push(level);
                } else {
                    path.push_decimal(level);
                }
            }
            let Some(mark) = rest[end..].chars().next() else {
                return path;
            };
            bracketed = mark != '.';
            rest = &rest[end + 1..];
        }
    }

    /// Adds a level that is printed in round brackets: `103` becomes `103 (d)`.
    pub fn push(&mut self, level: &str) {
        let first = self.is_empty();
        self.add(
            level,
            if first { "" } else { " (" },
            if first { "" } else { ")" },
        );
    }

    /// Adds a level that is printed after a full stop: `121` becomes `121.48`.
    pub fn push_decimal(&mut self, level: &str) {
        let first = self.is_empty();
        self.add(level, if first { "" } else { "." }, "");
    }

    fn add(&mut self, level: &str, before: &str, after: &str) {
        let level = level.trim();
        let separates = |c: char| matches!(c, '.' | '(' | ')');
        if level.is_empty() || level.chars().all(separates) {
            return;
        }
        self.0.push_str(before);
        self.0.extend(level.chars().filter(|&c| !separates(c)));
        self.0.push_str(after);
    }

    /// As printed: `109 (p) (iv)`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The levels from the outside in: `109`, `p`, `iv`.
    pub fn levels(&self) -> impl DoubleEndedIterator<Item = &str> + Clone {
        let pieces = self.0.split(['.', '(']);
        pieces
            .map(|piece| piece.trim_end().trim_end_matches(')').trim())
            .filter(|level| !level.is_empty())
    }

    /// How many levels: 1 for a paragraph, 2 for a subparagraph, and so on; 0 without a number.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.levels().count()
    }

    /// Whether there is no level.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The outermost number, where it is one.
    #[must_use]
    pub fn paragraph(&self) -> Option<u32> {
        self.levels().next()?.parse().ok()
    }

    /// Whether the innermost level is printed in round brackets.
    #[must_use]
    pub fn ends_in_brackets(&self) -> bool {
        self.0.ends_with(')')
    }

    /// Whether both have the same levels but for the innermost.
    #[must_use]
    pub fn is_beside(&self, other: &Self) -> bool {
        let (mut one, mut two) = (self.levels(), other.levels());
        one.next_back().is_some() == two.next_back().is_some() && one.eq(two)
    }
}

impl PartialEq for Path {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || self.levels().eq(other.levels())
    }
}

impl Eq for Path {}

impl std::hash::Hash for Path {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        for level in self.levels() {
            level.hash(state);
        }
    }
}

impl std::fmt::Display for Path {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A list of the levels.
impl Serialize for Path {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.levels())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_come_apart_and_together() {
        let cases: [(&str, &[&str], &str); 9] = [
            ("109 (p) (iv)", &["109", "p", "iv"], "109 (p) (iv)"),
            ("103(d)", &["103", "d"], "103 (d)"),
            ("121.48", &["121", "48"], "121.48"),
            ("25.3 (a)", &["25", "3", "a"], "25.3 (a)"),
            ("2 bis", &["2 bis"], "2 bis"),
            (" 7. ", &["7"], "7"),
            ("(a) (iv)", &["a", "iv"], "a (iv)"),
            ("", &[], ""),
            (" .() ", &[], ""),
        ];
        for (printed, levels, again) in cases {
            let path = Path::parse(printed);
            assert_eq!(path.levels().collect::<Vec<_>>(), levels, "{printed}");
            assert_eq!(path.as_str(), again, "{printed}");
            assert_eq!(Path::parse(again), path);
            assert_eq!(Path::new(levels.iter().copied()), path);
        }
        assert_eq!(Path::parse("109 (p)").paragraph(), Some(109));
        assert_eq!(Path::parse("2 bis").paragraph(), None);
    }

    #[test]
    fn neighbours_share_all_but_the_innermost() {
        let beside = |one, two| Path::parse(one).is_beside(&Path::parse(two));
        assert!(beside("103 (a)", "103 (d)"));
        assert!(beside("5", "6"));
        assert!(!beside("103 (a)", "109 (a)"));
        assert!(!beside("103", "103 (a)"));
        assert!(!beside("", "5"));
    }
}
