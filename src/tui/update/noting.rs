//! Bookmarks, tags and notes: the reader's own words about a provision.

use compact_str::CompactString;
use tui_input::{Input, InputRequest};

use super::super::Effect;
use super::super::app::{App, Notice};
use super::copying::chosen;
use crate::notes::{Change, Entry};

/// Longer tags are cut: nobody types them, and a pasted file must not become one.
const LONGEST: usize = 200;

/// Bookmarks what is chosen, or takes the bookmarks out where all of it has one.
pub(super) fn bookmark(app: &mut App) -> Option<Effect> {
    let ids = ids(app)?;
    let on = !all(app, &ids, |entry| entry.bookmarked);
    let changes = ids
        .iter()
        .map(|id| Change::Bookmark { id: id.clone(), on })
        .collect();
    let what = if on {
        "bookmarked"
    } else {
        "no longer bookmarked"
    };
    app.notice = Some(Notice::Done(format!("{} {what}", named(&ids))));
    keep(app, changes)
}

/// Opens the line for tags.
pub(super) fn tag(app: &mut App) {
    if ids(app).is_some() {
        app.own.tagging = Some(Input::default());
    }
}

/// A change to the tags being typed.
pub(super) fn type_tag(app: &mut App, request: InputRequest) {
    if let Some(input) = &mut app.own.tagging {
        let full = input.value().chars().count() >= LONGEST;
        if !(full && matches!(request, InputRequest::InsertChar(_))) {
            input.handle(request);
        }
    }
}

/// Text pasted into the tags.
pub(super) fn paste_tag(app: &mut App, text: &str) {
    for letter in text.chars().take(LONGEST) {
        let letter = if letter.is_control() { ' ' } else { letter };
        type_tag(app, InputRequest::InsertChar(letter));
    }
}

/// Completes the tag being typed to the next known one that begins so.
pub(super) fn complete_tag(app: &mut App) {
    let Some(input) = &app.own.tagging else {
        return;
    };
    let typed = input.value();
    let parts = |c: char| c.is_whitespace() || c == ',';
    let last = typed.rsplit(parts).next().unwrap_or_default();
    let start = typed.len() - last.len();
    let begun = last.trim_start_matches('#').to_lowercase();
    let known = app.own.notebook.tags();
    let fits = |tag: &&&str| {
        let folded = tag.to_lowercase();
        folded.starts_with(&begun) && folded != begun
    };
    if let Some(tag) = known.keys().find(fits) {
        let line = format!("{}{tag}", &typed[..start]);
        app.own.tagging = Some(Input::new(line));
    }
}

/// Tags what is chosen with what was typed; a tag that all of it has already is taken off.
pub(super) fn keep_tags(app: &mut App) -> Option<Effect> {
    let typed = app.own.tagging.take()?;
    let ids = ids(app)?;
    let mut changes = Vec::new();
    let mut told = Vec::new();
    for tag in tags_in(typed.value()) {
        let on = !all(app, &ids, |entry| entry.tags.contains(&tag));
        told.push(format!("{}#{tag}", if on { "" } else { "no longer " }));
        let change = |id: &CompactString| Change::Tag {
            id: id.clone(),
            tag: tag.clone(),
            on,
        };
        changes.extend(ids.iter().map(change));
    }
    if changes.is_empty() {
        return None;
    }
    let words = format!("{} tagged {}", named(&ids), told.join(", "));
    app.notice = Some(Notice::Done(words));
    keep(app, changes)
}

/// The tags in a line: words, apart by white space or commas, each once; `#` before one is none
/// of it.
fn tags_in(line: &str) -> Vec<CompactString> {
    let mut tags: Vec<CompactString> = Vec::new();
    for word in line.split(|c: char| c.is_whitespace() || c == ',') {
        let tag = word.trim_start_matches('#');
        if !tag.is_empty() && !tags.iter().any(|known| known == tag) {
            tags.push(tag.into());
        }
    }
    tags
}

/// Asks for an editor on the note of the selected provision.
pub(super) fn write(app: &mut App) -> Option<Effect> {
    if barred(app) {
        return None;
    }
    let Some(at) = app.selected_position() else {
        nothing_here(app);
        return None;
    };
    Some(Effect::Write(at as usize))
}

/// The editor has ended: what the note of a provision was and is, or why there is none.
pub(super) fn wrote(app: &mut App, wrote: Result<Change, String>) -> Option<Effect> {
    match wrote {
        Err(why) => {
            app.notice = Some(Notice::Failed(why));
            None
        }
        Ok(change) => {
            let Change::Note { id, before, after } = &change else {
                return None;
            };
            if before == after {
                app.notice = Some(Notice::Done(format!("The note on {id} is as it was")));
                return None;
            }
            let what = match (before, after) {
                (None, _) => "written",
                (_, None) => "removed",
                _ => "rewritten",
            };
            app.notice = Some(Notice::Done(format!("Note on {id} {what}")));
            keep(app, vec![change])
        }
    }
}

fn keep(app: &mut App, changes: Vec<Change>) -> Option<Effect> {
    app.own.do_all(&changes);
    Some(Effect::Keep(changes))
}

/// Ids of the marked provisions, or of the selected one; nothing, and why in the footer, where
/// there are none or nothing can be kept.
fn ids(app: &mut App) -> Option<Vec<CompactString>> {
    if barred(app) {
        return None;
    }
    let positions = chosen(app);
    if positions.is_empty() {
        nothing_here(app);
        return None;
    }
    let provisions = &app.compilation().provisions;
    let ids = positions.into_iter().map(|at| provisions[at].id.clone());
    Some(ids.collect())
}

fn barred(app: &mut App) -> bool {
    app.notice = app.own.barred.clone().map(Notice::Failed);
    app.notice.is_some()
}

fn nothing_here(app: &mut App) {
    let words = "There is no provision here to write on.".to_owned();
    app.notice = Some(Notice::Failed(words));
}

fn all(app: &App, ids: &[CompactString], has: impl Fn(&Entry) -> bool) -> bool {
    ids.iter().all(|id| app.own.of(id).is_some_and(&has))
}

fn named(ids: &[CompactString]) -> String {
    match ids {
        [only] => only.to_string(),
        several => format!("{} provisions", several.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_several_tags() {
        let tags = tags_in(" #priority, geneva  #priority,,hrc-62");
        assert_eq!(tags, ["priority", "geneva", "hrc-62"]);
        assert!(tags_in(" , # ").is_empty());
    }
}
