//! Five ways to cut the same document: as printed, or into groups that this program derives.

use std::collections::BTreeMap;

use crate::language::operative::{Asks, actions};
use crate::language::references::{Links, describe};
use crate::model::{Document, Status};

/// By what the left pane groups the provisions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Cut {
    /// Sessions and headings, as printed.
    #[default]
    Session,
    /// Who is asked.
    Addressee,
    /// What is asked for, from the strongest to a mere statement.
    Action,
    /// What is referred to.
    Reference,
    /// What became of it.
    Status,
}

impl Cut {
    /// What the left pane is then called.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Session => "By session",
            Self::Addressee => "By addressee (derived)",
            Self::Action => "By action (derived)",
            Self::Reference => "By reference (derived)",
            Self::Status => "By status",
        }
    }
}

/// One group of provisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What its provisions have in common.
    pub title: String,
    /// Positions, in the document's order. A provision can stand in several groups.
    pub members: Vec<u32>,
}

/// A document cut into groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    /// By what.
    pub cut: Cut,
    /// In the order in which they are shown.
    pub groups: Vec<Group>,
}

/// The group of what belongs to no other; a group like any other.
const NONE: &str = "none found";

impl Groups {
    /// Cuts a document. Reads every provision, so it is kept off the way of keys.
    #[must_use]
    pub fn by(cut: Cut, compilation: &Document) -> Self {
        let groups = match cut {
            Cut::Session => Vec::new(),
            Cut::Addressee => {
                let asks = Asks::of(compilation);
                let mut groups = grouped(compilation, |at| asks.derived(at).to);
                groups.sort_by_key(|group| {
                    (group.title == NONE, std::cmp::Reverse(group.members.len()))
                });
                groups
            }
            Cut::Action => {
                let asks = Asks::of(compilation);
                let order: Vec<&str> = actions().collect();
                let mut groups = grouped(compilation, |at| asks.derived(at).verb);
                groups.sort_by_key(|group| {
                    order
                        .iter()
                        .position(|name| *name == group.title)
                        .unwrap_or(order.len())
                });
                groups
            }
            Cut::Reference => by_reference(compilation),
            Cut::Status => {
                let of = |status: Status| {
                    let all = (0u32..).zip(&compilation.provisions);
                    let members = all
                        .filter(|(_, provision)| provision.status() == status)
                        .map(|(at, _)| at);
                    Group {
                        title: status.as_str().to_owned(),
                        members: members.collect(),
                    }
                };
                Status::ALL
                    .into_iter()
                    .map(of)
                    .filter(|group| !group.members.is_empty())
                    .collect()
            }
        };
        Self { cut, groups }
    }

    /// How many of each group's members `counts` says to count.
    #[must_use]
    pub fn tally(&self, counts: impl Fn(u32) -> bool) -> Vec<u32> {
        let size = |group: &Group| group.members.iter().filter(|&&at| counts(at)).count();
        self.groups
            .iter()
            .map(|group| u32::try_from(size(group)).unwrap_or(u32::MAX))
            .collect()
    }
}

/// Groups by what `names` gives for a position; only what has text is asked.
fn grouped<N: AsRef<str>>(compilation: &Document, names: impl Fn(usize) -> Vec<N>) -> Vec<Group> {
    let mut groups: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (at, provision) in compilation.provisions.iter().enumerate() {
        let Ok(member) = u32::try_from(at) else { break };
        if !provision.has_text() {
            continue;
        }
        let names = names(at);
        for name in &names {
            groups
                .entry(name.as_ref().to_owned())
                .or_default()
                .push(member);
        }
        if names.is_empty() {
            groups.entry(NONE.to_owned()).or_default().push(member);
        }
    }
    groups
        .into_iter()
        .map(|(title, members)| Group { title, members })
        .collect()
}

fn by_reference(compilation: &Document) -> Vec<Group> {
    let links = Links::of(compilation);
    let named = links.targets().into_keys().map(|target| {
        let known = describe(target);
        let written = target.to_string();
        let title = if known.is_empty() {
            written
        } else {
            format!("{written}: {known}")
        };
        let members = links
            .citing(target)
            .into_iter()
            .filter_map(|at| u32::try_from(at).ok());
        Group {
            title,
            members: members.collect(),
        }
    });
    let mut groups: Vec<Group> = named.collect();
    let all = (0u32..).zip(&compilation.provisions);
    let without = all.filter(|(at, provision)| {
        provision.has_text() && links.references(*at as usize).is_empty()
    });
    groups.push(Group {
        title: NONE.to_owned(),
        members: without.map(|(at, _)| at).collect(),
    });
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(cut: Cut) -> Groups {
        Groups::by(cut, &crate::input::embedded())
    }

    #[test]
    fn every_provision_with_text_is_in_a_group() {
        for by in [Cut::Addressee, Cut::Action, Cut::Reference, Cut::Status] {
            let mut members: Vec<u32> = cut(by)
                .groups
                .into_iter()
                .flat_map(|group| group.members)
                .collect();
            members.sort_unstable();
            members.dedup();
            // Status has the nine without text as well.
            assert_eq!(
                members.len(),
                if by == Cut::Status { 135 } else { 126 },
                "{by:?}"
            );
        }
    }

    #[test]
    fn groups_stand_in_the_fields_order() {
        let titles: Vec<String> = cut(Cut::Action)
            .groups
            .into_iter()
            .map(|group| group.title)
            .collect();
        let place = |title: &str| {
            titles
                .iter()
                .position(|have| have == title)
                .expect("a group")
        };
        assert!(place("urges") < place("invites"));
        assert!(place("invites") < place("notes"));
        let statuses = cut(Cut::Status);
        let sizes: Vec<(&str, usize)> = statuses
            .groups
            .iter()
            .map(|g| (g.title.as_str(), g.members.len()))
            .collect();
        assert_eq!(
            sizes,
            [
                ("adopted", 121),
                ("updated", 5),
                ("deleted", 7),
                ("omitted", 2)
            ]
        );
    }
}
