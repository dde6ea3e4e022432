//! Every command on every hostile document: `cargo bench --bench keys`.
//!
//! No command may hold the browser longer than 50 ms, from the key to the drawn frame, and no index
//! may take more than 10 times the text in memory. Fails where one does.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::time::{Duration, Instant};

use recs_tui::search::Index;
use recs_tui::tui::Effect;

#[path = "../tests/every_command/mod.rs"]
mod every_command;

use every_command::{Hostile, Timed, time_all};

/// The longest that a command may take.
const BOUND: Duration = Duration::from_millis(50);

/// The most that an index may take of memory, as a multiple of the text; what every process takes
/// besides, in bytes, is not counted.
const MEMORY: f64 = 10.0;
const AT_LEAST: f64 = 4e6;

fn main() -> ExitCode {
    let benching = std::env::args().any(|argument| argument == "--bench");
    let number = std::env::args().find_map(|argument| argument.parse::<usize>().ok());
    // `cargo test --all-targets` only wants to know that it runs.
    let part = if benching || number.is_some() { 1 } else { 200 };
    if let Some(number) = number {
        return index_memory(number);
    }
    let mut holds = true;
    for (number, hostile) in Hostile::all(part).enumerate() {
        let mut all = time_all(&hostile, true, (0, 1), &|work| {
            let begun = Instant::now();
            let effects: Vec<Effect> = work();
            (begun.elapsed(), effects)
        });
        all.sort_by_key(|timed| std::cmp::Reverse(timed.took));
        let median = all[all.len() / 2].took;
        println!(
            "\n{}: {:.1} MB, {} commands, median {:.1} ms",
            hostile.name,
            hostile.bytes as f64 / 1e6,
            all.len(),
            ms(median)
        );
        for Timed {
            situation,
            what,
            took,
        } in all.iter().take(5)
        {
            println!("    {:7.1} ms  {what}, {situation}", ms(*took));
        }
        holds &= all[0].took <= BOUND;
        if benching {
            // In a process of its own, so that the peak is its own.
            let own = std::env::current_exe().expect("the path of this program");
            let status = Command::new(&own).arg(number.to_string()).status();
            holds &= status.expect("this program can be run").success();
        }
    }
    println!(
        "\nbound {:.0} ms: {}",
        ms(BOUND),
        if holds { "holds" } else { "BROKEN" }
    );
    ExitCode::from(u8::from(benching && !holds))
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// What the index of one document takes of memory.
fn index_memory(number: usize) -> ExitCode {
    let hostile = Hostile::all(1).nth(number).expect("a document");
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let before = peak();
    let index = Arc::new(Index::build(&hostile.browsed.document));
    let took = peak() - before;
    let multiple = (took - AT_LEAST).max(0.0) / hostile.bytes as f64;
    println!(
        "    index: {:.0} MB at its peak, {multiple:.1} times the text",
        took / 1e6
    );
    drop(index);
    ExitCode::from(u8::from(multiple > MEMORY))
}

/// The most memory that this process has held since it was last reset, in bytes; 0 where the system
/// does not tell.
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) * 1024.0
}
