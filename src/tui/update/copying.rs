//! Marking and copying.

use super::super::Effect;
use super::super::app::{App, Notice, Overlay, Pane};
use super::moving;
use crate::export::{ExportFormat, View, copy_text};

/// The marked provisions in the document's order, or the selected one.
pub(super) fn chosen(app: &App) -> Vec<usize> {
    if app.marked.is_empty() {
        app.selected_position()
            .map(|at| at as usize)
            .into_iter()
            .collect()
    } else {
        app.marked.iter().map(|&at| at as usize).collect()
    }
}

/// Copies what is chosen in this format; what is no text goes to a file.
pub(super) fn yank(app: &mut App, format: &'static dyn ExportFormat) -> Option<Effect> {
    let positions = chosen(app);
    let compilation = app.compilation();
    let label = format.info().label;
    let name = match app.view {
        View::Adopted | View::Editors if format.info().has_views => {
            format!("{label}, {}", app.view.name())
        }
        _ => label.to_owned(),
    };
    let what = match positions.as_slice() {
        [] => {
            app.notice = Some(Notice::Failed(
                "There is no provision here to copy.".to_owned(),
            ));
            return None;
        }
        [only] => compilation.provisions[*only].id.to_string(),
        several => format!("{} provisions", several.len()),
    };
    if format.info().file.is_some() {
        return Some(Effect::WriteFile(format, positions, app.view, what));
    }
    let what = format!("{what} ({name})");
    Some(Effect::Copy(
        copy_text(format, compilation, &app.own.notebook, &positions, app.view),
        what,
    ))
}

/// Opens the menu of forms.
pub(super) fn choose(app: &mut App) {
    if chosen(app).is_empty() {
        app.notice = Some(Notice::Failed(
            "There is no provision here to copy.".to_owned(),
        ));
    } else {
        app.overlay = Some(Overlay::Forms(0));
    }
}

/// Unmarks everything.
pub(super) fn unmark(app: &mut App) {
    if app.marked.is_empty() {
        let words = "Nothing is marked. Space marks a provision.";
        app.notice = Some(Notice::Failed(words.to_owned()));
    }
    app.marked.clear();
}

/// Marks the selected provision, or unmarks it, and goes on to the next row.
pub(super) fn mark(app: &mut App) {
    let Some(at) = app.selected_position() else {
        return;
    };
    if !app.marked.remove(&at) {
        app.marked.insert(at);
    }
    moving::in_pane(app, Pane::List, 1);
}
