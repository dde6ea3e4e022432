//! How an event changes the state. Pure: no terminal, no clock, no file, no thread.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::app::App;
use super::command::{Command, Context};
use super::component::{Component, Outcome};
use super::copy_format::CopyFormat;
use super::event::{Effect, Event, Mouse};
use super::filter::Order;
use super::grouping::GroupBy;
use super::job::{Exported, JobAnswer, JobOutput, Task};
use super::keymap::name_of;
use super::layout::{ListLines, Pane};
use super::outline::Node;
use super::{jumplist, keyboard_layouts, panes, popups, reload, undo, user_notes};
use crate::export::{QUOTATION, View};

/// Changes the state as the event asks, and says what must be done outside.
#[must_use]
pub fn update(app: &mut App, event: Event) -> Vec<Effect> {
    let mut effects = match event {
        Event::Key(key) => press(app, key, None),
        Event::KeyInPlace(key, place) => press(app, key, Some(place)),
        Event::Command(command) => run(app, command),
        Event::Mouse(mouse) => point(app, mouse),
        Event::Paste(text) => paste(app, &text),
        Event::Resize(columns, rows) => {
            app.arrangement.size = (columns, rows);
            Vec::new()
        }
        Event::Reading(read, all) => {
            // News from before it was stopped.
            if app.reading.is_some() {
                app.reading = Some((read, all));
            }
            Vec::new()
        }
        Event::FirstRead(browsed) => {
            let reading = app.reading;
            if reading.is_some() {
                app.open(browsed);
                app.reading = reading;
            }
            Vec::new()
        }
        Event::Opened(browsed) => {
            let before = app.selected().map(|provision| provision.id.clone());
            app.open(browsed);
            if let Some(id) = before {
                return_to(app, &id);
            }
            let mut effects = vec![Effect::Start(app.job(Task::Index))];
            effects.extend(user_notes::open(app));
            effects
        }
        Event::Reloaded(reloaded) => reload::take(app, reloaded),
        Event::Answer(answer) => take(app, answer),
        Event::Copied(Ok(done)) => {
            app.tell_done(done);
            Vec::new()
        }
        Event::NoteEdited(edited) => user_notes::note_edited(app, edited),
        Event::NotesSaved(held) => user_notes::saved(app, held),
        Event::NotesAdopted(held) => user_notes::adopted(app, held),
        Event::Copied(Err(why)) | Event::NotesTrouble(why) => {
            app.tell_failed(why);
            Vec::new()
        }
        Event::Return(id) => {
            return_to(app, &id);
            Vec::new()
        }
    };
    effects.extend(reload::show_when_free(app));
    app.settle();
    panes::settle(app);
    effects
}

/// A key: a letter where something is typed, a command where it is bound; else the key that it stands
/// for, or nothing that a person could have meant. `place` is the Latin key in its place.
fn press(app: &mut App, key: KeyEvent, place: Option<char>) -> Vec<Effect> {
    let held = key.modifiers - KeyModifiers::SHIFT;
    if let KeyCode::Char(letter) = key.code
        && held.is_empty()
        && app.is_typing()
    {
        app.notice = None;
        return type_text(app, letter.encode_utf8(&mut [0; 4]));
    }
    let before = match key.code {
        KeyCode::Char(letter) if keyboard_layouts::is_foreign(key) => {
            app.foreign_letter.replace(letter)
        }
        KeyCode::Char(letter) if letter.is_ascii_alphabetic() => app.foreign_letter.take(),
        _ => app.foreign_letter,
    };
    let asked = app.leaves_by.take();
    if let Some(instead) = keyboard_layouts::instead(key, before) {
        match bound(app, instead) {
            // The same sign is typed on a Latin keyboard too, and would do no harm there.
            Some(Command::Quit) if asked != Some(key) => {
                app.leaves_by = Some(key);
                app.tell_done(IN_PLACE_OF_QUIT);
                return Vec::new();
            }
            Some(command) => return run(app, command),
            None => {}
        }
    }
    if let Some(command) = bound(app, key) {
        return run(app, command);
    }
    if key.modifiers.contains(KeyModifiers::ALT) {
        // Terminals send Escape and a key behind it as Alt and the key.
        let mut effects = press(app, KeyCode::Esc.into(), None);
        let modifiers = key.modifiers - KeyModifiers::ALT;
        effects.extend(press(app, KeyEvent { modifiers, ..key }, place));
        return effects;
    }
    let mut stand_ins = keyboard_layouts::stand_ins(key, place, before).into_iter();
    if let Some(command) = stand_ins.find_map(|key| bound(app, key)) {
        return run(app, command);
    }
    if app.popups.is_empty()
        && app.reading.is_none()
        && let Some(name) = name_of(key)
    {
        let latin = if keyboard_layouts::is_foreign(key) {
            "Keys are Latin letters; "
        } else {
            ""
        };
        app.tell_failed(format!(
            "{name} does nothing here. {latin}? lists the keys."
        ));
    }
    Vec::new()
}

/// Told at a key that leaves in the layout of the letter before it, and filters in others.
const IN_PLACE_OF_QUIT: &str =
    "On a Hebrew keyboard this key is in the place of q: once more leaves. The key . filters.";

/// The command that a key has where keys go now. What lies over the panes takes their keys as well, as
/// far as these move, step back or are about the terminal, unless they have another meaning there: who
/// has keys of their own need not name them for each popup.
fn bound(app: &App, key: KeyEvent) -> Option<Command> {
    let contexts = match app.popups.last() {
        Some(popup) => popup.contexts(),
        None => panes::component(app.focus()).contexts(),
    };
    let in_panes = || match app.keymap.command(key, &[Context::Panes])? {
        Command::Cancel | Command::Quit => Some(Command::Cancel),
        command if command.is_of_the_terminal() || command.motion().is_some() => Some(command),
        _ => None,
    };
    app.keymap.command(key, contexts).or_else(in_panes)
}

/// A command goes to the topmost popup, then to the focused pane, then to the browser.
fn run(app: &mut App, command: Command) -> Vec<Effect> {
    match command {
        Command::Redraw => return vec![Effect::Redraw],
        Command::Suspend => return vec![Effect::Suspend],
        Command::Quit => return leave(app),
        Command::Cancel if app.reading.is_some() && app.popups.is_empty() => {
            return stop_reading(app);
        }
        _ => app.notice = None,
    }
    if app.reading.is_some() && user_notes::changes_notes(command) {
        app.tell_failed("Notes wait until the document has been read.");
        return Vec::new();
    }
    if let Some(effects) = ask_popup(app, |popup, app| popup.command(app, command)) {
        return effects;
    }
    match panes::component(app.focus()).command(app, command) {
        Outcome::Ignored | Outcome::Runs(_) => run_anywhere(app, command),
        Outcome::Done(effects) | Outcome::Closed(effects) => effects,
    }
}

/// What the topmost popup makes of something; nothing where there is none, or it ignores it.
fn ask_popup(
    app: &mut App,
    ask: impl FnOnce(&mut dyn Component<App>, &mut App) -> Outcome,
) -> Option<Vec<Effect>> {
    let mut popup = app.popups.pop()?;
    match ask(&mut *popup, app) {
        Outcome::Closed(effects) => Some(effects),
        Outcome::Runs(command) => Some(run(app, command)),
        Outcome::Done(effects) => {
            app.popups.push(popup);
            Some(effects)
        }
        Outcome::Ignored => {
            app.popups.push(popup);
            None
        }
    }
}

/// A command that means the same whichever pane has the keys.
fn run_anywhere(app: &mut App, command: Command) -> Vec<Effect> {
    match command {
        Command::NextPane => to_pane(app, 1),
        Command::PreviousPane => to_pane(app, Pane::ALL.len() - 1),
        Command::Zoom => app.arrangement.zoomed = !app.arrangement.zoomed,
        Command::SwitchMouse => return switch_mouse(app),
        Command::SelectText => return select_text(app),
        Command::SwitchListLines => {
            app.arrangement.list_lines = ListLines::after(app.list_lines());
        }
        Command::Widen => resize_focused(app, 2),
        Command::Narrow => resize_focused(app, -2),
        Command::SwitchView => {
            app.view = app.view.next();
            app.detail_top = 0;
            // A text without changes looks the same in each, and may not be seen.
            app.tell_done(match app.view {
                View::Annotated => "The text with its updates",
                View::Adopted => "The text as it was adopted",
                View::Editors => "The editors' view: the changes alone",
            });
        }
        Command::Cancel => {
            if !popups::clear_filter(app) {
                undo::unmark_all(app);
            }
        }
        Command::NextHit => to_hit(app, true),
        Command::PreviousHit => to_hit(app, false),
        Command::SwitchOrder => switch_order(app),
        Command::Copy => return popups::copy(app, CopyFormat(QUOTATION)),
        Command::CopyAs(format) => return popups::copy(app, format),
        Command::Mark => mark(app),
        Command::UnmarkAll => {
            if !undo::unmark_all(app) {
                app.tell_failed("Nothing is marked. Space marks a provision.");
            }
        }
        Command::Undo => return undo::undo(app),
        Command::AdoptNotes => return user_notes::adopt(app),
        Command::Reload => return reload::reload(app),
        Command::Bookmark => return user_notes::bookmark(app),
        Command::EditNote => return user_notes::edit_note(app),
        Command::GroupBySession => return group_by(app, GroupBy::Session),
        Command::GroupByAddressee => return group_by(app, GroupBy::Addressee),
        Command::GroupByAction => return group_by(app, GroupBy::Action),
        Command::GroupByReference => return group_by(app, GroupBy::Reference),
        Command::GroupByStatus => return group_by(app, GroupBy::Status),
        Command::NextReference => return jumplist::point(app, true),
        Command::PreviousReference => return jumplist::point(app, false),
        Command::Back => return jumplist::back(app),
        other => {
            let popup = popups::opened_by(app, other);
            app.popups.extend(popup);
        }
    }
    Vec::new()
}

/// Text goes to what is being typed.
fn type_text(app: &mut App, text: &str) -> Vec<Effect> {
    ask_popup(app, |popup, app| popup.text(app, text)).unwrap_or_default()
}

/// Pasted text goes to what is being typed, else into the filter; a popup that takes no text keeps
/// it out.
fn paste(app: &mut App, text: &str) -> Vec<Effect> {
    if app.popups.is_empty() {
        let line = popups::opened_by(app, Command::EditFilter);
        app.popups.extend(line);
    }
    if !app.is_typing() {
        return Vec::new();
    }
    app.notice = None;
    let printable = |letter: char| if letter.is_control() { ' ' } else { letter };
    // More than any line takes is not even looked at.
    const MOST: usize = 1 << 12;
    type_text(
        app,
        &text.chars().take(MOST).map(printable).collect::<String>(),
    )
}

/// The mouse: the topmost popup, then borders, then the pane below the pointer.
fn point(app: &mut App, mouse: Mouse) -> Vec<Effect> {
    app.notice = None;
    if let Some(effects) = ask_popup(app, |popup, app| popup.mouse(app, mouse)) {
        return effects;
    }
    let layout = app.layout();
    let (column, row) = match mouse {
        Mouse::Click(column, row) => {
            app.dragging = layout.border_at(column, row);
            if app.dragging.is_some() {
                return Vec::new();
            }
            (column, row)
        }
        Mouse::Wheel(column, row, _) => (column, row),
        Mouse::Drag(column, _) => {
            if let Some(pane) = app.dragging {
                put_border(app, pane, column);
            }
            return Vec::new();
        }
        Mouse::Release => {
            app.dragging = None;
            return Vec::new();
        }
    };
    let Some(pane) = layout.pane_at(column, row) else {
        return Vec::new();
    };
    if matches!(mouse, Mouse::Click(..)) {
        app.focus_if_shown(pane);
        let inside = layout.inside(pane);
        if !(inside.top()..inside.bottom()).contains(&row) {
            return Vec::new();
        }
    }
    match panes::component(pane).mouse(app, mouse) {
        Outcome::Done(effects) | Outcome::Closed(effects) => effects,
        Outcome::Ignored | Outcome::Runs(_) => Vec::new(),
    }
}

/// An answer of a job. That of another document is stale, and dropped.
fn take(app: &mut App, answer: JobAnswer) -> Vec<Effect> {
    if answer.document != app.browsed.id {
        return Vec::new();
    }
    match answer.outcome {
        JobOutput::Index(index) => app.take_index(index),
        JobOutput::Links(links) => {
            app.links = Some(links);
            app.group_pending()
        }
        JobOutput::Operative => app.group_pending(),
        JobOutput::Groups(groups) => {
            app.take_groups(groups);
            Vec::new()
        }
        JobOutput::Placed(change, saves) => user_notes::placed(app, change, saves),
        JobOutput::Findings(findings) => {
            popups::found(app, findings);
            Vec::new()
        }
        JobOutput::Exported(exported) => {
            app.exports = app.exports.saturating_sub(1);
            let mut effects = vec![match exported {
                Exported::Text(text, what) => Effect::Copy(text, what),
                Exported::File(bytes, kind, what) => Effect::WriteFile(bytes, kind, what),
            }];
            if app.leaving && app.exports == 0 {
                effects.push(Effect::Quit);
            }
            effects
        }
    }
}

/// Leaves, but not before what was copied is on its way; asked again, at once.
fn leave(app: &mut App) -> Vec<Effect> {
    if app.exports == 0 || app.leaving {
        return vec![Effect::Quit];
    }
    app.leaving = true;
    app.tell_done("Leaving when the copy is made. Again: without it.".to_owned());
    Vec::new()
}

/// Selects the provision with this id, where the document still has it and the reader has not
/// gone anywhere yet.
/// Leaves the document as far as it has been read.
fn stop_reading(app: &mut App) -> Vec<Effect> {
    app.reading = None;
    app.tell_failed("Reading was stopped. q leaves.");
    let mut effects = vec![Effect::StopReading];
    if !app.document().provisions.is_empty() {
        effects.push(Effect::Start(app.job(Task::Index)));
    }
    effects
}

fn return_to(app: &mut App, id: &str) {
    let at = app.document().position(id);
    if let Some(at) = at.and_then(|at| u32::try_from(at).ok())
        && app.outline.selected == Node::All
        && app.listing.selected == 0
        && !app.filter.is_on()
    {
        app.refresh_rows(Some(at));
    }
}

/// Moves the focus by this many panes to the right, round and round.
fn to_pane(app: &mut App, steps: usize) {
    let here = Pane::ALL.iter().position(|&pane| pane == app.focus());
    app.arrangement.focus = Pane::ALL[(here.unwrap_or(0) + steps) % Pane::ALL.len()];
}

/// Puts the right border of a pane at a column.
fn put_border(app: &mut App, pane: Pane, column: u16) {
    let arrangement = &mut app.arrangement;
    let shown = arrangement.shown();
    arrangement
        .shares
        .put_border(pane, column, arrangement.size.0, shown);
}

/// Takes the mouse, or leaves it to the terminal.
fn switch_mouse(app: &mut App) -> Vec<Effect> {
    app.mouse = !app.mouse;
    app.dragging = None;
    app.tell_done(if app.mouse {
        "The mouse is the browser's: it points, scrolls, and drags borders."
    } else {
        "The mouse is the terminal's: it selects text as elsewhere."
    });
    vec![Effect::UseMouse(app.mouse)]
}

/// Shows the text alone, without a frame and with the mouse left to the terminal; or all as before.
fn select_text(app: &mut App) -> Vec<Effect> {
    let bare = !app.arrangement.bare;
    app.arrangement.bare = bare;
    if bare {
        app.before_bare = Some(app.focus());
        app.arrangement.focus = Pane::Detail;
        app.tell_done("The text alone: select it as elsewhere. The same key goes back.");
    } else if let Some(before) = app.before_bare.take() {
        app.arrangement.focus = before;
    }
    vec![Effect::UseMouse(app.mouse && !bare)]
}

/// Gives the focused pane this many columns more.
fn resize_focused(app: &mut App, columns: i16) {
    let focus = app.focus();
    // The last pane grows by moving the border on its left the other way.
    let (pane, columns) = match app.arrangement.shown() {
        [.., before, last] if *last == focus => (*before, -columns),
        _ => (focus, columns),
    };
    let border = app.layout().pane(pane).right().saturating_sub(1);
    put_border(app, pane, border.saturating_add_signed(columns));
}

/// Has the left pane show something else, and shows that pane where it is not seen.
fn group_by(app: &mut App, by: GroupBy) -> Vec<Effect> {
    if !app.arrangement.shown().contains(&Pane::Tree) {
        app.arrangement.focus = Pane::Tree;
    }
    if by == app.grouping.by() {
        return Vec::new();
    }
    app.group_by(by)
}

/// Marks the selected provision, or unmarks it, and goes on to the next row.
fn mark(app: &mut App) {
    let Some(at) = app.selected_position() else {
        return;
    };
    if !app.marked.remove(&at) {
        app.marked.insert(at);
    }
    undo::marked(app, at);
    let last = app.listing.rows.len().saturating_sub(1);
    app.select_row((app.listing.selected + 1).min(last));
}

/// Why there is nothing to walk or to order.
const NO_HITS: &str = "Nothing is filtered. / begins a filter.";

/// The next best hit, or the one before, round and round; whichever pane has the focus.
fn to_hit(app: &mut App, forward: bool) {
    let rows = app.listing.rows.len();
    if !app.filter.is_on() || rows == 0 {
        app.tell_failed(NO_HITS);
        return;
    }
    let step = if forward { 1 } else { rows - 1 };
    app.select_row((app.listing.selected + step) % rows);
}

/// By relevance, or as printed; the selected provision stays selected.
fn switch_order(app: &mut App) {
    if !app.filter.is_on() {
        app.tell_failed(NO_HITS);
        return;
    }
    app.filter.order = match app.filter.order {
        Order::Relevance => Order::Printed,
        Order::Printed => Order::Relevance,
    };
    app.refresh_rows(app.selected_position());
}
