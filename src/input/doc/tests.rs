//! Tests of the Word reader, on a small document of invented rules that LibreOffice wrote.

use super::*;
use crate::input::damage::survives;

const PONDS: &[u8] = include_bytes!("../../../tests/data/ponds.doc");

/// Kind, label and text of each block, with the style of a run where it has any.
fn seen(blocks: &Blocks) -> Vec<String> {
    let run = |run: &Run| {
        let style = run.style;
        let mut signs = String::new();
        let marks = [
            (style.italic, 'i'),
            (style.bold, 'b'),
            (style.struck, 's'),
            (style.inserted, '+'),
            (style.deleted, '-'),
        ];
        signs.extend(marks.iter().filter(|(is, _)| *is).map(|(_, sign)| sign));
        if signs.is_empty() {
            run.text.clone()
        } else {
            format!("<{signs}:{}>", run.text)
        }
    };
    let line = |block: &Block| {
        let text: String = block.runs.iter().map(run).collect();
        let label = block.label.as_deref().unwrap_or("-");
        format!("{:?} {label} {text}", block.kind)
    };
    blocks.blocks.iter().map(line).collect()
}

#[test]
fn a_document_reads_as_a_reader_sees_it() {
    let read = read(PONDS).unwrap();
    assert_eq!(
        seen(&read),
        [
            "PageHeader - POND/2031/1",
            "Title - Rules for ponds",
            "Heading(1) - <b:I.\tFish>",
            "Paragraph 1. Each village shall:",
            "Paragraph (a) Count its carp;",
            "Paragraph (b) Feed its <i:koi>;",
            "Paragraph 2. <i:The keeper reports in spring.>",
            "Paragraph - <i:All of this is told, >but not this<i:.>",
            "Paragraph - <s:No one fishes here.>",
            "Paragraph - Ponds are <-:deep><+:shallow> in summer.",
            "Note 1 Measured at noon.",
            "Paragraph - See the list.",
            "Paragraph - Self\u{2011}fed ponds stay as\nthey are, for 5 € – “free”.",
            "Cell { table: 0, row: 0, column: 0 } - Pond",
            "Cell { table: 0, row: 0, column: 1 } - Depth",
            "Cell { table: 0, row: 1, column: 0 } - Mill pond",
            "Cell { table: 0, row: 1, column: 1 } - 2 m",
            "Paragraph 7. Начало второго списка.",
            "Paragraph 3. Third numbered again.",
        ]
    );
    let noted = read
        .blocks
        .iter()
        .find(|block| !block.note_marks.is_empty());
    let noted = noted.unwrap();
    assert_eq!(noted.text(), "Ponds are shallow in summer.");
    // Behind "summer".
    assert_eq!(noted.note_marks, [(27, "1".to_owned())]);
    assert_eq!(noted.place.paragraph, 9);
    assert_eq!(noted.style_name.as_deref(), Some("Normal"));
}

/// The same bytes with some changed at a place in the stream `WordDocument`.
fn changed(at: usize, bytes: &[u8]) -> Vec<u8> {
    let mut file = PONDS.to_vec();
    let start = file.windows(2).position(|two| two == [0xEC, 0xA5]).unwrap();
    file[start + at..start + at + bytes.len()].copy_from_slice(bytes);
    file
}

#[test]
fn an_encrypted_document_and_an_old_one_are_told_in_one_line() {
    let flags = 0x0300_u16;
    let encrypted = changed(10, &flags.to_le_bytes());
    assert_eq!(read(&encrypted), Err(InputError::Encrypted));
    let old = changed(2, &0x0065_u16.to_le_bytes());
    let said = read(&old).unwrap_err().to_string();
    assert!(said.contains("Word 6 or Word 95"), "{said}");
    assert!(!said.contains('\n'));
}

#[test]
fn damage_is_survived() {
    survives(PONDS, read);
}

#[test]
fn a_compound_file_of_something_else_is_no_word_document() {
    assert!(sniff(PONDS));
    let mut other = PONDS.to_vec();
    let name: Vec<u8> = "WordDocument"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let at = other.windows(name.len()).position(|it| it == name).unwrap();
    other[at] = b'X';
    assert!(!sniff(&other));
    assert!(!sniff(b"Rules for ponds"));
}
