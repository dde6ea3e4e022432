//! The configuration in force, as values.

use std::path::PathBuf;

use ratatui::style::Style;

use super::super::hyperlinks::Hyperlinks;
use super::super::keymap::Keymap;
use super::super::layout::{ListLines, Shares};
use super::super::plain::Plainness;
use super::super::theme::{Theme, ThemeName};

/// What a person has chosen.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The document that is opened where none is named.
    pub document: Option<PathBuf>,
    /// How things look.
    pub theme: ThemeName,
    /// Styles that differ from the theme's, by role.
    pub styles: Vec<(&'static str, Style)>,
    /// What keys mean.
    pub keymap: Keymap,
    /// Lines that a provision has in the list.
    pub list_lines: ListLines,
    /// How wide the panes are.
    pub shares: Shares,
    /// Whether the mouse is left to the terminal.
    pub no_mouse: bool,
    /// Whether frames and signs are drawn in ASCII.
    pub plain: Plainness,
    /// Whether the cursor is shown at what is selected.
    pub cursor: bool,
    /// Whether symbols are links to the official documents.
    pub hyperlinks: Hyperlinks,
    /// What notes are written with; what the environment names, where this is nothing.
    pub editor: Option<String>,
    /// Where copied text goes.
    pub clipboard: ClipboardWay,
}

/// Where copied text goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClipboardWay {
    /// As the environment has it.
    #[default]
    Auto,
    /// Through the terminal.
    Osc52,
    /// Into tmux's buffer.
    Tmux,
    /// Into the desktop's clipboard.
    Desktop,
    /// Nowhere but to standard output, where that is no terminal.
    Nowhere,
}

impl ClipboardWay {
    /// Every one, by its name in a file.
    pub const ALL: [(&'static str, Self); 5] = [
        ("auto", Self::Auto),
        ("osc52", Self::Osc52),
        ("tmux", Self::Tmux),
        ("desktop", Self::Desktop),
        ("none", Self::Nowhere),
    ];
}

impl Config {
    /// The theme with the styles that were set, in an environment that gives a variable's value by
    /// its name.
    #[must_use]
    pub fn theme(&self, variable: impl Fn(&str) -> Option<String>) -> Theme {
        let mut theme = self.theme.theme(variable);
        for (role, style) in &self.styles {
            theme.set(role, *style);
        }
        theme
    }
}
