//! The table of those who are addressed, and their lists in a sentence.
//!
//! Besides names as the table has them, lists share their words: "international and regional
//! organizations" are two that share a head, "United Nations programmes and bodies" two that share
//! what stands before it.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use compact_str::CompactString;

use super::words::{Word, words};

/// Those who are addressed, one after another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct List {
    /// Their names in the table.
    pub names: Vec<&'static str>,
    /// One past the last word.
    pub end: usize,
}

struct Variant {
    words: Vec<Word>,
    name: &'static str,
}

struct Table {
    names: Vec<&'static str>,
    /// By first word.
    variants: HashMap<CompactString, Variants>,
}

/// The variants that begin with one word. Read as words only when that word is met: the first
/// screen waits for the table, and most of it is never asked for.
#[derive(Default)]
struct Variants {
    /// As the table has them, each with its name.
    lines: Vec<(&'static str, &'static str)>,
    /// The longest first.
    read: OnceLock<Vec<Variant>>,
}

impl Variants {
    fn read(&self) -> &[Variant] {
        self.read.get_or_init(|| {
            let variants = self.lines.iter().map(|&(text, name)| Variant {
                words: words(text, &[]),
                name,
            });
            let mut variants: Vec<Variant> = variants.collect();
            variants.sort_by_key(|variant| std::cmp::Reverse(variant.words.len()));
            variants
        })
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        names: Vec::new(),
        variants: HashMap::new(),
    };
    let lines = include_str!("../../../assets/addressees.tsv").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        let Some((name, variants)) = line.split_once('\t') else {
            continue;
        };
        table.names.push(name);
        for variant in variants.split('|') {
            // Words of the table are parted by blanks alone.
            let first = variant.split(' ').next().unwrap_or(variant);
            let entry = table.variants.entry(Word::new(first, 0).folded);
            entry.or_default().lines.push((variant, name));
        }
    }
    table
});

/// Everybody in the table, by name.
pub fn addressees() -> impl Iterator<Item = &'static str> {
    TABLE.names.iter().copied()
}

/// Words that may stand before a name without making it another.
const BEFORE: &[&str] = &[
    "the",
    "a",
    "all",
    "any",
    "each",
    "every",
    "both",
    "those",
    "these",
    "its",
    "their",
    "other",
    "relevant",
    "concerned",
    "interested",
    "competent",
    "appropriate",
    "various",
    "member",
    "two",
    "three",
    "four",
    "five",
    "most",
    "many",
    "respective",
    "existing",
    "different",
    "responsible",
    "individual",
    "affected",
    "receiving",
    "host",
    "national",
];

/// Words that cannot continue a name: what follows them is another part of the sentence.
const AFTER: &[&str] = &[
    "the",
    "a",
    "an",
    "its",
    "their",
    "this",
    "these",
    "those",
    "such",
    "no",
    "what",
    "how",
    "to",
    "of",
    "in",
    "on",
    "at",
    "by",
    "for",
    "from",
    "with",
    "within",
    "without",
    "through",
    "under",
    "between",
    "among",
    "against",
    "towards",
    "toward",
    "upon",
    "into",
    "as",
    "that",
    "which",
    "who",
    "whose",
    "whom",
    "where",
    "when",
    "while",
    "and",
    "or",
    "but",
    "nor",
    "not",
    "also",
    "both",
    "can",
    "could",
    "may",
    "might",
    "must",
    "shall",
    "should",
    "will",
    "would",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "has",
    "have",
    "had",
    "do",
    "does",
    "bear",
    "bears",
    "need",
    "needs",
    "alike",
    "worldwide",
    "throughout",
    "after",
    "before",
    "if",
    "so",
    "because",
    "since",
    "via",
    "per",
    "including",
    "inter",
    "than",
    "about",
    "regarding",
    "themselves",
    "itself",
    "there",
    "more",
    "further",
    "then",
    "therefore",
    "thus",
    "during",
];

/// Tells whether a name may end before a word.
type Ends = fn(Option<&Word>) -> bool;

/// Whether a name may end before this word, wherever it stands.
fn ends_name(next: Option<&Word>) -> bool {
    next.is_none_or(|word| {
        word.is_mark()
            || AFTER.contains(&&*word.folded)
            || word.folded.ends_with("ly")
            || word.folded.ends_with("ing")
            || word.folded.ends_with("ed")
    })
}

/// Whether the word in the text is this one of a variant: capitals there are capitals here.
fn is(word: &Word, of_variant: &Word) -> bool {
    word.folded == of_variant.folded
        && (!of_variant.capitals || word.capitals)
        && (!of_variant.capital || word.capital)
}

/// The longest name of the table that `sought` gives word for word from `at`.
fn exact<'a>(sought: impl Fn(usize) -> Option<&'a Word>) -> Option<(usize, &'static str)> {
    let variants = TABLE.variants.get(&*sought(0)?.folded)?;
    variants.read().iter().find_map(|variant| {
        let mut pairs = variant.words.iter().enumerate();
        pairs
            .all(|(nth, part)| sought(nth).is_some_and(|word| is(word, part)))
            .then_some((variant.words.len(), variant.name))
    })
}

/// How many words join two members of a list here: `, and in particular`.
fn joint(words: &[Word], at: usize) -> usize {
    let folded = |nth: usize| words.get(at + nth).map_or("", |word| &*word.folded);
    let mut len = 0;
    loop {
        len += match folded(len) {
            "," | "and" | "or" | "/" | "including" | "especially" | "notably" | "particularly"
            | "also" => 1,
            "as" if folded(len + 1) == "well" && folded(len + 2) == "as" => 3,
            "in" if folded(len + 1) == "particular" => 2,
            "inter" if folded(len + 1) == "alia" => 2,
            "such" if len > 0 && folded(len + 1) == "as" => 2,
            _ => return len,
        };
    }
}

/// Skips what may stand before a name.
fn past_determiners(words: &[Word], at: usize) -> usize {
    let most = 5;
    let skipped = words[at..]
        .iter()
        .take(most)
        .take_while(|word| BEFORE.contains(&&*word.folded))
        .count();
    at + skipped
}

/// A single member: the name, and one past its last word. A determiner may be part of the name.
fn member(words: &[Word], at: usize, ends: Ends) -> Option<(usize, &'static str)> {
    let first = past_determiners(words, at);
    (at..=first).find_map(|start| {
        let (len, name) = exact(|nth| words.get(start + nth))?;
        ends(words.get(start + len)).then_some((start + len, name))
    })
}

/// Several that share their last word: "international and regional organizations".
fn shared_head(words: &[Word], at: usize, ends: Ends) -> Option<List> {
    let first = past_determiners(words, at);
    (0..=2).find_map(|prefix| {
        let mut own = vec![first + prefix];
        let mut head = first + prefix + 1;
        while own.len() < 8 {
            let skip = joint(words, head);
            if skip == 0 {
                break;
            }
            own.push(head + skip);
            head += skip + 1;
        }
        if own.len() < 2 || head >= words.len() || !ends(words.get(head + 1)) {
            return None;
        }
        let names = own
            .iter()
            .map(|&own| {
                let whole = |nth: usize| match nth {
                    nth if nth < prefix => words.get(first + nth),
                    nth if nth == prefix => words.get(own),
                    nth if nth == prefix + 1 => words.get(head),
                    _ => None,
                };
                let (len, name) = exact(whole)?;
                (len == prefix + 2).then_some(name)
            })
            .collect::<Option<Vec<_>>>()?;
        Some(List {
            names,
            end: head + 1,
        })
    })
}

/// A further member that shares what stands before the last word of the one before it.
fn shared_start(
    words: &[Word],
    before: std::ops::Range<usize>,
    at: usize,
    ends: Ends,
) -> Option<(usize, &'static str)> {
    let shared = before.len().checked_sub(1).filter(|shared| *shared > 0)?;
    let whole = |nth: usize| match nth {
        nth if nth < shared => words.get(before.start + nth),
        nth if nth == shared => words.get(at),
        _ => None,
    };
    let (len, name) = exact(whole)?;
    (len == shared + 1 && ends(words.get(at + 1))).then_some((at + 1, name))
}

/// Those who are addressed from the word at `at` on, if it begins with one of them.
pub(super) fn list(words: &[Word], at: usize) -> Option<List> {
    list_before(words, at, ends_name)
}

/// The same, whatever stands after the names: a bare verb, perhaps ("that UNESCO report").
pub(super) fn open_list(words: &[Word], at: usize) -> Option<List> {
    list_before(words, at, |_| true)
}

fn list_before(words: &[Word], at: usize, ends: Ends) -> Option<List> {
    if at >= words.len() {
        return None;
    }
    let mut list = match (member(words, at, ends), shared_head(words, at, ends)) {
        (Some((end, name)), _) => List {
            names: vec![name],
            end,
        },
        (None, shared) => shared?,
    };
    // Where the last member stands whose first words those after it may share.
    let mut sharing = past_determiners(words, at)..list.end;
    loop {
        let next = list.end + joint(words, list.end);
        if next == list.end || next >= words.len() {
            break;
        }
        if let Some((end, name)) = member(words, next, ends) {
            sharing = past_determiners(words, next)..end;
            list.names.push(name);
            list.end = end;
        } else if let Some(shared) = shared_head(words, next, ends) {
            sharing = 0..0;
            list.names.extend(shared.names);
            list.end = shared.end;
        } else if let Some((end, name)) = shared_start(words, sharing.clone(), next, ends) {
            list.names.push(name);
            list.end = end;
        } else {
            break;
        }
    }
    let mut once = Vec::new();
    for name in list.names {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    list.names = once;
    Some(list)
}
