//! What was done with a text, in words that are true.

use std::fmt;

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

/// How far tmux carried a text on to the terminal outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Onward {
    /// tmux says that its terminal has a clipboard, and was asked to hand the text on.
    Sent,
    /// tmux knows of no clipboard in its terminal, or no terminal is attached.
    NoTerminal,
    /// The text is longer than terminals take.
    TooLong,
}

/// One way that a text took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// The desktop's clipboard holds it.
    System(System),
    /// tmux holds it.
    Tmux(Onward),
    /// It was written to the terminal, which does not answer.
    Osc52,
    /// It was written to standard output, which is no terminal.
    Output,
}

/// What became of a text. Its `Display` is a predicate: "copied to the system clipboard (X11)".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Where the text went; at least one.
    pub ways: Vec<Way>,
    /// Its length.
    pub bytes: usize,
    /// What was tried before and did not work, each a clause: "the system clipboard (X11) did not
    /// answer".
    pub refused: Vec<String>,
}

/// Why nothing was copied. Its `Display` says what happened and what to do.
#[derive(Debug)]
pub enum Failure {
    /// There was no text.
    Nothing,
    /// Only the terminal was left, and the text is longer than [`super::OSC52_LIMIT`].
    TooLong {
        /// Length of the text.
        bytes: usize,
        /// What was tried before.
        refused: Vec<String>,
    },
    /// There is no clipboard here at all.
    NoClipboard {
        /// What was tried before.
        refused: Vec<String>,
    },
    /// The terminal could not be written to.
    Terminal(std::io::Error),
}

/// The way that is always open.
const TO_A_FILE: &str = "write them to a file: recs-tui show ID... > quote.md";

/// The longest text that a terminal takes, as a person reads it: `74,994 bytes`.
struct Limit;

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (thousands, rest) = (super::OSC52_LIMIT / 1000, super::OSC52_LIMIT % 1000);
        write!(f, "{thousands},{rest:03} bytes")
    }
}

/// A length as a person reads it: `412 bytes`, `112 kB`.
struct Length(usize);

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            1 => f.write_str("1 byte"),
            bytes @ ..10_000 => write!(f, "{bytes} bytes"),
            // Rounded up, so that what is over a limit never reads as the limit itself.
            bytes @ ..1_000_000 => write!(f, "{} kB", bytes.div_ceil(1000)),
            bytes => {
                let tenths = bytes.div_ceil(100_000);
                write!(f, "{}.{} MB", tenths / 10, tenths % 10)
            }
        }
    }
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

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System(system) => write!(f, "copied to the {system}"),
            Self::Tmux(Onward::Sent) => {
                f.write_str("copied to tmux, sent on to the terminal (OSC 52)")
            }
            Self::Tmux(Onward::NoTerminal) => f.write_str("copied to tmux"),
            Self::Tmux(Onward::TooLong) => write!(
                f,
                "copied to tmux only (a terminal takes no more than {Limit})"
            ),
            Self::Osc52 => f.write_str("sent to the terminal's clipboard (OSC 52)"),
            Self::Output => f.write_str("written to standard output"),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, way) in self.ways.iter().enumerate() {
            if position > 0 {
                f.write_str(", and ")?;
            }
            write!(f, "{way}")?;
        }
        for clause in &self.refused {
            write!(f, "; {clause}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("There is no text to copy."),
            Self::TooLong { bytes, refused } => write!(
                f,
                "Nothing was copied: {} is more than a terminal takes through OSC 52 \
                 ({Limit}){}. Mark fewer provisions, or {TO_A_FILE}",
                Length(*bytes),
                Clauses(refused),
            ),
            Self::NoClipboard { refused } => write!(
                f,
                "Nothing was copied: this terminal has no clipboard{}. Instead, {TO_A_FILE}",
                Clauses(refused),
            ),
            Self::Terminal(error) => write!(
                f,
                "Nothing was copied: the terminal could not be written to ({error}). Instead, \
                 {TO_A_FILE}"
            ),
        }
    }
}

impl Failure {
    /// The same beside a way that did work, as a clause.
    pub(super) fn clause(&self) -> String {
        match self {
            Self::Nothing => "there is no text to copy".to_owned(),
            Self::TooLong { bytes, .. } => format!(
                "{} is more than a terminal's clipboard takes ({Limit})",
                Length(*bytes)
            ),
            Self::NoClipboard { .. } => "this terminal has no clipboard".to_owned(),
            Self::Terminal(error) => format!("the terminal could not be written to ({error})"),
        }
    }
}

/// What was tried before, each after a comma.
struct Clauses<'a>(&'a [String]);

impl fmt::Display for Clauses<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|clause| write!(f, ", {clause}"))
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Terminal(error) => Some(error),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_over_the_limit_never_reads_as_less() {
        for (bytes, expected) in [
            (1, "1 byte"),
            (412, "412 bytes"),
            (74_995, "75 kB"),
            (112_000, "112 kB"),
            (999_001, "1000 kB"),
            (1_048_576, "1.1 MB"),
        ] {
            assert_eq!(Length(bytes).to_string(), expected);
        }
    }

    #[test]
    fn a_failure_says_what_happened_and_what_to_do() {
        let failure = Failure::TooLong {
            bytes: 112_000,
            refused: vec!["the system clipboard (X11) did not answer within 2 seconds".into()],
        };
        assert_eq!(
            failure.to_string(),
            "Nothing was copied: 112 kB is more than a terminal takes through OSC 52 (74,994 \
             bytes), the system clipboard (X11) did not answer within 2 seconds. Mark fewer \
             provisions, or write them to a file: recs-tui show ID... > quote.md"
        );
    }

    #[test]
    fn only_what_was_confirmed_is_called_copied() {
        let report = |ways: &[Way]| {
            Report {
                ways: ways.to_vec(),
                bytes: 7,
                refused: Vec::new(),
            }
            .to_string()
        };
        assert!(!report(&[Way::Osc52]).contains("copied"));
        assert_eq!(
            report(&[Way::Tmux(Onward::NoTerminal), Way::System(System::X11)]),
            "copied to tmux, and copied to the system clipboard (X11)"
        );
    }
}
