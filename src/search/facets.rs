//! Facets: the values of a property with the provisions that have each, for grouping and filters.

use roaring::RoaringBitmap;

/// Positions in a document.
pub type PositionSet = RoaringBitmap;

/// The values of one property.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facet {
    /// In the order in which the property's table has them.
    values: Vec<(&'static str, PositionSet)>,
    /// Provisions with text that have no value.
    without: PositionSet,
}

impl Facet {
    pub(super) fn new(names: impl Iterator<Item = &'static str>) -> Self {
        Self {
            values: names.map(|name| (name, PositionSet::new())).collect(),
            without: PositionSet::new(),
        }
    }

    /// Notes the values of the provision at `position`, which comes after all earlier ones.
    pub(super) fn push(&mut self, position: u32, values: &[&'static str]) {
        let mut found = false;
        for (name, members) in &mut self.values {
            if values.contains(name) {
                members.insert(position);
                found = true;
            }
        }
        if !found {
            self.without.insert(position);
        }
    }

    /// Adds what was read of other provisions; both have the same values.
    pub(super) fn add(&mut self, other: Self) {
        for ((_, mine), (_, theirs)) in self.values.iter_mut().zip(other.values) {
            *mine |= theirs;
        }
        self.without |= other.without;
    }

    pub(super) fn optimize(&mut self) {
        for (_, members) in &mut self.values {
            members.optimize();
        }
        self.without.optimize();
    }

    /// Each value with the positions that have it, in the order of the property's table; also
    /// those that nothing has.
    pub fn values(&self) -> impl Iterator<Item = (&'static str, &PositionSet)> {
        self.values.iter().map(|(name, members)| (*name, members))
    }

    /// Positions with text that have no value.
    #[must_use]
    pub fn without(&self) -> &PositionSet {
        &self.without
    }

    /// How many members of `within` have each value, in the order of [`Facet::values`].
    #[must_use]
    pub fn counts(&self, within: &PositionSet) -> Vec<u64> {
        let members = self.values.iter().map(|(_, members)| members);
        members.map(|it| it.intersection_len(within)).collect()
    }

    /// The positions that have a value of which `wanted` holds.
    pub(super) fn members(&self, wanted: impl Fn(&str) -> bool) -> PositionSet {
        let mut all = PositionSet::new();
        for (name, members) in &self.values {
            if wanted(name) {
                all |= members;
            }
        }
        all
    }
}

/// Who is asked to do what, as this program reads it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OperativeFacets {
    /// Who is addressed.
    pub addressees: Facet,
    /// What is done by the verb.
    pub actions: Facet,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_what_has_none() {
        let mut facet = Facet::new(["States", "OHCHR"].into_iter());
        facet.push(0, &["OHCHR", "States"]);
        facet.push(3, &[]);
        let mut other = Facet::new(["States", "OHCHR"].into_iter());
        other.push(7, &["States"]);
        facet.add(other);
        let sizes: Vec<_> = facet.values().map(|(name, it)| (name, it.len())).collect();
        assert_eq!(sizes, [("States", 2), ("OHCHR", 1)]);
        assert_eq!(facet.counts(&[0, 3].into_iter().collect()), [1, 1]);
        assert!(facet.without().contains(3));
        assert_eq!(facet.members(|name| name == "OHCHR").len(), 1);
    }
}
