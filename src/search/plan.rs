//! A query made ready for one document: which words it asks for and how they combine.

use super::Reading;
use super::filters::Filter;
use super::index::Index;
use super::margin::Margin;
use super::patterns::Patterns;
use super::planner::Planner;
use super::query::Query;
use super::resolve::Level;
use crate::model::Document;

/// A typed word, or an acronym for several, with the words that it may mean.
pub(super) struct Leaf {
    /// Nearest first.
    pub(super) levels: Vec<Level>,
    /// What a match in each level is worth; never more than in a nearer one.
    pub(super) weights: Vec<f32>,
    /// Headings that have one of the words, ascending.
    pub(super) headings: Vec<u32>,
    /// Provisions beside which the reader wrote it, ascending.
    pub(super) beside: Vec<u32>,
    /// The how manieth word it is in the query; `None` for those that only stand for others.
    pub(super) place: Option<u32>,
}

/// How leaves combine.
pub(super) enum Node {
    Leaf(usize),
    /// One after the other.
    Row(Vec<usize>),
    All(Vec<Node>),
    /// One is enough, and the best one counts.
    Any(Vec<Node>),
    /// One is enough, and each more counts.
    Some(Vec<Node>),
    Not(Box<Node>),
    Filter(Filter),
}

/// A query made ready.
pub(super) struct Plan {
    pub(super) leaves: Vec<Leaf>,
    pub(super) root: Node,
    pub(super) patterns: Patterns,
    pub(super) readings: Vec<Reading>,
}

impl Plan {
    /// For documents that `index` was built from.
    pub(super) fn new(
        index: &Index,
        compilation: &Document,
        margin: &Margin,
        query: &Query,
    ) -> Self {
        let mut planner = Planner::new(index, compilation, margin);
        let root = planner.clauses(&query.clauses);
        let Planner {
            leaves,
            patterns,
            readings,
            ..
        } = planner;
        Self {
            leaves,
            root,
            patterns,
            readings,
        }
    }

    /// No words, only a set of provisions.
    pub(super) fn of_filter(filter: Filter) -> Self {
        Self {
            leaves: Vec::new(),
            root: Node::Filter(filter),
            patterns: Patterns::default(),
            readings: Vec::new(),
        }
    }

    /// The same, satisfied with some of the words; `None` where there is but one.
    pub(super) fn relaxed(self) -> Option<Self> {
        let Node::All(nodes) = self.root else {
            return None;
        };
        let is_word = |node: &Node| {
            matches!(
                node,
                Node::Leaf(_) | Node::Row(_) | Node::All(_) | Node::Any(_) | Node::Some(_)
            )
        };
        let (words, mut rest): (Vec<Node>, Vec<Node>) = nodes.into_iter().partition(is_word);
        // A group of words that were joined to mean an acronym falls apart again.
        let words: Vec<Node> = words.into_iter().flat_map(parts).collect();
        if words.len() < 2 {
            return None;
        }
        rest.push(Node::Some(words));
        Some(Self {
            root: Node::All(rest),
            ..self
        })
    }
}

fn parts(node: Node) -> Vec<Node> {
    match node {
        Node::All(nodes) => nodes.into_iter().flat_map(parts).collect(),
        Node::Any(nodes) if nodes.iter().any(|node| matches!(node, Node::All(_))) => {
            nodes.into_iter().flat_map(parts).collect()
        }
        node => vec![node],
    }
}
