//! The help: every key of the keymap, the query language, and what the marks mean; searched by typed
//! words as the palette is.

use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Block, BorderType, Clear, Paragraph};
use tui_input::Input;

use super::super::app::App;
use super::super::command::{Command, Context, Motion};
use super::super::component::{Component, Outcome};
use super::super::event::Mouse;
use super::super::keymap::shown;
use super::super::layout::Layout;
use super::super::memo::Memo;
use super::super::theme::Theme;
use super::super::wrap::Styled;
use super::typed_line::{TypedLine, edit, insert};
use super::word_match::Words;
use crate::export::visible;
use crate::search::language;

const WIDEST: u16 = 84;
const KEYS: usize = 24;

/// Letters of a search at most.
const LONGEST: usize = 100;

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
    /// What is searched for.
    input: Input,
    /// Whether that is being typed.
    typing: bool,
    /// The lines at a width that have the words.
    lines: Memo<(u16, Words), Found>,
}

/// What the words find.
#[derive(Debug, Default)]
struct Found {
    lines: Vec<Line<'static>>,
    /// Rows of the help, each of one line or several.
    rows: usize,
}

impl Component<App> for Help {
    fn contexts(&self) -> &'static [Context] {
        if self.typing {
            &[Context::HelpSearch, Context::Typing]
        } else {
            &[Context::Help]
        }
    }

    fn command(&mut self, app: &mut App, command: Command) -> Outcome {
        match (command.motion(), command) {
            (Some(motion), _) => self.scroll(app, motion),
            (None, Command::SearchHelp) => self.typing = true,
            (None, Command::KeepSearch) => self.typing = false,
            (None, Command::Cancel) if self.typing => {
                self.typing = false;
                self.input.reset();
                self.top = 0;
            }
            (None, Command::Close | Command::Cancel) => return Outcome::closed(),
            _ if self.typing && edit(&mut self.input, command) => self.top = 0,
            _ => {}
        }
        Outcome::done()
    }

    fn takes_text(&self) -> bool {
        self.typing
    }

    fn text(&mut self, _app: &mut App, text: &str) -> Outcome {
        insert(&mut self.input, text, LONGEST);
        self.top = 0;
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
        let title = match self.input.value().trim() {
            searched if !self.typing && !searched.is_empty() => {
                format!(" Help: /{} ", visible(searched))
            }
            _ => " Help ".to_owned(),
        };
        let block = Block::bordered()
            .border_type(BorderType::Thick)
            .border_style(app.theme.focused_border)
            .title_top(Line::styled(title, app.theme.strong));
        let inside = block.inner(area);
        let found = self.found(app, inside.width);
        let seen = found.lines.iter().skip(self.top).take(inside.height.into());
        let seen: Vec<Line<'_>> = seen.cloned().collect();
        frame.render_widget(Clear, area);
        frame.render_widget(Paragraph::new(seen).block(block), area);
        if self.typing {
            let told = match found.rows {
                0 => "nothing of the help has these words".to_owned(),
                1 => "1 row".to_owned(),
                rows => format!("{rows} rows"),
            };
            let line = TypedLine {
                context: Context::HelpSearch,
                prompt: "/",
                input: &self.input,
                told: &told,
            };
            line.draw(app, frame);
        }
    }
}

impl Help {
    fn found(&self, app: &App, width: u16) -> Rc<Found> {
        let key = (width, Words::of(self.input.value()));
        self.lines
            .get(key, |(width, words)| lines(app, words, *width))
    }

    fn scroll(&mut self, app: &App, motion: Motion) {
        let inside = Block::bordered().inner(area(app.layout().whole));
        let lines = self.found(app, inside.width).lines.len();
        let height = usize::from(inside.height);
        let last = lines.saturating_sub(height);
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

/// The rows that have the words; a section without any has no title either.
fn lines(app: &App, words: &Words, width: u16) -> Found {
    let theme = &app.theme;
    let mut found = Found::default();
    let mut section = |title: &str, rows: &mut dyn Iterator<Item = (String, Styled)>| {
        let mut titled = false;
        for (left, right) in rows {
            if !std::mem::replace(&mut titled, true) {
                if !found.lines.is_empty() {
                    found.lines.push(Line::default());
                }
                found
                    .lines
                    .push(Line::styled(title.to_owned(), theme.strong));
            }
            found.rows += 1;
            found.lines.extend(row(theme, &left, &right, width));
        }
    };
    let plain = |text: &str| Styled::new(text, Style::new());
    for context in Context::ALL {
        let bindings = app.keymap.bindings(context);
        let bindings = bindings.filter(|binding| words.match_binding(binding));
        section(
            context.title(),
            &mut bindings.map(|binding| {
                let keys: Vec<&str> = binding.keys.iter().map(|key| shown(key)).collect();
                let mut help = plain(binding.help);
                if !words.is_empty() {
                    // The words may stand in its name alone.
                    help.push(&format!(" ({})", binding.command.name()), theme.faint);
                }
                (keys.join(" "), help)
            }),
        );
    }
    let language = language().filter(|(typed, means)| words.match_any(&[typed, means]));
    section(
        "What a filter understands",
        &mut language.map(|(typed, means)| (typed.to_owned(), plain(means))),
    );
    let marks = MARKS.iter();
    let marks = marks.filter(|(mark, means)| words.match_any(&[mark, means]));
    section(
        "Marks",
        &mut marks.map(|(mark, means)| ((*mark).to_owned(), plain(means))),
    );
    found
}

/// A key and its help side by side, or one above the other where that is too narrow.
fn row(theme: &Theme, left: &str, right: &Styled, width: u16) -> Vec<Line<'static>> {
    let narrow = width < 50;
    let keys = Styled::new(left, theme.key).one_line(width);
    let taken = keys.width();
    if narrow || taken + 1 > KEYS {
        let mut lines = vec![keys];
        lines.extend(right.wrap(width, 4));
        return lines;
    }
    let indent = u16::try_from(KEYS).unwrap_or(0);
    let mut lines = right.wrap(width, indent);
    if let Some(first) = lines.first_mut()
        && let Some(blanks) = first.spans.first_mut()
    {
        *blanks = " ".repeat(KEYS - taken).into();
        first.spans.splice(0..0, keys.spans);
    }
    lines
}
