//! The view: what the state looks like. Draws the visible window of each component and changes
//! nothing.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::app::App;
use super::grouping::GroupBy;
use super::layout::Pane;
use super::outline::Node;
use super::wrap::Styled;
use super::{cells, footer, hyperlinks, panes, plain, progress};
use crate::export::breadcrumb;

/// Draws the browser.
pub fn view(app: &App, frame: &mut Frame<'_>) {
    let layout = app.layout();
    if layout.whole.is_empty() {
        return;
    }
    let nothing_yet = app.document().provisions.is_empty();
    if let Some(read) = app.reading.filter(|_| nothing_yet) {
        progress::draw(app, read, frame);
        plain::exchange(frame.buffer_mut(), app.signs);
        return;
    }
    draw_breadcrumb(app, layout.breadcrumb, frame);
    for pane in Pane::ALL {
        panes::component(pane).draw(app, frame);
    }
    match app.popups.last() {
        Some(popup) if popup.takes_text() => {}
        Some(popup) => footer::draw(app, &**popup, frame),
        None => footer::draw(app, &*panes::component(app.focus()), frame),
    }
    for popup in &app.popups {
        popup.draw(app, frame);
    }
    cells::take_apart(frame.buffer_mut());
    if app.hyperlinks {
        for pane in Pane::ALL {
            hyperlinks::link_symbols(frame.buffer_mut(), layout.inside(pane));
        }
    }
    plain::exchange(frame.buffer_mut(), app.signs);
    if app.shows_cursor
        && !app.is_typing()
        && let Some(place) = cursor_place(app)
    {
        frame.set_cursor_position(place);
    }
}

/// Where the cursor stands where it is not shown: at what is selected of what has the keys.
#[must_use]
pub fn cursor_place(app: &App) -> Option<Position> {
    if app.layout().whole.is_empty()
        || app.reading.is_some() && app.document().provisions.is_empty()
    {
        return None;
    }
    match app.popups.last() {
        Some(popup) => popup.cursor(app),
        None => panes::component(app.focus()).cursor(app),
    }
}

/// Where the reader is, when the tree is not seen to tell it.
fn draw_breadcrumb(app: &App, area: Rect, frame: &mut Frame<'_>) {
    if area.is_empty() {
        return;
    }
    let path = match (app.outline.selected, app.selected()) {
        (Node::About, _) => "About this text".to_owned(),
        (_, Some(provision)) => {
            let above = breadcrumb(app.document(), provision);
            // The list's title names the group, and the tree that says of what sort is not seen.
            let grouped = match app.grouping.by() {
                GroupBy::Session => String::new(),
                by => format!("{} · ", by.title()),
            };
            let above = if above.is_empty() {
                above
            } else {
                format!(" › {above}")
            };
            format!("{grouped}{}{above}", provision.id)
        }
        (_, None) => app.browsed.name.clone(),
    };
    frame.render_widget(
        Styled::new(&path, app.theme.strong).one_line(area.width),
        area,
    );
}
