//! JSON stream: the objects of a list, or of a sequence, one at a time from any source.
//!
//! An export of hundreds of megabytes is one list; here its objects are set apart by counting
//! brackets, without looking into them, so that no more than one is held.

use std::io::{self, BufRead};

/// A value of a stream, as it stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The line that it begins on, counted from 1.
    pub line: u32,
}

/// Sets the values of a stream apart: the elements of its list, or values one after another.
#[derive(Debug)]
pub struct Pieces<R> {
    source: R,
    line: u32,
    /// Bytes that were read so far.
    seen: u64,
    in_list: bool,
    begun: bool,
}

impl<R: BufRead> Pieces<R> {
    /// The values of `source`.
    pub fn new(source: R) -> Self {
        Self {
            source,
            line: 1,
            seen: 0,
            in_list: false,
            begun: false,
        }
    }

    /// How many bytes were read so far.
    #[must_use]
    pub fn seen(&self) -> u64 {
        self.seen
    }

    /// Puts the next value into `piece`; `false` at the end. What is not closed goes on to the end.
    ///
    /// # Errors
    /// Whatever the source fails with.
    pub fn next_into(&mut self, piece: &mut Piece) -> io::Result<bool> {
        piece.bytes.clear();
        let mut scan = Scan::default();
        loop {
            let buffer = self.source.fill_buf()?;
            if buffer.is_empty() {
                return Ok(!piece.bytes.is_empty());
            }
            let mut used = 0;
            let mut done = false;
            // Up to the first byte of a value.
            if piece.bytes.is_empty() {
                for byte in buffer {
                    let between = match byte {
                        b'\n' => {
                            self.line += 1;
                            true
                        }
                        b'[' if !self.begun => {
                            self.in_list = true;
                            true
                        }
                        b',' | b']' => self.in_list,
                        // The mark of UTF-8.
                        0xEF | 0xBB | 0xBF => !self.begun,
                        byte => byte.is_ascii_whitespace(),
                    };
                    if !between {
                        break;
                    }
                    self.begun |= *byte == b'[';
                    used += 1;
                }
                piece.line = self.line;
            }
            if used < buffer.len() {
                self.begun = true;
                let rest = &buffer[used..];
                let end = scan.end(rest, self.in_list);
                let taken = end.unwrap_or(rest.len());
                piece.bytes.extend_from_slice(&rest[..taken]);
                let lines = rest[..taken].iter().filter(|byte| **byte == b'\n').count();
                self.line += u32::try_from(lines).unwrap_or_default();
                used += taken;
                done = end.is_some();
            }
            self.source.consume(used);
            self.seen += used as u64;
            if done {
                return Ok(true);
            }
        }
    }
}

/// How far into a value the scan has come.
#[derive(Debug, Default)]
struct Scan {
    depth: u32,
    in_string: bool,
    escaped: bool,
}

impl Scan {
    /// Where in `bytes` the value ends; `None` where it goes on.
    fn end(&mut self, bytes: &[u8], in_list: bool) -> Option<usize> {
        for (at, byte) in bytes.iter().enumerate() {
            if self.in_string {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => self.in_string = false,
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth > 0 => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Some(at + 1);
                    }
                }
                b',' | b']' if in_list && self.depth == 0 => return Some(at),
                b'\n' if self.depth == 0 => return Some(at),
                _ => {}
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, buffer: usize) -> Vec<(u32, String)> {
        let mut pieces = Pieces::new(io::BufReader::with_capacity(buffer, text.as_bytes()));
        let mut piece = Piece::default();
        let mut found = Vec::new();
        while pieces.next_into(&mut piece).unwrap() {
            found.push((piece.line, String::from_utf8(piece.bytes.clone()).unwrap()));
        }
        assert_eq!(pieces.seen(), text.len() as u64);
        found
    }

    #[test]
    fn objects_of_a_list_and_of_a_sequence_are_set_apart_whatever_the_buffer() {
        let list = "\u{feff}[\n{\"a\": \"]}\\\"\", \"b\": [1, {}]},\n {\"c\": 2}\n, 7 ]\n";
        let sequence = "{\"a\": \"]}\\\"\", \"b\": [1, {}]}\n {\"c\":\n 2} {\"d\": 3}";
        for buffer in [1, 2, 3, 7, 1000] {
            assert_eq!(
                all(list, buffer),
                [
                    (2, "{\"a\": \"]}\\\"\", \"b\": [1, {}]}".to_owned()),
                    (3, "{\"c\": 2}".to_owned()),
                    (4, "7 ".to_owned()),
                ]
            );
            assert_eq!(
                all(sequence, buffer),
                [
                    (1, "{\"a\": \"]}\\\"\", \"b\": [1, {}]}".to_owned()),
                    (2, "{\"c\":\n 2}".to_owned()),
                    (3, "{\"d\": 3}".to_owned()),
                ]
            );
        }
    }

    #[test]
    fn what_is_not_closed_goes_on_to_the_end() {
        assert_eq!(
            all("[{\"a\": 1}, {\"b\": \"x", 4),
            [(1, "{\"a\": 1}".to_owned()), (1, "{\"b\": \"x".to_owned()),]
        );
        assert_eq!(all("", 4), []);
        assert_eq!(all("[]", 4), []);
    }
}
