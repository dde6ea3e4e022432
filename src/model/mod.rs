//! Model: what a document is, as plain data.
//!
//! A [`Document`] is a few flat arrays in document order: parts, headings, provisions, and the
//! passages around them. Nodes point at one another by index, so that walking, folding, counting and
//! drawing are index arithmetic, and a million provisions stay small. Nothing here reads a file or
//! knows a terminal.
//!
//! Three things are kept apart everywhere: what was **adopted** ([`Provision::text`] outside its
//! updates), what an **editor** did ([`Annotation`] with [`Voice::Document`]), and what this program
//! only **infers** ([`Voice::Inferred`], and the [`Remark`]s).

mod account;
mod address;
mod address_list;
mod address_words;
mod annotation;
mod basis;
mod block;
pub(crate) mod brackets;
mod citation;
mod date;
mod digits;
mod document;
pub(crate) mod exact_numbers;
mod extra;
pub(crate) mod ids;
pub(crate) mod index_table;
mod lines;
mod ordinal;
mod part;
mod passage;
mod path;
mod provision;
mod record;
pub(crate) mod remarks;
mod roman;
mod unit;

pub use account::{Account, AccountUnit, Destination, word_count};
pub use address::Address;
pub use address_list::AddressRun;
pub(crate) use address_words::is_marked_address;
pub use annotation::{Anchor, Annotation, AnnotationKind, Span, Voice};
pub use basis::Basis;
pub use block::{Block, BlockKind, Blocks, Metadata, Place, Run, Style};
pub use citation::citation;
pub(crate) use citation::pinpoint;
pub use date::Date;
pub(crate) use digits::western_digit;
pub use document::{Document, Heading, Places, Remark, Unread};
pub use extra::{Extra, Fields, field_in_words};
pub use lines::Lines;
pub use ordinal::{ordinal, ordinal_beginnings};
pub use part::{Meeting, Part, PartKind};
pub use passage::{Passage, PassageKind};
pub use path::Path;
pub use provision::{Chapeau, Provision, Role, Status};
pub use record::{Record, RecordAnnotation, RecordChapeau};
pub use roman::{from_roman, to_roman};
pub use unit::Unit;
