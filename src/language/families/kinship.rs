//! Kinship: how closely two words of one family are related.

/// The degrees of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kinship {
    /// The same word in another number, person, tense or spelling: `labour`, `labor`, `labours`.
    Inflection,
    /// Another word from the same stem: `ratify`, `ratification`.
    Derivation,
}
