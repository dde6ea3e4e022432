//! Languages: which there are, sets of them, and which one a text is in.

/// A language whose words are known: its function words, and for most also how its words are
/// inflected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Language {
    English,
    French,
    Spanish,
    Portuguese,
    Italian,
    German,
    Dutch,
    Russian,
    Ukrainian,
    Arabic,
    Greek,
    Hindi,
    Chinese,
    Japanese,
    Thai,
}

impl Language {
    /// All of them, in the order of the table of function words.
    pub(crate) const ALL: [Self; 15] = [
        Self::English,
        Self::French,
        Self::Spanish,
        Self::Portuguese,
        Self::Italian,
        Self::German,
        Self::Dutch,
        Self::Russian,
        Self::Ukrainian,
        Self::Arabic,
        Self::Greek,
        Self::Hindi,
        Self::Chinese,
        Self::Japanese,
        Self::Thai,
    ];

    /// The language tag (BCP 47).
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::Portuguese => "pt",
            Self::Italian => "it",
            Self::German => "de",
            Self::Dutch => "nl",
            Self::Russian => "ru",
            Self::Ukrainian => "uk",
            Self::Arabic => "ar",
            Self::Greek => "el",
            Self::Hindi => "hi",
            Self::Chinese => "zh",
            Self::Japanese => "ja",
            Self::Thai => "th",
        }
    }

    /// The language that a tag names, whatever its region or script: `pt-BR`.
    pub(crate) fn of_tag(tag: &str) -> Option<Self> {
        let main = tag.split(['-', '_']).next()?;
        let mut all = Self::ALL.into_iter();
        all.find(|language| language.tag().eq_ignore_ascii_case(main))
    }
}

/// A set of languages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Languages(u16);

impl Languages {
    pub(crate) const NONE: Self = Self(0);

    pub(crate) const fn only(language: Language) -> Self {
        Self(1 << language as u16)
    }

    pub(crate) const fn with(self, language: Language) -> Self {
        self.and(Self::only(language))
    }

    /// Those of both.
    pub(crate) const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Those that are in both.
    pub(crate) const fn common(self, others: Self) -> Self {
        Self(self.0 & others.0)
    }

    pub(crate) const fn contains(self, language: Language) -> bool {
        self.0 & Self::only(language).0 != 0
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = Language> {
        let all = Language::ALL.into_iter();
        all.filter(move |&language| self.contains(language))
    }
}

impl FromIterator<Language> for Languages {
    fn from_iter<I: IntoIterator<Item = Language>>(languages: I) -> Self {
        languages.into_iter().fold(Self::NONE, Self::with)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_name_languages_and_sets_hold_them() {
        for language in Language::ALL {
            assert_eq!(Language::of_tag(language.tag()), Some(language));
        }
        assert_eq!(Language::of_tag("pt-BR"), Some(Language::Portuguese));
        assert_eq!(Language::of_tag("tlh"), None);
        let set: Languages = [Language::Thai, Language::English].into_iter().collect();
        assert!(set.contains(Language::Thai) && !set.contains(Language::French));
        let both = [Language::English, Language::Thai];
        assert_eq!(set.iter().collect::<Vec<_>>(), both);
    }
}
