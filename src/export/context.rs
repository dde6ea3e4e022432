//! How much of a text must stand around a place in it for that place to make sense: its sentence,
//! or the nearest clauses of a long one. Apart from [`super::View`], since it knows sentences and
//! nothing of editors.

/// A sentence up to this many words on one side of the place is read whole.
const SENTENCE: usize = 40;
/// Of a longer one, clauses with no fewer and no more words than these.
const CLAUSES: std::ops::RangeInclusive<usize> = 8..=30;
/// Where no comma helps, so many words.
const WORDS: usize = 12;

/// Where the words that lead to `at` begin.
pub(super) fn before(text: &str, at: usize) -> usize {
    let led = text[..at].trim_end();
    let begin = |after: usize| at - text[after..at].trim_start().len();
    let sentence = led.rfind(". ").map_or(0, |stop| begin(stop + 1));
    if words(&text[sentence..at]) <= SENTENCE {
        return sentence;
    }
    let clauses = led
        .match_indices([',', ';'])
        .map(|(comma, _)| begin(comma + 1));
    let enough = |start: &usize| CLAUSES.contains(&words(&text[*start..at]));
    clauses
        .filter(|start| *start > sentence)
        .find(enough)
        .unwrap_or_else(|| {
            let blank = led.rmatch_indices(char::is_whitespace).nth(WORDS - 1);
            blank.map_or(sentence, |(blank, _)| begin(blank))
        })
}

/// Where the words that follow `at` end.
pub(super) fn after(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let sentence = rest.find(". ").map_or(text.len(), |stop| at + stop + 1);
    if words(&text[at..sentence]) <= SENTENCE {
        return sentence;
    }
    let clauses = rest
        .match_indices([',', ';'])
        .map(|(comma, _)| at + comma + 1);
    let enough = |end: &usize| CLAUSES.contains(&words(&text[at..*end]));
    clauses
        .take_while(|end| *end < sentence)
        .find(enough)
        .unwrap_or_else(|| {
            let mut blanks = rest.trim_start().match_indices(char::is_whitespace);
            let leading = rest.len() - rest.trim_start().len();
            blanks
                .nth(WORDS - 1)
                .map_or(sentence, |(blank, _)| at + leading + blank)
        })
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_sentence_without_commas_gives_some_words() {
        let words: Vec<String> = (1..=100).map(|word| format!("w{word}")).collect();
        let text = words.join(" ");
        let at = text.find("w51").expect("a word of it");
        assert!(text[before(&text, at)..at].starts_with("w39 "));
        assert!(text[at..after(&text, at)].ends_with(" w62"));
    }

    #[test]
    fn both_ends_of_a_text_are_places_too() {
        for text in ["", "one", "one. two"] {
            assert_eq!(before(text, 0), 0);
            assert_eq!(after(text, text.len()), text.len());
        }
    }
}
