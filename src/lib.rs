//! Read, find and quote United Nations recommendations: the architecture of `recs-tui`.
//!
//! # The flow
//!
//! A document goes one way through the folders of this crate:
//!
//! ```text
//! file ──input──▶ blocks ──structure──▶ Document ─┐
//!        records ───────────────────────▶ Document ─┼─▶ library ──▶ search, language ──▶ App ──▶ panes ──▶ terminal
//!                                                   │                                   └──▶ export ──▶ clipboard, stdout, file
//! ```
//!
//! | folder | holds | may import |
//! |---|---|---|
//! | [`model`] | what a document is: plain data | nothing of ours |
//! | [`input`] | one file or folder a format: bytes to blocks or to records | model |
//! | [`structure`] | blocks to a document: numbering, headings, chapeaux, footnotes, page furniture | model |
//! | [`language`] | the tokenizer; the table of bodies and instruments; references; who is asked to do what | model |
//! | [`clipboard`] | where copied text goes | nothing of ours |
//! | [`notes`] | bookmarks, tags, notes: file format, merge, save | model |
//! | [`search`] | index, postings, query (lexer, parser, fields), term expansion, evaluation, scoring | model, language, notes |
//! | [`export`] | one file a format; views of a text; making text safe to display | model, language, notes |
//! | [`library`] | opening documents: sources, the size limit, a format's blocks to a document | all of these but clipboard |
//! | [`tui`] | the browser | all of these |
//! | [`cli`] | arguments, what is printed, exit codes | all of these |
//!
//! No folder imports a higher one, and no files import in a circle; `tests/architecture.rs` reads every
//! import and fails where that does not hold. So a file can be understood with those that it
//! imports, and they never lead back to it.
//!
//! # Rules that hold everywhere
//!
//! - **One truth per fact.** An annotation in the text is a span, and its words are read from there; a
//!   status is computed from text and annotations. Names, fields, formats and commands each have one
//!   table, and everything else that lists them (lexer, help, menus, README) is made from it.
//! - **What is dear to derive is kept until its cause changes**: the text pane's lines, link targets,
//!   highlights. A memo (`tui/page.rs`) holds the value with what it was made from.
//! - **Long work is a job** (`tui/job.rs`): plain data that any thread can run, with a cancel flag that its
//!   loops look at. Its answer names the document and the request, and a stale answer is dropped.
//! - **State, events, effects.** [`tui::update`] takes an event and changes the state, [`tui::view`]
//!   draws it; neither touches a file, a clock or a thread. What must happen outside comes back as
//!   effects. So a test of the browser is a state, events, and the screen that must result.
//! - **Time and memory grow linearly**, and no command takes more than 50 ms (`benches/keys.rs`).
//! - **Nothing that comes in can break it.** Reading never fails on content, never panics, and lists by
//!   place what it did not understand; nothing of a document reaches a terminal as a control sequence
//!   ([`export::visible`]).
//! - **Errors are enums**; the words for people are their `Display`, printed at the edge.
//!
//! # Glossary
//!
//! - **Document**: one source with one cover: a report, a resolution, a compilation, a data set.
//! - **Part**: what a document is cut into where numbering starts anew: a session, a resolution in a
//!   report, a chapter, an annex.
//! - **Provision**: any addressable unit: a paragraph, a subparagraph, an article, a preambular or an
//!   operative paragraph.
//! - **Chapeau**: the words that introduce subparagraphs and are read with each of them.
//! - **Passage**: text that is not addressable: an introduction, a note, a footnote.
//! - **Address**: part, unit and path; the **path** is the numbers from the outside in (`103`, `d`).
//! - **Id**: part and path joined by points, unique in its document: `IV.103.d`.
//! - **Citation**: as UN editors write it: `E/CN.4/2006/18, para. 103 (d)`.
//! - **Annotation**: what a later hand did or the source adds: update, deletion, not-relevant, omission,
//!   footnote, note.
//! - **Status**: what became of a provision: adopted, updated, not-relevant, deleted, omitted.
//! - **Block**: a paragraph, heading, table cell or footnote of a source, with styled runs and what the
//!   format knows of it; what every document format is read into.
//! - **Reference**: what a text refers to; **target**: the one written form of that.
//! - **Addressee**, **action**: who is asked, and to do what, as this program derives it.
//! - **Account**: where each word of a source went: a provision, a heading, a note, other text, or a list
//!   of what was left out. **Basis**: what it rests on that something was taken for that: marked by the
//!   format, printed, or inferred.
//! - **Notes**: what a reader adds: bookmarks, tags, notes. Never blurred with the document.
//!
//! # How to add …
//!
//! **… an input format.** A file or folder in `input/` with `sniff(&[u8]) -> bool` and
//! `read(&[u8]) -> Result<Blocks, InputError>`, and a row of a table in `input/mod.rs`: of `CONTAINERS`
//! where it is a zip package or a compound file, else of `FORMATS`. Give each block what the format
//! knows (level, label, style, place); structure is inferred elsewhere, the same way for every format.
//!
//! **… an export format.** A file in `export/format/` that implements [`export::ExportFormat`], and a
//! row of the table in `export/format/mod.rs`. `--format`, the copy menu with its key, the help and
//! the README come from the row.
//!
//! **… a query field.** A file in `search/fields/` that implements `Field`, and a row of the table in
//! `search/fields/mod.rs`. Lexer, parser, forgiven misspellings, help and README come from the row.
//!
//! **… a popup.** A file in `tui/popups/` that implements [`tui::Component`]: what it draws, the
//! commands it takes, the keys that hold in it. In `tui/command.rs` a [`tui::Command`] that opens it,
//! with its row of the table, and a [`tui::Context`] if it has keys of its own. In
//! `tui/popups/mod.rs` the line that opens it.
//!
//! **… a pane.** A file in `tui/panes/` that implements [`tui::Component`], its line in
//! `tui/panes/mod.rs`, and in `tui/layout.rs` a [`tui::Pane`] with its constraint.
//!
//! **… a key.** A row of the table in `tui/command.rs`; for something new, a [`tui::Command`] besides,
//! and the line in `tui/update.rs` or in a component that carries it out. Help, footer and README
//! come from the row.
//!
//! The README's tables are written anew by `UPDATE_EXPECT=1 cargo test --test tests readme`; what is
//! promised, and where it is tested, stands in `tests/README.md`.

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
