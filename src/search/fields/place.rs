//! Places: the provisions that an address or a part of one names.

use crate::model::{Address, Document, Part};
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

/// Provisions that an address with a paragraph names, and those under them; each ascending.
pub(in crate::search) fn addressed(
    index: &IndexData,
    document: &Document,
    address: &Address,
) -> (Vec<u32>, Vec<u32>) {
    let number = address.path.first().map_or(0, |part| leading_number(part));
    let covered = numbered(index, number, number)
        .filter(|&at| address.covers(document, &document.provisions[at as usize]));
    let names = |address: &Address, at| address.names(document, &document.provisions[at as usize]);
    let (named, under): (Vec<u32>, Vec<u32>) = covered.partition(|&at| names(address, at));
    if named.is_empty() && under.is_empty() && address.part.is_some() {
        // The innermost levels are enough where one provision has them: `II.1` for `II.81.1`.
        let in_part = in_parts(index, document, |part| has_label(address, part));
        let tail = |at: &u32| address.names_tail(document, &document.provisions[*at as usize]);
        let mut named = in_part.into_iter().filter(tail);
        if let (Some(only), None) = (named.next(), named.next()) {
            return (vec![only], Vec::new());
        }
    }
    (named, under)
}

/// The provisions of the part that an address without a paragraph names; `None` where it names none.
fn in_part(index: &IndexData, document: &Document, address: &Address) -> Option<PositionSet> {
    let named = |part: &Part| names_part(address, part);
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
pub(super) fn names_part(address: &Address, part: &Part) -> bool {
    let symbol = address.symbol.as_deref().map(str::to_lowercase);
    has_label(address, part)
        && symbol.is_none_or(|typed| {
            let symbol = part.symbol.as_deref();
            symbol.is_some_and(|symbol| symbol.to_lowercase().starts_with(&typed))
        })
        && (address.part.is_some() || address.symbol.is_some())
}

/// What an address leaves in; `None` where the document has no such place.
pub(in crate::search) fn at(
    index: &IndexData,
    document: &Document,
    address: &Address,
) -> Option<PositionSet> {
    if address.path.is_empty() {
        return in_part(index, document, address);
    }
    let (named, under) = addressed(index, document, address);
    let positions: PositionSet = named.into_iter().chain(under).collect();
    (!positions.is_empty()).then_some(positions)
}

/// Whether a part has the label that an address names, if it names one.
fn has_label(address: &Address, part: &Part) -> bool {
    let label = address.part.as_deref();
    label.is_none_or(|label| part.label.eq_ignore_ascii_case(label))
}
