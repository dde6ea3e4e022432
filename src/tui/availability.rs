//! Availability: whether a command would do something now, and if not, why.

use super::app::App;
use super::command::Command;
use super::layout::Pane;

/// Why a document cannot be read again.
pub(super) const NO_FILE: &str = "Only a document that is in a file can be read again.";

/// Why a command would do nothing now, in words for a person; nothing where it would.
pub(super) fn why_not(app: &App, command: Command) -> Option<&'static str> {
    let unless = |can: bool, why: &'static str| (!can).then_some(why);
    match command {
        Command::NextHit | Command::PreviousHit | Command::SwitchOrder => {
            unless(app.filter.is_on(), "Nothing is filtered.")
        }
        Command::Cancel => unless(
            app.filter.is_on() || !app.marked.is_empty(),
            "Nothing is filtered or marked.",
        ),
        Command::UnmarkAll => unless(!app.marked.is_empty(), "Nothing is marked."),
        Command::NextReference | Command::PreviousReference => unless(
            !app.link_targets().targets.is_empty(),
            "This text refers to nothing that is known.",
        ),
        Command::Back => unless(!app.jumps.is_empty(), "No reference was followed."),
        Command::Copy
        | Command::ChooseFormat
        | Command::CopyAs(_)
        | Command::Mark
        | Command::Bookmark
        | Command::Tag
        | Command::EditNote => unless(
            app.selected_position().is_some(),
            "There is no provision here.",
        ),
        Command::Reload => unless(app.can_reload, NO_FILE),
        Command::Fold | Command::FoldAll => unless(
            app.focus() == Pane::Tree,
            "It folds rows of the left pane, which has not the keys.",
        ),
        _ => None,
    }
}
