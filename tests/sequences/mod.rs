//! What a terminal is told, taken apart: everything in an output that is no plain text.
//!
//! The list of what is allowed is short and stands here whole, so that a sequence that a document
//! brought in is found whatever it does.
#![allow(dead_code, missing_docs, unreachable_pub)]
#![allow(clippy::unwrap_used, clippy::expect_used)]

/// Private modes that the browser sets and resets: the cursor, the alternate screen, the mouse,
/// bracketed paste, frames in one piece.
const MODES: [&str; 9] = [
    "25", "1049", "1000", "1002", "1003", "1006", "1015", "2004", "2026",
];

/// Everything in the output of the browser that it has no business to send; empty where all is
/// well. The clipboard's sequence is allowed as many times as `copies` says.
pub fn foreign(output: &[u8], copies: usize) -> Vec<String> {
    let text = std::str::from_utf8(output).expect("what is drawn is UTF-8");
    let mut foreign = Vec::new();
    let mut copied = 0;
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let length = if let Some(sequence) = rest.strip_prefix("\x1b[") {
            let end = sequence.find(|c: char| ('@'..='~').contains(&c));
            let end = end.expect("a sequence that ends");
            if !is_own(&sequence[..end], sequence.as_bytes()[end]) {
                foreign.push(format!("CSI {}", &sequence[..=end]));
            }
            2 + end + 1
        } else if let Some(data) = rest.strip_prefix("\x1b]52;c;") {
            let base64 = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
            let end = data.find(|c| !base64(c)).unwrap_or(data.len());
            let over = if data[end..].starts_with("\x1b\\") {
                2
            } else {
                1
            };
            copied += 1;
            7 + end + over
        } else {
            if is_unprintable(character) {
                let around: String = rest.chars().take(12).collect();
                foreign.push(format!("{around:?}"));
            }
            character.len_utf8()
        };
        rest = &rest[length..];
    }
    if copied != copies {
        foreign.push(format!("{copied} times into the clipboard, not {copies}"));
    }
    foreign
}

/// Everything in the output of a command that is no plain text in lines.
pub fn not_plain(output: &str) -> Vec<String> {
    let lines = output.replace("\r\n", "\n");
    let wrong = lines
        .char_indices()
        .filter(|(_, c)| *c != '\n' && is_unprintable(*c));
    wrong
        .map(|(at, _)| format!("{:?}", lines[at..].chars().take(12).collect::<String>()))
        .collect()
}

/// Positions, colours, erasing, modes: what a frame is made of.
fn is_own(parameters: &str, end: u8) -> bool {
    let numbers = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b';')
    };
    match end {
        b'H' | b'C' | b'm' | b'J' | b'K' => numbers(parameters),
        b'h' | b'l' => parameters
            .strip_prefix('?')
            .is_some_and(|modes| modes.split(';').all(|mode| MODES.contains(&mode))),
        // Asking for keys to be told apart, and giving that back.
        b'u' => parameters.starts_with(['>', '<']),
        _ => false,
    }
}

/// Controls, and what hides or turns text; each by its number in the standard.
fn is_unprintable(character: char) -> bool {
    matches!(u32::from(character),
        0x00..=0x1f | 0x7f..=0x9f | 0x200b | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff
        | 0xe0000..=0xe007f)
}

#[test]
fn what_is_not_ours_is_found() {
    let fine = "\x1b[?1049h\x1b[3;1H\x1b[38;5;4mtext\x1b[0m\x1b]52;c;eA==\x1b\\";
    assert_eq!(foreign(fine.as_bytes(), 1), Vec::<String>::new());
    for wrong in [
        "\x1b[6n",
        "\x1b[?5h",
        "\x1bc",
        "\x1b]0;t\x07",
        "\x1b]8;;u\x1b\\",
        "\x1bPq\x1b\\",
        "\x07",
        "\u{9b}1m",
        "\x7f",
        "\n",
        "\u{202e}",
    ] {
        assert!(!foreign(wrong.as_bytes(), 0).is_empty(), "{wrong:?}");
    }
    assert!(!foreign(fine.as_bytes(), 0).is_empty());
    assert_eq!(not_plain("text\r\nin lines\n"), Vec::<String>::new());
    assert!(!not_plain("\r").is_empty());
}
