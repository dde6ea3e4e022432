//! Page furniture: running heads, page numbers and job numbers, which belong to pages and not to the
//! text.
//!
//! A line at the edge of a page is furniture where it is made of nothing but page numbers, symbols
//! and job numbers, or where the same stands at the edge of other pages. A text without pages has
//! its furniture in the middle: there only lines that name the document or its job count, and the
//! page numbers beside them.

use std::collections::{HashMap, HashSet};

use super::lines::{Line, Source};
use super::markers::is_rule;
use super::symbols::{is_job_number, is_symbol};

/// How many lines at either edge of a page are looked at.
const EDGE: usize = 4;

/// What was taken out of a text.
#[derive(Debug, Default)]
pub(super) struct TakenOut {
    /// Running heads, page numbers, job numbers, and the rules above footnotes.
    pub(super) furniture: Vec<(Line, String)>,
    /// Lines of footnotes at the foot of pages.
    pub(super) notes: Vec<(Line, String)>,
}

/// Takes the furniture and the footnotes of pages out of the text.
pub(super) fn take_out(source: &mut Source) -> TakenOut {
    // Notes first: what they cite is not what runs over the pages.
    let below = below_rules(source);
    let taken = match below.is_empty() {
        true => Vec::new(),
        false => source.without(&below),
    };
    let (mut out, notes) = taken.into_iter().partition::<Vec<_>, _>(|(_, text)| {
        is_rule(text) || text.split_whitespace().any(is_job_number)
    });
    out.extend(furniture(source));
    TakenOut {
        furniture: out,
        notes,
    }
}

/// Positions of rules and of the footnotes below them, to the end of their page.
fn below_rules(source: &Source) -> HashSet<usize> {
    let text = |at: usize| source.lines[at].text(&source.text);
    let mut taken = HashSet::new();
    let mut at = 0;
    while at + 1 < source.lines.len() {
        let rule = text(at).len() >= 8 && is_rule(text(at));
        let note = text(at + 1)
            .split_whitespace()
            .next()
            .is_some_and(|mark| mark.len() <= 3 && mark.bytes().all(|byte| byte.is_ascii_digit()));
        let page = source.lines[at].page;
        let more = source.lines.last().is_some_and(|last| last.page > page);
        if !(rule && note && more) {
            at += 1;
            continue;
        }
        while source.lines.get(at).is_some_and(|line| line.page == page) {
            taken.insert(at);
            at += 1;
        }
    }
    taken
}

fn furniture(source: &mut Source) -> Vec<(Line, String)> {
    let taken = match source.lines.last() {
        Some(last) if last.page > source.lines[0].page => at_edges(source),
        _ if source.has_paragraphs => return Vec::new(),
        _ => between_lines(source),
    };
    if taken.is_empty() {
        return Vec::new();
    }
    source.without(&taken)
}

/// Positions of the furniture of a text with pages.
fn at_edges(source: &Source) -> HashSet<usize> {
    let text = |at: usize| source.lines[at].text(&source.text);
    let mut pages: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, line) in source.lines.iter().enumerate() {
        match pages.last_mut() {
            Some(page) if source.lines[page.start].page == line.page => page.end = at + 1,
            _ => pages.push(at..at + 1),
        }
    }
    let top = |page: &std::ops::Range<usize>| page.clone().take(EDGE);
    let foot = |page: &std::ops::Range<usize>| page.clone().rev().take(EDGE);
    let mut repeated: HashMap<(bool, String), usize> = HashMap::new();
    for page in &pages {
        for at in top(page).filter(|at| text(*at).len() < LONGEST) {
            *repeated.entry((true, pattern(text(at)))).or_default() += 1;
        }
        for at in foot(page).filter(|at| text(*at).len() < LONGEST) {
            *repeated.entry((false, pattern(text(at)))).or_default() += 1;
        }
    }
    // Running heads differ on left and right pages, and chapters have their own.
    let often = (pages.len() / 4).max(3);
    let is_furniture = |at: usize, at_top: bool| {
        let text = text(at);
        text.len() < LONGEST
            && !is_paragraph_number(text)
            && (is_made_of_marks(text)
                || (repeated.get(&(at_top, pattern(text)))).is_some_and(|times| *times >= often)
                || begins_with_running_symbol(text, &source.text))
    };
    let mut taken = HashSet::new();
    for (count, page) in pages.iter().enumerate() {
        // A cover has no head but its own first lines.
        let first = if count == 0 { 1 } else { EDGE };
        for at in top(page).take(first) {
            let alone = count > 0 || is_made_of_marks(text(at));
            if !(alone && is_furniture(at, true)) {
                break;
            }
            taken.insert(at);
        }
        for at in foot(page) {
            if !is_furniture(at, false) {
                break;
            }
            taken.insert(at);
        }
    }
    taken
}

/// The longest line of furniture, in bytes.
const LONGEST: usize = 160;

/// What is the same of a line on all pages.
fn pattern(line: &str) -> String {
    let mut pattern = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            pattern.push('#');
        } else {
            pattern.push_str(word);
        }
        pattern.push(' ');
    }
    pattern
}

/// Whether a line holds page numbers, symbols and job numbers and nothing else.
fn is_made_of_marks(line: &str) -> bool {
    let mut words = line.split_whitespace().peekable();
    words.peek().is_some()
        && words.all(|word| {
            is_page_number(word) || is_symbol(word) || is_job_number(word) || is_barcode(word)
        })
}

/// `A/RES/99/9        Protection of lakes`: a symbol and, far from it, the title.
fn begins_with_running_symbol(line: &str, _whole: &str) -> bool {
    let (first, rest) = match line.split_once("   ") {
        Some((first, rest)) => (first.trim(), rest.trim()),
        None => return false,
    };
    is_symbol(first) || rest.split_whitespace().next_back().is_some_and(is_symbol)
}

/// `12`, `3/5`, `-12-`, `xiv`, `Page`.
fn is_page_number(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '[' | ']' | '|' | '/'));
    let digits = |word: &str| {
        (1..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    bare.is_empty()
        || digits(bare)
        || bare
            .split_once('/')
            .is_some_and(|(page, of)| digits(page) && digits(of))
        || matches!(bare, "Page" | "page" | "Página" | "Seite" | "of" | "de")
        || (bare.len() <= 6 && bare.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x')))
}

/// `12.`: the number of a paragraph whose text stands on the next line, not of a page.
fn is_paragraph_number(line: &str) -> bool {
    let digits = line.trim().strip_suffix('.');
    digits.is_some_and(|it| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A barcode: `*0166657*`, or letters of a barcode font.
fn is_barcode(word: &str) -> bool {
    let inside = word
        .strip_prefix('*')
        .and_then(|word| word.strip_suffix('*'));
    inside.is_some_and(|inside| inside.len() > 4 && inside.bytes().all(|b| b.is_ascii_digit()))
        || word.chars().all(|c| ('\u{E000}'..='\u{F8FF}').contains(&c)) && word.chars().count() > 3
}

/// Positions of the furniture of a text without pages.
fn between_lines(source: &Source) -> HashSet<usize> {
    let text = |at: usize| source.lines[at].text(&source.text);
    let is_marked = |at: usize| text(at).len() < LONGEST && is_made_of_marks(text(at));
    let marked: Vec<bool> = (0..source.lines.len()).map(is_marked).collect();
    let marked = |at: usize| marked[at];
    let names = |at: usize| {
        let mut words = text(at).split_whitespace();
        words.any(|word| is_symbol(word) || is_job_number(word) || is_barcode(word))
    };
    let mut repeated: HashMap<String, usize> = HashMap::new();
    for at in (0..source.lines.len()).filter(|at| marked(*at) && names(*at)) {
        *repeated.entry(pattern(text(at))).or_default() += 1;
    }
    let mut taken = HashSet::new();
    for at in 0..source.lines.len() {
        let sure = |at: usize| {
            marked(at) && names(at) && {
                let times = repeated
                    .get(&pattern(text(at)))
                    .copied()
                    .unwrap_or_default();
                times > 1 || text(at).split_whitespace().any(is_job_number)
            }
        };
        let beside = [
            at.checked_sub(1),
            (at + 1 < source.lines.len()).then_some(at + 1),
        ];
        if sure(at) || (marked(at) && beside.into_iter().flatten().any(sure)) {
            taken.insert(at);
        }
    }
    taken
}
