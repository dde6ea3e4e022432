//! Clipboards for real: tmux, GNU screen, an X server, a Wayland compositor.
//!
//! These need Debian's tmux, screen, xvfb, xclip, sway and wl-clipboard, so they are left out of
//! `cargo test`, which says how many; `.ci/run` installs the packages and runs them:
//!
//! ```sh
//! cargo test --test tests desktop -- --ignored
//! ```
//!
//! Each asks the other side what it holds, through that side's own program, and compares it with
//! the source; and each holds the footer's words against what really happened.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::terminal::{Terminal, clean};

const SOURCE: &str = include_str!("../assets/durban-compilation.txt");
const PROGRAM: &str = env!("CARGO_BIN_EXE_recs-tui");

/// What `y` copies of the first paragraph.
fn first_paragraph() -> String {
    let text = SOURCE.lines().nth(9).unwrap().trim();
    format!("{text}\n\n(E/CN.4/2003/20, para. 1)")
}

/// Waits until `found` finds something.
#[track_caller]
fn wait_until<T>(what: &str, mut found: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A program in the background and a folder for it; both go with the value.
struct Background {
    child: Option<Child>,
    folder: PathBuf,
}

impl Background {
    fn folder(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("recs-tui-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
        Self {
            child: None,
            folder,
        }
    }

    fn start(&mut self, command: &mut Command) {
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{command:?}: {error}; .ci/run installs it"));
        self.child = Some(child);
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            let _ = child.kill();
            let _ = child.wait();
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// What a program prints.
fn printed(command: &mut Command) -> String {
    let output = command.stdin(Stdio::null()).output();
    let output = output.unwrap_or_else(|error| panic!("{command:?}: {error}; .ci/run installs it"));
    String::from_utf8(output.stdout).unwrap()
}

/// Processes that hold a selection and have this variable in their environment. A display would not
/// tell them apart: its number is given again as soon as its server has ended.
fn holders(variable: &str) -> usize {
    let environments = fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .filter_map(|entry| {
            let name = fs::read(entry.path().join("cmdline")).ok()?;
            let environment = fs::read(entry.path().join("environ")).ok()?;
            name.starts_with(b"recs-tui-clipboard")
                .then_some(environment)
        });
    environments
        .filter(|environment| {
            let mut variables = environment.split(|byte| *byte == 0);
            variables.any(|one| one == variable.as_bytes())
        })
        .count()
}

/// A tmux server of its own, with one setting, around a program.
struct Tmux {
    terminal: Terminal,
    socket: PathBuf,
    _folder: Background,
}

impl Tmux {
    fn around(name: &str, set_clipboard: &str, program: &str) -> Self {
        let folder = Background::folder(name);
        let socket = folder.folder.join("socket");
        let settings = folder.folder.join("tmux.conf");
        let lines = format!("set -s set-clipboard {set_clipboard}\nset -g status off\n");
        fs::write(&settings, lines).unwrap();
        let mut command = crate::terminal::Command::new("tmux");
        command.arg("-S");
        command.arg(&socket);
        command.arg("-f");
        command.arg(&settings);
        command.args(["new-session", program]);
        clean(&mut command);
        let mut terminal = Terminal::run(140, 40, command);
        terminal.wait_for_text("/ filter");
        Self {
            terminal,
            socket,
            _folder: folder,
        }
    }

    fn buffer(&self) -> String {
        printed(
            Command::new("tmux")
                .arg("-S")
                .arg(&self.socket)
                .arg("show-buffer"),
        )
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        let mut command = Command::new("tmux");
        let _ = command
            .arg("-S")
            .arg(&self.socket)
            .arg("kill-server")
            .output();
    }
}

#[test]
#[ignore = "needs tmux; run by .ci/run"]
fn tmux_keeps_the_text_and_hands_it_on_under_every_setting() {
    for setting in ["on", "external", "off"] {
        let mut tmux = Tmux::around(&format!("tmux-{setting}"), setting, PROGRAM);
        tmux.terminal.keys("y");
        tmux.terminal.wait_for_text(
            "I.1 (text and citation) copied to tmux, sent on to the terminal (OSC 52)",
        );
        assert_eq!(tmux.buffer(), first_paragraph(), "set-clipboard {setting}");
        let outside = &tmux.terminal;
        wait_until("the terminal around tmux to get the text", || {
            outside
                .clipboard()
                .filter(|text| *text == first_paragraph())
        });
    }
}

#[test]
#[ignore = "needs tmux; run by .ci/run"]
fn osc_52_reaches_a_tmux_that_listens() {
    // Without tmux's own program in reach the sequence is all that is left.
    let program = format!("PATH=/nowhere {PROGRAM}");
    let mut tmux = Tmux::around("tmux-osc-52", "on", &program);
    tmux.terminal.keys("y");
    tmux.terminal
        .wait_for_text("sent to the terminal's clipboard (OSC 52), but this tmux passes");
    let text = wait_until("tmux to take the sequence", || {
        Some(tmux.buffer()).filter(|text| !text.is_empty())
    });
    assert_eq!(text, first_paragraph());
}

/// A tmux around the browser on one text, the text copied, and what tmux then holds.
fn tmux_holds(name: &str, text: &str, program: &str, told: &str) -> (Tmux, String) {
    let folder = Background::folder(&format!("{name}-text"));
    let path = crate::copied::record(&folder.folder, text);
    let mut tmux = Tmux::around(name, "on", &format!("{program} {}", path.display()));
    tmux.terminal.keys("Yt");
    tmux.terminal.wait_for_text(told);
    let held = wait_until("tmux to take the text", || {
        Some(tmux.buffer()).filter(|text| !text.is_empty())
    });
    (tmux, held)
}

#[test]
#[ignore = "needs tmux; run by .ci/run"]
fn tmux_takes_texts_of_any_length_and_hands_on_what_a_terminal_takes() {
    for (text, fits) in crate::copied::of_any_length() {
        let told = if fits {
            "copied to tmux, sent on to the terminal (OSC 52)"
        } else {
            "copied to tmux"
        };
        let (tmux, held) = tmux_holds("tmux-length", &text, PROGRAM, told);
        assert!(held == text, "{} bytes", text.len());
        if fits {
            wait_until("the terminal around tmux to get the text", || {
                tmux.terminal.clipboard().filter(|got| *got == text)
            });
        } else {
            assert_eq!(tmux.terminal.clipboard(), None);
        }
    }
}

#[test]
#[ignore = "needs tmux; run by .ci/run"]
fn osc_52_carries_texts_of_any_length_into_tmux_that_terminals_take() {
    let program = format!("PATH=/nowhere {PROGRAM}");
    for (text, fits) in crate::copied::of_any_length() {
        if fits {
            let told = "sent to the terminal's clipboard (OSC 52), but this tmux passes";
            let (_tmux, held) = tmux_holds("tmux-osc-52-length", &text, &program, told);
            assert!(held == text, "{} bytes", text.len());
        } else {
            let folder = Background::folder("tmux-osc-52-refused");
            let path = crate::copied::record(&folder.folder, &text);
            let program = format!("{program} {}", path.display());
            let mut tmux = Tmux::around("tmux-osc-52-too-long", "on", &program);
            tmux.terminal.keys("Yt");
            tmux.terminal.wait_for_text("Nothing was copied: 1000 kB");
            assert_eq!(tmux.buffer(), "");
        }
    }
}

#[test]
#[ignore = "needs tmux; run by .ci/run"]
fn tmux_takes_characters_of_every_plane_both_ways() {
    let text = crate::copied::of_every_plane();
    let asked = "copied to tmux, sent on to the terminal (OSC 52)";
    let (_tmux, held) = tmux_holds("tmux-planes", &text, PROGRAM, asked);
    assert_eq!(held, text);
    let sent = "sent to the terminal's clipboard (OSC 52), but this tmux passes";
    let program = format!("PATH=/nowhere {PROGRAM}");
    let (_tmux, held) = tmux_holds("tmux-osc-52-planes", &text, &program, sent);
    assert_eq!(held, text);
}

/// GNU screen around the browser on one text, the text copied, these words in the footer, and what
/// the terminal around screen then holds.
fn through_screen(text: &str, told: &str) -> Option<String> {
    let folder = Background::folder(&format!("screen-{}", text.len()));
    let sockets = folder.folder.join("sockets");
    fs::create_dir(&sockets).unwrap();
    fs::set_permissions(&sockets, fs::Permissions::from_mode(0o700)).unwrap();
    let path = crate::copied::record(&folder.folder, text);
    let mut command = crate::terminal::Command::new("screen");
    command.args(["-c", "/dev/null", "-S", "recs-tui", PROGRAM]);
    command.arg(&path);
    clean(&mut command);
    command.env("SCREENDIR", &sockets);
    let mut terminal = Terminal::run(140, 40, command);
    terminal.wait_for_text("/ filter");
    terminal.keys("Yt");
    terminal.wait_for_text(told);
    let sent = told.starts_with("sent");
    let arrived = sent.then(|| wait_until("the sequence to pass", || terminal.clipboard()));
    let arrived = arrived.or_else(|| terminal.clipboard());
    terminal.keys("q");
    terminal.wait_exit();
    arrived
}

#[test]
#[ignore = "needs screen; run by .ci/run"]
fn screen_lets_texts_of_any_length_through_that_terminals_take() {
    for (text, fits) in crate::copied::of_any_length() {
        if fits {
            let arrived = through_screen(&text, "sent to the terminal's clipboard (OSC 52)");
            assert!(arrived == Some(text));
        } else {
            assert_eq!(through_screen(&text, "Nothing was copied: 1000 kB"), None);
        }
    }
}

#[test]
#[ignore = "needs screen; run by .ci/run"]
fn screen_lets_characters_of_every_plane_through() {
    // Longer than screen's buffer for one sequence, several times.
    let text = vec![crate::copied::of_every_plane(); 40].join(" ");
    let arrived = through_screen(&text, "sent to the terminal's clipboard (OSC 52)");
    assert_eq!(arrived, Some(text));
}

/// An X server without a screen; gives its display.
fn x_server(name: &str) -> (Background, String) {
    let mut server = Background::folder(name);
    let told = server.folder.join("display");
    // It finds a free display by itself and writes the number to the descriptor that it is given.
    let script = "exec Xvfb -displayfd 3 -screen 0 640x480x24 -nolisten tcp 3>\"$0\"";
    server.start(Command::new("sh").args(["-c", script]).arg(&told));
    let number = wait_until("Xvfb's display", || {
        let told = fs::read_to_string(&told).ok()?;
        told.ends_with('\n').then(|| told.trim().to_owned())
    });
    (server, format!(":{number}"))
}

fn xclip(display: &str) -> String {
    printed(
        Command::new("timeout")
            .args(["5", "xclip", "-o", "-selection", "clipboard"])
            .env("DISPLAY", display),
    )
}

#[test]
#[ignore = "needs xvfb and xclip; run by .ci/run"]
fn x11_holds_the_text_while_the_program_runs_and_after() {
    let (_server, display) = x_server("x11");
    let run = std::process::id().to_string();
    let environment = [("DISPLAY", display.as_str()), ("RUN", &run)];
    let mut terminal = Terminal::open(140, 40, &[], &environment);
    terminal.wait_for_text("/ filter");
    terminal.keys("y");
    terminal.wait_for_text("I.1 (text and citation) copied to the system clipboard (X11)");
    assert_eq!(xclip(&display), first_paragraph());
    assert_eq!(
        terminal.clipboard(),
        None,
        "nothing need go through the terminal"
    );

    // The second text takes the first one's place, and its holder too.
    terminal.keys("Yc");
    terminal.wait_for_text("I.1 (citation alone) copied to the system clipboard (X11)");
    assert_eq!(xclip(&display), "E/CN.4/2003/20, para. 1");
    let variable = format!("RUN={run}");
    wait_until("the first holder to end", || {
        (holders(&variable) == 1).then_some(())
    });

    terminal.keys("q");
    assert!(terminal.wait_exit().success());
    drop(terminal);
    assert_eq!(xclip(&display), "E/CN.4/2003/20, para. 1");

    // It makes way for whatever is copied next, and leaves nothing behind.
    let script = "printf other | xclip -i -selection clipboard";
    let copied = Command::new("sh")
        .args(["-c", script])
        .env("DISPLAY", &display)
        .status();
    assert!(copied.unwrap().success());
    wait_until("the holder to end", || {
        (holders(&variable) == 0).then_some(())
    });
    assert_eq!(xclip(&display), "other");
}

#[test]
#[ignore = "needs xvfb and xclip; run by .ci/run"]
fn of_texts_copied_in_haste_the_last_one_stays() {
    let (_server, display) = x_server("x11-haste");
    let mut terminal = Terminal::open(140, 40, &[], &[("DISPLAY", &display)]);
    terminal.wait_for_text("/ filter");
    for _ in 0..10 {
        terminal.keys("yyyy");
        terminal.keys("Yc");
        terminal.wait_for_text("I.1 (citation alone) copied to the system clipboard (X11)");
        assert_eq!(xclip(&display), "E/CN.4/2003/20, para. 1");
        std::thread::sleep(Duration::from_millis(20));
        assert_eq!(xclip(&display), "E/CN.4/2003/20, para. 1");
        terminal.keys("y");
        terminal.wait_for_text("I.1 (text and citation) copied to the system clipboard (X11)");
    }
}

#[test]
#[ignore = "needs xvfb and xclip; run by .ci/run"]
fn x11_takes_texts_of_any_length_and_plane() {
    let (server, display) = x_server("x11-lengths");
    let texts = crate::copied::of_any_length().map(|(text, _)| text);
    for text in texts.into_iter().chain([crate::copied::of_every_plane()]) {
        let path = crate::copied::record(&server.folder, &text);
        let mut terminal =
            Terminal::open(140, 40, &[path.to_str().unwrap()], &[("DISPLAY", &display)]);
        terminal.wait_for_text("/ filter");
        terminal.keys("Yt");
        terminal.wait_for_text("copied to the system clipboard (X11)");
        assert!(xclip(&display) == text, "{} bytes", text.len());
    }
}

#[test]
#[ignore = "needs xvfb and xclip; run by .ci/run"]
fn over_ssh_a_display_that_is_there_is_left_alone() {
    let (_server, display) = x_server("x11-ssh");
    let environment = [
        ("DISPLAY", display.as_str()),
        ("SSH_CONNECTION", "10.0.0.7 51234 10.0.0.2 22"),
        ("SSH_CLIENT", "10.0.0.7 51234 22"),
        ("SSH_TTY", "/dev/pts/0"),
    ];
    let mut terminal = Terminal::open(140, 40, &[], &environment);
    terminal.wait_for_text("/ filter");
    terminal.keys("y");
    terminal.wait_for_text("I.1 (text and citation) sent to the terminal's clipboard (OSC 52)");
    assert_eq!(terminal.clipboard(), Some(first_paragraph()));
    assert_eq!(xclip(&display), "");
}

/// A Wayland compositor without a screen.
struct Compositor {
    display: String,
    background: Background,
}

impl Compositor {
    fn start(name: &str) -> Self {
        let mut compositor = Background::folder(name);
        let folder = compositor.folder.clone();
        let settings = folder.join("sway.conf");
        fs::write(&settings, "xwayland disable\n").unwrap();
        // sway does not run as root, which is what a container's user often is.
        let root = printed(Command::new("id").arg("-u")).trim() == "0";
        let mut command = if root {
            std::os::unix::fs::chown(&folder, Some(65_534), Some(65_534)).unwrap();
            let mut command = Command::new("setpriv");
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups", "sway"]);
            command
        } else {
            Command::new("sway")
        };
        compositor.start(
            command
                .arg("-c")
                .arg(&settings)
                .env("XDG_RUNTIME_DIR", &folder)
                .env("WLR_BACKENDS", "headless")
                .env("WLR_LIBINPUT_NO_DEVICES", "1")
                .env("WLR_RENDERER", "pixman"),
        );
        let display = wait_until("sway's socket", || {
            let names = fs::read_dir(&folder).ok()?.flatten();
            let mut names = names.map(|entry| entry.file_name().into_string().unwrap());
            names.find(|name| name.starts_with("wayland-") && !name.ends_with(".lock"))
        });
        Self {
            display,
            background: compositor,
        }
    }

    fn environment(&self) -> [(&str, &str); 2] {
        [
            ("WAYLAND_DISPLAY", &self.display),
            ("XDG_RUNTIME_DIR", self.background.folder.to_str().unwrap()),
        ]
    }

    fn paste(&self) -> String {
        let mut command = Command::new("timeout");
        command.args(["5", "wl-paste", "-n"]);
        printed(command.envs(self.environment()))
    }
}

#[test]
#[ignore = "needs sway and wl-clipboard; run by .ci/run"]
fn wayland_holds_the_text_while_the_program_runs_and_after() {
    let compositor = Compositor::start("wayland");
    let mut terminal = Terminal::open(140, 40, &[], &compositor.environment());
    terminal.wait_for_text("/ filter");
    terminal.keys("y");
    terminal.wait_for_text("I.1 (text and citation) copied to the system clipboard (Wayland)");
    assert_eq!(compositor.paste(), first_paragraph());
    terminal.keys("q");
    assert!(terminal.wait_exit().success());
    drop(terminal);
    assert_eq!(compositor.paste(), first_paragraph());
}

#[test]
#[ignore = "needs sway and wl-clipboard; run by .ci/run"]
fn wayland_takes_texts_of_any_length_and_plane() {
    let compositor = Compositor::start("wayland-lengths");
    let folder = Background::folder("wayland-texts");
    let texts = crate::copied::of_any_length().map(|(text, _)| text);
    for text in texts.into_iter().chain([crate::copied::of_every_plane()]) {
        let path = crate::copied::record(&folder.folder, &text);
        let path = path.to_str().unwrap();
        let mut terminal = Terminal::open(140, 40, &[path], &compositor.environment());
        terminal.wait_for_text("/ filter");
        terminal.keys("Yt");
        terminal.wait_for_text("copied to the system clipboard (Wayland)");
        assert!(compositor.paste() == text, "{} bytes", text.len());
    }
}
