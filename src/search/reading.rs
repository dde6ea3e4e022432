//! Reading texts into postings.

use super::acronyms::{Acronyms, Recogniser, written_short};
use super::lexicon::Lexicon;
use super::postings::Segment;
use crate::language::tokenizer::each_word;
use crate::model::{Document, Provision};

/// One segment as read.
#[derive(Default)]
pub(super) struct Built {
    /// In the order of the words' bytes, with the reading thread's own numbers.
    pub(super) segment: Segment,
    /// Words in each text, 255 for that many and more.
    pub(super) lengths: Vec<u8>,
}

/// Beginnings of up to so many letters have their words' lists united: longer ones have few words.
const LONGEST_UNION: usize = 3;

/// One thread's reading: the words that it has met, and room to work in.
pub(super) struct Reader {
    pub(super) lexicon: Lexicon,
    recogniser: Recogniser,
    scratch: Vec<u8>,
    /// The distinct words of the segment's texts, one text after another.
    stream: Vec<u32>,
    /// How many texts were read, of all segments.
    texts: u32,
}

impl Reader {
    pub(super) fn new() -> Self {
        Self {
            lexicon: Lexicon::new(),
            recogniser: Recogniser::default(),
            scratch: Vec::new(),
            stream: Vec::new(),
            texts: 0,
        }
    }

    /// Reads the texts of one segment.
    pub(super) fn segment(&mut self, provisions: &[Provision]) -> Built {
        self.stream.clear();
        let mut lengths = Vec::with_capacity(provisions.len());
        let mut bounds = Vec::with_capacity(provisions.len());
        for provision in provisions {
            lengths.push(self.text(&provision.text).min(255) as u8);
            bounds.push(self.stream.len());
        }
        Built {
            segment: self.turned(&bounds),
            lengths,
        }
    }

    /// Adds the distinct words of a text to the stream; how many it has, repeated ones included.
    fn text(&mut self, text: &str) -> u32 {
        self.texts += 1;
        let Self {
            lexicon,
            recogniser,
            scratch,
            stream,
            texts,
        } = self;
        let mut length = 0;
        let mut add = |lexicon: &mut Lexicon, word: &[u8]| {
            let number = lexicon.number(word);
            if lexicon.first_in(number, *texts) {
                stream.push(number);
            }
            number
        };
        recogniser.restart();
        each_word(text, scratch, |word| {
            let number = add(lexicon, word.folded);
            if word.span > 1 {
                return;
            }
            length += 1;
            if let Some(id) = written_short(&word) {
                add(lexicon, Acronyms::get().name(id).as_bytes());
            }
            let code = lexicon.code(number);
            recogniser.step(code, word.at, &word.range, |long| {
                add(lexicon, Acronyms::get().name(long.id).as_bytes());
            });
        });
        length
    }

    /// From the words of each text to the texts of each word. `bounds` says where each text ends
    /// in the stream.
    fn turned(&self, bounds: &[usize]) -> Segment {
        let mut starts = vec![0_u32; self.lexicon.len() + 1];
        for &word in &self.stream {
            starts[word as usize + 1] += 1;
        }
        for word in 0..self.lexicon.len() {
            starts[word + 1] += starts[word];
        }
        let mut members = vec![0_u16; self.stream.len()];
        let mut start = 0;
        for (text, &end) in bounds.iter().enumerate() {
            for &word in &self.stream[start..end] {
                let place = &mut starts[word as usize];
                members[*place as usize] = text as u16;
                *place += 1;
            }
            start = end;
        }
        // Each start has moved to its word's end.
        let list = |word: u32| {
            let start = (word as usize)
                .checked_sub(1)
                .map_or(0, |before| starts[before]);
            &members[start as usize..starts[word as usize] as usize]
        };
        let mut words = self.lexicon.sorted();
        words.retain(|&word| !list(word).is_empty());
        let mut segment = Segment::with_capacity(words.len(), members.len() * 5 / 4);
        for &word in &words {
            segment.push(word, list(word));
        }
        for letters in 1..=LONGEST_UNION {
            let mut from = 0;
            for alike in words.chunk_by(|&one, &next| {
                let beginning = |word| self.lexicon.word(word).get(..letters);
                beginning(one) == beginning(next)
            }) {
                segment.unite(from..from + alike.len());
                from += alike.len();
            }
        }
        segment
    }
}

/// The words of each heading and of those above it, as numbers in the lexicon. Their counts stay
/// 0: they stand in no text.
pub(super) fn heading_words(compilation: &Document) -> (Lexicon, Vec<Vec<u32>>) {
    let mut lexicon = Lexicon::new();
    let mut recogniser = Recogniser::default();
    let mut scratch = Vec::new();
    let mut words: Vec<Vec<u32>> = Vec::with_capacity(compilation.headings.len());
    for (at, heading) in compilation.headings.iter().enumerate() {
        // A parent stands before its child.
        let above = heading.parent.map(|up| up as usize).filter(|&up| up < at);
        let mut found = above.map_or_else(Vec::new, |up| words[up].clone());
        recogniser.restart();
        each_word(&heading.title, &mut scratch, |word| {
            let number = lexicon.number(word.folded);
            found.push(number);
            if word.span > 1 {
                return;
            }
            if let Some(id) = written_short(&word) {
                found.push(lexicon.number(Acronyms::get().name(id).as_bytes()));
            }
            let code = lexicon.code(number);
            recogniser.step(code, word.at, &word.range, |long| {
                found.push(lexicon.number(Acronyms::get().name(long.id).as_bytes()));
            });
        });
        found.sort_unstable();
        found.dedup();
        words.push(found);
    }
    (lexicon, words)
}
