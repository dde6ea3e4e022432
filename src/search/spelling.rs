//! Which words are forms of one another: inflections, derivations, British and American
//! spelling.
//!
//! Everything here makes *keys* for comparing, never words for showing. So a rule may turn
//! `exercise` into `exercize`: it does so on both sides.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

/// How closely two words of one family are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kinship {
    /// The same word in another number, person, tense or spelling: `labour`, `labor`, `labours`.
    Inflection,
    /// Another word from the same stem: `ratify`, `ratification`.
    Derivation,
}

/// Words of one family have the same key.
pub(super) struct Families(Stemmer);

impl Families {
    pub(super) fn new() -> Self {
        Self(Stemmer::create(Algorithm::English))
    }

    /// The key of `word` (folded), the same for all its forms. Numbers are alone in their family.
    pub(super) fn key(&self, word: &str) -> String {
        if word.len() < 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
            return word.to_owned();
        }
        self.0.stem(&underived(american(word))).into_owned()
    }
}

/// How two words with the same key are related; `None` where the stem is all that they share, as
/// with `internal` and `international`.
pub(super) fn kinship(one: &str, other: &str) -> Option<Kinship> {
    let (one, other) = (american(one), american(other));
    if base(&one) == base(&other) {
        return Some(Kinship::Inflection);
    }
    let shared = one
        .bytes()
        .zip(other.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let longer = one.len().max(other.len());
    let (one, other) = (underived(one), underived(other));
    (shared * 5 >= longer * 3 || base(&one) == base(&other)).then_some(Kinship::Derivation)
}

/// Plurals that follow no rule.
const IRREGULAR: [(&str, &str); 6] = [
    ("women", "woman"),
    ("men", "man"),
    ("children", "child"),
    ("criteria", "criterion"),
    ("phenomena", "phenomenon"),
    ("indices", "index"),
];

/// Endings that a rule about the middle of a word lets stand after it.
const AFTER: [&str; 13] = [
    "", "s", "ed", "ing", "er", "ers", "able", "al", "ful", "less", "ite", "ist", "ists",
];

/// One spelling for the British and the American one.
fn american(word: &str) -> Cow<'_, str> {
    if let Some((_, singular)) = IRREGULAR.iter().find(|(plural, _)| *plural == word) {
        return Cow::Borrowed(singular);
    }
    if word.len() < 5 || !word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let mut word = word.to_owned();
    let ends = |word: &mut String, from: &str, to: &str| {
        let found = word.ends_with(from);
        if found {
            word.truncate(word.len() - from.len());
            word.push_str(to);
        }
        found
    };
    // organise, organisation, analyse
    for (from, to) in [
        ("isations", "izations"),
        ("isation", "ization"),
        ("isers", "izers"),
        ("iser", "izer"),
        ("ising", "izing"),
        ("ised", "ized"),
        ("ises", "izes"),
        ("ise", "ize"),
        ("ysing", "yzing"),
        ("ysed", "yzed"),
        ("yse", "yze"),
    ] {
        if ends(&mut word, from, to) {
            break;
        }
    }
    // labour, behavioural; not four, tour
    if let Some(at) = word.find("our").filter(|&at| at >= 3)
        && AFTER.contains(&&word[at + 3..])
    {
        word.replace_range(at..at + 3, "or");
    }
    // centre, theatres
    for consonant in ["b", "c", "t"] {
        let _ = ends(
            &mut word,
            &format!("{consonant}re"),
            &format!("{consonant}er"),
        ) || ends(
            &mut word,
            &format!("{consonant}res"),
            &format!("{consonant}ers"),
        ) || ends(
            &mut word,
            &format!("{consonant}red"),
            &format!("{consonant}ered"),
        );
    }
    // dialogue, programme, defence, judgement
    for (from, to) in [
        ("ogue", "og"),
        ("ogues", "ogs"),
        ("amme", "am"),
        ("ammes", "ams"),
        ("ence", "ense"),
        ("ences", "enses"),
        ("gement", "gment"),
        ("gements", "gments"),
    ] {
        if ends(&mut word, from, to) {
            break;
        }
    }
    // travelled, fulfilment
    while let Some(at) = word.find("ll") {
        word.remove(at);
    }
    // paediatric, foetus
    for digraph in ["ae", "oe"] {
        if let Some(at) = word
            .find(digraph)
            .filter(|&at| at + 3 < word.len() && word.len() > 5)
        {
            word.remove(at);
        }
    }
    Cow::Owned(word)
}

/// Undoes derivations that the stemmer leaves apart: `notification`, `regulatory`.
fn underived(word: Cow<'_, str>) -> Cow<'_, str> {
    for (from, to) in [
        ("fications", "fy"),
        ("fication", "fy"),
        ("izations", "ize"),
        ("ization", "ize"),
        ("atory", "ation"),
        ("atorily", "ation"),
    ] {
        if let Some(stem) = word.strip_suffix(from).filter(|stem| stem.len() > 2) {
            return Cow::Owned(format!("{stem}{to}"));
        }
    }
    word
}

/// The word without the endings of number, person and tense.
fn base(word: &str) -> Cow<'_, str> {
    let length = word.len();
    let undouble = |stem: &str| -> String {
        let bytes = stem.as_bytes();
        match bytes {
            [.., a, b] if a == b && !b"aeiousz".contains(a) => stem[..stem.len() - 1].to_owned(),
            _ => stem.trim_end_matches('e').to_owned(),
        }
    };
    if !word.is_ascii() || length < 4 {
        return Cow::Borrowed(word);
    }
    if let Some(stem) = word
        .strip_suffix("ies")
        .or_else(|| word.strip_suffix("ied"))
    {
        return Cow::Owned(format!("{stem}y"));
    }
    for ending in ["sses", "xes", "zes", "ches", "shes"] {
        if word.ends_with(ending) {
            return Cow::Owned(undouble(&word[..length - 2]));
        }
    }
    if word.ends_with('s') && !["ss", "us", "is"].iter().any(|not| word.ends_with(not)) {
        return Cow::Owned(undouble(&word[..length - 1]));
    }
    let has_vowel = |stem: &str| stem.bytes().any(|b| b"aeiouy".contains(&b));
    for ending in ["ing", "ed"] {
        if let Some(stem) = word
            .strip_suffix(ending)
            .filter(|stem| stem.len() > 2 && has_vowel(stem))
        {
            return Cow::Owned(undouble(stem));
        }
    }
    Cow::Owned(undouble(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn related(one: &str, other: &str) -> Option<Kinship> {
        let families = Families::new();
        (families.key(one) == families.key(other)).then(|| kinship(one, other))?
    }

    #[test]
    fn one_word_in_several_forms() {
        for (one, other) in [
            ("remedy", "remedies"),
            ("refugees", "refugee"),
            ("ratify", "ratifying"),
            ("women", "woman"),
            ("adopt", "adopted"),
            ("process", "processes"),
            ("database", "databases"),
            ("plan", "planning"),
            // British and American
            ("labour", "labor"),
            ("labours", "labor"),
            ("behavioural", "behavioral"),
            ("globalisation", "globalization"),
            ("organise", "organizing"),
            ("mobilise", "mobilize"),
            ("fulfilment", "fulfillment"),
            ("centre", "centers"),
            ("dialogue", "dialog"),
            ("programme", "programs"),
            ("defence", "defense"),
            ("judgement", "judgment"),
            ("travelled", "traveled"),
            ("paediatric", "pediatric"),
            ("analyse", "analyzed"),
        ] {
            assert_eq!(
                related(one, other),
                Some(Kinship::Inflection),
                "{one} {other}"
            );
        }
    }

    #[test]
    fn words_of_one_stem() {
        for (one, other) in [
            ("ratify", "ratification"),
            ("legalise", "legalization"),
            ("globalization", "globalized"),
            ("implement", "implementation"),
            ("education", "educational"),
            ("discrimination", "discriminatory"),
        ] {
            let kin = related(one, other);
            assert!(kin.is_some(), "{one} {other}");
        }
        assert_eq!(
            related("education", "educational"),
            Some(Kinship::Derivation)
        );
    }

    #[test]
    fn words_that_only_look_alike() {
        for (one, other) in [
            ("international", "internal"),
            ("police", "policy"),
            ("global", "globalization"),
            ("organ", "organization"),
            ("hour", "hor"),
            ("women", "men"),
            ("56", "560"),
        ] {
            assert_eq!(related(one, other), None, "{one} {other}");
        }
    }
}
