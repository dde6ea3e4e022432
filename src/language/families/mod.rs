//! Word families: which words are forms of one another, by stemmers and tables for each language.
//!
//! Everything here makes *keys* for comparing, never words for showing. A script that one language
//! is written in tells the language of a word; words in Latin letters are read as each language of
//! their document.

mod arabic;
mod endings;
mod english;
mod kinship;

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

use self::english::English;
pub(crate) use self::kinship::Kinship;
use super::languages::{Language, Languages};

/// Words of one family have the same key.
pub(crate) struct Families {
    english: English,
    french: Stemmer,
    spanish: Stemmer,
    portuguese: Stemmer,
    italian: Stemmer,
    german: Stemmer,
    dutch: Stemmer,
    russian: Stemmer,
    greek: Stemmer,
}

impl Families {
    pub(crate) fn new() -> Self {
        Self {
            english: English::new(),
            french: Stemmer::create(Algorithm::French),
            spanish: Stemmer::create(Algorithm::Spanish),
            portuguese: Stemmer::create(Algorithm::Portuguese),
            italian: Stemmer::create(Algorithm::Italian),
            german: Stemmer::create(Algorithm::German),
            dutch: Stemmer::create(Algorithm::Dutch),
            russian: Stemmer::create(Algorithm::Russian),
            greek: Stemmer::create(Algorithm::Greek),
        }
    }

    /// The languages that a folded word may be of, in a document of these languages; none for
    /// numbers and for scripts whose words have no known forms.
    pub(crate) fn languages_of(word: &str, document: Languages) -> Languages {
        let latin = [
            Language::English,
            Language::French,
            Language::Spanish,
            Language::Portuguese,
            Language::Italian,
            Language::German,
            Language::Dutch,
        ];
        match word.chars().next() {
            Some('a'..='z') => {
                let told = document.common(latin.into_iter().collect());
                if told.is_empty() {
                    Languages::only(Language::English)
                } else {
                    told
                }
            }
            Some('\u{370}'..='\u{3ff}') => Languages::only(Language::Greek),
            Some('\u{400}'..='\u{52f}') => Languages::only(Language::Russian),
            Some('\u{620}'..='\u{6ff}') => Languages::only(Language::Arabic),
            Some('\u{900}'..='\u{97f}') => Languages::only(Language::Hindi),
            _ => Languages::NONE,
        }
    }

    /// The language that the script of a folded word tells, English for Latin letters.
    pub(crate) fn language_of(word: &str) -> Option<Language> {
        Self::languages_of(word, Languages::NONE).iter().next()
    }

    /// The key of a folded word in the language that its script tells, the same for all its forms.
    pub(crate) fn own_key(&self, word: &str) -> String {
        Self::language_of(word).map_or_else(|| word.to_owned(), |language| self.key(language, word))
    }

    /// How two words with the same [`Self::own_key`] are related.
    pub(crate) fn own_kinship(one: &str, other: &str) -> Option<Kinship> {
        Self::kinship(Self::language_of(one)?, one, other)
    }

    /// The key of a folded word read as a word of `language`, the same for all its forms.
    pub(crate) fn key(&self, language: Language, word: &str) -> String {
        if word.chars().take(3).count() < 3 || word.bytes().any(|b| b.is_ascii_digit()) {
            return word.to_owned();
        }
        let stemmer = match language {
            Language::English => return self.english.key(word),
            Language::Arabic => return arabic::stem(word).to_owned(),
            Language::Hindi => return endings::hindi(word).to_owned(),
            Language::French => &self.french,
            Language::Spanish => &self.spanish,
            Language::Portuguese => &self.portuguese,
            Language::Italian => &self.italian,
            Language::German => &self.german,
            Language::Dutch => &self.dutch,
            Language::Russian | Language::Ukrainian => &self.russian,
            Language::Greek => &self.greek,
            Language::Chinese | Language::Japanese | Language::Thai => return word.to_owned(),
        };
        let stem = stemmer
            .stem(&endings::spelt_out(language, word))
            .into_owned();
        // Folding has taken the accents that the stemmers go by; what they leave is taken here.
        stem.trim_end_matches('e').to_owned()
    }

    /// Further words whose keys those of `word` may have, for what is written onto words: the
    /// prepositions of Arabic.
    pub(crate) fn with_particles(language: Language, word: &str) -> Vec<Cow<'_, str>> {
        match language {
            Language::Arabic => arabic::with_particles(word),
            _ => vec![Cow::Borrowed(word)],
        }
    }

    /// The beginning of an English word as it is spelt on the other side of the Atlantic, where that
    /// differs.
    pub(crate) fn other_beginning(begun: &str) -> Option<String> {
        english::other_beginning(begun)
    }

    /// How two words with the same key are related; `None` where the stem is all that they share,
    /// as with `internal` and `international`.
    pub(crate) fn kinship(language: Language, one: &str, other: &str) -> Option<Kinship> {
        match language {
            Language::English => english::kinship(one, other),
            Language::Arabic | Language::Hindi => Some(Kinship::Inflection),
            Language::German => {
                let plain = endings::without_digraphs;
                endings::kinship(&plain(one), &plain(other))
            }
            _ => endings::kinship(one, other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn related(language: Language, one: &str, other: &str) -> Option<Kinship> {
        let families = Families::new();
        let same = families.key(language, one) == families.key(language, other);
        same.then(|| Families::kinship(language, one, other))?
    }

    #[test]
    fn forms_of_a_word_in_other_languages() {
        for (language, one, other) in [
            (Language::French, "droit", "droits"),
            (Language::French, "national", "nationaux"),
            (Language::French, "protege", "protegees"),
            (Language::French, "egalite", "egalites"),
            (Language::French, "travailleur", "travailleurs"),
            (Language::Spanish, "discriminacion", "discriminaciones"),
            (Language::Spanish, "mujer", "mujeres"),
            (Language::Spanish, "nina", "ninas"),
            (Language::Spanish, "pais", "paises"),
            (Language::Portuguese, "nacao", "nacoes"),
            (Language::Portuguese, "racial", "raciais"),
            (Language::Portuguese, "direito", "direitos"),
            (Language::Italian, "diritto", "diritti"),
            (Language::German, "fluchtling", "fluchtlinge"),
            (Language::German, "fluchtling", "fluechtlingen"),
            (Language::German, "land", "lander"),
            (Language::Dutch, "recht", "rechten"),
            (Language::Russian, "государство", "государства"),
            (Language::Russian, "государства", "государствами"),
            (Language::Russian, "расовая", "расовую"),
            (Language::Russian, "дискриминация", "дискриминацию"),
            (Language::Greek, "προσφυγεσ", "προσφυγων"),
            (Language::Arabic, "تمييز", "التمييز"),
            (Language::Arabic, "مهاجر", "والمهاجرين"),
            (Language::Hindi, "अधिकार", "अधिकारों"),
            (Language::Hindi, "महिला", "महिलाओं"),
        ] {
            let kin = related(language, one, other);
            assert!(kin == Some(Kinship::Inflection), "{one} {other}");
        }
    }

    #[test]
    fn words_that_only_look_alike_in_other_languages() {
        for (language, one, other) in [
            (Language::Russian, "мир", "мера"),
            (Language::Arabic, "حق", "حقيقه"),
            (Language::Hindi, "दान", "दिन"),
            (Language::Spanish, "paz", "pais"),
        ] {
            assert_eq!(related(language, one, other), None, "{one} {other}");
        }
    }

    #[test]
    fn a_word_is_read_as_the_languages_of_its_document() {
        let both: Languages = [Language::French, Language::Spanish].into_iter().collect();
        assert_eq!(Families::languages_of("droit", both), both);
        let english = Languages::only(Language::English);
        assert_eq!(Families::languages_of("right", Languages::NONE), english);
        let russian = Languages::only(Language::Russian);
        assert_eq!(Families::languages_of("право", both), russian);
        assert!(Families::languages_of("2006", both).is_empty());
    }
}
