//! What the text pane can point at and open: the passages about the text that an editor's mark
//! rests on, then what the text refers to, in the order in which the pane lists them.

use super::App;
use super::outline::Node;
use crate::export::{Explanation, ReferenceText, View, explanations, reference_texts};
use crate::model::{Document, PassageKind};

/// One thing to point at.
#[derive(Clone, Debug, PartialEq)]
pub enum Thing {
    /// A passage of the text around the provisions, by its index.
    Passage(usize),
    /// Something that the provision refers to.
    Referred(ReferenceText),
}

/// What is pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointed {
    /// Of the provision at this position, the how-many-th thing.
    Thing(u32, usize),
    /// This passage of the text around the provisions; it was followed to.
    Passage(usize),
}

/// What editors did to the provision at `position`, as this view tells it: who reads the text as
/// adopted does not want the updates further down either.
#[must_use]
pub fn told(app: &App, position: usize) -> Vec<Explanation> {
    let mut accounts = explanations(app.compilation(), position);
    accounts.retain(|account| app.view != View::Adopted || !account.in_text);
    accounts
}

/// Everything that can be pointed at beside the selected provision.
#[must_use]
pub fn things(app: &App) -> Vec<Thing> {
    let Some(position) = app.selected_position() else {
        return Vec::new();
    };
    let position = position as usize;
    let told = told(app, position);
    let passages = told.into_iter().flat_map(|account| account.passages);
    let mut things: Vec<Thing> = passages.map(Thing::Passage).collect();
    if let Some(links) = &app.links {
        let referred = reference_texts(app.compilation(), links, position, app.view);
        things.extend(referred.into_iter().map(Thing::Referred));
    }
    things
}

impl App {
    /// Which of the [`things`] is pointed at.
    #[must_use]
    pub fn pointed_at(&self) -> Option<usize> {
        match self.pointed {
            Some(Pointed::Thing(position, which)) if self.selected_position() == Some(position) => {
                Some(which)
            }
            _ => None,
        }
    }

    /// The passage that was followed to, while the text about the text is read.
    #[must_use]
    pub fn passage_at(&self) -> Option<usize> {
        match self.pointed {
            Some(Pointed::Passage(at)) if self.outline.selected == Node::About => Some(at),
            _ => None,
        }
    }
}

/// What a passage is called: `About this text › Introduction, line 4`.
#[must_use]
pub fn passage_name(compilation: &Document, at: usize) -> String {
    let matter = &compilation.passages[at];
    let path = compilation.heading_path(matter.heading);
    let titles = path
        .iter()
        .map(|&at| &*compilation.headings[at as usize].title);
    let kind = match matter.kind {
        PassageKind::Footnote => Some("Footnote"),
        _ => None,
    };
    let names: Vec<&str> = ["About this text"]
        .into_iter()
        .chain(titles)
        .chain(kind)
        .collect();
    let word = if matter.lines.first == matter.lines.last {
        "line"
    } else {
        "lines"
    };
    format!("{}, {word} {}", names.join(" › "), matter.lines)
}
