//! The built program as a fresh account has it, without the settings, the notes and the language of
//! whoever runs the tests.

// Each test program takes what it needs of this, and calls the rest unused.
#![allow(dead_code, missing_docs, unreachable_pub)]

use std::process::Command;

/// The program, to be given arguments.
pub fn recs_tui() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recs-tui"));
    command.env_clear().envs(fresh_environment());
    command
}

/// What stands in the environment of a fresh account that has no home.
pub fn fresh_environment() -> impl Iterator<Item = (&'static str, String)> {
    // Where programs are, and where files go that are not kept, is the machine's.
    let kept = ["PATH", "TMPDIR"].into_iter();
    let kept = kept.filter_map(|name| Some((name, std::env::var(name).ok()?)));
    let fixed = [("HOME", "/nonexistent"), ("LANG", "C.UTF-8")];
    kept.chain(fixed.map(|(name, value)| (name, value.to_owned())))
}
