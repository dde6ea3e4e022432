//! JSON escapes: JSON that is safe to print, whatever JSON leaves as it is and a terminal does not.
//!
//! JSON escapes the controls of ASCII. DEL, the controls of Latin-1 and everything that hides or
//! turns text are escaped here as well; whoever reads the JSON gets the text unchanged.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

use super::visible::is_hidden;

/// Writes `value` as JSON on one line.
///
/// # Errors
/// Whatever `out` fails with.
pub(super) fn write_json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(out, Escaping(CompactFormatter));
    Ok(value.serialize(&mut serializer)?)
}

/// `value` as JSON over several lines.
pub(super) fn json_pretty(value: &impl Serialize) -> String {
    let mut written = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut written, Escaping(PrettyFormatter::new()));
    // Into memory, and of strings, numbers and the values of parsed JSON: nothing that can fail.
    let _ = value.serialize(&mut serializer);
    String::from_utf8(written).unwrap_or_default()
}

/// Another formatter, with more escapes.
struct Escaping<F>(F);

impl<F: Formatter> Formatter for Escaping<F> {
    fn write_string_fragment<W: Write + ?Sized>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut done = 0;
        for (at, character) in fragment.match_indices(is_hidden) {
            out.write_all(&fragment.as_bytes()[done..at])?;
            for unit in character.encode_utf16() {
                write!(out, "\\u{unit:04x}")?;
            }
            done = at + character.len();
        }
        out.write_all(&fragment.as_bytes()[done..])
    }

    fn begin_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_escaped_reads_back_as_it_was() {
        let text = "a\u{1b}[m \u{9b}31m \u{7f} \u{202e} \u{e0041} é \"\\\n";
        let mut written = Vec::new();
        write_json(&mut written, &text).expect("memory takes it");
        let written = String::from_utf8(written).expect("UTF-8");
        assert_eq!(
            written,
            r#""a\u001b[m \u009b31m \u007f \u202e \udb40\udc41 é \"\\\n""#
        );
        assert_eq!(
            serde_json::from_str::<String>(&written).expect("JSON"),
            text
        );
        let pretty = json_pretty(&["x", "\u{85}"]);
        assert_eq!(pretty, "[\n  \"x\",\n  \"\\u0085\"\n]");
    }
}
