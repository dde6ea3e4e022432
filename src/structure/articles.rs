//! Articles and chapters: the lines that announce them, in the languages of the United Nations.

use std::borrow::Cow;

/// Words for an article, each before its number.
const ARTICLES: [&str; 6] = ["Article", "ARTICLE", "Artículo", "Статья", "المادة", "Art."];

/// Words for what holds articles.
const CHAPTERS: [&str; 18] = [
    "Chapter",
    "CHAPTER",
    "Chapitre",
    "CHAPITRE",
    "Capítulo",
    "CAPÍTULO",
    "Глава",
    "ГЛАВА",
    "الفصل",
    "Part",
    "PART",
    "Partie",
    "PARTIE",
    "Parte",
    "PARTE",
    "Часть",
    "ЧАСТЬ",
    "الجزء",
];

/// The longest line that announces an article, in bytes.
const LONGEST: usize = 160;

/// The number of the article that `line` announces, and what stands after it.
pub(super) fn article(line: &str) -> Option<(Cow<'_, str>, &str)> {
    if line.len() > LONGEST {
        return None;
    }
    if let Some((number, rest)) = han(line, '条') {
        return Some((number.into(), rest));
    }
    let rest = ARTICLES.iter().find_map(|word| line.strip_prefix(word))?;
    let rest = rest.strip_prefix(char::is_whitespace)?.trim_start();
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | '-' | '–' | '—'))
        .unwrap_or(rest.len());
    let (number, after) = rest.split_at(end);
    let after = after.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '.' | ':' | '-' | '–' | '—')
    });
    let first = ["premier", "primero", "first"].contains(&&*number.to_lowercase());
    let digits = ascii(number);
    let number = match () {
        () if first => Cow::Borrowed("1"),
        () if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => digits,
        () => return None,
    };
    // `Article 4 of the Convention` goes on like a sentence.
    (!after.starts_with(char::is_lowercase)).then_some((number, after))
}

/// Whether `line` announces a chapter.
pub(super) fn is_chapter(line: &str) -> bool {
    if line.len() > LONGEST || line.ends_with(['.', ';', ',']) {
        return false;
    }
    let numbered = |rest: &str| {
        let number = rest.trim_start().split([' ', ':', '.', '\u{A0}']).next();
        number.is_some_and(|it| {
            crate::model::from_roman(it).is_some()
                || ascii(it).parse::<u32>().is_ok()
                || matches!(it, "One" | "Two" | "Three" | "Four" | "Five" | "premier")
                || it.starts_with("ال")
        })
    };
    han(line, '章').is_some()
        || CHAPTERS.iter().any(|word| {
            let rest = line.strip_prefix(word);
            rest.is_some_and(|rest| rest.starts_with(char::is_whitespace) && numbered(rest))
        })
}

/// Whether `line`, which announces a chapter, announces a part, which holds chapters or articles.
pub(super) fn is_part(line: &str) -> bool {
    line.split_whitespace()
        .next()
        .is_some_and(|word| ["part", "partie", "parte", "часть"].contains(&&*word.to_lowercase()))
}

/// Whether `line` is the title of a preamble.
pub(super) fn is_preamble(line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    [
        "preamble",
        "préambule",
        "preámbulo",
        "преамбула",
        "الديباجة",
        "ديباجة",
        "序言",
        "弁言",
    ]
    .contains(&&*lower)
}

/// `第十二条`: the number between, and what stands after.
fn han(line: &str, unit: char) -> Option<(String, &str)> {
    let inside = line.strip_prefix('第')?;
    let (number, rest) = inside.split_once(unit)?;
    Some((
        han_number(number.trim())?.to_string(),
        rest.trim_start_matches(['：', ':', '　', ' ']),
    ))
}

/// The value of a number in Han digits below a thousand: `一百零八`, `二十`, `12`.
pub(super) fn han_number(number: &str) -> Option<u32> {
    if let Ok(value) = ascii(number).parse() {
        return Some(value);
    }
    let (mut value, mut digit) = (0, None);
    for c in number.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '零' | '〇' => continue,
            _ => {
                let at = "一二三四五六七八九".chars().position(|own| own == c)?;
                digit = u32::try_from(at + 1).ok();
                continue;
            }
        };
        value += digit.take().unwrap_or(1) * unit;
    }
    let value = value + digit.unwrap_or_default();
    (value > 0 && number.chars().count() < 8).then_some(value)
}

/// Digits of any script that documents are numbered in, as ASCII.
pub(super) fn ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    text.chars().map(ascii_digit).collect::<String>().into()
}

/// A digit of any script that documents are numbered in, as ASCII; any other character as it is.
pub(super) fn ascii_digit(c: char) -> char {
    let from = |zero: u32| char::from_digit(u32::from(c) - zero, 10).unwrap_or(c);
    match c {
        '٠'..='٩' => from(0x660),
        '۰'..='۹' => from(0x6F0),
        '０'..='９' => from(0xFF10),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_in_every_language() {
        let cases = [
            ("Article 1", Some(("1", ""))),
            ("Article premier", Some(("1", ""))),
            ("Artículo 12.", Some(("12", ""))),
            ("Статья 3", Some(("3", ""))),
            ("المادة ٢", Some(("2", ""))),
            ("第一百零八条", Some(("108", ""))),
            ("Article 4. Definitions", Some(("4", "Definitions"))),
            ("Article 4 of the Convention", None),
            ("Articles of faith", None),
        ];
        for (line, expected) in cases {
            let found = article(line);
            let found = found.as_ref().map(|(number, rest)| (&**number, *rest));
            assert_eq!(found, expected, "{line}");
        }
        assert!(is_chapter("Chapter I: Purposes"));
        assert!(is_chapter("第一章 宗旨"));
        assert!(!is_chapter("Chapter and verse"));
        assert_eq!(han_number("二十"), Some(20));
    }
}
