//! Delimited text: CSV and TSV, with commas, semicolons, tabs or bars between the cells.
//!
//! What stands between the cells is told by trying; line ends may be CR, LF or both, and a quoted
//! cell may hold line breaks.

use csv::{ReaderBuilder, StringRecord};

use super::{COLUMNS, Record, Row};
use crate::input::encoding::decode;
use crate::input::error::InputError;
use crate::input::fields::may_be_text;
use crate::model::Account;

/// How much of a file is looked at to tell whether it is a table.
const BEGINNING: usize = 64 << 10;
/// Rows that are looked at for that.
const LOOKED_AT: usize = 40;
const DELIMITERS: [u8; 4] = *b",;\t|";

/// Whether `bytes` begin as a table with a header does: short names, then rows of as many cells.
#[must_use]
pub fn sniff(bytes: &[u8]) -> bool {
    if bytes.trim_ascii_start().starts_with(b"{") || bytes.trim_ascii_start().starts_with(b"[") {
        return false;
    }
    let beginning = decode(&bytes[..bytes.len().min(BEGINNING)]);
    delimiter(&beginning.text, beginning.text.len() * 2 < bytes.len()).is_some()
}

/// Gives the records of a table to `take`.
///
/// # Errors
/// Where it is no table with a header, or has no column of texts.
pub fn read(bytes: &[u8], take: impl FnMut(Record)) -> Result<Account, InputError> {
    let decoded = decode(bytes);
    let beginning = decoded.text.len().min(BEGINNING);
    let beginning = decoded.text.floor_char_boundary(beginning);
    let cut = beginning < decoded.text.len();
    let Some(delimiter) = delimiter(&decoded.text[..beginning], cut) else {
        return Err(InputError::NotThisFormat {
            format: "a table with a header (CSV)".to_owned(),
        });
    };
    let mut reader = reader(&decoded.text, delimiter);
    let mut record = StringRecord::new();
    let mut counted = (0, 1);
    let rows = std::iter::from_fn(|| {
        if !reader.read_record(&mut record).unwrap_or_default() {
            return None;
        }
        // Lines are counted here, as the parser takes only one sort of line end for such.
        let start = record.position().map_or(0, |place| place.byte());
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        let mut start = decoded.text.floor_char_boundary(start);
        // The parser ends a row with the first of CR LF.
        start += usize::from(decoded.text.as_bytes().get(start) == Some(&b'\n'));
        counted.1 += line_ends(decoded.text.get(counted.0..start).unwrap_or_default());
        counted.0 = start.max(counted.0);
        let cells = record.iter().enumerate().take(COLUMNS);
        let cells = cells.filter(|(_, text)| !text.trim().is_empty());
        Some(Row {
            number: counted.1,
            cells: cells.map(|(column, text)| (column, text.into())).collect(),
        })
    });
    super::rows(rows, take)
}

fn line_ends(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let ends = |(at, byte): (usize, &u8)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    let count = bytes.iter().enumerate().filter(|it| ends(*it)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// What stands between the cells of a table that begins like this; `None` where it is no table.
/// Where it is cut off, its last row is not judged.
fn delimiter(beginning: &str, cut: bool) -> Option<u8> {
    let fit = |delimiter: &u8| {
        let mut rows: Vec<StringRecord> = reader(beginning, *delimiter)
            .into_records()
            .take(LOOKED_AT + 1)
            .map_while(Result::ok)
            .collect();
        if rows.len() > LOOKED_AT || (cut && rows.len() > 2) {
            rows.pop();
        }
        let (header, rows) = rows.split_first()?;
        let width = header.len();
        let name = |cell: &str| {
            let cell = cell.trim();
            !cell.is_empty()
                && cell.chars().count() <= 60
                && !cell.ends_with(['.', ';', ':', ','])
                && cell.split_whitespace().count() <= 8
        };
        let names = header.iter().filter(|cell| name(cell)).count();
        let known = header.iter().any(may_be_text);
        let alike = rows.iter().filter(|row| row.len() == width).count();
        // A text has commas too, but not as many in each line; without a known name there must be
        // more to show that it is none.
        let (columns, rows_needed) = if known { (2, 1) } else { (3, 3) };
        let is_table = width >= columns
            && names * 10 >= width * 8
            && rows.len() >= rows_needed
            && alike * 10 >= rows.len() * 9;
        is_table.then_some(width)
    };
    let fits = DELIMITERS.iter().filter_map(|it| Some((fit(it)?, *it)));
    fits.max_by_key(|(width, _)| *width)
        .map(|(_, delimiter)| delimiter)
}
