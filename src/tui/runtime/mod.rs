//! The runtime: the event loop, and all that it does outside of the state: the terminal, jobs on
//! threads, signals, the editor, files.

mod backend;
mod editor;
mod event_loop;
mod event_queue;
mod export_file;
mod jobs;
mod keyboard;
mod notes_session;
mod screen;
mod session_log;
mod sgr;
mod signal;
mod writer;

pub use event_loop::{BrowseError, Browsing, End, Ended, Reading, browse};
pub use notes_session::SessionFiles;
pub use screen::no_terminal;
pub use session_log::SessionLog;
