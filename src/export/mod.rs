//! A provision as a person quotes it: plain text, Markdown, HTML, citation, JSON, CSV, and for
//! reference managers BibTeX and CSL-JSON; and as a Word document.
//!
//! Everything that leaves the program as text passes here, whether it is printed or yanked, so
//! that the two never differ. Two promises are kept in every form: what an editor inserted can be
//! told from what was adopted, and nothing in a document reaches a terminal as a control
//! sequence ([`visible`]), wherever it is printed: what goes into a file or a pipe is on a terminal
//! before long. JSON alone carries the text unchanged, and escapes it ([`write_json`]).

mod account;
mod bibliography;
mod context;
mod escaped;
mod form;
mod html;
mod in_full;
mod output;
mod own;
mod referring;
mod table;
mod view;
mod visible;
mod word;

pub use account::{Account, accounts, breadcrumb, derived_words, status_words};
pub use bibliography::{bibtex, csl_json};
pub use escaped::{write_json, write_json_pretty};
pub use form::{Form, quote};
pub use html::html;
pub use output::{Format, Found, Row, write_list, write_provisions};
pub use referring::{Referred, referred};
pub use view::{Shown, View};
pub use visible::{is_hidden, is_picture, one_line, visible, visible_part};
pub use word::word;
