//! The filter: typing it, its answers, walking its hits.

use std::sync::Arc;

use tui_input::{Input, InputRequest};

use super::super::app::{App, Notice, Order, Pane};
use super::super::layout;
use super::super::outline::{Node, Under};
use super::super::{Effect, Findings};
use super::moving;

/// Longer input is cut: nobody types it, and a pasted file must not become a query.
const LONGEST: usize = 1_000;

/// Why there is nothing to walk or to order.
const NO_HITS: &str = "Nothing is filtered. / begins a filter.";

/// Opens the filter line; what it held can be changed.
pub(super) fn edit(app: &mut App) {
    if !app.filter.is_on() {
        app.filter.came_from = Some((app.outline.selected, app.selected_position()));
    }
    app.filter.editing = true;
    // What is found must be seen while it is typed.
    if !layout::shown(app).contains(&Pane::List) {
        app.focus = Pane::List;
    }
}

/// Leaves the filter line. What it found stays.
pub(super) fn keep(app: &mut App) {
    app.filter.editing = false;
    app.focus = Pane::List;
    if !app.filter.is_on() {
        app.filter.input = Input::default();
    }
}

/// Steps back: while typing, to where the reader was; else out of the filter, staying at the
/// provision that was found; else the marks go.
pub(super) fn cancel(app: &mut App) -> Option<Effect> {
    let typing = std::mem::take(&mut app.filter.editing);
    if !app.filter.is_on() && !typing {
        app.marked.clear();
        return None;
    }
    let found = app.selected_position();
    let (node, before) = app.filter.came_from.take().unwrap_or_default();
    let searched = app.filter.is_on();
    app.filter.input = Input::default();
    app.filter.findings = None;
    if !searched {
        return ask(app);
    }
    let back = if typing { before } else { found.or(before) };
    app.outline.selected = node;
    relist(app, back);
    if back.is_some() && app.selected_position() != back {
        // The place before does not hold what was found; the whole document does.
        app.outline.selected = Node::All;
        relist(app, back);
    }
    ask(app)
}

/// A change to the filter's text.
pub(super) fn change(app: &mut App, request: InputRequest) -> Option<Effect> {
    if let InputRequest::InsertChar(_) = request
        && app.filter.input.value().chars().count() >= LONGEST
    {
        return None;
    }
    app.filter.input.handle(request);
    asked_anew(app)
}

/// Text pasted by the terminal: into the filter, whether its line is open or not.
pub(super) fn paste(app: &mut App, text: &str) -> Option<Effect> {
    edit(app);
    let room = LONGEST.saturating_sub(app.filter.input.value().chars().count());
    let printable = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    for character in printable.take(room) {
        app.filter.input.handle(InputRequest::InsertChar(character));
    }
    asked_anew(app)
}

/// What follows from a changed text: an empty filter shows all at once; anything else is asked.
fn asked_anew(app: &mut App) -> Option<Effect> {
    if !app.filter.is_on() && app.filter.findings.take().is_some() {
        let (node, before) = app.filter.came_from.unwrap_or_default();
        app.outline.selected = node;
        relist(app, before);
    }
    ask(app)
}

/// Asks for what has been typed, where the screen does not show its answer already.
pub(super) fn ask(app: &App) -> Option<Effect> {
    let open = app.filter.is_on() && !app.is_answered();
    open.then(|| Effect::Find(app.filter.input.value().to_owned()))
}

/// An answer came. One that was asked before the latest change is dropped.
pub(super) fn found(app: &mut App, findings: Arc<Findings>) {
    if !app.filter.is_on() || findings.typed != app.filter.input.value() {
        return;
    }
    let again = app
        .filter
        .findings
        .as_ref()
        .is_some_and(|before| before.typed == findings.typed);
    app.filter.findings = Some(findings);
    if again {
        // The same question, answered from more of the document: the reader stays where he is.
        let selected = app.selected_position();
        relist(app, selected);
        return;
    }
    // What is searched is the whole document, wherever the reader was before.
    app.outline.selected = Node::All;
    app.listing.selected = 0;
    app.listing.top = 0;
    app.detail_top = 0;
    relist(app, None);
    if app.filter.order == Order::Printed {
        select_best(app);
    }
}

/// The next best hit, or the one before, round and round; whichever pane has the focus.
pub(super) fn to_hit(app: &mut App, forward: bool) {
    let rows = app.listing.rows.len();
    if !app.filter.is_on() || rows == 0 {
        app.notice = Some(Notice::Failed(NO_HITS.to_owned()));
        return;
    }
    let step = if forward { 1 } else { rows - 1 };
    let row = (app.listing.selected + step) % rows;
    moving::select_row(app, row);
}

/// By relevance, or as printed; the selected provision stays selected.
pub(super) fn switch_order(app: &mut App) {
    if !app.filter.is_on() {
        app.notice = Some(Notice::Failed(NO_HITS.to_owned()));
        return;
    }
    app.filter.order = match app.filter.order {
        Order::Relevance => Order::Printed,
        Order::Printed => Order::Relevance,
    };
    let selected = app.selected_position();
    relist(app, selected);
}

fn select_best(app: &mut App) {
    let best = app
        .filter
        .findings
        .as_ref()
        .and_then(|findings| findings.answer.hits.best());
    let position = best.map(|hit| hit.position);
    if let Some(row) = app.listing.rows.iter().position(|&at| Some(at) == position) {
        app.listing.selected = row;
    }
}

/// Makes the rows of tree and list anew from the filter and the tree's selection. `keep` is the
/// provision to have selected, where it is among the rows; otherwise the first row is.
pub(super) fn relist(app: &mut App, keep: Option<u32>) {
    let document = app.document.clone();
    let compilation = &document.compilation;
    let findings = app.filter.findings.clone().filter(|_| app.filter.is_on());
    let tally = findings
        .as_ref()
        .map_or(&document.tally, |findings| &findings.tally);
    let partial = findings
        .as_ref()
        .is_some_and(|findings| findings.answer.hits.is_empty());
    // Where nothing was found, the tree stays whole and the list offers what comes near.
    let empty = findings.is_some() && partial;
    if let Some(groups) = &app.groups {
        let hit = findings.as_ref().filter(|_| !empty).map(|findings| {
            let mut hit = vec![false; compilation.provisions.len()];
            for found in findings.answer.hits.iter() {
                hit[found.position as usize] = true;
            }
            hit
        });
        app.group_sizes = groups.tally(|at| hit.as_ref().is_none_or(|hit| hit[at as usize]));
        app.outline.lay_out_groups(&app.group_sizes);
    } else {
        app.outline.lay_out(
            compilation,
            if empty { &document.tally } else { tally },
            findings.is_some() && !empty,
        );
    }

    let groups = app.groups.clone();
    let under = Under::new(compilation, groups.as_deref(), app.outline.selected);
    let holds = |at: u32| under.holds(&document.places, at);
    let rows: Vec<u32> = match &findings {
        None => {
            let all = u32::try_from(compilation.provisions.len()).unwrap_or(u32::MAX);
            (0..all).filter(|&at| holds(at)).collect()
        }
        Some(findings) => {
            let hits = if partial {
                &findings.answer.partial
            } else {
                &findings.answer.hits
            };
            let mut rows: Vec<u32> = hits
                .iter()
                .map(|hit| hit.position)
                .filter(|&at| holds(at))
                .collect();
            if app.filter.order == Order::Printed {
                rows.sort_unstable();
            }
            rows
        }
    };
    let listing = &mut app.listing;
    listing.partial = partial && !rows.is_empty();
    listing.rows = rows;
    let kept = keep.and_then(|keep| listing.rows.iter().position(|&at| at == keep));
    listing.selected = kept.unwrap_or(0);
    listing.top = listing.selected.saturating_sub(2);
    app.detail_top = 0;
}
