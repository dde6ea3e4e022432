//! What arrived from the program: the emulator's screen, and the bytes themselves.
//!
//! The emulator knows what a screen looks like; which modes were switched, and what was asked, is
//! read from the bytes, so that a mode that the emulator does not know is not overlooked.

use std::collections::BTreeSet;
use std::num::NonZeroU16;
use std::time::Instant;

use base64::prelude::{BASE64_STANDARD, Engine};

/// Everything that a program has written.
pub struct Seen {
    emulator: vt100::Parser<Ears>,
    raw: Vec<u8>,
    /// How many of them the emulator has.
    taken: usize,
    /// When each piece arrived, and how many bytes there were with it.
    arrivals: Vec<(Instant, usize)>,
}

/// What the emulator hears beside what it shows.
#[derive(Default)]
struct Ears {
    clipboards: Vec<Vec<u8>>,
    answers: Vec<u8>,
    bells: usize,
}

impl vt100::Callbacks for Ears {
    fn copy_to_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8], data: &[u8]) {
        let text = BASE64_STANDARD.decode(data).expect("base64 in OSC 52");
        self.clipboards.push(text);
    }

    fn audible_bell(&mut self, _: &mut vt100::Screen) {
        self.bells += 1;
    }

    fn unhandled_csi(
        &mut self,
        screen: &mut vt100::Screen,
        first: Option<u8>,
        _: Option<u8>,
        params: &[&[u16]],
        end: char,
    ) {
        match (first, params, end) {
            // What kind of terminal are you? A VT220 with colours.
            (None, _, 'c') => self.answers.extend(b"\x1b[?62;22c"),
            // Where is the cursor?
            (None, [[6]], 'n') => {
                let (row, col) = screen.cursor_position();
                let answer = format!("\x1b[{};{}R", row + 1, col + 1);
                self.answers.extend(answer.as_bytes());
            }
            _ => {}
        }
    }
}

impl Seen {
    pub fn new(cols: u16, rows: u16) -> Self {
        let (rows, cols) = (at_least_one(rows), at_least_one(cols));
        Self {
            emulator: vt100::Parser::new_with_callbacks(rows, cols, 0, Ears::default()),
            raw: Vec::new(),
            taken: 0,
            arrivals: Vec::new(),
        }
    }

    /// Takes in what the program wrote and `when` it came, and gives what a terminal answers.
    pub fn take_in(&mut self, bytes: &[u8], when: Instant) -> Vec<u8> {
        self.raw.extend_from_slice(bytes);
        self.arrivals.push((when, self.raw.len()));
        let end = self.raw.len() - unfinished(&self.raw);
        self.emulator.process(&self.raw[self.taken..end]);
        self.taken = end;
        std::mem::take(&mut self.emulator.callbacks_mut().answers)
    }

    pub fn resize(&mut self, cols: u16, rows: u16) {
        self.emulator
            .set_size(at_least_one(rows), at_least_one(cols));
    }

    /// A copy of the screen as it is now.
    pub fn screen(&self) -> Screen {
        Screen(self.emulator.screen().clone())
    }

    /// Every byte, from the start.
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// When the screen first showed what is looked for, in a terminal of this size. Everything is
    /// gone through once more, so that looking costs the program no time while it runs.
    pub fn first(&self, cols: u16, rows: u16, shows: impl Fn(&Screen) -> bool) -> Option<Instant> {
        let mut again = Self::new(cols, rows);
        let mut begin = 0;
        let arrival = self.arrivals.iter().find(|(when, end)| {
            again.take_in(&self.raw[begin..*end], *when);
            begin = *end;
            shows(&again.screen())
        });
        arrival.map(|(when, _)| *when)
    }

    /// What was put into the clipboard by OSC 52, one after the other, decoded.
    pub fn clipboards(&self) -> &[Vec<u8>] {
        &self.emulator.callbacks().clipboards
    }

    /// How often the bell rang.
    pub fn bells(&self) -> usize {
        self.emulator.callbacks().bells
    }

    /// Private modes (`CSI ? … h`, `CSI ? … l`) that are set, the cursor's from the start.
    pub fn modes(&self) -> BTreeSet<u16> {
        let mut modes = BTreeSet::from([25]);
        let mut rest = self.raw.as_slice();
        while let Some(at) = rest.windows(3).position(|bytes| bytes == b"\x1b[?") {
            rest = &rest[at + 3..];
            let length = rest
                .iter()
                .take_while(|byte| byte.is_ascii_digit() || **byte == b';')
                .count();
            let (numbers, after) = rest.split_at(length);
            let numbers = std::str::from_utf8(numbers).expect("ASCII").split(';');
            let numbers = numbers.filter_map(|number| number.parse::<u16>().ok());
            match after.first() {
                Some(b'h') => modes.extend(numbers),
                Some(b'l') => numbers.for_each(|mode| {
                    modes.remove(&mode);
                }),
                _ => {}
            }
            rest = after;
        }
        modes
    }
}

/// How many bytes at the end begin a character of UTF-8 that has not arrived whole. The emulator
/// (vte 0.15) is not given a part of one: it would lose what stands right behind it.
fn unfinished(bytes: &[u8]) -> usize {
    let tail = bytes.iter().rev().take(3);
    let first = tail.zip(1..).find(|(byte, _)| **byte & 0xC0 != 0x80);
    match first {
        Some((0xC2..=0xDF, have @ ..2)) => have,
        Some((0xE0..=0xEF, have @ ..3)) => have,
        Some((0xF0..=0xF4, have @ ..4)) => have,
        _ => 0,
    }
}

/// A screen at one moment.
#[derive(Clone)]
pub struct Screen(vt100::Screen);

impl Screen {
    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        let (rows, cols) = self.0.size();
        (cols.get(), rows.get())
    }

    /// The rows as text, in full width less the blanks at their ends.
    pub fn rows(&self) -> Vec<String> {
        let (cols, _) = self.size();
        self.0
            .rows(0, cols)
            .map(|row| row.trim_end().to_owned())
            .collect()
    }

    /// The rows, each with its line break.
    pub fn text(&self) -> String {
        self.rows().iter().map(|row| format!("{row}\n")).collect()
    }

    /// Whether a text stands within one row.
    pub fn contains(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// The cell (column, row) where a text first stands within one row.
    pub fn find(&self, text: &str) -> Option<(u16, u16)> {
        let (cols, rows) = self.size();
        (0..rows).find_map(|row| {
            // Byte offset and column differ where a character is wide or not ASCII.
            let mut line = String::new();
            let mut columns = Vec::new();
            for col in 0..cols {
                let cell = self.0.cell(row, col)?;
                if cell.is_wide_continuation() {
                    continue;
                }
                let contents = if cell.has_contents() {
                    cell.contents()
                } else {
                    " "
                };
                columns.extend(std::iter::repeat_n(col, contents.len()));
                line.push_str(contents);
            }
            Some((columns[line.find(text)?], row))
        })
    }

    /// One cell with its colours; `None` outside the screen.
    pub fn cell(&self, col: u16, row: u16) -> Option<&vt100::Cell> {
        self.0.cell(row, col)
    }

    /// Where the cursor is (column, row), if it shows.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        let (row, col) = self.0.cursor_position();
        (!self.0.hide_cursor()).then_some((col, row))
    }

    /// Where the cursor is (column, row), shown or not.
    pub fn cursor_place(&self) -> (u16, u16) {
        let (row, col) = self.0.cursor_position();
        (col, row)
    }

    /// The text in a frame, for messages.
    pub fn framed(&self) -> String {
        let (cols, _) = self.size();
        let edge = "─".repeat(cols.into());
        let mut framed = format!("┌{edge}┐\n");
        for row in self.rows() {
            framed.push_str(&format!("│{row}\n"));
        }
        framed.push_str(&format!("└{edge}┘"));
        framed
    }
}

/// Terminals of no columns or rows exist; emulators of none do not.
fn at_least_one(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).unwrap_or(NonZeroU16::MIN)
}
