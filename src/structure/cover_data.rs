//! Cover data: the body that issued a document, and its date, as its cover prints them.

use super::dates;
use super::lines::Source;
use super::resolutions::is_opening;
use super::sentence::is_title;
use super::session_title::is_session_line;

/// How many lines a cover has at most.
const LONGEST: usize = 40;

/// How many lines below `Distr.` a date stands at most.
const BELOW: usize = 4;

/// The longest date, in bytes.
const LONGEST_DATE: usize = 40;

/// The date on the cover: what stands right below the word for its distribution.
pub(super) fn date(source: &Source) -> Option<String> {
    let lines = cover_texts(source);
    let distributed = lines.iter().position(|text| {
        text.contains("Distr.") || text.contains("Distr :") || text.contains("Distrib.")
    })?;
    let below = lines.iter().skip(distributed).take(BELOW + 1);
    below
        .map(|text| last_column(text))
        .find(|text| is_date(text))
        .map(str::to_owned)
}

/// The body that issued the document: the one that speaks in it, else the one above the session on its
/// cover.
pub(super) fn body(source: &Source) -> Option<String> {
    let texts = || source.lines.iter().map(|line| line.text(&source.text));
    let mut speaking = texts()
        .filter(|text| is_opening(text))
        .map(|text| text.trim_end_matches(','));
    if let Some(first) = speaking.next()
        && let Some(name) = first.strip_prefix("The ")
        && name != "Council"
        && !name.starts_with("States")
        && speaking.all(|next| next == first)
    {
        return Some(name.to_owned());
    }
    let lines = cover_texts(source);
    let session = lines.iter().position(|text| is_session_line(text))?;
    let mut above = lines[..session]
        .iter()
        .rev()
        .take(3)
        .map(|text| text.trim());
    let named = |text: &&str| {
        is_title(text)
            && !text.contains(|c: char| c.is_ascii_digit())
            && !text.contains("   ")
            && [
                "Council",
                "Committee",
                "Commission",
                "Assembly",
                "Conference",
                "Board",
                "Forum",
            ]
            .iter()
            .any(|word| text.contains(word))
    };
    let name = above.find(named)?;
    Some(name.trim_end_matches('*').to_owned())
}

/// The texts of a cover, what the format sets apart before those of the body.
fn cover_texts(source: &Source) -> Vec<&str> {
    let lines = source.lines.iter().take(LONGEST);
    lines
        .flat_map(|line| line.text(&source.text).split('\n'))
        .collect()
}

/// What stands in the last column of a line.
fn last_column(text: &str) -> &str {
    text.rsplit("   ").next().unwrap_or(text).trim()
}

fn is_date(text: &str) -> bool {
    let year = text
        .split_whitespace()
        .any(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()));
    let first = text.starts_with(|c: char| c.is_ascii_digit());
    let words = text.split_whitespace().count();
    text.len() <= LONGEST_DATE && year && first && (3..=5).contains(&words) && names_month(text)
}

/// Whether a date has a month, in English, French or Spanish.
fn names_month(text: &str) -> bool {
    const OTHERS: [&str; 24] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ];
    dates::name_a_month(text) || text.split_whitespace().any(|word| OTHERS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::text_blocks::text_blocks;

    #[test]
    fn what_a_cover_says() {
        let told = |text: &str| {
            let source = Source::of(text_blocks(text));
            (body(&source), date(&source))
        };
        let cover = "United Nations        A/HRC/98/14\nGeneral Assembly      Distr.: General\n\
            \x20                     12 May 2041\n\n                      Original: English\n\nHuman \
            Rights Council\nNinety-eighth session\n\n1. The Board met.\n";
        assert_eq!(
            told(cover),
            (
                Some("Human Rights Council".to_owned()),
                Some("12 May 2041".to_owned())
            )
        );
        let french =
            "Assemblée générale    Distr. générale\n                      31 octobre 2041\n";
        assert_eq!(told(french), (None, Some("31 octobre 2041".to_owned())));
        let resolution = "The General Assembly,\n\n1. Decides to meet on 12 May 2041.\n";
        assert_eq!(
            told(resolution),
            (Some("General Assembly".to_owned()), None)
        );
    }
}
