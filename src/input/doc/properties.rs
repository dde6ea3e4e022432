//! Formatting of a Word document (97 to 2003): character and paragraph properties, the pages that
//! hold them, and the style sheet they build on.
//!
//! A property is a number that says what is set, with an operand; a list of such is a change of
//! what the style says.

use crate::input::compound_file::{u16_at, u32_at};

/// Styles beyond this are not read.
const STYLE_LIMIT: usize = 4096;
/// Styles that build on one another deeper than this go round in a circle.
const DEPTH_LIMIT: usize = 64;

/// A property that can be switched on and off, and also against the style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Toggle {
    #[default]
    AsStyle,
    Off,
    On,
    Reversed,
}

impl Toggle {
    fn read(operand: u8) -> Self {
        match operand {
            0 => Self::Off,
            0x80 => Self::AsStyle,
            0x81 => Self::Reversed,
            _ => Self::On,
        }
    }

    fn over(self, style: bool) -> bool {
        match self {
            Self::AsStyle => style,
            Self::Off => false,
            Self::On => true,
            Self::Reversed => !style,
        }
    }
}

/// What a list of properties changes at characters.
#[derive(Clone, Debug, Default)]
struct CharacterChange {
    style: Option<u16>,
    italic: Toggle,
    bold: Toggle,
    struck: Toggle,
    double_struck: Toggle,
    hidden: Toggle,
    /// `None` where nothing is said of it.
    superscript: Option<bool>,
    inserted: bool,
    deleted: bool,
    special: bool,
    symbol: Option<u16>,
}

/// How characters look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Character {
    pub(super) italic: bool,
    pub(super) bold: bool,
    pub(super) struck: bool,
    pub(super) hidden: bool,
    pub(super) superscript: bool,
    pub(super) inserted: bool,
    pub(super) deleted: bool,
    /// The character is no text, but stands for something.
    pub(super) special: bool,
    /// The character of a symbol font that is meant.
    pub(super) symbol: Option<u16>,
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) style: u16,
    /// List that numbers it, counted from 1; 0 and less is none.
    pub(super) list: i16,
    pub(super) level: u8,
    /// Outline level, counted from 0; 9 is body text.
    pub(super) outline: Option<u8>,
    /// In twentieths of a point.
    pub(super) left: i32,
    pub(super) first: i32,
    pub(super) in_table: bool,
    pub(super) row_end: bool,
    pub(super) depth: u32,
    pub(super) inner_cell_end: bool,
    pub(super) inner_row_end: bool,
}

/// Goes through a list of properties: what is set, and its operand.
fn each(list: &[u8], mut take: impl FnMut(u16, &[u8])) {
    let mut at = 0;
    while let Some(property) = u16_at(list, at) {
        at += 2;
        let rest = &list[at..];
        let length = match property >> 13 {
            0 | 1 => 1,
            2 | 4 | 5 => 2,
            3 => 4,
            7 => 3,
            // Its first byte is the length of the rest, but for two that are longer.
            _ => match (property, rest.first()) {
                (0xD608, _) => u16_at(rest, 0).map_or(usize::MAX, |length| usize::from(length) + 1),
                (0xC615, Some(255)) => tab_changes(rest),
                (_, Some(length)) => usize::from(*length) + 1,
                (_, None) => return,
            },
        };
        let Some(operand) = rest.get(..length) else {
            return;
        };
        take(property, operand);
        at += length;
    }
}

/// Length of a change of tab stops that does not fit in a byte.
fn tab_changes(rest: &[u8]) -> usize {
    let deleted = rest.get(1).map_or(0, |count| usize::from(*count));
    let added = rest
        .get(2 + 4 * deleted)
        .map_or(0, |count| usize::from(*count));
    3 + 4 * deleted + 3 * added
}

fn character_change(list: &[u8]) -> CharacterChange {
    let mut change = CharacterChange::default();
    each(list, |property, operand| {
        let byte = operand.first().copied().unwrap_or_default();
        let number = || u16_at(operand, 0).unwrap_or_default();
        match property {
            0x0800 => change.deleted = byte != 0,
            0x0801 => change.inserted = byte != 0,
            0x4A30 => change.style = Some(number()),
            0x0835 => change.bold = Toggle::read(byte),
            0x0836 => change.italic = Toggle::read(byte),
            0x0837 => change.struck = Toggle::read(byte),
            0x2A53 => change.double_struck = Toggle::read(byte),
            0x083C => change.hidden = Toggle::read(byte),
            0x2A48 => change.superscript = Some(byte == 1),
            0x4845 => change.superscript = Some((1..0x7FFF).contains(&number())),
            0x0855 => change.special = byte != 0,
            0x6A09 => {
                change.symbol = u16_at(operand, 2);
                change.special = true;
            }
            // Back to what the style says.
            0x2A33 => {
                change = CharacterChange {
                    inserted: change.inserted,
                    deleted: change.deleted,
                    style: change.style,
                    ..CharacterChange::default()
                }
            }
            _ => {}
        }
    });
    change
}

impl Character {
    fn with(self, change: &CharacterChange) -> Self {
        Self {
            italic: change.italic.over(self.italic),
            bold: change.bold.over(self.bold),
            struck: change.struck.over(self.struck) || change.double_struck == Toggle::On,
            hidden: change.hidden.over(self.hidden),
            superscript: change.superscript.unwrap_or(self.superscript),
            inserted: change.inserted,
            deleted: change.deleted,
            special: change.special,
            symbol: change.symbol,
        }
    }
}

impl Character {
    /// As it looks where a piece of text adds a list of properties.
    pub(super) fn changed(self, list: &[u8]) -> Self {
        if list.is_empty() {
            return self;
        }
        let change = character_change(list);
        Self {
            inserted: self.inserted || change.inserted,
            deleted: self.deleted || change.deleted,
            special: self.special || change.special,
            symbol: change.symbol.or(self.symbol),
            ..self.with(&change)
        }
    }
}

impl Paragraph {
    pub(super) fn change(&mut self, list: &[u8], data: &[u8]) {
        each(list, |property, operand| {
            let byte = operand.first().copied().unwrap_or_default();
            let number = || i16::from_le_bytes([byte, operand.get(1).copied().unwrap_or_default()]);
            match property {
                0x260A => self.level = byte,
                0x460B => self.list = number(),
                0x2640 => self.outline = Some(byte),
                0x2416 => self.in_table = byte != 0,
                0x2417 => self.row_end = byte != 0,
                0x6649 => self.depth = u32_at(operand, 0).unwrap_or_default(),
                0x244B => self.inner_cell_end = byte != 0,
                0x244C => self.inner_row_end = byte != 0,
                0x840F | 0x845E => self.left = i32::from(number()),
                0x8411 | 0x8460 => self.first = i32::from(number()),
                // More than fits here is kept in another stream.
                0x6645 | 0x6646 => {
                    let more = u32_at(operand, 0).and_then(|at| {
                        let at = at as usize;
                        let length = usize::from(u16_at(data, at)?);
                        data.get(at + 2..)?.get(..length)
                    });
                    // Not a second time, lest they go on for ever.
                    if let Some(more) = more {
                        self.change(more, &[]);
                    }
                }
                _ => {}
            }
        });
    }
}

/// A stretch of the file with its list of properties, as a range of the stream.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    start: u32,
    end: u32,
    list: (usize, usize),
    /// Style, of a paragraph.
    style: u16,
}

/// A style, with what it says itself.
#[derive(Debug, Default)]
struct RawStyle {
    name: String,
    /// Number of a built-in style.
    built_in: u16,
    base: u16,
    is_character: bool,
    paragraph: Vec<u8>,
    character: CharacterChange,
}

/// A style with all that it builds on.
#[derive(Clone, Debug, Default)]
struct Style {
    paragraph: Paragraph,
    character: Character,
}

/// All formatting of a document.
#[derive(Debug, Default)]
pub(super) struct Formatting {
    styles: Vec<Option<RawStyle>>,
    resolved: Vec<Style>,
    characters: Vec<Stretch>,
    changes: Vec<CharacterChange>,
    paragraphs: Vec<Stretch>,
}

/// What a style is called and which built-in one it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct StyleName<'a> {
    pub(super) name: &'a str,
    /// 1 to 9 for the headings, 62 for the title.
    pub(super) built_in: u16,
}

impl Formatting {
    /// Reads the style sheet and the pages of character and paragraph properties.
    pub(super) fn read(
        stream: &[u8],
        data: &[u8],
        sheet: &[u8],
        characters: &[u8],
        paragraphs: &[u8],
    ) -> Self {
        let mut formatting = Self {
            styles: styles(sheet).unwrap_or_default(),
            characters: stretches(stream, characters, false),
            paragraphs: stretches(stream, paragraphs, true),
            ..Self::default()
        };
        formatting.changes = formatting
            .characters
            .iter()
            .map(|stretch| character_change(&stream[stretch.list.0..stretch.list.1]))
            .collect();
        let count = formatting.styles.len();
        formatting.resolved = (0..count).map(|at| formatting.resolve(at, data)).collect();
        formatting
    }

    fn resolve(&self, style: usize, data: &[u8]) -> Style {
        // From the style down to what it builds on.
        let mut line = Vec::new();
        let mut next = style;
        while let Some(Some(raw)) = self.styles.get(next)
            && line.len() < DEPTH_LIMIT
        {
            line.push(raw);
            next = usize::from(raw.base);
        }
        let mut out = Style::default();
        for raw in line.into_iter().rev() {
            out.character = out.character.with(&raw.character);
            out.paragraph.change(&raw.paragraph, data);
        }
        out.paragraph.style = u16::try_from(style).unwrap_or_default();
        out
    }

    /// The style of this number.
    pub(super) fn style(&self, number: u16) -> Option<StyleName<'_>> {
        let style = self.styles.get(usize::from(number))?.as_ref()?;
        Some(StyleName {
            name: &style.name,
            built_in: style.built_in,
        })
    }

    /// How the paragraph is set whose mark stands at `place`.
    pub(super) fn paragraph(&self, stream: &[u8], data: &[u8], place: u32) -> Paragraph {
        let Some(stretch) = at(&self.paragraphs, place).map(|at| self.paragraphs[at]) else {
            return Paragraph::default();
        };
        let style = self.resolved.get(usize::from(stretch.style));
        let mut paragraph = style.map(|style| style.paragraph).unwrap_or_default();
        paragraph.style = stretch.style;
        paragraph.change(&stream[stretch.list.0..stretch.list.1], data);
        paragraph
    }

    /// Whether a paragraph ends with the character at `place`.
    pub(super) fn ends_paragraph(&self, place: u32) -> bool {
        let stretch = at(&self.paragraphs, place).map(|at| self.paragraphs[at]);
        stretch.is_none_or(|stretch| stretch.end <= place.saturating_add(2))
    }

    /// The stretch of like characters at `place`, to be asked for with [`Formatting::character`].
    pub(super) fn stretch(&self, place: u32) -> Option<usize> {
        at(&self.characters, place)
    }

    /// How the characters of a stretch look in a paragraph of this style.
    pub(super) fn character(&self, stretch: Option<usize>, paragraph_style: u16) -> Character {
        let of = |style: u16| {
            self.resolved
                .get(usize::from(style))
                .map(|style| style.character)
        };
        let base = of(paragraph_style).unwrap_or_default();
        let Some(change) = stretch.and_then(|stretch| self.changes.get(stretch)) else {
            return base;
        };
        let is_character = |style: &u16| {
            let raw = self.styles.get(usize::from(*style));
            raw.is_some_and(|raw| raw.as_ref().is_some_and(|raw| raw.is_character))
        };
        let own = change
            .style
            .filter(is_character)
            .and_then(of)
            .unwrap_or_default();
        // What both styles switch on is off, so that emphasis within emphasis is seen.
        let styled = Character {
            italic: base.italic ^ own.italic,
            bold: base.bold ^ own.bold,
            struck: base.struck ^ own.struck,
            hidden: base.hidden ^ own.hidden,
            superscript: base.superscript | own.superscript,
            ..base
        };
        styled.with(change)
    }
}

/// The stretch that `place` lies in.
fn at(stretches: &[Stretch], place: u32) -> Option<usize> {
    let after = stretches.partition_point(|stretch| stretch.start <= place);
    let at = after.checked_sub(1)?;
    (place < stretches[at].end).then_some(at)
}

/// Reads the pages that `table` names: 512 bytes each, with up to a hundred stretches.
fn stretches(stream: &[u8], table: &[u8], paragraphs: bool) -> Vec<Stretch> {
    const PAGE: usize = 512;
    let count = table.len().saturating_sub(4) / 8;
    let mut found = Vec::new();
    // Each page is named once, so there are no more of them than fit in the stream.
    for index in 0..count.min(stream.len() / PAGE + 1) {
        let Some(number) = u32_at(table, 4 * (count + 1) + 4 * index) else {
            break;
        };
        let start = (number & 0x003F_FFFF) as usize * PAGE;
        let Some(page) = stream.get(start..start + PAGE) else {
            continue;
        };
        let count = usize::from(page[PAGE - 1]);
        let width = if paragraphs { 13 } else { 1 };
        for run in 0..count {
            let (Some(begin), Some(end)) = (u32_at(page, 4 * run), u32_at(page, 4 * run + 4))
            else {
                break;
            };
            let offset = page.get(4 * (count + 1) + width * run);
            let offset = offset.map_or(0, |offset| 2 * usize::from(*offset));
            let (mut style, mut list) = (0, (start, start));
            if offset != 0 {
                let first = usize::from(page.get(offset).copied().unwrap_or_default());
                let (from, length) = match (paragraphs, first) {
                    (false, length) => (offset + 1, length),
                    (true, 0) => (
                        offset + 2,
                        2 * usize::from(page.get(offset + 1).copied().unwrap_or_default()),
                    ),
                    (true, words) => (offset + 1, 2 * words - 1),
                };
                let to = (from + length).min(PAGE - 1);
                list = (start + from.min(to), start + to);
                if paragraphs {
                    style = u16_at(&stream[list.0..list.1], 0).unwrap_or_default();
                    list.0 = (list.0 + 2).min(list.1);
                }
            }
            if begin < end {
                found.push(Stretch {
                    start: begin,
                    end,
                    list,
                    style,
                });
            }
        }
    }
    found.sort_by_key(|stretch| stretch.start);
    found
}

/// Reads the style sheet; a style that is not there is `None`.
fn styles(sheet: &[u8]) -> Option<Vec<Option<RawStyle>>> {
    let header = usize::from(u16_at(sheet, 0)?);
    let count = usize::from(u16_at(sheet, 2)?).min(STYLE_LIMIT);
    let base_length = usize::from(u16_at(sheet, 4)?);
    let mut at = header + 2;
    let mut styles = Vec::new();
    for _ in 0..count {
        let Some(length) = u16_at(sheet, at).map(usize::from) else {
            break;
        };
        at += 2;
        let Some(bytes) = sheet.get(at..(at + length).min(sheet.len())) else {
            break;
        };
        styles.push(style(bytes, base_length));
        at += length;
    }
    Some(styles)
}

fn style(bytes: &[u8], base_length: usize) -> Option<RawStyle> {
    let built_in = u16_at(bytes, 0)? & 0x0FFF;
    let second = u16_at(bytes, 2)?;
    let kind = second & 0x000F;
    let changes = usize::from(u16_at(bytes, 4)? & 0x000F);
    let length = usize::from(u16_at(bytes, base_length)?);
    let mut at = base_length + 2;
    let name = (0..length).map_while(|index| u16_at(bytes, at + 2 * index));
    let name: String = char::decode_utf16(name).map(|c| c.unwrap_or('?')).collect();
    at += 2 * length + 2;
    let mut out = RawStyle {
        // Other names of a style follow after a comma.
        name: name.split(',').next().unwrap_or_default().to_owned(),
        built_in,
        base: second >> 4,
        is_character: kind == 2,
        ..RawStyle::default()
    };
    for index in 0..changes {
        at += at % 2;
        let Some(length) = u16_at(bytes, at).map(usize::from) else {
            break;
        };
        at += 2;
        let Some(list) = bytes.get(at..(at + length).min(bytes.len())) else {
            break;
        };
        match (kind, index) {
            // The first two bytes name the style once more.
            (1, 0) => out.paragraph = list.get(2..).unwrap_or_default().to_vec(),
            (1, 1) | (2, 0) => out.character = character_change(list),
            _ => {}
        }
        at += length;
    }
    Some(out)
}
