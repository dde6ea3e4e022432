//! The heading index: which headings have a word, and which provisions stand under a heading.
//!
//! Headings are numbered in preorder, so that a heading and all below it are a range of numbers. A
//! word is filed only under the headings that have it themselves; in each segment the provisions are
//! sorted by the number of their innermost heading, so that a range of headings is a run of
//! provisions. Memory is linear in the headings' own words and in the provisions; a word costs its
//! headings and what stands under them.

use std::ops::Range;

use super::postings::Bits;
use super::term_dictionary::TermId;
use crate::model::Heading;

/// The headings of a document in preorder.
#[derive(Default)]
pub(super) struct HeadingTree {
    /// Preorder number of each heading, by its index in the document.
    numbers: Vec<u32>,
    /// By preorder number: one more than the last number below.
    ends: Vec<u32>,
}

/// A set of headings with all that is below them: ranges of preorder numbers, ascending, apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct HeadingSet(Vec<Range<u32>>);

/// The provisions of a segment, sorted by their innermost heading.
#[derive(Default)]
pub(super) struct SegmentHeadings {
    /// Preorder numbers that occur, ascending.
    numbers: Vec<u32>,
    /// Where the provisions of each begin in `members`; one more at the end.
    starts: Vec<u32>,
    /// Places in the segment.
    members: Vec<u16>,
}

/// Which headings have a word: (word, preorder number), ascending.
#[derive(Default)]
pub(super) struct HeadingWords(Vec<(TermId, u32)>);

impl HeadingTree {
    pub(super) fn new(headings: &[Heading]) -> Self {
        // A parent stands before its child; whatever says otherwise has none.
        let above = |at: usize| {
            let parent = headings[at].parent.map(|up| up as usize);
            parent.filter(|&up| up < at)
        };
        let mut sizes = vec![1_u32; headings.len()];
        for at in (0..headings.len()).rev() {
            if let Some(up) = above(at) {
                sizes[up] += sizes[at];
            }
        }
        let mut numbers = vec![0; headings.len()];
        let mut ends = vec![0; headings.len()];
        // By heading: the number of its next child.
        let mut next = vec![0; headings.len()];
        let mut next_root = 0;
        for at in 0..headings.len() {
            let free = match above(at) {
                Some(up) => &mut next[up],
                None => &mut next_root,
            };
            let number = *free;
            *free += sizes[at];
            numbers[at] = number;
            next[at] = number + 1;
            ends[number as usize] = number + sizes[at];
        }
        Self { numbers, ends }
    }

    /// The preorder number of the heading with this index in the document.
    pub(super) fn number(&self, heading: u32) -> Option<u32> {
        self.numbers.get(heading as usize).copied()
    }

    /// The headings that have one of the words themselves, with all that is below them.
    pub(super) fn having<'w>(
        &self,
        words: &HeadingWords,
        wanted: impl Iterator<Item = &'w Range<TermId>>,
    ) -> HeadingSet {
        let mut numbers = Vec::new();
        for range in wanted {
            let from = words.0.partition_point(|&(word, _)| word < range.start);
            let having = words.0[from..].iter();
            let having = having.take_while(|(word, _)| *word < range.end);
            numbers.extend(having.map(|&(_, number)| number));
        }
        numbers.sort_unstable();
        let mut set = HeadingSet::default();
        for number in numbers {
            let end = self.ends[number as usize];
            match set.0.last_mut() {
                Some(last) if number <= last.end => last.end = last.end.max(end),
                _ => set.0.push(number..end),
            }
        }
        set
    }

    /// By index of the heading: what `by_number` says of it and of all below it, added up.
    fn added_up(&self, by_number: &[u32]) -> Vec<u32> {
        let mut sums = Vec::with_capacity(by_number.len() + 1);
        let mut sum = 0;
        sums.push(0);
        for count in by_number {
            sum += count;
            sums.push(sum);
        }
        let under =
            |&number: &u32| sums[self.ends[number as usize] as usize] - sums[number as usize];
        self.numbers.iter().map(under).collect()
    }

    /// How many members of a set stand under each heading, by its index in the document, from how
    /// many stand directly under it in each segment.
    pub(super) fn counts(&self, segments: impl Iterator<Item = Vec<(u32, u32)>>) -> Vec<u32> {
        let mut by_number = vec![0; self.ends.len()];
        for (number, count) in segments.flatten() {
            by_number[number as usize] += count;
        }
        self.added_up(&by_number)
    }
}

impl HeadingWords {
    pub(super) fn new(mut words: Vec<(TermId, u32)>) -> Self {
        words.sort_unstable();
        words.dedup();
        Self(words)
    }
}

impl HeadingSet {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the heading with this preorder number is in it.
    pub(super) fn contains(&self, number: u32) -> bool {
        let after = self.0.partition_point(|range| range.end <= number);
        (self.0.get(after)).is_some_and(|range| range.contains(&number))
    }

    /// What is in both.
    pub(super) fn and(&self, other: &Self) -> Self {
        let (mut mine, mut theirs) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut both = Self::default();
        while let (Some(one), Some(two)) = (mine.peek(), theirs.peek()) {
            let range = one.start.max(two.start)..one.end.min(two.end);
            if !range.is_empty() {
                both.0.push(range);
            }
            if one.end <= two.end {
                mine.next();
            } else {
                theirs.next();
            }
        }
        both
    }
}

impl SegmentHeadings {
    /// From the preorder number of each provision's innermost heading, by its place.
    pub(super) fn new(headings: impl Iterator<Item = Option<u32>>) -> Self {
        let places = (0..=u16::MAX).zip(headings);
        let mut under: Vec<(u32, u16)> = places
            .filter_map(|(place, number)| Some((number?, place)))
            .collect();
        under.sort_unstable();
        let mut segment = Self::default();
        for (at, (number, place)) in (0..).zip(under) {
            if segment.numbers.last() != Some(&number) {
                segment.numbers.push(number);
                segment.starts.push(at);
            }
            segment.members.push(place);
        }
        segment.starts.push(segment.members.len() as u32);
        segment
    }

    /// The provisions of neighbouring headings, by the headings' places in `numbers`.
    fn members(&self, at: Range<usize>) -> &[u16] {
        &self.members[self.starts[at.start] as usize..self.starts[at.end] as usize]
    }

    /// How many of `bits` stand directly under each heading: (preorder number, count).
    pub(super) fn counts(&self, bits: &Bits) -> Vec<(u32, u32)> {
        let count = |at: usize| {
            let members = self.members(at..at + 1).iter();
            members
                .map(|&member| u32::from(bits.contains(usize::from(member))))
                .sum()
        };
        let numbers = self.numbers.iter().enumerate();
        numbers.map(|(at, &number)| (number, count(at))).collect()
    }

    /// Adds the provisions under the headings of a set.
    pub(super) fn add(&self, set: &HeadingSet, bits: &mut Bits) {
        // Few ranges are looked up, many are merged with the headings that occur.
        let looked_up = set.0.len() * 32 < self.numbers.len();
        let mut at = 0;
        let forward = |at: usize, number: u32| {
            let rest = &self.numbers[at..];
            at + if looked_up {
                rest.partition_point(|&other| other < number)
            } else {
                rest.iter().take_while(|&&other| other < number).count()
            }
        };
        for range in &set.0 {
            let from = forward(at, range.start);
            at = forward(from, range.end);
            for &member in self.members(from..at) {
                bits.insert(usize::from(member));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(parent: Option<u32>) -> Heading {
        Heading {
            part: None,
            parent,
            title: "".into(),
            lines: None,
            basis: crate::model::Basis::Marked,
        }
    }

    /// 0 has 1 and 3 below it, 1 has 4; 2 stands alone; 5 claims to be below what comes later.
    fn tree() -> HeadingTree {
        let parents = [None, Some(0), None, Some(0), Some(1), Some(5)];
        HeadingTree::new(&parents.map(heading))
    }

    #[test]
    fn what_is_below_a_heading_is_a_range() {
        let tree = tree();
        let below = |heading: usize| {
            let number = tree.numbers[heading];
            number..tree.ends[number as usize]
        };
        assert_eq!(below(0), 0..4);
        assert_eq!(below(1), 1..3);
        assert_eq!(below(4), 2..3);
        assert_eq!(below(3), 3..4);
        assert_eq!(below(2), 4..5);
        assert_eq!(below(5), 5..6);
    }

    #[test]
    fn provisions_under_the_headings_with_a_word() {
        let tree = tree();
        // Word 7 stands in heading 1, word 8 in headings 0 and 2, word 9 in heading 3.
        let number = |heading| tree.number(heading).unwrap_or_default();
        let words = HeadingWords::new(vec![
            (8, number(2)),
            (7, number(1)),
            (8, number(0)),
            (9, number(3)),
        ]);
        let headings = [Some(4), None, Some(2), Some(0), Some(3), Some(1)];
        let numbers = headings.map(|heading| tree.number(heading?));
        let segment = SegmentHeadings::new(numbers.into_iter());
        let under = |wanted: &[Range<TermId>]| -> Vec<usize> {
            let mut bits = Bits::none();
            segment.add(&tree.having(&words, wanted.iter()), &mut bits);
            bits.iter().collect()
        };
        let word = |id: TermId| id..id + 1;
        assert_eq!(under(&[word(7)]), [0, 5]);
        assert_eq!(under(&[word(8)]), [0, 2, 3, 4, 5]);
        assert_eq!(under(&[word(7), word(9)]), [0, 4, 5]);
        assert!(under(&[word(1), word(2)]).is_empty());
        let both = tree
            .having(&words, [word(8)].iter())
            .and(&tree.having(&words, [word(9)].iter()));
        let mut bits = Bits::none();
        segment.add(&both, &mut bits);
        assert_eq!(bits.iter().collect::<Vec<_>>(), [4]);
        // All but the one at 5: by heading 0, 1, 2, 3, 4, 5.
        let counts = tree.counts(std::iter::once(segment.counts(&Bits::first(5))));
        assert_eq!(counts, [3, 1, 1, 1, 1, 0]);
    }
}
