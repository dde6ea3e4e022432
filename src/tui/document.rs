//! A document as the panes need it: where each provision stands, and counts by session and heading.

use std::num::NonZeroU32;

use super::common_prefix::common_prefix;
use super::grouping::Groups;
use super::outline::Node;
use crate::library::{DocumentId, OpenDocument};
use crate::model::{Document, Provision};
use crate::search::PositionSet;

/// An open document, with what the panes derive from all of it once.
#[derive(Debug)]
pub struct BrowsedDocument {
    /// Tells it apart from every other document of this run.
    pub id: DocumentId,
    /// What it is called, on one line.
    pub name: String,
    /// Everything that was understood of it.
    pub document: Document,
    /// Where each provision stands.
    pub places: ProvisionPlaces,
    /// Provisions with text, by session and heading.
    pub tally: Tally,
    /// The words that most provisions begin with; the list leaves them out.
    pub common_prefix: String,
}

impl From<OpenDocument> for BrowsedDocument {
    /// Counts a document, in time linear in its provisions and headings.
    fn from(open: OpenDocument) -> Self {
        let OpenDocument { id, name, document } = open;
        let places = ProvisionPlaces::of(&document);
        Self {
            id,
            name,
            tally: Tally::with_text(&document, &places),
            places,
            common_prefix: common_prefix(&document),
            document,
        }
    }
}

/// Where each provision stands, packed: session and innermost heading.
///
/// Counting and listing go over all provisions at every key. Here that is eight bytes each, one
/// after another; in the provisions themselves it would be a walk through all of memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProvisionPlaces(Vec<(u32, Option<NonZeroU32>)>);

impl ProvisionPlaces {
    /// The places of all provisions.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let place = |provision: &Provision| {
            // One more than the index, so that the absence of a heading costs no space.
            let heading = provision
                .heading
                .and_then(|at| NonZeroU32::new(at.wrapping_add(1)));
            (provision.part, heading)
        };
        Self(document.provisions.iter().map(place).collect())
    }

    /// The innermost node that holds the provision at `position`.
    ///
    /// # Panics
    /// Where there is no such position.
    #[must_use]
    pub fn home(&self, position: u32) -> Node {
        let (session, heading) = self.get(position as usize);
        heading.map_or(Node::Session(session), Node::Heading)
    }

    fn get(&self, position: usize) -> (u32, Option<u32>) {
        let (session, heading) = self.0[position];
        (session, heading.map(|above| above.get() - 1))
    }
}

/// How many provisions stand under each session and heading, those of nested headings included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// In the whole document.
    pub all: usize,
    /// By index of the session.
    pub sessions: Vec<u32>,
    /// By index of the heading.
    pub headings: Vec<u32>,
}

impl Tally {
    /// Counts every provision that has text.
    #[must_use]
    pub fn with_text(document: &Document, places: &ProvisionPlaces) -> Self {
        let mut tally = Self {
            all: 0,
            sessions: vec![0; document.parts.len()],
            headings: vec![0; document.headings.len()],
        };
        for (at, provision) in document.provisions.iter().enumerate() {
            if !provision.has_text() {
                continue;
            }
            let (session, heading) = places.get(at);
            tally.all += 1;
            tally.sessions[session as usize] += 1;
            if let Some(heading) = heading {
                tally.headings[heading as usize] += 1;
            }
        }
        // A parent stands before its children, so one pass from the end carries all upwards.
        for at in (0..document.headings.len()).rev() {
            if let Some(parent) = document.headings[at].parent {
                tally.headings[parent as usize] += tally.headings[at];
            }
        }
        tally
    }

    /// The count under a node; nothing for groups and for the text around the provisions.
    #[must_use]
    pub fn under(&self, node: Node) -> Option<usize> {
        let count = |counts: &[u32], at: u32| counts.get(at as usize).map(|&n| n as usize);
        match node {
            Node::All => Some(self.all),
            Node::Session(at) => count(&self.sessions, at),
            Node::Heading(at) => count(&self.headings, at),
            Node::Group(_) | Node::About => None,
        }
    }
}

/// Decides for any provision whether it stands under a node, in constant time each.
pub struct Scope<'a> {
    node: Node,
    /// Positions, where the node is a group.
    members: Option<&'a PositionSet>,
    /// By index of the heading: whether it lies at or below the node.
    headings: Vec<bool>,
}

impl<'a> Scope<'a> {
    /// Prepares the question for a node.
    #[must_use]
    pub fn new(document: &Document, groups: Option<&'a Groups>, node: Node) -> Self {
        let group = match (groups, node) {
            (Some(groups), Node::Group(at)) => groups.groups.get(at as usize),
            _ => None,
        };
        let members = group.map(|group| &group.members);
        let mut headings = Vec::new();
        if let Node::Heading(top) = node {
            for (at, heading) in document.headings.iter().enumerate() {
                let below = heading.parent.is_some_and(|above| headings[above as usize]);
                headings.push(below || at == top as usize);
            }
        }
        Self {
            node,
            members,
            headings,
        }
    }

    /// Whether the provision at `position` stands under the node.
    #[must_use]
    pub fn holds(&self, places: &ProvisionPlaces, position: u32) -> bool {
        let place = || places.get(position as usize);
        match self.node {
            Node::All => true,
            Node::About => false,
            Node::Group(_) => self.members.is_some_and(|it| it.contains(position)),
            Node::Session(at) => place().0 == at,
            Node::Heading(_) => place()
                .1
                .is_some_and(|heading| self.headings[heading as usize]),
        }
    }
}
