//! Texts to copy: of the lengths at which clipboards part ways, and with characters of every plane.
// Each test program takes what it needs of this, and calls the rest unused.
#![allow(dead_code, missing_docs, unreachable_pub)]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// A text and whether a terminal takes it through OSC 52: a byte, a page, nearly as much as
/// terminals take, and far more.
pub fn of_any_length() -> [(String, bool); 4] {
    [(1, true), (8_000, true), (74_000, true), (1_000_000, false)]
        .map(|(bytes, fits)| (of_length(bytes), fits))
}

/// A text of so many bytes in which no part is like another: `0.1.2.3.4`.
pub fn of_length(bytes: usize) -> String {
    let numbers: Vec<String> = (0..=bytes / 2).map(|number| number.to_string()).collect();
    let mut text = numbers.join(".");
    text.truncate(bytes);
    text
}

/// Characters of each plane of Unicode that has any: the first of the plane's blocks and the last.
/// Planes 4 to 13 are empty; 15 and 16 are for private use.
pub const PLANES: [(u32, &str); 7] = [
    (
        0,
        "A\u{a0}é Ωא\u{627} न日한\u{2011}…\u{e000}\u{f8ff}ﬁ\u{fffd}",
    ),
    (1, "\u{10000}𐎀𝔘😀\u{1fbf9}"),
    (2, "\u{20000}\u{2a6d6}\u{2fa1d}"),
    (3, "\u{30000}\u{3134a}"),
    (14, "葛\u{e0100} 葛\u{e01ef}"),
    (15, "\u{f0000}\u{ffffd}"),
    (16, "\u{100000}\u{10fffd}"),
];

pub fn of_every_plane() -> String {
    PLANES.map(|(_, characters)| characters).join(" ")
}

/// A collection of one record in this folder.
pub fn record(folder: &Path, text: &str) -> PathBuf {
    let path = folder.join("one.jsonl");
    let record = serde_json::json!({ "id": "A.1", "text": text });
    fs::write(&path, format!("{record}\n")).unwrap();
    path
}

#[test]
fn every_plane_is_there() {
    for (plane, characters) in PLANES {
        assert!(characters.chars().any(|c| u32::from(c) >> 16 == plane));
    }
}
