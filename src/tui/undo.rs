//! Undo: brings back marks, cleared filters, bookmarks, tags and notes, a step at a time.

use super::app::App;
use super::event::Effect;
use super::undo_history::UndoStep;
use super::{jumplist, user_notes};

/// Remembers that a mark was set or taken away.
pub(super) fn marked(app: &mut App, position: u32) {
    app.undo.push(UndoStep::Mark(position));
}

/// Takes all marks away, and remembers them; says whether there were any.
pub(super) fn unmark_all(app: &mut App) -> bool {
    if app.marked.is_empty() {
        return false;
    }
    let marked = std::mem::take(&mut app.marked);
    app.undo.push(UndoStep::Marks(marked));
    true
}

/// Remembers the filter, which is about to be cleared.
pub(super) fn filter_clears(app: &mut App) {
    if app.filter.is_on() {
        let here = Box::new(jumplist::here(app));
        app.undo.push(UndoStep::Filter(here));
    }
}

/// Takes the latest step back.
pub(super) fn undo(app: &mut App) -> Vec<Effect> {
    match app.undo.pop() {
        None => {
            app.tell_failed("There is nothing to undo.");
            Vec::new()
        }
        Some(UndoStep::Mark(position)) => {
            if !app.marked.remove(&position) {
                app.marked.insert(position);
            }
            app.tell_done(format!("Undone: {} marked", app.marked.len()));
            Vec::new()
        }
        Some(UndoStep::Marks(marked)) => {
            app.tell_done(format!("Undone: {} marked again", marked.len()));
            app.marked = marked;
            Vec::new()
        }
        Some(UndoStep::Filter(before)) => {
            let typed = before.filter.input.value().to_owned();
            let effects = jumplist::return_to(app, *before);
            app.tell_done(format!("Undone: the filter /{typed} is back"));
            effects
        }
        Some(UndoStep::Notes(changes, what)) => {
            app.tell_done(format!("Undone: {what}"));
            user_notes::save(app, changes)
        }
    }
}
