//! Plain drawing: frames, signs and typographic marks in ASCII.
//!
//! In terminals that give two cells to a letter of ambiguous width (`─`, `…`, `“`), on old consoles, and
//! where the locale knows ASCII alone, what is drawn otherwise breaks. What is drawn is exchanged cell
//! by cell, after all else; so panes and popups need not know of it.

use ratatui::buffer::{Buffer, Cell};
use unicode_normalization::UnicodeNormalization;

/// Whether to draw plainly, as a person chooses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Plainness {
    /// As the environment has it.
    #[default]
    Auto,
    /// Always.
    Plain,
    /// Never.
    Full,
}

/// What is drawn with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Signs {
    /// Everything that Unicode has.
    #[default]
    Full,
    /// Frames, signs and typographic marks in ASCII; letters as they are.
    Plain,
    /// Nothing but ASCII: letters without their accents, and `?` for what ASCII has not.
    Ascii,
}

impl Plainness {
    /// Every one, by its name in a file.
    pub const ALL: [(&'static str, Self); 3] = [
        ("auto", Self::Auto),
        ("true", Self::Plain),
        ("false", Self::Full),
    ];

    /// What is drawn with, in an environment that gives a variable's value by its name.
    #[must_use]
    pub fn signs(self, variable: impl Fn(&str) -> Option<String>) -> Signs {
        // The first that is set counts (POSIX).
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter();
        let locale = locale.filter_map(&variable).find(|value| !value.is_empty());
        let ascii = locale.is_some_and(|locale| !is_unicode(&locale));
        let old = variable("TERM").is_some_and(|kind| is_old(&kind));
        match self {
            Self::Full => Signs::Full,
            Self::Auto | Self::Plain if ascii => Signs::Ascii,
            Self::Auto if !old => Signs::Full,
            Self::Auto | Self::Plain => Signs::Plain,
        }
    }
}

/// Whether a locale's characters are those of Unicode: `de_DE.UTF-8`.
fn is_unicode(locale: &str) -> bool {
    let locale = locale.to_lowercase();
    let charset = locale.split('.').nth(1).unwrap_or_default();
    let charset = charset.split('@').next().unwrap_or_default();
    // A language without a character set does not tell; C and POSIX are ASCII.
    matches!(charset, "utf-8" | "utf8" | "gb18030")
        || (charset.is_empty() && !matches!(locale.as_str(), "c" | "posix"))
}

/// Whether a terminal is from before Unicode, or has few signs of it.
fn is_old(kind: &str) -> bool {
    let kinds = [
        "vt", "ansi", "cons25", "sun", "linux", "pcansi", "xterm-r5", "hp", "wy",
    ];
    let before = kind.split('-').next().unwrap_or_default();
    kinds.contains(&kind)
        || kinds.iter().any(|known| {
            before
                .strip_prefix(known)
                .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()))
        })
}

/// Exchanges what stands in the cells.
pub(super) fn exchange(buffer: &mut Buffer, signs: Signs) {
    if signs == Signs::Full {
        return;
    }
    for cell in &mut buffer.content {
        if !cell.symbol().is_ascii() {
            exchange_cell(cell, signs);
        }
    }
}

fn exchange_cell(cell: &mut Cell, signs: Signs) {
    let Some(first) = cell.symbol().chars().next() else {
        return;
    };
    match sign(first) {
        Some(sign) => {
            cell.set_char(sign);
        }
        None if signs == Signs::Ascii => {
            let letter = first.nfd().next().filter(char::is_ascii);
            cell.set_char(letter.unwrap_or('?'));
        }
        None => {}
    }
}

/// The ASCII for a sign or mark.
fn sign(sign: char) -> Option<char> {
    Some(match sign {
        '─' | '━' | '–' | '—' | '‐' | '‑' | '−' => '-',
        '│' | '┃' => '|',
        '┌'..='╋' => '+',
        '▾' => 'v',
        '▸' | '›' | '»' => '>',
        '‹' | '«' => '<',
        '•' | '·' => '.',
        '●' | '★' => '*',
        '✎' => '~',
        '✓' => '=',
        '→' => '>',
        '←' => '<',
        '↑' => '^',
        '↓' => 'v',
        '…' => '~',
        '‘' | '’' | '′' => '\'',
        '“' | '”' | '„' | '″' => '"',
        '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        '§' => 'S',
        '×' => 'x',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn drawn(text: &str, signs: Signs) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 24, 1));
        buffer.set_string(0, 0, text, Style::new());
        exchange(&mut buffer, signs);
        let cells = buffer.content.iter().map(Cell::symbol);
        cells.collect::<String>().trim_end().to_owned()
    }

    #[test]
    fn frames_and_marks_are_ascii_and_letters_stay() {
        assert_eq!(
            drawn("┏━ “Genève” … ┓▾", Signs::Plain),
            "+- \"Genève\" ~ +v"
        );
        assert_eq!(drawn("Genève Москва", Signs::Ascii), "Geneve ??????");
        assert_eq!(drawn("人k", Signs::Ascii), "? k");
        assert_eq!(drawn("┏ é", Signs::Full), "┏ é");
    }

    #[test]
    fn the_environment_tells() {
        let auto = |pairs: &[(&str, &str)]| {
            Plainness::Auto.signs(|name| {
                let found = pairs.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        for full in [
            &[("LANG", "C.UTF-8"), ("TERM", "xterm-256color")][..],
            &[("LANG", "de_DE"), ("TERM", "tmux")],
            &[("LC_ALL", ""), ("LANG", "ru_RU.utf8")],
            &[],
        ] {
            assert_eq!(auto(full), Signs::Full, "{full:?}");
        }
        for ascii in [
            &[("LC_ALL", "C"), ("LANG", "C.UTF-8")][..],
            &[("LANG", "POSIX")],
            &[("LANG", "de_DE.ISO-8859-1")],
        ] {
            assert_eq!(auto(ascii), Signs::Ascii, "{ascii:?}");
        }
        for old in ["vt100", "vt220", "linux", "ansi"] {
            let env = [("LANG", "C.UTF-8"), ("TERM", old)];
            assert_eq!(auto(&env), Signs::Plain, "{old}");
        }
        assert_eq!(Plainness::Full.signs(|_| Some("C".to_owned())), Signs::Full);
        assert_eq!(Plainness::Plain.signs(|_| None), Signs::Plain);
    }
}
