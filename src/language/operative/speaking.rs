//! What the body does by a verb: "urges States to …", "recommends that …", "States are encouraged to …".

use super::action::{Form, Kind, Verb, verb};
use super::object::{complete, coordinate_clauses};
use super::sentence::{Clauses, Found, Sentence};

/// Nouns that name a body, or those who speak for one.
const SPEAKERS: &[&str] = &[
    "group",
    "committee",
    "subcommittee",
    "sub-committee",
    "council",
    "assembly",
    "commission",
    "sub-commission",
    "conference",
    "rapporteur",
    "rapporteurs",
    "expert",
    "experts",
    "board",
    "panel",
    "forum",
    "meeting",
    "secretary-general",
    "commissioner",
    "mechanism",
    "workshop",
    "seminar",
    "participants",
    "delegations",
    "representatives",
    "members",
    "we",
    "chairperson",
    "chair",
    "president",
    "office",
    "court",
    "summit",
    "parties",
];

/// What the body does in a sentence, and the clauses that complete its verbs.
pub(super) fn read(sentence: &Sentence<'_>, spoken: &mut bool) -> (Vec<Found>, Clauses) {
    let mut found = Vec::new();
    let mut clauses = Clauses::default();
    let opening = speaker_opens(sentence);
    let mut at = 0;
    while at < sentence.words.len() {
        let Some(verb) = verb(sentence.words, at) else {
            at += 1;
            continue;
        };
        if acts(sentence, at, verb, opening, found.last(), *spoken) {
            *spoken = true;
            found.push(Found {
                action: verb.action,
                kind: verb.kind,
                words: at..at + verb.len,
                addressees: Vec::new(),
            });
            complete(sentence, verb, &mut found, &mut clauses);
        } else if verb.form == Form::Past && is_impersonal(sentence, at) {
            found.push(Found {
                action: verb.action,
                kind: verb.kind,
                words: at..at + verb.len,
                addressees: Vec::new(),
            });
            complete(sentence, verb, &mut found, &mut clauses);
        } else if let Some(passive) = passive(sentence, at, verb, &clauses) {
            found.push(passive);
        }
        at += verb.len;
    }
    coordinate_clauses(sentence, &found, &mut clauses);
    (found, clauses)
}

/// Where the speaker ends who is the subject of the sentence, if it has one: "The Working Group …".
fn speaker_opens(sentence: &Sentence<'_>) -> Option<usize> {
    let starts = |start: usize| {
        let noun = (start..start + 6).find(|at| SPEAKERS.contains(&sentence.at(*at)))?;
        let unbroken = (start..noun).all(|at| !sentence.words[at].is_mark());
        (unbroken && matches!(sentence.at(start), "the" | "we" | "our")).then_some(noun + 1)
    };
    let first = sentence.past_adverbs(0);
    starts(first).or_else(|| {
        let commas = (first..sentence.words.len().min(first + 60))
            .filter(|at| sentence.at(*at) == ",")
            .take(6);
        commas.into_iter().find_map(|comma| starts(comma + 1))
    })
}

/// Whether the body acts by this verb here.
fn acts(
    sentence: &Sentence<'_>,
    at: usize,
    verb: Verb,
    opening: Option<usize>,
    last: Option<&Found>,
    spoken: bool,
) -> bool {
    let before = sentence.back_over_adverbs(at);
    let subject = speaker_before(sentence, before, spoken);
    match verb.form {
        Form::Third => {
            let first = before == 0 || before == sentence.own_from;
            subject
                || (first && !is_noun(sentence, at, verb))
                || (last.is_some() && continues(sentence, before) && !is_noun(sentence, at, verb))
                || (last.is_none() && opening.is_some_and(|end| fallback(sentence, end, at)))
        }
        Form::Past => {
            let by = sentence.at(at + verb.len) == "by" && sentence.at(at + verb.len + 1) == "the";
            !by && (subject
                || (last.is_none() && opening.is_some_and(|end| fallback(sentence, end, at))))
        }
        Form::Base => {
            let plural = matches!(
                sentence.before(before, 1),
                "we" | "experts"
                    | "participants"
                    | "delegations"
                    | "representatives"
                    | "members"
                    | "parties"
                    | "rapporteurs"
            );
            (subject && plural) || through_another(sentence, at)
        }
    }
}

/// Whether the body, as the subject of a clause, ends right before `end`: "the Working Group,
/// in that context,", "although it".
fn speaker_before(sentence: &Sentence<'_>, end: usize, spoken: bool) -> bool {
    let end = past_aside_back(sentence, end);
    let word = sentence.before(end, 1);
    if word == "it" {
        return spoken
            && matches!(
                sentence.before(end, 2),
                "" | "although" | "though" | "while" | "and" | "but" | "," | ";"
            );
    }
    if word == "we" {
        return matches!(sentence.before(end, 2), "" | "," | "and" | ";");
    }
    if !SPEAKERS.contains(&word) {
        return false;
    }
    let start = (2..=6)
        .map_while(|back| end.checked_sub(back))
        .find(|start| matches!(sentence.at(*start), "the" | "our" | "participants"));
    match start {
        // Right at the start of a clause, not inside a relative one or as another's object.
        Some(start) => {
            sentence.is_opened_until(start)
                || matches!(
                    sentence.before(start, 1),
                    "" | ","
                        | ";"
                        | ":"
                        | "and"
                        | "but"
                        | "while"
                        | "although"
                        | "therefore"
                        | "regard"
                )
        }
        None => end <= 2,
    }
}

/// Steps back over what commas set apart before `end`: "the Group, in this regard, …".
fn past_aside_back(sentence: &Sentence<'_>, end: usize) -> usize {
    if sentence.before(end, 1) != "," {
        return end;
    }
    (2..40)
        .map_while(|back| end.checked_sub(back))
        .find(|place| sentence.at(*place) == ",")
        .unwrap_or(end)
}

/// Whether a verb at `at` goes on from one before it: "…, and to this end stresses".
fn continues(sentence: &Sentence<'_>, at: usize) -> bool {
    if matches!(sentence.before(at, 1), "and" | "or" | "but" | ";") {
        return true;
    }
    if sentence.before(at, 1) == "," && !matches!(sentence.before(at, 2), "") {
        // ", in this context, urges" and ", stresses".
        let start = (2..12)
            .map_while(|back| at.checked_sub(back))
            .find(|place| matches!(sentence.at(*place), "," | "and" | ";"));
        return match start {
            Some(place) => opens_aside(sentence, place + 1) || place + 2 == at,
            None => true,
        };
    }
    // "and to this end stresses"
    (2..8)
        .map_while(|back| at.checked_sub(back))
        .find(|place| matches!(sentence.at(*place), "and" | "," | ";" | "but"))
        .is_some_and(|place| {
            opens_aside(sentence, place + 1)
                && matches!(
                    sentence.before(at, 1),
                    "end" | "regard" | "context" | "respect" | "connection" | "effect" | "light"
                )
        })
}

fn opens_aside(sentence: &Sentence<'_>, at: usize) -> bool {
    matches!(
        sentence.at(at),
        "in" | "to" | "with" | "for" | "on" | "at" | "towards" | "toward"
    )
}

/// Some of the forms are nouns as well: "complaints and requests from States".
fn is_noun(sentence: &Sentence<'_>, at: usize, verb: Verb) -> bool {
    verb.len == 1
        && matches!(
            sentence.at(at + 1),
            "of" | "from"
                | "by"
                | "made"
                | "for"
                | "."
                | ","
                | "are"
                | "were"
                | "should"
                | "received"
        )
}

/// Whether the first verb after a speaker that opens the sentence may be its verb, although
/// something stands between them.
fn fallback(sentence: &Sentence<'_>, speaker_end: usize, at: usize) -> bool {
    speaker_end <= at
        && !matches!(
            sentence.before(at, 1),
            "the"
                | "a"
                | "an"
                | "as"
                | "of"
                | "to"
                | "which"
                | "that"
                | "who"
                | "and"
                | "or"
                | "be"
                | "been"
                | "is"
                | "are"
                | "was"
                | "were"
                | "its"
                | "their"
                | "by"
                | "in"
                | "for"
                | "with"
                | "those"
                | "these"
                | "all"
                | "such"
                | "should"
                | ","
        )
        && (speaker_end..at).all(|place| {
            !matches!(
                sentence.at(place),
                "will"
                    | "should"
                    | "must"
                    | "shall"
                    | "is"
                    | "are"
                    | "has"
                    | "have"
                    | "may"
                    | "that"
                    | ";"
            )
        })
}

/// "Deems it necessary to reiterate", "wishes to recall", "would like to thank".
fn through_another(sentence: &Sentence<'_>, at: usize) -> bool {
    if sentence.before(at, 1) != "to" {
        return false;
    }
    match sentence.before(at, 2) {
        "wishes" | "wish" | "like" => true,
        _ => {
            sentence.before(at, 3) == "it"
                && matches!(
                    sentence.before(at, 4),
                    "deems" | "deemed" | "considers" | "considered" | "finds" | "found"
                )
        }
    }
}

/// "It is recommended that …"
fn is_impersonal(sentence: &Sentence<'_>, at: usize) -> bool {
    let before = sentence.back_over_adverbs(at);
    matches!(sentence.before(before, 1), "is" | "was")
        && sentence.before(before, 2) == "it"
        && matches!(sentence.before(before, 3), "" | "," | "and" | ";")
}

/// "States are encouraged to …", "WHO should be encouraged to …".
fn passive(sentence: &Sentence<'_>, at: usize, verb: Verb, clauses: &Clauses) -> Option<Found> {
    if verb.form != Form::Past || !matches!(verb.kind, Kind::Asks | Kind::Proposes) {
        return None;
    }
    let being = sentence.back_over_adverbs(at).checked_sub(1)?;
    let finite = match sentence.at(being) {
        "is" | "are" => being,
        "be" => {
            let modal = sentence.back_over_adverbs(being).checked_sub(1)?;
            matches!(sentence.at(modal), "should" | "must" | "shall").then_some(modal)?
        }
        _ => return None,
    };
    if sentence.is_subordinate(finite, clauses) {
        return None;
    }
    let names = sentence.subject(finite, clauses).map(|list| list.names);
    if names.is_none() && sentence.at(at + verb.len) != "to" {
        return None;
    }
    Some(Found {
        action: verb.action,
        kind: verb.kind,
        words: at..at + verb.len,
        addressees: names.unwrap_or_default(),
    })
}
