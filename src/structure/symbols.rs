//! Symbols and job numbers of United Nations documents: `A/HRC/43/15`, `GE.19-21936(E)`.

/// Whether `word` is the symbol of a document.
pub(super) fn is_symbol(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| matches!(c, '*' | ',' | '.' | ';'));
    let bare = bare
        .strip_prefix('(')
        .and_then(|it| it.strip_suffix(')'))
        .unwrap_or(bare);
    let mut pieces = bare.split('/');
    let organ = pieces.next().unwrap_or_default();
    let known = !organ.is_empty()
        && organ.len() <= 8
        && organ
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte == b'.');
    let rest: Vec<&str> = pieces.collect();
    known
        && !rest.is_empty()
        && rest.iter().all(|piece| {
            !piece.is_empty()
                && piece
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '(' | ')' | '*'))
        })
        && rest
            .iter()
            .any(|piece| piece.bytes().any(|byte| byte.is_ascii_digit()))
        && bare.bytes().all(|byte| {
            !byte.is_ascii_lowercase()
                || bare.contains("Add")
                || bare.contains("Rev")
                || bare.contains("Corr")
                || bare.contains("Amend")
        })
}

/// Whether `word` is the number of a job in the print shop: `GE.19-21936(E)`, `31-10001`.
pub(super) fn is_job_number(word: &str) -> bool {
    let bare = word.strip_prefix("GE.").unwrap_or(word);
    let (number, rest) = match bare.find('(') {
        Some(at) => bare.split_at(at),
        None => (bare, ""),
    };
    let digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let numbered = number.split_once('-').is_some_and(|(year, job)| {
        year.len() == 2 && digits(year) && (5..=6).contains(&job.len()) && digits(job)
    });
    numbered && (rest.is_empty() || (rest.len() <= 4 && rest.ends_with(')')))
        || matches!(word, "(E)" | "(F)" | "(S)" | "(R)" | "(A)" | "(C)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_and_what_only_looks_like_one() {
        for word in [
            "A/HRC/43/15",
            "A/HRC/14/15/Add.1",
            "E/CN.4/2006/18",
            "A/RES/73/6",
            "S/RES/687",
            "CERD/C/SVN/CO/8",
            "(A/HRC/7/CRP.2)",
            "A/HRC/WG.6/34/SVN/2",
        ] {
            assert!(is_symbol(word), "{word}");
        }
        for word in [
            "HIV/AIDS", "and/or", "14/1", "56/266", "A", "", "km/h", "States/2",
        ] {
            assert!(!is_symbol(word), "{word}");
        }
        for word in ["GE.19-21936(E)", "GE.10-12465", "31-10001"] {
            assert!(is_job_number(word), "{word}");
        }
        assert!(!is_job_number("1990-91"));
    }
}
