//! The table of settings: their names, what they mean, how each is read and printed.

use std::fmt::Write as _;

use ratatui::style::Style;

use super::super::hyperlinks::Hyperlinks;
use super::super::layout::ListLines;
use super::super::plain::Plainness;
use super::super::theme::{ROLES, ThemeName};
use super::chosen::{ClipboardWay, Config};
use super::error::{Problem, guess};
use super::keys::{self, quoted};
use super::style_words::{style_of, words_of};
use super::value::{Fault, Given, entries};

/// A setting.
struct Setting {
    name: &'static str,
    /// What it means, for a comment.
    help: &'static str,
    read: fn(&mut Config, &Given<'_>) -> Result<(), Fault>,
    /// Its value in a file; nothing where it is not set.
    shown: fn(&Config) -> Option<String>,
}

/// Every setting that stands in no table.
const SETTINGS: [Setting; 10] = [
    Setting {
        name: "document",
        help: "the document that is opened where none is named",
        read: |config, given| {
            config.document = Some(given.text()?.into());
            Ok(())
        },
        shown: |config| Some(quoted(&config.document.as_ref()?.to_string_lossy())),
    },
    Setting {
        name: "theme",
        help: "auto, dark, light, high-contrast or no-colour",
        read: |config, given| {
            let names = ThemeName::ALL.map(|theme| (theme.name(), theme));
            config.theme = given.one_of("theme", &names)?;
            Ok(())
        },
        shown: |config| Some(quoted(config.theme.name())),
    },
    Setting {
        name: "list-lines",
        help: "lines for each provision in the list: 1, 2, 3, or \"auto\", which takes two where they fit",
        read: |config, given| {
            config.list_lines = given.one_of("number of lines", &ListLines::ALL)?;
            Ok(())
        },
        shown: |config| Some(name_in(&ListLines::ALL, config.list_lines)),
    },
    Setting {
        name: "mouse",
        help: "whether the mouse points, scrolls and drags borders; false leaves it to the terminal",
        read: |config, given| {
            config.no_mouse = !given.switch()?;
            Ok(())
        },
        shown: |config| Some((!config.no_mouse).to_string()),
    },
    Setting {
        name: "plain",
        help: "frames and signs in ASCII: true, false, or \"auto\", which asks the locale and TERM",
        read: |config, given| {
            config.plain = given.one_of("choice", &Plainness::ALL)?;
            Ok(())
        },
        shown: |config| Some(name_in(&Plainness::ALL, config.plain)),
    },
    Setting {
        name: "cursor",
        help: "whether the cursor is shown at what is selected; screen readers follow it either way",
        read: |config, given| {
            config.cursor = given.switch()?;
            Ok(())
        },
        shown: |config| Some(config.cursor.to_string()),
    },
    Setting {
        name: "links",
        help: "whether symbols are links to docs.un.org: true, false, or \"auto\", which asks TERM and tmux's version",
        read: |config, given| {
            config.hyperlinks = given.one_of("choice", &Hyperlinks::ALL)?;
            Ok(())
        },
        shown: |config| Some(name_in(&Hyperlinks::ALL, config.hyperlinks)),
    },
    Setting {
        name: "editor",
        help: "what notes are written with; without it VISUAL or EDITOR in the environment",
        read: |config, given| {
            config.editor = Some(given.text()?.to_owned());
            Ok(())
        },
        shown: |config| config.editor.as_deref().map(quoted),
    },
    Setting {
        name: "clipboard",
        help: "where copied text goes: auto, osc52 (through the terminal), tmux, desktop or none",
        read: |config, given| {
            config.clipboard = given.one_of("way", &ClipboardWay::ALL)?;
            Ok(())
        },
        shown: |config| Some(name_in(&ClipboardWay::ALL, config.clipboard)),
    },
    Setting {
        name: "panes",
        help: "how wide panes are, in hundredths of the width",
        read: panes,
        // A table, and so printed behind all others.
        shown: |_| None,
    },
];

/// The tables.
const STYLES: &str = "colours";
const KEYS: &str = "keys";

/// Reads a file into a configuration.
pub(super) fn read(config: &mut Config, text: &str) -> Result<(), Fault> {
    let table = toml::de::DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let words = error.message().trim().replace('\n', ", ");
        (at, Problem::Syntax(words))
    })?;
    for given in entries(table.get_ref()) {
        let setting = SETTINGS.iter().find(|setting| setting.name == given.name);
        match (given.name.as_str(), setting) {
            (_, Some(setting)) => (setting.read)(config, &given)?,
            (STYLES, _) => styles(config, &given)?,
            (KEYS, _) => keys::read(&mut config.keymap, &given)?,
            _ => {
                let names = SETTINGS.iter().map(|setting| setting.name);
                return Err(no_setting(&given, names.chain([STYLES, KEYS])));
            }
        }
    }
    Ok(())
}

fn no_setting<'a>(given: &Given<'_>, names: impl Iterator<Item = &'a str>) -> Fault {
    let guess = guess(&given.name, names);
    let name = given.name.clone();
    (given.at, Problem::NoSetting { name, guess })
}

/// The widths of panes by name: a way to each.
type Share = (&'static str, &'static str, fn(&mut Config) -> &mut u16);

const SHARES: [Share; 4] = [
    ("tree", "the tree, among three panes", |config| {
        &mut config.shares.tree
    }),
    ("list", "the list, among three panes", |config| {
        &mut config.shares.list
    }),
    (
        "tree-beside-list",
        "the tree, beside the list alone",
        |config| &mut config.shares.pair_with_tree,
    ),
    (
        "list-beside-text",
        "the list, beside the text alone",
        |config| &mut config.shares.pair_with_text,
    ),
];

fn panes(config: &mut Config, given: &Given<'_>) -> Result<(), Fault> {
    for entry in given.table()? {
        let share = SHARES.iter().find(|(name, ..)| *name == entry.name);
        let Some((_, _, share)) = share else {
            return Err(no_setting(&entry, SHARES.iter().map(|(name, ..)| *name)));
        };
        *share(config) = 10 * entry.number(10, 80)?;
    }
    Ok(())
}

fn styles(config: &mut Config, given: &Given<'_>) -> Result<(), Fault> {
    for entry in given.table()? {
        let role = ROLES.iter().find(|(name, _)| *name == entry.name);
        let Some((role, _)) = role else {
            return Err(no_setting(&entry, ROLES.iter().map(|(name, _)| *name)));
        };
        let style: Style = style_of(entry.text()?).map_err(|name| {
            let guess = guess(&name, COLOURS.into_iter());
            let what = "colour or attribute";
            (entry.at, Problem::NoSuch { what, name, guess })
        })?;
        config.styles.push((role, style));
    }
    Ok(())
}

/// Names of colours and attributes, to guess from; a number or `#rrggbb` is a colour too.
const COLOURS: [&str; 22] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "gray",
    "darkgray",
    "lightred",
    "lightgreen",
    "lightyellow",
    "lightblue",
    "lightmagenta",
    "lightcyan",
    "white",
    "bold",
    "dim",
    "italic",
    "underlined",
    "reversed",
    "plain",
];

/// The name of a value, as a file has it: numbers and `true` without quotation marks.
fn name_in<T: PartialEq>(names: &[(&'static str, T)], value: T) -> String {
    let name = names
        .iter()
        .find(|(_, it)| *it == value)
        .map_or("", |(name, _)| name);
    let bare = name.parse::<u16>().is_ok() || name.parse::<bool>().is_ok();
    if bare { name.to_owned() } else { quoted(name) }
}

/// A configuration as a file.
pub(super) fn printed(config: &Config) -> String {
    let mut text = String::from("# The configuration of recs-tui, in force.\n");
    for setting in SETTINGS.iter().filter(|setting| setting.name != "panes") {
        let _ = match (setting.shown)(config) {
            Some(value) => write!(text, "\n# {}\n{} = {value}\n", setting.help, setting.name),
            None => write!(text, "\n# {}\n# {} = \"\"\n", setting.help, setting.name),
        };
    }
    let mut config = config.clone();
    text.push_str("\n# How wide panes are, in hundredths of the width.\n[panes]\n");
    for (name, help, share) in SHARES {
        let line = format!("{name} = {}", *share(&mut config) / 10);
        let _ = writeln!(text, "{line:24} # {help}");
    }
    let _ = write!(
        text,
        "\n# Styles that differ from the theme's: attributes ({}), a colour by name, number or\n\
         # #rrggbb, and \"on\" with the colour of the ground.\n[{STYLES}]\n",
        COLOURS[16..].join(", ")
    );
    let mut theme = config.theme.theme(|name| std::env::var(name).ok());
    for (role, style) in ROLES {
        let own = config.styles.iter().rev().find(|(name, _)| *name == role);
        let (comment, style) = match own {
            Some((_, style)) => ("", *style),
            None => ("# ", *style(&mut theme)),
        };
        let _ = writeln!(text, "{comment}{role} = {}", quoted(&words_of(style)));
    }
    text.push_str("\n# Any command on any key. A key that is named here is taken from the command that had it.\n");
    text.push_str(&keys::printed(&config.keymap));
    text
}
