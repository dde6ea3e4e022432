//! Successors: where the provisions and headings of a document are after it was changed and read again.
//!
//! A provision is followed by its text first, since a number or an id may belong to another one by then;
//! then by its id, and by its place between two neighbours, where the texts are still alike. What none of
//! these finds is gone. All of it takes time linear in both documents.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::model::{Document, Provision};

/// What is told of a document that was changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Provisions that were not there before.
    pub new: usize,
    /// Provisions that are not there any more.
    pub gone: usize,
    /// Provisions with other words.
    pub reworded: usize,
}

/// By position in the document before: the position in the one since.
#[derive(Debug, Default)]
pub struct Successors {
    provisions: Vec<Option<u32>>,
    headings: Vec<Option<u32>>,
    parts: Vec<Option<u32>>,
    /// How the provisions differ.
    pub differences: Differences,
}

/// Texts that have fewer words in common, in percent, are not taken for one another.
const ALIKE: usize = 50;

impl Successors {
    /// Finds the provisions, headings and parts of `before` in `now`.
    #[must_use]
    pub fn of(before: &Document, now: &Document) -> Self {
        let provisions = provisions(before, now);
        let differences = differences(before, now, &provisions);
        let parts = matched(&part_keys(before), &part_keys(now));
        let headings = matched(&heading_keys(before), &heading_keys(now));
        Self {
            provisions,
            headings,
            parts,
            differences,
        }
    }

    /// Where this provision is now.
    #[must_use]
    pub fn provision(&self, position: u32) -> Option<u32> {
        followed(&self.provisions, position)
    }

    /// Where this heading is now.
    #[must_use]
    pub fn heading(&self, at: u32) -> Option<u32> {
        followed(&self.headings, at)
    }

    /// Where this part is now.
    #[must_use]
    pub fn part(&self, at: u32) -> Option<u32> {
        followed(&self.parts, at)
    }

    /// This provision, or the nearest one that is still there.
    #[must_use]
    pub fn nearest(&self, position: u32) -> Option<u32> {
        let at = position as usize;
        let before = self.provisions.iter().take(at + 1).rev();
        let behind = self.provisions.iter().skip(at + 1);
        before.chain(behind).flatten().copied().next()
    }
}

fn followed(successors: &[Option<u32>], at: u32) -> Option<u32> {
    successors.get(at as usize).copied().flatten()
}

fn provisions(before: &Document, now: &Document) -> Vec<Option<u32>> {
    let texts =
        |document: &Document| -> Vec<u64> { document.provisions.iter().map(text_key).collect() };
    let (old, new) = (texts(before), texts(now));
    // With the id first: of several in the same words it is the one meant.
    let with_id = |document: &Document, texts: &[u64]| -> Vec<u64> {
        let each = document.provisions.iter().zip(texts);
        each.map(|(it, text)| hash(&(it.id.as_str(), text)))
            .collect()
    };
    let mut found = matched(&with_id(before, &old), &with_id(now, &new));
    let mut taken = vec![false; new.len()];
    let take = |found: &[Option<u32>], taken: &mut Vec<bool>| {
        found
            .iter()
            .flatten()
            .for_each(|&at| taken[at as usize] = true);
    };
    take(&found, &mut taken);
    match_rest(&mut found, &taken, |at| old[at], |at| new[at]);
    take(&found, &mut taken);
    let alike =
        |at: usize, then: usize| is_alike(&before.provisions[at].text, &now.provisions[then].text);
    // By id, where the text is still alike.
    let ids: HashMap<&str, usize> = (now.provisions.iter().enumerate())
        .filter(|(at, _)| !taken[*at])
        .map(|(at, it)| (it.id.as_str(), at))
        .collect();
    for (at, provision) in before.provisions.iter().enumerate() {
        if found[at].is_none()
            && let Some(&then) = ids.get(provision.id.as_str())
            && !taken[then]
            && alike(at, then)
        {
            found[at] = index(then);
            taken[then] = true;
        }
    }
    // Between the same neighbours.
    for at in 0..found.len() {
        if found[at].is_some() {
            continue;
        }
        let then = match at.checked_sub(1).map(|above| found[above]) {
            None => Some(0),
            Some(above) => above.map(|above| above as usize + 1),
        };
        if let Some(then) = then
            && taken.get(then) == Some(&false)
            && alike(at, then)
        {
            found[at] = index(then);
            taken[then] = true;
        }
    }
    found
}

/// Pairs what has the same key, of several in their order.
fn matched<K: Hash + Eq + Copy>(before: &[K], now: &[K]) -> Vec<Option<u32>> {
    let mut found = vec![None; before.len()];
    let taken = vec![false; now.len()];
    match_rest(&mut found, &taken, |at| before[at], |at| now[at]);
    found
}

/// The same for what has no pair yet.
fn match_rest<K: Hash + Eq>(
    found: &mut [Option<u32>],
    taken: &[bool],
    before: impl Fn(usize) -> K,
    now: impl Fn(usize) -> K,
) {
    let mut places: HashMap<K, Vec<usize>> = HashMap::new();
    for at in (0..taken.len()).rev().filter(|&at| !taken[at]) {
        places.entry(now(at)).or_default().push(at);
    }
    for (at, found) in found.iter_mut().enumerate() {
        if found.is_none() {
            *found = places
                .get_mut(&before(at))
                .and_then(Vec::pop)
                .and_then(index);
        }
    }
}

/// Whether two texts have most of their words in common.
fn is_alike(one: &str, other: &str) -> bool {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut words = 0;
    for word in one.split_whitespace() {
        *counts.entry(word).or_default() += 1;
        words += 1;
    }
    let (mut common, mut others) = (0, 0);
    for word in other.split_whitespace() {
        others += 1;
        if let Some(count) = counts.get_mut(word).filter(|count| **count > 0) {
            *count -= 1;
            common += 1;
        }
    }
    // Two without a word are the same.
    100 * common >= ALIKE * words.max(others)
}

fn differences(before: &Document, now: &Document, found: &[Option<u32>]) -> Differences {
    let kept = found.iter().flatten().count();
    let pairs = found.iter().zip(&before.provisions);
    let reworded = pairs.filter(|(then, it)| {
        let then = then.and_then(|then| now.provisions.get(then as usize));
        then.is_some_and(|then| then.text != it.text)
    });
    Differences {
        new: now.provisions.len() - kept,
        gone: before.provisions.len() - kept,
        reworded: reworded.count(),
    }
}

fn part_keys(document: &Document) -> Vec<u64> {
    let parts = document.parts.iter();
    parts
        .map(|part| hash(&(&part.label, &part.title)))
        .collect()
}

/// A heading is known by its titles from the outside in.
fn heading_keys(document: &Document) -> Vec<u64> {
    let parts = part_keys(document);
    let mut keys: Vec<u64> = Vec::with_capacity(document.headings.len());
    for heading in &document.headings {
        let above = match (heading.parent, heading.part) {
            (Some(parent), _) => keys.get(parent as usize).copied(),
            (None, part) => part.and_then(|part| parts.get(part as usize).copied()),
        };
        keys.push(hash(&(above, &heading.title)));
    }
    keys
}

/// A text is known by its words, however lines are broken.
fn text_key(provision: &Provision) -> u64 {
    let mut hasher = DefaultHasher::new();
    let words = provision.text.split_whitespace();
    words.for_each(|word| word.hash(&mut hasher));
    hasher.finish()
}

fn index(at: usize) -> Option<u32> {
    u32::try_from(at).ok()
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::read_text;
    use super::*;

    fn after(before: &str, now: &str) -> (Vec<Option<u32>>, Differences) {
        let (before, now) = (read_text(before.as_bytes()), read_text(now.as_bytes()));
        let successors = Successors::of(&before, &now);
        (successors.provisions, successors.differences)
    }

    #[test]
    fn a_provision_is_followed_through_what_editors_do() {
        let before = "1. Ratify the Convention on the Rights of the Child.\n\n\
                      2. Close the prison at X without delay.\n\n\
                      3. Report on the progress that was made.\n";
        // Numbered anew behind one that was added.
        let (found, differences) = after(
            before,
            "1. Abolish torture everywhere.\n\n\
             2. Ratify the Convention on the Rights of the Child.\n\n\
             3. Close the prison at X without delay.\n\n\
             4. Report on the progress that was made.\n",
        );
        assert_eq!(found, [Some(1), Some(2), Some(3)]);
        assert_eq!((differences.new, differences.gone), (1, 0));
        // Reworded under its number; another one under the number of one that is gone.
        let (found, differences) = after(
            before,
            "1. Ratify the Convention on the Rights of the Child at once.\n\n\
             2. Train judges and prosecutors in human rights law.\n\n\
             3. Report on the progress that was made.\n",
        );
        assert_eq!(found, [Some(0), None, Some(2)]);
        let expected = Differences {
            new: 1,
            gone: 1,
            reworded: 1,
        };
        assert_eq!(differences, expected);
    }

    #[test]
    fn of_the_same_words_the_id_and_then_the_order_tell() {
        let before = "1. Noted.\n\n2. Supported.\n\n3. Noted.\n";
        let (found, _) = after(before, "1. Noted.\n\n2. Rejected outright.\n\n3. Noted.\n");
        assert_eq!(found, [Some(0), None, Some(2)]);
    }
}
