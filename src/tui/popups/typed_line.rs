//! A line that is typed in the place of the footer: its letters, its cursor, and what is told of it.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use tui_input::{Input, InputRequest};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::super::app::App;
use super::super::command::{Command, Context};
use super::super::keymap::hint;
use super::super::wrap::{Styled, line_columns};
use crate::export::visible;

/// Carries out a command that changes what is typed or moves the cursor; says whether it was one.
pub(super) fn edit(input: &mut Input, command: Command) -> bool {
    let request = match command {
        Command::EraseBack => InputRequest::DeletePrevChar,
        Command::EraseNext => InputRequest::DeleteNextChar,
        Command::EraseWord => InputRequest::DeletePrevWord,
        Command::EraseAll => InputRequest::DeleteLine,
        Command::EraseToEnd => InputRequest::DeleteTillEnd,
        Command::LetterBack => InputRequest::GoToPrevChar,
        Command::LetterOn => InputRequest::GoToNextChar,
        Command::WordBack => InputRequest::GoToPrevWord,
        Command::WordOn => InputRequest::GoToNextWord,
        Command::LineStart => InputRequest::GoToStart,
        Command::LineEnd => InputRequest::GoToEnd,
        _ => return false,
    };
    input.handle(request);
    true
}

/// Adds text at the cursor, up to so many letters in all: nobody types more, and a pasted file must
/// not become one. Says whether there was room for any of it.
pub(super) fn insert(input: &mut Input, text: &str, longest: usize) -> bool {
    let room = longest.saturating_sub(input.value().chars().count());
    for letter in text.chars().take(room) {
        input.handle(InputRequest::InsertChar(letter));
    }
    room > 0
}

/// What is drawn of a line that is being typed.
pub(super) struct TypedLine<'a> {
    /// Whose keys are told.
    pub(super) context: Context,
    /// What stands before it.
    pub(super) prompt: &'static str,
    /// What is typed.
    pub(super) input: &'a Input,
    /// What is told of it on the right.
    pub(super) told: &'a str,
}

impl TypedLine<'_> {
    pub(super) fn draw(&self, app: &App, frame: &mut Frame<'_>) {
        let (theme, area) = (&app.theme, app.layout().footer);
        let as_columns = |columns: usize| u16::try_from(columns).unwrap_or(area.width);
        // The reader's own words come first; what is told of them gives way.
        let typed: String = visible(self.input.value()).into_owned();
        let prompt_width = as_columns(self.prompt.len());
        let left = area.width.saturating_sub(prompt_width + 3);
        let most = left
            .saturating_sub(as_columns(typed.width()))
            .max(area.width / 2);
        let mut told = Styled::new(self.told, theme.faint).one_line(most);
        for (key, words) in app.keymap.bindings(self.context).filter_map(hint) {
            let columns = line_columns(&told) + key.width() + words.width() + 4;
            if columns > usize::from(most) {
                break;
            }
            told.push_span("   ");
            told.push_span(Span::styled(key.to_owned(), theme.key));
            told.push_span(Span::styled(format!(" {words}"), theme.faint));
        }
        let told_width = as_columns(line_columns(&told));
        let taken = told_width + prompt_width + 2;
        let room = area.width.saturating_sub(taken).max(1);
        let scroll = self.input.visual_scroll(usize::from(room));
        let seen = skip_columns(&typed, scroll);
        let mut line = Line::from(Span::styled(self.prompt, theme.key));
        line.spans
            .extend(Styled::new(seen, theme.text).one_line(room).spans);
        frame.render_widget(line, area);
        let right = Rect {
            x: area.right().saturating_sub(told_width),
            width: told_width,
            ..area
        };
        frame.render_widget(told, right);
        let cursor = self.input.visual_cursor().saturating_sub(scroll);
        let column = area.x + prompt_width + u16::try_from(cursor).unwrap_or(room);
        frame.set_cursor_position(Position::new(
            column.min(area.right().saturating_sub(1)),
            area.y,
        ));
    }
}

fn skip_columns(text: &str, columns: usize) -> &str {
    let mut passed = 0;
    for (at, character) in text.char_indices() {
        if passed >= columns {
            return &text[at..];
        }
        passed += character.width().unwrap_or(0);
    }
    ""
}
