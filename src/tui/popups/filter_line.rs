//! The filter line: typing a filter, what is told of its answer, and leaving it.

use std::sync::Arc;

use ratatui::Frame;
use tui_input::Input;

use super::super::app::App;
use super::super::command::{Command, Context};
use super::super::component::{Component, Outcome};
use super::super::event::{Effect, Mouse};
use super::super::filter::{Filter, Findings, Order};
use super::super::layout::Pane;
use super::super::outline::Node;
use super::super::{panes, undo};
use super::typed_line::{TypedLine, edit, insert};
use crate::notes::remember_filter;

/// Letters of a filter at most.
const LONGEST: usize = 1_000;

/// The line. What is typed stays when it closes, so that is in the state.
#[derive(Debug, Default)]
pub(super) struct FilterLine {
    /// Which of the filters before stands in the line, counted from the latest.
    recalled: Option<usize>,
}

impl FilterLine {
    /// The line, unless it is open; what it held can be changed.
    pub(super) fn open(app: &mut App) -> Option<Self> {
        if !app.filter.is_on() {
            app.filter.came_from = Some((app.outline.selected, app.selected_position()));
        }
        // What is found must be seen while it is typed.
        if !app.arrangement.shown().contains(&Pane::List) {
            app.arrangement.focus = Pane::List;
        }
        (!app.is_filtering()).then(Self::default)
    }
}

impl FilterLine {
    /// Puts an earlier filter in the line, or a later one, where the line is empty or holds one of them
    /// as it was; says whether it did.
    fn recall(&mut self, app: &mut App, command: Command) -> Option<Vec<Effect>> {
        let empty = app.filter.input.value().is_empty();
        let recalled = match (command, self.recalled) {
            (Command::Up, None) if empty => Some(0),
            (Command::Up, Some(at)) => Some(at + 1),
            (Command::Down, Some(at)) => at.checked_sub(1),
            _ => return None,
        };
        let history = &app.filter_history;
        // Beyond the earliest there is nothing: that one stays.
        let filter = recalled.map(|at| {
            let at = history.len().checked_sub(at + 1)?;
            history.get(at)
        });
        match filter {
            Some(None) => return (self.recalled.is_some()).then(Vec::new),
            Some(Some(filter)) => app.filter.input = Input::new(filter.clone()),
            None => app.filter.input = Input::default(),
        }
        self.recalled = recalled;
        Some(typed(app))
    }
}

/// Remembers the filter that is in force, for other times.
fn remember(app: &mut App) -> Vec<Effect> {
    let filter = app.filter.input.value().trim().to_owned();
    if filter.is_empty() {
        return Vec::new();
    }
    remember_filter(&mut app.filter_history, &filter);
    vec![Effect::SaveFilter(filter)]
}

impl Component<App> for FilterLine {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Filter, Context::Typing]
    }

    fn command(&mut self, app: &mut App, command: Command) -> Outcome {
        if let Some(effects) = self.recall(app, command) {
            return Outcome::Done(effects);
        }
        if command.motion().is_some() {
            return panes::component(Pane::List).command(app, command);
        }
        match command {
            Command::KeepFilter => {
                app.arrangement.focus = Pane::List;
                if !app.filter.is_on() {
                    app.filter = filter_off(&app.filter);
                }
                Outcome::Closed(remember(app))
            }
            Command::Cancel => Outcome::Closed(leave(app)),
            Command::EraseAll => {
                undo::filter_clears(app);
                self.recalled = None;
                edit(&mut app.filter.input, command);
                Outcome::Done(typed(app))
            }
            _ if edit(&mut app.filter.input, command) => {
                self.recalled = None;
                Outcome::Done(typed(app))
            }
            _ => Outcome::Ignored,
        }
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn text(&mut self, app: &mut App, text: &str) -> Outcome {
        self.recalled = None;
        if insert(&mut app.filter.input, text, LONGEST) {
            Outcome::Done(typed(app))
        } else {
            Outcome::done()
        }
    }

    fn mouse(&mut self, _app: &mut App, _mouse: Mouse) -> Outcome {
        Outcome::Ignored
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>) {
        let line = TypedLine {
            context: Context::Filter,
            prompt: "/",
            input: &app.filter.input,
            told: &status(app),
        };
        line.draw(app, frame);
    }
}

/// What follows from a changed text: an empty filter shows all at once; anything else is asked.
fn typed(app: &mut App) -> Vec<Effect> {
    if !app.filter.is_on() && app.filter.findings.take().is_some() {
        let (node, before) = app.filter.came_from.unwrap_or_default();
        app.outline.selected = node;
        app.refresh_rows(before);
    }
    app.ask()
}

/// Clears the filter and goes back to where the reader was when it was opened.
fn leave(app: &mut App) -> Vec<Effect> {
    let back = app.filter.came_from.and_then(|(_, before)| before);
    undo::filter_clears(app);
    if app.filter.is_on() {
        go_back(app, back);
    }
    app.filter = filter_off(&app.filter);
    Vec::new()
}

/// Clears the filter, staying at the provision that was found; says whether there was one.
pub(in crate::tui) fn clear(app: &mut App) -> bool {
    if !app.filter.is_on() {
        return false;
    }
    undo::filter_clears(app);
    let before = app.filter.came_from.and_then(|(_, before)| before);
    go_back(app, app.selected_position().or(before));
    true
}

/// Shows what was shown before there was a filter, with `position` selected.
fn go_back(app: &mut App, position: Option<u32>) {
    let (node, _) = app.filter.came_from.unwrap_or_default();
    app.filter = filter_off(&app.filter);
    app.outline.selected = node;
    app.refresh_rows(position);
    if position.is_some() && app.selected_position() != position {
        // The place before does not hold what was found; the whole document does.
        app.outline.selected = Node::All;
        app.refresh_rows(position);
    }
}

/// No filter, with hits in the same order when there is one again.
fn filter_off(filter: &Filter) -> Filter {
    Filter {
        order: filter.order,
        ..Filter::default()
    }
}

/// Takes an answer. One to what is not typed any more is stale, and dropped.
pub(in crate::tui) fn found(app: &mut App, findings: Arc<Findings>) {
    if !app.filter.is_on() || findings.question.typed != app.filter.input.value() {
        return;
    }
    let before = app.filter.findings.replace(Arc::clone(&findings));
    let stays = std::mem::take(&mut app.filter.stays);
    if stays || before.is_some_and(|before| before.question.typed == findings.question.typed) {
        // The same question, answered from more of the document: the reader stays where they are.
        app.refresh_rows(app.selected_position());
        return;
    }
    // What is searched is the whole document, wherever the reader was before.
    app.outline.selected = Node::All;
    let best = match app.filter.order {
        Order::Relevance => None,
        Order::Printed => findings.answer.hits.best().map(|hit| hit.position),
    };
    app.refresh_rows(best);
}

/// How many hits, how typed words were read, and what was not understood.
pub(in crate::tui) fn status(app: &App) -> String {
    let all = app.document().provisions.len();
    if !app.filter.is_on() {
        let with_text = app.browsed.tally.all;
        return match all - with_text {
            0 => format!("{with_text} provisions"),
            gone => format!("{with_text} provisions, {gone} without text"),
        };
    }
    let indexed = app.indexed();
    let mut told = Vec::new();
    match app.findings() {
        Some(findings) if app.is_answered() => {
            // What was changed in the reader's words comes before what the list tells as well.
            for reading in &findings.answer.corrections {
                told.push(reading.to_string());
            }
            told.extend(findings.answer.rereadings.iter().map(ToString::to_string));
            told.push(match findings.answer.hits.len() {
                0 => "nothing found".to_owned(),
                hits => format!("{hits} of {all}"),
            });
            if !findings.answer.optional.is_empty() {
                let words = findings.answer.optional.join(", ");
                told.push(format!("not asked for: {words}"));
            }
            let ignored = findings.ignored.iter();
            told.extend(ignored.map(|ignored| format!("ignored: {ignored}")));
        }
        _ if indexed == 0 => told.push("building the index…".to_owned()),
        _ => told.push("searching…".to_owned()),
    }
    if indexed > 0 && indexed < all {
        told.push(format!("searched so far: {indexed} of {all}"));
    }
    told.join(" · ")
}
