//! The mouse, and borders.

use super::super::app::{App, Pane};
use super::super::layout::{self, Screen};
use super::moving;

/// Rows that one turn of the wheel scrolls.
const WHEEL: isize = 3;

/// Selects what is under the pointer, or takes hold of a border.
pub(super) fn click(app: &mut App, column: u16, row: u16) {
    let screen = Screen::of(app);
    app.dragging = screen.border_at(column, row);
    if app.dragging.is_some() {
        return;
    }
    let Some(pane) = screen.pane_at(column, row) else {
        return;
    };
    moving::focus(app, pane);
    let inside = screen.inside(pane);
    if !(inside.top()..inside.bottom()).contains(&row) {
        return;
    }
    let below = usize::from(row - inside.top());
    match pane {
        Pane::Tree => click_tree(app, column.saturating_sub(inside.left()), below),
        Pane::List => {
            let header = usize::from(app.listing.partial);
            if let Some(offset) = below.checked_sub(header)
                && app.listing.top + offset < app.listing.rows.len()
            {
                moving::select_row(app, app.listing.top + offset);
            }
        }
        Pane::Detail => {}
    }
}

fn click_tree(app: &mut App, column: u16, below: usize) {
    let mut passed = 0;
    for row in &app.outline.rows[app.outline.top.min(app.outline.rows.len())..] {
        passed += usize::from(row.height());
        if below < passed {
            let (row, sign) = (*row, 2 * row.depth.saturating_sub(1));
            moving::select_node(app, row.node);
            if row.open.is_some() && (sign..sign + 2).contains(&column) {
                moving::fold(app);
            }
            return;
        }
    }
}

/// Moves the border that was taken hold of.
pub(super) fn drag(app: &mut App, column: u16, _row: u16) {
    if let Some(pane) = app.dragging {
        let panes = layout::shown(app);
        app.shares.put_border(pane, column, app.size.0, panes);
    }
}

/// Scrolls the pane under the pointer. The selection goes along where it would leave the screen.
pub(super) fn wheel(app: &mut App, column: u16, row: u16, down: bool) {
    let screen = Screen::of(app);
    let Some(pane) = screen.pane_at(column, row) else {
        return;
    };
    let rows = if down { WHEEL } else { -WHEEL };
    match pane {
        Pane::List => {
            let height = usize::from(screen.inside(pane).height).max(1);
            let last = app.listing.rows.len().saturating_sub(height);
            app.listing.top = app.listing.top.saturating_add_signed(rows).min(last);
            let selected = app
                .listing
                .selected
                .clamp(app.listing.top, app.listing.top + height - 1);
            moving::select_row(app, selected);
        }
        Pane::Tree => moving::in_pane(app, pane, if down { 1 } else { -1 }),
        Pane::Detail => moving::in_pane(app, pane, rows),
    }
}

/// Gives the focused pane this many columns more.
pub(super) fn resize_focused(app: &mut App, columns: i16) {
    let screen = Screen::of(app);
    let panes = layout::shown(app);
    // The last pane grows by moving the border on its left the other way.
    let (pane, columns) = match panes {
        [.., before, last] if *last == app.focus => (*before, -columns),
        _ => (app.focus, columns),
    };
    let border = screen.pane(pane).right().saturating_sub(1);
    app.shares.put_border(
        pane,
        border.saturating_add_signed(columns),
        app.size.0,
        panes,
    );
}
