//! Which heading stands below which: plain text does not carry it, so it is inferred from order
//! and from how the titles are set.

/// How deep headings nest at most. No document nests deeper, and every walk up to the outermost
/// heading stays short.
pub(super) const DEEPEST: usize = 8;

/// How a title is set, from the outermost that editors use to the innermost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// `I. Introduction`
    Numeral,
    /// `A. Background`
    Letter,
    /// `RECOMMENDATIONS`
    Capitals,
    /// `High-level Seminar`: every major word with a capital.
    Title,
    /// `Internet and racism`: a major word without.
    Sentence,
    /// `Education`: one major word, which could be either.
    Neutral,
}

/// Words that stay small in a title.
const MINOR: [&str; 25] = [
    "a", "an", "and", "against", "as", "at", "between", "by", "for", "from", "in", "into", "its",
    "of", "on", "or", "over", "per", "the", "through", "to", "under", "upon", "via", "with",
];

impl Style {
    /// How `title` is set. `after_letter` is the letter of the nearest open heading with one,
    /// for without it `C. Title` could be a hundred or what follows `B. Title`.
    pub(super) fn of(title: &str, after_letter: Option<char>) -> Self {
        if let Some((label, rest)) = title.split_once('.')
            && rest.starts_with(char::is_whitespace)
        {
            let letter = single(label).filter(char::is_ascii_uppercase);
            let follows = letter
                .zip(after_letter)
                .is_some_and(|(letter, before)| u32::from(letter) == u32::from(before) + 1);
            if !follows && crate::model::from_roman(label).is_some() {
                return Self::Numeral;
            }
            if letter.is_some() {
                return Self::Letter;
            }
        }
        let letters = || title.chars().filter(|c| c.is_alphabetic());
        if letters().count() > 3 && !letters().any(char::is_lowercase) {
            return Self::Capitals;
        }
        let major = title.split_whitespace().filter_map(|word| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            let minor = MINOR.contains(&word.to_lowercase().as_str());
            word.chars().next().filter(|c| c.is_alphabetic() && !minor)
        });
        let (mut count, mut small) = (0, false);
        for first in major {
            count += 1;
            small |= first.is_lowercase();
        }
        match (count, small) {
            (_, true) => Self::Sentence,
            (0 | 1, _) => Self::Neutral,
            _ => Self::Title,
        }
    }

    fn agrees(self, other: Self) -> bool {
        let labelled = |style| matches!(style, Self::Numeral | Self::Letter);
        self == other
            || ((self == Self::Neutral || other == Self::Neutral)
                && !labelled(self)
                && !labelled(other))
    }
}

fn single(label: &str) -> Option<char> {
    let mut characters = label.chars();
    characters.next().filter(|_| characters.next().is_none())
}

/// The words before the number of a title that is one of a series: `Strategic objective` for
/// `Strategic objective A.2. Revise laws`, `Goal` for `Goal 3`.
fn series(title: &str) -> &str {
    let numbered = |word: &str| {
        let bare = word.trim_end_matches(['.', ':', ',']);
        let digits = bare.contains(|c: char| c.is_ascii_digit());
        digits
            && bare
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase() || byte == b'.')
    };
    let mut at = 0;
    for word in title.split_inclusive(char::is_whitespace).take(4) {
        if numbered(word.trim()) {
            return title[..at].trim_end();
        }
        at += word.len();
    }
    ""
}

#[derive(Clone, Debug)]
struct Open {
    heading: u32,
    /// The series that its title is one of; empty for none.
    series: Box<str>,
    style: Style,
    letter: Option<char>,
    /// Its level, where the format tells it.
    level: Option<u8>,
}

/// The headings open at a point of the document, outermost first.
#[derive(Debug, Default)]
pub(super) struct OpenHeadings {
    open: Vec<Open>,
}

impl OpenHeadings {
    /// The innermost.
    pub(super) fn innermost(&self) -> Option<u32> {
        self.open.last().map(|open| open.heading)
    }

    /// How many are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Closes all but the outermost `depth`.
    pub(super) fn close_to(&mut self, depth: usize) {
        self.open.truncate(depth);
    }

    /// Opens `heading` right below the innermost, since nothing stands between the two; gives the
    /// heading above it.
    pub(super) fn nest(&mut self, heading: u32, title: &str) -> Option<u32> {
        let style = self.style_of(title);
        self.push(heading, style, title)
    }

    /// Opens `heading` after provisions, never closing the outermost `floor`; gives the heading
    /// above it.
    ///
    /// It takes the place of the innermost, unless it is set differently. Then it takes the place
    /// of the nearest that is set as it is; and where there is none, a title set as outer ones
    /// are goes one level up, and one set as inner ones are under a numbered title goes below it.
    pub(super) fn replace(&mut self, heading: u32, title: &str, floor: usize) -> Option<u32> {
        let style = self.style_of(title);
        // What is inferred stands below what is told.
        let told = self.open.iter().rposition(|open| open.level.is_some());
        let floor = floor.max(told.map_or(0, |at| at + 1));
        let of_series = series(title);
        let same = || {
            let open = self.open.get(floor..)?;
            let at = open.iter().position(|open| *open.series == *of_series)?;
            Some(floor + at)
        };
        if !of_series.is_empty()
            && let Some(at) = same()
        {
            self.close_to(at);
        } else if let Some(inner) = self.open.get(floor..).and_then(<[Open]>::last).cloned() {
            let innermost = self.open.len() - 1;
            let like_it = || {
                let at = self.open[floor..]
                    .iter()
                    .rposition(|open| open.style == style)?;
                Some(floor + at)
            };
            let keep = if inner.style.agrees(style) {
                innermost
            } else if let Some(at) = like_it() {
                at
            } else if style < inner.style {
                innermost.saturating_sub(1)
            } else if inner.style <= Style::Letter {
                innermost + 1
            } else {
                innermost
            };
            self.close_to(keep.max(floor));
        }
        self.push(heading, style, title)
    }

    /// Opens `heading` at a level that the format tells, outermost 1; gives the heading above it.
    pub(super) fn open_at(&mut self, level: u8, heading: u32, title: &str) -> Option<u32> {
        let style = self.style_of(title);
        let deeper = |open: &Open| open.level.is_none_or(|own| own >= level);
        let keep = self.open.iter().position(deeper).unwrap_or(self.open.len());
        self.close_to(keep);
        let above = self.push(heading, style, title);
        if let Some(open) = self.open.last_mut() {
            open.level = Some(level);
        }
        above
    }

    /// Closes the headings of which the format tells this level or a deeper one.
    pub(super) fn close_level(&mut self, level: u8) {
        let deeper = |open: &Open| open.level.is_some_and(|own| own >= level);
        let keep = self.open.iter().position(deeper).unwrap_or(self.open.len());
        self.close_to(keep);
    }

    fn style_of(&self, title: &str) -> Style {
        Style::of(title, self.open.iter().rev().find_map(|open| open.letter))
    }

    fn push(&mut self, heading: u32, style: Style, title: &str) -> Option<u32> {
        self.close_to(DEEPEST - 1);
        let above = self.innermost();
        self.open.push(Open {
            heading,
            series: series(title).into(),
            style,
            letter: title.chars().next().filter(|_| style == Style::Letter),
            level: None,
        });
        above
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_titles_are_set() {
        let cases = [
            ("Conclusions and Recommendations", Style::Title),
            ("High-level Seminar", Style::Title),
            ("Racism and the Internet", Style::Title),
            ("Thematic Analysis: Globalization and Racism", Style::Title),
            ("Internet and racism", Style::Sentence),
            ("First part of the session", Style::Sentence),
            ("The migration dimension", Style::Sentence),
            ("Education", Style::Neutral),
            ("The Internet", Style::Neutral),
            ("RECOMMENDATIONS OF 2003", Style::Capitals),
            ("I. Introduction", Style::Numeral),
            ("A. Background", Style::Letter),
        ];
        for (title, style) in cases {
            assert_eq!(Style::of(title, None), style, "{title}");
        }
        assert_eq!(Style::of("C. Follow-up", Some('B')), Style::Letter);
        assert_eq!(Style::of("C. Follow-up", None), Style::Numeral);
    }

    /// Opens titles in turn, `+` for those right after another, and gives the path after each.
    fn paths(titles: &[&str]) -> Vec<String> {
        let mut open = OpenHeadings::default();
        let mut parents: Vec<Option<u32>> = Vec::new();
        let mut paths: Vec<String> = Vec::new();
        for (at, title) in (0..).zip(titles) {
            let parent = match title.strip_prefix('+') {
                Some(title) => open.nest(at, title),
                None => open.replace(at, title, 0),
            };
            parents.push(parent);
            let own = title.trim_start_matches('+');
            paths.push(match parent {
                Some(up) => format!("{} › {own}", paths[up as usize]),
                None => own.to_owned(),
            });
        }
        paths
    }

    #[test]
    fn a_title_set_differently_closes_levels() {
        assert_eq!(
            paths(&[
                "High-level Seminar",
                "+Internet and racism",
                "Thematic Analysis",
            ])[2],
            "Thematic Analysis"
        );
        assert_eq!(
            paths(&[
                "First part of the session",
                "+National action plans",
                "+Conclusions",
                "General recommendations",
                "Recommendations to the Office",
            ])[3..],
            [
                "First part of the session › National action plans › General recommendations",
                "First part of the session › Recommendations to the Office"
            ]
        );
    }

    #[test]
    fn numbered_titles_stand_above_others() {
        assert_eq!(
            paths(&[
                "I. Racism",
                "Health",
                "Education",
                "II. Poverty",
                "+A. Debt",
                "B. Aid"
            ]),
            [
                "I. Racism",
                "I. Racism › Health",
                "I. Racism › Education",
                "II. Poverty",
                "II. Poverty › A. Debt",
                "II. Poverty › B. Aid"
            ]
        );
    }

    #[test]
    fn titles_of_a_series_stand_side_by_side() {
        assert_eq!(
            paths(&[
                "A. Women and lakes",
                "+Strategic objective A.1. Review policies",
                "+Actions to be taken",
                "Strategic objective A.2. Revise laws",
                "+Actions to be taken",
            ])[3..],
            [
                "A. Women and lakes › Strategic objective A.2. Revise laws",
                "A. Women and lakes › Strategic objective A.2. Revise laws › Actions to be taken"
            ]
        );
        assert_eq!(series("Goal 3: Health"), "Goal");
        assert_eq!(series("Report of 2003"), "Report of");
        assert_eq!(series("Health"), "");
    }

    #[test]
    fn no_deeper_than_the_deepest() {
        let mut open = OpenHeadings::default();
        for at in 0..100 {
            open.nest(at, "A title");
            assert!(open.depth() <= DEEPEST);
        }
    }
}
