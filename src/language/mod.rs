//! Language: tokens, names, references, and operative language (who is asked to do what).
//!
//! - `tokenizer`: a text as words and marks.
//! - `function_words`: words that a query never demands, by language.
//! - [`entities`]: the table of names, and the matcher that finds them.
//! - `actions`: the table of operative verbs.
//! - [`references`]: what a text refers to.
//! - [`operative`]: who is asked to do what.

pub(crate) mod actions;
pub mod entities;
pub(crate) mod function_words;
pub mod operative;
pub mod references;
pub(crate) mod tokenizer;
