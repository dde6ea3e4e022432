//! Concepts: acronyms with their long forms, and phrases of the thesaurus. Each is one term of the
//! vocabulary, whichever way a text writes it.
//!
//! Long forms and phrases are recognised in the running text when the index is built, in any spelling
//! and number. So `ILO` finds the texts that only write `International Labour Organization`, and
//! `brain drain` those that speak of the loss of skilled workers, at the price of one word.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::acronyms::Acronyms;
use super::phrase_trie::{Code, Id, PhraseTrie};
use super::thesaurus::rings;
use crate::language::families::{Families, Kinship};
use crate::language::tokenizer::{Word, each_word};

static CONCEPTS: LazyLock<Concepts> = LazyLock::new(Concepts::new);

/// Stands before a phrase where that is a word of the vocabulary. It comes behind all small letters and
/// begins no word, so that phrases are never met by a beginning, or taken for a slip.
const PHRASE_MARK: &str = "~";

/// A member of a ring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Member {
    /// One word, folded.
    Word(String),
    /// An acronym, or a phrase.
    Concept(Id),
}

/// All concepts, and which mean the same.
pub(super) struct Concepts {
    acronyms: Acronyms,
    pub(super) trie: PhraseTrie,
    /// By id, less the number of acronyms: the phrase as a word of the vocabulary.
    phrases: Vec<String>,
    rings: Vec<Vec<Member>>,
    /// Single words of rings with their rings, by family.
    by_family: HashMap<String, Vec<(String, u16)>>,
    /// Rings by the concepts in them.
    by_concept: HashMap<Id, Vec<u16>>,
}

impl Concepts {
    /// The one set of them, made ready when it is first asked for.
    pub(super) fn get() -> &'static Self {
        &CONCEPTS
    }

    fn new() -> Self {
        let families = Families::new();
        let mut concepts = Self {
            acronyms: Acronyms::read(),
            trie: PhraseTrie::new(),
            phrases: Vec::new(),
            rings: Vec::new(),
            by_family: HashMap::new(),
            by_concept: HashMap::new(),
        };
        for (id, long) in concepts.acronyms.long_forms() {
            // Singular and plural are the same long form.
            let complete = concepts.trie.add(long, &families);
            if !complete.contains(&id) {
                complete.push(id);
            }
        }
        for (ring, members) in (0..).zip(rings()) {
            let members = members.into_iter();
            let members = members.map(|member| concepts.member(ring, member, &families));
            let members = members.collect();
            concepts.rings.push(members);
        }
        concepts
    }

    /// Files a member of a ring.
    fn member(&mut self, ring: u16, member: &str, families: &Families) -> Member {
        let mut words = Vec::new();
        let mut capitals = false;
        each_word(member, &mut Vec::new(), |word| {
            if word.span == 1 {
                words.push(String::from_utf8_lossy(word.folded).into_owned());
                capitals = word.capitals;
            }
        });
        if let [word] = words.as_slice()
            && let None = self.acronym(word).filter(|_| capitals)
        {
            let filed = self.by_family.entry(families.own_key(word)).or_default();
            filed.push((word.clone(), ring));
            return Member::Word(word.clone());
        }
        let known = match words.as_slice() {
            [word] => self.acronym(word),
            _ => None,
        };
        let ids = match known {
            Some(id) => vec![id],
            None => {
                let fresh = (self.acronyms.len() + self.phrases.len()) as Id;
                let complete = self.trie.add(member, families);
                if complete.is_empty() {
                    complete.push(fresh);
                    self.phrases.push(format!("{PHRASE_MARK}{member}"));
                }
                complete.clone()
            }
        };
        for &id in &ids {
            self.by_concept.entry(id).or_default().push(ring);
        }
        Member::Concept(ids[0])
    }

    /// The acronym that `folded` is, or is the plural of.
    pub(super) fn acronym(&self, folded: &str) -> Option<Id> {
        self.acronyms.short(folded).map(|(id, _)| id)
    }

    /// What the acronym `folded` is short for, in its own language.
    pub(super) fn long_form(&self, folded: &str) -> Option<&'static str> {
        self.acronyms.short(folded).map(|(_, long)| long)
    }

    /// What an acronym is short for, in English.
    pub(super) fn expansion(&self, id: Id) -> Option<&'static str> {
        self.acronyms.expansion(id)
    }

    /// Its word in the vocabulary, where it meets no other: acronyms are in capitals.
    pub(super) fn term(&self, id: Id) -> &str {
        match self.acronyms.name(id) {
            Some(name) => name,
            None => {
                let phrase = usize::from(id).checked_sub(self.acronyms.len());
                phrase
                    .and_then(|at| self.phrases.get(at))
                    .map_or("", |it| it)
            }
        }
    }

    /// The code of a folded word in phrases.
    pub(super) fn code(&self, folded: &[u8], families: &Families) -> Code {
        self.trie.code(folded, families)
    }

    /// What means the same as a folded word, in any of its inflections; `family` is its key.
    pub(super) fn synonyms_of_word(&self, folded: &str, family: &str) -> Vec<&Member> {
        let filed = self.by_family.get(family).into_iter().flatten();
        let same = filed.filter(|(word, _)| {
            word == folded || Families::own_kinship(folded, word) == Some(Kinship::Inflection)
        });
        let rings = same.flat_map(|(own, ring)| {
            let members = self.rings[usize::from(*ring)].iter();
            members.filter(move |member| !matches!(member, Member::Word(word) if word == own))
        });
        rings.collect()
    }

    /// What means the same as the words of rings that begin so, where these are few.
    pub(super) fn synonyms_beginning(&self, begun: &str, families: &Families) -> Vec<&Member> {
        const SHORTEST: usize = 4;
        const FEW: usize = 3;
        if begun.chars().count() < SHORTEST {
            return Vec::new();
        }
        let filed = self.by_family.values().flatten();
        let mut words: Vec<&str> = filed
            .map(|(word, _)| word.as_str())
            .filter(|word| word.starts_with(begun))
            .collect();
        words.sort_unstable();
        words.dedup();
        if words.len() > FEW {
            return Vec::new();
        }
        let synonyms = words
            .into_iter()
            .map(|word| self.synonyms_of_word(word, &families.own_key(word)));
        synonyms.flatten().collect()
    }

    /// What means the same as an acronym or a phrase.
    pub(super) fn synonyms_of(&self, id: Id) -> Vec<&Member> {
        let rings = self.by_concept.get(&id).into_iter().flatten();
        let members = rings.flat_map(|ring| &self.rings[usize::from(*ring)]);
        members
            .filter(|member| **member != Member::Concept(id))
            .collect()
    }
}

/// A word of the vocabulary as it is shown: a phrase without its mark.
pub(super) fn shown(term: &str) -> &str {
    term.strip_prefix(PHRASE_MARK).unwrap_or(term)
}

/// The acronym that a word of a text is (`UN`, `U.N.`): it must stand in capitals, for `who` is none.
pub(super) fn written_short(word: &Word<'_>) -> Option<Id> {
    if !word.capitals {
        return None;
    }
    Concepts::get().acronym(std::str::from_utf8(word.folded).ok()?)
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
        if written_short(&word).is_some()
            && let Ok(folded) = std::str::from_utf8(word.folded)
            && let Some(long) = Concepts::get().long_form(folded)
        {
            found.push((word.range.clone(), long));
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::super::phrase_trie::Recogniser;
    use super::*;

    fn recognised(text: &str) -> Vec<(&str, &str)> {
        let concepts = Concepts::get();
        let families = Families::new();
        let mut recogniser = Recogniser::default();
        let mut found = Vec::new();
        each_word(text, &mut Vec::new(), |word| {
            if word.span == 1 {
                let code = concepts.code(word.folded, &families);
                recogniser.step(&concepts.trie, code, word.at, &word.range, |long| {
                    found.push((&text[long.range], shown(concepts.term(long.id))));
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
            (
                "l'Organisation mondiale de la Santé",
                "Organisation mondiale de la Santé",
                "WHO",
            ),
            (
                "the right to the freedom of speech",
                "freedom of speech",
                "freedom of speech",
            ),
            (
                "best interests of a child",
                "best interests of a child",
                "best interests of the child",
            ),
        ] {
            assert!(
                recognised(text).contains(&(long, short)),
                "{text}: {:?}",
                recognised(text)
            );
        }
        assert_eq!(recognised("national human action"), []);
    }

    #[test]
    fn members_of_a_ring_mean_one_another() {
        let concepts = Concepts::get();
        let families = Families::new();
        let of = |word: &str| -> Vec<String> {
            let members = concepts
                .synonyms_of_word(word, &families.own_key(word))
                .into_iter();
            let shown = members.map(|member| match member {
                Member::Word(word) => word.clone(),
                Member::Concept(id) => shown(concepts.term(*id)).to_owned(),
            });
            shown.collect()
        };
        assert!(of("press").contains(&"media".into()));
        assert!(of("newspapers").contains(&"print media".into()));
        assert!(of("charity").contains(&"NGO".into()));
        assert_eq!(of("malaria"), ["paludism", "marsh fever"]);
        assert!(of("xylophone").is_empty());
    }

    #[test]
    fn acronyms_stand_in_capitals() {
        let found = expansions_in("WHO, those who; NGOs and HIV/AIDS; OMS");
        let longs: Vec<&str> = found.iter().map(|(_, long)| *long).collect();
        assert_eq!(
            longs,
            [
                "World Health Organization",
                "non-governmental organization",
                "human immunodeficiency virus",
                "acquired immunodeficiency syndrome",
                "Organisation mondiale de la Santé"
            ]
        );
    }
}
