//! Whatever comes in is read in linear time, without a panic, and no line of it is lost: here the
//! document itself, harmed by rule. `attacks.rs` does it by chance.

use std::hint::black_box;
use std::time::Duration;

use crate::opened::read;
use crate::processor_time;
use crate::properties::text_reader::{PIECES, assert_nothing_lost, check, walk};
use recs_tui::library::{EMBEDDED, read_text};
use recs_tui::model::Document;

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
        // The short form has every hundred-and-first byte.
        let step = crate::effort(101, 1);
        for first in [0, step] {
            let places = (first..=EMBEDDED.len()).step_by(2 * step);
            scope.spawn(move || places.for_each(cut));
        }
    });
}

#[test]
fn the_document_without_one_of_its_lines_or_with_one_twice() {
    let lines: Vec<&str> = source().split('\n').collect();
    for at in (0..lines.len()).step_by(crate::effort(19, 1)) {
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
        assert_eq!(compilation, Document::default(), "{empty:?}");
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

/// The time that it takes to read `document` so many times.
fn time(document: &[u8], times: usize) -> Duration {
    let read_all = || (0..times).for_each(|_| drop(black_box(read(document))));
    // What takes less than a tick of the clock is not told from nothing.
    let tick = Duration::from_millis(10);
    processor_time::of(read_all).0.max(tick)
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
        let size = crate::effort(16_000, 400_000);
        let (short, long) = (document(size / 10), document(size));
        let mut measured = Vec::new();
        // Others on the machine can spoil one measurement, not each of three.
        let is_linear = (0..3).any(|_| {
            let (in_ten, in_one) = (time(&short, 10), time(&long, 1));
            measured.push((in_ten, in_one));
            in_one.as_secs_f64() < in_ten.as_secs_f64() * 4.0
        });
        assert!(
            is_linear,
            "{shape:?}, in ten documents and in one: {measured:?}"
        );
    }
}

#[test]
fn megabytes_of_noise() {
    // A small generator of our own, so that the noise is the same on every run.
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let size = crate::effort(300_000, 10_000_000);
    let bytes: Vec<u8> = (0..size).map(|_| next().to_le_bytes()[3]).collect();
    walk(&read_text(&bytes));
    let mut pieces = String::with_capacity(size + 100);
    while pieces.len() < size {
        pieces.push_str(PIECES[usize::try_from(next() % 44).unwrap()]);
        pieces.push('\n');
    }
    let compilation = read(pieces.as_bytes());
    walk(&compilation);
    assert!(compilation.provisions.len() > size / 100);
}
