//! Automatic numbering of a Word document (97 to 2003): the number of each paragraph as a reader
//! sees it, from the tables of lists (LST) and of their uses (LFO).

use std::collections::{HashMap, HashSet};

use crate::input::compound_file::{u16_at, u32_at};
use crate::input::numerals::NumberFormat;

const LEVELS: usize = 9;
/// Lists beyond this are not read.
const LIST_LIMIT: usize = 1 << 16;

/// A level of a list.
#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: NumberFormat,
    bullet: bool,
    /// All numbers in it are printed in digits.
    legal: bool,
    /// It starts anew only below a new number of one of so many levels above; `None`: of any.
    restart: Option<u8>,
    /// What is printed, UTF-16; a number below 9 stands for the counter of that level.
    text: Vec<u16>,
}

#[derive(Debug, Default)]
struct List {
    levels: Vec<Level>,
}

/// A use of a list, with what it changes.
#[derive(Debug, Default)]
struct Use {
    list: u32,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

/// All lists, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    lists: HashMap<u32, List>,
    uses: Vec<Use>,
    counters: HashMap<u32, [Option<u32>; LEVELS]>,
    begun: HashSet<(usize, usize)>,
}

/// What numbering does to a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbered {
    /// As printed; `None` for bullets, and where nothing is printed.
    pub(super) label: Option<String>,
    pub(super) bullet: bool,
}

impl Lists {
    /// Reads the tables of lists and of uses; the levels of the first stand behind it, so `lists`
    /// goes on to the end of the stream.
    pub(super) fn read(lists: &[u8], uses: &[u8]) -> Self {
        let mut out = Self::default();
        out.read_lists(lists);
        out.read_uses(uses);
        out
    }

    fn read_lists(&mut self, bytes: &[u8]) -> Option<()> {
        const ENTRY: usize = 28;
        let count = usize::from(u16_at(bytes, 0)?).min(LIST_LIMIT);
        let mut at = 2 + ENTRY * count;
        for index in 0..count {
            let entry = bytes.get(2 + ENTRY * index..)?;
            let id = u32_at(entry, 0)?;
            let simple = entry.get(26)? & 1 != 0;
            let mut list = List::default();
            for _ in 0..if simple { 1 } else { LEVELS } {
                let (level, length) = level(bytes.get(at..)?)?;
                list.levels.push(level);
                at += length;
            }
            self.lists.insert(id, list);
        }
        Some(())
    }

    fn read_uses(&mut self, bytes: &[u8]) -> Option<()> {
        const ENTRY: usize = 16;
        let count = (u32_at(bytes, 0)? as usize).min(LIST_LIMIT);
        let mut changes = Vec::new();
        for index in 0..count {
            let entry = bytes.get(4 + ENTRY * index..)?;
            self.uses.push(Use {
                list: u32_at(entry, 0)?,
                ..Use::default()
            });
            changes.push(*entry.get(12)?);
        }
        let mut at = 4 + ENTRY * count;
        for (index, changes) in changes.into_iter().enumerate() {
            // Each begins with a place that nobody uses.
            at += 4;
            for _ in 0..changes {
                let start = u32_at(bytes, at)?;
                let flags = u32_at(bytes, at + 4)?;
                at += 8;
                let place = (flags & 0xF) as usize;
                let mut changed = None;
                if flags & 0x20 != 0 {
                    let (level, length) = level(bytes.get(at..)?)?;
                    changed = Some(level);
                    at += length;
                }
                if place < LEVELS {
                    let use_ = &mut self.uses[index];
                    if flags & 0x10 != 0 {
                        let own = changed.as_ref().map(|level| level.start);
                        use_.starts[place] = Some(own.unwrap_or(start));
                    }
                    use_.levels[place] = changed;
                }
            }
        }
        Some(())
    }

    /// Counts a paragraph of use `number` (from 1) at `level`, and says what stands before it.
    pub(super) fn number(&mut self, number: i16, level: u8) -> Option<Numbered> {
        let use_at = usize::try_from(number).ok()?.checked_sub(1)?;
        let use_ = self.uses.get(use_at)?;
        let list = self.lists.get(&use_.list)?;
        let at = usize::from(level).min(LEVELS - 1);
        let level_at = |at: usize| use_.levels[at].as_ref().or_else(|| list.levels.get(at));
        let start = |at: usize| {
            let own = level_at(at).map_or(1, |level| level.start);
            use_.starts[at].unwrap_or(own)
        };
        let level = level_at(at)?;
        let counters = self.counters.entry(use_.list).or_default();
        if use_.starts[at].is_some() && self.begun.insert((use_at, at)) {
            counters[at] = None;
        }
        counters[at] = Some(counters[at].map_or(start(at), |count| count.saturating_add(1)));
        for (below, counter) in counters.iter_mut().enumerate().skip(at + 1) {
            let restarts = match level_at(below).and_then(|level| level.restart) {
                None => true,
                Some(above) => usize::from(above) > at,
            };
            if restarts {
                *counter = None;
            }
        }
        if level.bullet {
            return Some(Numbered {
                label: None,
                bullet: true,
            });
        }
        let mut label = String::new();
        for c in char::decode_utf16(level.text.iter().copied()) {
            let Ok(c) = c else { continue };
            match u32::from(c) {
                shown @ 0..=8 => {
                    let shown = shown as usize;
                    let format =
                        level_at(shown).map_or(NumberFormat::Decimal, |level| level.format);
                    let format = match format {
                        NumberFormat::None => format,
                        _ if level.legal => NumberFormat::Decimal,
                        _ => format,
                    };
                    label.push_str(&format.write(counters[shown].unwrap_or_else(|| start(shown))));
                }
                _ => label.push(c),
            }
        }
        let label = label.trim();
        Some(Numbered {
            label: (!label.is_empty()).then(|| label.to_owned()),
            bullet: false,
        })
    }
}

/// Reads a level, and its length in bytes.
fn level(bytes: &[u8]) -> Option<(Level, usize)> {
    const HEADER: usize = 28;
    let flags = *bytes.get(5)?;
    let (characters, paragraph) = (*bytes.get(24)?, *bytes.get(25)?);
    let text_at = HEADER + usize::from(characters) + usize::from(paragraph);
    let length = usize::from(u16_at(bytes, text_at)?);
    let text = (0..length).map(|index| u16_at(bytes, text_at + 2 + 2 * index));
    let code = *bytes.get(4)?;
    let level = Level {
        start: u32_at(bytes, 0)?,
        format: format(code),
        bullet: code == 23,
        legal: flags & 0x04 != 0,
        restart: (flags & 0x08 != 0).then(|| bytes[26]),
        text: text.collect::<Option<_>>()?,
    };
    Some((level, text_at + 2 + 2 * length))
}

/// The format of numbers of this code.
pub(super) fn format(code: u8) -> NumberFormat {
    match code {
        1 => NumberFormat::UpperRoman,
        2 => NumberFormat::LowerRoman,
        3 => NumberFormat::UpperLetter,
        4 => NumberFormat::LowerLetter,
        5 => NumberFormat::Ordinal,
        14 | 19 => NumberFormat::FullWidth,
        18 => NumberFormat::Circled,
        22 => NumberFormat::DecimalZero,
        23 | 255 => NumberFormat::None,
        10 | 11 | 33 | 35 | 36 | 37 | 38 | 39 => NumberFormat::Chinese,
        46 => NumberFormat::ArabicAlphabet,
        48 => NumberFormat::ArabicAbjad,
        51 => NumberFormat::HindiDigits,
        58 => NumberFormat::LowerRussian,
        59 => NumberFormat::UpperRussian,
        _ => NumberFormat::Decimal,
    }
}
