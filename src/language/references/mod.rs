//! References: what a text refers to (paragraphs, articles, resolutions, sessions, instruments,
//! bodies), and who else refers to the same.
//!
//! An [`Extractor`] reads one provision after the other, as a person does: *the Convention* is the
//! one that was named last. It goes by rules about how United Nations documents write references
//! and by the table of names ([`super::entities`]); neither knows a particular document. What it
//! finds is a [`Reference`]: a range of bytes and a [`Target`], whose written form (`DPA 144`,
//! `ICERD art. 4`, `session IV`) is stable, so that it can be typed, stored and compared.
//! [`Links`] is the reverse index of a whole document: who cites what.
//!
//! Three conventions. The longest name wins, and a name within a name is no reference of its own.
//! The words that name are the range: articles and brackets around them are left out, an acronym
//! in brackets right behind its name is taken in. The body that speaks naming itself is no
//! reference.
//!
//! - `gazetteer`: names of the table, as they stand in a sentence.
//! - `pinpoints`: numbers of paragraphs and articles.
//! - `symbols`: symbols of documents, numbers of resolutions.
//! - `sessions`: sessions as they are written.
//! - `antecedents`: what was named before.
//! - `text_scan`: one text, read for its references.
//! - `extractor`: the texts of a document, one after the other.
//! - `target`: what a reference points to, and its written form.
//! - `links`: all references of a document, and the reverse index.

mod antecedents;
mod extractor;
mod gazetteer;
mod links;
mod pinpoints;
mod reference;
mod sessions;
mod symbols;
mod target;
mod text_scan;

pub(crate) use extractor::references_in;
pub use extractor::{Extractor, speaker};
pub use links::{Destination, Links};
pub use reference::{Reference, ReferenceKind};
pub use symbols::symbols_in;
pub use target::{PinpointUnit, Target, describe};
