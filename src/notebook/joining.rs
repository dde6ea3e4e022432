//! Two texts of one note.
//!
//! Two people write a note on the same provision, in two windows or on two branches. No program
//! can weigh their words, so both stand, one after the other, with a blank line between.

const BETWEEN: &str = "\n\n";

/// Both texts; a text that the other holds already is not said twice.
pub(super) fn joined(first: &str, second: &str) -> String {
    if holds(first, second) {
        first.to_owned()
    } else if holds(second, first) {
        second.to_owned()
    } else {
        format!("{first}{BETWEEN}{second}")
    }
}

/// Whether `part` stands in `whole` with nothing before it and nothing after it but what a blank
/// line sets off. Words inside a sentence do not count: `no` is not said by `not sure`.
fn holds(whole: &str, part: &str) -> bool {
    whole.match_indices(part).any(|(at, _)| {
        let (before, after) = (&whole[..at], &whole[at + part.len()..]);
        (before.is_empty() || before.ends_with(BETWEEN))
            && (after.is_empty() || after.starts_with(BETWEEN))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_texts_stand_one_after_the_other() {
        assert_eq!(joined("mine", "theirs"), "mine\n\ntheirs");
        assert_eq!(joined("a\n\nb", "c"), "a\n\nb\n\nc");
    }

    #[test]
    fn a_text_that_stands_there_is_not_said_twice() {
        assert_eq!(joined("mine", "mine"), "mine");
        for (first, second) in [("b", "a\n\nb\n\nc"), ("a", "a\n\nb"), ("b", "a\n\nb")] {
            assert_eq!(joined(first, second), second);
            assert_eq!(joined(second, first), second);
        }
    }

    #[test]
    fn words_inside_other_words_are_not_lost() {
        assert_eq!(joined("not sure", "no"), "not sure\n\nno");
        assert_eq!(joined("ask", "ask Geneva"), "ask\n\nask Geneva");
    }
}
