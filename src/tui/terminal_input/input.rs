//! Input events: what a person did, as the parser tells it.

use crossterm::event::{KeyEvent, MouseEvent};

/// Something that a person did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TerminalInput {
    /// A key, as the terminal names it.
    Key(KeyEvent),
    /// A key of another alphabet, and the Latin one in its place, where the terminal tells both.
    KeyInPlace(KeyEvent, char),
    /// The mouse.
    Mouse(MouseEvent),
    /// Text was pasted.
    Paste(String),
    /// The window has another size, in columns and rows; told here on Windows, by a signal elsewhere.
    Resize(u16, u16),
}
