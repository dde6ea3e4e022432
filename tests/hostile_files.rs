//! Files that are no documents: what each command and the browser say of them, and how soon.
//!
//! One clear line that names the path and says what to do, status 2, never a hang; and what only
//! looks like these (a pipe that somebody writes into) is read as any file.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::folder::Folder;
use crate::program::recs_tui;
use crate::terminal::Terminal;

const PROGRAM: &str = env!("CARGO_BIN_EXE_recs-tui");

/// Longer than the wait for a pipe's writer, and much longer than anything else here takes.
const LONGEST: Duration = Duration::from_secs(15);

/// Two provisions.
const DOCUMENT: &str = "1. The Group urges States to act.\n2. The Group invites States.\n";

/// A file of this size that takes no room.
fn sparse(folder: &Folder, name: &str, size: u64) -> String {
    let path = folder.path(name);
    fs::File::create(&path).unwrap().set_len(size).unwrap();
    path
}

fn pipe(folder: &Folder, name: &str) -> String {
    let path = folder.path(name);
    let made = Command::new("mkfifo").arg(&path).status();
    assert!(made.unwrap().success());
    path
}

/// What a program said at its end.
#[derive(Debug)]
struct Said {
    status: Option<i32>,
    out: String,
    error: String,
}

/// Runs a command to its end, which must come in time.
fn run(command: &mut Command) -> Said {
    // Notes of whoever runs the tests have no part in them.
    let nowhere = std::env::temp_dir().join("recs-tui-without-notes");
    let mut child = command
        .env("XDG_DATA_HOME", &nowhere)
        .env("XDG_CONFIG_HOME", &nowhere)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut out, mut error) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let reading = std::thread::spawn(move || {
        let mut text = String::new();
        out.read_to_string(&mut text).unwrap();
        text
    });
    let status = in_time(&mut child);
    let mut told = String::new();
    error.read_to_string(&mut told).unwrap();
    Said {
        status,
        out: reading.join().unwrap(),
        error: told,
    }
}

fn in_time(child: &mut Child) -> Option<i32> {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        if begun.elapsed() > LONGEST {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("still running after {LONGEST:?}");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The arguments of every command that reads a document.
fn commands(path: &str) -> [Vec<&str>; 4] {
    [
        vec!["list", "-f", path],
        vec!["search", "-f", path, "urges"],
        vec!["show", "-f", path, "1"],
        vec!["check", path],
    ]
}

/// One line, to the point.
fn assert_refused(said: &str, path: &str, words: &[&str]) {
    let line = said.trim_end_matches(['\r', '\n']);
    assert!(
        line.starts_with("recs-tui: ") && !line.contains('\n'),
        "{said:?}"
    );
    for word in [&[path], words].concat() {
        assert!(line.contains(word), "{word:?} is not in {line:?}");
    }
}

/// Every command and the browser refuse the file with these words.
fn refused(path: &str, words: &[&str], prepared: &dyn Fn(&mut Command)) {
    let at_once: Vec<_> = commands(path)
        .into_iter()
        .map(|arguments| {
            let mut command = recs_tui();
            command.args(&arguments).stdin(Stdio::null());
            prepared(&mut command);
            (arguments.join(" "), command)
        })
        .collect();
    // Beside each other, since some of them wait.
    std::thread::scope(|scope| {
        for (what, mut command) in at_once {
            scope.spawn(move || {
                let said = run(&mut command);
                assert_eq!(said.status, Some(2), "{what}: {said:?}");
                assert_eq!(said.out, "", "{what}");
                assert_refused(&said.error, path, words);
            });
        }
    });
}

fn refused_in_the_browser(path: &str, words: &[&str], envs: &[(&str, &str)]) {
    let mut terminal = Terminal::open(240, 20, &[path], envs);
    assert_eq!(terminal.wait_exit().exit_code(), 2, "{path}");
    // Where the browser was open already, its screen is gone and the line stands after it.
    let raw = String::from_utf8(terminal.seen().raw().to_vec()).unwrap();
    let line = &raw[raw.rfind("recs-tui: ").expect("words")..];
    assert_refused(line, path, words);
    assert!(terminal.screen().contains("recs-tui: "), "{raw:?}");
    assert_eq!(terminal.modes(), std::collections::BTreeSet::from([25]));
}

fn refused_everywhere(path: &str, words: &[&str]) {
    // Beside each other, since some of them wait.
    std::thread::scope(|scope| {
        scope.spawn(|| refused_in_the_browser(path, words, &[]));
        refused(path, words, &|_| {});
    });
}

#[test]
fn a_file_that_is_not_there() {
    let folder = Folder::new();
    refused_everywhere(&folder.path("none.txt"), &["no file", "Check the name"]);
    refused_everywhere(&folder.path("no/such.txt"), &["no file", "Check the name"]);
}

#[test]
fn a_folder() {
    let folder = Folder::new();
    refused_everywhere(&folder.path(""), &["is a folder", "Name a text file"]);
}

#[test]
fn an_empty_file() {
    let folder = Folder::new();
    let nothing = folder.file("nothing.txt", "");
    refused_everywhere(&nothing, &["is empty", "Name a text file"]);
    let blank = folder.file("blank.txt", "\u{feff}\n \n\t\r\n");
    refused_everywhere(&blank, &["is empty", "Name a text file"]);
    let mut command = recs_tui();
    let said = run(command.args(["list", "-f", "-"]).stdin(Stdio::null()));
    assert_eq!(said.status, Some(2));
    assert_refused(&said.error, "Standard input", &["is empty"]);
}

#[test]
fn a_socket() {
    let folder = Folder::new();
    let path = folder.path("socket");
    let _listener = std::os::unix::net::UnixListener::bind(&path).unwrap();
    refused_everywhere(&path, &["is a socket", "Name a text file"]);
}

#[test]
fn devices() {
    for path in ["/dev/zero", "/dev/null", "/dev/urandom"] {
        refused_everywhere(path, &["is a device", "Name a text file"]);
    }
}

#[test]
fn a_device_without_an_end_on_standard_input() {
    let zero = || Stdio::from(fs::File::open("/dev/zero").unwrap());
    let mut command = recs_tui();
    command.args(["list", "-f", "-"]).stdin(zero());
    let said = run(command.env("RECS_TUI_MAX_SIZE", "50M"));
    assert_eq!(said.status, Some(2));
    assert_refused(
        &said.error,
        "Standard input",
        &["50 MB", "RECS_TUI_MAX_SIZE=1G"],
    );
}

#[test]
fn a_pipe_that_nobody_writes_into() {
    let folder = Folder::new();
    let path = pipe(&folder, "pipe");
    let begun = Instant::now();
    refused_everywhere(&path, &["is a pipe", "5 seconds", "Start the program"]);
    assert!(begun.elapsed() > Duration::from_secs(5));
}

#[test]
fn a_pipe_whose_writer_comes_later() {
    let folder = Folder::new();
    for arguments in [vec!["list", "-f"], vec!["check"]] {
        let path = pipe(&folder, arguments[0]);
        let writing = path.clone();
        let writer = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_secs(1));
            // In two pieces: what has come so far is not the whole.
            let mut pipe = fs::OpenOptions::new().write(true).open(writing).unwrap();
            let (one, other) = DOCUMENT.split_at(40);
            pipe.write_all(one.as_bytes()).unwrap();
            std::thread::sleep(Duration::from_millis(300));
            pipe.write_all(other.as_bytes()).unwrap();
        });
        let said = run(recs_tui().args(&arguments).arg(&path));
        writer.join().unwrap();
        assert_eq!(said.status, Some(0), "{said:?}");
        let whole = ["invites States", "2  provisions with text"];
        assert!(
            whole.iter().any(|words| said.out.contains(words)),
            "{said:?}"
        );
    }
    let path = pipe(&folder, "browser");
    let mut terminal = Terminal::open(100, 20, &[&path], &[]);
    fs::write(&path, DOCUMENT).unwrap();
    terminal.wait_for_all(&["1 of 2", "urges States to act"]);
    terminal.keys("q");
    assert!(terminal.wait_exit().success());
}

#[test]
fn a_writer_that_falls_silent_does_not_hold_the_browser() {
    let folder = Folder::new();
    let path = pipe(&folder, "pipe");
    let mut terminal = Terminal::open(100, 20, &[&path], &[]);
    let _silent = fs::OpenOptions::new().write(true).open(&path).unwrap();
    terminal.wait_for_all(&["Reading pipe", "q leaves"]);
    terminal.keys("q");
    assert!(terminal.wait_exit().success());
}

#[test]
fn what_a_shell_hands_over() {
    let folder = Folder::new();
    let path = folder.file("document.txt", DOCUMENT);
    let script = format!(
        "{PROGRAM} list -f <(cat {path}) && {PROGRAM} list -f /dev/stdin < {path} && \
         cat {path} | {PROGRAM} list -f /dev/stdin && cat {path} | {PROGRAM} list -f -"
    );
    let said = run(Command::new("bash").args(["-c", &script]));
    assert_eq!(said.status, Some(0), "{said:?}");
    assert_eq!(
        said.out.matches("invites States").count(),
        4,
        "{}",
        said.out
    );
}

/// Root may read everything, so the command runs as nobody where the test runs as root.
#[test]
fn a_file_that_may_not_be_read() {
    let folder = Folder::new();
    let path = folder.file("secret.txt", DOCUMENT);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    let words = ["may not be read", "Ask its owner"];
    if fs::File::open(&path).is_err() {
        refused_everywhere(&path, &words);
        return;
    }
    // The program itself must be within nobody's reach.
    let program = folder.path("recs-tui");
    // By another process: where this one had it open for writing, a test that starts something
    // just then would pass that on, and a file that somebody writes to cannot be run.
    let copied = Command::new("cp").args([PROGRAM, &program]).status();
    assert!(copied.unwrap().success());
    for entry in [Path::new(&program), folder.root()] {
        fs::set_permissions(entry, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    for arguments in commands(&path) {
        let mut command = Command::new("setpriv");
        let said = run(command.args(nobody).arg(&program).args(&arguments));
        assert_eq!(said.status, Some(2), "{said:?}");
        assert_refused(&said.error, &path, &words);
    }
    let script = format!("exec setpriv {} {program} {path}", nobody.join(" "));
    let mut terminal = Terminal::script(240, 20, &script);
    assert_eq!(terminal.wait_exit().exit_code(), 2);
    assert_refused(terminal.screen_text().trim_end(), &path, &words);
}

#[test]
fn the_limit_is_said_and_can_be_raised() {
    let folder = Folder::new();
    // Known before a byte is read, so that it takes no time.
    let large = sparse(&folder, "large.txt", 3_200_000_000);
    let words = ["larger than 1 GB", "RECS_TUI_MAX_SIZE=4G"];
    let begun = Instant::now();
    refused_everywhere(&large, &words);
    assert!(
        begun.elapsed() < Duration::from_secs(10),
        "{:?}",
        begun.elapsed()
    );

    let small = folder.file("small.txt", DOCUMENT);
    let limited = |size: &str| {
        let mut command = recs_tui();
        command.args(["list", "-f", &small]);
        run(command.env("RECS_TUI_MAX_SIZE", size))
    };
    let size = DOCUMENT.len();
    assert_eq!(limited(&size.to_string()).status, Some(0));
    let refused = limited(&(size - 1).to_string());
    assert_eq!(refused.status, Some(2));
    assert_refused(
        &refused.error,
        &small,
        &["larger than", "RECS_TUI_MAX_SIZE="],
    );
    let nonsense = limited("much");
    assert_eq!(nonsense.status, Some(2));
    assert_refused(&nonsense.error, "much", &["RECS_TUI_MAX_SIZE", "500M"]);

    let utmost = sparse(&folder, "utmost.txt", 5_000_000_000);
    let mut command = recs_tui();
    command.args(["check", &utmost]);
    let said = run(command.env("RECS_TUI_MAX_SIZE", "9G"));
    assert_eq!(said.status, Some(2));
    assert_refused(&said.error, &utmost, &["4.3 GB", "Split it"]);

    let help = run(recs_tui().arg("--help")).out;
    assert!(
        help.contains("At most 1 GB") && help.contains("RECS_TUI_MAX_SIZE"),
        "{help}"
    );
}

/// With half a gigabyte of addresses, a file of 300 MB does not fit.
#[test]
#[cfg(target_os = "linux")]
fn a_file_larger_than_memory() {
    let folder = Folder::new();
    let path = sparse(&folder, "large.txt", 300_000_000);
    for arguments in commands(&path) {
        let script = format!("ulimit -v 500000; exec {PROGRAM} \"$@\"");
        let mut command = Command::new("bash");
        command.args(["-c", &script, "bash"]).args(&arguments);
        let said = run(&mut command);
        assert_eq!(said.status, Some(2), "{said:?}");
        assert_refused(&said.error, &path, &["of memory", "Split it"]);
    }
    let script = format!("ulimit -v 500000; exec {PROGRAM} {path}");
    let mut terminal = Terminal::script(240, 20, &script);
    assert_eq!(terminal.wait_exit().exit_code(), 2);
    assert_refused(terminal.screen_text().trim_end(), &path, &["of memory"]);

    // Many numbers need much more than their bytes; that is found while they are read.
    let numbers = folder.file("numbers.txt", "1.\n".repeat(2_000_000));
    let script = format!("ulimit -v 500000; exec {PROGRAM} list -f {numbers}");
    let said = run(Command::new("bash").args(["-c", &script]));
    assert_eq!(said.status, Some(2), "{said:?}");
    assert_refused(&said.error, &numbers, &["of memory"]);
}
