//! Links: all references of a document, and the reverse index of who cites what.

use std::collections::{BTreeMap, HashMap};

use compact_str::CompactString;

use super::extractor::Extractor;
use super::reference::Reference;
use super::target::{Place, Series, Target, place};
use crate::model::Document;

/// What every provision of a document refers to, which provisions refer to a thing, and where in
/// the document a thing is.
///
/// Computed once, in time linear in the document (but for sorting); positions are indices into
/// [`Document::provisions`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    provisions: Vec<Box<[Reference]>>,
    passages: Vec<Box<[Reference]>>,
    citing: HashMap<CompactString, BTreeMap<Series, Intervals>>,
    destinations: Destinations,
}

/// Where in the document a target is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Destination {
    /// Index into [`Document::parts`].
    Session(usize),
    /// Index into [`Document::provisions`].
    Provision(usize),
}

/// A run of numbers that a provision cites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Cited {
    first: Place,
    last: Place,
    position: u32,
}

/// Runs of numbers by where they begin. Those of one provision do not overlap.
#[derive(Clone, Debug, Default, PartialEq)]
struct Intervals {
    cited: Vec<Cited>,
    /// For each run, how far it and those before it reach.
    reach: Vec<Place>,
}

impl Intervals {
    fn sort(&mut self) {
        self.cited.sort_unstable();
        let reach = self.cited.iter().scan(Place::default(), |reach, cited| {
            *reach = (*reach).max(cited.last);
            Some(*reach)
        });
        self.reach = reach.collect();
    }

    /// The provisions whose runs have a number in common with this one, ascending.
    fn touching(&self, (first, last): (Place, Place)) -> Vec<usize> {
        let end = self.cited.partition_point(|cited| cited.first <= last);
        let runs = self.cited[..end].iter().zip(&self.reach[..end]).rev();
        let mut positions: Vec<usize> = runs
            .take_while(|(_, reach)| **reach >= first)
            .filter(|(cited, _)| cited.last >= first)
            .map(|(cited, _)| cited.position as usize)
            .collect();
        positions.sort_unstable();
        positions.dedup();
        positions
    }
}

/// Where parts and provisions are, by what cites them.
#[derive(Clone, Debug, Default, PartialEq)]
struct Destinations {
    by_symbol: HashMap<Box<str>, usize>,
    by_ordinal: BTreeMap<u32, usize>,
    /// Provisions of parts that have a symbol, by part and number.
    by_number: Vec<(usize, Place, usize)>,
}

impl Destinations {
    fn of(document: &Document) -> Self {
        let mut found = Self::default();
        for (at, part) in document.parts.iter().enumerate() {
            if let Some(symbol) = &part.symbol {
                found.by_symbol.entry(symbol.clone()).or_insert(at);
            }
            if let Some(ordinal) = part.ordinal {
                found.by_ordinal.entry(ordinal).or_insert(at);
            }
        }
        for (position, provision) in document.provisions.iter().enumerate() {
            let part = provision.part as usize;
            if document
                .parts
                .get(part)
                .is_some_and(|part| part.symbol.is_some())
            {
                found
                    .by_number
                    .push((part, place(&provision.path), position));
            }
        }
        found.by_number.sort_unstable();
        found
    }
}

impl Links {
    /// Reads a whole document.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        Self::read(document, &|| false).unwrap_or_default()
    }

    /// Reads a whole document, unless `cancelled` says so before the end: then `None`. It is asked
    /// once a provision.
    #[must_use]
    pub fn read(document: &Document, cancelled: &dyn Fn() -> bool) -> Option<Self> {
        let mut extractor = Extractor::new(document);
        let mut links = Self {
            destinations: Destinations::of(document),
            ..Self::default()
        };
        for position in 0..document.provisions.len() {
            if cancelled() {
                return None;
            }
            let references = extractor.references(position);
            links.file(position, &references);
            links.provisions.push(references.into());
        }
        for series in links.citing.values_mut() {
            series.values_mut().for_each(Intervals::sort);
        }
        let passages = 0..document.passages.len();
        links.passages = passages.map(|at| extractor.in_passage(at).into()).collect();
        Some(links)
    }

    /// Files what a provision cites, runs that overlap as one.
    fn file(&mut self, position: usize, references: &[Reference]) {
        let Ok(position) = u32::try_from(position) else {
            return;
        };
        let mut runs: Vec<_> = references
            .iter()
            .map(|reference| {
                let target = &reference.target;
                (
                    target.whole().unwrap_or_default(),
                    target.series(),
                    target.bounds(),
                )
            })
            .collect();
        runs.sort_unstable();
        runs.dedup_by(|next, kept| {
            let overlap = (next.0, next.1) == (kept.0, kept.1) && next.2.0 <= kept.2.1;
            if overlap {
                kept.2.1 = kept.2.1.max(next.2.1);
            }
            overlap
        });
        for (whole, series, (first, last)) in runs {
            let intervals = match self.citing.get_mut(whole) {
                Some(citing) => citing.entry(series).or_default(),
                None => {
                    let citing = self.citing.entry(whole.into()).or_default();
                    citing.entry(series).or_default()
                }
            };
            intervals.cited.push(Cited {
                first,
                last,
                position,
            });
        }
    }

    /// The references of a provision, in the order of its text; none beyond the document.
    #[must_use]
    pub fn references(&self, position: usize) -> &[Reference] {
        self.provisions.get(position).map_or(&[], |found| found)
    }

    /// The references of a piece of unnumbered text, by its index in [`Document::passages`].
    #[must_use]
    pub fn in_passage(&self, at: usize) -> &[Reference] {
        self.passages.get(at).map_or(&[], |found| found)
    }

    /// Every target of the document and how many provisions cite exactly it, in the order of the
    /// targets.
    #[must_use]
    pub fn targets(&self) -> BTreeMap<&Target, usize> {
        let mut last: BTreeMap<&Target, (usize, usize)> = BTreeMap::new();
        for (position, references) in self.provisions.iter().enumerate() {
            for reference in references {
                let (count, seen) = last.entry(&reference.target).or_insert((0, usize::MAX));
                *count += usize::from(*seen != position);
                *seen = position;
            }
        }
        last.into_iter()
            .map(|(target, (count, _))| (target, count))
            .collect()
    }

    /// The provisions that cite the same thing, or a range that has a member in common with it:
    /// for `DPA 144` also those that cite `DPA 140-147`. In the document's order.
    #[must_use]
    pub fn citing(&self, target: &Target) -> Vec<usize> {
        let citing = self.citing.get(target.whole().unwrap_or_default());
        citing
            .and_then(|citing| citing.get(&target.series()))
            .map_or_else(Vec::new, |cited| cited.touching(target.bounds()))
    }

    /// Where in this document a target is: a session by its ordinal or the symbol of its report,
    /// a paragraph of such a report; of a range, the first number that is there.
    #[must_use]
    pub fn destination(&self, target: &Target) -> Option<Destination> {
        let Destinations {
            by_symbol,
            by_ordinal,
            by_number,
        } = &self.destinations;
        match target {
            Target::Sessions { first, last } => {
                let part = by_ordinal.range(first..=last).next();
                part.map(|(_, &part)| Destination::Session(part))
            }
            Target::Whole(symbol) => by_symbol.get(&**symbol).copied().map(Destination::Session),
            Target::Part { of, .. } => {
                let part = *by_symbol.get(&**of)?;
                let (first, last) = target.bounds();
                let from =
                    by_number.partition_point(|&(of, number, _)| (of, number) < (part, first));
                let (of, number, position) = *by_number.get(from)?;
                (of == part && number <= last).then_some(Destination::Provision(position))
            }
        }
    }
}
