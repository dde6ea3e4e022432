//! How things look: the terminal's own palette, legible on light and dark, and never colour alone.
//!
//! Every style carries its meaning in an attribute as well (bold, dim, italic, underlined,
//! reversed), or the row carries it in a letter; so with colours off nothing is lost.

use ratatui::style::{Color, Modifier, Style};

/// The styles of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    colours: bool,
}

impl Theme {
    /// With the terminal's colours, or without any.
    #[must_use]
    pub fn new(colours: bool) -> Self {
        Self { colours }
    }

    /// As the environment asks: no colours where `NO_COLOR` is set to anything.
    #[must_use]
    pub fn from_env() -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self::new(!refused)
    }

    fn coloured(self, colour: Color, modifier: Modifier) -> Style {
        let style = Style::new().add_modifier(modifier);
        if self.colours {
            style.fg(colour)
        } else {
            style
        }
    }

    /// Plain text.
    #[must_use]
    pub fn text(self) -> Style {
        Style::new()
    }

    /// Citations, titles.
    #[must_use]
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What stands back: the chapeau, dates, rows of what is gone.
    #[must_use]
    pub fn faint(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// What an editor inserted.
    #[must_use]
    pub fn inserted(self) -> Style {
        self.coloured(Color::Magenta, Modifier::ITALIC)
    }

    /// What this program only infers.
    #[must_use]
    pub fn inferred(self) -> Style {
        self.coloured(Color::Blue, Modifier::ITALIC)
    }

    /// Words that refer to something.
    #[must_use]
    pub fn reference(self) -> Style {
        Style::new().add_modifier(Modifier::UNDERLINED)
    }

    /// What matched the filter.
    #[must_use]
    pub fn matched(self) -> Style {
        let style = Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
        // Both colours are named, so that it is legible whatever the background.
        if self.colours {
            style.fg(Color::Black).bg(Color::Yellow)
        } else {
            style
        }
    }

    /// The selected row of the focused pane.
    #[must_use]
    pub fn selected(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// The selected row of another pane.
    #[must_use]
    pub fn selected_elsewhere(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }

    /// The border of the focused pane.
    #[must_use]
    pub fn focused_border(self) -> Style {
        self.coloured(Color::Cyan, Modifier::empty())
    }

    /// The border of another pane.
    #[must_use]
    pub fn border(self) -> Style {
        self.faint()
    }

    /// Keys in the footer and the help.
    #[must_use]
    pub fn key(self) -> Style {
        self.coloured(Color::Cyan, Modifier::BOLD)
    }

    /// Something was done.
    #[must_use]
    pub fn done(self) -> Style {
        self.coloured(Color::Green, Modifier::BOLD)
    }

    /// Something could not be done.
    #[must_use]
    pub fn failed(self) -> Style {
        self.coloured(Color::Red, Modifier::BOLD)
    }

    /// The reader's own words, tags and bookmarks.
    #[must_use]
    pub fn own(self) -> Style {
        self.coloured(Color::Green, Modifier::empty())
    }

    /// The mark of a marked row.
    #[must_use]
    pub fn mark(self) -> Style {
        self.coloured(Color::Green, Modifier::BOLD)
    }
}
