//! The terminal: taken over at the start, and given back as it was found, whatever happens.

use std::cell::RefCell;
use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal, Write, stdin, stdout};
use std::rc::Rc;

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, queue};
use ratatui::layout::{Position, Size};
use ratatui::{Frame, Terminal};

use super::backend::AnsiBackend;
use super::writer::Writer;

/// What the loop hears of the terminal.
pub(super) enum Told {
    /// The frame was taken; there may be another one.
    Taken,
    /// The terminal cannot be written to: it is gone.
    Gone,
    /// A thread has panicked; its message is on the screen on which the program was started.
    Panicked,
}

/// The terminal while it belongs to the browser. Dropping it gives it back.
pub(super) struct Screen {
    terminal: Terminal<AnsiBackend<Sheet>>,
    sheet: Sheet,
    writer: Writer,
    /// Whether the writer still has a frame.
    busy: bool,
    /// Whether the terminal was given back for good.
    closed: bool,
    /// Whether the terminal reports the mouse.
    mouse: bool,
    /// Where the hidden cursor stands; nowhere that is known where others have moved it.
    cursor: Option<Position>,
}

/// What is drawn on before it goes to the writer in one piece.
#[derive(Clone, Default)]
struct Sheet(Rc<RefCell<Vec<u8>>>);

impl Write for Sheet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Screen {
    /// Takes the terminal over: raw mode, alternate screen, bracketed paste, and the mouse where it is
    /// wanted.
    ///
    /// # Errors
    /// Where there is no terminal, or it cannot be set up.
    pub(super) fn take(
        mouse: bool,
        tell: impl Fn(Told) + Clone + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let device = device()?;
        enable_raw_mode()?;
        let heard = tell.clone();
        let writer = Writer::start(device, move |written| {
            heard(written.map_or(Told::Gone, |()| Told::Taken));
        });
        writer.take(set_up(mouse));
        give_back_on_panic(writer.clone(), tell);
        let sheet = Sheet::default();
        match Terminal::new(AnsiBackend::new(sheet.clone())) {
            Ok(terminal) => Ok(Self {
                terminal,
                sheet,
                writer,
                busy: false,
                closed: false,
                mouse,
                cursor: None,
            }),
            Err(error) => {
                give_back(&writer);
                Err(error)
            }
        }
    }

    /// The terminal's size, in cells.
    ///
    /// # Errors
    /// Where the terminal does not tell.
    pub(super) fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }

    /// Whether the terminal has taken the last frame; of one that has not there will be news. Frames
    /// are dropped, never queued: a slow terminal gets the newest one.
    pub(super) fn is_ready(&self) -> bool {
        !self.busy
    }

    /// The terminal has taken the last frame.
    pub(super) fn taken(&mut self) {
        self.busy = false;
    }

    /// Draws a frame, and leaves it to the writer. A cursor that is not shown is left at `place`: a
    /// screen reader and a braille display follow it there. Says how many bytes it took.
    ///
    /// # Errors
    /// Where the terminal does not tell its size.
    pub(super) fn draw(
        &mut self,
        draw: impl FnOnce(&mut Frame<'_>),
        place: Option<Position>,
    ) -> io::Result<usize> {
        self.terminal.draw(draw)?;
        self.busy = true;
        let mut bytes = self.sheet.0.take();
        let place = place.filter(|_| !self.terminal.backend().shows_cursor());
        if let Some(place) = place
            && (!bytes.is_empty() || self.cursor != Some(place))
        {
            bytes.extend(format!("\x1b[{};{}H", place.y + 1, place.x + 1).into_bytes());
        }
        self.cursor = place;
        if !bytes.is_empty() {
            bytes = [FRAME_BEGINS, &bytes, FRAME_ENDS].concat();
        }
        let length = bytes.len();
        self.writer.frame(bytes);
        Ok(length)
    }

    /// Sends a sequence that is of no use in part, after the frame that is on its way.
    pub(super) fn send(&self, sequence: Vec<u8>) {
        if !sequence.is_empty() {
            self.writer.whole(sequence);
        }
    }

    /// Takes the terminal over again after somebody else had it, and forgets what was drawn.
    ///
    /// # Errors
    /// Where the terminal cannot be set up.
    pub(super) fn retake(&mut self) -> io::Result<()> {
        // The shell may have changed the mode behind our back; only what was left can be entered.
        let _ = disable_raw_mode();
        enable_raw_mode()?;
        self.writer.take(set_up(self.mouse));
        self.busy = false;
        self.forget()
    }

    /// Clears the screen and forgets what was drawn, so that the next frame draws everything.
    ///
    /// Ratatui's own `clear` asks the terminal where the cursor is, and the answer would have to
    /// come past the thread that is waiting for keys.
    ///
    /// # Errors
    /// Where the terminal does not tell its size.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        queue!(self.sheet, Clear(ClearType::All))?;
        self.terminal = Terminal::new(AnsiBackend::new(self.sheet.clone()))?;
        Ok(())
    }

    /// Gives the terminal back for a while; [`Screen::retake`] ends that. `drain` takes what the mouse
    /// still sends off the line.
    pub(super) fn lend(&mut self, drain: impl FnOnce()) {
        self.writer.give_back(set_back());
        if self.mouse {
            drain();
        }
        let _ = disable_raw_mode();
    }

    /// Gives the terminal back for good; `drain` as for [`Screen::lend`].
    pub(super) fn close(mut self, drain: impl FnOnce()) {
        self.lend(drain);
        self.closed = true;
    }

    /// Turns the mouse on or off.
    pub(super) fn use_mouse(&mut self, on: bool) {
        if on != self.mouse {
            self.mouse = on;
            self.send(if on { MOUSE_ON } else { MOUSE_OFF }.into());
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        if !self.closed {
            give_back(&self.writer);
        }
    }
}

/// Why there can be no browser here, in words; nothing where there can.
#[must_use]
pub fn no_terminal() -> Option<&'static str> {
    if std::env::var_os("TERM").is_some_and(|kind| kind == "dumb") {
        return Some("This terminal cannot show the browser (TERM is dumb)");
    }
    let keys = stdin().is_terminal() || cfg!(windows) || File::open("/dev/tty").is_ok();
    (!keys || device().is_err()).then_some("There is no terminal to show the browser in")
}

/// Clicks, and movements with a button down, reported in the encoding that any width fits in.
/// Movements without a button, which crossterm asks for as well, are of no use here and cost a
/// slow line a dozen bytes for each cell.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// Synchronized output: a terminal that knows it shows a frame when all of it has come.
const FRAME_BEGINS: &[u8] = b"\x1b[?2026h";
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";

fn set_up(mouse: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Nothing fails that is written to memory.
    let _ = queue!(
        bytes,
        EnterAlternateScreen,
        EnableBracketedPaste,
        cursor::Hide
    );
    if mouse {
        bytes.extend(MOUSE_ON);
    }
    bytes
}

/// Where the browser draws: standard output, or the controlling terminal where that is not one.
#[cfg(unix)]
fn device() -> io::Result<File> {
    use std::os::fd::AsFd;
    if stdout().is_terminal() {
        return Ok(stdout().as_fd().try_clone_to_owned()?.into());
    }
    OpenOptions::new().write(true).open("/dev/tty")
}

/// Where the browser draws: standard output, or the console where that is not one.
#[cfg(not(unix))]
fn device() -> io::Result<File> {
    OpenOptions::new().read(true).write(true).open("CONOUT$")
}

/// Puts everything back. Best effort: a terminal that is gone cannot be told anything.
fn give_back(writer: &Writer) {
    writer.give_back(set_back());
    let _ = disable_raw_mode();
}

fn set_back() -> Vec<u8> {
    // A frame may have been left unfinished.
    let mut bytes = [FRAME_ENDS, MOUSE_OFF].concat();
    let _ = queue!(
        bytes,
        DisableBracketedPaste,
        // Where there is no alternate screen the picture would stay, and the prompt stand in it. The
        // last row is the last that there is.
        Clear(ClearType::All),
        cursor::MoveTo(0, LAST_ROW),
        LeaveAlternateScreen,
        cursor::Show
    );
    bytes
}

/// A row that no terminal has; they take their last one for it.
const LAST_ROW: u16 = 9_998;

/// A panic's message must be read on the screen where the program was started, and nothing be
/// drawn over it. A thread that panics takes the browser with it: half a browser, with a search
/// that never answers, would be worse.
fn give_back_on_panic(writer: Writer, tell: impl Fn(Told) + Send + Sync + 'static) {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // Another thread may be taking the terminal again at this moment, after a stop.
        writer.give_back_for_good(set_back());
        let _ = disable_raw_mode();
        report(panic);
        tell(Told::Panicked);
    }));
}
