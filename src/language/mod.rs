//! Language: tokens, names, references, and operative language (who is asked to do what).
//!
//! - `tokenizer`: a text as words; `tokens`: as words and marks; `folding`: one form for all ways to write a letter.
//! - `families`: which words are forms of one another.
//! - `languages`, `function_words`: which languages there are, and the words that tell them.
//! - [`entities`]: the table of names, and the matcher that finds them.
//! - `actions`: the table of operative verbs.
//! - [`references`]: what a text refers to.
//! - `word_list`: whether something typed is an English word.
//! - [`operative`]: who is asked to do what.
//! - [`issuing_body`]: whose documents have symbols that begin so.

pub(crate) mod actions;
pub mod entities;
pub(crate) mod families;
pub(crate) mod folding;
pub(crate) mod function_words;
pub(crate) mod languages;
pub mod operative;
pub mod references;
mod symbol_series;
pub(crate) mod tokenizer;
pub(crate) mod tokens;
pub(crate) mod word_list;

pub use symbol_series::issuing_body;
