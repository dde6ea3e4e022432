//! Numbers of list items and headings in an OpenDocument text.
//!
//! A list counts by itself, or goes on with another by its id or with the last of its style.

use std::collections::HashMap;

use super::styles::{LEVELS, Level, Levels, Styles};
use crate::input::numerals::NumberFormat;

type Counters = [Option<u32>; LEVELS];

/// A list that is open, with those in it.
#[derive(Debug)]
struct OpenList {
    style: String,
    counters: usize,
}

/// How far all lists have counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<OpenList>,
    counters: Vec<Counters>,
    by_id: HashMap<String, usize>,
    by_style: HashMap<String, usize>,
    outline: Counters,
}

/// Number of an item.
#[derive(Clone, Debug, Default)]
pub(super) struct Number {
    pub label: Option<String>,
    pub bullet: bool,
}

impl Lists {
    /// How many lists are open in one another.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// A list begins; one in another has its style and counters unless it names its own.
    pub(super) fn begin(
        &mut self,
        style: Option<String>,
        id: Option<String>,
        continues: Option<String>,
        continues_last: bool,
    ) {
        let outer = self.open.last();
        let inherited = outer.map(|outer| outer.style.clone());
        let is_own = style.is_some() && style != inherited;
        let style = style.or(inherited).unwrap_or_default();
        let counters = match outer {
            Some(outer) if !is_own => outer.counters,
            _ => {
                let found = continues.and_then(|id| self.by_id.get(&id).copied());
                let last = || self.by_style.get(&style).copied();
                let found = found.or_else(|| last().filter(|_| continues_last));
                found.unwrap_or_else(|| {
                    self.counters.push(Counters::default());
                    self.counters.len() - 1
                })
            }
        };
        if let Some(id) = id {
            self.by_id.insert(id, counters);
        }
        self.by_style.insert(style.clone(), counters);
        self.open.push(OpenList { style, counters });
    }

    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// Level of the innermost list, counted from 0.
    pub(super) fn level(&self) -> u8 {
        u8::try_from(self.open.len().saturating_sub(1)).unwrap_or(u8::MAX)
    }

    /// Counts an item of the innermost list.
    pub(super) fn item(&mut self, start: Option<u32>, styles: &Styles) -> Number {
        let Some(list) = self.open.last() else {
            return Number::default();
        };
        let at = (self.open.len() - 1).min(LEVELS - 1);
        let (Some(levels), Some(counters)) = (
            styles.list(&list.style),
            self.counters.get_mut(list.counters),
        ) else {
            return Number::default();
        };
        count(counters, levels, at, start)
    }

    /// Counts a heading of a level, from 1.
    pub(super) fn heading(&mut self, level: u8, styles: &Styles) -> Number {
        let at = usize::from(level.max(1) - 1).min(LEVELS - 1);
        count(&mut self.outline, &styles.outline, at, None)
    }
}

fn count(counters: &mut Counters, levels: &Levels, at: usize, start: Option<u32>) -> Number {
    let begin = |at: usize| levels[at].as_ref().map_or(1, |level| level.start);
    let next = counters[at].map_or(begin(at), |count| count.saturating_add(1));
    counters[at] = Some(start.unwrap_or(next));
    for below in counters.iter_mut().skip(at + 1) {
        *below = None;
    }
    let Some(level) = &levels[at] else {
        return Number::default();
    };
    if level.bullet {
        return Number {
            label: None,
            bullet: true,
        };
    }
    let shown = |at: usize| {
        let format = levels[at]
            .as_ref()
            .map_or(NumberFormat::None, |level| level.format);
        format.write(counters[at].unwrap_or_else(|| begin(at)))
    };
    let label = match &level.text {
        Some(text) => written(text, shown),
        None => from_parts(level, at, shown),
    };
    let label = label.trim().to_owned();
    Number {
        label: (!label.is_empty() && level.format != NumberFormat::None).then_some(label),
        bullet: false,
    }
}

/// Number of an item by prefix, levels and suffix.
fn from_parts(level: &Level, at: usize, shown: impl Fn(usize) -> String) -> String {
    let from = (at + 1).saturating_sub(level.shown);
    let numbers: Vec<String> = (from..=at)
        .map(shown)
        .filter(|number| !number.is_empty())
        .collect();
    format!("{}{}{}", level.prefix, numbers.join("."), level.suffix)
}

/// Number of an item by a text such as `(%1%.%2%)`.
fn written(text: &str, shown: impl Fn(usize) -> String) -> String {
    let mut label = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        label.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let level = after.split_once('%').and_then(|(level, rest)| {
            let level = level.parse::<usize>().ok()?;
            Some(((1..=LEVELS).contains(&level).then(|| level - 1)?, rest))
        });
        match level {
            Some((level, after)) => {
                label.push_str(&shown(level));
                rest = after;
            }
            None => {
                label.push('%');
                rest = after;
            }
        }
    }
    label.push_str(rest);
    label
}
