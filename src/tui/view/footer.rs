//! The last line: the filter, what just happened, or the keys that help now.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::Clear;
use tui_input::Input;
use unicode_width::UnicodeWidthStr;

use super::super::app::{App, Notice, Overlay, Pane};
use super::super::keymap::{BINDINGS, Binding, Context, shown};
use super::super::wrap::{Styled, line_columns};
use super::super::{Action, Theme};
use crate::export::visible;
use crate::search::Query;

pub(super) fn draw(app: &App, theme: Theme, area: Rect, frame: &mut Frame<'_>) {
    if app.overlay.is_none() {
        if let Some(input) = &app.own.tagging {
            let line = Typing {
                context: Context::Tags,
                before: "tag: ",
                input,
                told: &known_tags(app),
            };
            line.draw(theme, area, frame);
            return;
        }
        if app.filter.editing {
            let line = Typing {
                context: Context::Filter,
                before: "/",
                input: &app.filter.input,
                told: &found(app),
            };
            line.draw(theme, area, frame);
            return;
        }
    }
    match &app.notice {
        Some(Notice::Done(text)) => {
            let told = Styled::new(&format!("✓ {text}"), theme.done());
            notice(&told, area, frame);
        }
        Some(Notice::Failed(text)) => {
            let told = Styled::new(&format!("! {text}"), theme.failed());
            notice(&told, area, frame);
        }
        None => frame.render_widget(standing(app, theme, area.width), area),
    }
}

/// What just happened, whole: what to do about a failure stands at its end. Where one row is too
/// short it takes rows from the panes until the next key, but leaves most of them.
fn notice(told: &Styled, area: Rect, frame: &mut Frame<'_>) {
    let mut lines = told.wrap(area.width, 0);
    let room = usize::from(area.bottom() / 2).max(1);
    if lines.len() > room {
        lines = vec![told.one_line(area.width)];
    }
    let height = u16::try_from(lines.len()).unwrap_or(1);
    let rows = Rect {
        y: area.bottom().saturating_sub(height),
        height,
        ..area
    };
    frame.render_widget(Clear, rows);
    frame.render_widget(Text::from(lines), rows);
}

/// A line that is being typed, with its cursor, and what is told of it on the right.
struct Typing<'a> {
    context: Context,
    before: &'static str,
    input: &'a Input,
    told: &'a str,
}

impl Typing<'_> {
    fn draw(&self, theme: Theme, area: Rect, frame: &mut Frame<'_>) {
        let as_columns = |columns: usize| u16::try_from(columns).unwrap_or(area.width);
        // The reader's own words come first; what is told of them gives way.
        let typed: String = visible(self.input.value()).into_owned();
        let before_width = as_columns(self.before.len());
        let left = area.width.saturating_sub(before_width + 3);
        let most = left
            .saturating_sub(as_columns(typed.width()))
            .max(area.width / 2);
        let mut told = Styled::new(self.told, theme.faint()).one_line(most);
        for (key, words) in bindings(self.context).filter_map(hint) {
            let columns = line_columns(&told) + key.width() + words.width() + 4;
            if columns > usize::from(most) {
                break;
            }
            told.push_span("   ");
            told.push_span(Span::styled(key, theme.key()));
            told.push_span(Span::styled(format!(" {words}"), theme.faint()));
        }
        let told_width = as_columns(line_columns(&told));
        let taken = told_width + before_width + 2;
        let room = area.width.saturating_sub(taken).max(1);
        let scroll = self.input.visual_scroll(usize::from(room));
        let seen = skip_columns(&typed, scroll);
        let mut line = Line::from(Span::styled(self.before, theme.key()));
        line.spans
            .extend(Styled::new(seen, theme.text()).one_line(room).spans);
        frame.render_widget(line, area);
        let right = Rect {
            x: area.right().saturating_sub(told_width),
            width: told_width,
            ..area
        };
        frame.render_widget(told, right);
        let cursor = self.input.visual_cursor().saturating_sub(scroll);
        let column = area.x + before_width + u16::try_from(cursor).unwrap_or(room);
        frame.set_cursor_position(Position::new(
            column.min(area.right().saturating_sub(1)),
            area.y,
        ));
    }
}

/// The tags that there are, so that nobody invents a second spelling.
fn known_tags(app: &App) -> String {
    let tags: Vec<String> = (app.own.notebook.tags().into_keys())
        .map(|tag| format!("#{tag}"))
        .collect();
    if tags.is_empty() {
        "a word or several".to_owned()
    } else {
        tags.join(" ")
    }
}

fn skip_columns(text: &str, columns: usize) -> &str {
    use unicode_width::UnicodeWidthChar;
    let mut passed = 0;
    for (at, character) in text.char_indices() {
        if passed >= columns {
            return &text[at..];
        }
        passed += character.width().unwrap_or(0);
    }
    ""
}

/// How many hits, how typed words were read, and what was not understood.
fn found(app: &App) -> String {
    let all = app.compilation().provisions.len();
    if !app.filter.is_on() {
        let with_text = app.document.tally.all;
        return match all - with_text {
            0 => format!("{with_text} provisions"),
            gone => format!("{with_text} provisions, {gone} without text"),
        };
    }
    let mut told = Vec::new();
    match &app.filter.findings {
        Some(findings) if app.is_answered() => {
            // What was changed in the reader's words comes before what the list tells as well.
            for reading in &findings.answer.corrections {
                told.push(format!("{} → {}", reading.typed, reading.matched));
            }
            told.push(match findings.answer.hits.len() {
                0 => "nothing found".to_owned(),
                hits => format!("{hits} of {all}"),
            });
        }
        _ if app.indexed == 0 => told.push("building the index…".to_owned()),
        _ => told.push("searching…".to_owned()),
    }
    if app.indexed > 0 && app.indexed < all {
        told.push(format!("searched so far: {} of {all}", app.indexed));
    }
    for ignored in Query::parse(app.filter.input.value()).ignored() {
        told.push(format!("ignored: {ignored}"));
    }
    told.join(" · ")
}

/// The filter in force, the marks, and the keys that help now: as many as fit whole, and always
/// those for help and for leaving.
fn standing(app: &App, theme: Theme, width: u16) -> Line<'static> {
    let mut line = Styled::default();
    if app.filter.is_on() {
        line.push(&format!("/{} ", app.filter.input.value()), theme.strong());
        line.push(&format!("{}  ", found(app)), theme.faint());
    }
    if !app.marked.is_empty() {
        line.push(&format!("{} marked  ", app.marked.len()), theme.mark());
    }
    let spans = |(key, words): &(&str, &str)| {
        [
            Span::styled((*key).to_owned(), theme.key()),
            Span::styled(format!(" {words}  "), theme.faint()),
        ]
    };
    let columns = |hint: &(&str, &str)| hint.0.width() + hint.1.width() + 3;
    let (mut always, others): (Vec<_>, Vec<_>) =
        hints(app).partition(|(_, words)| ["help", "quit"].contains(words));
    while always.len() > 1 && always.iter().map(columns).sum::<usize>() > usize::from(width) + 2 {
        always.remove(0);
    }
    let kept = always.iter().map(columns).sum::<usize>();
    let before = usize::from(width).saturating_sub(kept);
    let mut line = line.one_line(u16::try_from(before.saturating_sub(1)).unwrap_or(width));
    if line.width() + 1 >= before {
        // It was cut; what follows is to stand apart from it.
        line.push_span(" ");
    }
    let mut room = before.saturating_sub(line_columns(&line));
    for other in &others {
        if columns(other) > room {
            break;
        }
        room -= columns(other);
        line.spans.extend(spans(other));
    }
    line.spans.extend(always.iter().flat_map(spans));
    line
}

/// Keys of the footer, from the one table, where they do something now.
fn hints(app: &App) -> impl Iterator<Item = (&'static str, &'static str)> {
    let contexts: &[Context] = match (app.overlay, app.focus) {
        (Some(Overlay::Help(_)), _) => &[Context::Help],
        (Some(Overlay::Forms(_)), _) => &[Context::Forms],
        (None, Pane::Tree) => &[Context::Tree, Context::Panes],
        (None, _) => &[Context::Panes],
    };
    // What undoes what stands to the left of the keys comes first.
    let (back, others): (Vec<&Binding>, Vec<&Binding>) = contexts
        .iter()
        .flat_map(|context| bindings(*context))
        .filter(|binding| binding.action.is_live(app))
        .partition(|binding| binding.action == Action::Cancel);
    back.into_iter().chain(others).filter_map(hint)
}

fn bindings(context: Context) -> impl Iterator<Item = &'static Binding> {
    BINDINGS
        .iter()
        .filter(move |binding| binding.context == context)
}

/// The key and the words of a binding that the footer shows.
fn hint(binding: &Binding) -> Option<(&'static str, &'static str)> {
    Some((shown(binding.keys.first()?), binding.hint?))
}

/// What is seen while a collection is being read.
pub(super) fn loading(
    app: &App,
    theme: Theme,
    (read, all): (u64, Option<u64>),
    frame: &mut Frame<'_>,
) {
    let area = frame.area();
    let megabytes = |bytes: u64| format!("{:.1} MB", bytes as f64 / 1e6);
    let progress = match all {
        Some(all) if all > 0 => format!(
            "{} of {} · {} %",
            megabytes(read),
            megabytes(all),
            (100 * read / all).min(100)
        ),
        _ => megabytes(read),
    };
    let mut title = Styled::new("Reading ", theme.text());
    title.push(&app.document.name, theme.strong());
    let rows = [
        title,
        Styled::new(&progress, theme.text()),
        Styled::new("q leaves", theme.faint()),
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
