//! Placement: which provision of a document each note belongs to, by the text that it was written on.
//!
//! An id can be a position: where a document gains a record or is numbered anew, another text has the
//! id. So each entry of a notebook has an [`Anchor`], and follows it. This is done in two steps.
//! [`set_apart`] looks at the noted ids alone, and takes every entry away from a text that is not its
//! own; it is quick enough to come before the first screen. [`placed`] looks at the whole document, in
//! time linear in it: it finds the texts of the entries that were taken away, also in other words
//! ([`is_rewording`]), and anchors the entries that have no anchor yet, such as those of earlier
//! versions.
//!
//! An entry whose text is nowhere has a key of its own, which [`lost_id`] knows. It comes back where
//! its text does. Where two places can be meant, neither is.

use std::collections::{HashMap, HashSet};

use compact_str::{CompactString, format_compact};

use super::anchor::{fingerprint, short, similarity, window, words};
use super::change::Relocation;
use super::rewording::{ALIKE, Place, is_rewording};
use super::{Anchor, Change, Entry, Notebook};
use crate::model::Document;

/// What the key of an entry begins with whose text is not in the document.
const LOST: &str = "gone:";
/// What it begins with until the text has been looked for.
const SOUGHT: &str = "sought:";

/// A text that does not stand between the same two must be so much more alike than the next best one.
const MARGIN: u8 = 5;
/// An anchor is looked for by so many of its rarest words.
const KEYS: usize = 8;
/// So many pairs of an anchor and a provision are compared at most; the commonest words are passed
/// over beyond that.
const PAIRS: usize = 4_000_000;
/// So many of the most similar texts are kept for an anchor.
const CANDIDATES: usize = 8;

/// The id that an entry had before its text went, where `key` is that of such an entry.
#[must_use]
pub fn lost_id(key: &str) -> Option<&str> {
    let id = key
        .strip_prefix(LOST)
        .or_else(|| key.strip_prefix(SOUGHT))?;
    Some(id.split_once('~').map_or(id, |(id, _)| id))
}

/// Takes the entries away from provisions that have another text than they were written on. Nothing
/// where there are none. Looks up the noted ids, and nothing else of the document.
#[must_use]
pub fn set_apart(document: &Document, notebook: &Notebook) -> Option<Change> {
    if notebook.is_empty() {
        return None;
    }
    let positions = positions_of(document, notebook);
    let mut taken: HashSet<CompactString> = HashSet::new();
    let mut moves = Vec::new();
    for (id, entry) in notebook.entries() {
        let Some(anchor) = &entry.anchor else {
            continue;
        };
        let at = positions.get(id).copied();
        if lost_id(id).is_some() && at.is_none() {
            continue;
        }
        let stays = at.is_some_and(|at| {
            let text = &document.provisions[at].text;
            let same = fingerprint(&words(text)) == anchor.fingerprint();
            // Of several texts in the same words only the neighbours tell which it was.
            let alone = anchor.rival().is_some_and(|percent| percent < 100);
            same && (alone || neighbours(document, anchor, at) > 0)
        });
        if !stays {
            moves.push(Relocation {
                from: id.into(),
                to: lost_key(SOUGHT, lost_id(id).unwrap_or(id), notebook, &mut taken),
                expected: entry.anchor.clone(),
                anchor: entry.anchor.clone(),
            });
        }
    }
    (!moves.is_empty()).then_some(Change::Relocate(moves))
}

/// Brings each entry to its text, and anchors what has no anchor. Nothing where all is as it should be,
/// or where `is_cancelled` says so meanwhile.
#[must_use]
pub fn placed(
    document: &Document,
    notebook: &Notebook,
    is_cancelled: &dyn Fn() -> bool,
) -> Option<Change> {
    if notebook.is_empty() || document.provisions.is_empty() {
        return None;
    }
    let moves = Search::new(document, notebook).moves(is_cancelled)?;
    // A text that has changed is compared with the others anew.
    let anew = |it: &Relocation| {
        it.anchor
            .as_ref()
            .is_some_and(|anchor| anchor.rival().is_none())
    };
    if !moves.iter().any(anew) {
        return (!moves.is_empty()).then_some(Change::Relocate(moves));
    }
    let mut then = notebook.clone();
    then.apply(&Change::Relocate(moves.clone()));
    let further = Search::new(document, &then).moves(is_cancelled)?;
    Some(Change::Relocate(chained(moves, further)))
}

/// A notebook as it is for a document, for those who print: every entry on its own text.
#[must_use]
pub fn placed_notebook(document: &Document, mut notebook: Notebook) -> Notebook {
    if let Some(change) = set_apart(document, &notebook) {
        notebook.apply(&change);
    }
    for change in super::renumbered(document, &notebook) {
        notebook.apply(&change);
    }
    if let Some(change) = placed(document, &notebook, &|| false) {
        notebook.apply(&change);
    }
    notebook
}

/// Whether an entry waits for [`placed`] to complete its anchor.
#[must_use]
pub fn awaits_placement(notebook: &Notebook) -> bool {
    let complete = |anchor: &Anchor| anchor.rival().is_some();
    let mut entries = notebook.entries();
    entries.any(|(id, entry)| lost_id(id).is_none() && !entry.anchor.as_ref().is_some_and(complete))
}

/// How many entries are on a text that the document does not have.
#[must_use]
pub fn unplaced(document: &Document, notebook: &Notebook) -> usize {
    if notebook.is_empty() {
        return 0;
    }
    notebook.entries().count() - positions_of(document, notebook).len()
}

/// The entries that are on a text that the document does not have, each with the id that it had.
#[must_use]
pub fn unplaced_entries<'n>(
    document: &Document,
    notebook: &'n Notebook,
) -> Vec<(&'n str, &'n Entry)> {
    if notebook.is_empty() {
        return Vec::new();
    }
    let known = positions_of(document, notebook);
    let unplaced = notebook.entries().filter(|(id, _)| !known.contains_key(id));
    unplaced
        .map(|(key, entry)| (lost_id(key).unwrap_or(key), entry))
        .collect()
}

/// Two steps of moving as one.
fn chained(first: Vec<Relocation>, mut second: Vec<Relocation>) -> Vec<Relocation> {
    let mut moves = first;
    for one in &mut moves {
        let goes_on = second.iter().position(|next| next.from == one.to);
        if let Some(at) = goes_on {
            let next = second.remove(at);
            (one.to, one.anchor) = (next.to, next.anchor);
        }
    }
    moves.extend(second);
    moves
}

fn positions_of<'n>(document: &Document, notebook: &'n Notebook) -> HashMap<&'n str, usize> {
    let noted: HashSet<&str> = notebook.entries().map(|(id, _)| id).collect();
    let mut positions = HashMap::with_capacity(noted.len());
    for (at, provision) in document.provisions.iter().enumerate() {
        if let Some(id) = noted.get(provision.id.as_str()) {
            positions.entry(*id).or_insert(at);
        }
    }
    positions
}

fn neighbours(document: &Document, anchor: &Anchor, at: usize) -> u8 {
    let fingerprint_at = |at: Option<usize>| {
        let provision = at.and_then(|at| document.provisions.get(at));
        provision.map_or(0, |it| short(fingerprint(&words(&it.text))))
    };
    anchor.neighbours(
        fingerprint_at(at.checked_sub(1)),
        fingerprint_at(at.checked_add(1)),
    )
}

/// A key that no entry has.
fn lost_key(
    prefix: &str,
    id: &str,
    notebook: &Notebook,
    taken: &mut HashSet<CompactString>,
) -> CompactString {
    let mut key = format_compact!("{prefix}{id}");
    let mut count = 1;
    while notebook.entry(&key).is_some() || !taken.insert(key.clone()) {
        count += 1;
        key = format_compact!("{prefix}{id}~{count}");
    }
    key
}

/// The search for the texts of all entries in one document.
struct Search<'a> {
    document: &'a Document,
    notebook: &'a Notebook,
    wanted: Vec<Wanted<'a>>,
    /// Stands for the words of each provision.
    fingerprints: Vec<u64>,
    /// How many provisions have the words of each neighbour of an anchor.
    neighbours: HashMap<u32, u32>,
}

/// An entry whose text is looked for.
struct Wanted<'a> {
    id: &'a str,
    /// What the file has.
    held: Option<&'a Anchor>,
    anchor: Anchor,
    words: Vec<u32>,
    /// Where the document has its id.
    at: Option<usize>,
    /// Provisions in the same words.
    copies: Vec<usize>,
    /// The most similar others, the best first.
    alike: Vec<(u8, usize)>,
}

impl Wanted<'_> {
    /// Whether its text was looked for before, in vain.
    fn is_lost(&self) -> bool {
        self.id.starts_with(LOST)
    }

    /// How alike the most similar text is, in percent.
    fn most_alike(&self) -> u8 {
        self.rival_beside(usize::MAX)
    }

    /// How alike the most similar text is that is not the one at `own`.
    fn rival_beside(&self, own: usize) -> u8 {
        if self.copies.iter().any(|&at| at != own) {
            return 100;
        }
        let mut others = self.alike.iter().filter(|(_, at)| *at != own);
        others.next().map_or(0, |(percent, _)| *percent)
    }

    fn keep(&mut self, percent: u8, at: usize) {
        let place = self.alike.partition_point(|(better, _)| *better >= percent);
        if place < CANDIDATES {
            self.alike.insert(place, (percent, at));
            self.alike.truncate(CANDIDATES);
        }
    }
}

impl<'a> Search<'a> {
    fn new(document: &'a Document, notebook: &'a Notebook) -> Self {
        let positions = positions_of(document, notebook);
        let wanted = notebook.entries().filter_map(|(id, entry)| {
            let at = positions.get(id).copied();
            let held = entry.anchor.as_ref();
            // An id that is not known, of an entry that was never anchored, leads nowhere.
            let anchor = held.cloned().or_else(|| Some(Anchor::of(document, at?)))?;
            Some(Wanted {
                id,
                held,
                words: anchor.words(),
                anchor,
                at,
                copies: Vec::new(),
                alike: Vec::new(),
            })
        });
        Self {
            document,
            notebook,
            wanted: wanted.collect(),
            fingerprints: Vec::with_capacity(document.provisions.len()),
            neighbours: HashMap::new(),
        }
    }

    fn moves(mut self, is_cancelled: &dyn Fn() -> bool) -> Option<Vec<Relocation>> {
        if self.wanted.is_empty() {
            return Some(Vec::new());
        }
        let keys = self.count(is_cancelled)?;
        self.compare(&keys, is_cancelled)?;
        let places = self.assign();
        Some(self.relocations(&places))
    }

    /// Goes over the document once: fingerprints of all provisions, and how common the words of the
    /// anchors are. Gives the words by which each anchor is looked for.
    fn count(&mut self, is_cancelled: &dyn Fn() -> bool) -> Option<HashMap<u32, Vec<u32>>> {
        let anchored = self.wanted.iter().flat_map(|wanted| &wanted.words);
        let mut common: HashMap<u32, usize> = anchored.map(|word| (*word, 0)).collect();
        let mut by_fingerprint: HashMap<u64, Vec<usize>> = HashMap::new();
        for (at, wanted) in self.wanted.iter().enumerate() {
            let same = by_fingerprint.entry(wanted.anchor.fingerprint());
            same.or_default().push(at);
        }
        let around = self.wanted.iter().flat_map(|it| it.anchor.around());
        self.neighbours = around.map(|print| (print, 0)).collect();
        for (at, provision) in self.document.provisions.iter().enumerate() {
            if at % 4096 == 0 && is_cancelled() {
                return None;
            }
            let words = words(&provision.text);
            let print = fingerprint(&words);
            self.fingerprints.push(print);
            if let Some(count) = self.neighbours.get_mut(&short(print)) {
                *count += 1;
            }
            for &wanted in by_fingerprint.get(&print).into_iter().flatten() {
                self.wanted[wanted].copies.push(at);
            }
            let mut window = window(&words);
            window.dedup();
            for word in window {
                if let Some(count) = common.get_mut(&word) {
                    *count += 1;
                }
            }
        }
        let mut keys: Vec<(usize, u32, u32)> = Vec::new();
        for (at, wanted) in (0u32..).zip(&self.wanted) {
            let mut rarest: Vec<(usize, u32)> = (wanted.words.iter())
                .map(|word| (common.get(word).copied().unwrap_or(0), *word))
                .filter(|(count, _)| *count > 0)
                .collect();
            rarest.sort_unstable();
            rarest.dedup();
            rarest.truncate(KEYS);
            keys.extend(rarest.into_iter().map(|(count, word)| (count, word, at)));
        }
        keys.sort_unstable();
        let mut pairs = 0;
        let mut by_word: HashMap<u32, Vec<u32>> = HashMap::new();
        for (count, word, wanted) in keys {
            pairs += count;
            if pairs > PAIRS {
                break;
            }
            by_word.entry(word).or_default().push(wanted);
        }
        Some(by_word)
    }

    /// Goes over the document again, and compares each provision with the anchors that have one of
    /// their rare words in it.
    fn compare(
        &mut self,
        keys: &HashMap<u32, Vec<u32>>,
        is_cancelled: &dyn Fn() -> bool,
    ) -> Option<()> {
        let mut seen = vec![usize::MAX; self.wanted.len()];
        for (at, provision) in self.document.provisions.iter().enumerate() {
            if at % 4096 == 0 && is_cancelled() {
                return None;
            }
            let window = window(&words(&provision.text));
            for word in &window {
                for &wanted in keys.get(word).into_iter().flatten() {
                    let wanted = wanted as usize;
                    if std::mem::replace(&mut seen[wanted], at) == at {
                        continue;
                    }
                    let wanted = &mut self.wanted[wanted];
                    if wanted.anchor.fingerprint() != self.fingerprints[at] {
                        let percent = similarity(&wanted.words, &window);
                        // Long texts that differ between what is quoted of them are two.
                        wanted.keep(percent.min(99), at);
                    }
                }
            }
        }
        Some(())
    }

    /// The place of each entry; nothing where its text is not there, or where several can be meant.
    fn assign(&self) -> Vec<Option<usize>> {
        let mut places: Vec<Option<usize>> = vec![None; self.wanted.len()];
        let mut claimed = HashSet::new();
        for (place, wanted) in places.iter_mut().zip(&self.wanted) {
            *place = match wanted.held {
                Some(_) => self.same_words(wanted),
                None => wanted.at,
            };
            claimed.extend(*place);
        }
        let mut claims: Vec<(bool, u8, usize, usize)> = Vec::new();
        for (at, wanted) in self.wanted.iter().enumerate() {
            if wanted.copies.is_empty() && wanted.held.is_some() {
                let claim = self.similar_words(wanted, &claimed);
                claims.extend(claim.map(|(in_place, percent, to)| (in_place, percent, at, to)));
            }
        }
        claims.sort_unstable_by(|one, other| other.cmp(one));
        for (_, _, at, to) in claims {
            if claimed.insert(to) {
                places[at] = Some(to);
            }
        }
        places
    }

    /// The provision in the same words. Of several, the one with most of the same neighbours.
    fn same_words(&self, wanted: &Wanted<'_>) -> Option<usize> {
        let told_apart = wanted.anchor.rival().is_none_or(|percent| percent < 100);
        match wanted.copies[..] {
            [] => None,
            [only] if told_apart || self.neighbours(wanted, only) > 0 => Some(only),
            [_] => None,
            _ => {
                let rank = |at: usize| (self.neighbours(wanted, at), wanted.at == Some(at));
                let best = wanted.copies.iter().copied().max_by_key(|&at| rank(at))?;
                let alone = wanted.copies.iter().filter(|&&at| rank(at) == rank(best));
                (rank(best).0 > 0 && alone.count() == 1).then_some(best)
            }
        }
    }

    /// The provision that has the text in other words, whether it stands between the same neighbours,
    /// and how alike it is; nothing where there is none, or where another one is nearly as much so.
    fn similar_words(
        &self,
        wanted: &Wanted<'_>,
        claimed: &HashSet<usize>,
    ) -> Option<(bool, u8, usize)> {
        let alike: Vec<(usize, Vec<u32>)> = (wanted.alike.iter())
            .filter(|(percent, _)| *percent >= ALIKE)
            .map(|(_, at)| (*at, window(&words(&self.document.provisions[*at].text))))
            .collect();
        let free = || (wanted.alike.iter()).filter(|(_, at)| !claimed.contains(at));
        let known = wanted.anchor.rival().unwrap_or(0);
        let mut found = None;
        for &(percent, at) in free() {
            let place = self.place(wanted, at);
            let others = alike.iter().filter(|(other, _)| *other != at);
            let others: Vec<Vec<u32>> = others.map(|(_, words)| words.clone()).collect();
            let text = &self.document.provisions[at].text;
            if self.is_neighbour(wanted, at)
                || !is_rewording(&wanted.anchor, text, percent, place, &others)
            {
                continue;
            }
            // Texts that were no more alike than others before the change are those others.
            let bound = match place.is_kept() {
                true => percent.max(known),
                false => percent.saturating_sub(MARGIN).max(known),
            };
            let mut rest = free().filter(|(_, other)| *other != at);
            if rest.any(|(percent, _)| *percent > bound) {
                continue;
            }
            if place.is_kept() {
                return Some((true, percent, at));
            }
            if found.replace((false, percent, at)).is_some() {
                return None;
            }
        }
        found
    }

    /// Where a provision stands, as seen from an anchor. A neighbour whose words others have too says
    /// nothing.
    fn place(&self, wanted: &Wanted<'_>, at: usize) -> Place {
        let telling = |print: u32| match self.neighbours.get(&print) {
            Some(1) => print,
            _ => 1,
        };
        let [before, after] = self.prints_around(at);
        let edge = |print: u32| if print == 0 { 0 } else { telling(print) };
        Place {
            neighbours: wanted.anchor.neighbours(edge(before), edge(after)),
            // A number that only counts the records is none of theirs.
            same_id: wanted.at == Some(at) && *wanted.id != *(at + 1).to_string(),
            came_later: wanted.is_lost(),
        }
    }

    /// Whether a provision has the words of a neighbour of the anchor.
    fn is_neighbour(&self, wanted: &Wanted<'_>, at: usize) -> bool {
        let print = short(self.fingerprints[at]);
        wanted.anchor.neighbours(print, print) > 0
    }

    fn neighbours(&self, wanted: &Wanted<'_>, at: usize) -> u8 {
        let [before, after] = self.prints_around(at);
        wanted.anchor.neighbours(before, after)
    }

    /// What stands for the provisions before and behind one; 0 where there is none.
    fn prints_around(&self, at: usize) -> [u32; 2] {
        [at.checked_sub(1), at.checked_add(1)].map(|at| {
            let print = at.and_then(|at| self.fingerprints.get(at));
            print.map_or(0, |print| short(*print))
        })
    }

    /// What is to be moved and anchored anew.
    fn relocations(&self, places: &[Option<usize>]) -> Vec<Relocation> {
        let mut taken = HashSet::new();
        let mut moves = Vec::new();
        for (wanted, place) in self.wanted.iter().zip(places) {
            let (to, anchor) = match place {
                Some(at) => {
                    let own = &self.document.provisions[*at];
                    let fresh = Anchor::of(self.document, *at);
                    let same = fresh.fingerprint() == wanted.anchor.fingerprint();
                    let rival = wanted.rival_beside(*at);
                    // A text that was there once may come back.
                    let known = wanted.anchor.rival().unwrap_or(0);
                    let anchor = match same {
                        true => fresh.with_rival(rival.max(known)),
                        false => fresh,
                    };
                    (own.id.clone(), Some(anchor))
                }
                None => {
                    let key = match wanted.is_lost() {
                        true => wanted.id.into(),
                        false => {
                            let id = lost_id(wanted.id).unwrap_or(wanted.id);
                            lost_key(LOST, id, self.notebook, &mut taken)
                        }
                    };
                    // Whatever is there without it is another text, wherever it stands later.
                    let known = wanted.anchor.rival().unwrap_or(0);
                    let rival = wanted.most_alike().max(known);
                    (key, wanted.held.map(|held| held.clone().with_rival(rival)))
                }
            };
            if to != wanted.id || anchor.as_ref() != wanted.held {
                moves.push(Relocation {
                    from: wanted.id.into(),
                    to,
                    expected: wanted.held.cloned(),
                    anchor,
                });
            }
        }
        moves
    }
}
