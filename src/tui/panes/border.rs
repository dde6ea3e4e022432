//! The border of a pane, with its titles.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, BorderType};

use super::super::app::App;
use super::super::layout::Pane;
use super::super::wrap::Styled;

/// Draws a pane's border and its titles above and below, and gives its inside.
pub(super) fn framed(
    app: &App,
    pane: Pane,
    title: &str,
    below: &str,
    frame: &mut Frame<'_>,
) -> Rect {
    let (layout, theme) = (app.layout(), &app.theme);
    let inside = layout.inside(pane);
    if !layout.bordered {
        return inside;
    }
    let area = layout.pane(pane);
    let room = area.width.saturating_sub(4);
    let padded = |text: &str, style| {
        let mut line = Styled::new(text, style).one_line(room);
        line.spans.insert(0, " ".into());
        line.push_span(" ");
        line
    };
    let (kind, border, style) = if app.focus() == pane {
        (BorderType::Thick, theme.focused_border, theme.strong)
    } else {
        (BorderType::Plain, theme.border, theme.text)
    };
    let mut block = Block::bordered().border_type(kind).border_style(border);
    if !title.is_empty() && room > 0 {
        block = block.title_top(padded(title, style));
    }
    if !below.is_empty() && room > 0 {
        block = block.title_bottom(padded(below, theme.faint).right_aligned());
    }
    frame.render_widget(block, area);
    inside
}
