//! What the state looks like. Draws the visible window of each pane and changes nothing.

mod cells;
mod detail;
mod footer;
mod forms;
mod help;
mod list;
mod tree;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Block, BorderType, Paragraph};

use super::app::{App, Overlay, Pane};
use super::layout::Screen;
use super::wrap::Styled;
use super::{Cut, Node, Theme};
use crate::export::breadcrumb;

pub(super) use help::end as help_end;

/// Draws `app`.
pub fn draw(app: &App, theme: Theme, frame: &mut Frame<'_>) {
    let screen = Screen::of(app);
    if screen == Screen::default() {
        return;
    }
    if let Some(progress) = app.loading {
        footer::loading(app, theme, progress, frame);
        return;
    }
    breadcrumb_line(app, theme, screen.breadcrumb, frame);
    tree::draw(app, theme, &screen, frame);
    list::draw(app, theme, &screen, frame);
    detail::draw(app, theme, &screen, frame);
    footer::draw(app, theme, screen.footer, frame);
    match app.overlay {
        Some(Overlay::Help(top)) => help::draw(top, theme, frame),
        Some(Overlay::Forms(at)) => forms::draw(app, at, theme, frame),
        None => {}
    }
    cells::take_apart(frame.buffer_mut());
}

/// Where the reader is, when the tree is not seen to tell it.
fn breadcrumb_line(app: &App, theme: Theme, area: Rect, frame: &mut Frame<'_>) {
    if area.is_empty() {
        return;
    }
    let path = match (app.outline.selected, app.selected()) {
        (Node::About, _) => "About this text".to_owned(),
        (_, Some(provision)) => {
            let above = breadcrumb(app.compilation(), provision);
            // The list's title names the group, and the tree that says of what sort is not seen.
            let cut = match app.cut {
                Cut::Session => String::new(),
                cut => format!("{} · ", cut.title()),
            };
            let above = if above.is_empty() {
                above
            } else {
                format!(" › {above}")
            };
            format!("{cut}{}{above}", provision.id)
        }
        (_, None) => app.document.name.clone(),
    };
    frame.render_widget(
        Styled::new(&path, theme.strong()).one_line(area.width),
        area,
    );
}

/// Draws a pane's border and title, and gives its inside.
fn framed(
    app: &App,
    theme: Theme,
    screen: &Screen,
    pane: Pane,
    title: &str,
    below: &str,
    frame: &mut Frame<'_>,
) -> Rect {
    let inside = screen.inside(pane);
    if !screen.bordered {
        return inside;
    }
    let focused = app.focus == pane;
    let room = screen.pane(pane).width.saturating_sub(4);
    let padded = |text: &str, style| {
        let mut line = Styled::new(text, style).one_line(room);
        line.spans.insert(0, " ".into());
        line.push_span(" ");
        line
    };
    let (kind, border, style) = if focused {
        (BorderType::Thick, theme.focused_border(), theme.strong())
    } else {
        (BorderType::Plain, theme.border(), theme.text())
    };
    let mut block = Block::bordered().border_type(kind).border_style(border);
    if !title.is_empty() && room > 0 {
        block = block.title_top(padded(title, style));
    }
    if !below.is_empty() && room > 0 {
        block = block.title_bottom(padded(below, theme.faint()).right_aligned());
    }
    frame.render_widget(block, screen.pane(pane));
    inside
}

/// Lines from the top of an area; what is longer is cut by the caller, not here.
fn put_lines(lines: Vec<Line<'static>>, area: Rect, frame: &mut Frame<'_>) {
    frame.render_widget(Paragraph::new(lines), area);
}
