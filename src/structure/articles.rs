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
    if let Some((number, rest)) = han(line, '条').or_else(|| han(line, '條')) {
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

/// What a document calls its articles, where that is none of the words above: the words before and after
/// their numbers, `Principle` and nothing, `Artigo` and `.º`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OwnWord {
    before: String,
    after: String,
}

/// Words that declarations and rules number their articles by: a few in a row are enough.
const KNOWN: [&str; 17] = [
    "principle",
    "principe",
    "principio",
    "принцип",
    "المبدأ",
    "原则",
    "rule",
    "règle",
    "regla",
    "правило",
    "القاعدة",
    "规则",
    "guideline",
    "directriz",
    "regulation",
    "standard",
    "canon",
];

/// Words whose numbers count something else than articles.
const OTHERS: [&str; 33] = [
    "annex",
    "appendix",
    "box",
    "case",
    "chapter",
    "chart",
    "day",
    "example",
    "exhibit",
    "figure",
    "goal",
    "group",
    "item",
    "lesson",
    "lot",
    "module",
    "note",
    "objective",
    "option",
    "page",
    "part",
    "phase",
    "question",
    "recommendation",
    "resolution",
    "scenario",
    "section",
    "session",
    "stage",
    "step",
    "table",
    "target",
    "unit",
];

/// How many articles in a row an unknown word must count.
const IN_A_ROW: u32 = 10;

impl OwnWord {
    /// The word that counts the most of these lines in a row, from 1 on; each line is a heading, or short
    /// and by itself.
    pub(super) fn of<'t>(lines: impl Iterator<Item = (&'t str, bool)>) -> Option<Self> {
        let mut counted: Vec<(Self, u32, bool)> = Vec::new();
        for (line, is_heading) in lines {
            let Some((word, number)) = Self::split(line) else {
                continue;
            };
            match counted.iter().position(|(own, ..)| *own == word) {
                Some(at) if number == counted[at].1 + 1 => {
                    counted[at].1 = number;
                    counted[at].2 &= is_heading;
                }
                Some(_) => {}
                None if number == 1 && counted.len() < 16 => counted.push((word, 1, is_heading)),
                None => {}
            }
        }
        let enough = |(word, last, headings): &(Self, u32, bool)| {
            let name = word.name();
            match KNOWN.contains(&&*name) {
                true => *last >= 3,
                false => *headings && *last >= IN_A_ROW && !OTHERS.contains(&&*name),
            }
        };
        let most = counted
            .into_iter()
            .filter(enough)
            .max_by_key(|(_, last, _)| *last);
        most.map(|(word, ..)| word)
    }

    /// The number of the article that `line` announces, and what stands after it.
    pub(super) fn article<'t>(&self, line: &'t str) -> Option<(Cow<'t, str>, &'t str)> {
        let rest = line.strip_prefix(self.before.as_str())?;
        let rest = match rest.strip_prefix(' ') {
            Some(rest) => rest,
            None if self.before.ends_with(char::is_alphanumeric) && self.before.is_ascii() => {
                return None;
            }
            None => rest,
        };
        let end = rest
            .find(|c: char| !ascii_digit(c).is_ascii_digit())
            .unwrap_or(rest.len());
        let (number, after) = rest.split_at(end);
        let after = after.strip_prefix(self.after.as_str())?;
        let apart = after.is_empty()
            || !self.after.is_empty()
            || after.starts_with(|c: char| {
                c.is_whitespace() || matches!(c, '.' | ':' | '-' | '–' | '—')
            });
        let after = after.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, '.' | ':' | '-' | '–' | '—')
        });
        (!number.is_empty()
            && number.len() <= 12
            && apart
            && !after.starts_with(char::is_lowercase))
        .then(|| (ascii(number), after))
    }

    /// The word by itself: `principle`.
    fn name(&self) -> String {
        let word = match self.before.is_empty() {
            true => &self.after,
            false => &self.before,
        };
        word.trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase()
    }

    /// `Principle 3`, `3. cikk`, `제 3 조`: the words around the only number of a line.
    fn split(line: &str) -> Option<(Self, u32)> {
        let digit = |c: char| ascii_digit(c).is_ascii_digit();
        // The text of a known one may stand on its line.
        if let Some((before, rest)) = line.split_once(char::is_whitespace)
            && rest.trim_start().starts_with(digit)
            && KNOWN.contains(&&*before.to_lowercase())
        {
            let rest = rest.trim_start();
            let end = rest.find(|c: char| !digit(c)).unwrap_or(rest.len());
            let number = ascii(&rest[..end]).parse().ok()?;
            let (before, after) = (before.to_owned(), String::new());
            let word = Self { before, after };
            return word.article(line).map(|_| (word, number));
        }
        if line.len() > 60 {
            return None;
        }
        let start = line.find(digit)?;
        let length = line[start..]
            .find(|c: char| !digit(c))
            .unwrap_or(line.len() - start);
        let (before, rest) = line.split_at(start);
        let (number, after) = rest.split_at(length);
        let words = before.split_whitespace().count() + after.split_whitespace().count();
        let lettered = before.chars().chain(after.chars()).any(char::is_alphabetic);
        let stopped = before.contains(['.', ',', ';', ':', '(']) || after.contains(digit);
        let number = ascii(number)
            .parse()
            .ok()
            .filter(|number| (1..1000).contains(number))?;
        (lettered && words <= 4 && !stopped).then(|| {
            let after = match before.trim().is_empty() {
                true => after.to_owned(),
                false => after.trim_end().to_owned(),
            };
            let before = before.trim().to_owned();
            (Self { before, after }, number)
        })
    }
}

/// Whether `line` is the title of an annex: `Annex`, `Annex II`, `Приложение`.
pub(super) fn is_annex(line: &str) -> bool {
    let known = [
        "Annex",
        "ANNEX",
        "Annexe",
        "ANNEXE",
        "Anexo",
        "ANEXO",
        "Appendix",
        "APPENDIX",
        "Appendice",
        "Apéndice",
        "Приложение",
        "ПРИЛОЖЕНИЕ",
        "المرفق",
        "مرفق",
        "附件",
        "Enclosure",
    ];
    line.len() <= 40
        && known.iter().any(|word| {
            let Some(rest) = line.strip_prefix(word) else {
                return false;
            };
            let number = rest.trim().trim_matches(['.', ':', '*']);
            let numbered = number.is_empty()
                || crate::model::from_roman(number).is_some()
                || (number.chars().count() <= 2 && number.chars().all(char::is_alphanumeric))
                || number.starts_with("ال")
                || han_number(number).is_some();
            numbered
                && (rest.is_empty() || !rest.starts_with(char::is_alphabetic) || !word.is_ascii())
        })
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
    fn words_of_a_document_for_its_articles() {
        let own = |lines: &[&str], is_heading: bool| {
            OwnWord::of(lines.iter().map(|line| (*line, is_heading)))
        };
        let word = own(
            &["Principle 1", "Text", "Principle 2", "Principle 3"],
            false,
        )
        .unwrap();
        assert_eq!(word.name(), "principle");
        assert_eq!(word.article("Principle 12"), Some(("12".into(), "")));
        assert_eq!(
            word.article("Principle 2: Lakes"),
            Some(("2".into(), "Lakes"))
        );
        assert_eq!(word.article("Principle 2 of the Declaration"), None);
        assert_eq!(word.article("Principles"), None);
        let numbered = |before: &str, after: &str| -> Vec<String> {
            (1..=12)
                .map(|number| format!("{before}{number}{after}"))
                .collect()
        };
        for (before, after) in [("Artigo ", ".º"), ("", ". cikk"), ("제 ", " 조")] {
            let lines = numbered(before, after);
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let word = own(&lines, true).unwrap();
            assert_eq!(
                word.article(lines[6]),
                Some(("7".into(), "")),
                "{}",
                lines[6]
            );
            assert_eq!(own(&lines, false), None);
        }
        let tables = numbered("Table ", "");
        let tables: Vec<&str> = tables.iter().map(String::as_str).collect();
        assert_eq!(own(&tables, true), None);
    }

    #[test]
    fn annexes() {
        for line in [
            "Annex",
            "Annex II",
            "ANNEX A",
            "Annexe",
            "Приложение",
            "Annex I:",
        ] {
            assert!(is_annex(line), "{line}");
        }
        for line in [
            "Annexation",
            "Annexes",
            "Annex to the letter of the State",
            "The annex",
        ] {
            assert!(!is_annex(line), "{line}");
        }
    }

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
