//! tmux's buffer, which it hands on to the terminal outside.
//!
//! A program in tmux that writes OSC 52 relies on tmux's `set-clipboard` being `on`; under the
//! default, `external`, tmux drops it without a word. Asked through its own command it takes the
//! text under every setting, says so, and passes it on to the terminal (`-w`, since tmux 3.2). An
//! older tmux, or one that cannot be reached, is left to OSC 52.

use std::ffi::OsStr;
use std::process::{Child, Command};

use super::helper_process::{HelperError, first_line};
use super::osc52;

/// Puts `text` into tmux's buffer, and on into its terminal's clipboard where that has one and takes
/// so much; says whether.
///
/// Gives the process that was asked as well: it ends by itself and wants to be reaped.
pub(super) fn copy(program: &OsStr, text: &str) -> Result<(bool, Child), HelperError> {
    let fits = text.len() <= osc52::LIMIT;
    let mut command = Command::new(program);
    command.arg("load-buffer");
    if fits {
        command.arg("-w");
    }
    // The second command only runs when the first has done its work, so its line is the receipt.
    command.args(["-", ";", "display-message", "-p", "#{client_termfeatures}"]);
    let (features, child) = first_line(command, text)?;
    let has_clipboard = features.split(',').any(|feature| feature == "clipboard");
    Ok((fits && has_clipboard, child))
}
