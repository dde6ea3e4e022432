//! Covers and tables of contents: what stands before the text of a document and tells its symbol.

use std::collections::HashMap;

use super::articles::is_preamble;
use super::lines::{Line, Source};
use super::resolutions::is_opening;
use super::session_title::{ends_with_symbol, is_session_line};
use super::symbols::{is_job_number, is_symbol};
use crate::model::PassageKind;

/// How many lines a cover has at most.
const LONGEST: usize = 60;

/// For each line, whether it belongs to a cover or to a table of contents.
pub(super) fn cover_lines(source: &Source) -> Vec<bool> {
    let mut cover = vec![false; source.lines.len()];
    let text = |at: usize| source.lines[at].text(&source.text);
    let ahead = source.lines.len().min(LONGEST);
    // Everything down to the last line that only covers have.
    let last = (0..ahead).rev().find(|at| is_cover_line(text(*at)));
    if let Some(last) =
        last.filter(|_| (0..ahead).filter(|at| is_cover_line(text(*at))).count() > 1)
    {
        cover[..=last].fill(true);
    }
    // A session is a part only where there are several.
    let mut sessions = (0..source.lines.len()).filter(|at| is_session_line(text(*at)));
    if let (Some(only), None) = (sessions.next(), sessions.next())
        && only < ahead
        && !ends_with_symbol(text(only))
    {
        let end = (only + 1..ahead)
            .take_while(|at| is_cover_line(text(*at)))
            .last();
        cover[..=end.unwrap_or(only)].fill(true);
    }
    for (at, covered) in cover.iter_mut().enumerate().take(ahead) {
        *covered |= text(at).starts_with("United Nations  ");
    }
    // A single resolution: its cover and its title go down to where the body begins to speak.
    let mut openings = (0..source.lines.len()).filter(|at| is_opening(text(*at)));
    if let (Some(opening), None) = (openings.next(), openings.next())
        && opening < ahead
        && (0..opening).all(|at| text(at).len() < 160)
    {
        for (at, covered) in cover.iter_mut().enumerate().take(opening) {
            // The title of a preamble stands over its paragraphs.
            *covered |= !is_preamble(text(at));
        }
    }
    contents(source, &mut cover);
    cover
}

/// Marks the lines of tables of contents, and the words above them.
fn contents(source: &Source, cover: &mut [bool]) {
    let text = |at: usize| source.lines[at].text(&source.text);
    let mut before: Option<usize> = None;
    for at in 0..source.lines.len() {
        if !is_contents_line(text(at)) {
            continue;
        }
        // Lines between two of them are long titles, `Annex`, or the words over a column.
        let from = match before {
            Some(before) if at - before <= 4 => before + 1,
            _ => {
                let above = (0..at).rev().take(3);
                let first = above.take_while(|at| is_contents_word(text(*at))).last();
                first.unwrap_or(at)
            }
        };
        cover[from..=at].fill(true);
        before = Some(at);
    }
}

/// `Introduction ........ 5-8   3`
fn is_contents_line(line: &str) -> bool {
    let dots = memchr::memchr2_iter(b'.', 0xe2, line.as_bytes());
    dots.into_iter().any(|at| {
        let rest = &line.as_bytes()[at..];
        [".....", "………", ". . . . ."]
            .iter()
            .any(|leaders| rest.starts_with(leaders.as_bytes()))
    })
}

/// What stands over a table of contents.
fn is_contents_word(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let known = [
        "Contents",
        "CONTENTS",
        "Page",
        "Paragraphs",
        "Paragraph",
        "Chapter",
        "Section",
        "Sommaire",
        "Paragraphes",
        "Índice",
        "Página",
        "Párrafos",
        "Содержание",
        "Page(s)",
    ];
    !words.is_empty() && words.iter().all(|word| known.contains(word))
}

/// Whether only covers have a line like this.
fn is_cover_line(line: &str) -> bool {
    let bare = line.trim_end_matches(['*', '.']);
    bare.contains("Distr.")
        || bare.starts_with("Original:")
        || bare.starts_with("ORIGINAL:")
        || bare.starts_with("Agenda item")
        || bare.starts_with("United Nations  ")
        || (line.len() < 60 && line.split_whitespace().any(is_job_number))
        || (line.len() < 30 && line.starts_with('*') && line.ends_with('*') && line.len() > 4)
}

/// The symbol of a document: the one on most of its pages, else the one on its cover.
pub(super) fn symbol(source: &Source, furniture: &[(Line, String)]) -> Option<String> {
    let heads = furniture.iter().map(|(_, text)| text.as_str());
    // What a note cites is not the document.
    let told = source
        .apart
        .iter()
        .filter(|piece| piece.kind != PassageKind::Footnote);
    let told = told.map(|piece| piece.text.as_str());
    let mut times: HashMap<&str, (usize, usize)> = HashMap::new();
    for (at, line) in heads
        .chain(told.filter(|text| text.len() < 200))
        .enumerate()
    {
        for word in line.split_whitespace().filter(|word| is_symbol(word)) {
            let entry = times.entry(bare(word)).or_insert((0, at));
            entry.0 += 1;
        }
    }
    let most = times
        .into_iter()
        .max_by_key(|(_, (count, at))| (*count, usize::MAX - at));
    if let Some((symbol, _)) = most {
        return Some(symbol.to_owned());
    }
    let first = source.lines.iter().take(25);
    let first = first.flat_map(|line| line.text(&source.text).split('\n'));
    first.map(str::trim).find_map(|text| {
        let last = text.split_whitespace().next_back();
        // In brackets it is that of a session or of what is cited.
        let last = last.filter(|word| is_symbol(word) && !word.starts_with('('))?;
        let alone = text == last
            || text.contains("   ")
            || text.starts_with("United Nations")
            || is_label(text[..text.len() - last.len()].trim_end());
        alone.then(|| bare(last).to_owned())
    })
}

/// Whether this says what stands behind it: `Symbol:`, `Document reference:`.
fn is_label(words: &str) -> bool {
    words.ends_with(':') && words.split_whitespace().count() <= 3
}

fn bare(word: &str) -> &str {
    let bare = word.trim_matches(|c: char| matches!(c, '*' | ',' | '.' | ';'));
    bare.strip_prefix('(')
        .and_then(|it| it.strip_suffix(')'))
        .unwrap_or(bare)
}

/// The title of a single resolution: what its cover says last before the body begins to speak.
pub(super) fn title(source: &Source) -> Option<String> {
    let text = |at: usize| source.lines[at].text(&source.text);
    let ahead = source.lines.len().min(LONGEST);
    let opening = (0..ahead).find(|at| is_opening(text(*at)))?;
    let more = source.lines[opening + 1..].iter();
    if more
        .into_iter()
        .any(|line| is_opening(line.text(&source.text)))
    {
        return None;
    }
    let after_cover = (0..opening).rev().find(|at| is_cover_line(text(*at)));
    let first = after_cover.map_or(0, |at| at + 1);
    let numbered = (first..opening)
        .find(|at| text(*at).starts_with("Resolution ") || text(*at).starts_with("Decision "));
    let begin = numbered.unwrap_or(opening.saturating_sub(1).max(first));
    let words = (begin..opening).flat_map(|at| text(at).split_whitespace());
    let title = words.collect::<Vec<_>>().join(" ");
    (1..300).contains(&title.len()).then_some(title)
}
