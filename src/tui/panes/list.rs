//! The middle pane: number, status and first words of each provision.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span, Text};

use super::super::app::{App, Listing};
use super::super::command::{Command, Context};
use super::super::component::{Component, Outcome};
use super::super::event::Mouse;
use super::super::filter::Order;
use super::super::layout::Pane;
use super::super::outline::Node;
use super::super::theme::Theme;
use super::super::wrap::{Styled, columns, line_columns};
use super::border::framed;
use crate::export::partial_divider;
use crate::model::{Provision, Status};
use crate::notes::Entry;

/// Numbers wider than this are cut in the list; the text pane shows them whole.
const WIDEST_NUMBER: usize = 16;

/// As much of a text as is looked through for the first match, in bytes: a window of rows must not
/// cost more than the text that is read.
const EXCERPTED: usize = 1 << 14;

/// Rows that one turn of the wheel scrolls.
const WHEEL: isize = 3;

/// The middle pane.
#[derive(Debug)]
pub(super) struct ListPane;

impl Component<App> for ListPane {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Panes]
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>) {
        if !app.layout().list.is_empty() {
            draw(app, frame);
        }
    }

    fn command(&mut self, app: &mut App, command: Command) -> Outcome {
        if let Some(motion) = command.motion() {
            let last = app.listing.rows.len().saturating_sub(1);
            let row = motion.from(app.listing.selected, app.height(Pane::List), last);
            app.select_row(row);
            return Outcome::done();
        }
        match command {
            Command::Out => app.arrangement.focus = Pane::Tree,
            Command::In | Command::Open => {
                // Where it is the text around the provisions that was found.
                if app.listing.rows.is_empty() && around(app) > 0 {
                    app.select_node(Node::About);
                }
                app.arrangement.focus = Pane::Detail;
            }
            Command::NextHeading => to_heading(app, true),
            Command::PreviousHeading => to_heading(app, false),
            _ => return Outcome::Ignored,
        }
        Outcome::done()
    }

    fn cursor(&self, app: &App) -> Option<Position> {
        let inside = app.layout().inside(Pane::List);
        let above = app.listing.selected.checked_sub(app.listing.top)?;
        let shown = app.listing.top..=app.listing.selected;
        let divider = app.listing.partial_from.filter(|row| shown.contains(row));
        let line = above * usize::from(app.list_lines()) + usize::from(divider.is_some());
        let y = inside.y.saturating_add(u16::try_from(line).ok()?);
        // A mark may stand before the number.
        let x = inside.x + u16::from(inside.width > 1);
        (y < inside.bottom()).then_some(Position { x, y })
    }

    fn mouse(&mut self, app: &mut App, mouse: Mouse) -> Outcome {
        let inside = app.layout().inside(Pane::List);
        match mouse {
            Mouse::Click(_, row) => {
                let line = usize::from(row.saturating_sub(inside.top()));
                let lines = usize::from(app.list_lines());
                if let Some(row) = row_on_line(&app.listing, line, lines) {
                    app.select_row(row);
                }
            }
            Mouse::Wheel(.., down) => {
                // The selection goes along where it would leave the screen.
                let rows = if down { WHEEL } else { -WHEEL };
                let height = app.height(Pane::List).max(1);
                let listing = &mut app.listing;
                let last = listing.rows.len().saturating_sub(height);
                listing.top = listing.top.saturating_add_signed(rows).min(last);
                let seen = listing.top..=listing.top + height - 1;
                let selected = listing.selected.clamp(*seen.start(), *seen.end());
                app.select_row(selected);
            }
            Mouse::Drag(..) | Mouse::Release => return Outcome::Ignored,
        }
        Outcome::done()
    }
}

/// To the first provision of the next heading, or of this or the previous one.
pub(super) fn to_heading(app: &mut App, forward: bool) {
    let (rows, places) = (&app.listing.rows, &app.browsed.places);
    let Some(last) = rows.len().checked_sub(1) else {
        return;
    };
    let here = app.listing.selected.min(last);
    let home = |row: usize| places.home(rows[row]);
    let starts = |row: &usize| *row == 0 || home(*row - 1) != home(*row);
    let row = if forward {
        (here + 1..=last).find(starts).unwrap_or(last)
    } else {
        (0..here).rev().find(starts).unwrap_or(0)
    };
    app.select_row(row);
}

fn draw(app: &App, frame: &mut Frame<'_>) {
    let (theme, listing) = (&app.theme, &app.listing);
    let rows = &listing.rows;
    let place = if rows.is_empty() {
        String::new()
    } else {
        format!("{} of {}", listing.selected + 1, rows.len())
    };
    let area = framed(app, Pane::List, &title(app), &place, frame);
    if rows.is_empty() {
        let word = Styled::new(&empty_word(app), theme.faint);
        frame.render_widget(word.one_line(area.width), area);
        return;
    }
    let lines = app.list_lines();
    let seen = usize::from(area.height.div_ceil(lines));
    let window = rows.iter().skip(listing.top).take(seen);
    let window: Vec<(u32, String)> = window.map(|&at| (at, number(app, at))).collect();
    let widths = window.iter().map(|(_, number)| columns(number));
    let widest = widths.max().unwrap_or(0).min(WIDEST_NUMBER);
    let mut y = area.y;
    for ((at, number), row) in window.iter().zip(listing.top..) {
        if listing.partial_from == Some(row) && y < area.bottom() {
            let words = match around(app) {
                around if around > 0 && row == 0 => {
                    format!("All are in “About this text” ({around}). Some of them:")
                }
                _ => partial_divider(row > 0).to_owned(),
            };
            let line = Styled::new(&words, theme.inferred).one_line(area.width);
            let place = Rect {
                y,
                height: 1,
                ..area
            };
            frame.render_widget(line, place);
            y += 1;
        }
        let selected = row == listing.selected;
        let drawn = row_lines(app, *at, selected, number, widest, (area.width, lines));
        let place = Rect {
            y,
            height: lines.min(area.bottom().saturating_sub(y)),
            ..area
        };
        frame.render_widget(Text::from(drawn), place);
        y = y.saturating_add(lines).min(area.bottom());
    }
}

/// The row on a line of the list; `None` on the line above the partial hits, and where there is none.
fn row_on_line(listing: &Listing, line: usize, lines: usize) -> Option<usize> {
    let divider = listing
        .partial_from
        .and_then(|row| row.checked_sub(listing.top))
        .map(|above| above * lines);
    let line = match divider {
        Some(divider) if line == divider => return None,
        Some(divider) if line > divider => line - 1,
        _ => line,
    };
    let row = listing.top + line / lines;
    (row < listing.rows.len()).then_some(row)
}

/// How many pieces of the text around the provisions were found.
fn around(app: &App) -> usize {
    app.findings().map_or(0, |findings| findings.passages.len())
}

fn title(app: &App) -> String {
    let document = app.document();
    if app.filter.is_on() && app.outline.selected == Node::All {
        let Some(findings) = app.findings() else {
            return "Searching…".to_owned();
        };
        let hits = findings.answer.hits.len();
        let word = if hits == 1 { "hit" } else { "hits" };
        let order = match app.filter.order {
            Order::Relevance => "best first",
            Order::Printed => "as printed",
        };
        let around = match around(app) {
            0 => String::new(),
            around => format!(" · {around} around"),
        };
        return if hits == 0 {
            format!("No hit{around}")
        } else {
            format!("{hits} {word}, {order}{around}")
        };
    }
    match app.outline.selected {
        Node::All => "Provisions".to_owned(),
        Node::About => String::new(),
        Node::Group(at) => app.group_title(at),
        Node::Session(at) => document.parts[at as usize].title.to_string(),
        Node::Heading(at) => document.headings[at as usize].title.to_string(),
    }
}

fn empty_word(app: &App) -> String {
    if app.outline.selected == Node::About {
        "It is read on the right.".to_owned()
    } else if !app.filter.is_on() {
        "No provision here.".to_owned()
    } else if around(app) > 0 {
        format!("{} in “About this text”: Enter leads there.", around(app))
    } else if app.is_answered() {
        format!("Nothing matches “{}”.", app.filter.input.value().trim())
    } else {
        "Searching…".to_owned()
    }
}

/// The printed number; the id, which names the session too, where several are listed.
fn number(app: &App, at: u32) -> String {
    let provision = &app.document().provisions[at as usize];
    match app.outline.selected {
        Node::All | Node::Group(_) => provision.id.to_string(),
        _ => provision.number().to_string(),
    }
}

/// The lines of a provision: number, marks and status, and behind them as much of its text as there
/// is room for.
fn row_lines(
    app: &App,
    at: u32,
    selected: bool,
    number: &str,
    widest: usize,
    (width, lines): (u16, u16),
) -> Vec<Line<'static>> {
    let theme = &app.theme;
    let provision = &app.document().provisions[at as usize];
    let base = if provision.has_text() {
        theme.text
    } else {
        theme.faint
    };
    let mut line = Line::default();
    // A blank has no style of its own: reversed, it would stand out as a block of colour.
    line.push_span(if app.marked.contains(&at) {
        Span::styled("●", theme.mark)
    } else {
        Span::raw(" ")
    });
    let printed = Styled::new(number, base).one_line(u16::try_from(widest).unwrap_or(u16::MAX));
    let filled = line_columns(&printed);
    line.spans.extend(printed.spans);
    line.push_span(Span::raw(" ".repeat(widest.saturating_sub(filled) + 1)));
    if !app.notebook.is_empty() {
        line.push_span(match app.notes_on(&provision.id).map(sign) {
            Some(sign) => Span::styled(sign, theme.user_notes),
            None => Span::raw(" "),
        });
    }
    let (badge, badge_style) = badge(theme, provision);
    line.push_span(Span::styled(badge, badge_style));
    line.push_span(Span::raw(" "));
    let used = u16::try_from(line_columns(&line)).unwrap_or(width);
    let room = width.saturating_sub(used);
    let missing = app.findings().and_then(|it| it.answer.missing(at));
    if let Some(missing) = missing.map(lacking) {
        // At most half of the room: what stands there matters more than what does not.
        let word = Styled::new(&missing, theme.inferred).one_line(room / 2);
        line.spans.extend(word.spans);
        line.push_span(Span::raw(" "));
    }
    let used = u16::try_from(line_columns(&line)).unwrap_or(width);
    let room = width.saturating_sub(used);
    let further = width.saturating_sub(INDENT).saturating_mul(lines - 1);
    let text = words(app, provision, base, room.saturating_add(further));
    let mut drawn = if lines == 1 || room == 0 {
        line.spans.extend(text.one_line(room).spans);
        vec![line]
    } else {
        beside(line, used, &text, (width, lines))
    };
    // Every provision has as many lines, or rows would stand elsewhere than they are clicked.
    drawn.resize(lines.into(), Line::default());
    if selected {
        let style = if app.focus() == Pane::List || app.is_filtering() {
            theme.selected
        } else {
            theme.selected_elsewhere
        };
        for line in &mut drawn {
            let filled = line_columns(line);
            let blanks = usize::from(width).saturating_sub(filled);
            line.push_span(Span::raw(" ".repeat(blanks)));
            line.style = line.style.patch(style);
        }
    }
    drawn
}

/// Blanks before the further lines of a provision.
const INDENT: u16 = 4;

/// A text behind a head that takes so many columns of its first line, in so many lines.
fn beside(
    head: Line<'static>,
    taken: u16,
    text: &Styled,
    (width, lines): (u16, u16),
) -> Vec<Line<'static>> {
    // What takes the place of the head may not be broken.
    let filler = "\u{a0}".repeat(usize::from(taken.saturating_sub(INDENT)));
    let mut filled = Styled::new(&filler, Style::new().add_modifier(Modifier::HIDDEN));
    filled.append(text);
    let mut wrapped = filled.wrap(width, INDENT);
    let goes_on = wrapped.len() > usize::from(lines);
    wrapped.truncate(lines.into());
    if let Some(last) = wrapped.last_mut().filter(|_| goes_on) {
        if line_columns(last) >= usize::from(width) {
            let cut = last.spans.last_mut().map(|span| {
                let mut text = span.content.to_string();
                text.pop();
                span.content = text.into();
            });
            debug_assert!(cut.is_some());
        }
        let style = last.spans.last().map_or_else(Style::new, |span| span.style);
        last.push_span(Span::styled("…", style));
    }
    if let Some(first) = wrapped.first_mut() {
        let mut columns = 0;
        let fillers = first.spans.iter().take_while(|span| {
            columns += columns_of(span);
            columns <= usize::from(taken)
        });
        let fillers = fillers.count();
        first.spans.splice(..fillers, head.spans);
    }
    wrapped
}

fn columns_of(span: &Span<'_>) -> usize {
    columns(&span.content)
}

/// The words that a partial hit does not have, each with the minus that leaves a word out of a query:
/// a narrow list has no room for more.
fn lacking(missing: &[String]) -> String {
    let words: Vec<String> = missing.iter().map(|word| format!("−{word}")).collect();
    words.join(" ")
}

/// A sign for what the reader added: the strongest of a bookmark, a note, a tag.
fn sign(entry: &Entry) -> &'static str {
    match entry {
        Entry {
            bookmarked: true, ..
        } => "★",
        Entry { note: Some(_), .. } => "✎",
        _ => "#",
    }
}

/// A letter for the status, so that it is told without colour.
fn badge(theme: &Theme, provision: &Provision) -> (&'static str, Style) {
    match provision.status() {
        Status::Adopted => (" ", theme.text),
        Status::Updated => ("U", theme.inserted),
        Status::NotRelevant => ("N", theme.inserted),
        Status::Deleted => ("D", theme.inferred),
        Status::Omitted => ("O", theme.inserted),
    }
}

/// The first words; or, under a filter, those around the first match.
fn words(app: &App, provision: &Provision, base: Style, room: u16) -> Styled {
    let inferred = provision
        .annotations
        .iter()
        .any(|annotation| annotation.is_inferred());
    match (provision.status(), inferred) {
        (Status::Deleted, true) => return Styled::new("deleted (inferred)", base),
        (Status::Deleted, false) => return Styled::new("deleted", base),
        (Status::Omitted, true) => return Styled::new("without text", base),
        (Status::Omitted, false) => return Styled::new("omitted (footnote)", base),
        _ => {}
    }
    let text = &*provision.text;
    let matches: Vec<Range<usize>> = match app.findings() {
        Some(findings) => {
            let beginning = &text[..text.floor_char_boundary(EXCERPTED)];
            findings.answer.highlights(beginning)
        }
        None => Vec::new(),
    };
    let prefix = app.browsed.common_prefix.as_str();
    let prefix = if text.starts_with(prefix) {
        prefix.len()
    } else {
        0
    };
    let start = excerpt_start(text, prefix, matches.first(), usize::from(room));
    // Only what can be seen is folded and measured, however long the text.
    let end = text.floor_char_boundary(start.saturating_add(usize::from(room) * 4 + 16));
    let shift = |range: &Range<usize>| {
        (range.end <= end && range.start >= start).then(|| range.start - start..range.end - start)
    };
    let ranges: Vec<Range<usize>> = matches.iter().filter_map(shift).collect();
    let updates: Vec<Range<usize>> = provision
        .updates()
        .filter_map(|(range, _)| {
            let (from, to) = (range.start.max(start), range.end.min(end));
            (from < to).then(|| from - start..to - start)
        })
        .collect();
    let seen = text[start..end].replace('\n', " ");
    let mut styled = Styled::default();
    if start > 0 {
        styled.push("…", base);
    }
    styled.push_layered(
        &seen,
        base,
        &[(&updates, app.theme.inserted), (&ranges, app.theme.matched)],
    );
    styled
}

/// Where the excerpt begins: after the prefix that many provisions share, unless the first match
/// would then be out of sight.
fn excerpt_start(text: &str, prefix: usize, first: Option<&Range<usize>>, room: usize) -> usize {
    let Some(first) = first else {
        return prefix;
    };
    if first.start < prefix {
        return 0;
    }
    if first.end <= prefix + room {
        return prefix;
    }
    let before = text.floor_char_boundary(first.start.saturating_sub(room / 3));
    // From the start of a word.
    let blank = text[before..first.start].find(char::is_whitespace);
    blank.map_or(before, |at| {
        let rest = &text[before + at..first.start];
        first.start - rest.trim_start().len()
    })
}
