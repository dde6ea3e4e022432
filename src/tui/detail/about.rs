//! The text around the provisions, and what was not understood or belongs nowhere.

use std::collections::BTreeMap;

use super::super::App;
use super::super::wrap::Styled;
use super::{Page, own_signs};
use crate::model::{Passage, PassageKind};
use crate::notes::Entry;

/// Introduction, notes, footnotes; and what was not understood, so that nothing is hidden.
pub(super) fn about(app: &App, page: &mut Page) {
    let theme = page.theme;
    let compilation = app.compilation();
    page.say("About this text", theme.strong());
    page.say(&app.document.name, theme.faint());
    if compilation.provisions.is_empty() {
        page.gap();
        page.say(
            "No numbered paragraph was understood. What stands here instead:",
            theme.text(),
        );
    }
    let mut heading = None;
    for (at, matter) in compilation.passages.iter().enumerate() {
        if page.is_full() {
            break;
        }
        page.gap();
        if matter.heading.is_some() && matter.heading != heading {
            let path = compilation.heading_path(matter.heading);
            let titles: Vec<&str> = path
                .iter()
                .map(|&at| &*compilation.headings[at as usize].title)
                .collect();
            page.say(&titles.join(" › "), theme.strong());
        } else if let Some(title) = matter_title(app, matter) {
            page.say(&title, theme.strong());
        }
        heading = matter.heading;
        let pointed = app.passage_at() == Some(at);
        page.put_thing(pointed, theme.text(), |style| {
            Styled::new(&matter.text, style)
        });
    }
    if !compilation.remarks.is_empty() {
        page.gap();
        page.say("What this program assumed", theme.strong());
        for remark in &compilation.remarks {
            let line = format!("line {}: {}", remark.line, remark.text);
            page.put(&Styled::new(&line, theme.inferred()), 2);
        }
    }
    if !compilation.unread.is_empty() {
        page.gap();
        page.say("What found no place", theme.strong());
        for unread in &compilation.unread {
            if page.is_full() {
                break;
            }
            let why = format!("line {}: {}", unread.lines, unread.why);
            page.put(&Styled::new(&why, theme.inferred()), 2);
            page.put(&Styled::new(&unread.text, theme.text()), 4);
        }
    }
    left_over(app, page);
}

fn matter_title(app: &App, matter: &Passage) -> Option<String> {
    let session = matter.part.map(|at| &app.compilation().parts[at as usize]);
    match matter.kind {
        PassageKind::Chapeau => session.map(|session| format!("Introduces the {}", session.title)),
        PassageKind::Footnote => Some("Footnote".to_owned()),
        PassageKind::Ellipsis => Some("The document leaves something out here".to_owned()),
        PassageKind::Introduction | PassageKind::Note => None,
    }
}

/// What the reader wrote of numbers that this document does not have, so that it is not lost.
fn left_over(app: &App, page: &mut Page) {
    let theme = page.theme;
    let mut gone: BTreeMap<&str, &Entry> = app.own.notebook.entries().collect();
    for provision in &app.compilation().provisions {
        if gone.is_empty() {
            return;
        }
        gone.remove(&*provision.id);
    }
    if !gone.is_empty() {
        page.gap();
        let title = "Yours, on numbers that this document does not have";
        page.say(title, theme.strong());
    }
    for (id, entry) in gone {
        let mut words = vec![id.to_owned(), own_signs(entry)];
        words.extend(entry.note.as_deref().map(str::to_owned));
        page.put(&Styled::new(&words.join("  "), theme.own()), 2);
    }
}
