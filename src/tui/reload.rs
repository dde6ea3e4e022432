//! Reloading: puts a document that was read again in the place of the one before, and keeps what the
//! reader has in hand: selection, marks, filter, folds, the way back and what can be undone.

use std::sync::Arc;

use super::app::App;
use super::availability::NO_FILE;
use super::event::Effect;
use super::grouping::GroupBy;
use super::jump::Jump;
use super::outline::Node;
use super::reloaded::{Reloaded, ReloadedDocument};
use super::user_notes;
use crate::library::{Differences, Successors};

const STAYS: &str = "What is shown is what was read before.";

/// Has the document's file read again.
pub(super) fn reload(app: &mut App) -> Vec<Effect> {
    if !app.can_reload || app.reading.is_some() {
        app.tell_failed(NO_FILE);
        return Vec::new();
    }
    vec![Effect::Reload]
}

/// Takes what came of it. Where it could not be read, what is shown stays.
pub(super) fn take(app: &mut App, reloaded: Reloaded) -> Vec<Effect> {
    match reloaded.outcome {
        // Compared with one that is not shown any more.
        Ok(Some(document)) if document.before != app.browsed.id => return vec![Effect::Reload],
        // As a file is while it is written from its beginning.
        Ok(Some(document))
            if document.browsed.document.provisions.is_empty()
                && !app.document().provisions.is_empty() =>
        {
            let name = &app.browsed.name;
            app.tell_failed(format!("There are no provisions in {name} now. {STAYS}"));
        }
        Ok(Some(document)) => app.reloaded = Some(document),
        Ok(None) => {
            // What was read before and still waited is the same as this is not.
            app.reloaded = None;
            if reloaded.asked {
                app.tell_done(format!("{} is as it was", app.browsed.name));
            }
        }
        Err(why) => app.tell_failed(format!("{why} {STAYS}")),
    }
    Vec::new()
}

/// Shows a document that was read again, once the reader has nothing else open: not under a menu, not
/// while a filter is typed, not before a copy is made.
pub(super) fn show_when_free(app: &mut App) -> Vec<Effect> {
    let free = app.popups.is_empty() && app.exports == 0 && app.reading.is_none();
    match app.reloaded.take_if(|_| free) {
        Some(reloaded) => show(app, &reloaded),
        None => Vec::new(),
    }
}

fn show(app: &mut App, reloaded: &ReloadedDocument) -> Vec<Effect> {
    let successors = &reloaded.successors;
    let provision = |at: u32| successors.provision(at);
    let (before, selected) = (Arc::clone(&app.browsed), app.selected_position());
    let then = selected.and_then(|at| successors.nearest(at));
    let has_same_text = selected.zip(then).is_some_and(|(at, then)| {
        let now = &reloaded.browsed.document.provisions[then as usize];
        before.document.provisions[at as usize].text == now.text
    });
    let rows = std::mem::take(&mut app.listing.rows);
    let above = app.listing.selected.saturating_sub(app.listing.top);
    let (focus, view, detail_top) = (app.focus(), app.view, app.detail_top);
    let (by, node) = (app.grouping.by(), app.outline.selected);
    let group = match (app.grouping.groups(), node) {
        (Some(groups), Node::Group(at)) => groups.groups.get(at as usize),
        _ => None,
    };
    let wanted = group.map(|group| group.key.clone()).or(app.wanted.take());
    let folded = std::mem::take(&mut app.outline.folded);
    let marked = std::mem::take(&mut app.marked);
    let jumps = std::mem::take(&mut app.jumps);
    let mut undo = std::mem::take(&mut app.undo);
    let came_from = app.filter.came_from.take();

    app.open(Arc::clone(&reloaded.browsed));
    if !app.document().provisions.is_empty() {
        app.arrangement.focus = focus;
        app.outline.selected = node_now(successors, node);
    }
    app.view = view;
    app.outline.folded = folded
        .into_iter()
        .filter_map(|node| followed(successors, node))
        .collect();
    let marks = marked.len();
    app.marked = marked.into_iter().filter_map(provision).collect();
    let lost = marks - app.marked.len();
    let jump = |jump| jump_now(successors, jump);
    app.jumps = jumps.into_iter().map(jump).collect();
    undo.change_positions(provision, |before| jump_now(successors, before));
    app.undo = undo;
    app.filter.came_from = came_from.map(|(node, at)| {
        (
            node_now(successors, node),
            at.and_then(|at| successors.nearest(at)),
        )
    });
    app.wanted = wanted;
    app.tell_done(told(&app.browsed.name, successors.differences, lost));

    let mut effects = user_notes::open(app);
    app.refresh_rows(then);
    if app.filter.is_on() {
        // Until the filter is answered from the new text, what it found before.
        app.filter.stays = true;
        app.listing.rows = rows.into_iter().filter_map(provision).collect();
        let kept = then.and_then(|then| app.listing.rows.iter().position(|&at| at == then));
        app.listing.selected = kept.unwrap_or(0);
    }
    app.listing.top = app.listing.selected.saturating_sub(above);
    if has_same_text {
        app.detail_top = detail_top;
    }
    effects.extend(app.take_index(Arc::clone(&reloaded.index)));
    if by != GroupBy::Session {
        effects.extend(app.group_by(by));
        app.listing.top = app.listing.selected.saturating_sub(above);
    }
    effects
}

/// The node of the tree, where it is there still.
fn followed(successors: &Successors, node: Node) -> Option<Node> {
    match node {
        Node::All | Node::About => Some(node),
        Node::Session(at) => successors.part(at).map(Node::Session),
        Node::Heading(at) => successors.heading(at).map(Node::Heading),
        // Groups are made anew.
        Node::Group(_) => None,
    }
}

/// The same, or the whole document.
fn node_now(successors: &Successors, node: Node) -> Node {
    followed(successors, node).unwrap_or(Node::All)
}

fn jump_now(successors: &Successors, mut jump: Jump) -> Jump {
    jump.node = node_now(successors, jump.node);
    jump.position = jump.position.and_then(|at| successors.nearest(at));
    jump.filter.findings = None;
    jump.pointed = None;
    jump
}

/// What has changed, in words.
fn told(name: &str, differences: Differences, lost_marks: usize) -> String {
    let Differences {
        new,
        gone,
        reworded,
    } = differences;
    let mut told = format!("{name} has changed and was read again");
    let counts = [(new, "new"), (gone, "gone"), (reworded, "reworded")];
    let counts: Vec<String> = (counts.iter().filter(|(count, _)| *count > 0))
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    if !counts.is_empty() {
        told.push_str(&format!(": {}", counts.join(", ")));
    }
    match lost_marks {
        0 => {}
        1 => told.push_str(". A marked provision is no longer there"),
        lost => told.push_str(&format!(". {lost} marked provisions are no longer there")),
    }
    told
}
