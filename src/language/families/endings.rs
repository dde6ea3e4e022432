//! Inflectional endings: what the stemmers of further languages need of them, and how much two words
//! differ by them. Words come folded, without accents.

use std::borrow::Cow;

use super::kinship::Kinship;
use crate::language::languages::Language;

/// Endings as the stemmers expect them, which folding has changed.
const ACCENTED: [(Language, &str, &str); 13] = [
    (Language::French, "ites", "ités"),
    (Language::French, "ite", "ité"),
    (Language::French, "ees", "ées"),
    (Language::French, "ee", "ée"),
    (Language::Spanish, "ion", "ión"),
    (Language::Portuguese, "coes", "ção"),
    (Language::Portuguese, "oes", "ão"),
    (Language::Portuguese, "aes", "ão"),
    (Language::Portuguese, "cao", "ção"),
    (Language::Portuguese, "ao", "ão"),
    (Language::Portuguese, "ais", "al"),
    (Language::Portuguese, "eis", "el"),
    (Language::Portuguese, "ns", "m"),
];

/// The word with the accents of its ending.
pub(super) fn spelt_out(language: Language, word: &str) -> Cow<'_, str> {
    if language == Language::German {
        return without_digraphs(word);
    }
    let singular = match language {
        Language::Spanish => spanish_singular(word),
        _ => Cow::Borrowed(word),
    };
    let endings = ACCENTED.iter().filter(|(of, ..)| *of == language);
    let spelt = endings.filter_map(|(_, folded, accented)| {
        let stem = singular.strip_suffix(folded)?;
        (stem.len() > 1).then(|| Cow::Owned(format!("{stem}{accented}")))
    });
    let first = spelt.into_iter().next();
    first.unwrap_or_else(|| singular.clone())
}

/// `mujeres`, `voces`, `leyes`.
fn spanish_singular(word: &str) -> Cow<'_, str> {
    match word.strip_suffix("es") {
        Some(stem) if stem.len() > 3 && stem.ends_with('c') => {
            Cow::Owned(format!("{}z", &stem[..stem.len() - 1]))
        }
        Some(stem) if stem.len() > 2 && stem.ends_with(['l', 'r', 'n', 'd', 's', 'j', 'y']) => {
            Cow::Borrowed(stem)
        }
        _ => Cow::Borrowed(word),
    }
}

/// `fluechtlinge` is how `Flüchtlinge` is typed where there is no umlaut.
pub(super) fn without_digraphs(word: &str) -> Cow<'_, str> {
    if !["ae", "oe", "ue"]
        .iter()
        .any(|digraph| word.contains(digraph))
    {
        return Cow::Borrowed(word);
    }
    let mut plain = String::with_capacity(word.len());
    for letter in word.chars() {
        let umlaut = letter == 'e' && plain.ends_with(['a', 'o', 'u']);
        // `neue`, `Quelle`
        let other = ["eu", "au", "qu"].iter().any(|end| plain.ends_with(end));
        if !umlaut || other {
            plain.push(letter);
        }
    }
    Cow::Owned(plain)
}

/// How two words of one stem are related, by how much they differ.
pub(super) fn kinship(one: &str, other: &str) -> Option<Kinship> {
    let letters = |word: &str| word.chars().count();
    let alike = one.chars().zip(other.chars());
    let shared = alike.take_while(|(a, b)| a == b).count();
    let longer = letters(one).max(letters(other));
    if longer - shared <= 3 {
        Some(Kinship::Inflection)
    } else {
        (shared * 5 >= longer * 3).then_some(Kinship::Derivation)
    }
}

/// Endings of Hindi, the longest first (after Ramanathan and Rao).
const HINDI: [&str; 34] = [
    "ाएंगी",
    "ाएंगे",
    "ाऊंगी",
    "ाऊंगा",
    "ियों",
    "ियाँ",
    "ियां",
    "ाओं",
    "ाएं",
    "ाएँ",
    "ुओं",
    "ुएं",
    "ओं",
    "एं",
    "एँ",
    "ने",
    "नी",
    "ना",
    "ते",
    "ती",
    "ता",
    "ों",
    "ें",
    "ाँ",
    "ां",
    "ीं",
    "ो",
    "े",
    "ू",
    "ु",
    "ी",
    "ि",
    "ा",
    "ँ",
];

/// A word of Hindi without its ending.
pub(super) fn hindi(word: &str) -> &str {
    let mut endings = HINDI.iter();
    let stem = endings.find_map(|ending| {
        let stem = word.strip_suffix(ending)?;
        (stem.chars().count() >= 3).then_some(stem)
    });
    stem.unwrap_or(word)
}
