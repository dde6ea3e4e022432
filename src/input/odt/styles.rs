//! Styles of an OpenDocument text: what spans and paragraphs inherit, and list styles.

use std::collections::HashMap;

use crate::input::error::InputError;
use crate::input::numerals::NumberFormat;
use crate::input::xml::{Parser, Tag, Token};

/// Levels that a list can have.
pub(super) const LEVELS: usize = 10;

/// What a style says of its text. `None` leaves it to what is around.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct TextProperties {
    pub italic: Option<bool>,
    pub bold: Option<bool>,
    pub struck: Option<bool>,
    pub superscript: Option<bool>,
}

/// A style of paragraphs or spans.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// As people see it.
    pub name: String,
    parent: Option<String>,
    /// Made by the program for one place, with no name that says anything.
    automatic: bool,
    /// Paragraphs of it are numbered as headings.
    pub in_outline: bool,
    pub text: TextProperties,
    /// Indentation of all lines, and of the first beside that, in tenths of a point.
    pub left: Option<i32>,
    pub first: Option<i32>,
    /// Nearest style above, itself included, that has a name people gave.
    pub named: Option<String>,
}

/// How a level of a list is numbered.
#[derive(Clone, Debug)]
pub(super) struct Level {
    pub format: NumberFormat,
    pub bullet: bool,
    pub start: u32,
    pub prefix: String,
    pub suffix: String,
    /// How many levels are shown.
    pub shown: usize,
    /// What is printed, with `%1%` for the number of the first level; instead of the parts above.
    pub text: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            format: NumberFormat::None,
            bullet: false,
            start: 1,
            prefix: String::new(),
            suffix: String::new(),
            shown: 1,
            text: None,
        }
    }
}

/// Levels of a list style.
pub(super) type Levels = [Option<Level>; LEVELS];

/// All styles.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By family and name.
    styles: HashMap<(String, String), Style>,
    lists: HashMap<String, Levels>,
    /// How headings are numbered.
    pub outline: Levels,
}

impl Styles {
    /// Reads the styles of a part.
    pub(super) fn read(&mut self, text: &str, part: &str) -> Result<(), InputError> {
        let mut parser = Parser::new(text, part);
        let mut automatic = false;
        while let Some(token) = parser.token()? {
            let Token::Open(tag) = token else { continue };
            match tag.name() {
                "automatic-styles" => automatic = true,
                "styles" => automatic = false,
                "style" => {
                    let name = tag.attribute("name").unwrap_or_default();
                    let family = tag.attribute("family").unwrap_or_default();
                    let style = style(&tag, automatic, &mut parser)?;
                    self.styles.insert((family, name), style);
                }
                "list-style" => {
                    let name = tag.attribute("name").unwrap_or_default();
                    let levels = levels(&mut parser)?;
                    self.lists.insert(name, levels);
                }
                "outline-style" => self.outline = levels(&mut parser)?,
                "body" | "master-styles" => break,
                _ => {}
            }
        }
        Ok(())
    }

    /// Lets each style inherit once, ancestors first.
    pub(super) fn resolve(&mut self) {
        let keys: Vec<_> = self.styles.keys().cloned().collect();
        for key in keys {
            let family = key.0.clone();
            let mut chain = Vec::new();
            let mut next = Some(key);
            // `parent` is taken away on the way up, so a circle ends and nothing is done twice.
            while let Some(key) = next {
                let parent = self
                    .styles
                    .get_mut(&key)
                    .and_then(|style| style.parent.take());
                next = parent.map(|parent| (family.clone(), parent));
                chain.push(key);
            }
            let mut above = Style::default();
            while let Some(key) = chain.pop() {
                let Some(style) = self.styles.get_mut(&key) else {
                    continue;
                };
                let text = &mut style.text;
                text.italic = text.italic.or(above.text.italic);
                text.bold = text.bold.or(above.text.bold);
                text.struck = text.struck.or(above.text.struck);
                text.superscript = text.superscript.or(above.text.superscript);
                style.left = style.left.or(above.left);
                style.first = style.first.or(above.first);
                style.in_outline |= style.automatic && above.in_outline;
                if style.named.is_none() {
                    style.named = if style.automatic {
                        above.named
                    } else {
                        Some(style.name.clone())
                    };
                }
                above = style.clone();
            }
        }
    }

    pub(super) fn get(&self, family: &str, name: Option<&str>) -> Option<&Style> {
        // A key of borrowed parts would need a type of its own; names are short.
        self.styles.get(&(family.to_owned(), name?.to_owned()))
    }

    pub(super) fn list(&self, name: &str) -> Option<&Levels> {
        self.lists.get(name)
    }
}

/// Rest of `style:style`.
fn style(tag: &Tag<'_>, automatic: bool, parser: &mut Parser<'_>) -> Result<Style, InputError> {
    let name = tag.attribute("name").unwrap_or_default();
    let mut style = Style {
        name: tag
            .attribute("display-name")
            .unwrap_or_else(|| shown_name(&name)),
        parent: tag.attribute("parent-style-name"),
        automatic,
        in_outline: tag
            .attribute("default-outline-level")
            .is_some_and(|level| !level.is_empty()),
        ..Style::default()
    };
    let outside = parser.depth().saturating_sub(1);
    while parser.depth() > outside {
        let Some(token) = parser.token()? else { break };
        let Token::Open(tag) = token else { continue };
        match tag.name() {
            "text-properties" => style.text = text_properties(&tag),
            "paragraph-properties" => {
                style.left = tag.attribute("margin-left").and_then(|it| tenths(&it));
                style.first = tag.attribute("text-indent").and_then(|it| tenths(&it));
            }
            _ => {}
        }
    }
    Ok(style)
}

fn text_properties(tag: &Tag<'_>) -> TextProperties {
    let mut properties = TextProperties::default();
    for (name, value) in tag.attributes() {
        match name.as_str() {
            "font-style" => properties.italic = Some(value == "italic" || value == "oblique"),
            "font-weight" => {
                let heavy = value.parse::<u32>().is_ok_and(|weight| weight >= 600);
                properties.bold = Some(value == "bold" || heavy);
            }
            "text-line-through-style" | "text-line-through-type" => {
                properties.struck = Some(value != "none");
            }
            "text-position" => {
                let raised = value.split_whitespace().next().unwrap_or_default();
                let percent = raised.trim_end_matches('%').parse::<i32>();
                let raised = raised == "super" || percent.is_ok_and(|percent| percent > 0);
                properties.superscript = Some(raised);
            }
            _ => {}
        }
    }
    properties
}

/// A length in tenths of a point.
fn tenths(length: &str) -> Option<i32> {
    let unit =
        length.trim_start_matches(|sign: char| sign.is_ascii_digit() || ".-+".contains(sign));
    let number: f64 = length.strip_suffix(unit)?.parse().ok()?;
    let points = match unit {
        "in" => 72.0,
        "cm" => 28.346,
        "mm" => 2.8346,
        "pt" => 1.0,
        "pc" => 12.0,
        _ => return None,
    };
    let tenths = (number * points * 10.0).clamp(-1e6, 1e6);
    #[allow(clippy::cast_possible_truncation, reason = "clamped above")]
    Some(tenths as i32)
}

/// A name without the escapes of signs that no name may have: `_20_` is a blank.
fn shown_name(name: &str) -> String {
    let mut shown = String::new();
    let mut rest = name;
    while let Some(at) = rest.find('_') {
        shown.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let code = after.split_once('_').and_then(|(code, rest)| {
            let short = (1..=6).contains(&code.len());
            let sign = u32::from_str_radix(code, 16).ok().filter(|_| short)?;
            Some((char::from_u32(sign)?, rest))
        });
        match code {
            Some((sign, after)) => {
                shown.push(sign);
                rest = after;
            }
            None => {
                shown.push('_');
                rest = after;
            }
        }
    }
    shown.push_str(rest);
    shown
}

/// Rest of a list style.
fn levels(parser: &mut Parser<'_>) -> Result<Levels, InputError> {
    let mut levels = Levels::default();
    let outside = parser.depth().saturating_sub(1);
    while parser.depth() > outside {
        let Some(token) = parser.token()? else { break };
        let Token::Open(tag) = token else { continue };
        let bullet = match tag.name() {
            "list-level-style-number" | "outline-level-style" => false,
            "list-level-style-bullet" | "list-level-style-image" => true,
            _ => continue,
        };
        let number = |name: &str| tag.attribute(name).and_then(|value| value.parse().ok());
        let at: Option<u32> = number("level");
        let Some(level) = at
            .and_then(|at| at.checked_sub(1))
            .and_then(|at| levels.get_mut(at as usize))
        else {
            continue;
        };
        let shown = number("display-levels").unwrap_or(1).clamp(1, 10);
        *level = Some(Level {
            format: format(&tag.attribute("num-format").unwrap_or_default()),
            bullet,
            start: number("start-value").unwrap_or(1),
            prefix: tag.attribute("num-prefix").unwrap_or_default(),
            suffix: tag.attribute("num-suffix").unwrap_or_default(),
            shown: shown as usize,
            text: tag.attribute("num-list-format").filter(|_| !bullet),
        });
    }
    Ok(levels)
}

fn format(name: &str) -> NumberFormat {
    match name {
        "" => NumberFormat::None,
        "a" => NumberFormat::LowerLetter,
        "A" => NumberFormat::UpperLetter,
        "i" => NumberFormat::LowerRoman,
        "I" => NumberFormat::UpperRoman,
        "1st" => NumberFormat::Ordinal,
        "①, ②, ③, ..." => NumberFormat::Circled,
        "一, 二, 三, ..." => NumberFormat::Chinese,
        "أ, ب, ت, ..." => NumberFormat::ArabicAlphabet,
        "أ, ب, ج, ..." => NumberFormat::ArabicAbjad,
        "А, Б, .., Аа, Аб, ... (ru)" | "А, Б, .., Аа, Бб, ... (ru)" => {
            NumberFormat::UpperRussian
        }
        "а, б, .., аа, аб, ... (ru)" | "а, б, .., аа, бб, ... (ru)" => {
            NumberFormat::LowerRussian
        }
        _ => NumberFormat::Decimal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_and_names_are_as_people_see_them() {
        assert_eq!(tenths("0.5in"), Some(360));
        assert_eq!(tenths("-1cm"), Some(-283));
        assert_eq!(tenths("2em"), None);
        assert_eq!(tenths("é"), None);
        assert_eq!(shown_name("_5f__20_H_5f_Ch"), "_ H_Ch");
        assert_eq!(shown_name("Single_Txt_"), "Single_Txt_");
    }
}
