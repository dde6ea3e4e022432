//! The words of typed addresses in the six official languages: units, sessions, what stands before a
//! number, and ordinals; and Chinese counters, which stand on both sides of it.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::{Unit, ordinal};

/// What a word of an address says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AddressWord {
    /// A number of a paragraph follows: `para`.
    Number,
    /// Which unit the number is of: `art`.
    Unit(Unit),
    /// The number of a session stands before or after it.
    Session,
    /// The number of a resolution or decision follows.
    Resolution,
}

const NUMBER: &str = "para paras paragraph paragraphs par pars subparagraph subparagraphs subpara \
    subparas sub-paragraph sub-paragraphs sub-para no nos nr number numbers num rec recs recommendation recommendations item items point \
    points clause clauses subitem provision provisions conclusion conclusions \
    § §§ ¶ ¶¶ # № \
    paragraphe paragraphes alinea alineas al numero numeros recommandation recommandations \
    parrafo parrafos parr parrs apartado apartados inciso incisos recomendacion recomendaciones \
    п пп пункт пункта пункту пунктом пункте пункты пунктов пунктам пунктах подпункт подпункта \
    подпункте подпункты абзац рекомендация рекомендации \
    فقرة الفقرة فقرات الفقرات بالفقرة والفقرة للفقرة توصية التوصية التوصيات";

const ARTICLE: &str = "art arts article articles articulo articulos ст статья статьи статье статью \
    статьей статей статьях مادة المادة مواد المواد بالمادة";

const PREAMBULAR: &str = "pp preambular preamble preambule preambulaire preambulo preambular \
    преамбула преамбулы الديباجة";

const OPERATIVE: &str = "op operative dispositif dispositivo dispositiva المنطوق";

const SESSION: &str = "session sessions sess sesion sesiones сессия сессии сессию сессией сессий دورة الدورة \
    الدورات";

const RESOLUTION: &str = "resolution resolutions decision decisions resolucion resoluciones \
    decisiones резолюция резолюции решение решения القرار قرار المقرر مقرر";

/// Ordinals beyond English, by what they count.
const ORDINALS: [&str; 10] = [
    "premier premiere primer primero primera первая первой первую первый الأولى",
    "deuxieme seconde second segundo segunda вторая второй вторую الثانية",
    "troisieme tercer tercero tercera третья третьей третью третий الثالثة",
    "quatrieme cuarto cuarta четвертая четвертой четвертую الرابعة",
    "cinquieme quinto quinta пятая пятой пятую الخامسة",
    "sixieme sexto sexta шестая шестой шестую السادسة",
    "septieme septimo septima седьмая седьмой седьмую السابعة",
    "huitieme octavo octava восьмая восьмой восьмую الثامنة",
    "neuvieme noveno novena девятая девятой девятую التاسعة",
    "dixieme decimo decima десятая десятой десятую العاشرة",
];

/// What each word says.
static WORDS: LazyLock<HashMap<&'static str, AddressWord>> = LazyLock::new(|| {
    let tables = [
        (RESOLUTION, AddressWord::Resolution),
        (SESSION, AddressWord::Session),
        (OPERATIVE, AddressWord::Unit(Unit::Operative)),
        (PREAMBULAR, AddressWord::Unit(Unit::Preambular)),
        (ARTICLE, AddressWord::Unit(Unit::Article)),
        (NUMBER, AddressWord::Number),
        ("n° nº no°", AddressWord::Number),
    ];
    let words = tables.into_iter().flat_map(|(words, says)| {
        let words = words.split_whitespace();
        words.map(move |word| (word, says))
    });
    words.collect()
});

/// The longest word of the tables, in bytes.
const LONGEST: usize = 40;

/// What a word says; nothing for other words. Case and Latin accents do not matter.
pub(super) fn address_word(word: &str) -> Option<AddressWord> {
    if word.len() > LONGEST {
        return None;
    }
    WORDS.get(&*folded(word)).copied()
}

/// Nouns that stand before numbers of other things as often: `point 4`, `no. 10`.
const COUNTS_ANYTHING: &str = "no nos nr number numbers num item items point points clause clauses \
    provision provisions conclusion conclusions al numero numeros op pp п";

/// Whether a text that can be read as an address says that it is one: by a noun, a session, a symbol.
pub(crate) fn is_marked_address(typed: &str) -> bool {
    let says = |word: &str| {
        let word = word.trim_matches(|c: char| c == ',' || c == '(' || c == ')' || c == ':');
        let anything = COUNTS_ANYTHING
            .split_whitespace()
            .any(|noun| noun == folded(word));
        !anything && address_word(word).is_some()
    };
    typed.contains(['/', '.', '§', '¶', '#', '№', '第', '_']) || typed.split_whitespace().any(says)
}

/// Whether it stands between the ordinal and the noun of a session: `tercer período de sesiones`.
pub(super) fn is_within_session(word: &str) -> bool {
    word.len() < 12 && matches!(&*folded(word), "periodo" | "de")
}

/// The value of an ordinal in one of the six languages: `third`, `3ème`, `tercer`, `3-я`.
pub(super) fn any_ordinal(word: &str) -> Option<u32> {
    if let Some(value) = ordinal(word) {
        return Some(value);
    }
    let word = folded(word);
    if let Some(at) = ORDINALS
        .iter()
        .position(|forms| forms.split_whitespace().any(|form| form == word))
    {
        return u32::try_from(at + 1).ok();
    }
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    let endings = [
        "e", "eme", "er", "ere", "re", "nd", "nde", "a", "o", "ª", "º", "°", "-я", "-й", "-ю",
        "-ая", "-ой", "я", "й",
    ];
    let value: u32 = digits.parse().ok()?;
    ((1..100).contains(&value) && endings.contains(&&word[digits.len()..])).then_some(value)
}

/// Whether it says no more than that a level follows, where a number stands before it: `subparagraph`.
pub(super) fn is_subparagraph(word: &str) -> bool {
    let word = folded(word);
    SUBPARAGRAPH.split_whitespace().any(|noun| noun == word)
}

const SUBPARAGRAPH: &str = "subparagraph subparagraphs subpara subparas sub-paragraph sub-paragraphs \
    sub-para alinea alineas al inciso incisos letra litera подпункт подпункта подпункте";

/// Whether it says no more than that a number follows: `no.`, `№`.
pub(super) fn is_number_sign(word: &str) -> bool {
    matches!(
        &*folded(word),
        "no" | "nr" | "num" | "number" | "numero" | "n°" | "nº" | "no°" | "№" | "#"
    )
}

/// The value of a number in words, up to twelve.
pub(super) fn cardinal(word: &str) -> Option<u32> {
    let words = "one two three four five six seven eight nine ten eleven twelve";
    let at = words.split(' ').position(|cardinal| cardinal == word)?;
    u32::try_from(at + 1).ok()
}

/// The word in small letters and without the accents of Latin letters.
fn folded(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(word.len());
    for character in word.to_lowercase().nfd() {
        let accent = ('\u{300}'..='\u{36f}').contains(&character);
        if !(accent && folded.ends_with(|c: char| c.is_ascii_alphabetic())) {
            folded.push(character);
        }
    }
    folded.nfc().collect()
}

/// An address with its Chinese counters as words before the number: `第103段` becomes `para 103`,
/// `第三届会议` becomes `session 3`, `第四条` becomes `art 4`.
pub(super) fn without_counters(typed: &str) -> String {
    let mut plain = String::new();
    let mut rest = typed;
    while let Some(at) = rest.find('第') {
        let (before, from) = (&rest[..at], &rest[at + '第'.len_utf8()..]);
        let counted = from.trim_start();
        let end = counted
            .find(|c: char| {
                !(c.is_ascii_digit() || CHINESE_DIGITS.contains(c) || "-–—至、,（）()".contains(c))
            })
            .unwrap_or(counted.len());
        let after = counted[end..].trim_start();
        let counter = COUNTERS
            .iter()
            .find(|(counter, _)| end > 0 && after.starts_with(counter));
        plain.push_str(before);
        match counter {
            Some((counter, word)) => {
                let number = counted[..end].replace(['至'], "-").replace('、', ",");
                plain.push_str(&format!(" {word} {} ", western_number(&number)));
                rest = &after[counter.len()..];
            }
            None => {
                plain.push('第');
                rest = from;
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// Counters, the longer before the shorter, and the word for what they count.
const COUNTERS: [(&str, &str); 6] = [
    ("届会议", "session"),
    ("届", "session"),
    ("次会议", "session"),
    ("段", "para"),
    ("条", "art"),
    ("條", "art"),
];

const CHINESE_DIGITS: &str = "一二三四五六七八九十";

/// A number up to 99 in Chinese figures with western digits; anything else as it is.
fn western_number(number: &str) -> String {
    if !number.chars().all(|c| CHINESE_DIGITS.contains(c)) {
        return number.to_owned();
    }
    let value = |figures: &str| match figures.chars().next() {
        None => Some(0),
        Some(figure) if figures.chars().count() == 1 => {
            let at = CHINESE_DIGITS.chars().position(|it| it == figure)?;
            Some(at + 1)
        }
        Some(_) => None,
    };
    let read = match number.split_once('十') {
        Some((tens, units)) => {
            let tens = if tens.is_empty() {
                Some(1)
            } else {
                value(tens)
            };
            tens.zip(value(units))
                .map(|(tens, units)| tens * 10 + units)
        }
        None => value(number),
    };
    read.map_or_else(|| number.to_owned(), |value| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_six_languages() {
        use AddressWord::{Number, Resolution, Session, Unit as Of};
        for (word, says) in [
            ("Paragraphs", Number),
            ("párrafos", Number),
            ("PARRAFO", Number),
            ("alinéa", Number),
            ("пунктах", Number),
            ("الفقرة", Number),
            ("№", Number),
            ("n°", Number),
            ("Artículo", Of(Unit::Article)),
            ("статьи", Of(Unit::Article)),
            ("المادة", Of(Unit::Article)),
            ("sesiones", Session),
            ("сессия", Session),
            ("résolution", Resolution),
        ] {
            assert_eq!(address_word(word), Some(says), "{word}");
        }
        assert_eq!(address_word("racism"), None);
    }

    #[test]
    fn ordinals_of_six_languages() {
        for (word, value) in [
            ("third", Some(3)),
            ("3ème", Some(3)),
            ("1er", Some(1)),
            ("1re", Some(1)),
            ("troisième", Some(3)),
            ("tercer", Some(3)),
            ("3.ª", None),
            ("3ª", Some(3)),
            ("третья", Some(3)),
            ("3-я", Some(3)),
            ("الثالثة", Some(3)),
            ("malaria", None),
            ("3", None),
        ] {
            assert_eq!(any_ordinal(word), value, "{word}");
        }
    }

    #[test]
    fn chinese_counters() {
        for (typed, plain) in [
            ("第103段", "para 103"),
            ("第 103 段", "para 103"),
            ("第四条", "art 4"),
            ("第三届会议第21段", "session 3  para 21"),
            ("第二十一段", "para 21"),
            ("第91至93段", "para 91-93"),
            ("第一", "第一"),
        ] {
            assert_eq!(without_counters(typed).trim(), plain, "{typed}");
        }
    }
}
