//! The keymap: which key is which command, in which context.
//!
//! A value that the state holds, made from the table of commands; a file of a person's own keys
//! would change it. Key handling, the footer, the help and the README's table read it.

use std::borrow::Cow;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::command::{COMMANDS, Command, Context};
use super::copy_format::CopyFormat;
use super::keyboard_layouts::{instead, stand_ins};

/// Keys of one command in one context.
#[derive(Clone, Debug)]
pub struct Binding {
    /// Names of the keys, as [`name_of`] gives them.
    pub keys: Vec<Cow<'static, str>>,
    /// Where they hold.
    pub context: Context,
    /// What they do.
    pub command: Command,
    /// One line of help.
    pub help: &'static str,
    /// A word or two for the footer, where it is shown there.
    pub hint: Option<&'static str>,
}

/// All bindings. Within a context the first match counts.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

impl Default for Keymap {
    /// The default keys of the table of commands.
    fn default() -> Self {
        let names = |keys: &[&'static str]| keys.iter().map(|&key| key.into()).collect();
        let formats = CopyFormat::all().map(|format| Binding {
            keys: names(format.info().keys),
            context: Context::CopyMenu,
            command: Command::CopyAs(format),
            help: format.info().label,
            hint: None,
        });
        let commands = COMMANDS.iter().map(|row| Binding {
            keys: names(row.keys),
            context: row.context,
            command: row.command,
            help: row.help,
            hint: row.hint,
        });
        Self {
            bindings: formats.chain(commands).collect(),
        }
    }
}

impl Keymap {
    /// Gives a command these keys in a context, and takes them from every other command there.
    pub fn rebind(&mut self, context: Context, command: Command, keys: Vec<String>) {
        let keys: Vec<Cow<'static, str>> = keys.into_iter().map(Cow::Owned).collect();
        for binding in &mut self.bindings {
            if binding.context == context && binding.command != command {
                binding.keys.retain(|key| !keys.contains(key));
            }
        }
        let here =
            |binding: &&mut Binding| binding.context == context && binding.command == command;
        if let Some(binding) = self.bindings.iter_mut().find(here) {
            binding.keys = keys;
            return;
        }
        let known = self
            .bindings
            .iter()
            .find(|binding| binding.command == command);
        let (help, hint) = known.map_or(("", None), |known| (known.help, known.hint));
        self.bindings.push(Binding {
            keys,
            context,
            command,
            help,
            hint,
        });
    }

    /// The bindings of a context, in the order of the help.
    pub fn bindings(&self, context: Context) -> impl Iterator<Item = &Binding> {
        let all = self.bindings.iter();
        all.filter(move |binding| binding.context == context)
    }

    /// The command that a key has in the first of these contexts that knows it.
    #[must_use]
    pub fn command(&self, key: KeyEvent, contexts: &[Context]) -> Option<Command> {
        let name = name_of(key)?;
        contexts.iter().find_map(|context| {
            self.bindings(*context)
                .find(|binding| binding.keys.contains(&Cow::Borrowed(&*name)))
                .map(|binding| binding.command)
        })
    }

    /// Whether a key may give the terminal to somebody else, by whatever way: the shell, an editor.
    /// What is typed behind it is meant for them.
    #[must_use]
    pub fn may_leave(&self, key: KeyEvent) -> bool {
        let leaves = |key: KeyEvent| {
            let name = name_of(key);
            self.bindings.iter().any(|binding| {
                matches!(
                    binding.command,
                    Command::Quit | Command::Suspend | Command::EditNote
                ) && binding.keys.iter().any(|it| Some(&**it) == name.as_deref())
            })
        };
        let without_alt = KeyEvent {
            modifiers: key.modifiers - KeyModifiers::ALT,
            ..key
        };
        let stand_ins = stand_ins(without_alt, None, Some('α'))
            .into_iter()
            .chain(instead(without_alt, Some('א')));
        // Enter carries out what a menu points at.
        let all = [key, without_alt].into_iter().chain(stand_ins);
        all.into_iter()
            .any(|key| key.code == KeyCode::Enter || leaves(key))
    }

    /// The first key of a command in a context, as a person is shown it.
    #[must_use]
    pub fn key_of(&self, command: Command, context: Context) -> Option<&str> {
        let binding = self.bindings(context).find(|it| it.command == command)?;
        binding.keys.first().map(|key| shown(key))
    }

    /// The table as Markdown, as it stands in the README.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut table = String::new();
        for context in Context::ALL {
            table.push_str(&format!(
                "\n**{}**\n\n| key | what it does |\n|---|---|\n",
                context.title()
            ));
            for binding in self.bindings(context) {
                let keys: Vec<String> = binding
                    .keys
                    .iter()
                    .map(|key| format!("`{}`", shown(key)))
                    .collect();
                table.push_str(&format!("| {} | {} |\n", keys.join(" "), binding.help));
            }
        }
        table
    }
}

/// What a key is called in the table: `j`, `Ctrl-d`, `Space`, `Shift-Tab`. Nothing for keys that
/// have no name here.
#[must_use]
pub fn name_of(key: KeyEvent) -> Option<String> {
    let base = match key.code {
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Char(letter) => letter.to_string(),
        KeyCode::Down => "Down".to_owned(),
        KeyCode::Up => "Up".to_owned(),
        KeyCode::Left => "Left".to_owned(),
        KeyCode::Right => "Right".to_owned(),
        KeyCode::Home => "Home".to_owned(),
        KeyCode::End => "End".to_owned(),
        KeyCode::PageDown => "PageDown".to_owned(),
        KeyCode::PageUp => "PageUp".to_owned(),
        KeyCode::Enter => "Enter".to_owned(),
        KeyCode::Esc => "Esc".to_owned(),
        KeyCode::Tab => "Tab".to_owned(),
        KeyCode::BackTab => return Some("Shift-Tab".to_owned()),
        KeyCode::Backspace => "Backspace".to_owned(),
        KeyCode::Delete => "Delete".to_owned(),
        KeyCode::F(number) => format!("F{number}"),
        _ => return None,
    };
    // A letter's case already tells whether Shift was down.
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    Some(match (control, alt) {
        // Terminals disagree about the case of letters pressed with Ctrl.
        (true, _) if base.len() == 1 => format!("Ctrl-{}", base.to_lowercase()),
        (true, _) => format!("Ctrl-{base}"),
        (false, true) => format!("Alt-{base}"),
        (false, false) => base,
    })
}

/// The name of a key as a person may write it: `ctrl-n`, `C-n`, `alt-x`, `esc`, `pgdn`, `↓`.
#[must_use]
pub fn key_named(typed: &str) -> Option<String> {
    const NAMED: [(&str, &[&str]); 15] = [
        ("Space", &["space"]),
        ("Down", &["down", "↓"]),
        ("Up", &["up", "↑"]),
        ("Left", &["left", "←"]),
        ("Right", &["right", "→"]),
        ("Home", &["home"]),
        ("End", &["end"]),
        ("PageDown", &["pagedown", "pgdn", "pgdown"]),
        ("PageUp", &["pageup", "pgup"]),
        ("Enter", &["enter", "return"]),
        ("Esc", &["esc", "escape"]),
        ("Tab", &["tab"]),
        ("Shift-Tab", &["shift-tab", "s-tab", "backtab"]),
        ("Backspace", &["backspace"]),
        ("Delete", &["delete", "del"]),
    ];
    let lower = typed.to_lowercase();
    let (modifier, rest) = [
        ("Ctrl-", "ctrl-"),
        ("Ctrl-", "c-"),
        ("Alt-", "alt-"),
        ("Alt-", "m-"),
        ("Alt-", "a-"),
    ]
    .into_iter()
    .find_map(|(name, prefix)| {
        let rest = lower.strip_prefix(prefix).filter(|rest| !rest.is_empty())?;
        Some((name, &typed[typed.len() - rest.len()..]))
    })
    .unwrap_or(("", typed));
    let lower = rest.to_lowercase();
    let named = NAMED
        .iter()
        .find(|(_, names)| names.contains(&lower.as_str()));
    let function = lower
        .strip_prefix('f')
        .and_then(|number| number.parse::<u8>().ok());
    let base = match (named, function) {
        (Some((name, _)), _) => (*name).to_owned(),
        (None, Some(number @ 1..=35)) => format!("F{number}"),
        _ if rest == " " => "Space".to_owned(),
        _ if rest.chars().count() == 1 && !rest.chars().any(char::is_control) => rest.to_owned(),
        _ => return None,
    };
    Some(match modifier {
        "Ctrl-" if base.len() == 1 => format!("Ctrl-{}", base.to_lowercase()),
        modifier => format!("{modifier}{base}"),
    })
}

/// The key and the words of a binding that the footer shows.
#[must_use]
pub fn hint(binding: &Binding) -> Option<(&str, &'static str)> {
    Some((shown(binding.keys.first()?), binding.hint?))
}

/// How a key is shown to a person: arrows as arrows.
#[must_use]
pub fn shown(key: &str) -> &str {
    match key {
        "Down" => "↓",
        "Up" => "↑",
        "Left" => "←",
        "Right" => "→",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_context() {
        let keymap = Keymap::default();
        for context in Context::ALL {
            let mut keys: Vec<_> = (keymap.bindings(context))
                .flat_map(|binding| &binding.keys)
                .collect();
            let all = keys.len();
            keys.sort_unstable();
            keys.dedup();
            assert_eq!(keys.len(), all, "{context:?}");
        }
    }

    #[test]
    fn every_command_can_be_named_in_a_file() {
        let named = |command: Command| serde_json::to_value(command).expect("a name");
        assert_eq!(named(Command::HalfPageDown), "half-page-down");
        let quotation = CopyFormat::all().next().expect("a format");
        let json = r#"{"copy-as":"quotation"}"#;
        assert_eq!(named(Command::CopyAs(quotation)).to_string(), json);
        for binding in Keymap::default().bindings {
            let read: Command = serde_json::from_value(named(binding.command)).expect("a command");
            assert_eq!(read, binding.command);
        }
    }

    #[test]
    fn keys_are_understood_as_people_write_them() {
        for (typed, name) in [
            ("j", "j"),
            ("G", "G"),
            ("ctrl-N", "Ctrl-n"),
            ("C-x", "Ctrl-x"),
            ("M-x", "Alt-x"),
            ("Alt-<", "Alt-<"),
            ("pgdn", "PageDown"),
            ("f5", "F5"),
            (" ", "Space"),
            ("-", "-"),
            ("Ctrl-space", "Ctrl-Space"),
        ] {
            assert_eq!(key_named(typed).as_deref(), Some(name), "{typed}");
        }
        for odd in ["", "Hyper-x", "jj", "f99", "Ctrl-"] {
            assert_eq!(key_named(odd), None, "{odd}");
        }
        // Whatever the table names is understood.
        for binding in Keymap::default().bindings {
            for key in binding.keys {
                assert_eq!(key_named(&key).as_deref(), Some(&*key));
            }
        }
    }

    #[test]
    fn keys_have_the_names_of_the_table() {
        let press = |code, modifiers| name_of(KeyEvent::new(code, modifiers));
        assert_eq!(
            press(KeyCode::Char('G'), KeyModifiers::SHIFT).as_deref(),
            Some("G")
        );
        assert_eq!(
            press(KeyCode::Char('D'), KeyModifiers::CONTROL).as_deref(),
            Some("Ctrl-d")
        );
        assert_eq!(
            press(KeyCode::BackTab, KeyModifiers::SHIFT).as_deref(),
            Some("Shift-Tab")
        );
        assert_eq!(
            press(KeyCode::Backspace, KeyModifiers::ALT).as_deref(),
            Some("Alt-Backspace")
        );
    }

    /// What the keys of a layout send, with the Latin keys in their place: read off the layouts of X11.
    const KEYBOARDS: [(char, &str, &str); 4] = [
        (
            'о',
            "йцукенгшщхъфыпролячсмить.ЙКНГЩФПОЛДТЬЖБЮ,",
            "qwertyuio[]asghjkzxcvbnm/QRYUOAGJKLNM:<>?",
        ),
        (
            'ξ',
            ";ςερτυθιο[]ασγηξκλζχψωβνμ/ΡΥΘΟΑΓΞΚΛΝΜ<>?",
            "qwertyuio[]asghjklzxcvbnm/RYUOAGJKLNM<>?",
        ),
        (
            'ت',
            "ضصثقفغعهخجدشسلاتنمئءؤر\u{fefb}ىةظ\u{64c}إ`×\u{650}\u{fef7}ـ،آ':,.؟",
            "qwertyuio[]asghjklzxcvbnm/RYUOAGJKNM:<>?",
        ),
        (
            'ח',
            "/'קראטוןםשדעיחלךזסבהנמצ.RYUOAGJKLNM:?",
            "qwertyuioasghjklzxcvbnm/RYUOAGJKLNM:?",
        ),
    ];

    #[test]
    fn every_bound_key_can_be_pressed_on_every_keyboard() {
        let keymap = Keymap::default();
        for (before, sent, places) in KEYBOARDS {
            assert_eq!(sent.chars().count(), places.chars().count());
            for context in [
                Context::Panes,
                Context::Tree,
                Context::CopyMenu,
                Context::Help,
            ] {
                let command = |key: KeyEvent| keymap.command(key, &[context]);
                for (sent, place) in sent.chars().zip(places.chars()) {
                    let key = |letter| KeyEvent::from(KeyCode::Char(letter));
                    let Some(expected) = command(key(place)) else {
                        continue;
                    };
                    let pressed = instead(key(sent), Some(before)).unwrap_or(key(sent));
                    let found = command(pressed).or_else(|| {
                        let mut keys = stand_ins(pressed, None, Some(before)).into_iter();
                        keys.find_map(command)
                    });
                    assert_eq!(found, Some(expected), "{sent} for {place} in {context:?}");
                }
            }
        }
    }
}
