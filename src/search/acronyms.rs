//! The field's acronyms in the languages of the United Nations, and what they are short for.
//!
//! English ones come from the table of names (`assets/entities.tsv`), those of other languages from
//! `assets/acronyms.tsv`, which names the same entities. Whatever the language, an entity is one
//! [`AcronymId`], so that `OMS` finds the texts that write `WHO`, and the other way round.

use std::collections::HashMap;

use crate::language::entities::entities;

/// What an acronym is short for, as its place in the table.
pub(super) type AcronymId = u16;

/// The table.
pub(super) struct Acronyms {
    /// English short form and long form; where English has no short form, that of another language.
    entries: Vec<(&'static str, &'static str)>,
    /// Folded short forms of all languages, each with what it is short for in its own.
    by_short: HashMap<String, (AcronymId, &'static str)>,
    /// Long forms of all languages.
    long_forms: Vec<(AcronymId, &'static str)>,
}

impl Acronyms {
    /// Takes the acronyms from both tables: every full name of an entity that has one is a long form.
    pub(super) fn read() -> Self {
        let mut acronyms = Self {
            entries: Vec::new(),
            by_short: HashMap::new(),
            long_forms: Vec::new(),
        };
        for entity in entities() {
            for &short in &entity.acronyms {
                let id = acronyms.add(short, entity.name, None);
                let names = entity.full_names().map(|long| (id, long));
                acronyms.long_forms.extend(names);
            }
        }
        for row in rows() {
            let known = acronyms.entity(row.entity);
            let shorts = row.acronyms.split(';').filter(|short| !short.is_empty());
            let mut id = known;
            for short in shorts {
                let added = acronyms.add(short, row.name, id);
                id = Some(added);
                // Scripts without capitals do not tell an acronym from a name.
                if !short.chars().any(char::is_uppercase) {
                    acronyms.long_forms.push((added, short));
                }
            }
            if let Some(id) = id {
                acronyms.long_forms.push((id, row.name));
            }
        }
        acronyms
    }

    /// Files a short form, of an entity that is known already or of a new one. Where several entities
    /// have it, it is short for the first.
    fn add(
        &mut self,
        short: &'static str,
        long: &'static str,
        known: Option<AcronymId>,
    ) -> AcronymId {
        let Self {
            entries, by_short, ..
        } = self;
        let fresh = known.unwrap_or(entries.len() as AcronymId);
        let (id, _) = *by_short
            .entry(short.to_lowercase())
            .or_insert((fresh, long));
        if usize::from(id) == entries.len() {
            entries.push((short, long));
        }
        known.unwrap_or(id)
    }

    /// The acronym of an entity: by its acronym, its key or its name in the table of names.
    fn entity(&self, named: &str) -> Option<AcronymId> {
        if let Some((id, _)) = self.by_short.get(&named.to_lowercase()) {
            return Some(*id);
        }
        let mut long_forms = self.long_forms.iter();
        let same = long_forms.find(|(_, long)| long.eq_ignore_ascii_case(named));
        same.map(|(id, _)| *id)
    }

    /// What `folded` is the acronym for, or the plural of one, with its long form. Two letters and an `s`
    /// are rather a word, such as `gas`.
    pub(super) fn short(&self, folded: &str) -> Option<(AcronymId, &'static str)> {
        let plural = || folded.strip_suffix('s').filter(|short| short.len() > 2);
        let singular = || self.by_short.get(plural()?);
        self.by_short.get(folded).or_else(singular).copied()
    }

    /// How many there are; ids are smaller.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// As it is written: `OHCHR`.
    pub(super) fn name(&self, id: AcronymId) -> Option<&'static str> {
        self.entries.get(usize::from(id)).map(|(short, _)| *short)
    }

    /// What it is short for, in English.
    pub(super) fn expansion(&self, id: AcronymId) -> Option<&'static str> {
        self.entries.get(usize::from(id)).map(|(_, long)| *long)
    }

    /// Every long form with its acronym.
    pub(super) fn long_forms(&self) -> impl Iterator<Item = (AcronymId, &'static str)> {
        self.long_forms.iter().copied()
    }
}

/// A row of `assets/acronyms.tsv`.
struct Row {
    /// The entity, by its acronym or name in the table of names; its own name where that has it not.
    entity: &'static str,
    acronyms: &'static str,
    name: &'static str,
}

fn rows() -> impl Iterator<Item = Row> {
    let rows = include_str!("../../assets/acronyms.tsv").lines();
    rows.filter(|row| !row.starts_with('#')).filter_map(|row| {
        let mut cells = row.split('\t');
        let (entity, _language) = (cells.next()?, cells.next()?);
        Some(Row {
            entity,
            acronyms: cells.next()?,
            name: cells.next()?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_sound() {
        let table = include_str!("../../assets/acronyms.tsv");
        let lines = || table.lines().filter(|row| !row.starts_with('#'));
        assert_eq!(rows().count(), lines().count());
        let named: Vec<&str> = (entities().iter())
            .flat_map(|entity| entity.full_names().chain(entity.acronyms.iter().copied()))
            .collect();
        for line in lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 4, "{line}");
            assert!(named.contains(&cells[0]), "no such entity: {line}");
            assert!(["fr", "es", "ru", "ar", "zh"].contains(&cells[1]), "{line}");
            assert!(!cells[3].is_empty(), "{line}");
        }
    }

    #[test]
    fn an_entity_has_one_acronym_in_all_languages() {
        let acronyms = Acronyms::read();
        let id = |short: &str| acronyms.short(short).map(|(id, _)| id);
        for (english, others) in [
            ("who", vec!["oms", "воз"]),
            ("ilo", vec!["oit", "мот"]),
            ("ohchr", vec!["hcdh", "acnudh", "увкпч"]),
            ("unhcr", vec!["hcr", "acnur", "увкб"]),
            ("sdg", vec!["odd", "ods", "цур"]),
            ("un", vec!["onu", "оон"]),
            ("ngo", vec!["ong", "нпо"]),
        ] {
            for other in others {
                assert_eq!(id(other), id(english), "{other}");
                assert!(id(other).is_some(), "{other}");
            }
        }
        assert_eq!(acronyms.short("gas"), None);
    }
}
