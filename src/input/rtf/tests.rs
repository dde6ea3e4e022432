use super::*;
use crate::input::damage::survives;
use crate::model::{Block, BlockKind};

fn blocks(body: &str) -> Vec<Block> {
    let text = format!("{{\\rtf1\\ansi\\ansicpg1252\\deff0{body}}}");
    read(text.as_bytes()).unwrap().blocks
}

fn seen(blocks: &[Block]) -> Vec<String> {
    let line = |block: &Block| match &block.label {
        Some(label) => format!("{label} {}", block.text()),
        None => block.text(),
    };
    blocks.iter().map(line).collect()
}

#[test]
fn paragraphs_signs_and_line_ends() {
    let body = "\\pard One\\tab two\\line three\\par\n{\\pard \\ldblquote Four\\rdblquote\\~\\emdash  five\\_six\\par}last \\{x\\}";
    assert_eq!(
        seen(&blocks(body)),
        [
            "One\ttwo\nthree",
            "“Four”\u{A0}— five\u{2011}six",
            "last {x}"
        ]
    );
    assert!(sniff(b"\xEF\xBB\xBF {\\rtf1"));
    assert!(!sniff(b"{\\rich}"));
    assert!(matches!(read(b"x"), Err(InputError::NotThisFormat { .. })));
}

#[test]
fn characters_come_in_unicode_and_in_code_pages() {
    let body = "{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset204 Times;}{\\f2\\fcharset134 Song;}{\\f3\\fcharset2 Symbol;}}\
        \\f0 \\'e9tang \\u233?tang \\uc0\\u-4167 \\uc2\\u26085 xx{\\f1 \\'ef\\'f0\\'f3\\'e4} {\\f2 \\'d6\\'d0}{\\f3\\'b7} \\u55357?\\u56481?";
    assert_eq!(seen(&blocks(body)), ["étang étang \u{EFB9}日пруд 中• 💡"]);
}

#[test]
fn styles_and_changes_survive() {
    let body = "{\\i all} {\\b bold\\b0  not}{\\strike s}{\\super 2}{\\deleted gone}{\\revised new}{\\v hidden}\\i x\\plain y";
    let blocks = blocks(body);
    assert_eq!(blocks[0].text(), "all bold nots2newxy");
    let style = |text: &str| {
        let run = blocks[0].runs.iter().find(|run| run.text == text);
        run.unwrap().style
    };
    assert!(style("all").italic && style("bold").bold && style("s").struck);
    assert!(style("2").superscript && style("gone").deleted && style("new").inserted);
    assert!(style("x").italic && !style("y").italic);
}

#[test]
fn lists_headings_and_styles_are_as_they_are_printed() {
    let body = "{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 heading 1;}{\\*\\cs5 Emphasis;}{\\s7 toc 1;}{\\s9 Par;}}\
        \\pard\\s7 Ponds 3\\par\\pard\\s1 I. Ponds\\par\
        \\pard\\s9\\li720\\fi-360{\\listtext\\pard\\plain 1.\\tab}Dig\\par\
        {\\listtext\\f3\\'b7\\tab}\\ilvl1 dot\\par{\\pntext (a)\\tab}fill\\par";
    let blocks = blocks(body);
    assert_eq!(
        seen(&blocks),
        ["Ponds 3", "I. Ponds", "1. Dig", "dot", "(a) fill"]
    );
    let kinds: Vec<_> = blocks.iter().map(|block| block.kind.clone()).collect();
    assert_eq!(
        kinds,
        [
            BlockKind::Apart,
            BlockKind::Heading(1),
            BlockKind::Paragraph,
            BlockKind::ListItem,
            BlockKind::Paragraph
        ]
    );
    assert_eq!(blocks[2].style_name.as_deref(), Some("Par"));
    assert_eq!(blocks[2].indent, Some(300));
    assert_eq!(blocks[3].list_level, 1);
}

#[test]
fn notes_comments_headers_and_text_boxes_have_their_places() {
    let body = "{\\header\\pard POND/1\\par}{\\footer 31-1}\
        \\pard Dig \\'e9{\\super\\chftn{\\*\\footnote\\pard\\plain{\\super\\chftn} See the map.\\par And more.}} wells\
        {\\super *{\\*\\footnote * Late.}}{\\super\\chftn{\\*\\footnote\\ftnalt\\chftn  At the end.\\par}}\
        {\\*\\atnid AW}{\\*\\atnauthor A. Writer}\\chatn{\\*\\annotation{\\*\\atndate 1}Really?}.\
        {\\shp{\\*\\shpinst{\\sp{\\sn n}{\\sv 1}}{\\shptxt\\pard In a box.\\par}}}\\par Next.\\par";
    let blocks = blocks(body);
    assert_eq!(
        seen(&blocks),
        [
            "POND/1",
            "Dig é wells.",
            "1 See the map.",
            "And more.",
            "* Late.",
            "i At the end.",
            "Really?",
            "In a box.",
            "Next.",
            "31-1"
        ]
    );
    let mark = |at: u32, mark: &str| (at, mark.to_owned());
    assert_eq!(
        blocks[1].note_marks,
        [mark(6, "1"), mark(12, "*"), mark(12, "i")]
    );
    assert_eq!(blocks[0].kind, BlockKind::PageHeader);
    assert_eq!(blocks[2].kind, BlockKind::Note);
    assert_eq!(blocks[6].kind, BlockKind::Comment("A. Writer".to_owned()));
    assert_eq!(blocks[9].kind, BlockKind::PageFooter);
}

#[test]
fn tables_are_cells() {
    let body = "Before\\par\\trowd\\cellx1\\cellx2\\pard\\intbl a\\par b\\cell c\\cell\\row\\trowd\\pard\\intbl d\\cell e\\cell\\row\\pard After\\par";
    let cells: Vec<_> = blocks(body)
        .iter()
        .map(|block| match block.kind {
            BlockKind::Cell { table, row, column } => {
                format!("{} {table}{row}{column}", block.text())
            }
            _ => block.text(),
        })
        .collect();
    assert_eq!(
        cells,
        [
            "Before", "a 000", "b 000", "c 001", "d 010", "e 011", "After"
        ]
    );
}

#[test]
fn codes_pictures_and_what_is_unknown_are_left_out_and_properties_kept() {
    let text = "{\\rtf1{\\info{\\title On ponds}{\\author A}}{\\*\\userprops{\\propname Symbol1}\\proptype30{\\staticval POND/1}}\
        {\\*\\unknown x}{\\field{\\*\\fldinst HYPERLINK \"a\"}{\\fldrslt the map}}{\\pict\\wmetafile8 0a0b}{\\object{\\*\\objdata ff}}{\\pict\\bin4 }}{{}.\\par}";
    let read = read(text.as_bytes()).unwrap();
    assert_eq!(seen(&read.blocks), ["the map."]);
    assert_eq!(read.metadata.title.as_deref(), Some("On ponds"));
    assert_eq!(read.metadata.symbol.as_deref(), Some("POND/1"));
    assert!(read.remarks.is_empty());
}

#[test]
fn what_is_made_to_do_harm_is_refused_or_read_in_bounds() {
    let deep = format!("{{\\rtf1{}", "{".repeat(100_000));
    assert!(matches!(
        read(deep.as_bytes()),
        Err(InputError::TooLarge { .. })
    ));
    let cut = read(b"{\\rtf1 {\\i pond").unwrap();
    assert_eq!(seen(&cut.blocks), ["pond"]);
    assert_eq!(cut.remarks.len(), 1);
    for text in [
        "{\\*\\footnote x}",
        "\\par ",
        "\\cell\\row",
        "{\\listtext 1}",
        "\\u-1",
    ] {
        let text = format!("{{\\rtf1{}}}", text.repeat(100_000));
        read(text.as_bytes()).unwrap();
    }
}

#[test]
fn damage_is_survived() {
    let text = "{\\rtf1\\ansicpg936{\\fonttbl{\\f1\\fcharset204 T;}}{\\stylesheet{\\s1\\outlinelevel0 h;}}{\\info{\\title x}}\
        {\\header h}\\pard\\s1\\f1\\'e9\\u233?{\\super\\chftn{\\*\\footnote\\chftn \\'ef}}{\\super *{\\*\\footnote * y}}\\par\
        {\\listtext 1.\\tab}\\intbl a\\cell b\\cell\\row{\\deleted c}{\\*\\annotation d}{\\shp{\\*\\shpinst{\\shptxt e\\par}}}\\bin3 abc\\par}";
    survives(text.as_bytes(), read);
}
