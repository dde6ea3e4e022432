//! The keys of a configuration file: any command on any key, by the context in which it holds.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::super::command::{Command, Context};
use super::super::keymap::{Keymap, key_named};
use super::error::{Problem, guess};
use super::value::{Fault, Given};

/// Reads the table of keys: a table for each context, with the keys of each command.
pub(super) fn read(keymap: &mut Keymap, given: &Given<'_>) -> Result<(), Fault> {
    for table in given.table()? {
        let named = |context: &Context| context.name() == table.name;
        let Some(context) = Context::ALL.into_iter().find(named) else {
            let names = Context::ALL.into_iter().map(Context::name);
            let guess = guess(&table.name, names).or_else(|| Some("keys.panes".to_owned()));
            let (what, name) = ("place for keys", table.name.clone());
            return Err((table.at, Problem::NoSuch { what, name, guess }));
        };
        let mut claimed: HashMap<String, String> = HashMap::new();
        for line in table.table()? {
            let command = command(&line)?;
            let mut keys = Vec::new();
            for (at, typed) in line.texts()? {
                let key = key(at, typed, context)?;
                if let Some(one) = claimed.insert(key.clone(), line.name.clone())
                    && one != line.name
                {
                    let other = line.name.clone();
                    return Err((at, Problem::Clash { key, one, other }));
                }
                keys.push(key);
            }
            keymap.rebind(context, command, keys);
        }
    }
    Ok(())
}

fn command(line: &Given<'_>) -> Result<Command, Fault> {
    Command::named(&line.name).ok_or_else(|| {
        let names: Vec<String> = Command::all().map(Command::name).collect();
        let guess = guess(&line.name, names.iter().map(String::as_str));
        let (what, name) = ("command", line.name.clone());
        (line.at, Problem::NoSuch { what, name, guess })
    })
}

fn key(at: usize, typed: &str, context: Context) -> Result<String, Fault> {
    let Some(key) = key_named(typed) else {
        let name = typed.to_owned();
        let guess = Some("Ctrl-n, Alt-x, F5, PageDown, Space, or a letter".to_owned());
        let what = "key";
        return Err((at, Problem::NoSuch { what, name, guess }));
    };
    let letter = key == "Space" || key.chars().count() == 1;
    if letter && context.is_text() {
        return Err((at, Problem::LetterIsText { key }));
    }
    Ok(key)
}

/// The table of keys as a file has it: every command, also those without a key.
pub(super) fn printed(keymap: &Keymap) -> String {
    let mut text = String::new();
    for context in Context::ALL {
        let _ = write!(
            text,
            "\n# {}.\n[keys.{}]\n",
            context.title(),
            context.name()
        );
        for binding in keymap.bindings(context) {
            let keys: Vec<String> = binding.keys.iter().map(|key| quoted(key)).collect();
            let line = format!("{} = [{}]", binding.command.name(), keys.join(", "));
            let _ = writeln!(text, "{line:40} # {}", binding.help);
        }
    }
    text
}

/// A text as TOML has it.
pub(super) fn quoted(text: &str) -> String {
    // TOML took its escapes from JSON.
    serde_json::Value::from(text).to_string()
}
