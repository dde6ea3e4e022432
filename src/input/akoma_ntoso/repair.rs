//! Repair of converted documents: numbers and notes that stand in the text instead of their
//! elements.
//!
//! Converters from Word or PDF miss the first or last item of a list, and take a footnote for the
//! end of a paragraph. What is moved here is said in a remark.

use crate::model::{Block, BlockKind, Blocks, Run, Unit};

/// Least underscores of the line above the notes of a page.
const RULE: &str = "_____";

/// Puts such numbers and notes in their places.
pub(super) fn repair(document: &mut Blocks) {
    let blocks = std::mem::take(&mut document.blocks);
    let labels: Vec<Option<String>> = blocks.iter().map(next_label).collect();
    for (at, mut block) in blocks.into_iter().enumerate() {
        let next = labels
            .get(at + 1..)
            .and_then(|rest| rest.iter().find_map(|label| label.as_deref()));
        let note = note_below(&mut block);
        if take_number(&mut block, next) {
            let label = block.label.clone().unwrap_or_default();
            let said = format!("The number {label} stood in the text, not in its element.");
            document.remarks.push((block.place, said));
        }
        let more = split(&mut block, next);
        for joined in &more {
            let label = joined.label.clone().unwrap_or_default();
            let said = format!("Paragraph {label} stood in the text of the one before it.");
            document.remarks.push((block.place, said));
        }
        document.blocks.push(block);
        document.blocks.extend(note);
        document.blocks.extend(more);
    }
}

/// The label of a block that ends the search for the next one: empty for what is no provision.
fn next_label(block: &Block) -> Option<String> {
    match block.kind {
        BlockKind::Note | BlockKind::Comment(_) | BlockKind::Apart => None,
        BlockKind::Provision { .. } => Some(block.label.clone().unwrap_or_default()),
        _ => Some(String::new()),
    }
}

/// Cuts what stands below a line of underscores from a provision: the note of a page.
fn note_below(block: &mut Block) -> Option<Block> {
    if !matches!(block.kind, BlockKind::Provision { .. }) {
        return None;
    }
    let text = block.text();
    let at = text.find(RULE)?;
    let below = text[at..].trim_start_matches('_').trim();
    let digits = below.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&digits) {
        return None;
    }
    let note = Block {
        kind: BlockKind::Note,
        label: Some(below[..digits].to_owned()),
        runs: plain(below[digits..].trim_start()),
        place: block.place,
        ..Block::default()
    };
    cut(block, text[..at].trim_end().len());
    Some(note)
}

/// Takes a number from the beginning of a provision that has none; `next` is the number of the one
/// after it.
fn take_number(block: &mut Block, next: Option<&str>) -> bool {
    let BlockKind::Provision { unit, path } = &mut block.kind else {
        return false;
    };
    if block.label.is_some() {
        return false;
    }
    let text: String = block.runs.iter().map(|run| run.text.as_str()).collect();
    let Some((label, rest)) = text.split_once(char::is_whitespace) else {
        return false;
    };
    let Some(number) = number(label) else {
        return false;
    };
    let marked = label.ends_with([')', '.']);
    let followed = next.and_then(self::number) == successor(&number);
    if !(followed || marked && next.is_none_or(str::is_empty)) {
        return false;
    }
    if *unit == Unit::Operative {
        *unit = Unit::Paragraph;
        path.push(number);
    }
    let from = text.len() - rest.trim_start().len();
    block.label = Some(label.to_owned());
    skip(block, from);
    true
}

/// Splits the next paragraph from a numbered one that is the last of its list.
fn split(block: &mut Block, next: Option<&str>) -> Vec<Block> {
    let mut found = Vec::new();
    let BlockKind::Provision {
        unit: Unit::Paragraph,
        path,
    } = block.kind.clone()
    else {
        return found;
    };
    let Some(mut due) = path.last().and_then(|number| successor(number)) else {
        return found;
    };
    if !due.bytes().all(|byte| byte.is_ascii_digit())
        || next.and_then(number).as_ref() == Some(&due)
    {
        return found;
    }
    let text = block.text();
    let mut cuts = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(&format!("; {due} ")) {
        let start = from + at + 2;
        from = start + due.len() + 1;
        cuts.push((start, from, due.clone()));
        match successor(&due) {
            Some(after) => due = after,
            None => break,
        }
    }
    for (at, (_, begin, number)) in cuts.iter().enumerate() {
        let end = cuts.get(at + 1).map_or(text.len(), |(start, _, _)| *start);
        let mut path = path.clone();
        path.pop();
        path.push(number.clone());
        found.push(Block {
            kind: BlockKind::Provision {
                unit: Unit::Paragraph,
                path,
            },
            label: Some(number.clone()),
            runs: plain(text[*begin..end].trim()),
            place: block.place,
            list_level: block.list_level,
            ..Block::default()
        });
    }
    if let Some((start, _, _)) = cuts.first() {
        cut(block, text[..*start].trim_end().len());
    }
    found
}

/// The number in a label of one or a few letters or digits: `a` of `a)`, `12` of `12.`.
pub(super) fn number(label: &str) -> Option<String> {
    let number = label.trim().trim_matches(['(', ')', '.', ' ']);
    let digits = number.bytes().all(|byte| byte.is_ascii_digit()) && number.len() <= 4;
    let letter = number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_lowercase());
    (!number.is_empty() && (digits || letter)).then(|| number.to_owned())
}

fn successor(number: &str) -> Option<String> {
    if let Ok(value) = number.parse::<u32>() {
        return Some(value.checked_add(1)?.to_string());
    }
    match number.as_bytes() {
        [letter @ b'a'..=b'y'] => Some(char::from(letter + 1).to_string()),
        _ => None,
    }
}

fn plain(text: &str) -> Vec<Run> {
    vec![Run {
        text: text.to_owned(),
        ..Run::default()
    }]
}

/// Cuts the text of a block off at an offset.
fn cut(block: &mut Block, offset: usize) {
    let mut left = offset;
    for run in block.runs.iter_mut().filter(|run| !run.style.deleted) {
        let keep = left.min(run.text.len());
        if run.text.is_char_boundary(keep) {
            run.text.truncate(keep);
        }
        left -= keep;
    }
    block.runs.retain(|run| !run.text.is_empty());
    let end = u32::try_from(block.text().len()).unwrap_or(u32::MAX);
    block.note_marks.retain(|(at, _)| *at <= end);
}

/// Takes the text before an offset away.
fn skip(block: &mut Block, offset: usize) {
    let mut left = offset;
    for run in &mut block.runs {
        let gone = left.min(run.text.len());
        if run.text.is_char_boundary(gone) {
            run.text.drain(..gone);
        }
        left -= gone;
    }
    block.runs.retain(|run| !run.text.is_empty());
    for (at, _) in &mut block.note_marks {
        *at = at.saturating_sub(u32::try_from(offset).unwrap_or(u32::MAX));
    }
}
