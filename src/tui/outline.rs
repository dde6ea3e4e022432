//! The rows of the left pane: the document, its sessions and their headings, or its groups.
//!
//! The outline is kept as one flat list of the rows that can be seen, made anew whenever a fold
//! or the filter changes; moving in it is index arithmetic, and finding a node's row a look-up.

use std::collections::HashSet;

use super::command::Motion;
use crate::model::Document;

/// Something that can be selected in the left pane, and that the list then shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Node {
    /// The whole document.
    #[default]
    All,
    /// A session: index into [`Document::parts`].
    Session(u32),
    /// A heading: index into [`Document::headings`].
    Heading(u32),
    /// A group, where the document is grouped otherwise: index into
    /// [`super::Groups::groups`].
    Group(u32),
    /// The unnumbered text, and what was not understood.
    About,
}

impl Node {
    /// What stands above it; the document above itself.
    ///
    /// # Panics
    /// Where the document has no such heading.
    #[must_use]
    pub fn parent(self, document: &Document) -> Self {
        match self {
            Self::All | Self::Session(_) | Self::Group(_) | Self::About => Self::All,
            Self::Heading(at) => {
                let heading = &document.headings[at as usize];
                match (heading.parent, heading.part) {
                    (Some(above), _) => Self::Heading(above),
                    (None, Some(session)) if !document.is_undivided() => Self::Session(session),
                    (None, _) => Self::All,
                }
            }
        }
    }
}

/// One row of the left pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutlineRow {
    /// What it stands for.
    pub node: Node,
    /// How deep it is nested: 0 for the document, 1 for what stands right below it.
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
    /// The row of each session, heading and group that has one. Derived.
    row_of: RowOf,
}

/// The rows of nodes, by index; [`NO_ROW`] where a node has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct RowOf {
    sessions: Vec<u32>,
    headings: Vec<u32>,
    groups: Vec<u32>,
}

const NO_ROW: u32 = u32::MAX;

/// More headings than this begin folded: nobody reads a thousand rows to find a session.
const OPEN_AT_FIRST: usize = 60;

impl Outline {
    /// The outline of a document that has just been opened, not laid out yet. Where no provision
    /// was understood, what stands in the document instead is selected.
    #[must_use]
    pub fn at_first(document: &Document) -> Self {
        let sessions = (0u32..).zip(&document.parts);
        let sessions = sessions.map(|(at, _)| Node::Session(at));
        let headings = (0u32..).zip(&document.headings);
        let outermost = headings.filter(|(_, heading)| heading.parent.is_none());
        let outermost = outermost.map(|(at, _)| Node::Heading(at));
        let many = document.headings.len() > OPEN_AT_FIRST;
        Self {
            folded: match (many, document.is_undivided()) {
                (false, _) => HashSet::new(),
                (true, false) => sessions.collect(),
                (true, true) => outermost.collect(),
            },
            selected: if document.provisions.is_empty() {
                Node::About
            } else {
                Node::default()
            },
            ..Self::default()
        }
    }

    /// Makes the rows anew for a document that is grouped; `sizes` has the size of each group.
    /// Empty groups are left out.
    pub fn lay_out_groups(&mut self, sizes: &[u32]) {
        self.clear(0, 0, sizes.len());
        self.push(Node::All, 0, None);
        let full = (0u32..).zip(sizes).filter(|(_, size)| **size > 0);
        for (at, _) in full {
            self.push(Node::Group(at), 1, None);
        }
        if self.row_of(self.selected).is_none() {
            self.selected = Node::All;
        }
    }

    /// Makes the rows anew, as printed. Nodes that `shows` refuses are left out; where the selected
    /// one goes that way, the nearest one above it is selected instead. `about` asks for a last row
    /// for the text around the provisions.
    pub fn lay_out(&mut self, document: &Document, shows: &dyn Fn(Node) -> bool, about: bool) {
        self.clear(document.parts.len(), document.headings.len(), 0);
        self.push(Node::All, 0, None);
        // Headings of the document itself have no row: they stand in the text about it.
        let mut by_session: Vec<Vec<u32>> = vec![Vec::new(); document.parts.len()];
        for (at, heading) in (0u32..).zip(&document.headings) {
            if let Some(session) = heading.part {
                by_session[session as usize].push(at);
            }
        }
        for (at, inside) in (0u32..).zip(&by_session) {
            let node = Node::Session(at);
            if document.is_undivided() {
                // The only part has no name: its headings stand right below the document.
                self.push_headings(document, inside, 1, shows);
                continue;
            }
            if !shows(node) {
                continue;
            }
            let open = (!inside.is_empty()).then(|| !self.folded.contains(&node));
            self.push(node, 1, open);
            if open == Some(true) {
                self.push_headings(document, inside, 2, shows);
            }
        }
        if about {
            self.push(Node::About, 0, None);
        }
        while self.row_of(self.selected).is_none() {
            self.selected = self.selected.parent(document);
        }
    }

    fn push_headings(
        &mut self,
        document: &Document,
        inside: &[u32],
        outermost: u16,
        shows: &dyn Fn(Node) -> bool,
    ) {
        let mut depths: Vec<(u32, u16, bool)> = Vec::new();
        for (order, &at) in inside.iter().enumerate() {
            let parent = document.headings[at as usize].parent;
            while depths
                .last()
                .is_some_and(|&(above, ..)| Some(above) != parent)
            {
                depths.pop();
            }
            let (depth, visible) = depths
                .last()
                .map_or((outermost, true), |&(_, depth, open)| {
                    (depth.saturating_add(1), open)
                });
            let node = Node::Heading(at);
            let next = inside.get(order + 1);
            let nests =
                next.is_some_and(|&next| document.headings[next as usize].parent == Some(at));
            let open = nests.then(|| !self.folded.contains(&node));
            depths.push((at, depth, visible && open != Some(false)));
            if visible && shows(node) {
                self.push(node, depth, open);
            }
        }
    }

    fn clear(&mut self, sessions: usize, headings: usize, groups: usize) {
        self.rows.clear();
        self.row_of = RowOf {
            sessions: vec![NO_ROW; sessions],
            headings: vec![NO_ROW; headings],
            groups: vec![NO_ROW; groups],
        };
    }

    fn push(&mut self, node: Node, depth: u16, open: Option<bool>) {
        let row = u32::try_from(self.rows.len()).unwrap_or(NO_ROW);
        self.rows.push(OutlineRow { node, depth, open });
        match node {
            Node::Session(at) => self.row_of.sessions[at as usize] = row,
            Node::Heading(at) => self.row_of.headings[at as usize] = row,
            Node::Group(at) => self.row_of.groups[at as usize] = row,
            Node::All | Node::About => {}
        }
    }

    /// The row of a node, where it has one.
    #[must_use]
    pub fn row_of(&self, node: Node) -> Option<usize> {
        let row = match node {
            Node::All => (!self.rows.is_empty()).then_some(0),
            Node::About => {
                let last = self.rows.len().checked_sub(1)?;
                return (self.rows[last].node == node).then_some(last);
            }
            Node::Session(at) => self.row_of.sessions.get(at as usize).copied(),
            Node::Heading(at) => self.row_of.headings.get(at as usize).copied(),
            Node::Group(at) => self.row_of.groups.get(at as usize).copied(),
        };
        row.filter(|&row| row != NO_ROW).map(|row| row as usize)
    }

    /// Row of the selected node.
    #[must_use]
    pub fn selected_row(&self) -> usize {
        self.row_of(self.selected).unwrap_or(0)
    }

    /// The node that a movement leads to in a pane of `height` lines. A page is what fits into the
    /// pane, so that no row is passed over unseen.
    #[must_use]
    pub fn moved(&self, motion: Motion, height: usize) -> Node {
        let last = self.rows.len().saturating_sub(1);
        let selected = self.selected_row();
        let lines = motion.rows(height);
        let row = match motion {
            Motion::HalfPages(_) | Motion::Pages(_) if lines > 0 => {
                let passed = self.rows_within(selected.., lines.unsigned_abs());
                (selected + passed.max(1)).min(last)
            }
            Motion::HalfPages(_) | Motion::Pages(_) => {
                let before = self.rows[..selected].iter().rev();
                let passed = rows_within(before, lines.unsigned_abs());
                selected.saturating_sub(passed.max(1))
            }
            _ => motion.from(selected, height, last),
        };
        self.rows.get(row).map_or(Node::All, |row| row.node)
    }

    fn rows_within(&self, rows: std::ops::RangeFrom<usize>, lines: usize) -> usize {
        rows_within(self.rows.get(rows).unwrap_or_default().iter(), lines)
    }

    /// Scrolls so that the selected row is seen whole and no room is wasted at the end; rows differ
    /// in height.
    pub fn keep_in_sight(&mut self, height: usize) {
        let selected = self.selected_row();
        let lowest = self.first_above(selected, height);
        let last = self.first_above(self.rows.len().saturating_sub(1), height);
        self.top = self.top.clamp(lowest, selected).min(last.max(lowest));
    }

    /// The first row that is still seen when `last` is the lowest one of `height` lines.
    fn first_above(&self, last: usize, height: usize) -> usize {
        let above = self.rows.iter().take(last + 1).rev();
        (last + 1).saturating_sub(rows_within(above, height).max(1))
    }

    /// The row at this line of the pane, counted from its top.
    #[must_use]
    pub fn row_at_line(&self, line: usize) -> Option<OutlineRow> {
        let shown = self.rows.get(self.top..)?.iter();
        let above = rows_within(shown, line);
        self.rows.get(self.top + above).copied()
    }
}

/// How many of these rows stand whole within so many lines.
fn rows_within<'r>(rows: impl Iterator<Item = &'r OutlineRow>, lines: usize) -> usize {
    let mut room = lines;
    let fits = |row: &&OutlineRow| {
        let height = usize::from(row.height());
        let fits = height <= room;
        room = room.saturating_sub(height);
        fits
    };
    rows.take_while(fits).count()
}
