//! The stemmer of Arabic: takes off what is written onto a word (article, conjunctions, endings),
//! after Larkey's light stemmer. Words come folded.

use std::borrow::Cow;

/// Conjunction and article, or article with a preposition; the longest first.
const ARTICLES: [&str; 9] = ["وبال", "وال", "بال", "كال", "فال", "ولل", "فلل", "ال", "لل"];

/// Prepositions and conjunctions of one letter. Many words begin with these letters of their own.
const PARTICLES: [&str; 5] = ["و", "ب", "ل", "ك", "ف"];

/// Endings of number, gender and possession; the longest first.
const ENDINGS: [&str; 14] = [
    "هما", "ها", "هم", "هن", "نا", "كم", "ان", "ات", "ون", "ين", "يه", "ه", "ي", "ا",
];

/// The least letters that are left of a word.
const LEAST: usize = 3;

/// The word without article, conjunction and endings.
pub(super) fn stem(word: &str) -> &str {
    let mut stem = without_article(word);
    if let Some(rest) = stem.strip_prefix('و').filter(|rest| letters(rest) > LEAST) {
        stem = rest;
    }
    for _ in 0..2 {
        let shorter = ENDINGS.iter().find_map(|ending| {
            let rest = stem.strip_suffix(ending)?;
            (letters(rest) >= LEAST).then_some(rest)
        });
        match shorter {
            Some(rest) => stem = rest,
            None => break,
        }
    }
    stem
}

fn without_article(word: &str) -> &str {
    let mut articles = ARTICLES.iter();
    let without = articles.find_map(|article| {
        let rest = word.strip_prefix(article)?;
        (letters(rest) >= 2).then_some(rest)
    });
    without.unwrap_or(word)
}

/// The word itself, what it is without a particle that it may begin with, and what it would be with
/// one.
pub(super) fn with_particles(word: &str) -> Vec<Cow<'_, str>> {
    let mut words = vec![Cow::Borrowed(word)];
    let bare = without_article(word);
    for particle in PARTICLES {
        if let Some(rest) = word.strip_prefix(particle)
            && letters(rest) >= LEAST
        {
            words.push(Cow::Borrowed(rest));
        }
        if letters(bare) >= LEAST {
            words.push(Cow::Owned(format!("{particle}{bare}")));
        }
    }
    words
}

fn letters(word: &str) -> usize {
    word.chars().count()
}
