//! Function words, per language (`assets/function_words.tsv`): articles, pronouns, prepositions,
//! conjunctions, auxiliaries and question words. They say which language a text is in, and carry
//! too little meaning to be demanded of a text that is searched for. And light words
//! (`assets/light_words.tsv`), which are demanded and weigh less: `the role of …`, `… people`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::languages::{Language, Languages};
use super::tokenizer::each_word;

static WORDS: LazyLock<HashMap<String, Languages>> =
    LazyLock::new(|| by_language(include_str!("../../assets/function_words.tsv")));

static LIGHT_WORDS: LazyLock<HashMap<String, Languages>> =
    LazyLock::new(|| by_language(include_str!("../../assets/light_words.tsv")));

/// The folded words of a table with a language a line, each with its languages.
fn by_language(table: &str) -> HashMap<String, Languages> {
    let mut words: HashMap<String, Languages> = HashMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let Some((tag, listed)) = line.split_once('\t') else {
            continue;
        };
        let Some(language) = Language::of_tag(tag) else {
            continue;
        };
        for word in listed.split(' ') {
            let mut folded = String::new();
            each_word(word, &mut Vec::new(), |part| {
                if part.span == 1 {
                    folded.push_str(&String::from_utf8_lossy(part.folded));
                }
            });
            let languages = words.entry(folded).or_default();
            *languages = languages.with(language);
        }
    }
    words
}

/// The languages of which a folded word is a function word.
pub(crate) fn function_word_of(folded: &str) -> Languages {
    WORDS.get(folded).copied().unwrap_or_default()
}

/// All function words, folded.
pub(crate) fn function_words() -> impl Iterator<Item = &'static str> {
    WORDS.keys().map(String::as_str)
}

/// Whether a folded word is a function word of one of `languages`, such as those of a document.
pub(crate) fn is_function_word(folded: &str, languages: Languages) -> bool {
    !function_word_of(folded).common(languages).is_empty()
}

/// Whether a folded word is a light word of one of `languages`.
pub(crate) fn is_light_word(folded: &str, languages: Languages) -> bool {
    let of = LIGHT_WORDS.get(folded).copied().unwrap_or_default();
    !of.common(languages).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_belong_to_languages() {
        let has = |word, language| is_function_word(word, Languages::only(language));
        for (word, language) in [
            ("should", Language::English),
            ("why", Language::English),
            ("ou", Language::French),
            ("qu", Language::French),
            ("segun", Language::Spanish),
            ("nao", Language::Portuguese),
            ("fur", Language::German),
            ("почему", Language::Russian),
            ("еще", Language::Russian),
            ("في", Language::Arabic),
            ("που", Language::Greek),
        ] {
            assert!(has(word, language), "{word}");
        }
        for (word, language) in [
            ("women", Language::English),
            ("war", Language::English),
            ("die", Language::English),
            ("droit", Language::French),
        ] {
            assert!(!has(word, language), "{word}");
        }
    }

    #[test]
    fn every_language_has_a_row() {
        for language in Language::ALL {
            let mut words = WORDS.values();
            assert!(
                words.any(|languages| languages.contains(language)),
                "{language:?}"
            );
        }
    }
}
