//! How an action changes the state. Pure: no terminal, no clock, no file, no thread.

mod copying;
mod filtering;
mod following;
mod moving;
mod noting;
mod pointing;

use super::app::{App, Notice, Overlay, first_pane};
use super::layout::Screen;
use super::outline::Outline;
use super::trail::Trail;
use super::{Action, Cut, Effect, Pane, detail, theme::Theme};
use crate::export::{QUOTATION, menu_formats};

/// Changes `app` as `action` asks, and says what must be done outside.
#[must_use]
pub fn update(app: &mut App, action: Action) -> Option<Effect> {
    if is_a_persons(&action) {
        app.notice = None;
    }
    let effect = match app.overlay {
        Some(overlay) if is_a_persons(&action) => over_panes(app, overlay, action),
        _ => in_panes(app, action),
    };
    settle(app);
    effect
}

/// Whether a person did it, rather than the world outside.
fn is_a_persons(action: &Action) -> bool {
    use Action as A;
    !matches!(
        action,
        A::Resize(..)
            | A::Loading(..)
            | A::Loaded(_)
            | A::Indexed(_)
            | A::Grouped(_)
            | A::Linked(_)
            | A::Found(_)
            | A::Copied(_)
            | A::Wrote(_)
            | A::Keeping
            | A::Kept(_)
            | A::NotKept(_)
            | A::Return(_)
            | A::Redraw
    )
}

fn in_panes(app: &mut App, action: Action) -> Option<Effect> {
    use Action as A;
    match action {
        A::Down => moving::by(app, 1),
        A::Up => moving::by(app, -1),
        A::HalfPageDown => moving::by(app, moving::page(app) / 2),
        A::HalfPageUp => moving::by(app, -moving::page(app) / 2),
        A::PageDown => moving::by(app, moving::page(app)),
        A::PageUp => moving::by(app, -moving::page(app)),
        A::Top => moving::by(app, isize::MIN),
        A::Bottom => moving::by(app, isize::MAX),
        A::Out => moving::out(app),
        A::In => moving::into(app),
        A::Open if app.focus == Pane::Detail && app.pointed_at().is_some() => {
            return following::follow(app);
        }
        A::Open => moving::open(app),
        A::Fold => moving::fold(app),
        A::FoldAll => moving::fold_all(app),
        A::NextHeading => moving::to_heading(app, true),
        A::PreviousHeading => moving::to_heading(app, false),
        A::NextPane => moving::to_pane(app, 1),
        A::PreviousPane => moving::to_pane(app, Pane::ALL.len() - 1),

        A::Edit(request) if app.own.tagging.is_some() => noting::type_tag(app, request),
        A::Paste(text) if app.own.tagging.is_some() => noting::paste_tag(app, &text),
        A::Cancel if app.own.tagging.is_some() => app.own.tagging = None,
        A::Bookmark => return noting::bookmark(app),
        A::Tag => noting::tag(app),
        A::CompleteTag => noting::complete_tag(app),
        A::KeepTags => return noting::keep_tags(app),
        A::Write => return noting::write(app),
        A::Wrote(wrote) => return noting::wrote(app, wrote),
        A::Keeping => return filtering::ask(app),
        A::Kept(held) => {
            app.own.is_now(held);
            return filtering::ask(app);
        }
        A::NotKept(why) => app.notice = Some(Notice::Failed(why)),
        A::Return(id) => moving::go_back_to(app, &id),

        A::EditFilter => filtering::edit(app),
        A::KeepFilter => filtering::keep(app),
        A::Cancel => return filtering::cancel(app),
        A::NextHit => filtering::to_hit(app, true),
        A::PreviousHit => filtering::to_hit(app, false),
        A::SwitchOrder => filtering::switch_order(app),
        A::Edit(request) => return filtering::change(app, request),
        A::Paste(text) => return filtering::paste(app, &text),
        A::Found(findings) => filtering::found(app, findings),

        A::Yank => return copying::yank(app, QUOTATION),
        A::YankAs(form) => return copying::yank(app, form),
        A::ChooseForm => copying::choose(app),
        A::YankChosen | A::Close => {}
        A::Mark => copying::mark(app),
        A::UnmarkAll => copying::unmark(app),
        A::Unbound(key) => {
            let words = format!("{key} does nothing here. ? lists the keys.");
            app.notice = Some(Notice::Failed(words));
        }
        A::Copied(Ok(done)) => app.notice = Some(Notice::Done(done)),
        A::Copied(Err(failed)) => app.notice = Some(Notice::Failed(failed)),

        A::SwitchView => {
            app.view = app.view.next();
            app.detail_top = 0;
        }
        A::NextReference => following::point(app, true),
        A::PreviousReference => following::point(app, false),
        A::Back => return following::back(app),
        A::Linked(links) => app.links = Some(links),
        A::Cut(cut) => return moving::cut(app, cut),
        A::Grouped(groups) => moving::grouped(app, groups),
        A::Zoom => app.zoomed = !app.zoomed,
        A::Widen => pointing::resize_focused(app, 2),
        A::Narrow => pointing::resize_focused(app, -2),
        A::Help => app.overlay = Some(Overlay::Help(0)),
        A::Redraw => return Some(Effect::Redraw),
        A::Suspend => return Some(Effect::Suspend),
        A::Quit => return Some(Effect::Quit),

        A::Resize(columns, rows) => app.size = (columns, rows),
        A::Click(column, row) => pointing::click(app, column, row),
        A::Drag(column, row) => pointing::drag(app, column, row),
        A::Release => app.dragging = None,
        A::Wheel(column, row, down) => pointing::wheel(app, column, row, down),

        A::Loading(read, all) => app.loading = Some((read, all)),
        A::Loaded(document) => {
            app.document = document;
            app.loading = None;
            app.indexed = 0;
            app.cut = Cut::Session;
            app.links = None;
            app.trail = Trail::default();
            app.groups = None;
            app.outline = Outline::at_first(&app.document.compilation);
            app.focus = first_pane(&app.document.compilation);
            settle_document(app);
            return filtering::ask(app);
        }
        A::Indexed(provisions) => {
            app.indexed = provisions;
            return filtering::ask(app);
        }
    }
    None
}

/// Keys while the help or the menu lies over the panes.
fn over_panes(app: &mut App, overlay: Overlay, action: Action) -> Option<Effect> {
    use Action as A;
    let page = usize::from(app.size.1.saturating_sub(4)).max(1);
    match (overlay, action) {
        (_, A::Quit) => return Some(Effect::Quit),
        (_, A::Suspend) => return Some(Effect::Suspend),
        (_, A::Close | A::Cancel) => app.overlay = None,
        (Overlay::Help(top), action) => {
            let top = match action {
                A::Down | A::Wheel(_, _, true) => top + 1,
                A::Up | A::Wheel(_, _, false) => top.saturating_sub(1),
                A::PageDown => top + page,
                A::PageUp => top.saturating_sub(page),
                A::Top => 0,
                A::Bottom => usize::MAX,
                _ => top,
            };
            app.overlay = Some(Overlay::Help(top.min(super::view::help_end(app))));
        }
        (Overlay::Forms(at), A::Down | A::Wheel(_, _, true)) => {
            app.overlay = Some(Overlay::Forms((at + 1) % menu_formats().count()));
        }
        (Overlay::Forms(at), A::Up | A::Wheel(_, _, false)) => {
            let forms = menu_formats().count();
            app.overlay = Some(Overlay::Forms((at + forms - 1) % forms));
        }
        (Overlay::Forms(at), A::YankChosen) => {
            app.overlay = None;
            let chosen = menu_formats().nth(at).unwrap_or(QUOTATION);
            return copying::yank(app, chosen);
        }
        (Overlay::Forms(_), A::YankAs(form)) => {
            app.overlay = None;
            return copying::yank(app, form);
        }
        (Overlay::Forms(_), A::Click(..)) => app.overlay = None,
        (Overlay::Forms(_), _) => {}
    }
    None
}

/// Makes everything that follows from a document anew.
pub(super) fn settle_document(app: &mut App) {
    filtering::relist(app, None);
    settle(app);
}

/// Keeps every selection inside its rows and on the screen.
fn settle(app: &mut App) {
    let screen = Screen::of(app);
    let height = |pane: Pane| usize::from(screen.inside(pane).height);

    let tree_height = height(Pane::Tree);
    moving::keep_tree_row_in_sight(&mut app.outline, tree_height);

    let listing = &mut app.listing;
    listing.selected = listing.selected.min(listing.rows.len().saturating_sub(1));
    let header = usize::from(listing.partial);
    listing.top = in_sight(
        listing.top,
        listing.selected,
        height(Pane::List).saturating_sub(header),
        listing.rows.len(),
    );

    let inside = screen.inside(Pane::Detail);
    if app.detail_top > 0 && !inside.is_empty() {
        let lines = detail::lines(app, Theme::new(false), inside.width).len();
        app.detail_top = app
            .detail_top
            .min(lines.saturating_sub(usize::from(inside.height)));
    }
}

/// The first visible row, such that `selected` is seen and no room is wasted at the end.
fn in_sight(top: usize, selected: usize, height: usize, rows: usize) -> usize {
    let lowest = (selected + 1).saturating_sub(height);
    let last = rows.saturating_sub(height);
    top.clamp(lowest.min(selected), selected)
        .min(last.max(lowest))
}
