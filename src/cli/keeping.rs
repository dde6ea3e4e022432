//! Where what a reader adds to a document is kept: the file that the reader names, or the
//! document's own in the platform's data folder.

use std::path::PathBuf;

use super::Trouble;
use super::source::Source;
use crate::notebook::{NotesFile, Origin, notes_path, place_path};
use crate::tui::Keeping;

/// For the browser. A file that the reader named must be one of notes: nobody wants to find out at
/// the first note that it is not.
pub(super) fn of(source: &Source, named: Option<PathBuf>) -> Result<Keeping, Trouble> {
    let origin = origin(source);
    let notes = match named {
        Some(path) => {
            let file = NotesFile::named(path);
            let read = file.read();
            read.map_err(|failure| Trouble::Unusable(failure.to_string()))?;
            Ok(file)
        }
        None => notes_path(origin).map(NotesFile::own).ok_or_else(|| {
            let why = match origin {
                Origin::Input => "Standard input has no name to keep notes under",
                _ => "There is no home folder to keep notes in",
            };
            format!("{why}. Name a file for them: recs-tui --notes FILE")
        }),
    };
    Ok(Keeping {
        notes,
        place: place_path(origin),
    })
}

fn origin(source: &Source) -> Origin<'_> {
    match source {
        Source::Embedded => Origin::Embedded,
        Source::Input => Origin::Input,
        Source::File(path) => Origin::File(path),
    }
}
