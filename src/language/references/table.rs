//! The bodies and instruments that can be recognized by name (`assets/instruments.tsv`).

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Kind, Target, Unit};

/// A body or an instrument. Text fields are empty where nothing certain is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What a reference to it is called: `ICERD`.
    pub target: &'static str,
    /// Its kind, as a whole.
    pub kind: Kind,
    /// As printed in capitals.
    pub acronym: &'static str,
    /// Its full name.
    pub name: &'static str,
    /// Other names that say the same without context.
    pub also: Vec<&'static str>,
    /// What it is called once it has been named.
    pub short: Vec<&'static str>,
    /// The document that holds it or set it up.
    pub symbol: &'static str,
    /// When it was adopted or set up: `1965-12-21`, or a year.
    pub date: &'static str,
    /// How many paragraphs it has, where they count from 1.
    pub paragraphs: Option<u32>,
    /// The instrument that it is a part of.
    pub within: &'static str,
    /// How symbols of its resolutions begin.
    pub resolutions: &'static str,
    /// Where these facts can be read.
    pub source: &'static str,
}

const COLUMNS: usize = 12;

static ENTRIES: LazyLock<Vec<Entry>> =
    LazyLock::new(|| parse(include_str!("../../../assets/instruments.tsv")));

static BY_TARGET: LazyLock<HashMap<&'static str, usize>> = LazyLock::new(|| {
    let targets = ENTRIES.iter().map(|entry| entry.target);
    targets.zip(0..).collect()
});

/// The whole table, in its own order.
#[must_use]
pub fn entries() -> &'static [Entry] {
    &ENTRIES
}

/// The entry with this target, written exactly so.
#[must_use]
pub fn entry(target: &str) -> Option<&'static Entry> {
    BY_TARGET.get(target).map(|&at| &ENTRIES[at])
}

/// What a target is, for a person: its full name, the part that is meant, symbol and date as far
/// as they are known; empty where its written form says it all.
#[must_use]
pub fn describe(target: &Target) -> String {
    let Some(entry) = target.whole().and_then(entry) else {
        return String::new();
    };
    let mut words = String::new();
    if let Target::Part { unit, from, to, .. } = target {
        let unit = match unit {
            Unit::Paragraph => "paragraph",
            Unit::Article => "article",
        };
        words = if from == to {
            format!("{unit} {from} of the ")
        } else {
            format!("{unit}s {from} to {to} of the ")
        };
    }
    words.push_str(entry.name);
    let known = [entry.symbol, entry.date];
    let known: Vec<&str> = known.into_iter().filter(|fact| !fact.is_empty()).collect();
    if !known.is_empty() {
        words.push_str(&format!(" ({})", known.join(", ")));
    }
    words
}

fn parse(table: &'static str) -> Vec<Entry> {
    let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.filter_map(row).collect()
}

/// A test sees to it that every line of the table is one.
fn row(line: &'static str) -> Option<Entry> {
    let cells: Vec<&'static str> = line.split('\t').collect();
    let cells: [&'static str; COLUMNS] = cells.try_into().ok()?;
    let [
        target,
        kind,
        acronym,
        name,
        also,
        short,
        symbol,
        date,
        paragraphs,
        within,
        resolutions,
        source,
    ] = cells;
    let several = |cell: &'static str| cell.split(';').filter(|one| !one.is_empty()).collect();
    Some(Entry {
        target,
        kind: match kind {
            "body" => Kind::Body,
            "conference" => Kind::Conference,
            "treaty" => Kind::Treaty,
            "declaration" => Kind::Declaration,
            "programme" => Kind::Programme,
            "fund" => Kind::Fund,
            "goals" => Kind::Goals,
            _ => return None,
        },
        acronym,
        name,
        also: several(also),
        short: several(short),
        symbol,
        date,
        paragraphs: paragraphs.parse().ok(),
        within,
        resolutions,
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_an_entry_with_its_own_target_and_a_source() {
        let table = include_str!("../../../assets/instruments.tsv");
        let lines = table.lines().filter(|line| !line.starts_with('#')).count() - 1;
        assert_eq!(entries().len(), lines);
        assert_eq!(BY_TARGET.len(), lines);
        for entry in entries() {
            assert!(
                !entry.name.is_empty() && !entry.source.is_empty(),
                "{entry:?}"
            );
            assert!(entry.within.is_empty() || super::entry(entry.within).is_some());
        }
    }
}
