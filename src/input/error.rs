//! Errors of the input formats: why bytes could not be read as a document of a format.
//!
//! One enum for every reader, so that the table of formats and the child process that runs the
//! readers pass on one type. Each value is one clear line for people by its `Display`.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What to do about a file that its reader cannot deal with.
const AGAIN: &str = "open it in the program that made it and save it anew, or as plain text";

/// Why bytes could not be read as a document of a format.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum InputError {
    /// The bytes are not of the format that was tried.
    #[error("this is not {format}")]
    NotThisFormat {
        /// Name of the format with its article: `a Word document (.docx)`.
        format: String,
    },
    /// The bytes begin as the format does, and then break its rules.
    #[error("the file is damaged: {part}: {why}; {AGAIN}")]
    Damaged {
        /// Which part of the file: `word/document.xml`, `cross-reference table`.
        part: String,
        /// What is wrong with it, in a few words.
        why: String,
    },
    /// Something in the file is larger, deeper or more numerous than is read.
    #[error(
        "the file is too large to be read: {what} passes the limit of {limit}; split it, or save what \
         you need of it as plain text"
    )]
    TooLarge {
        /// What is too large, with its unit: `unpacked size in bytes`, `depth of nesting`.
        what: String,
        /// The limit, in that unit.
        limit: u64,
    },
    /// The file is encrypted.
    #[error("the file is encrypted; save a copy without a password and open that")]
    Encrypted,
    /// The format is known, but this program has no reader for it.
    #[error("this is {format}, which cannot be read here; {advice}")]
    Unsupported {
        /// Name of the format with its article: `a WordPerfect document`.
        format: String,
        /// What to do instead, as an imperative: `save it as .docx or plain text`.
        advice: String,
    },
    /// The file is whole, but holds no text.
    #[error("there is no text in the file: {why}")]
    NoText {
        /// Why, as far as it is known: `its pages are pictures`.
        why: String,
    },
    /// Whoever waited for it wants it no more.
    #[error("reading was stopped, as asked")]
    Cancelled,
    /// Reading took longer, or more memory, than a reader is given.
    #[error("reading was stopped: {why}; {AGAIN}")]
    Stopped {
        /// What ran out or went wrong: `it took longer than 30 s`.
        why: String,
    },
}

impl InputError {
    /// [`InputError::Damaged`] in `part`, because of `why`, each as [`one_line`].
    #[must_use]
    pub fn damaged(part: &str, why: impl std::fmt::Display) -> Self {
        Self::Damaged {
            part: one_line(part),
            why: one_line(&why.to_string()),
        }
    }
}

/// The first 120 characters of the first line of a text that has one: what a library says of damage
/// can hold the rest of the file, and a name within a file can hold anything.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut lines = text.split(['\n', '\r']);
    let line = lines.find(|line| !line.trim().is_empty());
    let shown = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    line.unwrap_or_default()
        .chars()
        .take(120)
        .map(shown)
        .collect()
}
