//! Automatic numbering of a Word document: the number of each paragraph as a reader sees it.
//!
//! A paragraph names a list and a level. Lists that share a definition count on from one another
//! unless a list says where it starts.

use std::collections::{HashMap, HashSet};

use super::styles::{ParagraphProperties, Styles, is_on, paragraph_markup};
use crate::input::error::InputError;
use crate::input::numerals::NumberFormat;
use crate::input::xml::{Parser, Tag, Token};

const LEVELS: usize = 9;

/// A level of a list.
#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: NumberFormat,
    bullet: bool,
    /// What is printed, with `%1` for the number of the first level.
    text: String,
    /// All numbers in it are printed in digits.
    legal: bool,
    /// It starts anew only below a new number of this level, counted from 1; 0 is never.
    restart: Option<u8>,
    /// Style whose paragraphs have this level.
    style: Option<String>,
    paragraph: ParagraphProperties,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 0,
            format: NumberFormat::Decimal,
            bullet: false,
            text: String::new(),
            legal: false,
            restart: None,
            style: None,
            paragraph: ParagraphProperties::default(),
        }
    }
}

/// A definition that lists share.
#[derive(Debug, Default)]
struct Definition {
    levels: [Option<Level>; LEVELS],
    /// A numbering style that has the levels instead.
    linked_style: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    definition: u32,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

/// All lists, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: HashMap<u32, Definition>,
    lists: HashMap<u32, List>,
    counters: HashMap<u32, [Option<u32>; LEVELS]>,
    begun: HashSet<u32>,
}

/// What numbering does to a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbered {
    /// Number as printed; `None` for bullets, and where nothing is printed.
    pub label: Option<String>,
    /// The level has bullets.
    pub bullet: bool,
    /// Level, counted from 0.
    pub level: u8,
    /// Indentation that the level gives, as in [`ParagraphProperties`].
    pub left: Option<i32>,
    pub first: Option<i32>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn read(text: &str) -> Result<Self, InputError> {
        let mut numbering = Self::default();
        let mut parser = Parser::new(text, "numbering.xml");
        while let Some(token) = parser.token()? {
            let Token::Open(tag) = token else { continue };
            match tag.name() {
                "abstractNum" => {
                    let id = number(&tag, "abstractNumId").unwrap_or(0);
                    let definition = definition(&mut parser)?;
                    numbering.definitions.insert(id, definition);
                }
                "num" => {
                    let id = number(&tag, "numId").unwrap_or(0);
                    let list = list(&mut parser)?;
                    numbering.lists.insert(id, list);
                }
                _ => {}
            }
        }
        Ok(numbering)
    }

    /// Counts a paragraph, and says what its number is. `own` is what it says itself, `style` its
    /// style.
    pub(super) fn number(
        &mut self,
        own: &ParagraphProperties,
        style: Option<&str>,
        styles: &Styles,
    ) -> Option<Numbered> {
        let inherited = styles.paragraph(style);
        let list_id = own.list.or(inherited.list).filter(|list| *list != 0)?;
        let list = self.lists.get(&list_id)?;
        let definition_id = self.definition_of(list, styles)?;
        let definition = self.definitions.get(&definition_id)?;

        // A level that names the style is the level of the style's paragraphs.
        let of_style = || {
            let named = |level: &Option<Level>| {
                level
                    .as_ref()
                    .is_some_and(|level| level.style.is_some() && level.style.as_deref() == style)
            };
            let at =
                (0..LEVELS).find(|at| named(&list.levels[*at]) || named(&definition.levels[*at]));
            at.or(inherited.level.map(usize::from))
        };
        let at = match own.level {
            Some(level) => usize::from(level),
            None if own.list.is_some() => {
                of_style().filter(|_| inherited.list.is_some()).unwrap_or(0)
            }
            None => of_style().unwrap_or(0),
        }
        .min(LEVELS - 1);

        let levels: [Option<&Level>; LEVELS] =
            std::array::from_fn(|at| list.levels[at].as_ref().or(definition.levels[at].as_ref()));
        let level = levels[at]?;
        let start = |at: usize| {
            list.starts[at]
                .or(levels[at].map(|level| level.start))
                .unwrap_or(0)
        };

        let counters = self.counters.entry(definition_id).or_default();
        if self.begun.insert(list_id) {
            for (counter, start) in counters.iter_mut().zip(&list.starts) {
                if start.is_some() {
                    *counter = None;
                }
            }
        }
        let next = counters[at].map_or(start(at), |count| count.saturating_add(1));
        counters[at] = Some(next);
        for below in at + 1..LEVELS {
            let restarts = match levels[below].and_then(|level| level.restart) {
                None => true,
                Some(above) => usize::from(above) > at,
            };
            if restarts {
                counters[below] = None;
            }
        }

        let label = (!level.bullet).then(|| {
            let shown = |at: usize| {
                let format = levels[at].map_or(NumberFormat::Decimal, |level| level.format);
                let format = match format {
                    NumberFormat::None => format,
                    _ if level.legal => NumberFormat::Decimal,
                    _ => format,
                };
                format.write(counters[at].unwrap_or_else(|| start(at)))
            };
            written(&level.text, shown)
        });
        Some(Numbered {
            label: label.filter(|label| !label.is_empty()),
            bullet: level.bullet,
            level: u8::try_from(at).unwrap_or(0),
            left: level.paragraph.left,
            first: level.paragraph.first,
        })
    }

    /// The definition of a list, through as many numbering styles as lead to it, which are two in
    /// practice.
    fn definition_of(&self, list: &List, styles: &Styles) -> Option<u32> {
        let mut id = list.definition;
        for _ in 0..8 {
            let Some(style) = &self.definitions.get(&id)?.linked_style else {
                return Some(id);
            };
            let linked = styles.paragraph(Some(style)).list?;
            id = self.lists.get(&linked)?.definition;
        }
        None
    }
}

/// The text of a level with its numbers put in.
fn written(text: &str, shown: impl Fn(usize) -> String) -> String {
    let mut label = String::new();
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let level = signs.peek().and_then(|next| next.to_digit(10));
        match level {
            Some(level @ 1..=9) if sign == '%' => {
                signs.next();
                label.push_str(&shown(level as usize - 1));
            }
            _ => label.push(sign),
        }
    }
    label.trim().to_owned()
}

fn number(tag: &Tag<'_>, name: &str) -> Option<u32> {
    tag.attribute(name)?.trim().parse().ok()
}

/// Rest of `w:abstractNum`.
fn definition(parser: &mut Parser<'_>) -> Result<Definition, InputError> {
    let mut definition = Definition::default();
    let outside = parser.depth() - 1;
    while parser.depth() > outside {
        let Some(token) = parser.token()? else { break };
        let Token::Open(tag) = token else { continue };
        match tag.name() {
            "lvl" => {
                let at = number(&tag, "ilvl");
                let read = level(parser)?;
                if let Some(level) = at.and_then(|at| definition.levels.get_mut(at as usize)) {
                    *level = Some(read);
                }
            }
            "numStyleLink" => definition.linked_style = tag.attribute("val"),
            _ => {}
        }
    }
    Ok(definition)
}

/// Rest of `w:num`.
fn list(parser: &mut Parser<'_>) -> Result<List, InputError> {
    let mut list = List::default();
    let mut at = LEVELS;
    let outside = parser.depth() - 1;
    while parser.depth() > outside {
        let Some(token) = parser.token()? else { break };
        let Token::Open(tag) = token else { continue };
        match tag.name() {
            "abstractNumId" => list.definition = number(&tag, "val").unwrap_or(0),
            "lvlOverride" => at = number(&tag, "ilvl").map_or(LEVELS, |at| at as usize),
            "startOverride" => {
                if let Some(start) = list.starts.get_mut(at) {
                    *start = number(&tag, "val");
                }
            }
            "lvl" => {
                let read = level(parser)?;
                if let Some(level) = list.levels.get_mut(at) {
                    *level = Some(read);
                }
            }
            _ => {}
        }
    }
    Ok(list)
}

/// Rest of `w:lvl`.
fn level(parser: &mut Parser<'_>) -> Result<Level, InputError> {
    let mut level = Level::default();
    let outside = parser.depth() - 1;
    while parser.depth() > outside {
        let Some(token) = parser.token()? else { break };
        let Token::Open(tag) = token else { continue };
        match tag.name() {
            "start" => level.start = number(&tag, "val").unwrap_or(0),
            "numFmt" => {
                let name = tag.attribute("val").unwrap_or_default();
                level.bullet = name == "bullet";
                level.format = format(&name);
            }
            "lvlText" => level.text = tag.attribute("val").unwrap_or_default(),
            "lvlRestart" => {
                level.restart = number(&tag, "val").and_then(|at| u8::try_from(at).ok());
            }
            "isLgl" => level.legal = is_on(&tag),
            "pStyle" => level.style = tag.attribute("val"),
            "pPr" => level.paragraph = paragraph_markup(parser)?.properties,
            "rPr" => parser.skip()?,
            _ => {}
        }
    }
    Ok(level)
}

/// A number format by Word's name for it.
pub(super) fn format(name: &str) -> NumberFormat {
    match name {
        "decimalZero" => NumberFormat::DecimalZero,
        "lowerRoman" => NumberFormat::LowerRoman,
        "upperRoman" => NumberFormat::UpperRoman,
        "lowerLetter" => NumberFormat::LowerLetter,
        "upperLetter" => NumberFormat::UpperLetter,
        "ordinal" => NumberFormat::Ordinal,
        "russianLower" => NumberFormat::LowerRussian,
        "russianUpper" => NumberFormat::UpperRussian,
        "arabicAlpha" => NumberFormat::ArabicAlphabet,
        "arabicAbjad" => NumberFormat::ArabicAbjad,
        "hindiNumbers" => NumberFormat::HindiDigits,
        "hindiArabic" | "arabicIndic" => NumberFormat::ArabicDigits,
        "decimalFullWidth" | "decimalFullWidth2" | "japaneseDigitalTenThousand" => {
            NumberFormat::FullWidth
        }
        "chineseCounting"
        | "chineseCountingThousand"
        | "ideographDigital"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "koreanCounting" => NumberFormat::Chinese,
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => NumberFormat::Circled,
        "bullet" | "none" => NumberFormat::None,
        _ => NumberFormat::Decimal,
    }
}
