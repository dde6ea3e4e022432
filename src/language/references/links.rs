//! All references of a document, and the way back: who cites this.

use std::collections::BTreeMap;

use compact_str::CompactString;

use super::{Recognizer, Reference, Target};
use crate::model::Document;

/// What every provision of a document refers to, and which provisions refer to a thing.
///
/// Computed once; positions are indices into [`Document::provisions`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    provisions: Vec<Box<[Reference]>>,
    passages: Vec<Box<[Reference]>>,
    /// For each whole (and for the sessions together, under the empty name): which provision
    /// cites it or parts of it, and as its how-many-th reference.
    citing: BTreeMap<CompactString, Vec<(u32, u32)>>,
}

/// Where in the document a target is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Destination {
    /// Index into [`Document::sessions`].
    Session(usize),
    /// Index into [`Document::provisions`].
    Provision(usize),
}

impl Links {
    /// Reads a whole document.
    #[must_use]
    pub fn of(compilation: &Document) -> Self {
        let mut recognizer = Recognizer::new(compilation);
        let mut links = Self::default();
        for position in 0..compilation.provisions.len() {
            let references = recognizer.references(position);
            for (count, reference) in references.iter().enumerate() {
                if let (Ok(position), Ok(count)) = (u32::try_from(position), u32::try_from(count)) {
                    let citing = links.citing.entry(key(&reference.target)).or_default();
                    citing.push((position, count));
                }
            }
            links.provisions.push(references.into());
        }
        let matter = 0..compilation.passages.len();
        links.passages = matter.map(|at| recognizer.in_matter(at).into()).collect();
        links
    }

    /// The references of a provision, in the order of its text; none beyond the document.
    #[must_use]
    pub fn references(&self, position: usize) -> &[Reference] {
        self.provisions.get(position).map_or(&[], |found| found)
    }

    /// The references of a piece of unnumbered text, by its index in [`Document::matter`].
    #[must_use]
    pub fn in_matter(&self, at: usize) -> &[Reference] {
        self.passages.get(at).map_or(&[], |found| found)
    }

    /// Every target of the document and how many provisions cite exactly it, in the order of the
    /// targets.
    #[must_use]
    pub fn targets(&self) -> BTreeMap<&Target, usize> {
        let mut targets = BTreeMap::new();
        let mut last: BTreeMap<&Target, usize> = BTreeMap::new();
        for (position, references) in self.provisions.iter().enumerate() {
            for reference in references {
                if last.insert(&reference.target, position) != Some(position) {
                    *targets.entry(&reference.target).or_default() += 1;
                }
            }
        }
        targets
    }

    /// The provisions that cite the same thing, or a range that has a member in common with it:
    /// for `DPA 144` also those that cite `DPA 140-147`. In the document's order.
    #[must_use]
    pub fn citing(&self, target: &Target) -> Vec<usize> {
        let citing = self.citing.get(&key(target));
        self.positions(citing.into_iter().flatten(), |cited| target.touches(cited))
    }

    /// The provisions that cite the thing or anything within it: for `DDPA` also those that cite
    /// `DPA 144`. In the document's order.
    #[must_use]
    pub fn citing_within(&self, target: &Target) -> Vec<usize> {
        let citing = self.citing.values().flatten();
        self.positions(citing, |cited| target.covers(cited))
    }

    /// The other provisions that cite something that this one cites. Symmetric. In the
    /// document's order.
    #[must_use]
    pub fn cited_with(&self, position: usize) -> Vec<usize> {
        let mut targets: Vec<&Target> = Vec::new();
        for reference in self.references(position) {
            if !targets.contains(&&reference.target) {
                targets.push(&reference.target);
            }
        }
        let mut with: Vec<usize> = targets
            .iter()
            .flat_map(|target| self.citing(target))
            .collect();
        with.sort_unstable();
        with.dedup();
        with.retain(|&other| other != position);
        with
    }

    /// Where in this document a target is: a session by its ordinal or the symbol of its report,
    /// a paragraph of such a report; of a range, the first that is there.
    #[must_use]
    pub fn destination(compilation: &Document, target: &Target) -> Option<Destination> {
        let sessions = &compilation.parts;
        let by_symbol = |symbol: &str| {
            sessions
                .iter()
                .position(|s| s.symbol.as_deref() == Some(symbol))
        };
        match target {
            Target::Sessions { first, last } => sessions
                .iter()
                .position(|s| s.ordinal.is_some_and(|n| (*first..=*last).contains(&n)))
                .map(Destination::Session),
            Target::Whole(symbol) => by_symbol(symbol).map(Destination::Session),
            Target::Part { of, .. } => {
                let session = by_symbol(of)?;
                let there = compilation.provisions.iter().position(|provision| {
                    provision.session as usize == session && target.holds(&provision.number)
                });
                there.map(Destination::Provision)
            }
        }
    }

    fn positions<'l>(
        &self,
        citing: impl Iterator<Item = &'l (u32, u32)>,
        meant: impl Fn(&Target) -> bool,
    ) -> Vec<usize> {
        let mut positions: Vec<usize> = citing
            .map(|&(position, count)| (position as usize, count as usize))
            .filter(|&(position, count)| meant(&self.provisions[position][count].target))
            .map(|(position, _)| position)
            .collect();
        positions.sort_unstable();
        positions.dedup();
        positions
    }
}

fn key(target: &Target) -> CompactString {
    target.whole().unwrap_or_default().into()
}
