//! Whatever comes in is read in linear time, without a panic, and no line of it is lost.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use recs_tui::model::{Compilation, Lines};
use recs_tui::read::{EMBEDDED, read, text};

/// Holds a compilation against the text that it was read from: each line that is not blank must
/// stand in exactly one element, and be in what that element says.
fn assert_nothing_lost(source: &str, compilation: &Compilation) {
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
    for session in &compilation.sessions {
        own(session.lines, "session", "");
    }
    for heading in &compilation.headings {
        own(heading.lines, &heading.title, "");
    }
    for it in &compilation.provisions {
        let label = it.number.parts().last().unwrap();
        let marker = match it.number.depth() {
            1 if label.as_bytes()[0].is_ascii_digit() => format!("{label}."),
            _ => format!("({label})"),
        };
        own(it.lines, &it.text, &marker);
    }
    for matter in &compilation.matter {
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
        let unmarked = line.trim_end_matches(['(', '*']);
        // A paragraph without a text of its own stands on its first subparagraph's line.
        let below = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let told = says.contains(&line)
            || (below.starts_with('(') && says.starts_with(below))
            || says == "session"
            || (unmarked.ends_with('.') && says.starts_with(unmarked));
        assert!(told, "line {number}: {line:?} is not in {says:?}");
    }
}

/// Follows every index and range that a compilation holds, as the rest of the program does.
fn walk(compilation: &Compilation) {
    for (at, provision) in compilation.provisions.iter().enumerate() {
        // These panic where an index leads nowhere.
        black_box(compilation.session(provision));
        black_box(compilation.chapeaux(provision));
        assert!(compilation.heading_path(provision.heading).len() <= 8);
        for annotation in &provision.annotations {
            if let Some(span) = annotation.span {
                assert_eq!(&provision.text[span.range()], &*annotation.text, "{at}");
            }
            if let Some(note) = annotation.rests_on {
                assert_eq!(compilation.matter[note as usize].text, annotation.text);
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

fn check(source: &str) {
    let compilation = text::read(source);
    assert_nothing_lost(source, &compilation);
    walk(&compilation);
}

fn source() -> &'static str {
    std::str::from_utf8(EMBEDDED).unwrap()
}

#[test]
fn nothing_of_the_document_is_lost() {
    check(source());
}

#[test]
fn the_document_cut_at_every_byte() {
    // The decisions are made near the ends of lines, so there every line is looked for.
    let near_an_end = |at: usize| {
        let from = at.saturating_sub(12);
        EMBEDDED[from..(at + 12).min(EMBEDDED.len())].contains(&b'\n')
    };
    let cut = |at: usize| {
        let compilation = read(&EMBEDDED[..at]);
        assert!(compilation.provisions.len() <= 135);
        if let Ok(cut) = std::str::from_utf8(&EMBEDDED[..at])
            && (at.is_multiple_of(64) || near_an_end(at))
        {
            assert_nothing_lost(cut, &compilation);
        }
    };
    std::thread::scope(|scope| {
        for odd in [0, 1] {
            scope.spawn(move || {
                (0..=EMBEDDED.len())
                    .filter(|at| at % 2 == odd)
                    .for_each(cut)
            });
        }
    });
}

#[test]
fn the_document_without_one_of_its_lines_or_with_one_twice() {
    let lines: Vec<&str> = source().split('\n').collect();
    for at in 0..lines.len() {
        let without: Vec<&str> = [&lines[..at], &lines[at + 1..]].concat();
        check(&without.join("\n"));
        let twice: Vec<&str> = [&lines[..=at], &lines[at..]].concat();
        check(&twice.join("\n"));
    }
}

#[test]
fn line_ends_make_no_difference() {
    let expected = read(EMBEDDED);
    // But for the first remark, which says what they are.
    let read_as = |bytes: &[u8], what: &str| {
        let mut compilation = read(bytes);
        let said = compilation.remarks.remove(0);
        assert!(said.text.contains(what), "{said:?}");
        compilation
    };
    for (end, said) in [("\r\n", "CR LF"), ("\r", "CR alone")] {
        assert_eq!(
            read_as(source().replace('\n', end).as_bytes(), said),
            expected
        );
    }
    let marked = [b"\xEF\xBB\xBF", EMBEDDED].concat();
    assert_eq!(read_as(&marked, "byte order mark"), expected);
}

#[test]
fn what_is_no_compilation_is_unread_and_said_to_be() {
    let groceries = read(b"milk\n3 eggs\nBread\n\nButter and jam\n");
    assert!(groceries.provisions.is_empty() && groceries.headings.is_empty());
    let told: Vec<(String, &str)> = groceries
        .unread
        .iter()
        .map(|unread| (unread.lines.to_string(), &*unread.why))
        .collect();
    assert_eq!(told, [("1-5".to_owned(), "text without a number")]);

    let poem = read("Whan that Aprille\nWith his shoures soote".as_bytes());
    assert_eq!(
        &*poem.unread[0].why,
        "looks like a heading, but nothing stands under it"
    );
    for empty in ["", "\n\n \u{A0}\n", "\u{FEFF}"] {
        let mut compilation = read(empty.as_bytes());
        compilation.remarks.clear();
        assert_eq!(compilation, Compilation::default(), "{empty:?}");
    }
}

#[test]
fn bytes_that_are_no_text() {
    for bytes in [
        &b"\xFF"[..],
        b"\x00\x01\x02",
        b"\xFF\xFE\x00",
        b"{",
        b"[",
        b"[{",
        b"{\"text\":",
    ] {
        let compilation = read(bytes);
        assert!(compilation.provisions.is_empty(), "{bytes:?}");
    }
    let broken = read(b"1.\nOf the \xFF world.");
    assert_eq!(&*broken.provisions[0].text, "Of the \u{FFFD} world.");
    assert_eq!(broken.remarks[0].line, 2);
}

/// Pieces that documents are made of, so that what is put together by chance meets every rule.
const PIECES: [&str; 44] = [
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

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => proptest::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => Just(String::new()),
        1 => "\\PC{0,40}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lines_of_the_document_in_any_order(
        lines in Just(source().split('\n').map(str::to_owned).collect::<Vec<_>>()).prop_shuffle(),
        keep in 1..430_usize,
    ) {
        check(&lines[..keep.min(lines.len())].join("\n"));
    }

    #[test]
    fn documents_made_of_pieces(pieces in proptest::collection::vec(piece(), 0..60)) {
        check(&pieces.join("\n"));
    }

    #[test]
    fn any_text(text in "(?s).{0,300}") {
        let compilation = read(text.as_bytes());
        walk(&compilation);
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        walk(&read(&bytes));
    }
}

/// How long this thread has worked; on Linux without the time in which others had the processor.
fn worked(since: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

/// The shortest of three times that it takes to read `document` so many times.
fn time(document: &[u8], times: usize) -> Duration {
    let since = Instant::now();
    let once = || {
        let begun = worked(since);
        for _ in 0..times {
            black_box(read(document));
        }
        worked(since).saturating_sub(begun)
    };
    // What takes less than a tick of the clock is not told from nothing.
    let tick = Duration::from_millis(10);
    (0..3).map(|_| once()).min().unwrap().max(tick)
}

#[test]
fn time_grows_with_length_and_no_faster() {
    let shapes = [
        "1.\n",
        "1. x:\n",
        "1.\n52.\n",
        "9.\n8.\n",
        "(a)\n",
        "(a) x:\n(i) y:\n",
        "(i)\n(c)\n",
        "A\n",
        "Title\n\n",
        "Ab Cd\n1. e.\n",
        "Ab cd\n(a) e.\n",
        "[",
        "[]",
        "1. [\n",
        "]]\n",
        "1. *\n* x.\n",
        "I.\n",
        "I. A session (A/1)\n",
        "First session\n",
        "…\n",
        "text ",
        "text.\n",
        "Text\nmore\n",
        "a:\n1. x.\n",
        "Head\n\ntext:\n\n",
        "1. [1]\n[1] omitted 1-9 and 2-400\n",
        "\u{A0}",
        "{\"text\":\"x\"}\n",
        "{\"a\":",
        "[{},",
        "{\"text\":1}\n",
        "\r",
        "\u{F0B7}",
        "((((",
        "1. a\n(",
    ];
    for shape in shapes {
        let document = |length: usize| shape.repeat(length / shape.len()).into_bytes();
        // The same number of bytes, in ten documents or in one: linear is 1, quadratic is 10.
        let short = time(&document(40_000), 10);
        let long = time(&document(400_000), 1);
        let ratio = long.as_secs_f64() / short.as_secs_f64();
        assert!(
            ratio < 4.0,
            "{shape:?}: {short:?} in ten documents, {long:?} in one"
        );
    }
}

#[test]
fn ten_megabytes_of_noise() {
    // A small generator of our own, so that the noise is the same on every run.
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let bytes: Vec<u8> = (0..10_000_000).map(|_| next().to_le_bytes()[3]).collect();
    walk(&read(&bytes));
    let mut pieces = String::with_capacity(10_000_100);
    while pieces.len() < 10_000_000 {
        pieces.push_str(PIECES[usize::try_from(next() % 44).unwrap()]);
        pieces.push('\n');
    }
    let compilation = read(pieces.as_bytes());
    walk(&compilation);
    assert!(compilation.provisions.len() > 100_000);
}
