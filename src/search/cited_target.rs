//! Cited targets: queries such as `DPA 144`, `ICERD art. 4` or `A/RES/56/266`, written as the program
//! shows references, and other usual ways to write these.

use crate::language::entities::entity;
use crate::language::references::{PinpointUnit, Target};

/// Short names of instruments that people use beside those of the table of names.
const ALIASES: [(&str, &str); 3] = [
    ("dpoa", "DPA"),
    ("poa", "DPA"),
    ("programme of action", "DPA"),
];

/// What a query names as a reference, in every way that it may be meant; nothing where it names none.
pub(super) fn cited_targets(typed: &str) -> Vec<Target> {
    let typed = typed.trim();
    let read = |written: &str| match written.parse::<Target>() {
        Ok(Target::Part { of, unit, from, to }) if entity(&of).is_some() || is_symbol(&of) => {
            Some(Target::Part { of, unit, from, to })
        }
        Ok(Target::Whole(of)) if is_symbol(&of) => Some(Target::Whole(of)),
        _ => None,
    };
    let whole = !typed.to_uppercase().starts_with("DDPA ");
    if let Some(target) = read(typed).filter(|_| whole) {
        return vec![target];
    }
    // `DPoA para. 144`, `ddpa 144`, `icerd article 4`.
    let Some(at) = typed
        .rfind(' ')
        .filter(|at| typed[at + 1..].starts_with(|c: char| c.is_ascii_digit()))
    else {
        return Vec::new();
    };
    let number = &typed[at + 1..];
    let mut name = typed[..at].trim_end_matches([',', ' ']);
    let mut unit = PinpointUnit::Paragraph;
    for (word, its_unit) in [
        ("article", PinpointUnit::Article),
        ("articles", PinpointUnit::Article),
        ("art", PinpointUnit::Article),
        ("art.", PinpointUnit::Article),
        ("paragraph", PinpointUnit::Paragraph),
        ("paragraphs", PinpointUnit::Paragraph),
        ("para", PinpointUnit::Paragraph),
        ("para.", PinpointUnit::Paragraph),
        ("paras", PinpointUnit::Paragraph),
        ("paras.", PinpointUnit::Paragraph),
        ("§", PinpointUnit::Paragraph),
    ] {
        if let Some((before, last)) = name.rsplit_once(' ')
            && last.eq_ignore_ascii_case(word)
        {
            (name, unit) = (before.trim_end_matches([',', ' ']), its_unit);
            break;
        }
    }
    let alias = ALIASES
        .iter()
        .find(|(alias, _)| name.eq_ignore_ascii_case(alias));
    let upper = name.to_uppercase();
    let keys: Vec<&str> = match (alias, &*upper) {
        (Some((_, key)), _) => vec![key],
        // Its paragraphs count in its two parts.
        (None, "DDPA") => vec!["DPA", "DD"],
        (None, upper) => entity(upper).map(|entity| entity.key).into_iter().collect(),
    };
    let mark = match unit {
        PinpointUnit::Article => " art.",
        PinpointUnit::Paragraph => "",
    };
    let written = keys.iter().map(|key| format!("{key}{mark} {number}"));
    written.filter_map(|written| read(&written)).collect()
}

/// The numbers of a target, which stand in a text that refers to it.
pub(super) fn numbers(target: &Target) -> String {
    match target {
        Target::Part { from, to, .. } => {
            let first = |path: &crate::model::Path| path.levels().next().map(str::to_owned);
            let (from, to) = (first(from), first(to));
            let to = to.filter(|to| Some(to) != from.as_ref());
            let numbers: Vec<String> = from.into_iter().chain(to).collect();
            numbers.join(" ")
        }
        Target::Whole(symbol) => {
            let mut last: Vec<&str> = symbol.rsplit('/').take(2).collect();
            last.reverse();
            last.retain(|piece| piece.starts_with(|c: char| c.is_ascii_digit()));
            last.join(" ")
        }
        Target::Sessions { .. } => String::new(),
    }
}

fn is_symbol(written: &str) -> bool {
    let letter = written.starts_with(|c: char| c.is_ascii_uppercase());
    letter
        && written.contains('/')
        && written.ends_with(|c: char| c.is_ascii_digit())
        && !written.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_they_are_shown_and_as_people_write_them() {
        for (typed, targets) in [
            ("DPA 144", vec!["DPA 144"]),
            ("DPA 140-147", vec!["DPA 140-147"]),
            ("ICERD art. 4", vec!["ICERD art. 4"]),
            ("A/RES/56/266", vec!["A/RES/56/266"]),
            ("A/RES/56/266 para. 13", vec!["A/RES/56/266 para. 13"]),
            ("DPoA 144", vec!["DPA 144"]),
            ("PoA para. 144", vec!["DPA 144"]),
            ("dpa 144", vec!["DPA 144"]),
            ("DDPA 144", vec!["DPA 144", "DD 144"]),
            ("icerd article 4", vec!["ICERD art. 4"]),
            ("malaria 4", vec![]),
            ("DPA", vec![]),
            ("HIV/AIDS", vec![]),
            ("session 4", vec![]),
        ] {
            let written: Vec<String> = cited_targets(typed).iter().map(Target::to_string).collect();
            assert_eq!(written, targets, "{typed}");
        }
    }

    #[test]
    fn numbers_that_stand_in_the_text() {
        let numbers = |typed: &str| cited_targets(typed).first().map(numbers);
        assert_eq!(numbers("DPA 140-147").as_deref(), Some("140 147"));
        assert_eq!(numbers("A/RES/56/266").as_deref(), Some("56 266"));
        assert_eq!(numbers("ICERD art. 4").as_deref(), Some("4"));
    }
}
