//! Postings: which provisions of a segment have a word, compressed.
//!
//! A document is cut into segments of 32,768 provisions, so that a bitmap over one is 4 kB and
//! stays in the processor's nearest cache, and so that segments can be built and searched on as
//! many processors as there are. In a segment a word has a list of the gaps between its provisions,
//! a byte each for all but rare words, or a bitmap where that is smaller. Lists stand in the order
//! of the term dictionary: words that begin alike stand together.
//!
//! `roaring` holds the sets that are kept for the whole document (facets, hits); here its containers
//! would take about twice the memory of these lists.

use std::ops::Range;

use roaring::RoaringBitmap;

use super::term_dictionary::TermId;

/// Provisions in a segment.
pub(super) const SEGMENT: usize = 1 << 15;

const WORDS: usize = SEGMENT / 64;

/// A list of this many bytes is a bitmap; no list of gaps is that long.
const BITMAP: usize = SEGMENT / 8;

/// A set of provisions of one segment, by their places in it.
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

    /// What of `set` lies in the segment that begins at `base`.
    pub(super) fn of(set: &RoaringBitmap, base: usize) -> Self {
        let mut bits = Self::none();
        let (first, last) = (base as u32, (base + SEGMENT - 1) as u32);
        let mut members = set.range(first..=last);
        while let Some(run) = members.next_range() {
            bits.insert_range(*run.start() as usize - base..*run.end() as usize - base + 1);
        }
        bits
    }

    pub(super) fn insert(&mut self, at: usize) {
        self.0[at / 64 % WORDS] |= 1 << (at % 64);
    }

    pub(super) fn contains(&self, at: usize) -> bool {
        self.0[at / 64 % WORDS] >> (at % 64) & 1 == 1
    }

    pub(super) fn insert_range(&mut self, range: Range<usize>) {
        let Range { mut start, end } = range;
        while start < end.min(SEGMENT) {
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
    pub(super) fn words(&self) -> &[u64; WORDS] {
        &self.0
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
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

/// One set for the whole document from those of its segments, which come in order.
pub(super) fn united<'b>(segments: impl Iterator<Item = &'b Bits>) -> RoaringBitmap {
    let mut bytes = Vec::new();
    for bits in segments {
        bytes.extend(bits.0.iter().flat_map(|word| word.to_le_bytes()));
    }
    RoaringBitmap::from_lsb0_bytes(0, &bytes)
}

/// The lists of one segment.
#[derive(Default)]
pub(super) struct Postings {
    /// The words that occur, ascending, with the numbers of whoever counts them; none any more once
    /// they have ids in the whole document.
    counted: Vec<TermId>,
    /// Which ids of the whole document occur.
    present: TermSet,
    /// Where the list of each ends in `bytes`.
    ends: Vec<u32>,
    bytes: Vec<u8>,
    /// Unions of neighbouring lists that are asked for as one and are long: of the words that
    /// begin with the same letter or two.
    unions: Vec<(Range<usize>, Bits)>,
}

/// A set of words of the whole document in which a word's place is told at once.
#[derive(Default)]
struct TermSet {
    /// A bit for each id.
    bits: Vec<u64>,
    /// How many members stand before each [`RANKED`] words of bits.
    ranks: Vec<u32>,
}

/// So many words of bits have a rank.
const RANKED: usize = 8;

impl TermSet {
    /// From ids in ascending order.
    fn new(ids: impl Iterator<Item = TermId>) -> Self {
        let mut bits = Vec::new();
        for id in ids {
            let at = id as usize / 64;
            if bits.len() <= at {
                bits.resize(at + 1, 0);
            }
            bits[at] |= 1_u64 << (id % 64);
        }
        bits.shrink_to_fit();
        let mut sum = 0;
        let ranks = bits.chunks(RANKED).map(|some| {
            let before = sum;
            sum += some.iter().map(|word| word.count_ones()).sum::<u32>();
            before
        });
        let ranks = ranks.collect();
        Self { bits, ranks }
    }

    /// How many members are less than `id`.
    fn rank(&self, id: TermId) -> u32 {
        let end = self.bits.len() * 64;
        let last = (id as usize).min(end);
        let (word, bit) = (last / 64, last % 64);
        let block = (word / RANKED).min(self.ranks.len().saturating_sub(1));
        let Some(&before) = self.ranks.get(block) else {
            return 0;
        };
        let whole = self.bits[block * RANKED..word].iter();
        let part = self
            .bits
            .get(word)
            .map_or(0, |bits| bits & ((1 << bit) - 1));
        before + whole.map(|word| word.count_ones()).sum::<u32>() + part.count_ones()
    }
}

/// Lists of so many bytes together are worth a union.
const WORTH: usize = SEGMENT;

impl Postings {
    /// Room for the lists of so many words.
    pub(super) fn with_capacity(terms: usize) -> Self {
        Self {
            counted: Vec::with_capacity(terms),
            ends: Vec::with_capacity(terms),
            ..Self::default()
        }
    }

    /// How many words there are.
    pub(super) fn terms(&self) -> usize {
        self.ends.len()
    }

    /// Frees what is not needed once all lists are there.
    pub(super) fn shrink(&mut self) {
        self.bytes.shrink_to_fit();
        self.unions.shrink_to_fit();
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

    /// Appends the list of `term`, which comes after all earlier ones; `members` ascend.
    pub(super) fn push(&mut self, term: TermId, members: &[u16]) {
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
        self.counted.push(term);
        self.ends.push(self.bytes.len() as u32);
    }

    /// Gives the words the ids that they have in the whole document. `id` must keep their order.
    pub(super) fn renumber(&mut self, id: impl Fn(TermId) -> TermId) {
        self.present = TermSet::new(std::mem::take(&mut self.counted).into_iter().map(id));
    }

    /// Which of the segment's words, by their places in its order, lie in `terms`.
    pub(super) fn local(&self, terms: &Range<TermId>) -> Range<u32> {
        self.present.rank(terms.start)..self.present.rank(terms.end)
    }

    /// Adds the provisions that have one of these words, by their places, to `bits`.
    pub(super) fn add(&self, local: &Range<u32>, bits: &mut Bits) {
        let lists = local.start as usize..local.end as usize;
        match self.unions.iter().find(|(united, _)| *united == lists) {
            Some((_, union)) => bits.add(union),
            None => self.add_lists(lists, bits),
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
            bits.insert(member);
            gap = 0;
            shift = 0;
        } else {
            gap |= usize::from(byte & 0x7f) << shift;
            shift += 7;
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
        fn lists_come_back(sets in prop::collection::vec((prop::collection::btree_set(0_u16..32_768, 1..300), 1_u16..9), 1..6)) {
            let mut postings = Postings::default();
            // Some dense ones, which become bitmaps.
            let sets: Vec<Vec<u16>> = sets
                .into_iter()
                .map(|(set, step)| {
                    if step == 1 { (0..30_000).collect() } else { set.into_iter().collect() }
                })
                .collect();
            for (term, set) in sets.iter().enumerate() {
                postings.push(term as u32 * 3, set);
            }
            postings.renumber(|term| term);
            for (term, set) in sets.iter().enumerate() {
                let mut bits = Bits::none();
                let term = term as u32 * 3;
                postings.add(&postings.local(&(term..term + 2)), &mut bits);
                let back: Vec<usize> = bits.iter().collect();
                prop_assert_eq!(back.len(), set.len());
                prop_assert!(back.iter().zip(set).all(|(a, b)| *a == usize::from(*b)));
            }
        }

        #[test]
        fn places_of_words_are_their_ranks(
            ids in prop::collection::btree_set(0_u32..3_000, 0..300),
            asked in 0_u32..4_000,
        ) {
            let terms = TermSet::new(ids.iter().copied());
            for asked in ids.iter().copied().chain([asked, 0, u32::MAX]) {
                prop_assert_eq!(terms.rank(asked) as usize, ids.range(..asked).count());
            }
        }

        #[test]
        fn sets_of_the_document_and_of_its_segments_agree(
            members in prop::collection::btree_set(0_u32..100_000, 0..400),
            run in 0_u32..100_000,
        ) {
            let mut set: RoaringBitmap = members.into_iter().collect();
            set.insert_range(run..run + 5_000);
            let segments: Vec<Bits> = (0..4).map(|at| Bits::of(&set, at * SEGMENT)).collect();
            prop_assert_eq!(united(segments.iter()), set);
        }
    }
}
