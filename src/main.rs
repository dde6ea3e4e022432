//! The program `recs-tui`.

use std::process::ExitCode;

fn main() -> ExitCode {
    // A process that was started to hold a selection does that and nothing else.
    recs_tui::clipboard::serve_if_asked().unwrap_or(ExitCode::SUCCESS)
}
