//! What each sequence stands for, and that pieces make no difference.

use super::*;
use crossterm::event::{MouseButton, MouseEventKind};

/// What comes of reads at these times, in milliseconds, and of a long silence at the end.
fn read(reads: &[(u64, &[u8])]) -> Vec<TerminalInput> {
    let start = Instant::now();
    let (mut parser, mut inputs) = (InputParser::default(), Vec::new());
    for (at, bytes) in reads {
        let now = start + Duration::from_millis(*at);
        if parser.deadline().is_some_and(|deadline| deadline < now) {
            parser.expire(&mut inputs);
        }
        parser.feed(bytes, now, &mut inputs);
    }
    parser.expire(&mut inputs);
    inputs
}

/// The same in short: keys by their names.
fn keys(bytes: &[u8]) -> String {
    let named = |input: TerminalInput| match input {
        TerminalInput::Key(key) => crate::tui::keymap::name_of(key).unwrap_or_else(|| "?".into()),
        TerminalInput::KeyInPlace(key, place) => {
            let name = crate::tui::keymap::name_of(key).unwrap_or_default();
            format!("{name}({place})")
        }
        TerminalInput::Mouse(mouse) => {
            format!("{:?}@{},{}", mouse.kind, mouse.column, mouse.row)
        }
        TerminalInput::Paste(text) => format!("“{text}”"),
        TerminalInput::Resize(..) => "size".to_owned(),
    };
    let named: Vec<String> = read(&[(0, bytes)]).into_iter().map(named).collect();
    named.join(" ")
}

#[test]
fn keys_of_every_terminal_are_known() {
    for (bytes, names) in [
        // Letters, controls, Alt.
        (&b"jG \r\t\x7f"[..], "j G Space Enter Tab Backspace"),
        (b"\x03\x08\n\x1a", "Ctrl-c Ctrl-h Ctrl-j Ctrl-z"),
        ("é人й".as_bytes(), "é 人 й"),
        (b"\x1bq\x1b\x7f\x1b\xd0\xb9", "Alt-q Alt-Backspace Alt-й"),
        // xterm, with the cursor keys in both modes, and with modifiers.
        (b"\x1b[A\x1bOB\x1b[C\x1bOD", "Up Down Right Left"),
        (b"\x1b[H\x1b[F\x1bOH\x1bOF", "Home End Home End"),
        (b"\x1b[1;5C\x1b[1;3D\x1b[Z", "Ctrl-Right Alt-Left Shift-Tab"),
        (b"\x1b[5~\x1b[6~\x1b[3~", "PageUp PageDown Delete"),
        (b"\x1bOP\x1bOS\x1b[15~\x1b[24~\x1b[1;2P", "F1 F4 F5 F12 F1"),
        // The keypad in application mode.
        (b"\x1bOM\x1bOk\x1bOq\x1bO5C", "Enter + 1 Ctrl-Right"),
        // rxvt, the Linux console, the VT220.
        (
            b"\x1b[7~\x1b[8~\x1bOc\x1b[3$\x1b[5^",
            "Home End Ctrl-Right Delete Ctrl-PageUp",
        ),
        (b"\x1b[[A\x1b[[E\x1b[1~\x1b[4~", "F1 F5 Home End"),
        // modifyOtherKeys, and kitty's protocol: releases are none, the base layout counts.
        (
            b"\x1b[27;5;99~\x1b[99;5u\x1b[27u\x1b[13u",
            "Ctrl-c Ctrl-c Esc Enter",
        ),
        (b"\x1b[106;1:3u\x1b[106;1:1u\x1b[97:65;2u", "j A"),
        (b"\x1b[1089::99;5u\x1b[1081::113u", "Ctrl-c й(q)"),
        (b"\x1b[9;2u\x1b[57419u\x1b[113;9u", "Shift-Tab Up"),
    ] {
        assert_eq!(keys(bytes), names, "{:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn the_mouse_is_read_in_both_encodings() {
    let left = MouseButton::Left;
    let told = |kind: MouseEventKind| format!("{kind:?}@10,4");
    let sgr = keys(b"\x1b[<0;11;5M\x1b[<32;11;5M\x1b[<0;11;5m\x1b[<65;11;5M\x1b[<35;11;5M");
    let kinds = [
        MouseEventKind::Down(left),
        MouseEventKind::Drag(left),
        MouseEventKind::Up(left),
        MouseEventKind::ScrollDown,
        MouseEventKind::Moved,
    ];
    assert_eq!(sgr, kinds.map(told).join(" "));
    // The second byte of a place is the letter q, which is no key here.
    assert_eq!(
        keys(b"\x1b[M +%\x1b[Ma+%"),
        [kinds[0], kinds[3]].map(told).join(" ")
    );
    assert_eq!(keys(b"\x1b[M qq"), "Down(Left)@80,80");
}

#[test]
fn answers_are_no_keys() {
    for answer in ANSWERS {
        assert_eq!(keys(answer), "", "{:?}", String::from_utf8_lossy(answer));
        let between = [b"j", *answer, b"q"].concat();
        assert_eq!(
            keys(&between),
            "j q",
            "{:?}",
            String::from_utf8_lossy(answer)
        );
    }
}

/// What terminals answer to programs that ask: colours, their version, what they can do, where the
/// cursor is, the clipboard, pictures.
const ANSWERS: &[&[u8]] = &[
    b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
    b"\x1b]10;rgb:ffff/ffff/ffff\x07",
    b"\x1b]4;1;rgb:cdcd/0000/0000\x1b\\",
    b"\x1b]52;c;cXF1aXQ=\x1b\\",
    "\x1b]lФайл q e\x1b\\".as_bytes(),
    b"\x1bP>|tmux 3.4\x1b\\",
    b"\x1bP1+r544e=787465726d\x1b\\",
    b"\x1bP1$r0 q\x1b\\",
    b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b^private q\x1b\\",
    b"\x1bXstring q\x1b\\",
    // In eight bits.
    b"\x9d11;rgb:1e1e/1e1e/2e2e\x9c",
    b"\x9d11;rgb:1e1e/1e1e/2e2e\x07",
    b"\x90>|tmux 3.4\x9c",
    b"\x9b?62;22c",
    b"\x1b[?62;22c",
    b"\x1b[>41;354;0c",
    b"\x1b[24;80R",
    b"\x1b[?24;80;1R",
    b"\x1b[0n",
    b"\x1b[?997;1n",
    b"\x1b[?2026;2$y",
    b"\x1b[4;2$y",
    b"\x1b[8;24;80t",
    b"\x1b[?1u",
    b"\x1b[I",
    b"\x1b[O",
];

#[test]
fn pieces_and_pauses_make_no_difference() {
    let escape = ESCAPE_TIME.as_millis() as u64 - 1;
    for whole in [
        &b"\x1b[B"[..],
        b"\x1bOB",
        b"\x1b[1;5C",
        b"\x1b[<0;11;5M",
        b"\x1b[200~one\ntwo\x1b[201~q",
        b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\q",
        "й".as_bytes(),
        b"\x1bq",
    ] {
        let pieces: Vec<(u64, &[u8])> = (0..)
            .step_by(escape as usize)
            .zip(whole.chunks(1))
            .collect();
        assert_eq!(read(&pieces), read(&[(0, whole)]), "{whole:?}");
    }
}

#[test]
fn a_lone_escape_is_a_key_after_a_silence() {
    let escape = || key(KeyCode::Esc);
    let letter = |letter| key(KeyCode::Char(letter));
    assert_eq!(read(&[(0, b"\x1b"), (60, b"j")]), [escape(), letter('j')]);
    assert_eq!(
        read(&[(0, b"\x1b"), (60, b"[B")]),
        [escape(), letter('['), alt_free('B')]
    );
    assert_eq!(read(&[(0, b"\x1b\x1b")]), [escape(), escape()]);
    assert_eq!(read(&[(0, b"\x1b["), (60, b"j")]), [alt('['), letter('j')]);
    assert_eq!(read(&[(0, b"\x1b]"), (60, b"j")]), [alt(']'), letter('j')]);
}

/// A letter typed with Shift.
fn alt_free(letter: char) -> TerminalInput {
    TerminalInput::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::SHIFT))
}

#[test]
fn what_comes_to_no_end_takes_no_keyboard_away() {
    let long = vec![b'x'; LONGEST_STRING + 10];
    let string = [b"\x1b]0;", &long[..]].concat();
    // By its length, by a silence, by what cannot stand in it.
    assert_eq!(
        read(&[(0, &string), (1, b"q")]).last(),
        Some(&key(KeyCode::Char('q')))
    );
    for cut in [
        &b"\x1b]11;rgb"[..],
        b"\x1b[200",
        b"\x1bP1$r",
        b"\xd0",
        b"\x1b[<0;1",
    ] {
        let read = read(&[(0, cut), (1_500, b"q")]);
        assert_eq!(read, [key(KeyCode::Char('q'))], "{cut:?}");
    }
    assert_eq!(keys(b"\x1b]11;rgb\x1b[A"), "Up");
    assert_eq!(keys(b"\x1b[1;\x1b[A"), "Up");
    assert_eq!(keys(b"\x1b[1;\rq"), "Enter q");
    // A paste keeps what there is room for.
    let pasted = [b"\x1b[200~", &long[..], b"\x1b[201~q"].concat();
    let mut read = read(&[(0, &pasted)]);
    assert_eq!(read.pop(), Some(key(KeyCode::Char('q'))));
    assert!(matches!(&read[..], [TerminalInput::Paste(text)] if text.len() == LONGEST_PASTE));
    // What looks like its end is text.
    assert_eq!(keys(b"\x1b[200~a\x1b[20\x1b\x1b[201~"), "“a\x1b[20\x1b”");
}

#[test]
fn nothing_is_read_beyond_the_end() {
    for (whole, behind) in [
        (&b"\x1b[200~text \x1b[2 x\x1b[201~"[..], &b"q"[..]),
        ("人".as_bytes(), b"q"),
        (b"\x1b[1;5C", b"q"),
        (b"q", b"echo"),
    ] {
        let all = [whole, behind].concat();
        let (mut parser, mut inputs, mut at) = (InputParser::default(), Vec::new(), 0);
        while inputs.is_empty() {
            let end = at + parser.room();
            parser.feed(&all[at..end], Instant::now(), &mut inputs);
            at = end;
        }
        assert_eq!(at, whole.len(), "{whole:?}");
    }
}
