//! The backend: writes what changed on the screen as ANSI sequences, in as few bytes as it can.
//!
//! The backend that ratatui brings moves to every word by row and column and sets both colours anew
//! for each change of one; that is more than half of what it writes, and over a network a person
//! waits for each byte. This one steps forward within a row, changes only what differs, and says
//! nothing twice. All else is left to the other.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use unicode_width::UnicodeWidthStr;

use super::super::hyperlinks;
use super::sgr::{Look, RESET};

/// The backend that frames are drawn with.
pub(super) struct AnsiBackend<W: Write> {
    backend: CrosstermBackend<W>,
    /// Whether the cursor is shown, where that was said.
    cursor: Option<bool>,
}

impl<W: Write> AnsiBackend<W> {
    pub(super) fn new(writer: W) -> Self {
        Self {
            backend: CrosstermBackend::new(writer),
            cursor: None,
        }
    }

    /// Whether the cursor is shown.
    pub(super) fn shows_cursor(&self) -> bool {
        self.cursor != Some(false)
    }

    /// Moves from where the last symbol has left the cursor, if that is known.
    fn go(&mut self, from: Option<Position>, to: Position) -> io::Result<()> {
        match from {
            Some(from) if from == to => Ok(()),
            Some(from) if from.y == to.y && from.x < to.x => match to.x - from.x {
                1 => self.backend.write_all(b"\x1b[C"),
                by => write!(self.backend, "\x1b[{by}C"),
            },
            _ if to.x == 0 => write!(self.backend, "\x1b[{}H", to.y + 1),
            _ => write!(self.backend, "\x1b[{};{}H", to.y + 1, to.x + 1),
        }
    }
}

impl<W: Write> Backend for AnsiBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut style = Look::default();
        let (mut at, mut link) = (None, None);
        for (x, y, cell) in content {
            let (address, symbol) = hyperlinks::parts(cell.symbol());
            if address != link {
                self.backend
                    .write_all(hyperlinks::sequence(address).as_bytes())?;
                link = address;
            }
            self.go(at, Position { x, y })?;
            let next = Look::of(cell);
            if next != style {
                self.backend.write_all(&style.to(next))?;
                style = next;
            }
            self.backend.write_all(symbol.as_bytes())?;
            // Terminals differ in how far they go for a symbol of several characters, or a wide
            // one; after it the place is named.
            at = is_one_cell(symbol).then_some(Position { x: x + 1, y });
        }
        if style != Look::default() {
            self.backend.write_all(RESET)?;
        }
        if link.is_some() {
            self.backend
                .write_all(hyperlinks::sequence(None).as_bytes())?;
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.cursor.replace(false) == Some(false) {
            return Ok(());
        }
        self.backend.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.cursor.replace(true) == Some(true) {
            return Ok(());
        }
        self.backend.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.backend.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.backend.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.backend.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.backend.clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        let told = self.backend.size()?;
        Ok(some_size(told, |name| std::env::var(name).ok()))
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.backend.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.backend)
    }
}

/// The size that a terminal tells; where it tells none, as on a serial line, what the environment says,
/// or the usual one.
fn some_size(told: Size, variable: impl Fn(&str) -> Option<String>) -> Size {
    let or = |told: u16, name: &str, usual: u16| {
        let named = || {
            variable(name)?
                .trim()
                .parse()
                .ok()
                .filter(|&cells| cells > 0)
        };
        if told > 0 {
            told
        } else {
            named().unwrap_or(usual)
        }
    };
    Size::new(or(told.width, "COLUMNS", 80), or(told.height, "LINES", 24))
}

fn is_one_cell(symbol: &str) -> bool {
    let mut characters = symbol.chars();
    match (characters.next(), characters.next()) {
        (Some(character), None) => character.is_ascii() || symbol.width() == 1,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Modifier, Style};

    use super::*;

    const COLS: u16 = 12;
    const ROWS: u16 = 4;

    /// A cell that a terminal shows: what stands in it, and how that looks.
    type Shown = (String, vt100::Color, vt100::Color, [bool; 5]);

    /// What an independent emulator shows after these bytes.
    fn screen(bytes: &[u8]) -> Vec<Shown> {
        let size = |cells: u16| NonZero::new(cells).unwrap();
        let mut emulator = vt100::Parser::new(size(ROWS), size(COLS), 0);
        emulator.process(bytes);
        let places = (0..ROWS).flat_map(|row| (0..COLS).map(move |col| (row, col)));
        let cells = places.map(|(row, col)| {
            let cell = emulator.screen().cell(row, col).unwrap();
            let look = [
                cell.bold(),
                cell.dim(),
                cell.italic(),
                cell.underline(),
                cell.inverse(),
            ];
            let text = cell.contents().trim_end().to_owned();
            (text, cell.fgcolor(), cell.bgcolor(), look)
        });
        cells.collect()
    }

    /// The bytes of frames that `backend` draws in turn.
    fn drawn<'b, B: Backend<Error = io::Error> + 'b>(
        frames: &[Buffer],
        backend: impl FnOnce(&'b mut Vec<u8>) -> B,
        bytes: &'b mut Vec<u8>,
    ) {
        let mut backend = backend(bytes);
        let mut before = Buffer::empty(Rect::new(0, 0, COLS, ROWS));
        for frame in frames {
            backend.draw(before.diff(frame).into_iter()).unwrap();
            before.clone_from(frame);
        }
    }

    /// The bytes of these frames from this backend.
    fn written(frames: &[Buffer]) -> Vec<u8> {
        let mut bytes = Vec::new();
        drawn(frames, AnsiBackend::new, &mut bytes);
        bytes
    }

    fn colour() -> impl Strategy<Value = Color> {
        prop_oneof![
            4 => Just(Color::Reset),
            2 => Just(Color::Cyan),
            1 => Just(Color::LightRed),
            1 => Just(Color::Indexed(208)),
            1 => Just(Color::Rgb(1, 20, 255)),
        ]
    }

    fn look() -> impl Strategy<Value = Style> {
        let attributes = [
            Modifier::BOLD,
            Modifier::DIM,
            Modifier::ITALIC,
            Modifier::UNDERLINED,
            Modifier::REVERSED,
        ];
        let modifier = proptest::sample::subsequence(attributes.to_vec(), 0..=3).prop_map(|some| {
            some.into_iter()
                .fold(Modifier::empty(), |all, one| all | one)
        });
        (colour(), colour(), modifier)
            .prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
    }

    /// A frame of a few pieces of text, each somewhere and of some look.
    fn frame() -> impl Strategy<Value = Buffer> {
        let text = "([a-z]{1,4}| {1,3}|é|─{1,5}|人|e\u{301}|’|لا|لا ){1,4}";
        let piece = (0..COLS, 0..ROWS, text, look());
        proptest::collection::vec(piece, 0..8).prop_map(|pieces| {
            let mut frame = Buffer::empty(Rect::new(0, 0, COLS, ROWS));
            for (x, y, text, look) in pieces {
                frame.set_string(x, y, text, look);
            }
            // The emulator knows bold or dim, not both.
            for cell in &mut frame.content {
                if cell.modifier.contains(Modifier::BOLD) {
                    cell.modifier -= Modifier::DIM;
                }
            }
            frame
        })
    }

    proptest! {
        #[test]
        fn a_terminal_shows_what_the_other_backend_shows_in_fewer_bytes(
            frames in proptest::collection::vec(frame(), 1..4)
        ) {
            let written = written(&frames);
            let mut others = Vec::new();
            drawn(&frames, CrosstermBackend::new, &mut others);
            prop_assert_eq!(screen(&written), screen(&others));
            prop_assert!(written.len() < others.len());
        }
    }

    #[test]
    fn a_terminal_that_tells_no_size_has_one() {
        let size = |told, columns: Option<&str>| {
            some_size(told, |name| {
                columns.filter(|_| name == "COLUMNS").map(str::to_owned)
            })
        };
        assert_eq!(size(Size::new(120, 40), Some("50")), Size::new(120, 40));
        assert_eq!(size(Size::new(0, 0), Some("50")), Size::new(50, 24));
        for odd in [None, Some("0"), Some("many")] {
            assert_eq!(size(Size::new(0, 0), odd), Size::new(80, 24));
        }
    }

    #[test]
    fn nothing_is_said_that_the_terminal_knows() {
        let mut frame = Buffer::empty(Rect::new(0, 0, COLS, ROWS));
        assert!(written(&[frame.clone()]).is_empty());
        frame.set_string(0, 1, "an old", Style::new());
        frame.set_string(0, 2, "text", Style::new().bold());
        let bytes = written(&[frame.clone(), frame]);
        let written = String::from_utf8(bytes).unwrap();
        assert_eq!(written, "\x1b[2Han\x1b[Cold\x1b[3H\x1b[1mtext\x1b[m");
    }

    #[test]
    fn a_cursor_is_hidden_and_shown_once() {
        let mut bytes = Vec::new();
        let mut backend = AnsiBackend::new(&mut bytes);
        for _ in 0..3 {
            backend.hide_cursor().unwrap();
        }
        for _ in 0..3 {
            backend.show_cursor().unwrap();
        }
        assert_eq!(String::from_utf8(bytes).unwrap(), "\x1b[?25l\x1b[?25h");
    }
}
