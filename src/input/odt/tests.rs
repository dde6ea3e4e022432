use super::*;
use crate::input::damage::{survives, survives_within, zipped};
use crate::model::{Block, BlockKind};

const NAMESPACES: &str = "xmlns:office='o' xmlns:text='t' xmlns:style='s' xmlns:fo='f' xmlns:table='b' xmlns:dc='d' xmlns:draw='w'";

/// A text with this body and these automatic styles, and what is in `styles.xml`.
fn file(body: &str, automatic: &str, styles: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content {NAMESPACES}><office:automatic-styles>{automatic}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let styles = format!("<office:document-styles {NAMESPACES}>{styles}</office:document-styles>");
    let meta = "<office:document-meta><office:meta><dc:title>On ponds</dc:title><dc:language>es</dc:language></office:meta></office:document-meta>";
    zipped(&[
        ("mimetype", TYPE.as_bytes()),
        ("content.xml", content.as_bytes()),
        ("styles.xml", styles.as_bytes()),
        ("meta.xml", meta.as_bytes()),
    ])
}

fn blocks(body: &str, automatic: &str, styles: &str) -> Vec<Block> {
    read(&file(body, automatic, styles)).unwrap().blocks
}

fn seen(blocks: &[Block]) -> Vec<String> {
    let line = |block: &Block| match &block.label {
        Some(label) => format!("{label} {}", block.text()),
        None => block.text(),
    };
    blocks.iter().map(line).collect()
}

const LIST: &str = "<text:list-style style:name='L'>\
    <text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/>\
    <text:list-level-style-number text:level='2' style:num-format='a' style:num-prefix='(' style:num-suffix=')'/>\
    <text:list-level-style-number text:level='3' style:num-format='1' text:display-levels='3' style:num-suffix='.'/>\
    </text:list-style><text:list-style style:name='B'><text:list-level-style-bullet text:level='1' text:bullet-char='•'/></text:list-style>";

#[test]
fn lists_count_and_go_on() {
    let item = |text: &str, more: &str| {
        format!("<text:list-item><text:p>{text}</text:p>{more}</text:list-item>")
    };
    let list =
        |attributes: &str, items: &str| format!("<text:list {attributes}>{items}</text:list>");
    let inner = list(
        "",
        &(item("wells", &list("", &item("deep", ""))) + &item("ponds", "")),
    );
    let body = [
        list("text:style-name='L'", &item("Dig:", &inner)),
        "<text:p>Between.</text:p>".to_owned(),
        list("text:style-name='L' text:continue-numbering='true'", &item("Fill", "<text:p>them.</text:p>")),
        list("text:style-name='L'", "<text:list-header><text:p>No number</text:p></text:list-header><text:list-item text:start-value='7'><text:p>Seven</text:p></text:list-item>"),
        list("text:style-name='B'", &item("dot", "")),
    ]
    .concat();
    let blocks = blocks(&body, "", LIST);
    assert_eq!(
        seen(&blocks),
        [
            "1. Dig:",
            "(a) wells",
            "1.a.1. deep",
            "(b) ponds",
            "Between.",
            "2. Fill",
            "them.",
            "No number",
            "7. Seven",
            "dot"
        ]
    );
    assert_eq!(blocks[2].list_level, 2);
    assert_eq!(blocks[9].kind, BlockKind::ListItem);
}

#[test]
fn headings_styles_and_white_space_are_as_people_see_them() {
    let styles = "<office:styles><style:style style:name='Old_20_Text' style:family='paragraph'><style:text-properties fo:font-style='italic'/></style:style>\
        <style:style style:name='Heading_20_1' style:family='paragraph' style:default-outline-level='1'/>\
        <text:outline-style><text:outline-level-style text:level='1' style:num-format='I' style:num-suffix='.'/></text:outline-style></office:styles>\
        <office:master-styles><style:master-page><style:header><text:p>POND/1</text:p></style:header><style:footer><text:p>31-1</text:p></style:footer></style:master-page></office:master-styles>";
    let automatic = "<style:style style:name='P1' style:family='paragraph' style:parent-style-name='Old_20_Text'><style:paragraph-properties fo:margin-left='1in' fo:text-indent='-0.5in'/></style:style>\
        <style:style style:name='T1' style:family='text'><style:text-properties fo:font-style='normal' style:text-line-through-style='solid'/></style:style>";
    let body = "<text:h text:style-name='Heading_20_1' text:outline-level='1'>Ponds</text:h>\
        <text:h text:style-name='X' text:outline-level='2'>A.<text:tab/>Fish</text:h>\
        <text:p text:style-name='P1'>\n  Old <text:span text:style-name='T1'>plain</text:span> again<text:s text:c='2'/>here<text:line-break/>x</text:p>\
        <text:table-of-content><text:index-body><text:p>Ponds 3</text:p></text:index-body></text:table-of-content>\
        <text:p>Box:<draw:frame><draw:text-box><text:p>inside</text:p></draw:text-box></draw:frame></text:p>";
    let read = read(&file(body, automatic, styles)).unwrap();
    let blocks = read.blocks;
    assert_eq!(
        seen(&blocks),
        [
            "POND/1",
            "I. Ponds",
            "A.\tFish",
            "Old plain again  here\nx",
            "Ponds 3",
            "Box:",
            "inside",
            "31-1"
        ]
    );
    let kinds: Vec<_> = blocks.iter().map(|block| block.kind.clone()).collect();
    assert_eq!(
        kinds,
        [
            BlockKind::PageHeader,
            BlockKind::Heading(1),
            BlockKind::Heading(2),
            BlockKind::Paragraph,
            BlockKind::Apart,
            BlockKind::Paragraph,
            BlockKind::Paragraph,
            BlockKind::PageFooter
        ]
    );
    let styles: Vec<_> = blocks[3]
        .runs
        .iter()
        .map(|run| (run.style.italic, run.style.struck))
        .collect();
    assert_eq!(styles, [(true, false), (false, true), (true, false)]);
    assert_eq!(blocks[3].style_name.as_deref(), Some("Old Text"));
    assert_eq!(blocks[3].indent, Some(600));
    assert_eq!(read.metadata.title.as_deref(), Some("On ponds"));
    assert_eq!(read.metadata.language.as_deref(), Some("es"));
}

#[test]
fn notes_comments_and_tables_have_their_places() {
    let body = "<text:p>Dig é<text:note text:note-class='footnote'><text:note-citation>2</text:note-citation>\
        <text:note-body><text:p>2 See the map.</text:p><text:p>And more.</text:p></text:note-body></text:note> wells\
        <office:annotation><dc:creator>A. Writer</dc:creator><dc:date>2031</dc:date><text:p>Really?</text:p></office:annotation>.</text:p>\
        <table:table><table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>wide</text:p></table:table-cell>\
        <table:covered-table-cell/><table:table-cell><text:p>third</text:p></table:table-cell></table:table-row></table:table>";
    let blocks = blocks(body, "", "");
    assert_eq!(
        seen(&blocks),
        [
            "Dig é wells.",
            "2 See the map.",
            "And more.",
            "Really?",
            "wide",
            "third"
        ]
    );
    assert_eq!(blocks[0].note_marks, [(6, "2".to_owned())]);
    assert_eq!(blocks[1].kind, BlockKind::Note);
    assert_eq!(
        blocks[3].kind,
        BlockKind::Comment("A. Writer, 2031".to_owned())
    );
    assert_eq!(
        blocks[5].kind,
        BlockKind::Cell {
            table: 0,
            row: 0,
            column: 2
        }
    );
}

#[test]
fn tracked_changes_are_accepted_and_stay_visible() {
    let region = |id: &str, what: &str| {
        format!("<text:changed-region text:id='{id}'>{what}</text:changed-region>")
    };
    let deleted = |inner: &str| {
        format!(
            "<text:deletion><office:change-info><dc:date>x</dc:date></office:change-info>{inner}</text:deletion>"
        )
    };
    let body = [
        "<text:tracked-changes>".to_owned(),
        region("a", &deleted("<text:p>ponds</text:p>")),
        region("b", "<text:insertion/>"),
        region("c", &deleted("<text:p>2. Sell them.</text:p><text:p/>")),
        "</text:tracked-changes>".to_owned(),
        "<text:p>1. Dig <text:change text:change-id='a'/><text:change-start text:change-id='b'/>wells<text:change-end text:change-id='b'/>.</text:p>".to_owned(),
        "<text:p><text:change text:change-id='c'/>3. Rest.</text:p>".to_owned(),
    ]
    .concat();
    let blocks = blocks(&body, "", "");
    assert_eq!(seen(&blocks), ["1. Dig wells.", "", "3. Rest."]);
    assert!(blocks[0].runs[1].style.deleted && blocks[0].runs[2].style.inserted);
    assert_eq!(blocks[1].runs[0].text, "2. Sell them.");
}

#[test]
fn one_xml_file_is_read_too_and_an_encrypted_one_refused() {
    let flat = format!(
        "<?xml version='1.0'?><office:document {NAMESPACES} office:mimetype='{TYPE}'><office:meta><dc:title>T</dc:title></office:meta>\
         <office:body><office:text><text:p>Ponds.</text:p></office:text></office:body></office:document>"
    );
    assert!(sniff(flat.as_bytes()));
    let read_flat = read(flat.as_bytes()).unwrap();
    assert_eq!(seen(&read_flat.blocks), ["Ponds."]);
    assert_eq!(read_flat.metadata.title.as_deref(), Some("T"));
    let encrypted = zipped(&[
        ("mimetype", TYPE.as_bytes()),
        ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
        ("content.xml", b"\x00\x01"),
    ]);
    assert_eq!(read(&encrypted), Err(InputError::Encrypted));
    assert!(!sniff(&zipped(&[(
        "mimetype",
        b"application/vnd.oasis.opendocument.spreadsheet"
    )])));
}

#[test]
fn damage_is_survived() {
    let body = format!(
        "<text:tracked-changes><text:changed-region text:id='a'><text:deletion><text:p>é</text:p><text:p/></text:deletion></text:changed-region></text:tracked-changes>\
         <text:p><text:change text:change-id='a'/>x<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>é</text:p></text:note-body></text:note></text:p>\
         <text:list text:style-name='L'><text:list-item><text:p>a</text:p><text:list><text:list-item text:start-value='3'><text:h text:outline-level='300'>b</text:h></text:list-item></text:list></text:list-item></text:list>\
         <table:table><table:table-row><table:covered-table-cell table:number-columns-repeated='4294967295'/><table:table-cell><text:p>c</text:p></table:table-cell></table:table-row></table:table>{}",
        "<text:p><text:s text:c='4000000000'/></text:p>"
    );
    survives(&file(&body, "", LIST), read);
    survives_within(
        body.as_bytes(),
        |body| file(&String::from_utf8_lossy(&body), "", LIST),
        read,
    );
    survives_within(
        LIST.as_bytes(),
        |list| file(&body, &String::from_utf8_lossy(&list), ""),
        read,
    );
}
