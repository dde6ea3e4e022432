//! Corrections: how a typed word was read that does not stand in the document as typed.

use super::match_level::MatchLevel;

/// `malraia → malaria`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// As typed.
    pub typed: String,
    /// Words of the document, or what an acronym is short for.
    pub matched: String,
    /// How near that is.
    pub level: MatchLevel,
}
