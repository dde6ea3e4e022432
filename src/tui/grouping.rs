//! Grouping (facets): the left pane as printed, or by something that all provisions are read for.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::language::references::{Links, Target, describe};
use crate::model::Document;
use crate::search::{Facet, Hits, Index, PositionSet};

/// By what the left pane groups the provisions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum GroupBy {
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

impl GroupBy {
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

/// What the left pane shows. Rows and title always come from the same value, so that no title ever
/// stands over the rows of another grouping.
#[derive(Clone, Debug, Default)]
pub enum Grouping {
    /// Sessions and headings, as printed.
    #[default]
    Printed,
    /// The groups are being made; until then there is a row for the whole document alone.
    Pending(GroupBy),
    /// Groups.
    Ready(Arc<Groups>),
}

impl Grouping {
    /// By what.
    #[must_use]
    pub fn by(&self) -> GroupBy {
        match self {
            Self::Printed => GroupBy::Session,
            Self::Pending(by) => *by,
            Self::Ready(groups) => groups.by,
        }
    }

    /// The groups, where there are some.
    #[must_use]
    pub fn groups(&self) -> Option<&Arc<Groups>> {
        match self {
            Self::Ready(groups) => Some(groups),
            Self::Printed | Self::Pending(_) => None,
        }
    }
}

/// What the provisions of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupKey {
    /// An addressee, an action or a status.
    Name(&'static str),
    /// They refer to this.
    Reference(Target),
    /// None of the others was found.
    NoneFound,
}

impl GroupKey {
    /// The group's title.
    #[must_use]
    pub fn title(&self) -> String {
        match self {
            Self::Name(name) => (*name).to_owned(),
            Self::NoneFound => "none found".to_owned(),
            Self::Reference(target) => {
                let known = describe(target);
                if known.is_empty() {
                    target.to_string()
                } else {
                    format!("{target}: {known}")
                }
            }
        }
    }
}

/// One group of provisions.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What its provisions have in common.
    pub key: GroupKey,
    /// Positions. A provision can stand in several groups.
    pub members: PositionSet,
}

/// The groups of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Groups {
    /// By what.
    pub by: GroupBy,
    /// In the order in which they are shown.
    pub groups: Vec<Group>,
}

impl Groups {
    /// Groups a document by what has been read of all of it: the facets of its index, its links.
    /// No groups where what is needed has not been read.
    #[must_use]
    pub fn of(document: &Document, by: GroupBy, index: &Index, links: Option<&Links>) -> Self {
        let operative = index.operative();
        let groups = match by {
            GroupBy::Session => Vec::new(),
            GroupBy::Status => by_facet(index.statuses(), false),
            GroupBy::Action => operative.map_or_else(Vec::new, |it| by_facet(&it.actions, true)),
            GroupBy::Addressee => {
                let mut groups =
                    operative.map_or_else(Vec::new, |it| by_facet(&it.addressees, true));
                // The largest first, and those of nobody last.
                groups.sort_by_key(|group| {
                    let nobody = group.key == GroupKey::NoneFound;
                    (nobody, Reverse(group.members.len()), group.key.title())
                });
                groups
            }
            GroupBy::Reference => {
                links.map_or_else(Vec::new, |links| by_reference(document, links))
            }
        };
        Self { by, groups }
    }

    /// The index of the group whose provisions have this in common.
    #[must_use]
    pub fn with_key(&self, key: &GroupKey) -> Option<u32> {
        u32::try_from(self.groups.iter().position(|group| group.key == *key)?).ok()
    }

    /// The size of each group; under a filter, of what it found.
    #[must_use]
    pub fn sizes(&self, hits: Option<&Hits>) -> Vec<u32> {
        let size = |group: &Group| match hits {
            None => group.members.len(),
            Some(hits) => group.members.intersection_len(hits.positions()),
        };
        let sizes = self.groups.iter().map(size);
        sizes
            .map(|size| u32::try_from(size).unwrap_or(u32::MAX))
            .collect()
    }
}

/// A group for each value that something has, in the order of its table; `rest` asks for one of
/// what has none.
fn by_facet(facet: &Facet, rest: bool) -> Vec<Group> {
    let groups = facet.values().map(|(name, members)| Group {
        key: GroupKey::Name(name),
        members: members.clone(),
    });
    let rest = rest.then(|| Group {
        key: GroupKey::NoneFound,
        members: facet.without().clone(),
    });
    let groups = groups.chain(rest);
    groups.filter(|group| !group.members.is_empty()).collect()
}

/// A group for each target, of those that refer to it or to a range that has it.
fn by_reference(document: &Document, links: &Links) -> Vec<Group> {
    let set = |positions: &mut dyn Iterator<Item = usize>| -> PositionSet {
        positions.filter_map(|at| u32::try_from(at).ok()).collect()
    };
    let targets = links.targets().into_keys();
    let mut groups: Vec<Group> = targets
        .map(|target| Group {
            key: GroupKey::Reference(target.clone()),
            members: set(&mut links.citing(target).into_iter()),
        })
        .collect();
    let provisions = document.provisions.iter().enumerate();
    let mut without = provisions
        .filter(|(at, provision)| provision.has_text() && links.references(*at).is_empty())
        .map(|(at, _)| at);
    groups.push(Group {
        key: GroupKey::NoneFound,
        members: set(&mut without),
    });
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Cancel;

    fn groups(by: GroupBy) -> Groups {
        let document = crate::library::embedded();
        let index = Index::build(&document);
        (index.read_operative(&document, &|_| {}, &Cancel::new())).expect("not cancelled");
        Groups::of(&document, by, &index, Some(&Links::of(&document)))
    }

    #[test]
    fn every_provision_with_text_is_in_a_group() {
        for by in [
            GroupBy::Addressee,
            GroupBy::Action,
            GroupBy::Reference,
            GroupBy::Status,
        ] {
            let groups = groups(by).groups.into_iter();
            let members: PositionSet = groups.flat_map(|group| group.members).collect();
            // Status has the nine without text as well.
            assert_eq!(
                members.len(),
                if by == GroupBy::Status { 135 } else { 126 },
                "{by:?}"
            );
        }
    }

    #[test]
    fn groups_stand_in_the_fields_order() {
        let actions = groups(GroupBy::Action).groups;
        let place = |name| actions.iter().position(|it| it.key == GroupKey::Name(name));
        assert!(place("urges") < place("invites"));
        assert!(place("invites") < place("notes"));
        let statuses = groups(GroupBy::Status);
        let sizes: Vec<(String, u64)> = (statuses.groups.iter())
            .map(|group| (group.key.title(), group.members.len()))
            .collect();
        let expected = [
            ("adopted", 121),
            ("updated", 5),
            ("deleted", 7),
            ("omitted", 2),
        ];
        assert_eq!(
            sizes,
            expected.map(|(title, size)| (title.to_owned(), size))
        );
    }
}
