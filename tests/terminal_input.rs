//! What a terminal sends and what comes of it: sequences in pieces, answers that nobody asked for
//! here, other alphabets, the mouse, what is typed ahead, and documents that are piped in.

use std::fs;
use std::process::{Command as Process, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use recs_tui::tui::ESCAPE_TIME;

use crate::program::fresh_environment;
use crate::terminal::{Key, Terminal};

const PROGRAM: &str = env!("CARGO_BIN_EXE_recs-tui");

fn browser() -> Terminal {
    browser_with(&[])
}

fn browser_with(args: &[&str]) -> Terminal {
    let mut terminal = Terminal::open(
        120,
        40,
        args,
        &[("EDITOR", "sh -c 'echo EDITOR >>$HOME/started'")],
    );
    terminal.wait_for_all(&["┏ Provisions", "/ filter"]);
    terminal.settled();
    terminal
}

/// Sends bytes with a pause before each piece, in milliseconds. Whether none of the pauses became as
/// long as that behind a lone Escape, as happens on a busy machine: then nothing follows from it.
#[must_use]
fn send(terminal: &mut Terminal, pieces: &[(u64, &[u8])]) -> bool {
    let mut in_time = true;
    let mut before = Instant::now();
    for (at, (pause, bytes)) in pieces.iter().enumerate() {
        sleep(Duration::from_millis(*pause));
        terminal.send(bytes);
        let now = Instant::now();
        in_time &= at == 0 || now - before < ESCAPE_TIME;
        before = now;
    }
    in_time
}

fn bash() -> Terminal {
    Terminal::shell("bash", &["--norc", "--noprofile"])
}

#[test]
fn an_arrow_key_in_pieces_is_an_arrow_key() {
    let filtered = || {
        let mut terminal = browser();
        terminal.keys("/racism\r");
        terminal.wait_for_all(&["hits, best first", " 1 of "]);
        terminal
    };
    let (mut terminal, mut row) = (filtered(), 1);
    for [second, third] in [[2, 2], [15, 15], [30, 2], [2, 30]] {
        let pieces: [(u64, &[u8]); 3] = [(0, b"\x1b"), (second, b"["), (third, b"B")];
        while !send(&mut terminal, &pieces) {
            (terminal, row) = (filtered(), 1);
        }
        row += 1;
        let screen = terminal.wait_for_text(&format!(" {row} of "));
        assert!(screen.contains("/racism "), "{}", screen.framed());
    }
    // A lone Escape is one all the same.
    terminal.send(b"\x1b");
    terminal.wait_for_text(" of 135 ");
}

#[test]
fn answers_of_the_terminal_are_no_keys() {
    let third_row = || {
        let mut terminal = browser();
        terminal.keys("jj");
        terminal.wait_for_text(" 3 of 135 ");
        terminal
    };
    let mut terminal = third_row();
    let before = terminal.settled();
    for answer in [
        &b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\"[..],
        b"\x1b]11;rgb:ffff/ffff/ffff\x07",
        b"\x1b]52;c;cXF1aXRl\x1b\\",
        b"\x1bP>|tmux 3.4\x1b\\",
        b"\x1bP1+r544e=71\x1b\\",
        b"\x1b_Gi=1;OK\x1b\\",
        b"\x1b^query\x1b\\",
        b"\x1b[?62;22c\x1b[>0;10;1c\x1b[12;40R\x1b[?2026;2$y\x1b[I\x1b[O",
    ] {
        terminal.send(answer);
        // And over a slow line.
        while !send(&mut terminal, &[(5, &answer[..3]), (20, &answer[3..])]) {
            terminal = third_row();
        }
        let after = terminal.settled();
        assert!(
            after.text() == before.text(),
            "{answer:?}\n{}",
            after.framed()
        );
    }
    assert!(!terminal.home().join("started").exists(), "the editor");
    // In a line that is typed they are no text.
    terminal.keys("/mal");
    terminal.send(b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\");
    terminal.keys("aria");
    terminal.wait_for_all(&["/malaria ", "2 hits"]);
}

#[test]
fn an_unbound_alt_key_is_escape_and_the_key() {
    let mut terminal = browser();
    terminal.keys("/malaria\r");
    terminal.wait_for_text(" 1 of 2 ");
    // As tmux sends Escape and j within half a second.
    terminal.key(Key::Alt('j'));
    let screen = terminal.wait_for_text(" of 135 ");
    assert!(!screen.contains("does nothing"));
    // In a line too, and one that leaves.
    terminal.keys("/malaria");
    terminal.wait_for_text("2 hits");
    terminal.key(Key::Alt('q'));
    assert!(terminal.wait_exit().success());
}

#[test]
fn letters_of_other_alphabets_act_as_the_keys_in_their_place() {
    for (down, filter, up, leave) in [
        ("оо", ".", "л", "й"),
        ("ξξ", "/", "κ", ";"),
        ("تت", "ظ", "ن", "ض"),
        // The sign in the place of q is a Latin one too, and asks before it leaves.
        ("חח", ".", "ל", "//"),
        (
            "\x1b[1086::106u\x1b[1086::106u",
            "\x1b[46::47u",
            "\x1b[1083::107u",
            "\x1b[1081::113u",
        ),
    ] {
        let mut terminal = browser();
        terminal.keys(down);
        terminal.wait_for_text(" 3 of 135 ");
        terminal.keys(up);
        terminal.wait_for_text(" 2 of 135 ");
        terminal.keys(filter);
        terminal.wait_for_text("Esc clear");
        // What is typed there is text.
        terminal.keys("расизм");
        terminal.wait_for_text("/расизм");
        terminal.key(Key::Esc);
        terminal.wait_for_text(" of 135 ");
        terminal.keys(up);
        terminal.keys(leave);
        assert!(terminal.wait_exit().success(), "{leave}");
    }
    let mut terminal = browser();
    terminal.keys("ח/");
    terminal.wait_for_text("this key is in the place of q: once more leaves. The key . filters.");
    // With a Latin letter before it, it is itself.
    terminal.keys("j/");
    terminal.wait_for_text("Esc clear");
    // Control with such a letter, as kitty tells it; and a letter that stands nowhere.
    let mut terminal = browser();
    terminal.keys("ქ");
    terminal.wait_for_text("ქ does nothing here. Keys are Latin letters; ? lists the keys.");
    terminal.keys("\x1b[1089::99;5u");
    assert!(terminal.wait_exit().success());
}

#[test]
fn a_line_feed_is_enter_and_control_h_is_backspace() {
    let mut terminal = browser();
    terminal.keys("/malariax\x08");
    terminal.wait_for_text("2 hits");
    terminal.keys("\n");
    terminal.wait_for_all(&["┏ 2 hits", "Esc clear", "? help"]);
    // In the panes: opens the text, and goes back.
    terminal.key(Key::Esc);
    terminal.wait_for_text(" of 135 ");
    terminal.keys("\n");
    terminal.wait_for_text("┏ III.1");
    terminal.keys("\x08");
    terminal.wait_for("a word about going back", |screen| {
        !screen.contains("does nothing here")
    });
}

#[test]
fn the_mouse_reports_no_movements() {
    let mut terminal = browser();
    let modes = terminal.modes();
    let mouse: Vec<u16> = modes
        .into_iter()
        .filter(|mode| (1000..1020).contains(mode))
        .collect();
    assert_eq!(mouse, [1000, 1002, 1006]);
    terminal.keys("q");
    terminal.wait_exit();
    assert!(!String::from_utf8_lossy(terminal.seen().raw()).contains("?1003"));
}

#[test]
fn the_mouse_can_be_left_to_the_terminal() {
    let mouse = |terminal: &Terminal| {
        let modes = terminal.modes();
        [1000, 1002, 1003, 1006]
            .iter()
            .any(|mode| modes.contains(mode))
    };
    assert!(!mouse(&browser_with(&["--no-mouse"])));
    let mut terminal = Terminal::open(120, 40, &[], &[("RECS_TUI_MOUSE", "0")]);
    terminal.wait_for_text("/ filter");
    assert!(!mouse(&terminal));
    // By a key, there and back.
    let mut terminal = browser();
    terminal.keys("M");
    terminal.wait_for_text("The mouse is the terminal's");
    assert!(!mouse(&terminal));
    terminal.keys("M");
    terminal.wait_for_text("The mouse is the browser's");
    assert!(mouse(&terminal));
}

#[test]
fn what_the_mouse_sends_late_is_not_typed_into_the_shell() {
    let mut terminal = bash();
    terminal.keys("$R\r");
    terminal.wait_for_text("/ filter");
    terminal.settled();
    terminal.keys("q");
    let left = Instant::now();
    sleep(Duration::from_millis(20));
    // A terminal stops once it hears that the mouse is off: as late as over a slow line.
    for column in 1..20 {
        if left.elapsed() > Duration::from_millis(60) {
            break;
        }
        terminal.keys(&format!("\x1b[<32;{column};10M"));
        sleep(Duration::from_millis(2));
    }
    terminal.wait_for("the shell", |screen| {
        screen.text().trim_end().ends_with("ready>")
    });
    let screen = terminal.settled();
    assert!(!screen.text().contains(";10M"), "{}", screen.framed());
    terminal.keys("echo us''able\r");
    terminal.wait_for_text("usable");
}

#[test]
fn what_is_typed_ahead_is_the_shells() {
    // In one packet; and behind the key that leaves.
    for pause in [0, 10, 40] {
        let mut terminal = bash();
        terminal.keys("$R\r");
        terminal.wait_for_text("/ filter");
        terminal.settled();
        if pause == 0 {
            terminal.keys("qecho TYPE''AHEAD\r");
        } else {
            terminal.keys("q");
            sleep(Duration::from_millis(pause));
            terminal.keys("echo TYPE''AHEAD\r");
        }
        let screen = terminal.wait_for_text("TYPEAHEAD");
        assert!(!screen.contains("not found"), "{}", screen.framed());
    }
}

#[test]
fn a_paste_without_an_end_does_not_take_the_keyboard_away() {
    let mut terminal = browser();
    terminal.send(b"\x1b[200~malaria");
    terminal.wait_for_all(&["/malaria", "2 hits"]);
    terminal.key(Key::Esc);
    terminal.wait_for_text(" of 135 ");
}

#[test]
#[cfg(target_os = "linux")]
fn every_signal_that_ends_the_program_gives_the_terminal_back() {
    let signals = [
        "USR1", "USR2", "ALRM", "XCPU", "VTALRM", "PROF", "IO", "PWR", "35",
    ];
    for signal in signals {
        let mut terminal = Terminal::script(
            100,
            30,
            &format!("read x; {PROGRAM}; echo \"status <$?>\"; read x"),
        );
        let (settings, modes) = (terminal.settings(), terminal.modes());
        terminal.key(Key::Enter);
        terminal.wait_for_text("/ filter");
        let children = fs::read_to_string(format!("/proc/{0}/task/{0}/children", terminal.id()));
        let kill = format!("kill -{signal} {}", children.unwrap());
        Process::new("bash").args(["-c", &kill]).status().unwrap();
        let screen = terminal.wait_for_text("status <1");
        assert!(!screen.contains("┃"), "{signal}\n{}", screen.framed());
        terminal.wait_for_state(&settings, &modes);
    }
}

#[test]
fn a_terminal_that_tells_no_size_is_drawn_on() {
    let mut terminal = Terminal::open(0, 0, &[], &[]);
    terminal.seen().resize(80, 24);
    terminal.settled();
    terminal.key(Key::Ctrl('l'));
    terminal.wait_for_text("/ filter");
    terminal.keys("j");
    terminal.wait_for_text(" 2 of 135 ");
    terminal.keys("q");
    assert!(terminal.wait_exit().success());
}

/// What a shell line prints, what it says on standard error, and its status.
fn printed(line: &str) -> (String, String, Option<i32>) {
    let mut command = Process::new("sh");
    command
        .args(["-c", line])
        .env_clear()
        .envs(fresh_environment())
        .env("R", PROGRAM)
        .stdin(Stdio::null());
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        text(output.stdout),
        text(output.stderr),
        output.status.code(),
    )
}

const PANGOLIN: &str = "printf '1. States should protect the unique pangolin.\\n'";

#[test]
fn what_is_piped_in_is_the_document() {
    for line in [
        format!("{PANGOLIN} | $R search pangolin"),
        format!("{PANGOLIN} | $R list"),
        format!("{PANGOLIN} | $R show 1"),
        format!("(sleep 0.2; {PANGOLIN}) | $R list"),
        // Fetched from far away: later than anybody waits for a pipe that may stay silent.
        format!("(sleep 0.9; {PANGOLIN}) | $R list"),
        format!("f=$(mktemp); {PANGOLIN} >$f; $R list <$f; rm $f"),
    ] {
        let (out, _, status) = printed(&line);
        assert!(
            out.contains("pangolin") && !out.contains("Working Group"),
            "{line}: {out}"
        );
        assert_eq!(status, Some(0), "{line}");
    }
    let (out, ..) = printed(&format!("{PANGOLIN} | $R check"));
    assert!(
        out.starts_with("standard input") && out.contains("1  provisions with text"),
        "{out}"
    );
}

#[test]
fn nothing_piped_in_leaves_the_compilation() {
    for line in ["$R list </dev/null", ": | $R list", "$R list <&-"] {
        let (out, err, status) = printed(line);
        assert_eq!(
            (out.lines().count() > 100, err.as_str(), status),
            (true, "", Some(0)),
            "{line}"
        );
    }
    // A pipe that stays silent, as under some schedulers: nobody waits, and it is said.
    let mut command = Process::new(PROGRAM);
    command.arg("list").env("HOME", std::env::temp_dir());
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut program = command.spawn().unwrap();
    let held = program.stdin.take();
    let output = program.wait_with_output().unwrap();
    drop(held);
    assert!(String::from_utf8_lossy(&output.stdout).lines().count() > 100);
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(err.contains("nothing came by standard input"), "{err}");
    assert!(output.status.success());
}

#[test]
fn the_input_of_a_loop_is_left_to_the_loop() {
    let words = "printf 'racism\\nmalaria\\n'";
    for line in [
        format!("{words} | while read w; do echo \"<$w>\"; $R search $w; echo \"status $?\"; done"),
        format!(
            "f=$(mktemp); {words} >$f; while read w; do echo \"<$w>\"; $R search $w; done <$f; rm $f"
        ),
    ] {
        let (out, err, _) = printed(&line);
        assert!(
            out.contains("<racism>") && out.contains("<malaria>"),
            "{out}"
        );
        // Where more lines wait it is said, and no answer invented.
        assert!(
            err.contains("No document is named") && err.contains("</dev/null"),
            "{err}"
        );
    }
    let (out, err, status) = printed(&format!(
        "{words} | while read w; do $R search $w </dev/null || exit 3; done"
    ));
    assert!(out.contains("III.13") && out.contains("malaria"), "{out}");
    assert!(!err.contains("No document"), "{err}");
    assert_eq!(status, Some(0));
}

#[test]
fn what_is_piped_into_the_browser_is_browsed() {
    for line in [
        format!("{PANGOLIN} | {PROGRAM}"),
        format!("{PANGOLIN} >f; {PROGRAM} <f"),
    ] {
        let mut terminal = Terminal::script(100, 30, &line);
        let screen = terminal.wait_for_all(&["pangolin", "/ filter"]);
        assert!(screen.contains("standard input"), "{}", screen.framed());
        terminal.keys("q");
        assert!(terminal.wait_exit().success());
    }
}

#[test]
fn options_may_stand_in_any_usual_form_before_a_command() {
    for line in [
        "--file=$F list",
        "-f$F list",
        "-f $F list",
        "--file $F list",
        "list $F",
        "list -f$F",
        "list --file=$F",
        "--notes=$F.notes -f$F list",
        "check $F",
    ] {
        let (out, err, status) = printed(&format!(
            "F=$(mktemp); export F; {PANGOLIN} >$F; : >$F.notes; $R {line}; s=$?; rm $F $F.notes; exit $s"
        ));
        assert!(
            out.contains("pangolin") || out.contains("1  provisions"),
            "{line}: {out}{err}"
        );
        assert_eq!(status, Some(0), "{line}");
    }
}
