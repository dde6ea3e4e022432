//! The left pane: sessions with dates and symbol, nested headings, counts.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::super::app::{App, Pane};
use super::super::layout::Screen;
use super::super::outline::{Node, OutlineRow, home, parent};
use super::super::wrap::{Styled, line_columns};
use super::super::{Cut, Theme};
use super::framed;
use crate::export::visible;
use crate::model::{Date, Meeting, Part};

pub(super) fn draw(app: &App, theme: Theme, screen: &Screen, frame: &mut Frame<'_>) {
    if screen.tree.is_empty() {
        return;
    }
    let title = match app.cut {
        Cut::Session => app.document.name.as_str(),
        other => other.title(),
    };
    let area = framed(app, theme, screen, Pane::Tree, title, "", frame);
    let here = reading_here(app);
    let mut y = area.top();
    for row in &app.outline.rows[app.outline.top.min(app.outline.rows.len())..] {
        if y >= area.bottom() {
            break;
        }
        let place = Rect {
            y,
            height: 1,
            ..area
        };
        let line = title_line(app, theme, *row, here == Some(row.node), area.width);
        frame.render_widget(line, place);
        if let Node::Session(at) = row.node
            && y + 1 < area.bottom()
        {
            let session = &app.compilation().parts[at as usize];
            let mut below = Styled::new("  ", theme.faint());
            below.push(&when_and_where(session), theme.faint());
            frame.render_widget(below.one_line(area.width), Rect { y: y + 1, ..place });
        }
        y += row.height();
    }
}

/// The innermost row that holds the provision being read.
fn reading_here(app: &App) -> Option<Node> {
    let mut node = home(app.selected()?);
    loop {
        if app.outline.rows.iter().any(|row| row.node == node) {
            return Some(node);
        }
        if node == Node::All {
            return None;
        }
        node = parent(app.compilation(), node);
    }
}

fn title_line(app: &App, theme: Theme, row: OutlineRow, here: bool, width: u16) -> Line<'static> {
    let selected = app.outline.selected == row.node;
    let style = match (selected, app.focus == Pane::Tree) {
        (true, true) => theme.selected(),
        (true, false) => theme.selected_elsewhere(),
        _ if matches!(row.node, Node::Session(_) | Node::All) => theme.strong(),
        _ => theme.text(),
    };
    let sign = match row.open {
        Some(true) => "▾ ",
        Some(false) => "▸ ",
        None if row.depth == 0 => "",
        None => "  ",
    };
    let indent = " ".repeat(usize::from(row.depth.saturating_sub(1)) * 2);
    // A dot says where the provision on the right stands, also when another row is selected.
    let dot = if here && !selected { "•" } else { " " };
    let count = app
        .count_under(row.node)
        .map_or_else(String::new, |count| count.to_string());
    let tail = format!("{dot}{count}");
    let room = width.saturating_sub(u16::try_from(tail.width()).unwrap_or(width));
    let mut title = Styled::new(&format!("{indent}{sign}"), theme.faint());
    title.push(&name(app, row.node), style);
    let mut line = title.one_line(room);
    let filled = line_columns(&line);
    line.push_span(Span::raw(
        " ".repeat(usize::from(room).saturating_sub(filled)),
    ));
    line.push_span(Span::styled(tail, theme.faint()));
    line
}

fn name(app: &App, node: Node) -> String {
    match node {
        Node::All if app.cut != Cut::Session => "All provisions".to_owned(),
        Node::All => "All sessions".to_owned(),
        Node::About => "About this text".to_owned(),
        Node::Group(at) => {
            let group = app
                .groups
                .as_ref()
                .and_then(|groups| groups.groups.get(at as usize));
            group.map_or_else(String::new, |group| visible(&group.title).into_owned())
        }
        Node::Heading(at) => visible(&app.compilation().headings[at as usize].title).into_owned(),
        Node::Session(at) => {
            let session = &app.compilation().parts[at as usize];
            let name = match (&*session.label, &*session.title) {
                ("", "") => session
                    .symbol
                    .as_deref()
                    .unwrap_or("Without a session")
                    .to_owned(),
                ("", title) => title.to_owned(),
                (label, "") => label.to_owned(),
                (label, title) => format!("{label} {title}"),
            };
            visible(&name).into_owned()
        }
    }
}

/// Dates in short and the symbol: `26 Jan-6 Feb 2004 E/CN.4/2004/20`.
fn when_and_where(session: &Part) -> String {
    let meetings: Vec<String> = session
        .meetings
        .iter()
        .enumerate()
        .map(|(at, meeting)| {
            // The year is said once where all parts share it.
            let last = at + 1 == session.meetings.len();
            short(
                meeting,
                last || session.meetings[at + 1].from.year != meeting.to.year,
            )
        })
        .collect();
    let pieces = [
        meetings.join(", "),
        session.symbol.as_deref().unwrap_or_default().to_owned(),
    ];
    let said: Vec<&str> = pieces
        .iter()
        .map(String::as_str)
        .filter(|piece| !piece.is_empty())
        .collect();
    said.join(" ")
}

fn short(meeting: &Meeting, with_year: bool) -> String {
    let month = |date: Date| date.month_name().chars().take(3).collect::<String>();
    let Meeting { from, to, .. } = *meeting;
    let year = if with_year {
        format!(" {}", to.year)
    } else {
        String::new()
    };
    let end = format!("{} {}{year}", to.day, month(to));
    if from == to {
        end
    } else if (from.year, from.month) == (to.year, to.month) {
        format!("{}-{end}", from.day)
    } else if from.year == to.year {
        format!("{} {}-{end}", from.day, month(from))
    } else {
        format!("{} {} {}-{end}", from.day, month(from), from.year)
    }
}
