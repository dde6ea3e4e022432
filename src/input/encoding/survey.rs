//! How the lines of a document end, and which controls stand in it.

use super::lines::{Named, end_of_line};
use crate::model::Remark;

/// How many bytes are looked at together.
const PIECE: usize = 32;

/// Whether a control may begin with this byte; the last one begins those from U+0080 on.
fn begins(byte: u8) -> bool {
    (byte < b' ') | (byte == 0x7F) | (byte == 0xC2)
}

/// What a reader should know of these; nothing of a text as it should be.
pub(super) fn survey(text: &str) -> (Option<&'static str>, Vec<Remark>) {
    let (mut feeds, mut both, mut returns) = (false, false, false);
    let (mut pages, mut nils, mut others) = (Named::default(), Named::default(), Named::default());
    let mut line = 1;
    let pieces = text.as_bytes().chunks(PIECE);
    let pieces = (0..).step_by(PIECE).zip(pieces);
    // A piece without any is passed over at once.
    let pieces = pieces.filter(|(_, piece)| piece.iter().fold(false, |any, it| any | begins(*it)));
    let bytes = pieces.flat_map(|(from, piece)| (from..).zip(piece));
    for (at, _) in bytes.filter(|(_, byte)| begins(**byte)) {
        let Some(character) = text[at..].chars().next().filter(|c| c.is_control()) else {
            continue;
        };
        match character {
            '\t' => {}
            '\u{c}' => pages.note(line),
            '\0' => nils.note(line),
            '\n' | '\r' => {
                if end_of_line(text, at) {
                    line += 1;
                    match character {
                        '\r' => returns = true,
                        _ if at > 0 && text.as_bytes()[at - 1] == b'\r' => both = true,
                        _ => feeds = true,
                    }
                }
            }
            _ => others.note(line),
        }
    }
    let ends = match (feeds, both, returns) {
        (_, false, false) => None,
        (false, true, false) => Some("lines end in CR LF, as Windows writes them"),
        (false, false, true) => Some("lines end in CR alone, as old Macintoshes wrote them"),
        _ => Some("lines end now in LF, now in CR LF or CR alone"),
    };
    let told = [
        (pages, "form feeds, as between pages; shown as ␌"),
        (nils, "NUL characters, shown as ␀"),
        (others, "control characters, shown as marks such as ␛"),
    ];
    let told = told
        .into_iter()
        .filter_map(|(lines, what)| lines.remark(what));
    (ends, told.collect())
}
