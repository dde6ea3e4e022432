//! The configuration: what a person has chosen once and for all, read from a file in TOML.
//!
//! The table of settings ([`settings`]) is the one place that names them: it reads a file, says what is
//! wrong with it by line, and prints the configuration in force with a comment to each. To add a
//! setting: a field of [`Config`], and a row of that table.

mod chosen;
mod error;
mod file;
mod keys;
mod settings;
mod style_words;
mod value;

pub use chosen::{ClipboardWay, Config};
pub use error::{ConfigError, Problem};
