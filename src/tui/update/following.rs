//! Following a reference: to the place in this document, or to all who cite the same; and back.

use tui_input::Input;

use super::super::app::{App, Filter, Notice, Pane};
use super::super::cut::{Cut, Groups};
use super::super::layout::Screen;
use super::super::outline::Node;
use super::super::things::{Pointed, Thing, things};
use super::super::trail::{Place, Trail};
use super::super::{Effect, Theme, detail};
use super::filtering::{ask, relist};
use super::moving;
use crate::language::references::Destination;

/// Points at the next thing beside the text, or the one before, round and round.
pub(super) fn point(app: &mut App, forward: bool) {
    let (things, Some(position)) = (things(app).len(), app.selected_position()) else {
        return;
    };
    if things == 0 {
        let words = match app.links {
            Some(_) => "This text refers to nothing that this program knows.",
            None => "What refers to what is still being worked out.",
        };
        app.notice = Some(Notice::Failed(words.to_owned()));
        return;
    }
    let which = match (app.pointed_at(), forward) {
        (None, true) => 0,
        (None, false) => things - 1,
        (Some(which), true) => (which + 1) % things,
        (Some(which), false) => (which + things - 1) % things,
    };
    app.pointed = Some(Pointed::Thing(position, which));
    moving::focus(app, Pane::Detail);
    app.focus = Pane::Detail;
    bring_into_sight(app);
}

/// Scrolls the text to what is pointed at, no further than needed.
fn bring_into_sight(app: &mut App) {
    let inside = Screen::of(app).inside(Pane::Detail);
    let height = usize::from(inside.height);
    if let Some(lines) = detail::pointed_lines(app, Theme::new(false), inside.width) {
        let lowest = lines.end.saturating_sub(height);
        app.detail_top = app.detail_top.clamp(lowest.min(lines.start), lines.start);
    }
}

/// Opens what is pointed at: where it is in this document, and otherwise all that cite it.
pub(super) fn follow(app: &mut App) -> Option<Effect> {
    let thing = things(app).into_iter().nth(app.pointed_at()?)?;
    Trail::remember(app);
    let target = match thing {
        Thing::Passage(at) => {
            as_printed(app);
            app.outline.selected = Node::About;
            relist(app, None);
            app.pointed = Some(Pointed::Passage(at));
            app.focus = Pane::Detail;
            app.detail_top = 0;
            bring_into_sight(app);
            return None;
        }
        Thing::Referred(thing) => thing.target,
    };
    let links = app.links.as_ref();
    match links.and_then(|links| links.destination(&target)) {
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
            app.wanted = Some(target.to_string());
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

/// Goes back to where the latest reference was followed from.
pub(super) fn back(app: &mut App) -> Option<Effect> {
    let Some(place) = app.trail.pop() else {
        let words = "There is no way back: no reference was followed.";
        app.notice = Some(Notice::Failed(words.to_owned()));
        return None;
    };
    let Place {
        cut: (cut, groups),
        node,
        position,
        filter,
        focus,
        detail_top,
        pointed,
    } = place;
    (app.cut, app.groups, app.wanted) = (cut, groups, None);
    app.filter = Filter {
        editing: false,
        ..filter
    };
    app.outline.selected = node;
    relist(app, position);
    (app.focus, app.detail_top, app.pointed) = (focus, detail_top, pointed);
    // Groups that were still awaited, or hits of a document that has grown since.
    if app.cut != Cut::Session && app.groups.is_none() {
        return Some(Effect::Group(app.cut));
    }
    ask(app)
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
