//! The right pane: the visible window of its lines.

use ratatui::Frame;

use super::super::app::{App, Pane};
use super::super::layout::Screen;
use super::super::{Node, Theme, detail};
use super::{framed, put_lines};

pub(super) fn draw(app: &App, theme: Theme, screen: &Screen, frame: &mut Frame<'_>) {
    if screen.detail.is_empty() {
        return;
    }
    let width = screen.inside(Pane::Detail).width;
    let lines = detail::lines(app, theme, width);
    let height = usize::from(screen.inside(Pane::Detail).height);
    let (end, total) = (app.detail_top + height, lines.len());
    let place = if total > height {
        format!("{} %", 100 * end.min(total) / total.max(1))
    } else {
        String::new()
    };
    let title = match app.outline.selected {
        Node::About => "About this text".to_owned(),
        _ => app
            .selected()
            .map_or_else(String::new, |provision| provision.id.to_string()),
    };
    let area = framed(app, theme, screen, Pane::Detail, &title, &place, frame);
    let window = lines
        .into_iter()
        .skip(app.detail_top)
        .take(height)
        .collect();
    put_lines(window, area, frame);
}
