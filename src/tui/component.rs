//! Components: panes, popups and typed lines, each with its drawing, its keys and its hints in one
//! file.

use std::fmt::Debug;

use ratatui::Frame;
use ratatui::layout::Position;

use super::command::{Command, Context};
use super::event::{Effect, Mouse};

/// A part of the screen that takes commands. `S` is the state of the whole browser; it is a
/// parameter so that the state can hold components.
pub trait Component<S>: Debug {
    /// Where its keys are bound; the first that binds a key counts. Footer and key handling both
    /// ask here.
    fn contexts(&self) -> &'static [Context];

    /// Draws the visible window of it, where the state's layout has it.
    fn draw(&self, state: &S, frame: &mut Frame<'_>);

    /// Carries out a command.
    fn command(&mut self, state: &mut S, command: Command) -> Outcome;

    /// Does what the mouse asks for.
    fn mouse(&mut self, state: &mut S, mouse: Mouse) -> Outcome;

    /// Whether the command would do something now; the footer names only the keys of those.
    fn enables(&self, _state: &S, _command: Command) -> bool {
        true
    }

    /// Whether letters are text for it, rather than keys.
    fn takes_text(&self) -> bool {
        false
    }

    /// Where the cursor stands while this has the keys, though it is not shown: at the beginning of
    /// what is selected. Screen readers and braille displays follow it.
    fn cursor(&self, _state: &S) -> Option<Position> {
        None
    }

    /// Takes text that was typed or pasted. Control characters have been replaced.
    fn text(&mut self, _state: &mut S, _text: &str) -> Outcome {
        Outcome::Ignored
    }
}

/// What a component made of something.
#[derive(Debug)]
pub enum Outcome {
    /// It is not this component's affair; what lies below it is asked.
    Ignored,
    /// It is done, and this is to be done outside.
    Done(Vec<Effect>),
    /// The same, and the component closes.
    Closed(Vec<Effect>),
    /// The component closes, and this command is carried out.
    Runs(Command),
}

impl Outcome {
    /// Done, with nothing to do outside.
    #[must_use]
    pub fn done() -> Self {
        Self::Done(Vec::new())
    }

    /// Closed, with nothing to do outside.
    #[must_use]
    pub fn closed() -> Self {
        Self::Closed(Vec::new())
    }
}
