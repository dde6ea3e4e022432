//! What an event of the terminal means, where the reader is now.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};
use tui_input::InputRequest;

use super::Action;
use super::app::{App, Overlay, Pane};
use super::keymap::{Context, action_for, name_of};

/// What an event of the terminal means here; nothing for most movements of the mouse.
pub(super) fn action_of(app: &App, event: Event) -> Option<Action> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => key_action(app, key),
        Event::Paste(text) if app.overlay.is_none() => Some(Action::Paste(text)),
        Event::Resize(columns, rows) => Some(Action::Resize(columns, rows)),
        Event::Mouse(mouse) => {
            let (column, row) = (mouse.column, mouse.row);
            match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Some(Action::Click(column, row)),
                MouseEventKind::Drag(MouseButton::Left) => Some(Action::Drag(column, row)),
                MouseEventKind::Up(MouseButton::Left) => Some(Action::Release),
                MouseEventKind::ScrollDown => Some(Action::Wheel(column, row, true)),
                MouseEventKind::ScrollUp => Some(Action::Wheel(column, row, false)),
                _ => None,
            }
        }
        _ => None,
    }
}

fn key_action(app: &App, key: KeyEvent) -> Option<Action> {
    let contexts: &[Context] = match (app.overlay, app.filter.editing, app.focus) {
        (Some(Overlay::Help(_)), ..) => &[Context::Help],
        (Some(Overlay::Forms(_)), ..) => &[Context::Forms],
        (None, ..) if app.own.tagging.is_some() => &[Context::Tags, Context::Typing],
        (None, true, _) => &[Context::Filter, Context::Typing],
        (None, false, Pane::Tree) => &[Context::Tree, Context::Panes],
        (None, false, _) => &[Context::Panes],
    };
    let everywhere = || {
        // Whatever lies over the panes, the terminal's own keys stay what they are.
        let action = action_for(key, &[Context::Panes])?;
        matches!(action, Action::Suspend | Action::Redraw).then_some(action)
    };
    action_for(key, contexts)
        .or_else(everywhere)
        .or_else(|| typed(app, key))
        .or_else(|| unbound(app, key))
}

/// A key that does nothing, where nothing is being typed.
fn unbound(app: &App, key: KeyEvent) -> Option<Action> {
    if app.is_typing() || app.loading.is_some() {
        return None;
    }
    name_of(key).map(Action::Unbound)
}

/// A letter, while something is being typed.
fn typed(app: &App, key: KeyEvent) -> Option<Action> {
    let plain = !key
        .modifiers
        .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    match key.code {
        KeyCode::Char(letter) if plain && app.is_typing() && app.overlay.is_none() => {
            Some(Action::Edit(InputRequest::InsertChar(letter)))
        }
        _ => None,
    }
}
