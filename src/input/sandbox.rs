//! Child process for readers: a binary or marked-up format is read by the same program in a
//! process of its own, with bounded memory and time.
//!
//! Whatever happens there (a panic, an abort, a stack overflow, an endless loop), here it is one
//! clear error. The bytes of the file go in by standard input; what was read comes back by standard
//! output, one byte for its kind and then the content. Where the program has not said that it can
//! be started so ([`enable`]), as in tests of the library, readers run in this process.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::InputError;
use super::table::Record;
use crate::model::{Account, Blocks};

/// The argument that makes the program a reader of one file. Not for people.
pub const COMMAND: &str = "--internal-read";

/// Most memory of a child, in bytes.
const MEMORY: u64 = 1 << 30;
/// Most time of a child.
const TIME: Duration = Duration::from_secs(60);
/// Most bytes that are taken from a child.
const ANSWER: u64 = 512 << 20;
/// How often it is asked whether the reader has been told to stop.
const PATIENCE: Duration = Duration::from_millis(50);

/// What a reader in a child gives.
#[derive(Debug, PartialEq)]
pub enum Raw {
    /// A document whose structure is still to be inferred.
    Blocks(Blocks),
    /// Records in their order, and the account of the cells that they came from.
    Records(Vec<Record>, Account),
    /// A file within the file, to be read in its place.
    Inner(Vec<u8>),
}

/// A reader that can run in a child.
pub type Reader = fn(&[u8]) -> Result<Raw, InputError>;

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Says that this program runs [`child`] when it is started with [`COMMAND`].
pub fn enable() {
    if let Ok(program) = std::env::current_exe() {
        PROGRAM.get_or_init(|| program);
    }
}

/// Reads `bytes` by the reader of this name, in a child where that is enabled. Ends early where
/// `cancelled` says so.
///
/// # Errors
/// What the reader says, or that it failed, or took too much.
pub fn run(
    name: &str,
    read: Reader,
    bytes: &[u8],
    cancelled: &dyn Fn() -> bool,
) -> Result<Raw, InputError> {
    let Some(program) = PROGRAM.get() else {
        return read(bytes);
    };
    let mut command = Command::new(program);
    command.arg(COMMAND).arg(name);
    match started(command, bytes, TIME, cancelled) {
        // Where no process can be started, there is nothing to keep apart.
        Err(Failure::NoChild) => read(bytes),
        Err(Failure::Told(error)) => Err(error),
        Ok(answer) => parsed(&answer),
    }
}

#[derive(Debug)]
enum Failure {
    NoChild,
    Told(InputError),
}

fn stopped(why: impl Into<String>) -> Failure {
    Failure::Told(InputError::Stopped { why: why.into() })
}

/// Starts `command`, gives it `bytes`, and takes its answer.
fn started(
    mut command: Command,
    bytes: &[u8],
    time: Duration,
    cancelled: &dyn Fn() -> bool,
) -> Result<Vec<u8>, Failure> {
    let spawned = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = spawned.map_err(|_| Failure::NoChild)?;
    let (Some(mut to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Failure::NoChild);
    };
    let deadline = Instant::now() + time;
    thread::scope(|scope| {
        // A child that has read enough, or died, closes its end; that is told by its answer.
        scope.spawn(move || to.write_all(bytes));
        let (answer, answers) = mpsc::channel();
        scope.spawn(move || {
            let mut all = Vec::new();
            let read = from.take(ANSWER + 1).read_to_end(&mut all);
            let _ = answer.send(read.map(|_| all));
        });
        loop {
            match answers.recv_timeout(PATIENCE) {
                Ok(Ok(all)) if all.len() as u64 > ANSWER => {
                    end(&mut child);
                    return Err(Failure::Told(InputError::TooLarge {
                        what: "text of the file in bytes".to_owned(),
                        limit: ANSWER,
                    }));
                }
                Ok(Ok(all)) => return finished(&mut child, all),
                Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => {
                    end(&mut child);
                    return Err(stopped("its reader gave no answer"));
                }
                Err(RecvTimeoutError::Timeout) if cancelled() => {
                    end(&mut child);
                    return Err(stopped("as asked"));
                }
                Err(RecvTimeoutError::Timeout) if Instant::now() > deadline => {
                    end(&mut child);
                    return Err(stopped(format!("it took longer than {} s", time.as_secs())));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    })
}

/// The answer of a child that has ended well; else how it ended.
fn finished(child: &mut Child, answer: Vec<u8>) -> Result<Vec<u8>, Failure> {
    match child.wait() {
        Ok(status) if status.success() => Ok(answer),
        Ok(status) => Err(stopped(ended(status))),
        Err(_) => Err(stopped("its reader was lost")),
    }
}

fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// How a child ended that did not end well, for people.
fn ended(status: ExitStatus) -> String {
    #[cfg(unix)]
    {
        use rustix::process::Signal;
        use std::os::unix::process::ExitStatusExt;
        let signal = status.signal().and_then(Signal::from_named_raw);
        if signal == Some(Signal::XCPU) {
            return format!("it took longer than {} s", TIME.as_secs());
        }
        if signal == Some(Signal::ABORT) || signal == Some(Signal::SEGV) {
            return format!(
                "the file is damaged or made to do harm: its reader ran out of memory ({} MB) or \
                 went astray",
                MEMORY >> 20
            );
        }
    }
    match status.code() {
        Some(code) => {
            format!("the file is damaged in a way that its reader cannot deal with (status {code})")
        }
        None => "its reader was ended from outside".to_owned(),
    }
}

/// Runs the reader that the arguments name, if they are those of a child: `--internal-read NAME`.
/// `None` where they are not.
#[must_use]
pub fn child(
    mut arguments: impl Iterator<Item = OsString>,
    reader: impl Fn(&str) -> Option<Reader>,
) -> Option<ExitCode> {
    arguments.next();
    if arguments.next()? != COMMAND {
        return None;
    }
    let name = arguments.next().unwrap_or_default();
    let reader = name.to_str().and_then(reader);
    let Some(reader) = reader else {
        return Some(ExitCode::from(2));
    };
    limit();
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut bytes);
    let result = match read {
        Ok(_) => reader(&bytes),
        Err(error) => Err(InputError::damaged("file", error)),
    };
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match write(&mut out, &result).and_then(|()| out.flush()) {
        Ok(()) => Some(ExitCode::SUCCESS),
        Err(_) => Some(ExitCode::FAILURE),
    }
}

/// Bounds the memory and the time of this process, where the system can.
fn limit() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let at_most = |most| Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        // A system that does not know one of them has the time limit of the parent still.
        let _ = setrlimit(Resource::As, at_most(MEMORY));
        let _ = setrlimit(Resource::Cpu, at_most(TIME.as_secs()));
        let _ = setrlimit(Resource::Core, at_most(0));
    }
}

fn write(out: &mut impl Write, result: &Result<Raw, InputError>) -> io::Result<()> {
    fn json(out: &mut impl Write, kind: u8, value: &impl Serialize) -> io::Result<()> {
        out.write_all(&[kind])?;
        serde_json::to_writer(out, value).map_err(io::Error::from)
    }
    match result {
        Ok(Raw::Blocks(blocks)) => json(out, b'B', blocks),
        Ok(Raw::Records(records, account)) => json(out, b'R', &(records, account)),
        Ok(Raw::Inner(bytes)) => {
            out.write_all(b"I")?;
            out.write_all(bytes)
        }
        Err(error) => json(out, b'E', error),
    }
}

fn parsed(answer: &[u8]) -> Result<Raw, InputError> {
    fn json<T: DeserializeOwned>(content: &[u8]) -> Result<T, InputError> {
        serde_json::from_slice(content).map_err(|_| InputError::Stopped {
            why: "its reader gave half an answer".to_owned(),
        })
    }
    match answer.split_first() {
        Some((b'B', content)) => json(content).map(Raw::Blocks),
        Some((b'R', content)) => {
            json(content).map(|(records, account)| Raw::Records(records, account))
        }
        Some((b'I', content)) => Ok(Raw::Inner(content.to_vec())),
        Some((b'E', content)) => Err(json(content)?),
        _ => Err(InputError::Stopped {
            why: "its reader gave no answer".to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockKind, Place, Run, Style, Unit};

    #[test]
    fn what_a_child_writes_is_what_its_parent_reads() {
        let block = Block {
            kind: BlockKind::Provision {
                unit: Unit::Article,
                path: vec!["2".to_owned(), "1".to_owned()],
            },
            label: Some("1.".to_owned()),
            runs: vec![Run {
                text: "Everyone\n".to_owned(),
                style: Style {
                    italic: true,
                    ..Style::default()
                },
            }],
            note_marks: vec![(3, "*".to_owned())],
            ..Block::default()
        };
        let blocks = Blocks {
            blocks: vec![block, Block::default()],
            remarks: vec![(
                Place {
                    page: 2,
                    ..Place::default()
                },
                "A remark.".to_owned(),
            )],
            ..Blocks::default()
        };
        let record = Record {
            line: 3,
            fields: [("z".to_owned(), 1.into()), ("a".to_owned(), "é".into())]
                .into_iter()
                .collect(),
        };
        for result in [
            Ok(Raw::Blocks(blocks)),
            Ok(Raw::Records(vec![record], Account::default())),
            Ok(Raw::Inner(vec![0, 255])),
            Err(InputError::Encrypted),
        ] {
            let mut answer = Vec::new();
            write(&mut answer, &result).unwrap();
            assert_eq!(parsed(&answer), result);
        }
        assert!(matches!(parsed(b""), Err(InputError::Stopped { .. })));
        assert!(matches!(
            parsed(b"B{\"blo"),
            Err(InputError::Stopped { .. })
        ));
    }

    #[cfg(unix)]
    mod children {
        use super::*;

        fn sh(script: &str) -> Command {
            let mut command = Command::new("sh");
            command.args(["-c", script]);
            command
        }

        fn told(script: &str, cancelled: bool) -> String {
            let bytes = vec![b'x'; 1 << 20];
            let time = Duration::from_millis(300);
            match started(sh(script), &bytes, time, &|| cancelled) {
                Ok(answer) => String::from_utf8_lossy(&answer).into_owned(),
                Err(Failure::Told(error)) => error.to_string(),
                Err(Failure::NoChild) => "no child".to_owned(),
            }
        }

        #[test]
        fn a_child_that_fails_or_hangs_is_one_line() {
            assert_eq!(told("wc -c | tr -d ' \\n'", false), "1048576");
            // Without reading what it is given.
            assert_eq!(told("printf E", false), "E");
            assert!(told("exit 101", false).contains("cannot deal with (status 101)"));
            assert!(told("kill -SEGV $$", false).contains("ran out of memory"));
            assert!(told("exec sleep 30", false).contains("longer than 0 s"));
            assert!(told("exec sleep 30", true).contains("as asked"));
        }

        #[test]
        fn without_a_child_there_is_no_harm() {
            let nothing = started(Command::new("/nonexistent/x"), b"", TIME, &|| false);
            assert!(matches!(nothing, Err(Failure::NoChild)));
        }
    }

    #[test]
    fn only_the_internal_argument_makes_a_child() {
        let arguments = |list: &[&str]| {
            list.iter()
                .map(OsString::from)
                .collect::<Vec<_>>()
                .into_iter()
        };
        assert!(child(arguments(&["recs-tui", "report.pdf"]), |_| None).is_none());
        assert!(child(arguments(&["recs-tui"]), |_| None).is_none());
        assert!(child(arguments(&["recs-tui", COMMAND, "no such"]), |_| None).is_some());
    }
}
