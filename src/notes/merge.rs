//! Merge of two texts of one note.
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

/// `there` after somebody who saw only `before` has made `after` of it: in its place, between what
/// others have written before it and behind it. `None` where `before` does not stand there any more.
pub(super) fn rewritten(there: &str, before: &str, after: &str) -> Option<String> {
    let (head, tail) = around(there, before)?;
    let texts = [head, after, tail].into_iter().filter(|it| !it.is_empty());
    Some(texts.fold(String::new(), |so_far, text| {
        if so_far.is_empty() {
            text.to_owned()
        } else {
            joined(&so_far, text)
        }
    }))
}

fn holds(whole: &str, part: &str) -> bool {
    around(whole, part).is_some()
}

/// What stands before `part` in `whole`, and what behind it, where blank lines set it off. Words
/// inside a sentence do not count: `no` is not said by `not sure`.
fn around<'a>(whole: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    whole.match_indices(part).find_map(|(at, _)| {
        let (head, tail) = (&whole[..at], &whole[at + part.len()..]);
        let alone = |text: &'a str| text.is_empty().then_some(text);
        Some((
            head.strip_suffix(BETWEEN).or_else(|| alone(head))?,
            tail.strip_prefix(BETWEEN).or_else(|| alone(tail))?,
        ))
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

    #[test]
    fn what_others_wrote_stays_around_what_is_rewritten() {
        let rewritten = |there, after| rewritten(there, "mine", after);
        assert_eq!(rewritten("mine", "ours").as_deref(), Some("ours"));
        let there = "a\n\nmine\n\nb";
        assert_eq!(rewritten(there, "ours").as_deref(), Some("a\n\nours\n\nb"));
        assert_eq!(rewritten(there, "").as_deref(), Some("a\n\nb"));
        assert_eq!(rewritten(there, "b").as_deref(), Some("a\n\nb"));
        assert_eq!(rewritten("not mine", "ours"), None);
    }
}
