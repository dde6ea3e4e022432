//! Whatever lines are given as records, each is understood or listed, and what was understood
//! comes back as it went.

use std::collections::BTreeSet;
use std::hint::black_box;

use crate::opened::read;
use recs_tui::input::jsonl;
use recs_tui::model::{Chapeau, Document, Record};

use super::{Draw, Property};

/// Lines that may be records.
#[derive(Debug)]
pub struct Records(pub Vec<String>);

/// Fields as they should be, and not quite.
const FIELDS: [&str; 72] = [
    r#""text":"Ratify the Convention.""#,
    r#""text":"Ratify [and report] now""#,
    r#""text":" é [x] ""#,
    r#""text":"""#,
    r#""text":"two\nlines""#,
    r#""text":"\u0000\u001b[31m""#,
    r#""text":"\ud83d\ude00""#,
    r#""text":"\ud83d""#,
    r#""text":5"#,
    r#""text":null"#,
    r#""id":"A.1""#,
    r#""id":"I.2.a""#,
    r#""id":7"#,
    r#""id":"""#,
    r#""id":"a b""#,
    r#""id":null"#,
    r#""session":"I""#,
    r#""session":"IV""#,
    r#""session":4"#,
    r#""session":" ""#,
    r#""session":{}"#,
    r#""symbol":"E/CN.4/2003/20""#,
    r#""symbol":"""#,
    r#""symbol":" A/1 ""#,
    r#""symbol":1"#,
    r#""number":1"#,
    r#""number":"103 (d)""#,
    r#""number":"(a) (iv)""#,
    r#""number":1.5"#,
    r#""number":-1"#,
    r#""number":"""#,
    r#""number":"12.1""#,
    r#""citation":"A/1, para. 1""#,
    r#""citation":"First session, para. 1""#,
    r#""citation":"""#,
    r#""citation":7"#,
    r#""headings":[]"#,
    r#""headings":["A","B"]"#,
    r#""headings":["A"]"#,
    r#""headings":"A""#,
    r#""headings":[1]"#,
    r#""headings":["a","b","c","d","e","f","g","h","i","j"]"#,
    r#""role":"chapeau""#,
    r#""role":"preamble""#,
    r#""role":1"#,
    r#""status":"updated""#,
    r#""status":"deleted""#,
    r#""status":"omitted""#,
    r#""status":"pending""#,
    r#""annotations":[]"#,
    r#""annotations":null"#,
    r#""annotations":[{"kind":"update","start":8,"end":12}]"#,
    r#""annotations":[{"kind":"update","start":1,"end":2}]"#,
    r#""annotations":[{"kind":"update","start":2,"end":1}]"#,
    r#""annotations":[{"kind":"update","start":0,"end":4294967295}]"#,
    r#""annotations":[{"kind":"note","text":"a note","inferred":true}]"#,
    r#""annotations":[{"kind":"deletion"},{"kind":"omission"},{"kind":"not-relevant"}]"#,
    r#""annotations":[{"kind":"praise"},{}]"#,
    r#""chapeaux":[{"id":"A.1","text":"The Group:"}]"#,
    r#""chapeaux":[{"id":"I.2.a","text":"It:"},{"text":"and:"}]"#,
    r#""chapeaux":[{"id":null,"text":""}]"#,
    r#""chapeaux":["x"]"#,
    r#""lines":{"first":3,"last":4}"#,
    r#""lines":{"first":4,"last":3}"#,
    r#""lines":[1,2]"#,
    r#""score":1"#,
    r#""references":[]"#,
    r#""references":["mine"]"#,
    r#""derived":{"to":[],"verb":[]}"#,
    r#""derived":1"#,
    r#""citation_given":"x""#,
    r#""country":"Tuvalu""#,
];

/// Lines and parts of lines that are no records.
const OTHERS: [&str; 14] = [
    "",
    " ",
    "{",
    "}",
    "{}",
    "[",
    "]",
    "[]",
    "null",
    "{\"",
    "not json",
    "# a remark",
    "1. Text.",
    "\u{feff}",
];

impl Property for Records {
    const BYTES: usize = 80;

    fn drawn(draw: &mut Draw<'_>) -> Self {
        let mut lines = Vec::new();
        while lines.len() < 12 && draw.goes_on(12) {
            lines.push(line(draw));
        }
        Self(lines)
    }

    fn holds(&self) {
        let mut reader = jsonl::Reader::default();
        for (number, line) in (1..).zip(&self.0) {
            reader.push(line.as_bytes(), number);
        }
        let understood = reader.len();
        let compilation = reader.finish();
        assert_eq!(compilation.provisions.len(), understood);
        each_understood_or_listed(&self.0, &compilation);
        hangs_together(&compilation);
        hangs_together(&read(self.0.join("\n").as_bytes()));

        come_back(&compilation);
    }
}

fn line(draw: &mut Draw<'_>) -> String {
    match draw.below(8) {
        0 => draw.text(&OTHERS, "", 4),
        form => {
            let mut line = "{\"text\":\"x\"".to_owned();
            if form == 1 {
                line = "{\"more\":{\"a\":[1]}".to_owned();
            }
            while draw.goes_on(4) {
                line.push(',');
                line.push_str(draw.of::<&str>(&FIELDS));
            }
            line.push('}');
            if form == 2 {
                let end = draw.below(line.len() + 1);
                line.truncate(line.floor_char_boundary(end));
            }
            line
        }
    }
}

/// The records of a compilation, read again, are the same records.
pub fn come_back(compilation: &Document) {
    let written = records(compilation);
    let mut reader = jsonl::Reader::default();
    for (number, line) in (1..).zip(&written) {
        reader.push(line.as_bytes(), number);
    }
    let again = reader.finish();
    assert_eq!(again.unread, [], "what was written is a record");
    let again = records(&again);
    assert_eq!(again.len(), written.len());
    for (again, written) in again.iter().zip(&written) {
        assert_eq!(again, written, "what was written comes back");
    }
}

fn records(compilation: &Document) -> Vec<String> {
    let record = |at| serde_json::to_string(&Record::of(compilation, at)).unwrap();
    (0..compilation.provisions.len()).map(record).collect()
}

/// A line without the mark of its encoding and the blanks around it.
fn bare(line: &str) -> &str {
    line.strip_prefix('\u{feff}').unwrap_or(line).trim_ascii()
}

/// Lines that are not blank are as many as provisions and lines that were not understood, and the
/// latter stand there as they came.
fn each_understood_or_listed(lines: &[String], compilation: &Document) {
    let given = lines.iter().filter(|line| !bare(line).is_empty()).count();
    let listed: usize = compilation
        .unread
        .iter()
        .map(|unread| (unread.lines.last.get() - unread.lines.first.get()) as usize + 1)
        .sum();
    assert_eq!(given, compilation.provisions.len() + listed);
    for unread in &compilation.unread {
        let (first, last) = (unread.lines.first.get(), unread.lines.last.get());
        for line in &lines[first as usize - 1..last as usize] {
            assert!(
                unread.text.contains(bare(line)),
                "{line:?} is not in {unread:?}"
            );
        }
    }
}

/// Follows every index and range, as the rest of the program does.
fn hangs_together(compilation: &Document) {
    let mut ids = BTreeSet::new();
    for (at, provision) in compilation.provisions.iter().enumerate() {
        black_box(compilation.part(provision));
        black_box(compilation.chapeaux(provision));
        black_box(compilation.heading_path(provision.heading));
        if let Some(Chapeau::Provision(above)) = provision.chapeau {
            assert!(
                (above as usize) < at,
                "a chapeau stands before what it introduces"
            );
        }
        for annotation in &provision.annotations {
            if let Some(span) = annotation.span() {
                assert!(provision.text.get(span.range()).is_some(), "{span:?}");
            }
        }
        assert!(ids.insert(provision.id.as_str()), "{} twice", provision.id);
    }
}
