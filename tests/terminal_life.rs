//! The terminal's life: whatever ends, stops or cuts off the program, the terminal is given back
//! as it was found, and whatever arrives there, the program goes on.
//!
//! Each test attacks the built program in a real pseudo-terminal.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::time::Duration;

use tempfile::{TempDir, tempdir};

use crate::terminal::{Command, Key, Screen, Terminal, clean};

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
            terminal.wait_for_all(&["Reading ", "Esc stops"]);
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

/// A collection that takes forever to read: a pipe that is open for writing, and says nothing. It
/// stands in for a file on a bad disk. Goes with the value.
struct Slow {
    folder: TempDir,
    /// Keeps the pipe open.
    _held: File,
}

impl Slow {
    fn new() -> Self {
        let folder = tempdir().unwrap();
        let pipe = folder.path().join("many.jsonl");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        // Who opens it to write alone waits for a reader.
        let held = File::options().read(true).write(true).open(&pipe);
        let held = held.unwrap();
        Self {
            folder,
            _held: held,
        }
    }

    fn path(&self) -> String {
        let pipe = self.folder.path().join("many.jsonl");
        pipe.to_str().unwrap().to_owned()
    }
}

/// A shell that waits for a key, runs the browser, and tells its exit status.
fn shell_around(document: &str) -> Terminal {
    let mut command = Command::new("sh");
    let script = "read start; \"$0\" $1; echo \"status <$?>\"; read end";
    command.args(["-c", script, PROGRAM, document]);
    clean(&mut command);
    // Stacks too large for the C library to keep one for the next thread: see `no_room_for_threads`.
    command.env("RUST_MIN_STACK", (64 << 20).to_string());
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
    let slow = Slow::new();
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
            // The keyboard's flags (CSI > u, CSI = u) are never touched.
            let seen = terminal.seen();
            let mut starts = seen.raw().windows(3);
            assert!(!starts.any(|start| start == b"\x1b[>" || start == b"\x1b[="));
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn leaving_and_failing_give_the_terminal_back_in_every_mode() {
    let slow = Slow::new();
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
        assert!(terminal.is_raw());
        let set = terminal.modes();
        assert!(
            set.is_superset(&BTreeSet::from([1049, 1006, 2004])),
            "{set:?}"
        );
        assert_eq!(set.contains(&25), mode == Mode::Filtering, "the cursor");
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
    assert!(
        screen.contains("failed to spawn thread"),
        "{}",
        screen.framed()
    );
    assert!(!screen.contains("┃"), "{}", screen.framed());
    terminal.wait_for_state(settings, modes);
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
    // More provisions than one thread looks through: the thread that finds asks for another.
    let one = "{\"text\":\"The Working Group urges States to read this.\"}\n";
    let folder = tempdir().unwrap();
    let document = folder.path().join("many.jsonl");
    fs::write(&document, one.repeat(100_000)).unwrap();
    let mut terminal = shell_around(document.to_str().unwrap());
    let (settings, modes) = (terminal.settings(), terminal.modes());
    terminal.key(Key::Enter);
    terminal.wait_for_text("/ filter");
    terminal.keys("/urges");
    terminal.wait_for_text("100000 hits");
    no_room_for_threads(child_of(&terminal));
    terminal.keys(" states");
    assert_panic_is_told(&mut terminal, &settings, &modes);
}

#[test]
#[cfg(target_os = "linux")]
fn a_terminal_that_goes_away_ends_the_program_within_a_second() {
    let slow = Slow::new();
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
            terminal.hang_up();
            // A second of naps, which are longer where the machine is busy.
            let mut naps = 0;
            while runs(browser) {
                assert!(naps < 100, "{mode:?} under {script}");
                std::thread::sleep(Duration::from_millis(10));
                naps += 1;
            }
        }
    }
}

/// Waits until the browser has its screen.
#[track_caller]
fn opened(terminal: &mut Terminal) -> Screen {
    terminal.wait_for_all(&["┏ Provisions", "Action", "/ filter"]);
    terminal.settled()
}

#[test]
fn a_job_can_be_stopped_and_brought_back() {
    let lines = ["$R", "cat $R >/dev/null | $R", "$R | cat"];
    for line in lines {
        let mut terminal = Terminal::shell("sh", &["-i"]);
        let modes = terminal.modes();
        terminal.keys(&format!("{line}\r"));
        opened(&mut terminal);
        terminal.keys("jjj/racism");
        terminal.wait_for_all(&["/racism", " 1 of "]);
        let before = terminal.settled();
        for (stops, size) in (1..).zip([(100, 30), (80, 24), (100, 30)]) {
            terminal.key(Key::Ctrl('z'));
            // What the shell said of an earlier stop is there at once.
            terminal.wait_for("the shell", |screen| {
                let told = screen.text();
                told.matches("topped").count() == stops && told.trim_end().ends_with("ready>")
            });
            assert_eq!(terminal.modes(), modes, "{line}");
            assert!(!terminal.screen().contains("┃"), "{line}");
            terminal.keys("echo us''able\r");
            terminal.wait_for_text("usable");
            terminal.resize(size.0, size.1);
            terminal.keys("fg\r");
            terminal.wait_for_all(&["/racism", " hits, best first", " 1 of "]);
            terminal.settled();
        }
        let after = terminal.settled();
        assert!(after.text() == before.text(), "{line}\n{}", after.framed());
        terminal.key(Key::Esc);
        terminal.keys("q");
        terminal.wait_for("the shell", |screen| !screen.contains("┃"));
        assert_eq!(terminal.settled().text().matches("panicked").count(), 0);
        assert_eq!(terminal.modes(), modes, "{line}");
    }
}

#[test]
fn where_no_shell_waits_a_stop_changes_nothing() {
    // As in a window of its own: nobody could bring it back.
    let mut terminal = Terminal::open(100, 30, &[], &[]);
    let before = opened(&mut terminal);
    let frames = terminal.seen().raw().len();
    terminal.key(Key::Ctrl('z'));
    terminal.wait_for("another look at the terminal's own screen", |screen| {
        !screen.contains("┃")
    });
    terminal.wait_for("the browser again", |screen| screen.text() == before.text());
    assert!(terminal.seen().raw().len() > frames);
    terminal.keys("jq");
    assert!(terminal.wait_exit().success());
}

#[test]
fn a_stop_from_outside_is_survived_with_a_whole_screen() {
    let mut terminal = Terminal::open(100, 30, &[], &[]);
    opened(&mut terminal);
    terminal.keys("jj");
    terminal.wait_for_text("E/CN.4/2003/20, para. 3");
    for size in [(100, 30), (80, 24), (140, 50)] {
        terminal.signal("STOP");
        terminal.resize(size.0, size.1);
        // What others write meanwhile.
        let name = terminal.device();
        fs::write(&name, "\x1b[2J\x1b[HBroadcast message\r\n").unwrap();
        terminal.wait_for_text("Broadcast");
        terminal.signal("CONT");
        terminal.wait_for("the browser again", |screen| {
            screen.contains("E/CN.4/2003/20, para. 3") && !screen.contains("Broadcast")
        });
        let after = terminal.settled();
        let mut fresh = Terminal::open(size.0, size.1, &[], &[]);
        opened(&mut fresh);
        fresh.keys("jj");
        fresh.wait_for_text("E/CN.4/2003/20, para. 3");
        assert!(fresh.settled().text() == after.text(), "{}", after.framed());
        assert!(terminal.is_raw());
    }
}
