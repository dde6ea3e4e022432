//! A terminal's screen as an SVG.
//!
//! Text is set in runs of equal style, each with the length that its columns have, so that it
//! stands in its cells whatever monospaced font the reader has. Lines and blocks are drawn rather
//! than set: fonts leave gaps between the rows where a terminal leaves none.

mod glyphs;

use std::fmt::Write;

use crate::terminal::Screen;

/// Width and height of a cell, and where in it the text's base line lies, in SVG's units.
const CELL: (f64, f64) = (8.4, 18.0);
const BASE_LINE: f64 = 13.2;
const MARGIN: f64 = 12.0;

const BACKGROUND: Rgb = Rgb(0x16, 0x1b, 0x22);
const FOREGROUND: Rgb = Rgb(0xd0, 0xd7, 0xde);

/// A palette for the sixteen colours that a terminal's owner chooses: a sober dark one.
const PALETTE: [Rgb; 16] = [
    Rgb(0x30, 0x36, 0x3d),
    Rgb(0xf4, 0x7b, 0x73),
    Rgb(0x6b, 0xc4, 0x6d),
    Rgb(0xda, 0xaa, 0x3f),
    Rgb(0x6c, 0xb0, 0xf2),
    Rgb(0xc2, 0x97, 0xf0),
    Rgb(0x56, 0xc2, 0xcf),
    Rgb(0xad, 0xba, 0xc7),
    Rgb(0x76, 0x83, 0x90),
    Rgb(0xff, 0x93, 0x8a),
    Rgb(0x8d, 0xdb, 0x8c),
    Rgb(0xea, 0xc5, 0x5f),
    Rgb(0x96, 0xca, 0xff),
    Rgb(0xdc, 0xbd, 0xfb),
    Rgb(0x76, 0xdd, 0xe8),
    Rgb(0xf0, 0xf3, 0xf6),
];

#[derive(Clone, Copy, PartialEq)]
struct Rgb(u8, u8, u8);

impl std::fmt::Display for Rgb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

impl Rgb {
    /// Three parts of this and two of the other, as terminals draw what is dim.
    fn faded_into(self, other: Self) -> Self {
        let mix = |a: u8, b: u8| ((u16::from(a) * 3 + u16::from(b) * 2) / 5) as u8;
        Self(
            mix(self.0, other.0),
            mix(self.1, other.1),
            mix(self.2, other.2),
        )
    }
}

/// How a cell looks; cells of one look are drawn together.
#[derive(Clone, Copy, PartialEq)]
struct Look {
    ink: Rgb,
    paper: Rgb,
    bold: bool,
    italic: bool,
    underlined: bool,
}

impl Look {
    fn of(cell: &vt100::Cell) -> Self {
        let mut ink = colour(cell.fgcolor()).unwrap_or(FOREGROUND);
        let mut paper = colour(cell.bgcolor()).unwrap_or(BACKGROUND);
        if cell.inverse() {
            (ink, paper) = (paper, ink);
        }
        if cell.dim() {
            ink = ink.faded_into(paper);
        }
        Self {
            ink,
            paper,
            bold: cell.bold(),
            italic: cell.italic(),
            underlined: cell.underline(),
        }
    }
}

fn colour(colour: vt100::Color) -> Option<Rgb> {
    match colour {
        vt100::Color::Default => None,
        vt100::Color::Rgb(red, green, blue) => Some(Rgb(red, green, blue)),
        vt100::Color::Idx(index @ 0..=15) => Some(PALETTE[usize::from(index)]),
        // The cube of six steps a colour, and the ramp of greys, as xterm has them.
        vt100::Color::Idx(index @ 16..=231) => {
            let step = |place: u8| match (index - 16) / place % 6 {
                0 => 0,
                level => 55 + level * 40,
            };
            Some(Rgb(step(36), step(6), step(1)))
        }
        vt100::Color::Idx(index) => {
            let grey = 8 + (index - 232) * 10;
            Some(Rgb(grey, grey, grey))
        }
    }
}

/// Draws a screen.
pub(crate) fn draw(screen: &Screen) -> String {
    let (cols, rows) = screen.size();
    let (width, height) = (
        f64::from(cols) * CELL.0 + 2.0 * MARGIN,
        f64::from(rows) * CELL.1 + 2.0 * MARGIN,
    );
    let mut svg = String::new();
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"ui-monospace, SFMono-Regular, Menlo, \
         Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace\" font-size=\"14\" \
         xml:space=\"preserve\">"
    );
    let _ = writeln!(
        svg,
        "<title>recs-tui in a terminal of {cols} columns and {rows} rows</title>\n\
         <rect x=\"0.5\" y=\"0.5\" width=\"{}\" height=\"{}\" rx=\"8\" fill=\"{BACKGROUND}\" \
         stroke=\"{}\"/>",
        width - 1.0,
        height - 1.0,
        PALETTE[0],
    );
    for row in 0..rows {
        draw_row(&mut svg, screen, row);
    }
    svg.push_str("</svg>\n");
    svg
}

/// A run of cells of one look.
struct Run {
    from: u16,
    to: u16,
    look: Look,
    text: String,
    drawn: bool,
}

fn draw_row(svg: &mut String, screen: &Screen, row: u16) {
    let runs = runs(screen, row);
    let top = MARGIN + f64::from(row) * CELL.1;
    // All papers first: a glyph may reach over its cell's edge.
    for run in merged_papers(&runs) {
        let (from, to, paper) = run;
        let (x, width) = span(from, to);
        let _ = writeln!(
            svg,
            "<rect x=\"{x:.1}\" y=\"{top}\" width=\"{width:.1}\" height=\"{}\" fill=\"{paper}\" \
             shape-rendering=\"crispEdges\"/>",
            CELL.1
        );
    }
    for run in &runs {
        let (x, width) = span(run.from, run.to);
        if run.drawn {
            let _ = glyphs::draw(svg, &run.text, (x, top), CELL, run.look.ink);
            continue;
        }
        // Blanks at the ends need no drawing, unless there is a line under them.
        if run.text.trim().is_empty() && !run.look.underlined {
            continue;
        }
        let mut style = String::new();
        if run.look.bold {
            style.push_str(" font-weight=\"bold\"");
        }
        if run.look.italic {
            style.push_str(" font-style=\"italic\"");
        }
        if run.look.underlined {
            style.push_str(" text-decoration=\"underline\"");
        }
        let _ = writeln!(
            svg,
            "<text x=\"{x:.1}\" y=\"{:.1}\" textLength=\"{width:.1}\" \
             lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{style}>{}</text>",
            top + BASE_LINE,
            run.look.ink,
            escaped(&run.text)
        );
    }
}

/// Left edge and width of the columns from `from` up to `to`.
fn span(from: u16, to: u16) -> (f64, f64) {
    (
        MARGIN + f64::from(from) * CELL.0,
        f64::from(to - from) * CELL.0,
    )
}

/// A row's cells, joined where they look alike. A run begins and ends with what is not blank, so
/// that its length is its text's.
fn runs(screen: &Screen, row: u16) -> Vec<Run> {
    let (cols, _) = screen.size();
    let mut runs: Vec<Run> = Vec::new();
    for col in 0..cols {
        let cell = screen.cell(col, row).expect("a cell of the screen");
        if cell.is_wide_continuation() {
            if let Some(run) = runs.last_mut() {
                run.to = col + 1;
            }
            continue;
        }
        let text = if cell.has_contents() {
            cell.contents()
        } else {
            " "
        };
        let look = Look::of(cell);
        let drawn = glyphs::known(text);
        match runs.last_mut() {
            Some(run) if run.look == look && run.drawn == drawn => {
                run.to = col + 1;
                run.text.push_str(text);
            }
            _ => runs.push(Run {
                from: col,
                to: col + 1,
                look,
                text: text.to_owned(),
                drawn,
            }),
        }
    }
    runs
}

/// Stretches of one paper that differ from the window's.
fn merged_papers(runs: &[Run]) -> Vec<(u16, u16, Rgb)> {
    let mut papers: Vec<(u16, u16, Rgb)> = Vec::new();
    for run in runs.iter().filter(|run| run.look.paper != BACKGROUND) {
        match papers.last_mut() {
            Some((_, to, paper)) if *to == run.from && *paper == run.look.paper => *to = run.to,
            _ => papers.push((run.from, run.to, run.look.paper)),
        }
    }
    papers
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        // A blank that the renderer may not collapse.
        .replace(' ', "\u{a0}")
}
