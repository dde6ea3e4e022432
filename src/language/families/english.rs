//! Families of English words: inflections, derivations, British and American spelling.
//!
//! A rule may turn `exercise` into `exercize`: it does so on both sides. What rules do not bring
//! together stands in `assets/word_families.tsv`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

use super::kinship::Kinship;

/// The first word of each family of the table, by the base of each of its words.
static LISTED: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/word_families.tsv").lines();
    let families = lines
        .filter(|line| !line.starts_with('#'))
        .flat_map(|line| {
            let first = line.split(' ').next().unwrap_or(line);
            line.split(' ')
                .map(move |word| (base(&american(word)).into_owned(), first))
        });
    families.collect()
});

/// The first word of the family that the table has `word` in.
fn listed(word: &str) -> Option<&'static str> {
    LISTED.get(&*base(&american(word))).copied()
}

/// The stemmer and the rules around it.
pub(super) struct English(Stemmer);

impl English {
    pub(super) fn new() -> Self {
        Self(Stemmer::create(Algorithm::English))
    }

    /// The key of `word` (folded), the same for all its forms.
    pub(super) fn key(&self, word: &str) -> String {
        if word.len() < 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
            return word.to_owned();
        }
        if let Some(first) = listed(word) {
            // No stem has a mark in it.
            return format!("={first}");
        }
        self.0.stem(&underived(american(word))).into_owned()
    }
}

/// How two words with the same key are related; `None` where the stem is all that they share,
/// as with `internal` and `international`.
pub(super) fn kinship(one: &str, other: &str) -> Option<Kinship> {
    let (american_one, american_other) = (american(one), american(other));
    if base(&american_one) == base(&american_other) {
        return Some(Kinship::Inflection);
    }
    if listed(one).is_some() && listed(one) == listed(other) {
        return Some(Kinship::Derivation);
    }
    let shared = american_one
        .bytes()
        .zip(american_other.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let longer = american_one.len().max(american_other.len());
    let (one, other) = (underived(american_one), underived(american_other));
    (shared * 5 >= longer * 3 || base(&one) == base(&other)).then_some(Kinship::Derivation)
}

/// Plurals that follow no rule.
const IRREGULAR: [(&str, &str); 48] = [
    ("women", "woman"),
    ("men", "man"),
    ("children", "child"),
    ("criteria", "criterion"),
    ("phenomena", "phenomenon"),
    ("indices", "index"),
    ("analyses", "analysis"),
    ("crises", "crisis"),
    ("hypotheses", "hypothesis"),
    ("theses", "thesis"),
    ("emphases", "emphasis"),
    ("diagnoses", "diagnosis"),
    ("syntheses", "synthesis"),
    ("parentheses", "parenthesis"),
    ("teeth", "tooth"),
    ("feet", "foot"),
    ("mice", "mouse"),
    ("geese", "goose"),
    ("lives", "life"),
    ("wives", "wife"),
    ("thieves", "thief"),
    ("halves", "half"),
    ("wolves", "wolf"),
    ("knives", "knife"),
    ("shelves", "shelf"),
    ("data", "datum"),
    ("appendices", "appendix"),
    ("matrices", "matrix"),
    ("vertices", "vertex"),
    ("fora", "forum"),
    ("curricula", "curriculum"),
    ("memoranda", "memorandum"),
    ("referenda", "referendum"),
    ("addenda", "addendum"),
    ("corrigenda", "corrigendum"),
    ("bacteria", "bacterium"),
    ("strata", "stratum"),
    ("symposia", "symposium"),
    ("syllabi", "syllabus"),
    ("foci", "focus"),
    ("nuclei", "nucleus"),
    ("alumni", "alumnus"),
    ("formulae", "formula"),
    ("stimuli", "stimulus"),
    ("quanta", "quantum"),
    ("ova", "ovum"),
    ("larvae", "larva"),
    ("cacti", "cactus"),
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
        ("isable", "izable"),
        ("isational", "izational"),
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
        ("enced", "ensed"),
        ("encing", "ensing"),
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

/// The beginning of a word in the spelling of the other side of the Atlantic: `criminalis`,
/// `criminaliz`; `organizat`, `organisat`. Nothing where both write it alike.
pub(super) fn other_beginning(begun: &str) -> Option<String> {
    const ENDINGS: [&str; 12] = [
        "", "e", "ed", "es", "er", "i", "in", "ing", "a", "at", "ati", "atio",
    ];
    let (at, other) = [("is", "iz"), ("iz", "is")]
        .into_iter()
        .find_map(|(from, to)| {
            let at = begun.rfind(from)?;
            (at > 3 && ENDINGS.contains(&&begun[at + 2..])).then_some((at, to))
        })?;
    Some(format!("{}{other}{}", &begun[..at], &begun[at + 2..]))
}

/// What a derivation ends in, and what it is derived from, with the least letters before that. The
/// first that fits holds; the longer stand before the shorter.
const DERIVATIONS: [(&str, &str, usize); 66] = [
    ("ification", "ify", 2),
    ("ificance", "ify", 3),
    ("ificant", "ify", 3),
    ("ization", "ize", 3),
    ("ceptive", "ceive", 2),
    ("ception", "ceive", 2),
    ("scription", "scribe", 2),
    ("scriptive", "scribe", 2),
    ("plication", "ply", 2),
    ("ivision", "ivide", 1),
    ("rovision", "rovide", 1),
    ("cision", "cide", 2),
    ("clusion", "clude", 2),
    ("clusive", "clude", 2),
    ("pansion", "pand", 2),
    ("pansive", "pand", 2),
    ("tension", "tend", 2),
    ("tensive", "tend", 2),
    ("pension", "pend", 2),
    ("hension", "hend", 2),
    ("fensive", "fend", 2),
    ("mission", "mit", 2),
    ("missible", "mit", 2),
    ("duction", "duce", 2),
    ("version", "vert", 2),
    ("vasion", "vade", 2),
    ("suasion", "suade", 2),
    ("rosion", "rode", 1),
    ("ction", "ct", 3),
    ("ption", "pt", 3),
    ("cratic", "crat", 2),
    ("cracy", "crat", 2),
    ("omatic", "omat", 3),
    ("omacy", "omat", 3),
    ("ential", "ent", 3),
    ("ency", "ent", 3),
    ("ensed", "ent", 3),
    ("ensing", "ent", 3),
    ("ense", "ent", 3),
    ("atory", "", 4),
    ("atorily", "", 4),
    ("ative", "", 4),
    ("ation", "", 4),
    ("ator", "", 4),
    ("antial", "", 4),
    ("ancial", "", 4),
    ("ance", "", 4),
    ("ancy", "", 4),
    ("ant", "", 4),
    ("acy", "", 4),
    ("ated", "", 4),
    ("ating", "", 4),
    ("ate", "", 4),
    ("ation", "ate", 3),
    ("ism", "ist", 3),
    ("ment", "", 4),
    ("ship", "", 4),
    ("hood", "", 5),
    ("ee", "", 4),
    ("iness", "y", 3),
    ("ness", "", 4),
    ("ability", "able", 2),
    ("ibility", "ible", 2),
    ("ational", "", 4),
    ("mental", "", 4),
    ("ctor", "ct", 3),
];

/// Undoes derivations that the stemmer leaves apart: `notification`, `illiteracy`, `chairman`.
fn underived(word: Cow<'_, str>) -> Cow<'_, str> {
    let singular = match word.strip_suffix("ies") {
        Some(stem) => Cow::Owned(format!("{stem}y")),
        None if word.ends_with("ss") => word.clone(),
        None => Cow::Borrowed(word.strip_suffix('s').unwrap_or(&word)),
    };
    for ending in ["women", "woman", "men", "man", "people", "person"] {
        if let Some(stem) = singular.strip_suffix(ending).filter(|stem| stem.len() > 3) {
            return Cow::Owned(format!("{stem}person"));
        }
    }
    // `implementation`, `implement`
    let derive = |word: &str| {
        DERIVATIONS.iter().find_map(|(from, to, least)| {
            let stem = word.strip_suffix(from)?;
            (stem.len() >= *least).then(|| format!("{stem}{to}"))
        })
    };
    match derive(&singular) {
        Some(once) => Cow::Owned(derive(&once).unwrap_or(once)),
        None => word,
    }
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
        let english = English::new();
        (english.key(one) == english.key(other)).then(|| kinship(one, other))?
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
            ("crises", "crisis"),
            ("analyses", "analysis"),
            ("wives", "wife"),
            ("fora", "forum"),
            ("referenda", "referendum"),
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
            // -acy, -ant, -ance, -ate, -ation
            ("illiterate", "illiteracy"),
            ("literate", "literacy"),
            ("accurate", "accuracy"),
            ("democracy", "democratic"),
            ("diplomat", "diplomacy"),
            ("migrate", "migrants"),
            ("migrant", "migration"),
            ("migratory", "migrating"),
            ("emigrants", "emigration"),
            ("tolerance", "tolerate"),
            ("inhabitants", "inhabit"),
            ("participant", "participation"),
            ("violence", "violent"),
            ("absent", "absence"),
            ("transparency", "transparent"),
            ("influential", "influenced"),
            // no rule
            ("poor", "poverty"),
            ("strength", "strengthening"),
            ("freedom", "freely"),
            ("believes", "beliefs"),
            ("destroy", "destruction"),
            // -ment, -ship, -ee, -ism
            ("enforce", "enforcement"),
            ("recruit", "recruitment"),
            ("treat", "treatment"),
            ("manage", "management"),
            ("citizen", "citizenship"),
            ("employ", "employee"),
            ("terrorism", "terrorists"),
            // -man, -person, -woman
            ("chairman", "chairperson"),
            ("spokeswoman", "spokespersons"),
            ("policemen", "policewomen"),
            // -tion and its verbs
            ("prevent", "prevention"),
            ("provide", "provision"),
            ("exclude", "exclusion"),
            ("permit", "permission"),
            ("reduce", "reduction"),
            ("adopt", "adoption"),
            ("detain", "detention"),
            ("describe", "descriptions"),
            ("expand", "expansion"),
            ("decide", "decision"),
            // -ness, -ability, -mental, -or
            ("aware", "awareness"),
            ("happy", "happiness"),
            ("possible", "possibility"),
            ("vulnerable", "vulnerability"),
            ("educate", "educational"),
            ("develop", "developmental"),
            ("contract", "contractor"),
            // verbs and plurals without a rule
            ("seek", "sought"),
            ("take", "taken"),
            ("begin", "begun"),
            ("withdraw", "withdrawn"),
            ("expel", "expulsion"),
            ("intervene", "intervention"),
            ("exist", "existence"),
            ("religion", "religious"),
            ("parliament", "parliamentarians"),
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
    fn beginnings_in_the_other_spelling() {
        for (begun, other) in [
            ("criminalis", Some("criminaliz")),
            ("organizat", Some("organisat")),
            ("realis", Some("realiz")),
            ("this", None),
            ("malaria", None),
            ("islands", None),
        ] {
            assert_eq!(other_beginning(begun).as_deref(), other, "{begun}");
        }
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
            ("statement", "state"),
            ("department", "depart"),
            ("commission", "commit"),
            ("important", "import"),
            ("german", "person"),
            ("party", "part"),
            ("nation", "nationality"),
            ("national", "nationality"),
            ("business", "busy"),
            ("intern", "international"),
            ("sect", "sector"),
            ("wit", "witness"),
            ("organ", "organization"),
        ] {
            assert_eq!(related(one, other), None, "{one} {other}");
        }
    }
}
