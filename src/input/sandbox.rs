//! Child process for readers: a binary or marked-up format is read by the same program in a
//! process of its own, with bounded memory and time.
//!
//! Whatever happens there (a panic, an abort, a stack overflow, an endless loop), here it is one
//! clear error. The length of the file and its bytes go in by standard input; what was read comes
//! back by standard output (`messages`). The parent holds the child's input open until it has its
//! answer: so a child whose parent is gone, however that ended, finds its input closed and ends too.
//!
//! On Unix the system bounds a child's memory, its processor time and its core files. On systems
//! without such bounds there is the parent's: a child that takes too long is ended. Where the program
//! has not said that it can be started as a child ([`enable`]), as in tests of the library, readers
//! run in this process.

mod messages;

use std::ffi::OsString;
use std::io::{self, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

pub use self::messages::{Answer, Raw};

use self::messages::Broken;
use super::error::InputError;
use super::table::Record;

/// The argument that makes the program a reader of one file. Not for people.
pub const COMMAND: &str = "--internal-read";

/// Most memory of a child, in bytes.
const MEMORY: u64 = 1 << 30;
/// Most time of a child.
const TIME: Duration = Duration::from_secs(60);
/// How often it is asked whether the reader has been told to stop.
const PATIENCE: Duration = Duration::from_millis(20);
/// How long a child may take to end once it has nothing more to say.
const ENDING: Duration = Duration::from_millis(500);

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Says that this program runs [`child`] when it is started with [`COMMAND`].
pub fn enable() {
    // It works as well where the program has been replaced or removed meanwhile.
    let itself = PathBuf::from("/proc/self/exe");
    let program = if itself.exists() {
        Some(itself)
    } else {
        std::env::current_exe().ok()
    };
    if let Some(program) = program {
        PROGRAM.get_or_init(|| program);
    }
}

/// Reads `bytes` by the reader of this name, in a child where that is enabled, else by `read`. Records
/// go to `take` as they come, so that not all of them are held as they are written, and are not in the
/// answer. Ends early where `cancelled` says so.
///
/// # Errors
/// What the reader says, or that it failed, or took too much.
pub fn run(
    name: &str,
    read: impl Fn(&[u8]) -> Result<Answer, InputError>,
    bytes: &[u8],
    take: &mut (dyn FnMut(Record) + Send),
    cancelled: &dyn Fn() -> bool,
) -> Result<Answer, InputError> {
    let Some(program) = PROGRAM.get() else {
        let mut answer = read(bytes)?;
        if let Raw::Records(records, _) = &mut answer.raw {
            std::mem::take(records).into_iter().for_each(take);
        }
        return Ok(answer);
    };
    let mut command = Command::new(program);
    command.arg(COMMAND).arg(name);
    started(command, bytes, TIME, take, cancelled)
}

fn stopped(why: impl Into<String>) -> InputError {
    InputError::Stopped { why: why.into() }
}

/// Starts `command`, gives it `bytes`, and takes its answer.
fn started(
    mut command: Command,
    bytes: &[u8],
    time: Duration,
    take: &mut (dyn FnMut(Record) + Send),
    cancelled: &dyn Fn() -> bool,
) -> Result<Answer, InputError> {
    let spawned = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    // Not read here in its place: what it would have been kept apart from is this process.
    let refused = |error: &dyn std::fmt::Display| {
        stopped(format!("its reader could not be started ({error})"))
    };
    let mut child = spawned.map_err(|error| refused(&error))?;
    let (Some(mut to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(refused(&"no pipe"));
    };
    thread::scope(|scope| {
        let input = thread::Builder::new().spawn_scoped(scope, move || {
            // A child that has read enough, or died, closes its end; that is told by its answer.
            let length = (bytes.len() as u64).to_le_bytes();
            let _ = to.write_all(&length).and_then(|()| to.write_all(bytes));
            // Left open.
            to
        });
        let (answer, answers) = mpsc::channel();
        let output = thread::Builder::new().spawn_scoped(scope, move || {
            let from = BufReader::with_capacity(1 << 16, from);
            let _ = answer.send(messages::read(from, take));
        });
        if let Some(error) = input.as_ref().err().or(output.as_ref().err()) {
            end(&mut child, false);
            return Err(refused(error));
        }
        // Time in which this process was stopped does not count.
        let mut left = time;
        let read = loop {
            match answers.recv_timeout(PATIENCE) {
                Ok(read) => break read,
                Err(RecvTimeoutError::Disconnected) => break Err(Broken::CutOff),
                Err(RecvTimeoutError::Timeout) if cancelled() => {
                    break Err(Broken::Told(InputError::Cancelled));
                }
                Err(RecvTimeoutError::Timeout) => left = left.saturating_sub(PATIENCE),
            }
            if left.is_zero() {
                break Err(Broken::Told(stopped(too_long(time))));
            }
        };
        let status = end(&mut child, matches!(read, Err(Broken::CutOff)));
        drop(input);
        read.map_err(|broken| match (broken, status) {
            (Broken::Told(error), _) => error,
            (Broken::CutOff, Some(status)) => stopped(ended(status, time)),
            (Broken::CutOff, None) => stopped("its reader gave half an answer"),
            (Broken::Garbage, _) => stopped("its reader gave an answer that cannot be understood"),
        })
    })
}

/// Ends a child; where it is about to end by itself, says how it did.
fn end(child: &mut Child, by_itself: bool) -> Option<ExitStatus> {
    let mut status = None;
    let mut left = if by_itself { ENDING } else { Duration::ZERO };
    while status.is_none() && !left.is_zero() {
        status = child.try_wait().ok().flatten();
        if status.is_none() {
            thread::sleep(PATIENCE);
            left = left.saturating_sub(PATIENCE);
        }
    }
    if status.is_none() {
        let _ = child.kill();
        let _ = child.wait();
    }
    status
}

fn too_long(time: Duration) -> String {
    format!("it took longer than {} s", time.as_secs())
}

/// How a child ended that gave no answer, for people.
fn ended(status: ExitStatus, time: Duration) -> String {
    #[cfg(unix)]
    {
        use rustix::process::Signal;
        use std::os::unix::process::ExitStatusExt;
        let signal = status.signal().and_then(Signal::from_named_raw);
        if signal == Some(Signal::XCPU) {
            return too_long(time);
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
        Some(0) => "its reader gave half an answer".to_owned(),
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
    read: impl Fn(&str, &[u8]) -> Option<Result<Answer, InputError>>,
) -> Option<ExitCode> {
    arguments.next();
    if arguments.next()? != COMMAND {
        return None;
    }
    let name = arguments.next().unwrap_or_default();
    limit();
    let Ok(bytes) = file_from_parent() else {
        return Some(ExitCode::FAILURE);
    };
    // Where there is no room for a thread, there is the bound of time.
    let _ = thread::Builder::new().spawn(end_with_parent);
    let Some(result) = read(&name.to_string_lossy(), &bytes) else {
        return Some(ExitCode::from(2));
    };
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match messages::write(&mut out, &result).and_then(|()| out.flush()) {
        Ok(()) => Some(ExitCode::SUCCESS),
        Err(_) => Some(ExitCode::FAILURE),
    }
}

/// The bytes of the file: first how many there are, then they themselves.
fn file_from_parent() -> io::Result<Vec<u8>> {
    let mut input = io::stdin().lock();
    let mut length = [0; 8];
    input.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    let mut bytes = Vec::new();
    input.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Waits for the end of the input, which comes when the parent is gone or wants no answer.
fn end_with_parent() {
    let _ = io::stdin().read(&mut [0]);
    std::process::exit(1);
}

/// Bounds the memory and the time of this process, where the system can.
fn limit() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let at_most = |most| Rlimit {
            current: Some(most),
            // Beyond it the system kills without a signal that tells why.
            maximum: Some(most + 2),
        };
        // A system that does not know one of them has the time limit of the parent still.
        let _ = setrlimit(Resource::As, at_most(MEMORY));
        let _ = setrlimit(Resource::Cpu, at_most(TIME.as_secs()));
        let _ = setrlimit(Resource::Core, at_most(0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    mod children {
        use super::*;
        use std::time::Instant;

        fn sh(script: &str) -> Command {
            let mut command = Command::new("sh");
            command.args(["-c", script]);
            command
        }

        fn told(script: &str, cancelled: bool) -> String {
            let bytes = vec![b'x'; 1 << 20];
            let time = Duration::from_millis(300);
            let begun = Instant::now();
            let told = match started(sh(script), &bytes, time, &mut |_| {}, &|| cancelled) {
                Ok(answer) => format!("{:?}", answer.places),
                Err(error) => error.to_string(),
            };
            assert!(begun.elapsed() < Duration::from_secs(10), "{script}");
            told
        }

        #[test]
        fn a_child_that_fails_or_hangs_is_one_line() {
            let answer = "echo '{\"EndOfBlocks\":\"Pages\"}'";
            assert_eq!(told(answer, false), "Pages");
            // It need not end once it has answered.
            assert_eq!(told(&format!("{answer}; exec sleep 30"), false), "Pages");
            assert!(told("exit 101", false).contains("cannot deal with (status 101)"));
            assert!(told("exit 0", false).contains("half an answer"));
            assert!(told("printf '{\"Inner\"'", false).contains("half an answer"));
            assert!(told("exec >&-; exec sleep 30", false).contains("half an answer"));
            assert!(told("kill -SEGV $$", false).contains("ran out of memory"));
            assert!(told("kill -TERM $$", false).contains("ended from outside"));
            assert!(told("exec sleep 30", false).contains("longer than 0 s"));
            assert!(told("exec sleep 30", true).contains("as asked"));
            assert!(told("exec yes", false).contains("cannot be understood"));
            let blocks = "exec yes '{\"Blocks\":[]}'";
            assert!(told(blocks, false).contains("longer than 0 s"));
        }

        #[test]
        fn where_no_child_can_be_started_that_is_said() {
            let nothing = started(
                Command::new("/nonexistent/x"),
                b"",
                TIME,
                &mut |_| {},
                &|| false,
            );
            let told = nothing.unwrap_err().to_string();
            assert!(told.contains("could not be started"), "{told}");
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
        assert!(child(arguments(&["recs-tui", "report.pdf"]), |_, _| None).is_none());
        assert!(child(arguments(&["recs-tui"]), |_, _| None).is_none());
    }
}
