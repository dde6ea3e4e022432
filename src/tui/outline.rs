//! The left pane's rows: the document, its sessions, their headings.
//!
//! The outline is kept as one flat list of the rows that can be seen, made anew whenever a fold
//! or the filter changes; moving in it is index arithmetic.

use std::collections::HashSet;
use std::num::NonZeroU32;

use super::cut::Groups;
use crate::model::{Document, Provision};

/// Something that can be selected in the left pane, and that the list then shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Node {
    /// The whole document.
    #[default]
    All,
    /// A session: index into [`Document::sessions`].
    Session(u32),
    /// A heading: index into [`Document::headings`].
    Heading(u32),
    /// A group, where the document is cut otherwise: index into [`Groups::groups`].
    Group(u32),
    /// The unnumbered text, and what was not understood.
    About,
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

/// Where each provision stands, packed: session and innermost heading.
///
/// Counting and listing go over all provisions at every key. Here that is eight bytes each, one
/// after another; in the provisions themselves it would be a walk through all of memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places(Vec<(u32, Option<NonZeroU32>)>);

impl Places {
    /// The places of all provisions.
    #[must_use]
    pub fn of(compilation: &Document) -> Self {
        let place = |provision: &Provision| {
            // One more than the index, so that the absence of a heading costs no space.
            let heading = provision
                .heading
                .and_then(|at| NonZeroU32::new(at.wrapping_add(1)));
            (provision.part, heading)
        };
        Self(compilation.provisions.iter().map(place).collect())
    }

    fn get(&self, position: usize) -> (u32, Option<u32>) {
        let (session, heading) = self.0[position];
        (session, heading.map(|above| above.get() - 1))
    }
}

impl Tally {
    /// Counts the provisions at `positions`.
    ///
    /// # Panics
    /// Where the document lacks one of the positions.
    #[must_use]
    pub fn of(
        compilation: &Document,
        places: &Places,
        positions: impl IntoIterator<Item = usize>,
    ) -> Self {
        let mut tally = Self {
            all: 0,
            sessions: vec![0; compilation.parts.len()],
            headings: vec![0; compilation.headings.len()],
        };
        for at in positions {
            let (session, heading) = places.get(at);
            tally.all += 1;
            tally.sessions[session as usize] += 1;
            if let Some(heading) = heading {
                tally.headings[heading as usize] += 1;
            }
        }
        // A parent stands before its children, so one pass from the end carries all upwards.
        for at in (0..compilation.headings.len()).rev() {
            if let Some(parent) = compilation.headings[at].parent {
                tally.headings[parent as usize] += tally.headings[at];
            }
        }
        tally
    }

    /// Counts every provision that has text.
    #[must_use]
    pub fn with_text(compilation: &Document, places: &Places) -> Self {
        let provisions = compilation.provisions.iter().enumerate();
        let with_text = provisions.filter(|(_, provision)| provision.has_text());
        Self::of(compilation, places, with_text.map(|(at, _)| at))
    }

    /// The count under a node; nothing for the text around the provisions.
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

/// One row of the left pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutlineRow {
    /// What it stands for.
    pub node: Node,
    /// How deep it is nested; 0 for the document.
    pub depth: u16,
    /// Whether something is below it, and if so whether that is shown.
    pub open: Option<bool>,
}

impl OutlineRow {
    /// Its height in screen rows: a session has its dates and symbol below its title.
    #[must_use]
    pub fn height(self) -> u16 {
        match self.node {
            Node::Session(_) => 2,
            _ => 1,
        }
    }
}

/// The left pane: which nodes are folded, which is selected, and the rows that follow from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Sessions and headings whose inside is hidden.
    pub folded: HashSet<Node>,
    /// What the list shows.
    pub selected: Node,
    /// First row on the screen.
    pub top: usize,
    /// The rows that can be seen. Derived: see [`Outline::lay_out`].
    pub rows: Vec<OutlineRow>,
}

/// More headings than this begin folded: nobody reads a thousand rows to find a session.
const OPEN_AT_FIRST: usize = 60;

impl Outline {
    /// The outline of a document that has just been opened, not laid out yet. Where no provision
    /// was understood, what stands in the document instead is selected.
    #[must_use]
    pub fn at_first(compilation: &Document) -> Self {
        let sessions = (0u32..)
            .zip(&compilation.parts)
            .map(|(at, _)| Node::Session(at));
        let many = compilation.headings.len() > OPEN_AT_FIRST;
        Self {
            folded: if many {
                sessions.collect()
            } else {
                HashSet::new()
            },
            selected: if compilation.provisions.is_empty() {
                Node::About
            } else {
                Node::default()
            },
            ..Self::default()
        }
    }

    /// Makes the rows anew for a document that is cut into groups; `counts` has the size of each.
    /// Empty groups are left out.
    pub fn lay_out_groups(&mut self, counts: &[u32]) {
        self.rows.clear();
        self.push(Node::All, 0, None);
        let full = (0u32..).zip(counts).filter(|(_, count)| **count > 0);
        for (at, _) in full {
            self.push(Node::Group(at), 1, None);
        }
        if !self.rows.iter().any(|row| row.node == self.selected) {
            self.selected = Node::All;
        }
    }

    /// Makes the rows anew. Nodes without a hit are left out; where the selected one goes that
    /// way, the whole document is selected instead.
    pub fn lay_out(&mut self, compilation: &Document, tally: &Tally, filtered: bool) {
        let shows = |node: Node| !filtered || tally.under(node).is_some_and(|count| count > 0);
        self.rows.clear();
        self.push(Node::All, 0, None);
        // Headings of the document itself have no row: they stand in the text about it.
        let mut by_session: Vec<Vec<u32>> = vec![Vec::new(); compilation.parts.len()];
        for (at, heading) in (0u32..).zip(&compilation.headings) {
            if let Some(session) = heading.part {
                by_session[session as usize].push(at);
            }
        }
        for (at, inside) in (0u32..).zip(&by_session) {
            let node = Node::Session(at);
            if !shows(node) {
                continue;
            }
            let open = (!inside.is_empty()).then(|| !self.folded.contains(&node));
            self.push(node, 1, open);
            if open == Some(true) {
                self.push_headings(compilation, inside, &shows);
            }
        }
        if !filtered && has_about(compilation) {
            self.push(Node::About, 0, None);
        }
        if !self.rows.iter().any(|row| row.node == self.selected) {
            self.selected = self.nearest_visible(compilation);
        }
    }

    fn push_headings(
        &mut self,
        compilation: &Document,
        inside: &[u32],
        shows: &dyn Fn(Node) -> bool,
    ) {
        let mut depths: Vec<(u32, u16, bool)> = Vec::new();
        for (order, &at) in inside.iter().enumerate() {
            let parent = compilation.headings[at as usize].parent;
            while depths
                .last()
                .is_some_and(|&(above, ..)| Some(above) != parent)
            {
                depths.pop();
            }
            let (depth, visible) = depths
                .last()
                .map_or((2, true), |&(_, depth, open)| (depth + 1, open));
            let node = Node::Heading(at);
            let next = inside.get(order + 1);
            let nests =
                next.is_some_and(|&next| compilation.headings[next as usize].parent == Some(at));
            let open = nests.then(|| !self.folded.contains(&node));
            depths.push((at, depth, visible && open != Some(false)));
            if visible && shows(node) {
                self.push(node, depth, open);
            }
        }
    }

    fn push(&mut self, node: Node, depth: u16, open: Option<bool>) {
        self.rows.push(OutlineRow { node, depth, open });
    }

    /// The node itself or the closest one above it that has a row.
    fn nearest_visible(&self, compilation: &Document) -> Node {
        let has_row = |node: Node| self.rows.iter().any(|row| row.node == node);
        let mut node = self.selected;
        while !has_row(node) {
            node = parent(compilation, node);
        }
        node
    }

    /// Row of the selected node.
    #[must_use]
    pub fn selected_row(&self) -> usize {
        let row = self.rows.iter().position(|row| row.node == self.selected);
        row.unwrap_or(0)
    }
}

/// What stands above a node; the document above itself.
#[must_use]
pub fn parent(compilation: &Document, node: Node) -> Node {
    match node {
        Node::All | Node::Session(_) | Node::Group(_) | Node::About => Node::All,
        Node::Heading(at) => {
            let heading = &compilation.headings[at as usize];
            match (heading.parent, heading.part) {
                (Some(above), _) => Node::Heading(above),
                (None, Some(session)) => Node::Session(session),
                (None, None) => Node::All,
            }
        }
    }
}

/// The innermost node that holds a provision.
#[must_use]
pub fn home(provision: &Provision) -> Node {
    provision
        .heading
        .map_or(Node::Session(provision.part), Node::Heading)
}

/// Decides for any provision whether it stands under a node, in constant time each.
pub struct Under<'a> {
    node: Node,
    /// Positions, ascending, where the node is a group.
    members: &'a [u32],
    /// By index of the heading: whether it lies at or below the node.
    headings: Vec<bool>,
}

impl<'a> Under<'a> {
    /// Prepares the question for a node.
    #[must_use]
    pub fn new(compilation: &Document, groups: Option<&'a Groups>, node: Node) -> Self {
        let group = match (groups, node) {
            (Some(groups), Node::Group(at)) => groups.groups.get(at as usize),
            _ => None,
        };
        let members = group.map_or(&[][..], |group| &group.members);
        let mut headings = Vec::new();
        if let Node::Heading(top) = node {
            for (at, heading) in compilation.headings.iter().enumerate() {
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
    pub fn holds(&self, places: &Places, position: u32) -> bool {
        let place = || places.get(position as usize);
        match self.node {
            Node::All => true,
            Node::About => false,
            Node::Group(_) => self.members.binary_search(&position).is_ok(),
            Node::Session(at) => place().0 == at,
            Node::Heading(_) => place()
                .1
                .is_some_and(|heading| self.headings[heading as usize]),
        }
    }
}

fn has_about(compilation: &Document) -> bool {
    !compilation.passages.is_empty()
        || !compilation.unread.is_empty()
        || !compilation.remarks.is_empty()
}
