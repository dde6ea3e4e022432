//! Following a reference: to the place in this document, or to all who cite the same.

use tui_input::Input;

use super::super::Effect;
use super::super::app::{App, Pane};
use super::super::cut::{Cut, Groups};
use super::super::outline::Node;
use super::filtering::relist;
use super::moving;
use crate::references::{Destination, Links};

/// Points at the next thing that the text refers to, or the one before, round and round.
pub(super) fn point(app: &mut App, forward: bool) {
    let (things, Some(position)) = (app.referred().count(), app.selected_position()) else {
        return;
    };
    if things == 0 {
        return;
    }
    let which = match (app.pointed_at(), forward) {
        (None, true) => 0,
        (None, false) => things - 1,
        (Some(which), true) => (which + 1) % things,
        (Some(which), false) => (which + things - 1) % things,
    };
    app.pointed = Some((position, which));
    moving::focus(app, Pane::Detail);
    app.focus = Pane::Detail;
    // The things are listed at the end of the text; settling scrolls no further than that.
    app.detail_top = usize::MAX / 2;
}

/// Opens what is pointed at: where it is in this document, and otherwise all that cite it.
pub(super) fn follow(app: &mut App) -> Option<Effect> {
    let thing = app.referred().nth(app.pointed_at()?)?;
    match Links::destination(app.compilation(), &thing.target) {
        Some(Destination::Session(at)) => {
            let node = Node::Session(u32::try_from(at).ok()?);
            as_printed(app);
            app.outline.selected = node;
            relist(app, None);
            app.focus = Pane::List;
            None
        }
        Some(Destination::Provision(at)) => {
            as_printed(app);
            app.outline.selected = Node::All;
            relist(app, u32::try_from(at).ok());
            None
        }
        None => {
            clear_filter(app);
            app.wanted = Some(thing.target.to_string());
            if let Some(groups) = app
                .groups
                .clone()
                .filter(|groups| groups.cut == Cut::Reference)
            {
                moving::grouped(app, groups);
                return None;
            }
            app.cut = Cut::Reference;
            Some(Effect::Group(Cut::Reference))
        }
    }
}

/// The group that was asked for by following a reference, if it is among these.
pub(super) fn wanted(app: &mut App, groups: &Groups) -> Option<Node> {
    let wanted = app.wanted.take()?;
    let described = format!("{wanted}: ");
    let found = groups
        .groups
        .iter()
        .position(|group| group.title == wanted || group.title.starts_with(&described))?;
    app.focus = Pane::List;
    Some(Node::Group(u32::try_from(found).ok()?))
}

fn as_printed(app: &mut App) {
    clear_filter(app);
    app.cut = Cut::Session;
    app.groups = None;
}

fn clear_filter(app: &mut App) {
    app.filter.input = Input::default();
    app.filter.findings = None;
    app.filter.came_from = None;
}
