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
    /// Lists of properties that pieces of a document that was saved in haste have over what the
    /// file says elsewhere: the first character of a piece, and its list, empty for none.
    changes: Vec<(usize, Vec<u8>)>,
}

impl Text {
    /// The list of properties that the piece with the character at `at` adds; empty for none.
    pub(super) fn change(&self, at: usize) -> &[u8] {
        let piece = self
            .piece(at)
            .checked_sub(1)
            .map(|piece| &self.changes[piece]);
        piece.map_or(&[], |(_, list)| list)
    }

    /// Which of the pieces with properties of their own the character at `at` is in, counted from 1.
    pub(super) fn piece(&self, at: usize) -> usize {
        self.changes.partition_point(|(start, _)| *start <= at)
    }
}

/// The list of properties that a piece names: one of `lists`, or one property by its short number.
fn piece_change(named: u16, lists: &[&[u8]]) -> Vec<u8> {
    if named & 1 != 0 {
        let list = lists.get(usize::from(named >> 1));
        return list.map(|list| list.to_vec()).unwrap_or_default();
    }
    let [number, value] = [named.to_le_bytes()[0] >> 1, named.to_le_bytes()[1]];
    let property: u16 = match number {
        0x41 => 0x0800,
        0x42 => 0x0801,
        0x55 => 0x0835,
        0x56 => 0x0836,
        0x57 => 0x0837,
        0x5C => 0x083C,
        _ => return Vec::new(),
    };
    let [low, high] = property.to_le_bytes();
    vec![low, high, value]
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
    let mut lists: Vec<&[u8]> = Vec::new();
    while *clx.get(at)? == 1 {
        let length = usize::from(u16_at(clx, at + 1)?);
        lists.push(clx.get(at + 3..at + 3 + length)?);
        at += 3 + length;
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
        let named = u16_at(table, 4 * (count + 1) + 8 * piece + 6)?;
        let change = piece_change(named, &lists);
        if !change.is_empty() || !text.changes.is_empty() {
            text.changes.push((text.units.len(), change));
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_a_document_saved_in_haste_have_properties_of_their_own() {
        let stream = b"plain slanted bold";
        let mut clx = vec![1, 3, 0, 0x36, 0x08, 1, 2];
        let cuts: [u32; 4] = [0, 6, 14, 18];
        let pieces: [(u32, u16); 3] = [(0, 0), (6, 1), (14, (0x55 << 1) | (1 << 8))];
        clx.extend((4 * cuts.len() as u32 + 8 * pieces.len() as u32).to_le_bytes());
        clx.extend(cuts.iter().flat_map(|cut| cut.to_le_bytes()));
        for (place, change) in pieces {
            clx.extend([0, 0]);
            clx.extend(((place * 2) | 0x4000_0000).to_le_bytes());
            clx.extend(change.to_le_bytes());
        }
        let text = read(stream, &clx).unwrap();
        assert_eq!(text.units.len(), 18);
        assert_eq!(text.change(0), b"");
        assert_eq!(text.change(6), [0x36, 0x08, 1]);
        assert_eq!(text.change(13), [0x36, 0x08, 1]);
        assert_eq!(text.change(14), [0x35, 0x08, 1]);
        assert_eq!(text.change(17), [0x35, 0x08, 1]);
    }
}
