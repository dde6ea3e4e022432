//! Export formats: the one table of them.
//!
//! `--format`, the copy menu with its keys, the help and the README come from [`FORMATS`]. To add a
//! format: one file here that implements [`ExportFormat`], and one row of the table.

mod bibtex;
mod citation;
mod csl_json;
mod csv;
mod docx;
mod export_format;
mod html;
mod json;
mod markdown;
mod quotation;
mod text;

pub use export_format::{
    Export, ExportFormat, ExportRow, FileKind, FormatInfo, Purpose, ReadAs, SearchMatch, copy_text,
    partial_divider,
};

/// Every format, in the order of the help and of the copy menu.
pub static FORMATS: [&dyn ExportFormat; 11] = [
    &quotation::Quotation,
    &text::Text,
    &citation::Citation,
    &json::JsonLines,
    &json::Json,
    &csv::Csv,
    &markdown::Markdown,
    &html::Html,
    &bibtex::Bibtex,
    &csl_json::CslJson,
    &docx::Docx,
];

/// The format that copying uses unless another is asked for.
pub static QUOTATION: &dyn ExportFormat = &quotation::Quotation;

/// The format of this name.
#[must_use]
pub fn format_named(name: &str) -> Option<&'static dyn ExportFormat> {
    FORMATS
        .into_iter()
        .find(|format| format.info().name == name)
}

/// The formats that the commands offer, in the order of the help.
pub fn printed_formats() -> impl Iterator<Item = &'static dyn ExportFormat> {
    FORMATS
        .into_iter()
        .filter(|format| format.info().is_printed)
}

/// The formats of the copy menu, in its order.
pub fn menu_formats() -> impl Iterator<Item = &'static dyn ExportFormat> {
    let formats = FORMATS.into_iter();
    formats.filter(|format| !format.info().label.is_empty())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_formats_have_a_name_or_a_key_in_common() {
        let names: HashSet<_> = FORMATS.iter().map(|format| format.info().name).collect();
        assert_eq!(names.len(), FORMATS.len());
        let keys: Vec<_> = menu_formats()
            .flat_map(|format| format.info().keys)
            .collect();
        assert_eq!(keys.iter().collect::<HashSet<_>>().len(), keys.len());
    }
}
