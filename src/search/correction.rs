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

/// For people: what was typed, what it was read as, and where that is doubtful, so.
impl std::fmt::Display for Correction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} → {}", self.typed, self.matched)?;
        if !self.level.counts() {
            f.write_str(" (looks alike)")?;
        }
        Ok(())
    }
}
