//! Own words: what a person wrote into a draft, told from what their editor did to the text in it.
//!
//! Editors trim blanks, change line ends, wrap lines, make dashes and quotation marks of their own and
//! store letters in another normal form. None of that is anybody's words. So texts are compared by
//! their letters and digits alone, and what stood in the draft from the start is never kept.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// More words than this are not compared one by one: then only what stands before all that is known,
/// and behind all of it, is somebody's own.
const COMPARED: usize = 4_000;

/// The note in `text`: what stands above the words of `cut`, and what was written below among the
/// words of `context`, which are left out.
pub(super) fn own_words(text: &str, cut: &str, context: &str) -> String {
    let text = text.trim_start_matches('\u{feff}');
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (above, below) = taken_apart(&text, cut, context);
    let added = added(below, context);
    [above.trim(), added.trim()].join("\n\n").trim().to_owned()
}

/// What stands above the cut, and what below it. The cut is known by its words, wherever its lines
/// break and whatever became of its dashes.
fn taken_apart<'t>(text: &'t str, cut: &str, context: &str) -> (&'t str, &'t str) {
    let letters = Letters::of(text);
    let (cut, context) = (Letters::of(cut).folded, Letters::of(context).folded);
    let ends = |at: usize| letters.folded[at + cut.len()..].ends_with(&context);
    let found = || letters.folded.match_indices(&cut).map(|(at, _)| at);
    // The context may have the same words, and so may the note.
    let at = found().find(|at| ends(*at)).or_else(|| found().next());
    let Some(at) = at else {
        return (text, "");
    };
    let (begins, ends) = (letters.place(at), letters.end(at + cut.len()));
    let line = text[..begins].rfind('\n').map_or(0, |at| at + 1);
    let is_dash = |c: char| !c.is_alphanumeric();
    // Only dashes of the cut stand before its words, or the end of the note where lines were joined.
    let above = match text[line..begins].contains(|c| !is_dash(c)) {
        true => text[..begins].trim_end_matches(|c: char| c == '-' || c.is_whitespace()),
        false => &text[..line],
    };
    let below = &text[ends..];
    let dashes = below.len() - below.trim_start_matches(is_cut_sign).len();
    (above, &below[dashes..])
}

/// Whether a sign may be what an editor made of the dashes behind the cut.
fn is_cut_sign(sign: char) -> bool {
    matches!(
        sign,
        '-' | '\\' | '\u{2010}'..='\u{2015}' | '\u{2212}' | ' ' | '\t' | '\u{a0}'
    )
}

/// What `text` has beside the words of `context`: the runs of other words, with the signs around them, a
/// line each.
fn added(text: &str, context: &str) -> String {
    let (letters, known) = (Letters::of(text), Letters::of(context));
    if letters.folded == known.folded {
        return String::new();
    }
    // The same words at both ends are passed over letter by letter: words may have been joined.
    let (written, known_words) = (words(text), words(context));
    let same = |one: &Word, other: &Word| one.folded == other.folded;
    let pairs = || written.iter().zip(&known_words);
    let before = pairs().take_while(|(one, other)| same(one, other)).count();
    let rest = (written.len() - before).min(known_words.len() - before);
    let behind = (written
        .iter()
        .rev()
        .zip(known_words.iter().rev())
        .take(rest))
    .take_while(|(one, other)| same(one, other))
    .count();
    let middle = &written[before..written.len() - behind];
    let known_middle = &known_words[before..known_words.len() - behind];
    let new: Vec<bool> = match middle.len().saturating_mul(known_middle.len()) {
        _ if known_middle.is_empty() => vec![true; middle.len()],
        pairs if pairs <= COMPARED * COMPARED => beside_common(middle, known_middle),
        _ => vec![true; middle.len()],
    };
    let mut runs: Vec<&str> = Vec::new();
    let mut at = 0;
    let mut passed = before;
    while at < middle.len() {
        if !new[at] {
            at += 1;
            passed += 1;
            continue;
        }
        let first = at;
        while at < middle.len() && new[at] {
            at += 1;
        }
        // A word that was only broken or joined has the letters of the context.
        let from = (before + first)
            .checked_sub(1)
            .map_or(0, |word| written[word].range.end);
        let to = written
            .get(before + at)
            .map_or(text.len(), |word| word.range.start);
        let gap_from = passed
            .checked_sub(1)
            .map_or(0, |word| known_words[word].range.end);
        let gap_to = known_words
            .get(passed)
            .map_or(context.len(), |word| word.range.start);
        let run = without_signs(&text[from..to], &context[gap_from..gap_to.max(gap_from)]);
        if !known.folded.contains(&Letters::of(run).folded) || before + behind == known_words.len()
        {
            runs.push(run);
        }
    }
    runs.join("\n")
}

/// What was written between two words of the context, less the signs that stood there before.
fn without_signs<'t>(run: &'t str, gap: &str) -> &'t str {
    let gap = gap.trim();
    let run = run.trim();
    let run = match run.strip_prefix(gap) {
        Some(rest) => return rest.trim(),
        None => run,
    };
    run.strip_suffix(gap).unwrap_or(run).trim()
}

/// For each word whether it is beside the longest row of words that both have in common.
fn beside_common(written: &[Word], known: &[Word]) -> Vec<bool> {
    let width = known.len() + 1;
    let mut longest = vec![0_u16; (written.len() + 1) * width];
    for (row, word) in written.iter().enumerate().rev() {
        for (column, other) in known.iter().enumerate().rev() {
            let at = row * width + column;
            longest[at] = if word.folded == other.folded {
                longest[at + width + 1] + 1
            } else {
                longest[at + width].max(longest[at + 1])
            };
        }
    }
    let mut new = vec![true; written.len()];
    let (mut row, mut column) = (0, 0);
    while row < written.len() && column < known.len() {
        let at = row * width + column;
        if written[row].folded == known[column].folded {
            new[row] = false;
            (row, column) = (row + 1, column + 1);
        } else if longest[at + width] >= longest[at + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    new
}

/// A word as it is compared, and where it stands.
struct Word {
    folded: String,
    range: Range<usize>,
}

fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut begun: Option<usize> = None;
    let is_part = |c: char| c.is_alphanumeric() || is_combining_mark(c) || c == '\u{ad}';
    let mut end = |range: Range<usize>| {
        let folded = Letters::of(&text[range.clone()]).folded;
        if !folded.is_empty() {
            words.push(Word { folded, range });
        }
    };
    for (at, character) in text.char_indices() {
        if is_part(character) {
            begun.get_or_insert(at);
        } else if let Some(from) = begun.take() {
            end(from..at);
        }
    }
    if let Some(from) = begun {
        end(from..text.len());
    }
    words
}

/// The letters and digits of a text in one form, and where each stands.
struct Letters {
    folded: String,
    /// For each byte of `folded` the character of the text that it is of: where that begins, and ends.
    places: Vec<(usize, usize)>,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut letters = Self {
            folded: String::with_capacity(text.len()),
            places: Vec::with_capacity(text.len()),
        };
        for (at, character) in text.char_indices() {
            let from = letters.folded.len();
            // Apart from its marks, so that one that was composed is the same.
            let parts = character.nfkd().filter(|part| part.is_alphanumeric());
            letters.folded.extend(parts.flat_map(char::to_lowercase));
            let place = (at, at + character.len_utf8());
            letters.places.resize(letters.folded.len(), place);
            debug_assert!(from <= letters.folded.len());
        }
        letters
    }

    /// Where the letter at a byte of `folded` begins.
    fn place(&self, at: usize) -> usize {
        self.places.get(at).map_or(0, |place| place.0)
    }

    /// Where the letter before a byte of `folded` ends.
    fn end(&self, at: usize) -> usize {
        at.checked_sub(1)
            .and_then(|at| self.places.get(at))
            .map_or(0, |place| place.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CUT: &str = "-------- above: your note. below: the text, which is not kept --------";
    const CONTEXT: &str = "E/CN.4/2003/20, para. 6\n\nThe Working\u{a0}Group – “urges” States,  as of 2003¹,\nto follow\u{2011}up the café’s note;";

    fn left(text: &str) -> String {
        own_words(text, CUT, CONTEXT)
    }

    fn laid_out(note: &str) -> String {
        format!("{note}\n\n{CUT}\n{CONTEXT}\n")
    }

    /// What editors, formatters and viewers do to a file that they save.
    fn spoiled(text: &str) -> Vec<String> {
        let wrapped = |width: usize| {
            let mut lines = String::new();
            let mut column = 0;
            for word in text.split(' ') {
                column += word.len() + 1;
                if column > width {
                    lines.push('\n');
                    column = word.len();
                }
                lines.push_str(word);
                lines.push(' ');
            }
            lines
        };
        vec![
            text.replace('\n', "\r\n"),
            format!("\u{feff}{}", text.replace('\n', "\r\n")),
            text.replace('\n', "\r"),
            text.replace("  ", " "),
            text.replace('\u{a0}', " "),
            text.replace("--", "–"),
            text.replace("--------", "—"),
            text.replace('-', "\\-"),
            text.replace("--------", "***"),
            text.replace("--------", ""),
            text.replace('\u{2011}', "-"),
            text.replace(['“', '”'], "\"").replace('’', "'"),
            text.replace('–', "-"),
            text.nfd().collect(),
            text.nfkc().collect(),
            wrapped(72),
            wrapped(30),
            text.lines()
                .map(str::trim_end)
                .collect::<Vec<_>>()
                .join("\n"),
            text.lines()
                .map(|line| format!("    {line}"))
                .collect::<Vec<_>>()
                .join("\n"),
            text.replace("\n\n", "\n"),
            text.replace('\n', "\n\n"),
            format!("{}\n\n\n", text.trim_end()),
            text.to_lowercase(),
            text.replace(" States", "\u{ad} States"),
        ]
    }

    #[test]
    fn what_an_editor_does_to_the_text_is_nobodys_note() {
        for text in spoiled(&laid_out("")) {
            assert_eq!(left(&text), "", "{text:?}");
        }
    }

    #[test]
    fn a_note_stays_whatever_an_editor_does_to_the_text_below_it() {
        for text in spoiled(&laid_out("mine 1")) {
            assert_eq!(left(&text), "mine 1", "{text:?}");
        }
    }

    #[test]
    fn what_was_written_below_the_cut_is_kept_and_nothing_else() {
        let below = |text: &str| left(&format!("Above.\n\n{CUT}\n{text}"));
        assert_eq!(
            below(&format!("{CONTEXT}\nAt the end.")),
            "Above.\n\nAt the end."
        );
        assert_eq!(
            below(&format!("At the start: 5.\n{CONTEXT}")),
            "Above.\n\nAt the start: 5."
        );
        let within = CONTEXT.replace("Group", "Group (who is that?)");
        assert_eq!(below(&within), "Above.\n\n(who is that?)");
        let twice = CONTEXT
            .replace("States", "States [all?]")
            .replace("note", "note [which?]");
        assert_eq!(below(&twice), "Above.\n\n[all?]\n[which?]");
        // With the line ends of another system besides.
        assert_eq!(
            below(&within.replace('\n', "\r\n")),
            "Above.\n\n(who is that?)"
        );
        // What was taken out is no note.
        assert_eq!(below(&CONTEXT.replace("States", "")), "Above.");
        assert_eq!(below(""), "Above.");
    }

    #[test]
    fn a_file_without_the_cut_is_all_note() {
        assert_eq!(left("no cut\n"), "no cut");
        assert_eq!(left(""), "");
    }

    #[test]
    fn a_text_in_the_words_of_the_cut_is_still_the_text() {
        let context = format!("1. {CUT}\nand more");
        let text = format!("mine\n\n{CUT}\n{context}\n");
        assert_eq!(own_words(&text, CUT, &context), "mine");
    }
}
