//! Copy menu: the formats to copy in.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Block, BorderType, Clear};

use super::super::{App, Theme};
use super::put_lines;
use crate::export::menu_formats;

pub(super) fn draw(app: &App, at: usize, theme: Theme, frame: &mut Frame<'_>) {
    let whole = frame.area();
    let title = match app.marked.len() {
        0 => " Copy as ".to_owned(),
        marked => format!(" Copy {marked} marked as "),
    };
    let rows = u16::try_from(menu_formats().count()).unwrap_or(u16::MAX);
    let (width, height) = (30.min(whole.width), (rows + 2).min(whole.height));
    let area = Rect {
        x: (whole.width - width) / 2,
        y: (whole.height - height) / 2,
        width,
        height,
    };
    frame.render_widget(Clear, area);
    let block = Block::bordered()
        .border_type(BorderType::Thick)
        .border_style(theme.focused_border());
    let inside = block.inner(area);
    frame.render_widget(block.title_top(Line::styled(title, theme.strong())), area);
    let lines = menu_formats().enumerate().map(|(count, format)| {
        let row = format.info();
        let key = row.keys.first().copied().unwrap_or(" ");
        let line = format!(" {key}  {}", row.label);
        if count == at {
            Line::styled(
                format!("{line:width$}", width = usize::from(inside.width)),
                theme.selected(),
            )
        } else {
            Line::from(line)
        }
    });
    put_lines(lines.collect(), inside, frame);
}
