//! What can happen, and what must be done about it outside.

use std::sync::Arc;

use tui_input::InputRequest;

use super::things::things;
use super::{App, Cut, Groups, OpenDocument, Tally};
use crate::export::{ExportFormat, View};
use crate::language::references::Links;
use crate::notes::{Change, Notebook};
use crate::search::{Answer, Cancel, Cancelled, Hits, Index, PositionSet, Query, UserNotes};

/// Something that happened: a key's intent, the mouse, or news from outside.
///
/// Variants say what the reader sees, not which key was pressed.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The next row, or the next line of the text.
    Down,
    /// The row or line before.
    Up,
    /// Half a pane further.
    HalfPageDown,
    /// Half a pane back.
    HalfPageUp,
    /// A pane further.
    PageDown,
    /// A pane back.
    PageUp,
    /// The first row or line.
    Top,
    /// The last row or line.
    Bottom,
    /// One step out: fold, the level above, the pane to the left.
    Out,
    /// One step in: unfold, the pane to the right.
    In,
    /// Open what is selected: the list of a heading, the text of a provision.
    Open,
    /// Show or hide what is below a session or heading.
    Fold,
    /// Show or hide everything below all sessions.
    FoldAll,
    /// The first provision under the next heading.
    NextHeading,
    /// The first provision under this heading, or under the one before.
    PreviousHeading,
    /// The pane to the right, round and round.
    NextPane,
    /// The pane to the left, round and round.
    PreviousPane,
    /// Open the filter line.
    EditFilter,
    /// Leave the filter line and keep what it found.
    KeepFilter,
    /// Step back: leave the filter line, clear the filter, clear the marks, in this order.
    Cancel,
    /// The next best hit.
    NextHit,
    /// The hit before.
    PreviousHit,
    /// List hits by relevance, or as printed.
    SwitchOrder,
    /// A change to the filter's text.
    Edit(InputRequest),
    /// Text pasted by the terminal.
    Paste(String),
    /// Copy the marked provisions, or the selected one.
    Yank,
    /// Ask in which form to copy.
    ChooseForm,
    /// Copy in this form.
    YankAs(&'static dyn ExportFormat),
    /// Copy in the form that the menu points at.
    YankChosen,
    /// Mark or unmark the selected provision, and go on to the next.
    Mark,
    /// Unmark everything.
    UnmarkAll,
    /// Bookmark the marked provisions, or the selected one; or take the bookmarks out.
    Bookmark,
    /// Type tags for the marked provisions, or the selected one.
    Tag,
    /// Complete the tag that is being typed.
    CompleteTag,
    /// Tag with what has been typed; a tag that is there already goes.
    KeepTags,
    /// Write a note on the selected provision.
    Write,
    /// The text with updates, as adopted, or the changes alone.
    SwitchView,
    /// The focused pane alone, or all of them again.
    Zoom,
    /// More room for the focused pane.
    Widen,
    /// Less room for the focused pane.
    Narrow,
    /// Show the keys.
    Help,
    /// Close the help or the menu.
    Close,
    /// Draw everything anew.
    Redraw,
    /// Back to the shell for a while.
    Suspend,
    /// Group the left pane by this.
    Cut(Cut),
    /// Point at the next thing that the text refers to.
    NextReference,
    /// Point at the thing before.
    PreviousReference,
    /// Go back to where the latest reference was followed from.
    Back,
    /// Leave the program.
    Quit,

    /// The terminal has a new size, in cells.
    Resize(u16, u16),
    /// The left button went down at this column and row.
    Click(u16, u16),
    /// The mouse moved to this column and row with the button down.
    Drag(u16, u16),
    /// The button went up.
    Release,
    /// The wheel turned down (`true`) or up over this column and row.
    Wheel(u16, u16, bool),

    /// A collection is being read: bytes so far, bytes in all where that is known.
    Loading(u64, Option<u64>),
    /// The document is there.
    Loaded(Arc<OpenDocument>),
    /// So many provisions, from the first on, can be found from now on.
    Indexed(usize),
    /// It is known what refers to what.
    Linked(Arc<Links>),
    /// The document has been cut into groups.
    Grouped(Arc<Groups>),
    /// A query has been answered.
    Found(Arc<Findings>),
    /// Something was copied, or not, in words for the footer.
    Copied(Result<String, String>),
    /// The editor has ended: what it made of a note, or why it made nothing of it.
    Wrote(Result<Change, String>),
    /// The reader's deeds were handed on to be saved.
    Keeping,
    /// All deeds are saved, and this is what the file then held.
    Kept(Arc<Notebook>),
    /// Deeds could not be saved, or something was odd about the file; in words for the footer.
    NotKept(String),
    /// A key of this name, which has no meaning here.
    Unbound(String),
    /// Go to the provision with this id, where the reader left off.
    Return(String),
}

/// The answer to one query, with what the panes need of it.
#[derive(Debug, PartialEq)]
pub struct Findings {
    /// The filter's text that this answers.
    pub typed: String,
    /// How many provisions, from the first on, were searched.
    pub covers: usize,
    /// What the reader had added by then.
    pub notebook: Arc<Notebook>,
    /// Hits, readings, highlights.
    pub answer: Answer,
    /// Hits under each session and heading.
    pub tally: Tally,
}

impl Findings {
    /// Answers a query, and counts its hits for the panes.
    ///
    /// # Errors
    /// [`Cancelled`] once `cancel` is set.
    pub fn of(
        document: &OpenDocument,
        index: &Index,
        typed: String,
        notes: &UserNotes,
        cancel: &Cancel,
    ) -> Result<Self, Cancelled> {
        let query = Query::parse(&typed);
        let mut answer = index.answer(&document.compilation, &query, notes, cancel)?;
        if query.is_empty() {
            // Nothing of it was understood, so nothing is filtered by.
            let all: PositionSet = (0..).take(index.covers()).collect();
            answer.hits = Hits::unranked(all);
        }
        let tally = Tally {
            all: answer.hits.len(),
            sessions: index.part_counts(&answer.hits),
            headings: index.heading_counts(&answer.hits),
        };
        Ok(Self {
            typed,
            covers: index.covers(),
            notebook: notes.notebook().clone(),
            answer,
            tally,
        })
    }
}

/// What the loop must do outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Answer the filter's text; an earlier question that is still open is outdated.
    Find(String),
    /// Cut the document into groups; the answer is [`Action::Grouped`].
    Group(Cut),
    /// Copy this text; the second is what it is, for the footer.
    Copy(String, String),
    /// Write the provisions at these positions into a file of this format and name, less its ending.
    WriteFile(&'static dyn ExportFormat, Vec<usize>, View, String),
    /// Save these deeds of the reader; [`Action::Keeping`] says that they are on their way.
    Keep(Vec<Change>),
    /// Let the reader write a note on the provision at this position, in an editor.
    Write(usize),
    /// Draw everything anew.
    Redraw,
    /// Give the terminal back, and stop until the shell lets the program go on.
    Suspend,
    /// Leave the program.
    Quit,
}

impl Action {
    /// Whether the action makes sense in `app` now; for hints that name only live keys.
    #[must_use]
    pub fn is_live(&self, app: &App) -> bool {
        match self {
            Self::NextHit | Self::PreviousHit | Self::SwitchOrder => app.filter.is_on(),
            Self::Fold => {
                let row = app.outline.rows.get(app.outline.selected_row());
                row.is_some_and(|row| row.open.is_some())
            }
            Self::Cancel => app.filter.is_on() || !app.marked.is_empty(),
            Self::UnmarkAll => !app.marked.is_empty(),
            Self::NextReference | Self::PreviousReference => !things(app).is_empty(),
            Self::Back => !app.trail.is_empty(),
            Self::Yank
            | Self::ChooseForm
            | Self::Mark
            | Self::Bookmark
            | Self::Tag
            | Self::Write => app.selected().is_some(),
            _ => true,
        }
    }
}
