//! Any text is read without a panic, no line of it is lost, and what is read of it hangs together
//! and comes back from what is written of it.

use std::collections::BTreeSet;
use std::hint::black_box;
use std::sync::LazyLock;

use crate::opened::read;
use recs_tui::library::EMBEDDED;
use recs_tui::model::{Document, Lines};

use super::{Draw, Property, jsonl_reader};

/// A text, or bytes that are none.
#[derive(Debug)]
pub enum Text {
    Lines(String),
    Bytes(Vec<u8>),
}

impl Property for Text {
    const BYTES: usize = 160;

    fn drawn(draw: &mut Draw<'_>) -> Self {
        match draw.below(8) {
            7 => Self::Bytes(draw.rest()),
            // The compilation's own lines in any order.
            5 | 6 => Self::Lines(draw.text(&DOCUMENT, "\n", 60)),
            _ => Self::Lines(draw.text(&PIECES, "\n", 60)),
        }
    }

    fn holds(&self) {
        match self {
            Self::Lines(source) => {
                check(&source.replace("\r\n", "\n").replace('\r', "\n"));
                // As bytes, it may be taken for something else; that must hang together too.
                walk(&read(source.as_bytes()));
            }
            Self::Bytes(bytes) => walk(&read(bytes)),
        }
    }
}

static DOCUMENT: LazyLock<Vec<&str>> =
    LazyLock::new(|| std::str::from_utf8(EMBEDDED).unwrap().lines().collect());

/// Reads a text, and holds what was read against it.
pub fn check(source: &str) {
    let compilation = recs_tui::structure::document(recs_tui::input::text::blocks(source));
    assert_nothing_lost(source, &compilation);
    walk(&compilation);
    comes_back(&compilation);
}

/// What is written as records comes in again the same.
fn comes_back(compilation: &Document) {
    // Records tell sessions apart by label and symbol alone.
    let sessions = compilation.parts.iter();
    let names: BTreeSet<_> = sessions.map(|it| (&it.label, &it.symbol)).collect();
    if names.len() == compilation.parts.len() {
        jsonl_reader::come_back(compilation);
    }
}

/// Holds a compilation against the text that it was read from: each line that is not blank must
/// stand in exactly one element, and be in what that element says.
pub fn assert_nothing_lost(source: &str, compilation: &Document) {
    let lines: Vec<&str> = source.split('\n').collect();
    // For each line: how many elements have it, and what the last of them says.
    let mut owners: Vec<(u32, String)> = vec![(0, String::new()); lines.len() + 1];
    let mut own = |lines: Option<Lines>, says: &str, marker: &str| {
        let Some(run) = lines else { return };
        for line in run.first.get()..=run.last.get() {
            let owner = &mut owners[line as usize];
            owner.0 += 1;
            owner.1 = match line == run.first.get() {
                true => format!("{marker}{says}"),
                false => says.to_owned(),
            };
        }
    };
    for session in &compilation.parts {
        own(session.lines, "session", "");
    }
    for heading in &compilation.headings {
        own(heading.lines, &heading.title, "");
    }
    for it in &compilation.provisions {
        let label = it.path.levels().last().unwrap();
        let marker = match label.as_bytes()[0].is_ascii_digit() {
            true if it.path.ends_in_brackets() => format!("{label}."),
            true => format!("{}.", it.path),
            false => format!("({label})"),
        };
        own(it.lines, &it.text, &marker);
    }
    for matter in &compilation.passages {
        own(
            Some(matter.lines),
            &matter.text,
            matter.mark.as_deref().unwrap_or_default(),
        );
    }
    for unread in &compilation.unread {
        own(Some(unread.lines), &unread.text, "");
    }
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    for (number, line) in (1..).zip(&lines) {
        let (count, says) = &owners[number];
        if line.trim().is_empty() {
            continue;
        }
        assert_eq!(
            *count, 1,
            "line {number} belongs to {count} elements: {line:?}"
        );
        let (line, says) = (squeezed(line), squeezed(says));
        // A mark behind a number (`10. (`) is told by the footnote that it leads to.
        let unmarked = without_mark(&line);
        // A paragraph without a text of its own stands on its first subparagraph's line.
        let below = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let told = says.contains(&line)
            || (below.starts_with('(') && says.starts_with(below))
            || says == "session"
            || (unmarked.ends_with('.') && says.starts_with(unmarked));
        assert!(told, "line {number}: {line:?} is not in {says:?}");
    }
}

/// A line without the mark of a footnote at its end: `*`, `[1]`, what a symbol font left behind.
fn without_mark(line: &str) -> &str {
    let numbered = line.strip_suffix(']');
    let numbered = numbered.map(|inside| inside.trim_end_matches(|c: char| c.is_ascii_digit()));
    if let Some(before) = numbered.and_then(|before| before.strip_suffix('[')) {
        return before;
    }
    line.trim_end_matches(|c: char| {
        "(*†‡§¶¹²³⁰⁴⁵⁶⁷⁸⁹".contains(c) || ('\u{e000}'..='\u{f8ff}').contains(&c)
    })
}

/// Follows every index and range that a compilation holds, as the rest of the program does.
pub fn walk(compilation: &Document) {
    for (at, provision) in compilation.provisions.iter().enumerate() {
        // These panic where an index leads nowhere.
        black_box(compilation.part(provision));
        black_box(compilation.chapeaux(provision));
        assert!(compilation.heading_path(provision.heading).len() <= 8);
        for annotation in &provision.annotations {
            if let Some(span) = annotation.span() {
                assert!(provision.text.get(span.range()).is_some(), "{at}");
            }
            if let Some(note) = annotation.passage() {
                black_box(&compilation.passages[note as usize]);
            }
        }
    }
    let mut ids: Vec<&str> = compilation
        .provisions
        .iter()
        .map(|p| p.id.as_str())
        .collect();
    ids.sort_unstable();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count, "ids are unique");
}

/// Pieces that documents are made of, so that what is put together by chance meets every rule.
pub const PIECES: [&str; 44] = [
    "1.",
    "2.",
    "3. The Group urges States:",
    "9.",
    "81.",
    "200.",
    "999999999.",
    "0.",
    "007. Text.",
    "(a)",
    "(b) and others;",
    "(i)",
    "(ii)",
    "(h)",
    "(v) five:",
    "(zz)",
    "(xl)",
    "10. (",
    "11. *",
    "4. (a) States;",
    "133.45. Ratify.",
    "12.1",
    "---",
    "( omitted number 10 to 12 at its first session",
    "* A note about number 1",
    "Text.*",
    "I.",
    "II.",
    "IV. Fourth Session, Geneva, 1 May 2006 (E/CN.4/2006/18)",
    "V. Methods",
    "First Session, Geneva, 21 - 31 January 2003 (E/CN.4/2003/20)",
    "Third session",
    "…",
    "Conclusions and Recommendations",
    "Internet and racism",
    "Poverty",
    "A. Debt",
    "B. Aid",
    "The following:",
    "a text that goes on",
    "It ends [with an update].",
    "[unbalanced",
    "]",
    "\u{A0}",
];
