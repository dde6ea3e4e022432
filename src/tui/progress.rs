//! Progress of the reading of a document: in words, and as the whole screen while nothing is there.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::app::App;
use super::wrap::Styled;

/// How far a reading is: `4.2 MB of 12.0 MB · 35 %`.
pub(super) fn in_words((read, all): (u64, Option<u64>)) -> String {
    let megabytes = |bytes: u64| format!("{:.1} MB", bytes as f64 / 1e6);
    match all {
        Some(all) if all > 0 => format!(
            "{} of {} · {} %",
            megabytes(read),
            megabytes(all),
            (100 * read / all).min(100)
        ),
        _ => megabytes(read),
    }
}

/// What is seen while a document is being read of which nothing is there yet.
pub(super) fn draw(app: &App, progress: (u64, Option<u64>), frame: &mut Frame<'_>) {
    let (theme, area) = (&app.theme, frame.area());
    let progress = in_words(progress);
    let mut title = Styled::new("Reading ", theme.text);
    title.push(&app.browsed.name, theme.strong);
    let rows = [
        title,
        Styled::new(&progress, theme.text),
        Styled::new("Esc stops, q leaves", theme.faint),
    ];
    let top = area.height.saturating_sub(3) / 2;
    for (offset, row) in (0u16..).zip(rows) {
        let place = Rect {
            x: area.x + area.width.min(2),
            y: top + offset,
            width: area.width.saturating_sub(4),
            height: 1,
        };
        if place.bottom() <= area.bottom() {
            frame.render_widget(row.one_line(place.width), place);
        }
    }
}
