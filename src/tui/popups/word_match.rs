//! Matching of typed words against the commands, for the palette and the help, which are searched as
//! one types.

use super::super::keymap::{Binding, shown};

/// Typed words, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words(Vec<String>);

impl Words {
    pub(super) fn of(typed: &str) -> Self {
        Self(typed.split_whitespace().map(str::to_lowercase).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether each of them stands in one of these texts, at the beginning of a word or within it.
    pub(super) fn match_any(&self, texts: &[&str]) -> bool {
        let texts: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
        let stands = |word: &String| texts.iter().any(|text| text.contains(word.as_str()));
        self.0.iter().all(stands)
    }

    /// Whether a command is found by its name, its help or its keys.
    pub(super) fn match_binding(&self, binding: &Binding) -> bool {
        let name = binding.command.name();
        let keys: Vec<&str> = binding.keys.iter().map(|key| shown(key)).collect();
        self.match_any(&[
            &name,
            &name.replace('-', " "),
            binding.help,
            &keys.join(" "),
            &binding.keys.join(" "),
        ])
    }

    /// How near they are to a name: 0 where it begins so, 1 where it holds them, 2 where only its
    /// explanation does.
    fn distance(&self, name: &str) -> u8 {
        let first = self.0.first().map_or("", String::as_str);
        if name.starts_with(first) {
            0
        } else if self.0.iter().all(|word| name.contains(word.as_str())) {
            1
        } else {
            2
        }
    }
}

/// The commands that the words find among these, the nearest first.
pub(super) fn rank<'a>(all: impl Iterator<Item = &'a Binding>, words: &Words) -> Vec<&'a Binding> {
    let mut found: Vec<&Binding> = all.filter(|it| words.match_binding(it)).collect();
    found.sort_by_cached_key(|binding| words.distance(&binding.command.name()));
    found
}
