//! Export: provisions as text, Markdown, HTML, JSON, CSV, for reference managers, as a Word document.
//!
//! Everything that leaves the program passes here, whether it is printed or copied, so that the two
//! never differ. Two promises are kept in every format: what an editor inserted can be told from
//! what was adopted, and nothing in a document reaches a terminal as a control sequence
//! ([`visible`]), wherever it is printed: what goes into a file or a pipe is on a terminal before
//! long. JSON alone carries the text unchanged, and escapes it.
//!
//! | to find | look in |
//! |---|---|
//! | the formats, one file each, and their table | `format` |
//! | views of a text | `view`, `excerpt` |
//! | what quotations and entries are made of | `quoted`, `bibliographic_entry`, `export_record` |
//! | what is said about a provision | `explanation`, `reference_text`, `user_notes`, `plain_detail` |
//! | language and direction of a text | `direction` |
//! | what is said of lines that are no records | `unread_summary` |
//! | text made safe to show | `visible`, `json_escapes` |

mod bibliographic_entry;
mod direction;
mod excerpt;
mod explanation;
mod export_record;
mod format;
mod json_escapes;
mod plain_detail;
mod quoted;
mod reference_text;
mod titles;
mod unread_summary;
mod user_notes;
mod view;
mod visible;

pub use explanation::{
    Explainer, Explanation, breadcrumb, derived_words, explanations, status_words,
};
pub use format::{
    Export, ExportFormat, ExportRow, FORMATS, FileKind, FormatInfo, Purpose, QUOTATION, ReadAs,
    SearchMatch, copy_text, format_named, menu_formats, partial_divider, printed_formats,
};
pub use reference_text::{ReferenceText, reference_texts};
pub use unread_summary::unread_summary;
pub use user_notes::in_words as noted_words;
pub use view::{Shown, View};
pub use visible::{is_hidden, is_picture, one_line, visible, visible_part};
