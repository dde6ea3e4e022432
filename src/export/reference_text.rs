//! Reference text: what a provision refers to, and who refers to the same, in words. All of it is
//! this program's reading of the text, and says so.

use std::collections::HashSet;
use std::io::{self, Write};

use super::view::View;
use super::visible::{one_line, visible};
use crate::language::references::{Destination, Links, Reference, Target, describe};
use crate::model::Document;

/// So many provisions are named where others cite the same; the rest is counted.
const NAMED: usize = 10;

/// One thing that a provision refers to, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct ReferenceText {
    /// What it is.
    pub target: Target,
    /// What that means for a reader.
    pub meaning: String,
    /// Ids of the others that cite the same; `None` where there are none.
    pub others: Option<String>,
}

impl ReferenceText {
    /// What comes after the target's written form, with what parts the two; nothing where it would
    /// say the same again.
    #[must_use]
    pub fn explanation(&self) -> String {
        let target = self.target.to_string();
        let same = [target.clone(), format!("“{target}”")].contains(&self.meaning);
        if same {
            String::new()
        } else {
            format!(": {}", self.meaning)
        }
    }
}

/// What the provision at `position` refers to, each thing once, in the order of its text. Only what
/// this view shows counts: what an editor's insertion refers to is left out of the text as adopted.
///
/// # Panics
/// Where the document has no such position.
#[must_use]
pub fn reference_texts(
    document: &Document,
    links: &Links,
    position: usize,
    view: View,
) -> Vec<ReferenceText> {
    let provision = &document.provisions[position];
    let shown = view.shown(provision);
    let mut listed: Vec<ReferenceText> = Vec::new();
    let mut seen = HashSet::new();
    for Reference { target, span, .. } in links.references(position) {
        if shown.place_of(span.range()).is_some() && seen.insert(target) {
            listed.push(ReferenceText {
                target: target.clone(),
                meaning: meaning(document, links, target, &provision.text[span.range()]),
                others: others(document, links, position, target),
            });
        }
    }
    listed
}

/// Writes both paragraphs for the provision at `position`; nothing where it refers to nothing.
///
/// # Errors
/// Whatever `out` fails with.
pub(super) fn write_references(
    out: &mut dyn Write,
    document: &Document,
    links: &Links,
    position: usize,
    view: View,
) -> io::Result<()> {
    let listed = reference_texts(document, links, position, view);
    if listed.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nReferences (inferred)")?;
    for referred in &listed {
        let target = referred.target.to_string();
        writeln!(
            out,
            "  {}{}",
            visible(&target),
            one_line(&referred.explanation())
        )?;
    }
    let with = listed
        .iter()
        .filter_map(|one| Some((&one.target, one.others.as_ref()?)));
    for (count, (target, others)) in with.enumerate() {
        if count == 0 {
            writeln!(out, "\nCited with (inferred)")?;
        }
        writeln!(
            out,
            "  {}: {}",
            visible(&target.to_string()),
            visible(others)
        )?;
    }
    Ok(())
}

/// What a target is: from the document where it is in there, from the table where it is known,
/// and otherwise the text's own words for it.
fn meaning(document: &Document, links: &Links, target: &Target, words: &str) -> String {
    let known = describe(target);
    match links.destination(target) {
        Some(Destination::Session(at)) => {
            let part = &document.parts[at];
            let about = [Some(&*part.title), part.symbol.as_deref()];
            let about = about
                .into_iter()
                .flatten()
                .filter(|piece| !piece.is_empty());
            let about = about.collect::<Vec<_>>().join(", ");
            format!("{about} (in this document)")
        }
        Some(Destination::Provision(at)) => {
            format!("{} (in this document)", document.provisions[at].id)
        }
        None if known.is_empty() => format!("“{words}”"),
        None => known,
    }
}

/// The others that cite the same; `None` where there are none.
fn others(document: &Document, links: &Links, position: usize, target: &Target) -> Option<String> {
    let mut citing = links.citing(target);
    citing.retain(|&other| other != position);
    let named = citing
        .iter()
        .take(NAMED)
        .map(|&at| &*document.provisions[at].id);
    let named = named.collect::<Vec<_>>().join(", ");
    match citing.len() {
        0 => None,
        count if count > NAMED => Some(format!("{named} and {} more", count - NAMED)),
        _ => Some(named),
    }
}
