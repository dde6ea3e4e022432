//! The theme: one style for each role on the screen, as data; and the themes that have names.
//!
//! Nothing is told by colour alone: every style carries its meaning in an attribute as well (bold, dim,
//! italic, underlined, reversed), or the row carries it in a letter; so without colours nothing is
//! lost.
//!
//! A terminal's sixteen colours are whatever its owner made of them, and none of them can be read on
//! black and on white. So the theme that is used where nobody knows the background has no coloured
//! text at all, and those for dark and light backgrounds take theirs from the colours that are the
//! same everywhere. Each can be told from the usual backgrounds by a contrast of 4.5, which the
//! tests below compute.

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

/// A role's name in a configuration file, and its style in a theme.
pub type Role = (&'static str, fn(&mut Theme) -> &mut Style);

/// Every role.
pub const ROLES: [Role; 16] = [
    ("text", |theme| &mut theme.text),
    ("strong", |theme| &mut theme.strong),
    ("faint", |theme| &mut theme.faint),
    ("inserted", |theme| &mut theme.inserted),
    ("inferred", |theme| &mut theme.inferred),
    ("reference", |theme| &mut theme.reference),
    ("matched", |theme| &mut theme.matched),
    ("selected", |theme| &mut theme.selected),
    ("selected-elsewhere", |theme| &mut theme.selected_elsewhere),
    ("focused-border", |theme| &mut theme.focused_border),
    ("border", |theme| &mut theme.border),
    ("key", |theme| &mut theme.key),
    ("done", |theme| &mut theme.done),
    ("failed", |theme| &mut theme.failed),
    ("user-notes", |theme| &mut theme.user_notes),
    ("mark", |theme| &mut theme.mark),
];

/// A theme that can be named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeName {
    /// Dark or light where the environment tells (`COLORFGBG`), else without coloured text; without
    /// any colour where `NO_COLOR` is set.
    #[default]
    Auto,
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
    /// Nothing dim, nothing coloured, nothing in italics.
    HighContrast,
    /// Attributes alone.
    NoColour,
}

impl ThemeName {
    /// Every one.
    pub const ALL: [Self; 5] = [
        Self::Auto,
        Self::Dark,
        Self::Light,
        Self::HighContrast,
        Self::NoColour,
    ];

    /// Its name on the command line and in a configuration file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::NoColour => "no-colour",
        }
    }

    /// The theme, in an environment that gives a variable's value by its name.
    #[must_use]
    pub fn theme(self, variable: impl Fn(&str) -> Option<String>) -> Theme {
        match self {
            Self::Auto if variable("NO_COLOR").is_some_and(|value| !value.is_empty()) => {
                Theme::any_background().without_colours()
            }
            // Some terminals name the numbers of their text's and their background's colour.
            Self::Auto => match variable("COLORFGBG").as_deref().and_then(background) {
                Some(0..=6 | 8) => Theme::dark(),
                Some(7 | 9..=15) => Theme::light(),
                _ => Theme::any_background(),
            },
            Self::Dark => Theme::dark(),
            Self::Light => Theme::light(),
            Self::HighContrast => Theme::high_contrast(),
            Self::NoColour => Theme::any_background().without_colours(),
        }
    }
}

/// The number of the background in `COLORFGBG`: the last one.
fn background(variable: &str) -> Option<u8> {
    variable.rsplit(';').next()?.parse().ok()
}

impl Default for Theme {
    fn default() -> Self {
        Self::any_background()
    }
}

impl Theme {
    /// Legible on any background: text in the terminal's own colours. Where a match is marked, both
    /// colours are named.
    #[must_use]
    pub fn any_background() -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        Self {
            text: plain,
            strong: bold,
            faint: plain.add_modifier(Modifier::DIM),
            inserted: plain.add_modifier(Modifier::ITALIC | Modifier::BOLD),
            inferred: plain.add_modifier(Modifier::ITALIC),
            reference: plain.add_modifier(Modifier::UNDERLINED),
            matched: plain
                .fg(Color::Indexed(16))
                .bg(Color::Indexed(220))
                .add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            selected: plain.add_modifier(Modifier::REVERSED),
            selected_elsewhere: plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            focused_border: bold,
            border: plain.add_modifier(Modifier::DIM),
            key: bold,
            done: bold,
            failed: bold,
            user_notes: plain.add_modifier(Modifier::ITALIC),
            mark: bold,
        }
    }

    /// For a dark background.
    #[must_use]
    pub fn dark() -> Self {
        Self::coloured([248, 219, 111, 117, 114, 210])
    }

    /// For a light background.
    #[must_use]
    pub fn light() -> Self {
        Self::coloured([240, 90, 25, 24, 22, 124])
    }

    /// With these of the 256 colours: grey, magenta, blue, cyan, green, red.
    fn coloured([grey, magenta, blue, cyan, green, red]: [u8; 6]) -> Self {
        let of = |style: Style, colour: u8| style.fg(Color::Indexed(colour));
        let any = Self::any_background();
        let plain = Style::new();
        Self {
            faint: of(plain, grey),
            inserted: of(plain.add_modifier(Modifier::ITALIC), magenta),
            inferred: of(any.inferred, blue),
            focused_border: of(any.focused_border, cyan),
            border: of(plain, grey),
            key: of(any.key, cyan),
            done: of(any.done, green),
            failed: of(any.failed, red),
            user_notes: of(plain, green),
            mark: of(any.mark, green),
            ..any
        }
    }

    /// Nothing dim, nothing coloured, nothing in italics.
    #[must_use]
    pub fn high_contrast() -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        Self {
            faint: plain,
            inserted: bold.add_modifier(Modifier::UNDERLINED),
            inferred: plain,
            matched: bold.add_modifier(Modifier::REVERSED),
            selected: bold.add_modifier(Modifier::REVERSED),
            border: plain,
            user_notes: bold,
            ..Self::any_background()
        }
    }

    /// Sets the style of a role.
    pub fn set(&mut self, role: &str, style: Style) {
        if let Some((_, place)) = ROLES.iter().find(|(name, _)| *name == role) {
            *place(self) = style;
        }
    }

    /// The same without colours.
    #[must_use]
    pub fn without_colours(mut self) -> Self {
        for (_, style) in ROLES {
            let style = style(&mut self);
            (style.fg, style.bg) = (None, None);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Backgrounds of terminals as they come, and of the schemes that people choose most.
    const DARK: [u32; 12] = [
        0x000000, 0x0c0c0c, 0x1e1e1e, 0x300a24, 0x002b36, 0x282a36, 0x282828, 0x282c34, 0x2e3440,
        0x1a1b26, 0x272822, 0x24273a,
    ];
    const LIGHT: [u32; 8] = [
        0xffffff, 0xfdf6e3, 0xfbf1c7, 0xeff1f5, 0xfafafa, 0xf2f2f2, 0xffffdd, 0xe5e9f0,
    ];

    /// The relative luminance of WCAG.
    fn luminance(rgb: u32) -> f64 {
        let channel = |shift: u32| {
            let value = f64::from((rgb >> shift) & 0xff) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    fn contrast(one: u32, other: u32) -> f64 {
        let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
        one.max(other) / one.min(other)
    }

    /// A colour of the cube or of the greys, which are the same in every terminal.
    fn rgb(colour: Color) -> u32 {
        let Color::Indexed(number @ 16..) = colour else {
            panic!("{colour} is the terminal owner's");
        };
        let number = u32::from(number);
        if number >= 232 {
            return (8 + 10 * (number - 232)) * 0x010101;
        }
        let step = |at: u32| [0, 95, 135, 175, 215, 255][(number as usize - 16) / at as usize % 6];
        step(36) << 16 | step(6) << 8 | step(1)
    }

    #[test]
    fn every_colour_can_be_told_from_the_usual_backgrounds() {
        assert!((contrast(0xffffff, 0x000000) - 21.0).abs() < 1e-6);
        let any: Vec<u32> = DARK.into_iter().chain(LIGHT).collect();
        for (theme, grounds) in [
            (Theme::any_background(), &any[..]),
            (Theme::high_contrast(), &any),
            (Theme::dark(), &DARK),
            (Theme::light(), &LIGHT),
        ] {
            for (name, style) in ROLES {
                let style = *style(&mut theme.clone());
                let own = style.bg.map(rgb);
                for &ground in own
                    .as_slice()
                    .iter()
                    .chain(grounds.iter().filter(|_| own.is_none()))
                {
                    if let Some(colour) = style.fg {
                        let found = contrast(rgb(colour), ground);
                        assert!(found >= 4.5, "{name} on #{ground:06x}: {found:.2}");
                    }
                }
                assert!(
                    own.is_none() || style.fg.is_some(),
                    "{name} names a ground alone"
                );
            }
        }
    }

    #[test]
    fn what_differs_in_meaning_differs_without_colours() {
        for name in ThemeName::ALL {
            let theme = name.theme(|_| None).without_colours();
            assert_ne!(theme.matched, theme.text, "{name:?}");
            assert_ne!(theme.inserted, theme.text, "{name:?}");
            assert_ne!(theme.reference, theme.text, "{name:?}");
            assert_ne!(theme.selected, theme.selected_elsewhere, "{name:?}");
        }
    }

    #[test]
    fn the_environment_tells_the_background() {
        let auto = |name: &'static str, value: &'static str| {
            ThemeName::Auto.theme(|asked| (asked == name).then(|| value.to_owned()))
        };
        assert_eq!(auto("COLORFGBG", "15;0"), Theme::dark());
        assert_eq!(auto("COLORFGBG", "0;default;15"), Theme::light());
        for odd in ["", "default;default", "0;99"] {
            assert_eq!(auto("COLORFGBG", odd), Theme::any_background());
        }
        assert_eq!(auto("NO_COLOR", "1").matched.bg, None);
    }
}
