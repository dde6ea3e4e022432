//! Following a reference: to the place in this document, or to all who cite the same; and the jump
//! list, which leads back.

use super::app::App;
use super::event::Effect;
use super::filter::Filter;
use super::grouping::{GroupBy, GroupKey, Grouping};
use super::jump::Jump;
use super::layout::Pane;
use super::link_targets::{LinkTarget, Pointed};
use super::outline::Node;
use crate::language::references::Destination;

/// So many places are remembered; nobody goes back further.
const LONGEST: usize = 100;

/// Points at the next link target beside the text, or the one before, round and round.
pub(super) fn point(app: &mut App, forward: bool) -> Vec<Effect> {
    let (targets, Some(position)) = (app.link_targets(), app.selected_position()) else {
        return Vec::new();
    };
    let count = targets.targets.len();
    if count == 0 {
        app.tell_failed(match app.links {
            Some(_) => "This text refers to nothing that this program knows.",
            None => "What refers to what is still being worked out.",
        });
        return app.want_links();
    }
    let which = match (app.pointed_at(), forward) {
        (None, true) => 0,
        (None, false) => count - 1,
        (Some(which), true) => (which + 1) % count,
        (Some(which), false) => (which + count - 1) % count,
    };
    app.pointed = Some(Pointed::Target(position, which));
    app.arrangement.focus = Pane::Detail;
    app.reveal_pointed = true;
    Vec::new()
}

/// Opens what is pointed at: where it is in this document, and otherwise all that cite it.
pub(super) fn follow(app: &mut App) -> Vec<Effect> {
    let targets = app.link_targets();
    let target = app.pointed_at().and_then(|at| targets.targets.get(at));
    let Some(target) = target else {
        return Vec::new();
    };
    remember(app);
    clear_filter(app);
    let target = match target {
        LinkTarget::Passage(at) => {
            show_as_printed(app, Node::About, None);
            app.pointed = Some(Pointed::Passage(*at));
            app.arrangement.focus = Pane::Detail;
            app.reveal_pointed = true;
            return Vec::new();
        }
        LinkTarget::Referred(referred) => &referred.target,
    };
    let index = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let links = app.links.as_ref();
    match links.and_then(|links| links.destination(target)) {
        Some(Destination::Session(at)) => {
            show_as_printed(app, Node::Session(index(at)), None);
            app.arrangement.focus = Pane::List;
            Vec::new()
        }
        Some(Destination::Provision(at)) => {
            show_as_printed(app, Node::All, Some(index(at)));
            Vec::new()
        }
        None => {
            app.arrangement.focus = Pane::List;
            app.wanted = Some(GroupKey::Reference(target.clone()));
            app.group_by(GroupBy::Reference)
        }
    }
}

/// Goes back to where the latest reference was followed from.
pub(super) fn back(app: &mut App) -> Vec<Effect> {
    let Some(jump) = app.jumps.pop() else {
        app.tell_failed("There is no way back: no reference was followed.");
        return Vec::new();
    };
    return_to(app, jump)
}

/// Shows what was shown at another time.
pub(super) fn return_to(app: &mut App, jump: Jump) -> Vec<Effect> {
    app.wanted = None;
    app.filter = jump.filter;
    // Groups that were still awaited then, or hits of a document that has grown since.
    let mut effects = app.group_by(jump.by);
    app.outline.selected = jump.node;
    app.refresh_rows(jump.position);
    app.arrangement.focus = jump.focus;
    app.detail_top = jump.detail_top;
    app.pointed = jump.pointed;
    effects.extend(app.ask());
    effects
}

/// Remembers where the reader is.
fn remember(app: &mut App) {
    if app.jumps.len() == LONGEST {
        app.jumps.remove(0);
    }
    app.jumps.push(here(app));
}

/// Where the reader is.
pub(super) fn here(app: &App) -> Jump {
    Jump {
        by: app.grouping.by(),
        node: app.outline.selected,
        position: app.selected_position(),
        filter: app.filter.clone(),
        focus: app.focus(),
        detail_top: app.detail_top,
        pointed: app.pointed,
    }
}

fn show_as_printed(app: &mut App, node: Node, position: Option<u32>) {
    app.grouping = Grouping::Printed;
    app.outline.selected = node;
    app.refresh_rows(position);
}

fn clear_filter(app: &mut App) {
    app.filter = Filter {
        order: app.filter.order,
        ..Filter::default()
    };
}
