//! Rewording: whether a text that has changed is still the one that a note was written on.
//!
//! That many words are the same does not tell: texts in the same phrases differ in a name, and a text
//! says the contrary for one word more. So three things are asked, as a person would ask them:
//!
//! - **Where does it stand?** A neighbour or the id must be the same. A text that stands elsewhere in
//!   other words is another one.
//! - **Does it keep what set the text apart?** Where other texts are in the same phrases, those phrases
//!   say nothing, and most of the remaining words must be there.
//! - **Does it say the same?** A name or a number in the place of another, or a negation more or fewer,
//!   makes another text.

use std::collections::HashSet;

use super::Anchor;
use super::anchor::{MarkedWord, marked_words, window, words};

/// Texts with fewer words in common, in percent, are never taken for one another.
pub(super) const ALIKE: u8 = 60;
/// The same for a text that stands between the same two provisions.
const ALIKE_IN_PLACE: u8 = 50;
/// What is asked of an anchor of which it is not known how alike other texts were.
const ALIKE_UNKNOWN: u8 = 80;

/// Where a text stands, as far as that speaks for its being the one of an anchor.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// How many of its neighbours are those that the anchor had.
    pub(super) neighbours: u8,
    /// Whether it has the id of the note, where that is more than its position.
    pub(super) same_id: bool,
    /// Whether the text of the anchor was not there for a time.
    pub(super) came_later: bool,
}

impl Place {
    /// Whether it stands between the same two texts.
    pub(super) fn is_kept(self) -> bool {
        self.neighbours == 2
    }
}

/// Whether `text` is the text of the anchor in other words. It has `percent` of the words in common
/// with it; `others` are those of the other texts of the document that are alike.
pub(super) fn is_rewording(
    anchor: &Anchor,
    text: &str,
    percent: u8,
    place: Place,
    others: &[Vec<u32>],
) -> bool {
    let asked = match (place.is_kept(), place.neighbours > 0 || place.same_id) {
        (true, _) => ALIKE_IN_PLACE,
        (false, true) => ALIKE,
        (false, false) => return false,
    };
    // It may be one of the texts that were no more alike than that, unless it took the place.
    let took_place = place.is_kept() && !place.came_later;
    let may_be_another = !took_place && anchor.rival().is_some_and(|rival| percent <= rival);
    if percent < asked || may_be_another {
        return false;
    }
    // What came since the text was missed must be clearly nearer to it than all that was there then.
    if place.came_later && percent < beyond_rival(anchor, ALIKE) {
        return false;
    }
    let is_set_apart = match others {
        [] => percent >= beyond_rival(anchor, asked),
        _ => keeps_own_words(anchor, text, others),
    };
    is_set_apart && says_the_same(anchor.quote(), text)
}

/// How alike a text must be where the others that were alike are not there to compare with: much more
/// than any of those.
fn beyond_rival(anchor: &Anchor, asked: u8) -> u8 {
    let Some(rival) = anchor.rival() else {
        return ALIKE_UNKNOWN;
    };
    let rival = rival.min(100);
    let tenths = match rival < ALIKE {
        true if asked < ALIKE => return asked,
        true => 4,
        false => 7,
    };
    let beyond = (u16::from(100 - rival) * tenths).div_ceil(10);
    asked.max(rival + u8::try_from(beyond).unwrap_or(0))
}

/// Whether most of the words are there that half of the other texts do not have; all, where these are
/// one or two.
fn keeps_own_words(anchor: &Anchor, text: &str, others: &[Vec<u32>]) -> bool {
    let in_phrases = |word: &u32| {
        let have = others.iter().filter(|it| it.binary_search(word).is_ok());
        have.count() * 2 >= others.len()
    };
    let mut own = anchor.words();
    own.dedup();
    own.retain(|word| !in_phrases(word));
    let there = window(&words(text));
    let kept_by = |words: &[u32]| {
        let kept = own.iter().filter(|word| words.binary_search(word).is_ok());
        kept.count()
    };
    let kept = kept_by(&there);
    let enough = (own.len() * 2).div_ceil(3).max(own.len().min(2));
    // No other text may have nearly as many of them.
    !own.is_empty() && kept >= enough && others.iter().all(|it| kept_by(it) * 2 <= kept)
}

/// Whether no name or number stands in the place of another, and the same is denied.
fn says_the_same(one: &str, other: &str) -> bool {
    let (one, other) = (
        marked_words(one),
        marked_words(&super::anchor::quoted(other)),
    );
    let denied = |words: &[MarkedWord]| -> Vec<u32> {
        let denied = words.iter().filter(|it| it.denies).map(|it| it.word);
        sorted(denied.collect())
    };
    if denied(&one) != denied(&other) {
        return false;
    }
    let names_a_thing_more = |of: &[MarkedWord], than: &[MarkedWord]| {
        let than: HashSet<u32> = than.iter().map(|it| it.word).collect();
        of.iter().any(|it| it.names && !than.contains(&it.word))
    };
    !(names_a_thing_more(&one, &other) && names_a_thing_more(&other, &one))
}

fn sorted(mut words: Vec<u32>) -> Vec<u32> {
    words.sort_unstable();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_name_number_or_negation_is_another_text_and_other_words_are_not() {
        let text = "Ratify the Convention against Torture within 5 years (Chile).";
        for (other, same) in [
            (
                "Ratify the Convention against Torture within 5 years (Chad).",
                false,
            ),
            (
                "Ratify the Convention against Torture within 9 years (Chile).",
                false,
            ),
            (
                "Ratify the Covenant against Torture within 5 years (Chile).",
                false,
            ),
            (
                "Do not ratify the Convention against Torture within 5 years (Chile).",
                false,
            ),
            (
                "Promptly ratify the Convention against Torture within 5 years (Chile).",
                true,
            ),
            (
                "Sign the Convention against Torture within 5 years (Chile).",
                true,
            ),
            (
                "Sign that Covenant against Torture and do so within 5 years (Chile).",
                false,
            ),
            (
                "RATIFY the Convention – against Torture – within 5 years (Chile)",
                true,
            ),
        ] {
            assert_eq!(says_the_same(text, other), same, "{other}");
        }
        for (one, other) in [
            (
                "Les États devraient agir.",
                "Les États ne devraient pas agir.",
            ),
            ("Los Estados deben actuar.", "Los Estados no deben actuar."),
            (
                "Государства должны действовать.",
                "Государства не должны действовать.",
            ),
            ("ينبغي للدول أن تعمل", "لا ينبغي للدول أن تعمل"),
            ("各国应采取措施", "各国不应采取措施"),
        ] {
            assert!(!says_the_same(one, other), "{other}");
        }
    }
}
