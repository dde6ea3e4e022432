//! Commands: what a person can do, and the one table of them with their default keys.
//!
//! A [`Command`] can be bound to a key and named in a configuration file. What happens otherwise
//! (the mouse, a new size, answers of jobs) is an [`super::Event`] and no command. Key handling, the
//! footer's hints, the help and the README's table are all made from [`COMMANDS`]. A line of it
//! reads: where, these keys, do this, in one line of help.

use serde::{Deserialize, Serialize};

use super::copy_format::CopyFormat;

/// What a person can do. Variants say what the reader sees, not which key was pressed. In a
/// configuration file they are named as here, in small letters joined by hyphens: `half-page-down`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
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
    /// Open what is selected: the list of a heading, the text of a provision, what a reference
    /// leads to.
    Open,
    /// Show or hide what is below a session or heading.
    Fold,
    /// Show or hide everything below all sessions.
    FoldAll,
    /// The first provision under the next heading; in the tree, the next session.
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
    /// Step back: close what lies over the panes, clear the filter, clear the marks, in this order.
    Cancel,
    /// The next best hit.
    NextHit,
    /// The hit before.
    PreviousHit,
    /// List hits by relevance, or as printed.
    SwitchOrder,
    /// Copy the marked provisions, or the selected one.
    Copy,
    /// Ask in which format to copy.
    ChooseFormat,
    /// Copy in this format.
    CopyAs(CopyFormat),
    /// Copy in the format that the menu points at.
    CopyChosen,
    /// Mark or unmark the selected provision, and go on to the next.
    Mark,
    /// Unmark everything.
    UnmarkAll,
    /// Take the latest mark, bookmark, tag, note or cleared filter back.
    Undo,
    /// Bookmark the marked provisions, or the selected one; or take the bookmarks out.
    Bookmark,
    /// Type tags for the marked provisions, or the selected one.
    Tag,
    /// Complete the tag that is being typed.
    CompleteTag,
    /// Tag with what has been typed; a tag that is there already goes.
    KeepTags,
    /// Write a note on the selected provision.
    EditNote,
    /// Take over the notes of this document from where it was before.
    AdoptNotes,
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
    /// Search the help.
    SearchHelp,
    /// Leave the line of the search and keep what it found.
    KeepSearch,
    /// Close the help or the menu.
    Close,
    /// The mouse for the browser, or for the terminal.
    SwitchMouse,
    /// The text alone, without a frame and without the mouse.
    SelectText,
    /// As many lines for each provision in the list as next in turn.
    SwitchListLines,
    /// Find a command by its name and what it does.
    OpenPalette,
    /// Carry out the command that is pointed at.
    RunChosen,
    /// Read the document's file again.
    Reload,
    /// Draw everything anew.
    Redraw,
    /// Back to the shell for a while.
    Suspend,
    /// Leave the program.
    Quit,
    /// The left pane by session and heading, as printed.
    GroupBySession,
    /// The left pane by who is asked.
    GroupByAddressee,
    /// The left pane by what is asked for.
    GroupByAction,
    /// The left pane by what is referred to.
    GroupByReference,
    /// The left pane by status.
    GroupByStatus,
    /// Point at the next thing that the text refers to.
    NextReference,
    /// Point at the thing before.
    PreviousReference,
    /// Go back to where the latest reference was followed from.
    Back,
    /// Erase the letter before the cursor.
    EraseBack,
    /// Erase the letter under the cursor.
    EraseNext,
    /// Erase the word before the cursor.
    EraseWord,
    /// Erase all that is typed.
    EraseAll,
    /// Erase from the cursor to the end.
    EraseToEnd,
    /// The cursor a letter back.
    LetterBack,
    /// The cursor a letter on.
    LetterOn,
    /// The cursor a word back.
    WordBack,
    /// The cursor a word on.
    WordOn,
    /// The cursor to the start of the line.
    LineStart,
    /// The cursor to the end of the line.
    LineEnd,
}

/// Where a key is bound to a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Context {
    /// In every pane.
    Panes,
    /// In the session tree only.
    Tree,
    /// While the filter is being typed.
    Filter,
    /// While tags are being typed.
    Tags,
    /// While the list of commands is open.
    Palette,
    /// While anything is being typed.
    Typing,
    /// While the help is open.
    Help,
    /// While the help is searched.
    HelpSearch,
    /// While the menu of formats is open.
    CopyMenu,
}

impl Context {
    /// Every context, in the order of the help.
    pub const ALL: [Self; 9] = [
        Self::Panes,
        Self::Tree,
        Self::Filter,
        Self::Tags,
        Self::Palette,
        Self::Typing,
        Self::CopyMenu,
        Self::Help,
        Self::HelpSearch,
    ];

    /// Its name in a configuration file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Panes => "panes",
            Self::Tree => "tree",
            Self::Filter => "filter",
            Self::Tags => "tags",
            Self::Palette => "palette",
            Self::Typing => "typing",
            Self::CopyMenu => "copy-menu",
            Self::Help => "help",
            Self::HelpSearch => "help-search",
        }
    }

    /// Whether letters are text there.
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(
            self,
            Self::Filter | Self::Tags | Self::Palette | Self::HelpSearch | Self::Typing
        )
    }

    /// What the help calls it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Panes => "Everywhere",
            Self::Tree => "In the session tree",
            Self::Filter => "While typing a filter",
            Self::Tags => "While typing tags",
            Self::Palette => "In the list of commands",
            Self::Typing => "While typing anything",
            Self::CopyMenu => "In the copy menu",
            Self::Help => "In this help",
            Self::HelpSearch => "While searching this help",
        }
    }
}

/// A movement within a pane, a menu or the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// So many rows or lines down; up where negative.
    Rows(isize),
    /// So many half pages.
    HalfPages(isize),
    /// So many pages.
    Pages(isize),
    /// To the first row.
    Start,
    /// To the last row.
    End,
}

impl Motion {
    /// Rows to move by where a page shows `page` of them; more than there can be for the ends.
    #[must_use]
    pub fn rows(self, page: usize) -> isize {
        let page = isize::try_from(page).unwrap_or(isize::MAX);
        match self {
            Self::Rows(rows) => rows,
            Self::HalfPages(count) => count.saturating_mul((page / 2).max(1)),
            Self::Pages(count) => count.saturating_mul(page.max(1)),
            Self::Start => isize::MIN,
            Self::End => isize::MAX,
        }
    }

    /// The row that this leads to from `row`, where a page shows `page` rows and `last` is the last.
    #[must_use]
    pub fn from(self, row: usize, page: usize, last: usize) -> usize {
        row.saturating_add_signed(self.rows(page)).min(last)
    }
}

impl Command {
    /// Its name in a configuration file: `half-page-down`, `copy-as-markdown`.
    #[must_use]
    pub fn name(self) -> String {
        if let Self::CopyAs(format) = self {
            return format!("copy-as-{}", format.info().name);
        }
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(name)) => name,
            _ => String::new(),
        }
    }

    /// The command of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|command| command.name() == name)
    }

    /// Every command that a key can have, each once.
    pub fn all() -> impl Iterator<Item = Self> {
        let first = |at: &usize| {
            let command = COMMANDS[*at].command;
            !COMMANDS[..*at].iter().any(|row| row.command == command)
        };
        let own = (0..COMMANDS.len())
            .filter(first)
            .map(|at| COMMANDS[at].command);
        own.chain(CopyFormat::all().map(Self::CopyAs))
    }

    /// The movement that it asks for, if it does.
    #[must_use]
    pub fn motion(self) -> Option<Motion> {
        Some(match self {
            Self::Down => Motion::Rows(1),
            Self::Up => Motion::Rows(-1),
            Self::HalfPageDown => Motion::HalfPages(1),
            Self::HalfPageUp => Motion::HalfPages(-1),
            Self::PageDown => Motion::Pages(1),
            Self::PageUp => Motion::Pages(-1),
            Self::Top => Motion::Start,
            Self::Bottom => Motion::End,
            _ => return None,
        })
    }

    /// Whether it holds whatever lies over the panes: it is about the terminal, not about a pane.
    #[must_use]
    pub fn is_of_the_terminal(self) -> bool {
        matches!(self, Self::Suspend | Self::Redraw)
    }
}

/// One row of the table of commands.
#[derive(Debug)]
pub struct CommandRow {
    /// Where the keys hold.
    pub context: Context,
    /// The default keys, as [`super::keymap::name_of`] names them.
    pub keys: &'static [&'static str],
    /// What they do.
    pub command: Command,
    /// One line of help.
    pub help: &'static str,
    /// A word or two for the footer, where it is shown there.
    pub hint: Option<&'static str>,
}

const fn row(
    context: Context,
    keys: &'static [&'static str],
    command: Command,
    help: &'static str,
    hint: Option<&'static str>,
) -> CommandRow {
    CommandRow {
        context,
        keys,
        command,
        help,
        hint,
    }
}

/// The table of commands. The formats of the copy menu come from the table of formats.
#[rustfmt::skip] // a row of the table is a line
pub static COMMANDS: &[CommandRow] = {
    use Command as C;
    use Context::{CopyMenu, Filter, Help, HelpSearch, Palette, Panes, Tags, Tree, Typing};
    &[
        row(Panes, &["/"], C::EditFilter, "filter as you type", Some("filter")),
        row(Panes, &["j", "Down"], C::Down, "next row or line", None),
        row(Panes, &["k", "Up"], C::Up, "row or line before", None),
        row(Panes, &["Ctrl-d"], C::HalfPageDown, "half a pane down", None),
        row(Panes, &["Ctrl-u"], C::HalfPageUp, "half a pane up", None),
        row(Panes, &["PageDown", "Ctrl-f"], C::PageDown, "a pane down", None),
        row(Panes, &["PageUp", "Ctrl-b"], C::PageUp, "a pane up", None),
        row(Panes, &["g", "Home"], C::Top, "first row or line", None),
        row(Panes, &["G", "End"], C::Bottom, "last row or line", None),
        row(Panes, &["Enter"], C::Open, "open what is selected", Some("open")),
        row(Panes, &["Backspace", "Ctrl-o"], C::Back, "back to where a reference was followed from", Some("back")),
        row(Panes, &["Tab"], C::NextPane, "next pane", Some("pane")),
        row(Panes, &["Shift-Tab"], C::PreviousPane, "pane before", None),
        row(Panes, &["l", "Right"], C::In, "one step in: unfold, or the pane to the right", None),
        row(Panes, &["h", "Left"], C::Out, "one step out: fold, or the pane to the left", None),
        row(Panes, &["]"], C::NextHeading, "next heading", None),
        row(Panes, &["["], C::PreviousHeading, "heading before", None),
        row(Panes, &["n"], C::NextHit, "next hit of the filter", Some("next")),
        row(Panes, &["N"], C::PreviousHit, "hit before", None),
        row(Panes, &["o"], C::SwitchOrder, "order of hits: by relevance, or as printed", Some("order")),
        row(Panes, &["y"], C::Copy, "copy the marked provisions, or this one, with citation", Some("copy")),
        row(Panes, &["Y"], C::ChooseFormat, "copy in another form", Some("copy as…")),
        row(Panes, &["Space"], C::Mark, "mark or unmark, and go on", Some("mark")),
        row(Panes, &["U"], C::UnmarkAll, "unmark everything", None),
        row(Panes, &["u"], C::Undo, "undo: marks, bookmarks, tags, notes, a filter that was cleared", None),
        row(Panes, &["m"], C::Bookmark, "bookmark the marked provisions, or this one; again: no longer", Some("bookmark")),
        row(Panes, &["t"], C::Tag, "tag the marked provisions, or this one", Some("tag")),
        row(Panes, &["e"], C::EditNote, "write a note on this provision, in your editor", Some("note")),
        row(Panes, &["A"], C::AdoptNotes, "take over the notes of a document that was moved", None),
        row(Panes, &["1"], C::GroupBySession, "left pane by session, as printed", None),
        row(Panes, &["2"], C::GroupByAddressee, "left pane by addressee", None),
        row(Panes, &["3"], C::GroupByAction, "left pane by action, from the strongest to a mere statement", None),
        row(Panes, &["4"], C::GroupByReference, "left pane by what is referred to", None),
        row(Panes, &["5"], C::GroupByStatus, "left pane by status", None),
        row(Panes, &["r"], C::NextReference, "point at the next thing that the text refers to; Enter opens it", Some("refs")),
        row(Panes, &["R"], C::PreviousReference, "the thing before", None),
        row(Panes, &["a"], C::SwitchView, "the text with updates, as adopted, or the editors' view: the changes alone", Some("view")),
        row(Panes, &["Esc"], C::Cancel, "clear the filter, then the marks", Some("clear")),
        row(Panes, &["z"], C::Zoom, "this pane alone, or all of them", Some("zoom")),
        row(Panes, &[">"], C::Widen, "more room for this pane", None),
        row(Panes, &["<"], C::Narrow, "less room for this pane", None),
        row(Panes, &["v"], C::SelectText, "the text alone, without frame and mouse, for the terminal's own selection; again: back", None),
        row(Panes, &["L"], C::SwitchListLines, "one, two or three lines for each provision in the list", None),
        row(Panes, &[":", "Ctrl-p"], C::OpenPalette, "find a command by its name and carry it out", None),
        row(Panes, &["M"], C::SwitchMouse, "the mouse for the browser, or for the terminal's own selection", None),
        row(Panes, &["F5", "Ctrl-r"], C::Reload, "read the document's file again", None),
        row(Panes, &["Ctrl-l"], C::Redraw, "draw everything anew", None),
        row(Panes, &["Ctrl-z"], C::Suspend, "back to the shell; fg returns", None),
        row(Panes, &["?", "F1"], C::Help, "these keys", Some("help")),
        row(Panes, &["q", "Ctrl-c"], C::Quit, "leave", Some("quit")),
        row(Tree, &["o", "-"], C::Fold, "fold or unfold", Some("fold")),
        row(Tree, &["O", "+"], C::FoldAll, "fold or unfold everything", None),
        row(Filter, &["Enter"], C::KeepFilter, "keep the filter", Some("keep")),
        row(Filter, &["Esc", "Ctrl-c"], C::Cancel, "clear the filter and go back", Some("clear")),
        row(Filter, &["Down", "Ctrl-n", "Tab"], C::Down, "next hit", Some("choose")),
        row(Filter, &["Up", "Ctrl-p", "Shift-Tab"], C::Up, "hit before; in an empty filter: the filters before, Down back", None),
        row(Filter, &["PageDown"], C::PageDown, "a pane down", None),
        row(Filter, &["PageUp"], C::PageUp, "a pane up", None),
        row(Tags, &["Enter"], C::KeepTags, "tag with these; a tag that is there already goes", Some("keep")),
        row(Tags, &["Tab"], C::CompleteTag, "complete to a known tag", Some("complete")),
        row(Tags, &["Esc", "Ctrl-c"], C::Cancel, "tag nothing", Some("leave")),
        row(Palette, &["Enter"], C::RunChosen, "carry out the command", Some("do it")),
        row(Palette, &["Down", "Ctrl-n", "Tab"], C::Down, "next command", Some("choose")),
        row(Palette, &["Up", "Ctrl-p", "Shift-Tab"], C::Up, "command before", None),
        row(Palette, &["PageDown"], C::PageDown, "a page down", None),
        row(Palette, &["PageUp"], C::PageUp, "a page up", None),
        row(Palette, &["Esc", "Ctrl-c"], C::Cancel, "do nothing", Some("leave")),
        row(Typing, &["Backspace", "Ctrl-h"], C::EraseBack, "erase a letter", None),
        row(Typing, &["Delete", "Ctrl-d"], C::EraseNext, "erase the letter under the cursor", None),
        row(Typing, &["Ctrl-w", "Alt-Backspace"], C::EraseWord, "erase a word", None),
        row(Typing, &["Ctrl-u"], C::EraseAll, "erase everything", None),
        row(Typing, &["Ctrl-k"], C::EraseToEnd, "erase to the end", None),
        row(Typing, &["Left", "Ctrl-b"], C::LetterBack, "a letter back", None),
        row(Typing, &["Right", "Ctrl-f"], C::LetterOn, "a letter on", None),
        row(Typing, &["Alt-b", "Ctrl-Left"], C::WordBack, "a word back", None),
        row(Typing, &["Alt-f", "Ctrl-Right"], C::WordOn, "a word on", None),
        row(Typing, &["Home", "Ctrl-a"], C::LineStart, "to the start", None),
        row(Typing, &["End", "Ctrl-e"], C::LineEnd, "to the end", None),
        row(CopyMenu, &["j", "Down"], C::Down, "next form", None),
        row(CopyMenu, &["k", "Up"], C::Up, "form before", None),
        row(CopyMenu, &["Enter"], C::CopyChosen, "copy in this form", Some("copy")),
        row(CopyMenu, &["Esc", "q", "Ctrl-c"], C::Close, "copy nothing", Some("close")),
        row(Help, &["/"], C::SearchHelp, "search: keys whose names or help have the words", Some("search")),
        row(Help, &["j", "Down"], C::Down, "a line down", Some("down")),
        row(Help, &["k", "Up"], C::Up, "a line up", Some("up")),
        row(Help, &["Space", "PageDown", "Ctrl-d", "Ctrl-f"], C::PageDown, "a page down", None),
        row(Help, &["PageUp", "Ctrl-u", "Ctrl-b"], C::PageUp, "a page up", None),
        row(Help, &["g", "Home"], C::Top, "to the start", None),
        row(Help, &["G", "End"], C::Bottom, "to the end", None),
        row(Help, &["?", "q", "Esc", "Enter", "F1", "Ctrl-c"], C::Close, "close the help", Some("close")),
        row(HelpSearch, &["Enter"], C::KeepSearch, "keep what is found", Some("keep")),
        row(HelpSearch, &["Esc", "Ctrl-c"], C::Cancel, "show all keys again", Some("all keys")),
        row(HelpSearch, &["Down", "Ctrl-n", "Tab"], C::Down, "a line down", None),
        row(HelpSearch, &["Up", "Ctrl-p", "Shift-Tab"], C::Up, "a line up", None),
        row(HelpSearch, &["PageDown"], C::PageDown, "a page down", None),
        row(HelpSearch, &["PageUp"], C::PageUp, "a page up", None),
    ]
};
