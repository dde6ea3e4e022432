//! What a terminal can throw at the program, and how little it may take: resizes, pastes, keys and
//! mouse reports by the thousand, a line of two thousand bytes a second, a line that hangs, and
//! nothing at all.
//!
//! The minute of nothing is left to `cargo test --test tests terminal_storms -- --ignored`.

use std::time::{Duration, Instant};

use crate::terminal::{Key, Screen, Terminal};

/// How soon a key must be answered after a storm, on a busy machine and without optimization.
const AT_ONCE: Duration = Duration::from_secs(2);

fn browser(cols: u16, rows: u16) -> Terminal {
    let mut terminal = Terminal::open(cols, rows, &[], &[]);
    terminal.wait_for_text("/ filter");
    terminal.settled();
    terminal
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u16) -> u16 {
        // Knuth's MMIX generator; its upper bits are the good ones.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        u16::try_from((self.0 >> 33) % u64::from(bound)).unwrap()
    }

    fn size(&mut self) -> (u16, u16) {
        match self.below(25) {
            0 => (1, 1),
            1 => (500, 200),
            2 => (1, 60),
            3 => (300, 1),
            _ => (1 + self.below(160), 1 + self.below(60)),
        }
    }
}

/// What must hold of a screen that has been through a lot: drawn anew, nothing of it changes.
#[track_caller]
fn assert_nothing_stale(terminal: &mut Terminal) -> Screen {
    let before = terminal.settled();
    terminal.key(Key::Ctrl('l'));
    let anew = terminal.settled();
    assert!(before.text() == anew.text(), "{}", before.framed());
    anew
}

#[test]
fn five_hundred_resizes_while_typing_leave_no_cell_behind() {
    let mut dice = Dice(1);
    let mut terminal = browser(100, 30);
    terminal.keys("/");
    for round in 0..25 {
        for letter in "racism".chars() {
            terminal.keys(&letter.to_string());
            let (cols, rows) = dice.size();
            terminal.resize(cols, rows);
            std::thread::sleep(Duration::from_millis(u64::from(dice.below(8))));
        }
        for _ in 0..4 {
            terminal.key(Key::Backspace);
            let (cols, rows) = dice.size();
            terminal.resize(cols, rows);
        }
        // The two letters that are left go too.
        terminal.key(Key::Ctrl('u'));
        if round % 5 == 0 {
            terminal.settled();
        }
    }
    terminal.resize(100, 30);
    terminal.keys("racism");
    terminal.wait_for_all(&[" hits, best first", " 1 of "]);
    let after = assert_nothing_stale(&mut terminal);
    let mut fresh = browser(100, 30);
    fresh.keys("/racism");
    fresh.wait_for_all(&[" hits, best first", " 1 of "]);
    let fresh = fresh.settled();
    assert!(after.text() == fresh.text(), "{}", after.framed());

    // The selection, now that nobody types.
    terminal.key(Key::Enter);
    terminal.keys("jjjjj");
    terminal.wait_for_text(" 6 of ");
    for _ in 0..250 {
        let (cols, rows) = dice.size();
        terminal.resize(cols, rows);
        std::thread::sleep(Duration::from_millis(u64::from(dice.below(8))));
    }
    terminal.resize(100, 30);
    terminal.wait_for_text(" 6 of ");
    assert_nothing_stale(&mut terminal);
    terminal.keys("q");
    assert!(terminal.wait_exit().success());
}

/// A million bytes with everything in them that a pasted file may hold.
fn megabyte() -> String {
    let lines =
        "malaria\r\nq\tcontagion\x07\x08\x1b[31m\u{9b}2Jred\x1b]52;c;eA==\x07\n\x03\x04zzz ";
    lines.repeat(1_000_000 / lines.len() + 1)
}

/// The filter answers, and does so at once.
#[track_caller]
fn assert_answers(terminal: &mut Terminal) {
    terminal.key(Key::Ctrl('u'));
    let asked = Instant::now();
    terminal.keys("malaria");
    terminal.wait_for_text("2 hits");
    assert!(asked.elapsed() < AT_ONCE, "{:?}", asked.elapsed());
}

#[test]
fn a_megabyte_pasted_into_the_filter_is_cut_and_made_harmless() {
    let mut terminal = browser(100, 30);
    terminal.keys("/");
    terminal.wait_for_text("provisions");
    terminal.paste(&megabyte());
    terminal.wait_for("the paste", |screen| {
        screen
            .rows()
            .last()
            .is_some_and(|row| row.starts_with('/') && row.len() > 20)
    });
    terminal.settled();
    assert_eq!(terminal.seen().bells(), 0);
    assert_eq!(terminal.clipboard(), None);
    assert_answers(&mut terminal);
}

#[test]
fn a_megabyte_pasted_into_a_terminal_that_does_not_mark_pastes_is_no_command() {
    let mut terminal = browser(100, 30);
    terminal.keys("/");
    terminal.wait_for_text("provisions");
    // Each line of it would keep the filter, and the next one quit.
    let text = "quit malaria\rzzqy\tq\n".repeat(crate::effort(8_000, 50_000));
    terminal.keys(&text);
    // What the terminal could send, the program has taken but for the kernel's few thousand bytes.
    std::thread::sleep(AT_ONCE / 2);
    let screen = terminal.settled();
    let last = screen.rows().pop().unwrap();
    assert!(last.starts_with('/'), "{}", screen.framed());
    assert_answers(&mut terminal);
}

#[test]
fn nor_is_it_where_tags_are_typed() {
    let mut terminal = browser(100, 30);
    terminal.keys("t");
    terminal.wait_for_text("tag");
    // The first line break would keep the tag, and the next letter quit.
    terminal.keys(&"later\rqqzzy\tq\n".repeat(crate::effort(8_000, 50_000)));
    std::thread::sleep(AT_ONCE / 2);
    let screen = terminal.settled();
    assert!(!screen.contains("/ filter"), "{}", screen.framed());
    terminal.key(Key::Esc);
    terminal.wait_for_text("/ filter");
    // Left, not kept.
    assert!(!terminal.screen().contains("#later"));
    terminal.keys("q");
    assert!(terminal.wait_exit().success());
}

#[test]
#[cfg(target_os = "linux")]
fn ten_thousand_keys_in_a_second_are_all_heard() {
    let mut terminal = browser(100, 30);
    let before = terminal.cpu_time();
    terminal.keys(&"j".repeat(10_000));
    terminal.keys("gjj");
    terminal.wait_for_text(" 3 of 135 ");
    let took = terminal.cpu_time() - before;
    assert!(took < Duration::from_secs(1), "{took:?}");
}

#[test]
fn storms_of_the_mouse_pass() {
    let mut dice = Dice(2);
    let mut terminal = browser(100, 30);
    for _ in 0..10 {
        let mut reports = String::new();
        for _ in 0..1_000 {
            // Buttons, wheels, movements with and without a button; also out of the window.
            let kind = [0, 1, 2, 32, 35, 64, 65, 67, 16][usize::from(dice.below(9))];
            let (col, row) = (1 + dice.below(120), 1 + dice.below(40));
            let end = if dice.below(2) == 0 { 'M' } else { 'm' };
            reports.push_str(&format!("\x1b[<{kind};{col};{row}{end}"));
        }
        terminal.keys(&reports);
    }
    let asked = Instant::now();
    terminal.keys("?");
    terminal.wait_for_text("Help");
    assert!(asked.elapsed() < AT_ONCE, "{:?}", asked.elapsed());
    terminal.keys("q");
    terminal.wait_for("the panes", |screen| !screen.contains("┏ Help"));
    assert_nothing_stale(&mut terminal);
    terminal.keys("q");
    assert!(terminal.wait_exit().success());
}

/// Bytes that a bad line carries in a second; somewhat more where nobody is to wait for it.
fn bad() -> usize {
    crate::effort(8_000, 2_000)
}

/// What the kernel keeps between a program and its terminal: 4 kB for who reads, 8 kB and what
/// they are rounded up by for what comes after. Nobody but the terminal can empty it.
const ON_THE_WAY: usize = 20_480;

#[test]
fn on_a_bad_line_frames_are_dropped_and_the_last_one_comes() {
    let mut quick = browser(100, 30);
    quick.keys(&"j".repeat(101));
    quick.wait_for_text(" 102 of 135 ");
    let expected = quick.settled();
    let whole = {
        let before = quick.seen().raw().len();
        quick.key(Key::Ctrl('l'));
        quick.settled();
        let after = quick.seen().raw().len();
        after - before
    };

    let mut terminal = browser(100, 30);
    terminal.slow(bad());
    let before = terminal.seen().raw().len();
    for _ in 0..101 {
        terminal.keys("j");
        std::thread::sleep(Duration::from_millis(crate::effort(10, 30)));
    }
    let last = Instant::now();
    terminal.patience = Duration::from_secs(60);
    terminal.wait_for("the last frame", |screen| screen.text() == expected.text());
    let waited = last.elapsed();
    let bytes = terminal.seen().raw().len() - before;
    println!("{waited:?} after the last key, {bytes} bytes; a whole frame has {whole}");
    let bound = Duration::from_secs_f64((ON_THE_WAY + whole) as f64 / bad() as f64);
    assert!(waited < bound, "{waited:?} of {bound:?}");

    // Nothing is left to come.
    terminal.settled();
    let idle = terminal.idle(Duration::from_secs(2));
    assert_eq!(idle.bytes, 0);
}

#[test]
fn on_a_bad_line_what_is_yanked_arrives_whole_and_leaving_is_quick() {
    let mut terminal = browser(100, 30);
    let (settings, before) = {
        let fresh = Terminal::script(100, 30, "read x");
        (fresh.settings(), fresh.modes())
    };
    terminal.slow(bad());
    for _ in 0..20 {
        terminal.keys("j");
    }
    terminal.keys("Yc");
    std::thread::sleep(Duration::from_millis(300));
    let asked = Instant::now();
    terminal.keys("q");
    terminal.patience = Duration::from_secs(60);
    let status = terminal.wait_gone();
    assert!(status.success());
    assert!(
        asked.elapsed() < Duration::from_secs(3),
        "{:?}",
        asked.elapsed()
    );
    assert_eq!(terminal.settings(), settings);
    // What the kernel still has of it follows.
    terminal.slow(0);
    terminal.settled();
    assert_eq!(terminal.modes(), before);
    assert_eq!(
        terminal.clipboard().as_deref(),
        Some("E/CN.4/2004/20, para. 81 (4)")
    );
}

#[test]
fn a_terminal_that_hangs_holds_nobody() {
    let leave = |way: &str| {
        let mut terminal = browser(100, 30);
        terminal.slow(1);
        for _ in 0..200 {
            terminal.keys("j");
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(200));
        let asked = Instant::now();
        if way.len() > 1 {
            terminal.signal(way);
        } else {
            terminal.keys(way);
        }
        terminal.wait_gone();
        assert!(
            asked.elapsed() < Duration::from_secs(4),
            "{way}: {:?}",
            asked.elapsed()
        );
    };
    // All at once: most of it is waiting.
    std::thread::scope(|scope| {
        for way in ["TERM", "HUP", "q", "\x03"] {
            scope.spawn(move || leave(way));
        }
    });
}

/// Nothing written, and at most a thousandth of a processor used.
#[cfg(target_os = "linux")]
fn assert_idle(watched: Duration) {
    let mut terminal = browser(120, 40);
    terminal.keys("/racism");
    terminal.wait_for_text(" hits, best first");
    terminal.settled();
    let idle = terminal.idle(watched);
    assert_eq!(idle.bytes, 0);
    assert!(idle.cpu <= watched / 1_000, "{idle:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn idle_means_idle() {
    assert_idle(Duration::from_secs(crate::effort(4, 10)));
}

#[test]
#[ignore = "takes a minute"]
#[cfg(target_os = "linux")]
fn idle_means_idle_for_a_minute() {
    assert_idle(Duration::from_secs(60));
}
