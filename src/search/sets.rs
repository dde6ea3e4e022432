//! Which provisions of a segment a plan holds for.

use super::filters::Filter;
use super::index::{Index, NO_HEADING};
use super::patterns::Scratch;
use super::plan::{Leaf, Node, Plan};
use super::postings::{Bits, SEGMENT};
use super::row::Row;
use crate::model::{Document, Status};

/// One segment, with what each leaf matches in it.
pub(super) struct Sets<'p> {
    plan: &'p Plan,
    index: &'p Index,
    compilation: &'p Document,
    /// Position of its first provision.
    pub(super) base: usize,
    /// How many it has.
    count: usize,
    which: usize,
    pub(super) leaves: Vec<LeafSets>,
}

/// What a leaf matches.
pub(super) struct LeafSets {
    /// By level, nearest first.
    pub(super) levels: Vec<Bits>,
    /// In whatever level.
    text: Bits,
    /// In the headings above.
    pub(super) heading: Option<Bits>,
    /// Beside the text, in the reader's hand.
    pub(super) beside: Option<Bits>,
}

impl<'p> Sets<'p> {
    pub(super) fn new(
        plan: &'p Plan,
        index: &'p Index,
        compilation: &'p Document,
        which: usize,
    ) -> Self {
        let base = which * SEGMENT;
        let mut sets = Self {
            plan,
            index,
            compilation,
            base,
            count: SEGMENT.min(index.count - base),
            which,
            leaves: Vec::new(),
        };
        let leaves = plan.leaves.iter().map(|leaf| sets.leaf(leaf));
        sets.leaves = leaves.collect();
        sets
    }

    fn leaf(&self, leaf: &Leaf) -> LeafSets {
        let mut text = Bits::none();
        let mut levels = Vec::with_capacity(leaf.levels.len());
        for level in &leaf.levels {
            let mut bits = Bits::none();
            for words in &level.words {
                self.index.segments[self.which].add(words.clone(), &mut bits);
            }
            text.add(&bits);
            levels.push(bits);
        }
        let heading = (!leaf.headings.is_empty()).then(|| {
            let mut bits = self.under(&leaf.headings);
            // What is gone has nothing to read under its heading.
            bits.without(
                &self.with_status(|status| matches!(status, Status::Deleted | Status::Omitted)),
            );
            bits
        });
        LeafSets {
            levels,
            text,
            heading,
            beside: (!leaf.beside.is_empty()).then(|| self.at(&leaf.beside)),
        }
    }

    /// Everything that the plan holds for.
    pub(super) fn found(&self) -> Bits {
        self.holds(&self.plan.root, &Bits::first(self.count), false)
    }

    /// Which of `among` a node holds for. What is to be left out is left out for its own words,
    /// not for those above it: hence `text_only`.
    fn holds(&self, node: &Node, among: &Bits, text_only: bool) -> Bits {
        let mut found = match node {
            Node::Leaf(leaf) => {
                let sets = &self.leaves[*leaf];
                let mut bits = sets.text.clone();
                if !text_only {
                    for around in [&sets.heading, &sets.beside].into_iter().flatten() {
                        bits.add(around);
                    }
                }
                bits
            }
            Node::Row(leaves) => return self.in_a_row(leaves, among),
            Node::All(nodes) => {
                let mut left = among.clone();
                // Rows last: they are looked up in the texts.
                let (rows, others): (Vec<&Node>, Vec<&Node>) =
                    nodes.iter().partition(|node| asks_texts(node));
                for node in others.into_iter().chain(rows) {
                    left = self.holds(node, &left, text_only);
                }
                return left;
            }
            Node::Any(nodes) | Node::Some(nodes) => {
                let mut either = Bits::none();
                let mut left = among.clone();
                for node in nodes {
                    let some = self.holds(node, &left, text_only);
                    left.without(&some);
                    either.add(&some);
                }
                return either;
            }
            Node::Not(node) => {
                let mut left = among.clone();
                left.without(&self.holds(node, among, true));
                return left;
            }
            Node::Filter(filter) => self.filtered(filter),
        };
        found.keep(among);
        found
    }

    /// Texts among `among` that have all `leaves` one after the other.
    fn in_a_row(&self, leaves: &[usize], among: &Bits) -> Bits {
        let mut likely = among.clone();
        for &leaf in leaves {
            likely.keep(&self.leaves[leaf].text);
        }
        if leaves.len() < 2 || likely.is_empty() {
            return likely;
        }
        let row = Row::new(&self.plan.patterns, leaves);
        let mut found = Bits::none();
        let mut scratch = Scratch::default();
        for at in likely.iter() {
            let text = &self.compilation.provisions[self.base + at].text;
            if row.stands_in(text, &mut scratch) {
                found.insert(at);
            }
        }
        found
    }

    fn filtered(&self, filter: &Filter) -> Bits {
        let mut bits = Bits::none();
        let (base, count) = (self.base, self.count);
        match filter {
            Filter::Sessions(which) => {
                let wanted = |session: u32| which.get(session as usize) == Some(&true);
                self.index.sessions.add(base, count, wanted, &mut bits);
            }
            Filter::Headings(headings) => bits = self.under(headings),
            Filter::Statuses(statuses) => {
                bits = self.with_status(|status| statuses.contains(&status))
            }
            Filter::Role(role) => {
                self.index
                    .roles
                    .add(base, count, |value| value == *role as u32, &mut bits);
            }
            Filter::Positions(positions) => bits = self.at(positions),
        }
        bits
    }

    /// Those of `positions`, ascending, that are in this segment.
    fn at(&self, positions: &[u32]) -> Bits {
        let mut bits = Bits::none();
        let (base, end) = (self.base, self.base + self.count);
        let from = positions.partition_point(|&at| (at as usize) < base);
        for &at in &positions[from..] {
            if at as usize >= end {
                break;
            }
            bits.insert(at as usize - base);
        }
        bits
    }

    fn under(&self, headings: &[u32]) -> Bits {
        let mut bits = Bits::none();
        let wanted = |heading| heading != NO_HEADING && headings.binary_search(&heading).is_ok();
        self.index
            .headings
            .add(self.base, self.count, wanted, &mut bits);
        bits
    }

    fn with_status(&self, wanted: impl Fn(Status) -> bool) -> Bits {
        let mut bits = Bits::none();
        let wanted = |value: u32| {
            Status::ALL
                .get(value as usize)
                .is_some_and(|&status| wanted(status))
        };
        self.index
            .statuses
            .add(self.base, self.count, wanted, &mut bits);
        bits
    }
}

/// Whether a node can only be decided by reading texts.
fn asks_texts(node: &Node) -> bool {
    match node {
        Node::Row(leaves) => leaves.len() > 1,
        Node::All(nodes) | Node::Any(nodes) | Node::Some(nodes) => nodes.iter().any(asks_texts),
        Node::Not(node) => asks_texts(node),
        Node::Leaf(_) | Node::Filter(_) => false,
    }
}
