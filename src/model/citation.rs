//! How UN editors cite: `E/CN.4/2006/18, paras. 103 (d) and 109 (p) (iv)-(vi)`.
//!
//! A symbol comes once for all its paragraphs; several documents are set apart by semicolons.
//! Three paragraphs and more that follow one another without a gap are contracted to a run.
//! Subparagraphs of one paragraph are a list of their own, with an `and` of its own: a reader of
//! `paras. 103 (a) and (d) and 110` cannot take the 110 for a part of 103.

use super::{Document, Path, Provision, Unit, from_roman};

/// One citation for all the provisions at `positions`, in the document's order whatever order
/// they come in. Positions outside the document are passed over.
#[must_use]
pub fn citation(document: &Document, positions: &[usize]) -> String {
    let mut positions: Vec<usize> = positions
        .iter()
        .copied()
        .filter(|&at| at < document.provisions.len())
        .collect();
    positions.sort_unstable();
    positions.dedup();
    let mut parts: Vec<(u32, Vec<(Unit, &Path)>)> = Vec::new();
    for at in positions {
        let provision = &document.provisions[at];
        let numbers = std::iter::once(&provision.path).chain(&provision.also);
        let numbers = numbers.map(|path| (provision.unit, path));
        match parts.last_mut() {
            Some((part, cited)) if *part == provision.part => cited.extend(numbers),
            _ => parts.push((provision.part, numbers.collect())),
        }
    }
    let cited: Vec<String> = parts
        .iter()
        .map(|(part, numbers)| {
            let source = document.source_of(&document.parts[*part as usize]);
            one_part(&source, numbers)
        })
        .collect();
    cited.join("; ")
}

/// What a citation says of one provision after its source: `para. 103 (d)`; empty where it has no
/// number.
pub(crate) fn pinpoint(provision: &Provision) -> String {
    let numbers = std::iter::once(&provision.path).chain(&provision.also);
    let numbers: Vec<(Unit, &Path)> = numbers.map(|path| (provision.unit, path)).collect();
    pinpoints(&numbers).join(", ")
}

fn one_part(source: &str, numbers: &[(Unit, &Path)]) -> String {
    let mut pieces = pinpoints(numbers);
    pieces.insert(0, source.to_owned());
    pieces.join(", ")
}

fn pinpoints(numbers: &[(Unit, &Path)]) -> Vec<String> {
    let mut pieces = Vec::new();
    // Records of other collections may have no number.
    let numbered: Vec<(Unit, &Path)> = numbers
        .iter()
        .copied()
        .filter(|(_, path)| !path.is_empty())
        .collect();
    for same in numbered.chunk_by(|(one, _), (other, _)| one == other) {
        let paths: Vec<&Path> = same.iter().map(|(_, path)| *path).collect();
        let mut groups = Vec::new();
        for siblings in paths.chunk_by(|one, next| one.is_beside(next)) {
            match siblings {
                [first, ..] if first.ends_in_brackets() => {
                    groups.push(enumerated(&runs(siblings)));
                }
                _ => groups.extend(runs(siblings)),
            }
        }
        let words = match (same[0].0, paths.len()) {
            (Unit::Paragraph, 1) => "para.",
            (Unit::Paragraph, _) => "paras.",
            (Unit::Article, 1) => "Art.",
            (Unit::Article, _) => "Arts.",
            (Unit::Preambular, 1) => "preambular para.",
            (Unit::Preambular, _) => "preambular paras.",
            (Unit::Operative, 1) => "operative para.",
            (Unit::Operative, _) => "operative paras.",
        };
        pieces.push(format!("{words} {}", enumerated(&groups)));
    }
    pieces
}

/// `a`, `a and b`, `a, b and c`.
fn enumerated(pieces: &[String]) -> String {
    match pieces {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// Contracts neighbours: `1, 2, 3` becomes `1-3`, `109 (p) (iv), 109 (p) (v), 109 (p) (vi)`
/// becomes `109 (p) (iv)-(vi)`, and further subparagraphs of one paragraph do not repeat its number:
/// `103 (a) and (d)`.
fn runs(paths: &[&Path]) -> Vec<String> {
    let mut written = Vec::new();
    let mut at = 0;
    while at < paths.len() {
        let mut end = at;
        while end + 1 < paths.len() && follows(paths[end], paths[end + 1]) {
            end += 1;
        }
        // Two neighbours are a pair, not a run: `paras. 5 and 6`.
        if end == at + 1 {
            end = at;
        }
        let bracketed = paths[at].ends_in_brackets();
        let last_level = |path: &Path| match path.levels().next_back() {
            Some(level) if bracketed => format!("({level})"),
            // A number within a number is never cited by its last figures alone.
            Some(_) => path.to_string(),
            None => String::new(),
        };
        let first = match at.checked_sub(1) {
            Some(before) if bracketed && paths[before].is_beside(paths[at]) => {
                last_level(paths[at])
            }
            _ => paths[at].to_string(),
        };
        written.push(if end == at {
            first
        } else {
            format!("{first}-{}", last_level(paths[end]))
        });
        at = end + 1;
    }
    written
}

/// Whether `next` is the very next number on the same level, under the same number above.
fn follows(path: &Path, next: &Path) -> bool {
    let depth = path.depth();
    let value = |path: &Path| {
        let level = path.levels().next_back()?;
        match depth {
            _ if level.bytes().all(|byte| byte.is_ascii_digit()) => level.parse::<u32>().ok(),
            1 => None,
            2 => letter(level),
            _ => from_roman(level).or_else(|| letter(level)),
        }
    };
    path.is_beside(next)
        && matches!((value(path), value(next)), (Some(a), Some(b)) if a.checked_add(1) == Some(b))
}

fn letter(part: &str) -> Option<u32> {
    let mut characters = part.chars();
    match (characters.next(), characters.next()) {
        (Some(only), None) if only.is_ascii_alphabetic() => Some(u32::from(only)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cite(numbers: &[&str]) -> String {
        let paths: Vec<Path> = numbers.iter().map(|n| Path::parse(n)).collect();
        let numbers: Vec<_> = paths.iter().map(|path| (Unit::Paragraph, path)).collect();
        one_part("E/CN.4/2006/18", &numbers)
    }

    #[test]
    fn as_un_editors_write_it() {
        let cases: [(&[&str], &str); 12] = [
            (&["103 (d)"], "E/CN.4/2006/18, para. 103 (d)"),
            (&["102"], "E/CN.4/2006/18, para. 102"),
            (
                &["103 (d)", "109 (p) (iv)"],
                "E/CN.4/2006/18, paras. 103 (d) and 109 (p) (iv)",
            ),
            (&["110", "111", "112"], "E/CN.4/2006/18, paras. 110-112"),
            (
                &["103 (d)", "109 (p) (iv)", "109 (p) (v)", "109 (p) (vi)"],
                "E/CN.4/2006/18, paras. 103 (d) and 109 (p) (iv)-(vi)",
            ),
            (
                &["103 (a)", "103 (b)", "110"],
                "E/CN.4/2006/18, paras. 103 (a) and (b) and 110",
            ),
            (
                &["103 (a)", "103 (d)", "109 (a)"],
                "E/CN.4/2006/18, paras. 103 (a) and (d) and 109 (a)",
            ),
            (
                &["103", "103 (a)"],
                "E/CN.4/2006/18, paras. 103 and 103 (a)",
            ),
            (
                &["102", "110", "112"],
                "E/CN.4/2006/18, paras. 102, 110 and 112",
            ),
            (&["121.48"], "E/CN.4/2006/18, para. 121.48"),
            (
                &["121.1", "121.2", "121.3", "122.9"],
                "E/CN.4/2006/18, paras. 121.1-121.3 and 122.9",
            ),
            (
                &["81 (1)", "81 (2)", "81 (3)", "81 (18)"],
                "E/CN.4/2006/18, paras. 81 (1)-(3) and (18)",
            ),
        ];
        for (numbers, expected) in cases {
            assert_eq!(cite(numbers), expected);
        }
        assert_eq!(cite(&[""]), "E/CN.4/2006/18");
        assert_eq!(cite(&["", "7"]), "E/CN.4/2006/18, para. 7");
    }

    #[test]
    fn articles_and_counted_paragraphs() {
        let path = Path::parse;
        let (one, two, three) = (path("2 (1)"), path("1"), path("2"));
        assert_eq!(
            one_part("Charter of the United Nations", &[(Unit::Article, &one)]),
            "Charter of the United Nations, Art. 2 (1)"
        );
        assert_eq!(
            one_part(
                "A/RES/73/6",
                &[
                    (Unit::Preambular, &two),
                    (Unit::Preambular, &three),
                    (Unit::Operative, &two)
                ]
            ),
            "A/RES/73/6, preambular paras. 1 and 2, operative para. 1"
        );
    }
}
