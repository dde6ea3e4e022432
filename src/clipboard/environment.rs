//! Environment: which clipboards are within reach, as environment variables tell.

use std::ffi::OsString;
use std::io::IsTerminal;

use super::report::{Doubt, System};

/// How the names of terminals begin that have no clipboard: consoles, and those of paper and glass.
const WITHOUT_CLIPBOARD: &[&str] = &[
    "ansi", "cons", "dumb", "eterm", "linux", "pcvt", "sun", "vt1", "vt2", "vt3", "vt4", "vt5",
    "wsvt",
];

/// Where the program runs, as far as a clipboard is concerned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// Whether the person sits at another machine.
    pub ssh: bool,
    /// Whether the terminal is a pane of tmux.
    pub tmux: bool,
    /// Whether the terminal is a window of GNU screen.
    pub screen: bool,
    /// Whether a Wayland compositor is named.
    pub wayland: bool,
    /// Whether an X11 display is named.
    pub x11: bool,
    /// Whether the operating system keeps a clipboard of its own (macOS, Windows).
    pub desktop: bool,
    /// Whether the terminal is of a kind that may know OSC 52. Most do, and none can be asked;
    /// those left out are known to have no clipboard at all.
    pub osc52: bool,
    /// Why what is sent through the terminal is likely to be dropped on its way, where that is known.
    pub doubt: Option<Doubt>,
    /// Whether standard output is something other than a terminal, where the text goes as well.
    pub output: bool,
}

impl Environment {
    /// Reads this process's environment, and looks at its standard output.
    #[must_use]
    pub fn from_env() -> Self {
        Self {
            output: !std::io::stdout().is_terminal(),
            ..Self::from_variables(|name| std::env::var_os(name))
        }
    }

    /// Reads an environment through `variable`, which gives a variable's value by its name.
    pub fn from_variables(variable: impl Fn(&str) -> Option<OsString>) -> Self {
        // An empty variable is how people switch one off for a single command.
        let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
        let terminal = variable("TERM").unwrap_or_default();
        let (inside_tmux, inside_screen) = (set("TMUX"), set("STY"));
        let named = terminal.to_string_lossy().into_owned();
        let is = |name: &str, value: &str| variable(name).is_some_and(|it| it == value);
        let in_editor = ["VIM_TERMINAL", "INSIDE_EMACS"].into_iter().any(set)
            || is("TERMINAL_EMULATOR", "JetBrains-JediTerm");
        let doubt = if in_editor {
            Some(Doubt::Editor)
        } else if is("TERM_PROGRAM", "Apple_Terminal") {
            Some(Doubt::AppleTerminal)
        } else if inside_tmux || inside_screen {
            None
        } else if named.starts_with("tmux") {
            // Over ssh the variables of the multiplexer outside are gone, and its name is not.
            Some(Doubt::OuterTmux)
        } else if named.starts_with("screen") {
            Some(Doubt::OuterMultiplexer)
        } else {
            None
        };
        let desktop = cfg!(any(target_os = "macos", windows));
        Self {
            ssh: ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"]
                .into_iter()
                .any(set),
            tmux: inside_tmux,
            screen: inside_screen,
            doubt,
            wayland: set("WAYLAND_DISPLAY"),
            x11: set("DISPLAY"),
            desktop,
            // Windows' consoles set no TERM. The Linux console would print the sequence's text.
            osc52: if terminal.is_empty() {
                cfg!(windows)
            } else {
                !WITHOUT_CLIPBOARD.iter().any(|name| named.starts_with(name))
            },
            output: false,
        }
    }

    /// The desktop's clipboards to try, the likeliest first; none over ssh, where they would be
    /// another person's, or nobody's.
    pub(super) fn systems(&self) -> impl Iterator<Item = System> + use<> {
        let here = !self.ssh;
        [
            (self.desktop, System::Desktop),
            (self.wayland && !self.desktop, System::Wayland),
            (self.x11 && !self.desktop, System::X11),
        ]
        .into_iter()
        .filter_map(move |(offered, system)| (here && offered).then_some(system))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(variables: &[(&str, &str)]) -> Environment {
        Environment::from_variables(|name| {
            let (_, value) = variables.iter().find(|(known, _)| *known == name)?;
            Some(value.into())
        })
    }

    #[cfg(target_os = "linux")]
    fn systems(variables: &[(&str, &str)]) -> Vec<System> {
        with(variables).systems().collect()
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_desktop_is_used_where_the_person_sits() {
        assert_eq!(systems(&[("DISPLAY", ":0")]), [System::X11]);
        assert_eq!(
            systems(&[("DISPLAY", ":0"), ("WAYLAND_DISPLAY", "wayland-1")]),
            [System::Wayland, System::X11],
            "Xwayland is the second choice"
        );
        assert_eq!(systems(&[("TERM", "xterm-256color")]), []);
        assert_eq!(
            systems(&[("DISPLAY", "")]),
            [],
            "an empty variable is unset"
        );
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_desktop_is_another_machines_over_ssh() {
        // As OpenSSH's sshd sets them.
        let login = ("SSH_CONNECTION", "10.0.0.7 51234 10.0.0.2 22");
        assert_eq!(systems(&[login, ("DISPLAY", ":0")]), []);
        let terminal = ("SSH_TTY", "/dev/pts/3");
        assert_eq!(systems(&[terminal, ("WAYLAND_DISPLAY", "wayland-1")]), []);
    }

    #[test]
    fn consoles_without_a_clipboard_are_known() {
        for (name, expected) in [
            ("xterm-256color", true),
            ("tmux-256color", true),
            ("linux", false),
            ("linux-16color", false),
            ("dumb", false),
            ("vt220", false),
            ("eterm-color", false),
            ("vte-256color", true),
        ] {
            assert_eq!(with(&[("TERM", name)]).osc52, expected, "{name}");
        }
        assert_eq!(with(&[]).osc52, cfg!(windows));
    }

    #[test]
    fn what_drops_the_text_on_its_way_is_known() {
        for (variables, expected) in [
            (&[("TERM", "xterm-256color")][..], None),
            (
                &[("TERM", "tmux-256color"), ("SSH_TTY", "/dev/pts/1")],
                Some(Doubt::OuterTmux),
            ),
            (
                &[("TERM", "screen.xterm"), ("SSH_TTY", "/dev/pts/1")],
                Some(Doubt::OuterMultiplexer),
            ),
            (
                &[
                    ("TERM", "tmux-256color"),
                    ("TMUX", "/tmp/tmux-0/default,1,0"),
                ],
                None,
            ),
            (&[("TERM", "screen"), ("STY", "1.pts-0.host")], None),
            (
                &[("TERM", "xterm"), ("TERM_PROGRAM", "Apple_Terminal")],
                Some(Doubt::AppleTerminal),
            ),
            (&[("TERM", "xterm"), ("TERM_PROGRAM", "iTerm.app")], None),
            (
                &[("TERM", "xterm"), ("VIM_TERMINAL", "901")],
                Some(Doubt::Editor),
            ),
        ] {
            assert_eq!(with(variables).doubt, expected, "{variables:?}");
        }
    }

    #[test]
    fn multiplexers_are_told_apart() {
        let tmux = with(&[("TMUX", "/tmp/tmux-1000/default,4102,0")]);
        assert!(tmux.tmux && !tmux.screen);
        let screen = with(&[("STY", "4102.pts-0.host")]);
        assert!(screen.screen && !screen.tmux);
    }
}
