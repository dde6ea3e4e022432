//! Operative verbs: what the body does ("urges States to …", "recommends that …", "States are
//! encouraged to …"), whom it asks, and the clauses that complete its verbs.

use super::addressee::{list, open_list};
use super::lexicon::{AFTER_NAME, FINITE, MARK, PARTICIPLE, RELATIVE, SPEAKER, SPEAKERS};
use super::sentence::{Found, Sentence, last_before};
use crate::language::actions::{ActionKind, Verb, VerbForm, action_id, is_imperative};

/// How many words after its verb an agent is looked for, and how many words before the agent its
/// participle; so that a sentence of nothing but "by" costs no more than others.
const FARTHEST_AGENT: usize = 150;
const FARTHEST_PARTICIPLE: usize = 30;

/// What the body does in a sentence; the clauses that complete its verbs are added to the
/// sentence. `spoken` says whether the body has already acted in this provision, so that "it" may
/// mean it.
pub(super) fn read(sentence: &mut Sentence<'_>, spoken: &mut bool) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let opening = speaker_opens(sentence);
    let mut at = 0;
    while at < sentence.len() {
        let Some(verb) = sentence.verb(at) else {
            at += 1;
            continue;
        };
        let words = at..at + verb.len;
        let acts = acts(sentence, at, verb, opening, !found.is_empty(), *spoken);
        *spoken |= acts;
        let addressees = if acts || verb.form == VerbForm::Past && is_impersonal(sentence, at) {
            complete(sentence, verb, words.end)
        } else if let Some(subject) = passive_subject(sentence, at, verb) {
            subject
        } else {
            at += verb.len;
            continue;
        };
        let (action, kind) = (verb.action, verb.kind);
        found.push(Found {
            action,
            kind,
            words,
            addressees,
        });
        at += verb.len;
    }
    // "… that A …, and that B …": a second clause that completes the same verb.
    if let Some(first) = sentence.that.iter().copied().min() {
        let joined = |&at: &usize| sentence.at(at) == "that" && sentence.before(at, 1) == "and";
        let more: Vec<usize> = (first + 1..sentence.len()).filter(joined).collect();
        sentence.that.extend(more);
    }
    found
}

/// The action of a bare imperative that opens a provision: "Ratify the Convention …".
pub(super) fn imperative(sentence: &Sentence<'_>) -> Option<Found> {
    // What completes "in order to:" is a purpose.
    let purpose = sentence.before(sentence.own_from, 1) == "to";
    let at = sentence.past_adverbs(sentence.own_from);
    let next = at + 1;
    let noun = sentence.is(next, MARK | FINITE)
        || matches!(
            sentence.at(next),
            "of" | "by" | "from" | "for" | "which" | "who" | ""
        );
    // "Complete freedom is …": a subject with its verb.
    let clause = (next..next + 6).find(|&place| sentence.is(place, FINITE | RELATIVE));
    let subject = clause.is_some_and(|place| sentence.is(place, FINITE));
    if noun || subject || purpose || !is_imperative(sentence.at(at)) {
        return None;
    }
    Some(Found {
        action: action_id("imperative")?,
        kind: ActionKind::Obliges,
        words: at..next,
        addressees: Vec::new(),
    })
}

/// Adds those who are asked by way of others to the action that asks them: "States should urge the
/// private sector to …".
pub(super) fn by_way_of_others(sentence: &Sentence<'_>, found: &mut [Found]) {
    for at in 0..sentence.len() {
        let before = sentence.before(sentence.back_over_adverbs(at), 1);
        if matches!(before, "should" | "must" | "shall" | "to" | "and")
            && let Some(verb) = sentence.verb(at)
            && verb.form == VerbForm::Base
            && verb.kind == ActionKind::Asks
            && let Some(asked) = list(sentence.words, at + verb.len)
            && sentence.at(asked.end) == "to"
            && let Some(acting) = last_before(found, at)
        {
            acting.addressees.extend(asked.names);
        }
    }
}

/// Where the speaker ends who is the subject of the sentence, if it has one: "The Working Group …".
fn speaker_opens(sentence: &Sentence<'_>) -> Option<usize> {
    let starts = |start: usize| {
        if !matches!(sentence.at(start), "the" | "we" | "our") {
            return None;
        }
        let noun = (start..start + 6).find(|&at| sentence.is(at, SPEAKER | MARK))?;
        sentence.is(noun, SPEAKER).then_some(noun + 1)
    };
    let first = sentence.past_adverbs(0);
    let commas = (first..sentence.len().min(first + 60)).filter(|&at| sentence.at(at) == ",");
    starts(first).or_else(|| commas.take(6).find_map(|comma| starts(comma + 1)))
}

/// Whether the body acts by this verb here. `going_on`: whether it has acted in this sentence.
fn acts(
    sentence: &Sentence<'_>,
    at: usize,
    verb: Verb,
    opening: Option<usize>,
    going_on: bool,
    spoken: bool,
) -> bool {
    let before = sentence.back_over_adverbs(at);
    let subject = speaker_before(sentence, before, spoken);
    let first_of = || !going_on && opening.is_some_and(|end| follows_speaker(sentence, end, at));
    match verb.form {
        VerbForm::Third => {
            let first = before == 0 || before == sentence.own_from;
            let next = first || going_on && continues(sentence, before);
            subject || next && !is_noun(sentence, at, verb) || first_of()
        }
        VerbForm::Past => {
            let by = sentence.at(at + verb.len) == "by" && sentence.at(at + verb.len + 1) == "the";
            !by && (subject || first_of())
        }
        // "We invite", "wishes to recall", "deems it necessary to reiterate".
        VerbForm::Base => {
            let plural = before > 0 && sentence.is(before - 1, SPEAKERS);
            let through = sentence.before(at, 1) == "to"
                && (matches!(sentence.before(at, 2), "wishes" | "wish" | "like")
                    || sentence.before(at, 3) == "it"
                        && matches!(
                            sentence.before(at, 4),
                            "deems" | "deemed" | "considers" | "considered" | "finds" | "found"
                        ));
            subject && plural || through
        }
    }
}

/// Whether the body, as the subject of a clause, ends right before `end`: "the Working Group,
/// in that context,", "although it".
fn speaker_before(sentence: &Sentence<'_>, mut end: usize, spoken: bool) -> bool {
    if sentence.before(end, 1) == "," {
        // Over what commas set apart.
        let comma = (end.saturating_sub(40)..end - 1)
            .rev()
            .find(|&at| sentence.at(at) == ",");
        end = comma.unwrap_or(end);
    }
    let Some(noun) = end.checked_sub(1) else {
        return false;
    };
    let begins_clause = |start: usize| {
        matches!(
            sentence.before(start, 1),
            "" | ","
                | ";"
                | ":"
                | "and"
                | "but"
                | "while"
                | "although"
                | "though"
                | "therefore"
                | "regard"
        )
    };
    match sentence.at(noun) {
        "it" => spoken && begins_clause(noun),
        "we" => begins_clause(noun),
        _ if sentence.is(noun, SPEAKER) => {
            let start = (noun.saturating_sub(5)..noun)
                .rev()
                .find(|&start| matches!(sentence.at(start), "the" | "our" | "participants"));
            // Right at the start of a clause, not inside a relative one or as another's object.
            start.map_or(end <= 2, |start| {
                sentence.is_opened_until(start) || begins_clause(start)
            })
        }
        _ => false,
    }
}

/// Whether a verb at `at` goes on from one before it: "…, and to this end stresses", ", in this
/// context, urges".
fn continues(sentence: &Sentence<'_>, at: usize) -> bool {
    matches!(
        sentence.before(at, 1),
        "and"
            | "or"
            | "but"
            | ";"
            | ","
            | "end"
            | "regard"
            | "context"
            | "respect"
            | "connection"
            | "effect"
            | "light"
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
fn follows_speaker(sentence: &Sentence<'_>, speaker_end: usize, at: usize) -> bool {
    let apart = |at: usize| sentence.is(at, FINITE) || matches!(sentence.at(at), "that" | ";");
    speaker_end <= at
        && (speaker_end == at
            || !sentence.is(at - 1, AFTER_NAME | MARK) && sentence.at(at - 1) != "all")
        && !(speaker_end..at).any(apart)
}

/// "It is recommended that …"
fn is_impersonal(sentence: &Sentence<'_>, at: usize) -> bool {
    let before = sentence.back_over_adverbs(at);
    matches!(sentence.before(before, 1), "is" | "was")
        && sentence.before(before, 2) == "it"
        && matches!(sentence.before(before, 3), "" | "," | "and" | ";")
}

/// Who is asked in "States are encouraged to …", "WHO should be encouraged to …".
fn passive_subject(sentence: &Sentence<'_>, at: usize, verb: Verb) -> Option<Vec<&'static str>> {
    let asks = matches!(verb.kind, ActionKind::Asks | ActionKind::Proposes);
    if verb.form != VerbForm::Past || !asks {
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
    let names = sentence.subject(finite).names;
    let said = !names.is_empty() || sentence.at(at + verb.len) == "to";
    (said && !sentence.is_subordinate(finite)).then_some(names)
}

/// What a verb that ends at `end` takes: whom it asks and who is to act; the clause that completes
/// it is added to the sentence.
fn complete(sentence: &mut Sentence<'_>, verb: Verb, end: usize) -> Vec<&'static str> {
    let mut addressees = Vec::new();
    let mut next = sentence.past_adverbs(end);
    if sentence.at(next) == ":" {
        next = sentence.past_adverbs(next + 1);
    }
    let direct = sentence.past_aside(next);
    let asks = matches!(verb.kind, ActionKind::Asks | ActionKind::Proposes);
    if asks {
        let to = sentence.at(direct) == "to" && sentence.at(direct + 1) != "be";
        if let Some(list) = list(sentence.words, direct + usize::from(to)) {
            addressees.extend(list.names);
            let that = clause_after_object(sentence, list.end);
            sentence.that.extend(that);
        }
    }
    let that = match sentence.at(direct) {
        "that" => Some(direct),
        "the" if sentence.at(direct + 1) == "view" && sentence.at(direct + 2) == "that" => {
            Some(direct + 2)
        }
        // "notes with concern that", "concluded at its fourth session that"
        "with" | "at" | "in" | "on" => (direct..direct + 6).find(|&at| sentence.at(at) == "that"),
        _ => None,
    };
    sentence.that.extend(that);
    if let Some(that) = that.filter(|_| asks) {
        addressees.extend(subjunctive_subject(sentence, that + 1));
    }
    if matches!(verb.kind, ActionKind::Proposes | ActionKind::Stresses) {
        addressees.extend(agents(sentence, end, that.is_none()));
    }
    addressees
}

/// The "that" after whom the verb asks: "reminds States which …, that …".
fn clause_after_object(sentence: &Sentence<'_>, end: usize) -> Option<usize> {
    (end..sentence.len())
        .take_while(|&at| !matches!(sentence.at(at), ";" | "to"))
        .find(|&at| {
            sentence.at(at) == "that"
                && (sentence.before(at, 1) == "," || at == end)
                && !sentence.is(at + 1, FINITE)
        })
}

/// Those who are to act in "that CERD continue to …".
fn subjunctive_subject(sentence: &Sentence<'_>, start: usize) -> Vec<&'static str> {
    // Before a bare verb a name need not end as it does elsewhere; only a further noun, told by
    // the verb after it, makes it another name.
    let noun =
        |end: usize| sentence.is(end + 1, FINITE) || matches!(sentence.at(end + 1), "be" | "of");
    let open =
        open_list(sentence.words, sentence.past_adverbs(start)).filter(|open| !noun(open.end));
    let first = || sentence.subjects_from(start).into_iter().next();
    open.or_else(first).unwrap_or_default().names
}

/// Those by whom what is recommended or stressed is to be done: "to be established by States",
/// "collection of data by national authorities", "commitment on the part of Governments".
pub(super) fn agents(sentence: &Sentence<'_>, from: usize, nominal: bool) -> Vec<&'static str> {
    let mut names = Vec::new();
    for at in from..sentence.len().min(from + FARTHEST_AGENT) {
        let part = nominal && sentence.at(at + 2) == "part" && sentence.at(at + 3) == "of";
        let agent = match sentence.at(at) {
            ";" => break,
            "by" if is_to_be_done(sentence, from, at, nominal) => at + 1,
            "on" if part => at + 4,
            _ => continue,
        };
        names.extend(list(sentence.words, agent).unwrap_or_default().names);
    }
    names
}

/// Whether "by" at `at` names who is to do it, rather than who did something that is only
/// described ("adopted by the Forum"). The nearest participle before it decides.
fn is_to_be_done(sentence: &Sentence<'_>, from: usize, at: usize, nominal: bool) -> bool {
    let phrase = (from..at).rev().take(FARTHEST_PARTICIPLE);
    let phrase = phrase
        .take_while(|&place| !matches!(sentence.at(place), ";" | "," | "which" | "who" | "that"));
    let mut participles = phrase.filter(|&place| sentence.is(place, PARTICIPLE));
    let to_be = |place| sentence.before(sentence.back_over_adverbs(place), 1) == "be";
    let decides = participles.find(|&place| to_be(place) || place + 1 == at);
    decides.map_or(nominal, to_be)
}
