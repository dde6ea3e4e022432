//! The title of a session: `First Session, Geneva, Switzerland, 21 - 31 January 2003
//! (E/CN.4/2003/20)`.

use std::borrow::Cow;

use crate::model::{Lines, Part, PartKind, from_roman, ordinal, to_roman};

use super::dates;

/// The longest title of a session, in bytes; longer lines are paragraphs that mention one.
const LONGEST: usize = 300;

/// Whether `title` after a numeral is that of a session: it has the word, or ends with the symbol
/// of a report. Anything else after a numeral is a heading.
pub(super) fn is_session_title(title: &str) -> bool {
    if title.len() > LONGEST {
        return false;
    }
    let mut follows = words(title).zip(words(title).skip(1)).take(4);
    split_symbol(title).1.is_some()
        || (follows
            .any(|(one, next)| next.eq_ignore_ascii_case("session") && ordinal(one).is_some())
            && !title.ends_with(['.', ';', ':', ',']))
}

/// Whether `line` ends with the symbol of a report in round brackets.
pub(super) fn ends_with_symbol(line: &str) -> bool {
    line.len() <= LONGEST && split_symbol(line).1.is_some()
}

/// Whether `line` is the title of a session by itself: an ordinal, then `session`.
pub(super) fn is_session_line(line: &str) -> bool {
    let mut words = words(line);
    let begins = (words.next().zip(words.next()))
        .is_some_and(|(one, next)| next.eq_ignore_ascii_case("session") && ordinal(one).is_some());
    begins
        && line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && is_session_title(line)
}

fn words(title: &str) -> impl Iterator<Item = &str> {
    title
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '‑')))
        .filter(|word| !word.is_empty())
}

/// The session that `title`, with `numeral` before it, announces. It may go over several lines.
pub(super) fn session(numeral: Option<&str>, title: &str, lines: Lines) -> Part {
    let title = match title.contains('\n') {
        true => Cow::Owned(title.split_whitespace().collect::<Vec<_>>().join(" ")),
        false => Cow::Borrowed(title),
    };
    let (rest, symbol) = split_symbol(&title);
    let mut parts = rest.split(',').map(str::trim);
    let name = parts.next().unwrap_or_default();
    let by_word = words(name).find_map(ordinal);
    let mut venue: Vec<&str> = Vec::new();
    let mut held = "";
    let after = rest.split_once(',').map_or("", |(_, after)| after);
    let mut left = after;
    for part in parts {
        if dates::name_a_month(part) || begins_a_part(part) {
            // A venue may stand in the same breath: `held in Geneva from 5 to 9 March`.
            let place = before_dates(part);
            venue.extend(Some(place).filter(|place| !place.is_empty()));
            held = left;
            break;
        }
        venue.push(part);
        left = left.split_once(',').map_or("", |(_, left)| left);
    }
    let venue = venue.join(", ");
    let label = match (numeral, by_word) {
        (Some(numeral), _) => numeral.into(),
        (None, Some(value)) => to_roman(value).into(),
        (None, None) => Default::default(),
    };
    Part {
        kind: PartKind::Session,
        label,
        ordinal: by_word.or_else(|| numeral.and_then(from_roman)),
        title: name.into(),
        venue: (!venue.is_empty()).then(|| venue.into()),
        meetings: dates::meetings(held),
        symbol: symbol.map(Into::into),
        lines: Some(lines),
    }
}

/// `title` without the symbol in round brackets at its end, and the symbol.
fn split_symbol(title: &str) -> (&str, Option<&str>) {
    let whole = title.trim_end_matches('.').trim_end();
    let found = whole.strip_suffix(')').and_then(|open| {
        let (before, symbol) = open.rsplit_once('(')?;
        let symbol = symbol.trim();
        let document = symbol.starts_with(|c: char| c.is_ascii_uppercase())
            && symbol.contains('/')
            && symbol.bytes().any(|byte| byte.is_ascii_digit());
        document.then_some((before.trim_end(), symbol))
    });
    match found {
        Some((before, symbol)) => (before, Some(symbol)),
        None => (title, None),
    }
}

/// Whether `part` begins with `first part` and the like.
fn begins_a_part(part: &str) -> bool {
    let mut words = words(part).skip_while(|word| word.eq_ignore_ascii_case("the"));
    words.next().is_some_and(|word| ordinal(word).is_some())
        && words
            .next()
            .is_some_and(|word| word.eq_ignore_ascii_case("part"))
}

/// The place in `held in Geneva from 5 to 9 March 2007`; empty where there is none.
fn before_dates(part: &str) -> &str {
    if begins_a_part(part) {
        return "";
    }
    let end = part
        .find(|c: char| c.is_ascii_digit())
        .unwrap_or(part.len());
    let mut place = part[..end].trim();
    for word in ["on", "from"] {
        place = place.strip_suffix(word).unwrap_or(place).trim_end();
    }
    for word in ["held", "in", "at"] {
        let after = place.strip_prefix(word);
        let whole_word =
            after.filter(|rest| rest.starts_with(char::is_whitespace) || rest.is_empty());
        place = whole_word.unwrap_or(place).trim_start();
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(numeral: Option<&str>, title: &str) -> (String, String, String, String, String) {
        let session = session(numeral, title, Lines::on(1));
        (
            session.label.to_string(),
            session.title.to_string(),
            session.venue.as_deref().unwrap_or("-").to_owned(),
            session.dates(),
            session.symbol.as_deref().unwrap_or("-").to_owned(),
        )
    }

    fn told(parts: [&str; 5]) -> (String, String, String, String, String) {
        let [a, b, c, d, e] = parts.map(str::to_owned);
        (a, b, c, d, e)
    }

    #[test]
    fn all_its_parts() {
        assert_eq!(
            read(
                Some("II"),
                "Second Session, Geneva, Switzerland, 26\u{A0}January - 6 February 2004 (E/CN.4/2004/20)"
            ),
            told([
                "II",
                "Second Session",
                "Geneva, Switzerland",
                "26 January - 6 February 2004",
                "E/CN.4/2004/20"
            ])
        );
        assert_eq!(
            read(
                Some("V"),
                "Fifth Session, Geneva, Switzerland, first part from\u{A0}5 to 9 March 2007, and \
                 the second part from 3 to 7 September 2007 (A/HRC/6/10)"
            ),
            told([
                "V",
                "Fifth Session",
                "Geneva, Switzerland",
                "5 - 9 March 2007; 3 - 7 September 2007",
                "A/HRC/6/10"
            ])
        );
    }

    #[test]
    fn parts_may_be_missing() {
        assert_eq!(
            read(None, "Sixth session"),
            told(["VI", "Sixth session", "-", "", "-"])
        );
        assert_eq!(
            read(None, "21st session, held in Geneva from 5 to 9 March 2007"),
            told(["XXI", "21st session", "Geneva", "5 - 9 March 2007", "-"])
        );
        assert_eq!(
            read(Some("I"), "Report (A/1)."),
            told(["I", "Report", "-", "", "A/1"])
        );
        assert_eq!(
            session(Some("IX"), "The session", Lines::on(1)).ordinal,
            Some(9)
        );
    }

    #[test]
    fn sessions_and_headings() {
        assert!(is_session_title("Third session, Geneva"));
        assert!(is_session_title("Meeting of 2003 (E/CN.4/2003/20)"));
        assert!(!is_session_title("Introduction"));
        assert!(!is_session_title(
            "At its first session, the Working Group decided to meet."
        ));
        assert!(!is_session_title("Obsession (see below)"));
        assert!(is_session_line("Fourth Session, Geneva"));
        assert!(!is_session_line("First part of the session"));
        assert!(!is_session_line("first session of the Working Group"));
    }
}
