//! The decoder of whole control sequences: which key or movement of the mouse `ESC [ …` and `ESC O …`
//! stand for, as xterm, rxvt, the Linux console and kitty's keyboard protocol write them.
//!
//! What is an answer of the terminal, a release of a key or unknown stands for nothing.

use crossterm::event::{
    KeyCode, KeyEvent, KeyEventKind, KeyEventState, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};

use super::input::TerminalInput;

/// What the sequence with these parameters and this end stands for.
pub(super) fn decode(parameters: &[u8], end: u8) -> Option<TerminalInput> {
    if let Some(report) = parameters.strip_prefix(b"<") {
        return sgr_mouse(report, end);
    }
    if parameters == b"[" {
        // The Linux console's F1 to F5.
        return matches!(end, b'A'..=b'E').then(|| plain(KeyCode::F(end - b'A' + 1)));
    }
    // Private parameters and bytes between are in answers alone.
    let numbers = Numbers::of(parameters)?;
    let first = numbers.get(0, 0);
    let held = || modifiers(numbers.get(1, 0));
    match end {
        b'u' => kitty(&numbers),
        b'~' if first == Some(27) => {
            // xterm's modifyOtherKeys: 27, the modifiers, the character.
            let code = numbers.get(2, 0)?;
            of_code(code, None, None, held()?)
        }
        b'~' => named(numbered(first?)?, numbers.get(1, 0), numbers.get(1, 1)),
        // rxvt's Shift, Control, and both.
        b'$' => with(numbered(first?)?, KeyModifiers::SHIFT),
        b'^' => with(numbered(first?)?, KeyModifiers::CONTROL),
        b'@' => with(
            numbered(first?)?,
            KeyModifiers::CONTROL | KeyModifiers::SHIFT,
        ),
        b'a'..=b'd' if parameters.is_empty() => with(arrow(end - 0x20)?, KeyModifiers::SHIFT),
        // With parameters it is the answer that tells where the cursor is.
        b'R' if !parameters.is_empty() => None,
        b'Z' => Some(plain(KeyCode::BackTab)),
        _ => {
            let code = arrow(end).or_else(|| function(end))?;
            named(code, numbers.get(1, 0), numbers.get(1, 1))
        }
    }
}

/// What `ESC O` stands for with these digits and this end.
pub(super) fn single_shift(digits: &[u8], end: u8) -> Option<TerminalInput> {
    let numbers = Numbers::of(digits)?;
    // Old versions of xterm write the modifiers alone, newer ones behind a 1.
    let held = numbers.get(1, 0).or_else(|| numbers.get(0, 0));
    let code = match end {
        b'a'..=b'd' => return with(arrow(end - 0x20)?, KeyModifiers::CONTROL),
        b'M' => KeyCode::Enter,
        // The keypad: digits, and the signs in the order of ASCII.
        b'j'..=b'y' => KeyCode::Char(char::from(end - 0x40)),
        b'X' => KeyCode::Char('='),
        b'I' => KeyCode::Tab,
        b' ' => KeyCode::Char(' '),
        _ => arrow(end).or_else(|| function(end))?,
    };
    named(code, held, None)
}

/// A report of the mouse in the encoding from before SGR: three bytes, each 32 more than it says.
pub(super) fn old_mouse(bytes: &[u8]) -> Option<TerminalInput> {
    let [button, column, row] = *bytes else {
        return None;
    };
    let less = |byte: u8| byte.checked_sub(32).map(u16::from);
    let cell = |byte: u8| less(byte)?.checked_sub(1);
    let button = less(button)?;
    // Which button went up is not told.
    let up = button & 0b1100_0011 == 0b11;
    mouse(button, cell(column)?, cell(row)?, up)
}

/// Whether these are digits and nothing else.
pub(super) fn is_number(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit)
}

/// Parameters: apart by semicolons, and their own parts by colons.
struct Numbers<'a>(&'a str);

impl<'a> Numbers<'a> {
    /// Nothing where there is anything but numbers.
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let fits = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b';' | b':');
        let text = std::str::from_utf8(bytes).ok()?;
        bytes.iter().all(fits).then_some(Self(text))
    }

    /// A part of a parameter, both counted from 0; nothing where it is not given.
    fn get(&self, parameter: usize, part: usize) -> Option<u32> {
        let parameter = self.0.split(';').nth(parameter)?;
        parameter.split(':').nth(part)?.parse().ok()
    }
}

/// A key of kitty's protocol: code, shifted code and code in the base layout; modifiers and kind;
/// text.
fn kitty(numbers: &Numbers<'_>) -> Option<TerminalInput> {
    let kind = kind(numbers.get(1, 1))?;
    let held = modifiers(numbers.get(1, 0))?;
    let shifted = numbers.get(2, 0).or_else(|| numbers.get(0, 1));
    let shifted = shifted.filter(|_| held.contains(KeyModifiers::SHIFT));
    let input = of_code(numbers.get(0, 0)?, shifted, numbers.get(0, 2), held)?;
    Some(match input {
        TerminalInput::Key(key) => TerminalInput::Key(KeyEvent { kind, ..key }),
        TerminalInput::KeyInPlace(key, place) => {
            TerminalInput::KeyInPlace(KeyEvent { kind, ..key }, place)
        }
        other => other,
    })
}

/// The key of a character's code, with what it is when shifted and in the base layout.
fn of_code(
    code: u32,
    shifted: Option<u32>,
    base: Option<u32>,
    held: KeyModifiers,
) -> Option<TerminalInput> {
    let code = match code {
        9 if held.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        9 => KeyCode::Tab,
        13 => KeyCode::Enter,
        27 => KeyCode::Esc,
        8 | 127 => KeyCode::Backspace,
        57_344..=63_743 => functional(code)?,
        code => {
            let character = char::from_u32(code).filter(|character| !character.is_control())?;
            let shift = held.contains(KeyModifiers::SHIFT);
            let upper = |letter: char| {
                let mut upper = letter.to_uppercase();
                upper.next().filter(|_| upper.next().is_none())
            };
            let typed = match shifted.and_then(char::from_u32) {
                Some(shifted) => shifted,
                None if shift => upper(character).unwrap_or(character),
                None => character,
            };
            let place = base.and_then(char::from_u32).filter(char::is_ascii_graphic);
            if let Some(place) = place.filter(|_| !character.is_ascii()) {
                let place = if shift {
                    place.to_ascii_uppercase()
                } else {
                    place
                };
                if (held - KeyModifiers::SHIFT).is_empty() {
                    let key = KeyEvent::new(KeyCode::Char(typed), held);
                    return Some(TerminalInput::KeyInPlace(key, place));
                }
                // With Control or Alt nobody types a letter of an alphabet.
                return with(KeyCode::Char(place), held);
            }
            KeyCode::Char(typed)
        }
    };
    with(code, held)
}

/// Keys without a character, in kitty's protocol.
fn functional(code: u32) -> Option<KeyCode> {
    Some(match code {
        57_376..=57_398 => KeyCode::F(u8::try_from(code - 57_376 + 13).ok()?),
        57_399..=57_408 => KeyCode::Char(char::from_digit(code - 57_399, 10)?),
        57_409 => KeyCode::Char('.'),
        57_410 => KeyCode::Char('/'),
        57_411 => KeyCode::Char('*'),
        57_412 => KeyCode::Char('-'),
        57_413 => KeyCode::Char('+'),
        57_414 => KeyCode::Enter,
        57_415 => KeyCode::Char('='),
        57_417 => KeyCode::Left,
        57_418 => KeyCode::Right,
        57_419 => KeyCode::Up,
        57_420 => KeyCode::Down,
        57_421 => KeyCode::PageUp,
        57_422 => KeyCode::PageDown,
        57_423 => KeyCode::Home,
        57_424 => KeyCode::End,
        57_425 => KeyCode::Insert,
        57_426 => KeyCode::Delete,
        _ => return None,
    })
}

fn arrow(end: u8) -> Option<KeyCode> {
    Some(match end {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        _ => return None,
    })
}

fn function(end: u8) -> Option<KeyCode> {
    matches!(end, b'P'..=b'S').then(|| KeyCode::F(end - b'P' + 1))
}

/// Keys by the number before `~`.
fn numbered(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        // The numbers leave out 16, 22, 27, 30.
        11..=15 => KeyCode::F(u8::try_from(number - 10).ok()?),
        17..=21 => KeyCode::F(u8::try_from(number - 11).ok()?),
        23..=26 => KeyCode::F(u8::try_from(number - 12).ok()?),
        28 | 29 => KeyCode::F(u8::try_from(number - 13).ok()?),
        31..=34 => KeyCode::F(u8::try_from(number - 14).ok()?),
        _ => return None,
    })
}

/// The modifiers of a parameter, which is one more than their bits; nothing with Super, Hyper or Meta,
/// which belong to the desktop.
fn modifiers(parameter: Option<u32>) -> Option<KeyModifiers> {
    let bits = parameter.unwrap_or(1).saturating_sub(1);
    let named = [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
    ];
    let held = named.into_iter().filter(|(bit, _)| bits & bit != 0);
    (bits & 0b11_1000 == 0).then(|| held.fold(KeyModifiers::NONE, |all, (_, one)| all | one))
}

/// Pressed or repeated; nothing for a key that goes up.
fn kind(parameter: Option<u32>) -> Option<KeyEventKind> {
    match parameter {
        None | Some(1) => Some(KeyEventKind::Press),
        Some(2) => Some(KeyEventKind::Repeat),
        _ => None,
    }
}

fn named(code: KeyCode, held: Option<u32>, told: Option<u32>) -> Option<TerminalInput> {
    let key = KeyEvent {
        code,
        modifiers: modifiers(held)?,
        kind: kind(told)?,
        state: KeyEventState::NONE,
    };
    Some(TerminalInput::Key(key))
}

fn with(code: KeyCode, held: KeyModifiers) -> Option<TerminalInput> {
    Some(TerminalInput::Key(KeyEvent::new(code, held)))
}

fn plain(code: KeyCode) -> TerminalInput {
    TerminalInput::Key(code.into())
}

/// A report of the mouse in the SGR encoding: button, column and row, from 1.
fn sgr_mouse(report: &[u8], end: u8) -> Option<TerminalInput> {
    let numbers = Numbers::of(report)?;
    let number = |at| numbers.get(at, 0).and_then(|it| u16::try_from(it).ok());
    let cell = |at| number(at)?.checked_sub(1);
    match end {
        b'M' | b'm' => mouse(number(0)?, cell(1)?, cell(2)?, end == b'm'),
        _ => None,
    }
}

/// The buttons are bits: two for which, 4 to 16 for modifiers, 32 for a movement, 64 for the wheel,
/// 128 for more buttons.
fn mouse(button: u16, column: u16, row: u16, up: bool) -> Option<TerminalInput> {
    let which = match button & 0b11 {
        0 => MouseButton::Left,
        1 => MouseButton::Middle,
        _ => MouseButton::Right,
    };
    let moves = button & 32 != 0;
    let kind = match (button & 0b1100_0000, button & 0b11) {
        (0, 3) if moves => MouseEventKind::Moved,
        (0, _) if up => MouseEventKind::Up(which),
        (0, 3) => return None,
        (0, _) if moves => MouseEventKind::Drag(which),
        (0, _) => MouseEventKind::Down(which),
        (64, 0) => MouseEventKind::ScrollUp,
        (64, 1) => MouseEventKind::ScrollDown,
        _ => return None,
    };
    Some(TerminalInput::Mouse(MouseEvent {
        kind,
        column,
        row,
        modifiers: KeyModifiers::NONE,
    }))
}
