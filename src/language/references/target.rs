//! What a reference points to, and its stable written form.

use std::cmp::Ordering;
use std::convert::Infallible;
use std::str::FromStr;

use compact_str::CompactString;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::language::entities::entity;
use crate::model::{Path, from_roman, to_roman};

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
        unit: PinpointUnit,
        /// The first.
        from: Path,
        /// The last; the same as the first where there is one.
        to: Path,
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
pub enum PinpointUnit {
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

    /// Whether both have something in common: `DPA 144`, `DPA 140-147`.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let ((first, last), (from, to)) = (self.bounds(), other.bounds());
        self.whole() == other.whole()
            && self.series() == other.series()
            && first <= to
            && from <= last
    }

    /// In which series its numbers count; two targets can have a member in common only within one
    /// whole and series.
    pub(super) fn series(&self) -> Series {
        match self {
            Self::Part { unit, .. } => Some(*unit),
            _ => None,
        }
    }

    /// First and last place; a number without levels ends behind all of its levels. The same
    /// for everything that is whole.
    pub(super) fn bounds(&self) -> (Place, Place) {
        match self {
            Self::Part { from, to, .. } => (place(from), padded(to, u32::MAX)),
            Self::Sessions { first, last } => ([*first, 0, 0, 0], [*last, 0, 0, 0]),
            Self::Whole(_) => Default::default(),
        }
    }

    /// Sessions last; a whole before its parts, and those as they are counted.
    fn order(&self) -> impl Ord + '_ {
        let whole = self.whole();
        let numbers = match self {
            Self::Part { from, to, .. } => (from.as_str(), to.as_str()),
            _ => ("", ""),
        };
        (
            whole.is_none(),
            whole,
            self.series(),
            self.bounds(),
            numbers,
        )
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

/// A number as its first four levels count, 0 for none: `109 (p) (iv)` is 109, 16, 4.
pub(super) type Place = [u32; 4];

/// What is counted in a whole; `None` for the whole itself and for sessions.
pub(super) type Series = Option<PinpointUnit>;

/// Where a number stands among others.
pub(super) fn place(number: &Path) -> Place {
    padded(number, 0)
}

/// The same, with `rest` for the levels that it does not have.
fn padded(number: &Path, rest: u32) -> Place {
    let mut place = [rest; 4];
    for (level, (part, count)) in number.levels().zip(&mut place).enumerate() {
        *count = match (level, part.parse()) {
            (_, Ok(count)) => count,
            (0, _) => 0,
            (1, _) => letters(part),
            _ => from_roman(part).unwrap_or_else(|| letters(part)),
        };
    }
    place
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
                    PinpointUnit::Article => write!(f, "{of} art{plural}. {from}")?,
                    PinpointUnit::Paragraph if entity(of).is_some() => write!(f, "{of} {from}")?,
                    PinpointUnit::Paragraph => write!(f, "{of} para{plural}. {from}")?,
                }
                if from == to {
                    return Ok(());
                }
                let levels: (Vec<&str>, Vec<&str>) =
                    (from.levels().collect(), to.levels().collect());
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
        (" art.", PinpointUnit::Article),
        (" arts.", PinpointUnit::Article),
        (" para.", PinpointUnit::Paragraph),
        (" paras.", PinpointUnit::Paragraph),
    ];
    let (of, unit) = marks
        .iter()
        .find_map(|(mark, unit)| Some((before.strip_suffix(mark)?, *unit)))
        .or_else(|| entity(before).map(|entity| (entity.key, PinpointUnit::Paragraph)))?;
    let (from, to) = numbers.split_once('-').unwrap_or((numbers, ""));
    let from = number(from)?;
    let to = match to {
        "" => from.clone(),
        level if level.starts_with('(') => {
            let mut parts: Vec<&str> = from.levels().collect();
            *parts.last_mut()? = level.strip_prefix('(')?.strip_suffix(')')?;
            Path::new(parts)
        }
        to => number(to)?,
    };
    let of = of.into();
    Some(Target::Part { of, unit, from, to })
}

fn number(written: &str) -> Option<Path> {
    let number = Path::parse(written);
    let mut parts = number.levels();
    let paragraph = parts.next()?;
    let digits = !paragraph.is_empty() && paragraph.bytes().all(|b| b.is_ascii_digit());
    let levels = parts.all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_lowercase()));
    (digits && levels).then(|| Path::new(number.levels()))
}

/// What a target is, for a person: its full name, the part that is meant, symbol and date as far
/// as they are known; empty where its written form says it all.
#[must_use]
pub fn describe(target: &Target) -> String {
    let Some(entity) = target.whole().and_then(entity) else {
        return String::new();
    };
    let mut words = String::new();
    if let Target::Part { unit, from, to, .. } = target {
        let unit = match unit {
            PinpointUnit::Paragraph => "paragraph",
            PinpointUnit::Article => "article",
        };
        words = if from == to {
            format!("{unit} {from} of the ")
        } else {
            format!("{unit}s {from} to {to} of the ")
        };
    }
    words.push_str(entity.name);
    let known = [entity.symbol, entity.date];
    let known: Vec<&str> = known.into_iter().filter(|fact| !fact.is_empty()).collect();
    if !known.is_empty() {
        words.push_str(&format!(" ({})", known.join(", ")));
    }
    words
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
    fn a_place_is_ordered_as_numbers_are() {
        let place = |written: &str| place(&Path::parse(written));
        assert_eq!(place("109 (p) (iv)"), [109, 16, 4, 0]);
        assert!(place("109 (z)") < place("109 (aa)"));
        assert!(place("9") < place("10"));
        assert_eq!(
            target("DPA 191").bounds(),
            ([191, 0, 0, 0], [191, u32::MAX, u32::MAX, u32::MAX])
        );
    }
}
