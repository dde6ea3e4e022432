//! Moving: rows, pages, panes, folds.

use std::sync::Arc;

use super::super::Effect;
use super::super::app::{App, Pane};
use super::super::cut::{Cut, Groups};
use super::super::layout::{self, Screen};
use super::super::outline::{Node, Outline, OutlineRow, home, parent};
use super::filtering::relist;
use super::following;

/// Rows of the focused pane.
pub(super) fn page(app: &App) -> isize {
    let height = Screen::of(app).inside(app.focus).height;
    isize::try_from(height).unwrap_or(1).max(2)
}

/// Moves the focused pane's selection, or the text, by this many rows. While the filter is being
/// typed, keys move the list.
pub(super) fn by(app: &mut App, rows: isize) {
    let pane = if app.filter.editing {
        Pane::List
    } else {
        app.focus
    };
    in_pane(app, pane, rows);
}

/// Moves one pane's selection, or the text, by this many rows.
pub(super) fn in_pane(app: &mut App, pane: Pane, rows: isize) {
    match pane {
        Pane::Tree => {
            let last = app.outline.rows.len().saturating_sub(1);
            let row = moved(app.outline.selected_row(), rows, last);
            if let Some(row) = app.outline.rows.get(row) {
                select_node(app, row.node);
            }
        }
        Pane::List => {
            let last = app.listing.rows.len().saturating_sub(1);
            select_row(app, moved(app.listing.selected, rows, last));
        }
        // The end of the text is known only where it is wrapped; settling cuts what is too much.
        Pane::Detail => app.detail_top = moved(app.detail_top, rows, usize::MAX / 2),
    }
}

fn moved(from: usize, rows: isize, last: usize) -> usize {
    from.saturating_add_signed(rows).min(last)
}

/// Selects a row of the list; the text starts from its top.
pub(super) fn select_row(app: &mut App, row: usize) {
    if row != app.listing.selected {
        app.listing.selected = row;
        app.detail_top = 0;
    }
}

/// Selects the provision with this id, where the document still has it and the reader has not
/// gone anywhere yet.
pub(super) fn go_back_to(app: &mut App, id: &str) {
    let at = app.compilation().position(id);
    if let Some(at) = at.and_then(|at| u32::try_from(at).ok())
        && app.outline.selected == Node::All
        && app.listing.selected == 0
        && !app.filter.is_on()
    {
        relist(app, Some(at));
    }
}

/// Selects a node of the tree; the list shows what is under it.
pub(super) fn select_node(app: &mut App, node: Node) {
    if app.outline.selected != node {
        app.outline.selected = node;
        app.detail_top = 0;
        relist(app, None);
    }
}

/// One step out.
pub(super) fn out(app: &mut App) {
    match app.focus {
        Pane::Detail => app.focus = Pane::List,
        Pane::List => app.focus = Pane::Tree,
        Pane::Tree => {
            let row = app.outline.rows.get(app.outline.selected_row());
            if row.is_some_and(|row| row.open == Some(true)) {
                fold(app);
            } else {
                let above = parent(app.compilation(), app.outline.selected);
                select_node(app, above);
            }
        }
    }
}

/// One step in.
pub(super) fn into(app: &mut App) {
    match app.focus {
        Pane::Detail => {}
        Pane::List => app.focus = Pane::Detail,
        Pane::Tree => {
            let row = app.outline.rows.get(app.outline.selected_row());
            if row.is_some_and(|row| row.open == Some(false)) {
                fold(app);
            } else {
                open(app);
            }
        }
    }
}

/// From the tree to the list, from the list to the text.
pub(super) fn open(app: &mut App) {
    app.focus = match app.focus {
        Pane::Tree if app.outline.selected == Node::About => Pane::Detail,
        Pane::Tree => Pane::List,
        Pane::List | Pane::Detail => Pane::Detail,
    };
}

/// Shows or hides what is below the selected node.
pub(super) fn fold(app: &mut App) {
    let node = app.outline.selected;
    if !app.outline.folded.remove(&node) {
        app.outline.folded.insert(node);
    }
    lay_out(app);
}

/// Folds all sessions, or unfolds everything where one is folded already.
pub(super) fn fold_all(app: &mut App) {
    if app.outline.folded.is_empty() {
        let sessions = u32::try_from(app.compilation().parts.len()).unwrap_or(u32::MAX);
        app.outline.folded.extend((0..sessions).map(Node::Session));
    } else {
        app.outline.folded.clear();
    }
    lay_out(app);
}

/// Lays the tree out anew, and the list with it: a fold may have moved the selection.
fn lay_out(app: &mut App) {
    let selected = app.selected_position();
    relist(app, selected);
}

/// Groups the left pane by something else. Groups take a moment; until then it stays as it is.
pub(super) fn cut(app: &mut App, cut: Cut) -> Option<Effect> {
    app.focus = if layout::shown(app).contains(&Pane::Tree) {
        app.focus
    } else {
        Pane::Tree
    };
    if cut == app.cut {
        return None;
    }
    app.cut = cut;
    if cut == Cut::Session {
        app.groups = None;
        app.outline.top = 0;
        let selected = app.selected_position();
        relist(app, selected);
        return None;
    }
    Some(Effect::Group(cut))
}

/// The groups are there, if nothing else has been asked for since.
pub(super) fn grouped(app: &mut App, groups: Arc<Groups>) {
    if groups.cut == app.cut {
        let selected = app.selected_position();
        let wanted = following::wanted(app, &groups);
        app.groups = Some(groups);
        app.outline.top = 0;
        app.outline.selected = Node::All;
        relist(app, selected);
        if let Some(node) = wanted {
            // Among those that refer to the same, the reader is still at the one before.
            app.outline.selected = node;
            relist(app, selected);
        }
    }
}

/// To the first provision of the next heading, or of this or the previous one. In the tree, to
/// the next or previous session.
pub(super) fn to_heading(app: &mut App, forward: bool) {
    if app.focus == Pane::Tree {
        let here = app.outline.selected_row();
        let is_session = |row: &usize| matches!(app.outline.rows[*row].node, Node::Session(_));
        let row = if forward {
            (here + 1..app.outline.rows.len()).find(is_session)
        } else {
            (0..here).rev().find(is_session)
        };
        if let Some(row) = row {
            select_node(app, app.outline.rows[row].node);
        }
        return;
    }
    let rows = &app.listing.rows;
    let home_of = |row: usize| {
        let at = rows[row] as usize;
        home(&app.compilation().provisions[at])
    };
    let Some(last) = rows.len().checked_sub(1) else {
        return;
    };
    let here = app.listing.selected.min(last);
    let starts = |row: &usize| *row == 0 || home_of(*row - 1) != home_of(*row);
    let row = if forward {
        (here + 1..=last).find(starts).unwrap_or(last)
    } else {
        (0..here).rev().find(starts).unwrap_or(0)
    };
    select_row(app, row);
}

/// Moves the focus by this many panes to the right, round and round.
pub(super) fn to_pane(app: &mut App, steps: usize) {
    let here = Pane::ALL
        .iter()
        .position(|&pane| pane == app.focus)
        .unwrap_or(0);
    app.focus = Pane::ALL[(here + steps) % Pane::ALL.len()];
}

/// Puts the focus on a pane that is shown.
pub(super) fn focus(app: &mut App, pane: Pane) {
    if layout::shown(app).contains(&pane) {
        app.focus = pane;
    }
}

/// Scrolls the tree so that its selected row is seen whole and no room is wasted at its end; rows
/// differ in height.
pub(super) fn keep_tree_row_in_sight(outline: &mut Outline, height: usize) {
    let selected = outline.selected_row();
    let lowest = first_above(&outline.rows, selected, height);
    let last = first_above(&outline.rows, outline.rows.len().saturating_sub(1), height);
    outline.top = outline.top.clamp(lowest, selected).min(last.max(lowest));
}

/// The first row that is still seen when `last` is the lowest one of `height` lines.
fn first_above(rows: &[OutlineRow], last: usize, height: usize) -> usize {
    let mut room = height;
    let above = rows.iter().take(last + 1).enumerate().rev();
    let seen = above.take_while(|(_, row)| {
        let tall = usize::from(row.height());
        let fits = tall <= room;
        room = room.saturating_sub(tall);
        fits
    });
    seen.last().map_or(last, |(at, _)| at)
}
