//! The theme: one style for each role on the screen, as data.
//!
//! The default uses the terminal's own palette, legible on light and dark, and never tells by colour
//! alone: every style carries its meaning in an attribute as well (bold, dim, italic, underlined,
//! reversed), or the row carries it in a letter; so without colours nothing is lost.

use ratatui::style::{Color, Modifier, Style};

/// The styles of the screen, by role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Plain text.
    pub text: Style,
    /// Citations, titles.
    pub strong: Style,
    /// What stands back: the chapeau, dates, rows of what is gone.
    pub faint: Style,
    /// What an editor inserted.
    pub inserted: Style,
    /// What this program only infers.
    pub inferred: Style,
    /// Words that refer to something.
    pub reference: Style,
    /// What matched the filter.
    pub matched: Style,
    /// The selected row of the focused pane.
    pub selected: Style,
    /// The selected row of another pane.
    pub selected_elsewhere: Style,
    /// The border of the focused pane.
    pub focused_border: Style,
    /// The border of another pane.
    pub border: Style,
    /// Keys in the footer and the help.
    pub key: Style,
    /// Something was done.
    pub done: Style,
    /// Something could not be done.
    pub failed: Style,
    /// The reader's own words, tags and bookmarks.
    pub user_notes: Style,
    /// The mark of a marked row.
    pub mark: Style,
}

impl Default for Theme {
    fn default() -> Self {
        let plain = Style::new();
        Self {
            text: plain,
            strong: plain.add_modifier(Modifier::BOLD),
            faint: plain.add_modifier(Modifier::DIM),
            inserted: plain.fg(Color::Magenta).add_modifier(Modifier::ITALIC),
            inferred: plain.fg(Color::Blue).add_modifier(Modifier::ITALIC),
            reference: plain.add_modifier(Modifier::UNDERLINED),
            // Both colours are named, so that it is legible whatever the background.
            matched: plain
                .fg(Color::Black)
                .bg(Color::Yellow)
                .add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            selected: plain.add_modifier(Modifier::REVERSED),
            selected_elsewhere: plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            focused_border: plain.fg(Color::Cyan),
            border: plain.add_modifier(Modifier::DIM),
            key: plain.fg(Color::Cyan).add_modifier(Modifier::BOLD),
            done: plain.fg(Color::Green).add_modifier(Modifier::BOLD),
            failed: plain.fg(Color::Red).add_modifier(Modifier::BOLD),
            user_notes: plain.fg(Color::Green),
            mark: plain.fg(Color::Green).add_modifier(Modifier::BOLD),
        }
    }
}

impl Theme {
    /// The same without colours.
    #[must_use]
    pub fn without_colours(mut self) -> Self {
        for style in [
            &mut self.text,
            &mut self.strong,
            &mut self.faint,
            &mut self.inserted,
            &mut self.inferred,
            &mut self.reference,
            &mut self.matched,
            &mut self.selected,
            &mut self.selected_elsewhere,
            &mut self.focused_border,
            &mut self.border,
            &mut self.key,
            &mut self.done,
            &mut self.failed,
            &mut self.user_notes,
            &mut self.mark,
        ] {
            (style.fg, style.bg) = (None, None);
        }
        self
    }

    /// As the environment asks: no colours where `NO_COLOR` is set to anything.
    #[must_use]
    pub fn from_env() -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        if refused {
            Self::default().without_colours()
        } else {
            Self::default()
        }
    }
}
