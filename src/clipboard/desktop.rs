//! Desktop clipboard: X11, Wayland, macOS, Windows.
//!
//! On X11 and Wayland nobody keeps a copy: the program that offers a text answers for it as long
//! as it lives. A browser that is closed after a copy would take the text with it, so the text is
//! handed to a process of its own, this very program started again, which holds the selection
//! until somebody copies something else. That process is also what can be given up when a desktop
//! hangs. macOS and Windows keep the text themselves.

use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};
use std::process::{Child, Command, ExitCode};
use std::time::Duration;

use super::helper_process::{HelperError, first_line};
use super::report::System;

/// Set for the process that is to hold a selection; the value says whose.
const ASKED: &str = "RECS_TUI_HOLD_SELECTION";

/// How often the holder looks whether it is still needed.
const ROUND: Duration = Duration::from_secs(10);

/// How often a desktop is asked whether it holds the text, and how long after one another. In all
/// less than the browser waits.
const ASKED_AGAIN: (u32, Duration) = (12, Duration::from_millis(100));

/// This program, as something to start again.
pub(super) fn this_program() -> OsString {
    if cfg!(target_os = "linux") {
        // The path of a program that was replaced or removed while it runs leads elsewhere; this
        // does not.
        return "/proc/self/exe".into();
    }
    std::env::current_exe().map_or_else(|_| "recs-tui".into(), OsString::from)
}

/// Puts `text` into the desktop's clipboard; gives the process that holds it, where one must.
pub(super) fn copy(
    system: System,
    server: &OsStr,
    text: &str,
) -> Result<Option<Child>, HelperError> {
    let mut command = Command::new(server);
    #[cfg(unix)]
    {
        // What a list of processes shows; and no hold on a folder that someone wants to unmount.
        std::os::unix::process::CommandExt::arg0(&mut command, "recs-tui-clipboard");
        command.current_dir("/");
    }
    // The library falls back from Wayland to X11 by itself, and does not tell. The report must be
    // true, so each is tried alone.
    match system {
        System::Wayland => command.env(ASKED, "wayland").env_remove("DISPLAY"),
        System::X11 => command.env(ASKED, "x11").env_remove("WAYLAND_DISPLAY"),
        System::Desktop => {
            return arboard::Clipboard::new()
                .and_then(|mut clipboard| clipboard.set_text(text))
                .map(|()| None)
                .map_err(|error| HelperError::Refused(complaint(error)));
        }
    };
    first_line(command, text).map(|(_, child)| Some(child))
}

/// What the library complains of, without the words that it puts before what it cannot name.
fn complaint(error: arboard::Error) -> String {
    match error {
        arboard::Error::Unknown { description } => description,
        known => known.to_string(),
    }
}

/// Holds a selection, if that is what this process was started for; the first thing that `main`
/// does.
///
/// `None` in an ordinary start. Otherwise the process has done its work: it has read a text from
/// standard input, offered it, printed a line once the desktop confirmed it, and waited until
/// somebody copied something else.
#[must_use]
pub fn serve_if_asked() -> Option<ExitCode> {
    std::env::var_os(ASKED)?;
    let mut text = String::new();
    let outcome = std::io::stdin()
        .read_to_string(&mut text)
        .map_err(|error| error.to_string())
        .and_then(|_| hold(&text).map_err(complaint));
    Some(match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody may be listening any more.
            let _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    })
}

/// Offers `text`, says so once the desktop confirms it, and stays until something else is offered.
///
/// The library can wait for that end as well, but only in one step with the offer, and a second
/// offer, made after the first was confirmed, could take the clipboard back from whoever copied
/// something in between. So it looks again from time to time.
fn hold(text: &str) -> Result<(), arboard::Error> {
    let mut clipboard = arboard::Clipboard::new()?;
    clipboard.set_text(text)?;
    confirm(&mut clipboard, text)?;
    let _ = writeln!(std::io::stdout(), "held");
    let _ = std::io::stdout().flush();
    loop {
        std::thread::sleep(ROUND);
        // Fails when the desktop has ended, or the clipboard holds something that is no text.
        if clipboard.get_text()? != text {
            return Ok(());
        }
    }
}

/// Asks the desktop, not this process, whether it holds `text`: an X server can have refused. A
/// compositor is asked over another connection than the one that offered, and may answer before
/// it has taken the offer; so it is asked again.
fn confirm(clipboard: &mut arboard::Clipboard, text: &str) -> Result<(), arboard::Error> {
    let (times, pause) = ASKED_AGAIN;
    for _ in 1..times {
        if clipboard.get_text().is_ok_and(|held| held == text) {
            return Ok(());
        }
        std::thread::sleep(pause);
    }
    if clipboard.get_text()? == text {
        Ok(())
    } else {
        Err(arboard::Error::ClipboardOccupied)
    }
}
