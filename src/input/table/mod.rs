//! Tables: rows of cells with a header above them, to records.
//!
//! Every format of tables gives [`Row`]s; here the header is found, the columns are mapped
//! ([`super::fields`]), and each row with a text becomes a record.

mod delimited;
mod ods;
mod xls;
mod xlsx;

pub use delimited::{read as read_delimited, sniff as is_delimited};
pub use ods::{read as read_ods, sniff as is_ods};
pub use xls::{read as read_xls, sniff as is_xls};
pub use xlsx::{read as read_xlsx, sniff as is_xlsx};

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::error::{InputError, one_line};
use super::fields::{Mapping, may_be_text};
use crate::model::{Account, Destination, Fields};

/// Rows among which the header is looked for.
const HEADER_ROWS: usize = 20;
/// Rows by which columns are judged.
const SAMPLE: usize = 200;
/// Most bytes of text that a table may hold, whatever is said once and used often counted each
/// time.
pub(super) const TEXT_LIMIT: u64 = 256 << 20;
/// Columns of a sheet, as spreadsheets allow.
pub(super) const COLUMNS: usize = 1 << 14;
/// Rows of a sheet, as spreadsheets allow.
pub(super) const ROWS: u32 = 1 << 20;
/// A cell of a header is not longer than this, in characters.
const NAME_LENGTH: usize = 100;

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Which row or line of its sheet, counted from 1.
    pub number: u32,
    /// The cells that hold something, from left to right, each with its column counted from 0.
    pub cells: Vec<(usize, Arc<str>)>,
}

/// A sheet of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its rows that hold something.
    pub rows: Vec<Row>,
}

/// A record as a table or an export gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Where it stands: the row of its sheet, or the line of its file, counted from 1.
    pub line: u32,
    /// Its fields, in the names that the reader of records knows; what stands in a row without a text
    /// is there as `cells` alone.
    pub fields: Fields,
}

/// Gives the records of a workbook to `take`, one sheet after another, and then the account of its
/// cells. Of sheets without texts no more is told than that.
///
/// # Errors
/// Where no sheet has a column of texts, or the texts are too much.
pub fn records(sheets: Vec<Sheet>, mut take: impl FnMut(Record)) -> Result<Account, InputError> {
    let several = sheets.len() > 1;
    let (mut found, mut columns) = (None::<Account>, String::new());
    let mut passed_over: Vec<(String, u64)> = Vec::new();
    for sheet in sheets {
        let cells = sheet.rows.iter().map(|row| row.cells.len() as u64).sum();
        let name = several.then_some(&*sheet.name);
        match table(sheet.rows.into_iter(), name, &mut take) {
            Ok(account) => found.get_or_insert_with(Account::of_cells).merge(&account),
            Err(NoTexts(names)) => {
                passed_over.push((sheet.name, cells));
                if columns.is_empty() {
                    columns = names;
                }
            }
        }
    }
    if let Some(mut account) = found {
        for (name, cells) in passed_over.into_iter().filter(|(_, cells)| *cells > 0) {
            account.count(Destination::Unread, cells);
            let said = format!("the sheet {name}: no column of it holds texts");
            take(Record {
                line: 1,
                fields: [("cells".to_owned(), said.into())].into_iter().collect(),
            });
        }
        Ok(account)
    } else {
        Err(no_texts(&columns))
    }
}

/// Gives the records of the rows of one table to `take`, and then the account of its cells.
///
/// # Errors
/// Where it has no column of texts.
pub fn rows(
    rows: impl Iterator<Item = Row>,
    mut take: impl FnMut(Record),
) -> Result<Account, InputError> {
    table(rows, None, &mut take).map_err(|NoTexts(names)| no_texts(&names))
}

/// A table has no column of texts; the names of those that it has.
struct NoTexts(String);

fn no_texts(columns: &str) -> InputError {
    let columns = one_line(columns);
    InputError::NoText {
        why: if columns.is_empty() {
            "the table has no header with the names of its columns".to_owned()
        } else {
            format!("no column of the table holds texts, of these: {columns}")
        },
    }
}

fn table(
    mut rows: impl Iterator<Item = Row>,
    sheet: Option<&str>,
    take: &mut impl FnMut(Record),
) -> Result<Account, NoTexts> {
    let sample: Vec<Row> = rows
        .by_ref()
        .filter(|row| !row.cells.is_empty())
        .take(SAMPLE)
        .collect();
    let header = header(&sample).ok_or_else(|| NoTexts(String::new()))?;
    let names = names(&sample[header]);
    let list: Vec<&str> = names.iter().flatten().map(String::as_str).collect();
    let columns: Vec<usize> = (0..names.len()).filter(|at| names[*at].is_some()).collect();
    let values = |row: &Row| -> Vec<Cow<'_, str>> {
        let cell = |column: &usize| {
            let found = row.cells.binary_search_by_key(column, |(at, _)| *at);
            found.map_or(Cow::Borrowed(""), |at| {
                Cow::Owned(row.cells[at].1.to_string())
            })
        };
        columns.iter().map(cell).collect()
    };
    let mapping = Mapping::new(&list, sample[header + 1..].iter().map(values))
        .ok_or_else(|| NoTexts(list.join(", ")))?;
    let cells = |row: &Row| -> Vec<(String, Value)> {
        let cell = |(column, text): &(usize, Arc<str>)| {
            let name = names.get(*column).cloned().flatten();
            let name = name.unwrap_or_else(|| format!("column {}", column + 1));
            (name, Value::from(text.trim()))
        };
        row.cells.iter().map(cell).collect()
    };
    let mut account = Account::of_cells();
    for (at, row) in sample.into_iter().chain(rows).enumerate() {
        let count = row.cells.len() as u64;
        if at == header {
            account.count(Destination::ColumnName, count);
            continue;
        }
        let mapped = match at > header {
            true => mapping.record(cells(&row), &mut account),
            false => {
                account.count(Destination::Unread, count);
                None
            }
        };
        let said = || row.cells.iter().map(|(_, text)| text.trim());
        let mut fields = mapped.unwrap_or_else(|| {
            let said = said().collect::<Vec<_>>().join(" | ");
            [("cells".to_owned(), said.into())].into_iter().collect()
        });
        if let Some(sheet) = sheet {
            fields.entry("sheet").or_insert_with(|| Value::from(sheet));
        }
        take(Record {
            line: row.number,
            fields,
        });
    }
    Ok(account)
}

/// Which row is the header: the first with a known name of a text column, else the first that is as
/// wide as most, of short cells.
fn header(rows: &[Row]) -> Option<usize> {
    let rows = &rows[..rows.len().min(HEADER_ROWS)];
    let short = |row: &Row| {
        let name = |(_, text): &(usize, Arc<str>)| text.chars().count() <= NAME_LENGTH;
        row.cells.iter().all(name)
    };
    let named = |row: &Row| row.cells.iter().any(|(_, text)| may_be_text(text));
    let widest = rows.iter().map(|row| row.cells.len()).max()?;
    let wide = |row: &Row| row.cells.len() >= 2 && row.cells.len() * 2 > widest;
    let first = |fits: &dyn Fn(&Row) -> bool| rows.iter().position(|row| short(row) && fits(row));
    first(&named).or_else(|| first(&wide))
}

/// The names of the columns of a header, each different from the others; `None` where a column has
/// none.
fn names(header: &Row) -> Vec<Option<String>> {
    let width = header.cells.last().map_or(0, |(column, _)| column + 1);
    let mut names: Vec<Option<String>> = vec![None; width];
    let mut seen = std::collections::HashMap::new();
    for (column, text) in &header.cells {
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let times = seen.entry(name.clone()).or_insert(0_u32);
        *times += 1;
        names[*column] = Some(match times {
            1 => name,
            times => format!("{name} {times}"),
        });
    }
    names
}

#[cfg(test)]
mod tests;
