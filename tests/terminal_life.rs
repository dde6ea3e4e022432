//! The terminal's life: whatever ends, stops or cuts off the program, the terminal is given back
//! as it was found, and whatever arrives there, the program goes on.
//!
//! Each test attacks the built program in a real pseudo-terminal. What is slow (a minute of
//! nothing) is left to `cargo test --test terminal_life -- --ignored`.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod terminal;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use terminal::{Command, Key, Screen, Terminal, clean};

const PROGRAM: &str = env!("CARGO_BIN_EXE_recs-tui");

/// The browser in a state that a reader may be in.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Mode {
    Browsing,
    Filtering,
    Help,
    CopyMenu,
    Zoomed,
    Loading,
}

impl Mode {
    const ALL: [Self; 6] = [
        Self::Browsing,
        Self::Filtering,
        Self::Help,
        Self::CopyMenu,
        Self::Zoomed,
        Self::Loading,
    ];

    /// Brings a browser that was just started there.
    #[track_caller]
    fn enter(self, terminal: &mut Terminal) {
        if self == Self::Loading {
            terminal.wait_for_all(&["Reading ", "q leaves"]);
            return;
        }
        terminal.wait_for_text("/ filter");
        match self {
            Self::Browsing | Self::Loading => {}
            Self::Filtering => {
                terminal.keys("/malar");
                terminal.wait_for_text("/malar");
            }
            Self::Help => {
                terminal.keys("?");
                terminal.wait_for_text("┏ Help");
            }
            Self::CopyMenu => {
                terminal.keys("Y");
                terminal.wait_for_text("Copy as");
            }
            Self::Zoomed => {
                terminal.keys("z");
                terminal.wait_for("one pane", |screen| {
                    screen.find("┓").is_some_and(|(col, _)| col == 99)
                });
            }
        }
    }
}

/// A folder with a collection that takes long to read: a pipe that is open for writing, and says
/// nothing. It stands in for a file on a bad disk. Goes with the value.
struct Slow {
    folder: PathBuf,
}

impl Slow {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("recs-tui-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let one = "{\"text\":\"The Working Group urges States to read this.\"}\n";
        fs::write(folder.join("many.jsonl"), one.repeat(400_000)).unwrap();
        Self { folder }
    }

    fn path(&self) -> String {
        self.folder.join("many.jsonl").to_str().unwrap().to_owned()
    }
}

impl Drop for Slow {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A shell that waits for a key, runs the browser, and tells its exit status.
fn shell_around(document: &str) -> Terminal {
    let mut command = Command::new("sh");
    let script = "read start; \"$0\" $1; echo \"status <$?>\"; read end";
    command.args(["-c", script, PROGRAM, document]);
    clean(&mut command);
    Terminal::run(100, 30, command)
}

/// The process that a shell runs in the foreground.
fn child_of(terminal: &Terminal) -> u32 {
    let path = format!("/proc/{0}/task/{0}/children", terminal.id());
    let children = fs::read_to_string(path).unwrap();
    children.trim().parse().unwrap()
}

fn kill(signal: &str, process: u32) {
    let sent = std::process::Command::new("sh")
        .args(["-c", &format!("kill -{signal} {process}")])
        .status();
    assert!(sent.unwrap().success());
}

/// Whether a process is there, and not only waiting to be reaped.
fn runs(process: u32) -> bool {
    fs::read_to_string(format!("/proc/{process}/stat")).is_ok_and(|stat| {
        let (_, fields) = stat.rsplit_once(')').unwrap();
        !fields.trim_start().starts_with('Z')
    })
}

#[test]
#[cfg(target_os = "linux")]
fn signals_give_the_terminal_back_in_every_mode() {
    let slow = Slow::new("signals");
    for mode in Mode::ALL {
        for (signal, status) in [("TERM", 143), ("HUP", 129), ("INT", 130), ("QUIT", 131)] {
            let document = if mode == Mode::Loading {
                slow.path()
            } else {
                String::new()
            };
            let mut terminal = shell_around(&document);
            let (settings, modes) = (terminal.settings(), terminal.modes());
            terminal.key(Key::Enter);
            mode.enter(&mut terminal);
            assert!(terminal.is_raw());
            kill(signal, child_of(&terminal));
            let screen = terminal.wait_for_text(&format!("status <{status}>"));
            assert_eq!(terminal.settings(), settings, "{mode:?}, {signal}");
            assert_eq!(terminal.modes(), modes, "{mode:?}, {signal}");
            assert!(!screen.contains("Working Group"), "{}", screen.framed());
            assert!(!screen.contains("Reading"), "{}", screen.framed());
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn leaving_and_failing_give_the_terminal_back_in_every_mode() {
    let slow = Slow::new("leaving");
    for (mode, keys) in [
        (Mode::Browsing, "q"),
        (Mode::Browsing, "\x03"),
        (Mode::Filtering, "\x03q"),
        (Mode::Help, "\x03q"),
        (Mode::CopyMenu, "\x03q"),
        (Mode::Zoomed, "q"),
        (Mode::Loading, "q"),
    ] {
        let loads = mode == Mode::Loading;
        let document = if loads { slow.path() } else { String::new() };
        let mut terminal = shell_around(&document);
        let (settings, modes) = (terminal.settings(), terminal.modes());
        terminal.key(Key::Enter);
        mode.enter(&mut terminal);
        terminal.keys(keys);
        terminal.wait_for_text("status <0>");
        assert_eq!(terminal.settings(), settings, "{mode:?}");
        assert_eq!(terminal.modes(), modes, "{mode:?}");
    }

    // A file that is gone by the time that it is read, and one that never was there.
    let mut terminal = shell_around("no-such-file.txt");
    let settings = terminal.settings();
    terminal.key(Key::Enter);
    let screen = terminal.wait_for_text("status <2>");
    assert!(screen.contains("There is no file no-such-file.txt."));
    assert_eq!(terminal.settings(), settings);
    assert_eq!(terminal.modes(), BTreeSet::from([25]));
}

/// Lets a process have hardly more memory than it has: enough to go on, and too little for the
/// stack of another thread. Starting one then panics, as it does on a machine that is full; that
/// way a panic comes from the program itself, and not from something built in for tests.
#[cfg(target_os = "linux")]
fn no_room_for_threads(process: u32) {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmSize:"));
    let kibibytes = line.unwrap().trim().trim_end_matches(" kB");
    let bytes = kibibytes.parse::<u64>().unwrap() * 1024 + 1_000_000;
    let limit = Rlimit {
        current: Some(bytes),
        maximum: Some(bytes),
    };
    let process = Pid::from_raw(i32::try_from(process).unwrap());
    prlimit(process, Resource::As, limit).unwrap();
}

/// What must hold after a panic: the status, the terminal, and a message that can be read.
#[track_caller]
fn assert_panic_is_told(terminal: &mut Terminal, settings: &str, modes: &BTreeSet<u16>) {
    let screen = terminal.wait_for_text("status <101>");
    let screen = if screen.contains("panicked at") {
        screen
    } else {
        terminal.settled()
    };
    assert!(screen.contains("panicked at"), "{}", screen.framed());
    assert!(screen.contains("failed to spawn thread"), "{}", screen.framed());
    assert!(!screen.contains("┃"), "{}", screen.framed());
    assert_eq!(terminal.settings(), settings);
    assert_eq!(terminal.modes(), *modes);
}

#[test]
#[cfg(target_os = "linux")]
fn a_panic_can_be_read_on_the_screen_that_was_there_before() {
    let mut terminal = shell_around("");
    let (settings, modes) = (terminal.settings(), terminal.modes());
    terminal.key(Key::Enter);
    Mode::Zoomed.enter(&mut terminal);
    terminal.settled();
    no_room_for_threads(child_of(&terminal));
    // Grouping is done by a thread of its own.
    terminal.keys("2");
    assert_panic_is_told(&mut terminal, &settings, &modes);
}

#[test]
#[cfg(target_os = "linux")]
fn a_panic_on_a_helping_thread_ends_the_browser_too() {
    let slow = Slow::new("panic");
    let mut terminal = shell_around(&slow.path());
    let (settings, modes) = (terminal.settings(), terminal.modes());
    terminal.key(Key::Enter);
    Mode::Loading.enter(&mut terminal);
    let browser = child_of(&terminal);
    // As soon as it is read, the thread that finds starts another one, which builds the index.
    terminal.wait_for_text("/ filter");
    no_room_for_threads(browser);
    assert_panic_is_told(&mut terminal, &settings, &modes);
}

#[test]
#[cfg(target_os = "linux")]
fn a_terminal_that_goes_away_ends_the_program_within_a_second() {
    let slow = Slow::new("hang-up");
    // The browser alone in its window, deaf to hang-ups as under nohup, and run by a shell that
    // keeps the hang-up to itself and lives on.
    let alone = "exec \"$0\" $1";
    let deaf = "trap '' HUP; exec \"$0\" $1";
    let under = "trap : HUP; \"$0\" $1; sleep 30";
    for script in [alone, deaf, under] {
        for mode in Mode::ALL {
            let loads = mode == Mode::Loading;
            let document = if loads { slow.path() } else { String::new() };
            let mut command = Command::new("sh");
            command.args(["-c", script, PROGRAM, &document]);
            clean(&mut command);
            let mut terminal = Terminal::run(100, 30, command);
            mode.enter(&mut terminal);
            let browser = if script == under {
                child_of(&terminal)
            } else {
                terminal.id()
            };
            let cut = Instant::now();
            terminal.hang_up();
            while runs(browser) {
                let waited = cut.elapsed();
                assert!(waited < Duration::from_secs(1), "{mode:?} under {script}");
                std::thread::sleep(Duration::from_millis(10));
            }
        }
    }
}
