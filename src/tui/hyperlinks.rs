//! Hyperlinks of the terminal (OSC 8): symbols on the screen that lead to the official document.
//!
//! Only what the symbol parser reads as a whole symbol becomes a link, to an address that is made of that
//! symbol and nothing else. A symbol that was cut, at the edge of a pane or by an ellipsis, would lead to
//! another document and is left alone.
//!
//! A link is a part of the cells that it covers, so that a cell is drawn again where its link changes. The
//! backend takes it out of the cell and says it once for a run of cells.

use std::num::NonZeroU16;

use compact_str::{CompactString, format_compact};
use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;

use crate::language::references::symbols_in;

/// The official documents by symbol, in the language that the reader's web browser asks for.
const DOCUMENTS: &str = "https://docs.un.org/";

/// Before the address of a link, and behind it.
const BEFORE: &str = "\x1b]8;;";
const BEHIND: &str = "\x1b\\";

/// Whether symbols are links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hyperlinks {
    /// Never.
    #[default]
    Off,
    /// Where the terminal is not known to fail at them.
    Auto,
    /// Always.
    On,
}

impl Hyperlinks {
    /// Every one, by its name in a file.
    pub const ALL: [(&'static str, Self); 3] = [
        ("false", Self::Off),
        ("auto", Self::Auto),
        ("true", Self::On),
    ];

    /// Whether symbols are links in an environment that gives a variable's value by its name.
    #[must_use]
    pub fn are_drawn(self, variable: impl Fn(&str) -> Option<String>) -> bool {
        match self {
            Self::Off => false,
            Self::On => true,
            Self::Auto => takes_links(variable),
        }
    }
}

/// The first tmux that passes links on.
const TMUX: (u32, u32) = (3, 4);

/// Whether a terminal takes links, or passes them over in silence as it should.
fn takes_links(variable: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let kind = set("TERM").unwrap_or_default();
    let begins = |names: &[&str]| names.iter().any(|name| kind.starts_with(name));
    if set("TMUX").is_some() || begins(&["tmux"]) {
        let is_tmux = set("TERM_PROGRAM").is_some_and(|name| name == "tmux");
        let version = set("TERM_PROGRAM_VERSION").filter(|_| is_tmux);
        return version.and_then(|version| major_minor(&version)) >= Some(TMUX);
    }
    // GNU screen shows some of their letters, and so do consoles.
    set("STY").is_none() && !begins(&["screen", "linux", "vt", "ansi", "dumb", "cons", "sun"])
}

/// The numbers of `3.4`, `3.3a`, `next-3.5`.
fn major_minor(version: &str) -> Option<(u32, u32)> {
    let version = version.strip_prefix("next-").unwrap_or(version);
    let (major, minor) = version.split_once('.')?;
    let minor = minor
        .split(|letter: char| !letter.is_ascii_digit())
        .next()?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

/// Makes links of the whole symbols in this part of the screen.
pub(super) fn link_symbols(buffer: &mut Buffer, area: Rect) {
    let area = area.intersection(buffer.area);
    let mut above = String::new();
    for y in area.top()..area.bottom() {
        let row = row_text(buffer, area, y);
        for (place, symbol) in symbols_in(&row) {
            let behind = row[place.end..].chars().next();
            // The row is full: the rest may stand in the next one.
            let is_cut = behind.is_none_or(|letter| matches!(letter, '/' | '-' | ELLIPSIS));
            let continues = row[..place.start].trim_start().is_empty()
                && above.trim_end().ends_with(['/', '-', '.']);
            if is_cut || continues {
                continue;
            }
            let begin = row[..place.start].chars().count();
            let end = begin + symbol.chars().count();
            for column in begin..end {
                let x = area
                    .x
                    .saturating_add(u16::try_from(column).unwrap_or(u16::MAX));
                let Some(cell) = buffer.cell_mut((x, y)) else {
                    continue;
                };
                let linked =
                    format_compact!("{BEFORE}{DOCUMENTS}{symbol}{BEHIND}{}", cell.symbol());
                cell.set_symbol(&linked);
                cell.set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::MIN));
            }
        }
        above = row;
    }
}

/// What a cut text ends with.
const ELLIPSIS: char = '…';

/// Stands for a cell that holds anything else but one ASCII letter: no symbol has such.
const ELSE: char = '\u{fffd}';

/// A row of the area, with one character for each cell.
fn row_text(buffer: &Buffer, area: Rect, y: u16) -> String {
    let cells = (area.left()..area.right()).filter_map(|x| buffer.cell((x, y)));
    let letters = cells.map(|cell| match cell.symbol().as_bytes() {
        [letter] if letter.is_ascii() => char::from(*letter),
        _ if cell.symbol().starts_with(ELLIPSIS) => ELLIPSIS,
        _ => ELSE,
    });
    letters.collect()
}

/// The address of the link that a cell is a part of, and what is seen of the cell.
pub(super) fn parts(symbol: &str) -> (Option<&str>, &str) {
    let linked = symbol.strip_prefix(BEFORE);
    match linked.and_then(|linked| linked.split_once(BEHIND)) {
        Some((address, seen)) => (Some(address), seen),
        None => (None, symbol),
    }
}

/// What begins a link to an address, and with nothing what ends one.
pub(super) fn sequence(address: Option<&str>) -> CompactString {
    format_compact!("{BEFORE}{}{BEHIND}", address.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    /// What is linked on these rows, with the links in brackets.
    fn linked(rows: &[&str], width: u16) -> Vec<String> {
        let area = Rect::new(0, 0, width, rows.len() as u16);
        let mut buffer = Buffer::empty(area);
        for (y, row) in (0..).zip(rows) {
            buffer.set_string(0, y, row, Style::new());
        }
        link_symbols(&mut buffer, area);
        let row = |y: u16| {
            let mut text = String::new();
            let mut open = None;
            for x in 0..width {
                let (link, seen) = parts(buffer[(x, y)].symbol());
                if link != open {
                    text.push_str(if link.is_some() { "[" } else { "]" });
                    open = link;
                }
                text.push_str(seen);
            }
            if let Some(address) = open {
                panic!("{address} is not ended");
            }
            text.trim_end().to_owned()
        };
        (0..area.height).map(row).collect()
    }

    #[test]
    fn whole_symbols_are_links_and_cut_ones_are_none() {
        let full = format!("{:>36}", "A/RES/60/2");
        for (rows, expected) in [
            (
                vec!["E/CN.4/2006/18, para. 103 (d)"],
                vec!["[E/CN.4/2006/18], para. 103 (d)"],
            ),
            (
                vec!["see “A/HRC/43/15”, and/or HIV/AIDS."],
                vec!["see “[A/HRC/43/15]”, and/or HIV/AIDS."],
            ),
            // Cut by an ellipsis, by the end of the row, at a place where rows break.
            (vec!["in A/RES/60/2…"], vec!["in A/RES/60/2…"]),
            (vec![&full, "51 is"], vec![&full, "51 is"]),
            (
                vec!["as in A/HRC/43/", "15 and"],
                vec!["as in A/HRC/43/", "15 and"],
            ),
            (vec!["as in A/", "HRC/43/15"], vec!["as in A/", "HRC/43/15"]),
        ] {
            assert_eq!(linked(&rows, 36), expected);
        }
    }

    #[test]
    fn a_link_leads_to_the_official_document() {
        let mut buffer = Buffer::with_lines(["A/RES/60/251."]);
        let area = buffer.area;
        link_symbols(&mut buffer, area);
        let address = Some("https://docs.un.org/A/RES/60/251");
        assert_eq!(parts(buffer[(0, 0)].symbol()), (address, "A"));
        assert_eq!(parts(buffer[(12, 0)].symbol()), (None, "."));
    }

    #[test]
    fn links_are_drawn_where_the_terminal_takes_them_or_where_asked() {
        let drawn = |way: Hyperlinks, variables: &[(&str, &str)]| {
            way.are_drawn(|name| {
                let known = variables.iter().find(|(known, _)| *known == name);
                known.map(|(_, value)| (*value).to_owned())
            })
        };
        let tmux = |version| {
            [
                ("TERM", "tmux-256color"),
                ("TMUX", "/tmp/tmux-0/default,1,0"),
                ("TERM_PROGRAM", "tmux"),
                ("TERM_PROGRAM_VERSION", version),
            ]
        };
        for (version, takes) in [
            ("3.3a", false),
            ("3.4", true),
            ("3.5a", true),
            ("next-3.6", true),
            ("10.0", true),
            ("master", false),
            ("", false),
        ] {
            assert_eq!(drawn(Hyperlinks::Auto, &tmux(version)), takes, "{version}");
        }
        for (kind, takes) in [
            ("xterm-256color", true),
            ("screen-256color", false),
            ("linux", false),
            ("vt220", false),
        ] {
            assert_eq!(drawn(Hyperlinks::Auto, &[("TERM", kind)]), takes, "{kind}");
            assert!(drawn(Hyperlinks::On, &[("TERM", kind)]));
            assert!(!drawn(Hyperlinks::Off, &[("TERM", kind)]));
        }
        // An old tmux tells nothing of itself, or of another terminal behind it.
        let old = [("TERM", "screen-256color"), ("TMUX", "x")];
        assert!(!drawn(Hyperlinks::Auto, &old));
        let behind = [
            ("TMUX", "x"),
            ("TERM_PROGRAM", "iTerm.app"),
            ("TERM_PROGRAM_VERSION", "3.5"),
        ];
        assert!(!drawn(Hyperlinks::Auto, &behind));
    }
}
