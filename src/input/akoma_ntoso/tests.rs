use super::*;
use crate::input::damage::survives;
use crate::model::{Block, BlockKind, Unit};

fn document(inner: &str) -> String {
    format!(
        "<?xml version='1.0'?><!-- made --><akomaNtoso xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0'>{inner}</akomaNtoso>"
    )
}

fn blocks(inner: &str) -> Vec<Block> {
    read(document(inner).as_bytes()).unwrap().blocks
}

/// What each block is, its number, and its text.
fn seen(blocks: &[Block]) -> Vec<String> {
    let line = |block: &Block| {
        let kind = match &block.kind {
            BlockKind::Provision { unit, path } => format!("{unit:?} {}", path.join("/")),
            kind => format!("{kind:?}"),
        };
        let label = block.label.as_deref().unwrap_or("-");
        format!("{kind} | {label} | {}", block.text())
    };
    blocks.iter().map(line).collect()
}

const RESOLUTION: &str = "<statement name='resolution'><meta><identification>\
    <FRBRWork><FRBRdate date='2031-03-25' name='adoption'/><FRBRauthor href='#pc'/></FRBRWork>\
    <FRBRExpression><FRBRdate date='2031-04-01'/><FRBRlanguage language='fra'/></FRBRExpression></identification>\
    <references><TLCOrganization eId='pc' showAs='Pond Council'/></references></meta>\
    <coverPage><p><docNumber refersTo='#symbol'>P/RES/9/2</docNumber></p><p><session value='9'>Ninth session</session></p></coverPage>\
    <preface><p><docNumber>9/2.</docNumber>\n  <docTitle>Care of <b>ponds</b></docTitle></p></preface>\
    <preamble><formula name='enactingFormula'><p>The Pond Council,</p></formula>\
    <container name='Noting'><p xml:space='preserve'>    <span class='italic'>Noting</span> the ponds,</p></container></preamble>\
    <mainBody><paragraph eId='para_1'><num>1.</num><content><p>Requests States to dig ponds\
    <authorialNote marker='3' placement='bottom'><p>See P/9/1.</p></authorialNote>;</p></content></paragraph>\
    <paragraph><num>2.</num><list><intro><p>Decides:</p></intro>\
    <point><num>(a)</num><content><p>To count fish;</p><p>And frogs;</p></content></point>\
    <point><num>(b)</num><list><intro><p>To feed:</p></intro><point><num>(i)</num><content><p>Trout;</p></content></point></list></point>\
    <wrap><p>every year.</p></wrap></list></paragraph>\
    <paragraph><content><p>Remains seized.</p></content></paragraph></mainBody>\
    <conclusions><p>4th meeting<eol/>25 March 2031</p></conclusions></statement>";

#[test]
fn everything_that_is_marked_is_taken_over() {
    let read = read(document(RESOLUTION).as_bytes()).unwrap();
    assert_eq!(
        seen(&read.blocks),
        [
            "Apart | - | P/RES/9/2",
            "Apart | - | Ninth session",
            "Title | - | 9/2. Care of ponds",
            "Apart | - | The Pond Council,",
            "Preambular  | - | Noting the ponds,",
            "Paragraph 1 | 1. | Requests States to dig ponds;",
            "Note | 3 | See P/9/1.",
            "Paragraph 2 | 2. | Decides:",
            "Paragraph 2/a | (a) | To count fish;\nAnd frogs;",
            "Paragraph 2/b | (b) | To feed:",
            "Paragraph 2/b/i | (i) | Trout;\nevery year.",
            "Operative  | - | Remains seized.",
            "Apart | - | 4th meeting\n25 March 2031",
        ]
    );
    assert_eq!(read.blocks[5].note_marks, [(28, "3".to_owned())]);
    assert!(read.blocks[4].runs[0].style.italic);
    let metadata = read.metadata;
    assert_eq!(metadata.title.as_deref(), Some("9/2. Care of ponds"));
    assert_eq!(metadata.symbol.as_deref(), Some("P/RES/9/2"));
    assert_eq!(metadata.session.as_deref(), Some("Ninth session"));
    assert_eq!(metadata.body.as_deref(), Some("Pond Council"));
    assert_eq!(metadata.date.as_deref(), Some("2031-03-25"));
    assert_eq!(metadata.language.as_deref(), Some("fr"));
}

#[test]
fn recitals_divisions_articles_and_tables_have_their_places() {
    let inner = "<act><preamble><recitals><intro><p><i>considering</i></p></intro>\
        <recital><num>a)</num><p>that ponds are blue;</p></recital></recitals></preamble>\
        <body><chapter><num>Chapter I</num><heading>Ponds</heading><section><heading>Fish</heading>\
        <article><num>Article 2</num><heading>Trout</heading><paragraph><num>1.</num><content><p>Trout swim.</p></content></paragraph>\
        <paragraph><num>2.</num><content><p>As in: <quotedStructure><paragraph><num>9.</num><content><p>Old words.</p></content></paragraph></quotedStructure></p></content></paragraph></article>\
        <article><num>Article 3</num><content><p>Ponds are free.</p></content></article></section></chapter>\
        <hcontainer><content><p>Loose.</p><table><tr><td><p>a</p></td><td><p>b</p></td></tr></table></content></hcontainer></body></act>";
    assert_eq!(
        seen(&blocks(inner)),
        [
            "Heading(1) | - | considering",
            "Preambular  | a) | that ponds are blue;",
            "Heading(1) | Chapter I | Ponds",
            "Heading(2) | - | Fish",
            "Heading(3) | - | Trout",
            "Article 2/1 | 1. | Trout swim.",
            "Article 2/2 | 2. | As in:\n9.\nOld words.",
            "Article 3 | Article 3 | Ponds are free.",
            "Paragraph | - | Loose.",
            "Cell { table: 0, row: 0, column: 0 } | - | a",
            "Cell { table: 0, row: 0, column: 1 } | - | b",
        ]
    );
}

#[test]
fn a_collection_is_cut_into_its_parts() {
    let part = |kind: &str, number: &str, title: &str| {
        format!(
            "<component><statement name='resolution'><meta/><preface><longTitle><p><docType>{kind}</docType> \
             <docNumber>{number}</docNumber></p></longTitle>{title}</preface><mainBody><paragraph><num>1</num>\
             <content><p>Dig.</p></content></paragraph></mainBody></statement></component>"
        )
    };
    let inner = format!(
        "<documentCollection xml:lang='en'><preface><p><docTitle>Acts</docTitle></p></preface><components>{}{}</components></documentCollection>",
        part(
            "RESOLUTION",
            "2",
            "<container name='title'><p>Wells</p></container>"
        ),
        part("DECISION", "P/5.", "")
    );
    let read = read(document(&inner).as_bytes()).unwrap();
    assert_eq!(
        seen(&read.blocks),
        [
            "Title | - | Acts",
            "Apart | - | RESOLUTION 2",
            "PartTitle | RESOLUTION 2 | Wells",
            "Paragraph 1 | 1 | Dig.",
            "PartTitle | P/5 | DECISION P/5.",
            "Paragraph 1 | 1 | Dig.",
        ]
    );
    assert_eq!(read.metadata.language.as_deref(), Some("en"));
    assert_eq!(read.metadata.title.as_deref(), Some("Acts"));
}

#[test]
fn numbers_and_notes_that_a_converter_left_in_the_text_are_moved() {
    let paragraph = |number: &str, text: &str| {
        let number = match number {
            "" => String::new(),
            number => format!("<num>{number}</num>"),
        };
        format!("<paragraph>{number}<content><p>{text}</p></content></paragraph>")
    };
    let inner = format!(
        "<statement><mainBody>{}{}{}{}</mainBody></statement>",
        paragraph("", "1 to dig ponds1; ____________ 1 Blue ones."),
        paragraph("2", "to fill them;"),
        paragraph("3", "to count fish; 4 to rest, 5 days; 5 to sleep;"),
        paragraph("", "12 States were there.")
    );
    let read = read(document(&inner).as_bytes()).unwrap();
    assert_eq!(
        seen(&read.blocks),
        [
            "Paragraph 1 | 1 | to dig ponds1;",
            "Note | 1 | Blue ones.",
            "Paragraph 2 | 2 | to fill them;",
            "Paragraph 3 | 3 | to count fish;",
            "Paragraph 4 | 4 | to rest, 5 days;",
            "Paragraph 5 | 5 | to sleep;",
            "Operative  | - | 12 States were there.",
        ]
    );
    assert_eq!(read.remarks.len(), 3);
}

#[test]
fn a_file_that_is_cut_off_is_read_as_far_as_it_goes() {
    let whole = document(RESOLUTION);
    let cut = &whole[..whole.find("<paragraph><num>2.").unwrap() + 40];
    let read = read(cut.as_bytes()).unwrap();
    let last = read
        .blocks
        .iter()
        .rfind(|block| block.kind != BlockKind::Note);
    assert!(matches!(
        last.map(|block| &block.kind),
        Some(BlockKind::Provision { unit: Unit::Paragraph, path }) if path == &["1"]
    ));
    assert_eq!(read.remarks.len(), 1);
}

#[test]
fn other_prefixes_are_known_and_other_roots_refused() {
    assert!(sniff(
        b"<akn:akomaNtoso xmlns:akn='http://www.akomantoso.org/2.0'>"
    ));
    assert!(sniff(
        b"<?xml version='1.0'?>\n<!DOCTYPE akomaNtoso>\n<akomaNtoso>"
    ));
    for other in [
        &b"<html><akomaNtoso>"[..],
        b"<?xml",
        b"<",
        b"",
        b"akomaNtoso",
    ] {
        assert!(!sniff(other));
    }
}

#[test]
fn what_is_made_to_do_harm_is_refused_or_read_in_bounds() {
    let deep = format!(
        "<statement><mainBody>{}",
        "<paragraph><num>1</num>".repeat(30_000)
    );
    let deep = read(document(&deep).as_bytes()).unwrap();
    assert_eq!(deep.remarks.len(), 1);
    let nested = format!(
        "<statement><mainBody>{}{}",
        "<paragraph><num>1</num><content><p>a</p></content>".repeat(2000),
        "</paragraph>".repeat(2000)
    );
    read(format!("<akomaNtoso>{nested}").as_bytes()).unwrap();
    let lines = format!(
        "<statement><mainBody><paragraph><num>1</num><content>{}</content></paragraph></mainBody></statement>",
        "<p>a<authorialNote marker='1'><p>n</p><p>n</p></authorialNote></p>".repeat(10_000)
    );
    assert_eq!(blocks(&lines).len(), 10_001);
}

#[test]
fn damage_is_survived() {
    survives(document(RESOLUTION).as_bytes(), read);
}
