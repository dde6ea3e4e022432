//! Link targets: what can be pointed at beside a provision and opened. First the passages about the
//! text that an editor's mark rests on, then what the text refers to, in the order of the text pane.

use crate::export::{Explanation, ReferenceText, View, explanations, reference_texts};
use crate::language::references::Links;
use crate::model::{Document, PassageKind};

/// One thing to point at.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkTarget {
    /// A passage of the text around the provisions, by its index.
    Passage(usize),
    /// Something that the provision refers to.
    Referred(ReferenceText),
}

/// What is pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointed {
    /// Of the provision at this position, the how-many-th target.
    Target(u32, usize),
    /// This passage of the text around the provisions; it was followed to.
    Passage(usize),
}

/// What is told beside one provision that leads somewhere.
#[derive(Debug, Default, PartialEq)]
pub struct LinkTargets {
    /// What editors did, as the view tells it.
    pub explanations: Vec<Explanation>,
    /// The targets: passages of the explanations, in their order, then what is referred to.
    pub targets: Vec<LinkTarget>,
}

impl LinkTargets {
    /// The targets of the provision at `position` in this view.
    ///
    /// # Panics
    /// Where there is no such position.
    #[must_use]
    pub fn of(document: &Document, links: Option<&Links>, position: usize, view: View) -> Self {
        let mut explanations = explanations(document, position);
        // Who reads the text as adopted does not want the updates further down either.
        explanations.retain(|it| view != View::Adopted || !it.in_text);
        let passages = explanations.iter().flat_map(|it| &it.passages);
        let mut targets: Vec<LinkTarget> = passages.copied().map(LinkTarget::Passage).collect();
        if let Some(links) = links {
            let referred = reference_texts(document, links, position, view);
            targets.extend(referred.into_iter().map(LinkTarget::Referred));
        }
        Self {
            explanations,
            targets,
        }
    }

    /// What the text refers to, each with its place among the targets.
    pub fn referred(&self) -> impl Iterator<Item = (usize, &ReferenceText)> {
        let targets = self.targets.iter().enumerate();
        targets.filter_map(|(at, target)| match target {
            LinkTarget::Referred(referred) => Some((at, referred)),
            LinkTarget::Passage(_) => None,
        })
    }
}

/// What a passage is called: `About this text › Introduction, line 4`.
///
/// # Panics
/// Where there is no such passage.
#[must_use]
pub fn passage_name(document: &Document, at: usize) -> String {
    let passage = &document.passages[at];
    let path = document.heading_path(passage.heading);
    let titles = path
        .iter()
        .map(|&at| &*document.headings[at as usize].title);
    let kind = match passage.kind {
        PassageKind::Footnote => Some("Footnote"),
        _ => None,
    };
    let names: Vec<&str> = ["About this text"]
        .into_iter()
        .chain(titles)
        .chain(kind)
        .collect();
    let place = document.places.said(passage.lines);
    format!("{}, {place}", names.join(" › "))
}
