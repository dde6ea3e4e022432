//! The right pane's lines: one provision with everything that is known of it, or the text around
//! the provisions.
//!
//! Update asks how many lines there are, to keep the scroll within them; view shows some. Both
//! get them from [`lines`].

mod about;

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::Line;

use self::about::about;
use super::outline::Node;
use super::things::{Thing, passage_name, things, told};
use super::wrap::{LONGEST, Styled, beginning};
use super::{App, Theme};
use crate::export::{ReferenceText, View, breadcrumb, status_words};
use crate::language::operative::Derived;
use crate::model::{Provision, Status, citation};
use crate::notes::Entry;
use crate::search::expansions_in;

/// Longer lines are hard to read, however wide the pane.
const READING_WIDTH: u16 = 84;

/// As much as is laid out on one page, in lines: a text about texts can be endless too.
const MOST: usize = 20_000;

/// The lines of the right pane at this inner width.
#[must_use]
pub(super) fn lines(app: &App, theme: Theme, width: u16) -> Vec<Line<'static>> {
    page(app, theme, width).lines
}

/// Those of them that tell what is pointed at.
#[must_use]
pub(super) fn pointed_lines(app: &App, theme: Theme, width: u16) -> Option<Range<usize>> {
    page(app, theme, width).pointed
}

fn page(app: &App, theme: Theme, width: u16) -> Page {
    let mut page = Page {
        theme,
        width: width.min(READING_WIDTH),
        lines: Vec::new(),
        pointed: None,
    };
    if app.outline.selected == Node::About {
        about(app, &mut page);
    } else if let Some(position) = app.selected_position() {
        provision(app, &mut page, position as usize);
    } else {
        empty(app, &mut page);
    }
    if page.is_full() {
        page.gap();
        let rest = "More than the screen takes; recs-tui check lists it all.";
        let rest = Styled::new(rest, theme.strong());
        page.lines.extend(rest.wrap(page.width, 0));
    }
    page
}

struct Page {
    theme: Theme,
    width: u16,
    lines: Vec<Line<'static>>,
    /// Which lines tell what is pointed at.
    pointed: Option<Range<usize>>,
}

impl Page {
    /// Whether nothing more is put there.
    fn is_full(&self) -> bool {
        self.lines.len() >= MOST
    }

    fn put(&mut self, styled: &Styled, indent: u16) {
        if self.is_full() {
            return;
        }
        self.lines.extend(styled.wrap(self.width, indent));
    }

    fn say(&mut self, text: &str, style: Style) {
        if !self.is_full() {
            self.put(&Styled::new(text, style), 0);
        }
    }

    /// The same for something that can be pointed at, in its own style unless it is.
    fn put_thing(&mut self, pointed: bool, style: Style, styled: impl FnOnce(Style) -> Styled) {
        let from = self.lines.len();
        let style = if pointed {
            self.theme.selected()
        } else {
            style
        };
        self.put(&styled(style), 0);
        if pointed {
            self.pointed = Some(from..self.lines.len());
        }
    }

    fn gap(&mut self) {
        self.lines.push(Line::default());
    }
}

fn provision(app: &App, page: &mut Page, position: usize) {
    let theme = page.theme;
    let compilation = app.compilation();
    let provision = &compilation.provisions[position];
    let matches = |text: &str| -> Vec<Range<usize>> {
        match &app.filter.findings {
            Some(findings) if app.filter.is_on() => findings.answer.highlights(beginning(text)),
            _ => Vec::new(),
        }
    };
    let layered = |text: &str, style: Style| {
        let mut styled = Styled::default();
        styled.push_layered(text, style, &[(&matches(text), theme.matched())]);
        styled
    };

    page.put(
        &layered(&citation(compilation, &[position]), theme.strong()),
        0,
    );
    page.put(
        &layered(&breadcrumb(compilation, provision), theme.faint()),
        0,
    );
    let mut status = Styled::new("Status: ", theme.faint());
    status.push(status_words(provision), theme.text());
    page.put(&status, 0);
    if let Some(entry) = app.own.of(&provision.id) {
        let mut yours = Styled::new("Yours: ", theme.faint());
        yours.push(&own_signs(entry), theme.own());
        page.put(&yours, 0);
    }
    // Where nothing of the text matched, it is the reader's own words that were found.
    let noted = (app.own.of(&provision.id)).is_some_and(|entry| entry.note.is_some());
    let note_first = noted && app.filter.is_on() && matches(&provision.text).is_empty();
    if note_first {
        own(app, page, provision);
    }
    page.gap();

    // The changes alone are asked for in the editors' view, and a chapeau is none.
    let chapeaux = compilation.chapeaux(provision);
    for (_, chapeau) in chapeaux.into_iter().filter(|_| app.view != View::Editors) {
        page.say(chapeau, theme.faint());
        page.gap();
    }
    if provision.has_text() {
        text(app, page, provision, &matches);
    } else {
        page.say("(no text)", theme.faint());
    }

    let told = told(app, position);
    let mut passages = 0..;
    for (at, account) in told.iter().enumerate() {
        if page.is_full() {
            break;
        }
        page.gap();
        if at == 0 {
            page.say("── What editors did ──", theme.faint());
        }
        let mut title = Styled::new(&account.title, theme.strong());
        if account.inferred {
            title.push(" — inferred by this program", theme.inferred());
        } else {
            title.push(" — stands in the document", theme.faint());
        }
        page.put(&title, 0);
        if !account.quoted.is_empty() {
            page.put(&Styled::new(&account.quoted, theme.inserted()), 2);
        }
        page.put(&Styled::new(&account.meaning, theme.text()), 2);
        for (&passage, which) in account.passages.iter().zip(&mut passages) {
            let name = passage_name(compilation, passage);
            let pointed = app.pointed_at() == Some(which);
            page.put_thing(pointed, theme.reference(), |style| {
                let mut line = Styled::new("→ ", theme.faint());
                line.push(&name, style);
                line
            });
        }
    }

    derived(app, page, position);
    if !note_first {
        own(app, page, provision);
    }

    let more = provision.extra.iter().flat_map(|extra| extra.iter());
    for (at, (name, value)) in more.enumerate() {
        if at == 0 {
            page.gap();
            page.say("── Further fields ──", theme.faint());
        }
        let mut field = Styled::new(name, theme.faint());
        field.push(": ", theme.faint());
        let value = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        field.push(&value, theme.text());
        page.put(&field, 0);
    }

    page.gap();
    let mut place = Styled::new(&provision.id, theme.faint());
    if let Some(lines) = provision.lines {
        let word = if lines.first == lines.last {
            "line"
        } else {
            "lines"
        };
        place.push(
            &format!(" · {word} {lines} of {}", app.document.name),
            theme.faint(),
        );
    }
    page.put(&place, 0);
}

/// What this program reads out of the text: who is asked, and what is referred to.
fn derived(app: &App, page: &mut Page, position: usize) {
    let theme = page.theme;
    if app.compilation().provisions[position].text.len() > LONGEST {
        page.gap();
        page.say(
            "The text is too long to be read by this program.",
            theme.faint(),
        );
        return;
    }
    let asked = Derived::of(app.compilation(), position);
    let things: Vec<(usize, Thing)> = things(app).into_iter().enumerate().collect();
    let referred: Vec<(usize, &ReferenceText)> = things
        .iter()
        .filter_map(|(which, thing)| match thing {
            Thing::Referred(referred) => Some((*which, referred)),
            Thing::Passage(_) => None,
        })
        .collect();
    let short_forms = expansions_in(&app.compilation().provisions[position].text);
    if asked.is_empty() && referred.is_empty() && short_forms.is_empty() {
        return;
    }
    page.gap();
    page.say("── What this program reads in it ──", theme.faint());
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
        let mut line = Styled::new(&format!("{what}: "), theme.faint());
        line.push(&names, theme.inferred());
        page.put(&line, 0);
    }
    for &(which, thing) in &referred {
        let pointed = app.pointed_at() == Some(which);
        page.put_thing(pointed, theme.reference(), |style| {
            let mut line = Styled::new(&thing.target.to_string(), style);
            line.push(&thing.explanation(), theme.inferred());
            if let Some(others) = &thing.others {
                line.push(&format!(" · also in {others}"), theme.faint());
            }
            line
        });
    }
    let mut told: Vec<String> = referred
        .iter()
        .map(|(_, thing)| thing.target.to_string())
        .collect();
    for (range, long) in short_forms {
        let short = &app.compilation().provisions[position].text[range];
        if !told.iter().any(|known| known == short) {
            told.push(short.to_owned());
            let mut line = Styled::new(short, theme.text());
            line.push(&format!(": {long}"), theme.inferred());
            page.put(&line, 0);
        }
    }
}

/// What the reader has written: nobody else's words.
fn own(app: &App, page: &mut Page, provision: &Provision) {
    let theme = page.theme;
    let entry = app.own.of(&provision.id);
    if let Some(note) = entry.and_then(|entry| entry.note.as_deref()) {
        page.gap();
        page.say("── Yours ──", theme.faint());
        page.say(note, theme.own());
    }
}

/// The text itself, in the view that was chosen.
fn text(
    app: &App,
    page: &mut Page,
    provision: &Provision,
    matches: &dyn Fn(&str) -> Vec<Range<usize>>,
) {
    let theme = page.theme;
    if app.view != View::Annotated {
        page.say(&format!("── {} ──", app.view.name()), theme.inserted());
    }
    let shown = app.view.shown(provision);
    if shown.text.is_empty() {
        page.say("Editors inserted nothing here.", theme.faint());
        return;
    }
    let place_of = |source: Range<usize>| shown.place_of(source);
    let updates: Vec<Range<usize>> = provision
        .updates()
        .filter_map(|(range, _)| place_of(range))
        .collect();
    let base = match provision.status() {
        Status::NotRelevant => theme.inserted(),
        _ => theme.text(),
    };
    let references = match (&app.links, app.selected_position()) {
        (Some(links), Some(at)) => links.references(at as usize),
        _ => &[],
    };
    let references: Vec<Range<usize>> = references
        .iter()
        .filter_map(|reference| place_of(reference.span.range()))
        .collect();
    let mut styled = Styled::default();
    let layers: [(&[Range<usize>], Style); 3] = [
        (&references, theme.reference()),
        (&updates, theme.inserted()),
        (&matches(&shown.text), theme.matched()),
    ];
    styled.push_layered(&shown.text, base, &layers);
    page.put(&styled, 0);
}

/// Bookmark, tags, and whether there is a note, in one line.
fn own_signs(entry: &Entry) -> String {
    let bookmark = entry.bookmarked.then(|| "★ bookmarked".to_owned());
    let tags = entry.tags.iter().map(|tag| format!("#{tag}"));
    let note = entry.note.is_some().then(|| "✎ a note".to_owned());
    let signs: Vec<String> = bookmark.into_iter().chain(tags).chain(note).collect();
    signs.join("  ")
}

fn empty(app: &App, page: &mut Page) {
    let theme = page.theme;
    if app.filter.is_on() {
        page.say(
            &format!("Nothing matches “{}”.", app.filter.input.value().trim()),
            theme.strong(),
        );
        page.gap();
        page.say(
            "Esc clears the filter; Backspace takes back a letter.",
            theme.text(),
        );
        return;
    }
    page.say("There is no provision here.", theme.strong());
    page.gap();
    if app.compilation().provisions.is_empty() {
        page.say(
            "No numbered paragraph was understood in this document. “About this text”, the last \
             row of the first pane, lists what stands in it, line by line; so does recs-tui check.",
            theme.text(),
        );
    }
}
