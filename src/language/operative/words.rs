//! A text as words and sentences, with what is not the text's own voice left out.
//!
//! Left out are what stands in parentheses, what is quoted from elsewhere, and what an editor
//! inserted: none of it acts in the sentence.

use std::ops::Range;

use compact_str::CompactString;

/// No sentence has more words; a longer one is cut, so that reading stays linear.
pub(super) const LONGEST_SENTENCE: usize = 400;

/// A word or a mark of punctuation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Lower case, with plain hyphens and apostrophes.
    pub folded: CompactString,
    /// First byte in the text.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether it is written in capitals throughout, and is longer than a letter.
    pub capitals: bool,
}

impl Word {
    pub fn new(text: &str, start: usize) -> Self {
        let mut folded = CompactString::new(text);
        if text.is_ascii() {
            folded.make_ascii_lowercase();
        } else {
            folded.clear();
            for character in text.chars() {
                match character {
                    '\u{2010}' | '\u{2011}' => folded.push('-'),
                    '’' => folded.push('\''),
                    other => folded.extend(other.to_lowercase()),
                }
            }
        }
        let mut letters = text.chars().filter(|c| c.is_alphabetic());
        let capital = text.starts_with(char::is_uppercase);
        let capitals = letters.clone().count() > 1 && letters.all(char::is_uppercase);
        // Texts are shorter than 4 GiB; the model's spans rest on the same.
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self {
            folded,
            start: byte(start),
            end: byte(start + text.len()),
            capital,
            capitals,
        }
    }

    /// Whether it is a mark and no word.
    pub fn is_mark(&self) -> bool {
        !self.folded.starts_with(char::is_alphanumeric)
    }
}

/// The words and marks of `text`, less what is not its own voice. `updates` are byte ranges, in the
/// order of the text.
pub(super) fn words(text: &str, updates: &[Range<usize>]) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut characters = text.char_indices().peekable();
    while let Some((start, character)) = characters.next() {
        if character.is_whitespace() {
            continue;
        }
        let mut end = start + character.len_utf8();
        if character.is_alphanumeric() {
            while let Some(&(at, next)) = characters.peek() {
                let inside = matches!(next, '-' | '\u{2010}' | '\u{2011}' | '\'' | '’' | '.')
                    && text[at + next.len_utf8()..].starts_with(char::is_alphanumeric);
                if !next.is_alphanumeric() && !inside {
                    break;
                }
                end = at + next.len_utf8();
                characters.next();
            }
            // The possessive of a plural: another word than the plural itself.
            if let Some(&(at, mark @ ('\'' | '’'))) = characters.peek()
                && text[..at].ends_with('s')
            {
                end = at + mark.len_utf8();
                characters.next();
            }
        }
        found.push(Word::new(&text[start..end], start));
    }
    // Both come in the order of the text.
    let mut updates = updates.iter().peekable();
    found.retain(|word| {
        let start = word.start as usize;
        while updates.next_if(|update| update.end <= start).is_some() {}
        updates.peek().is_none_or(|update| start < update.start)
    });
    without_asides(found)
}

/// Leaves out parentheses and quotations that are closed again. A bracket that never closes is
/// left out alone.
fn without_asides(words: Vec<Word>) -> Vec<Word> {
    // The word that closes each opening one, found in one pass from the end.
    let mut closing = vec![None; words.len()];
    let (mut open_brackets, mut quotes) = (Vec::new(), None);
    for (at, word) in words.iter().enumerate() {
        match &*word.folded {
            "(" => open_brackets.push(at),
            ")" => {
                if let Some(open) = open_brackets.pop() {
                    closing[open] = Some(at);
                }
            }
            "“" => quotes = Some(at),
            "”" => {
                if let Some(open) = quotes.take() {
                    closing[open] = Some(at);
                }
            }
            _ => {}
        }
    }
    let mut kept = Vec::with_capacity(words.len());
    let mut until = 0;
    for (at, word) in words.into_iter().enumerate() {
        if at < until {
            continue;
        }
        if let Some(end) = closing[at] {
            until = end + 1;
            continue;
        }
        if !matches!(
            &*word.folded,
            "(" | ")" | "“" | "”" | "‘" | "\"" | "'" | "’"
        ) {
            kept.push(word);
        }
    }
    kept
}

/// Words after which a full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "para", "paras", "art", "arts", "no", "nos", "p", "pp", "vol", "mr", "mrs", "ms", "dr", "st",
    "cf", "e.g", "i.e", "etc", "add", "rev", "corr", "chap", "sect", "sess",
];

/// Ranges of words, each a sentence with the mark that ends it.
pub(super) fn sentences(words: &[Word]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..words.len() {
        let ends = match &*words[at].folded {
            "." => {
                let abbreviated = at > start && ABBREVIATIONS.contains(&&*words[at - 1].folded);
                let next_begins = words.get(at + 1).is_none_or(|next| next.capital);
                !abbreviated && next_begins
            }
            "!" | "?" => true,
            _ => false,
        };
        if ends || at + 1 - start >= LONGEST_SENTENCE {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < words.len() {
        found.push(start..words.len());
    }
    found
}
