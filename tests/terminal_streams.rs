//! Standard input and output that are no terminal: documents come in by one, what is yanked goes
//! out by the other, and the reader's keys and screen are the terminal's all the while.

use std::fs;
use std::time::{Duration, Instant};

use crate::terminal::{Command, Key, Terminal, clean};

const PROGRAM: &str = env!("CARGO_BIN_EXE_recs-tui");
const TEXT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/durban-compilation.txt");

/// A shell that runs one command line, with the browser and a document in reach as `$R` and `$T`.
fn script(line: &str) -> Terminal {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{line}; echo \"status <$?>\"; read end")]);
    clean(&mut command);
    command.env("R", PROGRAM);
    command.env("T", TEXT);
    Terminal::run(140, 30, command)
}

/// Waits until the browser has its screen.
#[track_caller]
fn opened(terminal: &mut Terminal) {
    terminal.wait_for_all(&["┏ Provisions", "Action", "/ filter"]);
    terminal.settled();
}

#[test]
fn a_document_is_read_from_a_file_or_pipe_and_keys_from_the_terminal() {
    for line in ["$R - <$T", "cat $T | $R -"] {
        let mut terminal = script(line);
        let (settings, modes) = (terminal.settings(), terminal.modes());
        opened(&mut terminal);
        assert!(terminal.screen().contains("standard input"));
        terminal.keys("/malaria");
        terminal.wait_for_text("2 hits");
        terminal.key(Key::Esc);
        terminal.keys("q");
        terminal.wait_for_text("status <0>");
        terminal.wait_for_state(&settings, &modes);
    }
}

#[test]
fn a_slow_pipe_is_waited_for_on_the_screen() {
    let mut terminal = script("(head -c 9000 $T; sleep 1; tail -c +9001 $T) | $R -");
    terminal.wait_for_all(&["Reading standard input", "0.0 MB", "q leaves"]);
    opened(&mut terminal);
    terminal.wait_for_text(" 1 of 135 ");
    terminal.keys("/malaria");
    terminal.wait_for_text("2 hits");
    terminal.key(Key::Esc);
    terminal.keys("q");
    terminal.wait_for_text("status <0>");

    // Nobody has to wait for its end.
    let mut terminal = script("(head -c 9000 $T; sleep 60) | $R -");
    let (settings, modes) = (terminal.settings(), terminal.modes());
    for way in ["q", "\x03"] {
        terminal.wait_for_text("Reading standard input");
        let asked = Instant::now();
        terminal.keys(way);
        terminal.wait_for("the screen before", |screen| !screen.contains("Reading"));
        // It has a minute to come.
        assert!(asked.elapsed() < Duration::from_secs(5));
        terminal.wait_for_state(&settings, &modes);
        terminal = script("(head -c 9000 $T; sleep 60) | $R -");
    }

    // What comes too late to be a document is told on the screen that was there before.
    let mut terminal = script("sleep 1 | $R -");
    terminal.wait_for_text("Reading standard input");
    terminal.wait_for_all(&["recs-tui: Standard input is empty.", "status <2>"]);
}

#[test]
fn a_quick_pipe_is_read_before_the_first_screen() {
    let mut terminal = script("cat $T | $R -");
    opened(&mut terminal);
    let raw = String::from_utf8_lossy(terminal.seen().raw()).into_owned();
    assert!(!raw.contains("Reading"));
    // What is wrong with it is told without a screen.
    let mut terminal = script("$R - </dev/null");
    terminal.wait_for_all(&["recs-tui: Standard input is empty.", "status <2>"]);
    assert!(
        !terminal
            .seen()
            .raw()
            .windows(6)
            .any(|bytes| bytes == b"\x1b[?104")
    );
}

/// Runs a command line around the browser, whose standard output goes elsewhere.
fn command_line(line: &str) -> Terminal {
    let mut terminal = script(line);
    opened(&mut terminal);
    terminal
}

#[test]
fn what_is_yanked_goes_to_a_standard_output_that_is_no_terminal() {
    let first = "E/CN.4/2003/20, para. 1";
    let mut terminal = command_line("$R >quote.md");
    terminal.keys("Yc");
    terminal.wait_for_text(
        "I.1 (citation alone) sent to the terminal's clipboard (OSC 52), and written to standard \
         output",
    );
    let path = terminal.home().join("quote.md");
    // At once, not at the end: whatever happens then, it is kept.
    assert_eq!(fs::read_to_string(&path).unwrap(), format!("{first}\n"));
    terminal.keys("jYc");
    terminal.wait_for_text("I.2 (citation alone) sent");
    terminal.keys("q");
    terminal.wait_for_text("status <0>");
    let second = "E/CN.4/2003/20, para. 2";
    let gathered = fs::read_to_string(&path).unwrap();
    assert_eq!(gathered, format!("{first}\n\n{second}\n"));
    assert_eq!(terminal.clipboard().as_deref(), Some(second));
}

#[test]
fn a_reader_of_standard_output_may_leave_or_sleep() {
    let mut terminal = command_line("$R | true");
    terminal.keys("Yc");
    terminal.wait_for_text("(OSC 52); standard output is closed");
    terminal.keys("jYc");
    terminal.wait_for_text("I.2 (citation alone) sent to the terminal's clipboard (OSC 52); stand");
    terminal.keys("q");
    terminal.wait_for_text("status <0>");

    // A pipe holds 64 kB.
    let mut terminal = command_line("$R | sleep 60");
    terminal.keys("G");
    terminal.wait_for_text(" 135 of 135 ");
    terminal.keys("g");
    for _ in 0..135 {
        terminal.keys(" ");
    }
    terminal.wait_for_text("135 marked");
    terminal.keys("YJ");
    terminal.wait_for_text("standard output has not taken it yet");
    terminal.keys("U");
    terminal.keys("gj");
    terminal.wait_for_text("E/CN.4/2003/20, para. 2");
    terminal.keys("q");
    terminal.wait_for("the screen before", |screen| !screen.contains("┃"));
}

#[test]
fn without_a_terminal_there_is_one_line_that_says_what_to_do() {
    let printed = |command: &mut std::process::Command| {
        let output = command.stdin(std::process::Stdio::null()).output().unwrap();
        assert!(output.stdout.is_empty());
        (
            output.status.code(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    // In a session of its own a process has no controlling terminal.
    let mut command = std::process::Command::new("setsid");
    let (status, told) = printed(command.args(["--wait", PROGRAM]));
    let line = "recs-tui: There is no terminal to show the browser in. Use recs-tui list or \
                recs-tui search instead.\n";
    assert_eq!((status, told.as_str()), (Some(2), line));
    // Whatever the arguments.
    let mut command = std::process::Command::new("setsid");
    let (status, told) = printed(command.args(["--wait", PROGRAM, "-"]));
    assert_eq!((status, told.as_str()), (Some(2), line));

    let mut terminal = Terminal::open(120, 5, &[], &[("TERM", "dumb")]);
    assert_eq!(terminal.wait_exit().exit_code(), 2);
    assert_eq!(
        terminal.screen_text().trim_end(),
        "recs-tui: This terminal cannot show the browser (TERM is dumb). Use recs-tui list or \
         recs-tui search instead."
    );
    assert!(!terminal.seen().raw().contains(&0x1b));
}
