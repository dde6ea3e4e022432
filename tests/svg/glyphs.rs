//! Lines and blocks, drawn from edge to edge of their cells.

use std::fmt::Write;

/// Which of its cell's edges a line reaches from the middle: up, right, down, left; and whether it
/// is heavy.
fn arms(glyph: char) -> Option<([bool; 4], bool)> {
    let (arms, heavy) = match glyph {
        '─' => ("right left", false),
        '│' => ("up down", false),
        '┌' | '╭' => ("right down", false),
        '┐' | '╮' => ("down left", false),
        '└' | '╰' => ("up right", false),
        '┘' | '╯' => ("up left", false),
        '├' => ("up right down", false),
        '┤' => ("up down left", false),
        '┬' => ("right down left", false),
        '┴' => ("up right left", false),
        '┼' => ("up right down left", false),
        '━' => ("right left", true),
        '┃' => ("up down", true),
        '┏' => ("right down", true),
        '┓' => ("down left", true),
        '┗' => ("up right", true),
        '┛' => ("up left", true),
        _ => return None,
    };
    Some((
        ["up", "right", "down", "left"].map(|arm| arms.split(' ').any(|name| name == arm)),
        heavy,
    ))
}

/// The part of its cell that a block fills: left, top, width, height, in eighths.
fn block(glyph: char) -> Option<[f64; 4]> {
    let eighths = |from: char| f64::from(glyph as u32 - from as u32 + 1);
    Some(match glyph {
        '█' => [0.0, 0.0, 8.0, 8.0],
        '▀' => [0.0, 0.0, 8.0, 4.0],
        '▐' => [4.0, 0.0, 4.0, 8.0],
        '▁'..='▇' => [0.0, 8.0 - eighths('▁'), 8.0, eighths('▁')],
        '▉'..='▏' => [0.0, 0.0, 8.0 - eighths('▉'), 8.0],
        '▕' => [7.0, 0.0, 1.0, 8.0],
        _ => return None,
    })
}

/// Whether a cell's text is one that is drawn here.
pub(super) fn known(text: &str) -> bool {
    let mut glyphs = text.chars();
    matches!((glyphs.next(), glyphs.next()), (Some(glyph), None)
        if arms(glyph).is_some() || block(glyph).is_some())
}

/// Draws a run of such glyphs, the first with its upper left corner at `corner`.
pub(super) fn draw(
    svg: &mut String,
    text: &str,
    (left, top): (f64, f64),
    (width, height): (f64, f64),
    ink: impl std::fmt::Display,
) -> std::fmt::Result {
    let mut light = String::new();
    let mut heavy = String::new();
    for (position, glyph) in text.chars().enumerate() {
        let x = left + position as f64 * width;
        if let Some([from, down, across, tall]) = block(glyph) {
            writeln!(
                svg,
                "<rect x=\"{:.2}\" y=\"{:.2}\" width=\"{:.2}\" height=\"{:.2}\" fill=\"{ink}\" \
                 shape-rendering=\"crispEdges\"/>",
                x + from / 8.0 * width,
                top + down / 8.0 * height,
                across / 8.0 * width,
                tall / 8.0 * height,
            )?;
        }
        let Some((arms, is_heavy)) = arms(glyph) else {
            continue;
        };
        let path = if is_heavy { &mut heavy } else { &mut light };
        let (middle, centre) = (x + width / 2.0, top + height / 2.0);
        let ends = [
            (middle, top),
            (x + width, centre),
            (middle, top + height),
            (x, centre),
        ];
        for ((end_x, end_y), _) in ends.iter().zip(arms).filter(|(_, reaches)| *reaches) {
            write!(path, "M{middle:.1} {centre:.1}L{end_x:.1} {end_y:.1}")?;
        }
    }
    for (path, thickness) in [(light, 1.2), (heavy, 2.4)] {
        if !path.is_empty() {
            writeln!(
                svg,
                "<path d=\"{path}\" stroke=\"{ink}\" stroke-width=\"{thickness}\" fill=\"none\" \
                 stroke-linecap=\"square\" shape-rendering=\"crispEdges\"/>"
            )?;
        }
    }
    Ok(())
}
