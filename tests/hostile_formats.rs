//! Files made to do harm, in every format that has parts, nesting, loops or claims: each is one clear
//! line or what could be read, within the bounds of time and memory, and the program lives.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::fixtures::{Fixture, fixtures, zipped};
use crate::program::recs_tui;

/// What neither the program nor its reader in a child process holds more of, in bytes: the bound of
/// the child, and what a process takes before it does anything.
const MEMORY: u64 = (1 << 30) + (64 << 20);
/// What no file takes longer than: the bound of the child, and what comes before and after it.
const TIME: Duration = Duration::from_secs(70);

/// What became of a file.
struct Outcome {
    /// Whether it was read.
    read: bool,
    /// What was printed of it, or what was said in its place.
    said: String,
}

/// Has a file with this content checked, and holds what that costs against the bounds.
fn checked(name: &str, content: &[u8]) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    checked_at(&path)
}

fn checked_at(path: &Path) -> Outcome {
    let name = path.file_name().unwrap().to_string_lossy();
    let begun = Instant::now();
    let mut child = recs_tui()
        .arg("check")
        .arg(path)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut out, mut error) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let (out, error, status, memory) = std::thread::scope(|scope| {
        let text = |from: &mut dyn Read| {
            let mut text = Vec::new();
            from.read_to_end(&mut text).unwrap();
            String::from_utf8(text).unwrap()
        };
        let out = scope.spawn(move || text(&mut out));
        let error = scope.spawn(move || text(&mut error));
        let mut memory = 0;
        let status = loop {
            memory = memory.max(peak_memory(child.id()));
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            std::thread::sleep(Duration::from_millis(3));
        };
        (out.join().unwrap(), error.join().unwrap(), status, memory)
    });
    let took = begun.elapsed();
    println!(
        "{name}: {took:.2?}, {} MB, {status}: {}",
        memory >> 20,
        error.trim_end()
    );
    assert!(took < TIME, "{name}: {took:?}");
    assert!(memory < MEMORY, "{name}: {memory}");
    let read = match status.code() {
        Some(0) => true,
        Some(2) => false,
        _ => panic!("{name}: {status} {error}"),
    };
    if !read {
        assert_eq!(
            (out.as_str(), error.lines().count()),
            ("", 1),
            "{name}: {error}"
        );
        assert!(error.contains(&*name) && error.len() < 700, "{error}");
    }
    Outcome {
        read,
        said: if read { out } else { error },
    }
}

/// The most that a process and its children have held, in bytes.
fn peak_memory(process: u32) -> u64 {
    let Ok(threads) = fs::read_dir(format!("/proc/{process}/task")) else {
        return 0;
    };
    let children = threads.flatten().flat_map(|thread| {
        let list = fs::read_to_string(thread.path().join("children")).unwrap_or_default();
        let children = list.split_whitespace();
        children
            .filter_map(|it| it.parse().ok())
            .collect::<Vec<u32>>()
    });
    let peaks = children.chain([process]).filter_map(|process| {
        let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
        let peak = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))?;
        peak.trim().strip_suffix(" kB")?.parse::<u64>().ok()
    });
    peaks.max().unwrap_or_default() * 1024
}

/// A file of this content is refused, with these words among others.
fn refused(name: &str, content: &[u8], words: &str) {
    let outcome = checked(name, content);
    assert!(
        !outcome.read && outcome.said.contains(words),
        "{name}: {}",
        outcome.said
    );
}

/// A file of this content is read, and these words are in what is printed of it.
fn read(name: &str, content: &[u8], words: &str) {
    let outcome = checked(name, content);
    assert!(
        outcome.read && outcome.said.contains(words),
        "{name}: {}",
        outcome.said
    );
}

const WORD: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";
const OFFICE: &str = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
    xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' \
    xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
    xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'";

/// A Word document with this inside its body, and further parts.
fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    docx_after("", body, parts)
}

fn docx_after(before: &str, body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let main = format!("{before}<w:document {WORD}><w:body>{body}</w:body></w:document>");
    let mut all = vec![("word/document.xml", main.as_bytes())];
    all.extend(parts.iter().map(|(name, text)| (*name, text.as_bytes())));
    zipped(&all)
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// An OpenDocument file of this kind with this content.
fn open_document(kind: &str, before: &str, content: &str) -> Vec<u8> {
    let content = format!(
        "{before}<office:document-content {OFFICE}><office:body><office:{kind}>{content}\
         </office:{kind}></office:body></office:document-content>"
    );
    let mimetype = format!("application/vnd.oasis.opendocument.{kind}");
    zipped(&[
        ("mimetype", mimetype.as_bytes()),
        ("content.xml", content.as_bytes()),
    ])
}

fn akoma_ntoso(before: &str, body: &str) -> Vec<u8> {
    format!(
        "<?xml version='1.0'?>{before}<akomaNtoso><statement name='resolution'><mainBody>{body}\
         </mainBody></statement></akomaNtoso>"
    )
    .into_bytes()
}

/// A zip file with one part that unpacks to `megabytes` of blanks behind its beginning.
fn bomb(name: &str, beginning: &str, megabytes: usize) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().large_file(megabytes > 4000);
    writer.start_file(name, options).unwrap();
    writer.write_all(beginning.as_bytes()).unwrap();
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..megabytes {
        writer.write_all(&blanks).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn what_unpacks_to_more_than_anybody_reads_is_refused() {
    let megabytes = crate::effort(130, 6_000);
    let body = format!("<w:document {WORD}><w:body>");
    refused(
        "bomb.docx",
        &bomb("word/document.xml", &body, megabytes),
        "too large",
    );
    refused(
        "bomb.zip",
        &bomb("report.txt", "1. Ratify it.", megabytes),
        "too large",
    );
    // Archives within archives within archives.
    let mut nested = zipped(&[("report.txt", b"1. Ratify it.")]);
    for depth in 0..6 {
        nested = zipped(&[(&format!("{depth}.zip"), &nested)]);
    }
    refused("nested.zip", &nested, "archives within archives");
}

/// A zip file whose directory lists one and the same part under these names.
fn overlapping(names: &[String], content: &[u8], told: Option<u16>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    writer.start_file(&*names[0], options).unwrap();
    writer.write_all(content).unwrap();
    let whole = writer.finish().unwrap().into_inner();
    let number = |at: usize, length: usize| {
        let digits = whole[at..at + length].iter().rev();
        digits.fold(0, |sum, digit| sum << 8 | usize::from(*digit))
    };
    let end = whole.len() - 22;
    let start = number(end + 16, 4);
    let entry = &whole[start..start + 46];
    let mut all = whole[..start].to_vec();
    for name in names {
        let mut entry = entry.to_vec();
        entry[28..30].copy_from_slice(&u16::try_from(name.len()).unwrap().to_le_bytes());
        entry[30..34].fill(0);
        all.extend(entry);
        all.extend(name.as_bytes());
    }
    let size = u32::try_from(all.len() - start).unwrap();
    let mut record = whole[end..].to_vec();
    let count = told.unwrap_or(u16::try_from(names.len()).unwrap_or(u16::MAX));
    record[8..10].copy_from_slice(&count.to_le_bytes());
    record[10..12].copy_from_slice(&count.to_le_bytes());
    record[12..16].copy_from_slice(&size.to_le_bytes());
    all.extend(record);
    all
}

#[test]
fn directories_of_zip_files_that_overlap_or_never_end_are_refused() {
    let parts = [
        "document",
        "styles",
        "numbering",
        "footnotes",
        "endnotes",
        "comments",
    ];
    let parts = parts.map(|name| format!("word/{name}.xml"));
    let megabytes = crate::effort(60, 120);
    let content = format!("<w:document {WORD}>{}", " ".repeat(megabytes << 20));
    // Each time the same bytes; what counts is what they unpack to.
    let outcome = checked(
        "overlapping.docx",
        &overlapping(&parts, content.as_bytes(), None),
    );
    assert!(!outcome.read, "{}", outcome.said);
    let names: Vec<String> = (0..crate::effort(66_000, 1_000_000))
        .map(|at| format!("{at}.txt"))
        .collect();
    for told in [None, Some(3)] {
        let many = overlapping(&names, b"1. Ratify it.", told);
        let outcome = checked("many.zip", &many);
        assert!(!outcome.read, "{}", outcome.said);
    }
    refused(
        "several.zip",
        &zipped(&[("a.pdf", b"a"), ("b.docx", b"b")]),
        "a.pdf, b.docx",
    );
    let half = zipped(&[("word/document.xml", b"<w:document/>")]);
    refused("half.docx", &half[..half.len() / 2], "damaged");
}

/// The beginning of an XML file whose entity `lol` is a thousand million laughs.
fn laughs(root: &str) -> String {
    let mut all = format!("<!DOCTYPE {root} [<!ENTITY lol0 'lol'>");
    for level in 1..10 {
        let before = format!("&lol{};", level - 1).repeat(10);
        write!(all, "<!ENTITY lol{level} '{before}'>").unwrap();
    }
    all + "<!ENTITY lol SYSTEM 'file:///etc/passwd'>]>"
}

#[test]
fn entities_are_neither_expanded_nor_fetched() {
    let text = "1. Ratify &lol9; &lol; it.";
    let files = [
        (
            "laughs.docx",
            docx_after(&laughs("w:document"), &paragraph(text), &[]),
        ),
        (
            "laughs.odt",
            open_document("text", &laughs("x"), &format!("<text:p>{text}</text:p>")),
        ),
        (
            "laughs.xml",
            akoma_ntoso(
                &laughs("akomaNtoso"),
                "<paragraph><num>1.</num><content><p>Ratify &lol9; &lol; it.</p></content></paragraph>",
            ),
        ),
        (
            "laughs.html",
            format!("{}<html><body><p>{text}</p></body></html>", laughs("html")).into_bytes(),
        ),
    ];
    for (name, file) in files {
        let outcome = checked(name, &file);
        assert!(outcome.read, "{name}: {}", outcome.said);
        assert!(
            outcome.said.len() < 20_000,
            "{name}: {}",
            outcome.said.len()
        );
        assert!(!outcome.said.contains("root:"), "{name}: {}", outcome.said);
    }
}

#[test]
fn what_is_nested_without_end_is_refused_or_read_flat() {
    let depth = crate::effort(20_000, 1_000_000);
    let nested = |open: &str, inside: &str, close: &str| {
        format!("{}{inside}{}", open.repeat(depth), close.repeat(depth))
    };
    let deep = "depth of the elements";
    let inside = paragraph("1. Ratify it.");
    for (open, close) in [
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:p>", "</w:p>"),
        ("<w:ins>", ""),
    ] {
        refused("deep.docx", &docx(&nested(open, &inside, close), &[]), deep);
    }
    let section = nested(
        "<text:section>",
        "<text:p>1. Ratify it.</text:p>",
        "</text:section>",
    );
    refused("deep.odt", &open_document("text", "", &section), deep);
    let list = nested(
        "<text:list><text:list-item>",
        "",
        "</text:list-item></text:list>",
    );
    refused("deep-list.odt", &open_document("text", "", &list), deep);
    let table = nested("<table:table>", "", "</table:table>");
    refused("deep.ods", &open_document("spreadsheet", "", &table), deep);
    let point = nested("<list><point>", "<p>Ratify it.</p>", "</point></list>");
    let akoma_ntoso = checked("deep.xml", &akoma_ntoso("", &point));
    assert!(
        !akoma_ntoso.read || akoma_ntoso.said.contains("Ratify"),
        "{}",
        akoma_ntoso.said
    );
    for (open, close) in [
        ("<div>", "</div>"),
        ("<ul><li>", "</li></ul>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<blockquote>", ""),
        ("<i>", "</i>"),
    ] {
        let page = nested(open, "<p>1. Ratify it.</p>", close);
        let page = format!("<!DOCTYPE html><html><body>{page}</body></html>");
        read("deep.html", page.as_bytes(), "1  provisions with text");
    }
    let groups = nested("{", "1. Ratify it.\\par ", "}");
    let groups = checked("deep.rtf", format!("{{\\rtf1 {groups}}}").as_bytes());
    assert!(
        !groups.read || groups.said.contains("Ratify"),
        "{}",
        groups.said
    );
    for (open, close) in [
        ("> ", ""),
        ("- ", ""),
        ("[", "]"),
        ("*", "*"),
        ("![", "](x)"),
    ] {
        let text = format!(
            "# On ponds\n\n## Water\n\n{}\n",
            nested(open, "Ratify it.", close)
        );
        checked("deep.md", text.as_bytes());
    }
}

#[test]
fn styles_and_numbers_that_refer_in_circles_are_read() {
    let numbered = "<w:p><w:pPr><w:pStyle w:val='a'/><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/>\
        </w:numPr></w:pPr><w:r><w:t>Ratify it.</w:t></w:r></w:p>";
    let style = |id: &str, on: &str, number: u8| {
        format!(
            "<w:style w:type='paragraph' w:styleId='{id}'><w:basedOn w:val='{on}'/><w:link w:val='{on}'/>\
             <w:next w:val='{id}'/><w:pPr><w:numPr><w:numId w:val='{number}'/></w:numPr></w:pPr></w:style>"
        )
    };
    let list_style = |id: &str, number: u8| {
        format!(
            "<w:style w:type='numbering' w:styleId='{id}'><w:pPr><w:numPr><w:numId w:val='{number}'/>\
             </w:numPr></w:pPr></w:style>"
        )
    };
    let styles = format!(
        "<w:styles {WORD}>{}{}{}{}{}</w:styles>",
        style("a", "b", 1),
        style("b", "a", 2),
        style("c", "c", 1),
        list_style("l", 1),
        list_style("m", 2)
    );
    let abstract_number = |id: u8, link: &str, to: &str| {
        format!(
            "<w:abstractNum w:abstractNumId='{id}'><w:numStyleLink w:val='{link}'/><w:styleLink w:val='{to}'/>\
             <w:lvl w:ilvl='0'><w:start w:val='4294967295'/><w:pStyle w:val='a'/><w:numFmt w:val='decimal'/>\
             <w:lvlText w:val='%1.%2.%9.%1'/><w:lvlRestart w:val='9'/></w:lvl></w:abstractNum>"
        )
    };
    let numbering = format!(
        "<w:numbering {WORD}>{}{}<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>\
         <w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num></w:numbering>",
        abstract_number(0, "m", "l"),
        abstract_number(1, "l", "m")
    );
    let parts = [
        ("word/styles.xml", &*styles),
        ("word/numbering.xml", &*numbering),
    ];
    read(
        "circles.docx",
        &docx(&numbered.repeat(50), &parts),
        "Ratify",
    );
    // A long chain of styles, each on the one before, used by each paragraph.
    let chain: String = (0..crate::effort(2_000, 40_000))
        .map(|at| {
            format!(
                "<w:style w:type='paragraph' w:styleId='s{at}'><w:basedOn w:val='s{}'/></w:style>",
                at + 1
            )
        })
        .collect();
    let styles = format!("<w:styles {WORD}>{chain}</w:styles>");
    let body: String = (0..crate::effort(2_000, 40_000))
        .map(|at| {
            format!(
                "<w:p><w:pPr><w:pStyle w:val='s{at}'/></w:pPr><w:r><w:t>{}. Ratify it.</w:t></w:r></w:p>",
                at + 1
            )
        })
        .collect();
    read(
        "chain.docx",
        &docx(&body, &[("word/styles.xml", &styles)]),
        "provisions",
    );
    let styles = "<office:automatic-styles><style:style style:name='a' style:family='paragraph' \
        style:parent-style-name='b'/><style:style style:name='b' style:family='paragraph' \
        style:parent-style-name='a'/></office:automatic-styles>";
    let text = "<text:p text:style-name='a'>1. Ratify it.</text:p>";
    let content = format!(
        "<office:document-content {OFFICE}>{styles}<office:body><office:text>{text}</office:text>\
         </office:body></office:document-content>"
    );
    let odt = zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("styles.xml", content.as_bytes()),
    ]);
    read("circles.odt", &odt, "Ratify");
}

/// A PDF of these objects, numbered from 1, the first of which is its root.
fn pdf(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut all = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in (1..).zip(objects) {
        places.push(all.len());
        write!(all, "{at} 0 obj").unwrap();
        all.extend(object);
        all.extend(b"endobj\n");
    }
    let table = all.len();
    write!(all, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for place in places {
        writeln!(all, "{place:010} 00000 n ").unwrap();
    }
    let size = objects.len() + 1;
    write!(
        all,
        "trailer<</Root 1 0 R/Size {size}{trailer}>>\nstartxref\n{table}\n%%EOF\n"
    )
    .unwrap();
    all
}

fn stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let mut all = format!("<</Length {}{dictionary}>>stream\n", content.len()).into_bytes();
    all.extend(content);
    all.extend(b"\nendstream ");
    all
}

const DRAWN: &[u8] =
    b"BT /F 10 Tf 80 700 Td (1.  The Council invites States to protect lakes.) Tj ET";
const FONT: &str = "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>>>";

/// A PDF of one page that these objects, numbered from 4, are about.
fn one_page(more: &[Vec<u8>]) -> Vec<u8> {
    let page = format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R{FONT}>>");
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>".to_vec(),
        page.into_bytes(),
    ];
    objects.extend_from_slice(more);
    pdf(&objects, "")
}

/// Bytes packed as PDF packs them: those of a part of a zip file, without its frame.
fn deflated(megabytes: usize) -> Vec<u8> {
    let zip = bomb("x", "", megabytes);
    let name = 30 + 1;
    let end = zip.windows(4).rposition(|it| it == b"PK\x01\x02").unwrap();
    // What a stream begins with; its checksum at the end is missing, as in a file that is cut off.
    [b"\x78\x9C", &zip[name..end]].concat()
}

#[cfg(feature = "pdf")]
#[test]
fn pdfs_with_loops_lies_and_bombs_are_read_or_refused() {
    let whole = one_page(&[stream("", DRAWN)]);
    read("whole.pdf", &whole, "1  provisions with text");
    // Pages that are their own ancestors, and one without end.
    for kids in ["2 0 R", "3 0 R 2 0 R 3 0 R", "9 0 R", "1 0 R"] {
        let mut objects = vec![b"<</Type/Catalog/Pages 2 0 R>>".to_vec()];
        objects.push(format!("<</Type/Pages/Count 1000000/Kids[{kids}]>>").into_bytes());
        objects.push(format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R{FONT}>>").into_bytes());
        objects.push(stream("", DRAWN));
        checked("loop.pdf", &pdf(&objects, ""));
    }
    let depth = crate::effort(5_000, 100_000);
    let mut objects = vec![b"<</Type/Catalog/Pages 2 0 R>>".to_vec()];
    objects.extend(
        (3..depth).map(|at| format!("<</Type/Pages/Count 1/Kids[{at} 0 R]>>").into_bytes()),
    );
    checked("deep-pages.pdf", &pdf(&objects, ""));
    // Cross references that lead astray, or round and round.
    let text = String::from_utf8(whole.clone()).unwrap();
    let at = text.rfind("startxref").unwrap();
    for end in [
        "startxref\n99999999\n%%EOF",
        "startxref\n0\n%%EOF",
        "startxref\n-1\n%%EOF",
        "",
    ] {
        read(
            "astray.pdf",
            format!("{}{end}", &text[..at]).as_bytes(),
            "1  provisions with text",
        );
    }
    let table = text.find("xref\n").unwrap();
    checked(
        "prev.pdf",
        text.replace("/Size", &format!("/Prev {table}/Size"))
            .as_bytes(),
    );
    let wrong = text
        .replace(" 00000 n", " 65535 n")
        .replace("0000000", "0000009");
    checked("wrong.pdf", wrong.as_bytes());
    let encrypted = text.replace(
        "/Size",
        "/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<00>/U<00>>>/ID[<00><00>]/Size",
    );
    let encrypted = checked("encrypted.pdf", encrypted.as_bytes());
    assert!(!encrypted.read, "{}", encrypted.said);
    // Streams that unpack to more than anybody reads, that lie about their length, that call
    // themselves.
    let bomb = deflated(crate::effort(80, 4_000));
    checked(
        "bomb.pdf",
        &one_page(&[stream("/Filter/FlateDecode", &bomb)]),
    );
    let twice = stream("/Filter[/FlateDecode/FlateDecode]", &bomb);
    checked("twice.pdf", &one_page(&[twice]));
    let lying = String::from_utf8(stream("", DRAWN)).unwrap();
    let lying = lying.replace(&format!("/Length {}", DRAWN.len()), "/Length 99999999999");
    checked("length.pdf", &one_page(&[lying.into_bytes()]));
    let form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R/Y 6 0 R>>>>";
    let calls = b"/X Do /Y Do /X Do /Y Do".repeat(20);
    let mut page = one_page(&[
        stream("", &[DRAWN, b" /X Do"].concat()),
        stream(form, &calls),
        stream(form, &calls),
    ]);
    let fonts = String::from_utf8(page).unwrap();
    page = fonts
        .replacen(
            "/Resources<</Font",
            "/Resources<</XObject<</X 5 0 R>>/Font",
            1,
        )
        .into_bytes();
    checked("calls.pdf", &page);
    let operators = b"BT /F 1 Tf (x) Tj ET ".repeat(crate::effort(20_000, 2_500_000));
    checked("operators.pdf", &one_page(&[stream("", &operators)]));
    let arrays = crate::effort(20_000, 1_000_000);
    let nested = format!("{} {}", "[".repeat(arrays), "]".repeat(arrays));
    checked(
        "arrays.pdf",
        &one_page(&[stream("", DRAWN), nested.clone().into_bytes()]),
    );
    checked(
        "content-arrays.pdf",
        &one_page(&[stream("", nested.as_bytes())]),
    );
    // A font in which one code is a long text.
    let map = format!(
        "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <{}> endbfchar \
         endcmap",
        "0061".repeat(crate::effort(20_000, 2_000_000))
    );
    let drawn =
        b"BT /F 10 Tf 80 700 Td (AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA) Tj ET".repeat(50);
    let font = one_page(&[stream("", &drawn), stream("", map.as_bytes())]);
    let font = String::from_utf8(font)
        .unwrap()
        .replace("/BaseFont", "/ToUnicode 5 0 R/BaseFont");
    checked("font.pdf", font.as_bytes());
    // More pages than are read in one go.
    let count = crate::effort(300, 100_000);
    let kids: String = (0..count).map(|at| format!("{} 0 R ", at + 5)).collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Count {count}/Kids[{kids}]>>").into_bytes(),
        b"null".to_vec(),
        stream("", DRAWN),
    ];
    let page = format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R{FONT}>>");
    objects.resize(count + 4, page.into_bytes());
    read("pages.pdf", &pdf(&objects, ""), "provisions with text");
}

/// A workbook whose one sheet has these rows.
fn xlsx(before: &str, rows: &str, strings: &str) -> Vec<u8> {
    let sheet = format!("<worksheet>{before}<sheetData>{rows}</sheetData></worksheet>");
    zipped(&[
        (
            "xl/workbook.xml",
            b"<workbook xmlns:r='r'><sheets><sheet name='One' r:id='r1'/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
    ])
}

#[test]
fn sheets_are_as_large_as_what_stands_in_them_whatever_they_claim() {
    let cell = |place: &str, text: &str| {
        format!("<c r='{place}' t='inlineStr'><is><t>{text}</t></is></c>")
    };
    let header = format!(
        "<row r='1'>{}{}</row>",
        cell("A1", "Number"),
        cell("B1", "Recommendation")
    );
    let dimension =
        "<dimension ref='A1:ZZZZZZ999999999'/><cols><col min='1' max='4294967295'/></cols>";
    let far = format!(
        "{header}<row r='2' spans='1:1000000'>{}</row><row r='1048576'>{}{}</row>\
         <row r='4294967295'>{}</row>",
        cell("B2", "Count the carp of all ponds."),
        cell("B1048576", "Plant all the trees."),
        cell("XFD1048576", "far away"),
        cell("ZZZZZZZZZ99999999999", "further")
    );
    read(
        "far.xlsx",
        &xlsx(dimension, &far, ""),
        "2  provisions with text",
    );
    let lies = "<sst count='4294967295' uniqueCount='4294967295'><si><t>Plant all the trees.</t></si></sst>";
    let shared = "<row r='2'><c r='B2' t='s'><v>0</v></c><c r='C2' t='s'><v>99999</v></c></row>";
    read(
        "strings.xlsx",
        &xlsx("", &format!("{header}{shared}"), lies),
        "1  provisions with text",
    );
    // One string of a megabyte in thousands of cells.
    let long = format!(
        "<sst><si><t>{}</t></si></sst>",
        "Plant all the trees. ".repeat(50_000)
    );
    let rows: String = (2..crate::effort(400, 16_000))
        .map(|row| format!("<row r='{row}'><c r='B{row}' t='s'><v>0</v></c></row>"))
        .collect();
    refused(
        "often.xlsx",
        &xlsx("", &format!("{header}{rows}"), &long),
        "text of the cells",
    );
    // As many columns as one row can claim, and rows as many as a sheet can.
    let text = "<table:table-cell><text:p>Recommendation</text:p></table:table-cell>";
    let wide = format!(
        "<table:table table:name='One'><table:table-row>{text}\
         <table:table-cell table:number-columns-repeated='1000000'><text:p>x</text:p></table:table-cell>\
         </table:table-row><table:table-row table:number-rows-repeated='1048576'>\
         <table:table-cell><text:p>Plant all the trees.</text:p></table:table-cell>\
         <table:table-cell table:number-columns-repeated='1000000'><text:p>y</text:p></table:table-cell>\
         </table:table-row></table:table>"
    );
    checked("wide.ods", &open_document("spreadsheet", "", &wide));
    let tall = format!(
        "<table:table table:name='One'><table:table-row>{text}</table:table-row>\
         <table:table-row table:number-rows-repeated='1048575'><table:table-cell/></table:table-row>\
         <table:table-row><table:table-cell><text:p>Plant all the trees.</text:p></table:table-cell>\
         </table:table-row></table:table>"
    );
    checked("tall.ods", &open_document("spreadsheet", "", &tall));
    let spaces = "<text:s text:c='4294967295'/>".repeat(100);
    let spaced = wide.replace("Plant all", &format!("Plant{spaces}all"));
    checked("spaces.ods", &open_document("spreadsheet", "", &spaced));
    // A line of many megabytes, and one of a million cells.
    let long = "x y ".repeat(crate::effort(1 << 18, 25 << 20));
    let table =
        format!("To,From,Text\nNorland,Sudland,Plant all the trees.\nNorland,Sudland,\"{long}\"\n");
    read("line.csv", table.as_bytes(), "2  provisions with text");
    let cells = "a,".repeat(crate::effort(100_000, 1_000_000));
    let table = format!("To,From,Text\nNorland,Sudland,Plant all the trees.\n{cells}\n");
    checked("cells.csv", table.as_bytes());
    checked(
        "columns.csv",
        format!("Text,{cells}\nPlant all the trees.,{cells}\n").as_bytes(),
    );
    checked(
        "quote.csv",
        format!("To,From,Text\na,b,\"{long}").as_bytes(),
    );
}

#[test]
fn lying_tables_of_old_formats_are_read_or_refused() {
    let fixture = |wanted: &str| {
        let found = fixtures().into_iter().find(|it| it.name == wanted);
        found.unwrap().bytes
    };
    // Each number of four bytes of the file in turn made the largest, and nil.
    for name in ["ponds.doc", "ponds.xls"] {
        let whole = fixture(name);
        let step = crate::effort(whole.len() / 5, 64) / 4 * 4;
        for at in (0..whole.len() - 4).step_by(step.max(4)) {
            for lie in [[0xFF; 4], [0; 4], [0xFF, 0xFF, 0xFF, 0x7F]] {
                let mut lying = whole.clone();
                lying[at..at + 4].copy_from_slice(&lie);
                checked(name, &lying);
            }
        }
    }
    let groups = [
        "\\bin2147483647 x",
        "\\u-99999999999 ?",
        "\\uc999999 \\u65 ",
        "\\'",
        "\\pict\\bin99 ",
        "\\tx99999999999999999999",
    ];
    for group in groups {
        let text = format!("{{\\rtf1 1. Ratify it.\\par {}}}", group.repeat(1_000));
        checked("control.rtf", text.as_bytes());
    }
}

#[test]
fn encrypted_files_are_one_line() {
    let manifest = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry>\
                    </manifest:manifest>";
    for kind in ["text", "spreadsheet"] {
        let mimetype = format!("application/vnd.oasis.opendocument.{kind}");
        let file = zipped(&[
            ("mimetype", mimetype.as_bytes()),
            ("META-INF/manifest.xml", manifest.as_bytes()),
            ("content.xml", b"\x01\x02\x03"),
        ]);
        refused("secret.odf", &file, "encrypted");
    }
    // The flag that a part is encrypted, in both places in which it stands.
    let mut zip = zipped(&[("report.txt", b"1. Ratify it.")]);
    let entry = zip.windows(4).position(|it| it == b"PK\x01\x02").unwrap();
    zip[6] |= 1;
    zip[entry + 8] |= 1;
    refused("secret.zip", &zip, "encrypted");
}

#[test]
fn cut_off_and_flipped_fixtures_leave_the_program_alive() {
    for Fixture { name, bytes } in fixtures() {
        let parts = crate::effort(2, 40);
        for part in 1..parts {
            checked(name, &bytes[..bytes.len() * part / parts]);
            let mut flipped = bytes.clone();
            for at in (part..flipped.len()).step_by(101 + part) {
                flipped[at] ^= 1 << (at % 8);
            }
            checked(name, &flipped);
        }
    }
}

#[test]
fn a_document_of_as_many_paragraphs_as_are_read_is_read() {
    // A document of as many paragraphs as are read, and one of more.
    let paragraphs = crate::effort(10_000, 900_000);
    let body: String = (1..=paragraphs)
        .map(|at| paragraph(&format!("{at}. Ratify it.")))
        .collect();
    read("many.docx", &docx(&body, &[]), "provisions with text");
    if crate::effort(false, true) {
        let empty = "<w:p/>".repeat(1_100_000);
        refused("empty.docx", &docx(&empty, &[]), "too large");
    }
}
