//! The help: every key from the one table, the query language, and what the marks mean.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Block, BorderType, Clear};

use super::super::keymap::{BINDINGS, Context, shown};
use super::super::wrap::Styled;
use super::super::{App, Theme};
use super::put_lines;
use crate::search::language;

const WIDEST: u16 = 84;
const KEYS: usize = 24;

/// The marks of the list.
const MARKS: [(&str, &str); 6] = [
    (
        "U",
        "updated: an editor inserted text, shown in [square brackets]",
    ),
    ("D", "deleted: the number is missing from its run"),
    ("O", "omitted: the number stands without its text"),
    ("N", "no longer relevant: set in italics by the editors"),
    ("●", "marked, to be copied together"),
    (
        "•",
        "in the left pane: where the provision being read stands",
    ),
];

pub(super) fn draw(top: usize, theme: Theme, frame: &mut Frame<'_>) {
    let whole = frame.area();
    let width = whole.width.min(WIDEST);
    let area = Rect {
        x: (whole.width - width) / 2,
        width,
        height: whole.height.saturating_sub(1),
        ..whole
    };
    frame.render_widget(Clear, area);
    let block = Block::bordered()
        .border_type(BorderType::Thick)
        .border_style(theme.focused_border());
    let inside = block.inner(area);
    frame.render_widget(
        block.title_top(Line::styled(" Help ", theme.strong())),
        area,
    );
    let seen = lines(theme, inside.width)
        .into_iter()
        .skip(top)
        .take(usize::from(inside.height));
    put_lines(seen.collect(), inside, frame);
}

/// The last line that the help can be scrolled to.
pub(in super::super) fn end(app: &App) -> usize {
    let (width, height) = app.size;
    let inside = (
        width.min(WIDEST).saturating_sub(2),
        height.saturating_sub(3),
    );
    lines(Theme::new(false), inside.0)
        .len()
        .saturating_sub(usize::from(inside.1))
}

fn lines(theme: Theme, width: u16) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let mut section = |title: &str, rows: &mut dyn Iterator<Item = (String, &str)>| {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(Line::styled(title.to_owned(), theme.strong()));
        for (left, right) in rows {
            lines.extend(row(theme, &left, right, width));
        }
    };
    for context in Context::ALL {
        let bindings = BINDINGS.iter().filter(|binding| binding.context == context);
        section(
            context.title(),
            &mut bindings.map(|binding| {
                let keys: Vec<&str> = binding.keys.iter().map(|key| shown(key)).collect();
                (keys.join(" "), binding.help)
            }),
        );
    }
    section(
        "What a filter understands",
        &mut language().map(|(typed, means)| (typed.to_owned(), means)),
    );
    section(
        "Marks",
        &mut MARKS
            .iter()
            .map(|(mark, means)| ((*mark).to_owned(), *means)),
    );
    lines
}

/// A key and its help side by side, or one above the other where that is too narrow.
fn row(theme: Theme, left: &str, right: &str, width: u16) -> Vec<Line<'static>> {
    let narrow = width < 50;
    let keys = Styled::new(left, theme.key()).one_line(width);
    let taken = keys.width();
    if narrow || taken + 1 > KEYS {
        let mut lines = vec![keys];
        lines.extend(Styled::new(right, Style::new()).wrap(width, 4));
        return lines;
    }
    let indent = u16::try_from(KEYS).unwrap_or(0);
    let mut lines = Styled::new(right, Style::new()).wrap(width, indent);
    if let Some(first) = lines.first_mut()
        && let Some(blanks) = first.spans.first_mut()
    {
        *blanks = " ".repeat(KEYS - taken).into();
        first.spans.splice(0..0, keys.spans);
    }
    lines
}
