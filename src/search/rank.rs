//! Which hits come first.
//!
//! In two passes, because reading texts is what costs. The first goes over all hits with what
//! the postings know: how rare the words are, how near their tier, how long the text. The second
//! reads the best of them once more and looks at how often the words stand there, how close
//! together and in which order.

use std::cmp::Ordering;

use super::index::Index;
use super::patterns::{Occurrence, Scratch, in_a_row};
use super::plan::{Node, Plan};
use super::postings::Bits;
use super::sets::Sets;
use crate::model::Document;

/// So many hits are ranked; the others follow in the document's order.
pub(super) const RANKED: usize = 1_000;

/// Of so many the texts are read.
pub(super) const READ: usize = 256;

/// How soon further occurrences of a word count less, and how much longer texts are held back:
/// the usual constants of this kind of weight, the second lowered, for recommendations are short.
const SATURATION: f32 = 1.2;
const LENGTH: f32 = 0.4;

/// What a match in a heading is worth beside one in the text.
const HEADING: f32 = 0.35;

/// What a match in the reader's own words is worth beside one in the text.
const BESIDE: f32 = 0.2;

/// What standing together is worth, beside the rarer of two words.
const TOGETHER: f32 = 0.6;

/// A provision with what it scores.
pub(super) type Scored = (f32, u32);

/// Best first; ties in the document's order.
pub(super) fn by_score(one: &Scored, other: &Scored) -> Ordering {
    other.0.total_cmp(&one.0).then(one.1.cmp(&other.1))
}

/// The best of many.
#[derive(Default)]
pub(super) struct Best {
    kept: Vec<Scored>,
    /// What must be exceeded to get in.
    bar: f32,
}

impl Best {
    /// Offers the hits of a segment, in the order of their positions.
    ///
    /// Sixty-four at a time are passed over where even the shortest text among them could not
    /// get in.
    pub(super) fn offer(&mut self, plan: &Plan, index: &Index, sets: &Sets<'_>, found: &Bits) {
        let norms = norms(index);
        for (block, &members) in found.words().iter().enumerate() {
            if members == 0 {
                continue;
            }
            let shortest = index.shortest[sets.base / 64 + block];
            let most: f32 = sum(plan, sets, |bits| bits.words()[block] & members != 0);
            if self.kept.len() >= RANKED && most * norms[usize::from(shortest)] <= self.bar {
                continue;
            }
            let mut left = members;
            while left != 0 {
                let bit = left.trailing_zeros() as usize;
                left &= left - 1;
                let position = sets.base + block * 64 + bit;
                let score = sum(plan, sets, |bits| bits.words()[block] >> bit & 1 == 1)
                    * norms[usize::from(index.lengths[position])];
                if score > self.bar || self.kept.len() < RANKED {
                    self.kept.push((score, position as u32));
                    if self.kept.len() >= 2 * RANKED {
                        self.cut();
                    }
                }
            }
        }
    }

    fn cut(&mut self) {
        if self.kept.len() > RANKED {
            self.kept.select_nth_unstable_by(RANKED - 1, by_score);
            self.kept.truncate(RANKED);
            self.bar = self.kept[RANKED - 1].0;
        }
    }

    /// The best of both.
    pub(super) fn join(mut self, other: Self) -> Self {
        self.kept.extend(other.kept);
        self.cut();
        self
    }

    /// The best, best first.
    pub(super) fn ranked(mut self) -> Vec<Scored> {
        self.cut();
        self.kept.sort_unstable_by(by_score);
        self.kept
    }
}

/// What the leaves are worth together, each in the nearest level whose set `has` it.
fn sum(plan: &Plan, sets: &Sets<'_>, has: impl Fn(&Bits) -> bool) -> f32 {
    let mut sum = 0.0;
    for (leaf, sets) in plan.leaves.iter().zip(&sets.leaves) {
        sum += match sets.levels.iter().position(&has) {
            Some(level) => leaf.weights[level],
            None if sets.heading.as_ref().is_some_and(&has) => {
                HEADING * leaf.weights.first().copied().unwrap_or(1.0)
            }
            None if sets.beside.as_ref().is_some_and(&has) => {
                BESIDE * leaf.weights.first().copied().unwrap_or(1.0)
            }
            None => 0.0,
        };
    }
    sum
}

/// By how much a text of each length is held back.
fn norms(index: &Index) -> [f32; 256] {
    let mut norms = [0.0; 256];
    for (length, norm) in norms.iter_mut().enumerate() {
        *norm = (SATURATION + 1.0) / (1.0 + SATURATION * relative(length as f32, index));
    }
    norms
}

fn relative(length: f32, index: &Index) -> f32 {
    1.0 - LENGTH + LENGTH * length / index.mean_length.max(1.0)
}

/// Reads the first [`READ`] once more and puts them in their final order. Those after keep theirs,
/// below.
pub(super) fn read_again(
    plan: &Plan,
    index: &Index,
    compilation: &Document,
    ranked: &mut [Scored],
) {
    let (read, rest) = ranked.split_at_mut(READ.min(ranked.len()));
    let mut scratch = Scratch::default();
    for (score, position) in read.iter_mut() {
        *score = Reading::new(plan, index, compilation, *position, &mut scratch).score();
    }
    read.sort_unstable_by(by_score);
    // Scores of the two passes do not compare: keep those of the first below.
    if let (Some(&(least, _)), Some(&(most, _))) = (read.last(), rest.first()) {
        let scale = if most > 0.0 {
            (least / most).min(1.0)
        } else {
            1.0
        };
        for (score, _) in rest {
            *score *= scale;
        }
    }
}

/// One text, read for its score.
struct Reading<'p> {
    plan: &'p Plan,
    occurrences: Vec<Occurrence>,
    /// Length beside the mean.
    relative: f32,
    /// By leaf: whether a heading above has it.
    headed: Vec<bool>,
    /// By leaf: whether the reader has it beside the text.
    beside: Vec<bool>,
}

impl<'p> Reading<'p> {
    fn new(
        plan: &'p Plan,
        index: &Index,
        compilation: &Document,
        position: u32,
        scratch: &mut Scratch,
    ) -> Self {
        let provision = &compilation.provisions[position as usize];
        let headed = |headings: &Vec<u32>| {
            provision
                .heading
                .is_some_and(|heading| headings.binary_search(&heading).is_ok())
        };
        Self {
            plan,
            occurrences: plan.patterns.occurrences(&provision.text, scratch),
            relative: relative(f32::from(index.lengths[position as usize]), index),
            headed: plan
                .leaves
                .iter()
                .map(|leaf| headed(&leaf.headings))
                .collect(),
            beside: plan
                .leaves
                .iter()
                .map(|leaf| leaf.beside.binary_search(&position).is_ok())
                .collect(),
        }
    }

    fn score(&self) -> f32 {
        self.node(&self.plan.root).unwrap_or(0.0) + self.together()
    }

    /// What a node adds; `None` where it does not hold.
    fn node(&self, node: &Node) -> Option<f32> {
        match node {
            Node::Leaf(leaf) => self.leaf(*leaf),
            Node::Row(leaves) => {
                let row = !in_a_row(&self.occurrences, leaves).is_empty();
                row.then(|| {
                    let sum: f32 = leaves.iter().filter_map(|&leaf| self.leaf(leaf)).sum();
                    sum * (1.0 + TOGETHER * 0.5)
                })
            }
            Node::All(nodes) => nodes.iter().map(|node| self.node(node)).sum(),
            Node::Any(nodes) => {
                let best = nodes.iter().filter_map(|node| self.node(node));
                best.max_by(f32::total_cmp)
            }
            Node::Some(nodes) => {
                let each: Vec<f32> = nodes.iter().filter_map(|node| self.node(node)).collect();
                (!each.is_empty()).then(|| each.iter().sum())
            }
            Node::Not(_) | Node::Filter(_) => Some(0.0),
        }
    }

    fn leaf(&self, at: usize) -> Option<f32> {
        let leaf = &self.plan.leaves[at];
        let weight = |occurrence: &Occurrence| {
            let level = leaf
                .levels
                .iter()
                .position(|level| level.tier == occurrence.tier);
            level.map_or(0.0, |level| leaf.weights[level])
        };
        let of = || {
            self.occurrences
                .iter()
                .filter(move |found| found.leaf == at)
        };
        let best = of().map(weight).fold(0.0, f32::max);
        let first = leaf.weights.first().copied().unwrap_or(1.0);
        let heading = if self.headed[at] {
            HEADING * first
        } else {
            0.0
        };
        if best == 0.0 {
            let beside = if self.beside[at] { BESIDE * first } else { 0.0 };
            let around = heading.max(beside);
            return (around > 0.0).then_some(around);
        }
        let often: f32 = of().map(|found| weight(found) / best).sum();
        let saturated = often * (SATURATION + 1.0) / (often + SATURATION * self.relative);
        Some(best * saturated + 0.5 * heading)
    }

    /// What neighbours in the query add where they are neighbours in the text.
    fn together(&self) -> f32 {
        let mut placed: Vec<(u32, usize)> = Vec::new();
        for (at, leaf) in self.plan.leaves.iter().enumerate() {
            placed.extend(leaf.place.map(|place| (place, at)));
        }
        let mut sum = 0.0;
        for pair in placed.windows(2) {
            let [(place, one), (next, other)] = *pair else {
                continue;
            };
            let nearness = self.nearness(one, other, next - place);
            let weight = |leaf: usize| self.plan.leaves[leaf].weights.first().copied();
            if let (Some(one), Some(other)) = (weight(one), weight(other)) {
                sum += TOGETHER * nearness * one.min(other);
            }
        }
        sum
    }

    /// 1 where two leaves stand as far apart as in the query, and in that order; less the farther
    /// apart, and less in the other order.
    fn nearness(&self, one: usize, other: usize, gap: u32) -> f32 {
        let of = |leaf: usize| {
            self.occurrences
                .iter()
                .filter(move |found| found.leaf == leaf)
        };
        let mut best: f32 = 0.0;
        for first in of(one) {
            for second in of(other) {
                let (from, to) = (f32::from(first.at as u16), f32::from(second.at as u16));
                let apart = to - from - (first.span as f32 - 1.0);
                let near = if apart > 0.0 {
                    1.0 / (1.0 + (apart - gap as f32).abs() * 0.5)
                } else {
                    0.7 / (1.0 + (apart.abs() - 1.0).max(0.0) * 0.5)
                };
                best = best.max(near);
            }
        }
        best
    }
}
