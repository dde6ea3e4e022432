//! `check`: the account of a document, and what was taken for what, by place.

mod json;
mod pieces;
mod text;

use std::io::{self, Write};

use clap::ValueEnum;

use crate::model::Document;

/// How the account is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// Tables for people.
    #[default]
    Text,
    /// One object for programs.
    Json,
}

/// Prints the account of the document that is called `title`.
///
/// # Errors
/// Whatever `out` fails with.
pub(super) fn write(
    out: &mut dyn Write,
    format: CheckFormat,
    title: &str,
    document: &Document,
) -> io::Result<()> {
    match format {
        CheckFormat::Text => text::write(out, title, document),
        CheckFormat::Json => json::write(out, title, document),
    }
}
