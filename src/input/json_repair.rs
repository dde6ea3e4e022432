//! Repair of a JSON record that a strict reader refuses for one value: half a character, a control
//! within a string, a number that JSON does not know.
//!
//! Programs write such things (a text cut in the middle of an emoji, `NaN`), and a whole record must
//! not be lost for a field that nobody uses.

use std::fmt::Write;

/// A record as a strict reader takes it; nothing where there is nothing of the sort to repair. The
/// second says what was done, as a person would say it. Takes time linear in the record.
pub(super) fn repaired(json: &str) -> Option<(String, String)> {
    let mut repair = Repair {
        json,
        at: 0,
        out: String::with_capacity(json.len() + 16),
        halves: 0,
        controls: 0,
        numbers: 0,
    };
    repair.run();
    let told = [
        (repair.halves, "half a character was replaced by U+FFFD"),
        (repair.controls, "a control within a string was escaped"),
        (
            repair.numbers,
            "a number that JSON does not know was taken for null",
        ),
    ];
    let told: Vec<&str> = told.iter().filter(|it| it.0 > 0).map(|it| it.1).collect();
    (!told.is_empty()).then(|| (repair.out, told.join("; ")))
}

struct Repair<'j> {
    json: &'j str,
    at: usize,
    out: String,
    halves: usize,
    controls: usize,
    numbers: usize,
}

impl Repair<'_> {
    fn run(&mut self) {
        const NUMBERS: [&str; 5] = ["NaN", "-Infinity", "Infinity", "-inf", "inf"];
        while let Some(letter) = self.json[self.at..].chars().next() {
            let rest = &self.json[self.at..];
            if letter == '"' {
                self.keep(1);
                self.string();
            } else if let Some(number) = NUMBERS.iter().find(|it| rest.starts_with(**it)) {
                self.at += number.len();
                self.out.push_str("null");
                self.numbers += 1;
            } else {
                self.keep(letter.len_utf8());
            }
        }
    }

    /// From behind the first quotation mark of a string to behind its last.
    fn string(&mut self) {
        while let Some(letter) = self.json[self.at..].chars().next() {
            match letter {
                '"' => return self.keep(1),
                '\\' => self.escape(),
                control if u32::from(control) < 0x20 => {
                    self.at += 1;
                    self.controls += 1;
                    // Writing into a String cannot fail.
                    let _ = write!(self.out, "\\u{:04x}", u32::from(control));
                }
                other => self.keep(other.len_utf8()),
            }
        }
    }

    /// One escape; two where they are the halves of one character.
    fn escape(&mut self) {
        let rest = &self.json[self.at..];
        match unit(rest) {
            Some(0xD800..=0xDBFF) if matches!(unit(&rest[6..]), Some(0xDC00..=0xDFFF)) => {
                self.keep(12);
            }
            Some(0xD800..=0xDFFF) => {
                self.at += 6;
                self.halves += 1;
                self.out.push('\u{fffd}');
            }
            // Cut within the number.
            None if rest.starts_with("\\u") => {
                let digits = rest[2..].bytes().take(4);
                let digits = digits.take_while(u8::is_ascii_hexdigit).count();
                self.at += 2 + digits;
                self.halves += 1;
                self.out.push('\u{fffd}');
            }
            _ => {
                let escaped = rest[1..].chars().next();
                self.keep(1 + escaped.map_or(0, char::len_utf8));
            }
        }
    }

    fn keep(&mut self, bytes: usize) {
        self.out.push_str(&self.json[self.at..self.at + bytes]);
        self.at += bytes;
    }
}

/// The value of an escape `\uXXXX` at the beginning.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    hexadecimal.then(|| u16::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value_that_json_does_not_take_costs_that_value_alone() {
        for (json, expected) in [
            (r#"{"text":"a","x":"\ud83d"}"#, r#"{"text":"a","x":"�"}"#),
            (r#"{"text":"a \ude00 b"}"#, r#"{"text":"a � b"}"#),
            (
                r#"{"text":"\ud83d\ud83d\ude00"}"#,
                r#"{"text":"�\ud83d\ude00"}"#,
            ),
            (r#"{"text":"\ud8"}"#, r#"{"text":"�"}"#),
            ("{\"text\":\"a\tb\"}", r#"{"text":"a\u0009b"}"#),
            (
                r#"{"text":"NaN","x":NaN,"y":[-Infinity]}"#,
                r#"{"text":"NaN","x":null,"y":[null]}"#,
            ),
        ] {
            let (repaired, _) = repaired(json).expect(json);
            assert_eq!(repaired, expected);
        }
    }

    #[test]
    fn what_is_right_or_beyond_repair_is_left_alone() {
        for json in [
            r#"{"text":"\ud83d\ude00 \\ud83d \" \n"}"#,
            r#"{"text":"cut"#,
            "no record at all",
            "",
        ] {
            assert_eq!(repaired(json), None, "{json}");
        }
    }
}
