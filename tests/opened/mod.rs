//! Documents that are read for a test.

use recs_tui::model::Document;

/// The document that `bytes` are, whatever their format.
pub fn read(bytes: &[u8]) -> Document {
    recs_tui::library::read(bytes).unwrap()
}
