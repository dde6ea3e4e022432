//! Record of a notes file, written as one line: `ID<TAB>kind<TAB>value`.

use std::cmp::Ordering;

use compact_str::CompactString;

use super::anchor::Anchor;
use super::natural_order::natural;

/// One thing that a notebook holds of one provision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) id: CompactString,
    pub(super) held: Held,
}

/// What it is; in the order of the kinds' names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Held {
    Bookmark,
    Note(Box<str>),
    Tag(CompactString),
    /// The text that the others were written on.
    Text(Anchor),
}

impl Record {
    /// Reads a line without its end; `None` where it is no record that this version knows.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let (id, kind, written) = fields_of(line)?;
        let id = unescaped(id);
        let value = unescaped(written);
        let held = match kind {
            "text" => Held::Text(Anchor::parse(written, unescaped)?),
            "bookmark" if value.is_empty() => Held::Bookmark,
            "note" if !value.trim().is_empty() => Held::Note(value.into()),
            "tag" if is_tag(&value) => Held::Tag(value.into()),
            _ => return None,
        };
        Some(Self {
            id: id.into(),
            held,
        })
    }

    /// Adds the line, with its end.
    pub(super) fn write(&self, out: &mut String) {
        if self.id.starts_with('#') {
            // Such a line would be a comment.
            out.push('\\');
        }
        escape(&self.id, out);
        match &self.held {
            Held::Bookmark => out.push_str("\tbookmark"),
            Held::Note(text) => {
                out.push_str("\tnote\t");
                escape(text, out);
            }
            Held::Tag(tag) => {
                out.push_str("\ttag\t");
                escape(tag, out);
            }
            Held::Text(anchor) => {
                out.push_str("\ttext\t");
                anchor.write(out, escape);
            }
        }
        out.push('\n');
    }

    /// The order of lines. The words of a note do not count: there is one note a provision, and
    /// it stands where it stood when it is rewritten. The same holds of a text.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let held = || match (&self.held, &other.held) {
            (Held::Note(_), Held::Note(_)) | (Held::Text(_), Held::Text(_)) => Ordering::Equal,
            (one, other) => one.cmp(other),
        };
        natural(&self.id, &other.id).then_with(held)
    }
}

/// Id, kind and value of a line. Between them stand tabs. A terminal gives blanks when they are copied
/// from it, so blanks are taken as well where nothing but a record can be meant: behind an id with a
/// number in it, and a kind.
fn fields_of(line: &str) -> Option<(&str, &str, &str)> {
    let mut fields = line.splitn(3, '\t');
    if let (Some(id), Some(kind)) = (fields.next(), fields.next()) {
        return Some((id, kind, fields.next().unwrap_or_default()));
    }
    let line = line.trim();
    let (id, rest) = line.split_once(' ')?;
    let rest = rest.trim_start();
    let (kind, value) = rest.split_once(' ').unwrap_or((rest, ""));
    let is_id = !id.starts_with('#') && id.contains(|c: char| c.is_ascii_digit());
    let is_kind = ["bookmark", "note", "tag"].contains(&kind);
    (is_id && is_kind).then(|| (id, kind, value.trim()))
}

/// Whether this can be a tag: one word.
pub(super) fn is_tag(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}

/// `text` without a character that could end a line or steer a terminal.
pub(super) fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            // Some editors end a line at the two separators; overrides turn what is read.
            c if c.is_control()
                || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
            {
                out.extend(c.escape_unicode());
            }
            c => out.push(c),
        }
    }
}

/// What was escaped, as it was. A backslash that escapes nothing is a backslash: people write
/// into the file by hand.
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let (character, after) = escaped(&rest[at + 1..]).unwrap_or(('\\', &rest[at + 1..]));
        out.push(character);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The character that stands behind a backslash as an escape, and what comes after it.
fn escaped(rest: &str) -> Option<(char, &str)> {
    let known = [
        ("\\", '\\'),
        ("n", '\n'),
        ("t", '\t'),
        ("r", '\r'),
        ("#", '#'),
    ];
    for (written, character) in known {
        if let Some(after) = rest.strip_prefix(written) {
            return Some((character, after));
        }
    }
    let (digits, after) = rest.strip_prefix("u{")?.split_once('}')?;
    let value = u32::from_str_radix(digits, 16).ok()?;
    Some((char::from_u32(value)?, after))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    fn record(id: &str, held: Held) -> Record {
        Record {
            id: id.into(),
            held,
        }
    }

    fn line(record: &Record) -> String {
        let mut out = String::new();
        record.write(&mut out);
        out
    }

    #[test]
    fn a_record_is_one_line_that_people_can_read() {
        for (held, written) in [
            (Held::Bookmark, "I.6\tbookmark\n"),
            (Held::Tag("priority".into()), "I.6\ttag\tpriority\n"),
            (
                Held::Note("Ask\tGeneva:\r\nC:\\tmp \u{1b}[31m\u{9b}\u{2028}é".into()),
                "I.6\tnote\tAsk\\tGeneva:\\r\\nC:\\\\tmp \\u{1b}[31m\\u{9b}\\u{2028}é\n",
            ),
        ] {
            let record = record("I.6", held);
            assert_eq!(line(&record), written);
            assert_eq!(Record::parse(written.trim_end()).unwrap(), record);
        }
    }

    #[test]
    fn what_people_write_by_hand_is_read() {
        let note = |line| Record::parse(line).map(|record| record.held);
        let words = |text: &str| Some(Held::Note(text.into()));
        assert_eq!(note("I.6\tbookmark\t"), Some(Held::Bookmark));
        assert_eq!(note("I.6\tnote\ta\tb"), words("a\tb"));
        assert_eq!(note("I.6\tnote\t50\\% of it\\"), words("50\\% of it\\"));
        assert_eq!(note("I.6\tnote\t\\u{zz} \\u{41"), words("\\u{zz} \\u{41"));
    }

    #[test]
    fn a_text_is_read_as_it_was_written() {
        for line in [
            "I.6\ttext\tAsk \\\\ Geneva: “now”\t123456789abcdef0 00000000 ffffffff -",
            "I.6\ttext\tRatify it.\t0000000000000001 0000000a 0000000b 87",
            "I.6\ttext\t\tcbf29ce484222325 00000000 00000000 -",
        ] {
            let record = Record::parse(line).unwrap();
            let mut written = String::new();
            record.write(&mut written);
            assert_eq!(written.trim_end_matches('\n'), line);
        }
        let Some(Held::Text(by_hand)) = Record::parse("I.6\ttext\tRatify it.").map(|it| it.held)
        else {
            panic!("no text");
        };
        assert_eq!(by_hand.quote(), "Ratify it.");
        assert_eq!(Record::parse("I.6\ttext\t ."), None);
    }

    #[test]
    fn what_was_copied_from_a_terminal_is_read() {
        let record = |line| Record::parse(line).map(|it| (it.id.to_string(), it.held));
        let held = |held| Some(("I.6".to_owned(), held));
        assert_eq!(record("I.6 bookmark"), held(Held::Bookmark));
        assert_eq!(record("I.6     bookmark  "), held(Held::Bookmark));
        let note = Held::Note("Ask Geneva.\nTwice.".into());
        assert_eq!(record("I.6     note    Ask Geneva.\\nTwice."), held(note));
        assert_eq!(record("I.6 tag urgent"), held(Held::Tag("urgent".into())));
    }

    #[test]
    fn what_this_version_does_not_know_is_no_record() {
        for line in [
            "",
            "I.6",
            "I.6 bookmark red",
            "see note below",
            "I.6\tbookmark\tred",
            "I.6\tnote",
            "I.6\tnote\t \\n",
            "I.6\ttag\t",
            "I.6\ttag\ttwo words",
            "I.6\tcolour\tred",
            "<<<<<<< HEAD",
        ] {
            assert_eq!(Record::parse(line), None, "{line}");
        }
    }

    #[test]
    fn an_id_of_any_sort_is_no_comment_and_no_second_line() {
        for id in ["#6", "\\#6", "a\nb", "\t", "<<<<<<< HEAD", ""] {
            let record = record(id, Held::Bookmark);
            let written = line(&record);
            assert!(!written.starts_with('#'), "{written}");
            assert_eq!(written.matches('\n').count(), 1);
            assert_eq!(Record::parse(written.trim_end()), Some(record));
        }
    }

    proptest! {
        #[test]
        fn any_words_come_back_as_they_were(
            id in any::<String>(),
            text in (any::<String>(), "\\S", any::<String>()),
        ) {
            let text = text.0 + &text.1 + &text.2;
            let record = record(&id, Held::Note(text.into()));
            let written = line(&record);
            let bare = written.strip_suffix('\n').unwrap();
            prop_assert!(!bare.replace('\t', "").contains(char::is_control));
            prop_assert_eq!(Record::parse(bare), Some(record));
        }
    }
}
