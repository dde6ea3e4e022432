//! The browser: three panes over a document.
//!
//! It has the shape that ratatui's own documentation calls Elm's: [`App`] is the whole state,
//! [`update`] takes an [`Action`] and changes it, [`draw`] shows it and changes nothing. Neither
//! touches a terminal, a clock, a file or a thread; what must happen outside comes back from
//! `update` as an [`Effect`] and is carried out by the loop in `event`. So a test is: a state,
//! actions, the expected state or the expected screen.
//!
//! Keys are data: one table ([`keymap`]) feeds the input handling, the footer, the help and the
//! README.

mod action;
mod app;
mod cut;
mod detail;
mod editor;
mod event;
mod export_file;
mod finder;
mod flood;
mod intent;
mod keyboard;
pub mod keymap;
mod layout;
mod line;
mod opening;
mod outline;
mod own;
mod pen;
mod screen;
mod shelf;
mod signal;
mod theme;
mod things;
mod trail;
mod update;
mod view;
mod wrap;
mod writer;

pub use action::{Action, Effect, Findings};
pub use app::{App, Filter, Listing, Notice, OpenDocument, Order, Overlay, Pane};
pub use cut::{Cut, Group, Groups};
pub use event::{BrowseError, Browsing, End, Ended, Reading, browse};
pub use layout::Screen as Layout;
pub use outline::{Node, Outline, OutlineRow, Places, Tally};
pub use own::Own;
pub use screen::no_terminal;
pub use shelf::Keeping;
pub use theme::Theme;
pub use things::{Pointed, Thing, passage_name, things};
pub use trail::Trail;
pub use update::update;
pub use view::draw;
pub use wrap::Styled;
