//! The browser: three panes over a document.
//!
//! It has the shape that ratatui's own documentation calls Elm's: [`App`] is the whole state,
//! [`update`] takes an [`Event`] and changes it, [`view`] shows it and changes nothing. Neither
//! touches a terminal, a clock, a file or a thread; what must happen outside comes back from
//! `update` as [`Effect`]s and is carried out by the event loop in `runtime`. What takes long is a
//! [`Job`], which the loop starts and cancels. So a test is: a state, events, the expected screen.
//!
//! What a person can do is a [`Command`]; one table of them (`command`) feeds the keymap, the
//! footer, the help and the README. Panes and popups are components: a file each. Files import in
//! one direction: state (`app`) ← panes, popups ← `update`, `view` ← `runtime`.
//!
//! - **How to add a key**: a row of the table in `command`; for something new also a variant of
//!   [`Command`] there, and an arm where it is carried out.
//! - **How to add a popup**: a file in `popups/` that implements [`Component`], a line in
//!   `popups/mod.rs` that says which command opens it, and that command in `command`.
//! - **How to add a pane**: a file in `panes/` that implements [`Component`], a line in
//!   `panes/mod.rs`, and its place in `layout`.
//! - **How to add a job**: a variant of [`Task`] in `job`, and an arm of `update` for its answer.

mod app;
mod availability;
mod cells;
mod command;
mod common_prefix;
mod component;
mod config;
mod copy_format;
mod document;
mod event;
mod filter;
mod footer;
mod grouping;
mod hyperlinks;
mod job;
mod jump;
mod jumplist;
mod keyboard_layouts;
pub mod keymap;
mod layout;
mod link_targets;
mod memo;
mod outline;
mod page;
mod panes;
mod plain;
mod popups;
mod progress;
mod reload;
mod reloaded;
mod runtime;
mod terminal_input;
mod theme;
mod undo;
mod undo_history;
mod update;
mod user_notes;
mod view;
mod wrap;

pub use app::{App, Listing, Notice};
pub use command::{COMMANDS, Command, CommandRow, Context, Motion};
pub use component::{Component, Outcome};
pub use config::{ClipboardWay, Config, ConfigError, Problem};
pub use copy_format::CopyFormat;
pub use document::{BrowsedDocument, ProvisionPlaces, Scope, Tally};
pub use event::{Effect, Event, Mouse};
pub use filter::{Filter, Findings, Order, Question};
pub use grouping::{Group, GroupBy, GroupKey, Grouping, Groups};
pub use hyperlinks::Hyperlinks;
pub use job::{Job, JobAnswer, JobKind, JobOutput, Task};
pub use jump::Jump;
pub use keymap::{Binding, Keymap};
pub use layout::{Arrangement, Layout, ListLines, Pane, Shares};
pub use link_targets::{LinkTarget, LinkTargets, Pointed, passage_name};
pub use outline::{Node, Outline, OutlineRow};
pub use plain::{Plainness, Signs};
pub use reloaded::{Reloaded, ReloadedDocument};
pub use runtime::{
    BrowseError, Browsing, End, Ended, Reading, SessionFiles, SessionLog, browse, no_terminal,
};
pub use terminal_input::{ESCAPE_TIME, InputParser, TerminalInput};
pub use theme::{Theme, ThemeName};
pub use update::update;
pub use view::{cursor_place, view};
pub use wrap::Styled;
