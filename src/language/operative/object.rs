//! What the body's verb takes: whom it asks, the clause that completes it, and who is to act in it.

use super::action::{Form, Kind, Verb, verb};
use super::addressee::{list, open_list};
use super::sentence::{Clauses, Found, Sentence, is_participle};

/// How many words after its verb an agent is looked for, and how many words before the agent its
/// participle; so that a sentence of nothing but "by" costs no more than others.
const FARTHEST_AGENT: usize = 150;
const FARTHEST_PARTICIPLE: usize = 30;

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
pub(super) fn complete(
    sentence: &Sentence<'_>,
    verb: Verb,
    found: &mut [Found],
    clauses: &mut Clauses,
) {
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
pub(super) fn coordinate_clauses(sentence: &Sentence<'_>, found: &[Found], clauses: &mut Clauses) {
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
