//! XLSX reader: the cells of the sheets of a workbook, as they are shown.
//!
//! A workbook is a zip package: sheets, the strings that they share, and formats, which tell dates
//! from numbers. Only cells that are there are held, whatever size a sheet claims.

use std::collections::HashMap;
use std::sync::Arc;

use super::{COLUMNS, ROWS, Record, Row, Sheet, TEXT_LIMIT};
use crate::input::error::InputError;
use crate::input::package::{Package, is_zip};
use crate::input::xml::{Parser, Tag, Token, decode};
use crate::model::Account;

const WORKBOOK: &str = "xl/workbook.xml";

/// Whether `bytes` are a zip package with a workbook in it.
#[must_use]
pub fn sniff(bytes: &[u8]) -> bool {
    is_zip(bytes) && Package::open(bytes).is_ok_and(|package| package.has(WORKBOOK))
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
    let mut package = Package::open(bytes)?;
    let Some(workbook) = package.part(WORKBOOK)? else {
        return Err(InputError::NotThisFormat {
            format: "a spreadsheet (.xlsx)".to_owned(),
        });
    };
    let links = package
        .part("xl/_rels/workbook.xml.rels")?
        .unwrap_or_default();
    let links = targets(&decode(&links))?;
    let (names, from_1904) = names(&decode(&workbook))?;
    let strings = package.part("xl/sharedStrings.xml")?.unwrap_or_default();
    let mut reader = Reader {
        strings: shared_strings(&decode(&strings))?,
        dates: match package.part("xl/styles.xml")? {
            Some(styles) => date_styles(&decode(&styles))?,
            None => Vec::new(),
        },
        from_1904,
        left: TEXT_LIMIT,
    };
    let mut sheets = Vec::new();
    for (name, link) in names {
        let Some(target) = links.get(&link) else {
            continue;
        };
        let part = match target.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None => format!("xl/{target}"),
        };
        if let Some(bytes) = package.part(&part)? {
            let rows = reader.rows(&decode(&bytes), &part)?;
            sheets.push(Sheet { name, rows });
        }
    }
    Ok(sheets)
}

/// Targets of the links of a workbook by their ids.
fn targets(text: &str) -> Result<HashMap<String, String>, InputError> {
    let mut targets = HashMap::new();
    let mut parser = Parser::new(text, "workbook.xml.rels");
    while let Some(token) = parser.token()? {
        if let Token::Open(tag) = token
            && let (Some(id), Some(target)) = (tag.attribute("Id"), tag.attribute("Target"))
        {
            targets.insert(id, target);
        }
    }
    Ok(targets)
}

/// Names of the sheets with the ids of their links, and whether dates count from 1904.
fn names(text: &str) -> Result<(Vec<(String, String)>, bool), InputError> {
    let (mut names, mut from_1904) = (Vec::new(), false);
    let mut parser = Parser::new(text, "workbook.xml");
    while let Some(token) = parser.token()? {
        let Token::Open(tag) = token else { continue };
        match tag.name() {
            "sheet" => {
                let name = tag.attribute("name").unwrap_or_default();
                names.extend(tag.attribute("id").map(|link| (name, link)));
            }
            "workbookPr" => {
                let from = tag.attribute("date1904");
                from_1904 = from.is_some_and(|it| it == "1" || it == "true");
            }
            _ => {}
        }
    }
    Ok((names, from_1904))
}

/// The strings that cells share, without their phonetic readings.
fn shared_strings(text: &str) -> Result<Vec<Arc<str>>, InputError> {
    let mut strings = Vec::new();
    let mut parser = Parser::new(text, "sharedStrings.xml");
    while let Some(token) = parser.token()? {
        if let Token::Open(tag) = token
            && tag.name() == "si"
        {
            strings.push(rich_text(&mut parser)?.into());
        }
    }
    Ok(strings)
}

/// The rest of an element that holds text in runs.
fn rich_text(parser: &mut Parser<'_>) -> Result<String, InputError> {
    let outside = parser.depth() - 1;
    let mut text = String::new();
    while parser.depth() > outside {
        let Some(token) = parser.token()? else { break };
        let Token::Open(tag) = token else { continue };
        match tag.name() {
            "t" => text.push_str(&parser.text()?),
            "rPh" => parser.skip()?,
            _ => {}
        }
    }
    Ok(escapes_resolved(text))
}

/// `_x000D_` stands for a control that XML cannot hold.
fn escapes_resolved(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        let code = rest
            .get(at + 2..at + 6)
            .filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        match code
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32)
        {
            Some('\r') => rest = &rest[at + 7..],
            Some(c) => {
                out.push(c);
                rest = &rest[at + 7..];
            }
            None => {
                out.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// For each style of cells how its numbers are shown, where that is as a date.
fn date_styles(text: &str) -> Result<Vec<Option<Shown>>, InputError> {
    let mut custom = HashMap::new();
    let mut styles = Vec::new();
    let mut inside = false;
    let mut parser = Parser::new(text, "styles.xml");
    let number = |tag: &Tag<'_>| -> u32 {
        let id = tag.attribute("numFmtId").and_then(|id| id.parse().ok());
        id.unwrap_or_default()
    };
    while let Some(token) = parser.token()? {
        let Token::Open(tag) = token else { continue };
        match tag.name() {
            "numFmt" => {
                let code = tag.attribute("formatCode").unwrap_or_default();
                custom.insert(number(&tag), shown(&code));
            }
            "cellXfs" => inside = true,
            "cellStyles" | "dxfs" => inside = false,
            "xf" if inside => {
                let id = number(&tag);
                let built_in = || built_in(id);
                styles.push(custom.get(&id).copied().unwrap_or_else(built_in));
            }
            _ => {}
        }
    }
    Ok(styles)
}

/// What of a moment a cell shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    Date,
    Time,
    Both,
}

/// What the format of this number, which every workbook has, shows of a moment.
pub(super) fn built_in(format: u32) -> Option<Shown> {
    match format {
        14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 => Some(Shown::Date),
        18..=21 | 32..=35 | 45..=47 | 55 | 56 => Some(Shown::Time),
        22 => Some(Shown::Both),
        _ => None,
    }
}

/// What a format shows of a moment; `None` where it shows numbers.
pub(super) fn shown(code: &str) -> Option<Shown> {
    let (mut date, mut time) = (false, false);
    let mut signs = code.chars();
    while let Some(sign) = signs.next() {
        match sign.to_ascii_lowercase() {
            '"' => {
                signs.by_ref().find(|sign| *sign == '"');
            }
            '[' => {
                // A colour or a language; `[h]` are hours.
                let inside: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                time |= matches!(
                    &*inside.to_ascii_lowercase(),
                    "h" | "hh" | "m" | "mm" | "s" | "ss"
                );
            }
            '\\' | '_' | '*' => {
                signs.next();
            }
            'd' | 'y' => date = true,
            'h' | 's' => time = true,
            // The first part is for positive numbers.
            ';' => break,
            _ => {}
        }
    }
    match (date, time) {
        (true, true) => Some(Shown::Both),
        (true, false) => Some(Shown::Date),
        (false, true) => Some(Shown::Time),
        (false, false) => None,
    }
}

/// A number of days since 1900, or since 1904, as a moment in ISO 8601; `None` where it is none.
#[allow(clippy::cast_possible_truncation)]
pub(super) fn moment(days: f64, shown: Shown, from_1904: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&days) {
        return None;
    }
    let seconds = (days * 86_400.0).round() as i64;
    let (day, second) = (seconds / 86_400, seconds % 86_400);
    // 1900 is taken for a leap year there.
    let day = day + i64::from(!from_1904 && day < 60 && day > 0);
    let since = if from_1904 { 24_107 } else { 25_569 };
    let (year, month, day) = civil(day - since);
    let date = format!("{year:04}-{month:02}-{day:02}");
    let time = format!(
        "{:02}:{:02}:{:02}",
        second / 3600,
        second / 60 % 60,
        second % 60
    );
    Some(match shown {
        Shown::Date => date,
        Shown::Time => time,
        Shown::Both => format!("{date}T{time}"),
    })
}

/// Year, month and day of a number of days since 1970.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let date = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, date)
}

/// A number as it is shown without a format.
pub(super) fn number(value: f64) -> String {
    // Fifteen digits are what a cell keeps.
    let rounded = format!("{value:.14e}").parse().unwrap_or(value);
    format!("{rounded}")
}

struct Reader {
    strings: Vec<Arc<str>>,
    dates: Vec<Option<Shown>>,
    from_1904: bool,
    /// Bytes of text that may still come.
    left: u64,
}

impl Reader {
    fn rows(&mut self, text: &str, part: &str) -> Result<Vec<Row>, InputError> {
        let mut rows: Vec<Row> = Vec::new();
        let mut parser = Parser::new(text, part);
        let (mut row, mut column) = (0_u32, 0_usize);
        while let Some(token) = parser.token()? {
            let Token::Open(tag) = token else { continue };
            match tag.name() {
                "row" => {
                    let told = tag.attribute("r").and_then(|number| number.parse().ok());
                    row = told.unwrap_or_else(|| row.saturating_add(1));
                    column = 0;
                }
                "c" => {
                    let place = tag.attribute("r").and_then(|place| column_of(&place));
                    column = place.unwrap_or(column);
                    let kind = tag.attribute("t").unwrap_or_default();
                    let style = tag.attribute("s").and_then(|style| style.parse().ok());
                    let value = self.value(&mut parser, &kind, style)?;
                    let fits = column < COLUMNS && (1..=ROWS).contains(&row);
                    if let Some(value) = value.filter(|value| fits && !value.trim().is_empty()) {
                        self.left = self
                            .left
                            .checked_sub(value.len() as u64)
                            .ok_or_else(too_large)?;
                        match rows.last_mut() {
                            Some(last) if last.number == row => last.cells.push((column, value)),
                            _ => rows.push(Row {
                                number: row,
                                cells: vec![(column, value)],
                            }),
                        }
                    }
                    column += 1;
                }
                _ => {}
            }
        }
        for row in &mut rows {
            row.cells.sort_by_key(|(column, _)| *column);
            row.cells.dedup_by_key(|(column, _)| *column);
        }
        Ok(rows)
    }

    /// The value of a cell whose start was read, with its end.
    fn value(
        &self,
        parser: &mut Parser<'_>,
        kind: &str,
        style: Option<usize>,
    ) -> Result<Option<Arc<str>>, InputError> {
        let outside = parser.depth() - 1;
        let (mut value, mut inline) = (None, None);
        while parser.depth() > outside {
            let Some(token) = parser.token()? else { break };
            let Token::Open(tag) = token else { continue };
            match tag.name() {
                "v" => value = Some(parser.text()?),
                "is" => inline = Some(rich_text(parser)?),
                "f" => parser.skip()?,
                _ => {}
            }
        }
        if let Some(text) = inline {
            return Ok(Some(text.into()));
        }
        let Some(value) = value else { return Ok(None) };
        Ok(match kind {
            "s" => {
                let at: Option<usize> = value.trim().parse().ok();
                at.and_then(|at| self.strings.get(at).cloned())
            }
            "b" => Some(if value.trim() == "1" { "TRUE" } else { "FALSE" }.into()),
            "str" | "d" | "e" => Some(escapes_resolved(value).into()),
            _ => {
                let shown = style.and_then(|style| self.dates.get(style).copied().flatten());
                let days: Option<f64> = value.trim().parse().ok();
                let date = shown
                    .zip(days)
                    .and_then(|(shown, days)| moment(days, shown, self.from_1904));
                Some(date.or(days.map(number)).unwrap_or(value).into())
            }
        })
    }
}

pub(super) fn too_large() -> InputError {
    InputError::TooLarge {
        what: "text of the cells in bytes".to_owned(),
        limit: TEXT_LIMIT,
    }
}

/// The column of a cell that is called `AB12`, counted from 0.
fn column_of(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let mut column = 0_usize;
    for letter in letters {
        column = column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1;
        if column > COLUMNS {
            return Some(COLUMNS);
        }
    }
    column.checked_sub(1)
}
