//! Helper process: a question to another program, with a time-out.
//!
//! Clipboards are kept by other processes, and other processes hang: a compositor that is
//! suspended, a tmux server that is stopped, a display at the far end of a dead line. Each is asked
//! through a child process, which can be given up; a call in this process could not.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use thiserror::Error;

/// How long a person waits for a clipboard before the browser gives it up.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// Why a program gave no answer. Its `Display` is a predicate: "did not answer within 2 seconds".
#[derive(Debug, Error)]
pub enum HelperError {
    /// It could not be started.
    #[error("could not be asked ({0})")]
    NotStarted(#[source] io::Error),
    /// It did not answer in time, and was ended.
    #[error("did not answer within {} seconds", PATIENCE.as_secs())]
    Silent,
    /// It ended, or closed its output, without an answer; what it complained of, if it did.
    #[error("refused the text{}", in_brackets(.0))]
    Refused(String),
}

fn in_brackets(complaint: &str) -> String {
    match complaint {
        "" => String::new(),
        complaint => format!(" ({complaint})"),
    }
}

/// Starts `command`, gives it `input`, and waits for the first line that it prints.
///
/// The program may go on afterwards: it is handed back running, or as something to reap. It gets a
/// process group of its own, so that a key or a hang-up meant for the terminal does not reach it.
///
/// # Errors
/// When it prints no line within [`PATIENCE`]; it has been ended and reaped then.
pub(super) fn first_line(
    mut command: Command,
    input: &str,
) -> Result<(String, Child), HelperError> {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn().map_err(HelperError::NotStarted)?;

    let (Some(mut stdin), Some(stdout), Some(mut stderr)) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        give_up(&mut child);
        return Err(HelperError::Refused(String::new()));
    };
    let input = input.to_owned();
    let (sender, answer) = mpsc::channel();
    // The thread lives as long as the child keeps its end of a pipe open, and no longer: giving
    // the child up ends it too.
    std::thread::spawn(move || {
        // A program that refuses may close its input before it has read all; what it then says
        // tells more than the broken pipe.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        let mut line = String::new();
        let printed = BufReader::new(stdout).read_line(&mut line);
        let outcome = if matches!(printed, Ok(1..)) {
            Ok(line.trim_end().to_owned())
        } else {
            let mut complaint = String::new();
            let _ = stderr.read_to_string(&mut complaint);
            Err(one_line(&complaint))
        };
        let _ = sender.send(outcome);
    });

    match answer.recv_timeout(PATIENCE) {
        Ok(Ok(line)) => Ok((line, child)),
        Ok(Err(complaint)) => {
            give_up(&mut child);
            Err(HelperError::Refused(complaint))
        }
        Err(_) => {
            give_up(&mut child);
            Err(HelperError::Silent)
        }
    }
}

/// Ends a child that may have ended already, and reaps it.
fn give_up(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// A complaint as a footer can show it: its first line, without control characters.
fn one_line(complaint: &str) -> String {
    let line = complaint.lines().find(|line| !line.trim().is_empty());
    line.unwrap_or_default()
        .trim()
        .trim_end_matches('.')
        .chars()
        .filter(|c| !c.is_control())
        .take(120)
        .collect()
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::expect_used)]

    use super::*;
    use std::time::Instant;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn the_first_line_is_the_answer_and_the_program_goes_on() {
        let (line, mut child) =
            first_line(shell("wc -c; exec sleep 30"), &"x".repeat(300_000)).expect("an answer");
        assert_eq!(line.trim(), "300000");
        assert!(child.try_wait().expect("a child to ask").is_none());
        give_up(&mut child);
    }

    #[test]
    fn a_program_that_hangs_is_given_up() {
        let begun = Instant::now();
        // More than a pipe holds, so that writing to it would hang as well.
        let outcome = first_line(shell("exec sleep 30"), &"x".repeat(300_000));
        assert!(matches!(outcome, Err(HelperError::Silent)), "{outcome:?}");
        assert!(begun.elapsed() < PATIENCE * 2);
    }

    #[test]
    fn a_refusal_carries_the_complaint() {
        let script = "printf 'no\\033[31m such display.\\nmore\\n' >&2; exit 1";
        let outcome = first_line(shell(script), "text").map(|(line, _)| line);
        let Err(refusal @ HelperError::Refused(_)) = outcome else {
            panic!("{outcome:?}");
        };
        assert_eq!(
            refusal.to_string(),
            "refused the text (no[31m such display)"
        );
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let outcome = first_line(Command::new("/nowhere/xclip"), "text");
        assert!(matches!(outcome, Err(HelperError::NotStarted(_))));
    }
}
