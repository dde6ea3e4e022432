//! A trie of phrases over the families of their words, and the recogniser that finds them in running
//! text, in any spelling and number.
//!
//! Each word of the phrases has a code, the same for all its forms. Articles and possessive pronouns have
//! a code that is passed over, so that `rights of the child` is `rights of child` and `rights of a child`.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::language::families::Families;
use crate::language::tokenizer::each_word;

/// Says what place a word has in phrases; [`NO_CODE`] for none.
pub(super) type Code = u16;

/// What a phrase stands for.
pub(super) type Id = u16;

/// The code of words that stand in no phrase.
pub(super) const NO_CODE: Code = 0;

/// The code of words that phrases are the same without.
const PASSED_OVER: Code = 1;

/// The words with that code.
const DETERMINERS: [&str; 9] = [
    "a", "an", "the", "its", "their", "his", "her", "our", "one's",
];

/// Phrases as a tree over codes.
pub(super) struct PhraseTrie {
    /// Codes of words as the phrases write them, and of their families.
    by_word: HashMap<String, Code>,
    by_family: HashMap<String, Code>,
    /// How the words of phrases begin: nothing else needs a look at its family.
    beginnings: HashSet<[u8; 3]>,
    /// By code: the node of the phrases that begin with it, 0 for none.
    first: Vec<u32>,
    /// By node: the nodes below, ascending by code.
    next: Vec<Vec<(Code, u32)>>,
    /// By node: what the phrases that end there stand for.
    complete: Vec<Vec<Id>>,
}

impl PhraseTrie {
    pub(super) fn new() -> Self {
        let determiners = DETERMINERS.iter();
        Self {
            by_word: determiners
                .map(|word| ((*word).to_owned(), PASSED_OVER))
                .collect(),
            by_family: HashMap::new(),
            beginnings: HashSet::new(),
            first: Vec::new(),
            next: vec![Vec::new()],
            complete: vec![Vec::new()],
        }
    }

    /// Adds a phrase; what phrases of the same words stand for so far.
    pub(super) fn add(&mut self, phrase: &str, families: &Families) -> &mut Vec<Id> {
        let mut node = 0;
        each_word(phrase, &mut Vec::new(), |word| {
            if word.span > 1 {
                return;
            }
            let code = self.new_code(&String::from_utf8_lossy(word.folded), families);
            if code != PASSED_OVER {
                node = self.below(node, code);
            }
        });
        &mut self.complete[node as usize]
    }

    fn new_code(&mut self, folded: &str, families: &Families) -> Code {
        if let Some(code) = self.by_word.get(folded) {
            return *code;
        }
        let fresh = self.by_family.len() as Code + PASSED_OVER + 1;
        let family = families.own_key(folded);
        let code = *self.by_family.entry(family).or_insert(fresh);
        if let Some(beginning) = folded.as_bytes().first_chunk() {
            self.beginnings.insert(*beginning);
        }
        self.by_word.insert(folded.to_owned(), code);
        code
    }

    /// The node below another, a new one if need be.
    fn below(&mut self, node: u32, code: Code) -> u32 {
        let fresh = self.next.len() as u32;
        let next = &mut self.next[node as usize];
        let at = match next.binary_search_by_key(&code, |(code, _)| *code) {
            Ok(at) => return next[at].1,
            Err(at) => at,
        };
        next.insert(at, (code, fresh));
        self.next.push(Vec::new());
        self.complete.push(Vec::new());
        if node == 0 {
            let code = usize::from(code);
            self.first.resize(self.first.len().max(code + 1), 0);
            self.first[code] = fresh;
        }
        fresh
    }

    /// The code of a folded word.
    pub(super) fn code(&self, folded: &[u8], families: &Families) -> Code {
        let Ok(word) = std::str::from_utf8(folded) else {
            return NO_CODE;
        };
        if let Some(code) = self.by_word.get(word) {
            return *code;
        }
        match folded.first_chunk::<3>() {
            Some(beginning) if self.beginnings.contains(beginning) => {
                let family = self.by_family.get(&families.own_key(word));
                family.copied().unwrap_or(NO_CODE)
            }
            _ => NO_CODE,
        }
    }

    fn after(&self, node: u32, code: Code) -> Option<u32> {
        let next = &self.next[node as usize];
        let at = next.binary_search_by_key(&code, |(code, _)| *code).ok()?;
        Some(next[at].1)
    }
}

/// Follows a text word by word and tells where phrases are complete.
#[derive(Default)]
pub(super) struct Recogniser {
    /// Place in the trie, first word, first byte.
    open: Vec<(u32, u32, usize)>,
}

/// A phrase that was recognised.
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
        trie: &PhraseTrie,
        code: Code,
        at: u32,
        range: &Range<usize>,
        mut found: impl FnMut(Recognised),
    ) {
        match code {
            NO_CODE => return self.open.clear(),
            PASSED_OVER => return,
            _ => {}
        }
        let begins = trie.first.get(usize::from(code)).copied().unwrap_or(0);
        self.open
            .retain_mut(|(node, ..)| match trie.after(*node, code) {
                Some(next) => {
                    *node = next;
                    true
                }
                None => false,
            });
        if begins != 0 {
            self.open.push((begins, at, range.start));
        }
        for &(node, first, start) in &self.open {
            for &id in &trie.complete[node as usize] {
                found(Recognised {
                    id,
                    at: first,
                    span: at + 1 - first,
                    range: start..range.end,
                });
            }
        }
    }
}
