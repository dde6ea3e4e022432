//! The reader's own bookmarks, tags and notes: commands that change them, and their saving.

use std::sync::Arc;

use compact_str::CompactString;

use super::app::App;
use super::command::Command;
use super::event::Effect;
use super::job::Task;
use crate::notes::{
    Anchor, Change, Entry, Notebook, awaits_placement, renumbered, set_apart, unplaced,
};

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
    change(app, changes, format!("{} {what}", named(&ids)))
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
        Ok(edited) => {
            let Change::Note { id, before, after } = &edited else {
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
            let done = format!("Note on {id} {what}");
            change(app, vec![edited], done)
        }
    }
}

/// Takes what the notes file holds now, with everything done here and what other windows wrote.
pub(super) fn saved(app: &mut App, held: Arc<Notebook>) -> Vec<Effect> {
    // The same words stay in the same place: whoever asks whether they changed compares places.
    let mut effects = Vec::new();
    if held != app.notebook {
        app.notebook = held;
        // Another window may have the document as it was before, or as it is since. Each has its own
        // sight of where notes belong: were both to save theirs, they would never come to an end.
        effects = place(app, false);
    }
    effects.extend(app.ask());
    effects
}

/// Whether a command changes what the reader added.
pub(super) fn changes_notes(command: Command) -> bool {
    matches!(
        command,
        Command::Bookmark | Command::Tag | Command::EditNote | Command::AdoptNotes
    )
}

/// Brings the notes of a document that has just been opened to their texts, and has that saved.
pub(super) fn open(app: &mut App) -> Vec<Effect> {
    place(app, true)
}

/// Takes every note away from a text that is not its own, at once, and has the others looked for.
fn place(app: &mut App, saves: bool) -> Vec<Effect> {
    if app.notebook.is_empty() || app.reading.is_some() || app.document().provisions.is_empty() {
        return Vec::new();
    }
    let browsed = Arc::clone(&app.browsed);
    let notebook = Arc::make_mut(&mut app.notebook);
    let mut changes: Vec<Change> = Vec::new();
    changes.extend(set_apart(&browsed.document, notebook));
    changes.iter().for_each(|change| notebook.apply(change));
    for change in renumbered(&browsed.document, notebook) {
        notebook.apply(&change);
        changes.push(change);
    }
    let task = Task::Place(Arc::clone(&app.notebook), saves);
    let mut effects = vec![Effect::Start(app.job(task))];
    if saves && !changes.is_empty() {
        effects.push(Effect::SaveNotes(changes));
    }
    effects
}

/// Takes where the notes belong.
pub(super) fn placed(app: &mut App, found: Option<Change>, saves: bool) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Some(found) = found {
        Arc::make_mut(&mut app.notebook).apply(&found);
        if saves {
            effects.push(Effect::SaveNotes(vec![found]));
        }
        effects.extend(app.ask());
    }
    let before = std::mem::replace(
        &mut app.unplaced_notes,
        unplaced(&app.browsed.document, &app.notebook),
    );
    if (before == 0) != (app.unplaced_notes == 0) {
        // The last row of the tree comes or goes.
        let top = app.detail_top;
        app.refresh_rows(app.selected_position());
        app.detail_top = top;
    }
    if app.unplaced_notes > before {
        app.tell_beside(match app.unplaced_notes {
            1 => "A note of yours is on a text that is no longer here; “About this text” has it."
                .to_owned(),
            count => format!(
                "{count} notes of yours are on texts that are no longer here; “About this text” \
                 has them."
            ),
        });
    }
    effects
}

/// Asks for the notes of a document that was moved.
pub(super) fn adopt(app: &mut App) -> Vec<Effect> {
    if is_barred(app) {
        return Vec::new();
    }
    if app.moved_from.is_none() {
        app.tell_failed("No document is known that was moved here and had notes.");
        return Vec::new();
    }
    vec![Effect::AdoptNotes]
}

/// Takes the notes of a document that was moved, or why they could not be taken.
pub(super) fn adopted(app: &mut App, held: Result<Arc<Notebook>, String>) -> Vec<Effect> {
    match held {
        Err(why) => {
            app.tell_failed(why);
            Vec::new()
        }
        Ok(held) => {
            app.moved_from = None;
            let count = held.entries().count();
            app.tell_done(format!("Notes on {count} provisions are here now"));
            app.notebook = held;
            let mut effects = open(app);
            effects.extend(app.ask());
            effects
        }
    }
}

/// Makes changes that a person asked for, which can be undone, and has them saved.
pub(super) fn change(app: &mut App, changes: Vec<Change>, done: String) -> Vec<Effect> {
    app.undo.push_notes(&app.notebook, &changes, &done);
    app.tell_done(done);
    save(app, changes)
}

/// Makes changes, and has them saved. A filter may find other provisions after them.
pub(super) fn save(app: &mut App, mut changes: Vec<Change>) -> Vec<Effect> {
    let notebook = Arc::make_mut(&mut app.notebook);
    for change in &changes {
        notebook.apply(change);
    }
    let anchors = anchors(app, &changes);
    let notebook = Arc::make_mut(&mut app.notebook);
    for anchor in anchors {
        notebook.apply(&anchor);
        changes.push(anchor);
    }
    let mut effects = vec![Effect::SaveNotes(changes)];
    effects.extend(app.ask());
    // Of a large document the anchors are completed when it is opened again.
    if app.document().provisions.len() <= PLACED_AT_ONCE && awaits_placement(&app.notebook) {
        let task = Task::Place(Arc::clone(&app.notebook), true);
        effects.push(Effect::Start(app.job(task)));
    }
    effects
}

/// In larger documents the most similar other texts of a note are not looked for at each change.
const PLACED_AT_ONCE: usize = 20_000;

/// So many texts are quoted at a key; more wait for a job.
const QUOTED_AT_ONCE: usize = 500;

/// Changes that anchor what was first written on by `changes`.
fn anchors(app: &App, changes: &[Change]) -> Vec<Change> {
    let mut ids: Vec<&CompactString> = Vec::new();
    for change in changes {
        let (Change::Bookmark { id, .. } | Change::Tag { id, .. } | Change::Note { id, .. }) =
            change
        else {
            continue;
        };
        let entry = app.notebook.entry(id);
        if entry.is_some_and(|entry| entry.anchor.is_none()) && ids.last() != Some(&id) {
            ids.push(id);
        }
    }
    if ids.is_empty() || ids.len() > QUOTED_AT_ONCE {
        return Vec::new();
    }
    let document = app.document();
    let chosen = app.chosen();
    let position = |id: &CompactString| {
        let is_it = |at: &usize| document.provisions[*at].id == *id;
        (chosen.iter().copied().find(is_it)).or_else(|| document.position(id))
    };
    let anchor = |id: &CompactString| {
        Some(Change::anchor(
            id.clone(),
            Anchor::of(document, position(id)?),
        ))
    };
    ids.into_iter().filter_map(anchor).collect()
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

/// Bookmark, tags, and whether there is a note, in one line.
pub(super) fn signs_of(entry: &Entry) -> String {
    let bookmark = entry.bookmarked.then(|| "★ bookmarked".to_owned());
    let tags = entry.tags.iter().map(|tag| format!("#{tag}"));
    let note = entry.note.is_some().then(|| "✎ a note".to_owned());
    let signs: Vec<String> = bookmark.into_iter().chain(tags).chain(note).collect();
    signs.join("  ")
}
