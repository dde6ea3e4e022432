//! The reader's own bookmarks, tags and notes: commands that change them, and their saving.

use std::sync::Arc;

use compact_str::CompactString;

use super::app::App;
use super::event::Effect;
use crate::notes::{Change, Entry, Notebook, renumbered};

/// Bookmarks what is chosen, or takes the bookmarks out where all of it has one.
pub(super) fn bookmark(app: &mut App) -> Vec<Effect> {
    let Some(ids) = chosen_ids(app) else {
        return Vec::new();
    };
    let on = !all_have(app, &ids, |entry| entry.bookmarked);
    let changes = ids
        .iter()
        .map(|id| Change::Bookmark { id: id.clone(), on })
        .collect();
    let what = if on {
        "bookmarked"
    } else {
        "no longer bookmarked"
    };
    app.tell_done(format!("{} {what}", named(&ids)));
    save(app, changes)
}

/// Asks for an editor on the note of the selected provision.
pub(super) fn edit_note(app: &mut App) -> Vec<Effect> {
    if is_barred(app) {
        return Vec::new();
    }
    match app.selected_position() {
        Some(at) => vec![Effect::EditNote(at as usize)],
        None => {
            app.tell_failed(NOTHING);
            Vec::new()
        }
    }
}

/// Takes what the editor made of a note, or why there is none.
pub(super) fn note_edited(app: &mut App, edited: Result<Change, String>) -> Vec<Effect> {
    match edited {
        Err(why) => {
            app.tell_failed(why);
            Vec::new()
        }
        Ok(change) => {
            let Change::Note { id, before, after } = &change else {
                return Vec::new();
            };
            if before == after {
                app.tell_done(format!("The note on {id} is as it was"));
                return Vec::new();
            }
            let what = match (before, after) {
                (None, _) => "written",
                (_, None) => "removed",
                _ => "rewritten",
            };
            app.tell_done(format!("Note on {id} {what}"));
            save(app, vec![change])
        }
    }
}

/// Takes what the notes file holds now, with everything done here and what other windows wrote.
pub(super) fn saved(app: &mut App, held: Arc<Notebook>) -> Vec<Effect> {
    // The same words stay in the same place: whoever asks whether they changed compares places.
    if held != app.notebook {
        app.notebook = held;
    }
    let mut effects = renumber(app);
    effects.extend(app.ask());
    effects
}

/// Moves notes under ids of an earlier numbering to the ids of now, and has that saved.
pub(super) fn renumber(app: &mut App) -> Vec<Effect> {
    match renumbered(app.document(), &app.notebook) {
        changes if changes.is_empty() => Vec::new(),
        changes => save(app, changes),
    }
}

/// Makes changes, and has them saved. A filter may find other provisions after them.
pub(super) fn save(app: &mut App, changes: Vec<Change>) -> Vec<Effect> {
    let notebook = Arc::make_mut(&mut app.notebook);
    for change in &changes {
        notebook.apply(change);
    }
    let mut effects = vec![Effect::SaveNotes(changes)];
    effects.extend(app.ask());
    effects
}

const NOTHING: &str = "There is no provision here to write on.";

/// Ids of the marked provisions, or of the selected one; nothing, and why in the footer, where
/// there are none or nothing can be kept.
pub(super) fn chosen_ids(app: &mut App) -> Option<Vec<CompactString>> {
    if is_barred(app) {
        return None;
    }
    let positions = app.chosen();
    if positions.is_empty() {
        app.tell_failed(NOTHING);
        return None;
    }
    let provisions = &app.document().provisions;
    let ids = positions.into_iter().map(|at| provisions[at].id.clone());
    Some(ids.collect())
}

fn is_barred(app: &mut App) -> bool {
    match app.notes_barred.clone() {
        Some(why) => {
            app.tell_failed(why);
            true
        }
        None => false,
    }
}

/// Whether the reader's words on all of these are so.
pub(super) fn all_have(app: &App, ids: &[CompactString], has: impl Fn(&Entry) -> bool) -> bool {
    ids.iter().all(|id| app.notes_on(id).is_some_and(&has))
}

/// What several provisions are called in the footer.
pub(super) fn named(ids: &[CompactString]) -> String {
    match ids {
        [only] => only.to_string(),
        several => format!("{} provisions", several.len()),
    }
}
