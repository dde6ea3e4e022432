//! Documents of shapes and sizes that nobody writes: time grows with the size and no faster, and
//! memory is bounded by a multiple of it.
//!
//! Times are compared within one run: a document twice as long may take somewhat more than twice
//! as long. Memory is the most that the command held, as the kernel counted it.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use crate::program::recs_tui;
use crate::terminal::{Key, Terminal};

/// A document that goes away with the test.
struct Document(PathBuf);

impl Document {
    fn new(name: &str, write: impl FnOnce(&mut dyn Write)) -> Self {
        let name = format!("recs-tui-sizes-{}-{name}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let mut file = BufWriter::new(fs::File::create(&path).unwrap());
        write(&mut file);
        file.flush().unwrap();
        Self(path)
    }

    /// The same piece over and over.
    fn of(name: &str, first: &str, piece: &str, size: usize) -> Self {
        Self::new(name, |file| {
            let many = piece.repeat((1 << 16) / piece.len() + 1);
            file.write_all(first.as_bytes()).unwrap();
            let mut left = size;
            while left > 0 {
                let part = &many[..left.min(many.len() / piece.len() * piece.len())];
                file.write_all(part.as_bytes()).unwrap();
                left -= part.len();
            }
        })
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Document {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// What a command cost.
#[derive(Clone, Copy, Debug)]
struct Cost {
    /// Time of the processor, so that others on the machine do not count.
    time: Duration,
    /// Most memory held at once, in bytes.
    memory: u64,
}

/// Runs a command, and gives its cost and its status.
fn cost(arguments: &[&str]) -> (Cost, i32) {
    // The shell's `times` tells of its children; the kernel tells the peak while they live.
    let mut child = recs_tui()
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let id = child.id();
    let (mut ticks, mut memory) = (0, 0);
    let status = loop {
        // Read before asking whether it has ended: a zombie still has its times.
        if let Ok(stat) = fs::read_to_string(format!("/proc/{id}/stat")) {
            let (_, fields) = stat.rsplit_once(')').unwrap();
            ticks = fields
                .split_whitespace()
                .skip(11)
                .take(2)
                .map(|field| field.parse::<u64>().unwrap())
                .sum();
        }
        if let Ok(status) = fs::read_to_string(format!("/proc/{id}/status"))
            && let Some(peak) = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))
        {
            memory = peak
                .trim()
                .trim_end_matches(" kB")
                .trim()
                .parse::<u64>()
                .unwrap()
                * 1024;
        }
        if let Some(status) = child.try_wait().unwrap() {
            break status.code().expect("no signal ended it");
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let time = Duration::from_millis(ticks * 10);
    (Cost { time, memory }, status)
}

/// What every command may take of memory, whatever the document.
const AT_LEAST: u64 = 24_000_000;

/// Each command on a document of one size and of twice that; `times` is how many times the size
/// it may take of memory.
fn assert_linear(name: &str, times: u64, size: usize, document: &dyn Fn(usize) -> Document) {
    let size = crate::effort(size / 32, size);
    let (single, double) = (document(size), document(2 * size));
    let bytes = fs::metadata(&double.0).unwrap().len();
    for command in [&["list", "-f"][..], &["check"], &["search", "urges", "-f"]] {
        let on = |document: &Document| {
            let (cost, status) = cost(&[command, &[document.path()]].concat());
            assert!(
                [0, 1].contains(&status),
                "{name} {command:?}: status {status}"
            );
            cost
        };
        let (one, two) = (on(&single), on(&double));
        // What takes less than a few ticks of the clock is not told from nothing.
        let ratio = two.time.as_secs_f64() / one.time.as_secs_f64().max(0.1);
        assert!(
            ratio < 3.2,
            "{name} {command:?}: {one:?}, twice as long {two:?}"
        );
        assert!(
            two.memory < AT_LEAST + times * bytes,
            "{name} {command:?}: {two:?} for {bytes} bytes"
        );
    }
}

#[test]
fn one_line() {
    assert_linear("prose", 6, 16 << 20, &|size| {
        Document::of("line", "", "word and another ", size)
    });
    assert_linear("a paragraph", 6, 16 << 20, &|size| {
        Document::of("paragraph", "1. ", "The Group urges States. ", size)
    });
    assert_linear("a record", 8, 8 << 20, &|size| {
        let document = Document::of("record", "{\"text\": \"", "The Group urges States. ", size);
        let mut file = fs::OpenOptions::new()
            .append(true)
            .open(&document.0)
            .unwrap();
        file.write_all(b"\"}\n").unwrap();
        document
    });
    assert_linear("without a blank", 6, 8 << 20, &|size| {
        Document::of("letters", "1. ", "x", size)
    });
    assert_linear("combining marks", 12, 4 << 20, &|size| {
        Document::of("marks", "1. ", "\u{301}", size)
    });
    assert_linear("controls", 12, 4 << 20, &|size| {
        Document::of("controls", "1. ", "\u{1b}[31m", size)
    });
}

#[test]
fn headings_without_end() {
    assert_linear("headings alone", 16, 4 << 20, &|size| {
        Document::of("barren", "", "Title of this\n\n", size)
    });
    assert_linear("headings with a paragraph each", 24, 4 << 20, &|size| {
        Document::new("headings", |file| {
            for number in 1..=size / 40 {
                write!(file, "Heading Number {number}\n\n{number}. It urges.\n\n").unwrap();
            }
        })
    });
    assert_linear("headings of records", 24, 4 << 20, &|size| {
        Document::new("record-headings", |file| {
            for number in 1..=size / 50 {
                writeln!(
                    file,
                    "{{\"text\":\"It urges.\",\"headings\":[\"h{number}\"]}}"
                )
                .unwrap();
            }
        })
    });
}

#[test]
fn numbers_and_ids_without_end() {
    // A provision costs the same whether there is a text in it or not, and `check` lists each.
    assert_linear("every line a number", 160, 1 << 20, &|size| {
        Document::of("numbers", "", "1.\n", size)
    });
    assert_linear("numbers in order", 100, 1 << 20, &|size| {
        Document::new("order", |file| {
            for number in 1..=size / 8 {
                writeln!(file, "{number}.").unwrap();
            }
        })
    });
    assert_linear("one id", 24, 4 << 20, &|size| {
        Document::of("ids", "", "{\"id\":\"A\",\"text\":\"It urges.\"}\n", size)
    });
}

#[test]
fn an_export_with_many_fields_takes_at_most_twice_its_size() {
    let fields = r#""AffectedPersons":["Children","Women & girls"],"AnnotationType":"- Concerns","Body":"- CRC",
        "Countries":["Norland"],"PublicationDate":"2031-02-12T00:00:00","Regions":["The North"],
        "Sdgs":["6.1 - Safe water for everybody","14.2 - Protect what lives in the sea"],"Cycle":null,
        "Themes":["Right to water","Children: protection","Access to justice"],"Positions":[],"Sessions":[]"#;
    let size = crate::effort(4 << 20, 64 << 20);
    let document = Document::new("export.json", |file| {
        for number in 0..size / 800 {
            let before = if number == 0 { "[" } else { "," };
            write!(
                file,
                "{before}{{\"Symbol\":\"CRC/C/{}\",\"Id\":\"{number:032x}\",{fields},\"Text\":\"{}.{}\"}}",
                number / 60,
                number % 60 + 1,
                "The Committee urges the State party to protect lakes. ".repeat(4)
            )
            .unwrap();
        }
        write!(file, "]").unwrap();
    });
    let bytes = fs::metadata(&document.0).unwrap().len();
    let (cost, status) = cost(&["list", "-f", document.path()]);
    assert_eq!(status, 0);
    assert!(
        cost.memory < AT_LEAST + 2 * bytes,
        "{cost:?} for {bytes} bytes"
    );
}

#[test]
fn nesting_without_end() {
    for (name, opening) in [
        ("brackets", "["),
        ("parentheses", "("),
        ("objects", "{\"a\":"),
    ] {
        assert_linear(name, 24, 2 << 20, &|size| {
            Document::of(name, "", opening, size)
        });
        let name = format!("{name} in a paragraph");
        assert_linear(&name, 24, 2 << 20, &|size| {
            Document::of(&name, "1. ", opening, size)
        });
    }
    // In JSON: a hundred thousand levels in one field, in the headings, and as the document.
    let levels = 100_000;
    let (open, close) = ("[".repeat(levels), "]".repeat(levels));
    let titles: Vec<String> = (0..levels).map(|level| format!("\"{level}\"")).collect();
    let document = Document::new("deep.jsonl", |file| {
        writeln!(file, "{{\"text\":\"One urges.\",\"deep\":{open}{close}}}").unwrap();
        writeln!(
            file,
            "{{\"text\":\"Two urges.\",\"headings\":[{}]}}",
            titles.join(",")
        )
        .unwrap();
        writeln!(file, "{{\"text\":\"Three urges.\"}}").unwrap();
        writeln!(file, "{open}{close}").unwrap();
    });
    let listed = output(&["list", "-f", document.path()]);
    assert!(
        listed.contains("Two urges.") && listed.contains("Three urges."),
        "{listed}"
    );
    let table = output(&["check", document.path()]);
    for line in [1, 4] {
        let start = format!("{line:>7}  NOT UNDERSTOOD ");
        assert!(table.lines().any(|row| row.starts_with(&start)), "{table}");
    }
}

fn output(arguments: &[&str]) -> String {
    let output = recs_tui().args(arguments).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn good_records_load_and_bad_ones_are_listed_by_line() {
    let bad = [
        ("{\"text\": 5}", "`text`"),
        ("{\"text\": [\"x\"]}", "`text`"),
        ("{\"number\": \"1\"}", "`text` is missing"),
        ("{\"text\": \"trunca", "not JSON"),
        ("null", "not a record"),
        ("no JSON at all", "not JSON"),
        ("[1, 2]", "not a record"),
    ];
    let mut lines = vec!["{\"id\":\"good0\",\"text\":\"good\"}".to_owned()];
    for (at, (line, _)) in bad.iter().enumerate() {
        lines.push((*line).to_owned());
        lines.push(format!("{{\"id\":\"good{}\",\"text\":\"good\"}}", at + 1));
    }
    let document = Document::new("mixed.jsonl", |file| {
        file.write_all(lines.join("\n").as_bytes()).unwrap();
    });
    let listed = output(&["list", "-f", document.path()]);
    let ids: Vec<&str> = listed
        .lines()
        .filter_map(|row| row.split(' ').next())
        .collect();
    let expected: Vec<String> = (0..=bad.len()).map(|at| format!("good{at}")).collect();
    assert_eq!(ids, expected);
    let table = output(&["check", document.path()]);
    for (at, (line, why)) in bad.iter().enumerate() {
        let start = format!("{:>7}  NOT UNDERSTOOD ", 2 * at + 2);
        let row = table.lines().find(|row| row.starts_with(&start));
        let row = row.unwrap_or_else(|| panic!("{line} is not in {table}"));
        assert!(row.contains(why), "{row}");
    }
    // And in the browser.
    let mut terminal = Terminal::open(120, 40, &[document.path()], &[]);
    terminal.wait_for_text("1 of 8");
    terminal.keys("\t\tG");
    terminal.wait_for_all(&["What found no place", "not JSON"]);
}

/// Opens, scrolls, filters, and leaves; once it is open, each key is answered in time. Gives the
/// most memory that it held.
fn browse(document: &Document, place: &str) -> u64 {
    let mut terminal = Terminal::open(120, 40, &[document.path()], &[]);
    terminal.patience = Duration::from_secs(90);
    terminal.wait_for_text(place);
    // Until everything can be found, the machine is busy with that.
    terminal.keys("/urges");
    terminal.wait_for("an answer", |screen| {
        let footer = screen.rows().pop().unwrap_or_default();
        footer.contains(" of ") || footer.contains("nothing found")
    });
    terminal.key(Key::Enter);
    terminal.patience = Duration::from_secs(10);
    for keys in ["G", "g", "\tjG", "\tGkg", "z", "z"] {
        terminal.keys(keys);
        // A notice that the help is there is the answer to all that was typed before it.
        terminal.keys("?");
        terminal.wait_for_text("Everywhere");
        terminal.keys("?");
        terminal.wait_for("the panes", |screen| !screen.contains("Everywhere"));
    }
    terminal.resize(60, 20);
    terminal.key(Key::Esc);
    terminal.keys("?");
    terminal.wait_for_text("Everywhere");
    terminal.keys("q");
    terminal.wait_for("the panes", |screen| !screen.contains("Everywhere"));
    let memory = terminal.peak_memory();
    terminal.keys("q");
    assert!(terminal.wait_exit().success());
    memory
}

#[test]
fn the_browser_bears_them_all() {
    let size = crate::effort(1 << 17, 4 << 20);
    let headings = crate::effort(5_000, 100_000);
    let first_of_headings = format!("1 of {headings}");
    let cases = [
        (
            Document::of("b-line", "", "word and another ", size),
            "About this text",
        ),
        (
            Document::of("b-paragraph", "1. ", "The Group urges States. ", size),
            "1 of 1",
        ),
        (Document::of("b-letters", "1. ", "x", size), "1 of 1"),
        (Document::of("b-marks", "1. ", "\u{301}", size), "1 of 1"),
        (
            Document::of("b-barren", "", "Title of this\n\n", size),
            "About this text",
        ),
        (Document::of("b-numbers", "", "1.\n", size / 8), "1 of "),
        (Document::of("b-brackets", "1. ", "[", size), "1 of 1"),
        (
            Document::of("b-heading", "", "Title and More ", size),
            "About this text",
        ),
        (
            Document::new("b-headings", |file| {
                for number in 1..=headings {
                    write!(file, "Heading Number {number}\n\n{number}. It urges.\n\n").unwrap();
                }
            }),
            &first_of_headings,
        ),
        (
            Document::new("b-fields", |file| {
                let long = "x y ".repeat(size / 4);
                let record = serde_json::json!({ "id": long, "session": long, "symbol": long,
                    "headings": [long], "number": long, "text": "It urges.", "further": long });
                write!(file, "{record}").unwrap();
            }),
            "1 of 1",
        ),
    ];
    // Two at a time: most of it is waiting.
    let (some, others) = cases.split_at(cases.len() / 2);
    std::thread::scope(|scope| {
        for cases in [some, others] {
            scope.spawn(move || {
                for (document, place) in cases {
                    browse(document, place);
                }
            });
        }
    });
}

/// The real size, which takes a minute and several gigabytes of memory.
#[test]
#[ignore = "writes and reads a gigabyte"]
fn a_line_of_a_gigabyte() {
    let document = Document::of("gigabyte", "1. ", "The Group urges States. ", 999_999_984);
    for command in [&["list", "-f"][..], &["check"], &["search", "urges", "-f"]] {
        let (cost, status) = cost(&[command, &[document.path()]].concat());
        assert_eq!(status, 0, "{command:?}");
        assert!(cost.memory < 6_000_000_000, "{command:?}: {cost:?}");
        assert!(
            cost.time < Duration::from_secs(100),
            "{command:?}: {cost:?}"
        );
    }
    let memory = browse(&document, "1 of 1");
    assert!(memory < 6_000_000_000, "{memory}");
    println!("the browser held {} MB", memory / 1_000_000);
}
