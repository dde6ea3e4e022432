//! However the terminal's bytes are cut into reads, and whatever pauses there are between them, below
//! the time of an Escape: the keys, the mouse and the pastes are the same, and answers are none.

use std::fmt;
use std::time::{Duration, Instant};

use recs_tui::tui::{ESCAPE_TIME, InputParser, TerminalInput};

use super::{Draw, Property};

/// What a terminal sends, and the places in it where a read ends, with the pause behind it.
pub struct Sent {
    pieces: Vec<Piece>,
    cuts: Vec<(usize, Duration)>,
}

#[derive(Clone)]
struct Piece {
    kind: Kind,
    bytes: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Key,
    /// A key that is the beginning of others: a silence tells.
    Begun,
    Mouse,
    Paste,
    Answer,
}

const KEYS: [&[u8]; 30] = [
    b"j",
    b"q",
    b"e",
    b"\r",
    b"\n",
    b"\t",
    b"\x7f",
    b"\x08",
    b"\x03",
    b" ",
    b"[",
    b"O",
    b"\x1b[A",
    b"\x1bOB",
    b"\x1b[1;5C",
    b"\x1b[5~",
    b"\x1b[Z",
    b"\x1b[15~",
    b"\x1bq",
    b"\x1b\x7f",
    b"\x1bOP",
    b"\x1b[3$",
    b"\x1b[[A",
    b"\x1b[27;5;99~",
    b"\x1b[1089::99;5u",
    b"\x1b[106;1:3u",
    b"\x1b[13u",
    b"\xd0\xb9",
    b"\xe4\xba\xba",
    b"\x1b\xd0\xb9",
];
const BEGUN: [&[u8]; 8] = [
    b"\x1b", b"\x1b[", b"\x1bO", b"\x1b]", b"\x1bP", b"\x1b_", b"\x1b^", b"\x1bX",
];
const MOUSE: [&[u8]; 6] = [
    b"\x1b[<0;11;5M",
    b"\x1b[<0;11;5m",
    b"\x1b[<32;211;45M",
    b"\x1b[<65;1;1M",
    b"\x1b[<35;3;4M",
    b"\x1b[M qq",
];
const PASTED: [&str; 6] = ["q", "one\r\ntwo", "\x1b[A", "\x1b[20", "\x1b", "人й"];
const ANSWERS: [&[u8]; 19] = [
    b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
    b"\x1b]10;rgb:ff/ff/ff\x07",
    b"\x1b]4;1;rgb:1/1/1\x1b\\",
    b"\x1b]52;c;cXF1aXQ=\x1b\\",
    b"\x1b]l\xd0\xb9 q e\x1b\\",
    b"\x1bP>|tmux 3.4\x1b\\",
    b"\x1bP1+r544e=787465726d\x1b\\",
    b"\x1bP1$r0 q\x1b\\",
    b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b^private q\x1b\\",
    b"\x1bXstring q\x1b\\",
    b"\x9d11;rgb:1e1e/1e1e/2e2e\x9c",
    b"\x9b?62;22c",
    b"\x1b[?62;22c",
    b"\x1b[>41;354;0c",
    b"\x1b[24;80R",
    b"\x1b[?2026;2$y",
    b"\x1b[8;24;80t",
    b"\x1b[I",
];

impl Property for Sent {
    const BYTES: usize = 120;

    fn drawn(draw: &mut Draw<'_>) -> Self {
        let mut pieces = Vec::new();
        while pieces.len() < 12 && draw.goes_on(10) {
            let (kind, bytes) = match draw.below(5) {
                0 => (Kind::Key, draw.of(&KEYS).to_vec()),
                1 => (Kind::Answer, draw.of(&ANSWERS).to_vec()),
                2 => (Kind::Mouse, draw.of(&MOUSE).to_vec()),
                3 => {
                    let mut text = String::new();
                    while text.len() < 40 && draw.goes_on(3) {
                        text.push_str(draw.of(&PASTED));
                    }
                    (
                        Kind::Paste,
                        format!("\x1b[200~{text}\x1b[201~").into_bytes(),
                    )
                }
                _ => (Kind::Begun, draw.of(&BEGUN).to_vec()),
            };
            pieces.push(Piece { kind, bytes });
        }
        let all: usize = pieces.iter().map(|piece| piece.bytes.len()).sum();
        let mut cuts = Vec::new();
        while all > 0 && cuts.len() < 40 && draw.goes_on(20) {
            let below = u64::try_from(ESCAPE_TIME.as_millis()).unwrap();
            let pause = draw.below(usize::try_from(below).unwrap());
            cuts.push((draw.below(all), Duration::from_millis(pause as u64)));
        }
        cuts.sort_unstable();
        Self { pieces, cuts }
    }

    fn holds(&self) {
        let mut alone = Vec::new();
        for piece in &self.pieces {
            let inputs = of_reads(std::slice::from_ref(piece), &[]);
            if piece.kind == Kind::Answer {
                assert_eq!(inputs, [], "{piece:?}");
            }
            alone.extend(inputs);
        }
        assert_eq!(of_reads(&self.pieces, &[]), alone, "in one read");
        assert_eq!(of_reads(&self.pieces, &self.cuts), alone, "in pieces");
    }
}

/// What comes of the pieces where reads end at these places. Behind a key that begins others there
/// is a silence.
fn of_reads(pieces: &[Piece], cuts: &[(usize, Duration)]) -> Vec<TerminalInput> {
    let (mut parser, mut inputs) = (InputParser::default(), Vec::new());
    let mut now = Instant::now();
    let mut read = |bytes: &[u8], pause: Duration, inputs: &mut Vec<TerminalInput>| {
        parser.feed(bytes, now, inputs);
        now += pause;
        if parser.deadline().is_some_and(|deadline| deadline <= now) {
            parser.expire(inputs);
        }
    };
    let mut begin = 0;
    for piece in pieces {
        let end = begin + piece.bytes.len();
        let mut from = begin;
        for &(cut, pause) in cuts.iter().filter(|(cut, _)| (begin..end).contains(cut)) {
            read(&piece.bytes[from - begin..cut - begin], pause, &mut inputs);
            from = cut;
        }
        let silence = if piece.kind == Kind::Begun {
            2 * ESCAPE_TIME
        } else {
            Duration::ZERO
        };
        read(&piece.bytes[from - begin..], silence, &mut inputs);
        begin = end;
    }
    inputs
}

impl fmt::Debug for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} {:?}",
            self.kind,
            String::from_utf8_lossy(&self.bytes)
        )
    }
}

impl fmt::Debug for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} cut at {:?}", self.pieces, self.cuts)
    }
}
