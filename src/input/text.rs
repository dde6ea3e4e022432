//! Plain text: characters to blocks, a line each.

use crate::model::{Block, BlockKind, Place, Run};

/// Each line of `text` as a block with its place, whatever its line ends; blank lines too. A form
/// feed begins a page.
pub fn blocks(text: &str) -> impl Iterator<Item = Block> {
    let mut page = 1;
    lines(text).zip(1..).map(move |(line, number)| {
        let feeds = line.bytes().filter(|byte| *byte == b'\x0c').count();
        page += u32::try_from(feeds).unwrap_or_default();
        let text = match feeds {
            0 => line.to_owned(),
            _ => line.replace('\u{C}', ""),
        };
        Block {
            kind: BlockKind::Line,
            runs: vec![Run {
                text,
                ..Run::default()
            }],
            place: Place {
                line: number,
                page,
                paragraph: 0,
            },
            ..Block::default()
        }
    })
}

/// The lines of `text` without their ends: `\n`, `\r\n` or `\r`.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some(end) = memchr::memchr2(b'\n', b'\r', rest.as_bytes()) else {
            return Some(std::mem::take(&mut rest));
        };
        let (line, after) = rest.split_at(end);
        rest = after.strip_prefix("\r\n").unwrap_or(&after[1..]);
        Some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_a_line_whatever_its_end() {
        let told: Vec<String> = blocks("a\r\n\r\nb\rc\n\n\u{C}d")
            .map(|block| format!("{} {} {}", block.place.page, block.place.line, block.text()))
            .collect();
        assert_eq!(told, ["1 1 a", "1 2 ", "1 3 b", "1 4 c", "1 5 ", "2 6 d"]);
        for (text, count) in [
            ("", 0),
            ("a", 1),
            ("\n", 1),
            ("\r\n", 1),
            ("\n\r", 2),
            ("a\r\r\n", 2),
        ] {
            assert_eq!(blocks(text).count(), count, "{text:?}");
        }
    }
}
