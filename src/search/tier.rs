//! How near a word of the document comes to a typed one.

use serde::Serialize;

/// From the word itself to the farthest guess. The order is that of nearness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
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
    /// A word with a slip or two: `malraia`.
    Slip,
    /// A word abbreviated: `govt`.
    Abbreviation,
}

impl Tier {
    /// What a match in this tier is worth beside an exact one.
    pub(super) fn factor(self) -> f32 {
        match self {
            Self::Exact | Self::Acronym => 1.0,
            Self::Inflection => 0.92,
            Self::Prefix => 0.7,
            Self::Derivation => 0.6,
            Self::Slip => 0.6,
            Self::Abbreviation => 0.5,
        }
    }
}
