//! Piece table of a Word document (97 to 2003): its characters in order, with their places in the
//! file, to which all formatting refers.

use crate::input::compound_file::{u16_at, u32_at};

/// The characters of all stories of a document: the text, footnotes, headers, comments, endnotes,
/// text boxes.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// UTF-16.
    pub(super) units: Vec<u16>,
    /// Where each stands in the stream `WordDocument`.
    pub(super) places: Vec<u32>,
}

/// What Windows-1252 has from 0x80 to 0x9F.
fn windows_1252(byte: u8) -> u16 {
    let (text, _) =
        encoding_rs::WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
    text.encode_utf16().next().unwrap_or(0xFFFD)
}

/// Reads the piece table `clx` of the document `stream`. Pieces may lie over one another; no more
/// characters are read than `stream` has bytes.
pub(super) fn read(stream: &[u8], clx: &[u8]) -> Option<Text> {
    // Formatting of pieces that were saved in haste comes first.
    let mut at = 0;
    while *clx.get(at)? == 1 {
        at += 3 + usize::from(u16_at(clx, at + 1)?);
    }
    if *clx.get(at)? != 2 {
        return None;
    }
    let length = u32_at(clx, at + 1)? as usize;
    let rest = clx.get(at + 5..)?;
    let table = &rest[..rest.len().min(length)];
    let count = table.len().checked_sub(4)? / 12;
    let mut text = Text::default();
    for piece in 0..count {
        let start = u32_at(table, 4 * piece)?;
        let end = u32_at(table, 4 * piece + 4)?;
        let place = u32_at(table, 4 * (count + 1) + 8 * piece + 2)?;
        let Some(length) = end.checked_sub(start) else {
            continue;
        };
        let left = stream.len() - text.units.len().min(stream.len());
        let length = (length as usize).min(left);
        let compressed = place & 0x4000_0000 != 0;
        let place = place & 0x3FFF_FFFF;
        for index in 0..u32::try_from(length).ok()? {
            let (unit, place) = if compressed {
                let place = (place / 2).checked_add(index)?;
                let byte = stream.get(place as usize).copied();
                (
                    byte.map(|byte| match byte {
                        0x80..=0x9F => windows_1252(byte),
                        byte => u16::from(byte),
                    }),
                    place,
                )
            } else {
                let place = place.checked_add(2 * index)?;
                (u16_at(stream, place as usize), place)
            };
            let Some(unit) = unit else { break };
            text.units.push(unit);
            text.places.push(place);
        }
    }
    Some(text)
}
