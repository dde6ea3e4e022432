//! JSON escapes: JSON that is safe to print, whatever JSON leaves as it is and a terminal does not.
//!
//! JSON escapes the controls of ASCII. DEL, the controls of Latin-1 and everything that hides or
//! turns text are escaped here as well; whoever reads the JSON gets the text unchanged.

use std::io::{self, Write};

use serde::Serialize;

use super::visible::is_hidden;

/// Writes `value` as JSON on one line.
///
/// # Errors
/// Whatever `out` fails with.
pub(super) fn write_json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    write_escaped(out, &serde_json::to_string(value)?)
}

/// `value` as JSON over several lines.
pub(super) fn json_pretty(value: &impl Serialize) -> String {
    // Of strings, numbers and the values of parsed JSON, and into memory: nothing that can fail.
    let json = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut written = Vec::with_capacity(json.len());
    let _ = write_escaped(&mut written, &json);
    String::from_utf8(written).unwrap_or_default()
}

/// What is to be escaped stands within strings alone: all marks of JSON are visible.
fn write_escaped(out: &mut dyn Write, json: &str) -> io::Result<()> {
    let mut done = 0;
    for (at, character) in json.match_indices(is_hidden) {
        out.write_all(&json.as_bytes()[done..at])?;
        for unit in character.encode_utf16() {
            write!(out, "\\u{unit:04x}")?;
        }
        done = at + character.len();
    }
    out.write_all(&json.as_bytes()[done..])
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
