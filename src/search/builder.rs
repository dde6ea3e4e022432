//! The index builder: reads every text of a document once, into postings and positions.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};

use super::cancel::{Cancel, Cancelled};
use super::concepts::{Concepts, written_short};
use super::facets::{Facet, PositionSet};
use super::headings::{HeadingTree, HeadingWords, SegmentHeadings};
use super::index_data::{IndexData, Segment, leading_number};
use super::interner::Interner;
use super::parallel::in_parallel;
use super::phrase_trie::Recogniser;
use super::positions::Positions;
use super::postings::{Bits, Postings, SEGMENT};
use super::term_dictionary::{TermDictionary, TermId};
use crate::language::tokenizer::each_word;
use crate::model::{Document, Provision, Role, Status};

/// Beginnings of up to so many letters have their words' lists united: longer ones have few words.
const LONGEST_UNION: usize = 3;

/// Reads the first `count` provisions of a document. `progress` hears how many are done, from any
/// thread.
///
/// # Errors
/// [`Cancelled`] once `cancel` is set.
pub(super) fn build(
    document: &Document,
    count: usize,
    progress: &(dyn Fn(usize) + Sync),
    cancel: &Cancel,
) -> Result<IndexData, Cancelled> {
    let provisions = &document.provisions[..count.min(document.provisions.len())];
    let chunks: Vec<&[Provision]> = provisions.chunks(SEGMENT).collect();
    let headings = HeadingTree::new(&document.headings);
    let done = AtomicUsize::new(0);
    let mut readers = in_parallel(chunks.len(), Reader::new, |reader, which| {
        let segment = reader.segment(chunks[which], &headings, cancel)?;
        reader.segments.push((which, segment));
        let read = chunks[which].len();
        progress(done.fetch_add(read, Ordering::Relaxed) + read);
        Ok(())
    })?;
    let (mut heading_words, pairs) = words_of_headings(document, &headings);
    let mut interners: Vec<&mut Interner> = (readers.iter_mut())
        .map(|reader| &mut reader.interner)
        .chain([&mut heading_words])
        .collect();
    let (terms, ids) = unite(&mut interners);
    let mut segments = Vec::with_capacity(chunks.len());
    for (reader, ids) in readers.iter_mut().zip(&ids) {
        for (which, mut segment) in reader.segments.drain(..) {
            segment.postings.renumber(|word| ids[word as usize]);
            segments.push((which, segment));
        }
    }
    let (words, texts) = readers.iter().fold((0, 0), |(words, texts), reader| {
        (words + reader.words, texts + reader.texts)
    });
    drop(readers);
    segments.sort_unstable_by_key(|(which, _)| *which);
    let ids = &ids[ids.len() - 1];
    let pairs = pairs.into_iter();
    let mut statuses = Facet::new(Status::ALL.iter().map(|status| status.as_str()));
    let mut parts = vec![PositionSet::new(); document.parts.len()];
    let mut chapeaux = PositionSet::new();
    for (position, provision) in (0..).zip(provisions) {
        statuses.push(position, &[provision.status().as_str()]);
        if let Some(part) = parts.get_mut(provision.part as usize) {
            part.insert(position);
        }
        if provision.role == Role::Chapeau {
            chapeaux.insert(position);
        }
    }
    statuses.optimize();
    for part in &mut parts {
        part.optimize();
    }
    Ok(IndexData {
        terms,
        segments: segments.into_iter().map(|(_, segment)| segment).collect(),
        count: provisions.len(),
        mean_length: words as f32 / texts.max(1) as f32,
        headings,
        heading_words: HeadingWords::new(
            pairs
                .map(|(word, number)| (ids[word as usize], number))
                .collect(),
        ),
        parts,
        statuses,
        chapeaux,
        by_number: by_number(provisions),
        speaker: OnceLock::new(),
        operative: OnceLock::new(),
        reading_operative: Mutex::new(()),
    })
}

/// One thread's reading: the words that it has met, and room to work in, which is kept from segment
/// to segment so that the most memory that is ever held stays near to what the index needs.
struct Reader {
    interner: Interner,
    recogniser: Recogniser,
    scratch: Vec<u8>,
    stream: Stream,
    /// The words of the text that is being read.
    text: Vec<u32>,
    /// By word: the text of the segment that was seen last with it, plus one.
    last: Vec<u32>,
    /// By word: where its texts begin in `members`, and later where they end.
    starts: Vec<u32>,
    members: Vec<u16>,
    /// By word: its place in the segment's order.
    order: Vec<u32>,
    /// What it has read: which segments of the document, words with this thread's numbers.
    segments: Vec<(usize, Segment)>,
    /// How many texts have words, and how many words these have.
    texts: u64,
    words: u64,
}

/// The words of the texts of one segment, one text after another.
#[derive(Default)]
struct Stream {
    /// All of them, in order, with seven bits a byte: the frequent ones are met early and have small
    /// numbers.
    words: Vec<u8>,
    /// Those that stand for several, wholes and acronyms, with the length of the first part of a
    /// whole.
    joined: Vec<(u32, u8)>,
    ends: Vec<TextEnd>,
}

/// Where a text ends.
#[derive(Clone, Copy, Default)]
struct TextEnd {
    /// Words up to there.
    words: u32,
    /// In [`Stream::words`].
    bytes: u32,
    /// In [`Stream::joined`].
    joined: u32,
}

impl Stream {
    fn clear(&mut self) {
        self.words.clear();
        self.joined.clear();
        self.ends.clear();
    }

    /// Ends a text of these words; those that stand for several are there already.
    fn push(&mut self, words: &[u32]) {
        for &word in words {
            let mut left = word;
            while left >= 0x80 {
                self.words.push((left & 0x7f) as u8 | 0x80);
                left >>= 7;
            }
            self.words.push(left as u8);
        }
        let before = self.ends.last().copied().unwrap_or_default();
        self.ends.push(TextEnd {
            words: before.words + words.len() as u32,
            bytes: self.words.len() as u32,
            joined: self.joined.len() as u32,
        });
    }

    /// The words of each text, those that stand for several included.
    fn texts(&self) -> impl Iterator<Item = (u16, impl Iterator<Item = u32>)> {
        let starts = std::iter::once(TextEnd::default()).chain(self.ends.iter().copied());
        (0..)
            .zip(starts.zip(&self.ends))
            .map(|(text, (start, end))| {
                let words = numbers(&self.words[start.bytes as usize..end.bytes as usize]);
                let joined = &self.joined[start.joined as usize..end.joined as usize];
                let joined = joined.iter().map(|(word, _)| *word);
                (text, words.chain(joined))
            })
    }
}

/// Numbers with seven bits a byte, the low ones first.
fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + Clone {
    let mut bytes = bytes.iter();
    std::iter::from_fn(move || {
        let mut number = 0;
        let mut shift = 0;
        loop {
            let byte = *bytes.next()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
            shift += 7;
        }
    })
}

impl Reader {
    fn new() -> Self {
        Self {
            interner: Interner::new(),
            recogniser: Recogniser::default(),
            scratch: Vec::new(),
            stream: Stream::default(),
            text: Vec::new(),
            last: Vec::new(),
            starts: Vec::new(),
            members: Vec::new(),
            order: Vec::new(),
            segments: Vec::new(),
            texts: 0,
            words: 0,
        }
    }

    /// Reads the texts of one segment.
    fn segment(
        &mut self,
        provisions: &[Provision],
        headings: &HeadingTree,
        cancel: &Cancel,
    ) -> Result<Segment, Cancelled> {
        self.stream.clear();
        let mut lengths = Vec::with_capacity(provisions.len());
        let mut with_text = Bits::none();
        for (at, provision) in provisions.iter().enumerate() {
            cancel.check()?;
            let length = self.text(&provision.text);
            if length > 0 {
                with_text.insert(at);
                self.texts += 1;
                self.words += length as u64;
            }
            lengths.push(length.min(255) as u8);
        }
        let postings = self.postings();
        let Stream {
            words,
            joined,
            ends,
        } = &mut self.stream;
        for (word, _) in joined.iter_mut() {
            *word = self.order[*word as usize];
        }
        let heading = |provision: &Provision| headings.number(provision.heading?);
        Ok(Segment {
            positions: Positions::new(
                numbers(words).map(|word| self.order[word as usize]),
                ends.iter().map(|end| end.words),
                postings.terms(),
                joined,
            ),
            postings,
            headings: SegmentHeadings::new(provisions.iter().map(heading)),
            with_text,
            shortest: lengths
                .chunks(64)
                .map(|some| some.iter().copied().min().unwrap_or(0))
                .collect(),
            lengths,
        })
    }

    /// Adds the words of a text to the stream; how many it has.
    fn text(&mut self, text: &str) -> usize {
        let Self {
            interner,
            recogniser,
            scratch,
            stream,
            text: words,
            ..
        } = self;
        let joined = &mut stream.joined;
        words.clear();
        recogniser.restart();
        each_word(text, scratch, |word| {
            let number = interner.number(word.folded);
            if word.span > 1 {
                let first = words[word.at as usize];
                let length = interner.word(first).len().min(255) as u8;
                joined.push((number, length));
            } else {
                words.push(number);
            }
            if let Some(id) = written_short(&word) {
                joined.push((interner.number(Concepts::get().term(id).as_bytes()), 0));
            }
            if word.span > 1 {
                return;
            }
            let code = interner.code(number);
            recogniser.step(&Concepts::get().trie, code, word.at, &word.range, |long| {
                joined.push((interner.number(Concepts::get().term(long.id).as_bytes()), 0));
            });
        });
        stream.push(words);
        words.len()
    }

    /// From the words of each text to the texts of each word, and the segment's order of words.
    fn postings(&mut self) -> Postings {
        let Self {
            interner,
            stream,
            last,
            starts,
            members,
            order,
            ..
        } = self;
        let empty = |counters: &mut Vec<u32>, length: usize| {
            counters.clear();
            counters.resize(length, 0);
        };
        empty(last, interner.len());
        empty(starts, interner.len() + 1);
        for (text, words) in stream.texts() {
            for word in words {
                if std::mem::replace(&mut last[word as usize], u32::from(text) + 1)
                    != u32::from(text) + 1
                {
                    starts[word as usize + 1] += 1;
                }
            }
        }
        for word in 0..interner.len() {
            interner.add_count(word as u32, starts[word + 1]);
            starts[word + 1] += starts[word];
        }
        members.clear();
        members.resize(starts[interner.len()] as usize, 0);
        empty(last, interner.len());
        for (text, words) in stream.texts() {
            for word in words {
                if std::mem::replace(&mut last[word as usize], u32::from(text) + 1)
                    != u32::from(text) + 1
                {
                    let place = &mut starts[word as usize];
                    members[*place as usize] = text;
                    *place += 1;
                }
            }
        }
        // Each start has moved to its word's end.
        let list = |word: u32| {
            let start = (word as usize)
                .checked_sub(1)
                .map_or(0, |before| starts[before]);
            &members[start as usize..starts[word as usize] as usize]
        };
        let mut words = interner.sorted().to_vec();
        words.retain(|&word| !list(word).is_empty());
        let mut postings = Postings::with_capacity(words.len());
        empty(order, interner.len());
        for (at, &word) in (0..).zip(&words) {
            order[word as usize] = at;
            postings.push(word, list(word));
        }
        for letters in 1..=LONGEST_UNION {
            let mut from = 0;
            for alike in words.chunk_by(|&one, &next| {
                let beginning = |word| interner.word(word).get(..letters);
                beginning(one) == beginning(next)
            }) {
                postings.unite(from..from + alike.len());
                from += alike.len();
            }
        }
        postings.shrink();
        postings
    }
}

/// The words of headings, each with the preorder number of a heading that has it itself. Their
/// counts stay 0: they stand in no text.
fn words_of_headings(document: &Document, tree: &HeadingTree) -> (Interner, Vec<(u32, u32)>) {
    let mut interner = Interner::new();
    let mut recogniser = Recogniser::default();
    let mut scratch = Vec::new();
    let mut pairs = Vec::new();
    for (at, heading) in (0..).zip(&document.headings) {
        let Some(number) = tree.number(at) else {
            continue;
        };
        recogniser.restart();
        each_word(&heading.title, &mut scratch, |word| {
            let folded = interner.number(word.folded);
            pairs.push((folded, number));
            let mut add = |name: &str| pairs.push((interner.number(name.as_bytes()), number));
            if let Some(id) = written_short(&word) {
                add(Concepts::get().term(id));
            }
            if word.span > 1 {
                return;
            }
            let code = interner.code(folded);
            recogniser.step(&Concepts::get().trie, code, word.at, &word.range, |long| {
                let name = Concepts::get().term(long.id);
                pairs.push((interner.number(name.as_bytes()), number));
            });
        });
    }
    (interner, pairs)
}

/// One dictionary from several interners, and for each of these its words' ids in it.
fn unite(interners: &mut [&mut Interner]) -> (TermDictionary, Vec<Vec<TermId>>) {
    let sorted: Vec<Vec<u32>> = interners
        .iter_mut()
        .map(|it| it.sorted().to_vec())
        .collect();
    let mut ids: Vec<Vec<TermId>> = interners.iter().map(|it| vec![0; it.len()]).collect();
    let mut next = vec![0; interners.len()];
    let mut letters = Vec::new();
    let (mut ends, mut counts) = (Vec::new(), Vec::new());
    let ahead = |next: &[usize], which: usize| -> Option<(u32, &[u8])> {
        let number = *sorted[which].get(next[which])?;
        Some((number, interners[which].word(number)))
    };
    loop {
        let words = (0..interners.len()).filter_map(|which| Some(ahead(&next, which)?.1));
        let Some(least) = words.min() else {
            break;
        };
        let mut count = 0;
        for which in 0..interners.len() {
            if let Some((number, word)) = ahead(&next, which)
                && word == least
            {
                ids[which][number as usize] = ends.len() as TermId;
                count += interners[which].count(number);
                next[which] += 1;
            }
        }
        letters.extend_from_slice(least);
        ends.push(letters.len() as u32);
        counts.push(count);
    }
    // Folding writes whole characters, so nothing is replaced here.
    let letters = String::from_utf8(letters)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    (TermDictionary::new(letters, ends, counts), ids)
}

/// By the numbers that the provisions' own begin with, further ones included: (number, position).
fn by_number(provisions: &[Provision]) -> Vec<(u32, u32)> {
    let mut numbers: Vec<(u32, u32)> = (0..)
        .zip(provisions)
        .flat_map(|(position, provision)| {
            let paths = std::iter::once(&provision.path).chain(&provision.also);
            paths.map(move |path| (leading_number(path.as_str()), position))
        })
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.shrink_to_fit();
    numbers
}
