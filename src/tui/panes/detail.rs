//! The right pane: one provision with everything that is known of it, or the text around the
//! provisions.
//!
//! Its lines are laid out once for each change of what they follow from, and kept as a page; keys
//! that only scroll or point read that page.

use std::collections::HashSet;
use std::ops::Range;
use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Position;
use ratatui::style::Style;
use ratatui::widgets::Paragraph;

use super::super::app::{App, Subject};
use super::super::command::{Command, Context};
use super::super::component::{Component, Outcome};
use super::super::event::Mouse;
use super::super::jumplist;
use super::super::layout::Pane;
use super::super::link_targets::passage_name;
use super::super::outline::Node;
use super::super::page::Page;
use super::super::user_notes::signs_of;
use super::super::wrap::{LONGEST, Styled, beginning};
use super::about;
use super::border::framed;
use super::list;
use crate::export::{Explanation, View, breadcrumb, status_words};
use crate::language::operative::Derived;
use crate::model::{Provision, Status, citation, field_in_words};
use crate::search::expansions_in;

/// Longer lines are hard to read, however wide the pane.
const READING_WIDTH: u16 = 84;

/// Lines that one turn of the wheel scrolls.
const WHEEL: isize = 3;

/// The right pane.
#[derive(Debug)]
pub(super) struct DetailPane;

impl Component<App> for DetailPane {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Panes]
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>) {
        if !app.layout().detail.is_empty() {
            draw(app, frame);
        }
    }

    fn command(&mut self, app: &mut App, command: Command) -> Outcome {
        if let Some(motion) = command.motion() {
            // The end is known where the lines are laid out; settling cuts what is too much.
            app.detail_top = motion.from(app.detail_top, app.height(Pane::Detail), usize::MAX / 2);
            return Outcome::done();
        }
        match command {
            Command::Out => app.arrangement.focus = Pane::List,
            Command::In => {}
            Command::Open => return Outcome::Done(jumplist::follow(app)),
            Command::NextHeading if is_about(app) => app.show_found_passage(true),
            Command::PreviousHeading if is_about(app) => app.show_found_passage(false),
            Command::NextHeading => list::to_heading(app, true),
            Command::PreviousHeading => list::to_heading(app, false),
            _ => return Outcome::Ignored,
        }
        Outcome::done()
    }

    fn cursor(&self, app: &App) -> Option<Position> {
        let inside = app.layout().inside(Pane::Detail);
        // On what is pointed at, where that is in sight; else on the first line.
        let pointed = app.pointed_at().or_else(|| app.passage_at());
        let line = pointed.and_then(|target| page(app).lines_of(target));
        let line = line.and_then(|lines| lines.start.checked_sub(app.detail_top));
        let line = line.filter(|&line| line < usize::from(inside.height));
        let line = u16::try_from(line.unwrap_or(0)).ok()?;
        (!inside.is_empty()).then_some(Position {
            x: inside.x,
            y: inside.y + line,
        })
    }

    fn mouse(&mut self, app: &mut App, mouse: Mouse) -> Outcome {
        match mouse {
            Mouse::Click(..) => {}
            Mouse::Wheel(.., down) => {
                let lines = if down { WHEEL } else { -WHEEL };
                app.detail_top = app.detail_top.saturating_add_signed(lines);
            }
            Mouse::Drag(..) | Mouse::Release => return Outcome::Ignored,
        }
        Outcome::done()
    }
}

/// Whether the text around the provisions is read.
fn is_about(app: &App) -> bool {
    app.outline.selected == Node::About
}

/// The lines of the pane.
fn page(app: &App) -> Rc<Page> {
    let width = app.layout().inside(Pane::Detail).width;
    let key = app.page_key(width.min(READING_WIDTH));
    app.page.get(key, |key| {
        let mut page = Page::new(key.width);
        match key.subject {
            Subject::About => about::lay_out(app, &mut page),
            Subject::Provision(position) => provision(app, &mut page, position, key.derived),
            Subject::Nothing => nothing(app, &mut page),
        }
        page.end(app.theme.strong);
        page
    })
}

/// Keeps the scroll within the lines, and what has just been pointed at in sight.
pub(in crate::tui) fn settle(app: &mut App) {
    let height = app.height(Pane::Detail);
    if std::mem::take(&mut app.reveal_pointed)
        && let Some(target) = app.pointed_at().or_else(|| app.passage_at())
        && let Some(lines) = page(app).lines_of(target)
    {
        let lowest = lines.end.saturating_sub(height);
        app.detail_top = app.detail_top.clamp(lowest.min(lines.start), lines.start);
    }
    if app.detail_top > 0 && height > 0 {
        let last = page(app).lines.len().saturating_sub(height);
        app.detail_top = app.detail_top.min(last);
    }
}

fn draw(app: &App, frame: &mut Frame<'_>) {
    let page = page(app);
    let height = app.height(Pane::Detail);
    let (end, total) = (app.detail_top + height, page.lines.len());
    let place = if total > height {
        format!("{} %", 100 * end.min(total) / total.max(1))
    } else {
        String::new()
    };
    let title = match app.outline.selected {
        Node::About => "About this text".to_owned(),
        _ => app
            .selected()
            .map_or_else(String::new, |provision| provision.id.to_string()),
    };
    let area = framed(app, Pane::Detail, &title, &place, frame);
    let pointed = app.pointed_at().or_else(|| app.passage_at());
    let window = page.window(app.detail_top, height, pointed, app.theme.selected);
    frame.render_widget(Paragraph::new(window), area);
}

fn provision(app: &App, page: &mut Page, position: usize, with_derived: bool) {
    let (theme, document) = (&app.theme, app.document());
    let provision = &document.provisions[position];
    let matches = |text: &str| -> Vec<Range<usize>> {
        app.findings().map_or_else(Vec::new, |findings| {
            findings.answer.highlights(beginning(text))
        })
    };
    let layered = |text: &str, style: Style| {
        let mut styled = Styled::default();
        styled.push_layered(text, style, &[(&matches(text), theme.matched)]);
        styled
    };

    page.put(&layered(&citation(document, &[position]), theme.strong), 0);
    page.put(&layered(&breadcrumb(document, provision), theme.faint), 0);
    let mut status = Styled::new("Status: ", theme.faint);
    status.push(status_words(provision), theme.text);
    page.put(&status, 0);
    if let Some(entry) = app.notes_on(&provision.id) {
        let mut yours = Styled::new("Yours: ", theme.faint);
        yours.push(&signs_of(entry), theme.user_notes);
        page.put(&yours, 0);
    }
    // Where nothing of the text matched, it is the reader's own words that were found.
    let noted = (app.notes_on(&provision.id)).is_some_and(|entry| entry.note.is_some());
    let note_first = noted && app.findings().is_some() && matches(&provision.text).is_empty();
    if note_first {
        user_note(app, page, provision);
    }
    page.gap();

    // The changes alone are asked for in the editors' view, and a chapeau is none.
    let chapeaux = document.chapeaux(provision);
    for (_, chapeau) in chapeaux.into_iter().filter(|_| app.view != View::Editors) {
        page.say(chapeau, theme.faint);
        page.gap();
    }
    if provision.has_text() {
        text(app, page, position, &matches);
    } else {
        page.say("(no text)", theme.faint);
    }

    let targets = app.link_targets();
    let mut passages = 0..;
    for (at, explanation) in targets.explanations.iter().enumerate() {
        if page.is_full() {
            break;
        }
        page.gap();
        if at == 0 {
            page.say("── What editors did ──", theme.faint);
        }
        explain(app, page, explanation, &mut passages);
    }

    if with_derived {
        derived(app, page, position);
    }
    if !note_first {
        user_note(app, page, provision);
    }

    further_fields(app, page, provision);

    page.gap();
    let mut place = Styled::new(&provision.id, theme.faint);
    if let Some(lines) = provision.lines {
        let stands = app.document().places.said(lines);
        place.push(&format!(" · {stands} of {}", app.browsed.name), theme.faint);
    }
    page.put(&place, 0);
}

/// What an editor did, and the passages that tell of it; `numbers` counts the link targets.
fn explain(
    app: &App,
    page: &mut Page,
    explanation: &Explanation,
    numbers: &mut dyn Iterator<Item = usize>,
) {
    let theme = &app.theme;
    let mut title = Styled::new(&explanation.title, theme.strong);
    if explanation.inferred {
        title.push(" — inferred by this program", theme.inferred);
    } else {
        title.push(" — stands in the document", theme.faint);
    }
    page.put(&title, 0);
    if !explanation.quoted.is_empty() {
        page.put(&Styled::new(&explanation.quoted, theme.inserted), 2);
    }
    page.put(&Styled::new(&explanation.meaning, theme.text), 2);
    for (&passage, number) in explanation.passages.iter().zip(numbers) {
        let mut line = Styled::new("→ ", theme.faint);
        line.push(&passage_name(app.document(), passage), theme.reference);
        page.put_target(number, theme.reference, &line);
    }
}

/// What the provision's record said beside what this program knows.
fn further_fields(app: &App, page: &mut Page, provision: &Provision) {
    let theme = &app.theme;
    for (at, (name, value)) in provision.extra_fields().into_iter().enumerate() {
        if at == 0 {
            page.gap();
            page.say("── Further fields ──", theme.faint);
        }
        let mut field = Styled::new(&name, theme.faint);
        field.push(": ", theme.faint);
        field.push(&field_in_words(&value), theme.text);
        page.put(&field, 0);
    }
}

/// What this program reads out of the text: who is asked, and what is referred to.
fn derived(app: &App, page: &mut Page, position: usize) {
    let theme = &app.theme;
    if app.document().provisions[position].text.len() > LONGEST {
        page.gap();
        page.say(
            "The text is too long to be read by this program.",
            theme.faint,
        );
        return;
    }
    let asked = Derived::of(app.document(), position);
    let targets = app.link_targets();
    let referred: Vec<_> = targets.referred().collect();
    let short_forms = expansions_in(&app.document().provisions[position].text);
    if asked.is_empty() && referred.is_empty() && short_forms.is_empty() {
        return;
    }
    page.gap();
    page.say("── What this program reads in it ──", theme.faint);
    let listed = |names: &[&str]| {
        if names.is_empty() {
            "none found".to_owned()
        } else {
            names.join(", ")
        }
    };
    for (what, names) in [
        ("Action", listed(&asked.verb)),
        ("Addressee", listed(&asked.to)),
    ] {
        let mut line = Styled::new(&format!("{what}: "), theme.faint);
        line.push(&names, theme.inferred);
        page.put(&line, 0);
    }
    for &(number, thing) in &referred {
        let mut line = Styled::new(&thing.target.to_string(), theme.reference);
        line.push(&thing.explanation(), theme.inferred);
        if let Some(others) = &thing.others {
            line.push(&format!(" · also in {others}"), theme.faint);
        }
        page.put_target(number, theme.reference, &line);
    }
    let mut told: HashSet<String> = referred
        .iter()
        .map(|(_, thing)| thing.target.to_string())
        .collect();
    for (range, long) in short_forms {
        let short = &app.document().provisions[position].text[range];
        if told.insert(short.to_owned()) {
            let mut line = Styled::new(short, theme.text);
            line.push(&format!(": {long}"), theme.inferred);
            page.put(&line, 0);
        }
    }
}

/// What the reader has written: nobody else's words.
fn user_note(app: &App, page: &mut Page, provision: &Provision) {
    let theme = &app.theme;
    let entry = app.notes_on(&provision.id);
    if let Some(note) = entry.and_then(|entry| entry.note.as_deref()) {
        page.gap();
        page.say("── Yours ──", theme.faint);
        page.say(note, theme.user_notes);
    }
}

/// The text itself, in the view that was chosen.
fn text(app: &App, page: &mut Page, position: usize, matches: &dyn Fn(&str) -> Vec<Range<usize>>) {
    let theme = &app.theme;
    let provision = &app.document().provisions[position];
    if app.view != View::Annotated {
        page.say(&format!("── {} ──", app.view.name()), theme.inserted);
    }
    let shown = app.view.shown(provision);
    if shown.text.is_empty() {
        page.say("Editors inserted nothing here.", theme.faint);
        return;
    }
    let place_of = |source: Range<usize>| shown.place_of(source);
    let updates: Vec<Range<usize>> = provision
        .updates()
        .filter_map(|(range, _)| place_of(range))
        .collect();
    let base = match provision.status() {
        Status::NotRelevant => theme.inserted,
        _ => theme.text,
    };
    let references = match &app.links {
        Some(links) => links.references(position),
        None => &[],
    };
    let references: Vec<Range<usize>> = references
        .iter()
        .filter_map(|reference| place_of(reference.span.range()))
        .collect();
    let mut styled = Styled::default();
    let layers: [(&[Range<usize>], Style); 3] = [
        (&references, theme.reference),
        (&updates, theme.inserted),
        (&matches(&shown.text), theme.matched),
    ];
    styled.push_layered(&shown.text, base, &layers);
    page.put(&styled, 0);
}

fn nothing(app: &App, page: &mut Page) {
    let theme = &app.theme;
    if app.filter.is_on() {
        page.say(
            &format!("Nothing matches “{}”.", app.filter.input.value().trim()),
            theme.strong,
        );
        page.gap();
        page.say(
            "Esc clears the filter; Backspace takes back a letter.",
            theme.text,
        );
        return;
    }
    page.say("There is no provision here.", theme.strong);
    page.gap();
    if app.document().provisions.is_empty() {
        page.say(
            "No numbered paragraph was understood in this document. “About this text”, the last \
             row of the first pane, lists what stands in it, line by line; so does recs-tui check.",
            theme.text,
        );
    }
}
