//! Clipboard: where copied text goes, and a report of what was really done.
//!
//! A terminal program has three clipboards within reach, and which of them a person will paste
//! from depends on where the program runs, not on what happens to be installed. On the person's
//! own machine it is the desktop's; over ssh the desktop's clipboard would be the wrong machine's
//! and the text has to travel through the terminal (OSC 52); in tmux it is tmux's buffer, which
//! tmux hands on to the terminal outside. So the decision is made here, once, from the
//! [`Environment`], and the [`Report`] names the ways that were taken. Where standard output is no
//! terminal, the text is written there as well.
//!
//! Nothing here knows provisions, and nothing waits without a bound: a desktop or a tmux that hangs
//! costs two seconds, never the browser.

mod desktop;
mod environment;
mod helper_process;
mod osc52;
mod report;
mod standard_output;
mod tmux;

pub use desktop::serve_if_asked;
pub use environment::Environment;
pub use helper_process::HelperError;
pub use osc52::LIMIT as OSC52_LIMIT;
pub use report::{CopyError, Doubt, Refusal, Report, System, Way};
pub use standard_output::OutputError;

use std::ffi::OsString;
use std::io::Write;
use std::process::Child;

use standard_output::Output;

/// The clipboards within reach of this program.
#[derive(Debug)]
pub struct Clipboard {
    environment: Environment,
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
    /// The clipboards that an environment offers. Touches none of them yet.
    #[must_use]
    pub fn new(environment: Environment) -> Self {
        Self {
            environment,
            server: desktop::this_program(),
            tmux: "tmux".into(),
            output: None,
            holder: None,
            asked: None,
        }
    }

    /// The same, with other programs in the places of this one (as the holder of a selection) and
    /// of `tmux`.
    #[cfg(test)]
    fn with_programs(mut self, server: impl Into<OsString>, tmux: impl Into<OsString>) -> Self {
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
    pub fn copy(&mut self, text: &str, terminal: &mut dyn Write) -> Result<Report, CopyError> {
        if text.is_empty() {
            return Err(CopyError::Nothing);
        }
        let (mut ways, mut refused) = (Vec::new(), Vec::new());
        if self.environment.tmux {
            match tmux::copy(&self.tmux, text) {
                Ok((sent_on, asked)) => {
                    end(self.asked.replace(asked));
                    ways.push(Way::Tmux { sent_on });
                }
                Err(error) => refused.push(Refusal::Tmux(error)),
            }
        }
        for system in self.environment.systems() {
            match desktop::copy(system, &self.server, text) {
                Ok(holder) => {
                    // What it held was replaced by what the new one holds.
                    end(std::mem::replace(&mut self.holder, holder));
                    ways.push(Way::System(system));
                    break;
                }
                Err(error) => refused.push(Refusal::System(system, error)),
            }
        }
        // The last resort, and the first over ssh: through the terminal.
        if ways.is_empty() {
            match self.send(text, terminal) {
                Ok(()) => {
                    let unreached = self.environment.tmux.then_some(Doubt::UnreachedTmux);
                    let doubt = self.environment.doubt.or(unreached);
                    ways.push(Way::Osc52 { doubt });
                }
                Err(refusal) => refused.insert(0, refusal),
            }
        }
        if self.environment.output {
            let output = self
                .output
                .get_or_insert_with(|| Output::new(std::io::stdout()));
            match output.write(text) {
                Ok(()) => ways.push(Way::Output),
                Err(error) => refused.push(Refusal::Output(error)),
            }
        }
        if ways.is_empty() {
            return Err(CopyError::Refused(refused));
        }
        Ok(Report { ways, refused })
    }

    fn send(&self, text: &str, terminal: &mut dyn Write) -> Result<(), Refusal> {
        if !self.environment.osc52 {
            return Err(Refusal::NoClipboard);
        }
        if text.len() > osc52::LIMIT {
            return Err(Refusal::TooLong(text.len()));
        }
        // In tmux the sequence is for tmux itself, even when screen runs around it.
        let wrapped = self.environment.screen && !self.environment.tmux;
        let sequence = osc52::sequence(text, wrapped);
        terminal
            .write_all(sequence.as_bytes())
            .and_then(|()| terminal.flush())
            .map_err(Refusal::Terminal)
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
