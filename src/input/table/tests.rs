//! Tests of the readers of tables.

use serde_json::json;

use super::*;
use crate::input::damage::{survives, zipped};
use crate::model::Blocks;

const PONDS: &[u8] = include_bytes!("../../../tests/data/ponds.xls");

type Reader = fn(&[u8], &mut dyn FnMut(Record)) -> Result<(), InputError>;

fn csv(bytes: &[u8], take: &mut dyn FnMut(Record)) -> Result<(), InputError> {
    read_delimited(bytes, take).map(|_| ())
}

fn xlsx(bytes: &[u8], take: &mut dyn FnMut(Record)) -> Result<(), InputError> {
    read_xlsx(bytes, take).map(|_| ())
}

fn xls(bytes: &[u8], take: &mut dyn FnMut(Record)) -> Result<(), InputError> {
    read_xls(bytes, take).map(|_| ())
}

fn ods(bytes: &[u8], take: &mut dyn FnMut(Record)) -> Result<(), InputError> {
    read_ods(bytes, take).map(|_| ())
}

/// The records of a file as JSON, each with its line.
fn all(read: Reader, bytes: &[u8]) -> Vec<(u32, Value)> {
    let mut found = Vec::new();
    read(bytes, &mut |record| {
        found.push((record.line, Value::Object(record.fields)))
    })
    .unwrap();
    found
}

/// A reader of records as one of blocks, for the tests of damage.
fn as_blocks(read: Reader) -> impl Fn(&[u8]) -> Result<Blocks, InputError> {
    move |bytes| {
        let mut count = 0;
        read(bytes, &mut |_| count += 1)?;
        Ok(Blocks::default())
    }
}

#[test]
fn commas_semicolons_tabs_and_line_ends_of_every_sort() {
    for delimiter in [",", ";", "\t"] {
        for end in ["\n", "\r\n", "\r"] {
            let lines = [
                "To,Text,Date",
                "Norland,\"Protect lakes,END and ponds.\",2031",
                "Sudland,Plant trees.,2032",
                "",
            ];
            let file = lines
                .join("END")
                .replace(',', delimiter)
                .replace("END", end);
            assert!(is_delimited(file.as_bytes()), "{file:?}");
            let found = all(csv, file.as_bytes());
            let text = format!("Protect lakes{delimiter}{end} and ponds.");
            let first = json!({"headings": ["Norland"], "text": text, "country": "Norland", "date": "2031"});
            assert_eq!(found[0], (2, first));
            // The line after a cell of two lines.
            assert_eq!(found[1].0, 4);
            assert_eq!(found.len(), 2);
        }
    }
}

#[test]
fn a_table_of_a_macintosh_is_read_in_its_letters() {
    let file = b"To,Text\rC\x99te,The State\xD5s caf\x8E is free.\rNorland,Protect lakes.\r";
    let found = all(csv, file);
    assert_eq!(found[0].1["country"], "Côte");
    assert_eq!(found[0].1["text"], "The State’s café is free.");
    assert_eq!(found[1].0, 3);
}

#[test]
fn what_is_no_table_is_not_taken_for_one() {
    for text in [
        "The Council,\n\nRecalling its resolutions, and others,\n\n1. Decides, again, to meet.",
        "1. Protect lakes.\n2. Plant trees.",
        "{\"text\": \"a, b\"}\n{\"text\": \"c, d\"}",
        "a,b\n1,2\n",
        "text\n",
        "",
    ] {
        assert!(!is_delimited(text.as_bytes()), "{text}");
    }
    // Without a known name there have to be several columns and rows.
    let table = "Office,Link,What to do\n".to_owned()
        + &"Bureau,https://l.example,Count all the trees along the lakes.\n".repeat(3);
    assert!(is_delimited(table.as_bytes()));
    assert_eq!(
        all(csv, table.as_bytes())[2].1["text"],
        "Count all the trees along the lakes."
    );
    let numbers = "a,b,c\n1,2,3\n4,5,6\n7,8,9\n";
    let refused = read_delimited(numbers.as_bytes(), |_| {})
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains("no column of the table holds texts, of these: a, b, c"),
        "{refused}"
    );
}

/// A workbook of one sheet.
fn workbook(sheet: &str, strings: &str, styles: &str) -> Vec<u8> {
    zipped(&[
        ("xl/workbook.xml", b"<workbook xmlns:r='r'><sheets><sheet name='One' r:id='r1'/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", b"<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/></Relationships>"),
        ("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>").as_bytes()),
        ("xl/sharedStrings.xml", format!("<sst count='4000000000'>{strings}</sst>").as_bytes()),
        ("xl/styles.xml", format!("<styleSheet>{styles}</styleSheet>").as_bytes()),
    ])
}

fn small_workbook() -> Vec<u8> {
    workbook(
        "<row r='1'><c r='A1' t='inlineStr'><is><t>List of ponds</t></is></c></row>\
         <row r='3'><c r='A3' t='s'><v>0</v></c><c r='B3' t='s'><v>1</v></c>\
           <c r='D3' t='inlineStr'><is><t>Adoption date</t></is></c></row>\
         <row r='4'><c r='A4'><v>7</v></c><c r='B4' t='s'><v>2</v></c><c r='C4'><v>0.1</v></c>\
           <c r='D4' s='1'><v>45685</v></c></row>\
         <row r='6'><c r='B6' t='str'><f>A1</f><v>Plant &lt;all&gt; the trees.</v></c>\
           <c r='D6' s='2'><v>45685.5</v></c></row>",
        "<si><t>Number</t></si><si><r><t>Recommen</t></r><r><t>dation</t></r><rPh><t>x</t></rPh></si>\
         <si><t>Count the carp_x000D_\nof all ponds.</t></si>",
        "<numFmts><numFmt numFmtId='164' formatCode='[Red]yyyy\\-mm\\-dd &quot;h&quot;'/></numFmts>\
         <cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='22'/></cellXfs>",
    )
}

#[test]
fn a_workbook_reads_as_it_is_shown() {
    let file = small_workbook();
    assert!(is_xlsx(&file));
    assert_eq!(
        all(xlsx, &file),
        [
            // What stands above the header has no text; it is kept to be told.
            (1, json!({"cells": "List of ponds"})),
            (
                4,
                json!({
                    "number": "7", "text": "Count the carp\nof all ponds.",
                    "column 3": "0.1", "date": "2025-01-28"
                })
            ),
            (
                6,
                json!({"text": "Plant <all> the trees.", "date": "2025-01-28T12:00:00"})
            ),
        ]
    );
}

#[test]
fn a_workbook_of_before_2007_reads_as_it_is_shown() {
    assert!(is_xls(PONDS));
    assert_eq!(
        all(xls, PONDS),
        [
            (
                2,
                json!({
                    "symbol": "LAKE/1", "number": "1", "text": "Count the carp of all the ponds.",
                    "date": "2031-02-03", "Done": "TRUE"
                })
            ),
            (
                3,
                json!({
                    "symbol": "LAKE/1", "number": "2", "text": "Охранять все озёра, и реки тоже.",
                    "date": "2031-12-31", "Done": "FALSE"
                })
            ),
        ]
    );
}

fn small_ods() -> Vec<u8> {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let rows = [
        row(&(cell("Text") + &cell("To"))),
        "<table:table-row table:number-rows-repeated='2'><table:table-cell/></table:table-row>"
            .to_owned(),
        row(&format!(
            "<table:table-cell><office:annotation><text:p>note</text:p></office:annotation>\
             <text:p>Plant<text:s text:c='2'/>trees</text:p><text:p>everywhere now.</text:p></table:table-cell>{}",
            cell("Norland")
        )),
        "<table:table-row table:number-rows-repeated='1048570'>\
         <table:table-cell table:number-columns-repeated='16384'/></table:table-row>"
            .to_owned(),
    ];
    let content = format!(
        "<office:document-content xmlns:table='t' xmlns:text='x' xmlns:office='o'>\
         <table:table table:name='One'>{}</table:table></office:document-content>",
        rows.concat()
    );
    zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn an_opendocument_spreadsheet_reads_as_it_is_shown() {
    let file = small_ods();
    assert!(is_ods(&file));
    assert_eq!(
        all(ods, &file),
        [(
            4,
            json!({"headings": ["Norland"], "text": "Plant  trees\neverywhere now.", "country": "Norland"})
        )]
    );
}

#[test]
fn sizes_that_a_sheet_claims_are_not_believed() {
    let far = workbook(
        "<row r='1'><c r='A1' t='inlineStr'><is><t>Text</t></is></c></row>\
         <row r='1048576'><c r='XFD1048576' t='inlineStr'><is><t>Far away</t></is></c></row>\
         <row r='4000000000'><c r='ZZZZZZ1'><v>1</v></c></row>",
        "",
        "",
    );
    assert!(matches!(
        read_xlsx(&far, |_| {}),
        Err(InputError::NoText { .. })
    ));
    // One long string in many cells.
    let cells = "<row><c t='s'><v>0</v></c></row>".repeat(1000);
    let heavy = workbook(
        &cells,
        &format!("<si><t>{}</t></si>", "a ".repeat(1 << 19)),
        "",
    );
    assert!(matches!(
        read_xlsx(&heavy, |_| {}),
        Err(InputError::TooLarge { .. })
    ));
}

#[test]
fn moments_count_from_1900_and_1904() {
    use xlsx::{Shown, moment};
    let date = |days, from| moment(days, Shown::Date, from).unwrap();
    assert_eq!(date(1.0, false), "1900-01-01");
    assert_eq!(date(61.0, false), "1900-03-01");
    assert_eq!(date(45685.0, false), "2025-01-28");
    assert_eq!(date(44223.0, true), "2025-01-28");
    assert_eq!(moment(0.75, Shown::Time, false).unwrap(), "18:00:00");
    assert_eq!(moment(-1.0, Shown::Date, false), None);
    assert_eq!(moment(f64::NAN, Shown::Date, false), None);
}

#[test]
fn damage_is_survived() {
    survives(PONDS, as_blocks(xls));
    survives(&small_workbook(), as_blocks(xlsx));
    survives(&small_ods(), as_blocks(ods));
    survives(
        b"To;Text;Year\r\nNorland;\"Protect\r\nlakes\";2031\r\nSudland;Plant trees;2032\r\n",
        as_blocks(csv),
    );
}
