//! Input formats: bytes to blocks or records, one file or folder a format.
//!
//! Whatever comes in, nothing here panics. Document formats give [`crate::model::Blocks`], whose
//! structure is inferred elsewhere; data formats give records. Nothing below this folder knows that
//! documents are files, and nothing above it should know that they come in different formats.
//!
//! - [`format`]: the table of formats.
//! - [`sandbox`]: the child process in which binary and marked-up formats are read.
//! - [`encoding`]: bytes to characters and lines.
//! - [`error`]: why bytes could not be read as a format.
//! - [`text`]: plain text.
//! - [`jsonl`]: records, one at a time.

pub mod akoma_ntoso;
pub mod archive;
pub mod compound_file;
#[cfg(test)]
mod damage;
pub mod doc;
pub mod docx;
pub mod encoding;
pub mod error;
pub mod fields;
pub mod format;
pub(crate) mod given;
pub mod html;
mod incoming;
mod json;
pub mod json_stream;
pub mod jsonl;
pub mod markdown;
mod note;
pub mod numerals;
pub mod odt;
pub mod package;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod rtf;
pub mod sandbox;
pub mod table;
pub mod text;
pub mod unsupported;
pub mod xml;

pub use json::{is_json_lines, is_json_list};
