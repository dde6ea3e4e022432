//! A word list (spelling dictionary) of English: whether something typed is a word at all. What is a
//! word is no slip of another one.

/// Sorted, a word a line, without plurals in -s. Where it comes from: `assets/english-words.LICENSE`.
const ENGLISH: &str = include_str!("../../assets/english-words.txt");

/// Whether a folded word of four letters and more is an English word. Searched where it lies, so it
/// costs nothing before it is asked.
#[must_use]
pub(crate) fn is_english_word(folded: &str) -> bool {
    let singular = folded.strip_suffix('s');
    is_listed(folded) || singular.is_some_and(is_listed)
}

fn is_listed(word: &str) -> bool {
    let (mut low, mut high) = (0, ENGLISH.len());
    while low < high {
        let middle = ENGLISH.floor_char_boundary(low + (high - low) / 2);
        let start = ENGLISH[..middle].rfind('\n').map_or(0, |end| end + 1);
        let end = ENGLISH[start..]
            .find('\n')
            .map_or(ENGLISH.len(), |at| start + at);
        match ENGLISH[start..end].cmp(word) {
            std::cmp::Ordering::Equal => return !word.is_empty(),
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_slips() {
        for word in [
            "prison", "prisons", "colour", "color", "abandon", "zoom", "crises",
        ] {
            assert!(is_english_word(word), "{word}");
        }
        for word in ["prisn", "colur", "govt", "zzzz", "aaaa", "", "s"] {
            assert!(!is_english_word(word), "{word}");
        }
    }

    #[test]
    fn the_list_is_sorted() {
        assert!(ENGLISH.lines().is_sorted_by(|one, next| one < next));
    }
}
