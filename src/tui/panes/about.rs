//! About this text: what a cover says, where the words of the source went, the text around the
//! provisions, what was left out and why, and what was not understood.

use std::ops::Range;

use super::super::app::App;
use super::super::page::Page;
use super::super::user_notes::signs_of;
use super::super::wrap::{Styled, beginning};
use crate::model::{Destination, Passage, PassageKind};
use crate::notes::unplaced_entries;

/// What is left out of the text, in this order.
const LEFT_OUT: [PassageKind; 3] = [
    PassageKind::Cover,
    PassageKind::Adoption,
    PassageKind::Furniture,
];

/// Lays it out.
pub(super) fn lay_out(app: &App, page: &mut Page) {
    let theme = &app.theme;
    page.say("About this text", theme.strong);
    page.say(&app.browsed.name, theme.faint);
    cover(app, page);
    if app.document().provisions.is_empty() {
        page.gap();
        page.say(
            "No numbered paragraph was understood. What stands here instead:",
            theme.text,
        );
    }
    around(app, page);
    not_understood(app, page);
    left_out(app, page);
    account(app, page);
    assumed(app, page);
    notes_left_over(app, page);
}

/// Symbol, title, body, date and language of the document.
fn cover(app: &App, page: &mut Page) {
    let (theme, document) = (&app.theme, app.document());
    for (name, told) in [
        ("Symbol", document.symbol.as_deref()),
        ("Title", document.title.as_deref()),
        ("Body", document.body.as_deref()),
        ("Date", document.date.as_deref()),
        ("Language", document.language.as_deref()),
    ] {
        if let Some(told) = told {
            let mut line = Styled::new(&format!("{name}: "), theme.faint);
            line.push(told, theme.text);
            page.put(&line, 0);
        }
    }
}

/// Where the words of the source went.
fn account(app: &App, page: &mut Page) {
    let (theme, account) = (&app.theme, &app.document().account);
    if account.total == 0 {
        return;
    }
    page.gap();
    let unit = account.unit.as_str();
    let title = format!("All {} {unit} of it", account.total);
    page.say(&title, theme.strong);
    for (destination, count, hundredths) in account.shares() {
        if count == 0 {
            continue;
        }
        let (whole, part) = (hundredths / 100, hundredths % 100);
        let mut line = Styled::new(&format!("{whole:>3}.{part:02} %  "), theme.faint);
        if destination.is_left_out() {
            line.push("left out: ", theme.inferred);
        }
        line.push(destination.description(), theme.text);
        page.put(&line, 0);
    }
}

/// What of a text the filter found.
fn matches(app: &App, text: &str) -> Vec<Range<usize>> {
    app.findings().map_or_else(Vec::new, |findings| {
        findings.answer.highlights(beginning(text))
    })
}

fn layered(app: &App, text: &str) -> Styled {
    let mut styled = Styled::default();
    let found = matches(app, text);
    styled.push_layered(text, app.theme.text, &[(&found, app.theme.matched)]);
    styled
}

/// Passages with their positions, those that were left out or not.
fn passages(app: &App, left_out: Option<PassageKind>) -> impl Iterator<Item = (usize, &Passage)> {
    let all = app.document().passages.iter().enumerate();
    all.filter(move |(_, passage)| match left_out {
        Some(kind) => passage.kind == kind,
        None => !LEFT_OUT.contains(&passage.kind),
    })
}

/// Introduction, notes, tables: text that is in no provision.
fn around(app: &App, page: &mut Page) {
    let (theme, document) = (&app.theme, app.document());
    let mut heading = None;
    for (at, passage) in passages(app, None) {
        if page.is_full() {
            break;
        }
        page.gap();
        let place = document.places.said(passage.lines);
        let title = if passage.heading.is_some() && passage.heading != heading {
            let path = document.heading_path(passage.heading);
            let titles = path
                .iter()
                .map(|at| &*document.headings[*at as usize].title);
            Some(titles.collect::<Vec<_>>().join(" › "))
        } else {
            passage_title(app, passage)
        };
        let mut line = Styled::default();
        if let Some(title) = title {
            line.push(&title, theme.strong);
            line.push(" · ", theme.faint);
        }
        line.push(&place, theme.faint);
        page.put(&line, 0);
        heading = passage.heading;
        page.put_target(at, theme.text, &layered(app, &passage.text));
    }
}

fn passage_title(app: &App, passage: &Passage) -> Option<String> {
    let part = passage.part.map(|at| &app.document().parts[at as usize]);
    match passage.kind {
        PassageKind::Chapeau => part.map(|part| format!("Introduces the {}", part.title)),
        PassageKind::Footnote => Some("Footnote".to_owned()),
        PassageKind::Ellipsis => Some("The document leaves something out here".to_owned()),
        PassageKind::Introduction
        | PassageKind::Note
        | PassageKind::Furniture
        | PassageKind::Cover
        | PassageKind::Adoption => None,
    }
}

/// What belongs to the file or its pages and not to the text, with its place.
fn left_out(app: &App, page: &mut Page) {
    let (theme, document) = (&app.theme, app.document());
    for kind in LEFT_OUT {
        let title = format!("Left out: {}", kind.destination().description());
        for (count, (at, passage)) in passages(app, Some(kind)).enumerate() {
            if page.is_full() {
                return;
            }
            if count == 0 {
                page.gap();
                page.say(&title, theme.strong);
            }
            let place = document.places.said(passage.lines);
            let mut line = Styled::new(&format!("{place}: "), theme.faint);
            let found = matches(app, &passage.text);
            line.push_layered(&passage.text, theme.text, &[(&found, theme.matched)]);
            page.put_target(at, theme.text, &line);
        }
    }
    let words = |destination| document.account.share(destination);
    let tell = |page: &mut Page, destination: Destination| {
        if words(destination) > 0 {
            page.gap();
            let title = format!("Left out: {}", destination.description());
            page.say(&title, theme.strong);
            let count = format!("{} {}", words(destination), document.account.unit.as_str());
            page.say(&count, theme.faint);
        }
    };
    tell(page, Destination::Deletion);
    tell(page, Destination::Empty);
    tell(page, Destination::ColumnName);
    tell(page, Destination::Derived);
}

fn assumed(app: &App, page: &mut Page) {
    let (theme, document) = (&app.theme, app.document());
    if document.remarks.is_empty() {
        return;
    }
    page.gap();
    page.say("What this program assumed", theme.strong);
    let place = document.places.word();
    for remark in &document.remarks {
        let line = format!("{place} {}: {}", remark.line, remark.text);
        page.put(&Styled::new(&line, theme.inferred), 2);
    }
}

fn not_understood(app: &App, page: &mut Page) {
    let (theme, document) = (&app.theme, app.document());
    if document.unread.is_empty() {
        return;
    }
    page.gap();
    page.say("What found no place", theme.strong);
    let first = document.passages.len();
    for (at, unread) in document.unread.iter().enumerate() {
        if page.is_full() {
            break;
        }
        let why = format!("{}: {}", document.places.said(unread.lines), unread.why);
        page.put(&Styled::new(&why, theme.inferred), 2);
        page.put_target(first + at, theme.text, &layered(app, &unread.text));
    }
}

/// What the reader wrote of numbers that this document does not have, so that it is not lost.
fn notes_left_over(app: &App, page: &mut Page) {
    let theme = &app.theme;
    let gone = unplaced_entries(app.document(), &app.notebook);
    if !gone.is_empty() {
        page.gap();
        page.say("Yours, on a text that is no longer here", theme.strong);
    }
    for (id, entry) in gone {
        let mut words = vec![format!("(was {id})"), signs_of(entry)];
        words.extend(entry.note.as_deref().map(str::to_owned));
        page.put(&Styled::new(&words.join("  "), theme.user_notes), 2);
        if let Some(anchor) = &entry.anchor {
            page.put(
                &Styled::new(&format!("“{}”", anchor.quote()), theme.faint),
                4,
            );
        }
    }
}
