//! The grammar on sentences as other United Nations texts have them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;

use super::*;
use crate::language::actions::action_id;
use crate::model::{Annotation, AnnotationKind, Part, Provision, Span};

/// A document of one part with these provisions, each but the first under the first. Square
/// brackets are what an editor inserted.
fn document(texts: &[(&str, &str)]) -> Document {
    let provision = |at: usize, &(id, text): &(&str, &str)| {
        let span = |(start, _): (usize, &str)| {
            let end = start + text[start..].find(']')? + 1;
            let span = [start, end].map(|at| u32::try_from(at).unwrap());
            Some(Span {
                start: span[0],
                end: span[1],
            })
        };
        let updates = text.match_indices('[').filter_map(span);
        let update = |span| Annotation::in_text(AnnotationKind::Update, span);
        Provision {
            id: id.into(),
            text: text.into(),
            chapeau: (at > 0).then_some(Chapeau::Provision(0)),
            annotations: updates.take(1).map(update).collect(),
            ..Provision::default()
        }
    };
    Document {
        parts: vec![Part::default()],
        provisions: (0..)
            .zip(texts)
            .map(|(at, one)| provision(at, one))
            .collect(),
        ..Document::default()
    }
}

/// A document that is nothing but this text.
fn alone(text: &str) -> Document {
    document(&[("1", text)])
}

#[track_caller]
fn reads(text: &str, to: &[&str], verb: &[&str]) {
    let derived = Derived::of(&alone(text), 0);
    assert_eq!((&*derived.to, &*derived.verb), (to, verb), "{text}");
}

#[test]
fn an_operative_paragraph_begins_with_its_verb() {
    reads(
        "Urges Member States to ratify the Convention without delay;",
        &["States"],
        &["urges"],
    );
    reads(
        "Also calls upon Governments and non-governmental organizations to contribute to the Fund;",
        &["Governments", "non-governmental organizations"],
        &["calls upon"],
    );
    reads(
        "Requests the Secretary-General to submit a report to the General Assembly at its next session;",
        &["Secretary-General"],
        &["requests"],
    );
    reads(
        "Takes note with appreciation of the report of the Special Rapporteur;",
        &[],
        &["takes note"],
    );
}

#[test]
fn a_body_acts_whoever_it_is() {
    reads(
        "The Committee recommends that the State party ensure access to justice.",
        &["States parties"],
        &["recommends"],
    );
    reads(
        "The General Assembly, recalling its earlier resolutions, strongly encourages UNICEF and the World Bank to cooperate.",
        &["UNICEF", "World Bank"],
        &["encourages"],
    );
    reads(
        "In a resolution on health the Council requested the Secretary-General to report.",
        &["Secretary-General"],
        &["requests"],
    );
    reads(
        "The Committee, while noting the efforts of the State party, remains concerned and recommends that Governments and civil society work together.",
        &["Governments", "civil society"],
        &["recommends", "is concerned"],
    );
    reads(
        "Encourages all States Members of the United Nations and stakeholders to engage.",
        &["States", "all stakeholders"],
        &["encourages"],
    );
    reads(
        "Recommends to the General Assembly the adoption of a resolution.",
        &["General Assembly"],
        &["recommends"],
    );
    reads(
        "We invite the media to report responsibly.",
        &["media"],
        &["invites"],
    );
}

#[test]
fn who_is_only_mentioned_is_not_addressed() {
    reads(
        "The Council requests OHCHR, in cooperation with UNESCO, to assist developing countries.",
        &["OHCHR"],
        &["requests"],
    );
    reads(
        "The reports that States should submit are published by the Secretariat.",
        &[],
        &[],
    );
    reads("UNESCO conventions should be ratified.", &[], &["should"]);
    reads("The database of OHCHR must be updated.", &[], &["must"]);
}

#[test]
fn nouns_that_look_like_verbs_do_not_act() {
    reads(
        "Complaints and requests from States are published.",
        &[],
        &[],
    );
    reads("Notes by the Secretariat are published.", &[], &[]);
}

#[test]
fn obligations_have_their_subjects() {
    reads(
        "In cooperation with civil society, Governments must investigate such crimes.",
        &["Governments"],
        &["must"],
    );
    reads(
        "If a crime is reported, States shall investigate it.",
        &["States"],
        &["shall"],
    );
    reads(
        "Measures must be taken by Governments and the private sector.",
        &["Governments", "private sector"],
        &["must"],
    );
    reads("States need to act.", &["States"], &["need"]);
    reads(
        "It is essential for the international community to act.",
        &["international community"],
        &["essential"],
    );
    reads(
        "It is recommended that UNDP revise its policy.",
        &["UNDP"],
        &["recommends"],
    );
}

#[test]
fn capitals_tell_the_organization_from_the_pronoun() {
    reads("WHO should act.", &["WHO"], &["should"]);
    reads("Those who should act are known.", &[], &[]);
}

#[test]
fn lists_share_their_words() {
    reads(
        "International and regional organizations should cooperate.",
        &["international organizations", "regional organizations"],
        &["should"],
    );
    reads(
        "The Council invites United Nations programmes and funds to cooperate.",
        &["United Nations bodies and programmes"],
        &["invites"],
    );
}

#[test]
fn quoted_and_inserted_words_do_not_act() {
    reads(
        "The Assembly recalls the words “States should act” (the Council urges States to act).",
        &[],
        &["recalls"],
    );
    reads(
        "Civil society is important [States should note this].",
        &[],
        &[],
    );
}

/// Paragraph 5 introduces (a) and (b).
fn under(chapeau: &str, first: &str, second: &str) -> Document {
    document(&[("5", chapeau), ("5.a", first), ("5.b", second)])
}

fn derived(document: &Document, id: &str) -> (Vec<&'static str>, Vec<&'static str>) {
    let position = document.position(id).expect(id);
    let Derived { to, verb } = Derived::of(document, position);
    (to, verb)
}

#[test]
fn a_subparagraph_completes_its_chapeau() {
    let document = under(
        "The Working Group notes progress and calls upon States to:",
        "Adopt plans of action;",
        "Urge the media to report on them.",
    );
    assert_eq!(
        derived(&document, "5.a"),
        (vec!["States"], vec!["calls upon"])
    );
    let document = under(
        "The Working Group recommends that:",
        "Governments adopt plans of action;",
        "UNESCO report on them.",
    );
    assert_eq!(
        derived(&document, "5.b"),
        (vec!["UNESCO"], vec!["recommends"])
    );
    assert_eq!(derived(&document, "5").1, ["recommends"]);
}

#[test]
fn a_chapeau_that_announces_gives_nothing() {
    let document = under(
        "The Working Group adopted the following recommendations:",
        "States should act;",
        "Poverty persists.",
    );
    assert_eq!(derived(&document, "5.a"), (vec!["States"], vec!["should"]));
    assert_eq!(derived(&document, "5.b"), (vec![], vec![]));
}

#[test]
fn a_bare_imperative_opens_a_recommendation() {
    for text in [
        "Ratify the Convention on the Rights of the Child (France);",
        "Further strengthen its efforts to protect children;",
        "Consider ratifying the Optional Protocol.",
        "Ensure that all children are registered at birth.",
    ] {
        reads(text, &[], &["imperative"]);
    }
    for text in [
        "Review of previous recommendations.",
        "Complete freedom is a right of all.",
        "Respect for human rights.",
        "Study",
    ] {
        reads(text, &[], &[]);
    }
    let document = under(
        "The recommendations listed below enjoy the support of Slovenia:",
        "Ratify the Convention;",
        "Continue efforts.",
    );
    assert_eq!(derived(&document, "5.a"), (vec![], vec!["imperative"]));
    let document = under(
        "The Fund was established in order to:",
        "Assist States;",
        "Grow.",
    );
    assert_eq!(derived(&document, "5.a"), (vec![], vec![]));
}

proptest! {
    /// Words of the trade in any order: nothing panics, and the strongest action comes first.
    #[test]
    fn any_text_can_be_read(pieces in proptest::collection::vec(
        proptest::sample::select(vec![
            "The", "Working Group", "urges", "calls upon", "States", "that", "which", "should",
            "be", "encouraged", "to", "by", "need", "for", "is", "it", "essential", ",", ";", ".",
            "and", "recommends", "deems", "reiterate", "United Nations", "bodies", "(", ")", "“",
            "”", "WHO", "who", "responsibility", "lies", "with", "have", "on the part of", "will",
            "regional", "organizations", "requires", "é‑", "’s", "[", "]", ":", "in particular",
        ]),
        0..200,
    )) {
        let text = pieces.join(" ");
        let document = alone(&text);
        let derived = Derived::of(&document, 0);
        prop_assert!(derived.verb.is_sorted_by_key(|name| action_id(name)));
    }
}
