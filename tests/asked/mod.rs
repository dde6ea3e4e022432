//! Queries that are asked in tests, and the embedded compilation that most are asked of.

use std::sync::LazyLock;

use recs_tui::model::Document;
use recs_tui::search::{Answer, Cancel, Index, Query, UserNotes};

/// The compilation and its index.
pub static EMBEDDED: LazyLock<(Document, Index)> = LazyLock::new(|| {
    let compilation = recs_tui::library::embedded();
    let index = Index::build(&compilation);
    (compilation, index)
});

/// What the compilation answers, without notes.
pub fn ask(typed: &str) -> Answer {
    let (compilation, index) = &*EMBEDDED;
    answer(compilation, index, typed, &UserNotes::default())
}

/// What a document answers.
pub fn answer(document: &Document, index: &Index, typed: &str, notes: &UserNotes) -> Answer {
    let answer = index.answer(document, &Query::parse(typed), notes, &Cancel::new());
    answer.expect("nobody cancels it")
}
