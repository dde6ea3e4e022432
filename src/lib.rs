//! Read, find and quote United Nations recommendations.
//!
//! A value flows one way through this crate, and the folders follow it:
//!
//! ```text
//! bytes ──read──▶ Document ──index──▶ Index ──query──▶ Answer ──▶ App ──view──▶ screen
//!  file            model                 search                      tui       └──▶ quote ──▶ clipboard, stdout
//! ```
//!
//! - [`model`]: what a document is. Plain data; imports nothing of ours.
//! - [`read`]: bytes to a [`model::Document`], one file a format; what was not understood is
//!   listed by line.
//! - [`asks`]: who is asked to do what, how strongly: derived from the grammar of the sentence.
//! - [`notebook`]: what a reader adds to a document: bookmarks, tags, notes, the last place.
//! - [`search`]: words, postings, the query language, ranking, highlights.
//! - [`references`]: what a text refers to (paragraphs, articles, sessions, bodies), and who else
//!   does. [`quote`] and what is above it may import it.
//! - [`quote`]: a provision as text, Markdown, citation, JSON, CSV.
//! - [`clipboard`]: where yanked text goes, and a report of what was done.
//! - [`tui`]: the browser: state, actions, keys, views, the event loop.
//! - [`cli`]: arguments, output, exit codes.
//!
//! Lower rooms never import higher ones.

pub mod cli;
pub mod clipboard;
pub mod export;
pub mod input;
pub mod language;
pub mod library;
pub mod model;
pub mod notes;
pub mod search;
pub mod structure;
pub mod tui;
