//! The help: every key of the keymap, the query language, and what the marks mean.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Block, BorderType, Clear, Paragraph};

use super::super::app::App;
use super::super::command::{Command, Context, Motion};
use super::super::component::{Component, Outcome};
use super::super::event::Mouse;
use super::super::keymap::shown;
use super::super::layout::Layout;
use super::super::memo::Memo;
use super::super::theme::Theme;
use super::super::wrap::Styled;
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

/// The help, scrolled to a line.
#[derive(Debug, Default)]
pub(super) struct Help {
    top: usize,
    /// The lines at a width.
    lines: Memo<u16, Vec<Line<'static>>>,
}

impl Component<App> for Help {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Help]
    }

    fn command(&mut self, app: &mut App, command: Command) -> Outcome {
        match (command.motion(), command) {
            (Some(motion), _) => self.scroll(app, motion),
            (None, Command::Close | Command::Cancel) => return Outcome::closed(),
            _ => {}
        }
        Outcome::done()
    }

    fn mouse(&mut self, app: &mut App, mouse: Mouse) -> Outcome {
        if let Mouse::Wheel(.., down) = mouse {
            self.scroll(app, Motion::Rows(if down { 1 } else { -1 }));
        }
        Outcome::done()
    }

    fn cursor(&self, app: &App) -> Option<Position> {
        let inside = Block::bordered().inner(area(app.layout().whole));
        (!inside.is_empty()).then_some(inside.as_position())
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>) {
        let area = area(frame.area());
        let block = Block::bordered()
            .border_type(BorderType::Thick)
            .border_style(app.theme.focused_border)
            .title_top(Line::styled(" Help ", app.theme.strong));
        let inside = block.inner(area);
        let lines = self.lines.get(inside.width, |width| lines(app, *width));
        let seen = lines.iter().skip(self.top).take(inside.height.into());
        let seen: Vec<Line<'_>> = seen.cloned().collect();
        frame.render_widget(Clear, area);
        frame.render_widget(Paragraph::new(seen).block(block), area);
    }
}

impl Help {
    fn scroll(&mut self, app: &App, motion: Motion) {
        let inside = Block::bordered().inner(area(app.layout().whole));
        let lines = self.lines.get(inside.width, |width| lines(app, *width));
        let height = usize::from(inside.height);
        let last = lines.len().saturating_sub(height);
        // A page leaves one line of the page before in sight.
        self.top = motion.from(self.top, height.saturating_sub(1), last);
    }
}

/// All of the screen but for the footer, and no wider than lines should be.
fn area(whole: Rect) -> Rect {
    let above = Rect {
        height: whole.height.saturating_sub(1),
        ..whole
    };
    Layout::centred(above, WIDEST, above.height)
}

fn lines(app: &App, width: u16) -> Vec<Line<'static>> {
    let theme = &app.theme;
    let mut lines = Vec::new();
    let mut section = |title: &str, rows: &mut dyn Iterator<Item = (String, &str)>| {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(Line::styled(title.to_owned(), theme.strong));
        for (left, right) in rows {
            lines.extend(row(theme, &left, right, width));
        }
    };
    for context in Context::ALL {
        let bindings = app.keymap.bindings(context);
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
fn row(theme: &Theme, left: &str, right: &str, width: u16) -> Vec<Line<'static>> {
    let narrow = width < 50;
    let keys = Styled::new(left, theme.key).one_line(width);
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
