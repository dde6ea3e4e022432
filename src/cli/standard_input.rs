//! Standard input where no document is named: whether one was handed over there.
//!
//! `cat report.txt | recs-tui search racism` hands a document over; an answer from another one would be
//! wrong and look right. But a script's own input is passed on to every program in it, as in
//! `while read word; do recs-tui search "$word"; done < words`: that belongs to the loop, and reading it
//! would take its lines away. So what is handed over is read, and what is shared with the program that
//! started this one is left alone and said.

use std::time::Duration;

/// What standard input holds, where no document is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unnamed {
    /// Nothing: a terminal, an empty pipe or file, a device.
    Nothing,
    /// A document, for this program alone.
    Document,
    /// Bytes that the program which started this one reads as well.
    Shared,
    /// A pipe into which nobody has written yet.
    Silent,
}

/// How long somebody may take to begin writing into a pipe.
const PATIENCE: Duration = Duration::from_millis(500);

/// Looks, and reads nothing.
#[cfg(unix)]
pub(super) fn look() -> Unnamed {
    use std::fs::File;
    use std::io::{Seek, stdin};
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;

    let Ok(input) = stdin().as_fd().try_clone_to_owned() else {
        return Unnamed::Nothing;
    };
    let mut input = File::from(input);
    let Ok(about) = input.metadata() else {
        return Unnamed::Nothing;
    };
    let kind = about.file_type();
    if kind.is_file() {
        return match input.stream_position() {
            Ok(begun) if begun >= about.len() => Unnamed::Nothing,
            Ok(0) => Unnamed::Document,
            // Somebody has read the first lines of it.
            _ => Unnamed::Shared,
        };
    }
    if !kind.is_fifo() && !kind.is_socket() {
        return Unnamed::Nothing;
    }
    match bytes_come(&input) {
        // Whoever fetches a document from far away takes its time.
        None if is_fed(&about) && !is_shared(&about) => Unnamed::Document,
        None => Unnamed::Silent,
        Some(false) => Unnamed::Nothing,
        Some(true) if is_shared(&about) => Unnamed::Shared,
        Some(true) => Unnamed::Document,
    }
}

/// There `-` names it.
#[cfg(not(unix))]
pub(super) fn look() -> Unnamed {
    let _ = PATIENCE;
    Unnamed::Nothing
}

/// Whether there is something to read in a pipe; nothing where that is open after a while.
#[cfg(unix)]
fn bytes_come(pipe: &std::fs::File) -> Option<bool> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let mut watched = [PollFd::new(pipe, PollFlags::IN)];
    let patience = Timespec::try_from(PATIENCE).ok()?;
    match poll(&mut watched, Some(&patience)) {
        Ok(0) => None,
        // At its end a pipe can be read as well.
        _ => Some(rustix::io::ioctl_fionread(pipe).is_ok_and(|count| count > 0)),
    }
}

/// Whether another program of the same command line has the pipe as well, as in `curl … | recs-tui list`.
/// A scheduler that holds a pipe open and writes nothing is none of it.
#[cfg(target_os = "linux")]
fn is_fed(about: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    let us = [std::process::id(), std::os::unix::process::parent_id()];
    let (Ok(processes), Some(group)) = (std::fs::read_dir("/proc"), process_group("self")) else {
        return false;
    };
    let names = processes.flatten().map(|it| it.file_name());
    let mut names = names.filter_map(|name| name.into_string().ok());
    names.any(|name| {
        let is_other = name.parse().is_ok_and(|number: u32| !us.contains(&number));
        if !is_other || process_group(&name).as_ref() != Some(&group) {
            return false;
        }
        let open = std::fs::read_dir(format!("/proc/{name}/fd"));
        let mut open = open.into_iter().flatten().flatten();
        open.any(|it| {
            let is_it = |it: std::fs::Metadata| (it.dev(), it.ino()) == (about.dev(), about.ino());
            std::fs::metadata(it.path()).is_ok_and(is_it)
        })
    })
}

/// The process group of a process: the third field behind its name.
#[cfg(target_os = "linux")]
fn process_group(process: &str) -> Option<String> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, behind) = stat.rsplit_once(')')?;
    behind.split_whitespace().nth(2).map(str::to_owned)
}

/// Elsewhere that cannot be told.
#[cfg(all(unix, not(target_os = "linux")))]
fn is_fed(_about: &std::fs::Metadata) -> bool {
    false
}

/// Whether the program that started this one reads from the same pipe.
#[cfg(target_os = "linux")]
fn is_shared(about: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    let parent = std::os::unix::process::parent_id();
    // What belongs to somebody else cannot be looked at, and is not shared with them.
    std::fs::metadata(format!("/proc/{parent}/fd/0"))
        .is_ok_and(|theirs| (theirs.dev(), theirs.ino()) == (about.dev(), about.ino()))
}

/// Elsewhere that cannot be told.
#[cfg(all(unix, not(target_os = "linux")))]
fn is_shared(_about: &std::fs::Metadata) -> bool {
    false
}
