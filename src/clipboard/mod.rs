//! Where yanked text goes, and a report of what was really done.
//!
//! A terminal program has three clipboards within reach, and which of them a person will paste
//! from depends on where the program runs, not on what happens to be installed. On the person's
//! own machine it is the desktop's; over ssh the desktop's clipboard would be the wrong machine's
//! and the text has to travel through the terminal (OSC 52); in tmux it is tmux's buffer, which
//! tmux hands on to the terminal outside. So the decision is made here, once, from the
//! [`Surroundings`], and the [`Report`] names the ways that were taken in words that are true:
//! what a clipboard has confirmed was *copied*, what went into a terminal was *sent*. Where standard
//! output is no terminal, the text is *written* there as well.
//!
//! The room stands apart because it knows nothing of provisions and the browser knows nothing of
//! X11. Nothing in it waits without a bound: a desktop or a tmux that hangs costs two seconds,
//! never the browser.

mod bounded;
mod osc52;
mod output;
mod report;
mod surroundings;
mod system;
mod tmux;

pub use osc52::LIMIT as OSC52_LIMIT;
pub use report::{Failure, Onward, Report, System, Way};
pub use surroundings::Surroundings;
pub use system::serve_if_asked;

use self::output::Output;

use std::ffi::OsString;
use std::io::Write;
use std::process::Child;

/// The clipboards within reach of this program.
#[derive(Debug)]
pub struct Clipboard {
    surroundings: Surroundings,
    /// What is started to hold a selection: this very program, which [`serve_if_asked`].
    server: OsString,
    tmux: OsString,
    /// Standard output, once something was written there.
    output: Option<Output>,
    /// The process that holds the selection, if the text went that way last.
    holder: Option<Child>,
    /// The tmux that was asked last; it ends by itself and is kept only to be reaped.
    asked: Option<Child>,
}

impl Clipboard {
    /// The clipboards that these surroundings offer. Touches none of them yet.
    #[must_use]
    pub fn new(surroundings: Surroundings) -> Self {
        Self {
            surroundings,
            server: system::this_program(),
            tmux: "tmux".into(),
            output: None,
            holder: None,
            asked: None,
        }
    }

    /// The same, with other programs in the places of this one (as the holder of a selection) and
    /// of `tmux`.
    #[must_use]
    pub fn with_programs(mut self, server: impl Into<OsString>, tmux: impl Into<OsString>) -> Self {
        self.server = server.into();
        self.tmux = tmux.into();
        self
    }

    /// Puts `text` where a person will paste from; `terminal` is where an OSC 52 sequence is
    /// written, the same that the browser draws on.
    ///
    /// Waits for a desktop or for tmux at most two seconds each.
    ///
    /// # Errors
    /// When no clipboard took the text. Nothing was copied then, not even a part.
    pub fn copy(&mut self, text: &str, terminal: &mut dyn Write) -> Result<Report, Failure> {
        if text.is_empty() {
            return Err(Failure::Nothing);
        }
        let mut ways = Vec::new();
        let mut refused = Vec::new();

        if self.surroundings.tmux {
            match tmux::copy(&self.tmux, text) {
                Ok((onward, asked)) => {
                    end(self.asked.replace(asked));
                    ways.push(Way::Tmux(onward));
                }
                Err(why) => refused.push(format!("tmux {why}")),
            }
        }
        for system in self.surroundings.systems() {
            match system::copy(system, &self.server, text) {
                Ok(holder) => {
                    // What it held was replaced by what the new one holds.
                    end(std::mem::replace(&mut self.holder, holder));
                    ways.push(Way::System(system));
                    break;
                }
                Err(why) => refused.push(format!("the {system} {why}")),
            }
        }
        let written = match self.write(text) {
            Some(Err(why)) => {
                refused.push(why.to_string());
                false
            }
            outcome => outcome.is_some(),
        };
        if ways.is_empty() {
            match self.send(text, terminal, &refused) {
                Ok(()) => ways.push(Way::Osc52),
                Err(failure) if written => refused.push(failure.clause()),
                Err(failure) => return Err(failure),
            }
        }
        if written {
            ways.push(Way::Output);
        }
        Ok(Report {
            ways,
            bytes: text.len(),
            refused,
        })
    }

    /// To standard output, where that is no terminal.
    fn write(&mut self, text: &str) -> Option<Result<(), output::Unwritten>> {
        if !self.surroundings.output {
            return None;
        }
        let output = self
            .output
            .get_or_insert_with(|| Output::new(std::io::stdout()));
        Some(output.write(text))
    }

    /// The last resort, and the first over ssh: through the terminal.
    fn send(
        &self,
        text: &str,
        terminal: &mut dyn Write,
        refused: &[String],
    ) -> Result<(), Failure> {
        if !self.surroundings.osc52 {
            return Err(Failure::NoClipboard {
                refused: refused.to_vec(),
            });
        }
        if text.len() > osc52::LIMIT {
            return Err(Failure::TooLong {
                bytes: text.len(),
                refused: refused.to_vec(),
            });
        }
        // In tmux the sequence is for tmux itself, even when screen runs around it.
        let wrapped = self.surroundings.screen && !self.surroundings.tmux;
        let sequence = osc52::sequence(text, wrapped);
        terminal
            .write_all(sequence.as_bytes())
            .and_then(|()| terminal.flush())
            .map_err(Failure::Terminal)
    }
}

/// Ends a process that has done its work, and reaps it.
fn end(child: Option<Child>) {
    if let Some(mut child) = child {
        // It may have ended already.
        let _ = child.kill();
        let _ = child.wait();
    }
}

#[cfg(test)]
mod tests;
