//! Which provisions have a word: sets of positions, compressed.
//!
//! A document is cut into segments of 65,536 provisions, so that a set over one is 8 kB and stays
//! in the processor's nearest memory whatever is done to it, and so that segments can be built
//! and searched on as many processors as there are. In a segment a word has a list of the gaps
//! between its provisions, a byte each for all but rare words, or a bitmap where that is smaller.
//! Lists stand in the order of the vocabulary: the words that begin alike stand together.

use std::ops::Range;

use super::vocabulary::WordId;

/// Provisions in a segment.
pub(super) const SEGMENT: usize = 1 << 16;

const WORDS: usize = SEGMENT / 64;

/// A list of this many bytes is a bitmap; no list of gaps is that long.
const BITMAP: usize = SEGMENT / 8;

/// A set of provisions of one segment.
#[derive(Clone)]
pub(super) struct Bits(Box<[u64; WORDS]>);

impl Bits {
    pub(super) fn none() -> Self {
        Self(Box::new([0; WORDS]))
    }

    /// The first `count`.
    pub(super) fn first(count: usize) -> Self {
        let mut bits = Self::none();
        bits.insert_range(0..count);
        bits
    }

    pub(super) fn insert(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    pub(super) fn insert_range(&mut self, range: Range<usize>) {
        let Range { mut start, end } = range;
        while start < end {
            let upto = end.min((start / 64 + 1) * 64);
            let width = upto - start;
            let ones = if width == 64 {
                u64::MAX
            } else {
                (1 << width) - 1
            };
            self.0[start / 64] |= ones << (start % 64);
            start = upto;
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&*other.0) {
            *mine |= theirs;
        }
    }

    pub(super) fn keep(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&*other.0) {
            *mine &= theirs;
        }
    }

    pub(super) fn without(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&*other.0) {
            *mine &= !theirs;
        }
    }

    /// Sixty-four members at a time.
    pub(super) fn words(&self) -> &[u64] {
        &*self.0
    }

    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|&word| word == 0)
    }

    /// Its members, ascending.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(at, &word)| {
            let mut left = word;
            std::iter::from_fn(move || {
                if left == 0 {
                    return None;
                }
                let bit = left.trailing_zeros() as usize;
                left &= left - 1;
                Some(at * 64 + bit)
            })
        })
    }
}

/// The lists of one segment.
#[derive(Default)]
pub(super) struct Segment {
    /// The words that occur, ascending.
    words: Vec<WordId>,
    /// Where the list of each ends in `bytes`.
    ends: Vec<u32>,
    bytes: Vec<u8>,
    /// Unions of neighbouring lists that are asked for as one and are long: of the words that
    /// begin with the same letter or two.
    unions: Vec<(Range<usize>, Bits)>,
}

/// Lists of so many bytes together are worth a union.
const WORTH: usize = SEGMENT / 2;

impl Segment {
    /// Room for the lists of so many words.
    pub(super) fn with_capacity(words: usize, bytes: usize) -> Self {
        Self {
            words: Vec::with_capacity(words),
            ends: Vec::with_capacity(words),
            bytes: Vec::with_capacity(bytes),
            unions: Vec::new(),
        }
    }

    /// Stores the union of some lists, by their places, if they are long enough.
    pub(super) fn unite(&mut self, lists: Range<usize>) {
        if self.bytes(lists.clone()).len() >= WORTH {
            let mut bits = Bits::none();
            self.add_lists(lists.clone(), &mut bits);
            self.unions.push((lists, bits));
        }
    }

    /// The bytes of neighbouring lists.
    fn bytes(&self, lists: Range<usize>) -> &[u8] {
        let end = |lists: usize| {
            lists
                .checked_sub(1)
                .map_or(0, |last| self.ends[last] as usize)
        };
        &self.bytes[end(lists.start)..end(lists.end)]
    }

    /// Appends the list of `word`, which comes after all earlier ones; `members` ascend.
    pub(super) fn push(&mut self, word: WordId, members: &[u16]) {
        let start = self.bytes.len();
        let mut before = 0;
        for &member in members {
            let mut gap = member - before;
            before = member;
            while gap >= 0x80 {
                self.bytes.push((gap & 0x7f) as u8 | 0x80);
                gap >>= 7;
            }
            self.bytes.push(gap as u8);
        }
        if self.bytes.len() - start >= BITMAP {
            self.bytes.truncate(start);
            self.bytes.resize(start + BITMAP, 0);
            for &member in members {
                self.bytes[start + usize::from(member / 8)] |= 1 << (member % 8);
            }
        }
        self.words.push(word);
        self.ends.push(self.bytes.len() as u32);
    }

    /// Gives the words the numbers that they have in the whole document. `number` must keep
    /// their order.
    pub(super) fn renumber(&mut self, number: impl Fn(WordId) -> WordId) {
        for word in &mut self.words {
            *word = number(*word);
        }
        self.bytes.shrink_to_fit();
    }

    /// Adds the provisions that have one of `words` to `bits`.
    pub(super) fn add(&self, words: Range<WordId>, bits: &mut Bits) {
        let from = self.words.partition_point(|&word| word < words.start);
        let to = from + self.words[from..].partition_point(|&word| word < words.end);
        match self.unions.iter().find(|(lists, _)| *lists == (from..to)) {
            Some((_, union)) => bits.add(union),
            None => self.add_lists(from..to, bits),
        }
    }

    fn add_lists(&self, lists: Range<usize>, bits: &mut Bits) {
        for list in lists {
            add_list(self.bytes(list..list + 1), bits);
        }
    }
}

fn add_list(list: &[u8], bits: &mut Bits) {
    if list.len() == BITMAP {
        for (mine, eight) in bits.0.iter_mut().zip(list.chunks_exact(8)) {
            let mut bytes = [0; 8];
            bytes.copy_from_slice(eight);
            *mine |= u64::from_le_bytes(bytes);
        }
        return;
    }
    let mut member = 0_usize;
    let mut gap = 0_usize;
    let mut shift = 0;
    for &byte in list {
        if byte < 0x80 {
            member += gap | usize::from(byte) << shift;
            bits.0[member / 64 % WORDS] |= 1 << (member % 64);
            gap = 0;
            shift = 0;
        } else {
            gap |= usize::from(byte & 0x7f) << shift;
            shift += 7;
        }
    }
}

/// A property that neighbours in a document mostly share, such as the session: where it changes.
#[derive(Default)]
pub(super) struct Runs {
    starts: Vec<u32>,
    values: Vec<u32>,
}

impl Runs {
    pub(super) fn of(values: impl Iterator<Item = u32>) -> Self {
        let mut runs = Self::default();
        for (at, value) in values.enumerate() {
            if runs.values.last() != Some(&value) {
                runs.starts.push(at as u32);
                runs.values.push(value);
            }
        }
        runs.starts.shrink_to_fit();
        runs.values.shrink_to_fit();
        runs
    }

    /// Adds those of the `count` provisions from `base` on whose value is `wanted`.
    pub(super) fn add(
        &self,
        base: usize,
        count: usize,
        wanted: impl Fn(u32) -> bool,
        bits: &mut Bits,
    ) {
        let first = self
            .starts
            .partition_point(|&start| start as usize <= base)
            .saturating_sub(1);
        for at in first..self.starts.len() {
            let start = (self.starts[at] as usize).max(base);
            if start >= base + count {
                break;
            }
            let end = self
                .starts
                .get(at + 1)
                .map_or(base + count, |&next| next as usize);
            if wanted(self.values[at]) {
                bits.insert_range(start - base..end.min(base + count) - base);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn lists_come_back(sets in prop::collection::vec((prop::collection::btree_set(any::<u16>(), 1..300), 1_u16..9), 1..6)) {
            let mut segment = Segment::default();
            // Some dense ones, which become bitmaps.
            let sets: Vec<Vec<u16>> = sets
                .into_iter()
                .map(|(set, step)| {
                    if step == 1 { (0..60_000).collect() } else { set.into_iter().collect() }
                })
                .collect();
            for (word, set) in sets.iter().enumerate() {
                segment.push(word as u32 * 3, set);
            }
            for (word, set) in sets.iter().enumerate() {
                let mut bits = Bits::none();
                let word = word as u32 * 3;
                segment.add(word..word + 2, &mut bits);
                let back: Vec<usize> = bits.iter().collect();
                prop_assert_eq!(bits.count(), set.len());
                prop_assert!(back.iter().zip(set).all(|(a, b)| *a == usize::from(*b)));
            }
        }

        #[test]
        fn runs_come_back(values in prop::collection::vec(0_u32..3, 0..200), base in 0_usize..200, count in 0_usize..200) {
            let runs = Runs::of(values.iter().copied());
            let count = count.min(values.len().saturating_sub(base));
            let mut bits = Bits::none();
            runs.add(base, count, |value| value == 1, &mut bits);
            let expected: Vec<usize> = (0..count).filter(|at| values[base + at] == 1).collect();
            prop_assert_eq!(bits.iter().collect::<Vec<_>>(), expected);
        }
    }
}
