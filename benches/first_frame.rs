//! How long a person waits for the first screen, beside `less` on the same text.
//!
//! ```sh
//! cargo bench --bench first_frame [-- ROUNDS]
//! ```
//!
//! Both programs are started in a pseudo-terminal, in turn, so that whatever else the machine does
//! falls on both alike. The time runs from the start of the process until the bytes have arrived
//! with which a terminal emulator shows a screen that holds words of the text and has its last row
//! filled, which both programs draw last. Memory is the kernel's own account of the most that the process ever held
//! (`VmHWM`), taken at the first screen and again after a filter and a walk to the end.
//!
//! Prints medians and whether the promise is kept: at most one and a half times the time of `less`,
//! at most 25 MB. Both times are a few milliseconds and move with the machine, so only a multiple
//! of the promise, or too much memory, ends with status 1.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[cfg(target_os = "linux")]
#[path = "../tests/program/mod.rs"]
mod program;
#[cfg(target_os = "linux")]
#[path = "../tests/terminal/mod.rs"]
mod terminal;

#[cfg(not(target_os = "linux"))]
fn main() {
    eprintln!("Memory is read from /proc, so this measures on Linux only.");
}

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    measured::main()
}

#[cfg(target_os = "linux")]
mod measured {
    use std::process::ExitCode;
    use std::time::Duration;

    use crate::terminal::{Command, Key, Screen, Terminal, clean};

    const TEXT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/durban-compilation.txt");
    const COLS: u16 = 120;
    const ROWS: u16 = 40;
    const TIMES_LESS: f64 = 1.5;
    /// Beyond this it is not the machine.
    const FAILS_AT: f64 = 2.5;
    const MEGABYTES: f64 = 25.0;

    /// How often it is measured before it is called too much: another program that takes
    /// the machine for a second can spoil one measurement, not each.
    const TRIES: usize = 3;

    pub(crate) fn main() -> ExitCode {
        // Cargo passes `--bench` on; the first thing that is a number is the number of rounds.
        let rounds = std::env::args().find_map(|argument| argument.parse().ok());
        let rounds: usize = rounds.unwrap_or(40);
        for _ in 0..TRIES {
            if passes(rounds) {
                return ExitCode::SUCCESS;
            }
        }
        println!("Too slow or too large in each of {TRIES} measurements.");
        ExitCode::FAILURE
    }

    /// Measures once, prints the figures, and says whether they pass.
    fn passes(rounds: usize) -> bool {
        let (mut less, mut ours) = (Vec::new(), Vec::new());
        let mut at_first = 0;
        // The first start of each reads the program from the disk, and is not counted.
        for round in 0..=rounds {
            let (_, waited) = first_screen(start_less());
            let (terminal, waited_for_ours) = first_screen(start_ours());
            if round > 0 {
                less.push(waited);
                ours.push(waited_for_ours);
            }
            at_first = at_first.max(terminal.peak_memory());
        }
        let after_use = peak_after_use().max(at_first);
        let (less, ours) = (Times::of(less), Times::of(ours));
        let ratio = ours.median.as_secs_f64() / less.median.as_secs_f64();
        let megabytes = |bytes: u64| bytes as f64 / 1e6;

        println!("first screen at {COLS}x{ROWS}, {rounds} rounds  (median, fastest, slowest)");
        println!("  less      {less}");
        println!("  recs-tui  {ours}");
        println!("  ratio     {ratio:.2}  (promised: at most {TIMES_LESS})");
        println!(
            "most memory  {:.1} MB at the first screen, {:.1} MB after use  (promised: at most \
             {MEGABYTES} MB)",
            megabytes(at_first),
            megabytes(after_use)
        );
        let kept = ratio <= TIMES_LESS && megabytes(after_use) <= MEGABYTES;
        println!("the promise is {}", if kept { "kept" } else { "broken" });
        ratio <= FAILS_AT && megabytes(after_use) <= MEGABYTES
    }

    fn start_less() -> Terminal {
        let mut command = Command::new("less");
        command.arg(TEXT);
        clean(&mut command);
        Terminal::run(COLS, ROWS, command)
    }

    fn start_ours() -> Terminal {
        Terminal::open(COLS, ROWS, &[], &[])
    }

    fn first_screen(mut terminal: Terminal) -> (Terminal, Duration) {
        terminal.settled();
        let whole = terminal.seen().first(COLS, ROWS, is_whole);
        let whole = whole.expect("a first screen");
        let waited = whole - terminal.started();
        (terminal, waited)
    }

    fn is_whole(screen: &Screen) -> bool {
        let rows = screen.rows();
        rows.last().is_some_and(|row| !row.is_empty())
            && rows.iter().any(|row| row.contains("Working Group"))
    }

    /// What a session of some length comes to: a filter, all its hits, and the whole list.
    fn peak_after_use() -> u64 {
        let (mut terminal, _) = first_screen(start_ours());
        terminal.keys("/racism");
        terminal.settled();
        terminal.key(Key::Enter);
        for _ in 0..50 {
            terminal.keys("n");
        }
        terminal.settled();
        terminal.key(Key::Esc);
        terminal.keys("G");
        terminal.settled();
        terminal.peak_memory()
    }

    struct Times {
        median: Duration,
        fastest: Duration,
        slowest: Duration,
    }

    impl Times {
        fn of(mut times: Vec<Duration>) -> Self {
            times.sort_unstable();
            Self {
                median: times[times.len() / 2],
                fastest: times[0],
                slowest: times[times.len() - 1],
            }
        }
    }

    impl std::fmt::Display for Times {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
            write!(
                f,
                "{:6.2} ms  {:6.2} ms  {:6.2} ms",
                milliseconds(self.median),
                milliseconds(self.fastest),
                milliseconds(self.slowest)
            )
        }
    }
}
