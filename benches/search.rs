//! How long the search takes, and how much memory: `cargo bench --bench search`.
//!
//! Each size runs in a process of its own, so that the peak is its own. Every key is pressed
//! once, and nothing is warmed up. The largest size is also read from JSON lines, to compare with
//! the time that its index takes; and a collection in six languages is compared with an English one. The index is timed beside a plain count of words over the same
//! text on as many threads, since machines differ.
//!
//! `cargo bench --bench search -- COUNT FILE` writes so many recommendations as JSON Lines, to be
//! opened with `recs-tui -f FILE`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::HashMap;
use std::hint::black_box;
use std::io::Write;
use std::process::Command;
use std::time::{Duration, Instant};

use recs_tui::library;
use recs_tui::model::{Document, Record};
use recs_tui::search::{Cancel, Hits, Index, Query, UserNotes};

mod generated;

const SIZES: [usize; 2] = [267_537, 1_000_000];

/// Typed letter by letter: one to eight words, symbols and slips among them.
const TYPED: [&str; 27] = [
    "education",
    "torture",
    "E/CN.4/2004/20",
    "A/HRC/12/30 ",
    "convetion torture",
    "racial discrimination xenophobia",
    "ratify convention",
    "national human rights institution",
    "rights of the child",
    "govt resposibility",
    "malraia prevention",
    "indigenous peoples land",
    "non-governmental organizations",
    "follow-up E/CN.4/2003",
    "violence against women migrant workers",
    "trafficking in persons",
    "republic education discrimination",
    "HIV/AIDS treatment",
    "freedom of expression journalists internet",
    "OHCHR technical assistance",
    "poverty",
    "abolish the death penalty moratorium",
    "international convention on the rights of migrant workers",
    "states should take measures to combat racism effectively",
    "statelessnes birth registraton",
    "durban declaration implementation national action plans racism",
    "para:103 education",
];

/// Phrases of common words.
const PHRASES: [&str; 8] = [
    "\"human rights\"",
    "\"racial discrimination\"",
    "\"of the\"",
    "\"in the field of\"",
    "\"all forms of racism\"",
    "\"the United Nations\"",
    "\"States to\"",
    "\"E/CN.4\"",
];

/// Typed letter by letter: what no provision has all of, so that partial hits are looked for.
const PARTIAL: [&str; 4] = [
    "what is the right of zebras to education",
    "xylophone racism states discrimination",
    "vineyards national human rights institutions should report",
    "how do submarine cables affect indigenous peoples",
];

/// Typed letter by letter into the mixed collection, beside what is English.
const MIXED: [&str; 12] = [
    "discrimination raciale",
    "droits de l'homme migrants",
    "liberté d'expression des journalistes",
    "derechos humanos",
    "pueblos indígenas tierras",
    "расовая дискриминация",
    "права человека мигранты",
    "свобода выражения мнений",
    "حقوق الإنسان",
    "التمييز العنصري",
    "种族歧视",
    "儿童获得教育",
];

/// Further forms of the query language.
const OTHER: [&str; 12] = [
    "rights -racism",
    "poverty | education",
    "session:4 education",
    "heading:education",
    "heading:rights torture",
    "symbol:E/CN.4",
    "is:deleted",
    "para:10-2000 racism",
    "discrim*",
    "govt",
    "rights -\"human rights\"",
    "Office of the United Nations High Commissioner for Human Rights",
];

fn main() {
    let mut arguments = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench");
    let (count, path) = (arguments.next(), arguments.next());
    if count.as_deref() == Some("mixed") {
        return compare_languages(SIZES[0]);
    }
    if let (Some(count), Some(path)) = (count, path) {
        if count == "read" {
            return read(&path);
        }
        let count = count.parse().expect("first how many, then where to");
        return write(count, &path);
    }
    let size = std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse::<usize>().ok());
    let benching = std::env::args().any(|argument| argument == "--bench");
    match size {
        Some(size) => measure(size),
        // `cargo test --all-targets` only wants to know that it runs.
        None if !benching => {
            measure(2_000);
            compare_languages(2_000);
        }
        None => {
            let own = std::env::current_exe().expect("the path of this program");
            let run = |arguments: &[&str]| {
                let status = Command::new(&own).args(arguments).status();
                assert!(status.expect("this program can be run").success());
            };
            for size in SIZES {
                run(&[&size.to_string()]);
            }
            run(&["mixed"]);
            let file = std::env::temp_dir().join("recs-tui-bench.jsonl");
            let path = file.to_str().expect("a plain path");
            run(&[&SIZES[1].to_string(), path]);
            run(&["read", path]);
            std::fs::remove_file(&file).expect("the file can be removed");
        }
    }
}

fn write(count: usize, path: &str) {
    let document = generated::document(count);
    let file = std::fs::File::create(path).expect("the file can be written");
    let mut out = std::io::BufWriter::new(file);
    for position in 0..count {
        serde_json::to_writer(&mut out, &Record::of(&document, position)).expect("written");
        out.write_all(b"\n").expect("written");
    }
    out.flush().expect("written");
}

/// Reads a file of JSON lines.
fn read(path: &str) {
    let file = std::fs::File::open(path).expect("the file can be read");
    let mut document = None;
    let reading = timed(|| document = library::from_reader(file, None, &()).ok());
    let document = document.expect("the file can be read");
    let building = timed(|| drop(black_box(Index::build(&document))));
    println!(
        "\n{} provisions read from JSON lines in {:.2} s; their index takes {:.2} s",
        document.provisions.len(),
        reading.as_secs_f64(),
        building.as_secs_f64()
    );
}

/// Builds and asks an English collection, and one in six languages of the same size.
fn compare_languages(size: usize) {
    let mut figures = Vec::new();
    for (what, document, further) in [
        ("English", generated::document(size), &MIXED[..0]),
        ("six languages", generated::mixed_document(size), &MIXED[..]),
    ] {
        let bytes: usize = document.provisions.iter().map(|it| it.text.len()).sum();
        let mut index = None;
        let building = timed(|| index = Some(Index::build(&document)));
        let index = index.expect("just built");
        println!(
            "\n{size} provisions in {what}, {:.0} MB of text: index {:.2} s, {index:?}",
            bytes as f64 / 1e6,
            building.as_secs_f64()
        );
        let mut keys: Vec<_> = TYPED
            .iter()
            .chain(further)
            .flat_map(|typed| beginnings(typed))
            .map(|typed| ask(&index, &document, typed))
            .collect();
        report("keystrokes", &mut keys);
        let half = keys[keys.len() / 2].0.as_secs_f64();
        let late = keys[keys.len() * 99 / 100].0.as_secs_f64();
        figures.push([building.as_secs_f64() / bytes as f64, half, late]);
    }
    let [build, half, late] = [0, 1, 2].map(|at| figures[1][at] / figures[0][at]);
    println!(
        "six languages beside English: index by the byte {build:.2}, keystrokes p50 {half:.2}, p99 {late:.2}"
    );
}

/// What stands there after each key.
fn beginnings(typed: &str) -> impl Iterator<Item = &str> {
    let ends = typed.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.map(|end| &typed[..end])
}

fn measure(size: usize) {
    let document = generated::document(size);
    let bytes: usize = document
        .provisions
        .iter()
        .map(|provision| provision.text.len())
        .sum();
    println!(
        "\n{size} provisions, {:.0} MB of text, {:.0} bytes each",
        bytes as f64 / 1e6,
        bytes as f64 / size as f64
    );
    let before = peak();
    let counting = timed(|| {
        black_box(count_words(&document));
    });
    let counted = peak();
    reset_peak();
    let resting = peak();
    let mut index = None;
    let building = timed(|| index = Some(Index::build(&document)));
    let index = index.expect("just built");
    println!(
        "index {:.2} s, counting words {:.2} s, ratio {:.2}",
        building.as_secs_f64(),
        counting.as_secs_f64(),
        building.as_secs_f64() / counting.as_secs_f64()
    );
    println!(
        "memory: document {before:.0} MB (counting {counted:.0}), resting {resting:.0}, peak with index {:.0} = {:.2} times the text (+{:.2})",
        peak(),
        peak() * 1e6 / bytes as f64,
        (peak() - resting) * 1e6 / bytes as f64
    );
    println!("{index:?}");
    let mut keys: Vec<(Duration, String, usize)> = Vec::new();
    for typed in TYPED {
        keys.extend(beginnings(typed).map(|typed| ask(&index, &document, typed)));
    }
    report("keystrokes", &mut keys);
    let mut partial: Vec<(Duration, String, usize)> = Vec::new();
    for typed in PARTIAL {
        partial.extend(beginnings(typed).map(|typed| ask(&index, &document, typed)));
    }
    report("keystrokes with partial hits", &mut partial);
    let mut phrases: Vec<_> = PHRASES
        .iter()
        .map(|typed| ask(&index, &document, typed))
        .collect();
    report("phrases", &mut phrases);
    let mut others: Vec<_> = OTHER
        .iter()
        .map(|typed| ask(&index, &document, typed))
        .collect();
    report("other queries", &mut others);
    facets(&index, &document);
    println!("peak after all {:.0} MB", peak());
}

/// Who is asked to do what: how long it takes to read, and what is then asked of it.
fn facets(index: &Index, document: &Document) {
    let cancel = Cancel::new();
    let mut hits = Hits::default();
    let counting = timed(|| {
        let query = Query::parse("rights");
        let answer = index.answer(document, &query, &UserNotes::default(), &cancel);
        hits = answer.expect("nobody cancels it").hits;
    });
    let tree = timed(|| {
        black_box((index.part_counts(&hits), index.heading_counts(&hits)));
    });
    let reading = timed(|| {
        let read = index.read_operative(document, &|_| {}, &cancel);
        assert!(read.is_ok(), "nobody cancels it");
    });
    let regrouping = timed(|| {
        let operative = index.operative().expect("just read");
        for facet in [&operative.addressees, &operative.actions, index.statuses()] {
            for (_, members) in facet.values() {
                black_box(members.len());
            }
            black_box(facet.counts(hits.positions()));
        }
    });
    println!(
        "{} hits in {:.2} ms, their counts by heading and part {:.2} ms",
        hits.len(),
        counting.as_secs_f64() * 1e3,
        tree.as_secs_f64() * 1e3
    );
    println!(
        "who is asked to do what: read in {:.2} s, grouped in all three ways in {:.2} ms",
        reading.as_secs_f64(),
        regrouping.as_secs_f64() * 1e3
    );
    let mut asked: Vec<_> = ["to:States", "verb:urges", "to:OHCHR education"]
        .iter()
        .map(|typed| ask(index, document, typed))
        .collect();
    report("by facet", &mut asked);
    let cancelled = std::thread::scope(|scope| {
        let query = Query::parse("\"of the\" rights education racism");
        let running = scope.spawn({
            let cancel = &cancel;
            move || {
                let answer = index.answer(document, &query, &UserNotes::default(), cancel);
                (answer.is_err(), Instant::now())
            }
        });
        std::thread::sleep(Duration::from_millis(1));
        let start = Instant::now();
        cancel.cancel();
        let (stopped, end) = running.join().expect("no panic");
        (stopped, end.saturating_duration_since(start))
    });
    println!(
        "a query was {} {:.3} ms after it was cancelled",
        if cancelled.0 { "stopped" } else { "answered" },
        cancelled.1.as_secs_f64() * 1e3
    );
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn ask(index: &Index, document: &Document, typed: &str) -> (Duration, String, usize) {
    let start = Instant::now();
    let query = Query::parse(typed);
    let answer = index.answer(document, &query, &UserNotes::default(), &Cancel::new());
    let answer = answer.expect("nobody cancels it");
    let taken = start.elapsed();
    (taken, typed.to_owned(), answer.hits.len())
}

fn report(what: &str, keys: &mut [(Duration, String, usize)]) {
    keys.sort_by_key(|(taken, ..)| *taken);
    let ms = |at: usize| keys[at].0.as_secs_f64() * 1e3;
    let last = keys.len() - 1;
    println!(
        "{what}: {} asked, p50 {:.2} ms, p99 {:.2} ms, worst {:.2} ms",
        keys.len(),
        ms(last / 2),
        ms(last * 99 / 100),
        ms(last)
    );
    for (taken, typed, hits) in keys.iter().rev().take(8) {
        println!(
            "    {:6.2} ms  {typed}  ({hits})",
            taken.as_secs_f64() * 1e3
        );
    }
}

/// Counts words the plain way, on as many threads as the index is built on.
fn count_words(document: &Document) -> HashMap<&str, u32> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = document.provisions.len().div_ceil(threads);
    std::thread::scope(|scope| {
        let parts: Vec<_> = document
            .provisions
            .chunks(share)
            .map(|some| {
                scope.spawn(move || {
                    let mut counts: HashMap<&str, u32> = HashMap::new();
                    for provision in some {
                        for word in provision.text.split_whitespace() {
                            *counts.entry(word).or_default() += 1;
                        }
                    }
                    counts
                })
            })
            .collect();
        let counts = parts
            .into_iter()
            .map(|part| part.join().expect("counting does not panic"));
        counts.reduce(|mut all, some| {
            for (word, count) in some {
                *all.entry(word).or_default() += count;
            }
            all
        })
    })
    .unwrap_or_default()
}

/// The most memory that this process has held, in MB; 0 where the system does not tell.
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) * 1024.0 / 1e6
}

/// Lets the peak begin anew at what is held now, where the system allows it.
fn reset_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}
