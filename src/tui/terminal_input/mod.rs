//! The input parser: from the terminal's bytes, however they are cut into reads, to keys, mouse
//! reports and pastes.
//!
//! A terminal sends keys and its answers to questions (of any program, at any time) on one line, and
//! over a network a sequence arrives in pieces. So nothing is told before it is whole; an answer
//! (OSC, DCS, APC, PM, or a report as a control sequence) is no key and is taken off the line
//! without a word; and a lone `ESC` is the Escape key only after [`ESCAPE_TIME`] of silence. The
//! parser has no clock: whoever reads asks for its [`deadline`](InputParser::deadline), and tells it
//! when that has [passed](InputParser::expire).
//!
//! It is our own, over the event types of crossterm, because no kept crate does this:
//!
//! - crossterm's reader takes what has come by the end of a `read` for whole, so that an arrow key in
//!   two pieces is Escape and two letters, and it types an answer out as Alt-] and letters;
//! - `termina`, made from it, waits for the rest and knows OSC and DCS, but types APC and PM out,
//!   keeps a sequence without an end for ever, and forgets the base layout of kitty's keys;
//! - `terminput` reads one sequence that somebody else has found the end of, and forgets the same;
//! - `vte` takes apart what programs send to terminals: it has no `ESC O` keys, no pastes, and does not
//!   tell whether it is within a sequence.
//!
//! crossterm still does raw mode, the size, and everything on Windows.

mod control_sequence;
mod input;
mod parser;

pub use input::TerminalInput;
pub use parser::{ESCAPE_TIME, InputParser};
