//! Other documents than the one that the program carries: broken into lines, numbered within
//! numbers, with chapters, without sessions.

use crate::opened::read;
use recs_tui::model::Document;

/// One line for each provision: id, chapeaux, headings, the beginning of its text.
fn told(compilation: &Document) -> Vec<String> {
    let provisions = compilation.provisions.iter();
    provisions
        .map(|it| {
            let chapeaux = compilation.chapeaux(it);
            let chapeaux: Vec<&str> = chapeaux.iter().map(|(id, _)| id.unwrap_or("-")).collect();
            let text: Vec<&str> = it.text.split_whitespace().collect();
            let text = text.join(" ").chars().take(24).collect::<String>();
            let text = text.trim_end();
            format!(
                "{} < {} | {} | {text}",
                it.id,
                chapeaux.join(" "),
                compilation.headings(it).join(" › ")
            )
        })
        .collect()
}

const OBSERVATIONS: &str = "                 Concluding observations on the combined reports
                 of Ruritania

I.  Introduction

1.   The Committee considered the reports at its 1234th and 1235th
meetings (see CERD/C/SR.1234), held on 3 and 4 May 2017. At its 1250th
meeting, held on 12 May 2017, it adopted the present concluding
observations.

II.  Positive aspects

2.   The Committee welcomes the following legislative measures:

     (a)   The Act on equality, adopted in
2015, which prohibits discrimination;

     (b)   The accession to the Convention on the Rights of Persons with
Disabilities.

III. Concerns and recommendations

     A.   Follow-up

     Racist hate speech

3.   The Committee is concerned that:

     (a)   Hate speech is common, in particular:

           (i)    On the Internet;

           (ii)   In sport;

     (b)   Few cases are prosecuted.*

     Roma

4.   The Committee refers to paragraph
3. (a) of its general recommendation No. 35.

     B.   Dissemination

5.   The Committee recommends that the reports be made available.

_______________
* Adopted by vote.
";

#[test]
fn chapters_and_paragraphs_broken_into_lines() {
    let compilation = read(OBSERVATIONS.as_bytes());
    let title = "Concluding observations on the combined reports of Ruritania";
    let positive = format!("{title} › II.  Positive aspects");
    let concerns = format!("{title} › III. Concerns and recommendations");
    let hate = format!("{concerns} › A.   Follow-up › Racist hate speech");
    assert_eq!(
        told(&compilation),
        [
            format!("1 <  | {title} › I.  Introduction | The Committee considered"),
            format!("2 <  | {positive} | The Committee welcomes t"),
            format!("2.a < 2 | {positive} | The Act on equality, ado"),
            format!("2.b < 2 | {positive} | The accession to the Con"),
            format!("3 <  | {hate} | The Committee is concern"),
            format!("3.a < 3 | {hate} | Hate speech is common, i"),
            format!("3.a.i < 3 3.a | {hate} | On the Internet;"),
            format!("3.a.ii < 3 3.a | {hate} | In sport;"),
            format!("3.b < 3 | {hate} | Few cases are prosecuted"),
            format!("4 <  | {concerns} › A.   Follow-up › Roma | The Committee refers to"),
            format!("5 <  | {concerns} › B.   Dissemination | The Committee recommends"),
        ]
    );
    // The line ends of the page are no part of the text.
    assert!(
        compilation.provisions[0]
            .text
            .contains("1235th meetings (see")
    );
    let noted = &compilation.provisions[8].annotations[0];
    assert_eq!(
        noted.text(&compilation.passages, &compilation.provisions[8].text),
        "Adopted by vote."
    );
    assert_eq!(compilation.unread.len(), 1, "the ruled line");
    assert!(compilation.parts[0].label.is_empty());
}

#[test]
fn numbers_within_numbers() {
    let compilation = read(
        b"II. Conclusions and/or recommendations

133. The recommendations listed below enjoy the support of Ruritania:
133.1 Ratify the Convention (France);
133.2. Spend 3.5 million on schools,
3.5 million on clinics (Spain);
133.45 Continue (Chad).
134. The following did not:
134.1. Abolish the death penalty (Italy).
135. All conclusions reflect the position of States.
",
    );
    let heading = "II. Conclusions and/or recommendations";
    assert_eq!(
        told(&compilation),
        [
            format!("133 <  | {heading} | The recommendations list"),
            format!("133.1 < 133 | {heading} | Ratify the Convention (F"),
            format!("133.2 < 133 | {heading} | Spend 3.5 million on sch"),
            format!("133.45 < 133 | {heading} | Continue (Chad)."),
            format!("134 <  | {heading} | The following did not:"),
            format!("134.1 < 134 | {heading} | Abolish the death penalt"),
            format!("135 <  | {heading} | All conclusions reflect"),
        ]
    );
}

#[test]
fn a_resolution() {
    let compilation = read(
        b"The Human Rights Council,

Recalling its resolution 5/1,

1. (a) Urges States to ratify the Convention; and
(b) Urges them to implement it;
2. Requests the Secretary-General to report;
5. Decides to remain seized of the matter.
5. Decides again.
100. Decides finally.
",
    );
    assert_eq!(
        told(&compilation),
        [
            "pp.1 <  |  | Recalling its resolution",
            "1.a <  |  | Urges States to ratify t",
            "1.b <  |  | Urges them to implement",
            "2 <  |  | Requests the Secretary-G",
            "5 <  |  | Decides to remain seized",
            "5~2 <  |  | Decides again.",
            "100 <  |  | Decides finally.",
        ]
    );
    assert_eq!(compilation.unread, []);
    let said: Vec<String> = compilation
        .remarks
        .iter()
        .filter(|remark| remark.line > 1)
        .map(|remark| format!("{}: {}", remark.line, remark.text))
        .collect();
    assert_eq!(
        said,
        [
            "8: 3 and 4 are missing before 5; nothing in the text says why",
            "9: numbering starts again at 5 after 5",
            "9: the number 5 comes again in its session; here its id is 5~2",
            "10: numbering starts again at 100 after 5",
        ]
    );
}

#[test]
fn sessions_with_titles_of_other_sorts() {
    let compilation = read(
        b"Twenty-first session (A/HRC/21/2)
1. One.

IV. Fourth Session, held in Geneva from 16 to 27 January
2006 (E/CN.4/2006/18)
Conclusions
1. Two.

Seventh session
Health

The Group recommends:

Education
(a) That schools open;
(b) That they stay open.
",
    );
    let sessions: Vec<String> = compilation
        .parts
        .iter()
        .map(|it| {
            let symbol = it.symbol.as_deref().unwrap_or("-");
            let venue = it.venue.as_deref().unwrap_or("-");
            format!(
                "{} | {} | {venue} | {} | {symbol}",
                it.label,
                it.title,
                it.dates()
            )
        })
        .collect();
    assert_eq!(
        sessions,
        [
            "XXI | Twenty-first session | - |  | A/HRC/21/2",
            "IV | Fourth Session | Geneva | 16 - 27 January 2006 | E/CN.4/2006/18",
            "VII | Seventh session | - |  | -",
        ]
    );
    assert_eq!(
        told(&compilation),
        [
            "XXI.1 <  |  | One.",
            "IV.1 <  | Conclusions | Two.",
            "VII.a < - | Health › Education | That schools open;",
            "VII.b < - | Health › Education | That they stay open.",
        ]
    );
}

#[test]
fn a_footnote_explains_numbers_that_are_gone() {
    let compilation = read(
        b"1. One.
2. Two.
5. Five.*
6.
7. Seven.
* Paragraphs 3 and 4 were omitted.
",
    );
    let told: Vec<String> = compilation
        .provisions
        .iter()
        .map(|it| {
            let annotations = it.annotations.iter();
            let annotations: Vec<String> = annotations
                .map(|a| {
                    format!(
                        "{:?} {} {}",
                        a.kind,
                        a.is_inferred(),
                        a.text(&compilation.passages, &it.text)
                    )
                })
                .collect();
            format!(
                "{} {} {}",
                it.id,
                it.status().as_str(),
                annotations.join("; ")
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "1 adopted ",
            "2 adopted ",
            "3 omitted Omission false Paragraphs 3 and 4 were omitted.",
            "4 omitted Omission false Paragraphs 3 and 4 were omitted.",
            "5 adopted Footnote false Paragraphs 3 and 4 were omitted.",
            "6 omitted Omission true ",
            "7 adopted ",
        ]
    );
}

/// Each provision as its id, and its text with white space folded.
fn texts(document: &Document) -> Vec<String> {
    let provisions = document.provisions.iter();
    provisions
        .map(|it| {
            let text: Vec<&str> = it.text.split_whitespace().collect();
            format!("{} {}", it.id, text.join(" "))
        })
        .collect()
}

#[test]
fn what_pages_repeat_is_no_text_and_sentences_go_on_over_them() {
    let page = |number: u32, text: &str| {
        format!(
            "A/WET/12/3                       Ponds and puddles\n\n{text}\n\n 31-40001      {number}/3\n\u{C}"
        )
    };
    let document = read(
        [
            page(
                1,
                "1.   The Committee urges States to drain the puddles of those who",
            ),
            page(
                2,
                "live beside them;\n2.   It invites States to count the frogs.1\nFrogs count.",
            ),
            page(3, "3.   It decides to meet again."),
        ]
        .concat()
        .as_bytes(),
    );
    assert_eq!(
        texts(&document),
        [
            "1 The Committee urges States to drain the puddles of those who live beside them;",
            "2 It invites States to count the frogs.1 Frogs count.",
            "3 It decides to meet again.",
        ]
    );
    assert_eq!(document.symbol.as_deref(), Some("A/WET/12/3"));
    assert_eq!(
        recs_tui::model::citation(&document, &[1]),
        "A/WET/12/3, para. 2"
    );
}

#[test]
fn several_resolutions_are_parts_with_preambles() {
    let document = read(
        b"9/1
Protection of ponds
The Council,
Recalling its resolution 8/4 on ponds,
Deeply concerned about puddles,
1. Welcomes the report;
2. Decides to meet again.
12th meeting
3 May 2031
[Adopted without a vote.]

9/2
Protection of bogs
The Council,
Noting the bogs,
Requests a report on bogs.
",
    );
    assert_eq!(
        texts(&document),
        [
            "9/1.pp.1 Recalling its resolution 8/4 on ponds,",
            "9/1.pp.2 Deeply concerned about puddles,",
            "9/1.1 Welcomes the report;",
            "9/1.2 Decides to meet again.",
            "9/2.pp.1 Noting the bogs,",
            "9/2.op.1 Requests a report on bogs.",
        ]
    );
    let last = &document.provisions[5];
    assert_eq!(document.headings(last), ["9/2 Protection of bogs"]);
    assert_eq!(
        recs_tui::model::citation(&document, &[1]),
        "resolution 9/1, preambular para. 2"
    );
}

#[test]
fn articles_of_a_treaty() {
    for (article, mark) in [
        ("Article", "1."),
        ("Art\u{ed}culo", "1."),
        ("المادة", "1 -"),
    ] {
        let text = if mark == "1 -" {
            "لكل شخص"
        } else {
            "Everyone may swim."
        };
        let document = read(
            format!("{article} 1\n\nAll ponds are free.\n\n{article} 2\n\n{mark} {text}\n")
                .as_bytes(),
        );
        let ids: Vec<&str> = document
            .provisions
            .iter()
            .map(|it| it.id.as_str())
            .collect();
        assert_eq!(ids, ["art.1", "art.2.1"], "{article}");
    }
    let document = read("第一条\n\n一、 维护池塘；\n\n第二条\n\n各池塘平等。\n".as_bytes());
    let ids: Vec<&str> = document
        .provisions
        .iter()
        .map(|it| it.id.as_str())
        .collect();
    assert_eq!(ids, ["art.1.1", "art.2"]);
}

#[test]
fn headings_with_numbers_and_lists_below_paragraphs() {
    let document = read(
        b"     C.     Implementation

     1.     Equality
     17.    The Office reported that the ponds were dry.
     18.    It listed the recommendations below.

     2.     Water
     19.    The following proposals were made:

     1.     To dig wells (Norland);

     2.     To plant trees (Sudland);

     20.    The State took note of them.
",
    );
    assert_eq!(
        told(&document),
        [
            "17 <  | C.     Implementation \u{203a} 1.     Equality | The Office reported that",
            "18 <  | C.     Implementation \u{203a} 1.     Equality | It listed the recommenda",
            "19 <  | C.     Implementation \u{203a} 2.     Water | The following proposals",
            "19.1 < 19 | C.     Implementation \u{203a} 2.     Water | To dig wells (Norland);",
            "19.2 < 19 | C.     Implementation \u{203a} 2.     Water | To plant trees (Sudland)",
            "20 <  | C.     Implementation \u{203a} 2.     Water | The State took note of t",
        ]
    );
}

#[test]
fn joint_numbers_and_numbers_put_in_between() {
    let document = read(
        b"4.  The State accepts it.
5., 6., 7.  The State accepts these.
8.  It refuses.
8 bis.  It explains why.
10.  It ends.
",
    );
    assert_eq!(
        texts(&document),
        [
            "4 The State accepts it.",
            "5 The State accepts these.",
            "8 It refuses.",
            "8-bis It explains why.",
            "10 It ends.",
        ]
    );
    let find = |typed| recs_tui::model::AddressRun::find(&document, typed);
    assert_eq!(find("6"), [1]);
    assert_eq!(find("8 bis"), [3]);
}

#[test]
fn square_brackets_are_an_editors_only_where_the_document_says_so() {
    let quoted = read(b"1. As it said: [P]onds are free.\n\n2. Adopted. [English only]\n");
    assert!(quoted.provisions.iter().all(|it| it.annotations.is_empty()));
    let told = read(
        b"Introduction

Figures that have changed are added in square brackets.

1. It counts 40 [now 50] frogs.
",
    );
    let updates: Vec<&str> = told.provisions[0].updates().map(|(_, it)| it).collect();
    assert_eq!(updates, ["[now 50]"]);
}

#[test]
fn a_matrix_of_recommendations_one_cell_below_another() {
    let document = read(
        b"Recommendation
Position
Theme: Ponds
101.2 Clean the ponds (Sudland);
Source of Position: A/WET/9/5/Add.1 - Para.3
Supported
- Right to water

101.3 Count the frogs (Eastland);
Source of Position: A/WET/9/5/Add.1 - Para.3
Noted
Theme: Bogs
101.14 Repair the bogs (Westland);
Supported
",
    );
    let told: Vec<String> = document
        .provisions
        .iter()
        .map(|it| {
            let position = &it.extra_fields()["position"];
            let heading = document.headings(it).join(" > ");
            format!("{} {heading} {position} {}", it.id, it.text)
        })
        .collect();
    assert_eq!(
        told,
        [
            "101.2 Theme: Ponds \"Supported\" Clean the ponds (Sudland);",
            "101.3 Theme: Ponds \"Noted\" Count the frogs (Eastland);",
            "101.14 Theme: Bogs \"Supported\" Repair the bogs (Westland);",
        ]
    );
}

#[test]
fn notes_under_a_rule_and_the_line_of_adoption_are_no_text() {
    let document = read(
        b"5.    Requests a report on ponds,1 bearing in mind
      the views
__________________
1 A/WET/50.

31-40001                                                        2/5
\x0CA/RES/WET/9                                          Ponds

      of Member States;

      6.    Decides to meet again.

                                                 26th plenary meeting
                                                 26 October 2031
",
    );
    assert_eq!(
        texts(&document),
        [
            "5 Requests a report on ponds,1 bearing in mind the views of Member States;",
            "6 Decides to meet again.",
        ]
    );
    assert_eq!(document.symbol.as_deref(), Some("A/RES/WET/9"));
}

#[test]
fn a_cover_names_no_session_and_an_enumeration_no_paragraph() {
    let document = read(
        b"Ponds Council
Forty-third session
Agenda item 6

27.  It answered that (a) the ponds were clean, (b) the fees
were low, and
(c) the boats were safe.
28 Requests a report.
",
    );
    assert_eq!(document.provisions.len(), 1);
    assert_eq!(document.provisions[0].id, "27");
    assert!(document.parts.iter().all(|part| part.label.is_empty()));
}
