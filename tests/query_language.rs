//! The query language and addresses as people write them, over the embedded compilation. Expected values
//! were read in the document.

use std::sync::{Arc, LazyLock};

use recs_tui::model::{Document, citation};
use recs_tui::notes::{Change, Notebook};
use recs_tui::search::{Answer, Cancel, Index, Query, UserNotes};

static COMPILATION: LazyLock<(Document, Index)> = LazyLock::new(|| {
    let compilation = recs_tui::library::embedded();
    let index = Index::build(&compilation);
    (compilation, index)
});

fn ask(typed: &str) -> Answer {
    let (document, index) = &*COMPILATION;
    let query = Query::parse(typed);
    let answer = index.answer(document, &query, &UserNotes::default(), &Cancel::new());
    answer.expect("nobody cancels it")
}

/// Ids found, best first.
fn found(typed: &str) -> Vec<&'static str> {
    let hits = ask(typed).hits;
    let positions: Vec<u32> = hits.iter().map(|hit| hit.position).collect();
    let ids = positions.into_iter();
    ids.map(|at| &*COMPILATION.0.provisions[at as usize].id)
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
    let document = &COMPILATION.0;
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
    let document = &COMPILATION.0;
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
    let (document, index) = &*COMPILATION;
    let mut notebook = Notebook::default();
    let tags = [
        ("a|b", "tag:\"a|b\""),
        ("say\"hi\"", "tag:“say\"hi\"”"),
        ("«x»", "tag:\"«x»\""),
        ("end”", "tag:\"end”\""),
        ("genève", "tag:Geneve"),
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
        let answer = index.answer(document, &Query::parse(typed), &notes, &Cancel::new());
        let hits = answer.expect("nobody cancels it").hits;
        let found: Vec<&str> = (hits.iter())
            .map(|hit| &*document.provisions[hit.position as usize].id)
            .collect();
        assert_eq!(found, [&*provision.id], "{tag} by {typed}");
    }
}
