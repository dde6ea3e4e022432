//! Report of what was done with a copied text, and errors where it was not: words that are true.
//!
//! What a clipboard has confirmed was *copied*, what went into a terminal was *sent*.

use std::fmt;
use std::io;

use thiserror::Error;

use super::helper_process::HelperError;
use super::osc52;
use super::standard_output::OutputError;

/// A clipboard that belongs to the desktop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum System {
    /// A Wayland compositor's.
    Wayland,
    /// An X server's.
    X11,
    /// The operating system's (macOS, Windows).
    Desktop,
}

impl fmt::Display for System {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Wayland => "system clipboard (Wayland)",
            Self::X11 => "system clipboard (X11)",
            Self::Desktop => "system clipboard",
        })
    }
}

/// One way that a text took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// The desktop's clipboard holds it.
    System(System),
    /// tmux holds it.
    Tmux {
        /// Whether tmux was asked to hand it on to its terminal, which has a clipboard.
        sent_on: bool,
    },
    /// It was written to the terminal, which does not answer.
    Osc52 {
        /// Why it is not likely to arrive, where that is known.
        doubt: Option<Doubt>,
    },
    /// It was written to standard output, which is no terminal.
    Output,
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System(system) => write!(f, "copied to the {system}"),
            Self::Tmux { sent_on: true } => {
                f.write_str("copied to tmux, sent on to the terminal (OSC 52)")
            }
            Self::Tmux { sent_on: false } => f.write_str("copied to tmux"),
            Self::Osc52 { doubt: None } => f.write_str("sent to the terminal's clipboard (OSC 52)"),
            Self::Osc52 { doubt: Some(doubt) } => {
                write!(f, "sent to the terminal's clipboard (OSC 52), but {doubt}")
            }
            Self::Output => f.write_str("written to standard output"),
        }
    }
}

/// Why a text that was sent through the terminal is likely to be dropped on its way. Its `Display` is
/// a clause that says what helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum Doubt {
    /// tmux runs around the connection, and passes nothing on by default.
    #[error("tmux passes it on only with `set -s set-clipboard on`")]
    OuterTmux,
    /// tmux or GNU screen runs around the connection.
    #[error("tmux passes it on only with `set -s set-clipboard on`, GNU screen not at all")]
    OuterMultiplexer,
    /// tmux runs here and could not be asked, so that its default counts.
    #[error("this tmux passes it on only with `set -s set-clipboard on`")]
    UnreachedTmux,
    /// The Terminal of macOS knows no such sequence.
    #[error("the Terminal of macOS has no clipboard for that; iTerm2 and others have")]
    AppleTerminal,
    /// The terminal is a window of an editor, which knows no such sequence unless it is told to.
    #[error("the terminal of an editor takes it only where that is set up")]
    Editor,
}

/// What became of a text. Its `Display` is a predicate: "copied to the system clipboard (X11)".
#[derive(Debug)]
pub struct Report {
    /// Where the text went; at least one.
    pub ways: Vec<Way>,
    /// What was tried and did not work.
    pub refused: Vec<Refusal>,
}

impl Report {
    /// Whether the text is likely to be where a person pastes from, as far as this program knows.
    #[must_use]
    pub fn is_likely(&self) -> bool {
        let doubtful = |way: &Way| matches!(way, Way::Osc52 { doubt: Some(_) });
        self.ways.iter().any(|way| !doubtful(way))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ways: Vec<String> = self.ways.iter().map(Way::to_string).collect();
        f.write_str(&ways.join(", and "))?;
        self.refused.iter().try_for_each(|it| write!(f, "; {it}"))
    }
}

/// Why one way did not take a text. Its `Display` is a clause.
#[derive(Debug, Error)]
pub enum Refusal {
    /// tmux did not.
    #[error("tmux {0}")]
    Tmux(HelperError),
    /// The desktop did not.
    #[error("the {0} {1}")]
    System(System, HelperError),
    /// Standard output did not.
    #[error(transparent)]
    Output(OutputError),
    /// The text is longer, in bytes, than [`super::OSC52_LIMIT`].
    #[error("{} is more than a terminal takes through OSC 52 ({} bytes)", length(*.0), osc52::LIMIT)]
    TooLong(usize),
    /// Terminals of this kind have no clipboard.
    #[error("this terminal has no clipboard")]
    NoClipboard,
    /// The terminal could not be written to.
    #[error("the terminal could not be written to ({0})")]
    Terminal(io::Error),
}

/// Why nothing was copied. Its `Display` says what happened and what to do.
#[derive(Debug, Error)]
pub enum CopyError {
    /// There was no text.
    #[error("There is no text to copy.")]
    Nothing,
    /// Nothing took it; why not, the terminal first.
    #[error(
        "Nothing was copied: {}. {} write them to a file: recs-tui show ID... > quote.md",
        listed(.0),
        instead(.0)
    )]
    Refused(Vec<Refusal>),
}

fn listed(refused: &[Refusal]) -> String {
    let refused: Vec<String> = refused.iter().map(Refusal::to_string).collect();
    refused.join(", ")
}

fn instead(refused: &[Refusal]) -> &'static str {
    let too_long = refused.iter().any(|it| matches!(it, Refusal::TooLong(_)));
    if too_long {
        "Mark fewer provisions, or"
    } else {
        "Instead,"
    }
}

/// A length as a person reads it, rounded up, so that what is over a limit never reads as less.
fn length(bytes: usize) -> String {
    format!("{} kB", bytes.div_ceil(1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_says_what_happened_and_what_to_do() {
        let error = CopyError::Refused(vec![
            Refusal::TooLong(111_001),
            Refusal::System(System::X11, HelperError::Silent),
        ]);
        assert_eq!(
            error.to_string(),
            "Nothing was copied: 112 kB is more than a terminal takes through OSC 52 (74994 \
             bytes), the system clipboard (X11) did not answer within 2 seconds. Mark fewer \
             provisions, or write them to a file: recs-tui show ID... > quote.md"
        );
    }

    #[test]
    fn only_what_was_confirmed_is_called_copied() {
        let report = |ways: &[Way]| {
            let (ways, refused) = (ways.to_vec(), Vec::new());
            Report { ways, refused }.to_string()
        };
        assert!(!report(&[Way::Osc52 { doubt: None }]).contains("copied"));
        assert_eq!(
            report(&[Way::Tmux { sent_on: false }, Way::System(System::X11)]),
            "copied to tmux, and copied to the system clipboard (X11)"
        );
    }
}
