//! What somebody should, must or needs to do.

use super::action::Kind;
use super::addressee::list;
use super::object::agents;
use super::sentence::{Clauses, Found, Sentence, is_adverb};

/// Adds the obligations of a sentence to what the body does in it.
pub(super) fn read(sentence: &Sentence<'_>, clauses: &Clauses, found: &mut Vec<Found>) {
    for at in 0..sentence.words.len() {
        let obligation = match sentence.at(at) {
            "should" => modal(sentence, clauses, at, "should", at + 1),
            "must" => modal(sentence, clauses, at, "must", at + 1),
            "shall" => modal(sentence, clauses, at, "shall", at + 1),
            "have" | "has" if sentence.at(sentence.past_adverbs(at + 1)) == "to" => {
                let end = sentence.past_adverbs(at + 1) + 1;
                modal(sentence, clauses, at, "must", end)
            }
            "are" | "is" => being(sentence, clauses, at),
            "need" | "needs" => need(sentence, clauses, at, found),
            "require" | "requires" => require(sentence, clauses, at),
            "will" => will(sentence, clauses, at),
            _ => None,
        };
        let considered = || essential_of_another(sentence, at);
        found.extend(obligation.or_else(considered));
    }
    responsible(sentence, clauses, found);
    if found.is_empty() {
        let could = (0..sentence.words.len())
            .find(|&at| sentence.at(at) == "could" && !sentence.is_subordinate(at, clauses));
        found.extend(could.and_then(|at| modal(sentence, clauses, at, "could", at + 1)));
    }
}

fn obligation(
    action: &'static str,
    words: std::ops::Range<usize>,
    addressees: Vec<&'static str>,
) -> Found {
    Found {
        action,
        kind: Kind::Obliges,
        words,
        addressees,
    }
}

/// A modal from `at` to `end`, with its subject, or by whom it is to be done.
fn modal(
    sentence: &Sentence<'_>,
    clauses: &Clauses,
    at: usize,
    action: &'static str,
    end: usize,
) -> Option<Found> {
    if sentence.is_subordinate(at, clauses) {
        return None;
    }
    let subject = sentence.subject(at, clauses);
    let mut found = obligation(action, at..end, Vec::new());
    found.address(subject.into_iter().flat_map(|list| list.names));
    found.address(agents(sentence, end, false));
    Some(found)
}

/// "is required", "are to ensure", "it is imperative that", "it is essential for States to".
fn being(sentence: &Sentence<'_>, clauses: &Clauses, at: usize) -> Option<Found> {
    let next = sentence.past_adverbs(at + 1);
    match sentence.at(next) {
        "required" | "needed" | "necessary" if !sentence.is_subordinate(at, clauses) => {
            if sentence.before(at, 1) == "it" {
                return essential(sentence, at, next);
            }
            let to_act = sentence.at(next + 1) == "to" || sentence.at(next) == "required";
            let subject = sentence.subject(at, clauses).filter(|_| to_act);
            let names = subject.map(|list| list.names).unwrap_or_default();
            Some(obligation("need", at..next + 1, names))
        }
        "to" if sentence.at(next + 1) != "be" && !sentence.is_subordinate(at, clauses) => {
            // Only of those who can act: "the purpose is to consider" obliges nobody.
            let subject = sentence.subject(at, clauses)?;
            Some(obligation("must", at..next + 1, subject.names))
        }
        _ if sentence.before(at, 1) == "it" => {
            let adjective = match sentence.at(next) {
                "considered" | "deemed" => sentence.past_adverbs(next + 1),
                _ => next,
            };
            essential(sentence, at, adjective)
        }
        _ => None,
    }
}

/// Whether a word says that something has to be.
fn is_essential(word: &str) -> bool {
    matches!(
        word,
        "essential" | "necessary" | "crucial" | "vital" | "imperative" | "indispensable"
    )
}

/// "(it is) essential for States to", "imperative that", from the verb to the adjective.
fn essential(sentence: &Sentence<'_>, from: usize, adjective: usize) -> Option<Found> {
    let word = sentence.at(adjective);
    if !is_essential(word) || !matches!(sentence.at(adjective + 1), "for" | "that" | "to") {
        return None;
    }
    let action = if word == "imperative" {
        "must"
    } else {
        "essential"
    };
    let named = match sentence.at(adjective + 1) {
        "for" => list(sentence.words, adjective + 2),
        "that" => sentence.subject_from(adjective + 2).into_iter().next(),
        _ => None,
    };
    let mut found = obligation(action, from..adjective + 1, Vec::new());
    found.address(named.into_iter().flat_map(|list| list.names));
    Some(found)
}

/// "deems it essential for States to": somebody has to act, which "deems it necessary to
/// reiterate" does not say.
fn essential_of_another(sentence: &Sentence<'_>, at: usize) -> Option<Found> {
    let considers = matches!(
        sentence.at(at),
        "deems" | "considers" | "finds" | "deemed" | "considered"
    );
    let adjective = sentence.past_adverbs(at + 2);
    let of_another = matches!(sentence.at(adjective + 1), "for" | "that");
    if !considers || sentence.at(at + 1) != "it" || !of_another {
        return None;
    }
    essential(sentence, adjective, adjective)
}

/// "there is a need to", "emphasizes the need for States to", "States need to".
fn need(sentence: &Sentence<'_>, clauses: &Clauses, at: usize, found: &[Found]) -> Option<Found> {
    // What stands before the noun: article and adjectives.
    let noun_from = (1..=4)
        .map_while(|back| at.checked_sub(back))
        .find(|place| !is_of_noun(sentence, *place))
        .map_or(0, |place| place + 1);
    let led_by = sentence.before(noun_from, 1);
    let there = matches!(led_by, "is" | "are" | "remains" | "exists" | "was")
        && !sentence.is_subordinate(noun_from - 1, clauses);
    let last_verb = found
        .iter()
        .filter(|found| found.kind != Kind::Obliges && found.words.end <= at)
        .max_by_key(|found| found.words.end);
    let object = last_verb.is_some_and(|verb| {
        let direct = sentence.past_aside(sentence.past_adverbs(verb.words.end));
        direct == noun_from && noun_from < at
    });
    if there || object {
        let mut need = obligation("need", at..at + 1, Vec::new());
        need.address(needing(sentence, at + 1));
        return Some(need);
    }
    let verb = noun_from == at && sentence.at(at + 1) == "to";
    if verb && !sentence.is_subordinate(at, clauses) {
        let subject = sentence.subject(at, clauses);
        if subject.is_some() || sentence.at(at + 2) == "be" || sentence.before(at, 1) == "they" {
            let names = subject.map(|list| list.names).unwrap_or_default();
            return Some(obligation("need", at..at + 1, names));
        }
    }
    None
}

/// Whether a word may stand between a verb and the noun "need".
fn is_of_noun(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = &sentence.words[at];
    is_adverb(word)
        || matches!(
            &*word.folded,
            "the"
                | "a"
                | "an"
                | "urgent"
                | "great"
                | "greater"
                | "special"
                | "clear"
                | "strong"
                | "particular"
                | "continued"
                | "continuing"
                | "pressing"
                | "increasing"
                | "critical"
                | "ongoing"
                | "no"
                | "its"
                | "their"
                | "this"
                | "overall"
                | "general"
                | "real"
        )
}

/// Those who need to act: "need for all stakeholders to", "need for States, as …, to".
fn needing(sentence: &Sentence<'_>, at: usize) -> Vec<&'static str> {
    if sentence.at(at) != "for" {
        return Vec::new();
    }
    let Some(list) = list(sentence.words, at + 1) else {
        return Vec::new();
    };
    let after = sentence.past_aside(list.end);
    if sentence.at(after) == "to" {
        list.names
    } else {
        Vec::new()
    }
}

/// "All victims require …"
fn require(sentence: &Sentence<'_>, clauses: &Clauses, at: usize) -> Option<Found> {
    let before = sentence.back_over_adverbs(at);
    let bare = !matches!(
        sentence.before(before, 1),
        "to" | "may"
            | "might"
            | "would"
            | "could"
            | "can"
            | "will"
            | "not"
            | "should"
            | "must"
            | "and"
            | ""
    );
    (bare && !sentence.is_subordinate(at, clauses))
        .then(|| obligation("need", at..at + 1, Vec::new()))
}

/// What the body says that it will do itself.
fn will(sentence: &Sentence<'_>, clauses: &Clauses, at: usize) -> Option<Found> {
    const SPEAKING: &[&str] = &["group", "committee", "council", "commission", "assembly"];
    let before = sentence.back_over_adverbs(at);
    if !SPEAKING.contains(&sentence.before(before, 1)) || sentence.is_subordinate(at, clauses) {
        return None;
    }
    let subject = sentence.subject(at, clauses);
    let names = subject.map(|list| list.names).unwrap_or_default();
    Some(obligation("will", at..at + 1, names))
}

/// Addresses those who are said to bear a responsibility: "responsibility lies with States",
/// "States have the primary responsibility to".
fn responsible(sentence: &Sentence<'_>, clauses: &Clauses, found: &mut [Found]) {
    let is_duty = |word: &str| {
        matches!(
            word,
            "responsibility"
                | "responsibilities"
                | "obligation"
                | "obligations"
                | "duty"
                | "duties"
        )
    };
    for at in (0..sentence.words.len()).filter(|&at| is_duty(sentence.at(at))) {
        let borne_by = (1..=5)
            .map_while(|back| at.checked_sub(back))
            .find(|place| matches!(sentence.at(*place), "have" | "has" | "bear" | "bears"));
        let bearer = borne_by
            .filter(|&verb| !sentence.is_subordinate(verb, clauses))
            .and_then(|verb| sentence.subject(verb, clauses));
        let lies_with = (at..sentence.words.len())
            .take_while(|&place| sentence.at(place) != ";")
            .find(|&place| {
                matches!(sentence.at(place), "lies" | "lie" | "rests" | "rest")
                    && sentence.at(sentence.past_adverbs(place + 1)) == "with"
            })
            .and_then(|place| list(sentence.words, sentence.past_adverbs(place + 1) + 1));
        let names: Vec<_> = bearer
            .into_iter()
            .chain(lies_with)
            .flat_map(|list| list.names)
            .collect();
        let verb = found
            .iter_mut()
            .filter(|found| found.words.end <= at)
            .max_by_key(|found| found.words.end);
        if let Some(verb) = verb {
            verb.address(names);
        }
    }
}
