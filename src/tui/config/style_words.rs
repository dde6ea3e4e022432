//! Styles in words, as a configuration file has them: `bold black on yellow`.

use std::fmt::Write as _;

use ratatui::style::{Color, Modifier, Style};

/// The attributes by their names in a configuration file.
const ATTRIBUTES: [(&str, Modifier); 5] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
];

/// A style as it is written in a configuration file: `bold black on yellow`, `italic #87afff`, `220`,
/// `plain`.
///
/// # Errors
/// The word that is none of it.
pub(super) fn style_of(words: &str) -> Result<Style, String> {
    let mut style = Style::new();
    let mut words = words.split_whitespace();
    while let Some(word) = words.next() {
        let attribute = ATTRIBUTES.iter().find(|(name, _)| *name == word);
        match (word, attribute) {
            (_, Some((_, attribute))) => style = style.add_modifier(*attribute),
            ("plain", _) => {}
            ("on", _) => {
                let ground = words.next().unwrap_or_default();
                style = style.bg(colour(ground)?);
            }
            _ => style = style.fg(colour(word)?),
        }
    }
    Ok(style)
}

fn colour(word: &str) -> Result<Color, String> {
    word.parse().map_err(|_| word.to_owned())
}

/// A style as [`style_of`] reads it.
pub(super) fn words_of(style: Style) -> String {
    let mut words = String::new();
    for (name, attribute) in ATTRIBUTES {
        if style.add_modifier.contains(attribute) {
            let _ = write!(words, "{name} ");
        }
    }
    if let Some(colour) = style.fg {
        let _ = write!(words, "{} ", colour.to_string().to_lowercase());
    }
    if let Some(ground) = style.bg {
        let _ = write!(words, "on {}", ground.to_string().to_lowercase());
    }
    match words.trim_end() {
        "" => "plain".to_owned(),
        some => some.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::theme::{ROLES, ThemeName};
    use super::*;
    #[test]
    fn styles_are_written_as_they_are_read() {
        for name in ThemeName::ALL {
            for (role, style) in ROLES {
                let style = *style(&mut name.theme(|_| None));
                assert_eq!(style_of(&words_of(style)), Ok(style), "{role}");
            }
        }
        assert_eq!(
            style_of("bold lightblue on #102030")
                .map(words_of)
                .as_deref(),
            Ok("bold lightblue on #102030")
        );
        assert_eq!(style_of("bold blurple"), Err("blurple".to_owned()));
        assert_eq!(style_of("red on"), Err(String::new()));
    }
}
