//! Events: all that the state hears of; and effects: all that it asks the outside to do.

use std::sync::Arc;

use crossterm::event::{KeyEvent, MouseButton, MouseEvent, MouseEventKind};

use super::command::Command;
use super::document::BrowsedDocument;
use super::job::{Job, JobAnswer};
use super::reloaded::Reloaded;
use crate::export::FileKind;
use crate::notes::{Change, Notebook};

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// A key was pressed.
    Key(KeyEvent),
    /// A key of another alphabet was pressed; the second is the Latin one in its place.
    KeyInPlace(KeyEvent, char),
    /// A person asked for this, by whatever way.
    Command(Command),
    /// Something was done with the mouse.
    Mouse(Mouse),
    /// Text was pasted.
    Paste(String),
    /// The terminal has a new size, in columns and rows.
    Resize(u16, u16),
    /// A document is being read: bytes so far, bytes in all where that is known.
    Reading(u64, Option<u64>),
    /// The first provisions of the document that is being read.
    FirstRead(Arc<BrowsedDocument>),
    /// The document is there.
    Opened(Arc<BrowsedDocument>),
    /// The document's file was read again.
    Reloaded(Reloaded),
    /// A job has an answer.
    Answer(JobAnswer),
    /// Something was copied, or not, in words for the footer.
    Copied(Result<String, String>),
    /// The editor has ended: what it made of a note, or why it made nothing of it.
    NoteEdited(Result<Change, String>),
    /// All changes are saved, and this is what the notes file then held.
    NotesSaved(Arc<Notebook>),
    /// The notes of a document that was moved are here now; or why not, in words.
    NotesAdopted(Result<Arc<Notebook>, String>),
    /// Changes could not be saved, or something was odd about the notes file; in words for the
    /// footer.
    NotesTrouble(String),
    /// Go to the provision with this id, where the reader left off.
    Return(String),
}

impl From<Command> for Event {
    fn from(command: Command) -> Self {
        Self::Command(command)
    }
}

impl From<Mouse> for Event {
    fn from(mouse: Mouse) -> Self {
        Self::Mouse(mouse)
    }
}

/// What was done with the mouse, at a column and row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    /// The left button went down.
    Click(u16, u16),
    /// The mouse was moved with the button down.
    Drag(u16, u16),
    /// The button went up.
    Release,
    /// The wheel was turned down by one step (`true`) or up.
    Wheel(u16, u16, bool),
}

impl Mouse {
    /// What the terminal's event means; nothing for most movements.
    #[must_use]
    pub fn of(event: MouseEvent) -> Option<Self> {
        let (column, row) = (event.column, event.row);
        match event.kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Self::Click(column, row)),
            MouseEventKind::Drag(MouseButton::Left) => Some(Self::Drag(column, row)),
            MouseEventKind::Up(MouseButton::Left) => Some(Self::Release),
            MouseEventKind::ScrollDown => Some(Self::Wheel(column, row, true)),
            MouseEventKind::ScrollUp => Some(Self::Wheel(column, row, false)),
            _ => None,
        }
    }
}

/// What must be done outside.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Start a job; a running one of its kind is cancelled. It answers by [`Event::Answer`].
    Start(Job),
    /// Stop reading the document; what has been read of it may still come.
    StopReading,
    /// Copy this text; the second is what it is, for the footer. Answered by [`Event::Copied`].
    Copy(String, String),
    /// Write this file, which is of this kind and name, less its ending. Answered by
    /// [`Event::Copied`].
    WriteFile(Vec<u8>, FileKind, String),
    /// Save this filter for other times.
    SaveFilter(String),
    /// Save these changes to the notes.
    SaveNotes(Vec<Change>),
    /// Let the reader write a note on the provision at this position, in an editor. Answered by
    /// [`Event::NoteEdited`].
    EditNote(usize),
    /// Take the mouse, or leave it to the terminal.
    UseMouse(bool),
    /// Take over the notes of a document that was moved. Answered by [`Event::NotesAdopted`].
    AdoptNotes,
    /// Read the document's file again. Answered by [`Event::Reloaded`].
    Reload,
    /// Draw everything anew.
    Redraw,
    /// Give the terminal back, and stop until the shell lets the program go on.
    Suspend,
    /// Leave the program.
    Quit,
}
