//! The parser: which bytes belong together, and when what has begun is over.

use std::time::{Duration, Instant};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::control_sequence;
use super::input::TerminalInput;

/// How long what belongs to an `ESC` may take to follow it.
pub const ESCAPE_TIME: Duration = Duration::from_millis(50);

/// How long the rest of a sequence that has begun beyond doubt may take; then it is dropped.
const SEQUENCE_TIME: Duration = Duration::from_secs(1);

/// How long a paste may stall. Longer than a sequence: what follows would be taken for keys.
const PASTE_TIME: Duration = Duration::from_secs(5);

/// Bytes of a control sequence at most. Keys and reports have some 20.
const LONGEST_SEQUENCE: usize = 256;

/// Bytes of a string (OSC, DCS, APC, PM, SOS) that are swallowed at most: one that comes to no end must not
/// take the keyboard away.
const LONGEST_STRING: usize = 1 << 17;

/// Bytes of a paste that are kept; the rest is swallowed.
const LONGEST_PASTE: usize = 1 << 16;

/// What ends a paste.
const PASTE_END: &[u8] = b"\x1b[201~";

/// The parser. Bytes go in, in any pieces; what is whole comes out.
#[derive(Debug, Default)]
pub struct InputParser {
    state: State,
    /// When what has begun is over, whether it is whole or not.
    deadline: Option<Instant>,
}

/// What has begun.
#[derive(Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Ground,
    /// `ESC`.
    Escape,
    /// A character of UTF-8 with so many bytes in all; Alt is down where `ESC` stood before it.
    Character {
        bytes: Vec<u8>,
        length: usize,
        alt: bool,
    },
    /// `ESC [`, and what followed.
    Control(Vec<u8>),
    /// `ESC O`, and what followed.
    SingleShift(Vec<u8>),
    /// `ESC ]`, `ESC P`, `ESC _`, `ESC ^`, `ESC X`: the byte behind `ESC`, or the one byte for both; how many
    /// followed, and whether the last one was an `ESC`.
    String {
        introducer: u8,
        length: usize,
        ends: bool,
    },
    /// Text between the marks of a paste, and how much of the end mark has been seen.
    Paste { text: Vec<u8>, matched: usize },
}

impl InputParser {
    /// Takes bytes that arrived at this time; what they complete goes to `inputs`.
    pub fn feed(&mut self, bytes: &[u8], now: Instant, inputs: &mut Vec<TerminalInput>) {
        for &byte in bytes {
            self.take(byte, inputs);
        }
        self.deadline = self.patience().map(|patience| now + patience);
    }

    /// When what has begun is to be given up, unless more comes.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// The deadline has passed: what has begun counts as it is.
    pub fn expire(&mut self, inputs: &mut Vec<TerminalInput>) {
        self.deadline = None;
        match std::mem::take(&mut self.state) {
            State::Escape => inputs.push(key(KeyCode::Esc)),
            State::Control(bytes) if bytes.is_empty() => inputs.push(alt('[')),
            State::SingleShift(bytes) if bytes.is_empty() => inputs.push(alt('O')),
            State::String {
                introducer,
                length: 0,
                ends: false,
            } if introducer.is_ascii() => inputs.push(alt(char::from(introducer))),
            State::Paste { text, .. } => inputs.push(pasted(&text)),
            // Of a sequence that was cut nobody knows what it was.
            _ => {}
        }
    }

    /// How many bytes can be read without reading past the end of what comes next: what stands
    /// behind it may be meant for somebody else.
    #[must_use]
    pub fn room(&self) -> usize {
        match &self.state {
            State::Paste { matched, .. } => PASTE_END.len() - matched,
            State::Character { bytes, length, .. } => length - bytes.len(),
            _ => 1,
        }
    }

    fn patience(&self) -> Option<Duration> {
        match &self.state {
            State::Ground => None,
            State::Escape => Some(ESCAPE_TIME),
            State::Control(bytes) | State::SingleShift(bytes) if bytes.is_empty() => {
                Some(ESCAPE_TIME)
            }
            State::String {
                length: 0,
                ends: false,
                ..
            } => Some(ESCAPE_TIME),
            State::Paste { .. } => Some(PASTE_TIME),
            _ => Some(SEQUENCE_TIME),
        }
    }

    fn take(&mut self, byte: u8, inputs: &mut Vec<TerminalInput>) {
        self.state = match (std::mem::take(&mut self.state), byte) {
            (State::Ground, _) => begin(byte, false, inputs),
            (State::Escape, b'[') => State::Control(Vec::new()),
            (State::Escape, b'O') => State::SingleShift(Vec::new()),
            (State::Escape, b']' | b'P' | b'_' | b'^' | b'X') => State::String {
                introducer: byte,
                length: 0,
                ends: false,
            },
            (State::Escape, 0x1b) => {
                inputs.push(key(KeyCode::Esc));
                State::Escape
            }
            (State::Escape, _) => begin(byte, true, inputs),
            (
                State::Character {
                    mut bytes,
                    length,
                    alt,
                },
                0x80..=0xbf,
            ) => {
                bytes.push(byte);
                if bytes.len() < length {
                    State::Character { bytes, length, alt }
                } else {
                    inputs.extend(character(&bytes, alt));
                    State::Ground
                }
            }
            // It was cut; the byte begins something else.
            (State::Character { .. }, _) => begin(byte, false, inputs),
            (State::Control(bytes), _) => control(bytes, byte, inputs),
            (State::SingleShift(bytes), _) => single_shift(bytes, byte, inputs),
            (
                State::String {
                    introducer,
                    length,
                    ends,
                },
                _,
            ) => match byte {
                // BEL, CAN and SUB; and `ESC \`.
                0x07 | 0x18 | 0x1a => State::Ground,
                b'\\' if ends => State::Ground,
                // The end in one byte; behind `ESC ]` it is a part of a letter.
                0x9c if !introducer.is_ascii() => State::Ground,
                0x1b if !ends => State::String {
                    introducer,
                    length,
                    ends: true,
                },
                // Any other sequence cuts it off.
                _ if ends => {
                    self.state = State::Escape;
                    return self.take(byte, inputs);
                }
                _ if length >= LONGEST_STRING => State::Ground,
                _ => State::String {
                    introducer,
                    length: length + 1,
                    ends: false,
                },
            },
            (State::Paste { text, matched }, _) => paste(text, matched, byte, inputs),
        };
    }
}

/// The first byte of a key or sequence; `alt` where an `ESC` stood before it.
fn begin(byte: u8, alt: bool, inputs: &mut Vec<TerminalInput>) -> State {
    let length = match byte {
        0x1b => return State::Escape,
        // In one byte, as terminals answer that are set to eight bits; no letter begins so.
        0x9b => return State::Control(Vec::new()),
        0x8f => return State::SingleShift(Vec::new()),
        0x90 | 0x98 | 0x9d..=0x9f => {
            return State::String {
                introducer: byte,
                length: 0,
                ends: false,
            };
        }
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => {
            inputs.extend(character(&[byte], alt));
            return State::Ground;
        }
    };
    let bytes = vec![byte];
    State::Character { bytes, length, alt }
}

fn control(mut bytes: Vec<u8>, byte: u8, inputs: &mut Vec<TerminalInput>) -> State {
    // In the encoding from before SGR the place of the mouse follows the end, in three bytes.
    if bytes.first() == Some(&b'M') {
        bytes.push(byte);
        if bytes.len() < 4 {
            return State::Control(bytes);
        }
        inputs.extend(control_sequence::old_mouse(&bytes[1..]));
        return State::Ground;
    }
    // The Linux console sends `ESC [ [ A` for F1.
    let linux = bytes == b"[";
    match byte {
        0x1b => State::Escape,
        // Another control or a letter of another alphabet stands in no sequence: it was cut.
        0x00..0x20 | 0x7f.. => begin(byte, false, inputs),
        b'M' if bytes.is_empty() => State::Control(vec![byte]),
        b'[' if bytes.is_empty() => State::Control(vec![byte]),
        0x40..=0x7e if !linux && is_paste_start(&bytes, byte) => State::Paste {
            text: Vec::new(),
            matched: 0,
        },
        0x40..=0x7e => {
            inputs.extend(control_sequence::decode(&bytes, byte));
            State::Ground
        }
        // rxvt ends some keys with what is no end.
        b'$' if control_sequence::is_number(&bytes) => {
            inputs.extend(control_sequence::decode(&bytes, byte));
            State::Ground
        }
        _ if bytes.len() >= LONGEST_SEQUENCE => State::Ground,
        _ => {
            bytes.push(byte);
            State::Control(bytes)
        }
    }
}

fn is_paste_start(bytes: &[u8], end: u8) -> bool {
    bytes == b"200" && end == b'~'
}

fn single_shift(mut bytes: Vec<u8>, byte: u8, inputs: &mut Vec<TerminalInput>) -> State {
    match byte {
        0x1b => State::Escape,
        b'0'..=b'9' | b';' if bytes.len() < 8 => {
            bytes.push(byte);
            State::SingleShift(bytes)
        }
        0x20..=0x7e => {
            inputs.extend(control_sequence::single_shift(&bytes, byte));
            State::Ground
        }
        _ => begin(byte, false, inputs),
    }
}

fn paste(
    mut text: Vec<u8>,
    mut matched: usize,
    byte: u8,
    inputs: &mut Vec<TerminalInput>,
) -> State {
    if byte == PASTE_END[matched] {
        matched += 1;
        if matched == PASTE_END.len() {
            inputs.push(pasted(&text));
            return State::Ground;
        }
        return State::Paste { text, matched };
    }
    // What looked like the end was text. The mark begins with the only `ESC` in it.
    let again = usize::from(byte == PASTE_END[0]);
    let seen = PASTE_END[..matched].iter().copied();
    let more = seen.chain((again == 0).then_some(byte));
    text.extend(more.take(LONGEST_PASTE.saturating_sub(text.len())));
    State::Paste {
        text,
        matched: again,
    }
}

fn pasted(text: &[u8]) -> TerminalInput {
    TerminalInput::Paste(String::from_utf8_lossy(text).into_owned())
}

/// A character or control that stands for itself; nothing for bytes that are none.
fn character(bytes: &[u8], alt: bool) -> Option<TerminalInput> {
    let character = std::str::from_utf8(bytes).ok()?.chars().next()?;
    let held = if alt {
        KeyModifiers::ALT
    } else {
        KeyModifiers::NONE
    };
    let control = |letter: u8| {
        KeyEvent::new(
            KeyCode::Char(char::from(letter)),
            held | KeyModifiers::CONTROL,
        )
    };
    let event = match bytes {
        [b'\r'] => KeyEvent::new(KeyCode::Enter, held),
        [b'\t'] => KeyEvent::new(KeyCode::Tab, held),
        [0x7f] => KeyEvent::new(KeyCode::Backspace, held),
        [0] => control(b' '),
        [low @ 1..=26] => control(low - 1 + b'a'),
        [low @ 0x1c..=0x1f] => control(low + 0x40),
        _ if character.is_control() => return None,
        _ if character.is_uppercase() => {
            KeyEvent::new(KeyCode::Char(character), held | KeyModifiers::SHIFT)
        }
        _ => KeyEvent::new(KeyCode::Char(character), held),
    };
    Some(TerminalInput::Key(event))
}

fn key(code: KeyCode) -> TerminalInput {
    TerminalInput::Key(code.into())
}

fn alt(letter: char) -> TerminalInput {
    TerminalInput::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::ALT))
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
