//! ODS reader: the cells of the sheets of an OpenDocument spreadsheet, as they are shown.

use std::sync::Arc;

use super::xlsx::too_large;
use super::{COLUMNS, ROWS, Record, Row, Sheet, TEXT_LIMIT};
use crate::input::error::InputError;
use crate::input::package::{self, Package};
use crate::input::xml::{Parser, Tag, Token, decode};
use crate::model::Account;

const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";
/// A row with something in it is repeated at most so often; more is a filled background.
const REPEATED: u32 = 10_000;

/// Whether `bytes` are a zip package that says it is a spreadsheet.
#[must_use]
pub fn sniff(bytes: &[u8]) -> bool {
    package::kind(bytes).is_some_and(|kind| kind.starts_with(KIND))
}

/// Gives the records of all sheets to `take`.
///
/// # Errors
/// Where the file is damaged, encrypted or too large, or no sheet has a column of texts.
pub fn read(bytes: &[u8], take: impl FnMut(Record)) -> Result<Account, InputError> {
    super::records(sheets(bytes)?, take)
}

/// The sheets of a spreadsheet.
///
/// # Errors
/// Where the file is damaged, encrypted or too large.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, InputError> {
    let mut package = Package::open(bytes)?;
    let Some(content) = package.part("content.xml")? else {
        return Err(InputError::damaged("content.xml", "it is not there"));
    };
    if let Some(manifest) = package.part("META-INF/manifest.xml")?
        && decode(&manifest).contains("encryption-data")
    {
        return Err(InputError::Encrypted);
    }
    let content = decode(&content);
    let mut parser = Parser::new(&content, "content.xml");
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut left = TEXT_LIMIT;
    let mut number = 0_u32;
    let (mut row, mut times, mut column) = (Row::default(), 1, 0_usize);
    let mut row_depth = 0;
    while let Some(token) = parser.token()? {
        match token {
            Token::Open(tag) => match tag.name() {
                "table" => {
                    let name = tag.attribute("name").unwrap_or_default();
                    sheets.push(Sheet {
                        name,
                        rows: Vec::new(),
                    });
                    number = 0;
                }
                "table-row" => {
                    row = Row {
                        number: number.saturating_add(1),
                        cells: Vec::new(),
                    };
                    times = count(&tag, "number-rows-repeated");
                    column = 0;
                    row_depth = parser.depth();
                }
                "table-cell" | "covered-table-cell" => {
                    let repeated = count(&tag, "number-columns-repeated") as usize;
                    let told = value(&tag);
                    let text = paragraphs(&mut parser)?;
                    let text: Arc<str> = told.unwrap_or(text).into();
                    if !text.trim().is_empty() {
                        for column in column..column.saturating_add(repeated).min(COLUMNS) {
                            left = left.checked_sub(text.len() as u64).ok_or_else(too_large)?;
                            row.cells.push((column, Arc::clone(&text)));
                        }
                    }
                    column = column.saturating_add(repeated);
                }
                _ => {}
            },
            Token::Close if row_depth > 0 && parser.depth() < row_depth => {
                row_depth = 0;
                let first = number;
                number = number.saturating_add(times);
                let row = std::mem::take(&mut row);
                let Some(sheet) = sheets.last_mut() else {
                    continue;
                };
                if row.cells.is_empty() || first >= ROWS {
                    continue;
                }
                let length: usize = row.cells.iter().map(|(_, text)| text.len() + 32).sum();
                for again in 0..times.min(REPEATED) {
                    if again > 0 {
                        left = left.checked_sub(length as u64).ok_or_else(too_large)?;
                    }
                    sheet.rows.push(Row {
                        number: row.number.saturating_add(again),
                        cells: row.cells.clone(),
                    });
                }
            }
            _ => {}
        }
    }
    Ok(sheets)
}

fn count(tag: &Tag<'_>, name: &str) -> u32 {
    let told = tag.attribute(name).and_then(|count| count.parse().ok());
    told.unwrap_or(1).max(1)
}

/// The value of a cell that is shown otherwise than it is: a date in full.
fn value(tag: &Tag<'_>) -> Option<String> {
    match &*tag.attribute("value-type")? {
        "date" => tag.attribute("date-value"),
        _ => None,
    }
}

/// The paragraphs of a cell, a line each, without its comments.
fn paragraphs(parser: &mut Parser<'_>) -> Result<String, InputError> {
    let outside = parser.depth() - 1;
    let mut text = String::new();
    let mut inside = 0;
    while parser.depth() > outside {
        let Some(token) = parser.token()? else { break };
        match token {
            Token::Open(tag) => match tag.name() {
                "annotation" => parser.skip()?,
                "p" | "h" => {
                    if !text.is_empty() {
                        text.push('\n');
                    }
                    inside = parser.depth();
                }
                "s" => {
                    let spaces = count(&tag, "c") as usize;
                    text.extend(std::iter::repeat_n(' ', spaces.min(100)));
                }
                "tab" => text.push('\t'),
                "line-break" => text.push('\n'),
                _ => {}
            },
            Token::Close if parser.depth() < inside => inside = 0,
            Token::Text(piece) if inside > 0 => text.push_str(&piece),
            _ => {}
        }
    }
    Ok(text)
}
