//! Match levels: how near a word of the document comes to a typed one.

/// From the word itself to the farthest guess. The order is that of nearness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchLevel {
    /// The word itself, but for case, accents and hyphens.
    Exact,
    /// An acronym for its long form, or the other way round.
    Acronym,
    /// Another number, person or tense, or the other side of the Atlantic: `labor`, `labour`.
    Inflection,
    /// A word that begins with what was typed.
    Prefix,
    /// Another word from the same stem: `ratify`, `ratification`.
    Derivation,
    /// What means the same in this field: `press`, `media`.
    Synonym,
    /// A word with a typo or two: `malraia`.
    Typo,
    /// Another form of a word with a typo or two.
    TypoForm,
    /// A word with letters left out: `govt`.
    Abbreviation,
    /// Another word that looks alike, where what was typed is a word too: `prison`
    /// where the document only has `person`. Offered among partial hits, and never counted as having the word.
    LookAlike,
}

impl MatchLevel {
    /// Its name in records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Acronym => "acronym",
            Self::Inflection => "inflection",
            Self::Prefix => "prefix",
            Self::Derivation => "derivation",
            Self::Synonym => "synonym",
            Self::Typo => "typo",
            Self::TypoForm => "typo-form",
            Self::Abbreviation => "abbreviation",
            Self::LookAlike => "look-alike",
        }
    }

    /// Whether a text with such a word counts as having what was typed.
    pub(super) fn counts(self) -> bool {
        self != Self::LookAlike
    }

    /// What a match at this level is worth beside an exact one.
    pub(super) fn factor(self) -> f32 {
        match self {
            Self::Exact | Self::Acronym => 1.0,
            Self::Inflection => 0.92,
            Self::Prefix => 0.7,
            Self::Derivation | Self::Typo => 0.6,
            Self::Synonym => 0.55,
            Self::TypoForm | Self::Abbreviation => 0.5,
            Self::LookAlike => 0.3,
        }
    }
}
