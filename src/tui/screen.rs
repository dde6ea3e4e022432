//! The terminal: taken over at the start, and given back as it was found, whatever happens.

use std::fs::OpenOptions;
use std::io::{self, BufWriter, IsTerminal, Write, stdout};
use std::sync::Once;

use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

/// Where the browser draws: standard output, or the controlling terminal where that is not one.
pub(super) type Out = BufWriter<Box<dyn Write + Send>>;

/// Bytes that a frame seldom exceeds, so that it goes out in one piece.
const FRAME: usize = 1 << 16;

/// The terminal while it belongs to the browser. Dropping it gives it back.
pub(super) struct Screen {
    pub(super) terminal: Terminal<CrosstermBackend<Out>>,
}

impl Screen {
    /// Takes the terminal over: raw mode, alternate screen, mouse, bracketed paste.
    ///
    /// # Errors
    /// Where there is no terminal, or it cannot be set up.
    pub(super) fn take() -> io::Result<Self> {
        let mut out = BufWriter::with_capacity(FRAME, device()?);
        give_back_on_panic();
        let taken = set_up(&mut out).and_then(|()| Terminal::new(CrosstermBackend::new(out)));
        match taken {
            Ok(terminal) => Ok(Self { terminal }),
            Err(error) => {
                give_back();
                Err(error)
            }
        }
    }

    /// Takes the terminal over again after somebody else had it, and forgets what was drawn.
    ///
    /// # Errors
    /// Where the terminal cannot be set up.
    pub(super) fn retake(&mut self) -> io::Result<()> {
        // The shell may have changed the mode behind our back; only what was left can be entered.
        let _ = disable_raw_mode();
        set_up(self.terminal.backend_mut())?;
        self.forget()
    }

    /// Clears the screen and forgets what was drawn, so that the next frame draws everything.
    ///
    /// Ratatui's own `clear` asks the terminal where the cursor is, and the answer would have to
    /// come past the thread that is waiting for keys.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        let mut out = BufWriter::with_capacity(FRAME, device()?);
        execute!(out, Clear(ClearType::All))?;
        self.terminal = Terminal::new(CrosstermBackend::new(out))?;
        Ok(())
    }

    /// Gives the terminal back for a while; [`Screen::retake`] ends that.
    pub(super) fn lend(&mut self) {
        give_back();
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn set_up(out: &mut impl Write) -> io::Result<()> {
    enable_raw_mode()?;
    execute!(
        out,
        EnterAlternateScreen,
        EnableMouseCapture,
        EnableBracketedPaste,
        cursor::Hide
    )
}

fn device() -> io::Result<Box<dyn Write + Send>> {
    if stdout().is_terminal() {
        return Ok(Box::new(stdout()));
    }
    Ok(Box::new(OpenOptions::new().write(true).open("/dev/tty")?))
}

/// Puts everything back. Best effort: a terminal that is gone cannot be told anything.
fn give_back() {
    if let Ok(mut out) = device() {
        let _ = execute!(
            out,
            DisableBracketedPaste,
            DisableMouseCapture,
            LeaveAlternateScreen,
            cursor::Show
        );
    }
    let _ = disable_raw_mode();
}

/// A panic's message must be read on the screen where the program was started.
fn give_back_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            give_back();
            report(panic);
        }));
    });
}
