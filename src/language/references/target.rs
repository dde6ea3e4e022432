//! What a reference points to, and its stable written form.

use std::cmp::Ordering;
use std::convert::Infallible;
use std::str::FromStr;

use compact_str::CompactString;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::table::{self, entry};
use crate::model::{Number, from_roman, to_roman};

/// A thing that can be cited.
///
/// Its written form goes there and back: `DDPA`, `A/RES/60/251`, `DPA 144`, `DPA 140-147`,
/// `DPA 191 (b)`, `ICERD art. 4`, `A/RES/56/266 para. 13`, `session IV`, `session II-V`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// An instrument, a body, a resolution or a document as a whole.
    Whole(CompactString),
    /// Numbered parts of one.
    Part {
        /// What they are parts of, as a whole is written.
        of: CompactString,
        /// What is counted.
        unit: Unit,
        /// The first.
        from: Number,
        /// The last; the same as the first where there is one.
        to: Number,
    },
    /// Sessions of the body that speaks, by their ordinals.
    Sessions {
        /// The first.
        first: u32,
        /// The last; the same as the first where there is one.
        last: u32,
    },
}

/// What the parts of an instrument are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Of declarations, programmes, resolutions and reports.
    Paragraph,
    /// Of treaties.
    Article,
}

impl Target {
    /// The instrument, body or document that it is or is a part of; `None` for sessions.
    #[must_use]
    pub fn whole(&self) -> Option<&str> {
        match self {
            Self::Whole(of) | Self::Part { of, .. } => Some(of),
            Self::Sessions { .. } => None,
        }
    }

    /// Whether both are the same thing, or ranges that have a member in common: `DPA 140-147`
    /// and `DPA 144`, not `DPA` and `DPA 144`. Symmetric.
    #[must_use]
    pub fn touches(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Whole(one), Self::Whole(two)) => one == two,
            (Self::Part { .. }, Self::Part { .. }) => {
                self.series() == other.series() && {
                    let ((a, b), (c, d)) = (self.bounds(), other.bounds());
                    a <= d && c <= b
                }
            }
            (Self::Sessions { first: a, last: b }, Self::Sessions { first: c, last: d }) => {
                a <= d && c <= b
            }
            _ => false,
        }
    }

    /// Whether `other` is this or lies within it: `DDPA` covers `DPA`, `DPA` covers `DPA 144`,
    /// `DPA 140-147` covers `DPA 144`.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Whole(one), _) => other.whole().is_some_and(|two| {
                one == two || entry(two).is_some_and(|entry| entry.within == one)
            }),
            (Self::Part { .. }, Self::Part { .. }) => {
                self.series() == other.series() && {
                    let ((a, b), (c, d)) = (self.bounds(), other.bounds());
                    a <= c && d <= b
                }
            }
            (Self::Sessions { first: a, last: b }, Self::Sessions { first: c, last: d }) => {
                a <= c && d <= b
            }
            _ => false,
        }
    }

    /// Whether this numbered part of a report is, or is within, what is cited: 103 for `103 (d)`.
    #[must_use]
    pub(super) fn holds(&self, number: &Number) -> bool {
        let (first, last) = self.bounds();
        let place = place(number);
        matches!(self, Self::Part { .. }) && first <= place && place <= last
    }

    /// Sessions last; a whole before its parts, and those as they are counted.
    fn order(&self) -> impl Ord + '_ {
        let whole = self.whole();
        let counted = match self {
            Self::Sessions { first, last } => (*first, *last),
            _ => (0, 0),
        };
        let numbers = match self {
            Self::Part { from, to, .. } => (from.as_str(), to.as_str()),
            _ => ("", ""),
        };
        let unit = self.series().map(|(_, unit)| unit);
        (
            whole.is_none(),
            whole,
            unit,
            self.bounds(),
            counted,
            numbers,
        )
    }

    fn series(&self) -> Option<(&str, Unit)> {
        match self {
            Self::Part { of, unit, .. } => Some((of, *unit)),
            _ => None,
        }
    }

    /// First and last place; a number without levels ends behind all of its levels.
    fn bounds(&self) -> (Vec<u32>, Vec<u32>) {
        match self {
            Self::Part { from, to, .. } => {
                let mut last = place(to);
                last.push(u32::MAX);
                (place(from), last)
            }
            _ => (Vec::new(), Vec::new()),
        }
    }
}

impl Ord for Target {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

impl PartialOrd for Target {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A number as its levels count: `109 (p) (iv)` is 109, 16, 4.
pub(super) fn place(number: &Number) -> Vec<u32> {
    number
        .parts()
        .enumerate()
        .map(|(level, part)| match level {
            0 => part.parse().unwrap_or(0),
            1 => letters(part),
            _ => from_roman(part).unwrap_or_else(|| letters(part)),
        })
        .collect()
}

/// `a` to `z`, then `aa` to `zz`.
fn letters(part: &str) -> u32 {
    part.bytes().take(4).fold(0, |value, byte| {
        value * 27 + u32::from(byte.to_ascii_lowercase().saturating_sub(b'a')) + 1
    })
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Whole(of) => f.write_str(of),
            Self::Part { of, unit, from, to } => {
                let plural = if from == to { "" } else { "s" };
                match unit {
                    Unit::Article => write!(f, "{of} art{plural}. {from}")?,
                    Unit::Paragraph if table::entry(of).is_some() => write!(f, "{of} {from}")?,
                    Unit::Paragraph => write!(f, "{of} para{plural}. {from}")?,
                }
                if from == to {
                    return Ok(());
                }
                let levels: (Vec<&str>, Vec<&str>) = (from.parts().collect(), to.parts().collect());
                let above = levels.1.len() - 1;
                match levels.1.last() {
                    Some(last)
                        if above > 0 && levels.0.get(..above) == Some(&levels.1[..above]) =>
                    {
                        write!(f, "-({last})")
                    }
                    _ => write!(f, "-{to}"),
                }
            }
            Self::Sessions { first, last } if first == last => {
                write!(f, "session {}", to_roman(*first))
            }
            Self::Sessions { first, last } => {
                write!(f, "session {}-{}", to_roman(*first), to_roman(*last))
            }
        }
    }
}

/// Reads the written form; what is none of the others is a whole.
impl FromStr for Target {
    type Err = Infallible;

    fn from_str(written: &str) -> Result<Self, Infallible> {
        let written = written.trim();
        Ok(sessions(written)
            .or_else(|| part(written))
            .unwrap_or_else(|| Self::Whole(written.into())))
    }
}

fn sessions(written: &str) -> Option<Target> {
    let ordinals = written.strip_prefix("session ")?;
    let (first, last) = ordinals.split_once('-').unwrap_or((ordinals, ordinals));
    let (first, last) = (from_roman(first)?, from_roman(last)?);
    (first <= last).then_some(Target::Sessions { first, last })
}

fn part(written: &str) -> Option<Target> {
    // The number begins at the last word that begins with a digit.
    let at = written
        .match_indices(' ')
        .map(|(at, _)| at)
        .rfind(|at| written[at + 1..].starts_with(|c: char| c.is_ascii_digit()))?;
    let (before, numbers) = (&written[..at], &written[at + 1..]);
    let marks = [
        (" art.", Unit::Article),
        (" arts.", Unit::Article),
        (" para.", Unit::Paragraph),
        (" paras.", Unit::Paragraph),
    ];
    let (of, unit) = marks
        .iter()
        .find_map(|(mark, unit)| Some((before.strip_suffix(mark)?, *unit)))
        .or_else(|| entry(before).map(|entry| (entry.target, Unit::Paragraph)))?;
    let (from, to) = numbers.split_once('-').unwrap_or((numbers, ""));
    let from = number(from)?;
    let to = match to {
        "" => from.clone(),
        level if level.starts_with('(') => {
            let mut parts: Vec<&str> = from.parts().collect();
            *parts.last_mut()? = level.strip_prefix('(')?.strip_suffix(')')?;
            Number::from_parts(parts)
        }
        to => number(to)?,
    };
    let of = of.into();
    Some(Target::Part { of, unit, from, to })
}

fn number(written: &str) -> Option<Number> {
    let number = Number::new(written);
    let mut parts = number.parts();
    let paragraph = parts.next()?;
    let digits = !paragraph.is_empty() && paragraph.bytes().all(|b| b.is_ascii_digit());
    let levels = parts.all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_lowercase()));
    (digits && levels).then(|| Number::from_parts(number.parts()))
}

impl Serialize for Target {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Target {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = CompactString::deserialize(deserializer)?;
        match written.parse() {
            Ok(target) => Ok(target),
            Err(never) => match never {},
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn target(written: &str) -> Target {
        written.parse().unwrap()
    }

    #[test]
    fn the_written_form_goes_there_and_back() {
        for written in [
            "DDPA",
            "DPA 144",
            "DPA 140-147",
            "DPA 191 (b)",
            "DD 11",
            "ICERD art. 4",
            "ICERD arts. 4-6",
            "A/RES/56/266 para. 13",
            "A/RES/2106 (XX)",
            "HRC Dec. 3/103",
            "E/CN.4/2006/18 paras. 109 (p) (iv)-(vi)",
            "2000 ECOSOC Ministerial Declaration",
            "session IV",
            "session II-V",
        ] {
            assert_eq!(target(written).to_string(), written);
        }
        assert!(matches!(target("DPA 140-147"), Target::Part { .. }));
        assert!(matches!(target("HRC Dec. 3/103"), Target::Whole(_)));
        assert!(matches!(target("A/RES/2106 (XX)"), Target::Whole(_)));
        assert!(matches!(
            target("session IV"),
            Target::Sessions { first: 4, last: 4 }
        ));
    }

    #[test]
    fn ranges_cover_their_members() {
        let touching = [
            ("DPA 140-147", "DPA 144"),
            ("DPA 140-147", "DPA 147-150"),
            ("DPA 191", "DPA 191 (b)"),
            ("session II-V", "session III"),
        ];
        for (one, two) in touching {
            assert!(target(one).touches(&target(two)), "{one} {two}");
            assert!(target(two).touches(&target(one)), "{two} {one}");
        }
        let apart = [
            ("DPA 140-147", "DPA 148"),
            ("DPA 144", "DD 144"),
            ("DPA", "DPA 144"),
            ("ICERD art. 4", "ICERD art. 14"),
            ("DPA 191 (a)", "DPA 191 (b)"),
            ("session I", "session II-V"),
        ];
        for (one, two) in apart {
            assert!(!target(one).touches(&target(two)), "{one} {two}");
        }
        for (one, two) in [
            ("DDPA", "DPA 144"),
            ("DPA", "DPA 144"),
            ("DPA 140-147", "DPA 141 (a)"),
        ] {
            assert!(target(one).covers(&target(two)), "{one} {two}");
            assert!(!target(two).covers(&target(one)), "{two} {one}");
        }
    }
}
