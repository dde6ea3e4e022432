//! A terminal for tests: it starts a program, types into it, and looks at its screen.
//!
//! The program under test is the built one, in a real pseudo-terminal, and what it writes is read
//! by a terminal emulator that shares no code with it. So a test here says what a person would see
//! and do, and nothing of how the program is made:
//!
//! ```ignore
//! let mut terminal = Terminal::open(120, 40, &["list"], &[]);
//! terminal.wait_for("the first paragraph", |screen| screen.contains("I.1"));
//! terminal.keys("/malaria");
//! ```
//!
//! - `mod.rs` starts, types, clicks, waits, ends;
//! - `line.rs` is the line in between, which can be slow and can be cut;
//! - `keys.rs` is what a keyboard and a mouse send;
//! - `seen.rs` is what arrived: the emulator's screen, and the bytes themselves.
//!
//! The environment is clean: an empty home, no desktop, no ssh, no multiplexer. A wait that is in
//! vain fails the test and prints the screen.
// Each test program takes what it needs of this, and calls the rest unused.
#![allow(dead_code, missing_docs, unreachable_pub)]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod keys;
mod line;
mod seen;

use line::Line;

pub use keys::Key;
pub use seen::{Screen, Seen};

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::sleep;
use std::time::{Duration, Instant};

pub use portable_pty::{CommandBuilder as Command, ExitStatus};
use portable_pty::{MasterPty, PtySize, SlavePty, native_pty_system};

/// How long a test waits for what must happen. Long, since it only costs time in a failing test.
const PATIENCE: Duration = Duration::from_secs(20);

/// A program in a pseudo-terminal. Dropped, it ends the program and removes its home.
pub struct Terminal {
    program: Box<dyn portable_pty::Child + Send + Sync>,
    /// The terminal's end of the line; none once it is cut.
    pty: Option<Box<dyn MasterPty + Send>>,
    /// The program's end of the line, held so that the line outlives the program.
    program_end: Option<Box<dyn SlavePty + Send>>,
    writer: Arc<Mutex<Box<dyn Write + Send>>>,
    line: Arc<Line>,
    arrived: Arc<Arrived>,
    home: PathBuf,
    started: Instant,
    /// How long to wait for what must happen.
    pub patience: Duration,
}

/// What has arrived so far, and a bell for those who wait for more.
struct Arrived {
    seen: Mutex<Seen>,
    more: Condvar,
    /// Whether nothing more can come.
    all: AtomicBool,
}

impl Terminal {
    /// Starts recs-tui with these arguments in a terminal of `cols` by `rows`; `envs` are added to
    /// the clean environment.
    pub fn open(cols: u16, rows: u16, args: &[&str], envs: &[(&str, &str)]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_recs-tui"));
        command.args(args);
        clean(&mut command);
        for (name, value) in envs {
            command.env(name, value);
        }
        Self::run(cols, rows, command)
    }

    /// Starts a shell script in a terminal, in the same clean environment.
    pub fn script(cols: u16, rows: u16, script: &str) -> Self {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        clean(&mut command);
        Self::run(cols, rows, command)
    }

    /// Starts a shell that waits with the prompt `ready> `, with the browser in reach as `$R`.
    pub fn shell(name: &str, arguments: &[&str]) -> Self {
        let mut command = Command::new(name);
        command.args(arguments);
        clean(&mut command);
        command.env("PS1", "ready> ");
        command.env("R", env!("CARGO_BIN_EXE_recs-tui"));
        let mut terminal = Self::run(100, 30, command);
        terminal.wait_for_text("ready> ");
        terminal
    }

    /// Starts any command in a terminal. Its home is an empty folder, which is also where it runs.
    pub fn run(cols: u16, rows: u16, mut command: Command) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let home =
            std::env::temp_dir().join(format!("recs-tui-terminal-{}-{count}", std::process::id()));
        std::fs::create_dir_all(&home).unwrap();
        command.env("HOME", &home);
        command.cwd(&home);

        let pty = native_pty_system().openpty(size(cols, rows)).unwrap();
        let reader = pty.master.try_clone_reader().unwrap();
        let writer = Arc::new(Mutex::new(pty.master.take_writer().unwrap()));
        let arrived = Arc::new(Arrived {
            seen: Mutex::new(Seen::new(cols, rows)),
            more: Condvar::new(),
            all: AtomicBool::new(false),
        });
        let started = Instant::now();
        let program = pty.slave.spawn_command(command).unwrap();

        // One thread reads and looks at the clock, another emulates: what the program writes next
        // must not wait for what is made of it.
        let (pieces, coming) = std::sync::mpsc::channel();
        let line = Arc::new(Line::default());
        let carrying = line.clone();
        std::thread::spawn(move || carrying.carry(reader, &pieces));
        let (arriving, answers) = (Arc::clone(&arrived), Arc::clone(&writer));
        std::thread::spawn(move || {
            for (when, bytes) in coming {
                let answer = arriving.seen.lock().unwrap().take_in(&bytes, when);
                // A terminal answers questions, and a program may wait for it.
                let _ = answers.lock().unwrap().write_all(&answer);
                arriving.more.notify_all();
            }
            arriving.all.store(true, Ordering::Release);
        });
        Self {
            program,
            pty: Some(pty.master),
            program_end: Some(pty.slave),
            writer,
            line,
            arrived,
            home,
            started,
            patience: PATIENCE,
        }
    }

    /// The program's home, empty at its start.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// The program's process.
    pub fn id(&self) -> u32 {
        self.program.process_id().unwrap()
    }

    /// Types text, in one go.
    pub fn keys(&mut self, text: &str) {
        self.send(text.as_bytes());
    }

    /// Presses a key.
    pub fn key(&mut self, key: Key) {
        self.send(key.bytes().as_bytes());
        if key == Key::Esc {
            // What follows at once would be read as Alt and a key; nobody types as fast.
            sleep(Duration::from_millis(50));
        }
    }

    /// Pastes text, bracketed if the program asked for that, as terminals do.
    pub fn paste(&mut self, text: &str) {
        if self.modes().contains(&2004) {
            self.send(format!("\x1b[200~{text}\x1b[201~").as_bytes());
        } else {
            self.send(text.as_bytes());
        }
    }

    /// Clicks the left button on a cell, both counted from 0.
    pub fn click(&mut self, col: u16, row: u16) {
        self.mouse(&[keys::press(col, row), keys::release(col, row)]);
    }

    /// Turns the wheel by `notches` over a cell: down if positive.
    pub fn wheel(&mut self, col: u16, row: u16, notches: i32) {
        let turn = keys::wheel(col, row, notches > 0);
        self.mouse(&vec![turn; notches.unsigned_abs() as usize]);
    }

    /// Drags the left button from one cell to another, through those between.
    pub fn drag(&mut self, from: (u16, u16), to: (u16, u16)) {
        self.mouse(&keys::drag(from, to));
    }

    fn mouse(&mut self, reports: &[String]) {
        let modes = self.modes();
        let asked = [1000, 1002, 1003].iter().any(|mode| modes.contains(mode));
        assert!(
            asked && modes.contains(&1006),
            "a terminal sends no mouse reports here; the modes set are {modes:?}"
        );
        self.send(reports.concat().as_bytes());
    }

    /// Sends bytes as they are.
    ///
    /// # Panics
    /// If the program does not take them in time.
    #[track_caller]
    pub fn send(&mut self, bytes: &[u8]) {
        let (writer, bytes) = (Arc::clone(&self.writer), bytes.to_vec());
        let sent = std::thread::spawn(move || {
            let mut writer = writer.lock().unwrap();
            writer.write_all(&bytes).unwrap();
            writer.flush().unwrap();
        });
        let deadline = Instant::now() + self.patience;
        while !sent.is_finished() {
            assert!(Instant::now() < deadline, "nobody reads what is typed");
            sleep(Duration::from_micros(200));
        }
        sent.join().unwrap();
    }

    /// Makes the window larger or smaller; the program is told by SIGWINCH.
    pub fn resize(&mut self, cols: u16, rows: u16) {
        self.seen().resize(cols, rows);
        self.master().resize(size(cols, rows)).unwrap();
    }

    fn master(&self) -> &dyn MasterPty {
        let pty = self.pty.as_ref().expect("the line has not been cut");
        &**pty
    }

    /// From now on the terminal takes so many bytes a second; as many as come if 0. The kernel
    /// keeps some thousands on the way.
    pub fn slow(&mut self, bytes_a_second: usize) {
        self.line.speed.store(bytes_a_second, Ordering::Relaxed);
    }

    /// The file through which others reach the terminal.
    #[cfg(unix)]
    pub fn device(&self) -> PathBuf {
        self.master().tty_name().unwrap()
    }

    /// Cuts the line, as when a window is closed or a connection lost. What follows from it is for
    /// the kernel to do.
    #[cfg(unix)]
    pub fn hang_up(&mut self) {
        let name = self.device();
        self.line.cut.store(true, Ordering::Relaxed);
        // Nothing keeps the line but these; whoever reads has to read once more to see it.
        *self.writer.lock().unwrap() = Box::new(std::io::sink());
        let mut end = std::fs::OpenOptions::new().write(true).open(name).unwrap();
        end.write_all(b" ").unwrap();
        drop((self.pty.take(), self.program_end.take()));
    }

    /// Everything that has arrived.
    pub fn seen(&self) -> MutexGuard<'_, Seen> {
        self.arrived.seen.lock().unwrap()
    }

    /// The screen as it is now.
    pub fn screen(&self) -> Screen {
        self.seen().screen()
    }

    /// The screen's text, a line a row, without the blanks at the ends of rows.
    pub fn screen_text(&self) -> String {
        self.screen().text()
    }

    /// Waits until the screen shows what is looked for, and gives that screen.
    ///
    /// # Panics
    /// With a picture of the screen, if it does not show in time.
    #[track_caller]
    pub fn wait_for(&mut self, what: &str, shows: impl Fn(&Screen) -> bool) -> Screen {
        let seen = self.arrived.seen.lock().unwrap();
        let (seen, waited) = self
            .arrived
            .more
            .wait_timeout_while(seen, self.patience, |seen| !shows(&seen.screen()))
            .unwrap();
        let screen = seen.screen();
        drop(seen);
        assert!(
            !waited.timed_out(),
            "waited {:?} in vain for {what}; the screen shows\n{}",
            self.patience,
            screen.framed()
        );
        screen
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    pub fn wait_for_text(&mut self, text: &str) -> Screen {
        self.wait_for(&format!("{text:?}"), |screen| screen.contains(text))
    }

    /// Waits until the screen shows all of these texts at once. What arrives of a frame arrives in
    /// pieces, so what is looked for together has to be waited for together.
    #[track_caller]
    pub fn wait_for_all(&mut self, texts: &[&str]) -> Screen {
        self.wait_for(&format!("{texts:?}"), |screen| {
            texts.iter().all(|text| screen.contains(text))
        })
    }

    /// Waits until the program has nothing more to write, so that the screen is whole; gives it.
    /// That is so once nothing has arrived for a while and, on Linux, all its threads have slept all
    /// the while: a program that waits for a busy processor is not taken for one that is done.
    pub fn settled(&mut self) -> Screen {
        let quiet = Duration::from_millis(if cfg!(target_os = "linux") { 80 } else { 200 });
        let deadline = Instant::now() + self.patience;
        let (mut before, mut since) = (self.seen().raw().len(), Instant::now());
        loop {
            sleep(Duration::from_millis(4));
            let (now, asleep) = (self.seen().raw().len(), self.sleeps());
            if now != before || !asleep {
                (before, since) = (now, Instant::now());
            }
            if since.elapsed() >= quiet || Instant::now() > deadline {
                return self.screen();
            }
        }
    }

    /// Whether no thread of the program, or of a program that it has started, wants the processor.
    fn sleeps(&self) -> bool {
        let mut processes = Vec::from_iter(self.program.process_id());
        while let Some(process) = processes.pop() {
            let Ok(threads) = std::fs::read_dir(format!("/proc/{process}/task")) else {
                continue;
            };
            for thread in threads.flatten() {
                let told = |name| std::fs::read_to_string(thread.path().join(name));
                let stat = told("stat").unwrap_or_default();
                // The state is the first field behind the name, which may hold anything.
                let state = stat
                    .rsplit_once(") ")
                    .and_then(|(_, rest)| rest.chars().next());
                if matches!(state, Some('R' | 'D')) {
                    return false;
                }
                let children = told("children").unwrap_or_default();
                let children = children.split_whitespace();
                processes.extend(children.filter_map(|child| child.parse::<u32>().ok()));
            }
        }
        true
    }

    /// Waits until the terminal is as it was: its settings and its modes. What a program gives back
    /// first is not the last thing that it gives back.
    ///
    /// # Panics
    /// If it is not in time.
    #[cfg(unix)]
    #[track_caller]
    pub fn wait_for_state(&self, settings: &str, modes: &BTreeSet<u16>) {
        let deadline = Instant::now() + self.patience;
        while (self.settings().as_str(), &self.modes()) != (settings, modes) {
            if Instant::now() > deadline {
                assert_eq!(self.modes(), *modes);
                assert_eq!(self.settings(), settings);
            }
            sleep(Duration::from_millis(2));
        }
    }

    /// The text last put into the terminal's clipboard by OSC 52, decoded.
    pub fn clipboard(&self) -> Option<String> {
        let seen = self.seen();
        let bytes = seen.clipboards().last()?;
        Some(String::from_utf8(bytes.clone()).expect("UTF-8 in the clipboard"))
    }

    /// The private modes that are set now, by number: 25 the cursor, 1049 the alternate screen,
    /// 1000, 1002, 1003 and 1006 the mouse, 2004 bracketed paste.
    pub fn modes(&self) -> BTreeSet<u16> {
        self.seen().modes()
    }

    /// How the kernel treats what is typed (termios), in words; equal when nothing was changed.
    #[cfg(unix)]
    pub fn settings(&self) -> String {
        format!("{:?}", self.master().get_termios().unwrap())
    }

    /// Whether keys reach the program one by one and unechoed.
    #[cfg(unix)]
    pub fn is_raw(&self) -> bool {
        let settings = self.settings();
        let mut words = settings.split(|c: char| !c.is_ascii_alphanumeric());
        !words.any(|word| word == "ICANON" || word == "ECHO")
    }

    /// Sends a signal by its name: `TERM`, `STOP`.
    pub fn signal(&self, name: &str) {
        // The shell's own `kill` is everywhere; a program of that name is not.
        let sent = std::process::Command::new("sh")
            .args(["-c", &format!("kill -{name} {}", self.id())])
            .status();
        assert!(sent.unwrap().success(), "cannot send {name}");
    }

    /// Waits until the program ends, and until all that it wrote has arrived.
    #[track_caller]
    pub fn wait_exit(&mut self) -> ExitStatus {
        let status = self.wait_gone();
        // Where nobody holds the program's end any more, the last byte is followed by the end.
        drop(self.program_end.take());
        let deadline = Instant::now() + Duration::from_secs(1);
        while !self.arrived.all.load(Ordering::Acquire) && Instant::now() < deadline {
            sleep(Duration::from_millis(2));
        }
        if !self.arrived.all.load(Ordering::Acquire) {
            self.settled();
        }
        status
    }

    /// Waits until the program ends.
    #[track_caller]
    pub fn wait_gone(&mut self) -> ExitStatus {
        let deadline = Instant::now() + self.patience;
        loop {
            if let Some(status) = self.program.try_wait().unwrap() {
                return status;
            }
            assert!(
                Instant::now() < deadline,
                "the program has not ended within {:?}; the screen shows\n{}",
                self.patience,
                self.screen().framed()
            );
            sleep(Duration::from_millis(5));
        }
    }

    /// Watches the program for a while without touching it.
    #[cfg(target_os = "linux")]
    pub fn idle(&mut self, watched: Duration) -> Idle {
        let (bytes, cpu) = (self.seen().raw().len(), self.cpu_time());
        sleep(watched);
        Idle {
            bytes: self.seen().raw().len() - bytes,
            cpu: self.cpu_time() - cpu,
        }
    }

    /// Processor time that the threads of the program have used, as the scheduler counts it: in
    /// nanoseconds, and whatever else the machine does.
    #[cfg(target_os = "linux")]
    pub fn cpu_time(&self) -> Duration {
        let threads = std::fs::read_dir(format!("/proc/{}/task", self.id())).unwrap();
        let used = threads.flatten().filter_map(|thread| {
            let told = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
            told.split(' ').next()?.parse::<u64>().ok()
        });
        Duration::from_nanos(used.sum())
    }

    /// Most memory that the program has held at once, in bytes.
    #[cfg(target_os = "linux")]
    pub fn peak_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id())).unwrap();
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))
            .unwrap();
        let kibibytes = line.trim().trim_end_matches(" kB");
        kibibytes.trim().parse::<u64>().unwrap() * 1024
    }

    /// When the program was started.
    pub fn started(&self) -> Instant {
        self.started
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
        let _ = std::fs::remove_dir_all(&self.home);
    }
}

/// What a program did while nobody touched it.
#[derive(Debug)]
pub struct Idle {
    /// Bytes that it wrote to the terminal.
    pub bytes: usize,
    /// Processor time that it used.
    pub cpu: Duration,
}

/// An environment that is the same on every machine.
pub fn clean(command: &mut Command) {
    command.env_clear();
    for (name, value) in crate::program::fresh_environment() {
        command.env(name, value);
    }
    command.env("TERM", "xterm-256color");
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}
