//! Answering: the one way from a query to its hits.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::filters;
use super::index::Index;
use super::margin::Margin;
use super::patterns::Patterns;
use super::plan::Plan;
use super::postings::{Bits, SEGMENT};
use super::query::{AddressTerm, Query};
use super::rank::{Best, Scored, read_again};
use super::sets::Sets;
use super::tier::Tier;
use crate::model::Document;

/// What a query found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Everything found. The first thousand best first, the others after them in the document's
    /// order.
    pub hits: Vec<Hit>,
    /// Where nothing was found: what has some of the words, in the same order. Never to be
    /// counted as found.
    pub partial: Vec<Hit>,
    /// How words were read that do not stand in the document as typed.
    pub readings: Vec<Reading>,
    patterns: Arc<Patterns>,
}

/// A provision that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Index into [`Document::provisions`].
    pub position: u32,
    /// Larger is better; comparable within one answer only.
    pub score: f32,
}

/// How a typed word was read: `malraia → malaria`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// As typed.
    pub typed: String,
    /// Words of the document, or what an acronym is short for.
    pub matched: String,
    /// How near that is.
    pub tier: Tier,
}

impl Answer {
    /// What of `text` is to be marked, as ranges of bytes: sorted, disjoint, not empty, on
    /// character boundaries. `text` may be anything that is shown of a hit: its text, a heading,
    /// a citation.
    #[must_use]
    pub fn highlights(&self, text: &str) -> Vec<Range<usize>> {
        self.patterns.highlights(text)
    }
}

/// What an exact address scores above everything found by words, and what stands under it.
const NAMED: f32 = 200.0;
const UNDER: f32 = 100.0;

impl Index {
    /// Answers a query about the document that this index was built from. An empty query finds
    /// nothing; whoever shows the document then shows all of it.
    ///
    /// # Panics
    /// May do so where `compilation` is another document.
    #[must_use]
    pub fn answer(&self, compilation: &Document, query: &Query) -> Answer {
        self.answer_beside(compilation, query, &Margin::default())
    }

    /// The same, where the reader has written beside the text.
    ///
    /// # Panics
    /// May do so where `compilation` is another document.
    #[must_use]
    pub fn answer_beside(&self, compilation: &Document, query: &Query, margin: &Margin) -> Answer {
        if query.is_empty() || self.count == 0 {
            return Answer::default();
        }
        let doubtful = query
            .address
            .as_ref()
            .is_some_and(|address| address.doubtful);
        if let Some(address) = query.address.as_ref().filter(|_| !doubtful)
            && let Some(answer) = self.at(compilation, query, address, margin)
        {
            return answer;
        }
        let plan = Plan::new(self, compilation, margin, query);
        let hits = self.hits(compilation, &plan);
        if let Some(address) = query.address.as_ref().filter(|_| doubtful)
            && (hits.is_empty() || !margin.is_empty() && self.says_nothing(compilation, query))
            && let Some(mut answer) = self.at(compilation, query, address, margin)
        {
            // A place comes before what the reader wrote.
            let placed: HashSet<u32> = answer.hits.iter().map(|hit| hit.position).collect();
            let beside = hits.iter().filter(|hit| !placed.contains(&hit.position));
            answer.hits.extend(beside);
            return answer;
        }
        let mut answer = Answer {
            hits,
            partial: Vec::new(),
            readings: plan.readings.clone(),
            patterns: Arc::new(plan.patterns.clone()),
        };
        if answer.hits.is_empty()
            && let Some(relaxed) = plan.relaxed()
        {
            answer.partial = self.hits(compilation, &relaxed);
        }
        answer
    }

    /// Whether the document itself has none of what a query asks for.
    fn says_nothing(&self, compilation: &Document, query: &Query) -> bool {
        let plan = Plan::new(self, compilation, &Margin::default(), query);
        self.hits(compilation, &plan).is_empty()
    }

    /// What stands at an address; where that leaves the session open, also what mentions it.
    /// `None` where there is no such place.
    fn at(
        &self,
        compilation: &Document,
        query: &Query,
        address: &AddressTerm,
        margin: &Margin,
    ) -> Option<Answer> {
        let locator = &address.locator;
        if locator.path.is_empty() {
            let filter = filters::place(self, compilation, locator)?;
            let plan = Plan::of_filter(filter);
            return Some(Answer {
                hits: self.hits(compilation, &plan),
                ..Answer::default()
            });
        }
        let (named, under) = filters::addressed(self, compilation, locator);
        if named.is_empty() && under.is_empty() {
            return None;
        }
        let mut first = with_text_first(compilation, &named, NAMED);
        first.extend(with_text_first(compilation, &under, UNDER));
        let certain = locator.part.is_some() || locator.symbol.is_some();
        if certain {
            return Some(Answer {
                hits: first,
                ..Answer::default()
            });
        }
        let plan = Plan::new(self, compilation, margin, query);
        let mut placed: Vec<u32> = first.iter().map(|hit| hit.position).collect();
        placed.sort_unstable();
        let others = self.hits(compilation, &plan);
        let others = others
            .into_iter()
            .filter(|hit| placed.binary_search(&hit.position).is_err());
        Some(Answer {
            hits: first.into_iter().chain(others).collect(),
            partial: Vec::new(),
            readings: plan.readings.clone(),
            patterns: Arc::new(plan.patterns),
        })
    }

    fn hits(&self, compilation: &Document, plan: &Plan) -> Vec<Hit> {
        let (found, best) = self.found(compilation, plan);
        let mut ranked = best.ranked();
        read_again(plan, self, compilation, &mut ranked);
        in_order(&found, &ranked)
    }

    /// By segment, everything found; and the best of it.
    fn found(&self, compilation: &Document, plan: &Plan) -> (Vec<Bits>, Best) {
        let next = AtomicUsize::new(0);
        let work = || {
            let mut best = Best::default();
            let mut found = Vec::new();
            loop {
                let which = next.fetch_add(1, Ordering::Relaxed);
                if which >= self.segments.len() {
                    return (found, best);
                }
                let sets = Sets::new(plan, self, compilation, which);
                let some = sets.found();
                best.offer(plan, self, &sets, &some);
                found.push((which, some));
            }
        };
        let threads = if self.segments.len() > 1 {
            self.segments.len().min(processors())
        } else {
            1
        };
        let mut parts: Vec<(Vec<(usize, Bits)>, Best)> = std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
            let mut parts = vec![work()];
            parts.extend(others.into_iter().map(|thread| {
                thread
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            }));
            parts
        });
        let mut found: Vec<(usize, Bits)> = parts
            .iter_mut()
            .flat_map(|(found, _)| std::mem::take(found))
            .collect();
        found.sort_unstable_by_key(|(which, _)| *which);
        let best = parts.into_iter().map(|(_, best)| best).reduce(Best::join);
        (
            found.into_iter().map(|(_, bits)| bits).collect(),
            best.unwrap_or_default(),
        )
    }
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// The ranked, then the others in the document's order.
fn in_order(found: &[Bits], ranked: &[Scored]) -> Vec<Hit> {
    let count = found.iter().map(Bits::count).sum();
    let mut hits = Vec::with_capacity(count);
    hits.extend(
        ranked
            .iter()
            .map(|&(score, position)| Hit { position, score }),
    );
    if hits.len() == count {
        return hits;
    }
    let least = ranked.last().map_or(0.0, |&(score, _)| score);
    let mut placed: Vec<u32> = ranked.iter().map(|&(_, position)| position).collect();
    placed.sort_unstable();
    let mut placed = placed.into_iter().peekable();
    for (which, bits) in found.iter().enumerate() {
        for at in bits.iter() {
            let position = (which * SEGMENT + at) as u32;
            if placed.next_if_eq(&position).is_none() {
                hits.push(Hit {
                    position,
                    score: least,
                });
            }
        }
    }
    hits
}

/// Provisions named by an address: those that are gone come last.
fn with_text_first(compilation: &Document, positions: &[u32], score: f32) -> Vec<Hit> {
    let has_text = |&at: &u32| compilation.provisions[at as usize].has_text();
    let (with, without): (Vec<u32>, Vec<u32>) = positions.iter().copied().partition(has_text);
    let gone = without.len();
    let hit = |(nth, position)| Hit {
        position,
        score: if nth < positions.len() - gone {
            score
        } else {
            score - 1.0
        },
    };
    with.into_iter()
        .chain(without)
        .enumerate()
        .map(hit)
        .collect()
}
