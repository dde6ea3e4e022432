//! The state of the browser: what a person has done so far, and the rows that follow from it.
//!
//! What follows from the state and costs time (rows of tree and list, counts, the laid-out text) is
//! kept here and made anew when its cause changes; such fields say so.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use crossterm::event::KeyEvent;

use super::command::Context;
use super::component::Component;
use super::config::Config;
use super::document::{BrowsedDocument, Scope, Tally};
use super::event::Effect;
use super::filter::{Filter, Findings, Question};
use super::grouping::{GroupBy, GroupKey, Grouping, Groups};
use super::job::{Job, Task};
use super::jump::Jump;
use super::keymap::Keymap;
use super::layout::{Arrangement, Layout, ListLines, Pane, Shares};
use super::link_targets::{LinkTargets, Pointed};
use super::memo::{Memo, Unchanged};
use super::outline::{Node, Outline};
use super::page::Page;
use super::plain::Signs;
use super::reloaded::ReloadedDocument;
use super::theme::Theme;
use super::undo_history::UndoHistory;
use crate::export::View;
use crate::language::references::Links;
use crate::library::DocumentId;
use crate::model::{Document, Provision};
use crate::notes::{Entry, Notebook};
use crate::search::Index;

/// In larger documents it is not worked out beforehand what refers to what, only when it is asked
/// for: nobody reads so much for a reference.
const LINKED: usize = 20_000;

/// The rows of the middle pane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Positions of provisions. Derived from the tree's selection and the filter.
    pub rows: Vec<u32>,
    /// The selected row; 0 where there are none.
    pub selected: usize,
    /// The first row on the screen.
    pub top: usize,
    /// The first row that holds only some of the filter's words, if any does: a line above it says
    /// so.
    pub partial_from: Option<usize>,
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
#[derive(Debug)]
pub struct App {
    /// What is being read.
    pub browsed: Arc<BrowsedDocument>,
    /// How things look.
    pub theme: Theme,
    /// What keys mean.
    pub keymap: Keymap,
    /// Size of the terminal, focus, zoom, widths of the panes.
    pub arrangement: Arrangement,
    /// The pane whose right border is being dragged.
    pub dragging: Option<Pane>,
    /// What lies over the panes, the topmost last.
    pub popups: Vec<Box<dyn Component<App>>>,
    /// The left pane.
    pub outline: Outline,
    /// What the left pane shows.
    pub grouping: Grouping,
    /// The groupings of this document that have been made.
    pub groups: HashMap<GroupBy, Arc<Groups>>,
    /// How many provisions each group has under the filter. Derived.
    pub group_sizes: Vec<u32>,
    /// The key of the group that is to be selected once the groups are there.
    pub wanted: Option<GroupKey>,
    /// The middle pane.
    pub listing: Listing,
    /// The first line of the right pane on the screen.
    pub detail_top: usize,
    /// Which view of the texts is read and copied.
    pub view: View,
    /// What refers to what, once that is known.
    pub links: Option<Arc<Links>>,
    /// Whether that is being worked out, or is known.
    links_wanted: bool,
    /// What is pointed at, in the text pane.
    pub pointed: Option<Pointed>,
    /// Whether the text is to be scrolled to what is pointed at, once it is laid out.
    pub reveal_pointed: bool,
    /// Where the reader was before each reference that was followed, the latest last.
    pub jumps: Vec<Jump>,
    /// The filter.
    pub filter: Filter,
    /// What was filtered by before, also in other documents and windows, the latest last.
    pub filter_history: Vec<String>,
    /// Positions of marked provisions.
    pub marked: BTreeSet<u32>,
    /// The reader's bookmarks, tags and notes, with all changes of this window made.
    pub notebook: Arc<Notebook>,
    /// Why nothing can be kept of this document, and what to do, in words.
    pub notes_barred: Option<String>,
    /// How many exports are being made.
    pub exports: usize,
    /// Whether the reader leaves as soon as they are made.
    pub leaving: bool,
    /// How many entries of the notebook are on a text that the document does not have. Derived; see
    /// [`super::user_notes`].
    pub(super) unplaced_notes: usize,
    /// The document whose notes can be taken over, where this one has none.
    pub moved_from: Option<String>,
    /// What can be undone.
    pub undo: UndoHistory,
    /// What the footer tells until the next key.
    pub notice: Option<Notice>,
    /// What is drawn with.
    pub signs: Signs,
    /// Whether the cursor is shown at what is selected.
    pub shows_cursor: bool,
    /// Whether symbols are links to the official documents.
    pub hyperlinks: bool,
    /// The pane that had the keys before the text was shown alone.
    pub(super) before_bare: Option<Pane>,
    /// Whether the mouse is the browser's.
    pub mouse: bool,
    /// The letter of another alphabet that was pressed last, where no Latin one was since.
    pub(super) foreign_letter: Option<char>,
    /// The key by which the reader may have meant to leave, or something else, and was told so.
    pub(super) leaves_by: Option<KeyEvent>,
    /// Bytes read so far and in all, while a document is being read.
    pub reading: Option<(u64, Option<u64>)>,
    /// Whether the document is in a file that can be read again.
    pub can_reload: bool,
    /// The document as it was read again, until it can take the place of this one.
    pub(super) reloaded: Option<Arc<ReloadedDocument>>,
    /// The index, once there is one: of the first part, then of the whole document.
    pub index: Option<Arc<Index>>,
    /// The layout. Derived.
    layout: Memo<Arrangement, Layout>,
    /// What can be pointed at beside the selected provision. Derived.
    link_targets: Memo<TargetsKey, LinkTargets>,
    /// The text pane's lines. Derived; see [`super::panes`].
    pub(super) page: Memo<PageKey, Page>,
}

/// What the link targets follow from.
#[derive(Debug, PartialEq)]
struct TargetsKey {
    document: DocumentId,
    position: Option<u32>,
    view: View,
    links: Option<Unchanged<Links>>,
}

/// What the text pane's lines follow from.
#[derive(Debug, PartialEq)]
pub(super) struct PageKey {
    document: DocumentId,
    pub(super) subject: Subject,
    view: View,
    pub(super) width: u16,
    /// Whether what this program reads out of the text is told: not before there is an index, since
    /// a person waits for the first screen.
    pub(super) derived: bool,
    findings: Option<Unchanged<Findings>>,
    typed: String,
    notebook: Unchanged<Notebook>,
    links: Option<Unchanged<Links>>,
}

/// What the text pane is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// The text around the provisions.
    About,
    /// The provision at this position.
    Provision(usize),
    /// There is nothing to show.
    Nothing,
}

impl App {
    /// The browser on a document, in a terminal of this size (columns, rows).
    #[must_use]
    pub fn new(browsed: Arc<BrowsedDocument>, size: (u16, u16)) -> Self {
        let mut app = Self {
            outline: Outline::at_first(&browsed.document),
            arrangement: Arrangement {
                size,
                focus: first_pane(&browsed.document),
                zoomed: false,
                bare: false,
                shares: Shares::default(),
                list_lines: ListLines::default(),
            },
            browsed,
            theme: Theme::default(),
            keymap: Keymap::default(),
            dragging: None,
            popups: Vec::new(),
            grouping: Grouping::default(),
            groups: HashMap::new(),
            group_sizes: Vec::new(),
            wanted: None,
            listing: Listing::default(),
            detail_top: 0,
            view: View::default(),
            links: None,
            links_wanted: false,
            pointed: None,
            reveal_pointed: false,
            jumps: Vec::new(),
            filter: Filter::default(),
            filter_history: Vec::new(),
            marked: BTreeSet::new(),
            notebook: Arc::default(),
            notes_barred: None,
            exports: 0,
            leaving: false,
            unplaced_notes: 0,
            moved_from: None,
            undo: UndoHistory::default(),
            notice: None,
            signs: Signs::default(),
            shows_cursor: false,
            hyperlinks: false,
            before_bare: None,
            mouse: true,
            foreign_letter: None,
            leaves_by: None,
            reading: None,
            can_reload: false,
            reloaded: None,
            index: None,
            layout: Memo::default(),
            link_targets: Memo::default(),
            page: Memo::default(),
        };
        app.refresh_rows(None);
        app.settle();
        app
    }

    /// Takes what a person has chosen, in an environment that gives a variable's value by its name.
    pub fn choose(&mut self, config: &Config, variable: impl Fn(&str) -> Option<String>) {
        self.theme = config.theme(&variable);
        self.keymap = config.keymap.clone();
        self.signs = config.plain.signs(&variable);
        self.shows_cursor = config.cursor;
        self.hyperlinks = config.hyperlinks.are_drawn(&variable);
        self.mouse = !config.no_mouse;
        self.arrangement.shares = config.shares;
        self.arrangement.list_lines = config.list_lines;
    }

    /// Takes a document in the place of the one before. What is typed, seen and noted stays.
    pub(super) fn open(&mut self, browsed: Arc<BrowsedDocument>) {
        let filter = std::mem::take(&mut self.filter);
        *self = Self {
            arrangement: Arrangement {
                focus: first_pane(&browsed.document),
                ..self.arrangement
            },
            signs: self.signs,
            shows_cursor: self.shows_cursor,
            hyperlinks: self.hyperlinks,
            mouse: self.mouse,
            theme: self.theme.clone(),
            keymap: std::mem::take(&mut self.keymap),
            popups: std::mem::take(&mut self.popups),
            filter: Filter {
                input: filter.input,
                order: filter.order,
                ..Filter::default()
            },
            filter_history: std::mem::take(&mut self.filter_history),
            notebook: Arc::clone(&self.notebook),
            notes_barred: self.notes_barred.take(),
            moved_from: self.moved_from.take(),
            notice: self.notice.take(),
            can_reload: self.can_reload,
            ..Self::new(browsed, self.arrangement.size)
        };
    }

    /// What is being read.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.browsed.document
    }

    /// The pane that keys go to.
    #[must_use]
    pub fn focus(&self) -> Pane {
        self.arrangement.focus
    }

    /// Where everything stands on the screen.
    #[must_use]
    pub fn layout(&self) -> Rc<Layout> {
        self.layout.get(self.arrangement, Arrangement::layout)
    }

    /// Rows inside a pane; of the list, provisions.
    #[must_use]
    pub fn height(&self, pane: Pane) -> usize {
        let height = usize::from(self.layout().inside(pane).height);
        if pane != Pane::List {
            return height;
        }
        // A line of the list says where its partial hits begin.
        let divider = usize::from(self.listing.partial_from.is_some());
        let lines = height.saturating_sub(divider);
        (lines / usize::from(self.list_lines())).max(lines.min(1))
    }

    /// Lines of each provision in the list.
    #[must_use]
    pub fn list_lines(&self) -> u16 {
        let list = self.layout().inside(Pane::List);
        self.arrangement.list_lines.in_list(list)
    }

    /// What takes letters as text now, if something does.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        self.popups.last().is_some_and(|popup| popup.takes_text())
    }

    /// Whether the filter is being typed.
    #[must_use]
    pub fn is_filtering(&self) -> bool {
        let mut popups = self.popups.iter();
        popups.any(|popup| popup.contexts().contains(&Context::Filter))
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
        self.document().provisions.get(at as usize)
    }

    /// Positions of the marked provisions in the document's order, or of the selected one.
    #[must_use]
    pub fn chosen(&self) -> Vec<usize> {
        let marked = self.marked.iter().copied();
        let selected = self.selected_position().filter(|_| self.marked.is_empty());
        marked.chain(selected).map(|at| at as usize).collect()
    }

    /// What the reader added to the provision with this id.
    #[must_use]
    pub fn notes_on(&self, id: &str) -> Option<&Entry> {
        self.notebook.entry(id)
    }

    /// How many provisions, from the first on, can be found already.
    #[must_use]
    pub fn indexed(&self) -> usize {
        self.index.as_ref().map_or(0, |index| index.covers())
    }

    /// What is to be answered, where something is filtered by and there is an index.
    #[must_use]
    pub fn question(&self) -> Option<Question> {
        let index = self.index.as_ref().filter(|_| self.filter.is_on())?;
        Some(Question {
            typed: self.filter.input.value().to_owned(),
            index: Arc::clone(index),
            notebook: Arc::clone(&self.notebook),
        })
    }

    /// Whether the answer on the screen is the one to what has been typed, from all that can be
    /// found by now and all that the reader has added by now.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        match (self.question(), &self.filter.findings) {
            (Some(question), Some(findings)) => findings.question == question,
            (Some(_), None) => false,
            (None, _) => !self.filter.is_on(),
        }
    }

    /// Whether an answer of a job is wanted before the next frame is worth drawing.
    #[must_use]
    pub(super) fn awaits_an_answer(&self) -> bool {
        let filter = self.index.is_some() && !self.is_answered();
        filter || self.exports > 0 || self.pending_task().is_some()
    }

    /// The newest answer, where something is filtered by.
    #[must_use]
    pub fn findings(&self) -> Option<&Arc<Findings>> {
        let findings = self.filter.findings.as_ref();
        findings.filter(|_| self.filter.is_on())
    }

    /// Counts as the panes show them: those of the filter, or of all provisions with text.
    #[must_use]
    pub fn tally(&self) -> &Tally {
        let findings = self.findings();
        findings.map_or(&self.browsed.tally, |findings| &findings.tally)
    }

    /// The count that the left pane shows at a node.
    #[must_use]
    pub fn count_under(&self, node: Node) -> Option<usize> {
        match node {
            Node::Group(at) => self.group_sizes.get(at as usize).map(|&size| size as usize),
            Node::About => self.findings().map(|findings| findings.passages.len()),
            other => self.tally().under(other),
        }
    }

    /// The title of a group.
    #[must_use]
    pub fn group_title(&self, at: u32) -> String {
        let groups = self.grouping.groups();
        let group = groups.and_then(|groups| groups.groups.get(at as usize));
        group.map_or_else(String::new, |group| group.key.title())
    }

    /// What can be pointed at beside the selected provision.
    #[must_use]
    pub fn link_targets(&self) -> Rc<LinkTargets> {
        let key = TargetsKey {
            document: self.browsed.id,
            position: self.selected_position(),
            view: self.view,
            links: self.links.clone().map(Unchanged),
        };
        self.link_targets.get(key, |key| match key.position {
            None => LinkTargets::default(),
            Some(at) => LinkTargets::of(
                self.document(),
                self.links.as_deref(),
                at as usize,
                key.view,
            ),
        })
    }

    /// What the text pane's lines follow from at this width.
    pub(super) fn page_key(&self, width: u16) -> PageKey {
        let subject = match (self.outline.selected, self.selected_position()) {
            (Node::About, _) => Subject::About,
            (_, Some(at)) => Subject::Provision(at as usize),
            (_, None) => Subject::Nothing,
        };
        // Only where there is nothing to show it is said what was looked for.
        let typed = match subject {
            Subject::Nothing => self.filter.input.value().trim().to_owned(),
            Subject::About | Subject::Provision(_) => String::new(),
        };
        PageKey {
            document: self.browsed.id,
            subject,
            view: self.view,
            width,
            derived: self.index.is_some() && matches!(subject, Subject::Provision(_)),
            findings: self.findings().cloned().map(Unchanged),
            typed,
            notebook: Unchanged(Arc::clone(&self.notebook)),
            links: self.links.clone().map(Unchanged),
        }
    }

    /// Which of the link targets is pointed at.
    #[must_use]
    pub fn pointed_at(&self) -> Option<usize> {
        match self.pointed {
            Some(Pointed::Target(position, which)) => {
                (self.selected_position() == Some(position)).then_some(which)
            }
            _ => None,
        }
    }

    /// The passage that was followed to, while the text about the text is read.
    #[must_use]
    pub fn passage_at(&self) -> Option<usize> {
        match self.pointed {
            Some(Pointed::Passage(at)) => (self.outline.selected == Node::About).then_some(at),
            _ => None,
        }
    }

    /// Tells something in the footer.
    pub(super) fn tell_done(&mut self, words: impl Into<String>) {
        self.notice = Some(Notice::Done(words.into()));
    }

    /// Tells in the footer what could not be done.
    pub(super) fn tell_failed(&mut self, words: impl Into<String>) {
        self.notice = Some(Notice::Failed(words.into()));
    }

    /// Tells in the footer what is worth knowing besides what it tells already.
    pub(super) fn tell_beside(&mut self, words: impl Into<String>) {
        let words = words.into();
        self.notice = Some(match self.notice.take() {
            Some(Notice::Done(done)) => Notice::Done(format!("{done}. {words}")),
            Some(Notice::Failed(failed)) => Notice::Failed(format!("{failed} {words}")),
            None => Notice::Failed(words),
        });
    }

    /// Puts the focus on a pane, where it is shown.
    pub(super) fn focus_if_shown(&mut self, pane: Pane) {
        if self.arrangement.shown().contains(&pane) {
            self.arrangement.focus = pane;
        }
    }

    /// Selects a row of the list; the text starts from its top.
    pub(super) fn select_row(&mut self, row: usize) {
        if row != self.listing.selected {
            self.listing.selected = row;
            self.detail_top = 0;
        }
    }

    /// Selects a node of the tree; the list shows what is under it.
    pub(super) fn select_node(&mut self, node: Node) {
        if self.outline.selected != node {
            self.outline.selected = node;
            self.refresh_rows(None);
            self.point_at_found_passage();
        }
    }

    /// Leads to the first of what was found in the text around the provisions, where that is read.
    pub(super) fn point_at_found_passage(&mut self) {
        let found = self.findings().and_then(|it| it.passages.first().copied());
        if let (Node::About, Some(at)) = (self.outline.selected, found) {
            self.pointed = Some(Pointed::Passage(at));
            self.reveal_pointed = true;
        }
    }

    /// Leads to what was found next, or before, in the text around the provisions.
    pub(super) fn show_found_passage(&mut self, forward: bool) {
        let Some(found) = self.findings().map(|findings| &findings.passages) else {
            return;
        };
        let next = match (self.passage_at(), forward) {
            (None, _) => found.first(),
            (Some(here), true) => found.iter().find(|at| **at > here),
            (Some(here), false) => found.iter().rev().find(|at| **at < here),
        };
        if let Some(at) = next.copied() {
            self.pointed = Some(Pointed::Passage(at));
            self.reveal_pointed = true;
        }
    }

    /// A job about this document.
    #[must_use]
    pub fn job(&self, task: Task) -> Job {
        let document = Arc::clone(&self.browsed);
        Job { document, task }
    }

    /// Asks for what has been typed, where the screen does not show its answer already.
    pub(super) fn ask(&self) -> Vec<Effect> {
        let question = self.question().filter(|_| !self.is_answered());
        let task = |question| Task::Query(question, self.filter.findings.clone());
        let start = question.map(|question| Effect::Start(self.job(task(question))));
        start.into_iter().collect()
    }

    /// Whether there is an index of the whole document.
    fn is_indexed(&self) -> bool {
        self.index.is_some() && self.indexed() >= self.document().provisions.len()
    }

    /// Has the left pane show something else. Groups take a moment the first time.
    pub(super) fn group_by(&mut self, by: GroupBy) -> Vec<Effect> {
        let selected = self.selected_position();
        self.grouping = match (by, self.groups.get(&by)) {
            (GroupBy::Session, _) => Grouping::Printed,
            (_, Some(groups)) => Grouping::Ready(Arc::clone(groups)),
            (_, None) => Grouping::Pending(by),
        };
        self.outline.top = 0;
        if by != GroupBy::Session {
            self.outline.selected = Node::All;
        }
        self.refresh_rows(selected);
        self.select_wanted_group();
        self.group_pending()
    }

    /// The task of the grouping that is pending, where all that it is made of is there.
    fn pending_task(&self) -> Option<Task> {
        let (Grouping::Pending(by), Some(index)) = (&self.grouping, &self.index) else {
            return None;
        };
        let ready = match by {
            GroupBy::Session | GroupBy::Status => true,
            GroupBy::Addressee | GroupBy::Action => index.operative().is_some(),
            GroupBy::Reference => self.links.is_some(),
        };
        (ready && self.is_indexed())
            .then(|| Task::Group(*by, Arc::clone(index), self.links.clone()))
    }

    /// Starts the grouping that is pending, or what it waits for and nobody has started.
    pub(super) fn group_pending(&mut self) -> Vec<Effect> {
        match (self.pending_task(), &self.grouping) {
            (Some(task), _) => vec![Effect::Start(self.job(task))],
            (None, Grouping::Pending(GroupBy::Reference)) => self.want_links(),
            (None, _) => Vec::new(),
        }
    }

    /// Starts the job of the links, unless it has been started.
    pub(super) fn want_links(&mut self) -> Vec<Effect> {
        if std::mem::replace(&mut self.links_wanted, true) {
            return Vec::new();
        }
        vec![Effect::Start(self.job(Task::Links))]
    }

    /// Takes an index, and starts what can be done with it.
    pub(super) fn take_index(&mut self, index: Arc<Index>) -> Vec<Effect> {
        self.index = Some(Arc::clone(&index));
        let mut effects = self.ask();
        if self.is_indexed() {
            if self.document().provisions.len() <= LINKED {
                effects.extend(self.want_links());
            }
            effects.push(Effect::Start(self.job(Task::Operative(index))));
            effects.extend(self.group_pending());
        }
        effects
    }

    /// Selects the group that is wanted, once it is there.
    fn select_wanted_group(&mut self) {
        let Grouping::Ready(groups) = &self.grouping else {
            return;
        };
        let found = (self.wanted.take()).and_then(|wanted| groups.with_key(&wanted));
        if let Some(group) = found {
            // Among those that refer to the same, the reader is still at the one before.
            let selected = self.selected_position();
            self.outline.selected = Node::Group(group);
            self.refresh_rows(selected);
        }
    }

    /// Takes groups that have been made.
    pub(super) fn take_groups(&mut self, groups: Arc<Groups>) {
        let by = groups.by;
        self.groups.insert(by, groups);
        if matches!(self.grouping, Grouping::Pending(pending) if pending == by) {
            self.group_by(by);
        }
    }

    /// Makes the rows of tree and list anew from the filter, the grouping and the tree's selection.
    /// `keep` is the provision to have selected, where it is among the rows; otherwise the first
    /// row is.
    pub(super) fn refresh_rows(&mut self, keep: Option<u32>) {
        let browsed = Arc::clone(&self.browsed);
        let document = &browsed.document;
        let findings = self.findings().cloned();
        // Where nothing was found, the tree stays whole and the list offers what comes near.
        let filtered = findings.as_ref().filter(|it| !it.answer.hits.is_empty());
        let grouping = self.grouping.clone();
        match &grouping {
            Grouping::Printed => {
                let shows = |node| {
                    filtered.is_none_or(|it| it.tally.under(node).is_some_and(|count| count > 0))
                };
                let found = filtered.is_none_or(|findings| !findings.passages.is_empty());
                let notes = filtered.is_none() && self.unplaced_notes > 0;
                let about = (found && has_about(document)) || notes;
                self.outline.lay_out(document, &shows, about);
            }
            Grouping::Pending(_) => self.outline.lay_out_groups(&[]),
            Grouping::Ready(groups) => {
                self.group_sizes = groups.sizes(filtered.map(|it| &it.answer.hits));
                self.outline.lay_out_groups(&self.group_sizes);
            }
        }
        let groups = grouping.groups().map(Arc::as_ref);
        let scope = Scope::new(document, groups, self.outline.selected);
        let holds = |at: &u32| scope.holds(&browsed.places, *at);
        let listing = &mut self.listing;
        listing.partial_from = None;
        match &findings {
            None => {
                let all = u32::try_from(document.provisions.len()).unwrap_or(u32::MAX);
                listing.rows = (0..all).filter(holds).collect();
            }
            Some(findings) => {
                let order = self.filter.order;
                let hits = findings.hits(order).into_iter();
                listing.rows = hits.filter(holds).collect();
                let hits = listing.rows.len();
                let partial = findings.partial(order).into_iter();
                listing.rows.extend(partial.filter(holds));
                listing.partial_from = (hits < listing.rows.len()).then_some(hits);
            }
        }
        let kept = keep.and_then(|keep| listing.rows.iter().position(|&at| at == keep));
        listing.selected = kept.unwrap_or(0);
        listing.top = listing.selected.saturating_sub(2);
        self.detail_top = 0;
    }

    /// Keeps every selection inside its rows and on the screen. The text is bound where it is laid
    /// out.
    pub(super) fn settle(&mut self) {
        self.outline.keep_in_sight(self.height(Pane::Tree));
        let height = self.height(Pane::List);
        let listing = &mut self.listing;
        let rows = listing.rows.len();
        listing.selected = listing.selected.min(rows.saturating_sub(1));
        // The selected row is seen, and no room is wasted at the end.
        let lowest = (listing.selected + 1).saturating_sub(height);
        let last = rows.saturating_sub(height);
        listing.top = listing
            .top
            .clamp(lowest.min(listing.selected), listing.selected)
            .min(last.max(lowest));
    }
}

/// The pane to begin in: the list, where there is one.
fn first_pane(document: &Document) -> Pane {
    if document.provisions.is_empty() {
        Pane::Detail
    } else {
        Pane::List
    }
}

fn has_about(document: &Document) -> bool {
    !document.passages.is_empty() || !document.unread.is_empty() || !document.remarks.is_empty()
}
