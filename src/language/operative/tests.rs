//! The grammar on sentences as other United Nations texts have them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;

use super::*;
use crate::input as read;

/// Reads paragraph 1 of a document that is nothing but this text.
fn alone(text: &str) -> Vec<Ask> {
    // Square brackets are an editor's only where the record says that it was updated.
    let status = text.contains('[').then_some("updated");
    let compilation = read::read(
        serde_json::json!({ "text": text, "status": status })
            .to_string()
            .as_bytes(),
    );
    assert_eq!(compilation.provisions.len(), 1, "{text}");
    asks(&compilation, 0)
}

#[track_caller]
fn reads(text: &str, to: &[&str], verb: &[&str]) {
    let derived = Derived::from_asks(&alone(text));
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
    let text = format!(
        "I.\nFirst Session, Geneva, Switzerland, 21 - 31 January 2003 (E/CN.4/2003/20)\n\n5.\n{chapeau}\n\n(a)\n{first}\n\n(b)\n{second}\n"
    );
    read::read(text.as_bytes())
}

fn derived(compilation: &Document, id: &str) -> (Vec<&'static str>, Vec<&'static str>) {
    let position = compilation.position(id).expect(id);
    let Derived { to, verb } = Derived::of(compilation, position);
    (to, verb)
}

#[test]
fn a_subparagraph_completes_its_chapeau() {
    let compilation = under(
        "The Working Group notes progress and calls upon States to:",
        "Adopt plans of action;",
        "Urge the media to report on them.",
    );
    assert_eq!(
        derived(&compilation, "I.5.a"),
        (vec!["States"], vec!["calls upon"])
    );
    let asks = asks(&compilation, compilation.position("I.5.a").unwrap());
    assert_eq!(asks[0].span, None, "its verb stands in the chapeau");
    let compilation = under(
        "The Working Group recommends that:",
        "Governments adopt plans of action;",
        "UNESCO report on them.",
    );
    assert_eq!(
        derived(&compilation, "I.5.b"),
        (vec!["UNESCO"], vec!["recommends"])
    );
    assert_eq!(derived(&compilation, "I.5").1, ["recommends"]);
}

#[test]
fn a_chapeau_that_announces_gives_nothing() {
    let compilation = under(
        "The Working Group adopted the following recommendations:",
        "States should act;",
        "Poverty persists.",
    );
    assert_eq!(
        derived(&compilation, "I.5.a"),
        (vec!["States"], vec!["should"])
    );
    assert_eq!(derived(&compilation, "I.5.b"), (vec![], vec![]));
}

#[test]
fn the_verb_stands_where_its_span_says() {
    let text = "The Working Group urges\u{a0}States to act, and also calls on OHCHR to help.";
    let spans: Vec<&str> = alone(text)
        .iter()
        .map(|ask| &text[ask.span.unwrap().range()])
        .collect();
    assert_eq!(spans, ["urges", "calls on"]);
}

proptest! {
    /// Words of the trade in any order: nothing panics, and every span is a piece of the text.
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
        prop_assume!(!text.trim().is_empty());
        // Square brackets are an editor's only where the record says that it was updated.
    let status = text.contains('[').then_some("updated");
    let compilation = read::read(serde_json::json!({ "text": text, "status": status }).to_string().as_bytes());
        prop_assert_eq!(compilation.provisions.len(), 1);
        for (position, provision) in compilation.provisions.iter().enumerate() {
            for ask in asks(&compilation, position) {
                let span = ask.span.expect("without a chapeau every verb is its own");
                prop_assert!(provision.text.get(span.range()).is_some());
            }
        }
    }
}
