//! Copying, and the menu of formats to copy in.

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::{Block, BorderType, Clear, Paragraph};

use super::super::app::App;
use super::super::command::{Command, Context};
use super::super::component::{Component, Outcome};
use super::super::copy_format::CopyFormat;
use super::super::event::{Effect, Mouse};
use super::super::job::{ExportRequest, Task};
use super::super::layout::Layout;
use crate::export::View;

/// Columns of the menu.
const WIDTH: u16 = 30;

/// The menu.
#[derive(Debug)]
pub(super) struct CopyMenu {
    /// The row that is pointed at.
    at: usize,
}

impl CopyMenu {
    /// The menu, where there is something to copy.
    pub(super) fn open(app: &mut App) -> Option<Self> {
        if app.chosen().is_empty() {
            app.tell_failed(NOTHING);
            return None;
        }
        Some(Self { at: 0 })
    }

    /// Points at the next row or the one before, round and round.
    fn step(&mut self, down: bool) -> Outcome {
        let rows = CopyFormat::all().count();
        self.at = (self.at + if down { 1 } else { rows - 1 }) % rows;
        Outcome::done()
    }
}

impl Component<App> for CopyMenu {
    fn contexts(&self) -> &'static [Context] {
        &[Context::CopyMenu]
    }

    fn command(&mut self, app: &mut App, command: Command) -> Outcome {
        match command {
            Command::Down => self.step(true),
            Command::Up => self.step(false),
            Command::CopyAs(format) => Outcome::Closed(copy(app, format)),
            Command::CopyChosen => match CopyFormat::all().nth(self.at) {
                Some(format) => Outcome::Closed(copy(app, format)),
                None => Outcome::closed(),
            },
            Command::Close | Command::Cancel => Outcome::closed(),
            _ => Outcome::done(),
        }
    }

    fn mouse(&mut self, _app: &mut App, mouse: Mouse) -> Outcome {
        match mouse {
            Mouse::Wheel(.., down) => self.step(down),
            Mouse::Click(..) => Outcome::closed(),
            Mouse::Drag(..) | Mouse::Release => Outcome::done(),
        }
    }

    fn cursor(&self, app: &App) -> Option<Position> {
        let inside = Block::bordered().inner(area(app.layout().whole));
        let y = inside.y.saturating_add(u16::try_from(self.at).ok()?);
        (y < inside.bottom()).then_some(Position { x: inside.x, y })
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>) {
        let theme = &app.theme;
        let area = area(frame.area());
        let title = match app.marked.len() {
            0 => " Copy as ".to_owned(),
            marked => format!(" Copy {marked} marked as "),
        };
        let block = Block::bordered()
            .border_type(BorderType::Thick)
            .border_style(theme.focused_border)
            .title_top(Line::styled(title, theme.strong));
        let width = usize::from(block.inner(area).width);
        let lines = CopyFormat::all().enumerate().map(|(row, format)| {
            let command = Command::CopyAs(format);
            let key = app.keymap.key_of(command, Context::CopyMenu);
            let line = format!(" {}  {}", key.unwrap_or(" "), format.info().label);
            if row == self.at {
                Line::styled(format!("{line:width$}"), theme.selected)
            } else {
                Line::from(line)
            }
        });
        let lines: Vec<Line<'_>> = lines.collect();
        frame.render_widget(Clear, area);
        frame.render_widget(Paragraph::new(lines).block(block), area);
    }
}

/// In the middle of the screen, a row for each format.
fn area(whole: Rect) -> Rect {
    let rows = u16::try_from(CopyFormat::all().count()).unwrap_or(u16::MAX);
    Layout::centred(whole, WIDTH, rows.saturating_add(2))
}

const NOTHING: &str = "There is no provision here to copy.";

/// Copies what is chosen in this format; what is no text goes to a file.
pub(in crate::tui) fn copy(app: &mut App, format: CopyFormat) -> Vec<Effect> {
    let positions = app.chosen();
    let document = app.document();
    let what = match positions.as_slice() {
        [] => {
            app.tell_failed(NOTHING);
            return Vec::new();
        }
        [only] => document.provisions[*only].id.to_string(),
        several => format!("{} provisions", several.len()),
    };
    let info = format.info();
    let what = match app.view {
        _ if info.file.is_some() => what,
        View::Adopted | View::Editors if info.has_views => {
            format!("{what} ({}, {})", info.label, app.view.name())
        }
        _ => format!("{what} ({})", info.label),
    };
    app.exports += 1;
    vec![Effect::Start(app.job(Task::Export(ExportRequest {
        format,
        positions,
        view: app.view,
        notebook: Arc::clone(&app.notebook),
        what,
    })))]
}
