//! Every integration test, in one binary, so that a fresh clone links once.
//!
//! `README.md` beside this file says what is promised and which module tests it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

/// How much a test does that is worth doing long: the first number by default, so that a newcomer
/// can wait for it, and the second where `RECS_TESTS` is `long`, as in `.ci/run`.
fn effort<T>(short: T, long: T) -> T {
    let asked = std::env::var_os("RECS_TESTS").is_some_and(|asked| asked == "long");
    if asked { long } else { short }
}

mod asked;
mod copied;
#[cfg(unix)]
mod desk;
mod every_command;
mod fixtures;
mod folder;
mod notes;
mod opened;
mod processor_time;
mod program;
mod properties;
mod sequences;
mod svg;
#[cfg(unix)]
mod terminal;
mod word_package;

mod about_this_text;
mod account;
mod anchors;
mod architecture;
mod asks;
mod attacks;
#[cfg(unix)]
mod browse;
mod browser;
mod citing;
#[cfg(unix)]
mod clipboard;
mod command_line;
#[cfg(unix)]
mod configuration;
#[cfg(target_os = "linux")]
mod desktop;
#[cfg(unix)]
mod harness;
#[cfg(unix)]
mod hostile;
#[cfg(unix)]
mod hostile_encodings;
#[cfg(unix)]
mod hostile_files;
#[cfg(target_os = "linux")]
mod hostile_formats;
#[cfg(target_os = "linux")]
mod hostile_sizes;
#[cfg(unix)]
mod hostile_widths;
mod interchange;
mod keys;
mod kinds_of_text;
mod notebook;
#[cfg(unix)]
mod notebook_processes;
mod notebook_writers;
#[cfg(unix)]
mod notes_in_use;
#[cfg(unix)]
mod ones_own;
mod other_documents;
mod other_formats;
#[cfg(unix)]
mod picture;
mod query_language;
mod quoting;
mod reading;
mod reading_anything;
mod readme;
mod reads_the_same;
mod records;
mod references;
mod reloading;
mod round_trips;
mod search;
mod search_languages;
mod search_properties;
mod search_quality;
#[cfg(target_os = "linux")]
mod stopped_reading;
mod supply_chain;
#[cfg(unix)]
mod terminal_input;
#[cfg(unix)]
mod terminal_life;
#[cfg(unix)]
mod terminal_storms;
#[cfg(unix)]
mod terminal_streams;
mod thesaurus;
mod views;
