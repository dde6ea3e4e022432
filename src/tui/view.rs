//! The view: what the state looks like. Draws the visible window of each component and changes
//! nothing.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::app::App;
use super::grouping::GroupBy;
use super::layout::Pane;
use super::outline::Node;
use super::wrap::Styled;
use super::{cells, footer, panes, plain};
use crate::export::breadcrumb;

/// Draws the browser.
pub fn view(app: &App, frame: &mut Frame<'_>) {
    let layout = app.layout();
    if layout.whole.is_empty() {
        return;
    }
    if let Some(progress) = app.reading {
        draw_progress(app, progress, frame);
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
    if app.layout().whole.is_empty() || app.reading.is_some() {
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

/// What is seen while a document is being read.
fn draw_progress(app: &App, (read, all): (u64, Option<u64>), frame: &mut Frame<'_>) {
    let (theme, area) = (&app.theme, frame.area());
    let megabytes = |bytes: u64| format!("{:.1} MB", bytes as f64 / 1e6);
    let progress = match all {
        Some(all) if all > 0 => format!(
            "{} of {} · {} %",
            megabytes(read),
            megabytes(all),
            (100 * read / all).min(100)
        ),
        _ => megabytes(read),
    };
    let mut title = Styled::new("Reading ", theme.text);
    title.push(&app.browsed.name, theme.strong);
    let rows = [
        title,
        Styled::new(&progress, theme.text),
        Styled::new("q leaves", theme.faint),
    ];
    let top = area.height.saturating_sub(3) / 2;
    for (offset, row) in (0u16..).zip(rows) {
        let place = Rect {
            x: area.x + area.width.min(2),
            y: top + offset,
            width: area.width.saturating_sub(4),
            height: 1,
        };
        if place.bottom() <= area.bottom() {
            frame.render_widget(row.one_line(place.width), place);
        }
    }
}
