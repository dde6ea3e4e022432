//! What is wrong with a configuration file, and where.

use std::path::PathBuf;

use thiserror::Error;

/// What is wrong with a configuration file, and where.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{}, line {line}: {problem}", file.display())]
pub struct ConfigError {
    /// The file.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a line of a configuration file.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Problem {
    /// It is no TOML.
    #[error("{0}.")]
    Syntax(String),
    /// There is no such setting.
    #[error("there is no setting {name}.{}", guessed(guess))]
    NoSetting {
        /// As written.
        name: String,
        /// What may be meant.
        guess: Option<String>,
    },
    /// A setting has another kind of value.
    #[error("{name} takes {takes}.")]
    Takes {
        /// The setting.
        name: String,
        /// What it takes.
        takes: String,
    },
    /// One of several names is expected.
    #[error("there is no {what} {name}.{}", guessed(guess))]
    NoSuch {
        /// What sort of thing is named.
        what: &'static str,
        /// As written.
        name: String,
        /// What may be meant.
        guess: Option<String>,
    },
    /// Two commands claim one key.
    #[error("{key} is bound to {one} and to {other}. Give one of them another key.")]
    Clash {
        /// The key.
        key: String,
        /// The command that has it by then.
        one: String,
        /// The command that claims it as well.
        other: String,
    },
    /// A letter cannot be a key where letters are text.
    #[error("{key} is text there. Take a key with Ctrl or Alt, or one that is no letter.")]
    LetterIsText {
        /// The key.
        key: String,
    },
}

fn guessed(guess: &Option<String>) -> String {
    match guess {
        Some(guess) => format!(" Did you mean {guess}?"),
        None => " recs-tui config prints all that there are.".to_owned(),
    }
}

/// The one of these names that is likely to be meant.
pub(super) fn guess<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    let typed = typed.to_lowercase();
    let alike = |name: &&str| strsim::jaro_winkler(&typed, &name.to_lowercase());
    let scored = names.map(|name| (alike(&name), name));
    let best = scored.max_by(|(one, _), (other, _)| one.total_cmp(other));
    best.filter(|(alike, _)| *alike > 0.75)
        .map(|(_, name)| name.to_owned())
}
