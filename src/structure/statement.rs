//! Statements of a president: paragraphs without numbers, each opened by a quotation mark, after the
//! sentence that says who made the statement.

use super::lines::{Line, Source};
use super::resolutions::{is_opening, resolution};

/// How far down the sentence is looked for that a statement stands behind.
const AHEAD: usize = 60;

/// What that sentence says before its colon.
const SAID: [&str; 7] = [
    "following statement",
    "déclaration suivante",
    "déclaration ci-après",
    "siguiente declaración",
    "следующее заявление",
    "البيان التالي",
    "下列声明",
];

/// Whether a paragraph of a statement begins with `text`.
pub(super) fn is_quoted(text: &str) -> bool {
    text.starts_with(['"', '“', '„', '«', '‘', '「'])
}

/// The lines of the sentence that a statement stands behind, first and last.
pub(super) fn introduction(source: &Source) -> Option<(usize, usize)> {
    let text = |at: usize| source.lines[at].text(&source.text);
    let ahead = source.lines.len().min(AHEAD);
    let mut first = 0;
    for at in 0..ahead {
        let line: Line = source.lines[at];
        if line.apart {
            first = at;
        }
        // A resolution before it makes it one text among others.
        if is_opening(text(at)) || resolution(text(at)).is_some() {
            return None;
        }
        if !text(at).ends_with([':', '：']) || !source.lines.get(at + 1).is_some_and(|it| it.apart)
        {
            continue;
        }
        let words: Vec<&str> = (first..=at)
            .flat_map(|at| text(at).split_whitespace())
            .collect();
        let sentence = words.join(" ").to_lowercase();
        if SAID.iter().any(|said| sentence.contains(said)) && is_quoted(text(at + 1)) {
            return Some((first, at));
        }
    }
    None
}
