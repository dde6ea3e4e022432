//! XLS reader (Excel 5 to 2003): the cells of the sheets of a workbook, as they are shown.
//!
//! A workbook is one stream of records in a compound file: first what holds for all sheets (their
//! names, the strings that they share, formats), then each sheet. Only cells that are there are
//! held, whatever size a sheet claims.

use std::collections::HashMap;
use std::sync::Arc;

use encoding_rs::Encoding;

use super::xlsx::{Shown, built_in, moment, number, shown, too_large};
use super::{COLUMNS, Record, Row, Sheet, TEXT_LIMIT};
use crate::input::compound_file::{CompoundFile, u16_at, u32_at};
use crate::input::error::InputError;
use crate::model::Account;

/// Numbers of the records that are read.
mod record {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const END: u16 = 0x000A;
    pub(super) const FROM_1904: u16 = 0x0022;
    pub(super) const ENCRYPTED: u16 = 0x002F;
    pub(super) const CONTINUE: u16 = 0x003C;
    pub(super) const CODE_PAGE: u16 = 0x0042;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const NUMBERS: u16 = 0x00BD;
    pub(super) const RICH_LABEL: u16 = 0x00D6;
    pub(super) const STYLE: u16 = 0x00E0;
    pub(super) const STRINGS: u16 = 0x00FC;
    pub(super) const SHARED_LABEL: u16 = 0x00FD;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const LABEL: u16 = 0x0204;
    pub(super) const TRUTH: u16 = 0x0205;
    pub(super) const STRING: u16 = 0x0207;
    pub(super) const SHORT_NUMBER: u16 = 0x027E;
    pub(super) const FORMAT: u16 = 0x041E;
    pub(super) const BEGIN: u16 = 0x0809;
}

/// Names of the stream, by version.
const STREAMS: [&str; 2] = ["Workbook", "Book"];

/// Whether `bytes` are a compound file with a workbook in it.
#[must_use]
pub fn sniff(bytes: &[u8]) -> bool {
    CompoundFile::open(bytes).is_ok_and(|file| STREAMS.iter().any(|name| file.has(name)))
}

/// Gives the records of all sheets to `take`.
///
/// # Errors
/// Where the file is damaged, encrypted or too large, or no sheet has a column of texts.
pub fn read(bytes: &[u8], take: impl FnMut(Record)) -> Result<Account, InputError> {
    super::records(sheets(bytes)?, take)
}

/// The sheets of a workbook.
///
/// # Errors
/// Where the file is damaged, encrypted or too large.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, InputError> {
    let file = CompoundFile::open(bytes)?;
    let stream = STREAMS.iter().find_map(|name| file.stream(name));
    let Some(stream) = stream else {
        return Err(InputError::NotThisFormat {
            format: "a spreadsheet (.xls)".to_owned(),
        });
    };
    let mut reader = Reader {
        stream: &stream,
        old: false,
        encoding: encoding_rs::WINDOWS_1252,
        from_1904: false,
        strings: Vec::new(),
        formats: HashMap::new(),
        styles: Vec::new(),
        left: TEXT_LIMIT,
    };
    let places = reader.globals()?;
    let mut sheets = Vec::new();
    for (name, place) in places {
        let rows = reader.rows(place)?;
        sheets.push(Sheet { name, rows });
    }
    Ok(sheets)
}

struct Reader<'a> {
    stream: &'a [u8],
    /// Whether strings are in a code page, as before Excel 97.
    old: bool,
    encoding: &'static Encoding,
    from_1904: bool,
    strings: Vec<Arc<str>>,
    formats: HashMap<u16, Option<Shown>>,
    /// For each style the number of its format.
    styles: Vec<u16>,
    /// Bytes of text that may still come.
    left: u64,
}

/// The records of a stream from a place on, with their numbers.
fn records(stream: &[u8], mut at: usize) -> impl Iterator<Item = (u16, &[u8], usize)> {
    std::iter::from_fn(move || {
        let number = u16_at(stream, at)?;
        let length = usize::from(u16_at(stream, at + 2)?);
        let start = at + 4;
        let content = stream.get(start..(start + length).min(stream.len()))?;
        at = start + length;
        Some((number, content, at))
    })
}

impl<'a> Reader<'a> {
    /// Reads what holds for all sheets; gives their names and places.
    fn globals(&mut self) -> Result<Vec<(String, usize)>, InputError> {
        let mut sheets = Vec::new();
        for (number, content, after) in records(self.stream, 0) {
            match number {
                record::BEGIN => {
                    self.old = u16_at(content, 0).is_some_and(|version| version < 0x0600)
                }
                record::ENCRYPTED => return Err(InputError::Encrypted),
                record::END => break,
                record::CODE_PAGE => self.encoding = code_page(u16_at(content, 0).unwrap_or(1252)),
                record::FROM_1904 => self.from_1904 = u16_at(content, 0) == Some(1),
                record::SHEET => {
                    // Charts and macros are sheets too.
                    let is_table = content.get(5) == Some(&0);
                    if let Some(place) = u32_at(content, 0).filter(|_| is_table) {
                        let name = content.get(6..).unwrap_or_default();
                        let name = self.string(name, true).unwrap_or_default();
                        sheets.push((name, place as usize));
                    }
                }
                record::FORMAT => {
                    let code = content
                        .get(2..)
                        .and_then(|code| self.string(code, self.old));
                    if let (Some(format), Some(code)) = (u16_at(content, 0), code) {
                        self.formats.insert(format, shown(&code));
                    }
                }
                record::STYLE => self.styles.push(u16_at(content, 2).unwrap_or_default()),
                record::STRINGS => self.strings = self.shared_strings(content, after)?,
                _ => {}
            }
        }
        Ok(sheets)
    }

    /// A string with its length before it, in one byte if `short`.
    fn string(&self, bytes: &[u8], short: bool) -> Option<String> {
        let (length, rest) = if short {
            (usize::from(*bytes.first()?), bytes.get(1..)?)
        } else {
            (usize::from(u16_at(bytes, 0)?), bytes.get(2..)?)
        };
        if self.old {
            let (text, _, _) = self.encoding.decode(&rest[..rest.len().min(length)]);
            return Some(text.into_owned());
        }
        let (flags, rest) = rest.split_first()?;
        let units: Vec<u16> = if flags & 1 == 0 {
            rest.iter()
                .take(length)
                .map(|byte| u16::from(*byte))
                .collect()
        } else {
            let units = rest.chunks_exact(2).take(length);
            units.filter_map(|two| u16_at(two, 0)).collect()
        };
        Some(String::from_utf16_lossy(&units))
    }

    /// The strings that cells share, which go on over further records.
    fn shared_strings(&self, first: &'a [u8], after: usize) -> Result<Vec<Arc<str>>, InputError> {
        let more =
            records(self.stream, after).take_while(|(number, ..)| *number == record::CONTINUE);
        let mut source = Pieces {
            pieces: std::iter::once(first)
                .chain(more.map(|(_, content, _)| content))
                .collect(),
            piece: 0,
            at: 8,
        };
        let mut strings = Vec::new();
        let mut length = 0;
        while let Some(text) = source.string() {
            length += text.len() as u64;
            if length > TEXT_LIMIT {
                return Err(too_large());
            }
            strings.push(text.into());
        }
        Ok(strings)
    }

    fn rows(&mut self, place: usize) -> Result<Vec<Row>, InputError> {
        let mut rows: Vec<Row> = Vec::new();
        let mut depth = 0;
        // A formula whose result is a string has it in the record that follows.
        let mut waiting: Option<(u16, u16)> = None;
        for (number, content, _) in records(self.stream, place) {
            match number {
                record::BEGIN => depth += 1,
                record::END => {
                    depth -= 1;
                    if depth <= 0 {
                        break;
                    }
                }
                // A chart within the sheet.
                _ if depth != 1 => {}
                record::STRING => {
                    if let (Some((row, column)), Some(text)) =
                        (waiting.take(), self.string(content, false))
                    {
                        self.put(&mut rows, row, column, text.into())?;
                    }
                }
                record::NUMBERS => {
                    let (Some(row), Some(first)) = (u16_at(content, 0), u16_at(content, 2)) else {
                        continue;
                    };
                    let cells = content
                        .get(4..content.len().saturating_sub(2))
                        .unwrap_or_default();
                    for (column, cell) in (first..).zip(cells.chunks_exact(6)) {
                        if let (Some(style), Some(short)) = (u16_at(cell, 0), u32_at(cell, 2)) {
                            let text = self.shown(short_number(short), style);
                            self.put(&mut rows, row, column, text.into())?;
                        }
                    }
                }
                _ => {
                    let (Some(row), Some(column), Some(style)) =
                        (u16_at(content, 0), u16_at(content, 2), u16_at(content, 4))
                    else {
                        continue;
                    };
                    if let Some(text) = self.cell(number, content, style) {
                        self.put(&mut rows, row, column, text)?;
                    } else if number == record::FORMULA {
                        waiting = Some((row, column));
                    }
                }
            }
        }
        for row in &mut rows {
            row.cells.sort_by_key(|(column, _)| *column);
            row.cells.dedup_by_key(|(column, _)| *column);
        }
        Ok(rows)
    }

    fn cell(&self, number: u16, content: &[u8], style: u16) -> Option<Arc<str>> {
        let rest = content.get(6..)?;
        match number {
            record::SHARED_LABEL => self.strings.get(u32_at(rest, 0)? as usize).cloned(),
            record::LABEL | record::RICH_LABEL => self.string(rest, false).map(Into::into),
            record::NUMBER => Some(self.shown(double(rest)?, style).into()),
            record::SHORT_NUMBER => Some(self.shown(short_number(u32_at(rest, 0)?), style).into()),
            record::TRUTH => match (rest.first()?, rest.get(1)?) {
                (1, 0) => Some("TRUE".into()),
                (0, 0) => Some("FALSE".into()),
                _ => None,
            },
            // A result that is no number begins with its kind and ends with two full bytes.
            record::FORMULA if u16_at(rest, 6)? == 0xFFFF => match (rest.first()?, rest.get(2)?) {
                (1, 0) => Some("FALSE".into()),
                (1, _) => Some("TRUE".into()),
                _ => None,
            },
            record::FORMULA => Some(self.shown(double(rest)?, style).into()),
            _ => None,
        }
    }

    fn shown(&self, value: f64, style: u16) -> String {
        let format = self
            .styles
            .get(usize::from(style))
            .copied()
            .unwrap_or_default();
        let own = self.formats.get(&format).copied();
        let shown = own.unwrap_or_else(|| built_in(u32::from(format)));
        let date = shown.and_then(|shown| moment(value, shown, self.from_1904));
        date.unwrap_or_else(|| number(value))
    }

    fn put(
        &mut self,
        rows: &mut Vec<Row>,
        row: u16,
        column: u16,
        text: Arc<str>,
    ) -> Result<(), InputError> {
        if text.trim().is_empty() || usize::from(column) >= COLUMNS {
            return Ok(());
        }
        self.left = self
            .left
            .checked_sub(text.len() as u64)
            .ok_or_else(too_large)?;
        let (number, column) = (u32::from(row) + 1, usize::from(column));
        match rows.last_mut() {
            Some(last) if last.number == number => last.cells.push((column, text)),
            _ => rows.push(Row {
                number,
                cells: vec![(column, text)],
            }),
        }
        Ok(())
    }
}

/// Records that are read as one.
struct Pieces<'a> {
    pieces: Vec<&'a [u8]>,
    piece: usize,
    at: usize,
}

impl Pieces<'_> {
    fn left(&self) -> usize {
        let piece = self.pieces.get(self.piece);
        piece.map_or(0, |piece| piece.len().saturating_sub(self.at))
    }

    /// Goes on to the next piece where this one is at its end.
    fn turn(&mut self) -> bool {
        while self.left() == 0 {
            self.piece += 1;
            self.at = 0;
            if self.piece >= self.pieces.len() {
                return false;
            }
        }
        true
    }

    fn byte(&mut self) -> Option<u8> {
        if !self.turn() {
            return None;
        }
        let byte = self.pieces[self.piece][self.at];
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self, bytes: usize) -> Option<u32> {
        (0..bytes).try_fold(0, |sum, at| Some(sum | u32::from(self.byte()?) << (8 * at)))
    }

    fn skip(&mut self, mut count: usize) {
        while count > 0 && self.turn() {
            let step = self.left().min(count);
            self.at += step;
            count -= step;
        }
    }

    fn string(&mut self) -> Option<String> {
        let mut left = self.number(2)? as usize;
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 {
            self.number(2)? as usize
        } else {
            0
        };
        let more = if flags & 4 != 0 {
            self.number(4)? as usize
        } else {
            0
        };
        let mut wide = flags & 1 != 0;
        let mut units = Vec::with_capacity(left.min(self.left()));
        while left > 0 {
            if self.left() == 0 {
                // Where a string goes on in the next piece, it says anew how wide its letters are.
                wide = self.byte()? & 1 != 0;
            }
            units.push(u16::try_from(self.number(if wide { 2 } else { 1 })?).ok()?);
            left -= 1;
        }
        self.skip(4 * runs);
        self.skip(more);
        Some(String::from_utf16_lossy(&units))
    }
}

fn double(bytes: &[u8]) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.get(..8)?.try_into().ok()?))
}

/// A number that was kept in four bytes.
fn short_number(short: u32) -> f64 {
    let value = if short & 2 != 0 {
        f64::from(short.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(short & 0xFFFF_FFFC) << 32)
    };
    if short & 1 != 0 { value / 100.0 } else { value }
}

fn code_page(number: u16) -> &'static Encoding {
    match number {
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1253 => encoding_rs::WINDOWS_1253,
        1254 => encoding_rs::WINDOWS_1254,
        1255 => encoding_rs::WINDOWS_1255,
        1256 => encoding_rs::WINDOWS_1256,
        932 => encoding_rs::SHIFT_JIS,
        936 => encoding_rs::GBK,
        949 => encoding_rs::EUC_KR,
        950 => encoding_rs::BIG5,
        10000 => encoding_rs::MACINTOSH,
        _ => encoding_rs::WINDOWS_1252,
    }
}
