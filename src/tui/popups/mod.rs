//! What lies over the panes: help and copy menu, and the lines that are typed. A file each: what it
//! draws, the commands it takes, the hints it gives.

mod copy_menu;
mod filter_line;
mod help;
mod palette;
mod tag_line;
mod typed_line;
mod word_match;

use super::app::App;
use super::command::Command;
use super::component::Component;

pub(super) use copy_menu::copy;
pub(super) use filter_line::{clear as clear_filter, found, status as filter_status};

/// The popup that a command opens, where it opens one now.
pub(super) fn opened_by(app: &mut App, command: Command) -> Option<Box<dyn Component<App>>> {
    match command {
        Command::Help => Some(Box::new(help::Help::default())),
        Command::ChooseFormat => Some(Box::new(copy_menu::CopyMenu::open(app)?)),
        Command::EditFilter => Some(Box::new(filter_line::FilterLine::open(app)?)),
        Command::OpenPalette => Some(Box::new(palette::Palette::default())),
        Command::Tag => Some(Box::new(tag_line::TagLine::open(app)?)),
        _ => None,
    }
}
