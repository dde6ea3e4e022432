//! The footer: the filter in force, what just happened, or the keys that help now.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::app::{App, Notice};
use super::availability::why_not;
use super::command::Command;
use super::component::Component;
use super::keymap::{Binding, hint};
use super::popups::filter_status;
use super::progress::in_words;
use super::wrap::{Styled, line_columns};

/// Draws the footer; the keys are those of the component that has them.
pub(super) fn draw(app: &App, keys_go_to: &dyn Component<App>, frame: &mut Frame<'_>) {
    let (theme, area) = (&app.theme, app.layout().footer);
    match &app.notice {
        Some(Notice::Done(text)) => {
            let told = Styled::new(&format!("✓ {text}"), theme.done);
            notice(&told, area, frame);
        }
        Some(Notice::Failed(text)) => {
            let told = Styled::new(&format!("! {text}"), theme.failed);
            notice(&told, area, frame);
        }
        None => frame.render_widget(standing(app, keys_go_to, area.width), area),
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

/// The filter in force, the marks, and the keys that help now: as many as fit whole, and always
/// those for help, for closing and for leaving.
fn standing(app: &App, keys_go_to: &dyn Component<App>, width: u16) -> Line<'static> {
    let theme = &app.theme;
    let mut line = Styled::default();
    if let Some(progress) = app.reading {
        line.push("Reading ", theme.strong);
        line.push(
            &format!("{} · Esc stops  ", in_words(progress)),
            theme.faint,
        );
    }
    if app.filter.is_on() {
        line.push(&format!("/{} ", app.filter.input.value()), theme.strong);
        line.push(&format!("{}  ", filter_status(app)), theme.faint);
    }
    if !app.marked.is_empty() {
        line.push(&format!("{} marked  ", app.marked.len()), theme.mark);
    }
    let spans = |(key, words): &(&str, &str)| {
        [
            Span::styled((*key).to_owned(), theme.key),
            Span::styled(format!(" {words}  "), theme.faint),
        ]
    };
    let columns = |hint: &(&str, &str)| hint.0.width() + hint.1.width() + 3;
    let is_vital = |binding: &&Binding| {
        matches!(
            binding.command,
            Command::Help | Command::Quit | Command::Close
        )
    };
    let (vital, others): (Vec<_>, Vec<_>) = live(app, keys_go_to).into_iter().partition(is_vital);
    let mut always: Vec<_> = vital.into_iter().filter_map(hint).collect();
    let others: Vec<_> = others.into_iter().filter_map(hint).collect();
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

/// The bindings that do something now.
fn live<'a>(app: &'a App, keys_go_to: &dyn Component<App>) -> Vec<&'a Binding> {
    let contexts = keys_go_to.contexts().iter();
    let bindings = contexts.flat_map(|context| app.keymap.bindings(*context));
    let live = bindings.filter(|binding| {
        binding.hint.is_some()
            && keys_go_to.enables(app, binding.command)
            && why_not(app, binding.command).is_none()
    });
    // What undoes what stands to the left of the keys comes first.
    let (back, others): (Vec<_>, Vec<_>) =
        live.partition(|binding| binding.command == Command::Cancel);
    back.into_iter().chain(others).collect()
}
