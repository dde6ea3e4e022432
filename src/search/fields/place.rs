//! Places: the provisions that an address or a part of one names.

use crate::model::{AddressRun, Document, Part};
use crate::search::facets::PositionSet;
use crate::search::index_data::{IndexData, leading_number};

/// Provisions whose number begins with one from `first` to `last`, by that number.
pub(super) fn numbered(index: &IndexData, first: u32, last: u32) -> impl Iterator<Item = u32> {
    let from = index
        .by_number
        .partition_point(|(number, _)| *number < first);
    let after = index.by_number[from..].iter();
    let wanted = after.take_while(move |(number, _)| *number <= last);
    wanted.map(|(_, position)| *position)
}

/// Provisions that an address with a paragraph names, or a run of them, and those under them; each
/// ascending.
pub(in crate::search) fn addressed(
    index: &IndexData,
    document: &Document,
    run: &AddressRun,
) -> (Vec<u32>, Vec<u32>) {
    let address = &run.first;
    let (first, last) = match run.last.is_empty() {
        true => {
            let number = address.path.first().map_or(0, |part| leading_number(part));
            (number, number)
        }
        false => run.numbers(),
    };
    let covered = numbered(index, first, last)
        .filter(|&at| run.covers(document, &document.provisions[at as usize]));
    let names = |at| run.names(document, &document.provisions[at as usize]);
    let (mut named, mut under): (Vec<u32>, Vec<u32>) = covered.partition(|&at| names(at));
    // Provisions with several numbers come once.
    for positions in [&mut named, &mut under] {
        positions.sort_unstable();
        positions.dedup();
    }
    if named.is_empty() && under.is_empty() && address.part.is_some() && run.last.is_empty() {
        // The innermost levels are enough where one provision has them: `II.1` for `II.81.1`.
        let in_part = in_parts(index, document, |part| address.is_in_part(document, part));
        let tail = |at: &u32| address.names_tail(document, &document.provisions[*at as usize]);
        let mut named = in_part.into_iter().filter(tail);
        if let (Some(only), None) = (named.next(), named.next()) {
            return (vec![only], Vec::new());
        }
    }
    (named, under)
}

/// The provisions of the part that an address without a paragraph names; `None` where it names none.
fn in_part(index: &IndexData, document: &Document, run: &AddressRun) -> Option<PositionSet> {
    let named = |part: &Part| names_part(document, run, part);
    let found = document.parts.iter().any(named);
    found.then(|| in_parts(index, document, named))
}

/// The provisions of some parts.
pub(super) fn in_parts(
    index: &IndexData,
    document: &Document,
    wanted: impl Fn(&Part) -> bool,
) -> PositionSet {
    let parts = index.parts.iter().zip(&document.parts);
    let mut positions = PositionSet::new();
    for (members, _) in parts.filter(|(_, part)| wanted(part)) {
        positions |= members;
    }
    positions
}

/// Whether an address without a paragraph names a part. A symbol may be half typed.
pub(super) fn names_part(document: &Document, run: &AddressRun, part: &Part) -> bool {
    let address = &run.first;
    if address.part.is_none() && address.symbol.is_none() {
        return false;
    }
    let begun = || {
        let typed = address.symbol.as_deref().map(str::to_lowercase);
        let symbol = part.symbol.as_deref().map(str::to_lowercase);
        address.part.is_none()
            && matches!((symbol, typed), (Some(symbol), Some(typed)) if symbol.starts_with(&typed))
    };
    run.is_part(document, part) || begun()
}

/// What addresses leave in; `None` where the document has none of these places.
pub(in crate::search) fn at(
    index: &IndexData,
    document: &Document,
    runs: &[AddressRun],
) -> Option<PositionSet> {
    let mut positions = PositionSet::new();
    for run in runs {
        if run.first.path.is_empty() {
            positions |= in_part(index, document, run).unwrap_or_default();
        } else {
            let (named, under) = addressed(index, document, run);
            positions.extend(named.into_iter().chain(under));
        }
    }
    (!positions.is_empty()).then_some(positions)
}
