//! The state of the browser: what a person has done so far, and nothing else.
//!
//! What follows from it and costs time at a million provisions (rows of the tree, rows of the
//! list, counts) is kept beside it and made anew by [`super::update`] when its cause changes;
//! such fields say so.

use std::collections::BTreeSet;
use std::sync::Arc;

use tui_input::Input;

use super::action::Findings;
use super::cut::{Cut, Groups};
use super::layout::Shares;
use super::outline::{Node, Outline, Places, Tally};
use super::own::Own;
use super::things::Pointed;
use super::trail::Trail;
use crate::export::View;
use crate::language::references::Links;
use crate::model::{Document, Provision};

/// A document and what it is called.
#[derive(Debug, Default, PartialEq)]
pub struct OpenDocument {
    /// File name, or what the embedded compilation is called.
    pub name: String,
    /// Everything that was understood of it.
    pub compilation: Document,
    /// Where each provision stands.
    pub places: Places,
    /// Provisions with text, by session and heading.
    pub tally: Tally,
    /// The words that most provisions open with; the list leaves them out.
    pub opening: String,
}

impl OpenDocument {
    /// The document, counted.
    #[must_use]
    pub fn new(name: impl Into<String>, compilation: Document) -> Self {
        let places = Places::of(&compilation);
        Self {
            name: name.into(),
            tally: Tally::with_text(&compilation, &places),
            places,
            opening: super::opening::common(&compilation),
            compilation,
        }
    }
}

/// One of the three panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pane {
    /// Sessions and headings.
    Tree,
    /// Provisions.
    List,
    /// The selected provision.
    Detail,
}

impl Pane {
    /// From left to right.
    pub const ALL: [Self; 3] = [Self::Tree, Self::List, Self::Detail];
}

/// What lies over the panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// The keys, from this line on.
    Help(usize),
    /// The forms to copy in; the pointed-at one.
    Forms(usize),
}

/// How hits are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Best first.
    #[default]
    Relevance,
    /// As they stand in the document.
    Printed,
}

/// The filter.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// What has been typed, with the cursor.
    pub input: Input,
    /// Whether it is being typed now.
    pub editing: bool,
    /// How its hits are listed.
    pub order: Order,
    /// The newest answer; it may lag behind `input` while a query is under way.
    pub findings: Option<Arc<Findings>>,
    /// Where the reader was when the filter was opened, to go back there.
    pub came_from: Option<(Node, Option<u32>)>,
}

impl Filter {
    /// Whether anything is filtered by.
    #[must_use]
    pub fn is_on(&self) -> bool {
        !self.input.value().trim().is_empty()
    }
}

/// The rows of the middle pane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Positions of provisions. Derived from the tree's selection and the filter.
    pub rows: Vec<u32>,
    /// The selected row; 0 where there are none.
    pub selected: usize,
    /// The first row on the screen.
    pub top: usize,
    /// Whether the rows hold only some of the filter's words, because none holds all.
    pub partial: bool,
}

/// What the footer tells once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Something was done.
    Done(String),
    /// Something could not be done, and what to do instead.
    Failed(String),
}

/// The whole state.
#[derive(Clone, Debug)]
pub struct App {
    /// What is being read.
    pub document: Arc<OpenDocument>,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The pane that keys go to.
    pub focus: Pane,
    /// Whether the focused pane has the screen to itself.
    pub zoomed: bool,
    /// How wide the panes are.
    pub shares: Shares,
    /// The pane whose right border is being dragged.
    pub dragging: Option<Pane>,
    /// The left pane.
    pub outline: Outline,
    /// By what the left pane groups the provisions.
    pub cut: Cut,
    /// The groups, once they are there; none where the document is cut as printed.
    pub groups: Option<Arc<Groups>>,
    /// How many provisions each group has under the filter. Derived.
    pub group_sizes: Vec<u32>,
    /// The middle pane.
    pub listing: Listing,
    /// The first line of the right pane on the screen.
    pub detail_top: usize,
    /// Which view of the texts is read and copied.
    pub view: View,
    /// What refers to what, once that is known.
    pub links: Option<Arc<Links>>,
    /// What is pointed at, in the text pane.
    pub pointed: Option<Pointed>,
    /// Where the reader was before each reference that was followed.
    pub trail: Trail,
    /// The reference whose group is to be selected once the groups are there.
    pub wanted: Option<String>,
    /// The filter.
    pub filter: Filter,
    /// Positions of marked provisions.
    pub marked: BTreeSet<u32>,
    /// What the reader adds to the document.
    pub own: Own,
    /// What lies over the panes.
    pub overlay: Option<Overlay>,
    /// What the footer tells until the next key.
    pub notice: Option<Notice>,
    /// Bytes read so far and in all, while a collection is being read.
    pub loading: Option<(u64, Option<u64>)>,
    /// How many provisions, from the first on, can be found already.
    pub indexed: usize,
}

/// The pane to begin in: the list, where there is one.
pub(super) fn first_pane(compilation: &Document) -> Pane {
    if compilation.provisions.is_empty() {
        Pane::Detail
    } else {
        Pane::List
    }
}

impl App {
    /// The browser on a document, in a terminal of this size (columns, rows).
    #[must_use]
    pub fn new(document: Arc<OpenDocument>, size: (u16, u16)) -> Self {
        let mut app = Self {
            indexed: document.compilation.provisions.len(),
            outline: Outline::at_first(&document.compilation),
            focus: first_pane(&document.compilation),
            document,
            size,
            zoomed: false,
            shares: Shares::default(),
            dragging: None,
            cut: Cut::default(),
            groups: None,
            group_sizes: Vec::new(),
            listing: Listing::default(),
            detail_top: 0,
            view: View::default(),
            links: None,
            pointed: None,
            trail: Trail::default(),
            wanted: None,
            filter: Filter::default(),
            marked: BTreeSet::new(),
            own: Own::default(),
            overlay: None,
            notice: None,
            loading: None,
        };
        super::update::settle_document(&mut app);
        app
    }

    /// Whether letters are text now, rather than keys.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        self.filter.editing || self.own.tagging.is_some()
    }

    /// What is being read.
    #[must_use]
    pub fn compilation(&self) -> &Document {
        &self.document.compilation
    }

    /// Position of the selected provision.
    #[must_use]
    pub fn selected_position(&self) -> Option<u32> {
        self.listing.rows.get(self.listing.selected).copied()
    }

    /// The selected provision.
    #[must_use]
    pub fn selected(&self) -> Option<&Provision> {
        let at = self.selected_position()?;
        self.compilation().provisions.get(at as usize)
    }

    /// The count that the left pane shows at a node.
    #[must_use]
    pub fn count_under(&self, node: Node) -> Option<usize> {
        match node {
            Node::Group(at) => self.group_sizes.get(at as usize).map(|&size| size as usize),
            other => self.tally().under(other),
        }
    }

    /// Whether the answer on the screen is the one to what has been typed, from all that can be
    /// found by now and all that the reader has added by now.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        let typed = self.filter.input.value();
        let answers = |findings: &Arc<Findings>| {
            findings.typed == typed
                && findings.covers >= self.indexed
                && Arc::ptr_eq(&findings.notebook, &self.own.notebook)
        };
        !self.filter.is_on() || self.filter.findings.as_ref().is_some_and(answers)
    }

    /// Counts as the panes show them: those of the filter, or of all provisions with text.
    #[must_use]
    pub fn tally(&self) -> &Tally {
        match &self.filter.findings {
            Some(findings) if self.filter.is_on() => &findings.tally,
            _ => &self.document.tally,
        }
    }
}
