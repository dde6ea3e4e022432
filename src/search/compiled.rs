//! A compiled query: which words of one document it asks for and how they combine.

use super::correction::Correction;
use super::expand::Level;
use super::facets::PositionSet;
use super::headings::HeadingSet;
use super::occurrences::Patterns;
use super::rereading::Rereading;
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
#[derive(Clone)]
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

/// A word of the query that a partial hit may lack.
#[derive(Clone)]
pub(super) struct Word {
    /// As typed, to be named where it is missing.
    pub(super) shown: String,
    /// Where it is had. Of a name of several words, for each of these also where its acronym is.
    pub(super) node: Node,
}

/// A function word of the query. Texts need not have it; where they do, it orders them.
pub(super) struct FunctionWord {
    /// As typed.
    pub(super) shown: String,
    /// Its pattern, among those of the terms.
    pub(super) term: usize,
}

/// A query made ready for one document.
pub(super) struct CompiledQuery {
    pub(super) terms: Vec<Term>,
    /// What holds for a full hit.
    pub(super) root: Node,
    /// What holds for a partial hit too: fields, places, exclusions.
    pub(super) filter: Node,
    /// The words of which a partial hit has some.
    pub(super) words: Vec<Word>,
    /// In the order of the query.
    pub(super) function_words: Vec<FunctionWord>,
    pub(super) patterns: Patterns,
    pub(super) corrections: Vec<Correction>,
    /// Fields that leave nothing.
    pub(super) rereadings: Vec<Rereading>,
}

impl CompiledQuery {
    /// No words, only a set of provisions.
    pub(super) fn of_filter(positions: PositionSet) -> Self {
        Self {
            terms: Vec::new(),
            root: Node::Filter(positions.clone()),
            filter: Node::Filter(positions),
            words: Vec::new(),
            function_words: Vec::new(),
            patterns: Patterns::default(),
            corrections: Vec::new(),
            rereadings: Vec::new(),
        }
    }

    /// What a node is worth where the nearest words of all its terms stand.
    pub(super) fn worth(&self, node: &Node) -> f32 {
        let term = |term: usize| self.terms[term].weights.first().copied().unwrap_or(0.0);
        match node {
            Node::Term(at) => term(*at),
            Node::Phrase(terms) => terms.iter().map(|&at| term(at)).sum(),
            Node::All(nodes) => nodes.iter().map(|node| self.worth(node)).sum(),
            Node::Best(nodes) | Node::Sum(nodes) => {
                let each = nodes.iter().map(|node| self.worth(node));
                each.max_by(f32::total_cmp).unwrap_or(0.0)
            }
            Node::Not(_) | Node::Filter(_) => 0.0,
        }
    }
}
