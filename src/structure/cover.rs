//! Covers and tables of contents: what stands before the text of a document and tells its symbol.

use std::collections::HashMap;

use super::articles::is_preamble;
use super::lines::{Line, Source};
use super::markers::{Marker, is_rule, marker};
use super::resolutions::{is_opening, resolution};
use super::session_title::{ends_with_symbol, is_session_line};
use super::symbols::{is_job_number, is_symbol};
use crate::model::PassageKind;

/// How many lines a cover has at most.
const LONGEST: usize = 60;

/// For each line, whether it belongs to a cover or to a table of contents; `furniture` is what was taken
/// off the pages.
pub(super) fn cover_lines(source: &Source, furniture: &[(Line, String)]) -> Vec<bool> {
    let mut cover = vec![false; source.lines.len()];
    let text = |at: usize| source.lines[at].text(&source.text);
    let ahead = source.lines.len().min(LONGEST);
    // Everything down to the last line that only covers have.
    if let Some(last) = last_line(source) {
        let end = page_of_cover(source, furniture, last).unwrap_or(last + 1);
        cover[..end].fill(true);
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
        let only_symbol = at < 3 && is_symbol(text(at));
        *covered |= text(at).starts_with("United Nations  ") || only_symbol;
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

/// The last line that only covers have, where there are several.
fn last_line(source: &Source) -> Option<usize> {
    let ahead = source.lines.len().min(LONGEST);
    let mut covers = (0..ahead).filter(|at| is_cover_line(source.lines[*at].text(&source.text)));
    covers.next()?;
    covers.next_back()
}

/// One past the last line of the page that a cover has for itself: down to the number of the job at its
/// foot, or to the end of the page, where only titles stand there below the `last` line of the cover.
fn page_of_cover(source: &Source, furniture: &[(Line, String)], last: usize) -> Option<usize> {
    let job = furniture
        .iter()
        .filter(|(line, text)| {
            line.number >= source.lines[last].number && text.split_whitespace().any(is_job_number)
        })
        .map(|(line, _)| line.number)
        .min();
    let page = source.lines[last].page;
    let of_page = |line: &Line| match job {
        Some(job) => line.number < job,
        None => line.page == page,
    };
    let paged = job.is_some() || source.lines.last().is_some_and(|end| end.page > page);
    let end = source.lines[last..]
        .iter()
        .take(LONGEST)
        .take_while(|line| of_page(line));
    let end = last + end.count();
    if end <= last + 1 {
        return None;
    }
    let whole = source.lines.get(end).is_none_or(|after| !of_page(after));
    let titles = source.lines[last + 1..end].iter().all(|line| {
        let text = line.text(&source.text);
        let begins = matches!(
            marker(text),
            Some((
                Marker::Number(_) | Marker::Numeral(_) | Marker::Decimal(_),
                _
            ))
        );
        !begins && !is_opening(text) && !is_section_of_cover(text) && resolution(text).is_none()
    });
    (paged && whole && titles).then_some(end)
}

/// Whether `line` is the title of a text that may stand on a cover's page: a summary, an introduction.
fn is_section_of_cover(line: &str) -> bool {
    [
        "Summary",
        "SUMMARY",
        "Introduction",
        "INTRODUCTION",
        "Résumé",
        "Resumen",
        "Introducción",
        "Резюме",
        "Введение",
        "موجز",
        "مقدمة",
        "摘要",
        "导言",
        "Abstract",
    ]
    .contains(&line.trim_end_matches('*').trim_end())
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
    // At the top of a cover, to the right of the organization's name, nothing else can stand.
    let top = source
        .lines
        .first()
        .map_or("", |line| line.text(&source.text));
    if let Some((_, symbol)) = top.rsplit_once("   ")
        && is_symbol_of_year(symbol.trim())
    {
        return Some(symbol.trim().to_owned());
    }
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
        if is_symbol_of_year(text) {
            return Some(bare(text).to_owned());
        }
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

/// Whether this is a symbol, with its year or without: `S/RES/242 (1967)`.
fn is_symbol_of_year(text: &str) -> bool {
    let (number, year) = text.split_once(' ').unwrap_or((text, ""));
    is_symbol(number)
        && (year.is_empty() || (year.len() == 6 && year.starts_with('(') && year.ends_with(')')))
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

/// The title of a report that has its cover on a page of its own: the titles there, the State under
/// review after a colon.
fn title_of_report(source: &Source, furniture: &[(Line, String)]) -> Option<String> {
    let last = last_line(source)?;
    let end = page_of_cover(source, furniture, last)?;
    let mut titles: Vec<String> = Vec::new();
    // What stands right below the number of the agenda item is its title.
    let lines = source.lines[last + 1..end]
        .iter()
        .skip_while(|line| !line.apart);
    for line in lines {
        let text = line.text(&source.text);
        if text.starts_with('*') || is_rule(text) {
            break;
        }
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match titles.last_mut() {
            Some(above) if !line.apart => {
                above.push(' ');
                above.push_str(&words);
            }
            _ => titles.push(words),
        }
    }
    let titles: Vec<&str> = titles
        .iter()
        .map(|title| title.trim_end_matches(['*', ' ']))
        .collect();
    let title = match titles[..] {
        [] => return None,
        [only] => only.to_owned(),
        [first, ref rest @ ..] => format!("{first}: {}", rest.join(". ")),
    };
    (1..300).contains(&title.len()).then_some(title)
}

/// The title of a document: of a single resolution what its cover says last before the body begins to
/// speak, else what stands on a cover's page.
pub(super) fn title(source: &Source, furniture: &[(Line, String)]) -> Option<String> {
    title_of_resolution(source).or_else(|| title_of_report(source, furniture))
}

fn title_of_resolution(source: &Source) -> Option<String> {
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
