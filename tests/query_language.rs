//! The query language and addresses as people write them, over the embedded compilation. Expected values
//! were read in the document.

use std::sync::Arc;

use recs_tui::model::citation;
use recs_tui::notes::{Change, Notebook};
use recs_tui::search::{Index, UserNotes};

use crate::asked::{EMBEDDED, answer, ask};

/// Ids found, best first.
fn found(typed: &str) -> Vec<&'static str> {
    let hits = ask(typed).hits;
    let positions: Vec<u32> = hits.iter().map(|hit| hit.position).collect();
    let ids = positions.into_iter();
    ids.map(|at| &*EMBEDDED.0.provisions[at as usize].id)
        .collect()
}

#[test]
fn addresses_as_people_write_them() {
    for (typed, expected) in [
        ("§ 91", vec!["V.91"]),
        ("§91", vec!["V.91"]),
        ("§§ 91-93", vec!["V.91", "V.92", "V.93"]),
        ("§§\u{a0}91–93", vec!["V.91", "V.92", "V.93"]),
        ("V.91-93", vec!["V.91", "V.92", "V.93"]),
        ("paras 91-93", vec!["V.91", "V.92", "V.93"]),
        ("paras. 91, 92 and 93", vec!["V.91", "V.92", "V.93"]),
        (
            "paras. 103 (d) and 109 (p) (iv)",
            vec!["IV.103.d", "IV.109.p.iv"],
        ),
        (
            "E/CN.4/2006/18, paras. 103 (d) and 109 (p) (iv)-(vi)",
            vec!["IV.103.d", "IV.109.p.iv", "IV.109.p.v", "IV.109.p.vi"],
        ),
        ("third session paragraph 21", vec!["III.21"]),
        ("third session, paras. 21 and 22", vec!["III.21", "III.22"]),
        ("3rd session para 21", vec!["III.21"]),
        ("second session 17", vec!["II.81.17"]),
        ("2nd session para 17", vec!["II.81.17"]),
        ("2005/20 para 21", vec!["III.21"]),
        ("CN.4/2005/20 para 21", vec!["III.21"]),
        ("E/CN.4/2005/20, para. 21", vec!["III.21"]),
        ("１０３（ｄ）", vec!["IV.103.d"]),
        // Digits of all scripts, and the words of the six languages.
        ("para:١٠٣", vec!["IV.103"]),
        ("para:९१", vec!["V.91"]),
        ("الفقرة ١٠٣", vec!["IV.103"]),
        ("第 91 段", vec!["V.91"]),
        ("第三届会议第21段", vec!["III.21"]),
        ("troisième session, par. 21", vec!["III.21"]),
        ("tercer período de sesiones, párr. 21", vec!["III.21"]),
        ("третья сессия, п. 21", vec!["III.21"]),
        // Other signs and nouns for a number.
        ("#91", vec!["V.91"]),
        ("¶ 91", vec!["V.91"]),
        ("№ 91", vec!["V.91"]),
        ("number 91", vec!["V.91"]),
        ("A/HRC/6/10 ¶ 91", vec!["V.91"]),
        ("A_HRC_6_10 para 91", vec!["V.91"]),
        ("[E/CN.4/2006/18, para. 103 (d)]", vec!["IV.103.d"]),
        ("para. 103 (d) of E/CN.4/2006/18", vec!["IV.103.d"]),
        (
            "paragraph 21 of the report of the third session",
            vec!["III.21"],
        ),
        ("see paras. 91 and 92", vec!["V.91", "V.92"]),
        ("V.91, IV.103.d", vec!["V.91", "IV.103.d"]),
        ("E/CN.4/2006/18 at para. 103(d)", vec!["IV.103.d"]),
        ("UN Doc. E/CN.4/2006/18, para. 103 (d)", vec!["IV.103.d"]),
        ("A/HRC/6/10, paras. 91 ff.", vec!["V.91"]),
        ("Recommendation IV.103(d)", vec!["IV.103.d"]),
        ("session no. 3, para. 21", vec!["III.21"]),
        ("status:omitted", vec!["I.10", "I.11"]),
    ] {
        let found = found(typed);
        assert_eq!(
            found[..expected.len().min(found.len())],
            expected,
            "{typed}"
        );
    }
    for typed in ["para 86-94", "para:86—94", "para：86-94", "paras 86 to 94"] {
        assert_eq!(found(typed).len(), found("para:86-94").len(), "{typed}");
    }
}

#[test]
fn sessions_are_found_by_their_names() {
    for (typed, label, session) in [
        ("first session", "I.", 1),
        ("1st session", "I.", 1),
        ("third session", "III.", 3),
        ("session II", "II.", 2),
        ("CN.4/2005/20", "III.", 3),
        ("2005/20", "III.", 3),
        ("session：3", "III.", 3),
        ("part:3", "III.", 3),
        ("sesion:3", "III.", 3),
        ("3e session", "III.", 3),
        ("الدورة الثالثة", "III.", 3),
        // By the words of their titles.
        ("Geneva January 2003", "I.", 1),
        ("October 2004", "III.", 3),
        ("October", "III.", 3),
        ("Geneva, Switzerland, 16 - 27 January 2006", "IV.", 4),
        (
            "Fourth Session, Geneva, Switzerland, 16 - 27 January 2006 (E/CN.4/2006/18)",
            "IV.",
            4,
        ),
    ] {
        let found = found(typed);
        assert!(
            found.iter().all(|id| id.starts_with(label)),
            "{typed}: {found:?}"
        );
        let all = self::found(&format!("session:{session}"));
        assert_eq!(found.len(), all.len(), "{typed}");
    }
}

/// What the program copies it understands: every citation leads back to its provisions.
#[test]
fn every_citation_is_found_when_it_is_pasted() {
    let document = &EMBEDDED.0;
    let cited: Vec<usize> = (0..document.provisions.len())
        .filter(|&at| !document.provisions[at].path.is_empty())
        .collect();
    for &at in &cited {
        let id = &*document.provisions[at].id;
        for typed in [citation(document, &[at]), id.to_owned()] {
            assert_eq!(found(&typed).first(), Some(&id), "{typed}");
        }
    }
    for chosen in cited.chunks(7) {
        let typed = citation(document, chosen);
        let found = found(&typed);
        for &at in chosen {
            let id = &*document.provisions[at].id;
            assert!(
                found[..chosen.len()].contains(&id),
                "{id} of {typed}: {found:?}"
            );
        }
    }
}

#[test]
fn references_are_found_as_they_are_shown() {
    let document = &EMBEDDED.0;
    let mut extractor = recs_tui::language::references::Extractor::new(document);
    for at in 0..document.provisions.len() {
        let id = &*document.provisions[at].id;
        for reference in extractor.references(at) {
            // Names without numbers are found by their words.
            let typed = reference.target.to_string();
            if typed.ends_with(|c: char| c.is_ascii_digit()) {
                assert!(
                    found(&typed).contains(&id),
                    "{id} by {typed}: {:?}",
                    found(&typed)
                );
            }
        }
    }
    for typed in ["DPoA 144", "DDPA 144", "PoA 144", "DPA para. 144"] {
        assert_eq!(found(typed), found("DPA 144"), "{typed}");
        assert!(!found(typed).is_empty(), "{typed}");
    }
}

/// Numbers of paragraphs and articles that stand in no report are those of what the texts refer to.
#[test]
fn citations_of_what_texts_refer_to_find_the_texts() {
    for (typed, first) in [
        ("paragraphs 140-147", vec!["IV.103.a", "III.21"]),
        ("paras. 140 to 147", vec!["IV.103.a", "III.21"]),
        ("para 144", vec!["III.21", "IV.103.a"]),
        (
            "Durban Programme of Action, paragraph 144",
            vec!["III.21", "IV.103.a"],
        ),
        (
            "Durban Declaration and Programme of Action para 66",
            vec!["V.80"],
        ),
        (
            "paragraph 144 of the Durban Programme of Action",
            vec!["III.21", "IV.103.a"],
        ),
        // The declaration has no paragraph 144; what it was adopted with has one.
        (
            "Durban Declaration, paragraph 144",
            vec!["III.21", "IV.103.a"],
        ),
        ("Durban Declaration, paragraph 11", vec!["IV.109.c"]),
        ("Programme of Action, para. 144", vec!["III.21"]),
        (
            "paragraph 191 of the Durban Programme of Action",
            vec!["I.7"],
        ),
        ("article 4", vec!["IV.103.d", "IV.103.g"]),
        ("article 14 of ICERD", vec!["IV.103.g"]),
        ("General Assembly resolution 56/266", vec!["I.7"]),
    ] {
        let found = found(typed);
        assert_eq!(
            found[..first.len().min(found.len())],
            first,
            "{typed}: {found:?}"
        );
    }
}

/// A document without a symbol is cited by its title.
#[test]
fn citations_by_title_are_found_when_they_are_pasted() {
    let text = "CHARTER OF THE LAKES\n\nArticle 1\n\n1. The lakes of the Charter are free.\n\n\
                2. Nobody shall own them.\n\nArticle 2\n\nThe Charter is open to all.\n";
    let document = crate::opened::read(text.as_bytes());
    let index = Index::build(&document);
    let cited: Vec<usize> = (0..document.provisions.len())
        .filter(|&at| !document.provisions[at].path.is_empty())
        .collect();
    assert!(cited.len() > 1);
    for at in cited {
        let typed = citation(&document, &[at]);
        let hits = answer(&document, &index, &typed, &UserNotes::default()).hits;
        assert_eq!(
            hits.best().map(|hit| hit.position as usize),
            Some(at),
            "{typed}"
        );
    }
}

/// Where a field or an address leaves nothing, words are searched, and what was tried is said.
#[test]
fn what_leaves_nothing_is_said_and_its_words_are_searched() {
    let told = |typed: &str| {
        let answer = ask(typed);
        let told = answer.rereadings.iter().map(ToString::to_string);
        let corrections = answer.corrections.iter().map(ToString::to_string);
        told.chain(corrections).collect::<Vec<_>>().join(" · ")
    };
    // Read as an address beside a word: paragraph 11 has no globalization.
    assert_eq!(
        found("globalization … (para. 11);").first(),
        Some(&"IV.109.c")
    );
    assert!(told("globalization … (para. 11);").contains("searched as words"));
    // A note within a sentence.
    assert!(!found("note: high-level seminar").is_empty());
    assert!(told("note: high-level seminar").contains("searched as words"));
    // A field that leaves nothing: no full hit, and partial ones that lack it.
    for (typed, missing) in [
        ("session:44 malaria", "session:44"),
        ("tag:none malaria", "tag:none"),
        ("heading:zebra malaria", "heading:zebra"),
    ] {
        let answer = ask(typed);
        assert!(answer.hits.is_empty(), "{typed}");
        let first = answer.partial.first().expect("a partial hit");
        assert!(first.missing.iter().any(|word| word == missing), "{typed}");
        assert!(
            told(typed).contains("leaves nothing"),
            "{typed}: {}",
            told(typed)
        );
    }
    // A session that is not there, and a misspelt field, value or body.
    assert!(told("session 9 racism").contains("session 9"));
    assert!(told("sesion:4").contains("sesion: → session:"));
    assert!(told("is:updatd").contains("updatd → updated"));
    assert!(told("to:OHCR").to_lowercase().contains("ohcr → ohchr"));
    assert_eq!(found("to:OHCR"), found("to:OHCHR"));
    assert_eq!(found("is:updatd"), found("is:updated"));
    for other_name in ["to:HCDH", "to:\"High Commissioner for Human Rights\""] {
        assert_eq!(found(other_name), found("to:OHCHR"), "{other_name}");
        assert!(told(other_name).contains("→ OHCHR"), "{other_name}");
    }
    assert_eq!(found("heading:healht"), found("heading:health"));
    assert!(told("heading:healht").contains("healht → health"));
    // An address that has none of the other words.
    let beside = ask("§ 91 racism");
    let first = beside.partial.first().expect("a partial hit");
    assert_eq!(first.missing, ["racism"]);
    assert_eq!(&*EMBEDDED.0.provisions[first.position as usize].id, "V.91");
    assert_eq!(found("session:\"January 2003\""), found("session:1"));
    assert_eq!(found("session:2007"), found("session:5"));
    assert_eq!(found("addressee:OHCHR"), found("to:OHCHR"));
    // A year beside a word is a session's.
    assert_eq!(found("malaria 2004"), ["III.14", "III.13"]);
    assert!(told("malaria 2004").contains("2004 → Second Session"));
}

#[test]
fn states_beside_other_words() {
    for (typed, ids) in [
        ("omitted session 1", vec!["I.10", "I.11"]),
        ("deleted recommendations", vec!["IV.104", "V.84"]),
        ("updated seminar", vec!["III.22"]),
        ("updated paragraphs Eminent Experts", vec!["I.6", "I.7"]),
        ("fourth session deleted", vec!["IV.104", "IV.108"]),
    ] {
        let found = found(typed);
        let all = ids.iter().all(|id| found.contains(id));
        assert!(all, "{typed}: {found:?}");
    }
    assert_eq!(found("updated seminar").first(), Some(&"III.22"));
}

#[test]
fn states_are_found_by_their_names() {
    for state in ["omitted", "deleted", "updated"] {
        let all = found(&format!("is:{state}"));
        let found = found(state);
        let mut first = found[..all.len()].to_vec();
        let mut all_sorted = all.clone();
        first.sort_unstable();
        all_sorted.sort_unstable();
        assert_eq!(first, all_sorted, "{state}");
    }
}

#[test]
fn typography_changes_nothing() {
    for (typed, plain) in [
        ("racism –internet", "racism -internet"),
        ("racism －internet", "racism -internet"),
        ("racism｜malaria", "racism | malaria"),
        ("racism or malaria", "racism | malaria"),
        ("‘hate speech’", "\"hate speech\""),
        ("「hate speech」", "\"hate speech\""),
        ("″hate speech″", "\"hate speech\""),
        ("'hate speech'", "\"hate speech\""),
        ("is:updated or is:omitted", "is:updated | is:omitted"),
        ("ｍａｌａｒｉａ", "malaria"),
    ] {
        assert_eq!(found(typed), found(plain), "{typed}");
        assert!(!found(typed).is_empty(), "{typed}");
    }
}

#[test]
fn tags_with_any_sign_can_be_asked_for() {
    let (document, index) = &*EMBEDDED;
    let mut notebook = Notebook::default();
    let tags = [
        ("a|b", "tag:\"a|b\""),
        ("say\"hi\"", "tag:“say\"hi\"”"),
        ("«x»", "tag:\"«x»\""),
        ("end”", "tag:\"end”\""),
        ("genève", "tag:Geneve"),
        ("Zu\u{308}rich", "tag:zürich"),
        ("İstanbul", "tag:istanbul"),
        ("it’s", "tag:\"it’s\""),
        ("-dash", "tag:-dash"),
    ];
    for ((tag, _), provision) in tags.iter().zip(&document.provisions) {
        notebook.apply(&Change::Tag {
            id: (&*provision.id).into(),
            tag: (*tag).into(),
            on: true,
        });
    }
    let notes = UserNotes::of(document, &Arc::new(notebook));
    for ((tag, typed), provision) in tags.iter().zip(&document.provisions) {
        let hits = answer(document, index, typed, &notes).hits;
        let found: Vec<&str> = (hits.iter())
            .map(|hit| &*document.provisions[hit.position as usize].id)
            .collect();
        assert_eq!(found, [&*provision.id], "{tag} by {typed}");
    }
}
