//! Citations as a delegate would write them by hand, one a line.

use recs_tui::model::citation;

/// Ids as they were marked, and the citation for them together.
const CASES: [(&[&str], &str); 37] = [
    // One.
    (&["I.7"], "E/CN.4/2003/20, para. 7"),
    (&["V.105"], "A/HRC/6/10, para. 105"),
    (&["IV.103.d"], "E/CN.4/2006/18, para. 103 (d)"),
    (&["IV.109.p.iv"], "E/CN.4/2006/18, para. 109 (p) (iv)"),
    // (i) is a letter here, and a numeral under 109 (p).
    (&["IV.103.i"], "E/CN.4/2006/18, para. 103 (i)"),
    // What is gone is cited by its number all the same.
    (&["IV.104"], "E/CN.4/2006/18, para. 104"),
    (&["I.10"], "E/CN.4/2003/20, para. 10"),
    // Two neighbours are a pair, three are a run.
    (&["III.5", "III.6"], "E/CN.4/2005/20, paras. 5 and 6"),
    (&["III.5", "III.6", "III.7"], "E/CN.4/2005/20, paras. 5-7"),
    (&["I.1", "I.3"], "E/CN.4/2003/20, paras. 1 and 3"),
    (&["I.1", "I.3", "I.5"], "E/CN.4/2003/20, paras. 1, 3 and 5"),
    (
        &["I.1", "I.3", "I.4", "I.5", "I.8"],
        "E/CN.4/2003/20, paras. 1, 3-5 and 8",
    ),
    // In whatever order they were marked, and however often.
    (
        &["III.9", "III.2", "III.9"],
        "E/CN.4/2005/20, paras. 2 and 9",
    ),
    // A gap in the numbering ends a run only where its number was left out.
    (
        &["V.83", "V.84", "V.85", "V.86"],
        "A/HRC/6/10, paras. 83-86",
    ),
    (
        &["V.82", "V.83", "V.86"],
        "A/HRC/6/10, paras. 82, 83 and 86",
    ),
    // Subparagraphs.
    (
        &["IV.103.a", "IV.103.d"],
        "E/CN.4/2006/18, paras. 103 (a) and (d)",
    ),
    (
        &["IV.103.a", "IV.103.b", "IV.103.c"],
        "E/CN.4/2006/18, paras. 103 (a)-(c)",
    ),
    (
        &["IV.103.h", "IV.103.i", "IV.110"],
        "E/CN.4/2006/18, paras. 103 (h) and (i) and 110",
    ),
    (
        &["IV.102", "IV.103.a", "IV.103.c", "IV.103.e", "IV.112"],
        "E/CN.4/2006/18, paras. 102, 103 (a), (c) and (e) and 112",
    ),
    (
        &["IV.103.d", "IV.109.p.iv", "IV.109.p.v", "IV.109.p.vi"],
        "E/CN.4/2006/18, paras. 103 (d) and 109 (p) (iv)-(vi)",
    ),
    (
        &["IV.109.p.viii", "IV.109.p.ix", "IV.109.p.x", "IV.109.q"],
        "E/CN.4/2006/18, paras. 109 (p) (viii)-(x) and 109 (q)",
    ),
    // The opening of a paragraph and one of its parts.
    (
        &["IV.103", "IV.103.a"],
        "E/CN.4/2006/18, paras. 103 and 103 (a)",
    ),
    // Several documents.
    (
        &["I.6", "III.22"],
        "E/CN.4/2003/20, para. 6; E/CN.4/2005/20, para. 22",
    ),
    (
        &["V.103", "V.104", "V.105", "IV.112", "IV.103.d"],
        "E/CN.4/2006/18, paras. 103 (d) and 112; A/HRC/6/10, paras. 103-105",
    ),
    (
        &["II.81", "I.1", "III.1", "III.2"],
        "E/CN.4/2003/20, para. 1; E/CN.4/2004/20, para. 81; E/CN.4/2005/20, paras. 1 and 2",
    ),
    (
        &["I.1", "II.81.7", "III.5", "IV.112", "V.80"],
        "E/CN.4/2003/20, para. 1; E/CN.4/2004/20, para. 81 (7); E/CN.4/2005/20, para. 5; \
         E/CN.4/2006/18, para. 112; A/HRC/6/10, para. 80",
    ),
    (
        &[
            "I.1", "I.2", "I.3", "III.24", "V.80", "V.81", "V.82", "V.83", "V.86",
        ],
        "E/CN.4/2003/20, paras. 1-3; E/CN.4/2005/20, para. 24; A/HRC/6/10, paras. 80-83 and 86",
    ),
    // What is missing between two numbers keeps them apart: 104 to 108, 84 and 85, 10 and 11.
    (
        &["IV.102", "IV.103", "IV.109", "IV.110", "IV.111"],
        "E/CN.4/2006/18, paras. 102, 103 and 109-111",
    ),
    (
        &["V.86", "V.87", "V.88", "V.83"],
        "A/HRC/6/10, paras. 83 and 86-88",
    ),
    (&["I.9", "I.12"], "E/CN.4/2003/20, paras. 9 and 12"),
    (
        &["I.9", "I.10", "I.11", "I.12"],
        "E/CN.4/2003/20, paras. 9-12",
    ),
    // Runs of letters, also across the headings between them; (i) is the letter after (h).
    (
        &["IV.103.g", "IV.103.h", "IV.103.i"],
        "E/CN.4/2006/18, paras. 103 (g)-(i)",
    ),
    (
        &["IV.109.a", "IV.109.b", "IV.109.c", "IV.109.f", "IV.109.g"],
        "E/CN.4/2006/18, paras. 109 (a)-(c), (f) and (g)",
    ),
    // Runs of numerals.
    (
        &[
            "IV.109.p.iv",
            "IV.109.p.v",
            "IV.109.p.vi",
            "IV.109.p.x",
            "IV.109.p.xi",
        ],
        "E/CN.4/2006/18, paras. 109 (p) (iv)-(vi), (x) and (xi)",
    ),
    // A chapeau with its subparagraphs.
    (
        &["IV.109.p", "IV.109.p.i", "IV.109.p.ii"],
        "E/CN.4/2006/18, paras. 109 (p) and 109 (p) (i) and (ii)",
    ),
    (
        &["IV.103", "IV.103.a", "IV.103.b", "IV.103.c", "IV.110"],
        "E/CN.4/2006/18, paras. 103, 103 (a)-(c) and 110",
    ),
    // Paragraph 81 stands before the recommendations 1 to 18 that it introduces.
    (
        &["II.81.1", "II.81.2", "II.81.3", "II.81.18", "II.81"],
        "E/CN.4/2004/20, paras. 81 and 81 (1)-(3) and (18)",
    ),
];

#[test]
fn any_marked_set_is_cited_as_the_field_cites() {
    let compilation = recs_tui::library::embedded();
    for (ids, expected) in CASES {
        let position = |id: &&str| compilation.position(id).expect("an id of the document");
        let marked: Vec<usize> = ids.iter().map(position).collect();
        assert_eq!(citation(&compilation, &marked), expected, "{ids:?}");
    }
}
