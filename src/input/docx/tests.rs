use super::*;
use crate::input::damage::{survives, survives_within, zipped};
use crate::model::{Block, BlockKind, Style};

const NAMESPACES: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
     xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'";

/// A document with this body, and further parts of the folder `word` by name.
fn document(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let main = format!("<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>");
    let mut files = vec![("word/document.xml".to_owned(), main)];
    for (name, text) in parts {
        let (root, end) = text.split_once('>').unwrap();
        let text = format!("{root} {NAMESPACES}>{end}");
        files.push((format!("word/{name}"), text));
    }
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    zipped(&files)
}

fn blocks(body: &str, parts: &[(&str, &str)]) -> Vec<Block> {
    read(&document(body, parts)).unwrap().blocks
}

/// A paragraph in one run.
fn p(text: &str) -> String {
    format!("<w:p>{}</w:p>", r("", text))
}

fn r(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>")
}

/// A paragraph of a list.
fn item(list: u32, level: u8, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr>\
         {}</w:p>",
        r("", text)
    )
}

fn level(at: u8, format: &str, text: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{format}'/>{more}\
         <w:lvlText w:val='{text}'/></w:lvl>"
    )
}

/// Labels and texts, as a reader sees them.
fn seen(blocks: &[Block]) -> Vec<String> {
    let line = |block: &Block| match &block.label {
        Some(label) => format!("{label} {}", block.text()),
        None => block.text(),
    };
    blocks.iter().map(line).collect()
}

/// Runs with their styles: `i` italics, `s` struck, `+` inserted, `-` deleted.
fn marked(block: &Block) -> String {
    let run = |run: &crate::model::Run| {
        let Style {
            italic,
            bold,
            struck,
            inserted,
            deleted,
            superscript,
        } = run.style;
        let styles = [
            (italic, 'i'),
            (bold, 'b'),
            (struck, 's'),
            (inserted, '+'),
            (deleted, '-'),
            (superscript, '^'),
        ];
        let marks: String = styles
            .iter()
            .filter(|(set, _)| *set)
            .map(|(_, mark)| *mark)
            .collect();
        if marks.is_empty() {
            run.text.clone()
        } else {
            format!("[{marks}:{}]", run.text)
        }
    };
    block.runs.iter().map(run).collect()
}

#[test]
fn the_format_is_told_by_what_is_in_the_zip() {
    assert!(sniff(&document(&p("Lakes"), &[])));
    assert!(!sniff(&zipped(&[("content.xml", b"<a/>")])));
    assert!(!sniff(b"PK\x03\x04"));
    assert!(matches!(
        read(b"1. Lakes"),
        Err(InputError::NotThisFormat { .. })
    ));
}

#[test]
fn headings_are_known_by_outline_and_by_the_name_of_their_style() {
    let styles = "<w:styles>\
        <w:style w:type='paragraph' w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>\
        <w:style w:type='paragraph' w:styleId='HCh'><w:name w:val='_ H _Ch'/>\
          <w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='T'><w:name w:val='Title'/></w:style>\
        <w:style w:type='paragraph' w:styleId='V1'><w:name w:val='toc 1'/></w:style></w:styles>";
    let styled = |style: &str, text: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{}</w:p>",
            r("", text)
        )
    };
    let body = [
        styled("T", "Rules for ponds"),
        styled("V1", "Ponds\t3"),
        styled("berschrift1", "Ponds"),
        styled("HCh", "Wells"),
        p("All ponds are blue."),
    ]
    .concat();
    let blocks = blocks(&body, &[("styles.xml", styles)]);
    let kinds: Vec<_> = blocks.iter().map(|block| block.kind.clone()).collect();
    assert_eq!(
        kinds,
        [
            BlockKind::Title,
            BlockKind::Apart,
            BlockKind::Heading(1),
            BlockKind::Heading(2),
            BlockKind::Paragraph
        ]
    );
    let names: Vec<_> = blocks
        .iter()
        .map(|block| block.style_name.as_deref())
        .collect();
    assert_eq!(
        names,
        [
            Some("Title"),
            Some("toc 1"),
            Some("heading 1"),
            Some("HCh"),
            None
        ]
    );
    assert_eq!(blocks[4].place.paragraph, 5);
}

#[test]
fn lists_count_by_level_and_start_anew_below_the_next_number() {
    let numbering = format!(
        "<w:numbering><w:abstractNum w:abstractNumId='7'>{}{}{}</w:abstractNum>\
         <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>\
         <w:num w:numId='2'><w:abstractNumId w:val='7'/>\
           <w:lvlOverride w:ilvl='0'><w:startOverride w:val='10'/></w:lvlOverride></w:num>\
         </w:numbering>",
        level(0, "decimal", "%1.", ""),
        level(1, "lowerLetter", "(%2)", ""),
        level(2, "lowerRoman", "(%3)", ""),
    );
    let body = [
        item(1, 0, "Dig ponds:"),
        item(1, 1, "Deep ones;"),
        item(1, 2, "With fish;"),
        item(1, 2, "With frogs;"),
        item(1, 1, "Flat ones."),
        p("Ponds are dug by hand."),
        item(1, 0, "Fill ponds:"),
        item(1, 1, "With water."),
        item(2, 0, "Empty ponds."),
        item(1, 0, "Rest."),
    ]
    .concat();
    assert_eq!(
        seen(&blocks(&body, &[("numbering.xml", &numbering)])),
        [
            "1. Dig ponds:",
            "(a) Deep ones;",
            "(i) With fish;",
            "(ii) With frogs;",
            "(b) Flat ones.",
            "Ponds are dug by hand.",
            "2. Fill ponds:",
            "(a) With water.",
            "10. Empty ponds.",
            "11. Rest."
        ]
    );
}

#[test]
fn numbers_are_written_as_their_level_says() {
    let numbering = format!(
        "<w:numbering><w:abstractNum w:abstractNumId='0'>{}{}{}{}</w:abstractNum>\
         <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>",
        level(0, "upperRoman", "%1.", ""),
        level(1, "decimal", "%1.%2", "<w:isLgl/>"),
        level(2, "bullet", "·", ""),
        level(3, "lowerLetter", "%1.%4)", "<w:lvlRestart w:val='0'/>"),
    );
    let mut body = vec![
        item(1, 0, "Wells"),
        item(1, 1, "Old wells"),
        item(1, 2, "of stone"),
    ];
    body.extend((0..27).map(|_| item(1, 3, "x")));
    body.push(item(1, 0, "Pumps"));
    body.push(item(1, 3, "y"));
    let blocks = blocks(&body.concat(), &[("numbering.xml", &numbering)]);
    let lines = seen(&blocks);
    assert_eq!(
        lines[..4],
        ["I. Wells", "1.1 Old wells", "of stone", "I.a) x"]
    );
    assert_eq!(blocks[2].kind, BlockKind::ListItem);
    assert_eq!(lines[28..], ["I.z) x", "I.aa) x", "II. Pumps", "II.bb) y"]);
}

#[test]
fn a_style_can_number_its_paragraphs_and_numid_0_takes_that_away() {
    let styles = "<w:styles><w:style w:type='paragraph' w:styleId='Par'><w:name w:val='Par'/>\
          <w:pPr><w:numPr><w:numId w:val='4'/></w:numPr></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='Sub'><w:basedOn w:val='Par'/></w:style></w:styles>";
    let numbering = format!(
        "<w:numbering><w:abstractNum w:abstractNumId='0'>{}{}</w:abstractNum>\
         <w:num w:numId='4'><w:abstractNumId w:val='0'/></w:num></w:numbering>",
        level(0, "decimal", "%1.", "<w:pStyle w:val='Par'/>"),
        level(1, "decimal", "%1.%2", "<w:pStyle w:val='Sub'/>"),
    );
    let styled = |style: &str, more: &str, text: &str| {
        let text = r("", text);
        format!("<w:p><w:pPr><w:pStyle w:val='{style}'/>{more}</w:pPr>{text}</w:p>")
    };
    let none = "<w:numPr><w:numId w:val='0'/></w:numPr>";
    let body = [
        styled("Par", "", "Fish."),
        styled("Sub", "", "Trout."),
        styled("Par", none, "Between."),
        styled("Sub", "", "Carp."),
        styled("Par", "", "Frogs."),
    ]
    .concat();
    let parts = [("styles.xml", styles), ("numbering.xml", &numbering)];
    assert_eq!(
        seen(&blocks(&body, &parts)),
        [
            "1. Fish.",
            "1.1 Trout.",
            "Between.",
            "1.2 Carp.",
            "2. Frogs."
        ]
    );
}

#[test]
fn italics_come_from_runs_and_styles_and_two_styles_cancel_out() {
    let styles = "<w:styles>\
        <w:style w:type='character' w:styleId='Em'><w:rPr><w:i/></w:rPr></w:style>\
        <w:style w:type='paragraph' w:styleId='Old'><w:rPr><w:i w:val='1'/></w:rPr></w:style>\
        </w:styles>";
    let body = format!(
        "<w:p>{}{}{}{}</w:p><w:p><w:pPr><w:pStyle w:val='Old'/></w:pPr>{}{}{}</w:p>",
        r("<w:i/>", "run "),
        r("<w:i w:val='false'/>", "plain "),
        r("<w:rStyle w:val='Em'/>", "character "),
        r(
            "<w:strike/><w:rPrChange><w:rPr><w:i/></w:rPr></w:rPrChange>",
            "struck"
        ),
        r("", "paragraph "),
        r("<w:rStyle w:val='Em'/>", "both "),
        r("<w:i w:val='0'/>", "off"),
    );
    let blocks = blocks(&body, &[("styles.xml", styles)]);
    assert_eq!(marked(&blocks[0]), "[i:run ]plain [i:character ][s:struck]");
    assert_eq!(marked(&blocks[1]), "[i:paragraph ]both off");
}

#[test]
fn tracked_changes_are_accepted_and_stay_visible() {
    let deleted_mark = "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>";
    let gone = |text: &str| {
        format!(
            "<w:del w:id='2'><w:r><w:delText xml:space='preserve'>{text}</w:delText></w:r></w:del>"
        )
    };
    let body = [
        format!(
            "<w:p>{}{}<w:ins>{}</w:ins>{}</w:p>",
            r("", "Protect "),
            gone("ponds"),
            r("", "wells"),
            r("", ".")
        ),
        format!("<w:p>{deleted_mark}{}</w:p>", r("", "Count the fish")),
        p(" and the frogs."),
        format!("<w:p>{deleted_mark}{}</w:p>", gone("Sell the pond.")),
        format!(
            "<w:p><w:moveTo>{}</w:moveTo></w:p><w:p>{deleted_mark}<w:moveFrom>{}</w:moveFrom></w:p>",
            r("", "Moved."),
            r("", "Moved.")
        ),
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>row</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
            .to_owned(),
    ]
    .concat();
    let blocks = blocks(&body, &[]);
    let lines: Vec<_> = blocks.iter().map(marked).collect();
    assert_eq!(
        lines,
        [
            "Protect [-:ponds][+:wells].",
            "Count the fish and the frogs.",
            "[-:Sell the pond.]",
            "[+:Moved.]",
            "[-:Moved.]",
            "[-:row]"
        ]
    );
    assert_eq!(blocks[0].text(), "Protect wells.");
    assert_eq!(blocks[2].text(), "");
}

#[test]
fn notes_and_comments_follow_the_paragraph_with_their_marks() {
    let footnotes = "<w:footnotes><w:footnote w:type='separator' w:id='-1'><w:p/></w:footnote>\
        <w:footnote w:id='1'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space='preserve'> See the map.</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id='2'><w:p><w:r><w:t>** Late.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let endnotes = "<w:endnotes><w:endnote w:id='1'><w:p><w:r><w:t>At the end.</w:t></w:r></w:p></w:endnote></w:endnotes>";
    let comments = "<w:comments><w:comment w:id='5' w:author='A. Writer' w:date='2031-03-04'><w:p><w:r><w:t>Really?</w:t></w:r></w:p></w:comment></w:comments>";
    let reference = |what: &str| format!("<w:r><w:{what}/></w:r>");
    let body = format!(
        "<w:p>{}{}{}{}{}{}</w:p>",
        r("", "Dig é"),
        reference("footnoteReference w:id='1'"),
        r("", " wells"),
        "<w:r><w:footnoteReference w:customMarkFollows='1' w:id='2'/><w:t>**</w:t></w:r>",
        reference("endnoteReference w:id='1'"),
        reference("commentReference w:id='5'"),
    );
    let parts = [
        ("footnotes.xml", footnotes),
        ("endnotes.xml", endnotes),
        ("comments.xml", comments),
    ];
    let blocks = blocks(&body, &parts);
    assert_eq!(blocks[0].text(), "Dig é wells");
    let mark = |at: u32, mark: &str| (at, mark.to_owned());
    assert_eq!(
        blocks[0].note_marks,
        [mark(6, "1"), mark(12, "**"), mark(12, "i")]
    );
    assert_eq!(
        seen(&blocks[1..]),
        ["1 See the map.", "** Late.", "i At the end.", "Really?"]
    );
    assert_eq!(blocks[1].kind, BlockKind::Note);
    assert_eq!(
        blocks[4].kind,
        BlockKind::Comment("A. Writer, 2031-03-04".to_owned())
    );
    assert!(blocks.iter().all(|block| block.place.paragraph == 1));
}

#[test]
fn tables_are_cells_with_their_columns_also_inside_one_another() {
    let cell = |properties: &str, inner: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>")
    };
    let inner = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell("", &p("inside")));
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}</w:tr></w:tbl>{}",
        cell("<w:gridSpan w:val='2'/>", &p("wide")),
        cell("", &p("third")),
        cell("", &format!("{}{inner}{}", p("before"), p("after"))),
        p("Below."),
    );
    let blocks = blocks(&body, &[]);
    let cells: Vec<_> = blocks
        .iter()
        .map(|block| match block.kind {
            BlockKind::Cell { table, row, column } => (block.text(), Some((table, row, column))),
            _ => (block.text(), None),
        })
        .collect();
    assert_eq!(
        cells,
        [
            ("wide".to_owned(), Some((0, 0, 0))),
            ("third".to_owned(), Some((0, 0, 2))),
            ("before".to_owned(), Some((0, 1, 0))),
            ("inside".to_owned(), Some((1, 0, 0))),
            ("after".to_owned(), Some((0, 1, 0))),
            ("Below.".to_owned(), None),
        ]
    );
}

#[test]
fn field_codes_are_dropped_and_their_results_kept() {
    let mark = |what: &str| format!("<w:r><w:fldChar w:fldCharType='{what}'/></w:r>");
    let code = |code: &str| format!("<w:r><w:instrText>{code}</w:instrText></w:r>");
    let body = [
        format!(
            "<w:p>{}{}{}{}{}{}{}</w:p>",
            r("", "See "),
            mark("begin"),
            code(" HYPERLINK &quot;http://a.b&quot; "),
            mark("separate"),
            r("", "the map"),
            mark("end"),
            r("", ".")
        ),
        format!(
            "<w:p>{}{}{}{}</w:p><w:p>{}</w:p>",
            mark("begin"),
            code(" TOC \\o "),
            mark("separate"),
            r("", "Ponds 3"),
            mark("end")
        ),
        format!("<w:p>{}{}</w:p>", mark("begin"), code("NEVER ENDS")),
        p("Text after it."),
    ]
    .concat();
    let blocks = blocks(&body, &[]);
    assert_eq!(seen(&blocks), ["See the map.", "Ponds 3", "Text after it."]);
    assert_eq!(blocks[1].kind, BlockKind::Apart);
    assert_eq!(blocks[2].kind, BlockKind::Paragraph);
}

#[test]
fn hyphens_tabs_breaks_and_white_space_are_as_in_word() {
    let body = "<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='1'/></w:tabs></w:pPr>\
        <w:r><w:t>1.</w:t><w:tab/><w:t>  co</w:t><w:noBreakHyphen/><w:t>op &amp; fish</w:t>\
        <w:softHyphen/><w:t>er</w:t><w:br/><w:t>next</w:t><w:cr/><w:sym w:font='Symbol' w:char='F0B7'/></w:r></w:p>\
        <w:p><w:r><w:br w:type='page'/><w:t>New page</w:t></w:r></w:p>";
    assert_eq!(
        seen(&blocks(body, &[])),
        ["1.\tco\u{2011}op & fish\u{AD}er\nnext\n•", "New page"]
    );
}

#[test]
fn text_boxes_follow_their_paragraph_once() {
    let box_of = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(text));
    let body = format!(
        "<w:p><w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice><w:drawing><a:t xmlns:a='a'>alt</a:t>{}</w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r>{}</w:p>{}",
        box_of("In a box."),
        box_of("In a box."),
        r("", "Anchor."),
        p("Next.")
    );
    assert_eq!(seen(&blocks(&body, &[])), ["Anchor.", "In a box.", "Next."]);
}

#[test]
fn headers_and_properties_are_kept_apart() {
    let rels = "<Relationships><Relationship Id='rId9' Type='http://x/header' Target='header1.xml'/>\
        <Relationship Id='rId8' Type='http://x/footer' Target='http://evil/f.xml' TargetMode='External'/></Relationships>";
    let section = "<w:sectPr><w:headerReference w:type='default' r:id='rId9'/><w:footerReference r:id='rId8'/></w:sectPr>";
    let body = format!("{}{section}", p("Text."));
    let main = document(
        &body,
        &[
            ("header1.xml", &format!("<w:hdr>{}</w:hdr>", p("POND/C/1"))),
            ("_rels/document.xml.rels", rels),
        ],
    );
    let blocks = read(&main).unwrap().blocks;
    assert_eq!(seen(&blocks), ["POND/C/1", "Text."]);
    assert_eq!(blocks[0].kind, BlockKind::PageHeader);

    let core = "<cp:coreProperties xmlns:cp='c' xmlns:dc='d'><dc:title>On  ponds</dc:title><dc:language>fr</dc:language></cp:coreProperties>";
    let custom = "<Properties><property name='Symbol1'><vt:lpwstr xmlns:vt='v'>POND/C/1_x000d_</vt:lpwstr></property></Properties>";
    let text = format!(
        "<w:document {NAMESPACES}><w:body>{}</w:body></w:document>",
        p("x")
    );
    let file = zipped(&[
        ("word/document.xml", text.as_bytes()),
        ("docProps/core.xml", core.as_bytes()),
        ("docProps/custom.xml", custom.as_bytes()),
    ]);
    let metadata = read(&file).unwrap().metadata;
    assert_eq!(metadata.title.as_deref(), Some("On ponds"));
    assert_eq!(metadata.symbol.as_deref(), Some("POND/C/1"));
    assert_eq!(metadata.language.as_deref(), Some("fr"));
    let header = |text: &str| Block {
        runs: vec![crate::model::Run {
            text: text.to_owned(),
            ..crate::model::Run::default()
        }],
        ..Block::default()
    };
    let printed = |text: &str| printed_symbol("POND/C/1", &[header("Ponds"), header(text)]);
    assert_eq!(
        printed("POND/C/1/Part A*").as_deref(),
        Some("POND/C/1/Part A")
    );
    assert_eq!(printed("POND/C/12"), None);
}

#[test]
fn strict_files_other_prefixes_other_names_and_utf_16_are_read() {
    let main = "<?xml version='1.0' encoding='UTF-16'?><x:document xmlns:x='http://purl.oclc.org/ooxml/wordprocessingml/main'>\
        <x:body><x:p><x:r><x:t>Étang</x:t></x:r></x:p></x:body></x:document>";
    let utf_16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(main.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let file = zipped(&[
        ("[Content_Types].xml", b"<Types><Override ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>"),
        ("_rels/.rels", b"<Relationships><Relationship Id='a' Type='http://x/officeDocument' Target='/w/main.xml'/></Relationships>"),
        ("w/main.xml", &utf_16),
    ]);
    assert!(sniff(&file));
    assert_eq!(seen(&read(&file).unwrap().blocks), ["Étang"]);
}

#[test]
fn what_is_made_to_do_harm_is_refused_or_read_in_bounds() {
    let deep = "<w:p>".repeat(100_000);
    assert!(matches!(
        read(&document(&deep, &[])),
        Err(InputError::Damaged { .. } | InputError::TooLarge { .. })
    ));
    let many = "<w:p/>".repeat(1_000_001);
    assert!(matches!(
        read(&document(&many, &[])),
        Err(InputError::TooLarge { .. })
    ));
    let bomb = vec![b' '; 140 << 20];
    let file = zipped(&[("word/document.xml", &bomb)]);
    assert!(matches!(read(&file), Err(InputError::TooLarge { .. })));

    // Styles based on one another, a list that links to itself, 100,000 attributes.
    let styles = "<w:styles><w:style w:styleId='A'><w:basedOn w:val='B'/></w:style>\
        <w:style w:styleId='B'><w:basedOn w:val='A'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style></w:styles>";
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId='0'><w:numStyleLink w:val='A'/></w:abstractNum>\
        <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>";
    let attributes: String = (0..100_000).map(|at| format!(" a{at}='x'")).collect();
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val='A'/></w:pPr><w:r><w:t{attributes}>pond</w:t></w:r></w:p>"
    );
    let parts = [("styles.xml", styles), ("numbering.xml", numbering)];
    assert_eq!(seen(&blocks(&body, &parts)), ["pond"]);
}

#[test]
fn damage_is_survived() {
    let numbering = format!(
        "<w:numbering><w:abstractNum w:abstractNumId='0'>{}</w:abstractNum>\
         <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>",
        level(0, "decimal", "%1.", "")
    );
    let footnotes = "<w:footnotes><w:footnote w:id='1'><w:p><w:r><w:t>note</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let body = format!(
        "{}<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val='9'/></w:tcPr>{}</w:tc></w:tr></w:tbl>\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>é</w:t><w:footnoteReference w:id='1' w:customMarkFollows='1'/>\
         <w:t>*</w:t></w:r><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>TOC</w:instrText>\
         <w:fldChar w:fldCharType='separate'/><w:drawing><w:txbxContent><w:p><w:ins><w:r><w:t>&#233;</w:t></w:r></w:ins></w:p>\
         </w:txbxContent></w:drawing><w:fldChar w:fldCharType='end'/></w:r></w:p><w:p><w:del><w:r><w:t>x</w:t></w:r></w:del></w:p>",
        item(1, 0, "one"),
        p("cell"),
    );
    let parts = [
        ("numbering.xml", numbering.as_str()),
        ("footnotes.xml", footnotes),
    ];
    survives(&document(&body, &parts), read);
    let wrap = |body: Vec<u8>| document(&String::from_utf8_lossy(&body), &parts);
    survives_within(body.as_bytes(), wrap, read);
    let wrap = |bytes: Vec<u8>| {
        let text = String::from_utf8_lossy(&bytes);
        let text = if text.contains('>') {
            text
        } else {
            "<a>".into()
        };
        document(
            &body,
            &[("numbering.xml", &text), ("footnotes.xml", footnotes)],
        )
    };
    survives_within(numbering.as_bytes(), wrap, read);
}
