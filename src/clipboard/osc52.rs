//! OSC 52: the terminal's own clipboard, reached by an escape sequence.
//!
//! OSC 52 works over ssh and without a desktop, but it is a letter without a receipt: no terminal
//! answers whether it took the text, and many drop one that is too long. So there is a stated
//! limit above which nothing is sent, and nobody here says more than "sent".

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

/// Longest text, in bytes, that is sent through a terminal.
///
/// Terminals that set a bound take 100,000 bytes of sequence, which leave this for the text once
/// it is written in base64.
pub const LIMIT: usize = 74_994;

/// Longest piece of a sequence that GNU screen passes on at once: its shortest buffer, in old
/// versions, holds 256 bytes.
const SCREEN_PIECE: usize = 240;

/// The sequence that hands `text` to the terminal; wrapped for GNU screen, which swallows
/// sequences that it does not know unless they come as device control strings.
pub(super) fn sequence(text: &str, for_screen: bool) -> String {
    let mut sequence = String::with_capacity(text.len() / 3 * 4 + 16);
    // Writing into a `String` cannot fail.
    let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence);
    if for_screen {
        wrapped(&sequence)
    } else {
        sequence
    }
}

/// Cuts an OSC sequence into device control strings that screen joins again outside.
fn wrapped(sequence: &str) -> String {
    // The string terminator would end the wrapper instead; BEL ends an OSC as well.
    let body = sequence.trim_end_matches("\x1b\\");
    let inner = format!("{body}\x07");
    let mut outer = String::with_capacity(inner.len() + inner.len() / SCREEN_PIECE * 4 + 8);
    let mut rest = inner.as_str();
    while !rest.is_empty() {
        // All of it is ASCII, so any cut is between characters.
        let (piece, after) = rest.split_at(rest.len().min(SCREEN_PIECE));
        outer.push_str("\x1bP");
        outer.push_str(piece);
        outer.push_str("\x1b\\");
        rest = after;
    }
    outer
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used)]

    use super::*;

    #[test]
    fn is_what_xterm_documents() {
        // base64 of "para. 7", worked out with coreutils' `base64`.
        assert_eq!(sequence("para. 7", false), "\x1b]52;c;cGFyYS4gNw==\x1b\\");
    }

    #[test]
    fn the_longest_text_fits_in_a_hundred_thousand_bytes() {
        let longest = "x".repeat(LIMIT);
        assert!(sequence(&longest, false).len() <= 100_003);
        let base64 = LIMIT.div_ceil(3) * 4;
        assert!(base64 < 100_000);
    }

    #[test]
    fn screen_gets_pieces_that_join_to_the_whole() {
        let text = "The Working Group urges States — «malária» ".repeat(40);
        let wrapped = sequence(&text, true);
        let mut joined = String::new();
        for piece in wrapped.split_terminator("\x1b\\") {
            let inner = piece
                .strip_prefix("\x1bP")
                .expect("a device control string");
            assert!(inner.len() <= SCREEN_PIECE, "{}", inner.len());
            joined.push_str(inner);
        }
        let plain = sequence(&text, false);
        assert_eq!(
            joined.trim_end_matches('\x07'),
            plain.trim_end_matches("\x1b\\")
        );
        assert!(joined.ends_with('\x07'));
    }
}
