//! Modality: what somebody should, must or needs to do.

use super::addressee::list;
use super::lexicon::{ADVERB, ESSENTIAL};
use super::sentence::{Found, Sentence, last_before};
use super::verb::agents;
use crate::language::actions::{ActionKind, action_id};

/// Adds the obligations of a sentence to what the body does in it.
pub(super) fn read(sentence: &Sentence<'_>, found: &mut Vec<Found>) {
    for at in 0..sentence.len() {
        let next = sentence.past_adverbs(at + 1);
        let obligation = match sentence.at(at) {
            word @ ("should" | "must" | "shall") => modal(sentence, at, word, at + 1),
            "have" | "has" if sentence.at(next) == "to" => modal(sentence, at, "must", next + 1),
            "are" | "is" => being(sentence, at, next),
            "need" | "needs" => need(sentence, at, found),
            "require" | "requires" => require(sentence, at),
            "will" => will(sentence, at),
            "deems" | "considers" | "finds" if sentence.at(at + 1) == "it" => {
                // Somebody has to act, which "deems it necessary to reiterate" does not say.
                let adjective = sentence.past_adverbs(at + 2);
                let of_another = matches!(sentence.at(adjective + 1), "for" | "that");
                essential(sentence, adjective, adjective).filter(|_| of_another)
            }
            _ => None,
        };
        found.extend(obligation);
    }
    responsible(sentence, found);
    if found.is_empty() {
        let could = (0..sentence.len()).find(|&at| sentence.at(at) == "could");
        found.extend(could.and_then(|at| modal(sentence, at, "could", at + 1)));
    }
}

fn obligation(
    action: &str,
    words: std::ops::Range<usize>,
    addressees: Vec<&'static str>,
) -> Option<Found> {
    Some(Found {
        action: action_id(action)?,
        kind: ActionKind::Obliges,
        words,
        addressees,
    })
}

/// A modal from `at` to `end`, with its subject, or by whom it is to be done.
fn modal(sentence: &Sentence<'_>, at: usize, action: &str, end: usize) -> Option<Found> {
    if sentence.is_subordinate(at) {
        return None;
    }
    let mut addressees = sentence.subject(at).names;
    addressees.extend(agents(sentence, end, false));
    obligation(action, at..end, addressees)
}

/// "is required", "are to ensure", "it is imperative that", "it is essential for States to".
fn being(sentence: &Sentence<'_>, at: usize, next: usize) -> Option<Found> {
    if sentence.before(at, 1) == "it" {
        let considered = matches!(sentence.at(next), "considered" | "deemed");
        let adjective = if considered {
            sentence.past_adverbs(next + 1)
        } else {
            next
        };
        return essential(sentence, at, adjective);
    }
    let required = matches!(sentence.at(next), "required" | "needed" | "necessary");
    let to = sentence.at(next) == "to" && sentence.at(next + 1) != "be";
    if !(required || to) || sentence.is_subordinate(at) {
        return None;
    }
    let names = sentence.subject(at).names;
    if to {
        // Only of those who can act: "the purpose is to consider" obliges nobody.
        return obligation("must", at..next + 1, names)
            .filter(|found| !found.addressees.is_empty());
    }
    let acts = sentence.at(next + 1) == "to" || sentence.at(next) == "required";
    obligation("need", at..next + 1, if acts { names } else { Vec::new() })
}

/// "(it is) essential for States to", "imperative that", from the verb to the adjective.
fn essential(sentence: &Sentence<'_>, from: usize, adjective: usize) -> Option<Found> {
    if !sentence.is(adjective, ESSENTIAL) {
        return None;
    }
    let named = match sentence.at(adjective + 1) {
        "for" => list(sentence.words, adjective + 2),
        "that" => sentence.subjects_from(adjective + 2).into_iter().next(),
        "to" => None,
        _ => return None,
    };
    let imperative = sentence.at(adjective) == "imperative";
    let action = if imperative { "must" } else { "essential" };
    obligation(action, from..adjective + 1, named.unwrap_or_default().names)
}

/// "there is a need to", "emphasizes the need for States to", "States need to".
fn need(sentence: &Sentence<'_>, at: usize, found: &mut [Found]) -> Option<Found> {
    let noun = |place: &usize| {
        sentence.is(*place, ADVERB)
            || matches!(
                sentence.at(*place),
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
                    | "pressing"
                    | "increasing"
                    | "no"
                    | "its"
                    | "their"
                    | "this"
                    | "general"
            )
    };
    // What stands before the noun: article and adjectives.
    let noun_from = at - (0..at).rev().take(4).take_while(noun).count();
    let there = matches!(
        sentence.before(noun_from, 1),
        "is" | "are" | "remains" | "exists" | "was"
    ) && !sentence.is_subordinate(noun_from - 1);
    let acts = |found: &&mut Found| found.kind != ActionKind::Obliges;
    let object = last_before(found, at).filter(acts).is_some_and(|verb| {
        let direct = sentence.past_aside(sentence.past_adverbs(verb.words.end));
        direct == noun_from && noun_from < at
    });
    if there || object {
        let needing = list(sentence.words, at + 2).filter(|list| {
            sentence.at(at + 1) == "for" && sentence.at(sentence.past_aside(list.end)) == "to"
        });
        return obligation("need", at..at + 1, needing.unwrap_or_default().names);
    }
    let verb = noun_from == at && sentence.at(at + 1) == "to" && !sentence.is_subordinate(at);
    let names = sentence.subject(at).names;
    let said = !names.is_empty() || sentence.at(at + 2) == "be" || sentence.before(at, 1) == "they";
    obligation("need", at..at + 1, names).filter(|_| verb && said)
}

/// "All victims require …"
fn require(sentence: &Sentence<'_>, at: usize) -> Option<Found> {
    let before = sentence.back_over_adverbs(at);
    let governed = matches!(
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
    let bare = !governed && !sentence.is_subordinate(at);
    obligation("need", at..at + 1, Vec::new()).filter(|_| bare)
}

/// What the body says that it will do itself.
fn will(sentence: &Sentence<'_>, at: usize) -> Option<Found> {
    let before = sentence.back_over_adverbs(at);
    let body = matches!(
        sentence.before(before, 1),
        "group" | "committee" | "council" | "commission" | "assembly"
    );
    if !body || sentence.is_subordinate(at) {
        return None;
    }
    obligation("will", at..at + 1, sentence.subject(at).names)
}

/// Addresses those who are said to bear a responsibility: "responsibility lies with States",
/// "States have the primary responsibility to".
fn responsible(sentence: &Sentence<'_>, found: &mut [Found]) {
    for at in 0..sentence.len() {
        if !matches!(
            sentence.at(at),
            "responsibility"
                | "responsibilities"
                | "obligation"
                | "obligations"
                | "duty"
                | "duties"
        ) {
            continue;
        }
        let borne_by = (at.saturating_sub(5)..at)
            .rev()
            .find(|&place| matches!(sentence.at(place), "have" | "has" | "bear" | "bears"))
            .filter(|&verb| !sentence.is_subordinate(verb));
        let bearer = borne_by.map(|verb| sentence.subject(verb));
        let lies_with = (at..sentence.len())
            .take_while(|&place| sentence.at(place) != ";")
            .find(|&place| {
                matches!(sentence.at(place), "lies" | "lie" | "rests" | "rest")
                    && sentence.at(sentence.past_adverbs(place + 1)) == "with"
            })
            .and_then(|place| list(sentence.words, sentence.past_adverbs(place + 1) + 1));
        if let Some(verb) = last_before(found, at) {
            let names = bearer.into_iter().chain(lies_with);
            verb.addressees.extend(names.flat_map(|list| list.names));
        }
    }
}
