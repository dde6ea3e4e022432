//! Searching in many languages and scripts: what is typed, and what must be found first and marked.

use recs_tui::model::{Document, Part, Path, Provision};
use recs_tui::search::{Answer, Cancel, Index, Query, UserNotes};

/// A document of these texts, numbered from 1.
fn document(texts: &[&str]) -> Document {
    let provision = |(at, text): (usize, &&str)| Provision {
        id: format!("I.{}", at + 1).into(),
        path: Path::parse(&(at + 1).to_string()),
        text: (*text).into(),
        ..Provision::default()
    };
    Document {
        parts: vec![Part::default()],
        provisions: texts.iter().enumerate().map(provision).collect(),
        ..Document::default()
    }
}

/// What is typed, the numbers of the texts that must be found (the best first, the others in any
/// order), and what must be marked in the best.
type Case<'c> = (&'c str, &'c [u32], &'c [&'c str]);

fn ask(document: &Document, index: &Index, typed: &str) -> Answer {
    let answer = index.answer(
        document,
        &Query::parse(typed),
        &UserNotes::default(),
        &Cancel::new(),
    );
    answer.expect("nobody cancels it")
}

/// All that does not hold.
fn faults(texts: &[&str], cases: &[Case<'_>]) -> Vec<String> {
    let document = document(texts);
    let index = Index::build(&document);
    let mut faults = Vec::new();
    for (typed, wanted, marked) in cases {
        let answer = ask(&document, &index, typed);
        let found: Vec<u32> = answer.hits.iter().map(|hit| hit.position + 1).collect();
        let mut sorted = (found.clone(), wanted.to_vec());
        sorted.0.sort_unstable();
        sorted.1.sort_unstable();
        if sorted.0 != sorted.1 || found.first() != wanted.first() {
            faults.push(format!("{typed}: found {found:?}, wanted {wanted:?}"));
            continue;
        }
        let Some(first) = wanted.first() else {
            continue;
        };
        let text = texts[*first as usize - 1];
        let marks = answer.highlights(text).into_iter();
        let marks: Vec<&str> = marks.map(|range| &text[range]).collect();
        if marks != *marked {
            faults.push(format!("{typed}: marked {marks:?}, wanted {marked:?}"));
        }
    }
    faults
}

fn holds(texts: &[&str], cases: &[Case<'_>]) {
    let faults = faults(texts, cases);
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn chinese() {
    let texts = [
        "各国应采取有效措施消除种族歧视，并保护移民的人权。",
        "请秘书长向大会提交一份报告，说明受教育权的落实情况。",
        "缔约国反对\n一切形式的暴力，促进和平与发展（2006年）。",
        "男女平等是可持续发展的基础；政府间组织应与民间社会合作。",
    ];
    holds(
        &texts,
        &[
            ("种族歧视", &[1], &["种族歧视"]),
            ("人权", &[1], &["人权"]),
            ("移民", &[1], &["移民"]),
            ("\"种族歧视\"", &[1], &["种族歧视"]),
            ("报告", &[2], &["报告"]),
            ("教育", &[2], &["教育"]),
            ("反对*", &[3], &["反对"]),
            ("反对一切形式", &[3], &["反对\n一切形式"]),
            ("和平", &[3], &["和平"]),
            ("平等", &[4], &["平等"]),
            ("发展 和平", &[3], &["和平", "发展"]),
            ("什么是种族歧视？", &[1], &["种族歧视"]),
            ("移民人权", &[1], &["移民", "人权"]),
            ("２００６年", &[3], &["2006年"]),
            ("歧视种族", &[1], &["种族", "歧视"]),
            ("\"歧视种族\"", &[], &[]),
            ("各", &[1], &["各"]),
            ("社会 -暴力", &[4], &["社会"]),
            ("报告 | 平等", &[2, 4], &["报告"]),
        ],
    );
}

#[test]
fn japanese_and_thai() {
    holds(
        &[
            "すべての国は、人種差別を撤廃するための措置をとるべきである。",
            "児童の権利に関する条約を批准すること。ガイドラインを定める。",
            "移住労働者とその家族の権利を保護する。",
        ],
        &[
            ("人種差別", &[1], &["人種差別"]),
            ("差別", &[1], &["差別"]),
            ("権利", &[3, 2], &["権利"]),
            ("児童の権利", &[2], &["児童の権利"]),
            ("ｶﾞｲﾄﾞﾗｲﾝ", &[2], &["ガイドライン"]),
            ("労働者", &[3], &["労働者"]),
            ("カイト", &[], &[]),
        ],
    );
    holds(
        &[
            "รัฐควรขจัดการเลือกปฏิบัติทางเชื้อชาติ และคุ้มครองสิทธิมนุษยชน",
            "เด็กทุกคนมีสิทธิได้รับการศึกษา",
            "ให้ความสำคัญกับที่ดินของชนพื้นเมือง ๑๒ แห่ง",
        ],
        &[
            ("การเลือกปฏิบัติ", &[1], &["การเลือกปฏิบัติ"]),
            ("สิทธิมนุษยชน", &[1], &["สิทธิมนุษยชน"]),
            ("สิทธิ", &[2, 1], &["สิทธิ"]),
            ("การศึกษา", &[2], &["การศึกษา"]),
            ("ที่ดิน", &[3], &["ที่ดิน"]),
            ("12", &[3], &["๑๒"]),
        ],
    );
}

#[test]
fn what_stands_in_the_text_is_found_as_people_type_it() {
    let texts = [
        "Member States¹ should report in 2006³ on their efforts.",
        "About 1,000,000 refugees, in the U.N. system and the U.S.A.",
        "Almost 1\u{a0}000\u{a0}000 people; 1000000 in all.",
        "racial discrimi-\nnation and hatred; soft\u{ad}ware",
        "the word is discrimination",
    ];
    holds(
        &texts,
        &[
            ("\"Member States should\"", &[1], &["Member States¹ should"]),
            ("2006", &[1], &["2006"]),
            ("1000000", &[3, 2], &["1\u{a0}000\u{a0}000", "1000000"]),
            ("1,000,000", &[3, 2], &["1\u{a0}000\u{a0}000", "1000000"]),
            ("1 000 000", &[3, 2], &["1\u{a0}000\u{a0}000", "1000000"]),
            ("UN", &[2], &["U.N"]),
            ("U.N.", &[2], &["U.N"]),
            ("USA", &[2], &["U.S.A"]),
            ("u.s.a.", &[2], &["U.S.A"]),
            (
                "\"racial discrimination\"",
                &[4],
                &["racial discrimi-\nnation"],
            ),
            ("discrimination", &[4, 5], &["discrimi-\nnation"]),
            ("software", &[4], &["soft\u{ad}ware"]),
        ],
    );
}
