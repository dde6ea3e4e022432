//! Calendar dates of meetings.

use serde::{Deserialize, Serialize};

/// A day in the Gregorian calendar. Ordered as the calendar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    /// Year, such as 2003.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

const MONTHS: [(&str, u8); 12] = [
    ("January", 31),
    ("February", 29),
    ("March", 31),
    ("April", 30),
    ("May", 31),
    ("June", 30),
    ("July", 31),
    ("August", 31),
    ("September", 30),
    ("October", 31),
    ("November", 30),
    ("December", 31),
];

impl Date {
    /// The date, or `None` where the calendar has no such day (31 April, 29 February 2003).
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let (_, longest) = MONTHS.get(usize::from(month).checked_sub(1)?)?;
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let length = if month == 2 && !leap { 28 } else { *longest };
        (1..=length)
            .contains(&day)
            .then_some(Self { year, month, day })
    }

    /// The month (1 to 12) that an English name stands for, whatever its case.
    #[must_use]
    pub fn month_named(name: &str) -> Option<u8> {
        let at = MONTHS
            .iter()
            .position(|(month, _)| month.eq_ignore_ascii_case(name))?;
        u8::try_from(at + 1).ok()
    }

    /// English name of the month.
    #[must_use]
    pub fn month_name(self) -> &'static str {
        MONTHS
            .get(usize::from(self.month).wrapping_sub(1))
            .map_or("", |(name, _)| name)
    }
}

/// As UN documents write it: `21 January 2003`.
impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.day, self.month_name(), self.year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_the_calendar_has() {
        assert!(Date::new(2004, 2, 29).is_some());
        assert!(Date::new(2003, 2, 29).is_none());
        assert!(Date::new(1900, 2, 29).is_none());
        assert!(Date::new(2000, 2, 29).is_some());
        assert!(Date::new(2003, 4, 31).is_none());
        assert!(Date::new(2003, 13, 1).is_none());
        assert!(Date::new(2003, 0, 1).is_none());
        assert!(Date::new(2003, 1, 0).is_none());
    }

    #[test]
    fn months_by_name() {
        assert_eq!(Date::month_named("september"), Some(9));
        assert_eq!(Date::month_named("Sept"), None);
    }
}
