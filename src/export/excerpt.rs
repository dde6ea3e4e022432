//! Excerpt: how much of a text must stand around a place in it for that place to make sense. Its
//! sentence, or the nearest clauses of a long one.
//!
//! The text is read once; each place is then found by binary search, so that a sentence with any
//! number of commas and of places costs no more than its length.

use std::ops::Range;

/// A sentence up to this many words on one side of the place is read whole.
const SENTENCE: usize = 40;
/// Of a longer one, clauses with no fewer and no more words than these.
const CLAUSES: Range<usize> = 8..31;
/// Where no comma helps, so many blanks further.
const BLANKS: usize = 12;

/// Where the words, blanks, commas and sentences of a text are, as byte offsets, ascending.
pub(super) struct Excerpts {
    /// Length of the text.
    length: usize,
    /// Words: what stands between white space.
    words: Vec<Range<usize>>,
    /// Every character of white space.
    blanks: Vec<usize>,
    /// Behind each comma and semicolon.
    clauses: Vec<usize>,
    /// Behind each full stop that a blank follows.
    sentences: Vec<usize>,
}

impl Excerpts {
    /// Reads a text.
    pub(super) fn of(text: &str) -> Self {
        let mut excerpts = Self {
            length: text.len(),
            words: Vec::new(),
            blanks: Vec::new(),
            clauses: Vec::new(),
            sentences: Vec::new(),
        };
        let mut word = None;
        let mut before = ' ';
        for (at, character) in text.char_indices() {
            if character.is_whitespace() {
                excerpts.words.extend(word.take().map(|start| start..at));
                excerpts.blanks.push(at);
            } else {
                word.get_or_insert(at);
            }
            match (before, character) {
                (_, ',' | ';') => excerpts.clauses.push(at + 1),
                ('.', ' ') => excerpts.sentences.push(at),
                _ => {}
            }
            before = character;
        }
        let last = word.map(|start| start..text.len());
        excerpts.words.extend(last);
        excerpts
    }

    /// Where the words that lead to `at` begin.
    pub(super) fn before(&self, at: usize) -> usize {
        let led = self.end_before(at);
        // The blank behind a stop is part of what leads here.
        let stops = self.sentences.partition_point(|&stop| stop < led);
        let sentence = match stops.checked_sub(1) {
            Some(last) => self.begin(self.sentences[last], at),
            None => 0,
        };
        if self.count(sentence..at) <= SENTENCE {
            return sentence;
        }
        // The further a clause is from here, the more words there are.
        let from = self.clauses.partition_point(|&comma| comma <= sentence);
        let to = self.clauses.partition_point(|&comma| comma <= led);
        let clauses = &self.clauses[from.min(to)..to];
        let long = |&comma: &usize| self.count(self.begin(comma, at)..at) >= CLAUSES.end;
        let clause = clauses.get(clauses.partition_point(long));
        let clause = clause.map(|&comma| self.begin(comma, at));
        if let Some(clause) = clause.filter(|&begin| self.count(begin..at) >= CLAUSES.start) {
            return clause;
        }
        let blanks = self.blanks.partition_point(|&blank| blank < led);
        match blanks.checked_sub(BLANKS) {
            Some(blank) => self.begin(self.blanks[blank], at),
            None => sentence,
        }
    }

    /// Where the words that follow `at` end.
    pub(super) fn after(&self, at: usize) -> usize {
        let stop = self.sentences.partition_point(|&stop| stop <= at);
        let sentence = self.sentences.get(stop).copied().unwrap_or(self.length);
        if self.count(at..sentence) <= SENTENCE {
            return sentence;
        }
        let from = self.clauses.partition_point(|&comma| comma <= at);
        let to = self.clauses.partition_point(|&comma| comma < sentence);
        let clauses = &self.clauses[from.min(to)..to];
        let short = |&comma: &usize| self.count(at..comma) < CLAUSES.start;
        let clause = clauses.get(clauses.partition_point(short)).copied();
        if let Some(clause) = clause.filter(|&end| self.count(at..end) < CLAUSES.end) {
            return clause;
        }
        let begin = self.begin(at, self.length);
        let blank = self.blanks.partition_point(|&blank| blank < begin);
        let blank = self.blanks.get(blank + BLANKS - 1);
        blank.copied().unwrap_or(sentence)
    }

    /// Where the text before `at` ends, without white space.
    fn end_before(&self, at: usize) -> usize {
        let words = self.words.partition_point(|word| word.start < at);
        let last = words.checked_sub(1);
        last.map_or(0, |last| self.words[last].end.min(at))
    }

    /// The first byte from `from` on that is no white space; `end` where there is none before.
    fn begin(&self, from: usize, end: usize) -> usize {
        let word = self.words.partition_point(|word| word.end <= from);
        let begin = self
            .words
            .get(word)
            .map_or(end, |word| word.start.max(from));
        begin.min(end)
    }

    /// How many words there are in a range, those that it cuts included.
    fn count(&self, range: Range<usize>) -> usize {
        if range.is_empty() {
            return 0;
        }
        let first = self.words.partition_point(|word| word.end <= range.start);
        let last = self.words.partition_point(|word| word.start < range.end);
        last.saturating_sub(first)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same, by looking at the text again for each question.
    mod plain {
        use super::super::{BLANKS, CLAUSES, SENTENCE};

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
                    let blank = led.rmatch_indices(char::is_whitespace).nth(BLANKS - 1);
                    blank.map_or(sentence, |(blank, _)| begin(blank))
                })
        }

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
                        .nth(BLANKS - 1)
                        .map_or(sentence, |(blank, _)| at + leading + blank)
                })
        }

        fn words(text: &str) -> usize {
            text.split_whitespace().count()
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn an_excerpt_is_what_reading_again_would_give(
            text in prop::collection::vec("[a-c]{0,2}|, |; |\\. | |\u{a0}|\n|é ", 0..160),
            places in prop::collection::vec(any::<prop::sample::Index>(), 4),
        ) {
            let text = text.concat();
            let excerpts = Excerpts::of(&text);
            let mut borders: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            borders.push(text.len());
            for place in places {
                let at = borders[place.index(borders.len())];
                prop_assert_eq!(excerpts.before(at), plain::before(&text, at), "before {}", at);
                prop_assert_eq!(excerpts.after(at), plain::after(&text, at), "after {}", at);
            }
        }
    }

    #[test]
    fn a_long_sentence_without_commas_gives_some_words() {
        let words: Vec<String> = (1..=100).map(|word| format!("w{word}")).collect();
        let text = words.join(" ");
        let at = text.find("w51").expect("a word of it");
        let excerpts = Excerpts::of(&text);
        assert!(text[excerpts.before(at)..at].starts_with("w39 "));
        assert!(text[at..excerpts.after(at)].ends_with(" w62"));
    }

    #[test]
    fn both_ends_of_a_text_are_places_too() {
        for text in ["", "one", "one. two"] {
            let excerpts = Excerpts::of(text);
            assert_eq!(excerpts.before(0), 0);
            assert_eq!(excerpts.after(text.len()), text.len());
        }
    }
}
