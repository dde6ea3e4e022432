//! Parts: what a document is cut into where numbering starts anew.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use super::{Date, Lines};

/// What sort of part it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartKind {
    /// A document of its own: the whole of one that is not cut into parts, or one of a collection.
    #[default]
    Document,
    /// A session of the body.
    Session,
    /// A resolution in a report or a collection.
    Resolution,
    /// A decision in a report or a collection.
    Decision,
    /// A chapter that numbers its paragraphs anew.
    Chapter,
    /// An annex that numbers its paragraphs anew.
    Annex,
}

/// One part of a document.
///
/// A document that is not cut into parts has a single nameless one (empty `label`), so that every
/// provision belongs to exactly one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// What sort of part it is.
    pub kind: PartKind,
    /// What ids begin with: `IV`, `14/2`, or whatever a collection calls it. Empty for none.
    pub label: CompactString,
    /// Position among the body's sessions, counted from 1, where the document tells it.
    pub ordinal: Option<u32>,
    /// As printed: `Fourth Session`, `Protection of forests`. May be empty.
    pub title: Box<str>,
    /// As printed: `Geneva, Switzerland`.
    pub venue: Option<Box<str>>,
    /// When it met; more than one where a session was held in parts.
    pub meetings: Vec<Meeting>,
    /// Symbol of its report, or of itself: `E/CN.4/2006/18`.
    pub symbol: Option<Box<str>>,
    /// Where its title stands in the source.
    pub lines: Option<Lines>,
}

/// One unbroken meeting of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Which part of the session, counted from 1, where it was held in parts.
    pub part: Option<u8>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Part {
    /// First and last year of its meetings, where dates are known.
    #[must_use]
    pub fn years(&self) -> Option<(u16, u16)> {
        let first = self.meetings.iter().map(|m| m.from.year).min()?;
        let last = self.meetings.iter().map(|m| m.to.year).max()?;
        Some((first, last))
    }

    /// Its meetings as UN documents write them: `26 January - 6 February 2004`; parts of a
    /// session are joined with `;`. Empty where no date is known.
    #[must_use]
    pub fn dates(&self) -> String {
        let meetings: Vec<String> = self.meetings.iter().map(Meeting::to_string).collect();
        meetings.join("; ")
    }
}

impl std::fmt::Display for Meeting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { from, to, .. } = self;
        if from == to {
            write!(f, "{to}")
        } else if (from.year, from.month) == (to.year, to.month) {
            write!(f, "{} - {to}", from.day)
        } else if from.year == to.year {
            write!(f, "{} {} - {to}", from.day, from.month_name())
        } else {
            write!(f, "{from} - {to}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meeting(from: (u16, u8, u8), to: (u16, u8, u8)) -> Meeting {
        let date = |(y, m, d)| Date::new(y, m, d).expect("a day in the calendar");
        Meeting {
            part: None,
            from: date(from),
            to: date(to),
        }
    }

    #[test]
    fn dates_as_un_documents_write_them() {
        assert_eq!(
            meeting((2003, 1, 21), (2003, 1, 31)).to_string(),
            "21 - 31 January 2003"
        );
        assert_eq!(
            meeting((2004, 1, 26), (2004, 2, 6)).to_string(),
            "26 January - 6 February 2004"
        );
        assert_eq!(
            meeting((2008, 12, 30), (2009, 1, 2)).to_string(),
            "30 December 2008 - 2 January 2009"
        );
        assert_eq!(
            meeting((2008, 12, 18), (2008, 12, 18)).to_string(),
            "18 December 2008"
        );
    }
}
