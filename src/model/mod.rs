//! What a document is, as plain data.
//!
//! A [`Compilation`] is a few flat arrays in document order: sessions, headings, provisions, and
//! the unnumbered matter around them. Nodes point at one another by index, so that walking,
//! folding, counting and drawing are index arithmetic, and a million provisions stay small.
//! Nothing here reads a file or knows a terminal; every type goes through serde unchanged.
//!
//! Three things are kept apart everywhere: what was **adopted** ([`Provision::text`] outside its
//! updates), what an **editor** did ([`Annotation`] with `inferred == false`), and what this
//! program only **infers** (`inferred == true`, and the [`Remark`]s).

mod annotation;
mod citation;
mod compilation;
mod date;
mod lines;
mod locator;
mod matter;
mod number;
mod ordinal;
mod provision;
mod record;
mod roman;
mod session;

pub use annotation::{Annotation, AnnotationKind, Span};
pub use citation::citation;
pub use compilation::{Compilation, Heading, Remark, Unread};
pub use date::Date;
pub use lines::Lines;
pub use locator::Locator;
pub use matter::{Matter, MatterKind};
pub use number::Number;
pub use ordinal::{ordinal, ordinal_beginnings};
pub use provision::{Chapeau, Extra, Provision, Role, Status};
pub use record::{Record, RecordAnnotation, RecordChapeau};
pub use roman::{from_roman, to_roman};
pub use session::{Meeting, Session};
