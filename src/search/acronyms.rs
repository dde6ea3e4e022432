//! The field's acronyms and what they are short for, in both directions.
//!
//! The long forms are recognised in the running text when the index is built, in any spelling
//! and number, and filed under the acronym. So `ILO` finds the texts that only write
//! `International Labour Organization`, and the other way round, at the price of one word.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::spelling::Families;
use crate::language::entities::entities;
use crate::language::tokenizer::{Word, each_word};

static ACRONYMS: LazyLock<Acronyms> = LazyLock::new(Acronyms::from_entities);

/// An acronym, as its place in the table.
pub(super) type Id = u16;

/// Says what place a word has in long forms; 0 for none.
pub(super) type Code = u16;

/// The table, made ready for recognising.
pub(super) struct Acronyms {
    /// Short form as written and the long form to show.
    entries: Vec<(&'static str, &'static str)>,
    by_short: HashMap<String, Id>,
    /// Codes of words as the table writes them, and of their families.
    by_word: HashMap<String, Code>,
    by_family: HashMap<String, Code>,
    /// How the words of long forms begin: nothing else needs a look at its family.
    beginnings: HashSet<[u8; 3]>,
    /// Long forms as a tree over codes.
    next: HashMap<(u32, Code), u32>,
    complete: HashMap<u32, Vec<Id>>,
}

impl Acronyms {
    /// The one table.
    pub(super) fn get() -> &'static Self {
        &ACRONYMS
    }

    /// Takes the acronyms from the table of names: every full name of an entity that has one is a
    /// long form.
    fn from_entities() -> Self {
        let families = Families::new();
        let mut acronyms = Self {
            entries: Vec::new(),
            by_short: HashMap::new(),
            by_word: HashMap::new(),
            by_family: HashMap::new(),
            beginnings: HashSet::new(),
            next: HashMap::new(),
            complete: HashMap::new(),
        };
        let mut nodes = 0;
        let long_forms = entities().iter().flat_map(|entity| {
            let acronyms = entity.acronyms.iter();
            acronyms.flat_map(|&short| entity.full_names().map(move |long| (short, long)))
        });
        for (short, long) in long_forms {
            let id = *acronyms
                .by_short
                .entry(short.to_lowercase())
                .or_insert_with(|| {
                    acronyms.entries.push((short, long));
                    (acronyms.entries.len() - 1) as Id
                });
            let mut node = 0;
            each_word(long, &mut Vec::new(), |word| {
                if word.span > 1 {
                    return;
                }
                let folded = String::from_utf8_lossy(word.folded).into_owned();
                let fresh = acronyms.by_family.len() as Code + 1;
                let code = *acronyms
                    .by_family
                    .entry(families.key(&folded))
                    .or_insert(fresh);
                if let Some(beginning) = word.folded.first_chunk() {
                    acronyms.beginnings.insert(*beginning);
                }
                acronyms.by_word.insert(folded, code);
                node = *acronyms.next.entry((node, code)).or_insert_with(|| {
                    nodes += 1;
                    nodes
                });
            });
            // Singular and plural are the same long form.
            let complete = acronyms.complete.entry(node).or_default();
            if !complete.contains(&id) {
                complete.push(id);
            }
        }
        acronyms
    }

    /// The acronym that `folded` is, or is the plural of. Two letters and an `s` are rather a
    /// word, such as `gas`.
    pub(super) fn short(&self, folded: &str) -> Option<Id> {
        let plural = || folded.strip_suffix('s').filter(|short| short.len() > 2);
        let singular = || self.by_short.get(plural()?);
        self.by_short.get(folded).or_else(singular).copied()
    }

    /// As it is written: `OHCHR`. This is also its word in the vocabulary, where it meets no
    /// other: those are in small letters.
    pub(super) fn name(&self, id: Id) -> &'static str {
        self.entries[usize::from(id)].0
    }

    /// What it is short for.
    pub(super) fn expansion(&self, id: Id) -> &'static str {
        self.entries[usize::from(id)].1
    }

    /// The code of a folded word.
    pub(super) fn code(&self, folded: &[u8], families: &Families) -> Code {
        let Ok(word) = std::str::from_utf8(folded) else {
            return 0;
        };
        if let Some(code) = self.by_word.get(word) {
            return *code;
        }
        match folded.first_chunk::<3>() {
            Some(beginning) if self.beginnings.contains(beginning) => self
                .by_family
                .get(&families.key(word))
                .copied()
                .unwrap_or(0),
            _ => 0,
        }
    }
}

/// Follows a text word by word and tells where long forms are complete.
#[derive(Default)]
pub(super) struct Recogniser {
    /// Place in the tree, first word, first byte.
    open: Vec<(u32, u32, usize)>,
}

/// A long form that was recognised.
pub(super) struct Recognised {
    pub(super) id: Id,
    /// Its first word and how many it has.
    pub(super) at: u32,
    pub(super) span: u32,
    /// Where it stands.
    pub(super) range: Range<usize>,
}

impl Recogniser {
    /// To be called at the beginning of each text.
    pub(super) fn restart(&mut self) {
        self.open.clear();
    }

    /// The next word, single ones only, with its code.
    pub(super) fn step(
        &mut self,
        code: Code,
        at: u32,
        range: &Range<usize>,
        mut found: impl FnMut(Recognised),
    ) {
        if code == 0 {
            self.open.clear();
            return;
        }
        let acronyms = Acronyms::get();
        self.open.push((0, at, range.start));
        self.open.retain_mut(|(node, first, start)| {
            let Some(&next) = acronyms.next.get(&(*node, code)) else {
                return false;
            };
            *node = next;
            for &id in acronyms.complete.get(&next).into_iter().flatten() {
                found(Recognised {
                    id,
                    at: *first,
                    span: at + 1 - *first,
                    range: *start..range.end,
                });
            }
            true
        });
    }
}

/// The acronym that a word of a text is (`UN`, `U.N.`): it must stand in capitals, for `who` is none.
pub(super) fn written_short(word: &Word<'_>) -> Option<Id> {
    if !word.capitals {
        return None;
    }
    Acronyms::get().short(std::str::from_utf8(word.folded).ok()?)
}

/// The acronyms in `text`, with what each is short for; ranges in bytes, in order.
///
/// ```
/// let found = recs_tui::search::expansions_in("technical assistance from OHCHR");
/// assert_eq!(found[0].0, 26..31);
/// assert_eq!(found[0].1, "Office of the United Nations High Commissioner for Human Rights");
/// ```
#[must_use]
pub fn expansions_in(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found = Vec::new();
    each_word(text, &mut Vec::new(), |word| {
        if let Some(id) = written_short(&word) {
            found.push((word.range.clone(), Acronyms::get().expansion(id)));
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recognised(text: &str) -> Vec<(&str, &'static str)> {
        let acronyms = Acronyms::get();
        let families = Families::new();
        let mut recogniser = Recogniser::default();
        let mut found = Vec::new();
        each_word(text, &mut Vec::new(), |word| {
            if word.span == 1 {
                let code = acronyms.code(word.folded, &families);
                recogniser.step(code, word.at, &word.range, |long| {
                    found.push((&text[long.range], acronyms.name(long.id)));
                });
            }
        });
        found
    }

    #[test]
    fn long_forms_in_any_spelling_and_number() {
        for (text, long, short) in [
            (
                "the International Labor Organisation said",
                "International Labor Organisation",
                "ILO",
            ),
            (
                "with non‑governmental organizations,",
                "non‑governmental organizations",
                "NGO",
            ),
            (
                "Millennium  Development Goals",
                "Millennium  Development Goals",
                "MDG",
            ),
            (
                "by poverty reduction strategy papers",
                "poverty reduction strategy papers",
                "PRSP",
            ),
        ] {
            assert!(recognised(text).contains(&(long, short)), "{text}");
        }
        assert_eq!(recognised("national human action"), []);
    }

    #[test]
    fn acronyms_stand_in_capitals() {
        let found = expansions_in("WHO, those who; NGOs and HIV/AIDS");
        let longs: Vec<&str> = found.iter().map(|(_, long)| *long).collect();
        assert_eq!(
            longs,
            [
                "World Health Organization",
                "non-governmental organization",
                "human immunodeficiency virus",
                "acquired immunodeficiency syndrome"
            ]
        );
    }
}
