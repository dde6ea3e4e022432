//! Lines counted while a text is decoded, and those of which something has to be said.

use crate::model::Remark;

/// Whether the line feed or carriage return at `at` ends a line: of the two together, the second.
pub(super) fn end_of_line(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n')
}

/// Lines counted a character at a time.
#[derive(Default)]
pub(super) struct Lines {
    ended: u32,
    /// Whether the last character was a carriage return: with a line feed it is one end.
    returned: bool,
}

impl Lines {
    pub(super) fn pass(&mut self, character: char) {
        let ends = character == '\r' || (character == '\n' && !self.returned);
        self.ended = self.ended.saturating_add(u32::from(ends));
        self.returned = character == '\r';
    }

    pub(super) fn number(&self) -> u32 {
        self.ended.saturating_add(1)
    }
}

/// Lines of which something has to be said.
#[derive(Default)]
pub(super) struct Named {
    first: Vec<u32>,
    count: usize,
    last: u32,
}

impl Named {
    pub(super) fn note(&mut self, line: u32) {
        if self.last != line {
            self.last = line;
            self.count += 1;
            if self.first.len() < 10 {
                self.first.push(line);
            }
        }
    }

    /// `lines 2, 5: ` and what is said; nothing where there are none.
    pub(super) fn remark(self, what: &str) -> Option<Remark> {
        let &line = self.first.first()?;
        let named: Vec<String> = self.first.iter().map(u32::to_string).collect();
        let more = match self.count - self.first.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let word = if self.count == 1 { "line" } else { "lines" };
        Some(Remark {
            line,
            text: format!("{word} {}{more}: {what}", named.join(", ")).into(),
        })
    }
}
