//! Clusters of several letters, taken apart into the cells that a terminal draws them in.
//!
//! A flag is two letters, a syllable of Hindi up to four; ratatui keeps each in one cell and counts
//! on the terminal to wipe the others when that is drawn over. Terminals that know letters alone do
//! not, and a part stays behind. A cell for each column holds the same bytes in the same order, and
//! nothing of it is forgotten.

use ratatui::buffer::{Buffer, Cell};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Takes apart every cluster of the buffer that has letters for more than one column.
pub(super) fn take_apart(buffer: &mut Buffer) {
    let columns = usize::from(buffer.area.width);
    for at in 0..buffer.content.len() {
        let cell = &buffer.content[at];
        if cell.symbol().chars().nth(1).is_none() {
            continue;
        }
        let pieces = pieces(cell.symbol());
        let room = columns - at % columns;
        let width: usize = pieces.iter().map(|(_, width)| width).sum();
        // Where the whole is narrower than its letters, nobody knows what a terminal makes of it.
        if pieces.len() < 2 || width != cell.symbol().width() || width > room {
            continue;
        }
        let style = cell.style();
        let mut place = at;
        for (letters, width) in pieces {
            buffer.content[place..place + width].fill(Cell::EMPTY);
            buffer.content[place].set_symbol(&letters).set_style(style);
            place += width;
        }
    }
}

/// Each letter that takes columns, with the marks on it, and how many.
fn pieces(cluster: &str) -> Vec<(String, usize)> {
    let mut pieces: Vec<(String, usize)> = Vec::new();
    for character in cluster.chars() {
        match (character.width().unwrap_or(0), pieces.last_mut()) {
            (0, Some((letters, _))) => letters.push(character),
            (width, _) => pieces.push((character.to_string(), width)),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::{Color, Style};

    #[test]
    fn flags_and_syllables_have_a_cell_for_each_letter() {
        let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, 12, 1));
        let red = Style::new().fg(Color::Red);
        buffer.set_string(0, 0, "🇺🇳 क्षि e\u{301}日", red);
        take_apart(&mut buffer);
        let symbols: Vec<&str> = buffer.content.iter().map(Cell::symbol).collect();
        assert_eq!(
            symbols[..9],
            ["🇺", "🇳", " ", "क्", "ष", "ि", " ", "e\u{301}", "日"],
            "{symbols:?}"
        );
        assert_eq!(buffer.content[4].fg, Color::Red);
    }
}
