use super::*;
use crate::input::damage::survives;
use crate::model::{Block, BlockKind};

fn blocks(page: &str) -> Vec<Block> {
    read(format!("<!DOCTYPE html>{page}").as_bytes())
        .unwrap()
        .blocks
}

fn seen(blocks: &[Block]) -> Vec<String> {
    let line = |block: &Block| match &block.label {
        Some(label) => format!("{label} {}", block.text()),
        None => block.text(),
    };
    blocks.iter().map(line).collect()
}

fn kinds(blocks: &[Block]) -> Vec<BlockKind> {
    blocks.iter().map(|block| block.kind.clone()).collect()
}

#[test]
fn pages_and_fragments_are_told_from_texts() {
    for page in [
        "\u{FEFF} <!doctype HTML>",
        "<!-- saved --><html lang=en>",
        "<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'>",
        "<blockquote id='1'>",
        "<p>1. Lakes</p>",
    ] {
        assert!(sniff(page.as_bytes()), "{page}");
    }
    for other in [
        "1. <p>",
        "<pond>",
        "<akomaNtoso>",
        "<",
        "",
        "<!-- x",
        "<!doctype book>",
    ] {
        assert!(!sniff(other.as_bytes()), "{other}");
    }
}

#[test]
fn headings_paragraphs_and_the_title() {
    let page = "<html lang=fr><title>Site</title><body><h1>On\n ponds</h1>Loose text<h2>I. Fish<h3>A. Trout</h3>\
        <p>All fish<p>swim. <p lang=la>Piscis</p><pre>a\n  b</pre><hr>end</html>";
    let read = read(page.as_bytes()).unwrap();
    assert_eq!(
        seen(&read.blocks),
        [
            "On ponds",
            "Loose text",
            "I. Fish",
            "A. Trout",
            "All fish",
            "swim.",
            "Piscis",
            "a\n  b",
            "end"
        ]
    );
    assert_eq!(
        kinds(&read.blocks)[..5],
        [
            BlockKind::Title,
            BlockKind::Paragraph,
            BlockKind::Heading(2),
            BlockKind::Heading(3),
            BlockKind::Paragraph
        ]
    );
    assert_eq!(read.blocks[6].language.as_deref(), Some("la"));
    assert_eq!(read.metadata.title.as_deref(), Some("On ponds"));
    assert_eq!(read.metadata.language.as_deref(), Some("fr"));
}

#[test]
fn lists_are_numbered_as_a_browser_shows_them() {
    let page = "<ol start=4><li>Dig:<ol type=a><li>wells<li>ponds</ol><li><p>Fill</p><p>them.</p></li></ol>\
        <ol reversed start=2><li>two<li>one</ol><ol type=I><li value=9>nine</ol>\
        <ol style='list-style-type: lower-roman'><li>i</ol><ul><li>dot<ol><li>in it</ol></ul>";
    let blocks = blocks(page);
    assert_eq!(
        seen(&blocks),
        [
            "4. Dig:", "a. wells", "b. ponds", "5. Fill", "them.", "2. two", "1. one", "IX. nine",
            "i. i", "dot", "1. in it"
        ]
    );
    let levels: Vec<u8> = blocks.iter().map(|block| block.list_level).collect();
    assert_eq!(levels, [0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
    assert_eq!(blocks[9].kind, BlockKind::ListItem);
    assert_eq!(blocks[10].kind, BlockKind::Paragraph);
}

#[test]
fn styles_and_changes_survive() {
    let page = "<p><em>a</em> <b>b</b><s>c</s><ins>d</ins><del>e</del><sup>f</sup>\
        <span style='Font-Style: italic'>g</span> h<br>i &amp; j&nbsp;k<wbr>l<q>m</q></p>";
    let blocks = blocks(page);
    let runs: Vec<_> = blocks[0]
        .runs
        .iter()
        .map(|run| (run.text.as_str(), run.style))
        .collect();
    assert!(runs[0].0 == "a" && runs[0].1.italic);
    assert!(runs[2].0 == "b" && runs[2].1.bold);
    assert!(runs[3].0 == "c" && runs[3].1.struck);
    assert!(runs[4].0 == "d" && runs[4].1.inserted);
    assert!(runs[5].0 == "e" && runs[5].1.deleted);
    assert!(runs[6].0 == "f" && runs[6].1.superscript);
    assert!(runs[7].0 == "g" && runs[7].1.italic);
    assert_eq!(blocks[0].text(), "a bcdfg h\ni & j\u{A0}kl“m”");
}

#[test]
fn two_breaks_end_a_paragraph() {
    assert_eq!(
        seen(&blocks("<p>One<br>line.<br><br>Two.<br>&nbsp;<br>Three.")),
        ["One\nline.", "Two.", "Three."]
    );
}

#[test]
fn marks_of_notes_leave_the_text_and_notes_are_notes() {
    let page = "<p>Ponds<sup><a href='#fn1'>1</a></sup> and wells,<a href='#_ftn2' name='_ftnref2'>[2]</a> see \
        <a href='#x'>1</a> of 10<sup>6</sup>.</p><div id='n'><ol><li id=fn1><p>Blue ones.<a href='#r'>↩</a></p><p>Deep ones.</p></ol></div>\
        <div id='ftn2'><p><a name='_ftn2' href='#_ftnref2'>[2]</a> Old wells.</p><p>And new.</p></div>";
    let blocks = blocks(page);
    assert_eq!(blocks[0].text(), "Ponds and wells, see 1 of 106.");
    assert_eq!(
        blocks[0].note_marks,
        [(5, "1".to_owned()), (16, "2".to_owned())]
    );
    assert_eq!(
        seen(&blocks[1..]),
        ["1 Blue ones.", "Deep ones.", "2 Old wells.", "And new."]
    );
    assert!(
        blocks[1..]
            .iter()
            .all(|block| block.kind == BlockKind::Note)
    );
}

#[test]
fn tables_are_cells_unless_they_lay_out_the_page() {
    let table =
        blocks("<table><tr><th colspan=2>Year<th>Fish<tr><td>2031<td><p>many<p>small<td>x</table>");
    let cells: Vec<_> = table
        .iter()
        .map(|block| match block.kind {
            BlockKind::Cell { row, column, .. } => (block.text(), row, column),
            _ => panic!("{block:?}"),
        })
        .collect();
    let cell = |text: &str, row, column| (text.to_owned(), row, column);
    assert_eq!(
        cells,
        [
            cell("Year", 0, 0),
            cell("Fish", 0, 2),
            cell("2031", 1, 0),
            cell("many", 1, 1),
            cell("small", 1, 1),
            cell("x", 1, 2)
        ]
    );
    let layout =
        blocks("<table><tr><td>menu<td><h2>Ponds</h2><p>Dig.<table><tr><td>a<td>b</table></table>");
    assert_eq!(layout[1].kind, BlockKind::Heading(2));
    assert_eq!(layout[2].kind, BlockKind::Paragraph);
    assert!(matches!(layout[4].kind, BlockKind::Cell { table: 1, .. }));
}

#[test]
fn what_is_around_the_text_is_apart_and_scripts_are_dropped() {
    let text = "All ponds are to be filled with water before the end of the year. ".repeat(5);
    let page = format!(
        "<header><a href='/'>Home</a> <h1>Site</h1></header><nav><ul><li><a href='/a'>About</a></ul></nav>\
         <div class='breadcrumb trail'>You are here</div><script>var p = '<p>';</script><style>p {{}}</style>\
         <header><h2>Preamble</h2><p>{text}</p></header><p>{text}</p>\
         <ul><li><a href='b.html'>See also</a></ul><footer>© 2031</footer>"
    );
    let blocks = blocks(&page);
    let apart = |block: &&Block| block.kind == BlockKind::Apart;
    let apart: Vec<_> = blocks.iter().filter(apart).map(Block::text).collect();
    assert_eq!(
        apart,
        [
            "Home",
            "Site",
            "About",
            "You are here",
            "See also",
            "© 2031"
        ]
    );
    assert_eq!(blocks[4].kind, BlockKind::Heading(2));

    let main = format!("<p>Advertisement</p><main><p>{text}</p></main><p>More</p>");
    let kinds = kinds(&self::blocks(&main));
    assert_eq!(
        kinds,
        [BlockKind::Apart, BlockKind::Paragraph, BlockKind::Apart]
    );
}

#[test]
fn the_encoding_is_what_the_page_says() {
    let latin =
        b"<html><meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'><p>\xE9tang";
    assert_eq!(seen(&read(latin).unwrap().blocks), ["étang"]);
    let cyrillic = b"<html><meta charset=\"windows-1251\"><p>\xEF\xF0\xF3\xE4";
    assert_eq!(seen(&read(cyrillic).unwrap().blocks), ["пруд"]);
    let wrong = "<html><meta charset='utf-16'><p>étang".as_bytes();
    assert_eq!(seen(&read(wrong).unwrap().blocks), ["étang"]);
}

#[test]
fn what_is_made_to_do_harm_takes_linear_time() {
    let attributes: String = (0..60_000).map(|at| format!(" a{at}=x")).collect();
    for page in [
        "<div>".repeat(200_000),
        "<p><b><i>".repeat(60_000),
        format!("<p{attributes}>x"),
        "</b></div>".repeat(100_000),
        format!(
            "{}{}",
            "<div><b>".repeat(200),
            "<p>x</i></p>".repeat(20_000)
        ),
        "<table><tr><td>x".repeat(20_000),
        "<ol><li>x".repeat(40_000),
        "<!--".repeat(100_000),
        "<script></".repeat(40_000),
        "&#".repeat(200_000),
        "<a href='#fn1'><sup>1</sup>".repeat(20_000),
    ] {
        read(format!("<html>{page}").as_bytes()).unwrap();
    }
}

#[test]
fn damage_is_survived() {
    let page = "<!DOCTYPE html><html lang='en'><meta charset=utf-8><title>x</title><h1>é</h1><p>a<sup><a href='#fn1'>1</a></sup> \
        <del>b</del><ins>c</ins><table><tr><td colspan=3>d<td>e</table><ol start=3 type=a><li value=5>f<ul><li>g</ul></ol>\
        <div id=fn1><p><a name=fn1>1</a> note</p></div><header><p>x</p></header><main>y<br><br>z</main><pre>q</pre>&eacute;&#150;<!--x--></html>";
    survives(page.as_bytes(), read);
}
