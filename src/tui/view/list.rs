//! The middle pane: number, status and first words of each provision.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::app::{App, Order, Pane};
use super::super::layout::Screen;
use super::super::wrap::{Styled, beginning, columns, line_columns};
use super::super::{Node, Theme};
use super::framed;
use crate::model::{Provision, Status};
use crate::notes::Entry;

/// Numbers wider than this are cut in the list; the text pane shows them whole.
const WIDEST_NUMBER: usize = 16;

pub(super) fn draw(app: &App, theme: Theme, screen: &Screen, frame: &mut Frame<'_>) {
    if screen.list.is_empty() {
        return;
    }
    let rows = &app.listing.rows;
    let place = if rows.is_empty() {
        String::new()
    } else {
        format!("{} of {}", app.listing.selected + 1, rows.len())
    };
    let mut area = framed(app, theme, screen, Pane::List, &title(app), &place, frame);
    if rows.is_empty() {
        let word = empty_word(app);
        frame.render_widget(Styled::new(&word, theme.faint()).one_line(area.width), area);
        return;
    }
    if app.listing.partial && !area.is_empty() {
        let line = Styled::new(
            "None has all of these words; some of them:",
            theme.inferred(),
        );
        frame.render_widget(line.one_line(area.width), Rect { height: 1, ..area });
        area.y += 1;
        area.height -= 1;
    }
    let end = rows.len().min(app.listing.top + usize::from(area.height));
    let window = &rows[app.listing.top.min(end)..end];
    let numbers: Vec<String> = window.iter().map(|&at| number(app, at)).collect();
    let widest = numbers
        .iter()
        .map(|number| columns(number))
        .max()
        .unwrap_or(0)
        .min(WIDEST_NUMBER);
    for (offset, (&at, number)) in window.iter().zip(&numbers).enumerate() {
        let row = app.listing.top + offset;
        let Ok(below) = u16::try_from(offset) else {
            break;
        };
        let line = row_line(
            app,
            theme,
            at,
            row == app.listing.selected,
            number,
            widest,
            area.width,
        );
        frame.render_widget(
            line,
            Rect {
                y: area.y + below,
                height: 1,
                ..area
            },
        );
    }
}

fn title(app: &App) -> String {
    let compilation = app.compilation();
    if app.filter.is_on() && app.outline.selected == Node::All {
        if app.filter.findings.is_none() {
            return "Searching…".to_owned();
        }
        let hits = app
            .filter
            .findings
            .as_ref()
            .map_or(0, |findings| findings.answer.hits.len());
        let word = if hits == 1 { "hit" } else { "hits" };
        let order = match app.filter.order {
            Order::Relevance => "best first",
            Order::Printed => "as printed",
        };
        return if hits == 0 {
            "No hit".to_owned()
        } else {
            format!("{hits} {word}, {order}")
        };
    }
    match app.outline.selected {
        Node::All => "Provisions".to_owned(),
        Node::About => String::new(),
        Node::Group(at) => {
            let group = app
                .groups
                .as_ref()
                .and_then(|groups| groups.groups.get(at as usize));
            group.map_or_else(String::new, |group| group.title.clone())
        }
        Node::Session(at) => compilation.parts[at as usize].title.to_string(),
        Node::Heading(at) => compilation.headings[at as usize].title.to_string(),
    }
}

fn empty_word(app: &App) -> String {
    if app.outline.selected == Node::About {
        "It is read on the right.".to_owned()
    } else if !app.filter.is_on() {
        "No provision here.".to_owned()
    } else if app.is_answered() {
        format!("Nothing matches “{}”.", app.filter.input.value().trim())
    } else {
        "Searching…".to_owned()
    }
}

/// The printed number; the id, which names the session too, where several are listed.
fn number(app: &App, at: u32) -> String {
    let provision = &app.compilation().provisions[at as usize];
    match app.outline.selected {
        Node::All | Node::Group(_) => provision.id.to_string(),
        _ => provision.number().to_string(),
    }
}

fn row_line(
    app: &App,
    theme: Theme,
    at: u32,
    selected: bool,
    number: &str,
    widest: usize,
    width: u16,
) -> Line<'static> {
    let provision = &app.compilation().provisions[at as usize];
    let base = if provision.has_text() {
        theme.text()
    } else {
        theme.faint()
    };
    let mut line = Line::default();
    // A blank has no style of its own: reversed, it would stand out as a block of colour.
    line.push_span(if app.marked.contains(&at) {
        Span::styled("●", theme.mark())
    } else {
        Span::raw(" ")
    });
    let printed = Styled::new(number, base).one_line(u16::try_from(widest).unwrap_or(u16::MAX));
    let filled = line_columns(&printed);
    line.spans.extend(printed.spans);
    line.push_span(Span::raw(" ".repeat(widest.saturating_sub(filled) + 1)));
    if !app.own.notebook.is_empty() {
        line.push_span(match app.own.of(&provision.id).map(sign) {
            Some(sign) => Span::styled(sign, theme.own()),
            None => Span::raw(" "),
        });
    }
    let (badge, badge_style) = badge(theme, provision);
    line.push_span(Span::styled(badge, badge_style));
    line.push_span(Span::raw(" "));
    let used = u16::try_from(line_columns(&line)).unwrap_or(width);
    let room = width.saturating_sub(used);
    line.spans
        .extend(words(app, theme, provision, base, room).spans);
    if selected {
        let filled = line_columns(&line);
        line.push_span(Span::raw(
            " ".repeat(usize::from(width).saturating_sub(filled)),
        ));
        let style = if app.focus == Pane::List || app.filter.editing {
            theme.selected()
        } else {
            theme.selected_elsewhere()
        };
        line.style = line.style.patch(style);
    }
    line
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
fn badge(theme: Theme, provision: &Provision) -> (&'static str, Style) {
    match provision.status() {
        Status::Adopted => (" ", theme.text()),
        Status::Updated => ("U", theme.inserted()),
        Status::NotRelevant => ("N", theme.inserted()),
        Status::Deleted => ("D", theme.inferred()),
        Status::Omitted => ("O", theme.inserted()),
    }
}

/// The first words; or, under a filter, those around the first match.
fn words(app: &App, theme: Theme, provision: &Provision, base: Style, room: u16) -> Line<'static> {
    let inferred = provision
        .annotations
        .iter()
        .any(|annotation| annotation.is_inferred());
    match (provision.status(), inferred) {
        (Status::Deleted, true) => return Styled::new("deleted (inferred)", base).one_line(room),
        (Status::Deleted, false) => return Styled::new("deleted", base).one_line(room),
        (Status::Omitted, true) => return Styled::new("without text", base).one_line(room),
        (Status::Omitted, false) => return Styled::new("omitted (footnote)", base).one_line(room),
        _ => {}
    }
    let text = &*provision.text;
    let matches: Vec<Range<usize>> = match &app.filter.findings {
        Some(findings) if app.filter.is_on() => findings.answer.highlights(beginning(text)),
        _ => Vec::new(),
    };
    let opening = app.document.opening.as_str();
    let opening = if text.starts_with(opening) {
        opening.len()
    } else {
        0
    };
    let start = excerpt_start(text, opening, matches.first(), usize::from(room));
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
        &[(&updates, theme.inserted()), (&ranges, theme.matched())],
    );
    styled.one_line(room)
}

/// Where the excerpt begins: after the opening that all provisions share, unless the first match
/// would then be out of sight.
fn excerpt_start(text: &str, opening: usize, first: Option<&Range<usize>>, room: usize) -> usize {
    let Some(first) = first else {
        return opening;
    };
    if first.start < opening {
        return 0;
    }
    if first.end <= opening + room {
        return opening;
    }
    let before = text.floor_char_boundary(first.start.saturating_sub(room / 3));
    // From the start of a word.
    let blank = text[before..first.start].find(char::is_whitespace);
    blank.map_or(before, |at| {
        let rest = &text[before + at..first.start];
        first.start - rest.trim_start().len()
    })
}
