//! A value of a configuration file, with the place where it stands.

use toml::de::{DeTable, DeValue};

use super::error::{Problem, guess};

/// Why a file is not understood, and the byte where.
pub(super) type Fault = (usize, Problem);

/// A value, and the name of its setting.
pub(super) struct Given<'a> {
    pub(super) name: String,
    /// Where it stands, in bytes.
    pub(super) at: usize,
    pub(super) value: &'a DeValue<'a>,
}

impl<'a> Given<'a> {
    /// What is wrong with it: it takes something else.
    fn takes(&self, takes: impl Into<String>) -> Fault {
        let (name, takes) = (self.name.clone(), takes.into());
        (self.at, Problem::Takes { name, takes })
    }

    pub(super) fn text(&self) -> Result<&str, Fault> {
        match self.value {
            DeValue::String(text) => Ok(text),
            _ => Err(self.takes("text in quotation marks")),
        }
    }

    pub(super) fn switch(&self) -> Result<bool, Fault> {
        match self.value {
            DeValue::Boolean(on) => Ok(*on),
            _ => Err(self.takes("true or false")),
        }
    }

    /// A whole number within these bounds.
    pub(super) fn number(&self, from: u16, to: u16) -> Result<u16, Fault> {
        let number = match self.value {
            DeValue::Integer(number) => number.as_str().parse().ok(),
            _ => None,
        };
        number
            .filter(|number| (from..=to).contains(number))
            .ok_or_else(|| self.takes(format!("a number from {from} to {to}")))
    }

    /// One of these names, and what it stands for.
    pub(super) fn one_of<T: Copy>(
        &self,
        what: &'static str,
        names: &[(&'static str, T)],
    ) -> Result<T, Fault> {
        let typed = match self.value {
            DeValue::String(text) => text.to_string(),
            DeValue::Boolean(on) => on.to_string(),
            DeValue::Integer(number) => number.as_str().to_owned(),
            _ => return Err(self.takes("one name")),
        };
        let found = names.iter().find(|(name, _)| *name == typed);
        found.map(|(_, value)| *value).ok_or_else(|| {
            let guess = guess(&typed, names.iter().map(|(name, _)| *name));
            let all: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
            match guess {
                Some(guess) => (
                    self.at,
                    Problem::NoSuch {
                        what,
                        name: typed,
                        guess: Some(guess),
                    },
                ),
                None => self.takes(format!("one of {}", all.join(", "))),
            }
        })
    }

    /// One text, or a list of them, each with its place.
    pub(super) fn texts(&self) -> Result<Vec<(usize, &str)>, Fault> {
        let takes = || self.takes("a key, or a list of keys: \"Ctrl-n\" or [\"n\", \"Down\"]");
        match self.value {
            DeValue::String(text) => Ok(vec![(self.at, text)]),
            DeValue::Array(items) => {
                let text = |item: &'a toml::Spanned<DeValue<'a>>| match item.get_ref() {
                    DeValue::String(text) => Ok((item.span().start, &**text)),
                    _ => Err(takes()),
                };
                items.iter().map(text).collect()
            }
            _ => Err(takes()),
        }
    }

    pub(super) fn table(&self) -> Result<Vec<Given<'a>>, Fault> {
        match self.value {
            DeValue::Table(table) => Ok(entries(table)),
            _ => Err(self.takes("a table")),
        }
    }
}

/// The entries of a table, in the order of the file.
pub(super) fn entries<'a>(table: &'a DeTable<'a>) -> Vec<Given<'a>> {
    let given = |(name, value): (&'a toml::Spanned<_>, &'a toml::Spanned<DeValue<'a>>)| {
        let name: &toml::Spanned<std::borrow::Cow<'a, str>> = name;
        Given {
            name: name.get_ref().to_string(),
            at: name.span().start,
            value: value.get_ref(),
        }
    };
    let mut entries: Vec<Given<'a>> = table.iter().map(given).collect();
    entries.sort_by_key(|entry| entry.at);
    entries
}
