//! Tests of the PDF reader, on pages that are written here piece by piece.

use super::*;
use crate::input::damage::survives;

/// A page as drawing instructions, in fonts F (upright), I (italic), B (bold).
fn pdf(pages: &[String]) -> Vec<u8> {
    let mut out = String::from("%PDF-1.4\n");
    let kids: Vec<String> = (0..pages.len())
        .map(|at| format!("{} 0 R", 10 + 2 * at))
        .collect();
    let font = |name: &str| {
        format!("<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>")
    };
    out.push_str("1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n");
    out.push_str(&format!(
        "2 0 obj<</Type/Pages/Count {}/Kids[{}]/MediaBox[0 0 600 800]/Resources<</Font<</F {}/I {}/B {}>>>>>>endobj\n",
        pages.len(),
        kids.join(" "),
        font("Times-Roman"),
        font("Times-Italic"),
        font("Times-Bold"),
    ));
    for (at, page) in pages.iter().enumerate() {
        let (number, stream) = (10 + 2 * at, 11 + 2 * at);
        out.push_str(&format!(
            "{number} 0 obj<</Type/Page/Parent 2 0 R/Contents {stream} 0 R>>endobj\n\
             {stream} 0 obj<</Length {}>>stream\n{page}\nendstream endobj\n",
            page.len()
        ));
    }
    out.push_str("trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n");
    out.into_bytes()
}

/// Text in a font of a size at a place.
fn at(x: u32, y: u32, font: &str, size: u32, text: &str) -> String {
    format!("BT /{font} {size} Tf {x} {y} Td ({text}) Tj ET\n")
}

fn lines(page: &str) -> Vec<Block> {
    read(&pdf(&[page.to_owned()])).unwrap().blocks
}

fn texts(blocks: &[Block]) -> Vec<String> {
    blocks.iter().map(Block::text).collect()
}

#[test]
fn pieces_on_one_baseline_are_a_line_with_its_tabs_and_styles() {
    let page = [
        at(100, 700, "F", 10, "1."),
        at(130, 700, "I", 10, "Requests "),
        at(171, 700, "F", 10, "States to "),
        at(209, 700, "F", 10, "protect lakes;"),
        at(100, 688, "F", 10, "and their reeds."),
        at(100, 664, "F", 10, "2."),
        at(130, 664, "F", 10, "Decides to meet."),
    ];
    let blocks = lines(&page.concat());
    assert_eq!(
        texts(&blocks),
        [
            "1.\tRequests States to protect lakes;",
            "and their reeds.",
            "",
            "2.\tDecides to meet."
        ]
    );
    let italic: Vec<&str> = blocks[0]
        .runs
        .iter()
        .filter(|run| run.style.italic)
        .map(|run| run.text.trim())
        .collect();
    assert_eq!(italic, ["Requests"]);
    // A gap of two lines is a blank line between them.
    let places: Vec<u32> = blocks.iter().map(|block| block.place.line).collect();
    assert_eq!(places, [1, 2, 3, 4]);
    assert_eq!(blocks[0].place.page, 1);
}

#[test]
fn raised_marks_and_footnotes_stand_apart() {
    let page = [
        at(100, 700, "F", 10, "Welcomes the report on lakes,"),
        at(223, 704, "F", 6, "3"),
        at(229, 700, "F", 10, "and the 1"),
        at(265, 704, "F", 6, "st"),
        at(271, 700, "F", 10, "lake."),
        at(100, 104, "F", 6, "3"),
        at(104, 100, "F", 8, "See A/99/50,"),
        at(100, 91, "F", 8, "annex."),
    ];
    let blocks = lines(&page.concat());
    assert_eq!(
        blocks[0].text(),
        "Welcomes the report on lakes, and the 1st lake."
    );
    assert_eq!(blocks[0].note_marks, [(29, "3".to_owned())]);
    assert_eq!(blocks[1].kind, BlockKind::Note);
    assert_eq!(blocks[1].label.as_deref(), Some("3"));
    assert_eq!(blocks[1].text(), "See A/99/50,\nannex.");
    assert_eq!(blocks.len(), 2);
}

#[test]
fn a_footnote_goes_on_over_the_page() {
    let first = at(100, 700, "F", 10, "Welcomes the report.")
        + &at(100, 104, "F", 6, "1")
        + &at(104, 100, "F", 8, "See A/99/50,");
    let second = at(100, 700, "F", 10, "Decides to meet in spring.")
        + &at(100, 112, "F", 8, "__________")
        + &at(100, 100, "F", 8, "annex.");
    let blocks = read(&pdf(&[first, second])).unwrap().blocks;
    let note = blocks.iter().find(|block| block.kind == BlockKind::Note);
    assert_eq!(note.unwrap().text(), "See A/99/50,\nannex.");
    assert_eq!(
        texts(&blocks)[2..],
        ["Decides to meet in spring.", "", "__________"]
    );
}

#[test]
fn columns_are_read_one_after_the_other() {
    let left = "the council urges states to";
    let right = "le conseil prie les pays de";
    // Drawn row by row, across the gutter.
    let mut page = at(
        100,
        740,
        "F",
        10,
        "Resolution 9 of the Council of Lakes, Conseil des lacs",
    );
    for row in 0..10 {
        page += &at(100, 700 - 12 * row, "F", 10, &format!("{left} {row}"));
        page += &at(320, 700 - 12 * row, "F", 10, &format!("{right} {row}"));
    }
    let read = texts(&lines(&page));
    assert_eq!(read.len(), 22);
    assert_eq!(read[2], "the council urges states to 0");
    assert_eq!(read[11], "the council urges states to 9");
    assert_eq!(read[12], "le conseil prie les pays de 0");
    assert_eq!(read[21], "le conseil prie les pays de 9");
}

#[test]
fn heads_and_page_numbers_are_found_by_place_and_repetition() {
    let page = |number: u32| {
        at(100, 760, "B", 9, "LAKE/2031/4")
            + &at(300, 40, "F", 9, &number.to_string())
            + &at(
                100,
                600,
                "F",
                10,
                &format!("Text of page {number} with 12 words."),
            )
    };
    let read = read(&pdf(&[page(7), page(8), page(9)])).unwrap();
    let kinds: Vec<(BlockKind, String)> = read
        .blocks
        .iter()
        .take(3)
        .map(|block| (block.kind.clone(), block.text()))
        .collect();
    assert_eq!(
        kinds,
        [
            (BlockKind::PageHeader, "LAKE/2031/4".to_owned()),
            (BlockKind::Line, "Text of page 7 with 12 words.".to_owned()),
            (BlockKind::PageFooter, "7".to_owned()),
        ]
    );
}

#[test]
fn tagged_furniture_stands_apart_wherever_it_was_drawn() {
    let page = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n".to_owned()
        + &at(100, 40, "F", 9, "31-00412")
        + "EMC\n"
        + &at(100, 600, "F", 10, "Fountains run dry.");
    let blocks = lines(&page);
    assert_eq!(texts(&blocks), ["Fountains run dry.", "31-00412"]);
    assert_eq!(blocks[1].kind, BlockKind::PageFooter);
}

#[test]
fn a_footer_that_was_drawn_first_is_read_last() {
    let page =
        at(100, 60, "F", 9, "GE.31-02819 (E)") + &at(100, 600, "F", 10, "Fountains run dry.");
    assert_eq!(
        texts(&lines(&page)),
        ["Fountains run dry.", "GE.31-02819 (E)"]
    );
}

#[test]
fn a_page_without_text_is_a_scan() {
    let scan = read(&pdf(&["0 0 100 100 re f".to_owned()])).unwrap_err();
    assert!(matches!(scan, InputError::NoText { .. }));
    assert!(scan.to_string().contains("ocrmypdf"), "{scan}");
    let mixed = read(&pdf(&[
        "0 0 100 100 re f".to_owned(),
        at(100, 600, "F", 10, "Text."),
    ]))
    .unwrap();
    assert_eq!(texts(&mixed.blocks), ["Text."]);
    assert_eq!(mixed.remarks[0].0.page, 1);
}

#[test]
fn a_table_of_contents_is_no_two_columns() {
    let mut page = String::new();
    for row in 0..12 {
        page += &at(
            100,
            700 - 12 * row,
            "F",
            10,
            &format!("Chapter on lake number {row} ......"),
        );
        page += &at(500, 700 - 12 * row, "F", 10, &row.to_string());
    }
    assert_eq!(
        texts(&lines(&page))[3],
        "Chapter on lake number 3 ......\t3"
    );
}

#[test]
fn it_is_told_by_its_first_bytes() {
    assert!(sniff(b"\r\n%PDF-1.7\n"));
    assert!(!sniff(b"A text about %PDF"));
    assert!(read(b"%PDF-1.7\nnothing").is_err());
}

#[test]
fn damage_is_survived() {
    let page = at(100, 700, "F", 10, "1. Requests States to protect lakes;")
        + &at(260, 704, "F", 6, "1")
        + &at(100, 688, "I", 10, "2. Decides to meet.");
    survives(&pdf(&[page.clone(), page]), read);
}
