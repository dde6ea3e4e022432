//! Language: one tokenizer, references, and who is asked to do what.

pub mod operative;
pub mod references;
pub mod tokenizer;
