//! The tests' own terminal, tried on programs whose ways are known.
//!
//! Every other test from outside stands on it, so what it says of a screen, of modes and of
//! settings is checked here against a shell, `stty` and plain escape sequences.

use std::time::Duration;

use crate::terminal::{Key, Terminal};

#[test]
fn a_screen_shows_what_a_program_writes() {
    let mut terminal = Terminal::script(20, 3, r"printf 'one\r\n\033[1;31mtwo\033[0m'; read x");
    let screen = terminal.wait_for_text("two");
    assert_eq!(screen.text(), "one\ntwo\n\n");
    assert_eq!(screen.find("wo"), Some((1, 1)));
    let cell = screen.cell(0, 1).unwrap();
    assert!(cell.bold());
    assert_eq!(cell.fgcolor(), vt100::Color::Idx(1));
    assert_eq!(screen.cursor(), Some((3, 1)));
}

#[test]
fn what_is_typed_arrives_and_the_end_is_seen() {
    let script = "stty -echo; echo ready; read line; echo \"got <$line>\"; exit 7";
    let mut terminal = Terminal::script(40, 5, script);
    terminal.wait_for_text("ready");
    terminal.keys("para. 103 (d)");
    terminal.key(Key::Enter);
    assert_eq!(terminal.wait_exit().exit_code(), 7);
    assert!(terminal.screen().contains("got <para. 103 (d)>"));
}

#[test]
fn settings_differ_while_raw_and_only_then() {
    let script =
        "read x; stty raw -echo; echo raw; head -c1 >/dev/null; stty sane; echo sane; read x";
    let mut terminal = Terminal::script(40, 5, script);
    let before = terminal.settings();
    assert!(!terminal.is_raw());
    terminal.key(Key::Enter);
    terminal.wait_for_text("raw");
    assert!(terminal.is_raw());
    assert_ne!(terminal.settings(), before);
    terminal.keys("x");
    terminal.wait_for_text("sane");
    assert!(!terminal.is_raw());
}

#[test]
fn modes_are_those_set_and_not_reset() {
    let script = r"printf '\033[?1049h\033[?25l\033[?1000;1006h\033[?2004h\033[?1000l'; echo on; read x;
        printf '\033[?1006;2004l\033[?25h\033[?1049l'; echo off; read x";
    let mut terminal = Terminal::script(40, 5, script);
    terminal.wait_for_text("on");
    assert_eq!(Vec::from_iter(terminal.modes()), [1006, 1049, 2004]);
    terminal.key(Key::Enter);
    terminal.wait_for_text("off");
    assert_eq!(Vec::from_iter(terminal.modes()), [25]);
}

#[test]
fn characters_that_arrive_in_parts_are_put_together() {
    // The second letter comes in two, and what stands behind it with its second half.
    let script = r"printf '\331\204\330'; sleep 0.3; printf '\247 \331\204|\342\200'; sleep 0.3; printf '\246!'; read x";
    let mut terminal = Terminal::script(40, 5, script);
    terminal.wait_for_text("لا ل|…!");
}

#[test]
fn the_clipboard_is_what_osc_52_last_carried() {
    // base64 of "para. 7" and of "\u{ab}malária»".
    let script = r"read x; printf '\033]52;c;cGFyYS4gNw==\033\\'; printf '\033]52;c;wqttYWzDoXJpYcK7\007'; echo done; read x";
    let mut terminal = Terminal::script(40, 5, script);
    assert_eq!(terminal.clipboard(), None);
    terminal.key(Key::Enter);
    terminal.wait_for_text("done");
    assert_eq!(terminal.clipboard().as_deref(), Some("«malária»"));
    assert_eq!(terminal.seen().clipboards().len(), 2);
}

#[test]
fn a_window_can_be_resized_and_the_program_is_told() {
    let script = "trap 'stty size' WINCH; echo ready; while :; do sleep 0.05; done";
    let mut terminal = Terminal::script(40, 5, script);
    terminal.wait_for_text("ready");
    terminal.resize(50, 15);
    let screen = terminal.wait_for_text("15 50");
    assert_eq!(screen.size(), (50, 15));
}

#[test]
fn questions_that_terminals_answer_are_answered() {
    let script = r"stty raw -echo; printf 'abc\033[6n'; cat -v";
    let mut terminal = Terminal::script(60, 5, script);
    terminal.wait_for_text("abc^[[1;4R");
}

#[test]
fn pasting_and_the_mouse_follow_the_modes() {
    let script = r"stty raw -echo; printf '\033[?2004h\033[?1000h\033[?1006h'; echo on; cat -v";
    let mut terminal = Terminal::script(160, 8, script);
    terminal.wait_for_text("on");
    terminal.click(11, 4);
    terminal.paste("ab");
    terminal.wheel(0, 0, -2);
    terminal.drag((3, 1), (5, 1));
    terminal.wait_for_text(
        "^[[<0;12;5M^[[<0;12;5m^[[200~ab^[[201~^[[<64;1;1M^[[<64;1;1M\
         ^[[<0;4;2M^[[<32;5;2M^[[<32;6;2M^[[<0;6;2m",
    );
}

#[test]
fn a_slow_line_carries_what_it_is_said_to_carry() {
    let mut terminal = Terminal::script(80, 5, "echo ready; read x; yes; read y");
    terminal.wait_for_text("ready");
    terminal.slow(2_000);
    terminal.key(Key::Enter);
    std::thread::sleep(Duration::from_millis(500));
    let before = terminal.seen().raw().len();
    std::thread::sleep(Duration::from_secs(2));
    let carried = terminal.seen().raw().len() - before;
    assert!((2_000..=4_200).contains(&carried), "{carried}");
}

#[test]
fn a_line_that_is_cut_hangs_up() {
    let mut terminal = Terminal::script(40, 5, "echo ready; exec sleep 60");
    terminal.wait_for_text("ready");
    terminal.hang_up();
    assert!(terminal.wait_gone().signal().is_some());
}

#[test]
#[cfg(target_os = "linux")]
fn idle_and_busy_programs_are_told_apart() {
    let mut resting = Terminal::script(20, 3, "echo ready; read x");
    resting.wait_for_text("ready");
    let idle = resting.idle(Duration::from_millis(500));
    assert_eq!(idle.bytes, 0);
    assert!(idle.cpu < Duration::from_millis(1), "{idle:?}");

    let mut spinning = Terminal::script(20, 3, "echo ready; while :; do :; done");
    spinning.wait_for_text("ready");
    // On a busy machine it has to wait for the processor.
    let mut busy = Duration::ZERO;
    for _ in 0..40 {
        busy += spinning.idle(Duration::from_millis(500)).cpu;
        if busy >= Duration::from_millis(100) {
            break;
        }
    }
    assert!(busy >= Duration::from_millis(100), "{busy:?}");
    assert!(spinning.peak_memory() > 100_000);
}

#[test]
#[should_panic(expected = "in vain for \"never\"")]
fn a_wait_in_vain_fails() {
    let mut terminal = Terminal::script(20, 3, "echo something else; read x");
    terminal.patience = Duration::from_millis(300);
    terminal.wait_for_text("never");
}
