//! What a keyboard and a mouse send, as xterm does.

/// A key that is not a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Right,
    Left,
    Home,
    End,
    PageUp,
    PageDown,
    /// A letter with Control held.
    Ctrl(char),
    /// A letter with Alt held.
    Alt(char),
}

impl Key {
    pub fn bytes(self) -> String {
        let fixed = match self {
            Self::Enter => "\r",
            Self::Esc => "\x1b",
            Self::Tab => "\t",
            Self::BackTab => "\x1b[Z",
            Self::Backspace => "\x7f",
            Self::Delete => "\x1b[3~",
            Self::Up => "\x1b[A",
            Self::Down => "\x1b[B",
            Self::Right => "\x1b[C",
            Self::Left => "\x1b[D",
            Self::Home => "\x1b[H",
            Self::End => "\x1b[F",
            Self::PageUp => "\x1b[5~",
            Self::PageDown => "\x1b[6~",
            // Control takes the upper bits away.
            Self::Ctrl(letter) => return char::from(letter as u8 & 0x1f).to_string(),
            Self::Alt(letter) => return format!("\x1b{letter}"),
        };
        fixed.to_owned()
    }
}

// Mouse reports in the SGR encoding (mode 1006); cells are counted from 0 here, from 1 there.

fn report(button: u8, (col, row): (u16, u16), end: char) -> String {
    format!("\x1b[<{button};{};{}{end}", col + 1, row + 1)
}

/// The left button goes down.
pub fn press(col: u16, row: u16) -> String {
    report(0, (col, row), 'M')
}

/// The left button goes up.
pub fn release(col: u16, row: u16) -> String {
    report(0, (col, row), 'm')
}

/// The wheel turns by one notch.
pub fn wheel(col: u16, row: u16, down: bool) -> String {
    report(if down { 65 } else { 64 }, (col, row), 'M')
}

/// The left button goes down, moves cell by cell, and goes up.
pub fn drag(from: (u16, u16), to: (u16, u16)) -> Vec<String> {
    let mut at = from;
    let mut reports = vec![press(at.0, at.1)];
    while at != to {
        let towards = |from: u16, to: u16| match to.cmp(&from) {
            std::cmp::Ordering::Less => from - 1,
            std::cmp::Ordering::Equal => from,
            std::cmp::Ordering::Greater => from + 1,
        };
        at = (towards(at.0, to.0), towards(at.1, to.1));
        reports.push(report(32, at, 'M'));
    }
    reports.push(release(at.0, at.1));
    reports
}
