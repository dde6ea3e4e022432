//! The command palette: finds a command by typed words of its name and help, and carries it out.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear, Paragraph};
use tui_input::Input;
use unicode_width::UnicodeWidthStr;

use super::super::app::App;
use super::super::availability::why_not;
use super::super::command::{Command, Context};
use super::super::component::{Component, Outcome};
use super::super::event::Mouse;
use super::super::keymap::{Binding, shown};
use super::super::layout::Layout;
use super::super::wrap::Styled;
use super::typed_line::{TypedLine, edit, insert};
use super::word_match::{Words, rank};

const WIDEST: u16 = 90;
const HIGHEST: u16 = 22;

/// Columns for the keys at most; the help of a command with more begins further to the right.
const MOST_KEYS: usize = 16;

/// Letters of a line at most.
const LONGEST: usize = 100;

/// The palette, with what is typed and the row that is pointed at.
#[derive(Debug, Default)]
pub(super) struct Palette {
    input: Input,
    at: usize,
}

impl Palette {
    /// The commands that the typed words find, the likeliest first.
    fn found<'a>(&self, app: &'a App) -> Vec<&'a Binding> {
        let words = Words::of(self.input.value());
        let all = [Context::Panes, Context::Tree, Context::CopyMenu].into_iter();
        let all = all.flat_map(|context| app.keymap.bindings(context));
        // A movement in the menu is none in the panes, and the palette is open already.
        let all = all.filter(|binding| match binding.context {
            Context::CopyMenu => matches!(binding.command, Command::CopyAs(_)),
            _ => binding.command != Command::OpenPalette,
        });
        rank(all, &words)
    }

    fn step(&mut self, app: &App, command: Command) -> Outcome {
        let rows = self.found(app).len();
        let page = usize::from(inside(app.layout().whole).height);
        if let (Some(motion), Some(last)) = (command.motion(), rows.checked_sub(1)) {
            self.at = motion.from(self.at, page, last);
        }
        Outcome::done()
    }

    /// The first row on the screen.
    fn top(&self, height: usize) -> usize {
        (self.at + 1).saturating_sub(height)
    }
}

impl Component<App> for Palette {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Palette, Context::Typing]
    }

    fn command(&mut self, app: &mut App, command: Command) -> Outcome {
        match command {
            Command::RunChosen => {
                let chosen = self.found(app).get(self.at).map(|binding| binding.command);
                let Some(command) = chosen else {
                    return Outcome::done();
                };
                match why_not(app, command) {
                    None => Outcome::Runs(command),
                    Some(why) => {
                        app.tell_failed(format!("{} cannot be done now. {why}", command.name()));
                        Outcome::closed()
                    }
                }
            }
            Command::Cancel => Outcome::closed(),
            _ if command.motion().is_some() => self.step(app, command),
            _ if edit(&mut self.input, command) => {
                self.at = 0;
                Outcome::done()
            }
            _ => Outcome::Ignored,
        }
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn text(&mut self, _app: &mut App, text: &str) -> Outcome {
        insert(&mut self.input, text, LONGEST);
        self.at = 0;
        Outcome::done()
    }

    fn mouse(&mut self, app: &mut App, mouse: Mouse) -> Outcome {
        match mouse {
            Mouse::Wheel(.., down) => {
                self.step(app, if down { Command::Down } else { Command::Up })
            }
            Mouse::Click(column, row) => {
                let inside = inside(app.layout().whole);
                if !inside.contains(Position::new(column, row)) {
                    return Outcome::closed();
                }
                self.at = self.top(inside.height.into()) + usize::from(row - inside.y);
                self.command(app, Command::RunChosen)
            }
            Mouse::Drag(..) | Mouse::Release => Outcome::done(),
        }
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>) {
        let theme = &app.theme;
        let area = area(frame.area());
        let block = Block::bordered()
            .border_type(BorderType::Thick)
            .border_style(theme.focused_border)
            .title_top(Line::styled(" Commands ", theme.strong));
        let inside = block.inner(area);
        let found = self.found(app);
        let height = usize::from(inside.height);
        let names = found.iter().map(|binding| binding.command.name().width());
        let widest = names.max().unwrap_or(0).min(usize::from(inside.width) / 2);
        let keys = found.iter().map(|binding| keys_of(binding).width());
        let keys_width = keys.max().unwrap_or(0).clamp(9, MOST_KEYS);
        let top = self.top(height);
        let rows = found.iter().enumerate().skip(top).take(height);
        let lines: Vec<Line<'_>> = rows
            .map(|(row, binding)| {
                let mut line = row_line(app, binding, (widest, keys_width), inside.width);
                if row == self.at {
                    line.style = line.style.patch(theme.selected);
                }
                line
            })
            .collect();
        frame.render_widget(Clear, area);
        frame.render_widget(Paragraph::new(lines).block(block), area);
        let told = match found.len() {
            0 => "no such command".to_owned(),
            1 => "1 command".to_owned(),
            count => format!("{count} commands"),
        };
        let line = TypedLine {
            context: Context::Palette,
            prompt: ":",
            input: &self.input,
            told: &told,
        };
        line.draw(app, frame);
    }
}

/// The keys of a command, side by side.
fn keys_of(binding: &Binding) -> String {
    let keys: Vec<&str> = binding.keys.iter().map(|key| shown(key)).collect();
    keys.join(" ")
}

/// Name, key, and what it does or why it cannot be done now.
fn row_line(
    app: &App,
    binding: &Binding,
    (widest, keys_width): (usize, usize),
    width: u16,
) -> Line<'static> {
    let theme = &app.theme;
    let name = binding.command.name();
    let why = why_not(app, binding.command);
    let mut line = Styled::new(&format!("{name:widest$}  "), theme.strong);
    line.push(&format!("{:keys_width$}  ", keys_of(binding)), theme.key);
    match why {
        None => line.push(binding.help, theme.text),
        Some(why) => line.push(&format!("not now: {why}"), theme.faint),
    }
    let mut line = line.one_line(width);
    let filled = usize::from(width).saturating_sub(line.width());
    line.push_span(Span::raw(" ".repeat(filled)));
    line
}

fn inside(whole: Rect) -> Rect {
    Block::bordered().inner(area(whole))
}

/// Above the line that is typed, in the middle.
fn area(whole: Rect) -> Rect {
    let above = Rect {
        height: whole.height.saturating_sub(1),
        ..whole
    };
    Layout::centred(above, WIDEST, HIGHEST)
}
