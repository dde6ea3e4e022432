//! Where what a reader adds to a document is kept: the file that the reader names, or the
//! document's own in the platform's data folder.

use std::io::{self, Write};
use std::path::PathBuf;

use super::Trouble;
use super::file::shown;
use super::source::Source;
use crate::export::visible;
use crate::notes::{Notebook, NotesFile, Origin, Page, notes_path, place_path};
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
            let (why, document) = match origin {
                Origin::Input => ("Standard input has no name to keep notes under", " -"),
                _ => ("There is no home folder to keep notes in", ""),
            };
            format!("{why}. Name a file for them: recs-tui --notes FILE{document}")
        }),
    };
    Ok(Keeping {
        notes,
        place: place_path(origin),
    })
}

/// For the commands that print. What cannot be read of the document's own notes is said, and the
/// rest is printed; a file that the reader named has to be there.
pub(super) fn notebook(source: &Source, named: Option<&PathBuf>) -> Result<Notebook, Trouble> {
    let Some(path) = named else {
        let own = notes_path(origin(source)).map(NotesFile::own);
        return match own.map(|file| file.read()) {
            None => Ok(Notebook::default()),
            Some(Ok(page)) => Ok(told(page)),
            Some(Err(failure)) => {
                warn(&failure.to_string());
                Ok(Notebook::default())
            }
        };
    };
    if !path.exists() {
        let words = format!(
            "There is no file {}. Check the name and the folder.",
            shown(path)
        );
        return Err(Trouble::Unusable(words));
    }
    match NotesFile::named(path).read() {
        Ok(page) => Ok(told(page)),
        Err(failure) => Err(Trouble::Unusable(failure.to_string())),
    }
}

/// The notebook of a page, with what had to be said of it said.
fn told(page: Page) -> Notebook {
    page.remarks.iter().for_each(|remark| warn(remark));
    page.notebook
}

fn warn(words: &str) {
    // Standard error may be closed; then there is nobody to tell.
    let _ = writeln!(io::stderr(), "recs-tui: {}", visible(words));
}

fn origin(source: &Source) -> Origin<'_> {
    match source {
        Source::Embedded => Origin::Embedded,
        Source::Input => Origin::Input,
        Source::File(path) => Origin::File(path),
    }
}
