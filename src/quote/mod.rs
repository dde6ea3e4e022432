//! A provision as a person quotes it: plain text, Markdown, HTML, citation, JSON, CSV, and for
//! reference managers BibTeX and CSL-JSON; and as a Word document.
//!
//! Everything that leaves the program as text passes here, whether it is printed or yanked, so
//! that the two never differ. Two promises are kept in every form: what an editor inserted can be
//! told from what was adopted, and nothing in a document reaches a terminal as a control
//! sequence ([`visible`]). JSON and CSV carry the text unchanged; JSON escapes it.

mod account;
mod bibliography;
mod context;
mod form;
mod html;
mod output;
mod referring;
mod view;
mod visible;
mod word;

pub use account::{Account, accounts, breadcrumb, derived_words, status_words};
pub use bibliography::{bibtex, csl_json};
pub use form::{Form, quote};
pub use html::html;
pub use output::{Format, Found, Row, write_list, write_provisions};
pub use referring::{Referred, referred};
pub use view::{Shown, View};
pub use visible::{one_line, visible};
pub use word::word;
