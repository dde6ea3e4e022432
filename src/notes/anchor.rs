//! Text anchor: the words that a note was written on, quoted, so that the note can follow its text.
//!
//! As the annotations of the web quote a text with what stands before and behind it, an anchor has the
//! beginning and the end of a provision's words, a fingerprint of all of them, and fingerprints of the
//! provisions on both sides. Blanks, punctuation, capitals and normal forms do not count. How alike the
//! most similar other text of the document was is kept as well: what is no more alike than that is not
//! taken for the text after a change.
//!
//! Of a text of megabytes only both ends are read ([`LONGEST`]), so that a bookmark costs the same on
//! any text. Where a text is changed between them, the note stays on it.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::Document;

/// So many words of the beginning are quoted.
const HEAD: usize = 32;
/// So many of the end, where the text is longer.
const TAIL: usize = 16;

/// The longest text that is read whole, in bytes; of a longer one half of that at either end.
const LONGEST: usize = 128 << 10;

/// What a note was written on.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor {
    /// The words, on one line; of a long text the first and the last, with `…` between.
    quote: Box<str>,
    /// Stands for all words in their order.
    fingerprint: u64,
    /// Stands for the provision before; 0 where there is none.
    before: u32,
    /// Stands for the provision behind; 0 where there is none.
    after: u32,
    /// How alike the most similar other text was, in percent; not worked out yet where it is `None`.
    rival: Option<u8>,
}

impl Anchor {
    /// The anchor of the provision at `position`, as long as no other text is known.
    ///
    /// # Panics
    /// Where the document has no such position.
    #[must_use]
    pub fn of(document: &Document, position: usize) -> Self {
        let fingerprint_at = |at: Option<usize>| {
            let provision = at.and_then(|at| document.provisions.get(at));
            provision.map_or(0, |it| short(fingerprint(&words(&it.text))))
        };
        let text = &document.provisions[position].text;
        Self {
            quote: quoted(text).into(),
            fingerprint: fingerprint(&words(text)),
            before: fingerprint_at(position.checked_sub(1)),
            after: fingerprint_at(position.checked_add(1)),
            rival: None,
        }
    }

    /// The words that were quoted.
    #[must_use]
    pub fn quote(&self) -> &str {
        &self.quote
    }

    pub(super) fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    pub(super) fn rival(&self) -> Option<u8> {
        self.rival
    }

    pub(super) fn with_rival(mut self, percent: u8) -> Self {
        self.rival = Some(percent);
        self
    }

    /// The quoted words, as [`similarity`] compares them.
    pub(super) fn words(&self) -> Vec<u32> {
        let mut words = words(&self.quote);
        words.sort_unstable();
        words
    }

    /// What stands for the provisions on both sides.
    pub(super) fn around(&self) -> [u32; 2] {
        [self.before, self.after]
    }

    /// How many of the provisions on both sides are those of the anchor.
    pub(super) fn neighbours(&self, before: u32, after: u32) -> u8 {
        u8::from(self.before == before) + u8::from(self.after == after)
    }

    /// Reads the value of a line of a notes file; without the numbers, as people write it by hand,
    /// the words alone.
    pub(super) fn parse(value: &str, unescape: fn(&str) -> String) -> Option<Self> {
        if let Some((quote, numbers)) = value.rsplit_once('\t')
            && let Some(anchor) = Self::with_numbers(unescape(quote), numbers)
        {
            return Some(anchor);
        }
        let quote = unescape(value);
        let words = words(&quote);
        (!words.is_empty()).then(|| Self {
            fingerprint: fingerprint(&words),
            quote: quote.into(),
            ..Self::default()
        })
    }

    fn with_numbers(quote: String, numbers: &str) -> Option<Self> {
        let mut numbers = numbers.split(' ');
        let anchor = Self {
            quote: quote.into(),
            fingerprint: u64::from_str_radix(numbers.next()?, 16).ok()?,
            before: u32::from_str_radix(numbers.next()?, 16).ok()?,
            after: u32::from_str_radix(numbers.next()?, 16).ok()?,
            rival: match numbers.next()? {
                "-" => None,
                percent => Some(percent.parse().ok()?),
            },
        };
        numbers.next().is_none().then_some(anchor)
    }

    /// Adds the value of a line of a notes file.
    pub(super) fn write(&self, out: &mut String, escape: fn(&str, &mut String)) {
        escape(&self.quote, out);
        let Self {
            fingerprint,
            before,
            after,
            ..
        } = self;
        // Writing into a String cannot fail.
        let _ = write!(out, "\t{fingerprint:016x} {before:08x} {after:08x} ");
        let _ = match self.rival {
            Some(percent) => write!(out, "{percent}"),
            None => write!(out, "-"),
        };
    }
}

/// A fingerprint as the neighbours of a provision keep it; never 0.
pub(super) fn short(fingerprint: u64) -> u32 {
    let folded = (fingerprint >> 32) ^ (fingerprint & 0xffff_ffff);
    u32::try_from(folded).unwrap_or(u32::MAX).max(1)
}

/// The words of a text, each as a number, in their order. Letters of scripts without blanks are words
/// of their own.
pub(super) fn words(text: &str) -> Vec<u32> {
    let text = &*ends(text);
    let mut words = Vec::new();
    let mut word = Fnv::default();
    let mut each = |character: char| {
        if is_invisible(character) {
            return;
        }
        let in_word = character.is_alphanumeric() || is_combining_mark(character);
        if in_word && !stands_alone(character) {
            character.to_lowercase().for_each(|it| word.add(it));
            return;
        }
        words.extend(std::mem::take(&mut word).end());
        if in_word {
            word.add(character);
            words.extend(std::mem::take(&mut word).end());
        }
    };
    if text.is_ascii() {
        text.chars().for_each(&mut each);
    } else {
        text.nfkc().for_each(&mut each);
    }
    each(' ');
    words
}

/// What is read of a text: all of it, or both ends of a long one.
fn ends(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST {
        return text.into();
    }
    let beginning = text.floor_char_boundary(LONGEST / 2);
    let end = text.ceil_char_boundary(text.len() - LONGEST / 2);
    format!("{} … {}", &text[..beginning], &text[end..]).into()
}

/// The first and last words, or all where there are not many, in ascending order: what anchors are
/// compared by.
pub(super) fn window(words: &[u32]) -> Vec<u32> {
    let mut window = match words.len() {
        length if length > HEAD + TAIL => [&words[..HEAD], &words[length - TAIL..]].concat(),
        _ => words.to_vec(),
    };
    window.sort_unstable();
    window
}

/// Stands for these words in their order.
pub(super) fn fingerprint(words: &[u32]) -> u64 {
    let bytes = words.iter().flat_map(|word| word.to_le_bytes());
    bytes.fold(Fnv::START, Fnv::step)
}

/// How many words two texts have in common, in percent of all; both in ascending order.
pub(super) fn similarity(one: &[u32], other: &[u32]) -> u8 {
    let (mut at, mut beside, mut common) = (0, 0, 0);
    while at < one.len() && beside < other.len() {
        match one[at].cmp(&other[beside]) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => beside += 1,
            std::cmp::Ordering::Equal => {
                (at, beside, common) = (at + 1, beside + 1, common + 1);
            }
        }
    }
    let all = one.len() + other.len();
    u8::try_from(200 * common / all.max(1)).unwrap_or(100)
}

/// A word of a text, and what it does there.
pub(super) struct MarkedWord {
    pub(super) word: u32,
    /// Whether it stands for one of several of its kind: a name, a number.
    pub(super) names: bool,
    /// Whether it turns what is said into the contrary.
    pub(super) denies: bool,
}

/// The words of a text in their order. A name is told by its capital letter within a sentence.
pub(super) fn marked_words(text: &str) -> Vec<MarkedWord> {
    let mut marked = Vec::new();
    let mut end_before = None;
    for (start, end) in word_ends(text) {
        let written = &text[start..end];
        let begins_sentence = end_before.is_none_or(|before| {
            let between: &str = &text[before..start];
            between.contains(['.', '!', '?', ':', '…', '\u{61f}', '\u{6d4}'])
        });
        end_before = Some(end);
        let capital = written.starts_with(char::is_uppercase);
        let names = written.contains(char::is_numeric) || (capital && !begins_sentence);
        marked.extend(words(written).into_iter().map(|word| MarkedWord {
            word,
            names,
            denies: DENYING.contains(&word),
        }));
    }
    marked
}

/// Words that deny, in the languages of the United Nations.
const NEGATIONS: [&str; 47] = [
    // English
    "not",
    "no",
    "nor",
    "never",
    "neither",
    "none",
    "without",
    "cannot",
    "except",
    "unless",
    // French
    "ne",
    "n",
    "pas",
    "non",
    "ni",
    "jamais",
    "sans",
    "aucun",
    "aucune",
    "sauf",
    // Spanish
    "nunca",
    "sin",
    "ningún",
    "ninguna",
    "ninguno",
    "tampoco",
    "salvo",
    // Russian
    "не",
    "ни",
    "нет",
    "без",
    "никогда",
    "кроме",
    // Arabic
    "لا",
    "لم",
    "لن",
    "ليس",
    "ليست",
    "غير",
    "دون",
    "بدون",
    // Chinese
    "不",
    "无",
    "未",
    "没",
    "勿",
    "非",
];

static DENYING: LazyLock<HashSet<u32>> =
    LazyLock::new(|| NEGATIONS.iter().flat_map(|it| words(it)).collect());

/// The words as printed, on one line; of a long text the first and the last.
pub(super) fn quoted(text: &str) -> String {
    let text = &*ends(text);
    let ends = word_ends(text);
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if ends.len() <= HEAD + TAIL {
        return line(text);
    }
    let head = &text[..ends[HEAD - 1].1];
    let tail = &text[ends[ends.len() - TAIL].0..];
    format!("{} … {}", line(head), line(tail))
}

/// Where each word of a text begins and ends.
fn word_ends(text: &str) -> Vec<(usize, usize)> {
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut begun = None;
    for (at, character) in text.char_indices() {
        if is_invisible(character) {
            continue;
        }
        let in_word = character.is_alphanumeric() || is_combining_mark(character);
        let alone = in_word && stands_alone(character);
        if (alone || !in_word)
            && let Some(from) = begun.take()
        {
            ends.push((from, at));
        }
        if alone {
            ends.push((at, at + character.len_utf8()));
        } else if in_word {
            begun.get_or_insert(at);
        }
    }
    ends.extend(begun.map(|from| (from, text.len())));
    ends
}

/// Whether a character is passed over within a word: where it may be broken, and joiners.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{640}'
    )
}

/// Whether a letter is of a script that sets no blanks between words.
fn stands_alone(letter: char) -> bool {
    matches!(letter,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// FNV-1a over characters: the same in every build and on every machine, as it stands in files.
#[derive(Default)]
struct Fnv(Option<u64>);

impl Fnv {
    const START: u64 = 0xcbf2_9ce4_8422_2325;

    fn step(hash: u64, byte: u8) -> u64 {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    }

    fn add(&mut self, character: char) {
        let mut bytes = [0; 4];
        let bytes = character.encode_utf8(&mut bytes).bytes();
        self.0 = Some(bytes.fold(self.0.unwrap_or(Self::START), Self::step));
    }

    /// The word, where there was one.
    fn end(self) -> Option<u32> {
        self.0.map(short)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> u8 {
        similarity(&window(&words(one)), &window(&words(other)))
    }

    #[test]
    fn blanks_punctuation_capitals_and_normal_forms_do_not_count() {
        for (one, other) in [
            ("States should act.", "STATES  should\nact"),
            ("follow\u{ad}up", "followup"),
            ("café ﬁn", "cafe\u{301} fin"),
            ("“Ratify” the – Convention", "\"Ratify\" the - Convention"),
        ] {
            assert_eq!(words(one), words(other), "{one}");
        }
        assert_ne!(words("States act"), words("act States"));
    }

    #[test]
    fn texts_are_alike_by_the_words_that_they_share() {
        assert_eq!(
            alike("Ratify the Convention now", "Ratify the Protocol now"),
            75
        );
        assert_eq!(alike("Ratify the Convention", "Close all prisons"), 0);
        assert_eq!(alike("各国应取", "各国应批"), 75);
        assert_eq!(alike("", ""), 0);
    }

    fn anchored(text: &str) -> Anchor {
        let document = Document {
            provisions: vec![crate::model::Provision {
                text: text.into(),
                ..Default::default()
            }],
            ..Document::default()
        };
        Anchor::of(&document, 0)
    }

    #[test]
    fn of_a_text_of_megabytes_both_ends_are_read() {
        let many = |from: usize| -> String {
            let words = (from..from + 100_000).map(|at| format!("щит{at} "));
            words.collect()
        };
        let text = format!("{}{}", many(0), many(100_000));
        let letters = "x".repeat(3 * LONGEST);
        for text in [text.as_str(), &letters] {
            let anchor = anchored(text);
            assert_eq!(anchor.words(), window(&words(text)));
            assert!(words(text).len() <= LONGEST / 4);
            // What is changed between the ends changes nothing, what is changed at one does.
            let mut changed = text.to_owned();
            changed.insert_str(text.floor_char_boundary(text.len() / 2), " new ");
            assert_eq!(anchored(&changed).fingerprint(), anchor.fingerprint());
            let ended = format!("{text} new");
            assert_ne!(anchored(&ended).fingerprint(), anchor.fingerprint());
        }
    }

    #[test]
    fn the_quotation_of_a_long_text_is_what_it_is_compared_by() {
        let long: Vec<String> = (0..200).map(|at| format!("word{at},")).collect();
        let long = long.join(" \n");
        let anchor = anchored(&long);
        assert!(
            anchor.quote().starts_with("word0, word1,"),
            "{}",
            anchor.quote()
        );
        assert!(anchor.quote().ends_with("word198, word199,"));
        assert_eq!(anchor.words(), window(&words(&long)));
    }
}
