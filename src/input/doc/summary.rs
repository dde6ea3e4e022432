//! Summary of an Office file: the set of properties in which its title is kept.

use crate::input::compound_file::{CompoundFile, u16_at, u32_at};
use crate::model::Metadata;

/// The title that the summary of the file gives, where it is none that a program made up.
pub(super) fn metadata(file: &CompoundFile<'_>) -> Metadata {
    let title = file
        .stream("\u{5}SummaryInformation")
        .and_then(|summary| summary_title(&summary));
    Metadata {
        title,
        ..Metadata::default()
    }
}

fn summary_title(summary: &[u8]) -> Option<String> {
    const TITLE: u32 = 2;
    const CODE_PAGE: u32 = 1;
    let section = summary.get(u32_at(summary, 44)? as usize..)?;
    let count = (u32_at(section, 4)? as usize).min(256);
    let property = |id| {
        let mut places = (0..count).filter(|index| u32_at(section, 8 + 8 * index) == Some(id));
        let at = u32_at(section, 12 + 8 * places.next()?)?;
        section.get(at as usize..)
    };
    let code_page = property(CODE_PAGE)
        .and_then(|value| u16_at(value, 4))
        .unwrap_or(1252);
    let value = property(TITLE)?;
    let bytes = value.get(8..)?;
    // 31 is a string of UTF-16, whose length is told in units.
    let wide = u16_at(value, 0) == Some(31);
    let length = (u32_at(value, 4)? as usize).saturating_mul(if wide { 2 } else { 1 });
    let bytes = &bytes[..bytes.len().min(length)];
    let encoding = match code_page {
        _ if wide => encoding_rs::UTF_16LE,
        1200 => encoding_rs::UTF_16LE,
        65001 => encoding_rs::UTF_8,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1256 => encoding_rs::WINDOWS_1256,
        936 => encoding_rs::GBK,
        _ => encoding_rs::WINDOWS_1252,
    };
    let (title, _, _) = encoding.decode(bytes);
    let title = title.split('\0').next().unwrap_or_default().trim();
    let lower = title.to_lowercase();
    let made_up =
        title.is_empty() || lower.ends_with(".doc") || lower.starts_with("microsoft word");
    (!made_up).then(|| title.to_owned())
}
