//! Finding provisions: from what a person types to ranked hits, at every size of document.
//!
//! Matching a typed word against whole paragraphs, as fuzzy finders do, finds something for
//! everything and costs what the corpus weighs. So the *vocabulary* is matched instead: each
//! distinct word once. A typed word picks words (`resolve`), near tiers first; each word knows
//! its provisions (`postings`); sets are joined (`sets`) and ranked (`rank`). A keystroke
//! costs what its words cost.
//!
//! ```text
//! texts ──fold──▶ words ──reading──▶ Index            Query ◀──parse── typed
//!                                      └──────┬──────────┘
//!                                            plan ──sets──▶ hits ──rank──▶ Answer
//! ```
//!
//! An answer depends on the document, the query and what the reader wrote beside the text
//! (`margin`), not on what was typed before: there is nothing to go stale.

mod abbreviation;
mod acronyms;
mod answer;
mod filters;
mod index;
mod lexicon;
mod margin;
mod patterns;
mod pieces;
mod plan;
mod planner;
mod postings;
mod query;
mod rank;
mod reading;
mod resolve;
mod row;
mod sets;
mod slips;
mod spelling;
mod tier;
mod vocabulary;

pub use acronyms::expansions_in;
pub use answer::{Answer, Hit, Reading};
pub use index::Index;
pub use margin::Margin;
pub use query::{LANGUAGE, Query};
pub use slips::slips;
pub use tier::Tier;
