//! The left pane: sessions with dates and symbol, nested headings, or groups; and counts.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::super::app::App;
use super::super::command::{Command, Context};
use super::super::component::{Component, Outcome};
use super::super::event::Mouse;
use super::super::grouping::{GroupBy, Grouping};
use super::super::layout::Pane;
use super::super::outline::{Node, OutlineRow};
use super::super::wrap::{Styled, line_columns};
use super::border::framed;
use crate::export::visible;
use crate::model::{Date, Meeting, Part, PartKind};

/// The left pane.
#[derive(Debug)]
pub(super) struct TreePane;

impl Component<App> for TreePane {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Tree, Context::Panes]
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>) {
        if !app.layout().tree.is_empty() {
            draw(app, frame);
        }
    }

    fn command(&mut self, app: &mut App, command: Command) -> Outcome {
        if let Some(motion) = command.motion() {
            let node = app.outline.moved(motion, app.height(Pane::Tree));
            app.select_node(node);
            return Outcome::done();
        }
        let row = app.outline.rows.get(app.outline.selected_row());
        let open = row.and_then(|row| row.open);
        match command {
            Command::Out if open == Some(true) => fold(app),
            Command::Out => app.select_node(app.outline.selected.parent(app.document())),
            Command::In if open == Some(false) => fold(app),
            Command::In | Command::Open => {
                app.arrangement.focus = match app.outline.selected {
                    Node::About => Pane::Detail,
                    _ => Pane::List,
                };
            }
            Command::Fold => fold(app),
            Command::FoldAll => fold_all(app),
            Command::NextHeading => to_outermost(app, true),
            Command::PreviousHeading => to_outermost(app, false),
            _ => return Outcome::Ignored,
        }
        Outcome::done()
    }

    fn cursor(&self, app: &App) -> Option<Position> {
        let inside = app.layout().inside(Pane::Tree);
        let selected = app.outline.selected_row();
        let above = app.outline.rows.get(app.outline.top..selected)?;
        let lines: u16 = above.iter().map(|row| row.height()).sum();
        let y = inside.y.saturating_add(lines);
        let row = app.outline.rows.get(selected)?;
        let indent = 2 * row.depth.saturating_sub(1) + if row.depth == 0 { 0 } else { 2 };
        let x = inside
            .x
            .saturating_add(indent)
            .min(inside.right().saturating_sub(1));
        (y < inside.bottom()).then_some(Position { x, y })
    }

    fn mouse(&mut self, app: &mut App, mouse: Mouse) -> Outcome {
        let inside = app.layout().inside(Pane::Tree);
        match mouse {
            Mouse::Click(column, row) => {
                let line = usize::from(row.saturating_sub(inside.top()));
                if let Some(row) = app.outline.row_at_line(line) {
                    let sign = 2 * row.depth.saturating_sub(1);
                    app.select_node(row.node);
                    let column = column.saturating_sub(inside.left());
                    if row.open.is_some() && (sign..sign + 2).contains(&column) {
                        fold(app);
                    }
                }
            }
            Mouse::Wheel(.., down) => {
                let command = if down { Command::Down } else { Command::Up };
                return self.command(app, command);
            }
            Mouse::Drag(..) | Mouse::Release => return Outcome::Ignored,
        }
        Outcome::done()
    }

    fn enables(&self, app: &App, command: Command) -> bool {
        let row = app.outline.rows.get(app.outline.selected_row());
        command != Command::Fold || row.is_some_and(|row| row.open.is_some())
    }
}

/// Shows or hides what is below the selected node.
fn fold(app: &mut App) {
    let node = app.outline.selected;
    if !app.outline.folded.remove(&node) {
        app.outline.folded.insert(node);
    }
    app.refresh_rows(app.selected_position());
}

/// Folds all that stands right below the document, or unfolds everything where something is folded
/// already.
fn fold_all(app: &mut App) {
    if app.outline.folded.is_empty() {
        let rows = app.outline.rows.iter();
        let outermost = rows.filter(|row| row.depth == 1 && row.open.is_some());
        app.outline.folded = outermost.map(|row| row.node).collect();
    } else {
        app.outline.folded.clear();
    }
    app.refresh_rows(app.selected_position());
}

/// To the next or the previous row right below the document: a session, a heading, a group.
fn to_outermost(app: &mut App, forward: bool) {
    let here = app.outline.selected_row();
    let rows = &app.outline.rows;
    let is_outermost = |row: &usize| rows[*row].depth == 1;
    let row = if forward {
        (here + 1..rows.len()).find(is_outermost)
    } else {
        (0..here).rev().find(is_outermost)
    };
    if let Some(row) = row {
        app.select_node(rows[row].node);
    }
}

fn draw(app: &App, frame: &mut Frame<'_>) {
    let title = match app.grouping.by() {
        GroupBy::Session => app.browsed.name.as_str(),
        other => other.title(),
    };
    let area = framed(app, Pane::Tree, title, "", frame);
    let here = reading_here(app);
    let line = |y: u16| Rect {
        y,
        height: 1,
        ..area
    };
    let mut y = area.top();
    for row in app.outline.rows.iter().skip(app.outline.top) {
        if y >= area.bottom() {
            return;
        }
        let title = title_line(app, *row, here == Some(row.node), area.width);
        frame.render_widget(title, line(y));
        if let Node::Session(at) = row.node
            && y + 1 < area.bottom()
        {
            let session = &app.document().parts[at as usize];
            let mut below = Styled::new("  ", app.theme.faint);
            below.push(&when_and_where(session), app.theme.faint);
            frame.render_widget(below.one_line(area.width), line(y + 1));
        }
        y += row.height();
    }
    if matches!(app.grouping, Grouping::Pending(_)) && y < area.bottom() {
        let waiting = Styled::new("  grouping…", app.theme.faint);
        frame.render_widget(waiting.one_line(area.width), line(y));
    }
}

/// The innermost row that holds the provision being read.
fn reading_here(app: &App) -> Option<Node> {
    let mut node = app.browsed.places.home(app.selected_position()?);
    while app.outline.row_of(node).is_none() {
        if node == Node::All {
            return None;
        }
        node = node.parent(app.document());
    }
    Some(node)
}

fn title_line(app: &App, row: OutlineRow, here: bool, width: u16) -> Line<'static> {
    let theme = &app.theme;
    let selected = app.outline.selected == row.node;
    let style = match (selected, app.focus() == Pane::Tree) {
        (true, true) => theme.selected,
        (true, false) => theme.selected_elsewhere,
        _ if matches!(row.node, Node::Session(_) | Node::All) => theme.strong,
        _ => theme.text,
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
    let mut title = Styled::new(&format!("{indent}{sign}"), theme.faint);
    title.push(&name(app, row.node), style);
    let mut line = title.one_line(room);
    let filled = line_columns(&line);
    line.push_span(Span::raw(
        " ".repeat(usize::from(room).saturating_sub(filled)),
    ));
    line.push_span(Span::styled(tail, theme.faint));
    line
}

fn name(app: &App, node: Node) -> String {
    match node {
        Node::All => {
            let first = app.document().parts.first();
            let sessions = first.is_some_and(|part| part.kind == PartKind::Session);
            match sessions && app.grouping.by() == GroupBy::Session {
                true => "All sessions".to_owned(),
                false => "All provisions".to_owned(),
            }
        }
        Node::About => "About this text".to_owned(),
        Node::Group(at) => visible(&app.group_title(at)).into_owned(),
        Node::Heading(at) => visible(&app.document().headings[at as usize].title).into_owned(),
        Node::Session(at) => {
            let session = &app.document().parts[at as usize];
            let name = match (&*session.label, &*session.title) {
                ("", "") => session
                    .symbol
                    .as_deref()
                    .unwrap_or("In no named part")
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
