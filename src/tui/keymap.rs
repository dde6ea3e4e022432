//! The one table of key bindings.
//!
//! Input handling, the footer's hints, the help overlay and the README's table are all made from
//! [`BINDINGS`]. A line of it reads: these keys, where, do this, in one line of help. The keys of
//! the copy menu come from the table of export formats.

use std::sync::LazyLock;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_input::InputRequest;

use super::{Action, Cut};
use crate::export::menu_formats;

/// Where a binding holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// In every pane.
    Panes,
    /// In the session tree only.
    Tree,
    /// While the filter is being typed.
    Filter,
    /// While tags are being typed.
    Tags,
    /// While anything is being typed.
    Typing,
    /// While the help is open.
    Help,
    /// While the menu of forms is open.
    Forms,
}

impl Context {
    /// Every context, in the order of the help.
    pub const ALL: [Self; 7] = [
        Self::Panes,
        Self::Tree,
        Self::Filter,
        Self::Tags,
        Self::Typing,
        Self::Forms,
        Self::Help,
    ];

    /// What the help calls it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Panes => "Everywhere",
            Self::Tree => "In the session tree",
            Self::Filter => "While typing a filter",
            Self::Tags => "While typing tags",
            Self::Typing => "While typing either",
            Self::Forms => "In the copy menu",
            Self::Help => "In this help",
        }
    }
}

/// One line of the table.
#[derive(Debug)]
pub struct Binding {
    /// Names of the keys, as [`name_of`] gives them.
    pub keys: &'static [&'static str],
    /// Where they hold.
    pub context: Context,
    /// What they do.
    pub action: Action,
    /// One line of help.
    pub help: &'static str,
    /// A word or two for the footer, where it is shown there.
    pub hint: Option<&'static str>,
}

const fn bind(
    context: Context,
    keys: &'static [&'static str],
    action: Action,
    help: &'static str,
    hint: Option<&'static str>,
) -> Binding {
    Binding {
        keys,
        context,
        action,
        help,
        hint,
    }
}

/// The table. Within a context the first match counts.
pub static BINDINGS: LazyLock<Vec<Binding>> = LazyLock::new(|| {
    let formats = menu_formats().map(|format| {
        let info = format.info();
        bind(
            Context::Forms,
            info.keys,
            Action::YankAs(format),
            info.label,
            None,
        )
    });
    formats.chain(table()).collect()
});

#[rustfmt::skip] // a row of the table is a line
fn table() -> impl IntoIterator<Item = Binding> {
    use Action as A;
    use Context::{Filter, Forms, Help, Panes, Tags, Tree, Typing};
    use InputRequest as I;
    [
        bind(Panes, &["/"], A::EditFilter, "filter as you type", Some("filter")),
        bind(Panes, &["j", "Down"], A::Down, "next row or line", None),
        bind(Panes, &["k", "Up"], A::Up, "row or line before", None),
        bind(Panes, &["Ctrl-d"], A::HalfPageDown, "half a pane down", None),
        bind(Panes, &["Ctrl-u"], A::HalfPageUp, "half a pane up", None),
        bind(Panes, &["PageDown", "Ctrl-f"], A::PageDown, "a pane down", None),
        bind(Panes, &["PageUp", "Ctrl-b"], A::PageUp, "a pane up", None),
        bind(Panes, &["g", "Home"], A::Top, "first row or line", None),
        bind(Panes, &["G", "End"], A::Bottom, "last row or line", None),
        bind(Panes, &["Enter"], A::Open, "open what is selected", Some("open")),
        bind(Panes, &["Backspace", "Ctrl-o"], A::Back, "back to where a reference was followed from", Some("back")),
        bind(Panes, &["Tab"], A::NextPane, "next pane", Some("pane")),
        bind(Panes, &["Shift-Tab"], A::PreviousPane, "pane before", None),
        bind(Panes, &["l", "Right"], A::In, "one step in: unfold, or the pane to the right", None),
        bind(Panes, &["h", "Left"], A::Out, "one step out: fold, or the pane to the left", None),
        bind(Panes, &["]"], A::NextHeading, "next heading", None),
        bind(Panes, &["["], A::PreviousHeading, "heading before", None),
        bind(Panes, &["n"], A::NextHit, "next hit of the filter", Some("next")),
        bind(Panes, &["N"], A::PreviousHit, "hit before", None),
        bind(Panes, &["o"], A::SwitchOrder, "order of hits: by relevance, or as printed", Some("order")),
        bind(Panes, &["y"], A::Yank, "copy the marked provisions, or this one, with citation", Some("copy")),
        bind(Panes, &["Y"], A::ChooseForm, "copy in another form", Some("copy as…")),
        bind(Panes, &["Space"], A::Mark, "mark or unmark, and go on", Some("mark")),
        bind(Panes, &["U"], A::UnmarkAll, "unmark everything", None),
        bind(Panes, &["m"], A::Bookmark, "bookmark the marked provisions, or this one; again: no longer", Some("bookmark")),
        bind(Panes, &["t"], A::Tag, "tag the marked provisions, or this one", Some("tag")),
        bind(Panes, &["e"], A::Write, "write a note on this provision, in your editor", Some("note")),
        bind(Panes, &["1"], A::Cut(Cut::Session), "left pane by session, as printed", None),
        bind(Panes, &["2"], A::Cut(Cut::Addressee), "left pane by addressee", None),
        bind(Panes, &["3"], A::Cut(Cut::Action), "left pane by action, from the strongest to a mere statement", None),
        bind(Panes, &["4"], A::Cut(Cut::Reference), "left pane by what is referred to", None),
        bind(Panes, &["5"], A::Cut(Cut::Status), "left pane by status", None),
        bind(Panes, &["r"], A::NextReference, "point at the next thing that the text refers to; Enter opens it", Some("refs")),
        bind(Panes, &["R"], A::PreviousReference, "the thing before", None),
        bind(Panes, &["a"], A::SwitchView, "the text with updates, as adopted, or the editors' view: the changes alone", Some("view")),
        bind(Panes, &["Esc"], A::Cancel, "clear the filter, then the marks", Some("clear")),
        bind(Panes, &["z"], A::Zoom, "this pane alone, or all of them", Some("zoom")),
        bind(Panes, &[">"], A::Widen, "more room for this pane", None),
        bind(Panes, &["<"], A::Narrow, "less room for this pane", None),
        bind(Panes, &["Ctrl-l"], A::Redraw, "draw everything anew", None),
        bind(Panes, &["Ctrl-z"], A::Suspend, "back to the shell; fg returns", None),
        bind(Panes, &["?", "F1"], A::Help, "these keys", Some("help")),
        bind(Panes, &["q", "Ctrl-c"], A::Quit, "leave", Some("quit")),
        bind(Tree, &["o", "-"], A::Fold, "fold or unfold", Some("fold")),
        bind(Tree, &["O", "+"], A::FoldAll, "fold or unfold all sessions", None),
        bind(Filter, &["Enter"], A::KeepFilter, "keep the filter", Some("keep")),
        bind(Filter, &["Esc", "Ctrl-c"], A::Cancel, "clear the filter and go back", Some("clear")),
        bind(Filter, &["Down", "Ctrl-n", "Tab"], A::Down, "next hit", Some("choose")),
        bind(Filter, &["Up", "Ctrl-p", "Shift-Tab"], A::Up, "hit before", None),
        bind(Filter, &["PageDown"], A::PageDown, "a pane down", None),
        bind(Filter, &["PageUp"], A::PageUp, "a pane up", None),
        bind(Tags, &["Enter"], A::KeepTags, "tag with these; a tag that is there already goes", Some("keep")),
        bind(Tags, &["Tab"], A::CompleteTag, "complete to a known tag", Some("complete")),
        bind(Tags, &["Esc", "Ctrl-c"], A::Cancel, "tag nothing", Some("leave")),
        bind(Typing, &["Backspace", "Ctrl-h"], A::Edit(I::DeletePrevChar), "erase a letter", None),
        bind(Typing, &["Delete", "Ctrl-d"], A::Edit(I::DeleteNextChar), "erase the letter under the cursor", None),
        bind(Typing, &["Ctrl-w", "Alt-Backspace"], A::Edit(I::DeletePrevWord), "erase a word", None),
        bind(Typing, &["Ctrl-u"], A::Edit(I::DeleteLine), "erase everything", None),
        bind(Typing, &["Ctrl-k"], A::Edit(I::DeleteTillEnd), "erase to the end", None),
        bind(Typing, &["Left", "Ctrl-b"], A::Edit(I::GoToPrevChar), "a letter back", None),
        bind(Typing, &["Right", "Ctrl-f"], A::Edit(I::GoToNextChar), "a letter on", None),
        bind(Typing, &["Alt-b", "Ctrl-Left"], A::Edit(I::GoToPrevWord), "a word back", None),
        bind(Typing, &["Alt-f", "Ctrl-Right"], A::Edit(I::GoToNextWord), "a word on", None),
        bind(Typing, &["Home", "Ctrl-a"], A::Edit(I::GoToStart), "to the start", None),
        bind(Typing, &["End", "Ctrl-e"], A::Edit(I::GoToEnd), "to the end", None),
        bind(Forms, &["j", "Down"], A::Down, "next form", None),
        bind(Forms, &["k", "Up"], A::Up, "form before", None),
        bind(Forms, &["Enter"], A::YankChosen, "copy in this form", Some("copy")),
        bind(Forms, &["Esc", "q", "Ctrl-c"], A::Close, "copy nothing", Some("close")),
        bind(Help, &["j", "Down"], A::Down, "a line down", Some("down")),
        bind(Help, &["k", "Up"], A::Up, "a line up", Some("up")),
        bind(Help, &["Space", "PageDown", "Ctrl-d", "Ctrl-f"], A::PageDown, "a page down", None),
        bind(Help, &["PageUp", "Ctrl-u", "Ctrl-b"], A::PageUp, "a page up", None),
        bind(Help, &["g", "Home"], A::Top, "to the start", None),
        bind(Help, &["G", "End"], A::Bottom, "to the end", None),
        bind(Help, &["?", "q", "Esc", "Enter", "F1", "Ctrl-c"], A::Close, "close the help", Some("close")),
    ]
}

/// The action that a key has in the first of these contexts that knows it.
#[must_use]
pub fn action_for(key: KeyEvent, contexts: &[Context]) -> Option<Action> {
    let name = name_of(key)?;
    contexts.iter().find_map(|context| {
        BINDINGS
            .iter()
            .filter(|binding| binding.context == *context)
            .find(|binding| binding.keys.contains(&name.as_str()))
            .map(|binding| binding.action.clone())
    })
}

/// What a key is called in the table: `j`, `Ctrl-d`, `Space`, `Shift-Tab`. Nothing for keys that
/// have no name here.
#[must_use]
pub fn name_of(key: KeyEvent) -> Option<String> {
    let base = match key.code {
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Char(letter) => letter.to_string(),
        KeyCode::Down => "Down".to_owned(),
        KeyCode::Up => "Up".to_owned(),
        KeyCode::Left => "Left".to_owned(),
        KeyCode::Right => "Right".to_owned(),
        KeyCode::Home => "Home".to_owned(),
        KeyCode::End => "End".to_owned(),
        KeyCode::PageDown => "PageDown".to_owned(),
        KeyCode::PageUp => "PageUp".to_owned(),
        KeyCode::Enter => "Enter".to_owned(),
        KeyCode::Esc => "Esc".to_owned(),
        KeyCode::Tab => "Tab".to_owned(),
        KeyCode::BackTab => return Some("Shift-Tab".to_owned()),
        KeyCode::Backspace => "Backspace".to_owned(),
        KeyCode::Delete => "Delete".to_owned(),
        KeyCode::F(number) => format!("F{number}"),
        _ => return None,
    };
    // A letter's case already tells whether Shift was down.
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    Some(match (control, alt) {
        // Terminals disagree about the case of letters pressed with Ctrl.
        (true, _) if base.len() == 1 => format!("Ctrl-{}", base.to_lowercase()),
        (true, _) => format!("Ctrl-{base}"),
        (false, true) => format!("Alt-{base}"),
        (false, false) => base,
    })
}

/// How a key is shown to a person: arrows as arrows.
#[must_use]
pub fn shown(key: &str) -> &str {
    match key {
        "Down" => "↓",
        "Up" => "↑",
        "Left" => "←",
        "Right" => "→",
        other => other,
    }
}

/// The table as Markdown, as it stands in the README.
#[must_use]
pub fn markdown() -> String {
    let mut table = String::new();
    for context in Context::ALL {
        table.push_str(&format!(
            "\n**{}**\n\n| key | what it does |\n|---|---|\n",
            context.title()
        ));
        for binding in BINDINGS.iter().filter(|binding| binding.context == context) {
            let keys: Vec<String> = binding
                .keys
                .iter()
                .map(|key| format!("`{}`", shown(key)))
                .collect();
            table.push_str(&format!("| {} | {} |\n", keys.join(" "), binding.help));
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_context() {
        for (at, binding) in BINDINGS.iter().enumerate() {
            for other in &BINDINGS[at + 1..] {
                if binding.context == other.context {
                    for key in binding.keys {
                        assert!(!other.keys.contains(key), "{key} in {:?}", binding.context);
                    }
                }
            }
        }
    }

    #[test]
    fn keys_have_the_names_of_the_table() {
        let press = |code, modifiers| name_of(KeyEvent::new(code, modifiers));
        assert_eq!(
            press(KeyCode::Char('G'), KeyModifiers::SHIFT).as_deref(),
            Some("G")
        );
        assert_eq!(
            press(KeyCode::Char('D'), KeyModifiers::CONTROL).as_deref(),
            Some("Ctrl-d")
        );
        assert_eq!(
            press(KeyCode::BackTab, KeyModifiers::SHIFT).as_deref(),
            Some("Shift-Tab")
        );
        assert_eq!(
            press(KeyCode::Backspace, KeyModifiers::ALT).as_deref(),
            Some("Alt-Backspace")
        );
    }
}
