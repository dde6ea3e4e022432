//! Evaluation: which provisions of a segment a compiled query holds for.

use std::ops::Range;

use super::cancel::{Cancel, Cancelled};
use super::compiled::{CompiledQuery, Node, Term};
use super::index_data::{IndexData, Segment};
use super::phrase::Phrase;
use super::postings::{Bits, SEGMENT};
use crate::model::{Document, Provision};

/// One segment, with what each term matches in it.
pub(super) struct SegmentMatches<'q> {
    query: &'q CompiledQuery,
    pub(super) segment: &'q Segment,
    provisions: &'q [Provision],
    cancel: &'q Cancel,
    /// Position of its first provision.
    pub(super) base: usize,
    pub(super) terms: Vec<TermMatches>,
}

/// What a term matches.
pub(super) struct TermMatches {
    /// By level, nearest first.
    pub(super) levels: Vec<Bits>,
    /// At whatever level that counts as having it.
    text: Bits,
    /// At a level that does not, where there is one.
    look_alike: Option<Bits>,
    /// In the headings above.
    pub(super) headings: Option<Bits>,
    /// Beside the text, in the reader's hand.
    pub(super) notes: Option<Bits>,
    /// Its words, by their places among the segment's.
    words: Vec<Range<u32>>,
}

impl<'q> SegmentMatches<'q> {
    pub(super) fn new(
        query: &'q CompiledQuery,
        index: &'q IndexData,
        document: &'q Document,
        which: usize,
        cancel: &'q Cancel,
    ) -> Self {
        let base = which * SEGMENT;
        let segment = &index.segments[which];
        let provisions = document.provisions.get(base..).unwrap_or_default();
        let terms = query
            .terms
            .iter()
            .map(|term| matches(term, segment, base, provisions));
        Self {
            query,
            segment,
            provisions,
            cancel,
            base,
            terms: terms.collect(),
        }
    }

    /// Everything that the query holds for.
    pub(super) fn found(&self) -> Result<Bits, Cancelled> {
        let all = Bits::first(self.segment.lengths.len());
        self.holds(&self.query.root, &all, false)
    }

    /// Which of `among` a node holds for. What is to be left out is left out for its own words,
    /// not for those above it: hence `text_only`.
    fn holds(&self, node: &Node, among: &Bits, text_only: bool) -> Result<Bits, Cancelled> {
        self.cancel.check()?;
        let mut found = match node {
            Node::Term(term) => {
                let matches = &self.terms[*term];
                let mut bits = matches.text.clone();
                if !text_only {
                    for around in [&matches.headings, &matches.notes].into_iter().flatten() {
                        bits.add(around);
                    }
                }
                bits
            }
            Node::Phrase(terms) => return self.phrase(terms, among),
            Node::All(nodes) => {
                let mut left = among.clone();
                // Phrases last: they cost most.
                let (phrases, others): (Vec<&Node>, Vec<&Node>) =
                    nodes.iter().partition(|node| has_phrase(node));
                for node in others.into_iter().chain(phrases) {
                    left = self.holds(node, &left, text_only)?;
                }
                return Ok(left);
            }
            Node::Best(nodes) | Node::Sum(nodes) => {
                let mut either = Bits::none();
                let mut left = among.clone();
                for node in nodes {
                    let some = self.holds(node, &left, text_only)?;
                    left.without(&some);
                    either.add(&some);
                }
                return Ok(either);
            }
            Node::Not(node) => {
                let mut left = among.clone();
                left.without(&self.holds(node, among, true)?);
                return Ok(left);
            }
            Node::Filter(positions) => Bits::of(positions, self.base),
        };
        found.keep(among);
        Ok(found)
    }

    /// Whether a node holds at one place of the segment, as [`Self::found`] would say.
    pub(super) fn holds_at(&self, node: &Node, at: usize) -> Result<bool, Cancelled> {
        self.stands_at(node, at, false)
    }

    fn stands_at(&self, node: &Node, at: usize, text_only: bool) -> Result<bool, Cancelled> {
        Ok(match node {
            Node::Term(term) => {
                let matches = &self.terms[*term];
                let around = [&matches.headings, &matches.notes].into_iter().flatten();
                let mut around = around.filter(|_| !text_only);
                matches.text.contains(at) || around.any(|bits| bits.contains(at))
            }
            Node::Phrase(terms) => {
                let mut only = Bits::none();
                only.insert(at);
                self.phrase(terms, &only)?.contains(at)
            }
            Node::All(nodes) => {
                for node in nodes {
                    if !self.stands_at(node, at, text_only)? {
                        return Ok(false);
                    }
                }
                true
            }
            Node::Best(nodes) | Node::Sum(nodes) => {
                for node in nodes {
                    if self.stands_at(node, at, text_only)? {
                        return Ok(true);
                    }
                }
                false
            }
            Node::Not(node) => !self.stands_at(node, at, true)?,
            Node::Filter(positions) => positions.contains((self.base + at) as u32),
        })
    }

    /// What passes the filters and may be a partial hit.
    pub(super) fn filtered(&self) -> Result<Bits, Cancelled> {
        let all = Bits::first(self.segment.lengths.len());
        self.holds(&self.query.filter, &all, false)
    }

    /// What may have a word, here or in the headings above. Of words in a row it is enough that all of
    /// them are there: reading tells the rest.
    pub(super) fn may_have(&self, node: &Node) -> Result<Bits, Cancelled> {
        self.cancel.check()?;
        Ok(match node {
            Node::Term(term) => {
                let matches = &self.terms[*term];
                let mut bits = matches.text.clone();
                let around = [&matches.headings, &matches.notes, &matches.look_alike];
                for around in around.into_iter().flatten() {
                    bits.add(around);
                }
                bits
            }
            Node::Phrase(terms) => {
                let mut bits = Bits::first(self.segment.lengths.len());
                for &term in terms {
                    bits.keep(&self.terms[term].text);
                }
                bits
            }
            Node::All(nodes) => {
                let mut bits = Bits::first(self.segment.lengths.len());
                for node in nodes {
                    bits.keep(&self.may_have(node)?);
                }
                bits
            }
            Node::Best(nodes) | Node::Sum(nodes) => {
                let mut bits = Bits::none();
                for node in nodes {
                    bits.add(&self.may_have(node)?);
                }
                bits
            }
            Node::Not(_) | Node::Filter(_) => {
                let all = Bits::first(self.segment.lengths.len());
                self.holds(node, &all, false)?
            }
        })
    }

    /// Texts among `among` that have all `terms` one after the other.
    fn phrase(&self, terms: &[usize], among: &Bits) -> Result<Bits, Cancelled> {
        let mut likely = among.clone();
        for &term in terms {
            likely.keep(&self.terms[term].text);
        }
        if terms.len() < 2 || likely.is_empty() {
            return Ok(likely);
        }
        let words = terms.iter().map(|&term| &*self.terms[term].words);
        let phrase = Phrase::new(terms, words.collect(), &self.query.patterns);
        phrase.matches(&likely, self.segment, self.provisions, self.cancel)
    }
}

fn matches(term: &Term, segment: &Segment, base: usize, provisions: &[Provision]) -> TermMatches {
    let mut text = Bits::none();
    let mut look_alike: Option<Bits> = None;
    let mut levels = Vec::with_capacity(term.levels.len());
    let mut words = Vec::new();
    for level in &term.levels {
        let mut bits = match &term.run {
            Some(run) => run.matches(segment, provisions),
            None => Bits::none(),
        };
        for terms in &level.terms {
            let local = segment.postings.local(terms);
            segment.postings.add(&local, &mut bits);
            words.push(local);
        }
        if level.match_level.counts() {
            text.add(&bits);
        } else {
            look_alike.get_or_insert_with(Bits::none).add(&bits);
        }
        levels.push(bits);
    }
    let headings = (!term.headings.is_empty()).then(|| {
        let mut bits = Bits::none();
        segment.headings.add(&term.headings, &mut bits);
        // What is gone has nothing to read under its heading.
        bits.keep(&segment.with_text);
        bits
    });
    TermMatches {
        levels,
        text,
        look_alike,
        headings,
        notes: (!term.notes.is_empty()).then(|| Bits::of(&term.notes, base)),
        words,
    }
}

fn has_phrase(node: &Node) -> bool {
    match node {
        Node::Phrase(terms) => terms.len() > 1,
        Node::All(nodes) | Node::Best(nodes) | Node::Sum(nodes) => nodes.iter().any(has_phrase),
        Node::Not(node) => has_phrase(node),
        Node::Term(_) | Node::Filter(_) => false,
    }
}
