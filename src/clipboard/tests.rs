//! The decision, with stand-ins for the programs that keep clipboards. What real ones do is tested
//! from outside, in `tests/clipboard.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;

/// A clipboard whose holder and whose tmux are the shell scripts given: they read the text and
/// answer, or do not.
#[cfg(unix)]
fn clipboard(environment: Environment, folder: &Scripts) -> Clipboard {
    Clipboard::new(environment).with_programs(folder.path("holder"), folder.path("tmux"))
}

fn plain() -> Environment {
    Environment {
        osc52: true,
        ..Environment::default()
    }
}

#[cfg(unix)]
struct Scripts(std::path::PathBuf);

#[cfg(unix)]
impl Scripts {
    /// Two executable scripts in a folder of their own, which goes with the value.
    fn new(test: &str, holder: &str, tmux: &str) -> Self {
        let name = format!("recs-tui-{test}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        for (name, script) in [("holder", holder), ("tmux", tmux)] {
            // Written by a process of its own: a script that this one had open for writing could
            // be inherited, still open, by what another test starts, and not be run meanwhile.
            let written = std::process::Command::new("sh")
                .args([
                    "-c",
                    "printf '#!/bin/sh\\n%s\\n' \"$1\" >\"$0\" && chmod 755 \"$0\"",
                ])
                .arg(folder.join(name))
                .arg(script)
                .status();
            assert!(written.unwrap().success());
        }
        Self(folder)
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.join(name)
    }
}

#[cfg(unix)]
impl Drop for Scripts {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn over_ssh_the_text_goes_through_the_terminal() {
    let mut terminal = Vec::new();
    let report = Clipboard::new(Environment {
        ssh: true,
        x11: true,
        wayland: true,
        ..plain()
    })
    .copy("para. 7", &mut terminal)
    .unwrap();
    assert_eq!(report.ways, [Way::Osc52 { doubt: None }]);
    assert_eq!(terminal, b"\x1b]52;c;cGFyYS4gNw==\x1b\\");
}

#[test]
fn a_byte_over_the_limit_is_refused_and_nothing_is_written() {
    let mut terminal = Vec::new();
    let mut clipboard = Clipboard::new(plain());
    clipboard
        .copy(&"x".repeat(74_994), &mut terminal)
        .expect("the longest text that goes through");
    terminal.clear();
    let failure = clipboard
        .copy(&"x".repeat(74_995), &mut terminal)
        .unwrap_err();
    assert!(
        matches!(failure, CopyError::Refused(why) if matches!(why[..], [Refusal::TooLong(74_995)]))
    );
    assert!(terminal.is_empty());
}

#[test]
fn a_console_without_a_clipboard_gets_no_sequence() {
    let mut terminal = Vec::new();
    let failure = Clipboard::new(Environment::default())
        .copy("para. 7", &mut terminal)
        .unwrap_err();
    assert!(failure.to_string().contains("recs-tui show"), "{failure}");
    assert!(terminal.is_empty());
}

#[test]
fn nothing_is_never_copied_over_something() {
    let mut terminal = Vec::new();
    let failure = Clipboard::new(plain()).copy("", &mut terminal).unwrap_err();
    assert!(matches!(failure, CopyError::Nothing));
    assert!(terminal.is_empty());
}

#[test]
#[cfg(unix)]
fn a_terminal_that_is_gone_is_a_failure() {
    struct Gone;
    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::Error::from(std::io::ErrorKind::BrokenPipe))
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let failure = Clipboard::new(plain())
        .copy("para. 7", &mut Gone)
        .unwrap_err();
    assert!(
        matches!(failure, CopyError::Refused(why) if matches!(why[..], [Refusal::Terminal(_)]))
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_desktop_that_confirms_is_enough() {
    let scripts = Scripts::new("confirms", "cat >/dev/null; echo held", "exit 1");
    let mut terminal = Vec::new();
    let environment = Environment {
        x11: true,
        ..plain()
    };
    let report = clipboard(environment, &scripts)
        .copy("para. 7", &mut terminal)
        .unwrap();
    assert_eq!(report.to_string(), "copied to the system clipboard (X11)");
    assert!(terminal.is_empty());
}

#[test]
#[cfg(target_os = "linux")]
fn a_desktop_that_refuses_leaves_the_terminal_and_is_named() {
    let refuses = "cat >/dev/null; echo 'no data-control' >&2; exit 1";
    let scripts = Scripts::new("refuses", refuses, "exit 1");
    let mut terminal = Vec::new();
    let environment = Environment {
        wayland: true,
        ..plain()
    };
    let report = clipboard(environment, &scripts)
        .copy("para. 7", &mut terminal)
        .unwrap();
    assert_eq!(report.ways, [Way::Osc52 { doubt: None }]);
    assert_eq!(
        report.to_string(),
        "sent to the terminal's clipboard (OSC 52); the system clipboard (Wayland) refused the \
         text (no data-control)"
    );
    assert!(!terminal.is_empty());
}

#[test]
#[cfg(target_os = "linux")]
fn xwayland_is_tried_when_the_compositor_refuses() {
    let holder = "cat >/dev/null; [ \"$RECS_TUI_HOLD_SELECTION\" = x11 ] || exit 1; echo held";
    let scripts = Scripts::new("xwayland", holder, "exit 1");
    let mut terminal = Vec::new();
    let environment = Environment {
        wayland: true,
        x11: true,
        ..plain()
    };
    let report = clipboard(environment, &scripts)
        .copy("para. 7", &mut terminal)
        .unwrap();
    assert_eq!(report.ways, [Way::System(System::X11)]);
    assert_eq!(
        report.to_string(),
        "copied to the system clipboard (X11); the system clipboard (Wayland) refused the text"
    );
}

#[test]
#[cfg(unix)]
fn tmux_keeps_the_text_and_says_how_far_it_went() {
    let keeps = |features: &str| format!("cat >\"$(dirname \"$0\")/kept\"; echo '{features}'");
    for (features, sent_on) in [
        ("256,clipboard,title", true),
        ("256,title", false),
        ("", false),
    ] {
        let scripts = Scripts::new("tmux", "exit 1", &keeps(features));
        let mut terminal = Vec::new();
        let environment = Environment {
            tmux: true,
            ..plain()
        };
        let report = clipboard(environment, &scripts)
            .copy("para. 7", &mut terminal)
            .unwrap();
        assert_eq!(report.ways, [Way::Tmux { sent_on }], "{features}");
        assert_eq!(std::fs::read(scripts.path("kept")).unwrap(), b"para. 7");
        assert!(terminal.is_empty());
    }
}

#[test]
#[cfg(unix)]
fn an_old_tmux_leaves_it_to_the_terminal() {
    let old = "cat >/dev/null; echo 'load-buffer: unknown option -- w' >&2; exit 1";
    let scripts = Scripts::new("old-tmux", "exit 1", old);
    let mut terminal = Vec::new();
    let environment = Environment {
        tmux: true,
        screen: true,
        ..plain()
    };
    let report = clipboard(environment, &scripts)
        .copy("para. 7", &mut terminal)
        .unwrap();
    let doubt = Some(Doubt::UnreachedTmux);
    assert_eq!(report.ways, [Way::Osc52 { doubt }]);
    assert!(!report.is_likely());
    assert_eq!(
        terminal, b"\x1b]52;c;cGFyYS4gNw==\x1b\\",
        "for tmux, unwrapped"
    );
}
