//! How UN editors cite: `E/CN.4/2006/18, paras. 103 (d) and 109 (p) (iv)-(vi)`.
//!
//! A symbol comes once for all its paragraphs; several documents are set apart by semicolons.
//! Three paragraphs and more that follow one another without a gap are contracted to a run.
//! Subparagraphs of one paragraph are a list of their own, with an `and` of its own: a reader of
//! `paras. 103 (a) and (d) and 110` cannot take the 110 for a part of 103.

use super::{Document, Number, from_roman};

/// One citation for all the provisions at `positions`, in the document's order whatever order
/// they come in. Positions outside the document are passed over.
#[must_use]
pub fn citation(compilation: &Document, positions: &[usize]) -> String {
    let mut positions: Vec<usize> = positions
        .iter()
        .copied()
        .filter(|&at| at < compilation.provisions.len())
        .collect();
    positions.sort_unstable();
    positions.dedup();
    let mut documents: Vec<(u32, Vec<&Number>)> = Vec::new();
    for at in positions {
        let provision = &compilation.provisions[at];
        match documents.last_mut() {
            Some((session, numbers)) if *session == provision.session => {
                numbers.push(&provision.number);
            }
            _ => documents.push((provision.session, vec![&provision.number])),
        }
    }
    let cited: Vec<String> = documents
        .iter()
        .map(|(session, numbers)| {
            let session = &compilation.parts[*session as usize];
            let source = session.symbol.as_deref().unwrap_or(&session.title);
            one_document(source, numbers)
        })
        .collect();
    cited.join("; ")
}

fn one_document(source: &str, numbers: &[&Number]) -> String {
    // Records of other collections may have no number.
    let numbered: Vec<&Number> = numbers
        .iter()
        .copied()
        .filter(|number| !number.as_str().is_empty())
        .collect();
    let mut groups = Vec::new();
    for siblings in numbered.chunk_by(|one, next| same_above(one, next)) {
        match siblings {
            [first, ..] if first.depth() > 1 => groups.push(enumerated(&runs(siblings))),
            _ => groups.extend(runs(siblings)),
        }
    }
    let paragraphs = match numbered.len() {
        0 => String::new(),
        1 => format!("para. {}", enumerated(&groups)),
        _ => format!("paras. {}", enumerated(&groups)),
    };
    [source, &paragraphs]
        .into_iter()
        .filter(|piece| !piece.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
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
fn runs(numbers: &[&Number]) -> Vec<String> {
    let mut written = Vec::new();
    let mut at = 0;
    while at < numbers.len() {
        let mut end = at;
        while end + 1 < numbers.len() && follows(numbers[end], numbers[end + 1]) {
            end += 1;
        }
        // Two neighbours are a pair, not a run: `paras. 5 and 6`.
        if end == at + 1 {
            end = at;
        }
        let bracketed = numbers[at].depth() > 1;
        let last_part = |number: &Number| match number.parts().last() {
            Some(part) if bracketed => format!("({part})"),
            Some(part) => part.to_owned(),
            None => String::new(),
        };
        let first = match at.checked_sub(1) {
            Some(before) if bracketed && same_above(numbers[before], numbers[at]) => {
                last_part(numbers[at])
            }
            _ => numbers[at].to_string(),
        };
        written.push(if end == at {
            first
        } else {
            format!("{first}-{}", last_part(numbers[end]))
        });
        at = end + 1;
    }
    written
}

/// Whether both stand on the same level under the same number.
fn same_above(one: &Number, other: &Number) -> bool {
    let (one, other): (Vec<&str>, Vec<&str>) = (one.parts().collect(), other.parts().collect());
    one.len() == other.len() && one[..one.len() - 1] == other[..other.len() - 1]
}

/// Whether `next` is the very next number on the same level, under the same number above.
fn follows(number: &Number, next: &Number) -> bool {
    let value = |number: &Number| {
        let part = number.parts().last()?;
        match number.depth() {
            1 => part.parse::<u32>().ok(),
            2 => letter(part),
            _ => from_roman(part),
        }
    };
    same_above(number, next)
        && matches!((value(number), value(next)), (Some(a), Some(b)) if a.checked_add(1) == Some(b))
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
        let numbers: Vec<Number> = numbers.iter().map(|n| Number::new(n)).collect();
        one_document("E/CN.4/2006/18", &numbers.iter().collect::<Vec<_>>())
    }

    #[test]
    fn as_un_editors_write_it() {
        let cases: [(&[&str], &str); 9] = [
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
        ];
        for (numbers, expected) in cases {
            assert_eq!(cite(numbers), expected);
        }
        assert_eq!(cite(&[""]), "E/CN.4/2006/18");
        assert_eq!(cite(&["", "7"]), "E/CN.4/2006/18, para. 7");
    }
}
