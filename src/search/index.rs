//! What is known of a document before anything is asked.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::lexicon::Lexicon;
use super::postings::{Runs, SEGMENT, Segment};
use super::reading::{Built, Reader, heading_words};
use super::vocabulary::{Vocabulary, WordId};
use crate::language::operative::Asks;
use crate::model::{Document, Provision};

/// The words of a document and the provisions that have them. Built once; owns no texts, so it
/// must be asked together with the document that it was built from.
pub struct Index {
    pub(super) vocabulary: Vocabulary,
    pub(super) segments: Vec<Segment>,
    /// How many provisions are covered.
    pub(super) count: usize,
    /// Words in each text, 255 for that many and more.
    pub(super) lengths: Vec<u8>,
    /// The least of each sixty-four lengths.
    pub(super) shortest: Vec<u8>,
    pub(super) mean_length: f32,
    pub(super) sessions: Runs,
    /// Innermost headings, [`NO_HEADING`] for none.
    pub(super) headings: Runs,
    /// Positions in [`crate::model::Status::ALL`].
    pub(super) statuses: Runs,
    /// 1 for chapeaux.
    pub(super) roles: Runs,
    /// (word, heading) for all words of each heading and of those above it, ascending.
    pub(super) heading_words: Vec<(WordId, u32)>,
    /// Who is asked to do what; read when somebody first asks for it, since that takes the
    /// grammar of every sentence.
    asks: OnceLock<Asks>,
    /// Positions by the number that the provision's own begins with, then in document order.
    pub(super) by_number: Vec<u32>,
}

/// The value of provisions that stand under no heading.
pub(super) const NO_HEADING: u32 = u32::MAX;

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index")
            .field("provisions", &self.count)
            .field("words", &self.vocabulary.len())
            .finish_non_exhaustive()
    }
}

impl Index {
    /// Reads every text once. Uses up to as many threads as there are processors.
    #[must_use]
    pub fn build(compilation: &Document) -> Self {
        Self::build_first(compilation, compilation.provisions.len(), &|_| {})
    }

    /// The same for the first `count` provisions only, so that there is something to answer with
    /// while the rest is being built; [`Index::covers`] says how many there are in it. `progress`
    /// hears how many are done, from any thread.
    #[must_use]
    pub fn build_first(
        compilation: &Document,
        count: usize,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Self {
        let provisions = &compilation.provisions[..count.min(compilation.provisions.len())];
        let chunks: Vec<&[Provision]> = provisions.chunks(SEGMENT).collect();
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let next = AtomicUsize::new(0);
        let done = AtomicUsize::new(0);
        let work = || {
            let mut reader = Reader::new();
            let mut segments = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(chunk) = chunks.get(at) else {
                    return (reader.lexicon, segments);
                };
                segments.push((at, reader.segment(chunk)));
                progress(done.fetch_add(chunk.len(), Ordering::Relaxed) + chunk.len());
            }
        };
        let mut parts: Vec<(Lexicon, Vec<(usize, Built)>)> = if chunks.len() < 2 || processors < 2 {
            vec![work()]
        } else {
            std::thread::scope(|scope| {
                let threads: Vec<_> = (0..processors.min(chunks.len()))
                    .map(|_| scope.spawn(work))
                    .collect();
                let join = |thread: std::thread::ScopedJoinHandle<'_, _>| {
                    thread
                        .join()
                        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
                };
                threads.into_iter().map(join).collect()
            })
        };
        let (headings, heading_words) = heading_words(compilation);
        let lexicons: Vec<&Lexicon> = parts
            .iter()
            .map(|(lexicon, _)| lexicon)
            .chain([&headings])
            .collect();
        let (vocabulary, numbers) = unite(&lexicons);
        let mut ordered: Vec<(usize, Segment, Vec<u8>)> = Vec::new();
        for ((_, segments), numbers) in parts.iter_mut().zip(&numbers) {
            for (
                at,
                Built {
                    mut segment,
                    lengths,
                },
            ) in segments.drain(..)
            {
                segment.renumber(|word| numbers[word as usize]);
                ordered.push((at, segment, lengths));
            }
        }
        drop(parts);
        ordered.sort_unstable_by_key(|(at, ..)| *at);
        let mut lengths = Vec::with_capacity(provisions.len());
        let mut segments = Vec::with_capacity(ordered.len());
        for (_, segment, some) in ordered {
            lengths.extend_from_slice(&some);
            segments.push(segment);
        }
        let texts = lengths.iter().filter(|&&length| length > 0).count().max(1);
        let total: u64 = lengths.iter().map(|&length| u64::from(length)).sum();
        let numbers = &numbers[numbers.len() - 1];
        let mut heading_words: Vec<(WordId, u32)> = (0..)
            .zip(&heading_words)
            .flat_map(|(heading, words)| {
                words
                    .iter()
                    .map(move |&word| (numbers[word as usize], heading))
            })
            .collect();
        heading_words.sort_unstable();
        Self {
            vocabulary,
            segments,
            count: provisions.len(),
            shortest: lengths
                .chunks(64)
                .map(|some| some.iter().copied().min().unwrap_or(0))
                .collect(),
            lengths,
            mean_length: total as f32 / texts as f32,
            sessions: Runs::of(provisions.iter().map(|provision| provision.part)),
            headings: Runs::of(
                provisions
                    .iter()
                    .map(|provision| provision.heading.unwrap_or(NO_HEADING)),
            ),
            statuses: Runs::of(provisions.iter().map(|provision| provision.status() as u32)),
            roles: Runs::of(provisions.iter().map(|provision| provision.role as u32)),
            heading_words,
            asks: OnceLock::new(),
            by_number: by_number(provisions),
        }
    }

    /// Who is asked to do what in `compilation`, the document that this was built from.
    pub(super) fn asks(&self, compilation: &Document) -> &Asks {
        self.asks.get_or_init(|| Asks::of(compilation))
    }

    /// How many provisions, from the first on, it can find.
    #[must_use]
    pub fn covers(&self) -> usize {
        self.count
    }
}

/// One vocabulary from several lexicons, and for each of these its words' numbers in it.
fn unite(lexicons: &[&Lexicon]) -> (Vocabulary, Vec<Vec<WordId>>) {
    let sorted: Vec<Vec<u32>> = lexicons.iter().map(|lexicon| lexicon.sorted()).collect();
    let mut numbers: Vec<Vec<WordId>> = lexicons
        .iter()
        .map(|lexicon| vec![0; lexicon.len()])
        .collect();
    let mut next = vec![0; lexicons.len()];
    let mut letters = Vec::new();
    let (mut ends, mut counts) = (Vec::new(), Vec::new());
    let ahead = |next: &[usize], which: usize| -> Option<(u32, &[u8])> {
        let number = *sorted[which].get(next[which])?;
        Some((number, lexicons[which].word(number)))
    };
    loop {
        let words = (0..lexicons.len()).filter_map(|which| Some(ahead(&next, which)?.1));
        let Some(least) = words.min() else {
            break;
        };
        let mut count = 0;
        for which in 0..lexicons.len() {
            if let Some((number, word)) = ahead(&next, which)
                && word == least
            {
                numbers[which][number as usize] = ends.len() as WordId;
                count += lexicons[which].count(number);
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
    (Vocabulary::new(letters, ends, counts), numbers)
}

/// Positions in the order of the numbers that the provisions' own begin with.
fn by_number(provisions: &[Provision]) -> Vec<u32> {
    let mut positions: Vec<u32> = (0..provisions.len() as u32).collect();
    let key = |&at: &u32| leading_number(provisions[at as usize].path.as_str());
    if !positions.is_sorted_by_key(key) {
        positions.sort_by_cached_key(key);
    }
    positions
}

/// The number that a provision's number begins with: 103 for `103 (d)`, 133 for `133.45`. 0 where
/// it begins with none.
pub(super) fn leading_number(number: &str) -> u32 {
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    number[..digits].parse().unwrap_or(0)
}
