//! When a session met, as its title tells it: `26 January - 6 February 2004`, or in parts.

use crate::model::{Date, Meeting, ordinal};

/// What a date is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Number(u16),
    Month(u8),
    /// `-`, an en dash, `to`: from one day to another.
    Until,
    /// `first part`: what follows is that part of the session.
    Part(u8),
}

/// A day as it is printed, with what is left to the day after it left out.
#[derive(Clone, Copy, Debug)]
struct Day {
    day: u8,
    month: Option<u8>,
    year: Option<u16>,
    until: bool,
    part: Option<u8>,
}

/// The meetings that `words` speak of, in their order; empty where they speak of none.
///
/// A day without month or year takes them from the next that has them.
pub(super) fn meetings(words: &str) -> Vec<Meeting> {
    let mut days = days(&tokens(words));
    let (mut month, mut year): (Option<u8>, Option<u16>) = (None, None);
    for day in days.iter_mut().rev() {
        let over_new_year = matches!((day.month, month), (Some(own), Some(next)) if own > next);
        day.year = day.year.or(match over_new_year {
            true => year.and_then(|year| year.checked_sub(1)),
            false => year,
        });
        day.month = day.month.or(month);
        (month, year) = (day.month, day.year);
    }
    let mut meetings: Vec<Meeting> = Vec::new();
    let mut open = false;
    for day in days {
        let date = day
            .year
            .zip(day.month)
            .and_then(|(year, month)| Date::new(year, month, day.day));
        let Some(date) = date else {
            open = false;
            continue;
        };
        match meetings.last_mut() {
            Some(meeting) if open && day.until && meeting.from <= date => meeting.to = date,
            _ => meetings.push(Meeting {
                part: day.part,
                from: date,
                to: date,
            }),
        }
        open = !day.until;
    }
    meetings
}

/// Whether `words` name a month, and so a date.
pub(super) fn name_a_month(words: &str) -> bool {
    tokens(words)
        .iter()
        .any(|token| matches!(token, Token::Month(_)))
}

fn tokens(words: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut last_ordinal = None;
    let mut rest = words;
    while let Some(first) = rest.chars().next() {
        let same = |c: char| {
            if first.is_ascii_digit() {
                c.is_ascii_digit()
            } else {
                first.is_alphabetic() && c.is_alphabetic()
            }
        };
        let length = rest.find(|c: char| !same(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(length.max(first.len_utf8()));
        rest = after;
        if let Ok(number) = word.parse() {
            tokens.push(Token::Number(number));
        } else if let Some(month) = Date::month_named(word) {
            tokens.push(Token::Month(month));
        } else if matches!(word, "-" | "–" | "—" | "‑" | "to" | "until" | "through") {
            tokens.push(Token::Until);
        } else if word.eq_ignore_ascii_case("part") {
            tokens.extend(last_ordinal.map(Token::Part));
        }
        if !word.trim().is_empty() {
            last_ordinal = ordinal(word).and_then(|value| u8::try_from(value).ok());
        }
    }
    tokens
}

fn days(tokens: &[Token]) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    let (mut until, mut part) = (false, None);
    for token in tokens {
        match *token {
            Token::Until => until = true,
            Token::Part(number) => (part, until) = (Some(number), false),
            Token::Month(month) => {
                if let Some(day) = days.last_mut().filter(|day| day.month.is_none()) {
                    day.month = Some(month);
                }
            }
            Token::Number(number) => match u8::try_from(number) {
                Ok(day @ 1..=31) => {
                    days.push(Day {
                        day,
                        month: None,
                        year: None,
                        until: std::mem::take(&mut until),
                        part,
                    });
                }
                _ => {
                    if let Some(day) = days.last_mut().filter(|day| day.year.is_none()) {
                        day.year = Some(number);
                    }
                }
            },
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(words: &str) -> Vec<(Option<u8>, String)> {
        meetings(words)
            .iter()
            .map(|meeting| (meeting.part, meeting.to_string()))
            .collect()
    }

    fn one(dates: &str) -> Vec<(Option<u8>, String)> {
        vec![(None, dates.to_owned())]
    }

    #[test]
    fn within_a_month_across_months_and_years() {
        for words in [
            "21 - 31 January 2003",
            "21-31 January 2003",
            "from 21 to 31 January 2003",
        ] {
            assert_eq!(told(words), one("21 - 31 January 2003"), "{words}");
        }
        assert_eq!(
            told("26\u{A0}January – 6 February 2004"),
            one("26 January - 6 February 2004")
        );
        assert_eq!(
            told("30 December - 2 January 2009"),
            one("30 December 2008 - 2 January 2009")
        );
        assert_eq!(told("held on 18 December 2008"), one("18 December 2008"));
    }

    #[test]
    fn in_parts() {
        assert_eq!(
            told(
                "first part from\u{A0}5 to 9 March 2007, and the second part from 3 to 7 September 2007"
            ),
            [
                (Some(1), "5 - 9 March 2007".to_owned()),
                (Some(2), "3 - 7 September 2007".to_owned())
            ]
        );
        assert_eq!(
            told("5-9 March and 3-7 September 2007"),
            [
                (None, "5 - 9 March 2007".to_owned()),
                (None, "3 - 7 September 2007".to_owned())
            ]
        );
    }

    #[test]
    fn days_that_the_calendar_lacks_are_passed_over() {
        for words in [
            "",
            "2003",
            "31 to 32",
            "30 February 2003",
            "January",
            "99999 1 2",
            "- - 3",
        ] {
            assert_eq!(told(words), [], "{words}");
        }
        assert_eq!(told("9 to 5 March 2007").len(), 2);
    }
}
