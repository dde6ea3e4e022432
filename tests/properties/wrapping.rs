//! Wrapped text fits its pane, and is all there, in order.

use ratatui::style::{Modifier, Style};
use ratatui::text::Line;
use recs_tui::export::visible;
use recs_tui::tui::Styled;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{Draw, Property};

/// A text in runs of different style, and the width that it must fit.
#[derive(Debug)]
pub struct Wrapping {
    pub runs: Vec<String>,
    pub width: u16,
    pub indent: u16,
}

const WORDS: [&str; 28] = [
    "a",
    "of",
    "racism",
    "follow-up",
    "follow\u{2011}up",
    "para.\u{a0}103",
    "E/CN.4/2006/18",
    " ",
    "  ",
    "\n",
    "\n\n",
    " \n ",
    "-",
    "—",
    "“hate speech”",
    "discrimination",
    "日本語",
    "한국어",
    "العربية",
    "لا",
    "नि",
    "e\u{301}",
    "👩‍👩‍👧",
    "🇺🇳",
    "☺\u{fe0f}",
    "\u{200b}",
    "x\u{200d}",
    "\t",
];

impl Property for Wrapping {
    const BYTES: usize = 120;

    fn drawn(draw: &mut Draw<'_>) -> Self {
        let width = match draw.below(4) {
            0 => draw.below(400) as u16,
            _ => draw.below(24) as u16,
        };
        let indent = match draw.below(4) {
            0 => draw.below(30) as u16,
            _ => 0,
        };
        let mut runs = Vec::new();
        while runs.len() < 4 && draw.goes_on(4) {
            let between = draw.of(&["", " "]);
            runs.push(draw.text(&WORDS, between, 30));
        }
        Self {
            runs,
            width,
            indent,
        }
    }

    fn holds(&self) {
        let mut styled = Styled::default();
        for (at, run) in self.runs.iter().enumerate() {
            let style = [Style::new(), Style::new().add_modifier(Modifier::BOLD)][at % 2];
            styled.push(run, style);
        }
        let whole: String = self.runs.iter().map(|run| settled(&visible(run))).collect();
        let lines = styled.wrap(self.width, self.indent);
        // Half of a narrow pane stays for the text.
        let indent = self.indent.min(self.width / 2);
        for line in &lines {
            fits(line, self.width, indent);
        }
        all_there(&whole, &lines, indent);
        one_line(&styled.one_line(self.width), &whole, self.width);
    }
}

/// A text without what terminals disagree about, which is not drawn: soft hyphens, what joins
/// pictures and what chooses among their forms.
fn settled(text: &str) -> String {
    let drawn = |c: &char| {
        !matches!(
            c,
            '\u{ad}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}'
        )
    };
    text.chars().filter(drawn).collect()
}

/// Columns that a terminal is asked to fill: by grapheme, as they are drawn.
fn columns(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// No wider than the pane; only a single character that is itself wider may be.
fn fits(line: &Line<'_>, width: u16, indent: u16) {
    let text = line.to_string();
    let room = usize::from(width.saturating_sub(indent)).max(1);
    let body = &text[usize::from(indent)..];
    assert!(
        text[..usize::from(indent)].bytes().all(|byte| byte == b' '),
        "the indent"
    );
    let graphemes = body
        .graphemes(true)
        .filter(|grapheme| grapheme.width() > 0)
        .count();
    for wide in [columns(body), body.width()] {
        assert!(
            wide <= room || graphemes == 1,
            "{wide} columns where {room} are: {body:?}"
        );
    }
}

/// Between the lines, in order, nothing is missing but blanks.
fn all_there(whole: &str, lines: &[Line<'_>], indent: u16) {
    let mut rest = whole;
    for line in lines {
        let text = settled(&line.to_string());
        let text = &text[usize::from(indent)..];
        let at = rest.find(text);
        let at = at.unwrap_or_else(|| panic!("{text:?} is not in {rest:?}"));
        assert!(rest[..at].trim().is_empty(), "lost: {:?}", &rest[..at]);
        rest = &rest[at + text.len()..];
    }
    assert!(rest.trim().is_empty(), "lost at the end: {rest:?}");
}

/// The same on one line: whole, or the beginning with a sign that it goes on.
fn one_line(line: &Line<'_>, whole: &str, width: u16) {
    let whole = &whole.replace('\n', " ");
    let text = settled(&line.to_string());
    assert!(
        columns(&text) <= usize::from(width) && text.width() <= usize::from(width),
        "{text:?} in {width} columns"
    );
    match text.strip_suffix('…') {
        _ if text == *whole => {}
        Some(beginning) => assert!(whole.starts_with(beginning), "{text:?}"),
        None => assert!(text.is_empty() && width == 0, "{text:?} is not {whole:?}"),
    }
}
