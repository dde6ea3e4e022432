//! The command `recs-tui`; everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    recs_tui::cli::main()
}
