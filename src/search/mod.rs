//! Finding provisions: every word that was typed, wherever it stands.
//!
//! The first, plain form of the room: each query is answered by reading the texts. It lays down
//! what the browser and the commands rely on: an [`Index`] is built once for a document, a
//! [`Query`] is never an error, and an [`Answer`] knows its hits and what to highlight.

use std::ops::Range;

use crate::model::{Compilation, Locator};

/// What the syntax of queries is, for the help and the README.
pub const LANGUAGE: &[(&str, &str)] = &[("racism internet", "both words")];

/// What is known of a document beforehand.
#[derive(Debug)]
pub struct Index;

/// What was typed, understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    typed: String,
    words: Vec<String>,
}

/// How a typed word was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// As typed.
    pub typed: String,
    /// As it stands in the document.
    pub matched: String,
}

/// A provision that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Index into [`Compilation::provisions`].
    pub position: u32,
    /// Larger is better.
    pub score: f32,
}

/// What a query found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Best first.
    pub hits: Vec<Hit>,
    /// Those that have some of the words, where none has all.
    pub partial: Vec<Hit>,
    /// Words that were not found as typed.
    pub readings: Vec<Reading>,
    words: Vec<String>,
}

impl Query {
    /// Understands what was typed.
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        let words = typed.split_whitespace().map(str::to_lowercase).collect();
        Self {
            typed: typed.to_owned(),
            words,
        }
    }

    /// What was typed and not understood.
    #[must_use]
    pub fn ignored(&self) -> &[String] {
        &[]
    }
}

impl Index {
    /// Prepares a document.
    #[must_use]
    pub fn build(_: &Compilation) -> Self {
        Self
    }

    /// Answers a query.
    #[must_use]
    pub fn answer(&self, compilation: &Compilation, query: &Query) -> Answer {
        let named = Locator::find(compilation, &query.typed);
        let found = if named.is_empty() && !query.words.is_empty() {
            let holds = |text: &str| {
                let text = text.to_lowercase();
                query.words.iter().all(|word| text.contains(word.as_str()))
            };
            let provisions = compilation.provisions.iter().enumerate();
            provisions
                .filter(|(_, provision)| holds(&provision.text))
                .map(|(at, _)| at)
                .collect()
        } else {
            named
        };
        let hit = |at| Hit {
            position: u32::try_from(at).unwrap_or(u32::MAX),
            score: 1.0,
        };
        Answer {
            hits: found.into_iter().map(hit).collect(),
            words: query.words.clone(),
            ..Answer::default()
        }
    }
}

impl Answer {
    /// Ranges of `text` that matched; sorted, disjoint, on character boundaries.
    #[must_use]
    pub fn highlights(&self, text: &str) -> Vec<Range<usize>> {
        let spans = |word: &String| {
            text.match_indices(word.as_str())
                .map(|(at, found)| at..at + found.len())
                .collect::<Vec<_>>()
        };
        let mut ranges: Vec<Range<usize>> = self.words.iter().flat_map(spans).collect();
        ranges.sort_by_key(|range| range.start);
        let mut end = 0;
        ranges.retain(|range| {
            let apart = range.start >= end;
            end = end.max(range.end);
            apart
        });
        ranges
    }
}
