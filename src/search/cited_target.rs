//! Cited targets: queries such as `DPA 144`, `ICERD art. 4` or `A/RES/56/266`, written as the program
//! shows references, and other usual ways to write these.

use crate::language::entities::{Entity, entities, entity};
use crate::language::references::{PinpointUnit, Target, references_in};
use crate::model::{AddressRun, Path, Unit};

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
    let scanned = if whole { scanned(typed) } else { Vec::new() };
    if !scanned.is_empty() {
        return scanned;
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

/// The references that a query is when it is read as a text is: `Durban Programme of Action, paragraph
/// 144`, `article 4 of ICERD`, `General Assembly resolution 56/266`. Nothing where other words stand
/// beside them, or where a name stands alone.
fn scanned(typed: &str) -> Vec<Target> {
    let references = references_in(typed);
    let [first, ..] = references.as_slice() else {
        return Vec::new();
    };
    let mut targets = Vec::new();
    let mut beside = String::new();
    let mut end = 0;
    for reference in &references {
        beside.push_str(&typed[end..reference.span.start as usize]);
        end = reference.span.end as usize;
        targets.push(reference.target.clone());
    }
    let joins = |word: &str| matches!(word, "" | "the" | "and" | "of" | "to" | "see");
    let no_words = |text: &str| {
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        words.all(|word| joins(&word.to_lowercase()))
    };
    let numbered = |target: &Target| match target {
        Target::Part { .. } => true,
        Target::Whole(of) => entity(of).is_none(),
        Target::Sessions { .. } => false,
    };
    let rest = typed.get(end..).unwrap_or_default();
    if no_words(&beside) && no_words(rest) && targets.iter().all(numbered) {
        return targets.into_iter().flat_map(of_its_parts).collect();
    }
    // `Durban Declaration, paragraph 144`: a number that another part of the same instrument has.
    let name = Some(&first.target).filter(|_| references.len() == 1 && no_words(&beside));
    let Some(named) = name.and_then(Target::whole).and_then(entity) else {
        return Vec::new();
    };
    let places = AddressRun::parse_list(rest.trim_start_matches([',', ' '])).unwrap_or_default();
    let wanted: Option<Vec<Wanted>> = places.iter().map(Wanted::bare).collect();
    let mut targets = Vec::new();
    for wanted in wanted.unwrap_or_default() {
        let Wanted::Bare(unit, first, last) = wanted else {
            continue;
        };
        let beside = |entity: &&Entity| {
            let within = [entity.within, entity.key];
            let family = [named.key, named.within]
                .into_iter()
                .filter(|key| !key.is_empty());
            family.into_iter().any(|key| within.contains(&key))
        };
        let has = |entity: &&Entity| entity.paragraphs.is_some_and(|count| last <= count);
        for part in entities().iter().filter(beside).filter(has) {
            let (from, to) = (
                Path::parse(&first.to_string()),
                Path::parse(&last.to_string()),
            );
            targets.push(Target::Part {
                of: part.key.into(),
                unit,
                from,
                to,
            });
        }
    }
    targets
}

/// The same number of each part of an instrument, where its parts count by themselves.
fn of_its_parts(target: Target) -> Vec<Target> {
    let Target::Part { of, unit, from, to } = &target else {
        return vec![target];
    };
    let has = |part: &&Entity| {
        let last = to.paragraph().unwrap_or(0);
        part.within == of.as_str() && part.paragraphs.is_none_or(|count| last <= count)
    };
    let parts = entities().iter().filter(has).map(|part| Target::Part {
        of: part.key.into(),
        unit: *unit,
        from: from.clone(),
        to: to.clone(),
    });
    let parts: Vec<Target> = parts.collect();
    if parts.is_empty() {
        vec![target]
    } else {
        parts
    }
}

/// A reference that a query asks for.
pub(super) enum Wanted {
    /// This one.
    Target(Target),
    /// These paragraphs or articles, of whatever instrument: `paragraphs 140-147`.
    Bare(PinpointUnit, u32, u32),
}

impl Wanted {
    /// The paragraphs or articles of an address that says nothing of what they are in.
    pub(super) fn bare(run: &AddressRun) -> Option<Self> {
        let unit = match run.first.unit {
            None | Some(Unit::Paragraph) => PinpointUnit::Paragraph,
            Some(Unit::Article) => PinpointUnit::Article,
            Some(Unit::Preambular | Unit::Operative) => return None,
        };
        let bare = run.first.symbol.is_none() && run.first.part.is_none();
        let (first, last) = run.numbers();
        (bare && first > 0 && run.first.path.len() == 1).then_some(Self::Bare(unit, first, last))
    }

    /// A query for what stands in a text with just this reference.
    pub(super) fn numbers(&self) -> String {
        match self {
            Self::Bare(_, first, last) if first == last => format!("{}{first}", self.nouns()),
            Self::Bare(_, first, last) => format!("{}{first} {last}", self.nouns()),
            Self::Target(target) => numbers(target),
        }
    }

    /// Whether a reference to a run of numbers may have it among them.
    pub(super) fn may_be_within(&self) -> bool {
        matches!(self, Self::Bare(..) | Self::Target(Target::Part { .. }))
    }

    /// A query for the noun that stands before such a run.
    pub(super) fn nouns(&self) -> &'static str {
        match self {
            Self::Bare(PinpointUnit::Article, ..)
            | Self::Target(Target::Part {
                unit: PinpointUnit::Article,
                ..
            }) => "articles | art ",
            _ => "paragraphs | para ",
        }
    }

    /// Whether a reference is just this one.
    pub(super) fn is(&self, target: &Target) -> bool {
        match (self, target) {
            (Self::Target(wanted), target) => wanted == target,
            (
                Self::Bare(unit, first, last),
                Target::Part {
                    unit: its,
                    from,
                    to,
                    ..
                },
            ) => unit == its && from.paragraph() == Some(*first) && to.paragraph() == Some(*last),
            _ => false,
        }
    }

    /// Whether a reference has some of it.
    pub(super) fn touches(&self, target: &Target) -> bool {
        match (self, target) {
            (Self::Target(wanted), target) => wanted.overlaps(target),
            (
                Self::Bare(unit, first, last),
                Target::Part {
                    unit: its,
                    from,
                    to,
                    ..
                },
            ) => {
                let numbers = from.paragraph().zip(to.paragraph());
                unit == its && numbers.is_some_and(|(from, to)| from <= *last && *first <= to)
            }
            _ => false,
        }
    }
}

/// The numbers of a target, which stand in a text that refers to it.
fn numbers(target: &Target) -> String {
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
            // As texts write them.
            ("Durban Programme of Action, paragraph 144", vec!["DPA 144"]),
            (
                "paragraph 144 of the Durban Programme of Action",
                vec!["DPA 144"],
            ),
            (
                "Durban Programme of Action, paragraphs 140 to 147",
                vec!["DPA 140-147"],
            ),
            ("article 4 of ICERD", vec!["ICERD art. 4"]),
            ("General Assembly resolution 56/266", vec!["A/RES/56/266"]),
            // The declaration has 122 paragraphs; the programme has this one.
            ("Durban Declaration, paragraph 144", vec!["DPA 144"]),
            ("Durban Declaration, paragraph 11", vec!["DD 11"]),
            (
                "Durban Declaration and Programme of Action, paragraph 11",
                vec!["DD 11", "DPA 11"],
            ),
            (
                "racism in paragraph 144 of the Durban Programme of Action",
                vec![],
            ),
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
        let numbers = |typed: &str| cited_targets(typed).first().map(super::numbers);
        assert_eq!(numbers("DPA 140-147").as_deref(), Some("140 147"));
        assert_eq!(numbers("A/RES/56/266").as_deref(), Some("56 266"));
        assert_eq!(numbers("ICERD art. 4").as_deref(), Some("4"));
    }
}
