//! The notes file of a command: the one that `--notes` names, or the document's own in the platform's
//! data folder.

use std::path::Path;

use super::arguments::shown;
use super::error::CommandError;
use super::print::warn;
use crate::export::{noted_words, one_line};
use crate::library::Source;
use crate::model::Document;
use crate::notes::{
    Anchor, Notebook, NotesFile, NotesPage, Origin, contents_fingerprint, filter_history_path,
    moved_notes, notes_path, position_path, unplaced_entries,
};
use crate::tui::SessionFiles;

/// For the browser. A file that the reader named must be one of notes: nobody wants to find out at
/// the first note that it is not.
///
/// # Errors
/// [`CommandError::Notes`] where the named file is none.
pub(super) fn for_browser(
    source: &Source,
    named: Option<&Path>,
) -> Result<SessionFiles, CommandError> {
    let origin = origin(source);
    let notes = match named {
        Some(path) => {
            let file = NotesFile::named(path.to_owned());
            file.read()?;
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
    Ok(SessionFiles {
        notes,
        place: position_path(origin),
        filters: filter_history_path(),
        document: match (source, named) {
            (Source::File(path), None) => Some(path.clone()),
            _ => None,
        },
    })
}

/// For the commands that print. What cannot be read of the document's own notes is said, and the
/// rest is printed.
///
/// # Errors
/// Where the named file is not there or is none.
pub(super) fn for_printing(
    source: &Source,
    named: Option<&Path>,
) -> Result<Notebook, CommandError> {
    let page = match named {
        Some(path) if !path.exists() => {
            let name = shown(path);
            return Err(CommandError::NoNotesFile { name });
        }
        Some(path) => NotesFile::named(path.to_owned()).read()?,
        None => own_page(source),
    };
    page.remarks.iter().for_each(|remark| warn(remark));
    Ok(page.notebook)
}

/// Says on standard error what the reader has noted and is not seen in what is printed: notes on texts
/// that are no longer there, and those of a document that was moved.
pub(super) fn tell_unseen(
    source: &Source,
    named: Option<&Path>,
    document: &Document,
    notebook: &Notebook,
) {
    const TOLD: usize = 5;
    let unplaced = unplaced_entries(document, notebook);
    for (id, entry) in unplaced.iter().take(TOLD) {
        let quote = entry.anchor.as_ref().map_or("", Anchor::quote);
        let text = match quote {
            "" => String::new(),
            quote => format!(", “{quote}”"),
        };
        warn(&format!(
            "what you noted on {id} is on a text that is no longer here{text}: {}",
            one_line(&noted_words(entry))
        ));
    }
    if unplaced.len() > TOLD {
        let more = unplaced.len() - TOLD;
        warn(&format!(
            "{more} more notes are on texts that are no longer here."
        ));
    }
    let (None, Source::File(path)) = (named, source) else {
        return;
    };
    let has_notes = notes_path(origin(source)).is_some_and(|notes| notes.exists());
    let moved = (!has_notes).then(|| moved_notes(path, contents_fingerprint(document)));
    if let Some(moved) = moved.flatten() {
        warn(&format!(
            "you have notes on {}, which seems to be this document; A in the browser takes them over.",
            shown(&moved.document)
        ));
    }
}

/// What the document's own notes hold; nothing where they cannot be read, which is said.
fn own_page(source: &Source) -> NotesPage {
    let Some(path) = notes_path(origin(source)) else {
        return NotesPage::default();
    };
    NotesFile::own(path).read().unwrap_or_else(|failure| {
        warn(&failure.to_string());
        NotesPage::default()
    })
}

fn origin(source: &Source) -> Origin<'_> {
    match source {
        Source::Embedded => Origin::Embedded,
        Source::Input => Origin::Input,
        Source::File(path) => Origin::File(path),
    }
}
