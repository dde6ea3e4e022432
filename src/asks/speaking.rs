//! What the body does by a verb: "urges States to …", "recommends that …", "States are encouraged to …".

use super::action::{Form, Kind, Verb, verb};
use super::addressee::{list, open_list};
use super::sentence::{Clauses, Found, Sentence, is_participle};

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

/// How many words after its verb an agent is looked for, and how many words before the agent its
/// participle; so that a sentence of nothing but "by" costs no more than others.
const FARTHEST_AGENT: usize = 150;
const FARTHEST_PARTICIPLE: usize = 30;

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
    matches!(
        sentence.at(at + verb.len),
        "of" | "from" | "by" | "made" | "for" | "." | "," | "are" | "were" | "should" | "received"
    ) && !sentence.at(at).is_empty()
        && verb.len == 1
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

/// Adds those who are asked by way of others to the action that asks them: "States should urge the
/// private sector to …".
pub(super) fn by_way_of_others(sentence: &Sentence<'_>, found: &mut [Found]) {
    for at in 0..sentence.words.len() {
        let Some(verb) = verb(sentence.words, at) else {
            continue;
        };
        let asks = verb.form == Form::Base && verb.kind == Kind::Asks;
        let before = sentence.back_over_adverbs(at);
        let governed = matches!(
            sentence.before(before, 1),
            "should" | "must" | "shall" | "to" | "and"
        );
        if !asks || !governed {
            continue;
        }
        let asked = list(sentence.words, at + verb.len);
        let acting = found
            .iter_mut()
            .filter(|found| found.words.end <= at)
            .max_by_key(|found| found.words.end);
        if let Some(asked) = asked
            && sentence.at(asked.end) == "to"
            && let Some(acting) = acting
        {
            acting.address(asked.names);
        }
    }
}

/// Reads what the body's verb takes: whom it asks, the clause that completes it, who is to act.
fn complete(sentence: &Sentence<'_>, verb: Verb, found: &mut [Found], clauses: &mut Clauses) {
    let Some(last) = found.last_mut() else {
        return;
    };
    let mut next = sentence.past_adverbs(last.words.end);
    if sentence.at(next) == ":" {
        next = sentence.past_adverbs(next + 1);
    }
    let direct = sentence.past_aside(next);
    let asks = matches!(verb.kind, Kind::Asks | Kind::Proposes);
    if asks {
        let object = if sentence.at(direct) == "to" && sentence.at(direct + 1) != "be" {
            direct + 1
        } else {
            direct
        };
        if let Some(list) = list(sentence.words, object) {
            last.address(list.names);
            clauses.that.extend(clause_after_object(sentence, list.end));
        }
    }
    let that = match sentence.at(direct) {
        "that" => Some(direct),
        "the" if sentence.at(direct + 1) == "view" && sentence.at(direct + 2) == "that" => {
            Some(direct + 2)
        }
        // "notes with concern that", "concluded at its fourth session that"
        "with" | "at" | "in" | "on" => (direct..direct + 6).find(|at| sentence.at(*at) == "that"),
        _ => None,
    };
    clauses.that.extend(that);
    if let Some(that) = that
        && asks
        && let Some(subject) = subjunctive_subject(sentence, that + 1)
    {
        last.address(subject);
    }
    if matches!(verb.kind, Kind::Proposes | Kind::Stresses) {
        last.address(agents(sentence, last.words.end, that.is_none()));
    }
}

/// The "that" after whom the verb asks: "reminds States which …, that …".
fn clause_after_object(sentence: &Sentence<'_>, end: usize) -> Option<usize> {
    const OF_A_RELATIVE: &[&str] = &[
        "have", "has", "had", "are", "is", "do", "does", "did", "were", "was", "engage", "can",
    ];
    (end..sentence.words.len())
        .take_while(|at| !matches!(sentence.at(*at), ";" | "to"))
        .find(|&at| {
            sentence.at(at) == "that"
                && (sentence.before(at, 1) == "," || at == end)
                && !OF_A_RELATIVE.contains(&sentence.at(at + 1))
        })
}

/// Those who are to act in "that CERD continue to …".
fn subjunctive_subject(sentence: &Sentence<'_>, start: usize) -> Option<Vec<&'static str>> {
    // Before a bare verb a name need not end as it does elsewhere; only a further noun, told by
    // the verb after it, makes it another name.
    let open = open_list(sentence.words, sentence.past_adverbs(start)).filter(|open| {
        !matches!(
            sentence.at(open.end + 1),
            "be" | "should" | "must" | "shall" | "is" | "are" | "of"
        )
    });
    let first = || sentence.subject_from(start).into_iter().next();
    open.or_else(first).map(|list| list.names)
}

/// Those by whom what is recommended or stressed is to be done: "to be established by States",
/// "collection of data by national authorities", "commitment on the part of Governments".
pub(super) fn agents(sentence: &Sentence<'_>, from: usize, nominal: bool) -> Vec<&'static str> {
    let mut names = Vec::new();
    for at in from..sentence.words.len().min(from + FARTHEST_AGENT) {
        if sentence.at(at) == ";" {
            break;
        }
        let agent = match sentence.at(at) {
            "by" if is_to_be_done(sentence, from, at, nominal) => at + 1,
            "on" if sentence.at(at + 2) == "part" && sentence.at(at + 3) == "of" && nominal => {
                at + 4
            }
            _ => continue,
        };
        names.extend(
            list(sentence.words, agent)
                .into_iter()
                .flat_map(|list| list.names),
        );
    }
    names
}

/// Whether "by" at `at` names who is to do it, rather than who did something that is only
/// described ("adopted by the Forum").
fn is_to_be_done(sentence: &Sentence<'_>, from: usize, at: usize, nominal: bool) -> bool {
    let participle = (from..at)
        .rev()
        .take(FARTHEST_PARTICIPLE)
        .take_while(|place| {
            let word = sentence.at(*place);
            !matches!(word, ";" | "," | "which" | "who" | "that")
        });
    // The nearest participle before it decides.
    for place in participle {
        if is_participle(&sentence.words[place]) {
            let being = sentence.back_over_adverbs(place);
            let to_be = sentence.before(being, 1) == "be";
            if to_be || place + 1 == at {
                return to_be;
            }
        }
    }
    nominal
}

/// "… that A …, and that B …": a second clause that completes the same verb.
fn coordinate_clauses(sentence: &Sentence<'_>, found: &[Found], clauses: &mut Clauses) {
    let Some(first) = clauses.that.iter().copied().min() else {
        return;
    };
    for at in first + 1..sentence.words.len() {
        let joined = sentence.at(at) == "that" && sentence.before(at, 1) == "and";
        let acting = found.iter().any(|found| found.words.start < at);
        if joined && acting && !clauses.that.contains(&at) {
            clauses.that.push(at);
        }
    }
}
