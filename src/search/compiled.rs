//! A compiled query: which words of one document it asks for and how they combine.

use super::correction::Correction;
use super::expand::Level;
use super::facets::PositionSet;
use super::headings::HeadingSet;
use super::occurrences::Patterns;
use super::sign_runs::RunTerms;

/// A typed word, or an acronym for several, with the words that it may mean.
pub(super) struct Term {
    /// Nearest first.
    pub(super) levels: Vec<Level>,
    /// Where it is a run of signs: the terms that must follow one another, for the only level.
    pub(super) run: Option<RunTerms>,
    /// What a match at each level is worth; never more than at a nearer one.
    pub(super) weights: Vec<f32>,
    /// Headings that have one of the words.
    pub(super) headings: HeadingSet,
    /// Provisions to which the reader has added it.
    pub(super) notes: PositionSet,
    /// The how manieth word it is in the query; `None` for those that only stand for others.
    pub(super) place: Option<u32>,
}

/// How terms combine.
pub(super) enum Node {
    /// One of [`CompiledQuery::terms`].
    Term(usize),
    /// Terms one after the other.
    Phrase(Vec<usize>),
    All(Vec<Node>),
    /// One is enough, and the best one counts.
    Best(Vec<Node>),
    /// One is enough, and each more counts.
    Sum(Vec<Node>),
    Not(Box<Node>),
    /// These positions, whatever their words.
    Filter(PositionSet),
}

/// A query made ready for one document.
pub(super) struct CompiledQuery {
    pub(super) terms: Vec<Term>,
    pub(super) root: Node,
    pub(super) patterns: Patterns,
    pub(super) corrections: Vec<Correction>,
}

impl CompiledQuery {
    /// No words, only a set of provisions.
    pub(super) fn of_filter(positions: PositionSet) -> Self {
        Self {
            terms: Vec::new(),
            root: Node::Filter(positions),
            patterns: Patterns::default(),
            corrections: Vec::new(),
        }
    }

    /// The same, satisfied with some of the words; `None` where there is but one.
    pub(super) fn relaxed(self) -> Option<Self> {
        let Node::All(nodes) = self.root else {
            return None;
        };
        let is_filter = |node: &Node| matches!(node, Node::Not(_) | Node::Filter(_));
        let (mut rest, words): (Vec<Node>, Vec<Node>) = nodes.into_iter().partition(is_filter);
        // A group of words that were joined to mean an acronym falls apart again.
        let words: Vec<Node> = words.into_iter().flat_map(parts).collect();
        if words.len() < 2 {
            return None;
        }
        rest.push(Node::Sum(words));
        Some(Self {
            root: Node::All(rest),
            ..self
        })
    }
}

fn parts(node: Node) -> Vec<Node> {
    match node {
        Node::All(nodes) => nodes.into_iter().flat_map(parts).collect(),
        Node::Best(nodes) if nodes.iter().any(|node| matches!(node, Node::All(_))) => {
            nodes.into_iter().flat_map(parts).collect()
        }
        node => vec![node],
    }
}
