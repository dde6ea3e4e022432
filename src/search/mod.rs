//! Search: from what a person types to ranked hits, at every size of document.
//!
//! Matching a typed word against whole paragraphs, as fuzzy finders do, finds something for
//! everything and costs what the corpus weighs. So the *vocabulary* is matched instead: each
//! distinct word once. A typed word is expanded to words of the document, near match levels first;
//! each word has its postings; these are joined by evaluation, and ranked by scoring. A keystroke
//! costs what its words cost.
//!
//! ```text
//! Document ──builder──▶ Index: term dictionary, postings, positions, headings, facets
//!                         │
//! typed ──lexer, parser──▶ Query ──compile (expand, fields)──▶ CompiledQuery
//!                                                                 └──eval (phrase)──▶ scoring, partial ──▶ Answer
//! ```
//!
//! An answer depends on the document, the query and what the reader noted beside the text, not on
//! what was typed before: there is nothing to go stale. A running answer is stopped by [`Cancel`].
//!
//! **How to add a query field**: a file in `fields/` that implements `Field`, and a row of `FIELDS`.

mod abbreviation;
mod acronyms;
mod answer;
mod builder;
mod cancel;
mod cited_target;
mod compile;
mod compiled;
mod concepts;
mod correction;
mod eval;
mod expand;
mod facets;
mod fields;
mod headings;
mod highlight;
mod index;
mod index_data;
mod interner;
mod lexer;
mod match_level;
mod occurrences;
mod parallel;
mod parser;
mod partial;
mod passages;
mod phrase;
mod phrase_trie;
mod positions;
mod postings;
mod rereading;
mod scoring;
mod sign_runs;
mod term_dictionary;
mod thesaurus;
mod typed_words;
mod typos;
mod user_notes;

pub use answer::{Answer, Hit, Hits};
pub use cancel::{Cancel, Cancelled};
pub use concepts::expansions_in;
pub use correction::Correction;
pub use facets::{Facet, OperativeFacets, PositionSet};
pub use index::Index;
pub use match_level::MatchLevel;
pub use parser::{Query, language};
pub use partial::PartialHit;
pub use passages::PassageIndex;
pub use rereading::{Instead, Rereading};
pub use typos::typos;
pub use user_notes::UserNotes;
